/* How a form looks: fields with marks and side remarks.  Draws from the
 * form's state and changes nothing but the scroll. */
#include "ui/form_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/draw.h"

#define LONG_ROWS 4

size_t
form_draw_at(const struct form_view *v)
{
	return form_is_editing(v->form) ? v->form->at : v->row;
}

/* A field no row is drawn for: empty remarks of an open record. */
static bool
is_shown(const struct form_view *v, size_t i)
{
	const struct form_field *f = &v->form->fields[i];

	if (f->stop)
		return true;
	if (!f->field)
		return false;
	/* the state and why it is void are shown, named in the form or not */
	if (!strcmp(f->field->name, "void_reason"))
		return *f->shown != '\0';
	if (v->form->record.id && v->form->def->table->has_state &&
	    !strcmp(f->field->name, "state"))
		return true;
	if (f->field->hidden || f->field->column->house)
		return false;
	/* what the book will count is not there before the first save */
	if (f->field->column->derived && !v->form->record.id)
		return false;
	return true;
}

const char *
form_draw_label(const struct form_view *v, size_t i)
{
	const struct field *field = v->form->fields[i].field;

	if (field)
		return _(field->label);
	return v->form->purpose == FORM_VOID ? _("作废理由") : _("理由");
}

static int
widest_label(const struct form_view *v)
{
	int widest = 0;

	for (size_t i = 0; i < v->form->count; i++) {
		int w = is_shown(v, i) ? text_width(form_draw_label(v, i)) : 0;

		if (w > widest)
			widest = w;
	}
	return widest;
}

static bool
is_long(const struct form_field *f)
{
	return f->field && f->field->kind == KIND_LONG;
}

/* Rows a field takes: more than one only under the cursor. */
static int
field_rows(const struct form_view *v, size_t i, int cells)
{
	const struct form_field *f = &v->form->fields[i];
	int rows = 0;
	size_t from, size;

	if (i != form_draw_at(v))
		return 1;
	if (!form_is_editing(v->form)) {
		struct buf wrapped = {0};
		rows = 1;
		text_wrap(&wrapped, f->shown, cells);
		for (const char *p = buf_string(&wrapped); *p; p++)
			rows += *p == '\n';
		buf_done(&wrapped);
	} else if (is_long(f) && f->stop) {
		while (textedit_line(
		    &v->form->edit, cells, rows, &from, &size))
			rows++;
	}
	return rows < 1 ? 1 : rows > LONG_ROWS ? LONG_ROWS : rows;
}

static enum draw_role
value_role(const struct form_field *f)
{
	if (f->fault)
		return ROLE_REFUSAL;
	if (f->carried || f->follows || (f->field && f->field->column->derived))
		return ROLE_DERIVED;
	return ROLE_NORMAL;
}

static void
draw_mark(const struct form_view *v, size_t i, int y, int x)
{
	const struct form_field *f = &v->form->fields[i];

	if (f->fault || (f->told && !f->warning))
		draw_text(y, x, 1, ROLE_REFUSAL, "x");
	else if (f->warning)
		draw_text(y, x, 1, ROLE_WARNING, "!");
	else if (f->carried)
		draw_text(y, x, 1, ROLE_DERIVED, "=");
	else if (form_is_editing(v->form) && f->wanted && !*f->shown)
		draw_text(y, x, 1, ROLE_WARNING, "!");
}

static void
draw_shown(const struct form_field *f, int y, int x, int cells, int rows)
{
	char *shown = text_gate_out(f->shown, rows > 1);
	struct buf wrapped = {0};
	const char *line;

	if (rows < 2) {
		draw_cell(y, x, cells, value_role(f), shown, -1);
		free(shown);
		return;
	}
	text_wrap(&wrapped, shown, cells);
	line = buf_string(&wrapped);
	for (int row = 0; row < rows && line; row++) {
		const char *end = strchr(line, '\n');
		char *part = end ? mem_strndup(line, (size_t)(end - line))
				 : mem_strdup(line);

		draw_cell(y + row, x, cells, value_role(f), part, -1);
		free(part);
		line = end ? end + 1 : NULL;
	}
	buf_done(&wrapped);
	free(shown);
}

static void
draw_edit_line(struct form_view *v, int y, int x, int cells, int *cy, int *cx)
{
	struct textedit *edit = &v->form->edit;
	size_t from;
	int caret, used;

	textedit_view(edit, cells, &from, &caret);
	used = draw_text(y, x, cells,
	    edit->selected ? ROLE_FOCUS : ROLE_NORMAL,
	    textedit_text(edit) + from);
	if (used < cells)
		draw_fill(y, x + used, cells - used, ROLE_DIM, '_');
	*cy = y;
	*cx = x + caret;
}

static void
draw_edit_long(struct form_view *v, int y, int x, int cells, int rows,
    int *cy, int *cx)
{
	struct textedit *edit = &v->form->edit;
	int caret_row, caret, first;

	textedit_place(edit, cells, &caret_row, &caret);
	first = caret_row >= rows ? caret_row - rows + 1 : 0;
	for (int row = 0; row < rows; row++) {
		size_t from, size;
		char *line;

		if (!textedit_line(edit, cells, first + row, &from, &size))
			break;
		line = mem_strndup(textedit_text(edit) + from, size);
		draw_text(y + row, x, cells,
		    edit->selected ? ROLE_FOCUS : ROLE_NORMAL, line);
		free(line);
	}
	*cy = y + caret_row - first;
	*cx = x + caret;
}

/* What stands behind the value: what is at fault, else how it was
 * understood and its side line. */
static char *
remark_of(const struct form_view *v, size_t i)
{
	const struct form_field *f = &v->form->fields[i];
	bool typing = form_is_editing(v->form) && i == v->form->at;
	char *understood = typing && !f->fault ? form_understood(v->form) : NULL;
	const char *law = f->fault ? f->fault : f->told ? f->told : "";
	const char *side = f->side && !f->fault ? f->side : "";
	struct buf out = {0};

	if (understood)
		buf_add_string(&out, understood);
	if (*law)
		buf_printf(&out, "%s%s", out.size ? "  " : "", law);
	if (*side)
		buf_printf(&out, "%s%s", out.size ? "  " : "", side);
	if (!out.size && typing && f->field &&
	    (f->field->kind == KIND_CODE || f->field->kind == KIND_REFERENCE))
		buf_add_string(&out, _("F4选"));
	free(understood);
	if (out.size)
		return buf_take(&out);
	buf_done(&out);
	return NULL;
}

static enum draw_role
remark_role(const struct form_field *f)
{
	if (f->fault || (f->told && !f->warning))
		return ROLE_REFUSAL;
	return f->told ? ROLE_WARNING : ROLE_NORMAL;
}

static int
draw_field(struct form_view *v, size_t i, int y, int last,
    const struct form_columns *c, int *cy, int *cx)
{
	const struct form_field *f = &v->form->fields[i];
	bool here = i == form_draw_at(v) && !v->part;
	bool typing = here && form_is_editing(v->form) && f->stop;
	char *remark = c->side ? remark_of(v, i) : NULL;
	int cells = remark || !c->side ? c->value : c->value + c->side;
	int rows = field_rows(v, i, cells);

	if (y + rows > last)
		rows = last - y;
	draw_text(y, c->label_x - 1, 1, ROLE_NORMAL, here ? ">" : " ");
	draw_cell(y, c->label_x, c->label,
	    form_is_editing(v->form) && (!f->stop || f->later)
		? ROLE_DIM
		: ROLE_KEY,
	    form_draw_label(v, i), -1);
	draw_mark(v, i, y, c->mark_x);
	if (typing && is_long(f))
		draw_edit_long(v, y, c->value_x, cells, rows, cy, cx);
	else if (typing)
		draw_edit_line(v, y, c->value_x, cells, cy, cx);
	else
		draw_shown(f, y, c->value_x, cells, rows);
	if (remark)
		draw_text(y, c->side_x, c->side,
		    remark_role(f), remark);
	free(remark);
	if (here && !typing) {
		draw_role_over(
		    y, c->label_x - 1, c->label + 1, ROLE_FOCUS);
		*cy = y;
		*cx = c->label_x - 1;
	}
	return rows;
}

/* Scrolls so that the field at the cursor is inside. */
static void
scroll_to(struct form_view *v, int rows)
{
	size_t at = form_draw_at(v);
	int used = 0;

	if (v->top > at)
		v->top = at;
	for (size_t i = v->top; i <= at && i < v->form->count; i++)
		used += is_shown(v, i) ? i == at ? LONG_ROWS : 1 : 0;
	while (v->top < at && used > rows + LONG_ROWS - 1) {
		used -= is_shown(v, v->top) ? 1 : 0;
		v->top++;
	}
}

/* The track of its states over an open record; returns the rows taken. */
#define TRACK_ROWS 3
#define TRACK_FROM 12 /* rows of a body that has room for it */

static int
draw_track(struct form_view *v, struct rect body)
{
	struct buf states = {0}, days = {0};

	if (v->track_count < 2 || body.rows < TRACK_FROM)
		return 0;
	track_words(v->track, v->track_count, body.columns - 2, &states, &days);
	draw_text(body.y, body.x + 1, body.columns - 1, ROLE_NORMAL,
	    buf_string(&states));
	draw_text(body.y + 1, body.x + 1, body.columns - 1, ROLE_DIM,
	    buf_string(&days));
	buf_done(&states);
	buf_done(&days);
	return TRACK_ROWS;
}

void
form_draw_fields(struct form_view *v, struct rect body, int *cy, int *cx)
{
	struct form_columns c = layout_form(body, widest_label(v));
	int track = v->form->record.id ? draw_track(v, body) : 0;
	int y, last, below;

	body.y += track;
	body.rows -= track;
	below = form_below_rows(v, body.rows);
	body.rows -= below;
	y = body.y;
	last = body.y + body.rows;

	v->rows = body.rows;
	v->narrow = !c.side;
	scroll_to(v, body.rows);
	*cy = body.y;
	*cx = body.x;
	for (size_t i = v->top; i < v->form->count && y < last; i++)
		if (is_shown(v, i))
			y += draw_field(v, i, y, last, &c, cy, cx);
	if (below)
		form_below_draw(v,
		    (struct rect){last, body.x, below, body.columns}, cy, cx);
}

/* ---- beside a form ---- */

static int
draw_wrapped(struct rect r, int y, enum draw_role role, const char *text)
{
	struct buf wrapped = {0};
	const char *line;

	text_wrap(&wrapped, text, r.columns);
	line = buf_string(&wrapped);
	while (*line && y < r.y + r.rows) {
		size_t size = strcspn(line, "\n");
		char *part = mem_strndup(line, size);

		draw_text(y++, r.x, r.columns, role, part);
		free(part);
		line += size + (line[size] == '\n');
	}
	buf_done(&wrapped);
	return y;
}

/* The steps behind the field: read once while nothing is saved. */
static void
read_steps(struct form_view *v, const struct field *field)
{
	struct err ignored = {0};

	if (v->steps_of == field && v->steps_saves == v->view.desk->saves + 1)
		return;
	record_why_free(v->steps, v->step_count);
	v->steps = NULL;
	v->step_count = 0;
	v->steps_of = field;
	v->steps_saves = v->view.desk->saves + 1;
	if (v->form->record.id &&
	    !record_why(&v->form->before, v->form->forms, field->name,
		&v->steps, &v->step_count, &ignored))
		err_done(&ignored);
}

static int
draw_step(struct rect r, int y, const struct why_step *step)
{
	int value = text_width(step->value);

	if (y < r.y + r.rows && value < r.columns / 2) {
		draw_cell(y, r.x + r.columns - value, value, ROLE_NORMAL,
		    step->value, 1);
		r.columns -= value ? value + 2 : 0;
		y = draw_wrapped(r, y, ROLE_NORMAL, step->step);
		r.columns += value ? value + 2 : 0;
	} else {
		y = draw_wrapped(r, y, ROLE_NORMAL, step->step);
		y = draw_wrapped(r, y, ROLE_NORMAL, step->value);
	}
	if (*step->rule)
		y = draw_wrapped((struct rect){r.y, r.x + 2, r.rows,
				     r.columns - 2},
		    y, ROLE_DIM, step->rule);
	return y;
}

void
form_draw_panel(struct view *view, struct rect r)
{
	struct form_view *v = (struct form_view *)view;
	const struct field *field = v->form->fields[form_draw_at(v)].field;
	const char *shown = v->form->fields[form_draw_at(v)].shown;
	int y = r.y;

	if (!field)
		return;
	y = draw_wrapped(r, y, ROLE_KEY, _(field->label));
	y = draw_wrapped(r, y, ROLE_NORMAL, field->help ? _(field->help) : "");
	/* what the form had to cut is whole here */
	if (!form_is_editing(v->form) && shown &&
	    text_width(shown) > r.columns)
		y = draw_wrapped(r, y, ROLE_NORMAL, shown);
	if (field->hint)
		y = draw_wrapped(r, y, ROLE_DIM, _(field->hint));
	if (field->example) {
		char *example = mem_printf(_("例：%s"), field->example);

		y = draw_wrapped(r, y, ROLE_NORMAL, example);
		free(example);
	}
	read_steps(v, field);
	for (size_t i = 0; i < v->step_count; i++)
		y = draw_step(r, y + (i == 0), &v->steps[i]);
}
