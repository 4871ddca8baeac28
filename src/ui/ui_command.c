/*
 * The commands that belong to no view, and the answers of their menus (see
 * ui_command.h).
 */
#include "ui/ui_command.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "record/trail.h"
#include "record/words.h"
#include "ui/guide.h"
#include "ui/help.h"
#include "ui/home.h"
#include "ui/import_ask.h"
#include "ui/lock_view.h"
#include "ui/page.h"
#include "ui/palette.h"
#include "ui/pick.h"
#include "ui/prompt.h"
#include "ui/run.h"
#include "ui/term.h"
#include "ui/terminal_view.h"
#include "ui/why_view.h"

/* Answers that come here and not to the view below (1000 and above). */
enum {
	TAG_PALETTE = 1000,
	TAG_AS_OF,
	TAG_RECENT,
	TAG_RUN = RUN_TAG,
	TAG_GUIDE,
	TAG_LEVEL,
	TAG_FORM,
	TAG_FILE,
	TAG_PIN,
	TAG_EXPORT
};

static void
ui_find(struct desk *desk)
{
	const char *form = desk_find_form(desk);

	if (form)
		desk_ask_list(desk, form, NULL, NULL, "");
	else
		desk_say(desk, MESSAGE_SAID, _("没有可以随处查找的表单"));
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
	struct view *menu;

	if (stage >= 3) {
		desk_close(loop->desk);
		return;
	}
	if (stage)
		desk_close(loop->desk);
	else if (top->class->subject)
		(void)top->class->subject(top, &subject);
	if (stage + 1 >= 3 && (menu = guide_menu(loop->desk, TAG_GUIDE)))
		desk_push(loop->desk, menu);
	else
		desk_push(loop->desk,
		    help_new(
			loop->desk, stage + 1, contexts, subject.field));
}

static void
ui_level(struct desk *desk)
{
	static const char *const notes[] = {N_("三行提示、例子、键"),
	    N_("一行提示、键"), N_("不提示，屏幕都给数据；菜单里走数字")};
	struct pick_item *items = mem_array(3, sizeof(*items));

	for (int i = 0; i < 3; i++) {
		items[i].code = mem_printf("%d", i + 1);
		items[i].text = mem_strdup(
		    prefs_level_name((enum prefs_level)(i + 1)));
		items[i].note = mem_strdup(_(notes[i]));
	}
	desk_push(
	    desk, pick_menu(desk, _("提示多少"), TAG_LEVEL, items, 3, true));
}

static void
ui_subject(struct loop *loop, enum command_id command)
{
	struct view *top = loop_top(loop);
	struct subject subject = {0};
	struct view *view;

	if (!top->class->subject || !top->class->subject(top, &subject)) {
		desk_say(loop->desk, MESSAGE_SAID, _("这里没有可说明的值"));
		return;
	}
	view = command == COMMAND_WHY
	    ? why_view_new(loop->desk, &subject)
	    : why_view_history(loop->desk, &subject);
	desk_push(loop->desk, view);
}

static bool
ui_shown(struct loop *loop, struct query *query, const char **title)
{
	struct view *top = loop_top(loop);

	return top->class->query && top->class->query(top, query, title);
}

/* F9 says what will be in the file; Enter makes it. */
static void
ui_export(struct loop *loop)
{
	static const char *const formats[] = {"xlsx", "csv", "text"};
	static const char *const notes[] = {
	    N_("电子表格，证件、电话遮住中段"), N_("逗号分隔，别的程序读"),
	    N_("文本，对齐的列")};
	struct desk *desk = loop->desk;
	struct pick_item *items;
	struct query query;
	const char *title;
	char *asked;

	if (!ui_shown(loop, &query, &title)) {
		desk_say(desk, MESSAGE_SAID,
		    _("这里没有清单可导出：到清单里按 F9"));
		return;
	}
	if (!desk->options->hooks.export_shown) {
		desk_say(desk, MESSAGE_REFUSED, _("这里不能导出"));
		return;
	}
	items = mem_array(3, sizeof(*items));
	for (int i = 0; i < 3; i++) {
		items[i].code = mem_strdup(formats[i]);
		items[i].text = mem_strdup(formats[i]);
		items[i].note = mem_strdup(_(notes[i]));
	}
	asked = mem_printf(_("导出 %s"), _(title));
	desk_push(desk, pick_menu(desk, asked, TAG_EXPORT, items, 3, true));
	free(asked);
}

static void
answer_export(struct loop *loop, const char *format)
{
	const struct ui_hooks *hooks = &loop->desk->options->hooks;
	struct err err = {0};
	struct query query;
	const char *title;
	char *path = NULL;

	if (ui_shown(loop, &query, &title) &&
	    hooks->export_shown(
		hooks->data, &query, title, format, &path, &err))
		desk_say(loop->desk, MESSAGE_PASSED, _("已导出 %s"),
		    path ? path : "");
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
		    redo ? _("已重做") : _("已撤销"), told,
		    redo ? "" : _("（Ctrl+Y 重做）"));
		free(told);
	}
	desk_err(desk, &err);
	free(words);
}

static void
ui_as_of(struct desk *desk)
{
	desk_push(desk,
	    prompt_new(desk, _("时点"), _("日期（251231、月底 ...）；空着是今天"),
		TAG_AS_OF, ""));
}

static void
ui_pin(struct desk *desk)
{
	struct view *prompt = prompt_new(desk, _("锁屏口令"),
	    _("数字或字母，至少 4 位；空着是不要口令"), TAG_PIN, "");

	prompt_set_hidden(prompt);
	desk_push(desk, prompt);
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
		items[i].text = mem_printf("%s %s%s%s",
		    form ? _(form->title) : "", r->key,
		    strcmp(r->key, r->words) ? " " : "",
		    strcmp(r->key, r->words) ? r->words : "");
	}
	desk_push(desk,
	    pick_menu(desk, _("最近看过"), TAG_RECENT, items,
		desk->recent_count, true));
}

static void
ui_messages(struct desk *desk)
{
	struct view *page = page_new(desk, _("消息"));

	for (size_t i = 0; i < message_count(desk->messages); i++)
		page_add(page, ROLE_NORMAL, message_at(desk->messages, i));
	desk_push(desk, page);
}

/* What it does, and what is wanted for it; options are for the command line. */
static char *
ui_command_hint(const struct command *command)
{
	struct buf hint = {0};
	const char *at = command->arguments;
	bool option = false;
	char *word;

	buf_printf(&hint, "%s   ", command_help(command, lang_is_on()));
	while ((word = words_take(&at))) {
		option |= !strncmp(word, "[-", 2) || *word == '-';
		if (!option)
			buf_printf(&hint, " %s", word);
		option = option && word[strlen(word) - 1] != ']';
		free(word);
	}
	return buf_take(&hint);
}

static void
ui_ask_arguments(
    struct desk *desk, const struct command *command, const char *form)
{
	bool month = !strncmp(command->arguments, "MONTH", 5);
	char *words = mem_strdup(
	    month ? forms_book(desk->forms)->session.today : form);
	char *hint = ui_command_hint(command);
	char *before = mem_printf("%s ", command->word);
	struct view *prompt;

	if (month)
		words[strlen(words) - 3] = '\0'; /* the month of today */
	prompt =
	    prompt_new(desk, command_title(command), hint, TAG_RUN, words);
	prompt_set_before(prompt, before);
	desk_push(desk, prompt);
	free(before);
	free(words);
	free(hint);
}

/* Commands about a form: the one on the screen, or one that is chosen. */
static void
ui_form_command(struct desk *desk, const struct command *command,
    const struct formdef *form)
{
	if (!form || form->table->view)
		desk_push(
		    desk, import_ask_forms(desk, command->id, TAG_FORM));
	else if (command->id == COMMAND_IMPORT)
		desk_push(desk, import_ask_file(desk, form, TAG_FILE));
	else
		ui_ask_arguments(desk, command, form->name);
}

static void
answer_form(struct desk *desk, const char *code)
{
	const struct formdef *form;
	enum command_id id = import_ask_form(desk, code, &form);

	if (form)
		ui_form_command(desk, command_get(id), form);
}

static void
ui_open_file(struct desk *desk, const char *words)
{
	struct view *view;

	if (!desk_is_today(desk)) {
		desk_say(desk, MESSAGE_REFUSED,
		    _("时点不是今天，只能看：Ctrl+T 回车回到今天"));
		return;
	}
	view = import_ask_open(desk, words);
	if (view)
		desk_push(desk, view);
}

/* Commands of the command line: asked for their arguments, then run. */
static bool
ui_run_command(struct loop *loop, enum command_id id)
{
	const struct command *command = command_get(id);
	struct view *top = loop_top(loop);
	struct subject subject = {0};

	if (!command || !(command->contexts & CONTEXT_CLI) || *command->keys ||
	    *command->signs)
		return false;
	if (top->class->subject)
		(void)top->class->subject(top, &subject);
	if (!*command->arguments)
		desk_push(loop->desk, run_new(loop->desk, command->word, 0));
	else if (!strncmp(command->arguments, "FORM", 4))
		ui_form_command(loop->desk, command, subject.form);
	else
		ui_ask_arguments(loop->desk, command, "");
	return true;
}

bool
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
	case COMMAND_TOUR:
		desk_home(desk);
		tour_start(loop->tour);
		return true;
	case COMMAND_MESSAGES:
		ui_messages(desk);
		return true;
	case COMMAND_SUSPEND:
		term_suspend();
		return true;
	case COMMAND_LOCK:
		loop_lock(loop, lock_view_new(desk));
		return true;
	case COMMAND_PIN:
		ui_pin(desk);
		return true;
	case COMMAND_LEVEL:
		ui_level(desk);
		return true;
	case COMMAND_TERMINAL_TEST:
		desk_push(desk, terminal_view_new(desk));
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
	desk_say(desk, MESSAGE_SAID, _("时点 %s"),
	    desk_is_today(desk) ? _("今天") : s->as_of);
}

void
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
		desk_push(loop->desk, run_new(loop->desk, answer->text, 0));
		break;
	case TAG_FORM:
		answer_form(loop->desk, answer->code);
		break;
	case TAG_FILE:
		ui_open_file(loop->desk, answer->text);
		break;
	case TAG_PIN:
		desk_set_pin(loop->desk, answer->text);
		break;
	case TAG_GUIDE:
		desk_push(
		    loop->desk, guide_page(loop->desk, answer->code));
		break;
	case TAG_EXPORT:
		answer_export(loop, answer->code);
		break;
	case TAG_LEVEL:
		desk_set_level(
		    loop->desk, (enum prefs_level)(answer->code[0] - '0'));
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
