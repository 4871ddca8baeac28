/*
 * A list on the screen: draws a struct list and turns commands into its
 * moves.  Opens nothing itself but menus; records it asks the desk for.
 */
#ifndef JB_UI_LIST_VIEW_H
#define JB_UI_LIST_VIEW_H

#include "ui/desk.h"

/* filter: words of cli "Filters", blank-separated, or NULL.  search: the
 * text to begin with; NULL: the search line is closed. */
struct view *list_view_new(struct desk *, const struct formdef *,
    const struct listdef *, const char *filter, const char *search);

#endif
