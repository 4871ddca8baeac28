/*
 * A form on the screen: draws a struct form, turns commands into its
 * steps, keeps its draft.  Lists what a save would do before it does it.
 */
#ifndef JB_UI_FORM_VIEW_H
#define JB_UI_FORM_VIEW_H

#include "ui/desk.h"

/* Opens the record (id 0: a new one) and begins the act; with marks (ids)
 * for all of them, and `id` is the first.  NULL with a message said when it
 * cannot be read. */
/* action: the move to begin with, NULL: it is asked for. */
struct view *form_view_new(struct desk *, const struct formdef *, int64_t id,
    enum record_act, const char *action, const int64_t *ids,
    size_t count);

/* To the field of that name, if it can be typed in. */
void form_view_focus(struct view *, const char *field);

#endif
