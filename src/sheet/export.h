/*
 * Reports: definitions of exports/ made into files.  A file is written
 * aside, read back, and only then takes its name.  Knows records only by
 * forms and definitions.
 */
#ifndef JB_SHEET_EXPORT_H
#define JB_SHEET_EXPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/err.h"
#include "record/formdef.h"
#include "record/rowset.h"

enum export_format { EXPORT_XLSX, EXPORT_CSV, EXPORT_TEXT };

struct export_options {
	const char *month; /* YYYY-MM; NULL: the month, or the day, of as_of */
	const char *out;   /* a folder, or the file itself; NULL: here */
	enum export_format format;
	const char
	    *purpose; /* personal numbers in full, for this; NULL: masked */
	const char *reason; /* why, for the ledger; NULL: not said */
	const char *organ; /* 填报单位; NULL: setting office_name */
	const char *seal;  /* of the month, at the foot of each page; or NULL */
};

/* exports/NAME.ini as a file; *made is its path, the caller's. */
bool export_write(struct forms *, const char *name,
    const struct export_options *, char **made, struct err *) ATTR_MUST_USE;

/* A list as it is shown, under a title. */
bool export_list(struct forms *, const struct query *, const char *title,
    const struct export_options *, char **made, struct err *) ATTR_MUST_USE;

struct export_name {
	char *name, *code, *title;
	bool monthly;
	int order;
};
/* What can be exported, of all data folders, in order. */
bool exports_names(struct forms *, struct export_name **, size_t *count,
    struct err *) ATTR_MUST_USE;
void exports_names_free(struct export_name *, size_t count);

/* Loads every definition and prepares its statements; each fault goes to
 * the callback.  False: something was found or failed. */
bool exports_check(struct forms *, forms_fault *, void *, struct err *);

#endif
