/* A page of lines (see page.h).  Wraps by cells when drawn. */
#include "ui/page.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"

struct page_line {
	enum draw_role role;
	char *text;
	char *form, *filter;
	int64_t id;
};

struct page {
	struct view view;
	char *title;
	struct page_line *lines;
	size_t count, capacity;
	size_t at, top;
	int rows;
	int help;
	unsigned help_contexts;
	struct subject subject;
	char *key;
	bool has_subject;
	struct list *rows_behind; /* NULL: none */
};

static void
page_close(struct view *view)
{
	struct page *p = (struct page *)view;

	for (size_t i = 0; i < p->count; i++) {
		free(p->lines[i].text);
		free(p->lines[i].form);
		free(p->lines[i].filter);
	}
	free(p->lines);
	if (p->rows_behind)
		list_free(p->rows_behind);
	free(p->title);
	free(p->key);
	free(p);
}

static unsigned
page_contexts(const struct view *view)
{
	(void)view;
	return CONTEXT_PAGE;
}

static void
page_path(struct view *view, struct buf *to)
{
	buf_add_string(to, ((struct page *)view)->title);
}

static void
page_status(struct view *view, struct buf *to, int cells)
{
	struct page *p = (struct page *)view;

	(void)cells;
	if (p->help)
		buf_printf(to, _("提示 1新手 2熟练 3专家：现在%s   "),
		    prefs_level_name(view->desk->prefs.level));
	if (p->count > (size_t)p->rows)
		buf_printf(to, _("第 %zu 行，共 %zu 行"), p->at + 1, p->count);
}

static void
page_move(struct page *p, long by)
{
	long to = (long)p->at + by;

	if (to >= (long)p->count)
		to = (long)p->count - 1;
	p->at = to > 0 ? (size_t)to : 0;
}

static void
page_follow(struct page *p)
{
	const struct page_line *line;

	if (p->at >= p->count)
		return;
	line = &p->lines[p->at];
	if (line->form && line->id)
		desk_ask_record(
		    p->view.desk, line->form, line->id, RECORD_SHOW);
	else if (line->form)
		desk_ask_list(
		    p->view.desk, line->form, NULL, line->filter, NULL);
}

static bool
page_command(struct view *view, enum command_id command)
{
	struct page *p = (struct page *)view;

	switch (command) {
	case COMMAND_UP:
	case COMMAND_PREVIOUS:
		page_move(p, -1);
		return true;
	case COMMAND_DOWN:
	case COMMAND_NEXT:
		page_move(p, 1);
		return true;
	case COMMAND_PAGE_UP:
		page_move(p, -p->rows);
		return true;
	case COMMAND_PAGE_DOWN:
		page_move(p, p->rows);
		return true;
	case COMMAND_HOME:
		page_move(p, -(long)p->count);
		return true;
	case COMMAND_END:
		page_move(p, (long)p->count);
		return true;
	case COMMAND_ENTER:
		page_follow(p);
		return true;
	case COMMAND_BACK:
		desk_close(view->desk);
		return true;
	default:
		return false;
	}
}

static void
page_draw(struct view *view, struct rect body, int *y, int *x)
{
	struct page *p = (struct page *)view;

	p->rows = body.rows > 0 ? body.rows : 1;
	if (p->at < p->top)
		p->top = p->at;
	if (p->at >= p->top + (size_t)p->rows)
		p->top = p->at - (size_t)p->rows + 1;
	*y = body.y;
	*x = body.x;
	for (int row = 0; row < body.rows; row++) {
		size_t i = p->top + (size_t)row;

		if (i >= p->count)
			break;
		if (i == p->at) {
			draw_text(body.y + row, body.x, 1, ROLE_NORMAL, ">");
			*y = body.y + row;
		}
		draw_text(body.y + row, body.x + 2, body.columns - 2,
		    p->lines[i].role, p->lines[i].text);
	}
}

/* On the help page a digit says how much help is wanted. */
static bool
page_text(struct view *view, const char *text, bool pasted)
{
	struct page *p = (struct page *)view;
	int sign = keymap_sign(text);

	if (!p->help || pasted || sign < '1' || sign > '3')
		return false;
	desk_set_level(view->desk, (enum prefs_level)(sign - '0'));
	return true;
}

static const enum command_id *
page_legend(struct view *view)
{
	static const enum command_id legend[] = {COMMAND_ENTER, COMMAND_HELP,
	    COMMAND_PALETTE, COMMAND_BACK, COMMAND_NONE};

	(void)view;
	return legend;
}

static bool
page_subject(struct view *view, struct subject *subject)
{
	struct page *p = (struct page *)view;

	*subject = p->subject;
	return p->has_subject;
}

static bool
page_query(struct view *view, struct query *query, const char **title)
{
	struct page *p = (struct page *)view;

	if (!p->rows_behind)
		return false;
	list_query(p->rows_behind, query);
	*title = list_form(p->rows_behind)->title;
	return true;
}

static void
page_cell(struct view *view, struct buf *to)
{
	struct page *p = (struct page *)view;

	/* the whole line, where the body had to cut it */
	if (p->at < p->count && text_width(p->lines[p->at].text) > 76)
		buf_add_string(to, p->lines[p->at].text);
}

static const struct view_class page_class = {
    .name = "page",
    .close = page_close,
    .contexts = page_contexts,
    .path = page_path,
    .status = page_status,
    .cell = page_cell,
    .legend = page_legend,
    .draw = page_draw,
    .command = page_command,
    .text = page_text,
    .subject = page_subject,
    .query = page_query,
};

struct view *
page_new(struct desk *desk, const char *title)
{
	struct page *p = mem_alloc(sizeof(*p));

	p->view.class = &page_class;
	p->view.desk = desk;
	p->title = mem_strdup(title);
	p->rows = 1;
	return &p->view;
}

void
page_add(struct view *view, enum draw_role role, const char *text)
{
	struct page *p = (struct page *)view;
	char *shown = text_gate_out(text ? text : "", true);
	char *line = shown;

	while (line) {
		char *end = strchr(line, '\n');

		if (end)
			*end = '\0';
		p->lines = mem_grow(
		    p->lines, p->count, &p->capacity, sizeof(*p->lines));
		memset(&p->lines[p->count], 0, sizeof(*p->lines));
		p->lines[p->count].role = role;
		p->lines[p->count++].text = mem_strdup(line);
		line = end ? end + 1 : NULL;
	}
	free(shown);
}

void
page_printf(struct view *view, enum draw_role role, const char *fmt, ...)
{
	char *text = NULL;
	va_list ap;

	va_start(ap, fmt);
	if (vasprintf(&text, fmt, ap) < 0)
		text = NULL;
	va_end(ap);
	page_add(view, role, text);
	free(text);
}

void
page_lead_to(struct view *view, const char *form, int64_t id,
    const char *filter)
{
	struct page *p = (struct page *)view;
	struct page_line *line;

	if (!p->count)
		return;
	line = &p->lines[p->count - 1];
	free(line->form);
	free(line->filter);
	line->form = mem_strdup(form);
	line->id = id;
	line->filter = mem_strdup(filter);
}

void
page_set_subject(struct view *view, const struct subject *subject)
{
	struct page *p = (struct page *)view;

	free(p->key);
	p->key = mem_strdup(subject->key ? subject->key : "");
	p->subject = *subject;
	p->subject.key = p->key;
	p->has_subject = true;
}

void
page_set_rows(struct view *view, struct list *rows)
{
	((struct page *)view)->rows_behind = rows;
}

void
page_set_help(struct view *view, int stage, unsigned contexts)
{
	struct page *p = (struct page *)view;

	p->help = stage;
	p->help_contexts = contexts;
}

int
page_help(const struct view *view, unsigned *contexts)
{
	const struct page *p = (const struct page *)view;

	if (view->class != &page_class)
		return 0;
	*contexts = p->help_contexts;
	return p->help;
}
