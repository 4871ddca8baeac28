/* The rows around the body (see frame.h). */
#include "ui/frame.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/draw.h"
#include "ui/term.h"

#define LEGEND_MOST 8

struct word {
	char *text;
	enum draw_role role;
	bool keep; /* never dropped */
};

/* Row 1, right: month, as-of day, mode, clerk. */
static size_t
frame_words(struct desk *desk, struct word words[4])
{
	const struct ui_options *o = desk->options;
	const struct session *s = &forms_book(desk->forms)->session;
	bool today = desk_is_today(desk);
	size_t n = 0;

	if (o->hooks.month) {
		words[n] = (struct word){
		    o->hooks.month(o->hooks.data), ROLE_NORMAL, false};
		if (words[n].text)
			n++;
	}
	words[n++] = (struct word){
	    mem_printf(_("时点 %s"), today ? _("今天") : s->as_of),
	    today ? ROLE_NORMAL : ROLE_MODE, !today};
	if (o->mode && *o->mode)
		words[n++] =
		    (struct word){mem_strdup(o->mode), ROLE_MODE, true};
	if (o->clerk_name || s->clerk)
		words[n++] = (struct word){
		    mem_strdup(o->clerk_name ? o->clerk_name : s->clerk),
		    ROLE_NORMAL, false};
	return n;
}

static int
words_width(const struct word *words, size_t n)
{
	int width = 0;

	for (size_t i = 0; i < n; i++)
		if (words[i].text)
			width += text_width(words[i].text) + 2;
	return width;
}

static void
frame_path(struct desk *desk, const struct layout *l, const char *path)
{
	struct word words[4];
	size_t n = frame_words(desk, words);
	int least = text_width(path) + 2, x, width;

	if (least > l->columns / 2)
		least = l->columns / 2;
	for (size_t i = n; i-- > 0;)
		if (!words[i].keep &&
		    words_width(words, n) + least > l->columns) {
			free(words[i].text);
			words[i].text = NULL;
		}
	width = words_width(words, n);
	x = l->columns - width;
	/* where one is matters more than how one came there */
	while (text_width(path) > x - 2 && strstr(path, " > "))
		path = strstr(path, " > ") + 3;
	draw_cell(l->path_y, 1, x > 2 ? x - 2 : 0, ROLE_KEY, path, -1);
	for (size_t i = 0; i < n; i++) {
		if (!words[i].text)
			continue;
		x += 1 +
		    draw_text(l->path_y, x + 1, l->columns - x - 1,
			words[i].role, words[i].text);
		x++;
		free(words[i].text);
	}
}

static void
frame_status(struct view *top, const struct layout *l)
{
	struct buf text = {0};

	if (top->class->status)
		top->class->status(top, &text, l->columns - 2);
	draw_cell(l->status_y, 1, l->columns - 1, ROLE_NORMAL,
	    buf_string(&text), -1);
	buf_done(&text);
}

/* Which characters they are that stand as a block. */
static void
add_rare(struct buf *to, const char *text)
{
	while (*text) {
		char one[5] = "";
		int32_t cp;
		size_t n = text_decode(text, strlen(text), &cp);

		memcpy(one, text, n > 4 ? 4 : n);
		if (!draw_can_show(one))
			buf_printf(to, " U+%04X", (unsigned)cp);
		text += n;
	}
}

static void
frame_cell(struct view *top, const struct layout *l)
{
	struct buf text = {0}, rare = {0};
	char *shown;
	int cells;

	if (top->class->cell)
		top->class->cell(top, &text);
	shown = text_gate_out(buf_string(&text), false);
	if (!draw_can_show(shown))
		add_rare(&rare, shown);
	cells = l->columns - 1 - text_width(buf_string(&rare));
	if (cells > text_width(shown))
		cells = text_width(shown);
	draw_cell(l->cell_y, 1, cells, ROLE_NORMAL, shown, -1);
	draw_text(l->cell_y, 1 + cells, l->columns - 1 - cells, ROLE_WARNING,
	    buf_string(&rare));
	free(shown);
	buf_done(&text);
	buf_done(&rare);
}

static void
frame_message(struct desk *desk, struct view *top, const struct layout *l)
{
	static const enum draw_role roles[] = {
	    ROLE_NORMAL, ROLE_PASSED, ROLE_WARNING, ROLE_REFUSAL};
	const char *text = message_text(desk->messages);
	struct buf hint = {0};

	if (*text) {
		draw_cell(l->message_y, 1, l->columns - 1,
		    roles[message_kind(desk->messages)], text, -1);
		return;
	}
	if (top->class->hint)
		top->class->hint(top, &hint);
	draw_cell(l->message_y, 1, l->columns - 1,
	    *buf_string(&hint) == '!' ? ROLE_WARNING : ROLE_DIM,
	    buf_string(&hint), -1);
	buf_done(&hint);
}

struct legend_item {
	char key[KEYMAP_NAME_SIZE];
	const char *words;
	int width;
};

/* Enter does what the focus asks for. */
static const char *
legend_words(const struct command *command, unsigned contexts)
{
	if (command->id != COMMAND_ENTER)
		return command_legend(command);
	if (contexts & CONTEXT_FORM)
		return command_legend(command_get(COMMAND_NEXT));
	if (contexts & (CONTEXT_HOME | CONTEXT_LIST | CONTEXT_SEARCH))
		return _("打开");
	return command_legend(command);
}

static size_t
legend_items(struct desk *desk, struct view *top,
    struct legend_item items[LEGEND_MOST])
{
	const enum command_id *ids =
	    top->class->legend ? top->class->legend(top) : NULL;
	unsigned contexts = top->class->contexts(top);
	size_t n = 0;

	for (; ids && *ids != COMMAND_NONE && n < LEGEND_MOST; ids++) {
		const struct command *command = command_get(*ids);
		int key = keymap_first(desk->keys, contexts, *ids);

		if (!command || !key)
			continue;
		keymap_label(key, items[n].key);
		items[n].words = legend_words(command, contexts);
		items[n].width =
		    text_width(items[n].key) + text_width(items[n].words) + 1 +
		    lang_is_on();
		n++;
	}
	return n;
}

static int
legend_width(const struct legend_item *items, size_t n)
{
	int width = 0;

	for (size_t i = 0; i < n; i++)
		width += items[i].width;
	return width;
}

static void
frame_legend(struct desk *desk, struct view *top, const struct layout *l)
{
	struct legend_item items[LEGEND_MOST];
	size_t n = legend_items(desk, top, items);
	int x = 1;

	/* the way out stands last and is the last to go */
	while (n > 1 && legend_width(items, n) > l->columns - 1) {
		items[n - 2] = items[n - 1];
		n--;
	}
	for (size_t i = 0; i < n; i++) {
		x += draw_text(l->legend_y, x, l->columns - x, ROLE_KEY,
		    items[i].key);
		x += lang_is_on(); /* words need a blank, Han do not */
		x += draw_text(l->legend_y, x, l->columns - x, ROLE_NORMAL,
		    items[i].words);
		x++;
	}
}

/* ---- for the new clerk: what this place is, and what may be done ---- */

int
frame_help_rows(const struct desk *desk)
{
	return desk->prefs.level == LEVEL_NEW ? 2 : 0;
}

static const char *
place_words(unsigned contexts)
{
	static const struct {
		unsigned context;
		const char *words;
	} places[] = {
	    {CONTEXT_SEARCH, N_("正在找：接着打字收窄，回车打开第一条，Tab 到行上按数字办事")},
	    {CONTEXT_PICK, N_("上下选，回车定；打字筛候选，菜单里按行首的数字也行")},
	    {CONTEXT_FORM, N_("一栏一栏填，回车到下一栏；F6 先列出改动，再回车才写入；Esc 留草稿")},
	    {CONTEXT_GRID, N_("待收的行还没有写入：F2 改这一格，F8 再试，F6 写入好的行")},
	    {CONTEXT_HOME, N_("左边按数字进栏目，右边上下选一件事，回车去办；直接打字就是找人")},
	    {CONTEXT_LIST, N_("上下选行，左右选列，回车打开；1 办理，2 修改，F5 新增，Esc 返回")},
	    {CONTEXT_RECORD, N_("看着的一条：1 办理下一步，2 修改，7 看数的来历，8 看谁改过")},
	    {CONTEXT_PAGE, N_("上下翻看，回车打开光标那一行说的记录，Esc 返回")},
	};

	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++)
		if (contexts & places[i].context)
			return _(places[i].words);
	return "";
}

/* Counted rows are opened and asked about, not changed. */
static bool
is_counted(struct view *top)
{
	struct subject subject = {0};

	return top->class->subject && top->class->subject(top, &subject) &&
	    subject.form && subject.form->table->view;
}

static void
field_words(struct view *top, struct buf *to)
{
	struct subject subject = {0};
	const struct field *f;

	if (!top->class->subject || !top->class->subject(top, &subject) ||
	    !subject.field)
		return;
	f = subject.field;
	buf_printf(to, _("%s：%s"), _(f->label),
	    f->help		       ? _(f->help)
		: f->hint	       ? _(f->hint)
		: f->column->derived || is_counted(top)
		? _("算出来的，按 F7 看怎样算")
		: f->column->reference ? _("编号、名称、拼音首字母都行，F4 选")
		: f->column->list      ? _("代码、名称、拼音首字母都行，F4 选")
				       : _("照纸上写的填"));
	if (f->example)
		buf_printf(to, _("   例：%s"), _(f->example));
}

static void
frame_help(struct view *top, const struct layout *l)
{
	struct buf field = {0};

	if (!l->help_rows)
		return;
	field_words(top, &field);
	draw_cell(l->help_y, 1, l->columns - 1, ROLE_DIM,
	    (top->class->contexts(top) & CONTEXT_LIST) && is_counted(top)
		? _("上下选行，左右选列，回车看构成的行，7 看怎样算，Esc 返回")
		: place_words(top->class->contexts(top)), -1);
	draw_cell(l->help_y + 1, 1, l->columns - 1, ROLE_DIM,
	    buf_string(&field), -1);
	buf_done(&field);
}

void
frame_draw(struct desk *desk, struct view *top, const struct layout *l,
    const char *path)
{
	frame_path(desk, l, path);
	frame_status(top, l);
	draw_fill(l->top_rule_y, 0, l->columns, ROLE_DIM, '-');
	frame_cell(top, l);
	frame_message(desk, top, l);
	frame_help(top, l);
	if (l->legend_y >= 0) {
		draw_fill(l->bottom_rule_y, 0, l->columns, ROLE_DIM, '-');
		frame_legend(desk, top, l);
	}
	for (int y = l->panel.y; l->panel.columns &&
	     y < l->panel.y + l->panel.rows;
	     y++)
		draw_text(y, l->panel.x - 2, 1, ROLE_DIM, "|");
}

void
frame_draw_too_small(const struct layout *l)
{
	char *text = mem_printf(
	    _("窗口 %dx%d 太小，至少 %dx%d；已录入的内容都在"), l->columns,
	    l->rows, LAYOUT_COLUMNS_LEAST, LAYOUT_ROWS_LEAST);

	draw_text(
	    0, 0, term_is_thin() ? 0 : l->columns, ROLE_WARNING, text);
	draw_cursor(0, 0);
	free(text);
}
