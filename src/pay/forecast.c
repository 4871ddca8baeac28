/*
 * Forecast: the same function for months to come.  Ratings are 合格, no new
 * paper arrives, nobody joins; who reaches retirement leaves.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "pay/line.h"
#include "pay/pay.h"

#define FORECAST_MOST 120

struct event {
	int at; /* month, from 0 */
	int grade;
	char *worker, *name, *post, *words;
};

struct total {
	int64_t heads, steps, tops, gross, employer;
};

struct forecast {
	struct db *db;
	struct places *places;
	int from, months;
	struct total totals[FORECAST_MOST + 1]; /* the first: month before */
	struct event *events;
	size_t count, room;
	struct pay_outlook *people; /* NULL unless asked for */
	size_t people_count, people_room;
	bool of_people;
	struct facts facts;
	struct line line;
	int32_t retires, contract; /* DAY_END: not known */
};

static void
forecast_event(
    struct forecast *forecast, int at, const char *words, const char *detail)
{
	const struct grade_sum *sum = &forecast->line.amount.sum;
	struct event *event;

	forecast->events = mem_grow(forecast->events, forecast->count,
	    &forecast->room, sizeof *forecast->events);
	event = &forecast->events[forecast->count++];
	event->at = at;
	event->grade = (int)forecast->line.amount.grade;
	event->worker = mem_strdup(forecast->facts.code);
	event->name = mem_strdup(forecast->facts.name);
	event->post = mem_strdup(sum->version && sum->post >= 0
		? sum->version->posts[sum->post].name
		: "");
	event->words = mem_printf("%s%s", words, detail);
}

/* Years not rated yet are 合格. */
static void
forecast_ratings(struct forecast *forecast)
{
	struct facts *facts = &forecast->facts;
	int last = (forecast->from + forecast->months) / 12;

	for (int year = forecast->from / 12; year < last; year++) {
		bool rated = false;

		for (size_t i = 0; i < facts->ratings_count; i++)
			rated |= facts->ratings[i].year == year;
		if (rated)
			continue;
		facts->ratings =
		    mem_grow(facts->ratings, facts->ratings_count,
			&facts->ratings_room, sizeof *facts->ratings);
		facts->ratings[facts->ratings_count++] = (struct fact_rating){
			year, day_of_month(year * 12 + 12), "good"};
	}
}

/* The last spell ends on the day of retirement. */
static void
forecast_leave(struct forecast *forecast)
{
	struct facts *facts = &forecast->facts;

	if (forecast->retires == DAY_END ||
	    forecast->retires < day_of_month(forecast->from))
		return;
	for (size_t i = 0; i < facts->spells_count; i++)
		if (facts->spells[i].end > forecast->retires &&
		    facts->spells[i].start < forecast->retires) {
			facts->spells[i].end = forecast->retires;
			facts->spells[i].leave = 3;
		}
}

/* What a month says of somebody: where they stand, what comes next. */
static void
forecast_outlook(struct forecast *forecast, int at)
{
	struct pay_outlook *o = &forecast->people[forecast->people_count - 1];
	const struct amount *amount = &forecast->line.amount;
	int grade = (int)amount->grade;

	if (o->grade < 0) {
		o->grade = grade;
		snprintf(o->post, sizeof o->post, "%s",
		    amount->sum.version && amount->sum.post >= 0
			? amount->sum.version->posts[amount->sum.post].name
			: "");
	} else if (!*o->next && grade > o->grade) {
		day_write_month(forecast->from + at, o->next);
		o->next_grade = grade;
	}
	if (!*o->top && grade && grade >= amount->sum.ceiling)
		day_write_month(forecast->from + at, o->top);
}

static void
forecast_person(struct forecast *forecast)
{
	struct pay_outlook *o;

	if (!forecast->of_people)
		return;
	forecast->people = mem_grow(forecast->people, forecast->people_count,
	    &forecast->people_room, sizeof *forecast->people);
	o = &forecast->people[forecast->people_count++];
	*o = (struct pay_outlook){.worker = forecast->facts.worker, .grade = -1};
	if (forecast->retires != DAY_END)
		day_write(forecast->retires, o->retires);
	if (forecast->contract != DAY_END)
		day_write(forecast->contract, o->contract);
}

static void
forecast_month(struct forecast *forecast, int at, int64_t *before, bool *topped)
{
	static const struct deduct_year none;
	struct amount_ask ask = {forecast->places, &forecast->facts,
		forecast->from + at, -1};
	struct total *total = &forecast->totals[at + 1];
	struct line *line = &forecast->line;
	int month = forecast->from + at;
	char grades[48], day[DAY_TEXT];

	if (!line_make(&ask, &none, NULL, false, line))
		return;
	total->heads++;
	total->gross += line->deduct.gross;
	total->employer += line->deduct.employer;
	if (at < 0) {
		*before = line->amount.grade;
		*topped = line->amount.grade &&
		    line->amount.grade >= line->amount.sum.ceiling;
		return;
	}
	if (forecast->of_people)
		forecast_outlook(forecast, at);
	if (*before >= 0 && line->amount.grade != *before) {
		bool up = line->amount.grade > *before;

		snprintf(grades, sizeof grades, "%d -> %d", (int)*before,
		    (int)line->amount.grade);
		forecast_event(forecast, at, up ? "晋级 " : "降级 ", grades);
		total->steps += up;
	}
	if (!*topped && line->amount.grade &&
	    line->amount.grade >= line->amount.sum.ceiling) {
		*topped = true;
		total->tops++;
		forecast_event(forecast, at, "到顶", "");
	}
	*before = line->amount.grade;
	if (forecast->retires != DAY_END &&
	    day_month(forecast->retires) == month)
		forecast_event(forecast, at, "退休 ",
		    day_write(forecast->retires, day));
	if (forecast->contract != DAY_END &&
	    day_month(forecast->contract) == month)
		forecast_event(forecast, at, "合同到期 ",
		    day_write(forecast->contract, day));
}

static bool
forecast_dates(struct forecast *forecast, struct err *err)
{
	struct stmt *stmt = db_cached(forecast->db,
	    "SELECT retire_on(p.birth_on, p.sex, p.category),"
	    " w.contract_until FROM person p LEFT JOIN worker w"
	    " ON w.person_id = p.id WHERE p.id = ?1",
	    err);
	bool row = false, good = stmt != NULL;

	forecast->retires = forecast->contract = DAY_END;
	if (good) {
		stmt_bind_int(stmt, 1, forecast->facts.worker);
		good = stmt_step(stmt, &row, err);
	}
	if (good && row) {
		forecast->retires = day_read(stmt_text(stmt, 0), DAY_END);
		forecast->contract = day_read(stmt_text(stmt, 1), DAY_END);
	}
	if (stmt)
		stmt_reset(stmt);
	return good;
}

static bool
forecast_workers(struct forecast *forecast, int64_t worker, struct err *err)
{
	struct facts_reader *reader;
	bool more = false, good;

	if (!facts_open(&reader, forecast->db, worker, err))
		return false;
	while ((good = facts_next(reader, &forecast->facts, &more, err)) &&
	    more) {
		int64_t before = -1;
		bool topped = false;

		good = forecast_dates(forecast, err);
		if (!good)
			break;
		forecast_ratings(forecast);
		forecast_leave(forecast);
		forecast_person(forecast);
		for (int at = -1; at < forecast->months; at++)
			forecast_month(forecast, at, &before, &topped);
	}
	facts_close(reader);
	return good;
}

static bool
forecast_tell(
    const struct forecast *forecast, pay_forecast_each *each, void *data)
{
	for (int at = 0; at < forecast->months; at++) {
		const struct total *total = &forecast->totals[at + 1];
		const struct total *last = &forecast->totals[at];
		char month[DAY_TEXT];
		struct pay_forecast_row row = {
			.month = day_write_month(forecast->from + at, month),
			.worker = "",
			.name = "",
			.post = "",
			.event = "",
			.heads = total->heads,
			.steps = total->steps,
			.tops = total->tops,
			.gross = total->gross,
			.employer = total->employer,
			.total = total->gross + total->employer,
			.change = total->gross + total->employer -
			    last->gross - last->employer};

		if (!each(data, &row))
			return false;
		for (size_t i = 0; i < forecast->count; i++) {
			const struct event *event = &forecast->events[i];

			if (event->at != at)
				continue;
			row = (struct pay_forecast_row){.month = month,
				.worker = event->worker,
				.name = event->name,
				.post = event->post,
				.event = event->words,
				.grade = event->grade};
			if (!each(data, &row))
				return false;
		}
	}
	return true;
}

static void
forecast_free(struct forecast *forecast)
{
	for (size_t i = 0; i < forecast->count; i++) {
		free(forecast->events[i].worker);
		free(forecast->events[i].name);
		free(forecast->events[i].post);
		free(forecast->events[i].words);
	}
	free(forecast->events);
	free(forecast->people);
	facts_done(&forecast->facts);
	line_done(&forecast->line);
	places_free(forecast->places);
	free(forecast);
}

/* NULL: refused. */
static struct forecast *
forecast_make(struct db *db, int64_t worker, int from, int months,
    bool of_people, struct err *err)
{
	struct forecast *forecast = mem_alloc(sizeof *forecast);

	forecast->db = db;
	forecast->from = from;
	forecast->months = months;
	forecast->of_people = of_people;
	if (places_load(&forecast->places, db, err) &&
	    forecast_workers(forecast, worker, err))
		return forecast;
	forecast_free(forecast);
	return NULL;
}

static bool
forecast_asked(const char *from, int months, int *first, struct err *err)
{
	if (!day_read_month(from, first))
		return err_set(err, ERR_USAGE, _("月份「%s」应写作 2026-03"), from);
	if (months < 1 || months > FORECAST_MOST)
		return err_set(
		    err, ERR_USAGE, _("月数应在1到%d之间"), FORECAST_MOST);
	return true;
}

bool
pay_forecast(struct book *book, const char *worker, const char *from,
    int months, pay_forecast_each *each, void *data, struct err *err)
{
	struct forecast *forecast;
	int64_t id = 0;
	int first;

	if (!forecast_asked(from, months, &first, err) ||
	    (worker && *worker && !facts_find(book->db, worker, &id, err)))
		return false;
	forecast = forecast_make(book->db, id, first, months, false, err);
	if (!forecast)
		return false;
	forecast_tell(forecast, each, data);
	forecast_free(forecast);
	return true;
}

bool
pay_outlook(struct db *db, const char *from, int months,
    pay_forecast_each *each_month, pay_outlook_each *each, void *data,
    struct err *err)
{
	struct forecast *forecast;
	int first;

	if (!forecast_asked(from, months, &first, err))
		return false;
	forecast = forecast_make(db, 0, first, months, each != NULL, err);
	if (!forecast)
		return false;
	for (size_t i = 0; each && i < forecast->people_count; i++)
		if (forecast->people[i].grade >= 0)
			each(data, &forecast->people[i]);
	if (each_month)
		forecast_tell(forecast, each_month, data);
	forecast_free(forecast);
	return true;
}
