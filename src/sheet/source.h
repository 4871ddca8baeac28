/* Rows of a file, whatever wrote it. */
#ifndef JB_SHEET_SOURCE_H
#define JB_SHEET_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct source_row {
	int64_t number; /* as a spreadsheet numbers it, from 1 */
	const char *const *cells; /* text; never NULL */
	const bool *numeric;      /* written as numbers; NULL: none is */
	size_t count;
};

/* The row lives during the call; false stops. */
typedef bool source_each(void *, const struct source_row *, struct err *);

struct source {
	/* Hands every row on, blank ones may be left out. */
	bool (*each)(struct source *, source_each *, void *, struct err *);
	void (*close)(struct source *);
	/* How far it is, in any unit. */
	void (*progress)(const struct source *, int64_t *done, int64_t *all);
	void *reader;
	size_t sheet;
};

/* By what the file is: a workbook, or text.  An old .xls is refused with
 * what to do. */
bool source_open(struct source *, const char *path, const char *sheet,
    struct err *) ATTR_MUST_USE;

#endif
