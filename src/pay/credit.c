/*
 * Papers that raise a grade or are paid for.  A fact fits on a day or it
 * does not; stacking is the last row of the file, or all of them.
 */
#include <string.h>

#include "pay/credit.h"
#include "pay/service.h"

struct credit_ask {
	const struct policy_version *version;
	const struct facts *facts;
	int32_t first; /* the month's 1st: validity is asked on it */
	int32_t on;    /* the reading day of the row */
	const char *doc;
};

/* Is it the level of the credit, by its group or by its own code? */
static bool
credit_level(
    const struct policy_credit *credit, uint32_t bits, const char *word)
{
	if (credit->levels)
		return (bits & credit->levels) != 0;
	return word && credit->code && !strcmp(word, credit->code);
}

/* Diploma and degree of one level may stand in rows of their own. */
static int
credit_fit_education(struct credit_ask *ask, const struct policy_credit *credit)
{
	bool diploma = false, degree = false;

	for (size_t i = 0; i < ask->facts->educations_count; i++) {
		const struct fact_education *fact = &ask->facts->educations[i];
		bool has_diploma =
		    credit_level(credit, fact->diploma, fact->word) &&
		    fact->graduated_on <= ask->on;
		bool has_degree = (fact->degree & credit->levels) &&
		    fact->degree_on <= ask->on;

		if (credit->study == STUDY_FULL_TIME && !fact->full_time)
			continue;
		if (!diploma && !degree && (has_diploma || has_degree))
			ask->doc = fact->doc;
		diploma |= has_diploma;
		degree |= has_degree;
	}
	if (credit->holds == HOLDS_BOTH)
		return diploma && degree;
	if (credit->holds == HOLDS_ONE)
		return diploma != degree;
	return diploma || degree;
}

static int
credit_fit_certificate(
    struct credit_ask *ask, const struct policy_credit *credit)
{
	for (size_t i = 0; i < ask->facts->certificates_count; i++) {
		const struct fact_certificate *fact =
		    &ask->facts->certificates[i];
		int32_t date = ask->version->certificate_date == DATE_ISSUED
		    ? fact->issued_on
		    : fact->registered_on;

		if (!credit_level(credit, fact->level, fact->word) ||
		    date > ask->on ||
		    ask->first > fact->valid_until ||
		    ask->first >= fact->withdrawn_on)
			continue;
		ask->doc = fact->doc;
		return 1;
	}
	return 0;
}

static int
credit_fit_honour(struct credit_ask *ask, const struct policy_credit *credit)
{
	const char *level = credit->level ? credit->level : credit->credit;
	int times = 0;

	for (size_t i = 0; i < ask->facts->honours_count; i++) {
		const struct fact_honour *fact = &ask->facts->honours[i];

		if (!credit_level(credit, fact->level, fact->word) &&
		    strcmp(fact->word, level) != 0)
			continue;
		if (fact->awarded_on > ask->on)
			continue;
		if (!times)
			ask->doc = fact->doc;
		times++;
		if (credit->once == YES)
			break;
	}
	return times;
}

static int
credit_fit(struct credit_ask *ask, const struct policy_credit *credit)
{
	ask->doc = NULL;
	if (credit->kind == CREDIT_EDUCATION)
		return credit_fit_education(ask, credit);
	if (credit->kind == CREDIT_CERTIFICATE)
		return credit_fit_certificate(ask, credit);
	return credit_fit_honour(ask, credit);
}

void
credit_select(const struct policy_version *version, const struct facts *facts,
    int month, int post, int64_t kind, enum credit_use use,
    struct credit_hits *hits)
{
	struct credit_ask ask = {version, facts, 0, 0, NULL};
	int64_t stack = kind == CREDIT_EDUCATION ? version->education_stack
	    : kind == CREDIT_CERTIFICATE	 ? version->certificate_stack
						 : version->honour_stack;

	hits->count = 0;
	if (!version->credit_count)
		return;
	ask.first = day_of_month(month);
	for (size_t i = 0; i < version->credit_count; i++) {
		const struct policy_credit *credit = &version->credits[i];
		int times;

		if (credit->kind != kind)
			continue;
		ask.on = service_day(use == CREDIT_STEPS &&
			    credit->steps_start != DAY_AS_START
			? credit->steps_start
			: credit->start,
		    month);
		times = credit_fit(&ask, credit);
		if (!times ||
		    (credit->after_months > 0 &&
			service_seniority(version, facts, ask.on, post) <
			    credit->after_months))
			continue;
		if (stack == STACK_BEST)
			hits->count = 0;
		if (hits->count < POLICY_MOST_CREDITS)
			hits->list[hits->count++] =
			    (struct credit_hit){credit, times, ask.doc};
	}
}

int64_t
credit_steps(const struct credit_hits *hits)
{
	int64_t steps = 0;

	for (size_t i = 0; i < hits->count; i++)
		steps += hits->list[i].credit->steps * hits->list[i].times;
	return steps;
}

int64_t
credit_months(const struct policy_version *version, const struct facts *facts,
    int month, int post)
{
	struct credit_hits hits;
	int64_t months = 0;

	for (int64_t kind = 0; version->credit_count && kind < 3; kind++) {
		credit_select(version, facts, month, post, kind, CREDIT_CASH,
		    &hits);
		for (size_t i = 0; i < hits.count; i++)
			months +=
			    hits.list[i].credit->months * hits.list[i].times;
	}
	return months;
}

int
credit_treat_post(const struct policy_version *version,
    const struct facts *facts, int month, int post)
{
	struct credit_hits hits;
	int best = -1;

	for (int64_t kind = 0; version->credit_count && kind < 3; kind++) {
		credit_select(version, facts, month, post, kind, CREDIT_CASH,
		    &hits);
		for (size_t i = 0; i < hits.count; i++) {
			int treat = hits.list[i].credit->treat_post;

			if (treat >= 0 && (best < 0 || treat < best))
				best = treat;
		}
	}
	return best;
}
