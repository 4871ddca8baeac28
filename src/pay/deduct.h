/*
 * Step 13: contributions of the statutory scheme and tax withheld
 * cumulatively.  No rate is here: all are items and brackets of a scheme.
 */
#ifndef JB_PAY_DEDUCT_H
#define JB_PAY_DEDUCT_H

#include "pay/amount.h"

/* What the year's earlier lines say. */
struct deduct_year {
	int first_month; /* of the year's first line; 0: none yet */
	int64_t taxable, contributed, tax;
};

struct deduct {
	int64_t gross;   /* in: with arrears */
	int64_t taxable; /* in: with arrears */
	int64_t contributed, tax, deducted, net, employer;
	int64_t tax_base; /* cumulative, after everything taken off */
	int tax_months;
	struct amount_item items[AMOUNT_MOST_ITEMS];
	size_t count;
};

void deduct_find(const struct amount_ask *, const struct amount *,
    const struct deduct_year *, struct deduct *);

#endif
