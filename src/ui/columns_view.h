/*
 * Which columns a list shows: Space shows or hides one, Left and Right move
 * it, + and - make it wider or narrower.  Hands the words back as an answer.
 */
#ifndef JB_UI_COLUMNS_VIEW_H
#define JB_UI_COLUMNS_VIEW_H

#include "record/list.h"
#include "ui/desk.h"

struct view *columns_view_new(struct desk *, const struct list *, int tag);

#endif
