/*
 * What a workbook says before its cells: the names and parts of its sheets,
 * what its styles show, its shared strings.  Of one reader only.
 */
#ifndef JB_SHEET_XLSX_BOOK_H
#define JB_SHEET_XLSX_BOOK_H

#include "base/buf.h"
#include "sheet/xlsx_zip.h"

struct xlsx_book_sheet {
	char *name, *relation, *part;
	bool hidden;
};

/* What a style shows a number as. */
struct xlsx_look {
	bool date, month; /* month: of a date only year and month */
	unsigned char zeros; /* digits it is filled up to */
};

struct xlsx_book {
	struct xlsx_zip *zip;
	char *path, *folder; /* of the workbook part, inside the zip */
	char *strings_part, *styles_part;
	struct xlsx_book_sheet *sheets;
	size_t sheet_count, sheet_capacity;
	bool from_1904;
	struct xlsx_look *looks; /* by style index */
	size_t look_count, look_capacity;
	struct buf strings; /* each with its NUL */
	uint32_t *starts;
	size_t string_count, string_capacity;
	bool strings_read;
};

/* On failure too: xlsx_book_done. */
bool xlsx_book_load(
    struct xlsx_book *, const char *path, struct err *) ATTR_MUST_USE;
void xlsx_book_done(struct xlsx_book *);

/* Reads the shared strings, once. */
bool xlsx_book_read_strings(struct xlsx_book *, struct err *) ATTR_MUST_USE;
/* NULL: there is no such string. */
const char *xlsx_book_string(const struct xlsx_book *, unsigned long at);

/* Adds what stands in a cell, as far as a cell may reach; false: too far. */
bool xlsx_cell_add(struct buf *, const char *text, size_t size);

#endif
