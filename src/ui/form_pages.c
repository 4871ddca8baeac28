/* The pages of a form that list: faults, what a save would change, how a
 * batch would end, and a lost race in three columns. */
#include "ui/form_parts.h"

#include <stdlib.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/draw.h"

size_t
form_pages_count(const struct form_view *v)
{
	switch (v->page) {
	case FORM_PAGE_FAULTS:
		return v->form->fault_count;
	case FORM_PAGE_CHANGES:
		return v->form->change_count;
	case FORM_PAGE_MEETING:
		return v->form->meeting.count;
	case FORM_PAGE_FIELDS:
		break;
	}
	return 0;
}

/* The first line shown, so that the one under the cursor is inside. */
static size_t
first_shown(const struct form_view *v, int rows)
{
	size_t shown = rows > 0 ? (size_t)rows : 1;

	return v->row >= shown ? v->row - shown + 1 : 0;
}

static void
draw_more(struct form_view *v, struct rect r, size_t first, int shown)
{
	size_t below = form_pages_count(v) - first - (size_t)shown;
	char *line;

	if (!below)
		return;
	line = mem_printf(_("下面还有 %zu 项"), below);
	draw_text(r.y + r.rows - 1, r.x + 3, r.columns - 3, ROLE_DIM, line);
	free(line);
}

/* ---- faults ---- */

static void
draw_fault(struct form_view *v, size_t i, int y, struct rect body)
{
	const struct form_fault *f = &v->form->faults[i];
	const char *label =
	    f->at >= 0 ? form_draw_label(v, (size_t)f->at) : _("整条");

	draw_text(y, body.x + 1, 1, f->warning ? ROLE_WARNING : ROLE_REFUSAL,
	    f->warning ? "!" : "x");
	draw_cell(y, body.x + 3, 14, ROLE_KEY, label, -1);
	draw_cell(y, body.x + 18, body.columns - 18, ROLE_NORMAL, f->text, -1);
}

void
form_pages_faults(struct form_view *v, struct rect body, int *cy, int *cx)
{
	int rows = body.rows - 2, shown = 0;
	size_t first = first_shown(v, rows);

	draw_text(body.y, body.x + 1, body.columns - 1, ROLE_KEY,
	    _("存不进去，还没有写入："));
	*cy = body.y;
	*cx = body.x;
	for (; shown < rows && first + (size_t)shown < v->form->fault_count;
	     shown++) {
		int y = body.y + 1 + shown;

		draw_fault(v, first + (size_t)shown, y, body);
		if (first + (size_t)shown == v->row) {
			draw_text(y, body.x, 1, ROLE_NORMAL, ">");
			*cy = y;
		}
	}
	draw_more(v, body, first, shown);
}

/* ---- changes ---- */

static const char *
changes_heading(const struct form *form)
{
	switch (form->purpose) {
	case FORM_ADD:
		return _("新增：");
	case FORM_MOVE:
		return form->action_label;
	case FORM_VOID:
		return _("作废这一条：");
	default:
		return _("修改：");
	}
}

char *
form_pages_line(const struct form_view *v, size_t i)
{
	const struct form_change *c = &v->form->changes[i];
	const char *old = *c->old ? c->old : _("(空)");
	const char *new_ = *c->new_ ? c->new_ : _("(空)");

	/* the rows of a batch have each their own old value */
	if ((*c->old || v->form->purpose == FORM_SET) && !v->ids)
		return mem_printf("%s: %s -> %s", c->label, old, new_);
	return mem_printf("%s: %s", c->label, c->new_);
}

static void
draw_change(struct form_view *v, size_t i, int y, struct rect body)
{
	enum form_change_kind kind = v->form->changes[i].kind;
	char *line = form_pages_line(v, i);

	draw_text(y, body.x + 1, 1, ROLE_DERIVED,
	    kind == CHANGE_CARRIED       ? "="
		: kind == CHANGE_DERIVED ? "."
		: kind == CHANGE_ELSEWHERE ? "+"
					   : " ");
	draw_cell(y, body.x + 3, body.columns - 3,
	    kind == CHANGE_TYPED ? ROLE_NORMAL : ROLE_DERIVED, line, -1);
	free(line);
}

void
form_pages_changes(struct form_view *v, struct rect body, int *cy, int *cx)
{
	const struct form *form = v->form;
	int rows = body.rows - 2, shown = 0;
	size_t first = first_shown(v, rows);

	*cy = body.y;
	*cx = body.x;
	draw_text(body.y, body.x + 1, body.columns - 1, ROLE_KEY,
	    changes_heading(form));
	if (!form->change_count)
		draw_text(body.y + 1, body.x + 3, body.columns - 3, ROLE_DIM,
		    _("没有改动"));
	for (; shown < rows && first + (size_t)shown < form->change_count;
	     shown++) {
		int y = body.y + 1 + shown;

		draw_change(v, first + (size_t)shown, y, body);
		if (first + (size_t)shown == v->row) {
			draw_text(y, body.x, 1, ROLE_NORMAL, ">");
			*cy = y;
		}
	}
	draw_more(v, body, first, shown);
}

static void
draw_batch_row(const struct batch_row *row, int y, struct rect body)
{
	draw_text(y, body.x + 1, 1, row->refused ? ROLE_REFUSAL : ROLE_PASSED,
	    row->refused ? "x" : "+");
	draw_cell(y, body.x + 3, 14, ROLE_NORMAL, row->key, -1);
	draw_cell(
	    y, body.x + 18, body.columns - 18, ROLE_NORMAL, row->text, -1);
}

/* How a batch would end, row by row: those refused first, by what, then
 * old -> new of the others. */
void
form_pages_batch(struct form_view *v, struct rect body)
{
	const struct batch *b = &v->batch_result;
	size_t refused = b->count - b->good, shown = 0;
	int y = body.y + 3 + (int)v->form->change_count;
	char *line = mem_printf(_("已选 %zu 行：可办 %zu，拒绝 %zu%s"),
	    v->id_count, b->good, refused,
	    refused ? _("；回车只办可办的") : "");

	if (y > body.y + body.rows - 2)
		y = body.y + body.rows - 2;
	draw_cell(y++, body.x + 1, body.columns - 1, ROLE_KEY, line, -1);
	free(line);
	for (size_t pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < b->count; i++) {
			if (b->rows[i].refused != (pass == 0) ||
			    y >= body.y + body.rows)
				continue;
			if (y == body.y + body.rows - 1 &&
			    shown + 1 < b->count)
				break;
			draw_batch_row(&b->rows[i], y++, body);
			shown++;
		}
	if (shown == b->count || y >= body.y + body.rows)
		return;
	line = mem_printf(_("另有 %zu 行"), b->count - shown);
	draw_text(y, body.x + 3, body.columns - 3, ROLE_DIM, line);
	free(line);
}

/* ---- a lost race ---- */

struct meeting_columns {
	int label, value, take_x;
};

static struct meeting_columns
meeting_columns(struct rect body)
{
	struct meeting_columns c = {14, 0, 0};

	c.value = (body.columns - 1 - c.label - 1 - 14) / 3 - 1;
	c.take_x = body.x + 1 + c.label + 1 + 3 * (c.value + 1);
	return c;
}

static char *
clash_choice(const struct form_view *v, const struct form_clash *c)
{
	const char *who = v->form->meeting.who ? v->form->meeting.who : _("对方");

	if (c->take)
		return mem_strdup(c->take == 1 ? who : _("我"));
	return mem_printf(_("1%s 2我 _"), who);
}

static void
draw_clash(struct form_view *v, size_t i, int y, struct rect body)
{
	const struct form_clash *f = &v->form->meeting.clashes[i];
	struct meeting_columns c = meeting_columns(body);
	const char *values[3] = {f->was, f->theirs, f->mine};
	char *choice = clash_choice(v, f);
	int x = body.x + 1;

	draw_cell(y, x, c.label, ROLE_KEY, form_draw_label(v, f->at), -1);
	x += c.label + 1;
	for (int column = 0; column < 3; column++, x += c.value + 1)
		draw_cell(y, x, c.value,
		    f->take == column && column ? ROLE_DERIVED : ROLE_NORMAL,
		    *values[column] ? values[column] : _("(空)"), -1);
	draw_cell(y, c.take_x, body.x + body.columns - c.take_x,
	    f->take ? ROLE_NORMAL : ROLE_WARNING, choice, -1);
	free(choice);
}

static void
draw_meeting_heading(struct form_view *v, struct rect body)
{
	const struct form_meeting *m = &v->form->meeting;
	const char *who = m->who ? m->who : _("对方");
	struct meeting_columns c = meeting_columns(body);
	const char *heads[3] = {_("原值"), who, _("我")};
	int x = body.x + 1 + c.label + 1;
	char *line = mem_printf(
	    _("%s：你编辑的是第 %lld 版，%s %s 已存第 %lld 版"),
	    v->form->record.key ? v->form->record.key : "",
	    (long long)m->version_was, who, m->at ? m->at : "",
	    (long long)m->version_now);

	draw_cell(body.y, body.x + 1, body.columns - 1, ROLE_WARNING, line, -1);
	free(line);
	for (int column = 0; column < 3; column++, x += c.value + 1)
		draw_cell(
		    body.y + 1, x, c.value, ROLE_KEY, heads[column], -1);
	draw_text(body.y + 1, c.take_x, body.x + body.columns - c.take_x,
	    ROLE_KEY, _("取"));
}

void
form_pages_meeting(struct form_view *v, struct rect body, int *cy, int *cx)
{
	const struct form_meeting *m = &v->form->meeting;
	int rows = body.rows - 3, shown = 0;
	size_t first = first_shown(v, rows);

	*cy = body.y;
	*cx = body.x;
	draw_meeting_heading(v, body);
	for (; shown < rows && first + (size_t)shown < m->count; shown++) {
		int y = body.y + 2 + shown;

		draw_clash(v, first + (size_t)shown, y, body);
		if (first + (size_t)shown == v->row) {
			draw_text(y, body.x, 1, ROLE_NORMAL, ">");
			*cy = y;
		}
	}
	draw_more(v, body, first, shown);
}
