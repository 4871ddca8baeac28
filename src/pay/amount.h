/*
 * From a grade to money: the amount of the grade, standard items, the split
 * into basic and performance pay, probation, part months, and what is paid
 * beside.  Pure like grade.h; the months asked about may be other than the
 * one computed (a period's performance, the month before a change).
 */
#ifndef JB_PAY_AMOUNT_H
#define JB_PAY_AMOUNT_H

#include "pay/facts.h"
#include "pay/grade.h"
#include "pay/place.h"

struct amount_ask {
	struct places *places;
	const struct facts *facts;
	int month;
	int run_month; /* approvals whose 兑现月份 has come by then count;
			* -1: the computed grade, whoever approved what */
};

/* A month's share: part / whole; 1/1 when nothing is missing. */
struct amount_share {
	int64_t part, whole;
};

struct amount_item {
	const char *item, *label, *doc;
	bool credit;    /* of a credit: probation and credit_prorate */
	int64_t kind;   /* ITEM_* */
	int64_t part;   /* PART_* */
	int64_t amount; /* PAY_NONE: open */
	bool taxable;
};

/* Those of a version and its credits, or of two versions, and what is ours. */
#define AMOUNT_MOST_ITEMS (2 * POLICY_MOST_ITEMS + 8)

struct amount {
	const char *missing; /* refusal code; NULL: computed */
	const char *missing_words;
	const struct fact_spell *spell; /* NULL: not in service that month */
	const struct place *place;
	struct grade_sum sum;
	int64_t grade; /* the one that is paid */
	bool held;     /* unlike the last approved */
	bool unproven; /* none approved yet */
	const struct fact_change *approved;
	const struct policy_base *base;
	int64_t base_amount, base_parts; /* base = amount / parts */
	int64_t multiplier, coefficient; /* coefficient 0: none */
	int64_t graded, standard; /* standard: what `pay grade` prints */
	int64_t basic_pct, full_basic, full_performance; /* before probation */
	bool probation;
	int64_t probation_standard;
	struct amount_share share;
	int64_t basic, performance; /* after probation and part month */
	size_t count; /* of items */
	/* beside */
	int64_t protected_pay, protected_from; /* before less now; month */
	int64_t performance_paid;
	const struct policy_rating *performance_rating;
	int performance_first, performance_last; /* months paid; 0: none */
	bool performance_waits;
	int64_t extra; /* all earnings beside basic and performance */
	int64_t gross;
	struct amount_item items[AMOUNT_MOST_ITEMS];
};

/* Steps 1 to 10: is there a standard in that month? False: see missing. */
bool amount_standard(const struct amount_ask *, struct amount *);
/* Steps 1 to 11. */
bool amount_parts(const struct amount_ask *, struct amount *);
/* amount * numerator / denominator, rounded once to the unit. */
int64_t amount_round(int64_t amount, int64_t numerator, int64_t denominator,
    int64_t unit, int64_t how);
/* value * part / whole by unit and round of the version; a whole stays. */
int64_t amount_cut(const struct amount *, int64_t value, int64_t part,
    int64_t whole);

/* A new item on the list, or NULL when it is full. */
struct amount_item *amount_add(struct amount *, const char *item,
    const char *label, int64_t kind, int64_t part, int64_t money);
/* Marks the month as not to be computed. Always false. */
bool amount_miss(struct amount *, const char *code, const char *words);

#endif
