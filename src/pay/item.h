/*
 * One item of a scheme for one worker and month: who gets it, by what, and
 * how much.  Asked by amount (earnings) and deduct (deductions).
 */
#ifndef JB_PAY_ITEM_H
#define JB_PAY_ITEM_H

#include "pay/facts.h"
#include "pay/grade.h"
#include "pay/place.h"

struct item_ask {
	const struct policy_version *version; /* of the item */
	const struct facts *facts;
	const struct grade_sum *sum;
	const struct place *place;
	int month;
	int64_t grade; /* paid */
	int64_t graded, standard, gross;
};

enum item_answer { ITEM_NOT, ITEM_GIVEN, ITEM_OPEN };

/* The amount before a part month's cut; `amount` is 0 unless given. */
enum item_answer item_find(
    const struct item_ask *, const struct policy_item *, int64_t *amount);

#endif
