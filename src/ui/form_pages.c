/* The pages of a form that list: faults, what a save would change, how a
 * batch would end. */
#include "ui/form_parts.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"
#include "ui/draw.h"

void
form_pages_faults(struct form_view *v, struct rect body, int *cy, int *cx)
{
	const struct form *form = v->form;

	draw_text(body.y, body.x + 1, body.columns - 1, ROLE_KEY,
	    "存不进去，还没有写入：");
	*cy = body.y;
	*cx = body.x;
	for (size_t i = 0; i < form->fault_count; i++) {
		const struct form_fault *f = &form->faults[i];
		const char *label =
		    f->at >= 0 ? form_draw_label(v, (size_t)f->at) : "整条";
		int y = body.y + 1 + (int)i;

		if (y >= body.y + body.rows)
			break;
		draw_text(y, body.x, 1, ROLE_NORMAL, i == v->row ? ">" : " ");
		draw_text(y, body.x + 1, 1,
		    f->warning ? ROLE_WARNING : ROLE_REFUSAL,
		    f->warning ? "!" : "x");
		draw_cell(y, body.x + 3, 14, ROLE_KEY, label, -1);
		draw_text(y, body.x + 18, body.columns - 18, ROLE_NORMAL,
		    f->text);
		if (i == v->row) {
			*cy = y;
			*cx = body.x;
		}
	}
}

static const char *
changes_heading(const struct form *form)
{
	switch (form->purpose) {
	case FORM_ADD:
		return "新增：";
	case FORM_MOVE:
		return form->action_label;
	case FORM_VOID:
		return "作废这一条：";
	default:
		return "修改：";
	}
}

void
form_pages_changes(struct form_view *v, struct rect body, int *cy, int *cx)
{
	const struct form *form = v->form;
	int y = body.y;

	*cy = y;
	*cx = body.x;
	draw_text(y++, body.x + 1, body.columns - 1, ROLE_KEY,
	    changes_heading(form));
	if (!form->change_count)
		draw_text(y++, body.x + 3, body.columns - 3, ROLE_DIM,
		    "没有改动");
	for (size_t i = 0; i < form->change_count; i++) {
		const struct form_change *c = &form->changes[i];
		char *line;

		if (y >= body.y + body.rows - 1) {
			line = mem_printf(
			    "还有 %zu 项", form->change_count - i);
			draw_text(y, body.x + 3, body.columns - 3, ROLE_DIM,
			    line);
			free(line);
			break;
		}
		/* the rows of a batch have each their own old value */
		line = (*c->old || form->purpose == FORM_SET) && !v->ids
		    ? mem_printf("%s: %s -> %s", c->label,
			  *c->old ? c->old : "(空)",
			  *c->new_ ? c->new_ : "(空)")
		    : mem_printf("%s: %s", c->label, c->new_);
		draw_text(y, body.x + 1, 1, ROLE_DERIVED,
		    c->carried ? "=" : " ");
		draw_cell(y++, body.x + 3, body.columns - 3, ROLE_NORMAL,
		    line, -1);
		free(line);
	}
}

/* How a batch would end: how many, and who is refused by what. */
void
form_pages_batch(struct form_view *v, struct rect body)
{
	const struct batch *b = &v->batch_result;
	int y = body.y + 3 + (int)v->form->change_count;
	char *line = mem_printf("已选 %zu 行：可办 %zu，拒绝 %zu%s",
	    v->id_count, b->good, b->count,
	    b->count ? "；回车只办可办的" : "");

	if (y > body.y + body.rows - 2)
		y = body.y + body.rows - 2;
	draw_cell(y++, body.x + 1, body.columns - 1, ROLE_KEY, line, -1);
	free(line);
	for (size_t i = 0; i < b->count && y < body.y + body.rows; i++, y++) {
		draw_text(y, body.x + 1, 1, ROLE_REFUSAL, "x");
		draw_cell(
		    y, body.x + 3, 14, ROLE_NORMAL, b->faults[i].key, -1);
		draw_cell(y, body.x + 18, body.columns - 18, ROLE_NORMAL,
		    b->faults[i].text, -1);
	}
}
