/*
 * Pasted rows before they are in the book: tried, put right cell by cell,
 * taken.  What imports is the program itself (`import FORM FILE`), so that
 * the trial and the writing are the same code as on the command line.
 */
#ifndef JB_UI_IMPORT_VIEW_H
#define JB_UI_IMPORT_VIEW_H

#include "ui/desk.h"

/* NULL with a message said when nothing can be made of it. */
struct view *import_view_new(
    struct desk *, const struct formdef *, const char *text);
/* The rows of a file of this name, tried at once. */
struct view *import_view_file(struct desk *, const struct formdef *,
    const char *text, const char *name);
/* Rows of this form that were left, or NULL. */
struct view *import_view_resume(struct desk *, const struct formdef *);

#endif
