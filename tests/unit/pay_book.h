/*
 * For the tests of the pay room: a fresh book in memory with our schema, a
 * scheme file read by the smallest of readers (the room knows no parser),
 * and facts put in by plain SQL.
 */
#ifndef JB_TESTS_PAY_BOOK_H
#define JB_TESTS_PAY_BOOK_H

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/path.h"
#include "pay/scheme.h"
#include "store/book.h"
#include "tap.h"

static struct book book;
static struct err err;

struct scheme_text {
	struct buf text;
	struct scheme_line *lines;
	size_t count, room;
	struct scheme_file file;
};

static inline void
show_err(const char *what)
{
	if (!err_is_set(&err))
		return;
	printf("# %s: %s (%s)\n", what, err.text ? err.text : "?",
	    err.detail ? err.detail : "");
	err_done(&err);
}

static inline char *
cut(char *s)
{
	char *end;

	while (*s == ' ' || *s == '\t')
		s++;
	end = s + strlen(s);
	while (end > s && (end[-1] == ' ' || end[-1] == '"'))
		*--end = '\0';
	return *s == '"' ? s + 1 : s;
}

/* Takes text->text apart; the lines point into it. */
static inline void
split_scheme(struct scheme_text *text, const char *path)
{
	char *at = text->text.text, *section = NULL;
	int number = 0;

	while (at && *at) {
		char *next = strchr(at, '\n'), *equals;
		struct scheme_line line = {0};

		if (next)
			*next++ = '\0';
		number++;
		equals = strchr(at, '=');
		if (*at == '[') {
			section = at + 1;
			*strchr(section, ']') = '\0';
		} else if (equals && *at != '#') {
			*equals = '\0';
			line.key = cut(at);
			line.value = cut(equals + 1);
		}
		if (*at == '[' || line.key) {
			line.section = section;
			line.line = number;
			text->lines = mem_grow(text->lines, text->count,
			    &text->room, sizeof *text->lines);
			text->lines[text->count++] = line;
		}
		at = next;
	}
	text->file =
	    (struct scheme_file){path, text->lines, text->count};
}

static inline void
drop_scheme(struct scheme_text *text)
{
	buf_done(&text->text);
	free(text->lines);
	memset(text, 0, sizeof *text);
}

static inline bool
load_text(const char *name, const char *content)
{
	struct scheme_text text = {0};
	bool good;

	buf_add_string(&text.text, content);
	split_scheme(&text, name);
	good = scheme_load(&book, &text.file, NULL, &err);
	drop_scheme(&text);
	return good;
}

static inline bool
load_preset(const char *name)
{
	struct buf text = {0};
	char path[200];
	bool good;

	snprintf(path, sizeof path, "schemes/%s.ini", name);
	good = path_read(path, 1 << 20, &text, &err) &&
	    load_text(path, buf_string(&text));
	buf_done(&text);
	return good;
}

/* A preset with some text exchanged: `old` by `new_`, and again. */
static inline bool
load_changed(const char *name, const char *const pairs[][2], size_t count)
{
	struct buf text = {0}, out = {0};
	char path[200];
	bool good;

	snprintf(path, sizeof path, "schemes/%s.ini", name);
	if (!path_read(path, 1 << 20, &text, &err))
		return false;
	for (size_t i = 0; i < count; i++) {
		const char *at = buf_string(&text), *hit;

		buf_clear(&out);
		while ((hit = strstr(at, pairs[i][0]))) {
			buf_add(&out, at, (size_t)(hit - at));
			buf_add_string(&out, pairs[i][1]);
			at = hit + strlen(pairs[i][0]);
		}
		buf_add_string(&out, at);
		buf_clear(&text);
		buf_add_string(&text, buf_string(&out));
	}
	good = load_text(path, buf_string(&text));
	buf_done(&text);
	buf_done(&out);
	return good;
}

static inline bool
run_sql(const char *sql)
{
	bool good, repeated;

	good = book_change_begin(
	    &book, "add", "测试", NULL, &repeated, &err);
	book.session.by_law++;
	good = good && db_exec(book.db, sql, &err);
	book.session.by_law--;
	if (good)
		good = book_change_end(&book, &err);
	else
		book_change_drop(&book);
	if (!good) {
		printf("# in: %s\n", sql);
		show_err("sql");
	}
	return good;
}

static inline int64_t
get_int(const char *sql)
{
	int64_t value = -999;

	if (!db_int(book.db, &err, &value, -999, sql, ""))
		show_err(sql);
	return value;
}

/* A district, a street, a community (organs 1, 2, 3). */
static inline bool
open_book(void)
{
	static char source[] = ".";
	static char *dirs[] = {source};
	struct data_dirs data = {dirs, 1};

	memset(&book, 0, sizeof book);
	if (!book_open(&book, NULL, DB_MEMORY, &data, &err)) {
		show_err("book_open");
		return false;
	}
	snprintf(book.session.today, DATE_SIZE, "2026-11-20");
	snprintf(book.session.as_of, DATE_SIZE, "2026-11-20");
	return run_sql(
	    "INSERT INTO organ (id, code, full_name, short_name, kind,"
	    " parent_id, valid_from) VALUES"
	    " (101, 'Q0', '区', '区', 'district', NULL, '2000-01-01'),"
	    " (102, 'S1', '甲街道', '甲', 'street', 101, '2000-01-01'),"
	    " (103, 'S101', '甲一社区', '甲一', 'community', 102,"
	    " '2000-01-01')");
}

/* Worker `id` (code 'W<id>'). */
static inline bool
add_worker(int id)
{
	char sql[700];

	snprintf(sql, sizeof sql,
	    "INSERT INTO person (id, code, name, id_no, sex, birth_on,"
	    " ethnicity, category, home_organ_id) SELECT %d, 'P%d', '赵敏',"
	    " b || id_check(b || '0'), '2',"
	    " '1980-01-01', '01', 'community', 103"
	    " FROM (SELECT '99010119800101%03d' AS b);"
	    "INSERT INTO worker (id, code, person_id) VALUES (%d, 'W%d', %d)",
	    id, id, id * 2, id, id, id);
	return run_sql(sql);
}

static inline bool
add_service(int id, const char *from, const char *post, const char *job)
{
	char sql[700];

	snprintf(sql, sizeof sql,
	    "INSERT INTO service_spell (code, worker_id, community_id,"
	    " starts_on, served_at) VALUES ('F%d', %d, 103, '%s', 'street');"
	    "INSERT INTO worker_post (code, worker_id, post, job, starts_on)"
	    " VALUES ('R%d', %d, '%s', '%s', '%s')",
	    id, id, from, id, id, post, job, from);
	return run_sql(sql);
}

#endif
