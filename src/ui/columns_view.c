/* Choosing the columns of a list (see columns_view.h). */
#include "ui/columns_view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "ui/draw.h"

#define NARROWEST 2
#define WIDEST 80

struct choice_row {
	const struct field *field;
	int width;
	bool shown;
};

struct columns_view {
	struct view view;
	struct choice_row *rows;
	size_t count, at, top;
	int height;
	int tag;
};

static void
columns_view_close(struct view *view)
{
	free(((struct columns_view *)view)->rows);
	free(view);
}

static unsigned
columns_view_contexts(const struct view *view)
{
	(void)view;
	return CONTEXT_LIST;
}

static void
columns_view_path(struct view *view, struct buf *to)
{
	(void)view;
	buf_add_string(to, _("列"));
}

static void
columns_view_hint(struct view *view, struct buf *to)
{
	(void)view;
	buf_add_string(to,
	    _("空格 显示或不显示，Left Right 挪前挪后，+ 加宽 - 收窄，F6 就用"));
}

static const enum command_id *
columns_view_legend(struct view *view)
{
	static const enum command_id legend[] = {COMMAND_MARK, COMMAND_SAVE,
	    COMMAND_HELP, COMMAND_BACK, COMMAND_NONE};

	(void)view;
	return legend;
}

static void
columns_view_draw(struct view *view, struct rect body, int *y, int *x)
{
	struct columns_view *v = (struct columns_view *)view;

	v->height = body.rows > 0 ? body.rows : 1;
	if (v->at < v->top)
		v->top = v->at;
	if (v->at >= v->top + (size_t)v->height)
		v->top = v->at - (size_t)v->height + 1;
	*y = body.y;
	*x = body.x;
	for (int row = 0; row < body.rows; row++) {
		size_t i = v->top + (size_t)row;
		const struct choice_row *r;
		char width[12];

		if (i >= v->count)
			break;
		r = &v->rows[i];
		snprintf(width, sizeof(width), "%d", r->width);
		draw_text(body.y + row, body.x, 1, ROLE_NORMAL,
		    i == v->at ? ">" : " ");
		draw_text(body.y + row, body.x + 1, 1, ROLE_KEY,
		    r->shown ? "#" : " ");
		draw_cell(body.y + row, body.x + 3, 30,
		    r->shown ? ROLE_NORMAL : ROLE_DIM, _(r->field->label), -1);
		draw_cell(body.y + row, body.x + 34, 4, ROLE_DIM,
		    r->shown ? width : "", 1);
		if (i == v->at) {
			draw_role_over(body.y + row, body.x, 40, ROLE_FOCUS);
			*y = body.y + row;
		}
	}
}

/* ---- commands ---- */

static void
columns_view_swap(struct columns_view *v, int by)
{
	size_t to = v->at + (size_t)(by > 0);
	struct choice_row row;

	if (by < 0 && !v->at)
		return;
	if (by < 0)
		to = v->at - 1;
	if (to >= v->count)
		return;
	row = v->rows[to];
	v->rows[to] = v->rows[v->at];
	v->rows[v->at] = row;
	v->at = to;
}

static void
columns_view_widen(struct columns_view *v, int by)
{
	struct choice_row *row = &v->rows[v->at];
	int width = row->width + by;

	if (width >= NARROWEST && width <= WIDEST)
		row->width = width;
}

static void
columns_view_take(struct columns_view *v)
{
	struct answer answer = {v->tag, true, 0, NULL, NULL};
	struct buf words = {0};

	for (size_t i = 0; i < v->count; i++)
		if (v->rows[i].shown)
			buf_printf(&words, "%s%s:%d", words.size ? " " : "",
			    v->rows[i].field->name, v->rows[i].width);
	answer.code = buf_string(&words);
	desk_answer(v->view.desk, &answer);
	buf_done(&words);
}

static bool
columns_view_change(struct columns_view *v, enum command_id command)
{
	switch (command) {
	case COMMAND_MARK:
		v->rows[v->at].shown = !v->rows[v->at].shown;
		v->at += v->at + 1 < v->count;
		return true;
	case COMMAND_LEFT:
	case COMMAND_RIGHT:
		columns_view_swap(v, command == COMMAND_LEFT ? -1 : 1);
		return true;
	case COMMAND_SORT:
	case COMMAND_MARK_CLEAR:
		columns_view_widen(v, command == COMMAND_SORT ? 1 : -1);
		return true;
	default:
		return false;
	}
}

static bool
columns_view_command(struct view *view, enum command_id command)
{
	struct columns_view *v = (struct columns_view *)view;

	switch (command) {
	case COMMAND_UP:
	case COMMAND_PREVIOUS:
		v->at -= v->at > 0;
		return true;
	case COMMAND_DOWN:
	case COMMAND_NEXT:
		v->at += v->at + 1 < v->count;
		return true;
	case COMMAND_HOME:
		v->at = 0;
		return true;
	case COMMAND_END:
		v->at = v->count ? v->count - 1 : 0;
		return true;
	case COMMAND_ENTER:
	case COMMAND_SAVE:
		columns_view_take(v);
		return true;
	case COMMAND_BACK:
		desk_close(view->desk);
		return true;
	default:
		return v->count && columns_view_change(v, command);
	}
}

static const struct view_class columns_view_class = {
    .name = "columns",
    .close = columns_view_close,
    .contexts = columns_view_contexts,
    .path = columns_view_path,
    .hint = columns_view_hint,
    .legend = columns_view_legend,
    .draw = columns_view_draw,
    .command = columns_view_command,
};

static void
columns_view_add(
    struct columns_view *v, const struct field *field, int width, bool shown)
{
	for (size_t i = 0; i < v->count; i++)
		if (v->rows[i].field == field)
			return;
	v->rows[v->count++] = (struct choice_row){field, width, shown};
}

struct view *
columns_view_new(struct desk *desk, const struct list *list, int tag)
{
	const struct formdef *form = list_form(list);
	struct columns_view *v = mem_alloc(sizeof(*v));

	v->view.class = &columns_view_class;
	v->view.desk = desk;
	v->tag = tag;
	v->rows = mem_array(
	    list_columns(list) + form->count + 1, sizeof(*v->rows));
	for (size_t i = 0; i < list_columns(list); i++)
		columns_view_add(v, list_column(list, i),
		    list_column_width(list, i), true);
	for (size_t i = 0; i < form->count; i++)
		if (!form->fields[i].column->house)
			columns_view_add(v, &form->fields[i],
			    form->fields[i].width > 0 ? form->fields[i].width
						      : 8,
			    false);
	return &v->view;
}
