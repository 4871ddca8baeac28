/* Names of the triggers that laws.c makes hold this behind the record's. */
#ifndef JB_STORE_LAWS_H
#define JB_STORE_LAWS_H

#include "store/db.h"

#define LAWS_MARK "__"

/* See book_make_laws in book.h; this is it, for one record. */
bool laws_make(struct db *, const char *record, struct err *) ATTR_MUST_USE;

#endif
