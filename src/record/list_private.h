/*
 * What the parts of a list share; nobody else includes it.  list_rows stands
 * below the others: what is read, where the cursor is, what a cell holds.
 */
#ifndef JB_RECORD_LIST_PRIVATE_H
#define JB_RECORD_LIST_PRIVATE_H

#include "record/list.h"

struct list {
	struct forms *forms;
	const struct formdef *form;
	const struct listdef *def;

	struct filter *filter;
	char *search;
	bool searched; /* the search is a chip of the filter, the last one */
	char *sort;
	bool voided;

	struct rowset *rows; /* NULL: to be read */
	int64_t all;         /* -1: not counted */

	int64_t at, top, aim;
	int height;

	const struct field **columns;
	int *widths;
	size_t count, total; /* shown; with hidden ones */
	size_t column, first;
	bool own_columns; /* set by a person */
	int freeze;       /* -1: the definition's */

	int64_t *gone; /* rows that stay though they fit no more */
	size_t gone_count;

	char **sums; /* by column; NULL: no amount */
	size_t sum_count; /* 0: not counted */

	int64_t *marks; /* ascending */
	size_t mark_count, mark_capacity;
};

/* The rows no longer fit what is asked: they are read at the next refresh. */
void list_change(struct list *, bool keep_key);
void list_keep_inside(struct list *);
/* Where a field stands among those read, shown or not. */
bool list_has(const struct list *, const char *name, size_t *at);
void list_forget_sums(struct list *);
/* The columns of its definition, and behind them those a view needs. */
void list_want_all(struct list *, const char *words);
/* A number, money or a score: what can be added up. */
bool list_is_amount(const struct field *);

#endif
