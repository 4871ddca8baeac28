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

/* One column of a sheet; field NULL is the sequence number. */
struct export_column {
	const struct field *field;
	struct layout_column look; /* owned */
	bool mask, mark;
};

struct export_sheet {
	char *name, *title, *unit, *where, *sort, *note, *empty;
	const struct formdef *form;
	const struct listdef *list;
	struct export_column *columns;
	size_t count;
	const struct field *
	    *group; /* columns that make a subtotal when they change */
	size_t group_count;
	const struct field *capital; /* its sum is written in words; or NULL */
	int freeze;
	char *include; /* another definition whose sheets stand here, or NULL */
};

struct exportdef {
	char *name, *path;
	char *code, *title, *unit, *sign, *note, *foot;
	int paper; /* 9: A4, 8: A3 */
	bool landscape, monthly;
	int order;
	struct export_sheet *sheets;
	size_t count;
};

/* Reads exports/NAME.ini of the first folder that has one.  Faults are
 * file:line: sentence; all go to the callback if there is one, the first
 * to err. */
bool exportdef_load(struct exportdef **, struct forms *, const char *name,
    forms_fault *, void *, struct err *) ATTR_MUST_USE;
void exportdef_free(struct exportdef *); /* NULL is fine */

/* Only the heading: code, title, monthly, order; no form is looked at. */
bool exportdef_heading(
    struct exportdef **, const char *path, struct err *) ATTR_MUST_USE;

/* A field's column as a list shows it: heading, format and mask by kind. */
void exportdef_column(struct export_column *, const struct field *);

extern const struct ini_word exportdef_words_export[], exportdef_words_sheet[],
    exportdef_words_column[];

#endif
