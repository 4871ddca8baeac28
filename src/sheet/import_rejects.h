/* The refused rows as a file beside the one they came from, each with its
 * sentence: to be corrected there and imported again. */
#ifndef JB_SHEET_IMPORT_REJECTS_H
#define JB_SHEET_IMPORT_REJECTS_H

#include "record/formdef.h"
#include "sheet/source.h"

struct import_rejects;

/* Nothing is written before the first row.  columns as in import_heads;
 * borrowed, like form and path. */
struct import_rejects *import_rejects_new(const char *path,
    const struct formdef *, const int *columns, bool workbook);
bool import_rejects_add(struct import_rejects *, const struct source_row *,
    const char *why, struct err *) ATTR_MUST_USE;
/* *made: the file's path, the caller's; NULL when no row was refused. */
bool import_rejects_end(
    struct import_rejects *, char **made, struct err *) ATTR_MUST_USE;
void import_rejects_free(struct import_rejects *); /* NULL is fine */

#endif
