/*
 * What the pieces that draw a worksheet share: where the next row goes, and
 * what the rows so far decide.  For src/sheet/xlsx_*.c only.
 */
#ifndef JB_SHEET_XLSX_DRAW_H
#define JB_SHEET_XLSX_DRAW_H

#include "sheet/layout.h"
#include "sheet/xlsx_writer.h"

#define XLSX_DRAW_WIDTH_LEAST 5
#define XLSX_DRAW_WIDTH_MOST 32
#define XLSX_DRAW_LINE_POINTS 15.0

struct xlsx_sheet {
	struct xlsx *x;
	const struct layout *layout;
	int row; /* next to be written */
	/* of the worksheet's first table */
	int first_head, first_head_last, freeze;
	/* of the table being written */
	int head_first, head_last, data_first, data_last;
	int group_first[LAYOUT_LEVELS];
	int *widths; /* of its columns, by content */
	int64_t rows;
	int *total_row; /* out: of the sink */
	/* of the worksheet: the widest of its tables */
	int *kept;
	size_t kept_count;
	/* pages */
	int *breaks;
	size_t break_count, break_capacity;
};

/* The last column of the worksheet's widest table. */
int xlsx_draw_last(const struct xlsx_sheet *);
/* One text over the whole width. */
bool xlsx_draw_line(struct xlsx_sheet *, enum xlsx_style, const char *text,
    double height, struct err *) ATTR_MUST_USE;
/* How many lines a text takes in so many cells. */
int xlsx_draw_lines(const char *text, int room);

#endif
