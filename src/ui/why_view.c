/* F7 and the trail, as pages (see why_view.h). */
#include "ui/why_view.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "record/trail.h"
#include "ui/page.h"
#include "ui/term.h"

/* ---- why ---- */

static bool
read_steps(struct desk *desk, const struct subject *s,
    struct why_step **steps, size_t *count, char **value, struct err *err)
{
	const struct ui_hooks *hooks = &desk->options->hooks;
	struct record record = {0};
	bool fine = false;

	*value = mem_strdup("");
	if (s->id > 0 &&
	    !record_read(&record, desk->forms, s->form, s->id, err)) {
		record_done(&record);
		return false;
	}
	for (size_t i = 0; s->id > 0 && i < s->form->count; i++)
		if (&s->form->fields[i] == s->field) {
			struct buf shown = {0};
			struct err ignored = {0};

			(void)!value_show(desk->forms, s->field,
			    record.stored[i], VALUE_HUMAN, &shown, &ignored);
			err_done(&ignored);
			free(*value);
			*value = buf_take(&shown);
		}
	if (s->field->why && s->id > 0)
		fine = record_why(
		    &record, desk->forms, s->field->name, steps, count, err);
	else if (hooks->why)
		fine = hooks->why(hooks->data, s->form->name, s->id, s->key,
		    s->field->name, steps, count, err);
	if (!fine && !err_is_set(err) && s->id > 0)
		fine = record_why(
		    &record, desk->forms, s->field->name, steps, count, err);
	record_done(&record);
	if (!fine && !err_is_set(err))
		err_set(err, ERR_REFUSED, "「%s」没有写明怎样得出",
		    s->field->label);
	return fine;
}

static void
add_step(struct view *page, const struct why_step *step, int words, int value)
{
	struct buf line = {0};
	const char *rule = step->rule ? step->rule : "";
	const char *doc = step->doc_no ? step->doc_no : "";

	text_pad(&line, step->step ? step->step : "", words, -1);
	buf_add_string(&line, "  ");
	text_pad(&line, step->value ? step->value : "", value, 1);
	buf_printf(&line, "   %s%s%s", rule, *rule && *doc ? "  " : "", doc);
	page_add(page, ROLE_NORMAL, buf_string(&line));
	buf_done(&line);
}

static int
widest(const struct why_step *steps, size_t count, bool value, int most)
{
	int cells = 0;

	for (size_t i = 0; i < count; i++) {
		const char *text = value ? steps[i].value : steps[i].step;
		int w = text_width(text ? text : "");

		if (w > cells)
			cells = w;
	}
	return cells > most ? most : cells;
}

struct view *
why_view_new(struct desk *desk, const struct subject *s)
{
	struct why_step *steps = NULL;
	struct err err = {0};
	struct view *page;
	char *value = NULL, *title;
	size_t count = 0;

	if (!s->field) {
		desk_say(desk, MESSAGE_SAID, "光标不在一个值上");
		return NULL;
	}
	if (!read_steps(desk, s, &steps, &count, &value, &err)) {
		desk_err(desk, &err);
		free(value);
		return NULL;
	}
	title = mem_printf("为什么 %s %s %s", s->key, s->field->label, value);
	page = page_new(desk, title);
	page_printf(page, ROLE_KEY, "%s = %s", s->field->label, value);
	for (size_t i = 0; i < count; i++)
		add_step(page, &steps[i],
		    widest(steps, count, false, term_columns() / 2),
		    widest(steps, count, true, 20));
	if (!count)
		page_add(page, ROLE_DIM, "没有步骤：没有一行算进来");
	if (s->id > 0) {
		page_add(page, ROLE_NORMAL, "");
		page_printf(page, ROLE_NORMAL, "原始记录 %s", s->key);
		page_lead_to(page, s->form->name, s->id, NULL);
	}
	page_set_subject(page, s);
	record_why_free(steps, count);
	free(title);
	free(value);
	return page;
}

/* ---- the trail ---- */

static void
add_trail(void *data, const struct trail_row *row)
{
	struct view *page = data;

	if (row->first)
		page_printf(page, ROLE_KEY, "%s  %s  %s%s%s", row->at,
		    row->clerk, row->action, *row->reason ? "  理由：" : "",
		    row->reason);
	if (*row->old)
		page_printf(page, ROLE_NORMAL, "  %s: %s -> %s", row->label,
		    row->old, *row->new_ ? row->new_ : "(空)");
	else if (*row->label)
		page_printf(
		    page, ROLE_NORMAL, "  %s: %s", row->label, row->new_);
}

struct view *
why_view_history(struct desk *desk, const struct subject *s)
{
	struct err err = {0};
	struct view *page;
	char *title;

	if (s->id <= 0 || s->form->table->view) {
		desk_say(desk, MESSAGE_SAID, "这里没有记录，也就没有轨迹");
		return NULL;
	}
	title = mem_printf("轨迹 %s %s", s->form->title, s->key);
	page = page_new(desk, title);
	free(title);
	if (!trail_read(
		desk->forms, s->form, s->id, add_trail, page, &err)) {
		desk_err(desk, &err);
		page->class->close(page);
		return NULL;
	}
	page_set_subject(page, s);
	return page;
}
