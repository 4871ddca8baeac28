/*
 * F3: the fields of a form to be filled with conditions; hits are counted
 * while typing.  Answers with words of cli "Filters", blank-separated.
 */
#ifndef JB_UI_QUERY_VIEW_H
#define JB_UI_QUERY_VIEW_H

#include "record/list.h"
#include "ui/desk.h"

/* How it ended: answer.at. */
enum query_end { QUERY_RUN, QUERY_NAMED, QUERY_LEFT };

/* `kept`: the conditions it was left with before, or NULL. */
struct view *query_view_new(
    struct desk *, const struct list *, int tag, const char *kept);

#endif
