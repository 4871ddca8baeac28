/*
 * A record's stored values bound to statements: to the columns of a write,
 * and to the :names of a definition's query.
 */
#ifndef JB_RECORD_BIND_H
#define JB_RECORD_BIND_H

#include "record/record.h"

/* By the field's kind: whole numbers as numbers, all else as text. */
void bind_value(
    struct stmt *, int at, const struct field *, const char *stored);
/* Every :name of the statement: a column or field of the record, or :id. */
void bind_names(struct stmt *, const struct record *);
/* Is the record bound by this name? For checks. */
bool bind_knows(const struct formdef *, const char *name);

#endif
