/* What belongs to an open record, line by line under its fields. */
#include "ui/form_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "ui/draw.h"

#define FIELDS_LEAST 4 /* rows of fields that stay above */

void
form_below_read(struct form_view *v)
{
	struct err err = {0};

	record_parts_free(v->parts, v->part_count);
	if (!record_parts(&v->form->before, v->form->forms, &v->parts,
		&v->part_count, &err))
		desk_err(v->view.desk, &err);
	if (v->part > v->part_count)
		v->part = v->part_count;
}

/* With the cursor among them they take what they need, else half. */
int
form_below_rows(const struct form_view *v, int rows)
{
	int wanted = (int)v->part_count + 1;
	int most = v->part ? rows - FIELDS_LEAST : rows / 2;

	if (!v->part_count || !v->form->record.id ||
	    form_is_editing(v->form) || most < 2)
		return 0;
	return wanted < most ? wanted : most;
}

static int
widest(const struct form_view *v, bool state)
{
	int cells = 0;

	for (size_t i = 0; i < v->part_count; i++) {
		int w = text_width(
		    state ? v->parts[i].state : v->parts[i].due);

		cells = w > cells ? w : cells;
	}
	return cells;
}

static void
draw_part(const struct record_part *p, struct rect r, int y, int due,
    int state)
{
	int words = r.columns - 2 - due - state - (due ? 2 : 0) - 2;
	enum draw_role role = *p->state == '!' ? ROLE_WARNING : ROLE_NORMAL;
	char *shown = text_gate_out(p->words, false);

	draw_cell(y, r.x + 2, words, ROLE_NORMAL, shown, -1);
	draw_cell(y, r.x + 2 + words + 1, due, ROLE_NORMAL, p->due, -1);
	draw_text(y, r.x + r.columns - state, state, role, p->state);
	free(shown);
}

void
form_below_draw(struct form_view *v, struct rect r, int *cy, int *cx)
{
	int due = widest(v, false), state = widest(v, true);
	size_t shown = (size_t)r.rows - 1, top = 0;

	if (v->part > shown)
		top = v->part - shown;
	draw_fill(r.y, r.x + 1, r.columns - 1, ROLE_DIM, '-');
	if (top || v->part_count > shown)
		draw_text(r.y, r.x + r.columns - 3, 2, ROLE_KEY,
		    top ? "<" : ">");
	for (size_t i = top; i < v->part_count && i < top + shown; i++) {
		int y = r.y + 1 + (int)(i - top);
		bool here = i + 1 == v->part;

		draw_text(y, r.x, 1, ROLE_NORMAL, here ? ">" : " ");
		draw_part(&v->parts[i], r, y, due, state);
		if (here) {
			draw_role_over(y, r.x, r.columns, ROLE_FOCUS);
			*cy = y;
			*cx = r.x;
		}
	}
}

bool
form_below_move(struct form_view *v, int by)
{
	if (by > 0 && v->part < v->part_count)
		v->part++;
	else if (by < 0 && v->part > 0)
		v->part--;
	else
		return false;
	return true;
}

void
form_below_follow(struct form_view *v)
{
	const struct record_part *p = &v->parts[v->part - 1];

	if (*p->form && *p->code)
		desk_ask_key(v->view.desk, p->form, p->code);
}
