/*
 * The terminal of the key monkey: enough of it to know what stands on the
 * screen and whether a row was ever written past its end.  Widths are the C
 * library's, not ours: what is checked does not check itself.
 */
#ifndef JB_TESTS_MONKEY_SCREEN_H
#define JB_TESTS_MONKEY_SCREEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#define SCREEN_ROWS 64
#define SCREEN_COLUMNS 208
#define SCREEN_ARGUMENTS 16

struct screen {
	int rows, columns, y, x;
	wchar_t cell[SCREEN_ROWS][SCREEN_COLUMNS];
	bool past;  /* the last cell of the row is written: more would wrap */
	bool lined; /* vt100's frames: every byte is one cell */
	long overflows; /* cells written where there was no room */
	wchar_t over;   /* the last of them, and where */
	int over_y, over_x;
	bool inside, pasting; /* the other screen; bracketed paste */
	/* what is being read */
	enum { PLAIN, ESCAPE, CONTROL, STRING, CHARSET } state;
	int argument[SCREEN_ARGUMENTS], arguments;
	char mark; /* ? or > of a control sequence */
	unsigned char byte[4];
	int bytes, wanted;
	wchar_t last;
};

static void
screen_clear(struct screen *s, int y, int from, int to)
{
	for (int x = from; x < to && x < SCREEN_COLUMNS; x++)
		s->cell[y][x] = L' ';
}

static void
screen_size(struct screen *s, int rows, int columns)
{
	s->rows = rows < SCREEN_ROWS ? rows : SCREEN_ROWS;
	s->columns = columns < SCREEN_COLUMNS ? columns : SCREEN_COLUMNS;
	s->past = false;
	if (s->y >= s->rows)
		s->y = s->rows - 1;
	if (s->x >= s->columns)
		s->x = s->columns - 1;
	for (int y = 0; y < SCREEN_ROWS; y++)
		screen_clear(s, y, 0, SCREEN_COLUMNS);
}

static void
screen_scroll(struct screen *s)
{
	if (s->y + 1 < s->rows) {
		s->y++;
		return;
	}
	memmove(s->cell[0], s->cell[1], sizeof(s->cell[0]) * (SCREEN_ROWS - 1));
	screen_clear(s, s->rows - 1, 0, SCREEN_COLUMNS);
}

static void
screen_put(struct screen *s, wchar_t c)
{
	int width = s->lined ? 1 : wcwidth(c);

	if (width < 0)
		width = 1;
	if (width == 0)
		return;
	if (s->past || s->x + width > s->columns) {
		s->overflows++;
		s->over = c;
		s->over_y = s->y;
		s->over_x = s->x;
		s->past = true;
		return;
	}
	s->cell[s->y][s->x] = c;
	if (width == 2)
		s->cell[s->y][s->x + 1] = 0;
	s->last = c;
	s->x += width;
	if (s->x >= s->columns) {
		s->x = s->columns - 1;
		s->past = true;
	}
}

static void
screen_move(struct screen *s, int y, int x)
{
	s->y = y < 0 ? 0 : y >= s->rows ? s->rows - 1 : y;
	s->x = x < 0 ? 0 : x >= s->columns ? s->columns - 1 : x;
	s->past = false;
}

static void
screen_erase(struct screen *s, int what)
{
	if (what == 0 || what == 2)
		for (int y = what ? 0 : s->y + 1; y < SCREEN_ROWS; y++)
			screen_clear(s, y, 0, SCREEN_COLUMNS);
	if (what == 1 || what == 2)
		for (int y = 0; y < s->y; y++)
			screen_clear(s, y, 0, SCREEN_COLUMNS);
	screen_clear(s, s->y, what == 0 ? s->x : 0,
	    what == 1 ? s->x + 1 : SCREEN_COLUMNS);
}

/* Rows inserted or taken out under the cursor. */
static void
screen_rows(struct screen *s, int n)
{
	for (; n > 0; n--) {
		memmove(s->cell[s->y + 1], s->cell[s->y],
		    sizeof(s->cell[0]) * (size_t)(SCREEN_ROWS - 1 - s->y));
		screen_clear(s, s->y, 0, SCREEN_COLUMNS);
	}
	for (; n < 0; n++) {
		memmove(s->cell[s->y], s->cell[s->y + 1],
		    sizeof(s->cell[0]) * (size_t)(SCREEN_ROWS - 1 - s->y));
		screen_clear(s, SCREEN_ROWS - 1, 0, SCREEN_COLUMNS);
	}
}

/* Cells inserted or taken out under the cursor. */
static void
screen_cells(struct screen *s, int n)
{
	wchar_t *row = s->cell[s->y];

	if (n > SCREEN_COLUMNS - s->x)
		n = SCREEN_COLUMNS - s->x;
	if (n < s->x - SCREEN_COLUMNS)
		n = s->x - SCREEN_COLUMNS;
	if (n > 0) {
		memmove(row + s->x + n, row + s->x,
		    sizeof(*row) * (size_t)(SCREEN_COLUMNS - s->x - n));
		screen_clear(s, s->y, s->x, s->x + n);
	} else if (n < 0) {
		memmove(row + s->x, row + s->x - n,
		    sizeof(*row) * (size_t)(SCREEN_COLUMNS - s->x + n));
		screen_clear(s, s->y, SCREEN_COLUMNS + n, SCREEN_COLUMNS);
	}
}

static void
screen_control(struct screen *s, char final)
{
	int n = s->arguments && s->argument[0] ? s->argument[0] : 1;
	int m = s->arguments > 1 && s->argument[1] ? s->argument[1] : 1;
	int first = s->arguments ? s->argument[0] : 0;

	if (s->mark == '?' && (final == 'h' || final == 'l')) {
		if (first == 1049)
			s->inside = final == 'h';
		if (first == 2004)
			s->pasting = final == 'h';
		return;
	}
	switch (final) {
	case 'H':
	case 'f': screen_move(s, n - 1, m - 1); break;
	case 'A': screen_move(s, s->y - n, s->x); break;
	case 'B': screen_move(s, s->y + n, s->x); break;
	case 'C': screen_move(s, s->y, s->x + n); break;
	case 'D': screen_move(s, s->y, s->x - n); break;
	case 'G':
	case '`': screen_move(s, s->y, n - 1); break;
	case 'd': screen_move(s, n - 1, s->x); break;
	case 'J': screen_erase(s, first); break;
	case 'K':
		screen_clear(s, s->y, first ? 0 : s->x,
		    first == 1 ? s->x + 1 : SCREEN_COLUMNS);
		break;
	case 'X': screen_clear(s, s->y, s->x, s->x + n); break;
	case 'L': screen_rows(s, n > 64 ? 64 : n); break;
	case 'M': screen_rows(s, -(n > 64 ? 64 : n)); break;
	case '@': screen_cells(s, n); break;
	case 'P': screen_cells(s, -n); break;
	case 'b':
		while (n-- > 0)
			screen_put(s, s->last);
		break;
	default: break;
	}
}

static void
screen_plain(struct screen *s, unsigned char c)
{
	switch (c) {
	case '\033': s->state = ESCAPE; return;
	case '\r': screen_move(s, s->y, 0); return;
	case '\n': screen_scroll(s); return;
	case '\b': screen_move(s, s->y, s->x - 1); return;
	case '\t': screen_move(s, s->y, (s->x / 8 + 1) * 8); return;
	case 016: s->lined = true; return;
	case 017: s->lined = false; return;
	default: break;
	}
	if (c < 0x20 || c == 0x7f)
		return;
	if (c < 0x80 && !s->wanted) {
		screen_put(s, (wchar_t)c);
	} else if (c >= 0xc0) {
		s->bytes = 0;
		s->byte[s->bytes++] = c;
		s->wanted = c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : 2;
	} else if (s->wanted && c >= 0x80) {
		s->byte[s->bytes++] = c;
		if (s->bytes == s->wanted) {
			wchar_t wide = (wchar_t)(s->byte[0] &
			    (0xff >> (s->wanted + 1)));

			for (int i = 1; i < s->wanted; i++)
				wide = wide << 6 | (s->byte[i] & 0x3f);
			s->wanted = 0;
			screen_put(s, wide);
		}
	}
}

static void
screen_read(struct screen *s, const char *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++) {
		unsigned char c = (unsigned char)bytes[i];

		switch (s->state) {
		case PLAIN: screen_plain(s, c); break;
		case CHARSET:
			s->lined = c == '0';
			s->state = PLAIN;
			break;
		case STRING:
			/* linux resets its palette by ESC ] R alone */
			if (c == '\a' || c == 'R')
				s->state = PLAIN;
			else if (c == '\033')
				s->state = ESCAPE;
			break;
		case ESCAPE:
			s->state = c == '[' ? CONTROL
			    : c == ']' || c == 'P' ? STRING
			    : c == '(' || c == ')' ? CHARSET
						   : PLAIN;
			s->arguments = 0;
			s->mark = '\0';
			memset(s->argument, 0, sizeof(s->argument));
			if (c == 'M' && s->y > 0)
				s->y--;
			break;
		case CONTROL:
			if (c == '?' || c == '>' || c == '!') {
				s->mark = (char)c;
			} else if (c >= '0' && c <= '9') {
				if (!s->arguments)
					s->arguments = 1;
				s->argument[s->arguments - 1] =
				    s->argument[s->arguments - 1] * 10 +
				    (c - '0');
			} else if (c == ';') {
				if (!s->arguments)
					s->arguments = 1;
				if (s->arguments < SCREEN_ARGUMENTS)
					s->arguments++;
			} else if (c >= '@') {
				screen_control(s, (char)c);
				s->state = PLAIN;
			}
			break;
		}
	}
}

/* Does this stand in some row? */
static bool
screen_has(const struct screen *s, const wchar_t *text)
{
	for (int y = 0; y < s->rows; y++) {
		wchar_t row[SCREEN_COLUMNS + 1];
		int n = 0;

		for (int x = 0; x < s->columns; x++)
			if (s->cell[y][x])
				row[n++] = s->cell[y][x];
		row[n] = L'\0';
		if (wcsstr(row, text))
			return true;
	}
	return false;
}

static void
screen_print(const struct screen *s)
{
	for (int y = 0; y < s->rows; y++) {
		fputs("# ", stdout);
		for (int x = 0; x < s->columns; x++)
			if (s->cell[y][x])
				printf("%lc", (wint_t)s->cell[y][x]);
		putchar('\n');
	}
}

#endif
