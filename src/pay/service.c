/*
 * Years of service.  Everything is half-open stretches of day numbers; only
 * spans_length knows how a stretch becomes months and days.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "pay/service.h"

void
spans_init(struct spans *spans)
{
	spans->list = spans->near;
	spans->count = 0;
	spans->room = SPANS_NEAR;
}

void
spans_done(struct spans *spans)
{
	if (spans->list != spans->near)
		free(spans->list);
	spans->list = NULL;
	spans->count = 0;
}

void
spans_add(struct spans *spans, int32_t from, int32_t to)
{
	if (from >= to)
		return;
	if (spans->count == spans->room) {
		size_t room = spans->room * 2;

		if (spans->list == spans->near) {
			spans->list = mem_array(room, sizeof *spans->list);
			memcpy(spans->list, spans->near, sizeof spans->near);
		} else {
			spans->list = mem_resize(
			    spans->list, room, sizeof *spans->list);
		}
		spans->room = room;
	}
	spans->list[spans->count++] = (struct span){from, to};
}

void
spans_join(struct spans *spans)
{
	size_t kept = 0;

	for (size_t i = 1; i < spans->count; i++) { /* few, mostly sorted */
		struct span each = spans->list[i];
		size_t at = i;

		for (; at && spans->list[at - 1].from > each.from; at--)
			spans->list[at] = spans->list[at - 1];
		spans->list[at] = each;
	}
	for (size_t i = 0; i < spans->count; i++) {
		struct span each = spans->list[i];

		if (kept && spans->list[kept - 1].to >= each.from) {
			if (spans->list[kept - 1].to < each.to)
				spans->list[kept - 1].to = each.to;
		} else {
			spans->list[kept++] = each;
		}
	}
	spans->count = kept;
}

void
spans_cut(struct spans *spans, int32_t from, int32_t to)
{
	size_t count = spans->count;

	if (from >= to)
		return;
	for (size_t i = 0; i < count; i++) {
		struct span each = spans->list[i];

		if (each.to <= from || each.from >= to)
			continue;
		spans->list[i].to = each.from < from ? from : each.from;
		if (each.to > to)
			spans_add(spans, to, each.to);
	}
	count = 0;
	for (size_t i = 0; i < spans->count; i++)
		if (spans->list[i].from < spans->list[i].to)
			spans->list[count++] = spans->list[i];
	spans->count = count;
	spans_join(spans);
}

void
spans_clip(struct spans *spans, int32_t from, int32_t to)
{
	spans_cut(spans, INT32_MIN, from);
	spans_cut(spans, to, INT32_MAX);
}

void
spans_keep(struct spans *spans, const struct spans *only)
{
	int32_t at = INT32_MIN;

	for (size_t i = 0; i < only->count; i++) {
		spans_cut(spans, at, only->list[i].from);
		at = only->list[i].to;
	}
	spans_cut(spans, at, INT32_MAX);
}

static void
span_length(struct span span, int *months, int *days)
{
	int count = day_month(span.to) - day_month(span.from);

	if (day_add_months(span.from, count) > span.to)
		count--;
	*months = count;
	*days = span.to - day_add_months(span.from, count);
}

void
spans_length(const struct spans *spans, int *months, int *days)
{
	*months = *days = 0;
	for (size_t i = 0; i < spans->count; i++) {
		int run_months, run_days;

		span_length(spans->list[i], &run_months, &run_days);
		*months += run_months;
		*days += run_days;
	}
	if (spans->count > 1) {
		*months += *days / 30;
		*days %= 30;
	}
}

int32_t
service_day(int64_t rule, int month)
{
	switch (rule) {
	case DAY_JANUARY:
		return day_of_month(month - month % 12);
	case DAY_SAME_MONTH:
		return day_of_month(month + 1) - 1;
	case DAY_NEXT_MONTH:
		return day_of_month(month) - 1;
	default:
		return day_of_month(month);
	}
}

int
service_first_month(int64_t rule, int32_t day)
{
	int month = day_month(day);

	while (service_day(rule, month) < day)
		month++;
	return month;
}

int32_t
service_post_end(const struct policy_version *version,
    const struct facts *facts, size_t row)
{
	const struct fact_post *post = &facts->posts[row];
	int32_t end = post->end, next = DAY_END;

	if (end == DAY_END)
		return end;
	for (size_t i = 0; i < facts->posts_count; i++) {
		const struct fact_post *other = &facts->posts[i];

		if (i == row || other->start < end || other->start > next ||
		    (other->acting && version->acting == NO) ||
		    strcmp(other->post, post->post) != 0)
			continue;
		next = other->start;
	}
	if (next != DAY_END && next - end <= version->post_gap_days)
		return next;
	return end;
}

/* The days spent in the post or a higher one. */
static void
service_post_spans(const struct service_ask *ask, struct spans *spans)
{
	const struct facts *facts = ask->facts;

	for (size_t i = 0; i < facts->posts_count; i++) {
		const struct fact_post *row = &facts->posts[i];
		int post = policy_find_post(ask->version, row->post);

		if (post < 0 || post > ask->post ||
		    (row->acting && ask->version->acting == NO))
			continue;
		spans_add(spans, row->start,
		    service_post_end(ask->version, facts, i));
	}
	spans_join(spans);
}

static void
service_add_spells(const struct service_ask *ask, struct spans *spans)
{
	for (size_t i = 0; i < ask->facts->spells_count; i++) {
		const struct fact_spell *spell = &ask->facts->spells[i];

		if (spell->served <= ask->version->scope &&
		    spell->start < ask->on)
			spans_add(spans, spell->start,
			    spell->end < ask->on ? spell->end : ask->on);
	}
	spans_join(spans);
	if (ask->version->continuity != CONTINUOUS)
		return;
	for (size_t i = spans->count; i-- > 1;) {
		if (spans->list[i].from - spans->list[i - 1].to <=
		    ask->version->gap_days)
			continue;
		memmove(spans->list, spans->list + i,
		    (spans->count - i) * sizeof *spans->list);
		spans->count -= i;
		break;
	}
}

/* Is the rating one that takes its year out of the clock? */
static bool
service_takes_out(const struct service_ask *ask, const struct fact_rating *fact)
{
	const struct policy_rating *rating;

	if (fact->effect_on > ask->on)
		return false;
	rating = policy_find_rating(ask->version, fact->rating);
	return rating &&
	    (rating->year == YEAR_NOT_COUNTED ||
		(rating->year == YEAR_DELAY && !ask->seniority));
}

static void
service_cut_absences(const struct policy_version *version,
    const struct facts *facts, struct spans *spans)
{
	for (size_t i = 0; i < facts->absences_count; i++) {
		const struct policy_absence *absence = policy_find_absence(
		    version, facts->absences[i].kind);

		if (absence && absence->counts == NO)
			spans_cut(spans, facts->absences[i].start,
			    facts->absences[i].end);
	}
}

void
service_spans(const struct service_ask *ask, struct spans *spans)
{
	const struct policy_version *version = ask->version;
	const struct facts *facts = ask->facts;

	service_add_spells(ask, spans);
	if (version->deemed_counts == YES && facts->deemed_count) {
		for (size_t i = 0; i < facts->deemed_count; i++)
			if (facts->deemed[i].counts_on <= ask->on)
				spans_add(spans, facts->deemed[i].start,
				    facts->deemed[i].end);
		spans_join(spans);
	}
	service_cut_absences(version, facts, spans);
	for (size_t i = 0;
	    version->probation_counts == NO && i < facts->spells_count; i++)
		if (facts->spells[i].probation_until != FACT_NEVER)
			spans_cut(spans, facts->spells[i].start,
			    facts->spells[i].probation_until + 1);
	for (size_t i = 0; i < facts->ratings_count; i++) {
		int year = facts->ratings[i].year;

		if (service_takes_out(ask, &facts->ratings[i]))
			spans_cut(spans, day_of_month(year * 12),
			    day_of_month(year * 12 + 12));
	}
	if (version->clock_from != PAY_NONE)
		spans_cut(spans, INT32_MIN, (int32_t)version->clock_from);
	spans_cut(spans, ask->on, INT32_MAX);
	if (ask->post >= 0 && (size_t)ask->post + 1 < version->post_count) {
		struct spans in_post;

		spans_init(&in_post);
		service_post_spans(ask, &in_post);
		spans_keep(spans, &in_post);
		spans_done(&in_post);
	}
}

/* 12 months for each rated year that counts. */
static int
service_rated_years(const struct service_ask *ask)
{
	int years = 0;

	for (size_t i = 0; i < ask->facts->ratings_count; i++) {
		const struct fact_rating *fact = &ask->facts->ratings[i];
		int32_t last = day_of_month(fact->year * 12 + 12);

		if (fact->effect_on > ask->on ||
		    service_takes_out(ask, fact) ||
		    !policy_find_rating(ask->version, fact->rating) ||
		    (ask->version->clock_from != PAY_NONE &&
			last <= ask->version->clock_from))
			continue;
		if (ask->post >= 0 &&
		    (size_t)ask->post + 1 < ask->version->post_count) {
			struct spans in_post;
			bool held = false;

			spans_init(&in_post);
			service_post_spans(ask, &in_post);
			for (size_t k = 0; k < in_post.count; k++)
				held |= in_post.list[k].from < last &&
				    in_post.list[k].to >= last;
			spans_done(&in_post);
			if (!held)
				continue;
		}
		years++;
	}
	return years;
}

void
service_clock(const struct service_ask *ask, int *months, int *days)
{
	struct spans spans;

	if (ask->version->clock == CLOCK_RATINGS) {
		*months = service_rated_years(ask) * 12;
		*days = 0;
		return;
	}
	spans_init(&spans);
	service_spans(ask, &spans);
	spans_length(&spans, months, days);
	spans_done(&spans);
}

int
service_served(const struct policy_version *version, const struct facts *facts,
    int32_t from, int32_t to)
{
	struct spans spans;
	int months, days;

	spans_init(&spans);
	for (size_t i = 0; i < facts->spells_count; i++)
		spans_add(&spans, facts->spells[i].start,
		    facts->spells[i].end);
	spans_join(&spans);
	service_cut_absences(version, facts, &spans);
	spans_clip(&spans, from, to);
	spans_length(&spans, &months, &days);
	spans_done(&spans);
	return months;
}

void
service_begun(int *months, int *days)
{
	int years = *months / 12 + (*months % 12 || *days);

	*months = (years ? years : 1) * 12;
	*days = 0;
}

int
service_seniority(const struct policy_version *version,
    const struct facts *facts, int32_t on, int post)
{
	struct service_ask ask = {version, facts, on, -1, true};
	int months, days;

	if (version->years_of == YEARS_IN_POST)
		ask.post = post;
	service_clock(&ask, &months, &days);
	if (version->count == COUNT_BEGUN)
		service_begun(&months, &days);
	return months;
}
