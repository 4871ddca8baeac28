/* Rows of a file, whatever wrote it. */
#ifndef JB_SHEET_SOURCE_H
#define JB_SHEET_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"

/* What a workbook says of a cell; in text files all is text. */
enum source_kind {
	SOURCE_TEXT,
	SOURCE_NUMBER,
	SOURCE_DAY,
	SOURCE_MONTH,  /* a day of which only year and month are shown */
	SOURCE_FAULT,  /* #REF! and its like */
	SOURCE_UNKNOWN /* a formula that nobody has reckoned yet */
};

struct source_row {
	int64_t number; /* as a spreadsheet numbers it, from 1 */
	const char *const *cells;   /* text; never NULL */
	const unsigned char *kinds; /* source_kind; NULL: all text */
	size_t count;
	bool hidden; /* in part or in whole */
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
	bool workbook, from_1904;
};

/* Turns to the next sheet that can be seen, and tells its name; NULL: there
 * is none. */
const char *source_next_sheet(struct source *);

/* The rows of another sheet of the workbook, by its name, hidden or not.
 * *found false: it has none, or this is no workbook. */
bool source_other(struct source *, const char *name, source_each *each,
    void *data, bool *found, struct err *) ATTR_MUST_USE;

/* By what the file is: a workbook, or text.  An old .xls is refused with
 * what to do. */
bool source_open(struct source *, const char *path, const char *sheet,
    struct err *) ATTR_MUST_USE;

#endif
