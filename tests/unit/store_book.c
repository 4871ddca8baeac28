/* Opening books: ours, older, newer, foreign, damaged, gone; each its own
 * sentence, and the bytes as they were. */
#include <fcntl.h>
#include <stdio.h>

#include "tap.h"
#include "store/digest.h"
#include "unit/store_fixture.h"

static struct fixture fixture;

static void
fails(const char *path, enum db_mode mode, const char *words, const char *name)
{
	struct err err = {0};
	struct book book;
	bool opened = book_open(&book, path, mode, &fixture.data, &err);

	ok(!opened && err.text && strstr(err.text, words), "open: %s (%s)",
	    name, err.text ? err.text : "");
	if (opened)
		book_close(&book);
	err_done(&err);
}

static void
run(const char *sql)
{
	struct err err = {0};
	struct db *db = NULL;

	if (!db_open(&db, fixture.book, DB_WRITE, &err) ||
	    !db_exec(db, sql, &err))
		fixture_die(sql, &err);
	db_close(db);
}

static void
test_make(void)
{
	struct book book;
	struct err err = {0};

	fails(fixture.book, DB_WRITE, "不存在", "no book is told");
	fixture_open(&fixture, &book, DB_MAKE);
	ok(book.session.clerk && strstr(book.session.roles, "checker"),
	    "open: the maker has every role");
	is_int(fixture_int(&book, "SELECT count(*) FROM clerk"), 1,
	    "open: the maker is its first clerk");
	ok(!book_act_as(&book, "nobody", &err), "act: an unknown clerk");
	is(err.code, "no_clerk", "act: is refused by name");
	err_done(&err);
	ok(book_act_as(&book, NULL, &err), "act: the login name is a clerk");
	book_close(&book);
	fails(fixture.book, DB_MAKE, "已存在", "a book is not made over one");
	fixture_open(&fixture, &book, DB_WRITE);
	is_int(fixture_int(&book, "PRAGMA user_version"), 2,
	    "open: the version is the last file's");
	is_int(fixture_int(&book, "PRAGMA foreign_keys"), 1,
	    "open: references are kept");
	book_close(&book);
}

static void
test_upgrade(void)
{
	struct book book;

	fixture_open(&fixture, &book, DB_WRITE);
	fixture_be(&book, "a", "entry");
	is(fixture_try(&book, "add", NULL,
	       "INSERT INTO guest (code, name) VALUES ('G1', '甲')"),
	    "", "upgrade: a row before");
	book_close(&book);
	fixture_copy(&fixture, "tests/fixtures/store/0003-later.sql");
	fixture_open(&fixture, &book, DB_WRITE);
	is_int(fixture_int(&book, "PRAGMA user_version"), 3,
	    "upgrade: the version is new");
	is_int(fixture_int(&book, "SELECT phone = '-' FROM guest"), 1,
	    "upgrade: the step ran");
	is_int(fixture_int(&book,
	           "SELECT count(*) FROM journal WHERE clerk = 'system'"),
	    1, "upgrade: what it changed stands in the journal");
	fixture_be(&book, "a", "entry");
	is(fixture_try(&book, "set", NULL,
	       "UPDATE guest SET phone = '1', version = version + 1"),
	    "", "upgrade: the law knows the new column");
	is_int(fixture_int(&book,
	           "SELECT new ->> '$.phone' = '1' FROM journal"
	           " ORDER BY seq DESC LIMIT 1"),
	    1, "upgrade: and so does the journal");
	book_close(&book);
}

static void
test_suspicion(void)
{
	char before[65], after[65], *link = path_join(fixture.dir, "link.jb");
	struct err err = {0};

	run("PRAGMA user_version = 9");
	ok(digest_file(fixture.book, before, &err), "open: digest");
	fails(fixture.book, DB_WRITE, "第9版", "a newer book is refused");
	fails(fixture.book, DB_READ, "第3版", "with both numbers");
	ok(digest_file(fixture.book, after, &err), "open: digest");
	is(after, before, "open: the newer book's bytes are unchanged");
	run("PRAGMA user_version = 3; PRAGMA application_id = 1");
	fails(fixture.book, DB_WRITE, "别的程序", "another program's file");
	run("PRAGMA application_id = 1245859659");
	if (symlink(fixture.book, link) == 0)
		fails(link, DB_WRITE, "符号链接", "a link is refused");
	fails(fixture.dir, DB_WRITE, "不是普通文件", "a folder is refused");
	ok(path_write(link, "no book, but longer than nothing", 32, &err) ||
	        (err_done(&err), unlink(link) == 0 &&
	                path_write(link, "no book, but long", 17, &err)),
	    "open: a text file");
	fails(link, DB_WRITE, "不是街办账本", "a text file is refused");
	free(link);
}

static void
test_gone(void)
{
	struct book book;
	struct err err = {0};
	bool repeated;
	char *away = path_join(fixture.dir, "away.jb");

	fixture_open(&fixture, &book, DB_WRITE);
	fixture_be(&book, "a", "entry");
	rename(fixture.book, away);
	ok(!book_change_begin(&book, "add", NULL, NULL, &repeated, &err),
	    "open: a book renamed while open is not written (%s)",
	    err.text ? err.text : "");
	err_done(&err);
	book_close(&book);
	rename(away, fixture.book);
	free(away);
}

static void
test_locked(void)
{
	struct book one, two;
	struct err err = {0};
	bool repeated;

	fixture_open(&fixture, &one, DB_WRITE);
	fixture_open(&fixture, &two, DB_WRITE);
	fixture_be(&one, "a", "entry");
	fixture_be(&two, "b", "entry");
	if (!db_exec(two.db, "PRAGMA busy_timeout = 50", &err) ||
	    !book_change_begin(&one, "add", NULL, NULL, &repeated, &err))
		fixture_die("lock", &err);
	ok(!book_change_begin(&two, "add", NULL, NULL, &repeated, &err) &&
	        strstr(err.text, "占用"),
	    "open: a book locked by another is told (%s)", err.text ? err.text : "");
	err_done(&err);
	book_change_drop(&one);
	ok(book_change_begin(&two, "add", NULL, NULL, &repeated, &err),
	    "open: and is free after");
	book_change_drop(&two);
	book_close(&one);
	book_close(&two);
}

static void
test_read_only(void)
{
	struct book book;
	struct err err = {0};
	bool repeated;

	if (!book_open(&book, fixture.book, DB_READ, &fixture.data, &err))
		fixture_die("read", &err);
	ok(book.read_only, "open: reading is read-only");
	fixture_be(&book, "a", "entry");
	ok(!book_change_begin(&book, "add", NULL, NULL, &repeated, &err),
	    "open: and refuses to write");
	err_done(&err);
	book_close(&book);
}

static void
test_day(void)
{
	struct book book;
	struct err err = {0};
	char *folder = path_join(fixture.dir, "office-backup"), **names;
	bool repeated;

	run("DROP TRIGGER change_stays;"
	    "UPDATE change SET at = '2020-01-01 00:00:00'");
	fixture_open(&fixture, &book, DB_WRITE);
	fixture_be(&book, "a", "entry");
	ok(!path_exists(folder), "backup: opening makes none");
	ok(book_change_begin(&book, "add", NULL, NULL, &repeated, &err),
	    "backup: a day's first change begins: %s",
	    err.text ? err.text : "");
	book_change_drop(&book);
	book_close(&book);
	names = path_list(folder, ".jb");
	ok(names && names[0] && !names[1], "backup: with a copy of the day");
	path_list_free(names);
	free(folder);
}

static void
test_untrusted(void)
{
	static const char *const bad[] = {"DELETE FROM guest",
	    "PRAGMA user_version", "ATTACH 'x' AS y", "SELECT 1; SELECT 2",
	    "", "SELECT nothing FROM guest"};
	struct err err = {0};
	struct book book;
	struct stmt *stmt;

	fixture_open(&fixture, &book, DB_WRITE);
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		stmt = db_prepare_untrusted(book.db, bad[i], &err);
		ok(!stmt && err.status == ERR_USAGE,
		    "db: a definition's %s is refused (%s)", bad[i],
		    err.text ? err.text : "");
		stmt_free(stmt);
		err_done(&err);
	}
	stmt = db_prepare_untrusted(
	    book.db, "SELECT name FROM guest WHERE code = :code", &err);
	ok(stmt && !strcmp(stmt_parameter_name(stmt, 1), "code"),
	    "db: a plain query is taken, with its parameter");
	stmt_free(stmt);
	book_close(&book);
}

static void
test_office(void)
{
	struct book book;
	struct err err = {0};
	char *office = path_join(fixture.dir, "office");
	char *schema = path_join(office, "schema");
	char *file = path_join(schema, "0001-extra.sql");
	const char *sql = "CREATE TABLE extra (x);\nINSERT INTO nothing"
	                  " VALUES (1);\n";
	struct data_dirs two = {
	    (char *[]){office, fixture.dir}, 2};

	ok(path_make_dirs(schema, &err) &&
	        path_write(file, sql, strlen(sql), &err),
	    "office: a folder of its own");
	ok(!book_open(&book, fixture.book, DB_WRITE, &two, &err) &&
	        strstr(err.text, "0001-extra.sql:2"),
	    "office: a fault names file and line (%s)", err.text ? err.text : "");
	err_done(&err);
	ok(path_write(file, sql, 24, &err) &&
	        book_open(&book, fixture.book, DB_WRITE, &two, &err),
	    "office: its track runs: %s", err.text ? err.text : "");
	is_int(fixture_int(&book, "SELECT version FROM track"
	                          " WHERE name = 'extra'"),
	    1, "office: and is kept by its name");
	book_close(&book);
	fixture_open(&fixture, &book, DB_WRITE);
	book_close(&book);
	ok(true, "office: the book opens without the folder too");
	free(file);
	free(schema);
	free(office);
}

int
main(void)
{
	fixture_make(&fixture);
	test_make();
	test_upgrade();
	test_suspicion();
	test_gone();
	test_locked();
	test_read_only();
	test_day();
	test_untrusted();
	test_office();
	fixture_done(&fixture);
	return done();
}
