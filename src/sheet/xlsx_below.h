/* The end of a table, and of its worksheet. */
#ifndef JB_SHEET_XLSX_BELOW_H
#define JB_SHEET_XLSX_BELOW_H

#include "sheet/xlsx_draw.h"

bool xlsx_below_end(
    struct xlsx_sheet *, const char *check, struct err *) ATTR_MUST_USE;
/* Paper, heads to repeat (-1: none), footer with the check code. */
bool xlsx_below_page(struct xlsx_sheet *, int repeat_first, int repeat_last,
    const char *check, struct err *) ATTR_MUST_USE;

#endif
