/*
 * The rows of one table: one SELECT (or a turned list), stored text made
 * into cells, groups with their subtotals, the total.  Knows definitions
 * and forms, no format.
 */
#ifndef JB_SHEET_SHEET_ROWS_H
#define JB_SHEET_SHEET_ROWS_H

#include "sheet/exportdef.h"
#include "sheet/sheet_pivot.h"
#include "sheet/sheet_sums.h"
#include "store/digest.h"

struct sheet_rows {
	struct forms *forms;
	const struct export_sheet *sheet; /* of the pivot if there is one */
	const struct sheet_pivot *pivot;  /* NULL: read from the list */
	const struct filter *filter;      /* NULL: none */
	struct layout_sink *sink;
	struct digest *digest; /* the content goes in, row by row */
	bool masked;

	int64_t count;         /* out: rows of data */
	int64_t capital_units; /* out: sum of the capital column, 分 */
	struct sheet_sums sums; /* out: of the whole; the caller's */
};

bool sheet_rows_stream(struct sheet_rows *, struct err *) ATTR_MUST_USE;
/* How many there will be; also shows that the statement is right. */
bool sheet_rows_count(
    struct sheet_rows *, int64_t *, struct err *) ATTR_MUST_USE;

/* Values, not their look, into a digest: every format gives the same check
 * code. */
void sheet_rows_digest(struct digest *, struct buf *room,
    const struct layout_cell *, size_t count);

#endif
