/*
 * A page of lines to read and scroll: help, why, history, messages.  A
 * line may lead to a record or a list; Enter asks the desk for it.
 */
#ifndef JB_UI_PAGE_H
#define JB_UI_PAGE_H

#include "record/list.h"
#include "ui/desk.h"
#include "ui/draw.h"

struct view *page_new(struct desk *, const char *title);
void page_add(struct view *, enum draw_role, const char *text);
void page_printf(struct view *, enum draw_role, const char *fmt, ...)
    ATTR_FORMAT(3, 4);
/* The last line leads to this record, or to this list under a filter. */
void page_lead_to(struct view *, const char *form, int64_t id,
    const char *filter);
/* The page speaks of this: F9, F7 and help know what it is about. */
void page_set_subject(struct view *, const struct subject *);

/* The rows behind what the page says: what F9 exports; takes it over. */
void page_set_rows(struct view *, struct list *);

/* Which page of help it is (0: none), and for which contexts. */
void page_set_help(struct view *, int stage, unsigned contexts);
int page_help(const struct view *, unsigned *contexts); /* any view */

#endif
