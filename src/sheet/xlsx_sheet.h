/*
 * The sink that draws sheets into a workbook.  Knows layouts and the
 * writer, neither forms nor files.
 */
#ifndef JB_SHEET_XLSX_SHEET_H
#define JB_SHEET_XLSX_SHEET_H

#include "sheet/layout.h"
#include "sheet/xlsx_writer.h"

struct xlsx_sheet;

/* The workbook stays the caller's. */
struct xlsx_sheet *xlsx_sheet_new(struct xlsx *);
void xlsx_sheet_free(struct xlsx_sheet *); /* NULL is fine */
void xlsx_sheet_sink(struct xlsx_sheet *, struct layout_sink *);

#endif
