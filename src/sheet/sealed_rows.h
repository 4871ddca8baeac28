/*
 * What a monthly report was made of, kept row by row when the month is
 * sealed: values, not their look, so that another book can make the report
 * again.  Knows definitions and forms, not how the rows travel.
 */
#ifndef JB_SHEET_SEALED_ROWS_H
#define JB_SHEET_SEALED_ROWS_H

#include "sheet/export_job.h"

struct sealed_rows {
	int64_t month; /* sealed_month.id */
	int64_t count; /* out: of all tables */
	char **done;   /* tables that are kept already; its own */
	size_t done_count;
};

/* The rows of every table of the report that is not kept yet. */
bool sealed_rows_keep(struct sealed_rows *, struct export_job *,
    const struct exportdef *, struct err *) ATTR_MUST_USE;
void sealed_rows_done(struct sealed_rows *);

#endif
