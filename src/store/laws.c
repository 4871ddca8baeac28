/*
 * The laws that recur, made into triggers from the tables record,
 * code_column, state_move and period_lock.  SQLite fires BEFORE triggers
 * last-created first, so a record's triggers are made in reverse of the
 * order in which refusals speak: our last ones, the schema file's own in
 * reverse, our first ones.  Knows no record by name.
 */
#include "store/laws.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "store/schema.h"

struct law {
	struct db *db;
	const struct table *table;
	bool has_state;
	bool has_period;
	struct buf sql;
};

static const struct column *
column_named(const struct table *table, const char *name)
{
	for (size_t i = 0; i < table->count; i++)
		if (!strcmp(table->columns[i].name, name))
			return &table->columns[i];
	return NULL;
}

static bool
has_column(const struct table *table, const char *name)
{
	const struct column *column = column_named(table, name);

	return column && !column->derived;
}

static bool
finish(struct law *law, struct err *err)
{
	bool good;

	buf_add_string(&law->sql, "END");
	good = db_exec(law->db, buf_string(&law->sql), err);
	buf_clear(&law->sql);
	return good;
}

static void
begin(struct law *law, const char *which, const char *moment)
{
	buf_printf(&law->sql,
	    "CREATE TRIGGER \"%s" LAWS_MARK "%s\" %s ON \"%s\" BEGIN ",
	    law->table->name, which, moment, law->table->name);
}

/* ---- first to speak: role, move, second person ---- */

/* Ends a SELECT CASE whose branches begin behind `empty`; without any, there
 * is nothing to ask. */
static void
end_case(struct law *law, size_t empty, const char *where)
{
	if (law->sql.size > empty) {
		buf_printf(&law->sql, " END%s;", where);
		return;
	}
	law->sql.size = empty - strlen("SELECT CASE");
	law->sql.text[law->sql.size] = '\0';
}

/* Whoever may add, as a condition; NULL where the moves say nothing.  Where
 * adds lead to several states, each is for its roles, and a state that none
 * leads to for every role that adds. */
#define ADDERS_SQL                                                             \
	"WITH adds AS (SELECT role, to_state FROM state_move"                  \
	" WHERE record = ?1 AND action = 'add')"                               \
	" SELECT group_concat('has_role(' || quote(role) || ')'"               \
	" || CASE WHEN (SELECT count(DISTINCT coalesce(to_state, ''))"         \
	" FROM adds) > 1 THEN ' AND (NEW.state IS ' || quote(to_state)"        \
	" || ' OR coalesce(NEW.state NOT IN (' || (SELECT"                     \
	" group_concat(quote(to_state)) FROM adds) || '), 1))'"                \
	" ELSE '' END, ' OR ') FROM adds"

#define STARTS_SQL                                                             \
	"SELECT 'NEW.state IS NULL OR NEW.state NOT IN ('"                     \
	" || group_concat(DISTINCT quote(to_state)) || ')' FROM state_move"    \
	" WHERE record = ? AND from_state IS NULL AND to_state IS NOT NULL"

static void
add_unless(struct law *law, const char *code, const char *condition)
{
	buf_printf(&law->sql,
	    "SELECT RAISE(ABORT, '%s') WHERE by_hand() AND (%s);", code,
	    condition);
}

static bool
add_start(struct law *law, struct err *err)
{
	const struct column *state = schema_column(law->table, "state");
	char *starts = NULL;

	if (!db_string(law->db, err, &starts, STARTS_SQL, "s",
		law->table->name))
		return false;
	if (!starts)
		starts = mem_printf("NEW.state IS NOT '%s'",
		    state->fallback ? state->fallback : "");
	add_unless(law, "wrong_move", starts);
	free(starts);
	return true;
}

static bool
make_add_first(struct law *law, struct err *err)
{
	char *adders = NULL, *others;
	bool any;

	if (!db_string(law->db, err, &adders, ADDERS_SQL, "s",
		law->table->name))
		return false;
	begin(law, "add_first", "BEFORE INSERT");
	any = adders || law->has_state;
	if (adders) {
		others = mem_printf("NOT (%s)", adders);
		add_unless(law, "wrong_role", others);
		free(others);
		free(adders);
	}
	if (law->has_state && !add_start(law, err))
		return false;
	if (any)
		return finish(law, err);
	buf_clear(&law->sql);
	return true;
}

/* What a move wanted filled is changed afterwards by its roles alone: the
 * applicant does not rewrite what the reviewer found. */
static void
add_owner(struct law *law, const struct column *owned)
{
	const char *column = owned->name;

	buf_printf(&law->sql,
	    " WHEN OLD.\"%s\" IS NOT NULL AND NEW.\"%s\" IS NOT OLD.\"%s\""
	    " AND NOT may_rewrite('%s', '%s', OLD.state)"
	    " THEN RAISE(ABORT, 'wrong_role %s')",
	    column, column, column, law->table->name, owned->field, column);
}

static bool
add_owners(struct law *law, struct err *err)
{
	const struct table *table = law->table;
	int64_t owned = 0;
	size_t empty;

	buf_add_string(&law->sql, "SELECT CASE");
	empty = law->sql.size;
	for (size_t i = 0; law->has_state && i < table->count; i++) {
		const struct column *column = &table->columns[i];

		if (column->derived || column->house)
			continue;
		if (!db_int(law->db, err, &owned, 0,
			"SELECT count(*) FROM state_move WHERE record = ?1"
			" AND from_state IS NOT NULL"
			" AND ' ' || needs || ' ' LIKE '% ' || ?2 || ' %'",
			"ss", table->name, column->field))
			return false;
		if (owned)
			add_owner(law, column);
	}
	end_case(law, empty, " WHERE by_hand()");
	return true;
}

/* What is alike for every record stands in the house's own schema file, as
 * triggers on the views law_set and journal_entry. */
static bool
make_set_first(struct law *law, struct err *err)
{
	const char *states =
	    law->has_state ? "OLD.state, NEW.state" : "NULL, NULL";

	begin(law, "set_first", "BEFORE UPDATE");
	buf_printf(&law->sql,
	    "INSERT INTO law_set VALUES ('%s', OLD.id, %s, OLD.version,"
	    " NEW.version, OLD.void_reason, NEW.void_reason);",
	    law->table->name, states);
	return add_owners(law, err) && finish(law, err);
}

/* ---- last to speak: closed months, missing columns, code lists ---- */

/* A step along the states that leaves what was written as it was does not
 * change what a closed month has counted: who came then may leave now. */
static void
add_step(struct law *law, const char *locked)
{
	const struct table *t = law->table;

	buf_printf(&law->sql,
	    " AND (going_back() OR NOT (OLD.state IS NOT NEW.state"
	    " AND OLD.\"%s\" IS NEW.\"%s\" AND kept(NULL, NULL",
	    locked, locked);
	for (size_t i = 0; i < t->count; i++) {
		const struct column *c = &t->columns[i];

		if (c->derived || c->house || !strcmp(c->name, "state") ||
		    !strcmp(c->name, "note"))
			continue;
		buf_printf(&law->sql, ", OLD.\"%s\", NEW.\"%s\"", c->name,
		    c->name);
	}
	buf_add_string(&law->sql, ")))");
}

static bool
add_locks(struct law *law, bool set, struct err *err)
{
	struct stmt *stmt;
	bool row = true, good = true;

	if (!law->has_period)
		return true;
	stmt = db_cached(law->db,
	    "SELECT \"column\", module FROM period_lock WHERE record = ?", err);
	if (!stmt)
		return false;
	stmt_bind_text(stmt, 1, law->table->name);
	while (good && (good = stmt_step(stmt, &row, err)) && row) {
		const char *column = stmt_text(stmt, 0);

		buf_printf(&law->sql,
		    "SELECT RAISE(ABORT, 'month_closed %s') FROM period p"
		    " WHERE p.module = '%s' AND p.state = 'closed'"
		    " AND p.void_reason IS NULL"
		    " AND p.month IN (substr(NEW.\"%s\", 1, 7)",
		    column, stmt_text(stmt, 1), column);
		if (set)
			buf_printf(&law->sql, ", substr(OLD.\"%s\", 1, 7)",
			    column);
		buf_add_char(&law->sql, ')');
		if (set && law->table->has_state)
			add_step(law, column);
		buf_add_char(&law->sql, ';');
	}
	stmt_reset(stmt);
	return good;
}

/* The blank-separated words of `needs` are fields, * is a reason. */
static bool
add_need(struct law *law, struct stmt *move, bool set, struct err *err)
{
	const char *action = stmt_text(move, 0), *from = stmt_text(move, 1);
	const char *at = stmt_text(move, 2), *to = stmt_text(move, 3);
	struct buf *sql = &law->sql;
	bool good = true;

	buf_add_string(sql, "SELECT CASE");
	while (good && *(at += strspn(at, " "))) {
		char *word = mem_strndup(at, strcspn(at, " "));
		const struct column *column = schema_column(law->table, word);

		at += strlen(word);
		if (!strcmp(word, "*"))
			buf_add_string(sql,
			    " WHEN reason() IS NULL THEN"
			    " RAISE(ABORT, 'no_reason')");
		else if (column && !column->derived)
			buf_printf(sql,
			    " WHEN blank(NEW.\"%s\") THEN"
			    " RAISE(ABORT, 'missing %s')",
			    column->name, column->name);
		else
			good = err_set(err, ERR_USAGE,
			    _("state_move 里 %s 的 %s 要填的「%s」不是它的栏目"),
			    law->table->name, action, word);
		free(word);
	}
	buf_add_string(sql, " END WHERE by_hand()");
	if (set)
		buf_printf(sql, " AND action() = '%s'", action);
	if (set && from)
		buf_printf(sql, " AND OLD.state IN (%s)", from);
	else if (to)
		buf_printf(sql, " AND NEW.state IN (%s)", to);
	buf_add_char(sql, ';');
	return good;
}

static bool
add_needs(struct law *law, bool set, struct err *err)
{
	struct stmt *stmt = db_cached(law->db,
	    "SELECT action, group_concat(quote(from_state)), needs,"
	    " group_concat(quote(to_state)) FROM state_move"
	    " WHERE record = ? AND trim(needs) <> ''"
	    " AND (action = 'add' OR from_state IS NULL AND action <> 'set')"
	    " = ? GROUP BY action, needs, from_state IS NULL, to_state IS NULL"
	    " ORDER BY min(rowid)",
	    err);
	bool row = true, good = true;

	if (!stmt)
		return false;
	stmt_bind_text(stmt, 1, law->table->name);
	stmt_bind_int(stmt, 2, !set);
	while (good && (good = stmt_step(stmt, &row, err)) && row)
		good = add_need(law, stmt, set, err);
	stmt_reset(stmt);
	return good;
}

/* Of a row that is changed, only what is changed is asked. */
static void
add_changed(struct law *law, const char *column, bool set)
{
	buf_add_string(&law->sql, " WHEN ");
	if (set)
		buf_printf(&law->sql, "NEW.\"%s\" IS NOT OLD.\"%s\" AND ",
		    column, column);
}

static bool
add_lists(struct law *law, bool set, struct err *err)
{
	struct stmt *stmt = db_cached(law->db,
	    "SELECT \"column\", list FROM code_column WHERE record = ?", err);
	bool row = true, good = true;

	if (!stmt)
		return false;
	stmt_bind_text(stmt, 1, law->table->name);
	while (good && (good = stmt_step(stmt, &row, err)) && row) {
		const char *column = stmt_text(stmt, 0);
		const struct column *named = column_named(law->table, column);

		if (!named) {
			good = err_set(err, ERR_USAGE,
			    _("code_column 里的 %s.%s 不是它的栏目"),
			    law->table->name, column);
			break;
		}
		if (named->derived) /* is shown by its label, never written */
			continue;
		add_changed(law, column, set);
		buf_printf(&law->sql,
		    "off_list('%s', NEW.\"%s\")"
		    " THEN RAISE(ABORT, 'not_in_list %s')",
		    stmt_text(stmt, 1), column, column);
	}
	stmt_reset(stmt);
	return good;
}

/* A row that was voided is no more to be named. */
static bool
add_references(struct law *law, bool set, struct err *err)
{
	for (size_t i = 0; i < law->table->count; i++) {
		const struct column *column = &law->table->columns[i];
		int64_t voids = 0;

		if (!column->reference || column->derived)
			continue;
		if (!db_int(law->db, err, &voids, 0,
			"SELECT count(*) FROM pragma_table_info(?)"
			" WHERE name = 'void_reason'",
			"s", column->reference))
			return false;
		if (!voids)
			continue;
		add_changed(law, column->name, set);
		buf_printf(&law->sql,
		    "is_void('%s', NEW.\"%s\")"
		    " THEN RAISE(ABORT, 'no_such %s')",
		    column->reference, column->name, column->name);
	}
	return true;
}

static bool
add_values(struct law *law, bool set, struct err *err)
{
	size_t empty;

	buf_add_string(&law->sql, "SELECT CASE");
	empty = law->sql.size;
	if (!add_lists(law, set, err) || !add_references(law, set, err))
		return false;
	end_case(law, empty, "");
	return true;
}

static bool
make_last(struct law *law, bool set, struct err *err)
{
	size_t empty;

	begin(law, set ? "set_last" : "add_last",
	    set ? "BEFORE UPDATE" : "BEFORE INSERT");
	empty = law->sql.size;
	if (!add_locks(law, set, err) || !add_needs(law, set, err) ||
	    !add_values(law, set, err))
		return false;
	if (law->sql.size > empty)
		return finish(law, err);
	buf_clear(&law->sql);
	return true;
}

/* ---- the journal ---- */

/* The row as it stands; alone: there is no other side whose members must
 * stand beside. */
static void
add_row(struct law *law, const char *side, bool alone)
{
	buf_printf(&law->sql, "row_now('%s', '%s', %s.id, '",
	    alone ? "row_filled" : "row_json", law->table->name, side);
	schema_add_names(&law->sql, law->table);
	buf_add_string(&law->sql, "')");
}

static void
begin_entry(struct law *law, const char *side)
{
	buf_printf(&law->sql, "INSERT INTO journal_entry VALUES ('%s', %s.id, ",
	    law->table->name, side);
	schema_add_key(&law->sql, law->table, side);
	buf_add_string(&law->sql, ", ");
}

static bool
make_journal_add(struct law *law, struct err *err)
{
	begin(law, "journal_add", "AFTER INSERT");
	begin_entry(law, "NEW");
	buf_add_string(&law->sql, "NULL, ");
	add_row(law, "NEW", true);
	buf_add_string(&law->sql, ");");
	return finish(law, err);
}

static bool
make_journal_set(struct law *law, struct err *err)
{
	begin(law, "journal_set", "AFTER UPDATE");
	begin_entry(law, "NEW");
	schema_add_object(&law->sql, law->table, "OLD", "row_json");
	buf_add_string(&law->sql, ", ");
	add_row(law, "NEW", false);
	buf_add_string(&law->sql, ");");
	return finish(law, err);
}

/* Before, for afterwards there is no row. */
static bool
make_remove(struct law *law, struct err *err)
{
	begin(law, "remove", "BEFORE DELETE");
	buf_add_string(&law->sql,
	    "SELECT RAISE(ABORT, 'no_delete') WHERE NOT going_back();");
	begin_entry(law, "OLD");
	add_row(law, "OLD", true);
	buf_add_string(&law->sql, ", NULL);");
	return finish(law, err);
}

static bool
make_journals(struct law *law, struct err *err)
{
	return make_remove(law, err) && make_journal_set(law, err) &&
	    make_journal_add(law, err);
}

/* ---- the schema files' own triggers ---- */

struct hand {
	char *name, *sql;
};

/* Which of the record's triggers are new to us: they follow those known. */
static bool
note_order(struct db *db, const char *record, struct err *err)
{
	return db_run(db, err,
	           "DELETE FROM law_order WHERE record = ?1 AND name NOT IN"
	           " (SELECT name FROM sqlite_schema WHERE type = 'trigger'"
	           " AND tbl_name = ?1)",
	           "s", record) &&
	    db_run(db, err,
	        "INSERT INTO law_order SELECT name, ?1,"
	        " (SELECT coalesce(max(place), 0) FROM law_order"
	        " WHERE record = ?1) + row_number() OVER (ORDER BY rowid)"
	        " FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?1"
	        " AND instr(name, '" LAWS_MARK "') = 0"
	        " AND name NOT IN (SELECT name FROM law_order)",
	        "s", record);
}

static bool
read_hands(struct db *db, const char *record, struct hand **hands,
    size_t *count, struct err *err)
{
	struct stmt *stmt = db_cached(db,
	    "SELECT s.name, s.sql FROM sqlite_schema s LEFT JOIN law_order o"
	    " ON o.name = s.name WHERE s.type = 'trigger'"
	    " AND s.tbl_name = ? ORDER BY o.place DESC",
	    err);
	bool row = true, good = stmt != NULL;
	size_t capacity = 0;

	if (!stmt)
		return false;
	stmt_bind_text(stmt, 1, record);
	while (good && (good = stmt_step(stmt, &row, err)) && row) {
		*hands = mem_grow(*hands, *count, &capacity, sizeof(**hands));
		(*hands)[(*count)++] =
		    (struct hand){mem_strdup(stmt_text(stmt, 0)),
		        mem_strdup(stmt_text(stmt, 1))};
	}
	stmt_reset(stmt);
	return good;
}

static bool
drop_all(struct db *db, const struct hand *hands, size_t count, struct err *err)
{
	bool good = true;

	for (size_t i = 0; good && i < count; i++) {
		char *sql =
		    mem_printf("DROP TRIGGER \"%s\"", hands[i].name);

		good = db_exec(db, sql, err);
		free(sql);
	}
	return good;
}

static bool
make_hands(struct db *db, const struct hand *hands, size_t count,
    struct err *err)
{
	for (size_t i = 0; i < count; i++)
		if (!strstr(hands[i].name, LAWS_MARK) &&
		    !db_exec(db, hands[i].sql, err))
			return false;
	return true;
}

static bool
check_house(const struct table *table, struct err *err)
{
	static const char *const names[] = {"id", "version", "void_reason"};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (!has_column(table, names[i]))
			return err_set(err, ERR_USAGE, _("表 %s 缺少栏目 %s"),
			    table->name, names[i]);
	return true;
}

static bool
make_all(struct law *law, const struct hand *hands, size_t count,
    struct err *err)
{
	return drop_all(law->db, hands, count, err) &&
	    make_last(law, true, err) && make_last(law, false, err) &&
	    make_hands(law->db, hands, count, err) &&
	    make_set_first(law, err) &&
	    make_add_first(law, err) && make_journals(law, err);
}

bool
laws_make(struct db *db, const char *record, struct err *err)
{
	struct table *table = NULL;
	struct hand *hands = NULL;
	struct law law = {.db = db};
	int64_t period = 0;
	size_t count = 0;
	bool good = schema_read_table(db, record, &table, err) &&
	    check_house(table, err) &&
	    db_int(db, err, &period, 0,
	        "SELECT 1 FROM sqlite_schema WHERE name = 'period'"
	        " AND type = 'table'", "") &&
	    note_order(db, record, err) &&
	    read_hands(db, record, &hands, &count, err);

	if (good) {
		law.table = table;
		law.has_state = table->has_state;
		law.has_period = period == 1;
		good = make_all(&law, hands, count, err);
	}
	if (!good)
		err_context(err, "%s", record);
	for (size_t i = 0; i < count; i++) {
		free(hands[i].name);
		free(hands[i].sql);
	}
	free(hands);
	buf_done(&law.sql);
	schema_free_table(table);
	return good;
}
