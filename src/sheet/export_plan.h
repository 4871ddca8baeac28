/*
 * A report laid out flat: its own tables and those of the reports it
 * includes, on which worksheet each stands, and what was found while they
 * were written.  Knows definitions, no rows.
 */
#ifndef JB_SHEET_EXPORT_PLAN_H
#define JB_SHEET_EXPORT_PLAN_H

#include "sheet/exportdef.h"
#include "sheet/sheet_sums.h"

struct export_table {
	const struct exportdef *def;
	const struct export_sheet *sheet;
	size_t number; /* within its report, from 1 */
	size_t place;  /* of its worksheet */
	bool more;     /* another table follows on the same one */
	/* found while it was written */
	size_t columns;
	struct sheet_sums sums;
	int64_t rows;
	struct sheet_offices *offices; /* behind sheet, in a district's book */
	int total_row; /* in the spreadsheet, from 1; 0: none */
};

struct export_place {
	const char *name; /* of the worksheet */
	const struct export_table *first;
	size_t grid; /* columns of its widest table */
	bool late;   /* speaks of the others, so it is written after them */
	char *title; /* filled; owned */
	int64_t rows;
	char check[9];
};

struct export_plan {
	struct export_table *tables;
	size_t count;
	struct export_place *places;
	size_t place_count;
	struct exportdef **included; /* owned */
	size_t included_count;
	int64_t offices; /* whose sealed months this is made of; 0: our own */
};

bool export_plan_make(struct export_plan *, struct forms *,
    const struct exportdef *, const char *day, struct err *) ATTR_MUST_USE;
void export_plan_done(struct export_plan *);

/* "quota_statistics.1.held": a table and one of its columns.  NULL: the plan
 * has no such table, or it has no such column with a total. */
const struct export_table *export_plan_find(
    const struct export_plan *, const char *term, size_t *column);

#endif
