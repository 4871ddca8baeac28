/*
 * A fresh data folder in a temporary place: the house's schema file and
 * those of tests/fixtures/store up to a number, and a book made from it.
 */
#ifndef JB_TESTS_STORE_FIXTURE_H
#define JB_TESTS_STORE_FIXTURE_H

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/path.h"
#include "store/book.h"

struct fixture {
	char *dir, *book;
	char *dirs[3];
	struct data_dirs data;
};

static inline void
fixture_die(const char *what, struct err *err)
{
	printf("Bail out! %s: %s %s\n", what, err->text ? err->text : "",
	    err->detail ? err->detail : "");
	exit(1);
}

static inline void
fixture_copy(struct fixture *fixture, const char *from)
{
	struct err err = {0};
	struct buf text = {0};
	char *to = mem_printf("%s/schema/%s", fixture->dir, path_name(from));

	if (!path_read(from, 1 << 20, &text, &err) ||
	    !path_write(to, buf_string(&text), text.size, &err))
		fixture_die("copy", &err);
	buf_done(&text);
	free(to);
}

static inline void
fixture_make(struct fixture *fixture)
{
	const char *tmp = getenv("TMPDIR");
	char *schema;

	*fixture = (struct fixture){0};
	fixture->dir = mem_printf("%s/jb-store-XXXXXX", tmp ? tmp : "/tmp");
	if (!mkdtemp(fixture->dir))
		exit(1);
	schema = path_join(fixture->dir, "schema");
	mkdir(schema, 0700);
	free(schema);
	fixture->book = path_join(fixture->dir, "office.jb");
	fixture->dirs[0] = fixture->dir;
	fixture->data = (struct data_dirs){fixture->dirs, 1};
	fixture_copy(fixture, "schema/0001-house.sql");
	fixture_copy(fixture, "tests/fixtures/store/0002-visit.sql");
}

static inline void
fixture_remove(const char *dir)
{
	DIR *open = opendir(dir);
	struct dirent *entry;

	while (open && (entry = readdir(open))) {
		char *path = path_join(dir, entry->d_name);

		if (strcmp(entry->d_name, ".") && strcmp(entry->d_name, "..")) {
			if (path_is_dir(path))
				fixture_remove(path);
			unlink(path);
		}
		free(path);
	}
	if (open)
		closedir(open);
	rmdir(dir);
}

static inline void
fixture_done(struct fixture *fixture)
{
	fixture_remove(fixture->dir);
	free(fixture->dir);
	free(fixture->book);
	*fixture = (struct fixture){0};
}

static inline void
fixture_open(struct fixture *fixture, struct book *book, enum db_mode mode)
{
	struct err err = {0};

	if (!book_open(book, fixture->book, mode, &fixture->data, &err))
		fixture_die("open", &err);
}

/* Acts as a clerk with these roles without asking the book. */
static inline void
fixture_be(struct book *book, const char *clerk, const char *roles)
{
	session_set(&book->session.clerk, clerk);
	session_set(&book->session.roles, roles);
}

/* One statement as one change; the refusal's name, "" when it went through.
 * Static text, until the next call. */
static inline const char *
fixture_try(struct book *book, const char *action, const char *reason,
    const char *sql)
{
	static char name[128];
	struct err err = {0};
	bool repeated;

	name[0] = '\0';
	if (!book_change_begin(book, action, reason, NULL, &repeated, &err))
		fixture_die("change", &err);
	db_fault_clear(book->db);
	if (db_exec(book->db, sql, &err) && book_change_end(book, &err))
		return name;
	snprintf(name, sizeof(name), "%s%s%s",
	    db_fault(book->db).name ? db_fault(book->db).name
	        : db_fault(book->db).kind == FAULT_FOREIGN ? "foreign"
	                                                   : err.text,
	    db_fault(book->db).column ? " " : "",
	    db_fault(book->db).column ? db_fault(book->db).column : "");
	book_change_drop(book);
	err_done(&err);
	return name;
}

static inline long long
fixture_int(struct book *book, const char *sql)
{
	struct err err = {0};
	int64_t value;

	if (!db_int(book->db, &err, &value, -1, sql, ""))
		fixture_die(sql, &err);
	return value;
}

#endif
