/*
 * Does a loaded scheme make sense: what no single key can tell.
 */
#ifndef JB_PAY_SCHEME_SENSE_H
#define JB_PAY_SCHEME_SENSE_H

#include "pay/policy.h"

/* Floors, ceilings, posts named, words that contradict each other. */
bool scheme_sense(struct db *, int64_t scheme, const char *path, struct err *)
    ATTR_MUST_USE;

#endif
