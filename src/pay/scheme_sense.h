/*
 * Does a loaded scheme make sense: what no single key can tell.
 */
#ifndef JB_PAY_SCHEME_SENSE_H
#define JB_PAY_SCHEME_SENSE_H

#include "pay/scheme_doc.h"

/* Floors, ceilings, posts named, words that contradict each other; a fault
 * names the line of the file that holds for its version. */
bool scheme_sense(const struct scheme_doc *, struct db *, int64_t scheme,
    struct err *) ATTR_MUST_USE;

/* The same of one that was typed: no line to point at. */
bool scheme_sense_typed(struct db *, int64_t scheme, struct err *)
    ATTR_MUST_USE;

#endif
