/*
 * The month's run: one pass over the workers, one change of the book.  Lines
 * are written with plain statements; grades that differ from the last
 * approved are proposed, never approved.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "pay/arrears.h"
#include "pay/pay.h"
#include "pay/propose.h"
#include "pay/refuse.h"

#define PROGRESS_EVERY 512
#define RUN_CACHE 4000 /* KiB: rows are read and written in order */

struct run {
	struct book *book;
	struct db *db;
	int month;
	char word[DAY_TEXT]; /* YYYY-MM */
	int64_t id;          /* of pay_month */
	int64_t next_line, next_item;
	struct places *places;
	struct arrears *arrears;
	struct stmt *put_line, *put_item, *year; /* year: NULL without taxes */
	bool year_row;
	struct line line;
	struct line_arrears owed;
	struct facts facts;
	struct pay_sums sums;
	struct proposals *proposals;
	struct err *err;
};

/* ---- before ---- */

static bool
run_order(struct run *run)
{
	char before[DAY_TEXT];
	int64_t bad;

	day_write_month(run->month - 1, before);
	if (!db_int(run->db, run->err, &bad, 0,
		"SELECT count(*) FROM pay_month WHERE code = ?1"
		" AND state IN ('checked', 'closed')",
		"s", run->word))
		return false;
	if (bad)
		return err_refuse(run->err, "month_closed", "",
		    _("%s 已审核或已封账，不能再算"), run->word);
	if (!db_int(run->db, run->err, &bad, 0,
		"SELECT EXISTS (SELECT 1 FROM pay_month WHERE code < ?1"
		" AND state <> 'open') AND NOT EXISTS (SELECT 1 FROM pay_month"
		" WHERE code = ?2 AND state = 'closed')",
		"ss", run->word, before))
		return false;
	if (bad)
		return err_refuse(run->err, "pay_month_order", "",
		    _("%s 尚未封账，不能计算 %s"), before, run->word);
	return true;
}

static bool
run_month_row(struct run *run)
{
	session_set(&run->book->session.action, "add");
	if (!db_run(run->db, run->err,
		"INSERT INTO pay_month (code) SELECT ?1 WHERE NOT EXISTS"
		" (SELECT 1 FROM pay_month WHERE code = ?1)",
		"s", run->word) ||
	    !db_int(run->db, run->err, &run->id, 0,
		"SELECT id FROM pay_month WHERE code = ?1", "s", run->word))
		return false;
	session_set(&run->book->session.action, "run");
	run->next_line = run->id * 100000000;
	run->next_item = run->id * 1000000000;
	return db_run(run->db, run->err,
		   "DELETE FROM pay_line_item WHERE pay_line_id IN"
		   " (SELECT id FROM pay_line WHERE pay_month_id = ?1)",
		   "i", run->id) &&
	    db_run(run->db, run->err,
		"DELETE FROM pay_line WHERE pay_month_id = ?1", "i", run->id);
}

static bool
run_has_taxes(const struct places *places)
{
	for (size_t i = 0; i < places_policies(places); i++) {
		const struct policy *policy = places_policy(places, i);

		for (size_t k = 0; k < policy->version_count; k++)
			if (policy->versions[k].bracket_count)
				return true;
	}
	return false;
}

static bool
run_prepare(struct run *run)
{
	char january[DAY_TEXT];

	run->put_line = db_prepare(run->db,
	    "INSERT INTO pay_line (id, code, pay_month_id, worker_id,"
	    " pay_version_id, post, job, community_id, clock_months, grade,"
	    " uncapped, base, multiplier, coefficient, graded, standard, basic,"
	    " performance, performance_paid, gross, deducted, net, employer,"
	    " taxable, contributed, tax, status, reason, trace) VALUES (?1, ?2,"
	    " ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16,"
	    " ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29)",
	    run->err);
	run->put_item = db_prepare(run->db,
	    "INSERT INTO pay_line_item (id, code, pay_line_id, item, label,"
	    " kind, amount, for_month, reason, doc_no) VALUES (?1, ?2, ?3, ?4,"
	    " ?5, ?6, ?7, ?8, ?9, ?10)",
	    run->err);
	if (!run->put_line || !run->put_item)
		return false;
	if (!run_has_taxes(run->places) || run->month % 12 == 0)
		return true;
	run->year = db_prepare(run->db,
	    "SELECT l.worker_id, min(m.code), sum(l.taxable),"
	    " sum(l.contributed), sum(l.tax) FROM pay_month m JOIN pay_line l"
	    " ON l.pay_month_id = m.id WHERE m.code >= ?1 AND m.code < ?2"
	    " GROUP BY l.worker_id ORDER BY l.worker_id",
	    run->err);
	if (!run->year)
		return false;
	stmt_bind_text(run->year, 1,
	    day_write_month(run->month - run->month % 12, january));
	stmt_bind_text(run->year, 2, run->word);
	return stmt_step(run->year, &run->year_row, run->err);
}

/* ---- one worker ---- */

static bool
run_year(struct run *run, struct deduct_year *year)
{
	*year = (struct deduct_year){0};
	while (run->year_row &&
	    stmt_int(run->year, 0) <= run->facts.worker) {
		if (stmt_int(run->year, 0) == run->facts.worker) {
			int month;

			if (day_read_month(stmt_text(run->year, 1), &month))
				year->first_month = month;
			year->taxable = stmt_int(run->year, 2);
			year->contributed = stmt_int(run->year, 3);
			year->tax = stmt_int(run->year, 4);
		}
		if (!stmt_step(run->year, &run->year_row, run->err))
			return false;
	}
	return true;
}

static bool
run_put_item(struct run *run, int64_t line, const char *item,
    const char *label, const char *kind, int64_t amount,
    const struct line_arrear *arrear, const char *doc)
{
	struct stmt *stmt = run->put_item;
	struct buf words = {0};
	char code[96], month[DAY_TEXT];
	bool good;

	run->next_item++;
	snprintf(code, sizeof code, "%s/%lld", run->word,
	    (long long)run->next_item);
	stmt_bind_int(stmt, 1, run->next_item);
	stmt_bind_text(stmt, 2, code);
	stmt_bind_int(stmt, 3, line);
	stmt_bind_text(stmt, 4, item);
	stmt_bind_text(stmt, 5, label);
	stmt_bind_text(stmt, 6, kind);
	if (amount == PAY_NONE)
		stmt_bind_null(stmt, 7);
	else
		stmt_bind_int(stmt, 7, amount);
	if (arrear) {
		line_arrear_words(&words, arrear);
		stmt_bind_text(
		    stmt, 8, day_write_month(arrear->month, month));
		stmt_bind_text(stmt, 9, buf_string(&words));
		doc = arrear->doc_no;
	} else {
		stmt_bind_null(stmt, 8);
		stmt_bind_text(
		    stmt, 9, amount == PAY_NONE ? "标准未定" : NULL);
	}
	stmt_bind_text(stmt, 10, doc);
	good = stmt_run(stmt, run->err);
	buf_done(&words);
	return good;
}

static bool
run_put_items(struct run *run, int64_t id)
{
	static const char *const kinds[] = {
		"earning", "deduction", "employer"};
	const struct amount *amount = &run->line.amount;
	const struct deduct *deduct = &run->line.deduct;

	for (size_t i = 0; !amount->missing && i < amount->count; i++) {
		const struct amount_item *item = &amount->items[i];

		if (item->part == PART_EXTRA &&
		    !run_put_item(run, id, item->item, item->label, "earning",
			item->amount, NULL, item->doc))
			return false;
	}
	for (size_t i = 0; i < deduct->count; i++)
		if (!run_put_item(run, id, deduct->items[i].item,
			deduct->items[i].label, kinds[deduct->items[i].kind],
			deduct->items[i].amount, NULL, NULL))
			return false;
	for (size_t i = 0; i < run->owed.count; i++)
		if (!run_put_item(run, id, run->owed.list[i].item,
			run->owed.list[i].label, "arrears",
			run->owed.list[i].amount, &run->owed.list[i], NULL))
			return false;
	return true;
}

static void
run_bind_grade(struct run *run, struct stmt *stmt)
{
	const struct amount *amount = &run->line.amount;
	const struct grade_sum *sum = &amount->sum;

	if (sum->version)
		stmt_bind_int(stmt, 5, sum->version->id);
	else
		stmt_bind_null(stmt, 5);
	if (sum->version && sum->post >= 0) {
		stmt_bind_text(stmt, 6, sum->version->posts[sum->post].post);
		stmt_bind_text(stmt, 7, run->facts.posts[sum->row].job);
	} else {
		stmt_bind_null(stmt, 6);
		stmt_bind_null(stmt, 7);
	}
	if (amount->spell)
		stmt_bind_int(stmt, 8, amount->spell->community);
	else
		stmt_bind_null(stmt, 8);
	stmt_bind_int(stmt, 9, sum->clock_months);
	stmt_bind_int(stmt, 10, amount->grade);
	stmt_bind_int(stmt, 11, sum->uncapped);
}

static bool
run_put_line(struct run *run)
{
	const struct amount *amount = &run->line.amount;
	const struct deduct *deduct = &run->line.deduct;
	struct stmt *stmt = run->put_line;
	bool computed = !amount->missing;
	char code[96];

	run->next_line++;
	snprintf(code, sizeof code, "%s/%s", run->word, run->facts.code);
	stmt_bind_int(stmt, 1, run->next_line);
	stmt_bind_text(stmt, 2, code);
	stmt_bind_int(stmt, 3, run->id);
	stmt_bind_int(stmt, 4, run->facts.worker);
	run_bind_grade(run, stmt);
	stmt_bind_int(stmt, 12,
	    amount->base && amount->base->amount != PAY_NONE
		? amount->base->amount
		: 0);
	stmt_bind_int(stmt, 13, amount->multiplier);
	stmt_bind_int(stmt, 14, amount->coefficient);
	stmt_bind_int(stmt, 15, computed ? amount->graded : 0);
	stmt_bind_int(
	    stmt, 16, computed ? amount->basic + amount->performance : 0);
	stmt_bind_int(stmt, 17, computed ? amount->basic : 0);
	stmt_bind_int(stmt, 18, computed ? amount->performance : 0);
	stmt_bind_int(stmt, 19, computed ? amount->performance_paid : 0);
	stmt_bind_int(stmt, 20, deduct->gross);
	stmt_bind_int(stmt, 21, deduct->deducted);
	stmt_bind_int(stmt, 22, deduct->net);
	stmt_bind_int(stmt, 23, deduct->employer);
	stmt_bind_int(stmt, 24, deduct->taxable);
	stmt_bind_int(stmt, 25, deduct->contributed);
	stmt_bind_int(stmt, 26, deduct->tax);
	stmt_bind_text(stmt, 27, run->line.status);
	stmt_bind_text(
	    stmt, 28, run->line.reason[0] ? run->line.reason : NULL);
	stmt_bind_text(stmt, 29, buf_string(&run->line.trace.json));
	return stmt_run(stmt, run->err) && run_put_items(run, run->next_line);
}

static bool
run_worker(struct run *run)
{
	struct amount_ask ask = {
		run->places, &run->facts, run->month, run->month};
	struct deduct_year year;
	bool waits = proposals_wait(run->proposals, run->facts.worker);
	bool concerned = arrears_concern(run->arrears, &run->facts);

	if (!run_year(run, &year))
		return false;
	run->owed.count = 0;
	run->owed.sum = 0;
	if (concerned &&
	    !arrears_find(run->arrears, &run->facts, &run->owed, run->err))
		return false;
	concerned |= waits;
	if (!line_make(&ask, &year, &run->owed, true, &run->line)) {
		if (concerned)
			proposals_find(run->proposals, &run->facts);
		return true;
	}
	if (concerned || run->line.amount.held)
		proposals_find(run->proposals, &run->facts);
	if (!run_put_line(run))
		return false;
	run->sums.heads++;
	run->sums.gross += run->line.deduct.gross;
	run->sums.net += run->line.deduct.net;
	run->sums.arrears += run->owed.sum;
	if (!strcmp(run->line.status, "missing"))
		run->sums.missing++;
	if (run->line.amount.held && !run->line.amount.missing)
		run->sums.held++;
	return true;
}

static bool
run_workers(struct run *run, pay_progress *progress, void *data)
{
	struct facts_reader *reader;
	int64_t done = 0, all = 0;
	bool more = false, good;

	if (progress &&
	    !db_int(run->db, run->err, &all, 0,
		"SELECT count(*) FROM worker WHERE void_reason IS NULL", ""))
		return false;
	if (!facts_open(&reader, run->db, 0, run->err))
		return false;
	while ((good = facts_next(reader, &run->facts, &more, run->err)) &&
	    more) {
		good = run_worker(run);
		if (!good)
			break;
		if (progress && ++done % PROGRESS_EVERY == 0 &&
		    !progress(data, done, all)) {
			good = err_set(run->err, ERR_STOPPED, _("已停止"));
			break;
		}
	}
	if (good && progress)
		progress(data, done, all);
	facts_close(reader);
	return good;
}

/* ---- after ---- */

static bool
run_finish(struct run *run)
{
	if (!proposals_write(run->proposals, run->err))
		return false;
	session_set(&run->book->session.action, "run");
	return db_run(run->db, run->err,
	    "UPDATE pay_month SET state = 'computed', heads = ?2, gross = ?3,"
	    " net = ?4, inputs = (SELECT max(seq) FROM journal),"
	    " version = version + 1 WHERE id = ?1",
	    "iiii", run->id, run->sums.heads, run->sums.gross, run->sums.net);
}

static void
run_done(struct run *run)
{
	stmt_free(run->put_line);
	stmt_free(run->put_item);
	stmt_free(run->year);
	arrears_close(run->arrears);
	places_free(run->places);
	facts_done(&run->facts);
	line_done(&run->line);
	free(run->owed.list);
	proposals_close(run->proposals);
}

static bool
run_lines(struct run *run, pay_progress *progress, void *data)
{
	bool good;

	db_set_cache(run->db, RUN_CACHE);
	good = run_month_row(run) &&
	    places_load(&run->places, run->db, run->err) &&
	    arrears_open(
		&run->arrears, run->db, run->places, run->month, run->err) &&
	    proposals_open(&run->proposals, run->book, run->places,
		arrears_first(run->arrears), run->month, run->err) &&
	    run_prepare(run) && run_workers(run, progress, data);
	db_set_cache(run->db, DB_CACHE);
	return good;
}

static bool
run_all(struct run *run, pay_progress *progress, void *data)
{
	int64_t may;
	bool good;

	if (!db_int(run->db, run->err, &may, 0, "SELECT has_role('worker')",
		""))
		return false;
	if (!may)
		return err_refuse(
		    run->err, "wrong_role", "", _("计算工资须由社工管理办理"));
	run->book->session.by_law++;
	good = run_lines(run, progress, data) && run_finish(run);
	run->book->session.by_law--;
	return good;
}

bool
pay_run(struct book *book, const char *month, const char *reason,
    pay_progress *progress, void *data, struct pay_sums *sums, struct err *err)
{
	struct run run = {.book = book, .db = book->db, .err = err};
	bool repeated, good;

	if (!day_read_month(month, &run.month))
		return err_set(err, ERR_USAGE, _("月份「%s」应写作 2026-03"), month);
	day_write_month(run.month, run.word);
	if (!run_order(&run) ||
	    !book_change_begin(book, "run", reason, NULL, &repeated, err))
		return refuse_rule(book->db, err);
	good = run_all(&run, progress, data);
	*sums = run.sums;
	run_done(&run);
	if (good)
		return book_change_end(book, err);
	book_change_drop(book);
	return refuse_rule(book->db, err);
}

bool
pay_run_aside(struct book *copy, const char *month, struct err *err)
{
	struct run run = {.book = copy, .db = copy->db, .err = err};
	bool good;

	if (!day_read_month(month, &run.month))
		return err_set(err, ERR_USAGE, _("月份「%s」应写作 2026-03"), month);
	day_write_month(run.month, run.word);
	good = run_lines(&run, NULL, NULL);
	run_done(&run);
	return good;
}
