/*
 * Text into cells.  Owns the colours, the roles of the cells and the caret;
 * must not know what is shown.
 *
 * Every cluster is placed by its own absolute position: a glyph that curses
 * measures otherwise than base/text cannot shift what follows it.
 */
#include "ui/draw.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include <curses.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/term.h"

#define CLUSTER_MOST 8 /* code points of one cell; curses takes no more */

/* clang-format off */
static const struct {
	char letter;
	attr_t mono;
	attr_t eight; short eight_color;
	attr_t many; short many_color;
} roles[ROLE_COUNT] = {
	[ROLE_NORMAL] = {'.', A_NORMAL, A_NORMAL, -1, A_NORMAL, -1},
	[ROLE_TITLE] = {'t', A_REVERSE, A_REVERSE, -1, A_REVERSE, -1},
	[ROLE_FOCUS] = {'f', A_REVERSE, A_REVERSE, -1, A_REVERSE, -1},
	[ROLE_KEY] = {'k', A_BOLD, A_BOLD, -1, A_BOLD, 63},
	[ROLE_DERIVED] = {'d', A_UNDERLINE, A_UNDERLINE, -1, A_NORMAL, 30},
	[ROLE_PASSED] = {'p', A_NORMAL, A_NORMAL, -1, A_NORMAL, 28},
	[ROLE_WARNING] = {'w', A_BOLD, A_BOLD, COLOR_MAGENTA, A_BOLD, 130},
	[ROLE_REFUSAL] = {'x', A_BOLD | A_UNDERLINE, A_BOLD, COLOR_RED, A_BOLD, 161},
	[ROLE_MODE] = {'m', A_REVERSE | A_BOLD, A_REVERSE, COLOR_MAGENTA, A_REVERSE, 163},
	[ROLE_DIM] = {'v', A_DIM, A_DIM, -1, A_NORMAL, 243},
};
/* clang-format on */

static struct {
	int colors; /* 256, 8, 0 */
	int y, x;   /* the caret */
	unsigned char *roles;
	int rows, columns;
} screen;

static attr_t
role_attributes(enum draw_role role)
{
	return screen.colors == 256 ? roles[role].many
	       : screen.colors == 8 ? roles[role].eight
				    : roles[role].mono;
}

static short
role_pair(enum draw_role role)
{
	short color = screen.colors == 256 ? roles[role].many_color
		      : screen.colors == 8 ? roles[role].eight_color
					   : -1;

	return color < 0 ? 0 : (short)role;
}

static void
fit_roles(void)
{
	int rows = term_rows(), columns = term_columns();

	if (screen.roles && rows == screen.rows && columns == screen.columns)
		return;
	free(screen.roles);
	screen.roles = mem_array((size_t)rows, (size_t)columns);
	screen.rows = rows;
	screen.columns = columns;
}

void
draw_start(void)
{
	screen.colors = term_colors();
	if (screen.colors) {
		start_color();
		/* No background of our own: light and dark need no setting. */
		if (use_default_colors() != OK)
			screen.colors = 0;
	}
	for (int role = 0; screen.colors && role < ROLE_COUNT; role++) {
		short color = screen.colors == 256 ? roles[role].many_color
						   : roles[role].eight_color;

		if (color >= 0)
			init_pair((short)role, color, -1);
	}
	draw_clear();
}

void
draw_clear(void)
{
	attr_set(A_NORMAL, 0, NULL);
	erase();
	fit_roles();
	memset(screen.roles, ROLE_NORMAL,
	    (size_t)screen.rows * (size_t)screen.columns);
	screen.y = screen.x = 0;
}

/* What curses and ours agree upon for one cluster: the code points to give
 * it, as many cells as ours says. */
static int
cluster_cells(const char *s, size_t size, int cells, wchar_t *out)
{
	int count = 0, measured = 0;
	size_t at = 0;

	while (at < size && count < CLUSTER_MOST - 2) {
		int32_t cp;
		int width;

		at += text_decode(s + at, size - at, &cp);
		width = cp < 0 ? -1 : wcwidth((wchar_t)cp);
		if (width < 0 && count > 0)
			continue;
		if (width < 0 || (count == 0 && width > cells)) {
			cp = cells == 2 ? 0x3013 : '?';
			width = cells;
		} else if (count > 0 && width > 0) {
			break;
		}
		measured += width;
		out[count++] = (wchar_t)cp;
	}
	while (measured++ < cells)
		out[count++] = L' ';
	return count;
}

static bool
needs_gate(const char *s)
{
	for (; *s; s++)
		if ((unsigned char)*s < 0x20 || (unsigned char)*s >= 0x7f)
			return true;
	return false;
}

static void
put_cluster(
    int y, int x, const char *s, size_t size, int cells, enum draw_role role)
{
	wchar_t wide[CLUSTER_MOST + 2];
	int count = cluster_cells(s, size, cells, wide);

	mvaddnwstr(y, x, wide, count);
	memset(screen.roles + (size_t)y * (size_t)screen.columns + x, role,
	    (size_t)cells);
}

int
draw_text(int y, int x, int cells, enum draw_role role, const char *text)
{
	char *gated = needs_gate(text) ? text_gate_out(text, false) : NULL;
	const char *s = gated ? gated : text;
	int used = 0;
	size_t size;

	fit_roles();
	if (cells > screen.columns - x)
		cells = screen.columns - x;
	if (y < 0 || y >= screen.rows || x < 0)
		cells = 0;
	attr_set(role_attributes(role), role_pair(role), NULL);
	for (; (size = text_cluster(s)) > 0; s += size) {
		int32_t first;
		int width;

		text_decode(s, size, &first);
		width = text_cp_width(first);
		if (width > cells - used)
			break;
		if (width > 0)
			put_cluster(y, x + used, s, size, width, role);
		used += width;
	}
	attr_set(A_NORMAL, 0, NULL);
	free(gated);
	return used;
}

void
draw_fill(int y, int x, int cells, enum draw_role role, char with)
{
	char one[2] = {with, '\0'};

	for (int i = 0; i < cells; i++)
		draw_text(y, x + i, 1, role, one);
}

void
draw_cell(
    int y, int x, int cells, enum draw_role role, const char *text, int align)
{
	/* Gated first: what becomes visible takes room. */
	char *gated = needs_gate(text) ? text_gate_out(text, false) : NULL;
	struct buf padded = {0};

	text_pad(&padded, gated ? gated : text, cells, align);
	draw_text(y, x, cells, role, buf_string(&padded));
	buf_done(&padded);
	free(gated);
}

void
draw_role_over(int y, int x, int cells, enum draw_role role)
{
	fit_roles();
	if (y < 0 || y >= screen.rows || x < 0)
		return;
	if (cells > screen.columns - x)
		cells = screen.columns - x;
	if (cells <= 0)
		return;
	mvchgat(y, x, cells, role_attributes(role), role_pair(role), NULL);
	memset(screen.roles + (size_t)y * (size_t)screen.columns + x, role,
	    (size_t)cells);
}

void
draw_cursor(int y, int x)
{
	screen.y = y < 0 ? 0 : y >= term_rows() ? term_rows() - 1 : y;
	screen.x = x < 0 ? 0 : x >= term_columns() ? term_columns() - 1 : x;
}

void
draw_flush(void)
{
	move(screen.y, screen.x);
	refresh();
}

void
draw_drop(void)
{
	untouchwin(stdscr); /* or getch() would show it */
}

void
draw_bell(void)
{
	beep();
}

bool
draw_can_show(const char *text)
{
	int32_t cp;

	for (size_t size = strlen(text), at = 0; at < size;) {
		at += text_decode(text + at, size - at, &cp);
		if (cp < 0 || (cp >= 0x20 && wcwidth((wchar_t)cp) < 0))
			return false;
	}
	return true;
}

/* The glyph in a cell, as UTF-8; returns its cells. */
static int
read_cell(int y, int x, struct buf *out)
{
	wchar_t wide[CCHARW_MAX + 1] = {0};
	cchar_t cell;
	attr_t attributes;
	short pair;
	int cells;

	if (mvin_wch(y, x, &cell) == ERR ||
	    getcchar(&cell, wide, &attributes, &pair, NULL) == ERR)
		return 1;
	for (int i = 0; out && wide[i]; i++) {
		char bytes[4];

		buf_add(out, bytes, text_encode((int32_t)wide[i], bytes));
	}
	cells = wcwidth(wide[0]);
	return cells < 1 ? 1 : cells;
}

static void
trim(struct buf *row, char with)
{
	while (row->size > 0 && row->text[row->size - 1] == with)
		row->text[--row->size] = '\0';
}

char *
draw_row(int y)
{
	struct buf row = {0};

	for (int x = 0; x < term_columns();)
		x += read_cell(y, x, &row);
	move(screen.y, screen.x);
	trim(&row, ' ');
	return buf_take(&row);
}

int
draw_row_cells(int y)
{
	int x = 0;

	while (x < term_columns())
		x += read_cell(y, x, NULL);
	move(screen.y, screen.x);
	return x;
}

char *
draw_row_roles(int y)
{
	struct buf row = {0};

	fit_roles();
	for (int x = 0; y >= 0 && y < screen.rows && x < screen.columns; x++)
		buf_add_char(&row,
		    roles[screen.roles[(size_t)y * (size_t)screen.columns +
				       (size_t)x]]
			.letter);
	trim(&row, '.');
	return buf_take(&row);
}

void
draw_cursor_place(int *y, int *x)
{
	*y = screen.y;
	*x = screen.x;
}
