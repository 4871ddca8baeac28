/* Lists: filters, search, order, windows and streams. */
#include "walk.h"

#include "record/rowset.h"

enum { WALKS = 1000 };

static struct walk_book w;

static struct query
query(const char *form, const char *list)
{
	struct query q = {.form = walk_form(&w, form)};

	q.list = formdef_list(q.form, list);
	return q;
}

/* The codes found, or the sentence. */
static bool
add_code(void *data, int64_t id, const char *const *cells, struct err *err)
{
	struct buf *out = data;

	(void)id;
	(void)err;
	buf_printf(out, "%s%s", out->size ? " " : "", cells[0]);
	return true;
}

static char *
find(const char *form, const char *list, const char *words, const char *sort,
    int64_t limit)
{
	struct query q = query(form, list);
	struct filter *filter = filter_new(q.form);
	struct buf out = {0};
	struct err err = {0};
	const struct field *code = formdef_field(q.form, "code");
	bool good = true;

	q.columns = &code;
	q.column_count = 1;
	q.filter = filter;
	q.sort = sort;
	q.limit = limit;
	while (good && *words) {
		size_t size = strcspn(words, " ");
		char *word = mem_strndup(words, size);

		good = filter_add(filter, w.forms, word, &err);
		words += size + (words[size] == ' ');
		free(word);
	}
	good = good && rowset_stream(w.forms, &q, add_code, &out, &err);
	if (!good) {
		buf_clear(&out);
		buf_add_string(&out, err.text);
		if (err.detail)
			printf("# %s\n", err.detail);
	}
	err_done(&err);
	filter_free(filter);
	return buf_take(&out);
}

static void
finds(const char *form, const char *words, const char *want)
{
	char *got = find(form, NULL, words, NULL, 0);
	char *test = mem_printf("filter: %s of %s", words, form);

	is(got, want, test);
	free(test);
	free(got);
}

static void
test_filters(void)
{
	finds("walk", "kind=1", "A1 A3");
	finds("walk", "kind=电话", "A2");
	finds("walk", "kind!=1", "A4 A2");
	finds("walk", "kind=1,2", "A1 A2 A3");
	finds("walk", "kind~电", "A4 A2");
	finds("walk", "walker=W-0001", "A1 A2");
	finds("walk", "走访人=王芳", "A1 A2");
	finds("walk", "walker=张伟", "A4 A3");
	finds("walk", "walker~wf", "A1 A2");
	finds("walk", "walker~芳", "A1 A2");
	finds("walk", "minutes>=60", "A1 A2");
	finds("walk", "minutes<60", "A3");
	finds("walk", "minutes=60..90", "A1");
	finds("walk", "minutes=", "A4");
	finds("walk", "minutes!=", "A1 A2 A3");
	finds("walk", "hours=2", "A2");
	finds("walk", "cost=3,738.50", "A1");
	finds("walk", "cost>100", "A1");
	finds("walk", "walked_on=2026-03", "A1 A2");
	finds("walk", "walked_on>=2026-03-02", "A2 A3");
	finds("walk", "walked_on>2026-03", "A3");
	finds("walk", "walked_on<=2026-03", "A4 A1 A2");
	finds("walk", "walked_on=2026-03-02..2026-04", "A2 A3");
	finds("walk", "walked_on=..2026-02", "A4");
	finds("walk", "note~%", "A2");
	finds("walk", "note~雨", "A1");
	finds("walk", "kind＝电话", "A2");
	finds("walk", "kind=1 minutes>50", "A1");
	finds("walk", "note=';DROP", "");
	finds("walker", "name~wf", "W-0001");
	finds("walker", "name~dxx", "W-0004");
	finds("walker", "name~WANGF", "W-0001");
	finds("walk", "colour=1",
	    "走访没有「colour」这个字段");
	finds("walk", "minute=1",
	    "走访没有「minute」这个字段，是否「minutes」");
	finds("walk", "minutes>", "「minutes>」后面缺一个值");
	finds("walk", "kind=飞",
	    "方式: 「飞」没有这个代码");
}

static void
test_search(void)
{
	finds("walker", "王", "W-0001");
	finds("walker", "zw", "W-0002 W-0003");
	finds("walker", "sxx", "W-0004");
	finds("walker", "0015", "W-0001");
	finds("walker", "5678", "W-0002");
	finds("walker", "0003", "W-0003");
	finds("walker", "w-0003", "W-0003");
	finds("walker", "z 0003", "W-0003");
	finds("walk", "张伟", "A4 A3");
	finds("walk", "大雨", "A1");
	finds("walk", "电话", "A2");
	finds("walker", "没有", "");
}

static void
sorts(const char *list, const char *sort, const char *want)
{
	char *got = find("walk", list, "", sort, 0);
	char *test = mem_printf("rowset: sorted by %s", sort ? sort : list);

	is(got, want, test);
	free(test);
	free(got);
}

static void
test_order(void)
{
	char *got;

	sorts(NULL, NULL, "A4 A1 A2 A3");
	sorts(NULL, "-code", "A4 A3 A2 A1");
	sorts(NULL, "kind,-minutes", "A1 A3 A2 A4");
	sorts(NULL, "-hours code", "A2 A1 A3 A4");
	/* By pinyin: wang, zhang. */
	sorts(NULL, "-walker code", "A4 A3 A1 A2");
	sorts("open", NULL, "A2 A1 A3 A4");
	sorts("long", NULL, "A2");
	sorts(NULL, "colour", "走访没有「colour」这个字段，不能按它排序");
	got = find("walker", NULL, "", "name", 0);
	is(got, "W-0004 W-0001 W-0002 W-0003", "rowset: names sort by pinyin");
	free(got);
	got = find("walk", NULL, "", "code", 2);
	is(got, "A1 A2", "rowset: a limit");
	free(got);
	got = find("walk_by_kind", NULL, "walks>=2", NULL, 0);
	is(got, "1", "rowset: a view is filtered by its counts");
	free(got);
}

static void
test_void(void)
{
	struct record r;
	struct writing writing = {.reason = "录错"};
	struct query q = query("walk", NULL);
	int64_t count;

	ok(walk_add(&w, "walk",
	       "code=A9;walker=W-0001;walked_on=2026-05-01;kind=1"),
	    "rowset: one more");
	ok(record_read_key(&r, w.forms, q.form, "A9", &w.err) &&
		record_void(&r, w.forms, &writing, &w.err),
	    "rowset: and voided");
	record_done(&r);
	finds("walk", "kind=1", "A1 A3");
	finds("walk", "void_reason!=", "A9");
	q.voided = true;
	ok(rowset_count(w.forms, &q, &count, &w.err) && count == 5,
	    "rowset: voided rows when asked for");
	q.voided = false;
	ok(rowset_count(w.forms, &q, &count, &w.err) && count == 4,
	    "rowset: else not");
	err_done(&w.err);
}

static void
test_chips(void)
{
	struct filter *filter = filter_new(walk_form(&w, "walk")), *copy;
	char *chip;

	ok(filter_add(filter, w.forms, "kind=1,2", &w.err) &&
		filter_add(filter, w.forms, "minutes=1..5", &w.err) &&
		filter_add(filter, w.forms, "note=", &w.err) &&
		filter_add(filter, w.forms, "王", &w.err),
	    "filter: four words");
	copy = filter_copy(filter);
	filter_free(filter);
	is_int((int)filter_chips(copy), 4, "filter: four chips");
	chip = filter_chip(copy, w.forms, 0);
	is(chip, "方式=入户,电话", "filter: a chip says labels");
	free(chip);
	chip = filter_chip(copy, w.forms, 1);
	is(chip, "时长（分钟）=1..5", "filter: a chip says a range");
	free(chip);
	chip = filter_chip(copy, w.forms, 2);
	is(chip, "备注 空", "filter: a chip says empty");
	free(chip);
	chip = filter_chip(copy, w.forms, 3);
	is(chip, "找 王", "filter: the search is the last chip");
	free(chip);
	filter_drop(copy, 3);
	filter_drop(copy, 0);
	is_int((int)filter_chips(copy), 2, "filter: chips dropped");
	filter_free(copy);
}

static void
test_window(void)
{
	struct query q = query("walk", NULL);
	struct rowset *rows;
	struct record r;
	bool same = true;

	ok(record_batch_begin(w.forms, "import", NULL, &w.err),
	    "rowset: a batch begins");
	for (int i = 0; i < WALKS && same; i++) {
		char *words = mem_printf(
		    "code=B%04d;walker=W-%04d;walked_on=2027-01-01;kind=1;"
		    "minutes=%d",
		    i, i % 4 + 1, i % 600 + 1);

		same = walk_add(&w, "walk", words);
		free(words);
	}
	ok(same && record_batch_end(w.forms, true, &w.err),
	    "rowset: a thousand rows");
	q.sort = "code";
	ok(rowset_open(&rows, w.forms, &q, &w.err), "rowset: opens");
	ok(!rowset_is_complete(rows) && rowset_size(rows) < WALKS,
	    "rowset: the first page only");
	is(rowset_cell(rows, 4, 0, &w.err), "B0000", "rowset: first page cell");
	is(rowset_cell(rows, 4, 1, &w.err), "王芳", "rowset: a label");
	is(rowset_cell(rows, 5, 5, &w.err), "0", "rowset: a derived cell");
	ok(rowset_complete(rows, &w.err) && rowset_is_complete(rows),
	    "rowset: completes");
	is_int(rowset_size(rows), WALKS + 4, "rowset: all keys");
	for (int i = WALKS - 1; i >= 0 && same; i -= 7) {
		char code[16];

		snprintf(code, sizeof code, "B%04d", i);
		same = !strcmp(rowset_cell(rows, i + 4, 0, &w.err), code);
	}
	ok(same, "rowset: cells backwards through every window");
	is_int(rowset_find(rows, rowset_key(rows, 777)), 777,
	    "rowset: a key is found in its place");
	is_int(rowset_find(rows, 999999), -1, "rowset: no such key");
	is(rowset_cell(rows, WALKS + 4, 0, &w.err), "", "rowset: behind the end");
	ok(record_read(&r, w.forms, q.form, rowset_key(rows, 4), &w.err) &&
		record_give(&r, w.forms, "kind", "电话", false, &w.err) &&
		record_save(&r, w.forms, NULL, &w.err),
	    "rowset: a row changes");
	record_done(&r);
	rowset_forget(rows);
	is(rowset_cell(rows, 4, 3, &w.err), "电话",
	    "rowset: after forget it shows");
	rowset_free(rows);
	err_done(&w.err);
}

static void
test_view(void)
{
	struct query q = query("walk_by_kind", NULL);
	struct rowset *rows;

	ok(rowset_open(&rows, w.forms, &q, &w.err), "rowset: a view opens");
	is_int(rowset_size(rows), 3, "rowset: its rows");
	is(rowset_cell(rows, 0, 0, &w.err), "1", "rowset: its cells");
	is(rowset_cell(rows, 2, 2, &w.err), "",
	    "rowset: a sum of nothing is empty");
	ok(rowset_key(rows, 0) < 0, "rowset: its rows have no id");
	rowset_free(rows);
	q = query("walker", NULL);
	ok(rowset_open(&rows, w.forms, &q, &w.err), "rowset: walkers");
	is(rowset_cell(rows, 0, 2, &w.err), "110101********0015",
	    "rowset: an ID is masked");
	rowset_free(rows);
	err_done(&w.err);
}

static void
add_rows(void)
{
	ok(walk_add(&w, "walker",
	       "name=王芳;id_no=110101199001010015;phone=13812341234") &&
		walk_add(&w, "walker", "name=张伟;phone=13812345678") &&
		walk_add(&w, "walker", "name=张伟") &&
		walk_add(&w, "walker", "name=单雄信"),
	    "rowset: walkers added");
	ok(walk_add(&w, "walk",
	       "code=A1;walker=W-0001;walked_on=2026-03-01;kind=1;minutes=60;"
	       "cost=3738.50;note=大雨") &&
		walk_add(&w, "walk",
		    "code=A2;walker=W-0001;walked_on=2026-03-31;kind=2;"
		    "minutes=150;cost=1;note=100%") &&
		walk_add(&w, "walk",
		    "code=A3;walker=W-0002;walked_on=2026-04-01;kind=1;"
		    "minutes=30") &&
		walk_add(&w, "walk",
		    "code=A4;walker=W-0003;walked_on=2025-12-31;kind=3"),
	    "rowset: walks added");
	err_done(&w.err);
}

int
main(void)
{
	walk_open(&w);
	add_rows();
	test_filters();
	test_search();
	test_order();
	test_chips();
	test_void();
	test_window();
	test_view();
	walk_close(&w);
	return done();
}
