/* History, undo, redo, the chain, private copies, backups, checks. */
#include <stdio.h>

#include "tap.h"
#include "store/journal.h"
#include "unit/store_fixture.h"

static struct fixture fixture;
static struct book book;

static void
good(const char *action, const char *sql)
{
	const char *name = fixture_try(&book, action, NULL, sql);

	if (*name)
		ok(false, "journal: %s: %s", sql, name);
}

static void
fill(void)
{
	fixture_be(&book, "a", "entry checker admin");
	good("add", "INSERT INTO guest (code, name) VALUES ('G1', '甲')");
	good("add",
	    "INSERT INTO visit (code, guest_id, visited_on, kind, summary)"
	    " VALUES ('V1', 1, '2026-11-01', '1', 's')");
	good("set",
	    "UPDATE visit SET minutes = 5, summary = '说\"明\"',"
	    " version = version + 1");
	good("send", "UPDATE visit SET state = 'sent', version = version + 1");
	fixture_be(&book, "b", "entry checker admin");
	good("confirm",
	    "UPDATE visit SET state = 'done', version = version + 1");
}

static bool
gather(void *data, const struct journal_row *row)
{
	buf_printf(data, "%s %s %s %s>%s;", row->clerk, row->action,
	    row->field, row->old ? row->old : "-",
	    row->new_ ? row->new_ : "-");
	return true;
}

static void
test_history(void)
{
	struct err err = {0};
	struct buf text = {0};
	int64_t count = 0;

	ok(journal_history(&book, "visit", 1, gather, &text, &err),
	    "journal: history is read");
	ok(strstr(buf_string(&text), "a add summary ->s;") != NULL,
	    "journal: history shows what was added");
	ok(strstr(buf_string(&text), "a set summary s>说\"明\";") != NULL,
	    "journal: history shows old and new");
	ok(strstr(buf_string(&text), "a set minutes ->5;") != NULL,
	    "journal: history shows null as null");
	ok(strstr(buf_string(&text), "b confirm state sent>done;") != NULL,
	    "journal: history shows moves");
	ok(journal_count(&book, "visit", 1, &count, &err),
	    "journal: changes are counted");
	is_int(count, 4, "journal: a row's changes are four");
	buf_done(&text);
}

static void
verify(long long want, const char *name)
{
	struct err err = {0};
	int64_t count, broken = -1;
	char head[65];

	ok(journal_verify(book.db, &count, &broken, head, &err),
	    "journal: the chain is read%s", err.text ? err.text : "");
	is_int(broken, want, name);
}

static void
test_undo(void)
{
	struct err err = {0};
	char *words = NULL;
	const char *state = "SELECT state = 'done' FROM visit";

	fixture_be(&book, "a", "entry checker admin");
	ok(!journal_undo(&book, 1, NULL, &words, &err),
	    "undo: what another changed since is not taken back");
	is(err.code, "changed_since", "undo: and that is told");
	err_done(&err);
	fixture_be(&book, "b", "entry checker admin");
	ok(journal_undo(&book, 1, NULL, &words, &err),
	    "undo: my last change is taken back: %s %s",
	    err.text ? err.text : "", err.detail ? err.detail : "");
	ok(words && strstr(words, "确认 visit V1"), "undo: says what");
	free(words);
	is_int(fixture_int(&book, state), 0, "undo: the state is back");
	is_int(fixture_int(&book, "SELECT version FROM visit"), 5,
	    "undo: the version goes on");
	is_int(fixture_int(&book, "SELECT count(*) FROM mark"), 0,
	    "undo: what the law wrote on is gone too");
	is_int(fixture_int(&book,
	           "SELECT count(*) FROM sqlite_schema"
	           " WHERE name = 'visit_marks'"),
	    1, "undo: the law stands again");
	ok(journal_redo(&book, &words, &err), "redo: done again: %s",
	    err.text ? err.text : "");
	free(words);
	is_int(fixture_int(&book, state), 1, "redo: the state is there");
	is_int(fixture_int(&book, "SELECT count(*) FROM mark"), 1,
	    "redo: what the law wrote is there once");
	ok(!journal_redo(&book, &words, &err), "redo: only once");
	err_done(&err);
	ok(journal_undo(&book, 1, NULL, &words, &err),
	    "undo: after redo it can be taken back again");
	free(words);
	fixture_be(&book, "a", "entry checker admin");
	ok(!journal_undo(&book, 9, NULL, &words, &err),
	    "undo: more than there is, or another's since, is refused");
	is_int(fixture_int(&book, "SELECT count(*) FROM guest"), 1,
	    "undo: and nothing was taken back");
	err_done(&err);
}

static void
test_request(void)
{
	struct err err = {0};
	bool repeated = true;

	ok(book_change_begin(&book, "add", NULL, "r-1", &repeated, &err) &&
	        !repeated && book_change_end(&book, &err),
	    "change: a request is new");
	ok(book_change_begin(&book, "add", NULL, "r-1", &repeated, &err) &&
	        repeated && book.changes == 0,
	    "change: a repeated request is told and nothing is open");
}

static bool
count_bad(void *data, const char *code, const char *label, const char *left,
    const char *right, bool fine, const char *explanation)
{
	int *bad = data;

	(void)label;
	if (!fine)
		printf("# %s: %s %s %s\n", code, left, right, explanation);
	*bad += !fine;
	return true;
}

static void
test_copies(void)
{
	struct err err = {0};
	struct book copy;
	char *made = NULL, *restored;
	int bad = 0;

	ok(book_open_copy(&copy, &book, &err), "copy: opens: %s",
	    err.text ? err.text : "");
	is_int(fixture_int(&copy, "SELECT count(*) FROM visit"), 1,
	    "copy: holds the rows");
	book_close(&copy);
	session_set(&book.session.clerk, "a");
	strcpy(book.session.today, "2030-01-01");
	good("set",
	    "UPDATE guest SET name = '丙', version = version + 1;"
	    "INSERT INTO guest (code, name) VALUES ('G2', '丁')");
	ok(book_open_known(
	       &copy, &book, "2029-12-31", NULL, NULL, &err),
	    "known: opens: %s", err.text ? err.text : "");
	is_int(fixture_int(&copy, "SELECT count(*) FROM guest"), 1,
	    "known: later rows are not known yet");
	is_int(fixture_int(
	           &copy, "SELECT name = '甲' AND version = 1 FROM guest"),
	    1, "known: values and version are the old ones");
	book_close(&copy);
	ok(book_backup(&book, NULL, &made, &err), "backup: made: %s",
	    err.text ? err.text : "");
	restored = path_join(fixture.dir, "again.jb");
	ok(book_restore(made, restored, &err), "backup: restored: %s",
	    err.text ? err.text : "");
	ok(!book_restore(made, restored, &err),
	    "backup: not restored over a file");
	err_done(&err);
	ok(book_check(&book, count_bad, &bad, &err), "check: runs: %s",
	    err.text ? err.text : "");
	is_int(bad, 0, "check: a good book has no finding");
	free(made);
	free(restored);
}

static void
test_stranger(void)
{
	struct err err = {0};
	int bad = 0;

	ok(db_exec(book.db,
	       "DROP TRIGGER journal_stays;"
	       "UPDATE journal SET clerk = 'x' WHERE seq = 3",
	       &err),
	    "journal: a stranger changes it");
	verify(3, "journal: the first broken row is named");
	ok(book_check(&book, count_bad, &bad, &err), "check: runs");
	is_int(bad, 2, "check: journal and schema are found");
}

int
main(void)
{
	fixture_make(&fixture);
	fixture_open(&fixture, &book, DB_MAKE);
	fill();
	test_history();
	verify(0, "journal: a whole chain is whole");
	test_undo();
	verify(0, "journal: still whole after undo and redo");
	test_request();
	test_copies();
	test_stranger();
	book_close(&book);
	fixture_done(&fixture);
	return done();
}
