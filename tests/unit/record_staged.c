/* Pasted rows: cells, headers, what an import says of them, the file. */
#include "walk.h"

#include "record/staged.h"

static struct walk_book w;

static char *
written(const struct staged *s)
{
	struct buf text = {0};

	staged_write(s, &text);
	return buf_take(&text);
}

static void
test_what_rows_are(void)
{
	ok(!staged_is_rows("一行字"), "staged: one line is text");
	ok(!staged_is_rows("一行字\r\n"), "staged: with its end too");
	ok(staged_is_rows("甲\t乙"), "staged: a tab makes cells");
	ok(staged_is_rows("甲\n乙"), "staged: two lines are rows");
}

static void
test_headers(void)
{
	const struct formdef *form = walk_form(&w, "walk");
	struct staged s;
	char *text;

	staged_read(&s, form, "walker\t没有这栏\tkind\r\n甲\tx\t1\r\n\r\n乙\ty\n");
	is_int((long long)s.count, 2, "staged: rows without the blank ones");
	is_int((long long)s.columns, 3, "staged: the headers' columns");
	ok(!s.fields[1], "staged: a header nobody knows");
	is(s.rows[1].cells[2], "", "staged: a short row is filled up");
	text = written(&s);
	is(text, "walker\tkind\n甲\t1\n乙\t\n",
	    "staged: unknown columns are not imported");
	free(text);
	staged_done(&s);
	staged_read(&s, form, "甲\t0301\n乙\t0302");
	ok(s.fields[0] && s.fields[1],
	    "staged: without headers the form's fields in order");
	is_int((long long)s.count, 2, "staged: and no row is lost");
	staged_done(&s);
}

static void
test_quotes(void)
{
	struct staged s;
	char *text;

	staged_read(&s, walk_form(&w, "walk"),
	    "walker\tnote\n甲\t\"两\n行\"\n乙\t说\"好\"\n");
	is(s.rows[0].cells[1], "两 行", "staged: a quoted break is a blank");
	is(s.rows[1].cells[1], "说\"好\"", "staged: a quote inside stays");
	text = written(&s);
	is(text, "walker\tnote\n甲\t两 行\n乙\t\"说\"\"好\"\"\"\n",
	    "staged: quotes are doubled in the file");
	free(text);
	staged_done(&s);
}

static void
test_faults(void)
{
	struct staged s;

	staged_read(&s, walk_form(&w, "walk"), "walker\tkind\n甲\t1\n乙\t9\n");
	ok(!staged_take_fault(&s, "rows 2, added 1"),
	    "staged: what is no refusal");
	ok(!staged_take_fault(&s, "/x/a.tsv:9: 走访人: 无"),
	    "staged: a row there is not");
	ok(staged_take_fault(&s, "/x/a.tsv:3: 走访人: 没有「乙」 [no_such]"),
	    "staged: a refusal of its second row");
	ok(!s.rows[0].fault && s.rows[1].fault, "staged: at that row");
	is(s.rows[1].fault, "走访人: 没有「乙」 [no_such]",
	    "staged: with its sentence");
	is_int(s.rows[1].fault_at, 0, "staged: at its column");
	staged_put(&s, 1, 0, "丙");
	ok(!s.rows[1].fault, "staged: a changed row is not at fault any more");
	staged_take_fault(&s, "/x/a.tsv:3: 走访人: 没有");
	staged_keep_faulty(&s);
	is_int((long long)s.count, 1, "staged: the good rows go");
	is(s.rows[0].cells[0], "丙", "staged: the refused ones stay");
	staged_done(&s);
}

int
main(void)
{
	walk_open(&w);
	test_what_rows_are();
	test_headers();
	test_quotes();
	test_faults();
	walk_close(&w);
	return done();
}
