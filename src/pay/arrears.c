/*
 * Arrears.  What changed is read from the journal: a policy row concerns
 * everybody, a fact its worker.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "pay/arrears.h"

#define POLICY_RECORDS                                                         \
	"'pay_scheme', 'scheme_use', 'pay_version', 'pay_post', 'pay_credit'," \
	" 'pay_rating', 'pay_absence', 'pay_item', 'pay_item_amount',"         \
	" 'pay_band', 'pay_grade', 'pay_base', 'pay_unit', 'tax_bracket',"     \
	" 'workday'"

static const char *const facts_tables[] = {"service_spell", "worker_absence",
	"worker_deemed", "worker_post", "worker_education",
	"worker_certificate", "worker_rating", "performance_rating",
	"worker_honour", "grade_change", "worker_override"};

struct closed_month {
	int64_t id, inputs;
	int month;
};

struct touched {
	int64_t worker, seq;
};

struct arrears {
	struct db *db;
	struct places *places;
	int month;
	struct closed_month *months;
	size_t count, room;
	struct touched *touched; /* by worker */
	size_t touched_count, touched_room;
	int64_t policy_seq;
	struct amount amount;
};

static bool
arrears_months(struct arrears *arrears, struct err *err)
{
	struct stmt *stmt = db_prepare(arrears->db,
	    "SELECT id, code, coalesce(inputs, 0) FROM pay_month"
	    " WHERE state = 'closed' AND code < ?1 AND code >= coalesce("
	    "(SELECT value FROM setting WHERE code = 'pay_arrears_from'"
	    " AND void_reason IS NULL ORDER BY valid_from DESC LIMIT 1), '')"
	    " ORDER BY code",
	    err);
	char month[DAY_TEXT];
	bool row, good = stmt != NULL;

	if (good)
		stmt_bind_text(
		    stmt, 1, day_write_month(arrears->month, month));
	while (good && (good = stmt_step(stmt, &row, err)) && row) {
		struct closed_month *closed;

		arrears->months = mem_grow(arrears->months, arrears->count,
		    &arrears->room, sizeof *arrears->months);
		closed = &arrears->months[arrears->count++];
		closed->id = stmt_int(stmt, 0);
		closed->inputs = stmt_int(stmt, 2);
		if (!day_read_month(stmt_text(stmt, 1), &closed->month))
			arrears->count--;
	}
	stmt_free(stmt);
	return good;
}

/* A fact that was another worker's concerns both. */
static bool
arrears_touched(struct arrears *arrears, int64_t since, struct err *err)
{
	struct buf sql = {0};
	struct stmt *stmt;
	bool row, good;

	buf_add_string(&sql, "SELECT worker_id, max(seq) FROM (");
	for (size_t i = 0; i < sizeof facts_tables / sizeof *facts_tables; i++)
		buf_printf(&sql,
		    "SELECT t.worker_id, j.seq FROM journal j JOIN %s t"
		    " ON t.id = j.row_id WHERE j.record = '%s' AND j.seq > ?1"
		    " UNION ALL SELECT json_extract(old, '$.worker_id'), seq"
		    " FROM journal WHERE record = '%s' AND seq > ?1%s",
		    facts_tables[i], facts_tables[i], facts_tables[i],
		    i + 1 < sizeof facts_tables / sizeof *facts_tables
			? " UNION ALL "
			: "");
	buf_add_string(&sql,
	    ") WHERE worker_id IS NOT NULL GROUP BY worker_id"
	    " ORDER BY worker_id");
	stmt = db_prepare(arrears->db, buf_string(&sql), err);
	buf_done(&sql);
	good = stmt != NULL;
	if (good)
		stmt_bind_int(stmt, 1, since);
	while (good && (good = stmt_step(stmt, &row, err)) && row) {
		arrears->touched =
		    mem_grow(arrears->touched, arrears->touched_count,
			&arrears->touched_room, sizeof *arrears->touched);
		arrears->touched[arrears->touched_count++] =
		    (struct touched){stmt_int(stmt, 0), stmt_int(stmt, 1)};
	}
	stmt_free(stmt);
	return good;
}

bool
arrears_open(struct arrears **out, struct db *db, struct places *places,
    int month, struct err *err)
{
	struct arrears *arrears = mem_alloc(sizeof *arrears);
	int64_t since = INT64_MAX;
	bool good;

	arrears->db = db;
	arrears->places = places;
	arrears->month = month;
	good = arrears_months(arrears, err);
	for (size_t i = 0; i < arrears->count; i++)
		if (arrears->months[i].inputs < since)
			since = arrears->months[i].inputs;
	if (good && arrears->count)
		good = arrears_touched(arrears, since, err) &&
		    db_int(db, err, &arrears->policy_seq, 0,
			"SELECT max(seq) FROM journal WHERE record IN"
			" (" POLICY_RECORDS ") AND seq > ?1",
			"i", since);
	if (!good) {
		arrears_close(arrears);
		return false;
	}
	*out = arrears;
	return true;
}

void
arrears_close(struct arrears *arrears)
{
	if (!arrears)
		return;
	free(arrears->months);
	free(arrears->touched);
	free(arrears);
}

int
arrears_first(const struct arrears *arrears)
{
	return arrears->count ? arrears->months[0].month : arrears->month;
}

static int64_t
arrears_seq(const struct arrears *arrears, int64_t worker)
{
	size_t low = 0, high = arrears->touched_count;
	int64_t seq = arrears->policy_seq;

	while (low < high) {
		size_t at = low + (high - low) / 2;

		if (arrears->touched[at].worker < worker)
			low = at + 1;
		else
			high = at;
	}
	if (low < arrears->touched_count &&
	    arrears->touched[low].worker == worker &&
	    arrears->touched[low].seq > seq)
		seq = arrears->touched[low].seq;
	return seq;
}

/* Does the month run pay a grade that it was too early to pay in `month`? */
static bool
arrears_fall_due(const struct arrears *arrears, const struct facts *facts,
    int month)
{
	for (size_t i = 0; i < facts->changes_count; i++)
		if (facts->changes[i].paid_from == arrears->month &&
		    facts->changes[i].effect_on <= day_of_month(month))
			return true;
	return false;
}

static bool
arrears_ask(const struct arrears *arrears, const struct facts *facts,
    int64_t seq, const struct closed_month *closed)
{
	return seq > closed->inputs ||
	    arrears_fall_due(arrears, facts, closed->month);
}

bool
arrears_concern(const struct arrears *arrears, const struct facts *facts)
{
	int64_t seq = arrears_seq(arrears, facts->worker);

	for (size_t i = 0; i < arrears->count; i++)
		if (arrears_ask(arrears, facts, seq, &arrears->months[i]))
			return true;
	return false;
}

/* Adds an amount to an item of a month; items that come to 0 stay. */
static struct line_arrear *
arrears_add(struct line_arrears *list, int month, const char *item,
    const char *label, int64_t amount)
{
	struct line_arrear *at;

	for (size_t i = 0; i < list->count; i++) {
		at = &list->list[i];
		if (at->month == month && !strcmp(at->item, item)) {
			at->amount += amount;
			if (amount > 0 && label)
				snprintf(at->label, sizeof at->label, "%s",
				    label);
			return at;
		}
	}
	list->list = mem_grow(
	    list->list, list->count, &list->room, sizeof *list->list);
	at = &list->list[list->count++];
	at->month = month;
	at->amount = amount;
	at->doc_no = NULL;
	snprintf(at->item, sizeof at->item, "%s", item);
	snprintf(at->label, sizeof at->label, "%s", label ? label : item);
	return at;
}

static void
arrears_doc(struct line_arrear *arrear, const char *doc)
{
	if (!arrear->doc_no)
		arrear->doc_no = doc;
}

/* What the month should have been. */
static void
arrears_due(struct arrears *arrears, const struct facts *facts, int month,
    struct line_arrears *list)
{
	struct amount_ask ask = {
		arrears->places, facts, month, arrears->month};
	struct amount *amount = &arrears->amount;
	const struct policy_version *version;
	struct line_arrear *basic;

	if (!beside_find(&ask, amount))
		return;
	version = amount->sum.version;
	basic = arrears_add(list, month, "basic", version->label_basic,
	    amount->basic);
	arrears_doc(basic, amount->approved ? amount->approved->doc : NULL);
	if (amount->base)
		arrears_doc(basic, amount->base->doc_no);
	if (amount->performance_paid)
		arrears_add(list, month, "performance",
		    version->label_performance, amount->performance_paid);
	for (size_t i = 0; i < amount->count; i++) {
		const struct amount_item *item = &amount->items[i];

		if (item->part == PART_EXTRA)
			arrears_doc(arrears_add(list, month, item->item,
					item->label, item->amount),
			    item->doc);
	}
}

/* What was sealed for the month. */
static bool
arrears_sealed(struct arrears *arrears, const struct facts *facts,
    const struct closed_month *closed, struct line_arrears *list,
    struct err *err)
{
	struct stmt *stmt = db_cached(arrears->db,
	    "SELECT 'basic', '基本工资', basic FROM pay_line"
	    " WHERE pay_month_id = ?1 AND worker_id = ?2"
	    " UNION ALL SELECT 'performance', '绩效工资', performance_paid"
	    " FROM pay_line WHERE pay_month_id = ?1 AND worker_id = ?2"
	    " UNION ALL SELECT i.item, i.label, i.amount FROM pay_line l"
	    " JOIN pay_line_item i ON i.pay_line_id = l.id"
	    " WHERE l.pay_month_id = ?1 AND l.worker_id = ?2"
	    " AND i.kind = 'earning'",
	    err);
	bool row, good = stmt != NULL;

	if (!good)
		return false;
	stmt_bind_int(stmt, 1, closed->id);
	stmt_bind_int(stmt, 2, facts->worker);
	while ((good = stmt_step(stmt, &row, err)) && row)
		if (stmt_int(stmt, 2))
			arrears_add(list, closed->month, stmt_text(stmt, 0),
			    stmt_text(stmt, 1), -stmt_int(stmt, 2));
	stmt_reset(stmt);
	return good;
}

/* The worker's arrears of earlier runs, in the order of the months they were
 * for: one pass over them beside the closed months. */
static struct stmt *
arrears_paid(struct arrears *arrears, const struct facts *facts,
    struct err *err)
{
	struct stmt *stmt = db_cached(arrears->db,
	    "SELECT i.for_month, i.item, i.label, i.amount FROM pay_month m"
	    " CROSS JOIN pay_line l ON l.pay_month_id = m.id"
	    " AND l.worker_id = ?1 CROSS JOIN pay_line_item i"
	    " ON i.pay_line_id = l.id AND i.for_month IS NOT NULL"
	    " WHERE m.code < ?2 AND i.kind = 'arrears' ORDER BY i.for_month",
	    err);
	char run[DAY_TEXT];

	if (stmt) {
		stmt_bind_int(stmt, 1, facts->worker);
		stmt_bind_text(
		    stmt, 2, day_write_month(arrears->month, run));
	}
	return stmt;
}

static bool
arrears_less_paid(struct stmt *paid, bool *row, int month,
    struct line_arrears *list, struct err *err)
{
	int of;

	while (*row && day_read_month(stmt_text(paid, 0), &of) &&
	    of <= month) {
		if (of == month)
			arrears_add(list, month, stmt_text(paid, 1),
			    stmt_text(paid, 2), -stmt_int(paid, 3));
		if (!stmt_step(paid, row, err))
			return false;
	}
	return true;
}

bool
arrears_find(struct arrears *arrears, const struct facts *facts,
    struct line_arrears *list, struct err *err)
{
	int64_t seq = arrears_seq(arrears, facts->worker);
	struct stmt *paid = arrears_paid(arrears, facts, err);
	bool row = false, good = paid && stmt_step(paid, &row, err);
	size_t kept = 0;

	list->count = 0;
	list->sum = 0;
	for (size_t i = 0; good && i < arrears->count; i++) {
		const struct closed_month *closed = &arrears->months[i];

		if (!arrears_ask(arrears, facts, seq, closed))
			continue;
		good = arrears_sealed(arrears, facts, closed, list, err) &&
		    arrears_less_paid(paid, &row, closed->month, list, err);
		arrears_due(arrears, facts, closed->month, list);
	}
	stmt_reset(paid);
	for (size_t i = 0; i < list->count; i++) {
		if (!list->list[i].amount)
			continue;
		list->sum += list->list[i].amount;
		list->list[kept++] = list->list[i];
	}
	list->count = kept;
	return good;
}
