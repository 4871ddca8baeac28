/*
 * Declarations are asked for their faults by SQL; statements are prepared.
 * The line is found by looking for the words in the schema files, as the
 * book keeps rows, not lines.
 */
#include "record/law_check.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "record/numbering.h"
#include "record/refusal.h"
#include "record/words.h"

struct check {
	struct forms *forms;
	struct db *db;
	forms_fault *fault;
	void *data;
	size_t found;
	struct err *err;
};

enum { SCHEMA_LIMIT = 16 * 1024 * 1024 };

/* ---- where ---- */

/* Does the line make this view, table or trigger? */
static bool
line_makes(const char *line, size_t size, const char *name)
{
	size_t n = strlen(name);

	if (size < 7 || memcmp(line, "CREATE ", 7))
		return false;
	for (size_t i = 7; i + n <= size; i++)
		if (line[i - 1] == ' ' && !memcmp(line + i, name, n) &&
		    (i + n == size || strchr(" (;", line[i + n])))
			return true;
	return false;
}

/* Does the line hold 'word' in quotes? */
static bool
line_has(const char *line, size_t size, const char *word)
{
	size_t n = word ? strlen(word) : 0;

	for (size_t i = 0; word && i + n + 2 <= size; i++)
		if (line[i] == '\'' && !memcmp(line + i + 1, word, n) &&
		    (line[i + n + 1] == '\'' || line[i + n + 1] == ' '))
			return true;
	return !word;
}

enum turn { TURN_BOTH, TURN_FIRST, TURN_MADE, TURNS };

static int
find_line(const char *text, const char *a, const char *b, enum turn turn)
{
	int number = 1;

	for (const char *p = text; *p; number++) {
		size_t size = strcspn(p, "\n");

		if (turn == TURN_MADE
			? line_makes(p, size, a)
			: line_has(p, size, a) &&
			      (turn == TURN_FIRST || line_has(p, size, b)))
			return number;
		p += size + (p[size] ? 1 : 0);
	}
	return 0;
}

static char *
find_in_dir(const char *dir, const char *a, const char *b, enum turn turn)
{
	char **files = path_list(dir, ".sql");
	char *where = NULL;

	for (size_t i = 0; files && files[i] && !where; i++) {
		char *path = path_join(dir, files[i]);
		struct buf text = {0};
		struct err ignored = {0};
		int line = 0;

		if (path_read(path, SCHEMA_LIMIT, &text, &ignored))
			line = find_line(buf_string(&text), a, b, turn);
		err_done(&ignored);
		if (line)
			where = mem_printf("%s:%d", path, line);
		buf_done(&text);
		free(path);
	}
	path_list_free(files);
	return where;
}

/* The first line of any schema file that holds both words in quotes, else
 * the first word, else makes something of its name. */
static char *
find_words(struct check *c, const char *a, const char *b)
{
	const struct data_dirs *data = &forms_book(c->forms)->data;

	for (enum turn turn = TURN_BOTH; turn < TURNS; turn++) {
		for (size_t i = 0; i < data->count; i++) {
			char *dir = path_join(data->dirs[i], "schema");
			char *where = find_in_dir(dir, a, b, turn);

			free(dir);
			if (where)
				return where;
		}
	}
	return mem_strdup("schema");
}

static void tell(struct check *, const char *a, const char *b, const char *fmt,
    ...) ATTR_FORMAT(4, 5);

static void
tell(struct check *c, const char *a, const char *b, const char *fmt, ...)
{
	char text[1024];
	struct err found = {0};
	char *where = find_words(c, a, b);
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	err_set(&found, ERR_USAGE, "%s: %s", where, text);
	c->fault(c->data, &found);
	c->found++;
	err_done(&found);
	free(where);
}

static const char *
reason_of(const struct err *err)
{
	return err->text ? err->text : "";
}

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

    "SELECT r.name, NULL, '表 ' || r.name || ' 缺 ' || h.value || ' 列'"
    " FROM record AS r, json_each('[\"id\",\"code\",\"void_reason\","
    "\"version\"]') AS h"
    " WHERE r.name IN (SELECT name FROM sqlite_schema WHERE type = 'table')"
    " AND NOT " HAS_COLUMN("r.name", "h.value"),

    "SELECT record, \"column\", 'code_column：表 ' || record || ' 没有 '"
    " || \"column\" || ' 列' FROM code_column"
    " WHERE NOT " HAS_COLUMN("record", "\"column\""),

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
ask_declarations(struct check *c)
{
	for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
		struct stmt *stmt = db_prepare(c->db, questions[i], c->err);
		bool row, good;

		if (!stmt)
			return false;
		while ((good = stmt_step(stmt, &row, c->err)) && row)
			tell(c, stmt_text(stmt, 0), stmt_text(stmt, 1), "%s",
			    stmt_text(stmt, 2));
		stmt_free(stmt);
		if (!good)
			return false;
	}
	return true;
}

static bool
check_numbering(struct check *c)
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
			tell(c, stmt_text(stmt, 0), stmt_text(stmt, 1), "%s",
			    problem.text);
		err_done(&problem);
	}
	stmt_free(stmt);
	return good;
}

/* ---- views and triggers ---- */

static void
try_statement(
    struct check *c, const char *name, const char *what, const char *sql)
{
	struct err problem = {0};
	struct stmt *stmt = db_prepare(c->db, sql, &problem);

	if (!stmt)
		tell(c, name, NULL, _("%s不成立：%s"), what, reason_of(&problem));
	stmt_free(stmt);
	err_done(&problem);
}

static bool
check_views(struct check *c)
{
	struct stmt *stmt = db_prepare(c->db,
	    "SELECT name FROM sqlite_schema WHERE type = 'view'", c->err);
	bool row, good;

	if (!stmt)
		return false;
	while ((good = stmt_step(stmt, &row, c->err)) && row) {
		const char *name = stmt_text(stmt, 0);
		char *sql = mem_printf("SELECT * FROM \"%s\"", name);
		char *what = mem_printf(_("视图 %s "), name);

		try_statement(c, name, what, sql);
		free(what);
		free(sql);
	}
	stmt_free(stmt);
	return good;
}

/* Triggers are compiled with the statement that fires them. */
static bool
check_triggers(struct check *c)
{
	struct stmt *stmt = db_prepare(c->db,
	    "SELECT r.name, (SELECT group_concat('\"' || name || '\" = \"' ||"
	    " name || '\"', ', ') FROM pragma_table_info(r.name))"
	    " FROM record AS r WHERE r.name IN"
	    " (SELECT name FROM sqlite_schema WHERE type = 'table')",
	    c->err);
	bool row, good;

	if (!stmt)
		return false;
	while ((good = stmt_step(stmt, &row, c->err)) && row) {
		const char *name = stmt_text(stmt, 0);
		char *add =
		    mem_printf("INSERT INTO \"%s\" DEFAULT VALUES", name);
		char *set = mem_printf(
		    "UPDATE \"%s\" SET %s", name, stmt_text(stmt, 1));
		char *what_add = mem_printf(_("表 %s 新增时的触发器"), name);
		char *what_set = mem_printf(_("表 %s 修改时的触发器"), name);

		try_statement(c, name, what_add, add);
		try_statement(c, name, what_set, set);
		free(what_set);
		free(what_add);
		free(set);
		free(add);
	}
	stmt_free(stmt);
	return good;
}

/* ---- refusals ---- */

static bool
has_row(struct check *c, const char *code)
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
check_raises(struct check *c, const char *trigger, const char *sql)
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
			tell(c, code, NULL,
			    _("触发器 %s 的拒绝代码「%s」没有句子，refusal "
			    "里没有这一行"),
			    trigger, code);
		free(code);
	}
}

static bool
check_all_raises(struct check *c)
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
is_column(struct check *c, const char *name)
{
	int64_t count = 0;
	struct err ignored = {0};

	if (!strcmp(name, "id"))
		return true;
	if (!db_int(c->db, &ignored, &count, 0,
		"SELECT count(*) FROM record AS r"
		" JOIN sqlite_schema AS s"
		" ON s.name IN (r.name, r.name || '_derived'),"
		" pragma_table_xinfo(s.name) AS x"
		" WHERE x.name IN (?1, ?1 || '_id')",
		"s", name))
		err_done(&ignored);
	return count > 0;
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
check_sentence(struct check *c, const char *code, const char *sentence,
    const struct stmt *detail)
{
	/* What the engine itself knows of a failure. */
	static const char facts[] = "label value column max action state moves "
				    "role who done list month fields";

	for (const char *p = sentence; (p = strchr(p, '{')); p++) {
		char *name = mem_strndup(p + 1, strcspn(p + 1, "}"));

		if (!has_result(detail, name) && !words_have(facts, name) &&
		    !is_column(c, name))
			tell(c, code, NULL,
			    _("拒绝「%s」的句子里，{%s} 不是列，也不是 "
			    "detail_sql 的列"),
			    code, name);
		free(name);
	}
}

static void
check_refusal(
    struct check *c, const char *code, const char *sentence, const char *sql)
{
	struct err problem = {0};
	struct stmt *detail =
	    sql ? db_prepare_untrusted(c->db, sql, &problem) : NULL;

	if (sql && !detail)
		tell(c, code, NULL, _("拒绝「%s」的 detail_sql 不成立：%s"), code,
		    reason_of(&problem));
	for (int i = 1; detail && i <= stmt_parameters(detail); i++) {
		const char *name = stmt_parameter_name(detail, i);

		if (!name || !is_column(c, name))
			tell(c, code, NULL,
			    _("拒绝「%s」的 detail_sql 里，:%s 不是列"), code,
			    name ? name : "?");
	}
	if (!sql || detail)
		check_sentence(c, code, sentence, detail);
	stmt_free(detail);
	err_done(&problem);
}

static bool
check_refusals(struct check *c)
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
	struct check c = {.forms = forms,
	    .db = forms_book(forms)->db,
	    .fault = fault,
	    .data = data,
	    .err = err};
	bool good = ask_declarations(&c) && check_numbering(&c) &&
		    check_views(&c) && check_triggers(&c) &&
		    check_all_raises(&c) && check_refusals(&c);

	*found += c.found;
	return good;
}
