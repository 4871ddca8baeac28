/*
 * Two passes over the open file: the checksum first, then the lines.  What
 * a line holds is looked at by SQLite's JSON functions.
 */
#include "sheet/collect.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "sheet/package.h"
#include "sheet/package_head.h"
#include "store/digest.h"

#define LINE_MOST (1 << 20)

struct collecting {
	struct forms *forms;
	struct db *db;
	FILE *file;
	char *line;
	size_t size;
	int64_t number; /* of the line, from 1 */
	struct package_head head;
	int64_t rows;
};

static bool
refuse(struct err *err, const char *sentence)
{
	return err_refuse(err, "package_changed", NULL, "%s", sentence);
}

static bool
open_file(struct collecting *c, const char *path, struct err *err)
{
	struct stat st;
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);

	if (fd < 0)
		return err_set(err, ERR_WORLD, _("打不开：%s"), strerror(errno));
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) ||
	    !(c->file = fdopen(fd, "r"))) {
		close(fd);
		return err_set(err, ERR_WORLD, _("不是普通文件"));
	}
	c->line = mem_alloc(LINE_MOST);
	return true;
}

/* With its line feed, which every line of a package has; *more false at the
 * end. */
static bool
next_line(struct collecting *c, bool *more, struct err *err)
{
	*more = fgets(c->line, LINE_MOST, c->file) != NULL;
	if (!*more)
		return !ferror(c->file) ||
		       err_set(err, ERR_WORLD, _("读到一半出错"));
	c->number++;
	c->size = strlen(c->line);
	if (c->line[c->size - 1] == '\n' && text_valid(c->line, c->size))
		return true;
	return refuse(err, _("文件不完整或被改过"));
}

static bool
is_ours(struct collecting *c, struct err *err)
{
	bool more;

	if (!next_line(c, &more, err) || !more ||
	    strncmp(c->line, PACKAGE_MAGIC, sizeof(PACKAGE_MAGIC) - 1)) {
		err_done(err);
		return err_refuse(err, "not_a_package", NULL,
		    _("不是封存月报（export package 写出的 .jbm 文件）"));
	}
	if (atoi(c->line + sizeof(PACKAGE_MAGIC) - 1) == PACKAGE_FORMAT)
		return true;
	return err_set(err, ERR_WORLD,
	    _("这份封存月报的格式是本程序不认识的，请升级程序"));
}

/* The last line's sum must be that of all before it. */
static bool
verify(struct collecting *c, struct err *err)
{
	struct digest *digest = digest_new();
	char hex[65], said[80] = "";
	bool more = true, fine = is_ours(c, err);

	while (fine && more && !said[0]) {
		if (!strncmp(c->line, "sha256 ", 7))
			snprintf(said, sizeof(said), "%s", c->line + 7);
		else
			digest_add(digest, c->line, c->size);
		fine = next_line(c, &more, err);
	}
	digest_end(digest, hex);
	if (!fine)
		return false;
	said[strcspn(said, "\n")] = '\0';
	c->head.sha256 = mem_strdup(hex);
	return (!more && !strcmp(said, hex)) ||
	       refuse(err, _("文件不完整或被改过：校验码不符"));
}

static bool
is_json(struct collecting *c, struct err *err)
{
	int64_t valid = 0;

	c->line[--c->size] = '\0';
	return db_int(c->db, err, &valid, 0, "SELECT json_valid(?1)", "s",
		   c->line) &&
	       (valid || refuse(err, _("文件内容不合格")));
}

static bool
text_member(struct collecting *c, const char *path, char **out,
    struct err *err)
{
	return db_string(c->db, err, out,
		   "SELECT json_extract(?1, ?2)"
		   " WHERE json_type(?1, ?2) = 'text'",
		   "ss", c->line, path) &&
	       (*out || refuse(err, _("文件内容不合格")));
}

static bool
number_member(
    struct collecting *c, const char *path, int64_t *out, struct err *err)
{
	return db_int(c->db, err, out, -1,
		   "SELECT json_extract(?1, ?2)"
		   " WHERE json_type(?1, ?2) = 'integer'",
		   "ss", c->line, path) &&
	       (*out >= 0 || refuse(err, _("文件内容不合格")));
}

static bool
read_head(struct collecting *c, struct err *err)
{
	struct package_head *h = &c->head;
	bool more;

	rewind(c->file);
	c->number = 0;
	return next_line(c, &more, err) && next_line(c, &more, err) &&
	       is_json(c, err) &&
	       text_member(c, "$.office", &h->office, err) &&
	       text_member(c, "$.month", &h->month, err) &&
	       text_member(c, "$.seal", &h->seal, err) &&
	       text_member(c, "$.closed_at", &h->closed_at, err) &&
	       text_member(c, "$.closed_by", &h->closed_by, err) &&
	       number_member(c, "$.round", &h->round, err) &&
	       number_member(c, "$.rows", &h->rows, err);
}

/* Names as our definitions have them, values flat texts without controls. */
#define ROW_SQL                                                               \
	"INSERT INTO sealed_row (sealed_month_id, report, sheet, row_no,"     \
	" fields) SELECT ?1, ?2 ->> '$.report', ?2 ->> '$.sheet',"            \
	" ?2 ->> '$.row', ?2 -> '$.fields'"                                   \
	" WHERE json_type(?2, '$.report') = 'text'"                           \
	" AND ?2 ->> '$.report' NOT GLOB '*[^a-z0-9_]*'"                      \
	" AND json_type(?2, '$.sheet') = 'integer'"                           \
	" AND json_type(?2, '$.row') = 'integer'"                             \
	" AND json_type(?2, '$.fields') = 'object' AND NOT EXISTS ("          \
	"SELECT 1 FROM json_each(?2, '$.fields') WHERE type <> 'text'"        \
	" OR key GLOB '*[^a-z0-9_]*' OR value GLOB"                           \
	" '*[' || char(1) || '-' || char(8) || char(11) || char(12) ||"       \
	" char(14) || '-' || char(31) || ']*')"

static bool
take_row(struct collecting *c, struct err *err)
{
	struct stmt *stmt;
	bool fine;

	if (!is_json(c, err) || !(stmt = db_cached(c->db, ROW_SQL, err)))
		return false;
	stmt_bind_int(stmt, 1, c->head.id);
	stmt_bind_text(stmt, 2, c->line);
	fine = stmt_run(stmt, err);
	if (fine && db_changes(c->db) != 1)
		fine = refuse(err, _("文件内容不合格"));
	c->rows++;
	return fine;
}

static bool
take_rows(struct collecting *c, struct err *err)
{
	bool more = true, fine = true;

	while (fine && (fine = next_line(c, &more, err)) && more &&
	       strncmp(c->line, "sha256 ", 7))
		fine = take_row(c, err);
	if (!fine && err->status == ERR_REFUSED)
		err_context(err, _("第%lld行"), (long long)c->number);
	return fine && (c->rows == c->head.rows ||
			   refuse(err, _("行数与封账时不符")));
}

static bool
take(struct collecting *c, struct err *err)
{
	return verify(c, err) && read_head(c, err) &&
	       package_month_add(
		   c->forms, &c->head, true, &c->head.id, err) &&
	       take_rows(c, err);
}

bool
collect_package(
    struct forms *forms, const char *path, char **what, struct err *err)
{
	struct collecting c = {.forms = forms, .db = forms_book(forms)->db};
	bool fine = open_file(&c, path, err) && take(&c, err);

	*what = NULL;
	if (fine)
		*what = mem_printf(_("%s %s 第%lld次 %lld行 %s"),
		    c.head.office, c.head.month, (long long)c.head.round,
		    (long long)c.rows, c.head.seal);
	else
		err_context(err, "%s", path);
	if (c.file)
		fclose(c.file);
	free(c.line);
	package_head_done(&c.head);
	return fine;
}
