/* A list without a screen, over a few rows and a page of three. */
#include "walk.h"

#include "record/list.h"

static struct walk_book w;

static void
fill(void)
{
	walk_add(&w, "walker", "name=单雄信;id_no=110101198003071239");
	walk_add(&w, "walker", "name=秦叔宝");
	walk_add(&w, "walker", "name=程咬金");
	walk_add(&w, "walk",
	    "walker=W-0001;walked_on=2026-03-01;kind=1;minutes=60");
	walk_add(&w, "walk",
	    "walker=W-0002;walked_on=2026-03-02;kind=2;minutes=20");
	walk_add(&w, "walk",
	    "walker=W-0003;walked_on=2026-03-03;kind=1;minutes=40");
	walk_add(&w, "walk",
	    "walker=W-0001;walked_on=2026-03-04;kind=2;minutes=600");
	walk_add(&w, "walk",
	    "walker=W-0002;walked_on=2026-03-05;kind=1;minutes=5");
}

static struct list *
open_list(const char *form)
{
	struct list *list = list_new(w.forms, walk_form(&w, form), NULL);

	list_set_height(list, 3);
	ok(list_settle(list, &w.err), "list: %s is read", form);
	return list;
}

static void
settle(struct list *list)
{
	if (!list_settle(list, &w.err))
		printf("# %s\n", w.err.text);
	err_done(&w.err);
}

static void
test_cursor(void)
{
	struct list *list = open_list("walk");
	int64_t key;

	is_int(list_size(list), 5, "list: every row is there");
	list_move_by(list, -1);
	is_int(list_at(list), 0, "list: up from the first row stays");
	list_move_to(list, 3);
	is_int(list_top(list), 1, "list: scrolls just enough");
	list_move_by(list, 99);
	is_int(list_at(list), 4, "list: down past the end is the end");
	is_int(list_top(list), 2, "list: the last page is full");
	list_set_height(list, 10);
	is_int(list_top(list), 0, "list: a taller screen shows more");
	list_move_to(list, 2);
	key = list_key(list);
	list_reload(list);
	settle(list);
	is_int(list_key(list), key, "list: reload keeps the cursor on its key");
	list_sort_by_column(list);
	list_sort_by_column(list);
	settle(list);
	is(list_sort(list), "-code", "list: sorted twice is reversed");
	is_int(list_key(list), key, "list: sorting keeps the cursor on its key");
	list_free(list);
}

static void
test_columns(void)
{
	struct list *list = open_list("walk");
	struct list_place places[16];
	bool left, right;
	size_t n = list_lay_out(list, 40, places, 16, &left, &right);

	ok(n && places[0].x == 0 && !left && right,
	    "list: a narrow screen shows the first columns and says more");
	for (size_t i = 0; i < n; i++)
		ok(places[i].x + places[i].width <= 40,
		    "list: column %zu stays inside", i);
	list_column_move(list, 99);
	is_int((long long)list_column_at(list),
	    (long long)list_columns(list) - 1,
	    "list: the column cursor stops at the last");
	n = list_lay_out(list, 40, places, 16, &left, &right);
	ok(left && !right && places[n - 1].column == list_column_at(list),
	    "list: the column under the cursor is moved in");
	list_column_move(list, -99);
	n = list_lay_out(list, 40, places, 16, &left, &right);
	ok(!left && places[0].column == 0,
	    "list: and back again");
	n = list_lay_out(list, 4, places, 16, &left, &right);
	is_int((long long)n, 1, "list: four cells still show one column");
	is_int(places[0].width, 4, "list: cut to what is there");
	list_free(list);
}

static void
test_search(void)
{
	struct list *list = open_list("walker");

	list_search(list, "qsb");
	settle(list);
	is_int(list_size(list), 1, "list: initials find one");
	is(list_cell(list, 0, 1), "秦叔宝", "list: the right one");
	list_search(list, "雄");
	settle(list);
	is_int(list_size(list), 1, "list: a Han inside finds one");
	list_search(list, "1239");
	settle(list);
	is_int(list_size(list), 1, "list: the tail of a number finds one");
	is_int((long long)list_chips(list), 0, "list: a search is no chip");
	list_search(list, "");
	settle(list);
	is_int(list_size(list), 3, "list: an empty search shows all");
	list_free(list);
}

static void
test_filter(void)
{
	struct list *list = open_list("walk");
	int64_t all = 0;
	char *chip;

	list_column_move(list, 3);
	ok(list_filter_to_value(list, &w.err), "list: filters to the value");
	settle(list);
	is_int(list_size(list), 3, "list: rows of that value");
	is_int((long long)list_chips(list), 1, "list: one chip");
	chip = list_chip(list, 0);
	is(chip, "方式=入户", "list: the chip in words");
	free(chip);
	ok(list_count_all(list, &all, &w.err) && all == 5,
	    "list: all counts what the filter hides");
	ok(list_drop_chip(list), "list: the chip is dropped");
	ok(!list_drop_chip(list), "list: no chip is left");
	settle(list);
	is_int(list_size(list), 5, "list: every row is back");
	list_free(list);
}

static void
test_marks(void)
{
	struct list *list = open_list("walk");
	const char *total;
	int64_t first;

	first = list_key(list);
	list_mark(list);
	list_move_by(list, 2);
	list_mark(list);
	is_int((long long)list_marks(list), 2, "list: two marks");
	ok(list_is_marked(list, first), "list: marked by key");
	list_column_move(list, 4);
	total = list_sum(list, list_column_at(list), &w.err);
	is(total, "100", "list: the total of the marks");
	ok(list_mark_invert(list, &w.err) && list_marks(list) == 3 &&
		!list_is_marked(list, first),
	    "list: inverted");
	list_search(list, "zzz");
	settle(list);
	is_int((long long)list_marks(list), 3,
	    "list: a search leaves marks alone");
	list_mark_clear(list);
	list_search(list, "");
	settle(list);
	total = list_sum(list, list_column_at(list), &w.err);
	is(total, "725", "list: the total of the filter");
	list_free(list);
}

static void
test_view(void)
{
	struct list *list = open_list("walk_by_kind");

	is_int(list_size(list), 2, "list: a view has rows");
	ok(list_key(list) < 0, "list: a row without id has no record's key");
	is(list_code(list), "1", "list: its code is its key");
	ok(!list_value(list, 0, "absent"), "list: no such field is NULL");
	list_free(list);
}

int
main(void)
{
	walk_open(&w);
	fill();
	test_cursor();
	test_columns();
	test_search();
	test_filter();
	test_marks();
	test_view();
	walk_close(&w);
	return done();
}
