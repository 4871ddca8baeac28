/*
 * A command about to be carried out, in the clerk's words: F6 does it, Esc
 * does not; Enter does it too unless it cannot be taken back with Ctrl+Z.
 */
#ifndef JB_UI_CONFIRM_H
#define JB_UI_CONFIRM_H

#include "ui/desk.h"

/* The answer's text is the command's words. */
struct view *confirm_new(struct desk *, const char *title, int tag,
    const char *words);

#endif
