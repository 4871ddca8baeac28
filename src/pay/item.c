/*
 * One item for one worker and month.
 */
#include <stdio.h>
#include <string.h>

#include "base/money.h"
#include "pay/credit.h"
#include "pay/item.h"
#include "pay/service.h"

#define MILLION ((int64_t)100 * 10000) /* a whole, in 1/10000 of a percent */

static bool
item_row_in_force(const struct item_ask *ask, size_t row)
{
	const struct fact_post *fact = &ask->facts->posts[row];
	int32_t on = service_day(ask->sum->version->post_start, ask->month);

	if (ask->facts->posts[ask->sum->row].start > on) /* none was in force */
		on = ask->facts->posts[ask->sum->row].start;
	return fact->start <= on &&
	    on < service_post_end(ask->sum->version, ask->facts, row) &&
	    !(fact->acting && ask->sum->version->acting == NO) &&
	    policy_find_post(ask->sum->version, fact->post) >= 0;
}

static bool
item_row_fits(const struct policy_item *item, const struct fact_post *fact)
{
	return item->who == WHO_ALL ||
	    (item->who == WHO_ELECTED && fact->elected) ||
	    (item->who == WHO_COMBINED && fact->combined);
}

static bool
item_who(const struct item_ask *ask, const struct policy_item *item)
{
	if (item->who == WHO_ALL)
		return true;
	for (size_t i = 0; i < ask->facts->posts_count; i++)
		if (item_row_in_force(ask, i) &&
		    item_row_fits(item, &ask->facts->posts[i]))
			return true;
	return false;
}

static enum item_answer
item_by_key(const struct policy_item *item, const char *key, int64_t *amount)
{
	if (!item->count) {
		*amount = item->amount;
		return item->amount == PAY_NONE ? ITEM_OPEN : ITEM_GIVEN;
	}
	for (size_t i = 0; key && i < item->count; i++) {
		if (strcmp(item->amounts[i].key, key) != 0)
			continue;
		*amount = item->amounts[i].amount;
		return *amount == PAY_NONE ? ITEM_OPEN : ITEM_GIVEN;
	}
	return ITEM_NOT;
}

/* Of several jobs held the highest. */
static enum item_answer
item_by_job(const struct item_ask *ask, const struct policy_item *item,
    int64_t *amount)
{
	enum item_answer best = ITEM_NOT;

	*amount = 0;
	for (size_t i = 0; i < ask->facts->posts_count; i++) {
		const struct fact_post *fact = &ask->facts->posts[i];
		enum item_answer answer;
		int64_t each;

		if (!item_row_in_force(ask, i) || !item_row_fits(item, fact))
			continue;
		answer = item_by_key(item, fact->job, &each);
		if (answer == ITEM_OPEN) /* which is the highest? */
			return ITEM_OPEN;
		if (answer == ITEM_GIVEN &&
		    (best != ITEM_GIVEN || each > *amount)) {
			best = ITEM_GIVEN;
			*amount = each;
		}
	}
	return best;
}

static const char *
item_post_key(const struct item_ask *ask, const struct policy_item *item)
{
	int post = ask->sum->post;

	if (post < 0)
		return NULL;
	if (item->follows == FOLLOWS_TREATMENT) {
		int treat = credit_treat_post(
		    ask->sum->version, ask->facts, ask->month, post);

		if (treat >= 0 && treat < post)
			post = treat;
	}
	return ask->sum->version->posts[post].post;
}

/* What the worker has for `kind` in that month; PAY_NONE: no row. */
static int64_t
item_own_base(const struct item_ask *ask, int kind)
{
	int32_t day = day_of_month(ask->month);
	int64_t found = PAY_NONE;

	for (size_t i = 0; i < ask->facts->amounts_count; i++) {
		const struct fact_amount *fact = &ask->facts->amounts[i];

		if (fact->kind == kind && fact->start <= day &&
		    day < fact->end)
			found = fact->amount;
	}
	return found;
}

/* In millionths of a 分, not rounded. */
static enum item_answer
item_by_rate(const struct item_ask *ask, const struct policy_item *item,
    int64_t *amount)
{
	int64_t base = item->of == RATE_GRADED ? ask->graded
	    : item->of == RATE_STANDARD	       ? ask->standard
					       : ask->gross;

	if (item->of == RATE_INSURANCE || item->of == RATE_FUND) {
		int64_t own = item_own_base(ask, item->of == RATE_FUND);

		if (own == 0)
			return ITEM_NOT; /* not insured */
		if (own != PAY_NONE)
			base = own;
	}
	if (item->base_min != PAY_NONE && base < item->base_min)
		base = item->base_min;
	if (item->base_max != PAY_NONE && base > item->base_max)
		base = item->base_max;
	*amount = base * item->rate;
	return ITEM_GIVEN;
}

static enum item_answer
item_listed(const struct item_ask *ask, const struct policy_item *item,
    int64_t *amount)
{
	enum item_answer answer;
	char key[16];
	int years;

	switch (item->by) {
	case BY_POST:
		return item_by_key(item, item_post_key(ask, item), amount);
	case BY_GRADE:
		snprintf(key, sizeof key, "%d", (int)ask->grade);
		return item_by_key(item, key, amount);
	case BY_JOB:
		return item_by_job(ask, item, amount);
	case BY_STAR:
		return item_by_key(item, ask->place->star, amount);
	case BY_YEAR:
		years = service_seniority(ask->sum->version, ask->facts,
			    service_day(item->start, ask->month),
			    ask->sum->post) /
		    12;
		answer = item_by_key(item, NULL, amount);
		if (answer == ITEM_GIVEN)
			*amount *= years;
		return answer;
	default:
		return item_by_key(item, NULL, amount);
	}
}

/* In millionths of a 分: what is still to be multiplied is not rounded. */
static enum item_answer
item_exact(const struct item_ask *ask, const struct policy_item *item,
    int64_t *amount)
{
	enum item_answer answer;

	if (item->rate != PAY_NONE)
		return item_by_rate(ask, item, amount);
	answer = item_listed(ask, item, amount);
	if (answer == ITEM_GIVEN)
		*amount *= MILLION;
	return answer;
}

/* exact * percent, rounded once; what the floor of the first division drops
 * cannot change a half. */
static int64_t
item_share(int64_t exact, int64_t percent)
{
	int64_t whole = exact / MILLION, rest = exact % MILLION;

	return money_divide(whole * percent + rest * percent / MILLION,
	    MILLION, ROUND_HALF_UP);
}

/* Paid when the year's rating takes effect, by its percentage. */
static enum item_answer
item_by_rating(const struct item_ask *ask, const struct policy_item *item,
    int64_t *amount)
{
	enum item_answer best = ITEM_NOT;

	*amount = 0;
	for (size_t i = 0; i < ask->facts->ratings_count; i++) {
		const struct fact_rating *fact = &ask->facts->ratings[i];
		const struct policy_rating *rating = policy_find_rating(
		    ask->sum->version, fact->rating);
		enum item_answer answer;
		int64_t each;

		if (!rating ||
		    service_first_month(
			DAY_MONTH_START, fact->effect_on) != ask->month ||
		    (item->ratings &&
			policy_word(item->ratings, rating->rating) < 0))
			continue;
		answer = item_exact(ask, item, &each);
		if (answer == ITEM_OPEN)
			return ITEM_OPEN;
		if (answer != ITEM_GIVEN)
			continue;
		if (item->times == TIMES_MONTHS)
			each *= service_served(ask->sum->version, ask->facts,
			    day_of_month(fact->year * 12),
			    day_of_month(fact->year * 12 + 12));
		*amount += item_share(each, rating->performance);
		best = ITEM_GIVEN;
	}
	return best;
}

enum item_answer
item_find(const struct item_ask *ask, const struct policy_item *item,
    int64_t *amount)
{
	enum item_answer answer;

	*amount = 0;
	if (item->month_bits && !(item->month_bits >> (ask->month % 12) & 1))
		return ITEM_NOT;
	if (!item_who(ask, item))
		return ITEM_NOT;
	if (item->pays == ITEM_RATING) {
		answer = item_by_rating(ask, item, amount);
	} else {
		answer = item_exact(ask, item, amount);
		if (answer == ITEM_GIVEN)
			*amount = item_share(*amount, MILLION);
	}
	if (answer != ITEM_GIVEN)
		*amount = 0;
	else if (item->max != PAY_NONE && *amount > item->max)
		*amount = item->max;
	return answer;
}
