/* The tour (see tour.h): reads its steps from the book and the screen from
 * the screen; knows no view and no record. */
#include "ui/tour.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "ui/draw.h"
#include "ui/term.h"

struct tour_step {
	char *title, *words, *screen; /* screen NULL: the book says it */
	bool done;
};

struct tour {
	struct desk *desk;
	struct tour_step *steps;
	size_t count;
	unsigned long saves; /* desk->saves when the book was asked, and one */
	bool on, said;
};

static void
forget_steps(struct tour *t)
{
	for (size_t i = 0; i < t->count; i++) {
		free(t->steps[i].title);
		free(t->steps[i].words);
		free(t->steps[i].screen);
	}
	free(t->steps);
	t->steps = NULL;
	t->count = 0;
}

struct tour *
tour_new(struct desk *desk)
{
	struct tour *t = mem_alloc(sizeof(*t));

	t->desk = desk;
	return t;
}

void
tour_free(struct tour *t)
{
	if (!t)
		return;
	forget_steps(t);
	free(t);
}

static struct tour_step *
step_at(struct tour *t, size_t i)
{
	if (i < t->count)
		return &t->steps[i];
	t->steps = mem_resize(t->steps, t->count + 1, sizeof(*t->steps));
	memset(&t->steps[t->count], 0, sizeof(*t->steps));
	return &t->steps[t->count++];
}

/* Once done a step stays done, also when what it did is taken back. */
static void
ask_book(struct tour *t)
{
	struct err ignored = {0};
	struct stmt *stmt;
	bool row = false;
	size_t i = 0;

	if (t->saves == t->desk->saves + 1)
		return;
	t->saves = t->desk->saves + 1;
	stmt = db_cached(forms_book(t->desk->forms)->db,
	    "SELECT title, words, screen, done FROM tour ORDER BY code",
	    &ignored);
	while (stmt && stmt_step(stmt, &row, &ignored) && row) {
		struct tour_step *step = step_at(t, i++);

		if (!step->title) {
			step->title = mem_strdup(stmt_text(stmt, 0));
			step->words = mem_strdup(stmt_text(stmt, 1));
			step->screen = mem_strdup(stmt_text(stmt, 2));
		}
		step->done |= stmt_int(stmt, 3) != 0;
	}
	if (stmt)
		stmt_reset(stmt);
	err_done(&ignored);
}

static bool
is_on_screen(const char *pattern)
{
	bool found = false;

	for (int y = 0; y < term_rows() && !found; y++) {
		char *row = draw_row(y);

		found = fnmatch(pattern, row, 0) == 0;
		free(row);
	}
	return found;
}

static size_t
first_open(const struct tour *t)
{
	size_t i = 0;

	while (i < t->count && t->steps[i].done)
		i++;
	return i;
}

void
tour_look(struct tour *t)
{
	if (!t->on)
		return;
	ask_book(t);
	for (size_t i = 0; i < t->count; i++)
		if (!t->steps[i].done && t->steps[i].screen)
			t->steps[i].done = is_on_screen(t->steps[i].screen);
}

void
tour_draw(struct tour *t, struct rect r)
{
	size_t now = first_open(t);
	int x = r.x + 1;

	draw_fill(r.y, r.x, r.columns, ROLE_NORMAL, ' ');
	draw_fill(r.y + 1, r.x, r.columns, ROLE_NORMAL, ' ');
	for (size_t i = 0; i < t->count; i++) {
		char *words = mem_printf("%s%zu%s", t->steps[i].done ? "+"
			: i == now				     ? ">"
								     : " ",
		    i + 1, _(t->steps[i].title));

		x += draw_text(r.y, x, r.x + r.columns - x,
			 t->steps[i].done ? ROLE_PASSED
			     : i == now   ? ROLE_KEY
					  : ROLE_DIM,
			 words) +
		    1;
		free(words);
	}
	draw_cell(r.y + 1, r.x + 1, r.columns - 1, ROLE_NORMAL,
	    now < t->count ? _(t->steps[now].words)
			   : _("六步都走过了。首页上按 Esc 收起；命令里 导览 再打开"),
	    -1);
}

void
tour_start(struct tour *t)
{
	t->on = true;
	t->saves = 0;
	ask_book(t);
	if (!t->count) {
		t->on = false;
		desk_say(t->desk, MESSAGE_SAID, _("这个账本没有导览"));
	}
}

void
tour_leave(struct tour *t)
{
	t->on = false;
	desk_say(t->desk, MESSAGE_SAID, _("导览收起了：Ctrl+P 打 导览 再接着走"));
}

bool
tour_is_on(const struct tour *t)
{
	return t && t->on;
}
