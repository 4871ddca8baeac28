/*
 * Arrears 补发/扣回: closed months whose inputs changed since, computed again
 * for the workers concerned, and those to whom this month pays a grade of
 * earlier ones (兑现月份), item by item against what was sealed and what
 * arrears already paid for that month.
 */
#ifndef JB_PAY_ARREARS_H
#define JB_PAY_ARREARS_H

#include "pay/line.h"
#include "store/db.h"

struct arrears;

/* Closed months before `month`, from the office's limit 封账线 (setting
 * pay_arrears_from, a month) on. */
bool arrears_open(struct arrears **, struct db *, struct places *, int month,
    struct err *) ATTR_MUST_USE;
void arrears_close(struct arrears *);

/* Could this worker have any? Cheap. */
bool arrears_concern(const struct arrears *, const struct facts *);
/* The first month that a run computes anew, itself if no other. */
int arrears_first(const struct arrears *);
/* Fills the list (emptied first). */
bool arrears_find(struct arrears *, const struct facts *,
    struct line_arrears *, struct err *) ATTR_MUST_USE;

#endif
