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

/* The month before, and what the last change of post left behind: a grade
 * not to fall below, a floor that stays. */
struct look {
	const char *post; /* NULL: none yet */
	int64_t grade, floor;
	int64_t held;      /* 0: nothing */
	int64_t old_floor; /* PAY_NONE: its own */
};

/* Every month goes by its own version: what that no longer says is gone. */
static void
grade_look_move(struct look *look, const struct grade_sum *sum)
{
	const struct policy_version *version = sum->version;
	int before =
	    look->post ? policy_find_post(version, look->post) : sum->post;

	if (sum->post != before) {
		int64_t floor = look->old_floor != PAY_NONE ? look->old_floor
							    : look->floor;
		bool down = before >= 0 && sum->post > before;

		look->held = before >= 0 && !down ? look->grade : 0;
		look->old_floor = down ? floor : PAY_NONE;
	}
	if (version->post_up != UP_HIGHER)
		look->held = 0;
	if (version->post_down != DOWN_CAP)
		look->old_floor = PAY_NONE;
}

static void
grade_look_back(struct look *look, const struct facts *facts, int month,
    struct grade_sum *sum)
{
	int64_t floor = sum->floor;

	grade_look_move(look, sum);
	if (look->old_floor != PAY_NONE)
		matrix_from_floor(facts, month, look->old_floor, sum);
	sum->held = look->held;
	if (sum->held && sum->uncapped < sum->held)
		sum->uncapped = sum->held;
	sum->grade = sum->ceiling ? matrix_within(sum, sum->uncapped) : 0;
	look->post = facts->posts[sum->row].post;
	look->grade = sum->grade;
	look->floor = floor;
}

/* ---- a ladder ---- */

/* After each move: up to the floor, and with `lose` down to the ceiling. */
static int64_t
grade_settle(const struct grade_sum *sum, int64_t state)
{
	int64_t most = sum->ceiling + sum->on_top;

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
	struct credit_hits now = {0}, then = {0};
	int64_t change = 0;

	credit_select(
	    version, facts, month, post, kind, CREDIT_STEPS, &now);
	if (before)
		credit_select(
		    version, facts, before, post, kind, CREDIT_STEPS, &then);
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
grade_convert(const struct ladder *ladder, const struct look *look,
    const struct facts *facts, int month, const struct grade_sum *sum)
{
	const struct policy_version *version = sum->version;
	const struct policy_version *old = ladder->sum.version;
	struct look looked = *look;
	struct grade_sum now;
	struct ladder carried;

	if (version->convert == CONVERT_FIRST)
		return grade_begin(version, facts, month, sum);
	if (version->convert == CONVERT_MATRIX || !old || !ladder->begun)
		return sum->uncapped;
	/* what the version before gives this month; without a post by its
	 * rules (somebody acting, say) it gives none */
	if (!matrix_month(old, facts, month, &now))
		return sum->uncapped;
	if (old->mode == MODE_MATRIX) {
		grade_look_back(&looked, facts, month, &now);
		return now.uncapped;
	}
	carried = *ladder;
	grade_climb(&carried, facts, month, &now);
	return carried.state;
}

/* Who holds a post before the version begins, and still or another in its
 * first month. */
static bool
grade_holds(const struct policy_version *version, const struct facts *facts,
    int month, const struct grade_sum *sum)
{
	int32_t eve = (int32_t)version->effective_from - 1;

	if (facts->posts[sum->row].start <= eve)
		return true;
	for (size_t i = 0; i < facts->posts_count; i++) {
		const struct fact_post *row = &facts->posts[i];

		if (row->start <= eve &&
		    eve < service_post_end(version, facts, i) &&
		    (!row->acting || version->acting == YES) &&
		    policy_find_post(version, row->post) >= 0)
			return month <= service_first_month(
					    DAY_MONTH_START, eve + 1);
	}
	return false;
}

static void
grade_ladder_month(const struct facts *facts, int month,
    const struct look *look, struct ladder *ladder, struct grade_sum *sum)
{
	const struct policy_version *version = sum->version;

	sum->state = ladder->state;
	if (!ladder->begun || ladder->sum.version != version) {
		int64_t state = grade_holds(version, facts, month, sum)
		    ? grade_convert(ladder, look, facts, month, sum)
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
	struct look look = {.old_floor = PAY_NONE};
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
			    ask->facts, month, &look, &ladder, sum);
			look = (struct look){.old_floor = PAY_NONE};
		} else {
			grade_look_back(
			    &look, ask->facts, month, sum);
			ladder.begun = true;
			ladder.state = sum->uncapped;
			ladder.sum = *sum;
			ladder.month = month;
		}
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
