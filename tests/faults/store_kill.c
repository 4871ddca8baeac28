/*
 * R1: writers killed at random points.  Each change holds two rows and is
 * acknowledged through a pipe after its commit; afterwards everything
 * acknowledged must be there, nothing torn, the journal whole.  KILLS sets
 * how many, SEED the sequence.
 */
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <time.h>

#include "tap.h"
#include "store/journal.h"
#include "unit/store_fixture.h"

#define WRITES 200
#define LONGEST_US 12000

static struct fixture fixture;

static void
write_on(int round, int fd)
{
	struct book book;
	struct err err = {0};
	bool repeated;

	fixture_open(&fixture, &book, DB_WRITE);
	fixture_be(&book, "a", "entry");
	for (int i = 0; i < WRITES; i++) {
		char *request = mem_printf("%d-%d", round, i);

		if (!book_change_begin(
		        &book, "add", NULL, request, &repeated, &err) ||
		    !db_run(book.db, &err,
		        "INSERT INTO guest (code, name) VALUES (?1, ?1)", "s",
		        request) ||
		    !db_run(book.db, &err,
		        "INSERT INTO visit (code, guest_id, visited_on, kind)"
		        " VALUES (?1, last_insert_rowid(), '2026-11-01', '1')",
		        "s", request) ||
		    !book_change_end(&book, &err))
			_exit(1);
		free(request);
		if (write(fd, "x", 1) != 1)
			_exit(1);
	}
	_exit(0);
}

/* How many changes were acknowledged before the end. */
static int
kill_one(int round, long wait_us)
{
	struct timespec pause = {0, wait_us * 1000};
	int fds[2], said = 0, status;
	char byte;
	pid_t child;

	if (pipe(fds) != 0 || (child = fork()) < 0)
		exit(1);
	if (child == 0) {
		close(fds[0]);
		write_on(round, fds[1]);
	}
	close(fds[1]);
	/* From the first acknowledgement on, so that it strikes a writer. */
	if (round % 5 && read(fds[0], &byte, 1) == 1)
		said++;
	nanosleep(&pause, NULL);
	kill(child, SIGKILL);
	waitpid(child, &status, 0);
	while (read(fds[0], &byte, 1) == 1)
		said++;
	close(fds[0]);
	if (WIFEXITED(status) && WEXITSTATUS(status) != 0)
		printf("# round %d: the writer failed\n", round);
	return said;
}

static long long
number(struct book *book, const char *sql, int round)
{
	struct err err = {0};
	int64_t value = -1;

	if (!db_int(book->db, &err, &value, -1, sql, "i", (int64_t)round))
		fixture_die(sql, &err);
	return value;
}

int
main(void)
{
	int kills = getenv("KILLS") ? (int)strtol(getenv("KILLS"), NULL, 10)
	                            : 500;
	unsigned seed = getenv("SEED")
	    ? (unsigned)strtoul(getenv("SEED"), NULL, 10)
	    : 20261120u;
	int lost = 0, torn = 0, said = 0, extra = 0;
	int64_t count, broken = -1;
	struct book book;
	struct err err = {0};
	char head[65], *whole = NULL;

	printf("# seed %u, kills %d\n", seed, kills);
	srand(seed);
	fixture_make(&fixture);
	fixture_open(&fixture, &book, DB_MAKE);
	book_close(&book);
	for (int round = 0; round < kills; round++) {
		int acknowledged =
		    kill_one(round, rand() % LONGEST_US);
		long long rows;

		fixture_open(&fixture, &book, DB_WRITE);
		rows = number(&book,
		    "SELECT count(*) FROM visit WHERE code GLOB ? || '-*'",
		    round);
		lost += rows < acknowledged;
		extra += rows > acknowledged;
		torn += rows > acknowledged + 1 ||
		    fixture_int(&book,
		        "SELECT (SELECT count(*) FROM guest)"
		        " <> (SELECT count(*) FROM visit)");
		said += acknowledged;
		book_close(&book);
	}
	printf("# %d acknowledged, %d rounds kept one more\n", said, extra);
	is_int(lost, 0, "kill: no acknowledged change is lost");
	is_int(torn, 0, "kill: no change is torn");
	ok(said > kills, "kill: writers were struck at work");
	fixture_open(&fixture, &book, DB_WRITE);
	if (!db_string(book.db, &err, &whole, "PRAGMA integrity_check", ""))
		fixture_die("integrity", &err);
	is(whole, "ok", "kill: the file is whole");
	ok(journal_verify(book.db, &count, &broken, head, &err),
	    "kill: the journal is read");
	is_int(broken, 0, "kill: its chain is whole");
	is_int(fixture_int(&book,
	           "SELECT count(*) FROM journal WHERE record = 'visit'"),
	    fixture_int(&book, "SELECT count(*) FROM visit"),
	    "kill: a journal row for every row");
	free(whole);
	book_close(&book);
	fixture_done(&fixture);
	return done();
}
