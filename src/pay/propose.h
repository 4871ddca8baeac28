/*
 * Proposals 拟变动: under `hold` every grade that follows from the facts and
 * was never approved, from the month in which the right to it began.  A run
 * writes and refreshes them, and approves none.
 */
#ifndef JB_PAY_PROPOSE_H
#define JB_PAY_PROPOSE_H

#include "base/attr.h"
#include "base/err.h"
#include "pay/facts.h"
#include "pay/place.h"
#include "store/book.h"

struct proposals;

/* For a run of `month` that computes anew from month `first` on. */
bool proposals_open(struct proposals **, struct book *, struct places *,
    int first, int month, struct err *) ATTR_MUST_USE;
void proposals_close(struct proposals *);

/* Has this worker proposals that wait for approval?  Asked in the order of
 * the workers. */
bool proposals_wait(struct proposals *, int64_t worker);
/* What is to be proposed for a worker. */
void proposals_find(struct proposals *, const struct facts *);
/* Writes the new ones; those no longer due are voided. */
bool proposals_write(struct proposals *, struct err *) ATTR_MUST_USE;

#endif
