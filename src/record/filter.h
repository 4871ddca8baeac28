/*
 * The SQL of a filter: conditions with `?` for every value, and the values
 * in the same order.  For record/rowset_sql; people's words come in through
 * record/rowset.h.
 */
#ifndef JB_RECORD_FILTER_H
#define JB_RECORD_FILTER_H

#include "base/buf.h"
#include "record/rowset.h"

/* Values to bind, in order. */
struct bindings {
	struct binding {
		char *text; /* NULL: number */
		int64_t number;
	} *items;
	size_t count, room;
};

void bindings_done(struct bindings *);
void bindings_text(struct bindings *, const char *);
void bindings_number(struct bindings *, int64_t);
void bindings_bind(const struct bindings *, struct stmt *);

/* Appends " AND (...)" for each chip and each word of the search.  The list
 * says in which columns the search looks; NULL: the form's. */
bool filter_sql(const struct filter *, struct forms *, const struct listdef *,
    struct buf *sql, struct bindings *, struct err *);
/* The order of what a search by letters found, best first; nothing when there
 * is no such search. */
void filter_rank_sql(const struct filter *, struct buf *sql, struct bindings *);
/* Does a chip or the search need this field? */
bool filter_uses(const struct filter *, const struct field *);

#endif
