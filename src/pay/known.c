/*
 * Pay in a book as it was known.  Lines have no journal to be taken back
 * by: of a month that was run again since, they are computed once more from
 * what that day's run had read.
 */
#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "pay/pay.h"

static const char *const tables[] = {"pay_line", "pay_line_item"};
static const char *const of_month[] = {"pay_month_id = ?1",
    "pay_line_id IN (SELECT id FROM pay_line WHERE pay_month_id = ?1)"};

static bool
known_drop(struct db *db, int64_t month, struct err *err)
{
	for (size_t i = sizeof tables / sizeof *tables; i-- > 0;) {
		char *sql = mem_printf(
		    "DELETE FROM %s WHERE %s", tables[i], of_month[i]);
		bool good = db_run(db, err, sql, "i", month);

		free(sql);
		if (!good)
			return false;
	}
	return true;
}

static struct stmt *
known_insert(struct db *db, const char *table, int columns, struct err *err)
{
	struct buf sql = {0};
	struct stmt *stmt;

	buf_printf(&sql, "INSERT INTO %s VALUES (?", table);
	for (int i = 1; i < columns; i++)
		buf_add_string(&sql, ", ?");
	buf_add_char(&sql, ')');
	stmt = db_prepare(db, buf_string(&sql), err);
	buf_done(&sql);
	return stmt;
}

static void
known_bind(struct stmt *to, const struct stmt *from, int columns)
{
	for (int i = 0; i < columns; i++)
		if (stmt_is_null(from, i))
			stmt_bind_null(to, i + 1);
		else if (stmt_is_int(from, i))
			stmt_bind_int(to, i + 1, stmt_int(from, i));
		else
			stmt_bind_text(to, i + 1, stmt_text(from, i));
}

/* The rows of one month's lines, or of their items, from book to book. */
static bool
known_copy(struct db *to, struct db *from, size_t at, int64_t month,
    struct err *err)
{
	char *sql = mem_printf(
	    "SELECT * FROM %s WHERE %s", tables[at], of_month[at]);
	struct stmt *read = db_prepare(from, sql, err);
	struct stmt *write = read
	    ? known_insert(to, tables[at], stmt_columns(read), err)
	    : NULL;
	bool row, good = write != NULL;

	if (good)
		stmt_bind_int(read, 1, month);
	while (good && (good = stmt_step(read, &row, err)) && row) {
		known_bind(write, read, stmt_columns(read));
		good = stmt_run(write, err);
	}
	stmt_free(write);
	stmt_free(read);
	free(sql);
	return good;
}

static bool
known_lines(struct db *to, struct db *from, int64_t month, struct err *err)
{
	return known_drop(to, month, err) &&
	    known_copy(to, from, 0, month, err) &&
	    known_copy(to, from, 1, month, err);
}

/* The months run again since that day: [[id, "2025-01"], ...] */
#define AGAIN                                                                 \
	"SELECT json_group_array(json_array(row_id, row_key)) FROM"           \
	" (SELECT DISTINCT row_id, row_key FROM journal WHERE record ="       \
	" 'pay_month' AND action = 'run' AND seq > ?1 ORDER BY row_key)"

struct again {
	struct book *copy;
	const char *months; /* as above */
	int64_t id;
	const char *code;
};

/* In the book of the run's hour: earlier months have in the copy the lines
 * of that day already. */
static bool
known_run(struct book *then, void *data, struct err *err)
{
	struct again *again = data;
	struct stmt *stmt = db_prepare(again->copy->db,
	    "SELECT value ->> 0 FROM json_each(?1) WHERE value ->> 1 < ?2", err);
	bool row, good = stmt != NULL;

	if (good) {
		stmt_bind_text(stmt, 1, again->months);
		stmt_bind_text(stmt, 2, again->code);
	}
	while (good && (good = stmt_step(stmt, &row, err)) && row)
		good = known_lines(
		    then->db, again->copy->db, stmt_int(stmt, 0), err);
	stmt_free(stmt);
	return good && pay_run_aside(then, again->code, err) &&
	    known_lines(again->copy->db, then->db, again->id, err);
}

static bool
known_month(struct book *of, struct again *again, struct err *err)
{
	struct book then;
	int64_t read;

	if (!db_int(again->copy->db, err, &read, 0,
		"SELECT inputs FROM pay_month WHERE id = ?1", "i", again->id))
		return false;
	if (!read) /* not run yet */
		return known_drop(again->copy->db, again->id, err);
	if (!book_open_before(&then, of, read + 1, known_run, again, err))
		return false;
	book_close(&then);
	return true;
}

bool
pay_known(struct book *copy, void *of, struct err *err)
{
	struct again again = {.copy = copy};
	char *months = NULL;
	struct stmt *stmt;
	int64_t last;
	bool row, good;

	if (!db_int(copy->db, err, &last, 0, "SELECT max(seq) FROM journal",
		"") ||
	    !db_string(((struct book *)of)->db, err, &months, AGAIN, "i", last))
		return false;
	again.months = months;
	stmt = db_prepare(copy->db,
	    "SELECT value ->> 0, value ->> 1 FROM json_each(?1)", err);
	good = stmt != NULL;
	if (good)
		stmt_bind_text(stmt, 1, months);
	while (good && (good = stmt_step(stmt, &row, err)) && row) {
		again.id = stmt_int(stmt, 0);
		again.code = stmt_text(stmt, 1);
		good = known_month(of, &again, err);
	}
	stmt_free(stmt);
	free(months);
	return good;
}
