/*
 * From facts to a grade: post, years, band, credits, honours, ratings, early
 * steps, and their sum (matrix) or the state they move (ladder).  Pure: no
 * clock, no database, the same input gives the same answer.
 */
#ifndef JB_PAY_GRADE_H
#define JB_PAY_GRADE_H

#include "pay/grade_sum.h"

struct grade_ask {
	const struct policy *policy;
	const struct facts *facts;
	int month;
};

/* False: no version, or no post, in that month (see sum->version, ->post). */
bool grade_find(const struct grade_ask *, struct grade_sum *);

#endif
