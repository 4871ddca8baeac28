/*
 * A list turned: the values of some of its columns become heads, those of
 * one column stand in the cells.  Small by nature, so all is in memory.
 * Knows definitions and forms, no format.
 */
#ifndef JB_SHEET_SHEET_PIVOT_H
#define JB_SHEET_SHEET_PIVOT_H

#include "record/rowset.h"
#include "sheet/exportdef.h"

struct sheet_pivot {
	struct export_sheet sheet; /* with the columns that were found */
	char **cells;		   /* rows x sheet.count, NULL for nothing */
	size_t rows;
};

bool sheet_pivot_make(struct sheet_pivot **, struct forms *,
    const struct export_sheet *, const struct filter *,
    struct err *) ATTR_MUST_USE;
void sheet_pivot_free(struct sheet_pivot *); /* NULL is fine */

#endif
