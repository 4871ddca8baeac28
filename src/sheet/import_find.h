/* Which row of the book a row of a file speaks of. */
#ifndef JB_SHEET_IMPORT_FIND_H
#define JB_SHEET_IMPORT_FIND_H

#include "record/record.h"

struct import_find;

/* By the columns that the file has: -1 for those it lacks. */
struct import_find *import_find_new(
    struct forms *, const struct formdef *, const int *columns);
void import_find_free(struct import_find *); /* NULL is fine */

/* By the key; else, when the row tells none, by a value that only one row
 * may have.  0: it is new. */
bool import_find_row(struct import_find *, const struct record *, int64_t *id,
    struct err *) ATTR_MUST_USE;

#endif
