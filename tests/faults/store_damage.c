/*
 * F3: books with one to eight wrong bits, each opened, read, written to and
 * some of them checked.  It is refused, or a reading fails with a sentence,
 * or the check reports it, or nothing that anybody reads has changed; it
 * never crashes or hangs.  A value changed inside a row is its own kind.
 *   BOOKS sets how many, SEED the sequence.
 */
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>

#include "tap.h"
#include "store/journal.h"
#include "unit/store_fixture.h"

#define BATCH 250
#define SECONDS 60 /* for one batch under a loaded machine's sanitizers */

#define CHECKED 8  /* one of so many; it takes longer than all the rest */

enum outcome { REFUSED, FAILED, REPORTED, HARMLESS, SILENT, OUTCOMES };

/* Written by the child, read after it ended, however it did. */
struct progress {
	uint64_t seed;
	long counts[OUTCOMES];
};

static struct fixture fixture;
static struct progress *progress;
static struct buf whole;
static uint64_t dice;
static char *good_rows;

static uint64_t
roll(uint64_t sides)
{
	dice += 0x9e3779b97f4a7c15u;
	uint64_t x = (dice ^ (dice >> 30)) * 0xbf58476d1ce4e5b9u;

	x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
	return (x ^ (x >> 31)) % sides;
}

static void
fill(struct book *book)
{
	for (int i = 1; i <= 40; i++) {
		char *sql = mem_printf(
		    "INSERT INTO guest (code, name, born_on)"
		    " VALUES ('G%d', '客人%d', '19%02d-05-06');"
		    "INSERT INTO visit (code, guest_id, visited_on, kind,"
		    " minutes, summary) VALUES ('V%d', %d, '2026-11-%02d',"
		    " '1', %d, '%0*d')",
		    i, i, 50 + i, i, i, 1 + i % 28, i, 20 + i * 4, i);

		is(fixture_try(book, "add", NULL, sql), "", "damage: a row");
		free(sql);
	}
}

/* Every value of every record, or NULL when a reading fails. */
static char *
read_rows(struct db *db, struct err *err)
{
	static const char *const queries[] = {
	    "SELECT group_concat(id || code || name || ifnull(born_on, '') ||"
	    " local || version, ',') FROM guest",
	    "SELECT group_concat(id || code || guest_id || visited_on || kind"
	    " || minutes || summary || state || version, ',') FROM visit",
	    "SELECT group_concat(id || code || name || ifnull(os_user, '') ||"
	    " roles, ',') FROM clerk",
	    "SELECT group_concat(list || code || label, ',') FROM code",
	    "SELECT group_concat(g.name || v.minutes, ',') FROM visit v"
	    " JOIN guest g ON g.id = v.guest_id WHERE v.code > 'V'"};
	struct buf all = {0};

	for (size_t i = 0; i < sizeof(queries) / sizeof(*queries); i++) {
		char *rows = NULL;

		if (!db_string(db, err, &rows, queries[i], "")) {
			buf_done(&all);
			return NULL;
		}
		buf_add_string(&all, rows ? rows : "-");
		free(rows);
	}
	return buf_take(&all);
}

static bool
count_faults(void *data, const char *code, const char *label, const char *left,
    const char *right, bool good, const char *explanation)
{
	(void)code, (void)label, (void)left, (void)right, (void)explanation;
	*(int *)data += !good;
	return true;
}

static bool
each_row(void *data, const struct journal_row *row)
{
	*(size_t *)data += strlen(row->field) + strlen(row->clerk);
	return true;
}

static void
write_rows(struct book *book)
{
	struct err err = {0};
	bool repeated;

	if (!book_change_begin(book, "set", NULL, NULL, &repeated, &err)) {
		err_done(&err);
		return;
	}
	if (!db_exec(book->db,
	        "UPDATE visit SET minutes = 7, version = version + 1"
	        " WHERE code IN ('V1', 'V20', 'V40')",
	        &err) ||
	    !book_change_end(book, &err))
		book_change_drop(book);
	err_done(&err);
}

/* A clerk's work on a book that opened. */
static enum outcome
work_on(struct book *book)
{
	struct err err = {0};
	char *rows, *words = NULL;
	int faults = 0;
	size_t size = 0;
	enum outcome outcome;

	rows = read_rows(book->db, &err);
	outcome = !rows                 ? FAILED
	    : !strcmp(rows, good_rows) ? HARMLESS
	                               : SILENT;
	free(rows);
	err_done(&err);
	if (roll(CHECKED) == 0 &&
	    (!book_check(book, count_faults, &faults, &err) || faults))
		outcome = outcome == FAILED ? FAILED : REPORTED;
	err_done(&err);
	if (!journal_history(book, "guest", 1 + (int64_t)roll(40), each_row,
	        &size, &err))
		err_done(&err);
	if (book->read_only)
		return outcome;
	fixture_be(book, "a", "entry lead");
	write_rows(book);
	if (!journal_undo(book, 1, NULL, &words, &err))
		err_done(&err);
	free(words);
	return outcome;
}

static enum outcome
try_one(uint64_t seed)
{
	char *bytes = mem_array(whole.size, 1);
	struct book book;
	struct err err = {0};
	enum outcome outcome;

	dice = seed;
	memcpy(bytes, buf_string(&whole), whole.size);
	for (uint64_t bits = 1 + roll(8); bits; bits--) {
		uint64_t bit = roll(roll(4) ? whole.size * 8 : 4096 * 8);

		bytes[bit / 8] ^= (char)(1 << bit % 8);
	}
	if (!path_write(fixture.book, bytes, whole.size, &err))
		fixture_die("write", &err);
	free(bytes);
	if (book_open(&book, fixture.book, roll(3) ? DB_WRITE : DB_READ,
	        &fixture.data, &err)) {
		outcome = work_on(&book);
		book_close(&book);
	} else {
		outcome = REFUSED;
		if (!err.text || !*err.text)
			abort(); /* refused without a sentence */
	}
	err_done(&err);
	return outcome;
}

/* Copies made before an upgrade that is none, journals, all but the law. */
static void
clear_folder(void)
{
	DIR *open = opendir(fixture.dir);
	struct dirent *entry;

	while (open && (entry = readdir(open))) {
		char *path = path_join(fixture.dir, entry->d_name);

		if (strcmp(entry->d_name, "schema") &&
		    strcmp(entry->d_name, ".") && strcmp(entry->d_name, "..")) {
			if (path_is_dir(path))
				fixture_remove(path);
			unlink(path);
		}
		free(path);
	}
	if (open)
		closedir(open);
}

/* A batch in a child; how it ended. */
static int
run_batch(uint64_t seed, int count)
{
	int status;
	pid_t child = fork();

	if (child < 0)
		exit(1);
	if (child == 0) {
		alarm(SECONDS);
		for (int i = 0; i < count; i++) {
			progress->seed = seed + (uint64_t)i;
			progress->counts[try_one(progress->seed)]++;
		}
		exit(0); /* leaks are looked for */
	}
	waitpid(child, &status, 0);
	clear_folder();
	return status;
}

static void
make_book(void)
{
	struct book book;
	struct err err = {0};

	if (access("/dev/shm", W_OK) == 0)
		setenv("TMPDIR", "/dev/shm", 1);
	fixture_make(&fixture);
	fixture_open(&fixture, &book, DB_MAKE);
	fixture_be(&book, "a", "entry lead");
	fill(&book);
	good_rows = read_rows(book.db, &err);
	book_close(&book);
	if (!good_rows || !path_read(fixture.book, 1 << 24, &whole, &err))
		fixture_die("read", &err);
}

int
main(void)
{
	long books = getenv("BOOKS") ? strtol(getenv("BOOKS"), NULL, 10)
	                             : 20000;
	uint64_t seed = getenv("SEED") ? strtoull(getenv("SEED"), NULL, 10)
	                               : 20261127u;
	int crashed = 0, status;

	progress = mmap(NULL, sizeof(*progress), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	make_book();
	for (long at = 0; at < books; at += BATCH) {
		long left = books - at < BATCH ? books - at : BATCH;

		status = run_batch(seed * 1000003u + (uint64_t)at, (int)left);
		if (status == 0)
			continue;
		crashed++;
		printf("# seed %" PRIu64 ": %s %d\n", progress->seed,
		    WIFSIGNALED(status) ? "signal" : "status",
		    WIFSIGNALED(status) ? WTERMSIG(status)
		                        : WEXITSTATUS(status));
	}
	printf("# %ld books: %ld refused, %ld failed to be read, %ld reported,"
	       " %ld harmless, %ld with another value in a row\n",
	    books, progress->counts[REFUSED], progress->counts[FAILED],
	    progress->counts[REPORTED], progress->counts[HARMLESS],
	    progress->counts[SILENT]);
	is_int(crashed, 0, "damage: no book crashes or hangs it");
	ok(progress->counts[REFUSED] > books / 20 &&
	        progress->counts[REPORTED] + progress->counts[FAILED] >
	            books / 50 &&
	        progress->counts[HARMLESS] > 0,
	    "damage: of every kind");
	fixture_done(&fixture);
	buf_done(&whole);
	free(good_rows);
	return done();
}
