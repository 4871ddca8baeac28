/* The laws made from the declaring tables: each refused just over the line
 * and passed just inside it, and which speaks first. */
#include <stdio.h>

#include "tap.h"
#include "unit/store_fixture.h"

static struct fixture fixture;
static struct book book;

static void
refuses(const char *action, const char *reason, const char *sql,
    const char *want, const char *name)
{
	is(fixture_try(&book, action, reason, sql), want, name);
}

#define ADD(code, more)                                                       \
	"INSERT INTO visit (code, guest_id, visited_on, kind" more
#define MOVE(state) "UPDATE visit SET state = '" state                        \
	"', version = version + 1 WHERE code = 'V1'"

static void
test_add(void)
{
	fixture_be(&book, "a", "admin");
	refuses("add", NULL,
	    "INSERT INTO guest (code, name) VALUES ('G1', '甲')", "",
	    "laws: a record without moves is added by anyone");
	refuses("add", NULL,
	    ADD("V1", ") VALUES ('V1', 1, '2026-11-01', '1')"), "wrong_role",
	    "laws: adding without the role is refused");
	fixture_be(&book, "a", "other entry");
	refuses("add", NULL,
	    ADD("V1", ", state) VALUES ('V1', 1, '2026-11-01', '1', 'sent')"),
	    "wrong_move", "laws: adding into a later state is refused");
	refuses("add", NULL,
	    ADD("V1", ", summary) VALUES ('V1', 1, '2026-11-01', '7', 'both')"),
	    "rule_one", "laws: rules speak in file order, before lists");
	refuses("add", NULL,
	    ADD("V1", ", summary) VALUES ('V1', 1, '2026-11-01', '7', 'two')"),
	    "rule_two", "laws: the second rule speaks when the first is quiet");
	refuses("add", NULL,
	    ADD("V1", ") VALUES ('V1', 1, 'x', '7')"), "not_in_list kind",
	    "laws: lists speak before SQLite's checks, with the column");
	refuses("add", NULL,
	    ADD("V1", ") VALUES ('V1', 1, '2026-11-01', '9')"),
	    "not_in_list kind", "laws: a code that has ended is not in its list");
	refuses("add", NULL, ADD("V1", ") VALUES ('V1', 1, 'x', '1')"),
	    "visit_date", "laws: a CHECK comes by its name");
	refuses("add", NULL,
	    ADD("V1", ") VALUES ('V1', 9, '2026-11-01', '1')"), "foreign",
	    "laws: a lost reference is told");
	refuses("add", NULL,
	    ADD("V1", ") VALUES ('V1', 1, '2026-11-01', '1')"), "",
	    "laws: a good row goes in");
	refuses("add", NULL,
	    ADD("V1", ") VALUES ('V1', 1, '2026-11-01', '1')"), "visit.code",
	    "laws: UNIQUE names table and column");
}

static void
test_moves(void)
{
	refuses("set", NULL, MOVE("sent"), "wrong_move",
	    "laws: the state is not set by hand");
	refuses("send", NULL, MOVE("sent"), "missing summary",
	    "laws: a move with an empty column is refused, with the column");
	refuses("set", NULL,
	    "UPDATE visit SET summary = 's', version = version + 1", "",
	    "laws: a plain change passes");
	refuses("set", NULL, "UPDATE visit SET summary = 't'", "stale",
	    "laws: a change that does not count the version is refused");
	refuses("confirm", NULL, MOVE("done"), "wrong_role",
	    "laws: role speaks before move");
	fixture_be(&book, "a", "checker");
	refuses("confirm", NULL, MOVE("done"), "wrong_move",
	    "laws: a step skipped is refused");
	fixture_be(&book, "a", "entry checker");
	refuses("send", NULL, MOVE("sent"), "", "laws: the open move passes");
	refuses("confirm", NULL, MOVE("done"), "same_person",
	    "laws: the same clerk may not confirm");
	refuses("reject", NULL, MOVE("draft"), "no_reason",
	    "laws: a move with * needs a reason");
	refuses("reject", "why", MOVE("draft"), "",
	    "laws: a reason lets it pass");
	fixture_be(&book, "b", "entry checker");
	refuses("send", NULL, MOVE("sent"), "", "laws: another clerk sends");
	fixture_be(&book, "a", "checker");
	refuses("confirm", NULL, MOVE("done"), "",
	    "laws: who sent before but not last may confirm");
	is_int(fixture_int(&book, "SELECT count(*) FROM mark"), 1,
	    "laws: what the law writes on is there");
	is_int(fixture_int(&book, "SELECT by_law()"), 0,
	    "laws: by_law is back at nothing");
}

static void
test_end(void)
{
	refuses("delete", NULL, "DELETE FROM visit", "no_delete",
	    "laws: nothing is deleted");
	refuses("void", NULL,
	    "UPDATE guest SET void_reason = ' ', version = version + 1",
	    "no_reason", "laws: void needs words");
	refuses("void", NULL,
	    "UPDATE guest SET void_reason = 'x', version = version + 1", "",
	    "laws: void with a reason passes");
	refuses("set", NULL,
	    "UPDATE guest SET name = '乙', version = version + 1", "voided",
	    "laws: a voided row stays as it is");
	refuses("change", NULL, "DELETE FROM journal", "no_delete",
	    "laws: the journal is not deleted");
	refuses("change", NULL, "UPDATE journal SET clerk = 'x'", "no_delete",
	    "laws: the journal is not changed");
}

static void
test_closed(void)
{
	refuses("add", NULL,
	    "INSERT INTO period (code, month, module) VALUES"
	    " ('p', '2026-11', 'people')",
	    "", "laws: a month opens");
	refuses("set", NULL,
	    "UPDATE period SET state = 'closed', version = version + 1", "",
	    "laws: a month closes");
	fixture_be(&book, "a", "entry");
	refuses("set", NULL,
	    "UPDATE visit SET summary = 'x', version = version + 1",
	    "month_closed visited_on",
	    "laws: a row of a closed month is refused");
	refuses("add", NULL,
	    ADD("V2", ") VALUES ('V2', 1, '2026-12-01', '1')"),
	    "no_such guest_id", "laws: a voided guest is no more to be named");
	refuses("add", NULL,
	    "INSERT INTO guest (id, code, name) VALUES (2, 'G2', '丙')", "",
	    "laws: another guest");
	refuses("add", NULL,
	    ADD("V2", ") VALUES ('V2', 2, '2026-11-30', '1')"),
	    "month_closed visited_on",
	    "laws: a new row of a closed month is refused");
	refuses("add", NULL,
	    ADD("V2", ") VALUES ('V2', 2, '2026-12-01', '1')"), "",
	    "laws: a row of the next month passes");
	refuses("set", NULL,
	    "UPDATE visit SET visited_on = '2026-11-30',"
	    " version = version + 1 WHERE code = 'V2'",
	    "month_closed visited_on",
	    "laws: a row is not moved into a closed month");
}

static void
test_failure_in_law(void)
{
	refuses("add", NULL,
	    "SELECT by_law(1); INSERT INTO mark (code, visit_id)"
	    " VALUES ('m', 77)",
	    "foreign", "laws: a failure inside the law is told");
	is_int(fixture_int(&book, "SELECT by_law()"), 0,
	    "laws: a failure inside the law leaves no level behind");
}

int
main(void)
{
	struct err err = {0};

	fixture_make(&fixture);
	fixture_open(&fixture, &book, DB_MAKE);
	test_add();
	test_moves();
	test_end();
	test_closed();
	test_failure_in_law();
	ok(book_make_laws(book.db, "visit", &err),
	    "laws: they can be made again: %s", err.text ? err.text : "");
	fixture_be(&book, "a", "entry");
	refuses("add", NULL,
	    ADD("V3", ", summary) VALUES ('V3', 1, '2026-12-01', '7', 'both')"),
	    "rule_one", "laws: made again, rules still speak in file order");
	book_close(&book);
	fixture_done(&fixture);
	return done();
}
