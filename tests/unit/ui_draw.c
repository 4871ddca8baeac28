/*
 * Drawing without a terminal: clipping by clusters, wide characters at the
 * edge, what the C library cannot measure, reading back.
 */
#include "tap.h"

#include "base/text.h"
#include "ui/draw.h"
#include "ui/term.h"

static void
row_is(int y, const char *want, const char *name)
{
	char *row = draw_row(y);

	is(row, want, name);
	free(row);
}

static void
roles_are(int y, const char *want, const char *name)
{
	char *row = draw_row_roles(y);

	is(row, want, name);
	free(row);
}

static void
test_text(void)
{
	int y, x;

	draw_clear();
	is_int(draw_text(0, 2, 20, ROLE_NORMAL, "甲乙ab"), 6,
	    "draw: four glyphs take six cells");
	row_is(0, "  甲乙ab", "draw: text stands where it was put");
	is_int(draw_text(1, 0, 3, ROLE_NORMAL, "甲乙"), 2,
	    "draw: a Han that does not fit whole is left out");
	row_is(1, "甲", "draw: and nothing of it is drawn");
	draw_text(2, 17, 20, ROLE_NORMAL, "ab甲");
	row_is(2, "                 ab",
	    "draw: a Han in the last column does not wrap");
	row_is(3, "", "draw: the row below stays blank");
	draw_text(4, 0, 20, ROLE_NORMAL, "e\xcc\x81x");
	row_is(4, "e\xcc\x81x", "draw: a mark stays on its letter");
	draw_text(5, 0, 20, ROLE_NORMAL, "\xf0\xb1\x8d\x90|");
	row_is(5, "〓|", "draw: what libc cannot measure is a stand-in");
	ok(!draw_can_show("\xf0\xb1\x8d\x90") && draw_can_show("甲"),
	    "draw: and can be asked for");
	draw_text(6, 0, 20, ROLE_NORMAL, "\xf0\xa0\x80\x80|");
	row_is(6, "\xf0\xa0\x80\x80|", "draw: extension B is drawn");
	draw_text(7, 0, 20, ROLE_NORMAL, "a\x1b[31mb");
	row_is(7, "a⟨U+001B⟩[31mb", "draw: an escape becomes visible");
	draw_text(-1, 0, 20, ROLE_NORMAL, "x");
	draw_text(99, 0, 20, ROLE_NORMAL, "x");
	ok(draw_text(0, 99, 20, ROLE_NORMAL, "x") == 0,
	    "draw: outside the screen nothing happens");
	draw_cursor(3, 7);
	draw_flush();
	draw_cursor_place(&y, &x);
	ok(y == 3 && x == 7, "draw: the cursor is where the caret is");
}

static void
test_cells(void)
{
	bool whole = true;

	draw_clear();
	draw_cell(0, 0, 6, ROLE_TITLE, "甲乙丙丁", -1);
	row_is(0, "甲乙>", "draw: cut text ends in >, never in half a Han");
	draw_cell(0, 6, 4, ROLE_NORMAL, "1", 1);
	row_is(0, "甲乙>    1", "draw: numbers stand at the right");
	roles_are(0, "tttttt", "draw: roles are read back by the cell");
	draw_fill(1, 0, 20, ROLE_DIM, '-');
	row_is(1, "--------------------", "draw: a rule goes across");
	draw_role_over(1, 3, 2, ROLE_FOCUS);
	roles_are(1, "vvvffvvvvvvvvvvvvvvv",
	    "draw: the focus lies over what was drawn");
	row_is(1, "--------------------", "draw: and changes no text");
	for (int y = 0; y < term_rows(); y++)
		whole &= draw_row_cells(y) == term_columns();
	ok(whole, "draw: every row is as wide as the screen");
}

static void
test_resize(void)
{
	term_resize(4, 10);
	draw_clear();
	draw_fill(3, 0, 10, ROLE_NORMAL, '#');
	row_is(3, "##########", "draw: the last row of a smaller screen");
	ok(term_rows() == 4 && term_columns() == 10,
	    "term: the screen has its new size");
	term_resize(50, 132);
	draw_clear();
	draw_text(49, 130, 2, ROLE_KEY, "甲");
	is_int(draw_row_cells(49), 132, "draw: a Han in the very last cells");
	roles_are(49,
	    "................................................"
	    "................................................"
	    "..................................kk",
	    "draw: with its role");
}

int
main(void)
{
	struct err err = {0};

	if (!term_start_headless(8, 20, &err)) {
		printf("1..0 # SKIP %s\n", err.text);
		err_done(&err);
		return 0;
	}
	draw_start();
	test_text();
	test_cells();
	test_resize();
	term_stop();
	ok(!term_is_on(), "term: stopped");
	ok(term_start_headless(8, 20, &err), "term: and started again");
	term_stop();
	return done();
}
