/* Home (see home.h).  Counts and to-dos are rows of views; nothing is
 * counted here. */
#include "ui/home.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "record/draft.h"
#include "record/rowset.h"
#include "ui/draw.h"
#include "ui/pick.h"

#define LINE_FORM "home_line"
#define TODO_FORM "todo"
#define TODO_MOST 200
#define SECTIONS_MOST 9
#define SPLIT_FROM 76

struct section {
	char *name, *text;
	bool marked;
};

struct todo {
	char mark;
	char *text, *due, *form, *key;
	int64_t id; /* of a draft's record */
	enum record_act act;
	bool draft;
};

struct home {
	struct view view;
	struct section sections[SECTIONS_MOST]; /* [i] is digit i + 1 */
	struct todo *todos;
	size_t count, capacity;
	size_t at, top;
	int rows;
	bool read;
	unsigned long saves;
	char as_of[DATE_SIZE];
};

static void
home_forget(struct home *h)
{
	for (size_t i = 0; i < SECTIONS_MOST; i++) {
		free(h->sections[i].name);
		free(h->sections[i].text);
	}
	memset(h->sections, 0, sizeof(h->sections));
	for (size_t i = 0; i < h->count; i++) {
		free(h->todos[i].text);
		free(h->todos[i].due);
		free(h->todos[i].form);
		free(h->todos[i].key);
	}
	h->count = 0;
	h->read = false;
}

static void
home_close(struct view *view)
{
	struct home *h = (struct home *)view;

	home_forget(h);
	free(h->todos);
	free(h);
}

static unsigned
home_contexts(const struct view *view)
{
	(void)view;
	return CONTEXT_HOME;
}

/* ---- reading ---- */

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
	struct section *section;

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

static struct todo *
add_todo(struct home *h)
{
	struct todo *todo;

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
	struct todo *todo = add_todo(r->home);
	const char *days = cell_of(r->wanted, cells, 2);
	long left = strtol(days, NULL, 10);

	(void)id;
	(void)err;
	todo->text = mem_strdup(cell_of(r->wanted, cells, 1));
	todo->mark = *days && left < 0 ? '!' : '.';
	todo->due = !*days ? mem_strdup("")
	    : left < 0     ? mem_printf("逾期%ld天", -left)
	    : left == 0    ? mem_strdup("今天")
			   : mem_printf("%ld天后", left);
	todo->form = mem_strdup(cell_of(r->wanted, cells, 3));
	todo->key = mem_strdup(cell_of(r->wanted, cells, 4));
	return true;
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
	    !rowset_stream(desk->forms, &query, each, &reading, &err))
		desk_err(desk, &err);
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
		size_t at, spare = SECTIONS_MOST;

		if (!forms_heading(
			desk->forms, names[i], &section, &title, &ignored))
			continue;
		for (at = 0; at < SECTIONS_MOST; at++) {
			const char *name = h->sections[at].name;

			if (name && !strcmp(name, section))
				break;
			if (!name && spare == SECTIONS_MOST)
				spare = at;
		}
		if (at < SECTIONS_MOST || spare == SECTIONS_MOST)
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
		struct todo *todo;

		if (!form)
			continue;
		todo = add_todo(h);
		todo->mark = '.';
		todo->text = mem_printf("有 1 份未完的录入：%s %s",
		    form->title, drafts[i].title ? drafts[i].title : "");
		todo->due = mem_strdup(drafts[i].at);
		todo->form = mem_strdup(drafts[i].form);
		todo->id = drafts[i].id;
		todo->act = acts[drafts[i].purpose];
		todo->draft = true;
	}
	draft_list_free(drafts, count);
}

static void
home_prepare(struct view *view, struct rect body)
{
	static const char *const line[] = {
	    "code", "section", "text", "mark", NULL};
	static const char *const todo[] = {
	    "due_on", "text", "days", "form", "key", NULL};
	struct home *h = (struct home *)view;
	const struct session *session =
	    &forms_book(view->desk->forms)->session;

	(void)body;
	if (h->read && h->saves == view->desk->saves &&
	    !strcmp(h->as_of, session->as_of))
		return;
	home_forget(h);
	h->saves = view->desk->saves;
	memcpy(h->as_of, session->as_of, sizeof(h->as_of));
	read_view(h, LINE_FORM, line, 0, read_line);
	read_sections(h);
	read_drafts(h);
	read_view(h, TODO_FORM, todo, TODO_MOST, read_todo);
	if (h->at >= h->count)
		h->at = h->count ? h->count - 1 : 0;
	h->read = true;
}

/* ---- drawing ---- */

static void
home_path(struct view *view, struct buf *to)
{
	const char *office = view->desk->options->office;

	buf_add_string(to, office ? office : "街办");
}

static void
home_status(struct view *view, struct buf *to, int cells)
{
	const struct ui_hooks *hooks = &view->desk->options->hooks;
	char *steps = hooks->steps ? hooks->steps(hooks->data) : NULL;

	(void)cells;
	if (steps)
		buf_add_string(to, steps);
	free(steps);
}

static void
home_cell(struct view *view, struct buf *to)
{
	struct home *h = (struct home *)view;

	if (h->at < h->count)
		buf_printf(to, "%s   %s", h->todos[h->at].text,
		    h->todos[h->at].due);
}

static void
home_hint(struct view *view, struct buf *to)
{
	(void)view;
	buf_add_string(
	    to, "打字即找人（拼音首字母、汉字）；证件、手机尾号先按 /；数字选栏目");
}

static const enum command_id *
home_legend(struct view *view)
{
	static const enum command_id legend[] = {COMMAND_ENTER, COMMAND_FIND,
	    COMMAND_PALETTE, COMMAND_AS_OF, COMMAND_UNDO, COMMAND_RECENT,
	    COMMAND_HELP, COMMAND_QUIT, COMMAND_NONE};

	(void)view;
	return legend;
}

/* Counts that do not fit go on in the next row, while there are rows. */
static int
draw_counts(const char *text, int y, struct rect r, int x, int *spare)
{
	struct buf wrapped = {0};
	const char *line;
	int rows = 0;

	text_wrap(&wrapped, text, r.columns - x);
	line = buf_string(&wrapped);
	while (line && (!rows || *spare > 0)) {
		const char *end = strchr(line, '\n');
		bool cut = end && *spare <= 0;
		char *part = end && !cut
		    ? mem_strndup(line, (size_t)(end - line))
		    : mem_strdup(cut ? text : line);

		draw_cell(y + rows, r.x + x, r.columns - x, ROLE_NORMAL, part,
		    -1);
		free(part);
		*spare -= rows > 0;
		rows++;
		line = end && !cut ? end + 1 : NULL;
	}
	buf_done(&wrapped);
	return rows;
}

static void
draw_sections(struct home *h, struct rect r)
{
	int y = r.y, widest = 0, spare = r.rows;

	for (size_t i = 0; i < SECTIONS_MOST; i++) {
		int w = h->sections[i].name ? text_width(h->sections[i].name)
					    : 0;

		spare -= h->sections[i].name != NULL;
		if (w > widest)
			widest = w;
	}
	for (size_t i = 0; i < SECTIONS_MOST && y < r.y + r.rows; i++) {
		const struct section *s = &h->sections[i];
		char digit[2] = {(char)('1' + i), '\0'};

		if (!s->name)
			continue;
		draw_text(y, r.x + 1, 1, ROLE_KEY, digit);
		draw_cell(y, r.x + 3, widest, ROLE_NORMAL, s->name, -1);
		if (s->marked)
			draw_text(
			    y, r.x + 4 + widest, 1, ROLE_WARNING, "!");
		y += draw_counts(s->text, y, r, widest + 6, &spare);
	}
}

static void
draw_todos(struct home *h, struct rect r, int *cy, int *cx)
{
	h->rows = r.rows > 0 ? r.rows : 1;
	if (h->at < h->top)
		h->top = h->at;
	if (h->at >= h->top + (size_t)h->rows)
		h->top = h->at - (size_t)h->rows + 1;
	*cy = r.y;
	*cx = r.x;
	if (!h->count)
		draw_text(r.y, r.x + 2, r.columns - 2, ROLE_DIM,
		    "没有要办的事");
	for (int row = 0; row < r.rows; row++) {
		size_t i = h->top + (size_t)row;
		const struct todo *t;
		char mark[2] = "";
		int due;

		if (i >= h->count)
			break;
		t = &h->todos[i];
		mark[0] = t->mark;
		due = text_width(t->due);
		draw_text(r.y + row, r.x, 1, ROLE_NORMAL,
		    i == h->at ? ">" : " ");
		draw_text(r.y + row, r.x + 2, 1,
		    t->mark == '!' ? ROLE_WARNING : ROLE_NORMAL, mark);
		draw_cell(r.y + row, r.x + 4, r.columns - 6 - due,
		    ROLE_NORMAL, t->text, -1);
		draw_text(r.y + row, r.x + r.columns - due - 1, due,
		    t->mark == '!' ? ROLE_WARNING : ROLE_NORMAL, t->due);
		if (i == h->at) {
			draw_role_over(
			    r.y + row, r.x, r.columns - 1, ROLE_FOCUS);
			*cy = r.y + row;
		}
	}
}

static void
home_draw(struct view *view, struct rect body, int *y, int *x)
{
	struct home *h = (struct home *)view;
	struct rect left = body, right = body;
	int sections = 0;

	if (body.columns >= SPLIT_FROM) {
		/* with nothing to be done the counts may spread */
		left.columns = body.columns * (h->count ? 45 : 70) / 100;
		right.x += left.columns + 2;
		right.columns -= left.columns + 2;
	} else {
		for (size_t i = 0; i < SECTIONS_MOST; i++)
			sections += h->sections[i].name != NULL;
		if (sections > body.rows - 3)
			sections = body.rows - 3;
		left.rows = sections;
		sections += sections < body.rows - 4;
		right.y += sections;
		right.rows -= sections;
	}
	draw_sections(h, left);
	draw_todos(h, right, y, x);
}

/* ---- commands ---- */

struct pick_item *
home_lists(struct desk *desk, const char *section, size_t *count)
{
	const char *const *names, *of, *title;
	struct pick_item *items = NULL;
	struct err ignored = {0};
	size_t forms = 0;

	*count = 0;
	if (!forms_names(desk->forms, &names, &forms, &ignored))
		forms = 0;
	for (size_t i = 0; i < forms; i++) {
		const struct formdef *form;

		if (!strcmp(names[i], LINE_FORM) ||
		    !forms_heading(
			desk->forms, names[i], &of, &title, &ignored) ||
		    (section && strcmp(of, section) != 0))
			continue;
		form = desk_form(desk, names[i]);
		for (size_t l = 0; form && l < form->list_count; l++) {
			const struct listdef *list = &form->lists[l];
			struct pick_item *item;

			items = mem_resize(
			    items, *count + 1, sizeof(*items));
			item = &items[*count];
			memset(item, 0, sizeof(*item));
			item->at = (*count)++;
			item->code =
			    mem_printf("%s %s", form->name, list->name);
			item->text = l && list->title
			    ? mem_printf("%s：%s", title, list->title)
			    : mem_strdup(title);
			if (!section)
				item->note = mem_strdup(of);
		}
	}
	err_done(&ignored);
	return items;
}

static void
home_section(struct home *h, size_t digit)
{
	struct desk *desk = h->view.desk;
	struct pick_item *items;
	size_t count;

	if (!h->sections[digit].name) {
		desk_say(desk, MESSAGE_SAID, "没有第 %zu 个栏目", digit + 1);
		return;
	}
	items = home_lists(desk, h->sections[digit].name, &count);
	desk_push(desk,
	    pick_menu(
		desk, h->sections[digit].name, 1, items, count, true));
}

static void
home_open(struct home *h)
{
	struct desk *desk = h->view.desk;
	const struct todo *t;

	if (h->at >= h->count)
		return;
	t = &h->todos[h->at];
	if (t->draft)
		desk_ask_record(desk, t->form, t->id, t->act);
	else if (*t->form && *t->key)
		desk_ask_key(desk, t->form, t->key);
	else if (*t->form)
		desk_ask_list(desk, t->form, NULL, NULL, NULL);
}

static void
home_move(struct home *h, long by)
{
	long to = (long)h->at + by;

	if (to >= (long)h->count)
		to = (long)h->count - 1;
	h->at = to > 0 ? (size_t)to : 0;
}

static void
home_find(struct home *h, const char *text)
{
	struct desk *desk = h->view.desk;
	const char *form = desk_find_form(desk);

	if (form)
		desk_ask_list(desk, form, NULL, NULL, text);
	else
		desk_say(desk, MESSAGE_SAID,
		    "没有可以随处查找的表单：Ctrl+P 找命令和清单");
}

static bool
home_command(struct view *view, enum command_id command)
{
	struct home *h = (struct home *)view;

	switch (command) {
	case COMMAND_UP:
	case COMMAND_PREVIOUS:
		home_move(h, -1);
		return true;
	case COMMAND_DOWN:
	case COMMAND_NEXT:
		home_move(h, 1);
		return true;
	case COMMAND_PAGE_UP:
		home_move(h, -h->rows);
		return true;
	case COMMAND_PAGE_DOWN:
		home_move(h, h->rows);
		return true;
	case COMMAND_HOME:
		home_move(h, -(long)h->count);
		return true;
	case COMMAND_END:
		home_move(h, (long)h->count);
		return true;
	case COMMAND_ENTER:
		home_open(h);
		return true;
	case COMMAND_SEARCH:
		home_find(h, "");
		return true;
	case COMMAND_BACK:
		desk_say(view->desk, MESSAGE_SAID,
		    "这是首页；F10 或 Ctrl+Q 退出");
		return true;
	default:
		return false;
	}
}

static bool
home_text(struct view *view, const char *text, bool pasted)
{
	struct home *h = (struct home *)view;
	int sign = keymap_sign(text);

	(void)pasted;
	if (sign >= '1' && sign <= '9')
		home_section(h, (size_t)(sign - '1'));
	else if (!sign || sign >= 0x80 ||
	    ((sign | 0x20) >= 'a' && (sign | 0x20) <= 'z'))
		home_find(h, text);
	else
		return false;
	return true;
}

static void
home_answer(struct view *view, const struct answer *answer)
{
	char *form, *list;

	if (!answer->taken || !answer->code)
		return;
	form = mem_strdup(answer->code);
	list = strchr(form, ' ');
	if (list)
		*list++ = '\0';
	desk_ask_list(view->desk, form, list, NULL, NULL);
	free(form);
}

static const struct view_class home_class = {
    .name = "home",
    .close = home_close,
    .contexts = home_contexts,
    .path = home_path,
    .status = home_status,
    .cell = home_cell,
    .hint = home_hint,
    .legend = home_legend,
    .prepare = home_prepare,
    .draw = home_draw,
    .command = home_command,
    .text = home_text,
    .answer = home_answer,
};

struct view *
home_new(struct desk *desk)
{
	struct home *h = mem_alloc(sizeof(*h));

	h->view.class = &home_class;
	h->view.desk = desk;
	h->rows = 1;
	return &h->view;
}
