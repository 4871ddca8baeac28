/*
 * The sinks that draw sheets as plain text and as csv, into a buf: the
 * same layout as the workbook, and the same check code.
 */
#ifndef JB_SHEET_TEXT_SHEET_H
#define JB_SHEET_TEXT_SHEET_H

#include "base/buf.h"
#include "sheet/layout.h"

struct text_sheet;

struct text_sheet *text_sheet_new(struct buf *out);
void text_sheet_free(struct text_sheet *); /* NULL is fine */
/* Once all sheets are written: puts them together in the buffer. */
void text_sheet_join(struct text_sheet *);
void text_sheet_sink(struct text_sheet *, struct layout_sink *);

#endif
