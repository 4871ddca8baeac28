/*
 * From facts to a grade: the matrix of the month, or, where the grade is a
 * state or the matrix looks back at the post before, a walk through the
 * months since the first post.
 */
#include <string.h>

#include "pay/grade.h"
#include "pay/credit.h"
#include "pay/matrix.h"
#include "pay/service.h"

/* ---- a matrix that looks back at the post before ---- */

static void
grade_look_back(const struct grade_sum *before, int64_t *old_floor,
    struct grade_sum *sum)
{
	const struct policy_version *version = sum->version;

	if (before->post >= 0 && before->version == version &&
	    sum->post != before->post) {
		int64_t last_floor = *old_floor != PAY_NONE ? *old_floor
							    : before->floor;

		*old_floor = PAY_NONE;
		sum->held = 0;
		if (sum->post < before->post &&
		    version->post_up == UP_HIGHER)
			sum->held = before->grade;
		else if (sum->post > before->post &&
		    version->post_down == DOWN_CAP)
			*old_floor = last_floor;
	} else if (before->post >= 0) {
		sum->held = before->held;
	}
	if (*old_floor != PAY_NONE &&
	    !version->posts[sum->post].bands) {
		int64_t more = *old_floor - (sum->first - sum->bands);

		sum->first += more;
		sum->uncapped += more;
	}
	if (sum->held && sum->uncapped < sum->held)
		sum->uncapped = sum->held;
	sum->grade = sum->ceiling ? matrix_within(sum, sum->uncapped) : 0;
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
		matrix_as_post(version, facts, before, now->post, now->row,
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
	if (!matrix_month(old, facts, month, &now))
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
	sum->grade = sum->ceiling ? matrix_within(sum, sum->uncapped) : 0;
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
		    matrix_month(version, ask->facts, month, sum);
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
		found = matrix_month(version, ask->facts, ask->month, sum);
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
