/*
 * CSV and TSV (RFC 4180), read as a stream and written to a buffer.  Reads
 * UTF-8 with and without BOM, UTF-16 with BOM, and GB18030.  Knows nothing
 * of records; trusts no byte.
 */
#ifndef JB_SHEET_CSV_H
#define JB_SHEET_CSV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

#define CSV_CELL_MAX 32767 /* characters, as in a spreadsheet */
#define CSV_COLUMNS_MAX 16384

struct csv;

bool csv_open(struct csv **, const char *path, struct err *) ATTR_MUST_USE;
/* The same from memory, which stays the caller's and must outlive it. */
bool csv_open_bytes(struct csv **, const char *name, const char *bytes,
    size_t size, struct err *) ATTR_MUST_USE;
void csv_close(struct csv *); /* NULL is fine */

/* The next row, blank ones too (count 1, an empty cell): cells live until the
 * next call.  *count 0: the end.  Errors name the row. */
bool csv_next(struct csv *, const char *const **cells, size_t *count,
    struct err *) ATTR_MUST_USE;
int64_t csv_row(const struct csv *); /* of the row last given, from 1 */
/* How much of the file was read, and how much there is, in bytes. */
void csv_progress(const struct csv *, int64_t *done, int64_t *all);

/*
 * Writing.  A guarded cell that a spreadsheet could take for a formula gets
 * a leading apostrophe, which csv_next takes off again.  Guard what people
 * typed in files that leave the house; numbers of ours are not guarded.
 */
void csv_add_cell(struct buf *, const char *text, bool first, bool guard);
void csv_end_row(struct buf *); /* LF */
bool csv_is_formula(const char *text);

#endif
