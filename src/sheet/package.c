/* The same rows give the same bytes, so the checksum is known at the seal. */
#include "sheet/package.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "record/record.h"
#include "sheet/export_words.h"
#include "sheet/package_head.h"
#include "store/digest.h"
#include "store/handed.h"

void
package_head_done(struct package_head *h)
{
	free(h->office);
	free(h->month);
	free(h->seal);
	free(h->closed_at);
	free(h->closed_by);
	free(h->sha256);
	memset(h, 0, sizeof(*h));
}

bool
package_possible(struct forms *forms, bool *is, struct err *err)
{
	int64_t count;

	if (!db_int(forms_book(forms)->db, err, &count, 0,
		"SELECT count(*) FROM sqlite_schema WHERE name IN "
		"('sealed_month', 'sealed_row', 'setting_now')",
		""))
		return false;
	*is = count == 3;
	return true;
}

/* ---- the lines ---- */

/* To a file, or only into the digest. */
struct writing_out {
	FILE *file;
	struct digest *digest;
	int64_t rows;
};

static bool
line_out(struct writing_out *w, const struct buf *line, struct err *err)
{
	digest_add(w->digest, line->text, line->size);
	return !w->file ||
	       fwrite(line->text, 1, line->size, w->file) == line->size ||
	       err_set(err, ERR_WORLD, _("没有写成：%s"), strerror(errno));
}

static void
member(struct buf *line, const char *name, const char *value)
{
	buf_add_json(line, name);
	buf_add_char(line, ':');
	buf_add_json(line, value);
	buf_add_char(line, ',');
}

static bool
head_out(struct writing_out *w, const struct package_head *h, struct err *err)
{
	struct buf line = {0};
	bool fine;

	buf_printf(&line, PACKAGE_MAGIC "%d\n{", PACKAGE_FORMAT);
	member(&line, "office", h->office);
	member(&line, "month", h->month);
	member(&line, "seal", h->seal);
	member(&line, "closed_at", h->closed_at);
	member(&line, "closed_by", h->closed_by);
	buf_printf(&line, "\"round\":%" PRId64 ",\"rows\":%" PRId64 "}\n",
	    h->round, h->rows);
	fine = line_out(w, &line, err);
	buf_done(&line);
	return fine;
}

static bool
rows_out(struct writing_out *w, struct db *db, int64_t id, struct err *err)
{
	struct stmt *stmt = db_prepare(db,
	    "SELECT report, sheet, row_no, fields FROM sealed_row"
	    " WHERE sealed_month_id = ?1 ORDER BY report, sheet, row_no",
	    err);
	struct buf line = {0};
	bool row = true, fine = stmt != NULL;

	if (fine)
		stmt_bind_int(stmt, 1, id);
	while (fine && (fine = stmt_step(stmt, &row, err)) && row) {
		buf_clear(&line);
		buf_add_char(&line, '{');
		member(&line, "report", stmt_text(stmt, 0));
		buf_printf(&line,
		    "\"sheet\":%" PRId64 ",\"row\":%" PRId64 ",\"fields\":%s}\n",
		    stmt_int(stmt, 1), stmt_int(stmt, 2), stmt_text(stmt, 3));
		w->rows++;
		fine = line_out(w, &line, err);
	}
	stmt_free(stmt);
	buf_done(&line);
	return fine;
}

static bool
all_out(struct db *db, const struct package_head *h, FILE *file, char hex[65],
    struct err *err)
{
	struct writing_out w = {.file = file, .digest = digest_new()};
	bool fine = head_out(&w, h, err) && rows_out(&w, db, h->id, err);

	digest_end(w.digest, hex);
	return fine;
}

/* ---- at the seal ---- */

bool
package_begin(struct forms *forms, struct sealed_rows *rows, struct err *err)
{
	return db_int(forms_book(forms)->db, err, &rows->month, 0,
	    "SELECT coalesce(max(id), 0) + 1 FROM sealed_month", "");
}

static bool
head_now(struct forms *forms, struct package_head *h, struct err *err)
{
	struct db *db = forms_book(forms)->db;

	if (!db_string(db, err, &h->office,
		"SELECT value FROM setting_now WHERE code = 'office_name'",
		"") ||
	    !db_string(db, err, &h->closed_at,
		"SELECT strftime('%Y-%m-%d %H:%M:%S', 'now', 'localtime')", ""))
		return false;
	if (!h->office) /* made without --name */
		h->office = mem_strdup("未命名单位");
	h->closed_by = mem_strdup(forms_book(forms)->session.clerk);
	return true;
}

static bool
give_number(struct record *r, struct forms *forms, const char *field,
    int64_t value, struct err *err)
{
	char *text = mem_printf("%" PRId64, value);
	bool fine = record_give(r, forms, field, text, false, err);

	free(text);
	return fine;
}

/* The program's own hand, but not without the law. */
bool
package_month_add(struct forms *forms, const struct package_head *h, bool collected,
    int64_t *id, struct err *err)
{
	struct session *session = &forms_book(forms)->session;
	const struct formdef *form = forms_get(forms, "sealed_month", err);
	struct writing w = {0};
	struct record r;
	bool fine;

	if (!form)
		return false;
	record_new(&r, form);
	fine = record_give(&r, forms, "office", h->office, false, err) &&
	       record_give(&r, forms, "month", h->month, false, err) &&
	       record_give(&r, forms, "seal", h->seal, false, err) &&
	       record_give(&r, forms, "closed_at", h->closed_at, false, err) &&
	       record_give(&r, forms, "closed_by", h->closed_by, false, err) &&
	       record_give(&r, forms, "sha256", h->sha256, false, err) &&
	       give_number(&r, forms, "round", h->round, err) &&
	       give_number(&r, forms, "row_count", h->rows, err) &&
	       give_number(&r, forms, "collected", collected, err);
	session->by_law++;
	fine = fine && record_save(&r, forms, &w, err);
	session->by_law--;
	*id = r.id;
	record_done(&r);
	return fine;
}

bool
package_seal(struct forms *forms, const struct sealed_rows *rows,
    const char *month, int64_t round, const char *seal, struct err *err)
{
	struct package_head h = {.id = rows->month, .round = round, .rows = rows->count};
	char hex[65];
	int64_t id;
	bool fine;

	h.month = mem_strdup(month);
	h.seal = mem_strdup(seal ? seal : "");
	fine = head_now(forms, &h, err) &&
	       all_out(forms_book(forms)->db, &h, NULL, hex, err);
	if (fine) {
		h.sha256 = mem_strdup(hex);
		fine = package_month_add(forms, &h, false, &id, err);
	}
	package_head_done(&h);
	return fine;
}

/* ---- as a file ---- */

static bool
head_find(struct db *db, const char *month, struct package_head *h, struct err *err)
{
	struct stmt *stmt = db_prepare(db,
	    "SELECT office, month, seal, closed_at, closed_by, sha256, id,"
	    " round, row_count FROM sealed_month s WHERE month = ?1"
	    " AND collected = 0 AND EXISTS (SELECT 1 FROM period p WHERE"
	    " p.month = s.month AND p.module = 'people' AND p.state = 'closed')"
	    " ORDER BY round DESC LIMIT 1",
	    err);
	bool row = false, fine = stmt != NULL;

	if (fine)
		stmt_bind_text(stmt, 1, month);
	if (fine && (fine = stmt_step(stmt, &row, err)) && row) {
		char **texts[] = {&h->office, &h->month, &h->seal,
		    &h->closed_at, &h->closed_by, &h->sha256};

		for (int i = 0; i < 6; i++)
			*texts[i] = mem_strdup(stmt_text(stmt, i));
		h->id = stmt_int(stmt, 6);
		h->round = stmt_int(stmt, 7);
		h->rows = stmt_int(stmt, 8);
	}
	stmt_free(stmt);
	return fine;
}

bool
package_there(
    struct forms *forms, const char *month, bool *there, struct err *err)
{
	struct package_head h = {0};
	bool fine = package_possible(forms, there, err) &&
		    (!*there ||
			head_find(forms_book(forms)->db, month, &h, err));

	*there = h.id != 0;
	package_head_done(&h);
	return fine;
}

/* jieban-OFFICE-2026-11.jbm; a month handed in again: -2026-11-2. */
static char *
target_make(const struct package_head *h, const char *out)
{
	size_t size = out ? strlen(out) : 0;
	char *office, *file, *target;

	if (size && out[size - 1] != '/' && !path_is_dir(out))
		return mem_strdup(out);
	office = export_words_part(h->office);
	file = h->round > 1
		   ? mem_printf("jieban-%s-%s-%" PRId64 "." PACKAGE_ENDING,
			 office, h->month, h->round)
		   : mem_printf("jieban-%s-%s." PACKAGE_ENDING, office,
			 h->month);
	target = path_join(size ? out : ".", file);
	free(office);
	free(file);
	return target;
}

static bool
file_fill(struct db *db, const struct package_head *h, int fd, struct err *err)
{
	FILE *file = fdopen(fd, "w");
	char hex[65] = "";
	bool fine;

	if (!file) {
		close(fd);
		return err_set(err, ERR_WORLD, _("没有写成：%s"), strerror(errno));
	}
	fine = all_out(db, h, file, hex, err);
	if (fine && strcmp(hex, h->sha256))
		fine = err_set(err, ERR_CHECK,
		    _("封存的月报已损坏：%s 的 SHA-256 与封账时不符"), h->month);
	fine = fine && fprintf(file, "sha256 %s\n", hex) > 0;
	if (fclose(file) != 0 || (!fine && !err_is_set(err)))
		fine = err_set(err, ERR_WORLD, _("没有写成：%s"), strerror(errno));
	return fine;
}

static bool
file_log(struct forms *forms, const struct package_head *h, const char *aside,
    const char *target, const char *reason, struct err *err)
{
	struct book *book = forms_book(forms);
	char hex[65], *day = mem_printf("%s-01", h->month);
	struct handed log = {.report = PACKAGE_REPORT,
	    .title = "封存月报",
	    .day = day,
	    .format = PACKAGE_ENDING,
	    .file = path_name(target),
	    .purpose = reason,
	    .rows = h->rows,
	    .sha256 = hex,
	    .sealed = true};
	bool fine = book->read_only || (digest_file(aside, hex, err) &&
					   handed_log(book, &log, err));

	free(day);
	return fine;
}

static bool
file_make(struct forms *forms, const struct package_head *h, const char *target,
    const char *reason, struct err *err)
{
	char *aside = NULL;
	bool fine;
	int fd;

	if (!path_aside_open(target, &aside, &fd, err))
		return false;
	fine = file_fill(forms_book(forms)->db, h, fd, err) &&
	       file_log(forms, h, aside, target, reason, err) &&
	       path_aside_commit(&aside, target, err);
	if (aside)
		path_aside_drop(&aside);
	return fine;
}

bool
package_write(struct forms *forms, const char *month, const char *out,
    const char *reason, char **made, struct err *err)
{
	struct package_head h = {0};
	char *target;
	bool is = false, fine;

	*made = NULL;
	if (!package_possible(forms, &is, err) ||
	    (is && !head_find(forms_book(forms)->db, month, &h, err)))
		return false;
	if (!h.id)
		return err_refuse(err, "not_sealed", NULL,
		    _("%s还没有封账，没有可上交的封存月报；先 month close %s"),
		    month, month);
	target = target_make(&h, out);
	lang_pause(true);
	fine = file_make(forms, &h, target, reason, err);
	lang_pause(false);
	if (fine)
		*made = target;
	else
		free(target);
	package_head_done(&h);
	return fine;
}
