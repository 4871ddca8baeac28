/*
 * SQL functions that the triggers of laws.c ask, each in the place of a
 * subquery that would stand in them a thousand times: whoever opens the book
 * reads its whole schema.  No other program has them, so none can write.
 */
#include "store/functions.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "store/session.h"

/* Does the query find a row?  Its parameters are the call's arguments from
 * `first` on, as text: what they are compared with has its own type. */
static bool
finds(struct func *func, struct session *session, const char *sql, int first)
{
	struct err err = {0};
	struct stmt *stmt = db_cached(session->db, sql, &err);
	bool found = false;

	for (int i = first; stmt && i < func_count(func); i++)
		stmt_bind_text(stmt, i - first + 1, func_text(func, i));
	if (!stmt || !stmt_step(stmt, &found, &err))
		func_return_error(func, err.text);
	stmt_reset(stmt);
	err_done(&err);
	return found;
}

/* off_list(LIST, VALUE): is the value none of the list's today?  Nothing is
 * on every list, and what is taken back may be what was. */
static void
call_off_list(struct func *func, void *data)
{
	struct session *session = data;

	if (!func_is_null(func, 1) && !session_goes_back(session) &&
	    !finds(func, session,
		"SELECT 1 FROM code_now WHERE list = ?1 AND code = ?2", 0))
		func_return_int(func, 1);
}

/* is_void(RECORD, ID): was the row named voided? */
static void
call_is_void(struct func *func, void *data)
{
	struct session *session = data;
	char *sql;

	if (func_is_null(func, 1) || session_goes_back(session))
		return;
	sql = mem_printf("SELECT 1 FROM \"%s\" WHERE id = ?1"
			 " AND void_reason IS NOT NULL",
	    func_text(func, 0));
	if (finds(func, session, sql, 1))
		func_return_int(func, 1);
	free(sql);
}

/* may_rewrite(RECORD, FIELD, STATE): what a move asked to be filled is changed
 * by the roles of such a move alone, but while the row is as it began and by
 * a move itself. */
static void
call_may_rewrite(struct func *func, void *data)
{
	func_return_int(func,
	    finds(func, data,
		"SELECT 1 FROM state_move WHERE record = ?1"
		" AND CASE WHEN from_state IS NULL THEN to_state = ?3"
		" ELSE action = action() OR in_words(needs, ?2)"
		" AND has_role(role) END",
		0));
}

/* SELECT function('a b', "a", "b") FROM "record" WHERE id = ?1 */
static void
write_row_query(struct func *func, struct buf *sql)
{
	const char *names = func_text(func, 3);

	buf_add_string(sql, "SELECT ");
	buf_add_string(sql, func_text(func, 0));
	buf_add_string(sql, "('");
	buf_add_string(sql, names);
	buf_add_char(sql, '\'');
	for (const char *at = names; *at;) {
		size_t size = strcspn(at, " ");

		buf_add(sql, ",\"", 2);
		buf_add(sql, at, size);
		buf_add_char(sql, '"');
		at += size;
		at += strspn(at, " ");
	}
	buf_add_string(sql, ") FROM \"");
	buf_add_string(sql, func_text(func, 1));
	buf_add_string(sql, "\" WHERE id = ?1");
}

/* row_now(FUNCTION, RECORD, ID, 'a b'): the columns named of the row as it
 * stands, as the function (row_json, row_filled) makes them an object. */
static void
call_row_now(struct func *func, void *data)
{
	struct session *session = data;
	struct err err = {0};
	struct buf sql = {0};
	struct stmt *stmt;
	bool row = false;

	write_row_query(func, &sql);
	stmt = db_cached(session->db, buf_string(&sql), &err);
	if (stmt)
		stmt_bind_int(stmt, 1, func_int(func, 2));
	if (!stmt || !stmt_step(stmt, &row, &err))
		func_return_error(func, err.text);
	else if (row)
		func_return_text(func, stmt_text(stmt, 0));
	stmt_reset(stmt);
	buf_done(&sql);
	err_done(&err);
}

/* clang-format off */
const struct function functions_law[] = {
	{"off_list", 2, false, call_off_list},
	{"is_void", 2, false, call_is_void},
	{"may_rewrite", 3, false, call_may_rewrite},
	{"row_now", 4, false, call_row_now},
	{NULL, 0, false, NULL},
};
/* clang-format on */
