/*
 * Home: the sections with their counts, what is to be done, drafts.  Reads
 * the views home_line and todo if the book has them.
 */
#ifndef JB_UI_HOME_H
#define JB_UI_HOME_H

#include "ui/desk.h"

struct view *home_new(struct desk *);

/* The lists of all sections as items of a pick: code is FORM, a blank and
 * LIST.  section NULL: all. The caller's: pick_items_free. */
struct pick_item *home_lists(
    struct desk *, const char *section, size_t *count);

#endif
