/*
 * One stored value made into a cell: numbers as whole units, days as
 * numbers, everything else as the text a person reads, masked if need be.
 */
#ifndef JB_SHEET_CELL_H
#define JB_SHEET_CELL_H

#include "record/formdef.h"
#include "sheet/layout.h"

struct cell_source {
	const struct field *field;
	enum layout_format format;
	bool mask;
	bool texts; /* the shown text of units too */
};

/* text is room for the cell's text, cleared first; stored is not empty.  A
 * value that is no number or day stays text, whatever the format. */
bool cell_make(struct forms *, const struct cell_source *, const char *stored,
    struct buf *text, struct layout_cell *, struct err *);

/* Clears first; as "1,234.50", "12" or "12.5%". */
void cell_write_units(
    struct buf *, enum layout_format, int64_t units, int places);

#endif
