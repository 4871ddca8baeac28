/*
 * The one SELECT behind a table: the list as its form has it, narrowed by
 * the table's own where, in the order of its groups.
 */
#ifndef JB_SHEET_SHEET_QUERY_H
#define JB_SHEET_SHEET_QUERY_H

#include "base/buf.h"
#include "record/rowset.h"
#include "sheet/exportdef.h"

struct sheet_query {
	struct query query;
	struct listdef list;
	struct buf where, sort;
	const struct field **fields; /* what is asked for, in this order */
	size_t count;
};

/* Where a field stands among those asked for; asks for it if need be. */
size_t sheet_query_place(struct sheet_query *, const struct field *);
/* After all fields are known. */
void sheet_query_make(struct sheet_query *, const struct export_sheet *,
    const struct filter *);
void sheet_query_done(struct sheet_query *);

#endif
