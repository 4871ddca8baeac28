/* The sections [sheet.N], [chart.N] and [check.N] of a report. */
#ifndef JB_SHEET_EXPORTDEF_SHEET_H
#define JB_SHEET_EXPORTDEF_SHEET_H

#include "sheet/exportdef_read.h"

/* Adds a table to the definition. */
void exportdef_sheet_read(struct exportdef_reading *, const char *section);
/* After all tables: a chart names its table by number. */
void exportdef_sheet_read_chart(
    struct exportdef_reading *, const char *section);
void exportdef_sheet_read_check(
    struct exportdef_reading *, const char *section);

#endif
