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
#include "base/mem.h"
#include "store/schema.h"

/* Undo and redo put back what the law has passed before. */
#define NOT_BACK "coalesce(action(), '') NOT IN ('undo', 'redo')"
/* The running action is a move of this record. */
#define IS_MOVE                                                               \
	"EXISTS (SELECT 1 FROM state_move m WHERE m.record = '%s'"            \
	" AND m.action = action() AND m.from_state IS NOT NULL)"

struct law {
	struct db *db;
	const struct table *table;
	bool has_state;
	bool has_period;
	struct buf sql;
};

static bool
has_column(const struct table *table, const char *name)
{
	for (size_t i = 0; i < table->count; i++)
		if (!table->columns[i].derived &&
		    !strcmp(table->columns[i].name, name))
			return true;
	return false;
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

static bool
make_add_first(struct law *law, struct err *err)
{
	const char *r = law->table->name;
	struct buf *sql = &law->sql;

	begin(law, "add_first", "BEFORE INSERT");
	buf_printf(sql,
	    "SELECT RAISE(ABORT, 'wrong_role') WHERE by_law() = 0 AND " NOT_BACK
	    " AND EXISTS (SELECT 1 FROM state_move WHERE record = '%s'"
	    " AND action = 'add') AND NOT EXISTS (SELECT 1 FROM state_move"
	    " WHERE record = '%s' AND action = 'add' AND has_role(role));",
	    r, r);
	if (law->has_state) {
		const struct column *state = schema_column(law->table, "state");
		const char *start = state->fallback ? state->fallback : "";

		buf_printf(sql,
		    "SELECT RAISE(ABORT, 'wrong_move') WHERE by_law() = 0 AND "
		    NOT_BACK
		    " AND CASE WHEN EXISTS (SELECT 1 FROM state_move"
		    " WHERE record = '%s' AND from_state IS NULL"
		    " AND to_state IS NOT NULL) THEN NOT EXISTS (SELECT 1"
		    " FROM state_move WHERE record = '%s'"
		    " AND from_state IS NULL AND to_state = NEW.state)"
		    " ELSE NEW.state IS NOT '%s' END;",
		    r, r, start);
	}
	return finish(law, err);
}

static void
add_role_of_set(struct law *law)
{
	const char *r = law->table->name;

	buf_printf(&law->sql,
	    "SELECT RAISE(ABORT, 'wrong_role') WHERE by_law() = 0 AND " NOT_BACK
	    " AND action() IS NOT 'add' AND NOT " IS_MOVE
	    " AND EXISTS (SELECT 1 FROM state_move WHERE record = '%s')"
	    " AND NOT EXISTS (SELECT 1 FROM state_move WHERE record = '%s'"
	    " AND has_role(role) AND (action = 'set' OR NOT EXISTS"
	    " (SELECT 1 FROM state_move WHERE record = '%s'"
	    " AND action = 'set')));",
	    r, r, r, r);
}

static void
add_moves(struct law *law)
{
	const char *r = law->table->name;
	struct buf *sql = &law->sql;

	buf_printf(sql,
	    "SELECT RAISE(ABORT, 'wrong_role') WHERE by_law() = 0 AND " NOT_BACK
	    " AND " IS_MOVE " AND NOT EXISTS (SELECT 1 FROM state_move m"
	    " WHERE m.record = '%s' AND m.action = action()"
	    " AND has_role(m.role) AND (m.from_state = OLD.state OR NOT EXISTS"
	    " (SELECT 1 FROM state_move n WHERE n.record = '%s'"
	    " AND n.action = action() AND n.from_state = OLD.state)));",
	    r, r, r);
	buf_printf(sql,
	    "SELECT RAISE(ABORT, 'wrong_move') WHERE by_law() = 0 AND " NOT_BACK
	    " AND CASE WHEN " IS_MOVE " THEN NOT EXISTS (SELECT 1"
	    " FROM state_move m WHERE m.record = '%s' AND m.action = action()"
	    " AND m.from_state = OLD.state AND m.to_state = NEW.state)"
	    " ELSE NEW.state IS NOT OLD.state END;",
	    r, r);
	buf_printf(sql,
	    "SELECT RAISE(ABORT, 'same_person') FROM state_move m"
	    " JOIN journal j ON j.record = '%s' AND j.row_id = OLD.id"
	    " AND j.clerk = clerk() AND in_words(m.other_clerk, j.action)"
	    " WHERE by_law() = 0 AND " NOT_BACK " AND m.record = '%s'"
	    " AND m.action = action() AND m.from_state = OLD.state"
	    " AND m.other_clerk IS NOT NULL AND j.seq = (SELECT max(k.seq)"
	    " FROM journal k JOIN change c ON c.no = k.change_no"
	    " WHERE k.record = '%s' AND k.row_id = OLD.id"
	    " AND k.action = j.action AND c.undone_by IS NULL);",
	    r, r, r);
}

static bool
make_set_first(struct law *law, struct err *err)
{
	begin(law, "set_first", "BEFORE UPDATE");
	add_role_of_set(law);
	if (law->has_state)
		add_moves(law);
	buf_add_string(&law->sql,
	    "SELECT RAISE(ABORT, 'voided') WHERE " NOT_BACK
	    " AND OLD.void_reason IS NOT NULL;"
	    "SELECT RAISE(ABORT, 'no_reason') WHERE " NOT_BACK
	    " AND NEW.void_reason IS NOT NULL AND trim(NEW.void_reason) = '';"
	    /* A trigger of the record's own may finish the row just added. */
	    "SELECT RAISE(ABORT, 'stale') WHERE by_law() = 0 AND " NOT_BACK
	    " AND action() IS NOT 'add' AND NEW.version <> OLD.version + 1;");
	return finish(law, err);
}

static bool
make_remove(struct law *law, struct err *err)
{
	begin(law, "remove", "BEFORE DELETE");
	buf_add_string(&law->sql,
	    "SELECT RAISE(ABORT, 'no_delete') WHERE " NOT_BACK ";");
	return finish(law, err);
}

/* ---- last to speak: closed months, missing columns, code lists ---- */

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
		    "SELECT RAISE(ABORT, 'month_closed %s') WHERE EXISTS"
		    " (SELECT 1 FROM period p WHERE p.module = '%s'"
		    " AND p.state = 'closed' AND p.void_reason IS NULL"
		    " AND p.month IN (substr(NEW.\"%s\", 1, 7)",
		    column, stmt_text(stmt, 1), column);
		if (set)
			buf_printf(&law->sql, ", substr(OLD.\"%s\", 1, 7)",
			    column);
		buf_add_string(&law->sql, "));");
	}
	stmt_reset(stmt);
	return good;
}

/* One line per column of `needs`; the blank-separated words are fields. */
static bool
add_need(struct law *law, struct stmt *move, bool set, struct err *err)
{
	const char *action = stmt_text(move, 0), *from = stmt_text(move, 1);
	const char *at = stmt_text(move, 2), *to = stmt_text(move, 3);
	struct buf when = {0};
	bool good = true;

	buf_printf(&when, "by_law() = 0 AND " NOT_BACK);
	if (set)
		buf_printf(&when, " AND action() = '%s'", action);
	if (set && from)
		buf_printf(&when, " AND OLD.state = '%s'", from);
	if (to)
		buf_printf(&when, " AND NEW.state = '%s'", to);
	while (good && at && *(at += strspn(at, " "))) {
		char *word = mem_strndup(at, strcspn(at, " "));
		const struct column *column = schema_column(law->table, word);

		at += strlen(word);
		if (!strcmp(word, "*"))
			buf_printf(&law->sql,
			    "SELECT RAISE(ABORT, 'no_reason') WHERE %s"
			    " AND reason() IS NULL;",
			    buf_string(&when));
		else if (column && !column->derived)
			buf_printf(&law->sql,
			    "SELECT RAISE(ABORT, 'missing %s') WHERE %s"
			    " AND coalesce(NEW.\"%s\", '') = '';",
			    column->name, buf_string(&when), column->name);
		else
			good = err_set(err, ERR_USAGE,
			    "state_move 里 %s 的 %s 要填的「%s」不是它的栏目",
			    law->table->name, action, word);
		free(word);
	}
	buf_done(&when);
	return good;
}

static bool
add_needs(struct law *law, bool set, struct err *err)
{
	struct stmt *stmt = db_cached(law->db,
	    "SELECT action, from_state, needs, to_state FROM state_move"
	    " WHERE record = ? AND needs IS NOT NULL"
	    " AND (action = 'add' OR from_state IS NULL AND action <> 'set')"
	    " = ? ORDER BY rowid",
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

		if (!has_column(law->table, column)) {
			good = err_set(err, ERR_USAGE,
			    "code_column 里的 %s.%s 不是它的栏目",
			    law->table->name, column);
			break;
		}
		buf_printf(&law->sql,
		    "SELECT RAISE(ABORT, 'not_in_list %s') WHERE NEW.\"%s\""
		    " IS NOT NULL",
		    column, column);
		if (set)
			buf_printf(&law->sql,
			    " AND NEW.\"%s\" IS NOT OLD.\"%s\"", column,
			    column);
		buf_printf(&law->sql,
		    " AND " NOT_BACK
		    " AND NOT EXISTS (SELECT 1 FROM code c WHERE"
		    " c.list = '%s' AND c.code = NEW.\"%s\""
		    " AND c.void_reason IS NULL"
		    " AND (c.valid_from IS NULL OR c.valid_from <= as_of())"
		    " AND (c.valid_to IS NULL OR c.valid_to > as_of()));",
		    stmt_text(stmt, 1), column);
	}
	stmt_reset(stmt);
	return good;
}

static bool
make_last(struct law *law, bool set, struct err *err)
{
	size_t empty;

	begin(law, set ? "set_last" : "add_last",
	    set ? "BEFORE UPDATE" : "BEFORE INSERT");
	empty = law->sql.size;
	if (!add_locks(law, set, err) || !add_needs(law, set, err) ||
	    !add_lists(law, set, err))
		return false;
	if (law->sql.size > empty)
		return finish(law, err);
	buf_clear(&law->sql);
	return true;
}

/* ---- the journal ---- */

enum { ROW_JSON_COLUMNS = 60 };

/* One object of the row's text: {..., then ..., and ...} at the last. */
static void
add_piece(struct law *law, const struct buf *columns, size_t at, bool last)
{
	if (at)
		buf_add_string(&law->sql, " || ',' || substr(");
	if (!last)
		buf_add_string(&law->sql, "rtrim(");
	buf_printf(&law->sql, "row_json(%s)", buf_string(columns));
	if (!last)
		buf_add_string(&law->sql, ", '}')");
	if (at)
		buf_add_string(&law->sql, ", 2)");
}

static void
add_object(struct law *law, const char *side)
{
	const struct table *table = law->table;

	size_t taken = 0, pieces = 0;
	struct buf piece = { 0 };

	/* SQLite takes 127 arguments: a wide row is several objects joined. */
	for (size_t i = 0; i < table->count; i++) {
		const struct column *column = &table->columns[i];

		if (column->derived || !strcmp(column->name, "id"))
			continue;
		if (taken && taken % ROW_JSON_COLUMNS == 0) {
			add_piece(law, &piece, pieces++, false);
			buf_clear(&piece);
		}
		buf_printf(&piece, "%s'%s',%s.\"%s\"", piece.size ? "," : "",
		    column->name, side, column->name);
		taken++;
	}
	add_piece(law, &piece, pieces, true);
	buf_done(&piece);
}

static void
add_key(struct law *law, const char *side)
{
	char **key = law->table->key;

	if (!key || !key[0]) {
		buf_printf(&law->sql, "'#' || %s.id", side);
		return;
	}
	for (size_t i = 0; key[i]; i++)
		buf_printf(&law->sql, "%s%s.\"%s\"", i ? " || '/' || " : "",
		    side, key[i]);
}

static bool
make_journal(struct law *law, const char *which, const char *moment,
    const char *action, bool old, bool new_, struct err *err)
{
	const char *side = new_ ? "NEW" : "OLD";
	struct buf *sql = &law->sql;

	begin(law, which, moment);
	buf_printf(sql,
	    "INSERT INTO journal SELECT s.seq, change_no(), s.at, clerk(),"
	    " terminal(), '%s', %s.id, ",
	    law->table->name, side);
	add_key(law, side);
	buf_printf(sql,
	    ", s.action, s.old, s.new, reason(), today(), chain(s.hash, s.seq,"
	    " change_no(), s.at, clerk(), '%s', %s.id, s.action, s.old, s.new,"
	    " reason()) FROM (SELECT (SELECT coalesce(max(seq), 0) + 1"
	    " FROM journal) AS seq, (SELECT hash FROM journal"
	    " ORDER BY seq DESC LIMIT 1) AS hash,"
	    " strftime('%%Y-%%m-%%d %%H:%%M:%%S', 'now', 'localtime') AS at,"
	    " CASE WHEN action() IN ('undo', 'redo') THEN action() ELSE %s END"
	    " AS action",
	    law->table->name, side, action);
	/* json_changed leaves nulls out. */
	if (old && new_) {
		buf_add_string(sql, ", json_changed(x.o, x.n) AS old,"
		    " json_changed(x.n, x.o) AS new FROM (SELECT ");
		add_object(law, "OLD");
		buf_add_string(sql, " AS o, ");
		add_object(law, "NEW");
		buf_add_string(sql, " AS n) x) s"
		    " WHERE s.old <> '{}' OR s.new <> '{}';");
	} else {
		buf_add_string(sql, ", json_changed(");
		add_object(law, side);
		buf_printf(sql, ", '{}') AS %s, NULL AS %s) s;", old ? "old" : "new",
		    old ? "new" : "old");
	}
	return finish(law, err);
}

static bool
make_journals(struct law *law, struct err *err)
{
	return make_journal(law, "journal_remove", "AFTER DELETE",
	           "'remove'", true, false, err) &&
	    make_journal(law, "journal_set", "AFTER UPDATE",
	        "CASE coalesce(action(), 'add') WHEN 'add' THEN 'set'"
	        " ELSE action() END",
	        true, true, err) &&
	    make_journal(law, "journal_add", "AFTER INSERT", "'add'", false,
	        true, err);
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
			return err_set(err, ERR_USAGE, "表 %s 缺少栏目 %s",
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
	    make_remove(law, err) && make_set_first(law, err) &&
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
