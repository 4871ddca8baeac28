/* The columns of a table: which they are, and what [column.X] says of each. */
#ifndef JB_SHEET_EXPORTDEF_COLUMN_H
#define JB_SHEET_EXPORTDEF_COLUMN_H

#include "sheet/exportdef_read.h"

/* number: the N of [sheet.N], for [column.N.X]. */
void exportdef_column_read_all(struct exportdef_reading *, const char *section,
    const char *number, struct export_sheet *);
/* A column that the program fills itself. */
struct layout_column *exportdef_column_add_own(struct export_sheet *,
    const char *head, enum layout_format, int width);

/* The looks of a field that makes columns by its values; the caller's. */
struct export_column *exportdef_column_of_value(struct exportdef_reading *,
    const char *number, const struct formdef *, const struct field *);

#endif
