/*
 * Proposals.  A paper that comes in late gives the right from its own month
 * on, so the months that may be computed anew are walked: what is due in
 * one and neither approved nor proposed is a proposal of that month.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "pay/amount.h"
#include "pay/propose.h"

struct proposal {
	int64_t id; /* 0: not in the book yet */
	int64_t worker;
	int from, to, month, cause;
	bool due;
	char code[64]; /* of the worker */
};

struct proposals {
	struct book *book;
	struct places *places;
	int first, month;
	struct proposal *list; /* those of the book come first, by worker */
	size_t count, room, waiting, at;
	struct amount amount;
};

static struct proposal *
proposals_add(struct proposals *all)
{
	struct proposal *proposal;

	all->list = mem_grow(
	    all->list, all->count, &all->room, sizeof *all->list);
	proposal = &all->list[all->count++];
	memset(proposal, 0, sizeof *proposal);
	return proposal;
}

/* Those that an earlier run wrote; what a clerk proposed by hand stays. */
bool
proposals_open(struct proposals **out, struct book *book,
    struct places *places, int first, int month, struct err *err)
{
	struct proposals *all = mem_alloc(sizeof *all);
	char day[DAY_TEXT];
	struct stmt *stmt;
	bool row, good;

	*out = all;
	all->book = book;
	all->places = places;
	all->first = first;
	all->month = month;
	stmt = db_prepare(book->db,
	    "SELECT id, worker_id, to_grade, substr(effect_on, 1, 7)"
	    " FROM grade_change WHERE state = 'proposed'"
	    " AND void_reason IS NULL AND effect_on <= ?1"
	    " AND code GLOB '[12][0-9][0-9][0-9]-[01][0-9]/*'"
	    " ORDER BY worker_id, effect_on",
	    err);
	good = stmt != NULL;
	if (good)
		stmt_bind_text(stmt, 1, day_write(day_of_month(month), day));
	while (good && (good = stmt_step(stmt, &row, err)) && row) {
		struct proposal *proposal = proposals_add(all);

		proposal->id = stmt_int(stmt, 0);
		proposal->worker = stmt_int(stmt, 1);
		proposal->to = (int)stmt_int(stmt, 2);
		good = day_read_month(stmt_text(stmt, 3), &proposal->month);
	}
	all->waiting = all->count;
	stmt_free(stmt);
	return good;
}

void
proposals_close(struct proposals *all)
{
	if (!all)
		return;
	free(all->list);
	free(all);
}

bool
proposals_wait(struct proposals *all, int64_t worker)
{
	while (all->at < all->waiting && all->list[all->at].worker < worker)
		all->at++;
	return all->at < all->waiting && all->list[all->at].worker == worker;
}

/* Why the grade changed since the month before: a code of grade_cause. */
static int
proposals_cause(const struct amount *amount, const struct facts *facts,
    int month)
{
	const struct grade_sum *now = &amount->sum;
	struct grade_ask ask = {amount->place->policy, facts, month - 1};
	struct grade_sum then;

	if (!grade_find(&ask, &then))
		return 9;
	if (then.version != now->version)
		return 8;
	if (then.post != now->post)
		return 6;
	if (then.early != now->early)
		return 2;
	if (then.education != now->education)
		return 3;
	if (then.certificate != now->certificate)
		return 4;
	if (then.honour != now->honour)
		return 5;
	if (then.rating != now->rating)
		return 7;
	return then.first != now->first ? 1 : 9;
}

/* The last approved, be it paid already or not. */
static const struct fact_change *
proposals_approved(const struct facts *facts, int month)
{
	const struct fact_change *found = NULL;

	for (size_t i = 0; i < facts->changes_count; i++)
		if (facts->changes[i].effect_on <= day_of_month(month))
			found = &facts->changes[i];
	return found;
}

static void
proposals_due(struct proposals *all, const struct facts *facts, int month,
    int from, int to)
{
	struct proposal *proposal;

	for (size_t i = all->at; i < all->waiting; i++) {
		proposal = &all->list[i];
		if (proposal->worker == facts->worker &&
		    proposal->month == month && proposal->to == to) {
			proposal->due = true;
			return;
		}
	}
	proposal = proposals_add(all);
	proposal->worker = facts->worker;
	proposal->from = from;
	proposal->to = to;
	proposal->month = month;
	proposal->cause = proposals_cause(&all->amount, facts, month);
	proposal->due = true;
	snprintf(proposal->code, sizeof proposal->code, "%s", facts->code);
}

void
proposals_find(struct proposals *all, const struct facts *facts)
{
	struct amount *amount = &all->amount;
	const struct fact_change *approved, *last = NULL;
	int proposed = 0;

	for (int month = all->first; month <= all->month; month++) {
		struct amount_ask ask = {
			all->places, facts, month, all->month};
		int grade;

		amount_standard(&ask, amount);
		if (!amount->spell || !amount->sum.version ||
		    amount->sum.post < 0 || amount->sum.override ||
		    !amount->sum.ceiling ||
		    amount->sum.version->approval != APPROVAL_HOLD)
			continue;
		approved = proposals_approved(facts, month);
		if (!approved)
			continue;
		if (approved != last)
			proposed = approved->grade;
		last = approved;
		grade = (int)amount->sum.grade;
		if (grade == proposed)
			continue;
		proposals_due(all, facts, month, proposed, grade);
		proposed = grade;
	}
}

/* ---- into the book ---- */

/* Refused once is refused; what a clerk proposed is not proposed again. */
static bool
proposals_put(struct proposals *all, const struct proposal *proposal,
    struct err *err)
{
	char word[DAY_TEXT], day[DAY_TEXT], code[96], cause[8];

	day_write_month(all->month, word);
	day_write(day_of_month(proposal->month), day);
	snprintf(code, sizeof code, "%s/%s", word, proposal->code);
	snprintf(cause, sizeof cause, "%02d", proposal->cause);
	return db_run(all->book->db, err,
	    "INSERT INTO grade_change (code, worker_id, from_grade,"
	    " to_grade, cause, effect_on, state)"
	    " SELECT ?1 || coalesce((SELECT '-' || (count(*) + 1)"
	    " FROM grade_change WHERE code LIKE ?1 || '%'"
	    " HAVING count(*) > 0), ''), ?2, ?3, ?4, ?5, ?6,"
	    " 'proposed' WHERE NOT EXISTS (SELECT 1"
	    " FROM grade_change WHERE worker_id = ?2 AND to_grade = ?4"
	    " AND void_reason IS NULL AND (state = 'proposed'"
	    " AND code NOT GLOB '[12][0-9][0-9][0-9]-[01][0-9]/*'"
	    " OR state = 'refused' AND effect_on = ?6))",
	    "siiiss", code, proposal->worker, (int64_t)proposal->from,
	    (int64_t)proposal->to, cause, day);
}

bool
proposals_write(struct proposals *all, struct err *err)
{
	struct session *session = &all->book->session;

	session_set(&session->action, "void");
	for (size_t i = 0; i < all->waiting; i++)
		if (!all->list[i].due &&
		    !db_run(all->book->db, err,
			"UPDATE grade_change SET void_reason = '重新计算',"
			" version = version + 1 WHERE id = ?1",
			"i", all->list[i].id))
			return false;
	session_set(&session->action, "add");
	for (size_t i = all->waiting; i < all->count; i++)
		if (!proposals_put(all, &all->list[i], err))
			return false;
	return true;
}
