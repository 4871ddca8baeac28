/*
 * Is the book whole: the file, its references, the journal's chain, the law
 * itself, compared with what the schema files make, and every row, compared
 * with the journal.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "store/book.h"
#include "store/check_rows.h"
#include "store/journal.h"

struct report {
	book_check_row *row;
	void *data;
	bool stopped;
};

static void
tell(struct report *report, const char *code, const char *label,
    const char *left, const char *right, bool ok, const char *explanation)
{
	if (!report->stopped)
		report->stopped = !report->row(report->data, code, label, left,
		    right, ok, explanation);
}

static bool
check_file(struct book *book, struct report *report, struct err *err)
{
	char *found = NULL;
	bool good = db_string(
	    book->db, err, &found, "PRAGMA integrity_check(1)", "");
	bool whole = found && !strcmp(found, "ok");

	if (good)
		tell(report, "file", _("文件完整"), whole ? "ok" : found, "ok",
		    whole, whole ? "" : _("文件已损坏，请从备份恢复"));
	free(found);
	return good;
}

static bool
check_references(struct book *book, struct report *report, struct err *err)
{
	int64_t lost;
	char text[24];

	if (!db_int(book->db, err, &lost, 0,
	        "SELECT count(*) FROM pragma_foreign_key_check", ""))
		return false;
	snprintf(text, sizeof(text), "%" PRId64, lost);
	tell(report, "references", _("引用落空"), text, "0", lost == 0, "");
	return true;
}

static bool
check_journal(
    struct book *book, struct report *report, bool *whole, struct err *err)
{
	int64_t count, broken;
	char head[65], left[24], right[24];

	if (!journal_verify(book->db, &count, &broken, head, err))
		return false;
	*whole = broken == 0;
	snprintf(left, sizeof(left), "%" PRId64, broken ? broken - 1 : count);
	snprintf(right, sizeof(right), "%" PRId64, count);
	tell(report, "journal", _("日志链"), left, right, broken == 0,
	    broken ? _("从下一条起被改动过") : head);
	return true;
}

/* One text per object of the schema, in name order. */
static bool
read_schema(struct db *db, struct stmt **stmt, bool *row, struct err *err)
{
	*stmt = db_prepare(db,
	    "SELECT name, coalesce(sql, '') FROM sqlite_schema"
	    " WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
	    err);
	return *stmt && stmt_step(*stmt, row, err);
}

static bool
compare(struct stmt *ours, bool our_row, struct stmt *files, bool file_row,
    int64_t *equal, int64_t *different, struct buf *names, struct err *err)
{
	while (our_row || file_row) {
		int order = !our_row ? 1
		    : !file_row      ? -1
		                : strcmp(stmt_text(ours, 0), stmt_text(files, 0));
		const char *name = stmt_text(order <= 0 ? ours : files, 0);
		bool same = order == 0 &&
		    !strcmp(stmt_text(ours, 1), stmt_text(files, 1));

		*equal += same;
		*different += !same;
		if (!same && *different <= 5)
			buf_printf(names, "%s%s%s", names->size ? " " : "",
			    order < 0        ? "+"
			        : order == 0 ? ""
			                     : "-",
			    name);
		if (order <= 0 && !stmt_step(ours, &our_row, err))
			return false;
		if (order >= 0 && !stmt_step(files, &file_row, err))
			return false;
	}
	return true;
}

/* A trigger that a stranger added or took away passes every other check. */
static bool
check_schema(struct book *book, struct book *fresh, struct report *report,
    struct err *err)
{
	struct stmt *ours = NULL, *files = NULL;
	struct buf names = {0};
	bool our_row, file_row, good;
	int64_t equal = 0, different = 0;
	char left[24], right[24];

	good = read_schema(book->db, &ours, &our_row, err) &&
	    read_schema(fresh->db, &files, &file_row, err) &&
	    compare(ours, our_row, files, file_row, &equal, &different, &names,
	        err);
	if (good) {
		snprintf(left, sizeof(left), "%" PRId64, equal);
		snprintf(right, sizeof(right), "%" PRId64, equal + different);
		tell(report, "schema", _("账本结构与规则"), left, right,
		    different == 0, buf_string(&names));
	}
	stmt_free(ours);
	stmt_free(files);
	buf_done(&names);
	return good;
}

static bool
check_against_journal(struct book *book, struct book *fresh,
    struct report *report, struct err *err)
{
	struct check_rows rows = {0};
	char left[24], right[24];
	bool good = check_rows(book->db, fresh->db, &rows, err);

	if (good) {
		snprintf(left, sizeof(left), "%" PRId64,
		    rows.count - rows.faults);
		snprintf(right, sizeof(right), "%" PRId64, rows.count);
		tell(report, "rows", _("记录与日志一致"), left, right,
		    rows.faults == 0, buf_string(&rows.names));
	}
	buf_done(&rows.names);
	return good;
}

bool
book_check(
    struct book *book, book_check_row *row, void *data, struct err *err)
{
	struct report report = {row, data, false};
	struct book fresh;
	bool whole = false, good;

	if (!check_file(book, &report, err) ||
	    !check_references(book, &report, err) ||
	    !check_journal(book, &report, &whole, err) ||
	    !book_open(&fresh, NULL, DB_MEMORY, &book->data, err))
		return false;
	good = check_schema(book, &fresh, &report, err) &&
	    (!whole || check_against_journal(book, &fresh, &report, err));
	book_close(&fresh);
	return good;
}
