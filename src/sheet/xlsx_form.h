/* A page for each record: labels beside what they name, as on a form. */
#ifndef JB_SHEET_XLSX_FORM_H
#define JB_SHEET_XLSX_FORM_H

#include "sheet/xlsx_draw.h"

bool xlsx_form_page(struct xlsx_sheet *, const struct layout_cell *,
    struct err *) ATTR_MUST_USE;
bool xlsx_form_end(
    struct xlsx_sheet *, const char *check, struct err *) ATTR_MUST_USE;

#endif
