/*
 * Every record against today's rules: each row is written again as it
 * stands, inside a transaction that is rolled back, so that the schema
 * itself says what it would refuse now.
 */
#ifndef JB_RECORD_RECHECK_H
#define JB_RECORD_RECHECK_H

#include "record/record.h"

typedef bool recheck_row(void *, const char *form, const char *key,
    const struct err *fault);
/* Calls back for each row that is refused; the book is unchanged. */
bool recheck_records(
    struct forms *, recheck_row *, void *, struct err *) ATTR_MUST_USE;

#endif
