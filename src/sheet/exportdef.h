/*
 * exports/NAME.ini, read and checked against the forms it draws from.
 * Knows what a report should look like, not how a format writes it.
 */
#ifndef JB_SHEET_EXPORTDEF_H
#define JB_SHEET_EXPORTDEF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/err.h"
#include "record/formdef.h"
#include "record/ini.h"
#include "sheet/layout.h"

/* One column of a sheet; field NULL is the sequence number, or a column
 * that the program fills itself. */
struct export_column {
	const struct field *field;
	struct layout_column look; /* owned */
	bool mask, mark;
	const struct field *minus[2]; /* its value is the first less the second */
	const struct field *sum[2];   /* its value is the sum from .. to */
};

/* Where the rows of a table come from. */
enum export_rows {
	EXPORT_ROWS_SOURCE, /* a list */
	EXPORT_ROWS_INDEX,  /* the tables of this very report */
	EXPORT_ROWS_CHECKS, /* its [check.N]: totals of one beside another */
};

#define EXPORT_LEVELS LAYOUT_LEVELS

struct export_sheet {
	enum export_rows rows;
	char *name, *title, *unit, *where, *sort, *note, *empty;
	const struct formdef *form;
	const struct listdef *list;
	struct export_column *columns;
	size_t count;
	const struct field *
	    *group; /* columns that make a subtotal when they change */
	size_t group_count;
	size_t level_end[EXPORT_LEVELS]; /* where each level of them ends */
	size_t levels;
	bool in_order; /* rows of a group follow each other by `sort` alone */
	bool band;  /* a line with its name stands above each group */
	bool under; /* another table on the worksheet of the one before */
	const struct field *capital; /* its sum is written in words; or NULL */
	const struct field *key;     /* what a row is known by from month to month */
	const struct field *mark;    /* a row is marked where this says something */
	int freeze;
	char *include; /* another definition whose sheets stand here, or NULL */

	/* a page a record */
	int *page_lines;
	size_t page_line_count;

	/* rows by columns */
	const struct field **across;
	size_t across_count;
	size_t across_end[EXPORT_LEVELS];
	size_t across_levels;
	const struct field *value;
	struct export_column *value_column; /* how its cells look */
	char *across_total; /* head of the column of sums; or NULL */

	/* lines below that are counted: a list, and its field `text` */
	const struct formdef *remarks;

	struct layout_chart *charts;
	size_t chart_count;

	const struct sheet_offices *offices; /* rows of several offices; or NULL */
};

/* Two sums that must be the same, each of totals "report.table.column". */
struct export_check {
	char *label, *left, *right;
};

struct exportdef {
	char *name, *path;
	char *code, *title, *unit, *sign, *note, *foot;
	char *layout_of, *valid_from; /* an older or newer look of a report */
	int paper;                    /* 9: A4, 8: A3 */
	bool landscape, monthly;
	bool compares; /* its rows tell what changed since the last hand-in */
	int order;
	struct export_sheet *sheets;
	size_t count;
	struct export_check *checks;
	size_t check_count;
};

/* Reads exports/NAME.ini of the first folder that has one.  Faults are
 * file:line: sentence; all go to the callback if there is one, the first
 * to err. */
bool exportdef_load(struct exportdef **, struct forms *, const char *name,
    forms_fault *, void *, struct err *) ATTR_MUST_USE;
/* The same as it stood on a day: the file of that name, or the latest other
 * with layout_of = NAME and a valid_from that has come. */
bool exportdef_load_on(struct exportdef **, struct forms *, const char *name,
    const char *day, struct err *) ATTR_MUST_USE;
void exportdef_free(struct exportdef *); /* NULL is fine */

/* Only the heading: code, title, monthly, order; no form is looked at. */
bool exportdef_heading(
    struct exportdef **, const char *path, struct err *) ATTR_MUST_USE;

/* A field's column as a list shows it: heading, format and mask by kind. */
void exportdef_column(struct export_column *, const struct field *);
void exportdef_sheet_done(struct export_sheet *);

extern const struct ini_word exportdef_words_export[], exportdef_words_sheet[],
    exportdef_words_column[], exportdef_words_chart[], exportdef_words_check[];

#endif
