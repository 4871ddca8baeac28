/*
 * A table of a district's report: the office's own with one more column,
 * its rows those that the offices sealed.  Knows how a sealed row stands in
 * the book, no format.
 */
#ifndef JB_SHEET_SHEET_OFFICES_H
#define JB_SHEET_SHEET_OFFICES_H

#include "sheet/exportdef.h"
#include "sheet/sheet_query.h"

/* How many offices were collected for the month of a day. */
bool sheet_offices_count(struct db *, const char *day, int64_t *,
    struct err *) ATTR_MUST_USE;

struct sheet_offices;
struct sheet_offices *sheet_offices_make(const struct export_sheet *,
    const char *day, const char *report, int64_t number);
void sheet_offices_free(struct sheet_offices *); /* NULL is fine */
const struct export_sheet *sheet_offices_sheet(const struct sheet_offices *);

/* The rows behind a table, whosever they are. */
bool sheet_stream(struct forms *, const struct export_sheet *,
    const struct sheet_query *, rowset_each *, void *,
    struct err *) ATTR_MUST_USE;
bool sheet_count(struct forms *, const struct export_sheet *,
    const struct sheet_query *, int64_t *, struct err *) ATTR_MUST_USE;

/* Is the field sealed as the words a person reads?  Codes and references
 * are: another book need not know them. */
bool sheet_offices_words(const struct export_sheet *, const struct field *);

#endif
