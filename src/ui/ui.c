/*
 * The screen's own main: opens what views ask for, runs the loop, plays key
 * scripts.
 */
#include "ui/ui.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "record/staged.h"
#include "record/words.h"
#include "ui/draw.h"
#include "ui/form_view.h"
#include "ui/home.h"
#include "ui/import_view.h"
#include "ui/list_view.h"
#include "ui/loop.h"
#include "ui/script.h"
#include "ui/term.h"
#include "ui/ui_command.h"

/* ---- opening ---- */

static struct view *
open_list(struct desk *desk, const struct request *r)
{
	struct err err = {0};
	const struct formdef *form = forms_get(desk->forms, r->form, &err);
	const struct listdef *list =
	    form && r->list ? formdef_list(form, r->list) : NULL;

	if (!form) {
		desk_err(desk, &err);
		return NULL;
	}
	return list_view_new(desk, form, list, r->filter, r->search);
}

static struct view *
open_record(struct desk *desk, const struct request *r)
{
	struct err err = {0};
	const struct formdef *form = forms_get(desk->forms, r->form, &err);
	int64_t id = r->id;
	struct view *view;

	if (!form) {
		desk_err(desk, &err);
		return NULL;
	}
	if (form->table->view) {
		char *filter =
		    r->key ? mem_printf("code=%s", r->key) : NULL;
		view =
		    list_view_new(desk, form, NULL, filter, NULL);

		free(filter);
		return view;
	}
	if (r->key && !value_find(desk->forms, form, r->key, &id, &err)) {
		desk_err(desk, &err);
		return NULL;
	}
	if (r->act == RECORD_ADD && !id) {
		struct view *rows = import_view_resume(desk, form);

		if (rows)
			return rows;
	}
	view = form_view_new(desk, form, id, r->act,
	    r->act == RECORD_DO ? r->field : NULL, r->ids, r->id_count);
	if (view && r->field && r->act != RECORD_DO)
		form_view_focus(view, r->field);
	return view;
}

static struct view *
ui_open(struct desk *desk, const struct request *r)
{
	return r->ask == ASK_LIST ? open_list(desk, r) : open_record(desk, r);
}

/* Several cells are rows for an import; a long field takes lines. */
static bool
ui_paste(struct loop *loop, const char *text)
{
	struct view *top = loop_top(loop);
	struct subject subject = {0};
	bool lines;

	if (!staged_is_rows(text) || !top->class->subject ||
	    !top->class->subject(top, &subject) || !subject.form)
		return false;
	lines = subject.field && subject.field->kind == KIND_LONG &&
	    (top->class->contexts(top) & CONTEXT_FORM);
	if (subject.form->table->view || (lines && !strchr(text, '\t')))
		return false;
	if (!desk_is_today(loop->desk)) {
		desk_say(loop->desk, MESSAGE_REFUSED,
		    _("时点不是今天，只能看：Ctrl+T 回车回到今天"));
		return true;
	}
	desk_push(
	    loop->desk, import_view_new(loop->desk, subject.form, text));
	return true;
}

/* ---- running ---- */

static bool
ui_begin(struct loop *loop, struct desk *desk, struct forms *forms,
    const struct ui_options *options, struct err *err)
{
	memset(loop, 0, sizeof(*loop));
	if (!desk_init(desk, forms, options, err)) {
		desk_done(desk);
		return false;
	}
	loop->desk = desk;
	loop->open = ui_open;
	loop->command = ui_command;
	loop->answer = ui_answer;
	loop->paste = ui_paste;
	loop->tour = tour_new(desk);
	if (options->tour)
		tour_start(loop->tour);
	loop_push(loop, home_new(desk));
	return true;
}

static void
ui_end(struct loop *loop)
{
	loop_close_all(loop);
	tour_free(loop->tour);
	loop->tour = NULL;
	if (loop->desk)
		desk_done(loop->desk);
	loop->desk = NULL;
}

bool
ui_run(struct forms *forms, const struct ui_options *options, struct err *err)
{
	struct loop loop;
	struct desk desk;

	if (!term_locale(err) || !term_start(err))
		return false;
	draw_start();
	if (!ui_begin(&loop, &desk, forms, options, err)) {
		term_stop();
		return false;
	}
	if (term_note())
		desk_say(&desk, MESSAGE_WARNING, "%s", term_note());
	loop_run(&loop);
	ui_end(&loop);
	term_stop();
	return true;
}

/* ---- key scripts ---- */

struct stage_run {
	const struct ui_stage *stage;
	struct forms *forms;
	struct ui_options options;
	struct loop loop;
	struct desk desk;
	bool open;
};

static bool
stage_open(void *data, const struct script_start *start, struct err *err)
{
	struct stage_run *run = data;

	if (run->open)
		ui_end(&run->loop);
	run->open = false;
	draw_start();
	memset(&run->options, 0, sizeof(run->options));
	if (!run->stage->open(run->stage->data, start->book, start->clerk,
		start->today, start->again, &run->forms, &run->options, err))
		return false;
	if (start->alone)
		run->options.program = "/bin/true";
	run->open = ui_begin(
	    &run->loop, &run->desk, run->forms, &run->options, err);
	return run->open;
}

static bool
stage_feed(void *data, const struct event *event, struct err *err)
{
	struct stage_run *run = data;

	(void)err;
	if (!loop_feed(&run->loop, event))
		return false;
	while (!input_pending() && loop_idle(&run->loop))
		;
	return true;
}

static void
stage_draw(void *data)
{
	struct stage_run *run = data;

	if (!run->open)
		return;
	loop_draw(&run->loop);
	if (loop_idle(&run->loop))
		loop_draw(&run->loop);
}

static bool
stage_count(void *data, const char *name, const char *filter, int64_t *rows,
    struct err *err)
{
	struct stage_run *run = data;
	const struct formdef *form = forms_get(run->forms, name, err);
	struct query query = {0};
	struct filter *all;
	char *word;
	bool fine = true;

	if (!form)
		return false;
	all = filter_new(form);
	query.form = form;
	query.filter = all;
	for (; fine && filter && (word = words_take(&filter)); free(word))
		fine = filter_add(all, run->forms, word, err);
	fine = fine && rowset_count(run->forms, &query, rows, err);
	filter_free(all);
	return fine;
}

static void
stage_state(void *data, struct script_state *state)
{
	struct stage_run *run = data;
	struct view *top = run->open ? loop_top(&run->loop) : NULL;
	struct err ignored = {0};

	state->depth = run->loop.depth;
	state->writes = top && top->class->writes && top->class->writes(top);
	if (!db_int(forms_book(run->forms)->db, &ignored, &state->changes, 0,
		"SELECT max(no) FROM change", ""))
		err_done(&ignored);
}

bool
ui_script(const char *path, bool generate, const struct ui_stage *stage,
    struct err *err)
{
	struct stage_run run = {.stage = stage};
	struct script_host host = {&run, stage_open, stage_feed, stage_draw,
	    stage_count, stage_state, NULL};
	bool fine;

	if (!term_locale(err))
		return false;
	fine = script_play(path, generate, &host, stdout, err);
	if (run.open)
		ui_end(&run.loop);
	term_stop();
	return fine;
}
