/*
 * Does every row say what the journal says of it?  Whoever switches the
 * triggers off, writes, and makes them again leaves the file, the chain and
 * the law whole: it shows here alone.
 */
#include "store/check_rows.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/schema.h"

#define NAMED_MOST 5

/* Entries that count for a row: after it was last taken back. */
#define BORN                                                                   \
	"WITH born (id, seq) AS MATERIALIZED (SELECT row_id, max(seq)"         \
	" FROM journal WHERE record = ?1 AND new IS NULL GROUP BY row_id) "
#define ENTRIES                                                                \
	"FROM journal j WHERE j.record = ?1 AND j.row_id = t.id"               \
	" AND j.seq > coalesce(born.seq, 0)"
#define ADDED ENTRIES " AND j.old IS NULL"

static void
add_fault(struct check_rows *rows, const char *record, const char *key)
{
	rows->faults++;
	if (rows->faults <= NAMED_MOST)
		buf_printf(&rows->names, "%s%s %s",
		    rows->names.size ? "，" : "", record, key);
}

/* Each row of the statement is a key at fault. */
static bool
read_faults(struct db *db, const char *record, const char *sql,
    struct check_rows *rows, struct err *err)
{
	struct stmt *stmt = db_prepare(db, sql, err);
	bool row = true, good = stmt != NULL;

	if (good)
		stmt_bind_text(stmt, 1, record);
	while (good && (good = stmt_step(stmt, &row, err)) && row)
		add_fault(rows, record, stmt_text(stmt, 0));
	stmt_free(stmt);
	return good;
}

/* The entries that speak of a column: an empty side leaves it out. */
static void
add_speaking(struct buf *sql, const char *column)
{
	buf_printf(sql,
	    " " ENTRIES " AND coalesce(json_type(j.new, '$.\"%s\"'),"
	    " json_type(j.old, '$.\"%s\"')) IS NOT NULL",
	    column, column);
}

/* A column is what the last entry that speaks of it wrote; in a row that was
 * added, one that none speaks of is empty. */
static void
add_changed(struct buf *sql, const char *column)
{
	buf_printf(sql,
	    " OR t.\"%s\" IS NOT (SELECT json_extract(j.new, '$.\"%s\"')",
	    column, column);
	add_speaking(sql, column);
	buf_add_string(sql,
	    " ORDER BY j.seq DESC LIMIT 1)"
	    " AND (EXISTS (SELECT 1 " ADDED ") OR EXISTS (SELECT 1");
	add_speaking(sql, column);
	buf_add_string(sql, "))");
}

static bool
find_changed(struct db *db, const struct table *table, struct check_rows *rows,
    struct err *err)
{
	struct buf sql = {0};
	bool good;

	buf_add_string(&sql, BORN "SELECT ");
	schema_add_key(&sql, table, "t");
	buf_printf(&sql,
	    " FROM \"%s\" t LEFT JOIN born ON born.id = t.id"
	    " WHERE EXISTS (SELECT 1 " ENTRIES ") AND (0",
	    table->name);
	for (size_t i = 0; i < table->count; i++) {
		const char *name = table->columns[i].name;

		if (table->columns[i].derived || !strcmp(name, "id"))
			continue;
		add_changed(&sql, name);
	}
	buf_add_char(&sql, ')');
	good = read_faults(db, table->name, buf_string(&sql), rows, err);
	buf_done(&sql);
	return good;
}

/* The journal knows a row and nothing that took it back. */
static bool
find_lost(struct db *db, const struct table *table, struct check_rows *rows,
    struct err *err)
{
	int64_t before = rows->faults;
	char *sql = mem_printf(
	    "SELECT '#' || row_id FROM (SELECT row_id, new, max(seq)"
	    " FROM journal WHERE record = ?1 GROUP BY row_id)"
	    " WHERE new IS NOT NULL"
	    " AND row_id NOT IN (SELECT id FROM \"%s\")",
	    table->name);
	bool good = read_faults(db, table->name, sql, rows, err);

	rows->count += rows->faults - before;
	free(sql);
	return good;
}

/* What a column was before the first entry that speaks of it. */
static void
add_shipped(struct buf *sql, const char *column)
{
	buf_add_string(sql, ", CASE WHEN EXISTS (SELECT 1");
	add_speaking(sql, column);
	buf_printf(sql, ") THEN (SELECT json_extract(j.old, '$.\"%s\"')",
	    column);
	add_speaking(sql, column);
	buf_printf(
	    sql, " ORDER BY j.seq LIMIT 1) ELSE t.\"%s\" END", column);
}

/* A row that no entry added came with the schema files: its number there,
 * and what it was before its first entry. */
static void
add_foreign(struct buf *sql, const struct table *table)
{
	buf_add_string(sql, BORN "SELECT ");
	schema_add_key(sql, table, "t");
	buf_add_string(sql, ", t.id, row_filled('");
	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < table->count; i++) {
			const char *name = table->columns[i].name;

			if (table->columns[i].derived || !strcmp(name, "id"))
				continue;
			if (pass)
				add_shipped(sql, name);
			else
				buf_printf(sql, "%s ", name);
		}
		buf_add_char(sql, pass ? ')' : '\'');
	}
	buf_printf(sql,
	    " FROM \"%s\" t LEFT JOIN born ON born.id = t.id"
	    " WHERE NOT EXISTS (SELECT 1 " ADDED ")",
	    table->name);
}

static bool
find_foreign(struct db *db, struct db *fresh, const struct table *table,
    struct check_rows *rows, struct err *err)
{
	struct buf sql = {0}, shipped = {0};
	struct stmt *stmt;
	bool row = true, good;
	int64_t found = 0;

	add_foreign(&sql, table);
	buf_printf(&shipped, "SELECT 1 FROM \"%s\" t WHERE id = ?1 AND ",
	    table->name);
	schema_add_object(&shipped, table, "t", "row_filled");
	buf_add_string(&shipped, " = ?2");
	stmt = db_prepare(db, buf_string(&sql), err);
	good = stmt != NULL;
	if (good)
		stmt_bind_text(stmt, 1, table->name);
	while (good && (good = stmt_step(stmt, &row, err)) && row) {
		good = db_int(fresh, err, &found, 0, buf_string(&shipped),
		    "is", stmt_int(stmt, 1), stmt_text(stmt, 2));
		if (good && !found)
			add_fault(rows, table->name, stmt_text(stmt, 0));
	}
	stmt_free(stmt);
	buf_done(&sql);
	buf_done(&shipped);
	return good;
}

static bool
check_table(struct db *db, struct db *fresh, const char *record,
    struct check_rows *rows, struct err *err)
{
	struct table *table = NULL;
	int64_t count = 0;
	char *sql = mem_printf("SELECT count(*) FROM \"%s\"", record);
	bool good = schema_read_table(db, record, &table, err) &&
	    db_int(db, err, &count, 0, sql, "");

	rows->count += count;
	good = good && find_changed(db, table, rows, err) &&
	    find_lost(db, table, rows, err) &&
	    find_foreign(db, fresh, table, rows, err);
	schema_free_table(table);
	free(sql);
	return good;
}

bool
check_rows(struct db *db, struct db *fresh, struct check_rows *rows,
    struct err *err)
{
	struct stmt *stmt =
	    db_prepare(db, "SELECT name FROM record ORDER BY name", err);
	bool row = true, good = stmt != NULL;

	while (good && (good = stmt_step(stmt, &row, err)) && row)
		good = check_table(db, fresh, stmt_text(stmt, 0), rows, err);
	stmt_free(stmt);
	return good;
}
