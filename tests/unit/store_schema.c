/* What the schema says of a table, and the SQL functions. */
#include <stdio.h>

#include "tap.h"
#include "store/schema.h"
#include "unit/store_fixture.h"

static struct fixture fixture;
static struct book book;

static void
test_table(void)
{
	struct err err = {0};
	struct table *table = NULL;
	const struct column *column;

	ok(schema_read_table(book.db, "visit", &table, &err),
	    "schema: a table is read: %s", err.text ? err.text : "");
	ok(table->record && table->has_state && !table->view,
	    "schema: it is a record with states");
	is(table->numbering, "ZF-{year}-{seq:4}", "schema: numbering is read");
	is(table->derived, "visit_derived", "schema: derived view is found");
	ok(!strcmp(table->key[0], "code") && !table->key[1],
	    "schema: its key is its code");
	column = schema_column(table, "guest");
	ok(column && column->kind == KIND_REFERENCE && column->required,
	    "schema: a reference is named without _id");
	is(column->reference, "guest", "schema: and knows its table");
	ok(schema_column(table, "guest_id") == column,
	    "schema: the column's name finds it too");
	ok(schema_column(table, "visited_on")->kind == KIND_DATE,
	    "schema: a day is a day");
	ok(schema_column(table, "minutes")->kind == KIND_NUMBER,
	    "schema: a number is a number");
	column = schema_column(table, "kind");
	ok(column->kind == KIND_CODE && !strcmp(column->list, "visit_kind"),
	    "schema: a code knows its list");
	column = schema_column(table, "state");
	ok(!column->required && !strcmp(column->fallback, "draft"),
	    "schema: a default is no duty");
	ok(schema_column(table, "is_long")->derived,
	    "schema: derived columns follow");
	ok(schema_column(table, "code")->unique, "schema: UNIQUE is seen");
	schema_free_table(table);
	ok(schema_read_table(book.db, "guest", &table, &err) &&
	        schema_column(table, "born_on")->kind == KIND_PARTIAL &&
	        schema_column(table, "local")->kind == KIND_YESNO &&
	        schema_column(table, "name")->max == 50,
	    "schema: partial days, yes or no and lengths come from CHECKs");
	schema_free_table(table);
	ok(schema_read_table(book.db, "code", &table, &err) &&
	        !strcmp(table->key[0], "list") && !strcmp(table->key[1], "code"),
	    "schema: a key of two columns comes from its index");
	schema_free_table(table);
	ok(schema_read_table(book.db, "period", &table, &err) &&
	        schema_column(table, "month")->kind == KIND_MONTH &&
	        !strcmp(table->key[0], "code"),
	    "schema: months, and code alone before other indices");
	schema_free_table(table);
	ok(!schema_read_table(book.db, "nothing", &table, &err),
	    "schema: no such table is told");
	err_done(&err);
}

static void
says(const char *expression, const char *want)
{
	struct err err = {0};
	char *sql = mem_printf("SELECT %s", expression), *got = NULL;

	if (!db_string(book.db, &err, &got, sql, ""))
		fixture_die(expression, &err);
	is(got, want, expression);
	free(got);
	free(sql);
}

static void
test_functions(void)
{
	says("id_fault('11010519491231002X')", NULL);
	says("id_fault('110101199001011234')", "bad_id");
	says("id_birth('11010519491231002X')", "1949-12-31");
	says("id_sex('11010519491231002X')", "2");
	says("id_check('11010119900101123')", "7");
	says("add_months('2026-08-31', 3)", "2026-11-30");
	says("text_has('ab', NULL, 'xAbc')", "1");
	says("text_has('ab', 'xacb', '')", "0");
	says("text_has('明', '李小明')", "1");
	says("add_days('2026-12-31', 1)", "2027-01-01");
	says("term_end('2026-01-01', 6)", "2026-06-30");
	says("work_days('2026-11-20', 1)", "2026-11-23");
	says("work_days('2026-11-20', 10)", "2026-12-04");
	says("retire_on('1964-12-01', '1', NULL)", "2024-12-01");
	says("retire_on('1965-01-01', '1', NULL)", "2025-02-01");
	says("retire_on('1976-09-01', '1', NULL)", "2039-09-01");
	says("retire_on('1975-01-15', '2', 'labour')", "2025-02-15");
	says("retire_on('1984-11-01', '2', 'contract')", "2039-11-01");
	says("retire_on('1970-04-01', '2', 'civil')", "2025-05-01");
	says("fold('ＡＢ１２')", "ab12");
	says("yuan(373800)", "3,738.00");
	says("in_words('add submit', 'submit')", "1");
	says("in_words('add submit', 'sub')", "0");
	says("has_role(NULL)", "1");
	says("has_role('nobody entry')", "1");
	says("has_role('nobody')", "0");
	says("json_changed('{\"a\":1,\"b\":\"x,}\"}', '{\"a\":2,\"b\":\"x,}\"}')",
	    "{\"a\":1}");
	says("json_changed('{\"a\":1,\"b\":null}', '{}')", "{\"a\":1}");
	says("json_changed('{\"a\":null}', '{\"a\":2}')", "{}");
	says("row_json('a b c', 1, NULL, '\"')",
	    "{\"a\":1,\"b\":null,\"c\":\"\\\"\"}");
	says("length(chain(NULL, 1, 'x'))", "64");
	says("chain('a', NULL) = chain('a', '')", "0");
}

int
main(void)
{
	fixture_make(&fixture);
	fixture_open(&fixture, &book, DB_MEMORY);
	test_table();
	fixture_be(&book, "a", "entry");
	test_functions();
	book_close(&book);
	fixture_done(&fixture);
	return done();
}
