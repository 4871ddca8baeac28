/*
 * The palette: every command of the table that may be chosen, with its
 * keys, and every list; by Chinese, initials or English.  What cannot be
 * done now is dim.
 */
#ifndef JB_UI_PALETTE_H
#define JB_UI_PALETTE_H

#include "ui/desk.h"
#include "ui/pick.h"

/* lists: items of home_lists, taken over.  contexts: of the view below.
 * The answer's code is "!N" for command N, else FORM, blank, LIST. */
struct view *palette_new(struct desk *, unsigned contexts, int tag,
    struct pick_item *lists, size_t count);

#endif
