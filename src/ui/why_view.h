/*
 * F7: the steps behind a value, from the form's query or from the rooms
 * that compute; and the trail of a record.
 */
#ifndef JB_UI_WHY_VIEW_H
#define JB_UI_WHY_VIEW_H

#include "ui/desk.h"

/* NULL with a message said when there is nothing to explain. */
struct view *why_view_new(struct desk *, const struct subject *);
struct view *why_view_history(struct desk *, const struct subject *);

#endif
