/*
 * Declarations are asked for their faults by SQL; statements are prepared.
 * Where a fault stands is law_fault's to say; what the files made is asked
 * in law_made.
 */
#include "record/law_check.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "record/law_fault.h"
#include "record/numbering.h"
#include "record/refusal.h"
#include "record/words.h"
#include "store/laws.h"

/* ---- declarations ---- */

#define HAS_COLUMN(table, column)                                              \
	"EXISTS (SELECT 1 FROM pragma_table_xinfo(" table ") AS x"             \
	" WHERE x.name = " column ")"
#define SPLIT(list)                                                            \
	"json_each('[\"' || replace(trim(" list "), ' ', '\",\"') || '\"]')"

/* Each gives rows of two words to find the line by, and a sentence. */
static const char *const questions[] = {
    "SELECT name, NULL, '记录 ' || name || ' 没有同名的表' FROM record"
    " WHERE name NOT IN (SELECT name FROM sqlite_schema WHERE type = 'table')",

    "SELECT record, \"column\", 'code_column：表 ' || record || ' 没有 '"
    " || \"column\" || ' 列' FROM code_column"
    " WHERE NOT " HAS_COLUMN("record", "\"column\"")
    " AND NOT " HAS_COLUMN("record || '_derived'", "\"column\""),

    "SELECT record, \"column\", 'derived_reference：' || record ||"
    " '_derived 没有 ' || \"column\" || ' 列，或没有表 ' || \"table\""
    " FROM derived_reference WHERE \"table\" NOT IN (SELECT name FROM record)"
    " OR NOT " HAS_COLUMN("record || '_derived'", "\"column\""),

    "SELECT record, \"column\", 'column_seen：表 ' || record || ' 没有 '"
    " || \"column\" || ' 列' FROM column_seen"
    " WHERE NOT " HAS_COLUMN("record", "\"column\"")
    " AND NOT " HAS_COLUMN("record || '_derived'", "\"column\""),

    "SELECT record, list, 'code_column：代码表 ' || list || ' 没有一项'"
    " FROM code_column WHERE list NOT IN (SELECT list FROM code)",

    "SELECT record, \"column\", 'period_lock：表 ' || record || ' 没有 '"
    " || \"column\" || ' 列' FROM period_lock"
    " WHERE NOT " HAS_COLUMN("record", "\"column\""),

    "SELECT record, action, 'state_move：' || record || ' 不是记录'"
    " FROM state_move WHERE record NOT IN (SELECT name FROM record)",

    "SELECT m.record, m.action, 'state_move：表 ' || m.record || ' 没有 state"
    " 列' FROM state_move AS m WHERE m.to_state IS NOT NULL AND m.record IN"
    " (SELECT name FROM sqlite_schema WHERE type = 'table')"
    " AND NOT " HAS_COLUMN("m.record", "'state'") " GROUP BY m.record",

    "SELECT record, module, 'period_lock：没有 ' || module || ' 这个模块'"
    " FROM period_lock WHERE module NOT IN"
    " (SELECT code FROM code WHERE list = 'module')",

    "SELECT m.record, m.action, 'state_move：' || m.record || ' 的状态 ' ||"
    " s.value || ' 不在代码表里' FROM state_move AS m,"
    " json_each(json_array(m.from_state, m.to_state)) AS s"
    " WHERE s.value IS NOT NULL AND NOT EXISTS (SELECT 1 FROM code_column AS c"
    " JOIN code AS k ON k.list = c.list WHERE c.record = m.record"
    " AND c.\"column\" = 'state' AND k.code = s.value)",

    "SELECT m.record, m.action, 'state_move：' || m.record || ' 没有 ' ||"
    " n.value || ' 列，' || m.action || ' 却要它' FROM state_move AS m,"
    " " SPLIT("m.needs") " AS n WHERE m.needs IS NOT NULL"
			 " AND n.value NOT IN ('', '*') AND m.record IN "
			 "(SELECT name FROM record)"
			 " AND NOT " HAS_COLUMN("m.record",
			     "n.value") " AND NOT " HAS_COLUMN("m.record",
			     "n.value || '_id'"),

    "SELECT m.record, m.action, 'state_move：没有 ' || w.value || ' 这个角色'"
    " FROM state_move AS m, " SPLIT(
	"m.role") " AS w"
		  " WHERE m.role IS NOT NULL AND w.value <> ''"
		  " AND w.value NOT IN (SELECT code FROM code WHERE list = "
		  "'role')",

    "SELECT m.record, m.action, 'state_move：' || m.record || ' 没有 ' ||"
    " w.value || ' 这个动作，不能要求另一人' FROM state_move AS m,"
    " " SPLIT(
	"m.other_clerk") " AS w"
			 " WHERE m.other_clerk IS NOT NULL AND w.value NOT IN "
			 "('', 'add')"
			 " AND NOT EXISTS (SELECT 1 FROM state_move AS o"
			 " WHERE o.record = m.record AND o.action = w.value)",
};

static bool
ask_declarations(struct law_check *c)
{
	for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
		struct stmt *stmt = db_prepare(c->db, questions[i], c->err);
		bool row, good;

		if (!stmt)
			return false;
		while ((good = stmt_step(stmt, &row, c->err)) && row)
			law_fault(c, stmt_text(stmt, 0), stmt_text(stmt, 1), "%s",
			    stmt_text(stmt, 2));
		stmt_free(stmt);
		if (!good)
			return false;
	}
	return true;
}

/* Laws that cannot be made for a reason that nobody has told yet. */
static bool
check_laws(struct law_check *c)
{
	struct stmt *stmt;
	bool row, good;

	if (c->found)
		return true;
	stmt = db_prepare(c->db,
	    "SELECT name FROM record WHERE NOT EXISTS (SELECT 1 FROM"
	    " sqlite_schema WHERE type = 'trigger' AND tbl_name = record.name"
	    " AND instr(name, '" LAWS_MARK "'))",
	    c->err);
	if (!stmt)
		return false;
	while ((good = stmt_step(stmt, &row, c->err)) && row) {
		struct err problem = {0};

		if (!book_make_laws(c->db, stmt_text(stmt, 0), &problem))
			law_fault(c, stmt_text(stmt, 0), NULL, "%s",
			    problem.text);
		err_done(&problem);
	}
	stmt_free(stmt);
	return good;
}

static bool
check_numbering(struct law_check *c)
{
	struct stmt *stmt = db_prepare(c->db,
	    "SELECT name, numbering FROM record WHERE numbering IS NOT NULL",
	    c->err);
	bool row, good;

	if (!stmt)
		return false;
	while ((good = stmt_step(stmt, &row, c->err)) && row) {
		struct err problem = {0};

		if (!numbering_check(stmt_text(stmt, 1), &problem))
			law_fault(c, stmt_text(stmt, 0), stmt_text(stmt, 1), "%s",
			    problem.text);
		err_done(&problem);
	}
	stmt_free(stmt);
	return good;
}

/* Conditions under which a column may be seen: over the row alone. */
static bool
check_seen(struct law_check *c)
{
	struct stmt *stmt = db_prepare(c->db,
	    "SELECT record, seen FROM column_seen WHERE record IN"
	    " (SELECT name FROM sqlite_schema WHERE type = 'table')",
	    c->err);
	bool row, good;

	if (!stmt)
		return false;
	while ((good = stmt_step(stmt, &row, c->err)) && row) {
		char *sql = mem_printf("SELECT 1 FROM \"%s\" WHERE (%s\n)",
		    stmt_text(stmt, 0), stmt_text(stmt, 1));
		struct err problem = {0};
		struct stmt *asked =
		    db_prepare_untrusted(c->db, sql, &problem);

		if (!asked)
			law_fault(c, stmt_text(stmt, 0), stmt_text(stmt, 1),
			    _("column_seen：条件不成立：%s"),
			    problem.text);
		stmt_free(asked);
		err_done(&problem);
		free(sql);
	}
	stmt_free(stmt);
	return good;
}

/* ---- refusals ---- */

static bool
has_row(struct law_check *c, const char *code)
{
	int64_t count = 0;
	struct err ignored = {0};

	if (!db_int(c->db, &ignored, &count, 0,
		"SELECT count(*) FROM refusal WHERE code = ?1", "s", code))
		err_done(&ignored);
	return count > 0;
}

/* Every RAISE (ABORT, 'code') of one trigger's text. */
static void
check_raises(struct law_check *c, const char *trigger, const char *sql)
{
	for (const char *p = sql; (p = strstr(p, "RAISE")); p++) {
		const char *open = strchr(p, '\'');
		const char *end = strchr(p, ')');
		char *code;

		if (!open || !end || open > end)
			continue;
		code = mem_strndup(open + 1, strcspn(open + 1, "' "));
		if (!refusal_general(code) && !has_row(c, code) &&
		    strcmp(code, "stale"))
			law_fault(c, code, NULL,
			    _("触发器 %s 的拒绝代码「%s」没有句子，refusal "
			    "里没有这一行"),
			    trigger, code);
		free(code);
	}
}

static bool
check_all_raises(struct law_check *c)
{
	struct stmt *stmt = db_prepare(c->db,
	    "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'",
	    c->err);
	bool row, good;

	if (!stmt)
		return false;
	while ((good = stmt_step(stmt, &row, c->err)) && row)
		check_raises(c, stmt_text(stmt, 0), stmt_text(stmt, 1));
	stmt_free(stmt);
	return good;
}

/* Does any record, or its derived columns, know the name? */
static bool
is_column(struct law_check *c, const char *name)
{
	int64_t count = 0;
	struct err ignored = {0};

	if (!db_int(c->db, &ignored, &count, 0,
		"SELECT count(*) FROM known_name WHERE name = ?1", "s", name))
		err_done(&ignored);
	return count > 0;
}

/* All of them, gathered once: a sentence asks for each of its names. */
static bool
gather_names(struct law_check *c)
{
	return db_exec(c->db,
	    "DROP TABLE IF EXISTS temp.known_name;"
	    "CREATE TEMP TABLE known_name (name TEXT PRIMARY KEY);"
	    "INSERT INTO known_name VALUES ('id');"
	    "INSERT OR IGNORE INTO known_name"
	    " SELECT x.name FROM record AS r JOIN sqlite_schema AS s"
	    " ON s.name IN (r.name, r.name || '_derived'),"
	    " pragma_table_xinfo(s.name) AS x;"
	    "INSERT OR IGNORE INTO known_name"
	    " SELECT substr(name, 1, length(name) - 3) FROM known_name"
	    " WHERE substr(name, -3) = '_id'",
	    c->err);
}

static bool
has_result(const struct stmt *stmt, const char *name)
{
	for (int i = 0; stmt && i < stmt_columns(stmt); i++)
		if (!strcmp(stmt_column_name(stmt, i), name))
			return true;
	return false;
}

static void
check_sentence(struct law_check *c, const char *code, const char *sentence,
    const struct stmt *detail)
{
	/* What the engine itself knows of a failure. */
	static const char facts[] = "label value column max action state start moves "
				    "role who done list month fields";

	for (const char *p = sentence; (p = strchr(p, '{')); p++) {
		char *name = mem_strndup(p + 1, strcspn(p + 1, "}"));

		if (!has_result(detail, name) && !words_have(facts, name) &&
		    !is_column(c, name))
			law_fault(c, code, NULL,
			    _("拒绝「%s」的句子里，{%s} 不是列，也不是 "
			    "detail_sql 的列"),
			    code, name);
		free(name);
	}
}

static void
check_refusal(
    struct law_check *c, const char *code, const char *sentence, const char *sql)
{
	struct err problem = {0};
	struct stmt *detail =
	    sql ? db_prepare_untrusted(c->db, sql, &problem) : NULL;

	if (sql && !detail)
		law_fault(c, code, NULL, _("拒绝「%s」的 detail_sql 不成立：%s"), code,
		    problem.text);
	for (int i = 1; detail && i <= stmt_parameters(detail); i++) {
		const char *name = stmt_parameter_name(detail, i);

		if (!name || !is_column(c, name))
			law_fault(c, code, NULL,
			    _("拒绝「%s」的 detail_sql 里，:%s 不是列"), code,
			    name ? name : "?");
	}
	if (!sql || detail)
		check_sentence(c, code, sentence, detail);
	stmt_free(detail);
	err_done(&problem);
}

static bool
check_refusals(struct law_check *c)
{
	struct stmt *stmt = db_prepare(c->db,
	    "SELECT code, sentence, detail_sql FROM refusal ORDER BY code",
	    c->err);
	bool row, good;

	if (!stmt)
		return false;
	while ((good = stmt_step(stmt, &row, c->err)) && row)
		check_refusal(c, stmt_text(stmt, 0), stmt_text(stmt, 1),
		    stmt_text(stmt, 2));
	stmt_free(stmt);
	return good;
}

bool
law_check(struct forms *forms, forms_fault *fault, void *data, size_t *found,
    struct err *err)
{
	struct law_check c = {.forms = forms,
	    .db = forms_book(forms)->db,
	    .fault = fault,
	    .data = data,
	    .err = err};
	bool good = gather_names(&c) && ask_declarations(&c) &&
		    check_numbering(&c) && check_seen(&c) &&
		    law_made_check(&c) &&
		    check_all_raises(&c) && check_refusals(&c) &&
		    check_laws(&c);

	*found += c.found;
	return good;
}
