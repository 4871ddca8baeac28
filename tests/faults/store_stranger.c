/*
 * A foreign program that writes is refused, and one that only reads is not:
 * the sqlite3 shell on a book of ours.
 */
#include <stdio.h>

#include "tap.h"
#include "store/digest.h"
#include "unit/store_fixture.h"

static struct fixture fixture;

/* What the shell says of one statement, both outputs, cut; *status its end. */
static void
shell(const char *sql, char out[256], int *status)
{
	char *command =
	    mem_printf("sqlite3 '%s' \"%s\" 2>&1", fixture.book, sql);
	FILE *pipe = popen(command, "r");
	size_t size = pipe ? fread(out, 1, 255, pipe) : 0;

	out[size] = '\0';
	out[strcspn(out, "\n")] = '\0';
	*status = pipe ? pclose(pipe) : -1;
	free(command);
}

int
main(void)
{
	static const char *const writes[] = {
	    "INSERT INTO guest (code, name) VALUES ('x', 'x')",
	    "UPDATE guest SET name = 'x'", "DELETE FROM guest",
	    ("INSERT OR REPLACE INTO guest (id, code, name)"
	    " VALUES (1, 'x', 'x')"),
	    "UPDATE visit SET state = 'done', version = version + 1",
	    "DELETE FROM journal", "UPDATE journal SET clerk = 'x'",
	    "DELETE FROM change"};
	char before[65], after[65], out[256];
	struct book book;
	struct err err = {0};
	int status;

	if (system("sqlite3 -version >/dev/null 2>&1") != 0) {
		puts("1..0 # SKIP no sqlite3 command");
		return 0;
	}
	fixture_make(&fixture);
	fixture_open(&fixture, &book, DB_MAKE);
	fixture_be(&book, "a", "entry");
	is(fixture_try(&book, "add", NULL,
	       "INSERT INTO guest (code, name) VALUES ('G1', '甲');"
	       "INSERT INTO visit (code, guest_id, visited_on, kind)"
	       " VALUES ('V1', 1, '2026-11-01', '1')"),
	    "", "stranger: a row of ours");
	book_close(&book);
	ok(digest_file(fixture.book, before, &err), "stranger: before");
	for (size_t i = 0; i < sizeof(writes) / sizeof(*writes); i++) {
		shell(writes[i], out, &status);
		ok(status != 0, "stranger: refused: %s (%s)", writes[i], out);
	}
	ok(digest_file(fixture.book, after, &err), "stranger: after");
	is(after, before, "stranger: the bytes are as they were");
	shell("SELECT name FROM guest", out, &status);
	is(out, "甲", "stranger: reading is free");
	shell("PRAGMA integrity_check", out, &status);
	is(out, "ok", "stranger: the shell finds the file whole");
	fixture_done(&fixture);
	return done();
}
