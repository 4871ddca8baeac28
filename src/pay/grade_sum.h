/*
 * Everything steps 1 to 9 find for a worker and a month.
 */
#ifndef JB_PAY_GRADE_SUM_H
#define JB_PAY_GRADE_SUM_H

#include "pay/facts.h"
#include "pay/policy.h"

/* Everything steps 1 to 9 found; the trace is written from it. */
struct grade_sum {
	const struct policy_version *version; /* NULL: none in force */
	int post;                             /* -1: none */
	size_t row;                           /* of facts->posts */
	int treat;                            /* post of treat_grade, or -1 */
	int64_t floor, ceiling;
	int64_t from_floor;                   /* counted from, 0: the floor */
	int clock_months, clock_days;         /* after everything */
	int service_months, service_days;     /* service alone */
	int64_t credit_months;
	int lost_months, lost_days; /* by restarts */
	int clock_post;             /* whose years won (years_of best) */
	int bands;
	int64_t first; /* grade by band */
	int64_t education, certificate, credit, honour, rating, early;
	int64_t on_top; /* of the honour steps: may pass the ceiling */
	int early_times;
	int64_t uncapped, grade;
	const struct fact_override *override; /* or NULL */
	/* ladder, or a matrix that looks back */
	bool walked;
	int begun;     /* month the state began */
	int64_t state; /* before this month's changes */
	int64_t held;  /* matrix: not below this; 0: nothing */
};

#endif
