/*
 * A sealed month as a file that travels to the district: lines of text,
 *
 *   jieban month 1
 *   {"office":..., "month":..., "round":..., "rows":..., ...}
 *   {"report":..., "sheet":..., "row":..., "fields":{...}}     one a row
 *   sha256 HEX                                     of all that stands above
 *
 * Knows the tables sealed_month and sealed_row, no report.
 */
#ifndef JB_SHEET_PACKAGE_H
#define JB_SHEET_PACKAGE_H

#include "record/formdef.h"
#include "sheet/sealed_rows.h"

#define PACKAGE_MAGIC "jieban month "
#define PACKAGE_FORMAT 1
#define PACKAGE_ENDING "jbm"
#define PACKAGE_REPORT "package" /* among the exports */

/* Does the book have the tables for it? */
bool package_possible(struct forms *, bool *is, struct err *) ATTR_MUST_USE;

/* Inside the change that seals the month: the id its rows are kept under,
 * and, when they all are, the month itself with the package's checksum. */
bool package_begin(
    struct forms *, struct sealed_rows *, struct err *) ATTR_MUST_USE;
bool package_seal(struct forms *, const struct sealed_rows *,
    const char *month, int64_t round, const char *seal,
    struct err *) ATTR_MUST_USE;

/* The last seal of a month that is closed, as a file; out: a folder, the
 * file itself or NULL (here).  *made is its path, the caller's. */
bool package_write(struct forms *, const char *month, const char *out,
    const char *reason, char **made, struct err *) ATTR_MUST_USE;
/* Is there one to write? */
bool package_there(struct forms *, const char *month, bool *there,
    struct err *) ATTR_MUST_USE;

#endif
