/*
 * A table as its law describes it: columns with their kinds, read from
 * SQLite's own account of the schema and from code_column.  Knows no form.
 */
#include "store/schema.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "store/schema_checks.h"

static const char *const kind_words[] = {"text", "long", "number", "money",
    "score", "date", "partial", "month", "time", "yesno", "code",
    "reference"};

#define KINDS (sizeof(kind_words) / sizeof(*kind_words))

const char *
column_kind_word(enum column_kind kind)
{
	return (size_t)kind < KINDS ? kind_words[kind] : "text";
}

bool
column_kind_read(const char *word, enum column_kind *kind)
{
	for (size_t i = 0; i < KINDS; i++) {
		if (!strcmp(kind_words[i], word)) {
			*kind = (enum column_kind)i;
			return true;
		}
	}
	return false;
}

static struct column *
find_column(struct table *table, const char *name)
{
	for (size_t i = 0; i < table->count; i++)
		if (!strcmp(table->columns[i].name, name))
			return &table->columns[i];
	return NULL;
}

const struct column *
schema_column(const struct table *table, const char *name)
{
	for (size_t i = 0; i < table->count; i++)
		if (!strcmp(table->columns[i].field, name))
			return &table->columns[i];
	for (size_t i = 0; i < table->count; i++)
		if (!strcmp(table->columns[i].name, name))
			return &table->columns[i];
	return NULL;
}

static bool
ends_in(const char *name, const char *suffix)
{
	size_t a = strlen(name), b = strlen(suffix);

	return a >= b && !strcmp(name + a - b, suffix);
}

static bool
named_like_a_day(const char *name)
{
	return ends_in(name, "_on") || ends_in(name, "_from") ||
	    ends_in(name, "_to") || ends_in(name, "_until");
}

static bool
is_house(const char *name)
{
	return !strcmp(name, "id") || !strcmp(name, "void_reason") ||
	    !strcmp(name, "version");
}

/* DEFAULT 'draft' -> draft; other expressions stay as they are. */
static char *
plain_default(const char *sql)
{
	size_t size = sql ? strlen(sql) : 0;
	struct buf text = {0};

	if (size < 2 || sql[0] != '\'' || sql[size - 1] != '\'')
		return sql && strcmp(sql, "NULL") ? mem_strdup(sql) : NULL;
	for (size_t i = 1; i < size - 1; i++) {
		buf_add_char(&text, sql[i]);
		if (sql[i] == '\'')
			i++;
	}
	return buf_take(&text);
}

static void
add_column(struct table *table, size_t *capacity, struct stmt *row,
    bool derived)
{
	struct column *column;
	const char *type = stmt_text(row, 1);

	table->columns = mem_grow(
	    table->columns, table->count, capacity, sizeof(*column));
	column = &table->columns[table->count++];
	*column = (struct column){.name = mem_strdup(stmt_text(row, 0))};
	column->field = mem_strdup(column->name);
	column->derived = derived;
	column->untyped = !type || !*type;
	column->house = !table->view && !derived && is_house(column->name);
	column->fallback = derived ? NULL : plain_default(stmt_text(row, 3));
	column->required = !derived && !table->view &&
	    stmt_int(row, 2) == 1 && stmt_is_null(row, 3);
	if (type && (strstr(type, "INT") || strstr(type, "NUM")))
		column->kind = KIND_NUMBER;
	else if (named_like_a_day(column->name))
		column->kind = KIND_DATE;
}

static bool
read_columns(struct db *db, struct table *table, const char *from,
    bool derived, size_t *capacity, struct err *err)
{
	struct stmt *stmt = db_cached(db,
	    "SELECT name, type, \"notnull\", dflt_value FROM"
	    " pragma_table_xinfo(?) WHERE hidden <> 1 ORDER BY cid",
	    err);
	bool row = true, good = true;

	if (!stmt)
		return false;
	stmt_bind_text(stmt, 1, from);
	while (good && (good = stmt_step(stmt, &row, err)) && row)
		if (!derived || !find_column(table, stmt_text(stmt, 0)))
			add_column(table, capacity, stmt, derived);
	stmt_reset(stmt);
	return good;
}

static bool
read_references(struct db *db, struct table *table, struct err *err)
{
	struct stmt *stmt = db_cached(db,
	    "SELECT \"from\", \"table\" FROM pragma_foreign_key_list(?1)"
	    " UNION ALL SELECT \"column\", \"table\""
	    " FROM derived_reference WHERE record = ?1",
	    err);
	bool row = true, good = true;

	if (!stmt)
		return false;
	stmt_bind_text(stmt, 1, table->name);
	while (good && (good = stmt_step(stmt, &row, err)) && row) {
		struct column *column = find_column(table, stmt_text(stmt, 0));

		if (!column || column->reference)
			continue;
		column->reference = mem_strdup(stmt_text(stmt, 1));
		column->kind = KIND_REFERENCE;
		if (ends_in(column->name, "_id"))
			column->field[strlen(column->field) - 3] = '\0';
	}
	stmt_reset(stmt);
	return good;
}

static bool
read_lists(struct db *db, struct table *table, struct err *err)
{
	struct stmt *stmt = db_cached(db,
	    "SELECT \"column\", list FROM code_column WHERE record = ?", err);
	bool row = true, good = true;

	if (!stmt)
		return false;
	stmt_bind_text(stmt, 1, table->name);
	while (good && (good = stmt_step(stmt, &row, err)) && row) {
		struct column *column = find_column(table, stmt_text(stmt, 0));

		if (!column)
			continue;
		column->list = mem_strdup(stmt_text(stmt, 1));
		column->kind = KIND_CODE;
	}
	stmt_reset(stmt);
	return good;
}

static bool
read_seen(struct db *db, struct table *table, struct err *err)
{
	struct stmt *stmt = db_cached(db,
	    "SELECT \"column\", seen FROM column_seen WHERE record = ?", err);
	bool row = true, good = true;

	if (!stmt)
		return false;
	stmt_bind_text(stmt, 1, table->name);
	while (good && (good = stmt_step(stmt, &row, err)) && row) {
		struct column *column = find_column(table, stmt_text(stmt, 0));

		if (column)
			column->seen = mem_strdup(stmt_text(stmt, 1));
	}
	stmt_reset(stmt);
	return good;
}

static void
set_key(struct table *table, const char *first, const char *second)
{
	table->key = mem_array(3, sizeof(*table->key));
	table->key[0] = mem_strdup(first);
	table->key[1] = mem_strdup(second);
}

/* UNIQUE alone; and of several, the index that holds `code` is the key. */
static bool
read_unique(struct db *db, struct table *table, struct err *err)
{
	struct stmt *stmt = db_cached(db,
	    "SELECT min(c.name), max(c.name), count(*),"
	    " sum(c.name = 'code'),"
	    " max(CASE WHEN c.seqno = 0 THEN c.name END),"
	    " max(CASE WHEN c.seqno = 1 THEN c.name END)"
	    " FROM pragma_index_list(?) l, pragma_index_info(l.name) c"
	    " WHERE l.\"unique\" AND NOT l.partial GROUP BY l.name"
	    " ORDER BY l.seq DESC",
	    err);
	bool row = true, good = true;

	if (!stmt)
		return false;
	stmt_bind_text(stmt, 1, table->name);
	while (good && (good = stmt_step(stmt, &row, err)) && row) {
		const char *name = stmt_text(stmt, 0);
		struct column *column = name ? find_column(table, name) : NULL;

		if (stmt_int(stmt, 2) == 1 && column)
			column->unique = true;
		else if (stmt_int(stmt, 2) == 2 && stmt_int(stmt, 3) == 1 &&
		    !table->key)
			set_key(table, stmt_text(stmt, 4), stmt_text(stmt, 5));
	}
	stmt_reset(stmt);
	return good;
}

static void
settle_key(struct table *table)
{
	const struct column *code = find_column(table, "code");

	if (code && (code->unique || !table->key)) {
		for (size_t i = 0; table->key && table->key[i]; i++)
			free(table->key[i]);
		free(table->key);
		set_key(table, "code", NULL);
	}
	if (!table->key)
		table->key = mem_array(1, sizeof(*table->key));
}

static bool
read_kind(struct db *db, struct table *table, struct err *err)
{
	struct stmt *stmt = db_cached(db,
	    "SELECT s.type = 'view', r.name IS NOT NULL, r.numbering,"
	    " (SELECT d.name FROM sqlite_schema d WHERE d.type = 'view'"
	    " AND d.name = ?1 || '_derived'),"
	    " EXISTS (SELECT 1 FROM state_move m WHERE m.record = ?1"
	    " AND (m.from_state IS NOT NULL OR m.to_state IS NOT NULL)),"
	    " s.sql FROM sqlite_schema s LEFT JOIN record r ON r.name = s.name"
	    " WHERE s.name = ?1 AND s.type IN ('table', 'view')",
	    err);
	size_t capacity = 0;
	bool row = false, good;
	char *sql = NULL;

	if (!stmt)
		return false;
	stmt_bind_text(stmt, 1, table->name);
	good = stmt_step(stmt, &row, err);
	if (good && !row)
		good = err_set(
		    err, ERR_USAGE, _("账本里没有表 %s"), table->name);
	if (good) {
		table->view = stmt_int(stmt, 0);
		table->record = stmt_int(stmt, 1);
		table->numbering = mem_strdup(stmt_text(stmt, 2));
		table->derived =
		    table->view ? NULL : mem_strdup(stmt_text(stmt, 3));
		table->has_state = stmt_int(stmt, 4);
		sql = mem_strdup(stmt_text(stmt, 5));
	}
	stmt_reset(stmt);
	good = good &&
	    read_columns(db, table, table->name, false, &capacity, err);
	if (good && !table->view)
		schema_read_checks(table, sql);
	good = good && (!table->derived ||
	    read_columns(db, table, table->derived, true, &capacity, err));
	free(sql);
	return good;
}

bool
schema_read_table(
    struct db *db, const char *name, struct table **out, struct err *err)
{
	struct table *table = mem_alloc(sizeof(*table));
	struct column *state;
	bool good;

	*out = NULL;
	table->name = mem_strdup(name);
	good = read_kind(db, table, err) && read_references(db, table, err) &&
	    read_lists(db, table, err) && read_seen(db, table, err) &&
	    read_unique(db, table, err);
	if (!good) {
		schema_free_table(table);
		return false;
	}
	settle_key(table);
	state = find_column(table, "state");
	table->has_state = table->has_state && state;
	/* The first is given by its DEFAULT or by the move that adds. */
	if (table->has_state)
		state->required = false;
	*out = table;
	return true;
}

void
schema_free_table(struct table *table)
{
	if (!table)
		return;
	for (size_t i = 0; i < table->count; i++) {
		struct column *column = &table->columns[i];

		free(column->name);
		free(column->field);
		free(column->reference);
		free(column->list);
		free(column->fallback);
		free(column->seen);
	}
	free(table->columns);
	for (size_t i = 0; table->key && table->key[i]; i++)
		free(table->key[i]);
	free(table->key);
	free(table->name);
	free(table->derived);
	free(table->numbering);
	free(table);
}

void
schema_add_column(struct buf *sql, const struct column *column,
    const char *base, const char *derived)
{
	if (column->seen)
		buf_printf(sql, "CASE WHEN %s THEN ", column->seen);
	buf_printf(sql, "\"%s\".\"%s\"", column->derived ? derived : base,
	    column->name);
	if (column->seen)
		buf_add_string(sql, " END");
}

void
schema_add_key(struct buf *sql, const struct table *table, const char *side)
{
	char **key = table->key;

	if (!key || !key[0])
		buf_printf(sql, "'#' || %s.id", side);
	for (size_t i = 0; key && key[i]; i++)
		buf_printf(sql, "%s%s.\"%s\"", i ? " || '/' || " : "", side,
		    key[i]);
}

/* In the objects of the journal: what is stored, the id beside them. */
static bool
is_kept(const struct column *column)
{
	return !column->derived && strcmp(column->name, "id") != 0;
}

void
schema_add_names(struct buf *sql, const struct table *table)
{
	for (size_t i = 0; i < table->count; i++)
		if (is_kept(&table->columns[i]))
			buf_printf(sql, "%s ", table->columns[i].name);
}

void
schema_add_object(struct buf *sql, const struct table *table,
    const char *side, const char *function)
{
	buf_printf(sql, "%s('", function);
	schema_add_names(sql, table);
	buf_add_char(sql, '\'');
	for (size_t i = 0; i < table->count; i++)
		if (is_kept(&table->columns[i]))
			buf_printf(sql, ", %s.\"%s\"", side,
			    table->columns[i].name);
	buf_add_char(sql, ')');
}
