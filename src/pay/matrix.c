/*
 * Steps 2 to 8 of one month and their sum: post, years, bands, credits,
 * ratings, early steps.  Knows one month only; who held what before is
 * grade's business.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "pay/matrix.h"
#include "pay/credit.h"
#include "pay/service.h"

int
matrix_post(const struct policy_version *version, const struct facts *facts,
    int month, size_t *row)
{
	int32_t on = service_day(version->post_start, month);
	int32_t last = day_of_month(month + 1) - 1, first = DAY_END;
	int best = -1, next = -1;
	size_t next_row = 0;

	for (size_t i = 0; i < facts->posts_count; i++) {
		const struct fact_post *fact = &facts->posts[i];
		int post = policy_find_post(version, fact->post);

		if (post < 0 || (fact->acting && version->acting == NO) ||
		    fact->start > last)
			continue;
		if (fact->start > on) {
			if (fact->start < first ||
			    (fact->start == first && post < next)) {
				first = fact->start;
				next = post;
				next_row = i;
			}
		} else if (on < service_post_end(version, facts, i) &&
		    (best < 0 || post <= best)) {
			best = post;
			*row = i;
		}
	}
	if (best >= 0)
		return best;
	*row = next_row;
	return next;
}

/* ---- early steps ---- */

/* How many full runs have their last rating in effect on `on`; and when that
 * was, into effects (NULL: unasked), which has room for every rating. */
static int
matrix_early(const struct policy_version *version, const struct facts *facts,
    int32_t on, int32_t *effects)
{
	const struct policy_rating *need;
	int run = 0, awards = 0, times = 0, before = 0;

	if (!version->early_steps || version->early_run < 1)
		return 0;
	need = policy_find_rating(version, version->early_rating);
	for (size_t i = 0; need && i < facts->ratings_count; i++) {
		const struct fact_rating *fact = &facts->ratings[i];
		const struct policy_rating *rating =
		    policy_find_rating(version, fact->rating);

		if (fact->year != before + 1)
			run = 0;
		before = fact->year;
		if (!rating || rating->rank > need->rank) {
			run = 0;
			continue;
		}
		if (++run < version->early_run)
			continue;
		if (version->early_reset == YES)
			run = 0;
		if (++awards > version->early_max)
			break;
		if (fact->effect_on > on)
			continue;
		if (effects)
			effects[times] = fact->effect_on;
		times++;
	}
	return times;
}

/* ---- years ---- */

struct matrix_clock {
	int months, days;
};

static int
matrix_bands(const struct policy_version *version, struct matrix_clock clock)
{
	bool inclusive = version->edge == EDGE_INCLUSIVE;
	int bands = 0;

	for (;; bands++) {
		int64_t edge = version->band_starts
		    ? (size_t)bands < version->band_count
			? version->band_starts[bands]
			: -1
		    : (bands + 1) * version->band_months;

		if (edge < 0 || (!version->band_starts && edge == 0))
			break;
		if (clock.months < edge ||
		    (inclusive && clock.months == edge && !clock.days))
			break;
	}
	return bands;
}

/* Months from the last band edge passed. */
static struct matrix_clock
matrix_progress(const struct policy_version *version, struct matrix_clock clock)
{
	int bands = matrix_bands(version, clock);

	if (bands)
		clock.months -= (int)(version->band_starts
			? version->band_starts[bands - 1]
			: bands * version->band_months);
	return clock;
}

static struct matrix_clock
matrix_less(struct matrix_clock clock, struct matrix_clock lost)
{
	clock.months -= lost.months;
	clock.days -= lost.days;
	for (; clock.days < 0; clock.days += 30)
		clock.months--;
	if (clock.months < 0)
		clock.months = clock.days = 0;
	return clock;
}

/* The days on which restarts take effect, in order, into days: room for two
 * of every rating. */
static size_t
matrix_restarts(const struct policy_version *version, const struct facts *facts,
    int32_t on, int32_t *days)
{
	size_t count = 0;

	for (size_t i = 0; i < facts->ratings_count; i++) {
		const struct policy_rating *rating =
		    policy_find_rating(version, facts->ratings[i].rating);

		if (rating && rating->year == YEAR_RESTART &&
		    facts->ratings[i].effect_on <= on)
			days[count++] = facts->ratings[i].effect_on;
	}
	if (version->early_clock == CLOCK_RESTART)
		count += (size_t)matrix_early(
		    version, facts, on, days + count);
	for (size_t i = 1; i < count; i++)
		for (size_t k = i; k && days[k - 1] > days[k]; k--) {
			int32_t swap = days[k];

			days[k] = days[k - 1];
			days[k - 1] = swap;
		}
	return count;
}

static bool
matrix_may_restart(const struct policy_version *version)
{
	if (version->early_clock == CLOCK_RESTART)
		return true;
	for (size_t i = 0; i < version->rating_count; i++)
		if (version->ratings[i].year == YEAR_RESTART)
			return true;
	return false;
}

static struct matrix_clock
matrix_add_credits(struct matrix_clock clock, int64_t months)
{
	clock.months += (int)months;
	return clock;
}

/* What restarts took: each all since the last band edge, on the 1st of the
 * first month in which it counts. */
static struct matrix_clock
matrix_lost(const struct service_ask *now, int month, int credit_post)
{
	const struct policy_version *version = now->version;
	struct service_ask ask = *now;
	struct matrix_clock lost = {0, 0};
	int32_t *restarts;
	int last = INT_MIN;
	size_t count;

	if (!now->facts->ratings_count || !matrix_may_restart(version))
		return lost;
	restarts = mem_array(2 * now->facts->ratings_count, sizeof *restarts);
	count = matrix_restarts(
	    version, now->facts, service_day(version->step_start, month),
	    restarts);
	for (size_t i = 0; i < count; i++) {
		int from =
		    service_first_month(version->step_start, restarts[i]);
		struct matrix_clock at, progress;

		if (from == last) /* two in one month lose no more than one */
			continue;
		last = from;
		ask.on = day_of_month(from);
		service_clock(&ask, &at.months, &at.days);
		at = matrix_add_credits(at,
		    credit_months(version, now->facts, from, credit_post));
		progress = matrix_progress(version, matrix_less(at, lost));
		lost.months += progress.months;
		lost.days += progress.days;
	}
	free(restarts);
	return lost;
}

/* Step 3 for the years of one post (-1: all). */
static struct matrix_clock
matrix_clock(const struct policy_version *version, const struct facts *facts,
    int month, int post, struct grade_sum *sum)
{
	struct service_ask ask = {version, facts,
		service_day(version->step_start, month), post, false};
	struct matrix_clock clock, lost;

	service_clock(&ask, &clock.months, &clock.days);
	sum->service_months = clock.months;
	sum->service_days = clock.days;
	sum->credit_months =
	    credit_months(version, facts, month, sum->post);
	clock = matrix_add_credits(clock, sum->credit_months);
	lost = matrix_lost(&ask, month, sum->post);
	sum->lost_months = lost.months;
	sum->lost_days = lost.days;
	clock = matrix_less(clock, lost);
	if (version->count == COUNT_BEGUN)
		service_begun(&clock.months, &clock.days);
	return clock;
}

/* Step 4: the grade of a post by bands alone. */
static int64_t
matrix_by_band(const struct policy_post *post, int64_t floor, int bands)
{
	if (post->bands)
		return post->band_grades[(size_t)bands < post->bands
			? (size_t)bands
			: post->bands - 1];
	return floor + bands;
}

/* Steps 3 and 4. */
static void
matrix_years(const struct policy_version *version, const struct facts *facts,
    int month, struct grade_sum *sum)
{
	int lowest = (int)version->post_count - 1;
	int64_t own_floor = sum->from_floor ? sum->from_floor : sum->floor;
	struct grade_sum trial = *sum;
	bool found = false;

	if (version->years_of != YEARS_BEST) {
		bool all = version->years_of == YEARS_COMMUNITY ||
		    sum->post == lowest;
		struct matrix_clock clock = matrix_clock(version, facts, month,
		    all ? -1 : sum->post, sum);

		sum->clock_months = clock.months;
		sum->clock_days = clock.days;
		sum->clock_post = sum->post;
		sum->bands = matrix_bands(version, clock);
		sum->first = matrix_by_band(
		    &version->posts[sum->post], own_floor, sum->bands);
		return;
	}
	for (int post = sum->post; post <= lowest; post++) {
		struct matrix_clock clock = matrix_clock(
		    version, facts, month, post == lowest ? -1 : post, &trial);
		int bands = matrix_bands(version, clock);
		int64_t first = matrix_by_band(&version->posts[post],
		    post == sum->post ? own_floor
				      : version->posts[post].floor,
		    bands);

		if (found && first <= sum->first)
			continue;
		found = true;
		trial.clock_months = clock.months;
		trial.clock_days = clock.days;
		trial.clock_post = post;
		trial.bands = bands;
		trial.first = first;
		*sum = trial;
	}
}

/* ---- one month ---- */

/* Honour steps that may pass the ceiling: on a ladder those that were given. */
static int64_t
matrix_on_top(const struct policy_version *version, int64_t honour,
    const struct credit_hits *hits)
{
	int64_t given = 0;

	if (version->honour_over_ceiling != YES)
		return 0;
	for (size_t i = 0; i < hits->count; i++)
		if (version->mode == MODE_MATRIX ||
		    hits->list[i].credit->grants == YES)
			given += hits->list[i].credit->steps *
			    hits->list[i].times;
	return given < honour ? given : honour;
}

static void
matrix_credits(const struct policy_version *version, const struct facts *facts,
    int month, struct grade_sum *sum)
{
	struct credit_hits hits;

	if (!version->credit_count)
		return;
	credit_select(version, facts, month, sum->post, CREDIT_EDUCATION,
	    CREDIT_STEPS, &hits);
	sum->education = credit_steps(&hits);
	credit_select(version, facts, month, sum->post, CREDIT_CERTIFICATE,
	    CREDIT_STEPS, &hits);
	sum->certificate = credit_steps(&hits);
	if (version->combine == COMBINE_MAX)
		sum->credit = sum->education > sum->certificate
		    ? sum->education
		    : sum->certificate;
	else
		sum->credit = sum->education + sum->certificate;
	credit_select(version, facts, month, sum->post, CREDIT_HONOUR,
	    CREDIT_STEPS, &hits);
	sum->honour = credit_steps(&hits);
	if (version->honour_max != PAY_NONE &&
	    sum->honour > version->honour_max)
		sum->honour = version->honour_max;
	sum->on_top = matrix_on_top(version, sum->honour, &hits);
}

static void
matrix_limits(const struct policy_version *version, const struct facts *facts,
    int month, struct grade_sum *sum)
{
	int post = sum->post;

	sum->treat = -1;
	if (version->treat_grade == YES) {
		sum->treat =
		    credit_treat_post(version, facts, month, sum->post);
		if (sum->treat >= 0 && sum->treat < post)
			post = sum->treat;
		else
			sum->treat = -1;
	}
	sum->floor = version->posts[post].floor;
	sum->ceiling = version->posts[post].ceiling;
}

/* The grade under floor and ceiling, honours on top if allowed. */
int64_t
matrix_within(const struct grade_sum *sum, int64_t uncapped)
{
	int64_t most = sum->ceiling + sum->on_top;

	if (uncapped < sum->floor)
		return sum->floor;
	return uncapped > most ? most : uncapped;
}

/* Steps 3 to 8 and their sum, for a post already found. */
static void
matrix_sums(const struct policy_version *version, const struct facts *facts,
    int month, struct grade_sum *sum)
{
	int32_t on = service_day(version->step_start, month);

	sum->version = version;
	matrix_limits(version, facts, month, sum);
	matrix_years(version, facts, month, sum);
	matrix_credits(version, facts, month, sum);
	for (size_t i = 0; i < facts->ratings_count; i++) {
		const struct policy_rating *rating;

		if (facts->ratings[i].effect_on > on)
			continue;
		rating = policy_find_rating(version, facts->ratings[i].rating);
		if (rating)
			sum->rating += rating->steps;
	}
	sum->early_times = matrix_early(version, facts, on, NULL);
	sum->early = sum->early_times * version->early_steps;
	sum->uncapped = sum->first + sum->credit + sum->honour + sum->rating +
	    sum->early;
	sum->grade = matrix_within(sum, sum->uncapped);
	if (sum->ceiling == 0)
		sum->grade = sum->uncapped = 0;
}

/* Reads the post and does the sums; false without a post. */
bool
matrix_month(const struct policy_version *version, const struct facts *facts,
    int month, struct grade_sum *sum)
{
	memset(sum, 0, sizeof *sum);
	sum->version = version;
	sum->treat = -1;
	sum->post = matrix_post(version, facts, month, &sum->row);
	if (sum->post < 0)
		return false;
	matrix_sums(version, facts, month, sum);
	return true;
}

/* The same month with the floor of another post to count from. */
void
matrix_from_floor(const struct facts *facts, int month, int64_t floor,
    struct grade_sum *sum)
{
	struct grade_sum now = {
		.post = sum->post, .row = sum->row, .from_floor = floor};

	matrix_sums(sum->version, facts, month, &now);
	*sum = now;
}

/* The sums of another month as if in this post. */
void
matrix_as_post(const struct policy_version *version, const struct facts *facts,
    int month, int post, size_t row, struct grade_sum *sum)
{
	memset(sum, 0, sizeof *sum);
	sum->post = post;
	sum->row = row;
	matrix_sums(version, facts, month, sum);
}
