/*
 * From the palette to staged rows: which form, which file.  Reading the file
 * is the hook's; what is too long to look at row by row is imported at once.
 */
#ifndef JB_UI_IMPORT_ASK_H
#define JB_UI_IMPORT_ASK_H

#include "ui/desk.h"

/* The forms that take rows; an answer's code is "COMMAND FORM". */
struct view *import_ask_forms(struct desk *, enum command_id, int tag);
/* The command and the form of such an answer. */
enum command_id import_ask_form(
    struct desk *, const char *code, const struct formdef **);
/* Its answer is "FORM PATH". */
struct view *import_ask_file(struct desk *, const struct formdef *, int tag);
/* What that answer opens; NULL with a message said. */
struct view *import_ask_open(struct desk *, const char *words);

#endif
