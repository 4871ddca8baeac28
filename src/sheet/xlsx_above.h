/* Title, the line of organ, day and unit, and the heads of a table. */
#ifndef JB_SHEET_XLSX_ABOVE_H
#define JB_SHEET_XLSX_ABOVE_H

#include "sheet/xlsx_draw.h"

bool xlsx_above_lines(struct xlsx_sheet *, struct err *) ATTR_MUST_USE;
bool xlsx_above_heads(struct xlsx_sheet *, struct err *) ATTR_MUST_USE;

#endif
