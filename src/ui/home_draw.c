/* Home on the screen: sections at the left, what is to be done at the right. */
#include "ui/home_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/draw.h"

#define SPLIT_FROM 76
#define NARROW 76

/* The steps of the month; the next one stands behind a >. */
static void
add_steps(const struct home *h, struct buf *to, const char *gap)
{
	bool next = true;

	for (size_t i = 0; i < HOME_STEPS; i++) {
		const struct home_step *step = &h->steps[i];

		if (!step->label)
			continue;
		buf_printf(to, "%s%s%zu%s %s", i ? gap : "",
		    next && !step->done ? "> " : "", i + 1, _(step->label),
		    step->text);
		next = next && step->done;
	}
}

void
home_draw_status(struct view *view, struct buf *to, int cells)
{
	struct home *h = (struct home *)view;

	if (!h->steps[0].label)
		return;
	buf_add_string(to, cells < NARROW ? "" : _("本月六步 "));
	add_steps(h, to, "  ");
	if (text_width(buf_string(to)) <= cells)
		return;
	buf_clear(to);
	add_steps(h, to, " ");
}

/* Counts that do not fit go on in the next row, while there are rows. */
static int
draw_counts(const char *text, int y, struct rect r, int x, int *spare)
{
	struct buf wrapped = {0};
	const char *line;
	int rows = 0;

	text_wrap(&wrapped, text, r.columns - x);
	line = buf_string(&wrapped);
	while (line && (!rows || *spare > 0)) {
		const char *end = strchr(line, '\n');
		bool cut = end && *spare <= 0;
		char *part = end && !cut
		    ? mem_strndup(line, (size_t)(end - line))
		    : mem_strdup(cut ? text : line);

		draw_cell(y + rows, r.x + x, r.columns - x, ROLE_NORMAL, part,
		    -1);
		free(part);
		*spare -= rows > 0;
		rows++;
		line = end && !cut ? end + 1 : NULL;
	}
	buf_done(&wrapped);
	return rows;
}

static int
sections_width(const struct home *h)
{
	int widest = 0;

	for (size_t i = 0; i < HOME_SECTIONS; i++) {
		int w = h->sections[i].name
		    ? text_width(_(h->sections[i].name))
		    : 0;

		if (w > widest)
			widest = w;
	}
	return widest;
}

static size_t
sections_count(const struct home *h)
{
	size_t n = 0;

	for (size_t i = 0; i < HOME_SECTIONS; i++)
		n += h->sections[i].name != NULL;
	return n;
}

/* From one section on, in as many rows as there are. */
static void
draw_sections(struct home *h, struct rect r, size_t from)
{
	int y = r.y, widest = sections_width(h);
	int spare = r.rows - (int)(sections_count(h) - from);

	for (size_t i = from; i < HOME_SECTIONS && y < r.y + r.rows; i++) {
		const struct home_section *s = &h->sections[i];
		char digit[2] = {(char)('1' + i), '\0'};

		if (!s->name)
			continue;
		draw_text(y, r.x + 1, 1, ROLE_KEY, digit);
		draw_cell(y, r.x + 3, widest, ROLE_NORMAL, _(s->name), -1);
		if (s->marked)
			draw_text(
			    y, r.x + 4 + widest, 1, ROLE_WARNING, "!");
		y += draw_counts(s->text, y, r, widest + 6, &spare);
	}
}

static void
draw_todos(struct home *h, struct rect r, int *cy, int *cx)
{
	h->rows = r.rows > 0 ? r.rows : 1;
	if (h->at < h->top)
		h->top = h->at;
	if (h->at >= h->top + (size_t)h->rows)
		h->top = h->at - (size_t)h->rows + 1;
	*cy = r.y;
	*cx = r.x;
	if (!h->count)
		draw_text(r.y, r.x + 2, r.columns - 2, ROLE_DIM,
		    _("没有要办的事"));
	for (int row = 0; row < r.rows; row++) {
		size_t i = h->top + (size_t)row;
		const struct home_todo *t;
		char mark[2] = "";
		int due;

		if (i >= h->count)
			break;
		t = &h->todos[i];
		mark[0] = t->mark;
		due = text_width(t->due);
		draw_text(r.y + row, r.x, 1, ROLE_NORMAL,
		    i == h->at ? ">" : " ");
		draw_text(r.y + row, r.x + 2, 1,
		    t->mark == '!' ? ROLE_WARNING : ROLE_KEY, mark);
		draw_cell(r.y + row, r.x + 4, r.columns - 6 - due,
		    ROLE_NORMAL, t->text, -1);
		draw_text(r.y + row, r.x + r.columns - due - 1, due,
		    t->mark == '!' ? ROLE_WARNING : ROLE_NORMAL, t->due);
		if (i == h->at) {
			draw_role_over(
			    r.y + row, r.x, r.columns - 1, ROLE_FOCUS);
			*cy = r.y + row;
		}
	}
}

/* Above what is to be done: beside one another when there are too few rows
 * for one a section.  Says how many rows that took. */
static int
draw_sections_above(struct home *h, struct rect body)
{
	struct rect r = body;
	size_t all = sections_count(h);

	if ((int)all + 4 <= body.rows) {
		r.rows = (int)all;
		draw_sections(h, r, 0);
		return r.rows + 1;
	}
	r.rows = (int)(all + 1) / 2;
	r.columns = body.columns / 2;
	draw_sections(h, r, 0);
	r.x += r.columns;
	r.columns = body.columns - r.columns;
	draw_sections(h, r, (size_t)r.rows);
	return r.rows;
}

void
home_draw_body(struct view *view, struct rect body, int *y, int *x)
{
	struct home *h = (struct home *)view;
	struct rect left = body, right = body;

	if (body.columns >= SPLIT_FROM) {
		/* with nothing to be done the counts may spread */
		left.columns = body.columns * (h->count ? 45 : 70) / 100;
		right.x += left.columns + 2;
		right.columns -= left.columns + 2;
		draw_sections(h, left, 0);
	} else {
		left.rows = draw_sections_above(h, body);
		right.y += left.rows;
		right.rows -= left.rows;
	}
	draw_todos(h, right, y, x);
}
