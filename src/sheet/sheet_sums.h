/*
 * Sums of a table's columns.  Kept in ten-thousandths, so that numbers with
 * and without places add up exactly; a sum that does not fit is refused,
 * not wrapped.  Knows cells, not where they come from.
 */
#ifndef JB_SHEET_SHEET_SUMS_H
#define JB_SHEET_SHEET_SUMS_H

#include "sheet/layout.h"

#define SHEET_SUMS_PLACES 4

struct sheet_sums {
	int64_t *units, *counts; /* by column */
	size_t columns;
};

void sheet_sums_init(struct sheet_sums *, size_t columns);
void sheet_sums_done(struct sheet_sums *);
void sheet_sums_clear(struct sheet_sums *);
/* False: the sum is out of range. */
bool sheet_sums_add(struct sheet_sums *, size_t column, enum layout_total,
    const struct layout_cell *);
/* The cell of a line of sums; text is room for what it shows. */
void sheet_sums_cell(const struct sheet_sums *, size_t column,
    const struct layout_column *, struct buf *text, struct layout_cell *);

#endif
