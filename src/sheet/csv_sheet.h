/*
 * The sink that writes sheets as csv into a buf: the lines above, the heads
 * (one row for each level), the rows, what is below.  Text that a
 * spreadsheet could take for a formula is guarded.
 */
#ifndef JB_SHEET_CSV_SHEET_H
#define JB_SHEET_CSV_SHEET_H

#include "base/buf.h"
#include "sheet/layout.h"

struct csv_sheet;

struct csv_sheet *csv_sheet_new(struct buf *out);
void csv_sheet_free(struct csv_sheet *); /* NULL is fine */
/* Once all sheets are written: puts them together in the buffer. */
void csv_sheet_join(struct csv_sheet *);
void csv_sheet_sink(struct csv_sheet *, struct layout_sink *);

#endif
