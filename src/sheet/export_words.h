/*
 * The texts of a report that depend on its day and office.  Knows neither
 * tables nor formats.
 */
#ifndef JB_SHEET_EXPORT_WORDS_H
#define JB_SHEET_EXPORT_WORDS_H

#include "sheet/export_job.h"

/* A title with its {month}, {year} and {organ}; the caller's. */
char *export_words_fill(const struct export_job *, const char *title);
/* "B05-title-2026-11": no sign of it can leave the folder.  The caller's. */
char *export_words_file(const struct export_job *, const struct exportdef *);
/* The same of any text; the caller's. */
char *export_words_part(const char *);
/* "xlsx", "csv", "txt". */
const char *export_words_ending(enum export_format);
/* The month, or the day, that the table speaks of; the caller's. */
char *export_words_day(const struct export_job *, const struct exportdef *);

#endif
