/*
 * Writes .xlsx: the only user of libxlsxwriter.  One wrapper for each kind
 * of cell checks what the library does not (UTF-8, lengths, finite numbers,
 * return codes) and counts what it wrote, so that the file can be read back
 * and compared.  Knows styles, not reports.  One workbook at a time; rows
 * go downwards only.
 */
#ifndef JB_SHEET_XLSX_WRITER_H
#define JB_SHEET_XLSX_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"
#include "sheet/xlsx_sum.h"

enum xlsx_style {
	XLSX_PLAIN, /* no border, no wrap */
	XLSX_TITLE, /* large, bold, centred */
	XLSX_SUBTITLE, /* of a table below another */
	XLSX_BAND,     /* the name of a group over its rows */
	XLSX_LEFT,  /* above and below the table: runs over empty cells */
	XLSX_MIDDLE,
	XLSX_RIGHT,
	XLSX_NOTE, /* wrapped */
	XLSX_HEAD, /* bold, grey, centred, wrapped, bordered */
	XLSX_TEXT, /* format @ */
	XLSX_TEXT_MIDDLE,
	XLSX_TEXT_RIGHT,
	XLSX_TEXT_SPREAD, /* as wide as the column */
	XLSX_SEQUENCE, /* 0, centred */
	XLSX_DATE,
	XLSX_NUMBER,  /* 0 */
	XLSX_MONEY,   /* #,##0.00 */
	XLSX_SCORE,   /* 0.00 */
	XLSX_DECIMAL, /* two places, and two more if there are */
	XLSX_PERCENT, /* 0.00% of a fraction */
	XLSX_OPEN,    /* unlocked, for templates */
	XLSX_STYLES
};

/* Added to a style of a bordered cell. */
enum xlsx_stress {
	XLSX_STRESS_NONE,
	XLSX_STRESS_TOTAL,
	XLSX_STRESS_MARK,
	XLSX_STRESSES
};

struct xlsx_options {
	const char *title, *subject,
	    *author;         /* document properties; NULL: none */
	const char *created; /* YYYY-MM-DD: the only date in the file */
	bool constant;       /* rows leave memory as they are finished */
};

struct xlsx;

/* path is overwritten; temporary files lie in its folder. */
bool xlsx_open(struct xlsx **, const char *path, const struct xlsx_options *,
    struct err *) ATTR_MUST_USE;
/* Ends the file: *sums (by sheet) is the caller's, or NULL.  Frees. */
bool xlsx_close(struct xlsx *, struct xlsx_sum **sums, size_t *count,
    struct err *) ATTR_MUST_USE;
void xlsx_drop(struct xlsx *); /* NULL is fine; the file is of no use then */

/* Begins a sheet.  Refuses the names that spreadsheets refuse. */
bool xlsx_sheet(struct xlsx *, const char *name, struct err *) ATTR_MUST_USE;
/* Goes on with one that was begun, by its number. */
void xlsx_sheet_select(struct xlsx *, size_t at);
bool xlsx_sheet_name_valid(const char *name, struct err *);

bool xlsx_text(struct xlsx *, int row, int column, enum xlsx_style,
    enum xlsx_stress, const char *, struct err *) ATTR_MUST_USE;
/* units / 10^places, exactly rounded. */
bool xlsx_number(struct xlsx *, int row, int column, enum xlsx_style,
    enum xlsx_stress, int64_t units, int places, struct err *) ATTR_MUST_USE;
/* The same with the formula that gives it. */
bool xlsx_formula(struct xlsx *, int row, int column, enum xlsx_style,
    enum xlsx_stress, const char *formula, int64_t units, int places,
    struct err *) ATTR_MUST_USE;
bool xlsx_formula_text(struct xlsx *, int row, int column, enum xlsx_style,
    enum xlsx_stress, const char *formula, const char *value,
    struct err *) ATTR_MUST_USE;
/* day: days since 1970-01-01. */
bool xlsx_date(struct xlsx *, int row, int column, enum xlsx_stress,
    int32_t day, struct err *) ATTR_MUST_USE;
bool xlsx_blank(struct xlsx *, int row, int column, enum xlsx_style,
    enum xlsx_stress, struct err *) ATTR_MUST_USE;

/* Only says that cells belong together: they are written one by one. */
void xlsx_merge(
    struct xlsx *, int row, int column, int last_row, int last_column);
void xlsx_row_height(
    struct xlsx *, int row, double points); /* before its cells */
void xlsx_column_width(struct xlsx *, int column, double characters);
/* The same, and its cells may be filled in a locked sheet. */
void xlsx_column_open(struct xlsx *, int column, double characters);
/* Not seen, and not to be filled. */
void xlsx_column_hide(struct xlsx *, int column);
void xlsx_freeze(struct xlsx *, int rows, int columns);
void xlsx_filter(struct xlsx *, int row, int last_row, int last_column);

/* A new page begins at each of these rows. */
void xlsx_breaks(struct xlsx *, const int *rows, size_t count);

struct xlsx_chart {
	int kind; /* 0 columns, 1 bars, 2 line, 3 pie */
	const char *title;
	int first_row, last_row, category; /* of this sheet */
	const int *columns;
	const char *const *names;
	size_t count;
	int row; /* where it stands */
};
bool xlsx_chart(
    struct xlsx *, const struct xlsx_chart *, struct err *) ATTR_MUST_USE;

struct xlsx_page {
	int paper; /* 9: A4, 8: A3 */
	bool landscape;
	int repeat_first, repeat_last; /* rows of the head; -1: none */
	const char *footer_left;       /* page numbers stand on the right */
};
bool xlsx_page(
    struct xlsx *, const struct xlsx_page *, struct err *) ATTR_MUST_USE;

/* For templates: a list of the hidden sheet `sheet`, and the seal of a sheet. */
bool xlsx_choice(struct xlsx *, int row, int column, int last_row,
    const char *formula, const char *hint, struct err *) ATTR_MUST_USE;
void xlsx_hide(struct xlsx *);
void xlsx_protect(struct xlsx *);

#endif
