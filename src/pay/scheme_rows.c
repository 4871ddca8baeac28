/*
 * Policy rows into the book.  Plain statements under the law's triggers;
 * knows columns only as names handed in from the table of keys.
 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "pay/scheme_rows.h"

struct seen {
	const char *table;
	int64_t id;
};

struct scheme_rows {
	struct book *book;
	struct seen *seen;
	size_t count, room;
};

struct scheme_rows *
scheme_rows_new(struct book *book)
{
	struct scheme_rows *rows = mem_alloc(sizeof *rows);

	rows->book = book;
	return rows;
}

void
scheme_rows_free(struct scheme_rows *rows)
{
	if (!rows)
		return;
	free(rows->seen);
	free(rows);
}

void
row_begin(struct row *row, const char *table)
{
	row->table = table;
	row->count = 0;
}

static struct row_cell *
row_cell(struct row *row, const char *column)
{
	struct row_cell *cell = &row->cells[row->count];

	if (row->count < ROW_MOST_CELLS - 1)
		row->count++;
	*cell = (struct row_cell){.column = column};
	return cell;
}

void
row_text(struct row *row, const char *column, const char *value)
{
	struct row_cell *cell = row_cell(row, column);

	cell->text = value;
	cell->null = value == NULL;
}

void
row_int(struct row *row, const char *column, int64_t value)
{
	row_cell(row, column)->number = value;
}

void
row_null(struct row *row, const char *column)
{
	row_cell(row, column)->null = true;
}

static void
row_bind(const struct row *row, struct stmt *stmt)
{
	for (size_t i = 0; i < row->count; i++) {
		const struct row_cell *cell = &row->cells[i];

		if (cell->null)
			stmt_bind_null(stmt, (int)i + 1);
		else if (cell->text)
			stmt_bind_text(stmt, (int)i + 1, cell->text);
		else
			stmt_bind_int(stmt, (int)i + 1, cell->number);
	}
}

static void
row_insert_sql(const struct row *row, struct buf *sql)
{
	buf_printf(sql, "INSERT INTO %s (", row->table);
	for (size_t i = 0; i < row->count; i++)
		buf_printf(sql, "\"%s\", ", row->cells[i].column);
	buf_add_string(sql, "code) VALUES (");
	for (size_t i = 0; i < row->count; i++)
		buf_printf(sql, "?%zu, ", i + 1);
	buf_printf(sql, "?%zu)", row->count + 1);
}

static void
row_update_sql(const struct row *row, struct buf *sql)
{
	buf_printf(sql, "UPDATE %s SET ", row->table);
	for (size_t i = 0; i < row->count; i++)
		buf_printf(sql, "\"%s\" = ?%zu, ", row->cells[i].column, i + 1);
	buf_printf(sql,
	    "version = version + 1 WHERE code = ?%zu AND (0", row->count + 1);
	for (size_t i = 0; i < row->count; i++)
		buf_printf(
		    sql, " OR \"%s\" IS NOT ?%zu", row->cells[i].column, i + 1);
	buf_add_string(sql, ")");
}

static bool
row_find(struct db *db, const char *table, const char *code, int64_t *id,
    struct err *err)
{
	struct buf sql = {0};
	bool good;

	buf_printf(&sql, "SELECT id FROM %s WHERE code = ?1", table);
	good = db_int(db, err, id, 0, buf_string(&sql), "s", code);
	buf_done(&sql);
	return good;
}

bool
scheme_rows_put(struct scheme_rows *rows, const struct row *row,
    const char *code, int64_t *id, struct err *err)
{
	struct db *db = rows->book->db;
	struct buf sql = {0};
	struct stmt *stmt;
	bool good;

	if (!row_find(db, row->table, code, id, err))
		return false;
	session_set(&rows->book->session.action, *id ? "set" : "add");
	if (*id)
		row_update_sql(row, &sql);
	else
		row_insert_sql(row, &sql);
	stmt = db_prepare(db, buf_string(&sql), err);
	buf_done(&sql);
	if (!stmt)
		return false;
	row_bind(row, stmt);
	stmt_bind_text(stmt, (int)row->count + 1, code);
	good = stmt_run(stmt, err);
	stmt_free(stmt);
	if (!good)
		return false;
	if (!*id && !row_find(db, row->table, code, id, err))
		return false;
	rows->seen = mem_grow(
	    rows->seen, rows->count, &rows->room, sizeof *rows->seen);
	rows->seen[rows->count++] = (struct seen){row->table, *id};
	return true;
}

static bool
scheme_rows_seen(
    const struct scheme_rows *rows, const char *table, int64_t id)
{
	for (size_t i = 0; i < rows->count; i++)
		if (rows->seen[i].id == id &&
		    !strcmp(rows->seen[i].table, table))
			return true;
	return false;
}

/* A voided row gives its code free: the same row may come back. */
static bool
scheme_rows_void(struct scheme_rows *rows, const char *table,
    const char *where, int64_t scheme, struct err *err)
{
	struct db *db = rows->book->db;
	struct buf sql = {0};
	struct stmt *stmt;
	int64_t *ids = NULL;
	size_t count = 0, room = 0;
	bool row, good;

	buf_printf(&sql,
	    "SELECT id FROM %s WHERE void_reason IS NULL AND %s", table, where);
	stmt = db_prepare(db, buf_string(&sql), err);
	good = stmt != NULL;
	if (good)
		stmt_bind_int(stmt, 1, scheme);
	while (good && (good = stmt_step(stmt, &row, err)) && row) {
		int64_t id = stmt_int(stmt, 0);

		if (scheme_rows_seen(rows, table, id))
			continue;
		ids = mem_grow(ids, count, &room, sizeof *ids);
		ids[count++] = id;
	}
	stmt_free(stmt);
	buf_clear(&sql);
	buf_printf(&sql,
	    "UPDATE %s SET code = code || '~' || id,"
	    " void_reason = '方案文件中已无此行', version = version + 1"
	    " WHERE id = ?1",
	    table);
	session_set(&rows->book->session.action, "void");
	for (size_t i = 0; good && i < count; i++)
		good = db_run(db, err, buf_string(&sql), "i", ids[i]);
	free(ids);
	buf_done(&sql);
	return good;
}

bool
scheme_rows_end(struct scheme_rows *rows, int64_t scheme, struct err *err)
{
	static const char *const of_version[] = {"pay_article", "pay_post",
		"pay_credit", "pay_rating", "pay_absence", "pay_band",
		"pay_grade", "tax_bracket", "pay_item"};
	static const char versions[] =
	    "pay_version_id IN (SELECT id FROM pay_version"
	    " WHERE pay_scheme_id = ?1)";
	size_t count = sizeof of_version / sizeof *of_version;

	if (!scheme_rows_void(rows, "pay_item_amount",
		"pay_item_id IN (SELECT i.id FROM pay_item i"
		" JOIN pay_version v ON v.id = i.pay_version_id"
		" WHERE v.pay_scheme_id = ?1)",
		scheme, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!scheme_rows_void(
			rows, of_version[i], versions, scheme, err))
			return false;
	return scheme_rows_void(
		   rows, "pay_version", "pay_scheme_id = ?1", scheme, err) &&
	    scheme_rows_void(
		rows, "pay_base", "pay_scheme_id = ?1", scheme, err);
}
