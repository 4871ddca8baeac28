/*
 * From facts to a grade.  grade_matrix does steps 2 to 8 of one month;
 * grade_walk goes through the months of a scheme whose grade is a state, or
 * whose matrix looks back at the post before.
 */
#include <string.h>

#include "pay/grade.h"
#include "pay/service.h"

int
grade_post(const struct policy_version *version, const struct facts *facts,
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

/* Calls take for each full run whose last rating is in effect on `on`. */
static int
grade_early(const struct policy_version *version, const struct facts *facts,
    int32_t on, int32_t *effects, size_t most)
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
		if ((size_t)times < most)
			effects[times] = fact->effect_on;
		times++;
	}
	return times;
}

/* ---- years ---- */

#define RESTARTS 32

struct grade_clock {
	int months, days;
};

static int
grade_bands(const struct policy_version *version, struct grade_clock clock)
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
static struct grade_clock
grade_progress(const struct policy_version *version, struct grade_clock clock)
{
	int bands = grade_bands(version, clock);

	if (bands)
		clock.months -= (int)(version->band_starts
			? version->band_starts[bands - 1]
			: bands * version->band_months);
	return clock;
}

static struct grade_clock
grade_less(struct grade_clock clock, struct grade_clock lost)
{
	clock.months -= lost.months;
	clock.days -= lost.days;
	if (clock.days < 0) {
		clock.months--;
		clock.days += 30;
	}
	if (clock.months < 0)
		clock.months = clock.days = 0;
	return clock;
}

/* The days on which restarts take effect, in order. */
static size_t
grade_restarts(const struct policy_version *version, const struct facts *facts,
    int32_t on, int32_t days[RESTARTS])
{
	size_t count = 0;

	for (size_t i = 0; i < facts->ratings_count && count < RESTARTS; i++) {
		const struct policy_rating *rating =
		    policy_find_rating(version, facts->ratings[i].rating);

		if (rating && rating->year == YEAR_RESTART &&
		    facts->ratings[i].effect_on <= on)
			days[count++] = facts->ratings[i].effect_on;
	}
	if (version->early_clock == CLOCK_RESTART) {
		int times = grade_early(
		    version, facts, on, days + count, RESTARTS - count);

		count += (size_t)times;
		if (count > RESTARTS)
			count = RESTARTS;
	}
	for (size_t i = 1; i < count; i++)
		for (size_t k = i; k && days[k - 1] > days[k]; k--) {
			int32_t swap = days[k];

			days[k] = days[k - 1];
			days[k - 1] = swap;
		}
	return count;
}

static struct grade_clock
grade_add_credits(struct grade_clock clock, int64_t months)
{
	clock.months += (int)months;
	return clock;
}

/* Step 3 for the years of one post (-1: all). */
static struct grade_clock
grade_clock(const struct policy_version *version, const struct facts *facts,
    int month, int post, struct grade_sum *sum)
{
	int32_t on = service_day(version->step_start, month);
	struct service_ask ask = {version, facts, on, post, false};
	struct grade_clock clock, lost = {0, 0};
	int32_t restarts[RESTARTS];
	size_t count;

	service_clock(&ask, &clock.months, &clock.days);
	sum->service_months = clock.months;
	sum->service_days = clock.days;
	sum->credit_months =
	    credit_months(version, facts, month, sum->post);
	clock = grade_add_credits(clock, sum->credit_months);
	count = grade_restarts(version, facts, on, restarts);
	for (size_t i = 0; i < count; i++) {
		int from =
		    service_first_month(version->step_start, restarts[i]);
		struct grade_clock at, progress;

		ask.on = day_of_month(from);
		service_clock(&ask, &at.months, &at.days);
		at = grade_add_credits(
		    at, credit_months(version, facts, from, sum->post));
		progress = grade_progress(version, grade_less(at, lost));
		lost.months += progress.months;
		lost.days += progress.days;
		if (lost.days >= 30) {
			lost.months++;
			lost.days -= 30;
		}
	}
	sum->lost_months = lost.months;
	sum->lost_days = lost.days;
	clock = grade_less(clock, lost);
	if (version->count == COUNT_BEGUN)
		service_begun(&clock.months, &clock.days);
	return clock;
}

/* Step 4: the grade of a post by bands alone. */
static int64_t
grade_by_band(const struct policy_post *post, int64_t floor, int bands)
{
	if (post->bands)
		return post->band_grades[(size_t)bands < post->bands
			? (size_t)bands
			: post->bands - 1];
	return floor + bands;
}

/* Steps 3 and 4. */
static void
grade_years(const struct policy_version *version, const struct facts *facts,
    int month, struct grade_sum *sum)
{
	int lowest = (int)version->post_count - 1;
	struct grade_sum trial = *sum;
	bool found = false;

	if (version->years_of != YEARS_BEST) {
		bool all = version->years_of == YEARS_COMMUNITY ||
		    sum->post == lowest;
		struct grade_clock clock = grade_clock(version, facts, month,
		    all ? -1 : sum->post, sum);

		sum->clock_months = clock.months;
		sum->clock_days = clock.days;
		sum->clock_post = sum->post;
		sum->bands = grade_bands(version, clock);
		sum->first = grade_by_band(
		    &version->posts[sum->post], sum->floor, sum->bands);
		return;
	}
	for (int post = sum->post; post <= lowest; post++) {
		struct grade_clock clock = grade_clock(
		    version, facts, month, post == lowest ? -1 : post, &trial);
		int bands = grade_bands(version, clock);
		int64_t first = grade_by_band(&version->posts[post],
		    post == sum->post ? sum->floor
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

static void
grade_credits(const struct policy_version *version, const struct facts *facts,
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
}

static void
grade_limits(const struct policy_version *version, const struct facts *facts,
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
static int64_t
grade_within(const struct grade_sum *sum, int64_t uncapped)
{
	int64_t on_top = sum->version->honour_over_ceiling == YES
	    ? sum->honour
	    : 0;
	int64_t grade = uncapped - on_top;

	if (grade < sum->floor)
		grade = sum->floor;
	if (grade > sum->ceiling)
		grade = sum->ceiling;
	return grade + on_top;
}

/* Steps 3 to 8 and their sum, for a post already found. */
static void
grade_matrix(const struct policy_version *version, const struct facts *facts,
    int month, struct grade_sum *sum)
{
	int32_t on = service_day(version->step_start, month);

	sum->version = version;
	grade_limits(version, facts, month, sum);
	grade_years(version, facts, month, sum);
	grade_credits(version, facts, month, sum);
	for (size_t i = 0; i < facts->ratings_count; i++) {
		const struct policy_rating *rating;

		if (facts->ratings[i].effect_on > on)
			continue;
		rating = policy_find_rating(version, facts->ratings[i].rating);
		if (rating)
			sum->rating += rating->steps;
	}
	sum->early_times = grade_early(version, facts, on, NULL, 0);
	sum->early = sum->early_times * version->early_steps;
	sum->uncapped = sum->first + sum->credit + sum->honour + sum->rating +
	    sum->early;
	sum->grade = grade_within(sum, sum->uncapped);
	if (sum->ceiling == 0)
		sum->grade = sum->uncapped = 0;
}

/* Reads the post and does the sums; false without a post. */
static bool
grade_month(const struct policy_version *version, const struct facts *facts,
    int month, struct grade_sum *sum)
{
	memset(sum, 0, sizeof *sum);
	sum->version = version;
	sum->treat = -1;
	sum->post = grade_post(version, facts, month, &sum->row);
	if (sum->post < 0)
		return false;
	grade_matrix(version, facts, month, sum);
	return true;
}

/* The sums of another month as if in this post. */
static void
grade_as_post(const struct policy_version *version, const struct facts *facts,
    int month, int post, size_t row, struct grade_sum *sum)
{
	memset(sum, 0, sizeof *sum);
	sum->post = post;
	sum->row = row;
	grade_matrix(version, facts, month, sum);
}

/* ---- a matrix that looks back at the post before ---- */

static void
grade_look_back(const struct grade_sum *before, int64_t *old_floor,
    struct grade_sum *sum)
{
	const struct policy_version *version = sum->version;

	if (before->post >= 0 && before->version == version &&
	    sum->post != before->post) {
		*old_floor = PAY_NONE;
		sum->held = 0;
		if (sum->post < before->post &&
		    version->post_up == UP_HIGHER)
			sum->held = before->grade;
		else if (sum->post > before->post &&
		    version->post_down == DOWN_CAP)
			*old_floor = before->first - before->bands;
	} else if (before->post >= 0) {
		sum->held = before->held;
	}
	if (*old_floor != PAY_NONE &&
	    !version->posts[sum->post].bands) {
		int64_t more = *old_floor - (sum->first - sum->bands);

		sum->first += more;
		sum->uncapped += more;
	}
	if (sum->uncapped < sum->held)
		sum->uncapped = sum->held;
	sum->grade = sum->ceiling ? grade_within(sum, sum->uncapped) : 0;
}

/* ---- a ladder ---- */

/* After each move: up to the floor, and with `lose` down to the ceiling. */
static int64_t
grade_settle(const struct grade_sum *sum, int64_t state)
{
	int64_t most = sum->ceiling;

	if (sum->version->honour_over_ceiling == YES)
		most += sum->honour;
	if (state < sum->floor)
		state = sum->floor;
	if (sum->version->over_ceiling == CEILING_LOSE && state > most)
		state = most;
	return state;
}

/* The change of a kind of credits, less what rows without `grants` caused. */
static int64_t
grade_granted(const struct policy_version *version, const struct facts *facts,
    int month, int before, int post, int64_t kind)
{
	struct credit_hits now, then;
	int64_t change = 0;

	credit_select(
	    version, facts, month, post, kind, CREDIT_STEPS, &now);
	if (before)
		credit_select(
		    version, facts, before, post, kind, CREDIT_STEPS, &then);
	else
		then.count = 0;
	if (now.count <= 1 && then.count <= 1) {
		const struct policy_credit *cause;

		change = credit_steps(&now) - credit_steps(&then);
		cause = change > 0 ? now.list[0].credit
		    : change < 0   ? then.list[0].credit
				   : NULL;
		return cause && cause->grants == YES ? change : 0;
	}
	for (size_t i = 0; i < now.count; i++)
		if (now.list[i].credit->grants == YES)
			change += now.list[i].credit->steps *
			    now.list[i].times;
	for (size_t i = 0; i < then.count; i++)
		if (then.list[i].credit->grants == YES)
			change -= then.list[i].credit->steps *
			    then.list[i].times;
	return change;
}

/* Change of step 5 (education and certificate together) since `before`. */
static int64_t
grade_credit_change(const struct policy_version *version,
    const struct facts *facts, int month, int before,
    const struct grade_sum *now, const struct grade_sum *then)
{
	int64_t education, certificate;

	if (!version->credit_count)
		return 0;
	education = grade_granted(
	    version, facts, month, before, now->post, CREDIT_EDUCATION);
	certificate = grade_granted(
	    version, facts, month, before, now->post, CREDIT_CERTIFICATE);
	if (version->combine == COMBINE_SUM)
		return education + certificate;
	if (now->credit == then->credit)
		return 0;
	/* the larger stands: was it given by a row that grants? */
	if (now->credit > then->credit
		? (now->education >= now->certificate ? education
						      : certificate) == 0
		: (then->education >= then->certificate ? education
							: certificate) == 0)
		return 0;
	return now->credit - then->credit;
}

static int64_t
grade_honour_change(const struct policy_version *version,
    const struct facts *facts, int month, int before,
    const struct grade_sum *now, const struct grade_sum *then)
{
	int64_t change = now->honour - then->honour;

	if (!change)
		return 0;
	return grade_granted(version, facts, month, before, now->post,
		   CREDIT_HONOUR)
	    ? change
	    : 0;
}

/* A newcomer's first state. */
static int64_t
grade_begin(const struct policy_version *version, const struct facts *facts,
    int month, const struct grade_sum *sum)
{
	static const struct grade_sum nothing;
	int64_t state;

	if (version->start == START_MATRIX)
		return sum->uncapped;
	state = version->posts[sum->post].first;
	state += grade_credit_change(version, facts, month, 0, sum, &nothing);
	state += grade_honour_change(version, facts, month, 0, sum, &nothing);
	return state;
}

/* The post changed: true if the state is now whole (rematrix, higher). */
static bool
grade_move_post(const struct grade_sum *before, const struct grade_sum *now,
    int64_t *state)
{
	const struct policy_version *version = now->version;
	int64_t floors = version->posts[now->post].floor -
	    version->posts[before->post].floor;

	if (now->post < before->post) {
		if (version->post_up == UP_REMATRIX)
			*state = now->uncapped;
		else if (version->post_up == UP_HIGHER)
			*state =
			    now->uncapped > *state ? now->uncapped : *state;
		else if (version->post_up == UP_SHIFT)
			*state += floors;
		*state = grade_settle(now, *state);
		return version->post_up == UP_REMATRIX ||
		    version->post_up == UP_HIGHER;
	}
	if (version->post_down == DOWN_REMATRIX)
		*state = now->uncapped;
	else if (version->post_down == DOWN_SHIFT)
		*state += floors;
	else if (*state > now->ceiling)
		*state = now->ceiling;
	*state = grade_settle(now, *state);
	return version->post_down == DOWN_REMATRIX;
}

struct ladder {
	bool begun;
	int month;  /* last month in post */
	int since;  /* the month it began */
	int64_t state;
	struct grade_sum sum; /* of that month */
};

/* Moves the state from ladder->month to this month by ladder's version. */
static void
grade_climb(struct ladder *ladder, const struct facts *facts, int month,
    struct grade_sum *now)
{
	const struct policy_version *version = now->version;
	const struct grade_sum *then = &ladder->sum;
	struct grade_sum as_post;
	int64_t state = ladder->state;
	int before = ladder->month;

	if (now->post != then->post) {
		if (grade_move_post(then, now, &state)) {
			ladder->state = state;
			return;
		}
		grade_as_post(version, facts, before, now->post, now->row,
		    &as_post);
	} else {
		as_post = *then;
	}
	state = grade_settle(now,
	    state + (now->first - now->floor) -
		(as_post.first - as_post.floor));
	state = grade_settle(now,
	    state +
		grade_credit_change(
		    version, facts, month, before, now, &as_post));
	state = grade_settle(now,
	    state +
		grade_honour_change(
		    version, facts, month, before, now, &as_post));
	state = grade_settle(now, state + now->rating - as_post.rating);
	state = grade_settle(now, state + now->early - as_post.early);
	ladder->state = state;
}

/* 套改: the state with which a new version takes over a holder. */
static int64_t
grade_convert(const struct ladder *ladder, const struct facts *facts,
    int month, const struct grade_sum *sum)
{
	const struct policy_version *version = sum->version;
	const struct policy_version *old = ladder->sum.version;
	struct grade_sum now;
	struct ladder carried;

	if (version->convert == CONVERT_FIRST)
		return grade_begin(version, facts, month, sum);
	if (version->convert == CONVERT_MATRIX || !old || !ladder->begun)
		return sum->uncapped;
	/* what the version before gives this month */
	if (!grade_month(old, facts, month, &now))
		return ladder->state;
	if (old->mode == MODE_MATRIX)
		return now.uncapped;
	carried = *ladder;
	grade_climb(&carried, facts, month, &now);
	return carried.state;
}

static void
grade_ladder_month(const struct facts *facts, int month, struct ladder *ladder,
    struct grade_sum *sum)
{
	const struct policy_version *version = sum->version;

	sum->state = ladder->state;
	if (!ladder->begun || ladder->sum.version != version) {
		bool holder = ladder->begun ||
		    facts->posts[sum->row].start < version->effective_from;
		int64_t state = holder
		    ? grade_convert(ladder, facts, month, sum)
		    : grade_begin(version, facts, month, sum);

		ladder->state = grade_settle(sum, state);
		ladder->since = month;
		ladder->begun = true;
		sum->state = ladder->state;
	} else {
		grade_climb(ladder, facts, month, sum);
	}
	ladder->sum = *sum;
	ladder->month = month;
	sum->uncapped = ladder->state;
	sum->grade = sum->ceiling ? grade_within(sum, sum->uncapped) : 0;
}

static int
grade_first_month(const struct grade_ask *ask)
{
	int first = ask->month, begin;

	for (size_t i = 0; i < ask->facts->posts_count; i++) {
		int month = day_month(ask->facts->posts[i].start);

		if (month < first)
			first = month;
	}
	begin = day_month((int32_t)ask->policy->versions[0].effective_from);
	return begin > first ? begin : first;
}

static bool
grade_walk(const struct grade_ask *ask, struct grade_sum *sum)
{
	struct ladder ladder = {0};
	struct grade_sum before = {.post = -1};
	int64_t old_floor = PAY_NONE;
	bool found = false;

	for (int month = grade_first_month(ask); month <= ask->month;
	    month++) {
		const struct policy_version *version =
		    policy_version_on(ask->policy, day_of_month(month));

		memset(sum, 0, sizeof *sum);
		sum->post = -1;
		found = version &&
		    grade_month(version, ask->facts, month, sum);
		if (!found)
			continue;
		if (version->mode == MODE_LADDER) {
			grade_ladder_month(
			    ask->facts, month, &ladder, sum);
		} else {
			grade_look_back(&before, &old_floor, sum);
			ladder.begun = true;
			ladder.state = sum->uncapped;
			ladder.sum = *sum;
			ladder.month = month;
		}
		before = *sum;
	}
	sum->walked = true;
	sum->begun = ladder.since;
	return found;
}

static bool
grade_needs_walk(const struct policy_version *version)
{
	return version->mode == MODE_LADDER ||
	    version->post_up != UP_REMATRIX ||
	    version->post_down != DOWN_REMATRIX;
}

bool
grade_find(const struct grade_ask *ask, struct grade_sum *sum)
{
	const struct policy_version *version =
	    policy_version_on(ask->policy, day_of_month(ask->month));
	int32_t first = day_of_month(ask->month);
	bool found;

	memset(sum, 0, sizeof *sum);
	sum->post = -1;
	sum->treat = -1;
	if (!version)
		return false;
	if (grade_needs_walk(version))
		found = grade_walk(ask, sum);
	else
		found = grade_month(version, ask->facts, ask->month, sum);
	if (!found) {
		sum->version = version;
		sum->post = -1;
		return false;
	}
	for (size_t i = 0; i < ask->facts->overrides_count; i++) {
		const struct fact_override *fact = &ask->facts->overrides[i];

		if (fact->start <= first && first < fact->end) {
			sum->override = fact;
			sum->grade = fact->grade;
		}
	}
	return true;
}
