/*
 * One line asked for: an as-of day, a reason, the arguments of a command.
 * Hands back what was typed as an answer.
 */
#ifndef JB_UI_PROMPT_H
#define JB_UI_PROMPT_H

#include "ui/desk.h"

struct view *prompt_new(struct desk *, const char *title, const char *hint,
    int tag, const char *text);

/* What the answer begins with and nobody sees: the words of a command. */
void prompt_set_before(struct view *, const char *before);

/* What is typed is a secret: stars stand for it. */
void prompt_set_hidden(struct view *);

#endif
