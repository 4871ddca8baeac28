/*
 * The screen's own main: knows every view, opens what views ask for, and
 * carries out the commands that belong to no view.
 */
#include "ui/ui.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/mem.h"
#include "base/text.h"
#include "record/staged.h"
#include "record/trail.h"
#include "ui/draw.h"
#include "ui/form_view.h"
#include "ui/help.h"
#include "ui/home.h"
#include "ui/import_view.h"
#include "ui/list_view.h"
#include "ui/loop.h"
#include "ui/page.h"
#include "ui/palette.h"
#include "ui/pick.h"
#include "ui/prompt.h"
#include "ui/run.h"
#include "ui/script.h"
#include "ui/term.h"
#include "ui/why_view.h"

/* Answers that come here and not to the view below (1000 and above). */
enum { TAG_PALETTE = 1000, TAG_AS_OF, TAG_RECENT, TAG_RUN };

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

	if (!form) {
		desk_err(desk, &err);
		return NULL;
	}
	if (form->table->view) {
		char *filter =
		    r->key ? mem_printf("code=%s", r->key) : NULL;
		struct view *view =
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
	return form_view_new(desk, form, id, r->act, r->ids, r->id_count);
}

static struct view *
ui_open(struct desk *desk, const struct request *r)
{
	return r->ask == ASK_LIST ? open_list(desk, r) : open_record(desk, r);
}

/* ---- commands of no view ---- */

static void
ui_find(struct desk *desk)
{
	const char *form = desk_find_form(desk);

	if (form)
		desk_ask_list(desk, form, NULL, NULL, "");
	else
		desk_say(desk, MESSAGE_SAID, "没有可以随处查找的表单");
}

static void
ui_palette(struct loop *loop)
{
	struct view *top = loop_top(loop);
	struct pick_item *lists;
	size_t count;

	lists = home_lists(loop->desk, NULL, &count);
	desk_push(loop->desk,
	    palette_new(loop->desk, top->class->contexts(top), TAG_PALETTE,
		lists, count));
}

static void
ui_help(struct loop *loop)
{
	struct view *top = loop_top(loop);
	struct subject subject = {0};
	unsigned contexts = top->class->contexts(top);
	int stage = page_help(top, &contexts);

	if (stage >= 3) {
		desk_close(loop->desk);
		return;
	}
	if (stage)
		desk_close(loop->desk);
	else if (top->class->subject)
		(void)top->class->subject(top, &subject);
	desk_push(loop->desk,
	    help_new(loop->desk, stage + 1, contexts, subject.field));
}

static void
ui_subject(struct loop *loop, enum command_id command)
{
	struct view *top = loop_top(loop);
	struct subject subject = {0};
	struct view *view;

	if (!top->class->subject || !top->class->subject(top, &subject)) {
		desk_say(loop->desk, MESSAGE_SAID, "这里没有可说明的值");
		return;
	}
	view = command == COMMAND_WHY
	    ? why_view_new(loop->desk, &subject)
	    : why_view_history(loop->desk, &subject);
	desk_push(loop->desk, view);
}

static void
ui_export(struct loop *loop)
{
	const struct ui_hooks *hooks = &loop->desk->options->hooks;
	struct view *top = loop_top(loop);
	struct query query;
	struct err err = {0};
	const char *title;
	char *path = NULL;

	if (!top->class->query || !top->class->query(top, &query, &title)) {
		desk_say(loop->desk, MESSAGE_SAID,
		    "这里没有清单可导出：到清单里按 F9");
		return;
	}
	if (!hooks->export_shown) {
		desk_say(loop->desk, MESSAGE_REFUSED, "这里不能导出");
		return;
	}
	if (hooks->export_shown(hooks->data, &query, title, &path, &err))
		desk_say(
		    loop->desk, MESSAGE_PASSED, "已导出 %s", path ? path : "");
	desk_err(loop->desk, &err);
	free(path);
}

/* The journal speaks of tables; people know them by their titles. */
static char *
with_titles(struct desk *desk, const char *words)
{
	struct buf told = {0};

	while (*words) {
		size_t size = strcspn(words, " ");
		char *word = mem_strndup(words, size);
		const char *section, *title;
		struct err ignored = {0};

		if (forms_heading(
			desk->forms, word, &section, &title, &ignored))
			buf_add_string(&told, title);
		else
			buf_add_string(&told, word);
		err_done(&ignored);
		free(word);
		words += size;
		while (*words == ' ')
			buf_add_char(&told, *words++);
	}
	return buf_take(&told);
}

static void
ui_undo(struct loop *loop, bool redo)
{
	struct desk *desk = loop->desk;
	struct err err = {0};
	char *words = NULL;

	if (redo ? trail_redo(desk->forms, &words, &err)
		 : trail_undo(desk->forms, &words, &err)) {
		char *end = words ? strchr(words, '\n') : NULL, *told;

		if (end)
			*end = '\0';
		told = with_titles(desk, words ? words : "");
		desk->saves++;
		desk_say(desk, MESSAGE_PASSED, "%s %s%s",
		    redo ? "已重做" : "已撤销", told,
		    redo ? "" : "（Ctrl+Y 重做）");
		free(told);
	}
	desk_err(desk, &err);
	free(words);
}

static void
ui_as_of(struct desk *desk)
{
	const struct session *s = &forms_book(desk->forms)->session;

	desk_push(desk,
	    prompt_new(desk, "时点", "日期（251231、月底 ...）；空着是今天",
		TAG_AS_OF, desk_is_today(desk) ? "" : s->as_of));
}

static void
ui_recent(struct desk *desk)
{
	struct pick_item *items =
	    mem_array(desk->recent_count + 1, sizeof(*items));

	for (size_t i = 0; i < desk->recent_count; i++) {
		const struct recent *r = &desk->recent[i];
		const struct formdef *form = desk_form(desk, r->form);

		items[i].code = mem_strdup(r->key);
		items[i].text = mem_printf(
		    "%s %s %s", form ? form->title : "", r->key, r->words);
	}
	desk_push(desk,
	    pick_menu(desk, "最近看过", TAG_RECENT, items,
		desk->recent_count, true));
}

static void
ui_messages(struct desk *desk)
{
	struct view *page = page_new(desk, "消息");

	for (size_t i = 0; i < message_count(desk->messages); i++)
		page_add(page, ROLE_NORMAL, message_at(desk->messages, i));
	desk_push(desk, page);
}

/* Commands of the command line: asked for their arguments, then run. */
static bool
ui_run_command(struct loop *loop, enum command_id id)
{
	const struct command *command = command_get(id);
	struct view *top = loop_top(loop);
	struct subject subject = {0};
	char *words, *hint;

	if (!command || !(command->contexts & CONTEXT_CLI) || *command->keys ||
	    *command->signs)
		return false;
	if (!*command->arguments) {
		desk_push(loop->desk, run_new(loop->desk, command->word));
		return true;
	}
	if (top->class->subject)
		(void)top->class->subject(top, &subject);
	words = mem_printf("%s %s%s", command->word,
	    strncmp(command->arguments, "FORM", 4) || !subject.form
		? ""
		: subject.form->name,
	    strncmp(command->arguments, "MONTH", 5)
		? ""
		: forms_book(loop->desk->forms)->session.today);
	if (!strncmp(command->arguments, "MONTH", 5))
		words[strlen(words) - 3] = '\0'; /* the month of today */
	hint = mem_printf("%s %s", command->word, command->arguments);
	desk_push(loop->desk,
	    prompt_new(loop->desk, command_title(command), hint, TAG_RUN,
		words));
	free(words);
	free(hint);
	return true;
}

static bool
ui_command(struct loop *loop, enum command_id command)
{
	struct desk *desk = loop->desk;

	switch (command) {
	case COMMAND_HELP:
		ui_help(loop);
		return true;
	case COMMAND_WHY:
	case COMMAND_HISTORY:
		ui_subject(loop, command);
		return true;
	case COMMAND_EXPORT:
		ui_export(loop);
		return true;
	case COMMAND_QUIT:
		desk_quit(desk);
		return true;
	case COMMAND_RECENT:
		ui_recent(desk);
		return true;
	case COMMAND_PALETTE:
		ui_palette(loop);
		return true;
	case COMMAND_FIND:
		ui_find(desk);
		return true;
	case COMMAND_AS_OF:
		ui_as_of(desk);
		return true;
	case COMMAND_UNDO:
	case COMMAND_REDO:
		ui_undo(loop, command == COMMAND_REDO);
		return true;
	case COMMAND_REDRAW:
		term_redraw();
		return true;
	case COMMAND_MESSAGES:
		ui_messages(desk);
		return true;
	case COMMAND_SUSPEND:
		term_suspend();
		return true;
	default:
		return ui_run_command(loop, command);
	}
}

/* ---- answers ---- */

static void
answer_palette(struct loop *loop, const struct answer *answer)
{
	char *form, *list;

	if (answer->code[0] == '!') {
		desk_ask_command(loop->desk,
		    (enum command_id)strtol(answer->code + 1, NULL, 10));
		return;
	}
	form = mem_strdup(answer->code);
	list = strchr(form, ' ');
	if (list)
		*list++ = '\0';
	desk_ask_list(loop->desk, form, list, NULL, NULL);
	free(form);
}

static void
answer_as_of(struct loop *loop, const char *typed)
{
	struct desk *desk = loop->desk;
	struct session *s = &forms_book(desk->forms)->session;
	struct err err = {0};
	struct date today, day;

	if (!*typed) {
		memcpy(s->as_of, s->today, sizeof(s->as_of));
	} else {
		if (!date_read(s->today, &today))
			today = date_today();
		if (!date_parse(typed, today, false, true, &day, &err)) {
			desk_err(desk, &err);
			return;
		}
		date_write(day, s->as_of);
	}
	for (size_t i = 0; i < loop->depth; i++)
		if (loop->stack[i]->class->reread)
			loop->stack[i]->class->reread(loop->stack[i]);
	desk_say(desk, MESSAGE_SAID, "时点 %s",
	    desk_is_today(desk) ? "今天" : s->as_of);
}

static void
ui_answer(struct loop *loop, const struct answer *answer)
{
	if (!answer->taken)
		return;
	switch (answer->tag) {
	case TAG_PALETTE:
		answer_palette(loop, answer);
		break;
	case TAG_AS_OF:
		answer_as_of(loop, answer->text);
		break;
	case TAG_RUN:
		desk_push(loop->desk, run_new(loop->desk, answer->text));
		break;
	case TAG_RECENT:
		if (answer->at < loop->desk->recent_count)
			desk_ask_record(loop->desk,
			    loop->desk->recent[answer->at].form,
			    loop->desk->recent[answer->at].id, RECORD_SHOW);
		break;
	default:
		break;
	}
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
		    "时点不是今天，只能看：Ctrl+T 回车回到今天");
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
	loop_push(loop, home_new(desk));
	return true;
}

static void
ui_end(struct loop *loop)
{
	loop_close_all(loop);
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
	bool fine;

	if (!form)
		return false;
	all = filter_new(form);
	query.form = form;
	query.filter = all;
	fine = (!filter || !*filter ||
		   filter_add(all, run->forms, filter, err)) &&
	    rowset_count(run->forms, &query, rows, err);
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
