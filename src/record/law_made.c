/*
 * What the schema files made: tables as the house wants them, views and
 * triggers that compile.
 */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "record/law_fault.h"
#include "store/laws.h"
#include "store/schema_checks.h"

/* What every table of a record has beside its columns. */
static bool
check_tables(struct law_check *c)
{
	struct stmt *stmt = db_prepare(c->db,
	    "SELECT r.name, l.strict, s.sql, (SELECT group_concat(h.value, ' ')"
	    " FROM json_each('[\"id\",\"code\",\"void_reason\",\"version\"]')"
	    " AS h WHERE NOT EXISTS (SELECT 1 FROM pragma_table_xinfo(r.name)"
	    " AS x WHERE x.name = h.value))"
	    " FROM record AS r"
	    " JOIN sqlite_schema AS s ON s.name = r.name AND s.type = 'table'"
	    " JOIN pragma_table_list AS l ON l.name = r.name"
	    " AND l.schema = 'main'",
	    c->err);
	bool row, good;

	if (!stmt)
		return false;
	while ((good = stmt_step(stmt, &row, c->err)) && row) {
		const char *name = stmt_text(stmt, 0);
		int unnamed = schema_unnamed_check(stmt_text(stmt, 2));

		if (!stmt_int(stmt, 1))
			law_fault_made(c, name, 0, _("表 %s 不是 STRICT"), name);
		if (!stmt_is_null(stmt, 3))
			law_fault_made(c, name, 0, _("表 %s 缺 %s 列"), name,
			    stmt_text(stmt, 3));
		if (unnamed >= 0)
			law_fault_made(c, name, unnamed,
			    _("表 %s 有没名字的 CHECK：应作 CONSTRAINT 名字 "
			    "CHECK (...)"),
			    name);
	}
	stmt_free(stmt);
	return good;
}

/* The line of what was made, from 0, that holds the last word of SQLite's
 * complaint ("no such column: x", 'near "x"'); 0 when none does. */
static int
line_of_complaint(const char *sql, const char *complaint)
{
	const char *colon = strrchr(complaint, ':');
	const char *word = colon ? colon + 1 : complaint, *found;
	char *wanted;
	int line = 0;

	word += strspn(word, " ");
	wanted = mem_strndup(word, strcspn(word, " ("));
	found = *wanted ? strstr(sql, wanted) : NULL;
	for (; found && sql < found; sql++)
		line += *sql == '\n';
	free(wanted);
	return line;
}

static bool
check_views(struct law_check *c)
{
	struct stmt *stmt = db_prepare(c->db,
	    "SELECT name, sql FROM sqlite_schema WHERE type = 'view'", c->err);
	bool row, good;

	if (!stmt)
		return false;
	while ((good = stmt_step(stmt, &row, c->err)) && row) {
		const char *name = stmt_text(stmt, 0);
		char *sql = mem_printf("SELECT * FROM \"%s\"", name);
		struct err problem = {0};
		struct stmt *view = db_prepare(c->db, sql, &problem);

		if (!view)
			law_fault_made(c, name,
			    line_of_complaint(
				stmt_text(stmt, 1), problem.text),
			    _("视图 %s 不成立：%s"), name, problem.text);
		stmt_free(view);
		err_done(&problem);
		free(sql);
	}
	stmt_free(stmt);
	return good;
}

/* What SQLite complains of, "" when it compiles; the caller's. */
static char *
complaint_of(struct law_check *c, const char *sql)
{
	struct err problem = {0};
	struct stmt *stmt = db_prepare(c->db, sql, &problem);
	char *text = mem_strdup(stmt ? "" : problem.text);

	stmt_free(stmt);
	err_done(&problem);
	return text;
}

static char *
complaint_without(struct law_check *c, const char *sql, const char *trigger)
{
	char *drop = mem_printf("DROP TRIGGER \"%s\"", trigger), *text = NULL;
	struct err ignored = {0};

	if (db_begin(c->db, &ignored)) {
		if (db_exec(c->db, drop, &ignored))
			text = complaint_of(c, sql);
		db_rollback(c->db);
	}
	err_done(&ignored);
	free(drop);
	return text;
}

/* Two words of the nth row; false when there is none.  No statement stays
 * open, as what is tried in between is rolled back. */
static bool
read_nth(struct law_check *c, const char *sql, const char *table, int nth,
    char **a, char **b)
{
	struct stmt *stmt = db_prepare(c->db, sql, c->err);
	bool row = false;

	*a = *b = NULL;
	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, nth);
	if (table)
		stmt_bind_text(stmt, 2, table);
	if (stmt_step(stmt, &row, c->err) && row) {
		*a = mem_strdup(stmt_text(stmt, 0));
		*b = mem_strdup(stmt_text(stmt, 1));
	}
	stmt_free(stmt);
	return row;
}

static const char triggers[] =
    "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
    " AND tbl_name = ?2 AND instr(name, '" LAWS_MARK "') = 0"
    " ORDER BY rowid LIMIT 1 OFFSET ?1";
static const char records[] =
    "SELECT r.name, (SELECT group_concat('\"' || name || '\" = \"' ||"
    " name || '\"', ', ') FROM pragma_table_info(r.name))"
    " FROM record AS r WHERE r.name IN"
    " (SELECT name FROM sqlite_schema WHERE type = 'table')"
    " ORDER BY 1 LIMIT 1 OFFSET ?1";

/* Triggers are compiled with the statement that fires them; which of them is
 * at fault is seen by leaving out one after another. */
static void
try_triggers(struct law_check *c, const char *table, const char *sql)
{
	char *complaint = complaint_of(c, sql), *name, *made;
	bool found = !*complaint;

	for (int i = 0; !found && read_nth(c, triggers, table, i, &name, &made); i++) {
		char *without = complaint_without(c, sql, name);

		found = without && strcmp(without, complaint) != 0;
		if (found)
			law_fault_made(c, name, line_of_complaint(made, complaint),
			    _("触发器 %s 不成立：%s"), name, complaint);
		free(without);
		free(made);
		free(name);
	}
	if (!found && !c->found)
		law_fault(c, table, NULL, _("表 %s 的触发器不成立：%s"), table,
		    complaint);
	free(complaint);
}

static bool
check_triggers(struct law_check *c)
{
	char *name, *columns;

	for (int i = 0; read_nth(c, records, NULL, i, &name, &columns); i++) {
		char *add =
		    mem_printf("INSERT INTO \"%s\" DEFAULT VALUES", name);
		char *set = mem_printf("UPDATE \"%s\" SET %s", name, columns);

		try_triggers(c, name, add);
		try_triggers(c, name, set);
		free(set);
		free(add);
		free(columns);
		free(name);
	}
	return !err_is_set(c->err);
}

bool
law_made_check(struct law_check *c)
{
	return check_tables(c) && check_views(c) && check_triggers(c);
}
