/*
 * How a clerk has set a list up: columns, order, filter, cursor, and the
 * views saved under a name, kept in one file of the clerk's state folder
 * for each list.  Knows lists and no screen.
 */
#ifndef JB_RECORD_LIST_SETUP_H
#define JB_RECORD_LIST_SETUP_H

#include "record/list.h"

struct list_setup {
	char *name;    /* "": as it was left */
	char *columns; /* "code:12 person:10"; NULL: the list's own */
	char *sort;    /* NULL: the list's own */
	char *filter;  /* words of cli "Filters", a line each; NULL: none */
	int freeze;    /* -1: the list's own */
	int64_t at;    /* the row under the cursor; 0: the first */
	bool voided;
	bool no_panel;
};

struct list_setups {
	struct list_setup *items;
	size_t count;
};

void list_setups_done(struct list_setups *);
/* The file for this list, clerk and book; the caller's.  NULL without a
 * home, and nothing is kept then. */
char *list_setups_path(struct forms *, const struct list *);
/* A missing or damaged file holds nothing; it is no error. */
void list_setups_read(const char *path, struct list_setups *);
bool list_setups_write(
    const char *path, const struct list_setups *, struct err *);

/* The one of that name, made when there is none. */
struct list_setup *list_setups_get(struct list_setups *, const char *name);
void list_setups_drop(struct list_setups *, const char *name);

/* From the list, under the name it has; and back onto the list: what names
 * a field that is no more is left out. */
void list_setup_take(struct list_setup *, const struct list *);
void list_setup_apply(const struct list_setup *, struct list *);

#endif
