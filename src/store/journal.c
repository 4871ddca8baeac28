/*
 * Reading the journal that the triggers write: history of a row, and
 * whether the chain is whole.  Taking changes back is undo.c.
 */
#include "store/journal.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"

/* An id given again after its row was undone begins with its last add. */
#define HISTORY_SQL                                                           \
	"SELECT j.seq, j.at, j.clerk, j.action, k.key,"                       \
	" j.old ->> ('$.\"' || k.key || '\"'),"                               \
	" j.new ->> ('$.\"' || k.key || '\"'), j.reason FROM journal j,"      \
	" (SELECT DISTINCT j2.seq AS seq, e.key AS key FROM journal j2,"      \
	" json_each(json_patch(coalesce(j2.old, '{}'), coalesce(j2.new,"      \
	" '{}'))) e WHERE j2.record = ?1 AND j2.row_id = ?2) k"               \
	" WHERE j.seq = k.seq AND j.seq >= (SELECT coalesce(max(a.seq), 0)"   \
	" FROM journal a WHERE a.record = ?1 AND a.row_id = ?2"               \
	" AND a.action = 'add') AND k.key <> 'version' ORDER BY j.seq"

/*
 * The columns of the row that this clerk may not see yet, as words between
 * blanks; to be freed, or NULL and err.
 */
static char *
hidden_columns(
    struct book *book, const char *record, int64_t id, struct err *err)
{
	struct buf sql = {0}, names = {0};
	struct stmt *stmt = db_cached(book->db,
	    "SELECT \"column\", seen FROM column_seen WHERE record = ?", err);
	bool row = true, good = stmt != NULL;
	char *hidden = NULL;

	if (good)
		stmt_bind_text(stmt, 1, record);
	while (good && (good = stmt_step(stmt, &row, err)) && row)
		buf_printf(&names, " || CASE WHEN %s THEN '' ELSE '%s ' END",
		    stmt_text(stmt, 1), stmt_text(stmt, 0));
	if (stmt)
		stmt_reset(stmt);
	buf_printf(&sql, "SELECT ' '%s FROM \"%s\" WHERE id = ?",
	    buf_string(&names), record);
	if (good && !names.size)
		hidden = mem_strdup(" ");
	else if (good && db_string(book->db, err, &hidden, buf_string(&sql),
			     "i", id) &&
	    !hidden)
		hidden = mem_strdup(" ");
	buf_done(&names);
	buf_done(&sql);
	return hidden;
}

static bool
is_hidden(const char *hidden, const char *column)
{
	size_t size = strlen(column);

	for (const char *at = hidden; (at = strstr(at, column)); at++)
		if (at[-1] == ' ' && at[size] == ' ')
			return true;
	return false;
}

bool
journal_history(struct book *book, const char *record, int64_t id,
    journal_each *each, void *data, struct err *err)
{
	char *hidden = hidden_columns(book, record, id, err);
	struct stmt *stmt =
	    hidden ? db_cached(book->db, HISTORY_SQL, err) : NULL;
	bool row = true, good = stmt != NULL;

	if (!stmt) {
		free(hidden);
		return false;
	}
	stmt_bind_text(stmt, 1, record);
	stmt_bind_int(stmt, 2, id);
	while (good && (good = stmt_step(stmt, &row, err)) && row) {
		struct journal_row line = {stmt_int(stmt, 0),
		    stmt_text(stmt, 1), stmt_text(stmt, 2), stmt_text(stmt, 3),
		    stmt_text(stmt, 4), stmt_text(stmt, 5), stmt_text(stmt, 6),
		    stmt_text(stmt, 7)};

		if (line.field && is_hidden(hidden, line.field)) {
			line.old = line.old ? "***" : NULL;
			line.new_ = line.new_ ? "***" : NULL;
		}
		if (!each(data, &line))
			break;
	}
	stmt_reset(stmt);
	free(hidden);
	return good;
}

bool
journal_count(struct book *book, const char *record, int64_t id,
    int64_t *changes, struct err *err)
{
	return db_int(book->db, err, changes, 0,
	    "SELECT count(DISTINCT change_no) FROM journal"
	    " WHERE record = ? AND row_id = ?",
	    "si", record, id);
}

bool
journal_verify(struct db *db, int64_t *count, int64_t *broken, char head[65],
    struct err *err)
{
	struct stmt *stmt = db_cached(db,
	    "SELECT seq, hash, chain(lag(hash) OVER (ORDER BY seq), seq,"
	    " change_no, at, clerk, record, row_id, action, old, new, reason)"
	    " FROM journal ORDER BY seq",
	    err);
	bool row = true, good = stmt != NULL;

	*count = *broken = 0;
	memset(head, '0', 64);
	head[64] = '\0';
	while (good && (good = stmt_step(stmt, &row, err)) && row) {
		const char *hash = stmt_text(stmt, 1);

		++*count;
		if (*broken)
			continue;
		/* A hole in the numbers is a row taken out. */
		if (stmt_int(stmt, 0) != *count || !hash ||
		    strcmp(hash, stmt_text(stmt, 2)) != 0)
			*broken = stmt_int(stmt, 0);
		else if (strlen(hash) == 64)
			memcpy(head, hash, 64);
	}
	stmt_reset(stmt);
	return good;
}
