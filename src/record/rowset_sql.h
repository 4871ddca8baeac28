/* The SELECT of a query: columns, joins, conditions and order. */
#ifndef JB_RECORD_ROWSET_SQL_H
#define JB_RECORD_ROWSET_SQL_H

#include "record/filter.h"

enum rowset_shape {
	SHAPE_KEYS,  /* ids only */
	SHAPE_CELLS, /* the id (0 without one), then the columns */
	SHAPE_COUNT,
};

/* The i-th column of a query, and how many there are. */
size_t rowset_sql_count(const struct query *);
const struct field *rowset_sql_column(const struct query *, size_t i);
/* Rows that have an id to be read again by; views are read whole. */
bool rowset_sql_keyed(const struct query *);

/* The caller's, with the values bound; limit 0: all. */
struct stmt *rowset_sql_prepare(struct forms *, const struct query *,
    enum rowset_shape, int64_t limit, struct err *);
/* The columns of the rows whose ids stand in a JSON array, ?1; ids first.
 * The text is the caller's. */
char *rowset_sql_window(const struct query *);

#endif
