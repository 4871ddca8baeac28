/*
 * The schema's codes made into sentences with their sums: a CHECK, UNIQUE,
 * NOT NULL, foreign key or RAISE failure becomes an err with code, rule and
 * the filled sentence of table `refusal`.
 */
#ifndef JB_RECORD_REFUSAL_H
#define JB_RECORD_REFUSAL_H

#include "record/record.h"

/* values: the row as it was to be written (record->stored).  {name} is a
 * column of the row (shown for people) or of detail_sql.  Clears the db's
 * fault.  Always leaves err set and returns false. */
bool refusal_from_fault(struct forms *, const struct record *, struct err *);

/* A refusal known by its code without a failed statement (wrong_move). */
bool refusal_refuse(struct forms *, const struct record *, const char *code,
    const char *column, struct err *);

/* The general sentence of a code that needs no row in `refusal`; NULL: none. */
const char *refusal_general(const char *code);

#endif
