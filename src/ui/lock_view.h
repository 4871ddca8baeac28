/*
 * The screen while nobody sits at it: name and clock, no data.  Enter
 * brings back what was there.
 */
#ifndef JB_UI_LOCK_VIEW_H
#define JB_UI_LOCK_VIEW_H

#include "ui/desk.h"

struct view *lock_view_new(struct desk *);

#endif
