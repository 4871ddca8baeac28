/*
 * Papers that raise a grade or are paid for: education, certificates,
 * honours.  Which rows of the policy a worker's facts fit in a month, and
 * which of them stand when several do.
 */
#ifndef JB_PAY_CREDIT_H
#define JB_PAY_CREDIT_H

#include "pay/facts.h"
#include "pay/policy.h"

enum credit_use { CREDIT_STEPS, CREDIT_CASH }; /* which reading day */

struct credit_hit {
	const struct policy_credit *credit;
	int times;       /* awards of an honour; else 1 */
	const char *doc; /* of the fact; may be NULL */
};

struct credit_hits {
	struct credit_hit list[POLICY_MOST_CREDITS];
	size_t count;
};

/* post: for seniority in post. */
void credit_select(const struct policy_version *, const struct facts *,
    int month, int post, int64_t kind, enum credit_use, struct credit_hits *);

int64_t credit_steps(const struct credit_hits *);
/* Deemed months of all kinds in a month, and the highest treat_as (-1: none). */
int64_t credit_months(const struct policy_version *, const struct facts *,
    int month, int post);
int credit_treat_post(const struct policy_version *, const struct facts *,
    int month, int post);

#endif
