/*
 * Explanations: the grade on a day, computed on the spot, and the steps kept
 * with a line.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "pay/line.h"
#include "pay/pay.h"
#include "pay/refuse.h"

void
pay_result_done(struct pay_result *result)
{
	for (size_t i = 0; i < result->count; i++) {
		free(result->steps[i].step);
		free(result->steps[i].words);
		free(result->steps[i].rule);
		free(result->steps[i].value);
		free(result->steps[i].doc_no);
	}
	free(result->steps);
	free(result->status);
	free(result->reason);
	memset(result, 0, sizeof *result);
}

/* Takes the steps out of a trace. */
static bool
why_steps(struct db *db, const char *trace, struct pay_result *result,
    struct err *err)
{
	struct stmt *stmt = db_prepare(db,
	    "SELECT json_extract(value, '$.n'), json_extract(value, '$.step'),"
	    " json_extract(value, '$.words'), json_extract(value, '$.rule'),"
	    " json_extract(value, '$.value'),"
	    " coalesce(json_extract(value, '$.doc_no'), '')"
	    " FROM json_each(?1)",
	    err);
	size_t room = 0;
	bool row, good = stmt != NULL;

	if (good)
		stmt_bind_text(stmt, 1, trace);
	while (good && (good = stmt_step(stmt, &row, err)) && row) {
		result->steps = mem_grow(result->steps, result->count, &room,
		    sizeof *result->steps);
		result->steps[result->count++] = (struct pay_step){
			.n = (int)stmt_int(stmt, 0),
			.step = mem_strdup(stmt_text(stmt, 1)),
			.words = mem_strdup(stmt_text(stmt, 2)),
			.rule = mem_strdup(stmt_text(stmt, 3)),
			.value = mem_strdup(stmt_text(stmt, 4)),
			.doc_no = mem_strdup(stmt_text(stmt, 5))};
	}
	stmt_free(stmt);
	return good;
}

static bool
why_facts(struct book *book, const char *worker, struct facts *facts,
    struct places **places, struct err *err)
{
	struct facts_reader *reader;
	int64_t id;
	bool more, good;

	if (!facts_find(book->db, worker, &id, err) ||
	    !facts_open(&reader, book->db, id, err))
		return false;
	good = facts_next(reader, facts, &more, err);
	facts_close(reader);
	return good && places_load(places, book->db, err);
}

static bool
why_fill(struct db *db, const struct amount *amount, struct trace *trace,
    struct pay_result *result, struct err *err)
{
	result->grade = (int)amount->grade;
	result->uncapped = (int)amount->sum.uncapped;
	return why_steps(db, buf_string(&trace->json), result, err);
}

bool
pay_grade(struct book *book, const char *worker, const char *day,
    struct pay_result *result, struct err *err)
{
	struct amount *amount = mem_alloc(sizeof *amount);
	struct amount_ask ask = {.run_month = -1};
	struct facts facts = {0};
	struct places *places = NULL;
	struct trace trace = {0};
	int32_t number = day_read(day, INT32_MIN);
	bool good;

	memset(result, 0, sizeof *result);
	if (number == INT32_MIN) {
		free(amount);
		return err_set(err, ERR_USAGE, _("日期「%s」应写作 2026-03-01"), day);
	}
	good = why_facts(book, worker, &facts, &places, err);
	if (good) {
		ask.places = places;
		ask.facts = &facts;
		ask.month = day_month(number);
		if (amount_standard(&ask, amount)) {
			trace_begin(&trace);
			trace_grade(&trace, &ask, amount);
			trace_end(&trace);
			result->status = mem_strdup("ok");
			result->reason = mem_strdup("");
			result->amount = amount->standard;
			good = why_fill(
			    book->db, amount, &trace, result, err);
		} else {
			good = err_refuse(err, amount->missing, "", _("%s %s：%s"),
			    worker, day, amount->missing_words);
		}
	}
	trace_done(&trace);
	facts_done(&facts);
	places_free(places);
	free(amount);
	if (!good) {
		pay_result_done(result);
		return refuse_rule(book->db, err);
	}
	return true;
}

/* The line kept for the month, if there is one. */
static bool
why_kept(struct book *book, const char *worker, const char *month, bool *found,
    struct pay_result *result, struct err *err)
{
	struct stmt *stmt = db_prepare(book->db,
	    "SELECT l.status, coalesce(l.reason, ''), l.grade, l.uncapped,"
	    " l.gross, coalesce(l.trace, '[]') FROM pay_line l"
	    " JOIN pay_month m ON m.id = l.pay_month_id"
	    " WHERE m.code = ?1 AND l.worker_id = ?2",
	    err);
	int64_t id;
	bool good;

	*found = false;
	if (!stmt || !facts_find(book->db, worker, &id, err)) {
		stmt_free(stmt);
		return false;
	}
	stmt_bind_text(stmt, 1, month);
	stmt_bind_int(stmt, 2, id);
	good = stmt_step(stmt, found, err);
	if (good && *found) {
		result->status = mem_strdup(stmt_text(stmt, 0));
		result->reason = mem_strdup(stmt_text(stmt, 1));
		result->grade = (int)stmt_int(stmt, 2);
		result->uncapped = (int)stmt_int(stmt, 3);
		result->amount = stmt_int(stmt, 4);
		good = why_steps(book->db, stmt_text(stmt, 5), result, err);
	}
	stmt_free(stmt);
	return good;
}

static bool
why_computed(struct book *book, const char *worker, int month,
    struct pay_result *result, struct err *err)
{
	struct line *line = mem_alloc(sizeof *line);
	struct deduct_year year = {0};
	struct facts facts = {0};
	struct places *places = NULL;
	bool good = why_facts(book, worker, &facts, &places, err);

	if (good) {
		struct amount_ask ask = {places, &facts, month, month};

		if (line_make(&ask, &year, NULL, true, line)) {
			result->status = mem_strdup(line->status);
			result->reason = mem_strdup(line->reason);
			result->amount = line->deduct.gross;
			good = why_fill(book->db, &line->amount, &line->trace,
			    result, err);
		} else {
			good = err_refuse(err, "pay_not_in_service", "",
			    _("%s 当月不在服务期内"), worker);
		}
	}
	facts_done(&facts);
	places_free(places);
	line_done(line);
	free(line);
	return good;
}

bool
pay_why(struct book *book, const char *worker, const char *month,
    struct pay_result *result, struct err *err)
{
	bool found = false, good;
	int number;

	memset(result, 0, sizeof *result);
	if (!day_read_month(month, &number))
		return err_set(err, ERR_USAGE, _("月份「%s」应写作 2026-03"), month);
	good = why_kept(book, worker, month, &found, result, err) &&
	    (found || why_computed(book, worker, number, result, err));
	if (!good) {
		pay_result_done(result);
		return refuse_rule(book->db, err);
	}
	return true;
}
