/*
 * Step 12.  Asks amount for other months where the rule looks back: the
 * months of a period's performance, and the month before a change that
 * protects the old pay.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "pay/beside.h"
#include "pay/item.h"
#include "pay/matrix.h"
#include "pay/service.h"

#define PERCENT (100 * 10000)

/* ---- performance ---- */

static int64_t
beside_cycle(const struct amount *amount)
{
	return amount->place->performance_pays != PAY_NONE
	    ? amount->place->performance_pays
	    : amount->sum.version->performance_pays;
}

static void
beside_monthly(const struct amount_ask *ask, struct amount *amount)
{
	const struct policy_version *version = amount->sum.version;

	amount->performance_paid = amount->performance;
	for (size_t i = 0; i < ask->facts->performances_count; i++) {
		const struct fact_performance *fact =
		    &ask->facts->performances[i];
		const struct policy_rating *rating;

		if (fact->cycle != PAYS_MONTH || fact->first != ask->month ||
		    fact->effect_on > day_of_month(ask->month))
			continue;
		rating = policy_find_rating(version, fact->rating);
		if (!rating)
			continue;
		amount->performance_rating = rating;
		amount->performance_paid = amount_cut(amount,
		    amount->performance, rating->performance, PERCENT);
	}
}

/* The sum of a period's performance, by its rating. */
static void
beside_period(const struct amount_ask *ask, struct amount *amount,
    const struct policy_rating *rating, int first, int last)
{
	const struct policy_version *version = amount->sum.version;
	struct amount *each = mem_alloc(sizeof *each);
	int64_t sum = 0;

	for (int month = first; month <= last; month++) {
		struct amount_ask then = *ask;
		int64_t part;

		then.month = month;
		if (!amount_parts(&then, each))
			continue;
		part = each->performance;
		if (version->performance_sum == SUM_MONTHS)
			part = amount_cut(
			    amount, part, rating->performance, PERCENT);
		sum += part;
	}
	free(each);
	if (version->performance_sum == SUM_TOTAL)
		sum = amount_cut(amount, sum, rating->performance, PERCENT);
	amount->performance_paid += sum;
	amount->performance_rating = rating;
	amount->performance_first = first;
	amount->performance_last = last;
}

static bool
beside_rated_year(const struct facts *facts, int year)
{
	for (size_t i = 0; i < facts->performances_count; i++)
		if (facts->performances[i].cycle == PAYS_YEAR &&
		    facts->performances[i].first == year * 12)
			return true;
	return false;
}

static void
beside_performance(const struct amount_ask *ask, struct amount *amount)
{
	const struct policy_version *version = amount->sum.version;
	int64_t cycle = beside_cycle(amount);

	if (cycle == PAYS_MONTH) {
		beside_monthly(ask, amount);
		return;
	}
	amount->performance_waits = amount->performance > 0;
	for (size_t i = 0; i < ask->facts->performances_count; i++) {
		const struct fact_performance *fact =
		    &ask->facts->performances[i];
		const struct policy_rating *rating =
		    policy_find_rating(version, fact->rating);

		if (fact->cycle == cycle && rating &&
		    service_first_month(DAY_MONTH_START, fact->effect_on) ==
			ask->month)
			beside_period(
			    ask, amount, rating, fact->first, fact->last);
	}
	if (cycle != PAYS_YEAR)
		return;
	for (size_t i = 0; i < ask->facts->ratings_count; i++) {
		const struct fact_rating *fact = &ask->facts->ratings[i];
		const struct policy_rating *rating =
		    policy_find_rating(version, fact->rating);

		if (rating && !beside_rated_year(ask->facts, fact->year) &&
		    service_first_month(DAY_MONTH_START, fact->effect_on) ==
			ask->month)
			beside_period(ask, amount, rating, fact->year * 12,
			    fact->year * 12 + 11);
	}
}

/* ---- protected pay ---- */

struct protection {
	int64_t kind;      /* PROTECT_* */
	int64_t reference; /* standard and protected of the month before */
	int64_t fixed;
	int since;
};

static int64_t
beside_protected(const struct protection *protection, int64_t standard)
{
	int64_t left = protection->reference - standard;

	if (protection->kind == PROTECT_FIXED)
		return protection->fixed;
	if (protection->kind == PROTECT_SHRINK && left > 0)
		return left;
	return 0;
}

/* A change in `month`: how it protects, PROTECT_NONE also for no change. */
static bool
beside_changes(const struct policy *policy, const struct facts *facts,
    int month, int64_t *kind)
{
	const struct policy_version *now =
	    policy_version_on(policy, day_of_month(month));
	const struct policy_version *then =
	    policy_version_on(policy, day_of_month(month - 1));
	bool changes = false;
	size_t row;

	*kind = PROTECT_NONE;
	if (!now || !then)
		return false;
	if (now != then) {
		changes = true;
		*kind = now->protect_version;
	}
	if (facts->posts_count > 1) {
		int post = matrix_post(now, facts, month, &row);
		int before = matrix_post(now, facts, month - 1, &row);

		if (post > before && before >= 0) {
			changes = true;
			if (*kind == PROTECT_NONE)
				*kind = now->protect_down;
		}
	}
	return changes;
}

static void
beside_protect_at(const struct amount_ask *ask, int month, int64_t kind,
    struct amount *each, struct protection *protection)
{
	struct amount_ask then = *ask;
	int64_t before, now, kept;

	then.month = month - 1;
	if (!amount_standard(&then, each)) {
		*protection = (struct protection){0};
		return;
	}
	before = each->standard;
	kept = beside_protected(protection, before);
	then.month = month;
	now = amount_standard(&then, each) ? each->standard : before;
	if (kind == PROTECT_NONE) { /* what was kept stays, no more */
		if (kept == 0)
			*protection = (struct protection){0};
		else
			protection->reference = now + kept;
		return;
	}
	protection->kind = kind;
	protection->reference = before + kept;
	protection->fixed = before + kept - now > 0 ? before + kept - now : 0;
	protection->since = month;
}

static bool
beside_may_protect(const struct policy *policy)
{
	if (policy->version_count > 1)
		return true;
	return policy->versions[0].protect_down != PROTECT_NONE;
}

static void
beside_protect(const struct amount_ask *ask, struct amount *amount)
{
	const struct policy *policy = amount->place->policy;
	struct protection protection = {0};
	struct amount *each;
	int month;

	if (!beside_may_protect(policy))
		return;
	each = mem_alloc(sizeof *each);
	month = day_month((int32_t)policy->versions[0].effective_from) + 1;
	if (ask->facts->spells_count &&
	    day_month(ask->facts->spells[0].start) > month)
		month = day_month(ask->facts->spells[0].start);
	for (; month <= ask->month; month++) {
		int64_t kind;

		if (beside_changes(policy, ask->facts, month, &kind))
			beside_protect_at(
			    ask, month, kind, each, &protection);
	}
	free(each);
	amount->protected_from = protection.since;
	amount->protected_pay =
	    beside_protected(&protection, amount->standard);
	if (amount->probation)
		amount->protected_pay = 0;
	amount->protected_pay = amount_cut(amount, amount->protected_pay,
	    amount->share.part, amount->share.whole);
}

/* ---- the rest ---- */

/* Credit cash was listed with the standard: here it meets probation and
 * part months. */
static bool
beside_credits(struct amount *amount)
{
	const struct policy_version *version = amount->sum.version;
	size_t kept = 0;

	for (size_t i = 0; i < amount->count; i++) {
		struct amount_item item = amount->items[i];

		if (item.credit && item.part == PART_EXTRA) {
			if (amount->probation &&
			    version->probation_credits != YES)
				continue;
			if (item.amount == PAY_NONE)
				return amount_miss(amount, "pay_value_open",
				    "补贴标准未定");
			if (version->credit_prorate == YES)
				item.amount = amount_cut(amount, item.amount,
				    amount->share.part, amount->share.whole);
		}
		amount->items[kept++] = item;
	}
	amount->count = kept;
	return true;
}

static bool
beside_items(const struct amount_ask *ask, struct amount *amount)
{
	const struct policy_version *version = amount->sum.version;
	struct item_ask item_ask = {version, ask->facts, &amount->sum,
		amount->place, ask->month, amount->grade, amount->graded,
		amount->standard, 0};

	for (size_t i = 0; i < version->item_count; i++) {
		const struct policy_item *item = &version->items[i];
		struct amount_item *added;
		enum item_answer answer;
		int64_t value;

		if (item->kind != ITEM_EARNING || item->part != PART_EXTRA)
			continue;
		answer = item_find(&item_ask, item, &value);
		if (answer == ITEM_OPEN)
			return amount_miss(
			    amount, "pay_value_open", "项目标准未定");
		if (item->prorate == YES)
			value = amount_cut(amount, value, amount->share.part,
			    amount->share.whole);
		if (answer != ITEM_GIVEN || !value)
			continue;
		added = amount_add(amount, item->item, item->label,
		    ITEM_EARNING, PART_EXTRA, value);
		if (added)
			added->taxable = item->taxable == YES;
	}
	return true;
}

bool
beside_find(const struct amount_ask *ask, struct amount *amount)
{
	if (!amount_parts(ask, amount))
		return false;
	if (!beside_credits(amount))
		return false;
	beside_protect(ask, amount);
	if (amount->protected_pay)
		amount_add(amount, "protected",
		    amount->sum.version->label_protected, ITEM_EARNING,
		    PART_EXTRA, amount->protected_pay);
	if (!beside_items(ask, amount))
		return false;
	beside_performance(ask, amount);
	amount->extra = 0;
	for (size_t i = 0; i < amount->count; i++)
		if (amount->items[i].part == PART_EXTRA)
			amount->extra += amount->items[i].amount;
	amount->gross = amount->basic + amount->performance_paid +
	    amount->extra;
	return true;
}
