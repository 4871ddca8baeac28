/*
 * R8: an upgrade killed at random points is done or not done, never
 * between, and the next opening finishes it.  KILLS and SEED as in
 * store_kill.
 */
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <time.h>

#include "tap.h"
#include "store/journal.h"
#include "unit/store_fixture.h"

static struct fixture fixture;

/* The book has no connection here, so its file may be read and written. */
static void
put_back(const struct buf *old)
{
	struct err err = {0};
	char **names = path_list(fixture.dir, "");

	for (size_t i = 0; names && names[i]; i++) {
		char *path = path_join(fixture.dir, names[i]);

		if (!path_is_dir(path))
			unlink(path);
		free(path);
	}
	path_list_free(names);
	if (!path_write(fixture.book, old->text, old->size, &err))
		fixture_die("put back", &err);
}

static long
upgrade_time(void)
{
	struct timespec from, to;
	struct book book;

	clock_gettime(CLOCK_MONOTONIC, &from);
	fixture_open(&fixture, &book, DB_WRITE);
	clock_gettime(CLOCK_MONOTONIC, &to);
	book_close(&book);
	return (to.tv_sec - from.tv_sec) * 1000000 +
	    (to.tv_nsec - from.tv_nsec) / 1000;
}

static void
upgrade_and_die(long wait_us)
{
	struct timespec pause = {0, wait_us * 1000};
	int status;
	pid_t child = fork();

	if (child == 0) {
		struct book book;

		fixture_open(&fixture, &book, DB_WRITE);
		_exit(0);
	}
	nanosleep(&pause, NULL);
	kill(child, SIGKILL);
	waitpid(child, &status, 0);
}

/* 2 or 3 when everything agrees with that version, else 0. */
static int
state_of(void)
{
	struct db *db = NULL;
	struct err err = {0};
	int64_t version = 0, parts = 0;

	if (!db_open(&db, fixture.book, DB_WRITE, &err) ||
	    !db_int(db, &err, &version, 0, "PRAGMA user_version", "") ||
	    !db_int(db, &err, &parts, 0,
	        "SELECT (SELECT count(*) FROM sqlite_schema WHERE name ="
	        " 'gift') + (SELECT count(*) FROM pragma_table_info('guest')"
	        " WHERE name = 'phone') + (SELECT count(*) FROM record"
	        " WHERE name = 'gift') + (SELECT count(*) FROM sqlite_schema"
	        " WHERE name = 'gift__journal_set')", ""))
		fixture_die("look", &err);
	db_close(db);
	return version == 2 && parts == 0 ? 2 : version == 3 && parts == 4 ? 3
	                                                                  : 0;
}

int
main(void)
{
	int kills = getenv("KILLS") ? (int)strtol(getenv("KILLS"), NULL, 10)
	                            : 300;
	unsigned seed = getenv("SEED")
	    ? (unsigned)strtoul(getenv("SEED"), NULL, 10)
	    : 20261120u;
	int seen[4] = {0}, unfinished = 0;
	struct buf old = {0};
	struct book book;
	struct err err = {0};
	long longest;

	printf("# seed %u, kills %d\n", seed, kills);
	srand(seed);
	fixture_make(&fixture);
	fixture_open(&fixture, &book, DB_MAKE);
	fixture_be(&book, "a", "entry");
	for (int i = 0; i < 50; i++) {
		char *sql = mem_printf("INSERT INTO guest (code, name)"
		                       " VALUES ('%d', '甲')",
		    i);

		is(fixture_try(&book, "add", NULL, sql), "", "upgrade: a row");
		free(sql);
	}
	book_close(&book);
	if (!path_read(fixture.book, 1 << 24, &old, &err))
		fixture_die("read", &err);
	fixture_copy(&fixture, "tests/fixtures/store/0003-later.sql");
	longest = upgrade_time();
	printf("# an upgrade takes %ld us\n", longest);
	for (int i = 0; i < kills; i++) {
		put_back(&old);
		upgrade_and_die(rand() % (longest + longest / 2));
		seen[state_of()]++;
		fixture_open(&fixture, &book, DB_WRITE);
		unfinished += fixture_int(&book,
		                  "SELECT count(*) FROM gift") != 50;
		book_close(&book);
	}
	printf("# %d old, %d new\n", seen[2], seen[3]);
	is_int(seen[0], 0, "upgrade: killed, a book is old or new");
	ok(kills < 50 || (seen[2] > 0 && seen[3] > 0),
	    "upgrade: both were seen");
	is_int(unfinished, 0, "upgrade: the next opening finishes it");
	buf_done(&old);
	fixture_done(&fixture);
	return done();
}
