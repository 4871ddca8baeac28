/* A list in its body, and the record under the cursor beside it. */
#include "ui/list_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "record/words.h"
#include "ui/draw.h"

#define PLACES_MOST 64
#define ROW_SIGNS 2 /* focus, mark */

static void
draw_heading(struct list_view *v, struct rect body,
    const struct list_place *places, size_t n, bool left, bool right)
{
	for (size_t i = 0; i < n; i++) {
		const struct field *field =
		    list_column(v->list, places[i].column);
		bool here = places[i].column == list_column_at(v->list);

		draw_cell(body.y, body.x + ROW_SIGNS + places[i].x,
		    places[i].width, here ? ROLE_TITLE : ROLE_KEY,
		    _(field->label), places[i].right ? 1 : -1);
	}
	if (left)
		draw_text(body.y, body.x, 1, ROLE_KEY, "<");
	if (right)
		draw_text(body.y, body.x + body.columns - 1, 1, ROLE_KEY,
		    ">");
}

static void
draw_list_row(struct list_view *v, struct rect body, int y, int64_t at,
    const struct list_place *places, size_t n, int64_t key)
{
	bool here = at == list_at(v->list);
	bool gone = list_is_gone(v->list, key);

	draw_text(y, body.x, 1, ROLE_NORMAL, here ? ">" : " ");
	if (key && list_is_marked(v->list, key))
		draw_text(y, body.x + 1, 1, ROLE_KEY, "#");
	for (size_t i = 0; i < n; i++) {
		const struct field *field =
		    list_column(v->list, places[i].column);
		char *shown = text_gate_out(
		    list_cell(v->list, at, places[i].column), false);

		draw_cell(y, body.x + ROW_SIGNS + places[i].x,
		    places[i].width,
		    gone			   ? ROLE_DIM
			: field->column->derived ? ROLE_DERIVED
						 : ROLE_NORMAL,
		    shown, places[i].right ? 1 : -1);
		free(shown);
	}
	if (here)
		draw_role_over(y, body.x, body.columns, ROLE_FOCUS);
}

/* A sum may be wider than its addends: then whole yuan go without fen. */
static char *
fit_sum(const char *sum, int cells)
{
	size_t size = strlen(sum);

	if (text_width(sum) > cells && size > 3 &&
	    !strcmp(sum + size - 3, ".00"))
		size -= 3;
	return mem_strndup(sum, size);
}

/* The last row: how many, and what the amounts come to. */
static void
draw_totals(struct list_view *v, struct rect body, int y,
    const struct list_place *places, size_t n)
{
	struct err ignored = {0};
	char *first = mem_printf("%s %lld",
	    list_marks(v->list) ? _("已选合计") : _("合计"),
	    list_marks(v->list) ? (long long)list_marks(v->list)
				: (long long)list_size(v->list));

	for (size_t i = 0; i < n; i++) {
		const char *sum =
		    list_sum(v->list, places[i].column, &ignored);

		char *shown;

		if (!sum || !i)
			continue;
		shown = fit_sum(sum, places[i].width);
		draw_cell(y, body.x + ROW_SIGNS + places[i].x,
		    places[i].width, ROLE_KEY, shown, 1);
		free(shown);
	}
	draw_text(y, body.x + ROW_SIGNS, body.columns - ROW_SIGNS, ROLE_KEY,
	    first);
	free(first);
	err_done(&ignored);
}

void
list_draw_body(struct view *view, struct rect body, int *y, int *x)
{
	struct list_view *v = (struct list_view *)view;
	struct list_place places[PLACES_MOST];
	bool left, right;
	size_t n = list_lay_out(v->list, body.columns - ROW_SIGNS - 1, places,
	    PLACES_MOST, &left, &right);
	int64_t top = list_top(v->list);

	draw_heading(v, body, places, n, left, right);
	for (int row = 0; row < v->rows; row++) {
		int64_t at = top + row;

		if (at >= list_size(v->list))
			break;
		draw_list_row(v, body, body.y + 1 + row, at, places, n,
		    list_key_at(v->list, at));
	}
	if (list_def(v->list)->totals && list_size(v->list))
		draw_totals(v, body,
		    body.y + 1 + (list_size(v->list) < v->rows
			    ? (int)list_size(v->list) : v->rows), places, n);
	if (!list_size(v->list))
		draw_text(body.y + 1, body.x + ROW_SIGNS,
		    body.columns - ROW_SIGNS, ROLE_DIM, _("没有行"));
	*y = body.y + 1 + (int)(list_at(v->list) - top);
	*x = body.x;
	if (v->searching) {
		struct buf status = {0};
		const char *mark;
		size_t from;
		int caret;

		/* the caret stands behind the search in row 2 */
		list_words_status(view, &status, body.columns);
		mark = strstr(buf_string(&status), "搜 ");
		textedit_view(&v->search, 60, &from, &caret);
		*y = body.y - 2;
		*x = 1 + caret;
		if (mark) {
			char *before = mem_strndup(buf_string(&status),
			    (size_t)(mark - buf_string(&status)));

			*x += text_width(before) + 3;
			free(before);
		}
		buf_done(&status);
	}
}

static void
draw_pair(struct rect r, int y, const struct field *field, const char *text)
{
	int label = r.columns / 3;
	char *shown = text_gate_out(text, false);

	draw_cell(y, r.x, label, ROLE_KEY, _(field->label), -1);
	draw_cell(y, r.x + label + 1, r.columns - label - 1,
	    field->column->derived ? ROLE_DERIVED : ROLE_NORMAL, shown, -1);
	free(shown);
}

static void
draw_panel_record(
    struct list_view *v, const struct formdef *form, struct rect r)
{
	int y = r.y;

	for (size_t i = 0; i < form->count && y < r.y + r.rows; i++) {
		struct err ignored = {0};
		struct buf text = {0};

		if (v->panel.stored[i] && !form->fields[i].mask &&
		    value_show(v->view.desk->forms, &form->fields[i],
			v->panel.stored[i], VALUE_HUMAN, &text, &ignored) &&
		    text.size)
			draw_pair(r, y++, &form->fields[i], buf_string(&text));
		err_done(&ignored);
		buf_done(&text);
	}
}

/* The rows a counted row is made of, opened anew for another row. */
static struct list *
rows_behind(struct list_view *v)
{
	int64_t row = list_at(v->list);
	const char *value = list_value(v->list, row, "form");
	char *form = mem_strdup(value ? value : ""), *of;
	const struct formdef *def;
	const char *at;

	value = list_value(v->list, row, "filter");
	of = mem_printf("%s %s", form, value ? value : "");
	def = *form ? desk_form(v->view.desk, form) : NULL;
	at = of + strlen(form);
	free(form);
	if (v->behind_of && !strcmp(of, v->behind_of) &&
	    v->behind_saves == v->view.desk->saves) {
		free(of);
		return v->behind;
	}
	list_free(v->behind);
	free(v->behind_of);
	v->behind_of = of;
	v->behind_saves = v->view.desk->saves;
	v->behind = def ? list_new(v->view.desk->forms, def, NULL) : NULL;
	while (v->behind && *at) {
		char *word = words_take(&at);
		struct err ignored = {0};

		if (word && !list_add_filter(v->behind, word, &ignored)) {
			err_done(&ignored);
			list_free(v->behind);
			v->behind = NULL;
		}
		free(word);
	}
	return v->behind;
}

/* Their columns as far as they go; what does not fit is behind Enter. */
static bool
draw_panel_rows(struct list_view *v, struct rect r)
{
	struct list *rows = rows_behind(v);
	struct list_place places[PLACES_MOST];
	struct err ignored = {0};
	bool left, right;
	size_t n;

	if (!rows || !list_refresh(rows, &ignored)) {
		err_done(&ignored);
		return false;
	}
	list_set_height(rows, r.rows - 1);
	n = list_lay_out(rows, r.columns, places, PLACES_MOST, &left, &right);
	for (size_t i = 0; i < n; i++)
		draw_cell(r.y, r.x + places[i].x, places[i].width, ROLE_KEY,
		    _(list_column(rows, places[i].column)->label),
		    places[i].right ? 1 : -1);
	for (int row = 0; row < r.rows - 1 && row < list_size(rows); row++)
		for (size_t i = 0; i < n; i++) {
			char *shown = text_gate_out(
			    list_cell(rows, row, places[i].column), false);

			draw_cell(r.y + 1 + row, r.x + places[i].x,
			    places[i].width, ROLE_NORMAL, shown,
			    places[i].right ? 1 : -1);
			free(shown);
		}
	return true;
}

/* A counted row that stands for one record shows that. */
static bool
draw_panel_key(struct list_view *v, struct rect r)
{
	int64_t row = list_at(v->list);
	const char *value = list_value(v->list, row, "form");
	const struct formdef *form =
	    value && *value ? desk_form(v->view.desk, value) : NULL;
	struct err ignored = {0};
	bool found;

	value = list_value(v->list, row, "key");
	if (!form || !value || !*value)
		return false;
	record_done(&v->panel);
	found = record_read_key(
	    &v->panel, v->view.desk->forms, form, value, &ignored);
	if (found)
		draw_panel_record(v, form, r);
	err_done(&ignored);
	return found;
}

void
list_draw_panel(struct view *view, struct rect r)
{
	struct list_view *v = (struct list_view *)view;
	int64_t key = list_key(v->list);
	struct err ignored = {0};
	int y = r.y;

	if (!list_size(v->list))
		return;
	if (key && !list_form(v->list)->table->view) {
		record_done(&v->panel);
		if (record_read(&v->panel, view->desk->forms,
			list_form(v->list), key, &ignored))
			draw_panel_record(v, list_form(v->list), r);
		err_done(&ignored);
		return;
	}
	if (list_form(v->list)->table->view &&
	    (draw_panel_key(v, r) || draw_panel_rows(v, r)))
		return;
	for (size_t i = 0; i < list_columns(v->list) && y < r.y + r.rows; i++)
		draw_pair(r, y++, list_column(v->list, i),
		    list_cell(v->list, list_at(v->list), i));
}
