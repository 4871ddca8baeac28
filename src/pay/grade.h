/*
 * From facts to a grade: post, years, band, credits, honours, ratings, early
 * steps, and their sum (matrix) or the state they move (ladder).  Pure: no
 * clock, no database, the same input gives the same answer.
 */
#ifndef JB_PAY_GRADE_H
#define JB_PAY_GRADE_H

#include "pay/credit.h"
#include "pay/facts.h"
#include "pay/policy.h"

struct grade_ask {
	const struct policy *policy;
	const struct facts *facts;
	int month;
};

/* Everything steps 1 to 9 found; the trace is written from it. */
struct grade_sum {
	const struct policy_version *version; /* NULL: none in force */
	int post;                             /* -1: none */
	size_t row;                           /* of facts->posts */
	int treat;                            /* post of treat_grade, or -1 */
	int64_t floor, ceiling;
	int clock_months, clock_days;         /* after everything */
	int service_months, service_days;     /* service alone */
	int64_t credit_months;
	int lost_months, lost_days; /* by restarts */
	int clock_post;             /* whose years won (years_of best) */
	int bands;
	int64_t first; /* grade by band */
	int64_t education, certificate, credit, honour, rating, early;
	int early_times;
	int64_t uncapped, grade;
	const struct fact_override *override; /* or NULL */
	/* ladder, or a matrix that looks back */
	bool walked;
	int begun;     /* month the state began */
	int64_t state; /* before this month's changes */
	int64_t held;  /* matrix: not below this; 0: nothing */
};

/* False: no version, or no post, in that month (see sum->version, ->post). */
bool grade_find(const struct grade_ask *, struct grade_sum *);

/* The post read in a month; -1: none. *row is its place in facts->posts. */
int grade_post(const struct policy_version *, const struct facts *,
    int month, size_t *row);

#endif
