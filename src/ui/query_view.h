/*
 * F3: the fields of a form to be filled with conditions; hits are counted
 * while typing.  Answers with words of cli "Filters", blank-separated.
 */
#ifndef JB_UI_QUERY_VIEW_H
#define JB_UI_QUERY_VIEW_H

#include "record/list.h"
#include "ui/desk.h"

struct view *query_view_new(struct desk *, const struct list *, int tag);

#endif
