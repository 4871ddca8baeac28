/* What home shows, read from views; nothing is counted here. */
#include "ui/home_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "record/draft.h"
#include "record/rowset.h"
#include "ui/input.h"

#define TODO_MOST 200

static void
step_done(struct home_step *step)
{
	free(step->label);
	free(step->text);
	free(step->form);
	free(step->list);
	free(step->command);
	memset(step, 0, sizeof(*step));
}

static void
forget_sections(struct home *h)
{
	for (size_t i = 0; i < HOME_SECTIONS; i++) {
		free(h->sections[i].name);
		free(h->sections[i].text);
	}
	memset(h->sections, 0, sizeof(h->sections));
}

static void
forget_rest(struct home *h)
{
	for (size_t i = 0; i < h->count; i++) {
		free(h->todos[i].text);
		free(h->todos[i].due);
		free(h->todos[i].form);
		free(h->todos[i].key);
		free(h->todos[i].list);
		free(h->todos[i].command);
		free(h->todos[i].draft);
	}
	for (size_t i = 0; i < HOME_STEPS; i++)
		step_done(&h->steps[i]);
	h->count = 0;
}

void
home_read_forget(struct home *h)
{
	forget_sections(h);
	forget_rest(h);
	h->read = h->rest = false;
}

/* The named fields of a view's rows, in that order; absent ones are NULL. */
struct wanted {
	const struct field *fields[8];
	int place[8]; /* among the columns asked for; -1: no such field */
	size_t count;
};

static void
want(struct wanted *w, const struct formdef *form, const char *const *names)
{
	int places = 0;

	w->count = 0;
	for (size_t n = 0; names[n]; n++) {
		w->place[n] = -1;
		for (size_t i = 0; i < form->count; i++)
			if (!strcmp(form->fields[i].name, names[n])) {
				w->fields[places] = &form->fields[i];
				w->place[n] = places++;
			}
	}
	w->count = (size_t)places;
}

struct reading {
	struct home *home;
	const struct wanted *wanted;
};

static const char *
cell_of(const struct wanted *w, const char *const *cells, size_t n)
{
	const char *cell = w->place[n] >= 0 ? cells[w->place[n]] : NULL;

	return cell ? cell : "";
}

static bool
read_line(void *data, int64_t id, const char *const *cells, struct err *err)
{
	struct reading *r = data;
	const char *code = cell_of(r->wanted, cells, 0);
	struct home_section *section;

	(void)id;
	(void)err;
	if (code[0] < '1' || code[0] > '9' || code[1])
		return true;
	section = &r->home->sections[code[0] - '1'];
	free(section->name);
	free(section->text);
	section->name = mem_strdup(cell_of(r->wanted, cells, 1));
	section->text = mem_strdup(cell_of(r->wanted, cells, 2));
	section->marked = *cell_of(r->wanted, cells, 3) != '\0';
	return true;
}

static struct home_todo *
add_todo(struct home *h)
{
	struct home_todo *todo;

	h->todos =
	    mem_grow(h->todos, h->count, &h->capacity, sizeof(*h->todos));
	todo = &h->todos[h->count++];
	memset(todo, 0, sizeof(*todo));
	return todo;
}

static bool
read_todo(void *data, int64_t id, const char *const *cells, struct err *err)
{
	struct reading *r = data;
	struct home_todo *todo = add_todo(r->home);
	const char *days = cell_of(r->wanted, cells, 2);
	long left = strtol(days, NULL, 10);

	(void)id;
	(void)err;
	todo->text = mem_strdup(cell_of(r->wanted, cells, 1));
	todo->mark = *days && left < 0 ? '!' : '.';
	todo->due = !*days ? mem_strdup("")
	    : left < 0     ? mem_printf(_("逾期%ld天"), -left)
	    : left == 0    ? mem_strdup(_("今天"))
			   : mem_printf(_("%ld天后"), left);
	todo->form = mem_strdup(cell_of(r->wanted, cells, 3));
	todo->key = mem_strdup(cell_of(r->wanted, cells, 4));
	return true;
}

static bool
read_step(void *data, int64_t id, const char *const *cells, struct err *err)
{
	struct reading *r = data;
	const char *code = cell_of(r->wanted, cells, 0);
	struct home_step *step;

	(void)id;
	(void)err;
	if (code[0] < '1' || code[0] >= '1' + HOME_STEPS || code[1])
		return true;
	step = &r->home->steps[code[0] - '1'];
	step_done(step);
	step->label = mem_strdup(cell_of(r->wanted, cells, 1));
	step->text = mem_strdup(cell_of(r->wanted, cells, 2));
	step->done = !strcmp(cell_of(r->wanted, cells, 3), "1");
	step->form = mem_strdup(cell_of(r->wanted, cells, 4));
	step->list = mem_strdup(cell_of(r->wanted, cells, 5));
	step->command = mem_strdup(cell_of(r->wanted, cells, 6));
	return true;
}

/* What takes the month further stands first among what is to be done. */
static void
add_next_step(struct home *h)
{
	for (size_t i = 0; i < HOME_STEPS; i++) {
		const struct home_step *step = &h->steps[i];
		struct home_todo *todo;

		if (!step->label || step->done)
			continue;
		todo = add_todo(h);
		todo->mark = ' ';
		todo->text = mem_printf(_("下一步：%zu%s %s"), i + 1,
		    _(step->label), strcmp(step->text, "-") ? step->text : "");
		todo->due = mem_strdup("");
		todo->form = mem_strdup(step->form);
		todo->list = mem_strdup(step->list);
		todo->command = mem_strdup(step->command);
		return;
	}
}

static void
read_view(struct home *h, const char *name, const char *const *names,
    int64_t limit, rowset_each *each)
{
	struct desk *desk = h->view.desk;
	const struct formdef *form = desk_form(desk, name);
	struct wanted wanted = {0};
	struct reading reading = {h, &wanted};
	struct query query = {0};
	struct err err = {0};

	if (!form)
		return;
	want(&wanted, form, names);
	query.form = form;
	query.list = formdef_list(form, NULL);
	query.columns = wanted.fields;
	query.column_count = wanted.count;
	query.limit = limit;
	if (wanted.count &&
	    !rowset_stream(desk->forms, &query, each, &reading, &err)) {
		h->cut |= err.status == ERR_STOPPED;
		if (err.status == ERR_STOPPED)
			err_done(&err);
		desk_err(desk, &err);
	}
}

/* Sections without a line of their own take the digits that are left. */
static void
read_sections(struct home *h)
{
	struct desk *desk = h->view.desk;
	const char *const *names, *section, *title;
	struct err ignored = {0};
	size_t count = 0;

	if (!forms_names(desk->forms, &names, &count, &ignored))
		count = 0;
	for (size_t i = 0; i < count; i++) {
		size_t at, spare = HOME_SECTIONS;

		if (!forms_heading(
			desk->forms, names[i], &section, &title, &ignored))
			continue;
		for (at = 0; at < HOME_SECTIONS; at++) {
			const char *name = h->sections[at].name;

			if (name && !strcmp(name, section))
				break;
			if (!name && spare == HOME_SECTIONS)
				spare = at;
		}
		if (at < HOME_SECTIONS || spare == HOME_SECTIONS)
			continue;
		h->sections[spare].name = mem_strdup(section);
		h->sections[spare].text = mem_strdup("");
	}
	err_done(&ignored);
}

static void
read_drafts(struct home *h)
{
	static const enum record_act acts[] = {RECORD_SHOW, RECORD_SET,
	    RECORD_ADD, RECORD_DO, RECORD_VOID};
	struct desk *desk = h->view.desk;
	struct draft *drafts = NULL;
	size_t count = desk->drafts
	    ? draft_list(desk->drafts, desk->forms, &drafts)
	    : 0;

	for (size_t i = 0; i < count; i++) {
		const struct formdef *form = desk_form(desk, drafts[i].form);
		struct home_todo *todo;

		if (!form)
			continue;
		todo = add_todo(h);
		todo->mark = '.';
		todo->text = mem_printf(_("有 1 份未完的录入：%s %s"),
		    _(form->title), drafts[i].title ? drafts[i].title : "");
		todo->due = mem_strdup(drafts[i].at);
		todo->form = mem_strdup(drafts[i].form);
		todo->id = drafts[i].id;
		todo->act = acts[drafts[i].purpose];
		todo->draft = mem_strdup(drafts[i].path);
	}
	draft_list_free(drafts, count);
}

/* What is due and how the month stands asks the whole book: after the first
 * screen, and what was there before stays until then. */
static void
read_rest(struct home *h)
{
	static const char *const line[] = {
	    "code", "section", "text", "mark", NULL};
	static const char *const step[] = {"code", "label", "text", "done",
	    "form", "list", "command", NULL};
	static const char *const todo[] = {
	    "due_on", "text", "days", "form", "key", NULL};

	forget_sections(h);
	read_view(h, HOME_LINE_FORM, line, 0, read_line);
	read_sections(h);
	forget_rest(h);
	read_view(h, HOME_STEP_FORM, step, 0, read_step);
	read_drafts(h); /* what was cut short comes before all else */
	add_next_step(h);
	read_view(h, HOME_TODO_FORM, todo, TODO_MOST, read_todo);
	if (h->at >= h->count)
		h->at = h->count ? h->count - 1 : 0;
}

/* A key stops it; it is read again when none waits. */
bool
home_read_rest(struct view *view)
{
	struct home *h = (struct home *)view;
	struct db *db = forms_book(view->desk->forms)->db;

	if (!h->read || h->rest)
		return false;
	h->cut = false;
	db_on_progress(db, input_none_waits, NULL);
	read_rest(h);
	db_on_progress(db, NULL, NULL);
	h->rest = !h->cut;
	return h->rest;
}

/* What a key is about to act on must be there. */
void
home_read_all(struct home *h)
{
	if (!h->read || h->rest)
		return;
	read_rest(h);
	h->rest = true;
}

void
home_read_prepare(struct view *view, struct rect body)
{
	struct home *h = (struct home *)view;
	const struct session *session =
	    &forms_book(view->desk->forms)->session;

	(void)body;
	if (h->read && h->saves == view->desk->saves &&
	    !strcmp(h->as_of, session->as_of))
		return;
	h->saves = view->desk->saves;
	memcpy(h->as_of, session->as_of, sizeof(h->as_of));
	if (!h->read)
		read_sections(h);
	h->read = true;
	h->rest = false;
}
