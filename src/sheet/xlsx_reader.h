/*
 * Reads .xlsx: the sheets of a workbook and their cells, streamed row by
 * row.  Trusts nothing: every part is bounded, and a cut part is a fault.
 * Knows nothing of records.
 */
#ifndef JB_SHEET_XLSX_READER_H
#define JB_SHEET_XLSX_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"
#include "sheet/xlsx_value.h"

struct xlsx_reader;

enum xlsx_kind {
	XLSX_CELL_TEXT,
	XLSX_CELL_NUMBER,
	XLSX_CELL_DATE, /* a number whose style shows a date; serial of 1900 */
	XLSX_CELL_BOOL,
	XLSX_CELL_FAULT, /* #REF! and its like, as text */
	XLSX_CELL_UNKNOWN, /* a formula that nobody has reckoned yet */
};

struct xlsx_cell {
	int row, column; /* from 0 */
	enum xlsx_kind kind;
	const char *text; /* as shown or as stored in the file; never NULL */
	double number;    /* of NUMBER, DATE and BOOL */
	bool formula;
	bool month; /* of a DATE: only year and month are shown */
	int zeros;  /* of a NUMBER: filled up to so many digits */
	bool hidden; /* its row or its column */
};

/* Cells that are one: their value stands in the first. */
struct xlsx_merge {
	int row, column, last_row, last_column;
};

bool xlsx_reader_open(
    struct xlsx_reader **, const char *path, struct err *) ATTR_MUST_USE;
void xlsx_reader_close(struct xlsx_reader *); /* NULL is fine */

size_t xlsx_reader_sheets(const struct xlsx_reader *);
const char *xlsx_reader_name(const struct xlsx_reader *, size_t sheet);
bool xlsx_reader_visible(const struct xlsx_reader *, size_t sheet);

/* Every cell that holds something, top to bottom, left to right. */
typedef bool xlsx_each(void *, const struct xlsx_cell *, struct err *);
bool xlsx_reader_each(struct xlsx_reader *, size_t sheet, xlsx_each *, void *,
    struct err *) ATTR_MUST_USE;

/* Merged cells of more than one row, by their first row; owned by the reader
 * until the next call. */
bool xlsx_reader_merges(struct xlsx_reader *, size_t sheet,
    const struct xlsx_merge **, size_t *count, struct err *) ATTR_MUST_USE;
bool xlsx_reader_from_1904(const struct xlsx_reader *);
/* Of the sheet that is being read. */
void xlsx_reader_progress(
    const struct xlsx_reader *, int64_t *done, int64_t *all);

#endif
