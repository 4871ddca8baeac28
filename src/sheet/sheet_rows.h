/*
 * The rows of one sheet: one SELECT, stored text made into cells, groups
 * with their subtotals, the total.  Knows definitions and forms, no format.
 */
#ifndef JB_SHEET_SHEET_ROWS_H
#define JB_SHEET_SHEET_ROWS_H

#include "sheet/exportdef.h"
#include "store/digest.h"

struct sheet_rows {
	struct forms *forms;
	const struct export_sheet *sheet;
	const struct filter *filter; /* NULL: none */
	struct layout_sink *sink;
	struct digest *digest; /* the content goes in, row by row */
	bool masked;

	int64_t count;         /* out: rows of data */
	int64_t capital_units; /* out: sum of the capital column, 分 */
};

bool sheet_rows_stream(struct sheet_rows *, struct err *) ATTR_MUST_USE;
/* How many there will be; also shows that the statement is right. */
bool sheet_rows_count(
    struct sheet_rows *, int64_t *, struct err *) ATTR_MUST_USE;

#endif
