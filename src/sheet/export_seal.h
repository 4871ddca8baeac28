/*
 * What is handed in for a month: every monthly report in every format, kept
 * in the book as it was, and the rows behind it.  Knows reports and the
 * book's store of what left, not where a clerk wants a file.
 */
#ifndef JB_SHEET_EXPORT_SEAL_H
#define JB_SHEET_EXPORT_SEAL_H

#include "sheet/export.h"

/* Inside the transaction that closes the month; seal stands on each page. */
bool export_seal(struct forms *, const char *month, const char *seal,
    struct err *) ATTR_MUST_USE;

/* Into a scratch copy: the rows as they stand now, as if they were handed
 * in, for a report that compares.  data: the month. */
bool export_seal_draft(
    struct book *scratch, void *data, struct err *) ATTR_MUST_USE;

#endif
