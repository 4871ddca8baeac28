/*
 * A workbook to be filled elsewhere and brought back through import: the
 * form's labels as heads, drop-downs of what may be chosen, everything but
 * the cells to fill locked.
 */
#ifndef JB_SHEET_TEMPLATE_H
#define JB_SHEET_TEMPLATE_H

#include "base/attr.h"
#include "record/rowset.h"

struct template_options {
	const char *out; /* a folder, or the file itself; NULL: here */
	const char *office, *month; /* stamped on it; NULL: for any */
	const struct query *rows; /* records to be changed; NULL: none */
};

/* *made (may be NULL) is the path, the caller's. */
bool template_write(struct forms *, const struct formdef *,
    const struct template_options *, char **made, struct err *) ATTR_MUST_USE;

#endif
