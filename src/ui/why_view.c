/* F7 and the trail, as pages (see why_view.h). */
#include "ui/why_view.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "record/track.h"
#include "record/trail.h"
#include "record/words.h"
#include "ui/page.h"
#include "ui/term.h"

/* ---- why ---- */

/* The row itself: by id, or by its code where it is counted. */
static bool
read_row(struct desk *desk, const struct subject *s, struct record *record,
    struct err *err)
{
	if (s->id > 0)
		return record_read(record, desk->forms, s->form, s->id, err);
	return *s->key &&
	    record_read_key(record, desk->forms, s->form, s->key, err);
}

static char *
value_of(struct desk *desk, const struct subject *s, struct record *record)
{
	struct err ignored = {0};
	struct buf shown = {0};

	for (size_t i = 0; i < s->form->count; i++)
		if (&s->form->fields[i] == s->field &&
		    !value_show(desk->forms, s->field, record->stored[i],
			VALUE_HUMAN, &shown, &ignored))
			err_done(&ignored);
	return buf_take(&shown);
}

static bool
read_steps(struct desk *desk, const struct subject *s,
    struct why_step **steps, size_t *count, char **value, struct err *err)
{
	const struct ui_hooks *hooks = &desk->options->hooks;
	struct record record = {0};
	bool fine = false;

	*value = NULL;
	if (!read_row(desk, s, &record, err)) {
		record_done(&record);
		return err_is_set(err)
		    ? false
		    : err_set(err, ERR_REFUSED, _("这一行没有编号，说不出来历"));
	}
	*value = value_of(desk, s, &record);
	if (!s->field->why && hooks->why)
		fine = hooks->why(hooks->data, s->form->name, s->id, s->key,
		    s->field->name, steps, count, err);
	if (!fine && !err_is_set(err))
		fine = record_why(
		    &record, desk->forms, s->field->name, steps, count, err);
	record_done(&record);
	return fine;
}

/* Words and value, and the rule behind them, or below where they are long. */
static void
add_step(struct view *page, const struct why_step *step, int words, int value)
{
	struct buf line = {0}, rule = {0}, wrapped = {0};
	const char *last;
	bool below;

	/* the value stands beside the last line of its words */
	text_wrap(&wrapped, step->step, words);
	last = strrchr(buf_string(&wrapped), '\n');
	if (last) {
		char *before = mem_strndup(buf_string(&wrapped),
		    (size_t)(last - buf_string(&wrapped)));

		page_add(page, ROLE_NORMAL, before);
		free(before);
	}
	text_pad(&line, last ? last + 1 : buf_string(&wrapped), words, -1);
	buf_add_string(&line, "  ");
	text_pad(&line, step->value, value, 1);
	buf_printf(&rule, "%s%s%s", step->rule,
	    *step->rule && *step->doc_no ? "  " : "", step->doc_no);
	below = rule.size &&
	    text_width(buf_string(&line)) + 3 + text_width(buf_string(&rule)) >
		term_columns() - 3;
	if (rule.size && !below)
		buf_printf(&line, "   %s", buf_string(&rule));
	page_add(page, ROLE_NORMAL, buf_string(&line));
	if (below)
		page_printf(page, ROLE_DIM, "      %s", buf_string(&rule));
	buf_done(&line);
	buf_done(&rule);
	buf_done(&wrapped);
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

/* A counted row is explained as a whole where its cell is not. */
static struct subject
explained(const struct subject *asked)
{
	struct subject s = *asked;

	if (!s.field || s.field->why || s.form->why || !s.form->table->view)
		return s;
	/* what the row comes to stands behind what it is made of */
	for (size_t i = 0; i < s.form->count; i++)
		if (s.form->fields[i].why)
			s.field = &s.form->fields[i];
	return s;
}

/* The rows an explanation is made of, for F9; NULL: the form names none. */
static struct list *
rows_behind(struct desk *desk, const struct subject *s)
{
	const struct formdef *form = NULL;
	struct record record = {0};
	struct list *rows = NULL;
	struct err err = {0};
	char *name = NULL, *filter = NULL, *word;
	const char *at;

	if (s->form->basis && read_row(desk, s, &record, &err) &&
	    record_basis(&record, desk->forms, &name, &filter, &err) && name)
		form = desk_form(desk, name);
	if (form)
		rows = list_new(desk->forms, form, NULL);
	for (at = filter; rows && (word = words_take(&at)); free(word))
		(void)list_add_filter(rows, word, &err);
	desk_err(desk, &err);
	record_done(&record);
	free(name);
	free(filter);
	return rows;
}

/* What is explained, in words: the value, or the record as a whole. */
static char *
title_of(struct desk *desk, const struct subject *s, const char *value)
{
	struct subject whole = *s;
	struct record record = {0};
	struct err ignored = {0};
	char *label, *title;

	if (s->field->why || !s->form->why)
		return mem_printf(_("为什么 %s %s %s"), s->key,
		    _(s->field->label), value);
	whole.field = s->form->label;
	if (!read_row(desk, s, &record, &ignored))
		err_done(&ignored);
	label = record.stored ? value_of(desk, &whole, &record) : NULL;
	title = mem_printf(_("为什么 %s %s"), s->key, label ? label : "");
	record_done(&record);
	free(label);
	return title;
}

struct view *
why_view_new(struct desk *desk, const struct subject *asked)
{
	const struct subject found = explained(asked), *s = &found;
	struct why_step *steps = NULL;
	struct err err = {0};
	struct view *page;
	char *value = NULL, *title;
	size_t count = 0;

	if (!s->field) {
		desk_say(desk, MESSAGE_SAID, _("光标不在一个值上"));
		return NULL;
	}
	if (!read_steps(desk, s, &steps, &count, &value, &err)) {
		desk_err(desk, &err);
		free(value);
		return NULL;
	}
	title = title_of(desk, s, value);
	page = page_new(desk, title);
	if (s->field->why || !s->form->why)
		page_printf(page, ROLE_KEY, "%s = %s", _(s->field->label), value);
	for (size_t i = 0; i < count; i++)
		add_step(page, &steps[i],
		    widest(steps, count, false, term_columns() - 18),
		    widest(steps, count, true, 20));
	if (!count)
		page_add(page, ROLE_DIM, _("没有步骤：没有一行算进来"));
	if (s->id > 0) {
		page_add(page, ROLE_NORMAL, "");
		page_printf(page, ROLE_NORMAL, _("原始记录 %s"), s->key);
		page_lead_to(page, s->form->name, s->id, NULL);
	}
	page_set_subject(page, s);
	page_set_rows(page, rows_behind(desk, s));
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
		    row->clerk, row->action, *row->reason ? _("  理由：") : "",
		    row->reason);
	if (*row->old)
		page_printf(page, ROLE_NORMAL, "  %s: %s -> %s", _(row->label),
		    row->old, *row->new_ ? row->new_ : _("(空)"));
	else if (*row->label)
		page_printf(
		    page, ROLE_NORMAL, "  %s: %s", _(row->label), row->new_);
}

/* The states of the record, over what was done to it. */
static void
add_track(struct view *page, const struct subject *s)
{
	struct forms *forms = page->desk->forms;
	struct track_step *steps = NULL;
	struct err ignored = {0};
	struct record record = {0};
	struct buf states = {0}, days = {0};
	size_t count = 0;

	if (record_read(&record, forms, s->form, s->id, &ignored) &&
	    track_read(&record, forms, &steps, &count, &ignored) && count) {
		track_words(steps, count, term_columns() - 4, &states, &days);
		page_add(page, ROLE_NORMAL, buf_string(&states));
		page_add(page, ROLE_DIM, buf_string(&days));
		page_add(page, ROLE_NORMAL, "");
	}
	track_free(steps, count);
	record_done(&record);
	err_done(&ignored);
	buf_done(&states);
	buf_done(&days);
}

struct view *
why_view_history(struct desk *desk, const struct subject *s)
{
	struct err err = {0};
	struct view *page;
	char *title;

	if (s->id <= 0 || s->form->table->view) {
		desk_say(desk, MESSAGE_SAID, _("这里没有记录，也就没有轨迹"));
		return NULL;
	}
	title = mem_printf(_("轨迹 %s %s"), _(s->form->title), s->key);
	page = page_new(desk, title);
	free(title);
	add_track(page, s);
	if (!trail_read(
		desk->forms, s->form, s->id, add_trail, page, &err)) {
		desk_err(desk, &err);
		page->class->close(page);
		return NULL;
	}
	page_set_subject(page, s);
	return page;
}
