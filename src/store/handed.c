/* Written with the law's own hand: no clerk may enter or change these. */
#include "store/handed.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "store/digest.h"

/* An office's book may be older than this ledger. */
static bool
there_is(struct book *book, bool *is, struct err *err)
{
	int64_t count;

	if (!db_int(book->db, err, &count, 0,
		"SELECT count(*) FROM sqlite_schema WHERE name IN "
		"('export_log', 'handed_file')",
		""))
		return false;
	*is = count == 2;
	return true;
}

static bool
log_insert(struct book *book, const struct handed *h, struct err *err)
{
	bool fine;

	book->session.by_law++;
	fine = db_run(book->db, err,
	    "INSERT INTO export_log (code, at, clerk, report, title, day, "
	    "format, file, row_count, sha256, in_full, sealed, purpose) "
	    "SELECT printf('BC%06d', coalesce(max(id), 0) + 1), "
	    "strftime('%Y-%m-%d %H:%M:%S', 'now', 'localtime'), clerk(), ?1, "
	    "?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10 FROM export_log",
	    "sssssisiis", h->report, h->title, h->day, h->format, h->file,
	    h->rows, h->sha256, (int64_t)h->in_full, (int64_t)h->sealed,
	    h->purpose);
	book->session.by_law--;
	return fine;
}

bool
handed_log(struct book *book, const struct handed *h, struct err *err)
{
	bool there = false, repeated, fine;

	if (!there_is(book, &there, err))
		return false;
	if (!there)
		return true;
	if (!book_change_begin(
		book, "export", h->purpose, NULL, &repeated, err))
		return false;
	fine = log_insert(book, h, err);
	if (fine)
		return book_change_end(book, err);
	book_change_drop(book);
	return false;
}

bool
handed_rounds(
    struct book *book, const char *month, int64_t *rounds, struct err *err)
{
	return db_int(book->db, err, rounds, 0,
	    "SELECT max(round) FROM handed_file WHERE month = ?1", "s", month);
}

static bool
bytes_insert(struct book *book, int64_t id, const void *bytes, size_t size,
    struct err *err)
{
	struct stmt *stmt = db_prepare(book->db,
	    "INSERT INTO handed_bytes (handed_file_id, content) VALUES (?1, ?2)",
	    err);
	bool fine;

	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, id);
	stmt_bind_bytes(stmt, 2, bytes, size);
	fine = stmt_run(stmt, err);
	stmt_free(stmt);
	return fine;
}

bool
handed_keep(struct book *book, const struct handed *h, int64_t round,
    const void *bytes, size_t size, struct err *err)
{
	char *code = mem_printf("%.7s-%lld-%s-%s", h->day, (long long)round,
	    h->report, h->format);
	char *month = mem_strndup(h->day, 7);
	bool fine;

	book->session.by_law++;
	fine = db_run(book->db, err,
		   "INSERT INTO handed_file (code, month, round, report, "
		   "title, format, file, row_count, size, sha256, at, clerk) "
		   "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, "
		   "strftime('%Y-%m-%d %H:%M:%S', 'now', 'localtime'), "
		   "clerk())",
		   "ssissssiis", code, month, round, h->report, h->title,
		   h->format, h->file, h->rows, (int64_t)size, h->sha256) &&
	       bytes_insert(book, db_last_id(book->db), bytes, size, err);
	book->session.by_law--;
	free(code);
	free(month);
	return fine;
}

bool
handed_keep_row(struct book *book, const char *month, int64_t round,
    const struct handed_row *row, struct err *err)
{
	struct stmt *stmt = db_cached(book->db,
	    "INSERT INTO handed_row (month, round, report, title, sheet, "
	    "row_no, row_key, label, cells) "
	    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
	    err);
	bool fine;

	if (!stmt)
		return false;
	stmt_bind_text(stmt, 1, month);
	stmt_bind_int(stmt, 2, round);
	stmt_bind_text(stmt, 3, row->report);
	stmt_bind_text(stmt, 4, row->title);
	stmt_bind_text(stmt, 5, row->sheet);
	stmt_bind_int(stmt, 6, row->number);
	stmt_bind_text(stmt, 7, row->key);
	stmt_bind_text(stmt, 8, row->label);
	stmt_bind_text(stmt, 9, row->cells);
	fine = stmt_run(stmt, err);
	stmt_reset(stmt);
	return fine;
}

static bool
bytes_take(struct stmt *stmt, struct buf *out, char **file, int64_t *rows,
    struct err *err)
{
	size_t size;
	const void *bytes = stmt_bytes(stmt, 0, &size);
	char hex[65];

	digest_bytes(bytes, size, hex);
	if (strcmp(hex, stmt_text(stmt, 1)))
		return err_set(err, ERR_CHECK,
		    _("封存的文件已损坏：%s 的 SHA-256 与封账时不符"),
		    stmt_text(stmt, 2));
	buf_add(out, bytes, size);
	*file = mem_strdup(stmt_text(stmt, 2));
	*rows = stmt_int(stmt, 3);
	return true;
}

bool
handed_find(struct book *book, const char *month, const char *report,
    const char *format, struct buf *out, char **file, int64_t *rows,
    struct err *err)
{
	struct stmt *stmt;
	bool there = false, row = false, fine;

	*file = NULL;
	if (!there_is(book, &there, err))
		return false;
	if (!there)
		return true;
	stmt = db_prepare(book->db,
	    "SELECT b.content, f.sha256, f.file, f.row_count FROM handed_file f"
	    " JOIN handed_bytes b ON b.handed_file_id = f.id"
	    " WHERE f.month = ?1 AND f.report = ?2 AND f.format = ?3"
	    " AND EXISTS (SELECT 1 FROM period p WHERE p.month = f.month"
	    " AND p.module = 'people' AND p.state = 'closed')"
	    " ORDER BY f.round DESC LIMIT 1",
	    err);
	if (!stmt)
		return false;
	stmt_bind_text(stmt, 1, month);
	stmt_bind_text(stmt, 2, report);
	stmt_bind_text(stmt, 3, format);
	fine = stmt_step(stmt, &row, err) &&
	       (!row || bytes_take(stmt, out, file, rows, err));
	stmt_free(stmt);
	return fine;
}
