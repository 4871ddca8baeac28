/*
 * The life of a pay month: checks, states, and the seal of a closed one.
 * Who may move it and when is the schema's law; here it is asked for and
 * its answer put into words.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/money.h"
#include "pay/day.h"
#include "pay/pay.h"
#include "pay/refuse.h"
#include "pay/scheme.h"
#include "store/digest.h"

bool
pay_month_state(
    struct book *book, const char *month, char **state, struct err *err)
{
	if (!db_string(book->db, err, state,
		"SELECT state FROM pay_month WHERE code = ?1", "s", month))
		return false;
	if (!*state)
		*state = mem_strdup("open");
	return true;
}

/* ---- checks ---- */

bool
pay_month_check(struct book *book, const char *month, pay_check_row *each,
    void *data, struct err *err)
{
	struct stmt *stmt = db_prepare(book->db,
	    "SELECT c.code, c.label, c.unit = 'money', c.\"left\", c.\"right\""
	    " FROM pay_month m JOIN pay_check c ON c.pay_month_id = m.id"
	    " WHERE m.code = ?1",
	    err);
	bool row, good = stmt != NULL;

	if (good)
		stmt_bind_text(stmt, 1, month);
	while (good && (good = stmt_step(stmt, &row, err)) && row) {
		struct buf left = {0}, right = {0}, difference = {0};
		int64_t a = stmt_int(stmt, 3), b = stmt_int(stmt, 4);
		int places = stmt_int(stmt, 2) ? 2 : 0;

		money_write(&left, a, places);
		money_write(&right, b, places);
		money_write(&difference, a - b, places);
		each(data, stmt_text(stmt, 0), stmt_text(stmt, 1),
		    buf_string(&left), buf_string(&right),
		    buf_string(&difference), a == b, "");
		buf_done(&left);
		buf_done(&right);
		buf_done(&difference);
	}
	stmt_free(stmt);
	return good;
}

/* ---- the seal ---- */

static bool
month_seal_rows(
    struct db *db, int64_t id, const char *sql, struct digest *digest,
    struct err *err)
{
	struct stmt *stmt = db_prepare(db, sql, err);
	bool row, good = stmt != NULL;

	if (good)
		stmt_bind_int(stmt, 1, id);
	while (good && (good = stmt_step(stmt, &row, err)) && row) {
		const char *text = stmt_text(stmt, 0);

		if (text)
			digest_add(digest, text, strlen(text) + 1);
	}
	stmt_free(stmt);
	return good;
}

static bool
month_seal_scheme(struct book *book, int64_t id, const char *code,
    struct digest *digest, struct err *err)
{
	struct buf text = {0};
	char hex[65];
	bool good = scheme_save(book, code, &text, err);

	if (good) {
		digest_bytes(text.text, text.size, hex);
		digest_add(digest, hex, 64);
		good = db_run(book->db, err,
		    "INSERT INTO pay_seal (pay_month_id, name, content, sha256)"
		    " VALUES (?1, ?2, ?3, ?4)",
		    "isss", id, code, buf_string(&text), hex);
	}
	buf_done(&text);
	return good;
}

/* Lines, items, traces and the policy used, in one SHA-256. */
static bool
month_seal(struct book *book, int64_t id, char hex[65], struct err *err)
{
	struct digest *digest = digest_new();
	struct stmt *stmt;
	bool row, good;

	good = db_run(book->db, err,
		   "DELETE FROM pay_seal WHERE pay_month_id = ?1", "i", id) &&
	    month_seal_rows(book->db, id,
		"SELECT json_array(code, worker_id, post, job, community_id,"
		" clock_months, grade, uncapped, base, multiplier, coefficient,"
		" standard, basic, performance, performance_paid, gross,"
		" deducted, net, employer, status, reason, trace)"
		" FROM pay_line WHERE pay_month_id = ?1 ORDER BY id",
		digest, err) &&
	    month_seal_rows(book->db, id,
		"SELECT json_array(i.code, i.item, i.label, i.kind, i.amount,"
		" i.for_month, i.reason, i.doc_no) FROM pay_line l"
		" JOIN pay_line_item i ON i.pay_line_id = l.id"
		" WHERE l.pay_month_id = ?1 ORDER BY i.id",
		digest, err);
	stmt = db_prepare(book->db,
	    "SELECT DISTINCT s.code FROM scheme_use u"
	    " JOIN pay_scheme s ON s.id = u.pay_scheme_id"
	    " WHERE u.void_reason IS NULL ORDER BY s.code",
	    err);
	good = good && stmt;
	while (good && (good = stmt_step(stmt, &row, err)) && row)
		good = month_seal_scheme(
		    book, id, stmt_text(stmt, 0), digest, err);
	stmt_free(stmt);
	digest_end(digest, hex);
	return good;
}

/* ---- moves ---- */

static const struct month_move {
	const char *action, *to, *label;
} moves[] = {
	{"check", "checked", N_("审核")},
	{"back", "computed", N_("退回")},
	{"close", "closed", N_("封账")},
	{"reopen", "computed", N_("重开")},
};

/* Who may: the labels of the roles of a move. The caller's, or NULL. */
static char *
month_roles(struct db *db, const struct month_move *move)
{
	struct err ignored = {0};
	char *roles = NULL;

	if (!db_string(db, &ignored, &roles,
		"SELECT group_concat(c.label, '、') FROM state_move m"
		" JOIN code c ON c.list = 'role' AND in_words(m.role, c.code)"
		" WHERE m.record = 'pay_month' AND m.action = ?1",
		"s", move->action))
		err_done(&ignored);
	return roles;
}

/* The law's code, in words. Always false. */
static bool
month_refuse(struct db *db, const char *month, const struct month_move *move,
    struct err *err)
{
	/* code, words before the action, words behind it */
	static const char *const words[][3] = {
		{"wrong_move", N_("现在不能"), ""},
		{"wrong_role", "", N_("须由有权的角色办理")},
		{"same_person", "", N_("须由另一人办理")},
		{"no_reason", "", N_("须写理由")},
		{"month_closed", N_("之后的月份已封账，不能"), ""},
		{"month_order", N_("已上报或后面的月份已封账，不能"), ""},
		{"check_failed", N_("勾稽不平，不能"), N_("；写明理由可以通过")},
		{"pay_line_stale", N_("计算之后资料有变动，请重新计算，再"), ""},
	};
	char code[64];
	bool warning = err->warning;
	char *roles;

	snprintf(code, sizeof code, "%s", err->code);
	if (err->text && strstr(err->text, month))
		return false; /* it has its words */
	roles = strcmp(code, "wrong_role") ? NULL : month_roles(db, move);
	if (roles) {
		err_done(err);
		err_refuse(err, code, "", _("%s %s须由%s办理"), month,
		    _(move->label), roles);
		free(roles);
		return false;
	}
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (strcmp(words[i][0], code) != 0)
			continue;
		err_done(err);
		err_refuse(err, code, "", "%s %s%s%s", month, _(words[i][1]),
		    _(move->label), _(words[i][2]));
		err->warning = warning || strstr(code, "check_failed");
	}
	return false;
}

/* The period of module pay goes along with the month. */
static bool
month_period(struct book *book, const char *month,
    const struct month_move *move, const char *seal, struct err *err)
{
	if (strcmp(move->action, "close") == 0) {
		session_set(&book->session.action, "add");
		if (!db_run(book->db, err,
			"INSERT INTO period (code, month, module)"
			" SELECT ?1 || '-pay', ?1, 'pay' WHERE NOT EXISTS"
			" (SELECT 1 FROM period WHERE month = ?1"
			" AND module = 'pay')",
			"s", month))
			return false;
		session_set(&book->session.action, "close");
		return db_run(book->db, err,
		    "UPDATE period SET state = 'closed',"
		    " closed_at = CASE today() WHEN date('now',"
		    " 'localtime') THEN datetime('now', 'localtime')"
		    " ELSE today() || ' 17:00:00' END, closed_by_id = (SELECT id FROM clerk"
		    " WHERE code = clerk()), seal = ?2, version = version + 1"
		    " WHERE month = ?1 AND module = 'pay'"
		    " AND state = 'open'",
		    "ss", month, seal);
	}
	if (strcmp(move->action, "reopen") == 0)
		return db_run(book->db, err,
		    "UPDATE period SET state = 'open', version = version + 1"
		    " WHERE month = ?1 AND module = 'pay'"
		    " AND state = 'closed'",
		    "s", month);
	return true;
}

static bool
month_move(struct book *book, const char *month,
    const struct month_move *move, struct err *err)
{
	char hex[65] = "";
	int64_t id;
	bool moved;

	if (!db_int(book->db, err, &id, 0,
		"SELECT id FROM pay_month WHERE code = ?1", "s", month))
		return false;
	if (!id)
		return err_refuse(
		    err, "wrong_move", "", _("%s 还没有计算"), month);
	if (strcmp(move->action, "close") == 0 &&
	    !month_seal(book, id, hex, err))
		return false;
	session_set(&book->session.action, move->action);
	moved = db_run(book->db, err,
	    "UPDATE pay_month SET state = ?2,"
	    " seal = CASE ?2 WHEN 'closed' THEN ?3 END,"
	    " version = version + 1 WHERE id = ?1",
	    "iss", id, move->to, hex);
	return moved && month_period(book, month, move, hex, err);
}

bool
pay_month_move(struct book *book, const char *month, const char *action,
    const char *reason, struct err *err)
{
	const struct month_move *move = NULL;
	bool repeated, own = book->changes == 0;
	int number;

	for (size_t i = 0; i < sizeof moves / sizeof *moves; i++)
		if (!strcmp(moves[i].action, action))
			move = &moves[i];
	if (!move || !day_read_month(month, &number))
		return err_set(
		    err, ERR_USAGE, _("月份或动作不对：%s %s"), month, action);
	if (own &&
	    !book_change_begin(book, action, reason, NULL, &repeated, err))
		return false;
	if (!month_move(book, month, move, err)) {
		if (own)
			book_change_drop(book);
		month_refuse(book->db, month, move, err);
		return refuse_rule(book->db, err);
	}
	return own ? book_change_end(book, err) : true;
}
