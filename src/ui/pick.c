/* Pick lists and menus (see pick.h). */
#include "ui/pick.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/han.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "record/textedit.h"
#include "record/value.h"
#include "ui/draw.h"

#define PICK_MOST 500

#define NOTE_FROM_MOST 24 /* cells of text before the notes */

struct pick {
	struct view view;
	struct pick_source source;
	char *title;
	int tag;
	bool menu;
	bool codes; /* shown, in a column of their own */
	size_t first; /* digit of a longer number; 0: none */
	struct textedit typed;
	struct pick_item *items;
	size_t count, all;
	size_t at, top;
	int rows; /* as last drawn */
	bool cut; /* the row under the cursor, as last drawn */
	bool stale;
};

void
pick_items_free(struct pick_item *items, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		free(items[i].code);
		free(items[i].text);
		free(items[i].note);
	}
	free(items);
}

static void
pick_close(struct view *view)
{
	struct pick *p = (struct pick *)view;

	pick_items_free(p->items, p->count);
	if (p->source.free)
		p->source.free(p->source.data);
	textedit_done(&p->typed);
	free(p->title);
	free(p);
}

static unsigned
pick_contexts(const struct view *view)
{
	(void)view;
	return CONTEXT_PICK;
}

static void
pick_refill(struct pick *p)
{
	const char *typed = textedit_text(&p->typed);
	struct err err = {0};

	if (!p->stale)
		return;
	p->stale = false;
	pick_items_free(p->items, p->count);
	p->items = NULL;
	p->count = 0;
	p->at = 0;
	p->top = 0;
	if (!p->source.fill(p->source.data,
		typed + strspn(typed, " "), &p->items, &p->count, &p->all, &err))
		desk_err(p->view.desk, &err);
}

static void
pick_take(struct pick *p, size_t i)
{
	struct answer answer = {p->tag, true, 0, NULL, NULL};

	if (i >= p->count)
		return;
	if (p->items[i].dim) {
		desk_say(p->view.desk, MESSAGE_REFUSED, _("%s：%s"),
		    p->items[i].text,
		    p->items[i].note && *p->items[i].note ? p->items[i].note
							  : _("现在不能办"));
		return;
	}
	answer.at = p->items[i].at;
	answer.code = p->items[i].code;
	answer.text = p->items[i].text;
	desk_answer(p->view.desk, &answer);
}

static void
pick_move(struct pick *p, long by)
{
	long to = (long)p->at + by;

	p->first = 0;
	if (!p->count)
		return;
	if (to < 0)
		to = 0;
	if (to >= (long)p->count)
		to = (long)p->count - 1;
	p->at = (size_t)to;
}

static bool
pick_edit(struct pick *p, enum textedit_op op)
{
	if (textedit_do(&p->typed, op))
		p->stale = true;
	return true;
}

static bool
pick_command(struct view *view, enum command_id command)
{
	struct pick *p = (struct pick *)view;
	struct answer none = {p->tag, false, 0, NULL, NULL};

	pick_refill(p);
	switch (command) {
	case COMMAND_ENTER:
		pick_take(p, p->at);
		return true;
	case COMMAND_BACK:
		desk_answer(view->desk, &none);
		return true;
	case COMMAND_UP:
	case COMMAND_PREVIOUS:
		pick_move(p, -1);
		return true;
	case COMMAND_DOWN:
	case COMMAND_NEXT:
		pick_move(p, 1);
		return true;
	case COMMAND_PAGE_UP:
		pick_move(p, -p->rows);
		return true;
	case COMMAND_PAGE_DOWN:
		pick_move(p, p->rows);
		return true;
	case COMMAND_HOME:
		pick_move(p, -(long)p->count);
		return true;
	case COMMAND_END:
		pick_move(p, (long)p->count);
		return true;
	case COMMAND_LEFT:
		return pick_edit(p, TEXTEDIT_LEFT);
	case COMMAND_RIGHT:
		return pick_edit(p, TEXTEDIT_RIGHT);
	case COMMAND_DELETE:
		return pick_edit(p, TEXTEDIT_DELETE);
	case COMMAND_UNDO:
		return pick_edit(p, TEXTEDIT_UNDO);
	case COMMAND_CHIP_DROP:
		return pick_edit(p, TEXTEDIT_BACKSPACE);
	default:
		return false;
	}
}

/* ---- numbers of a menu ---- */

static size_t
numbered(const struct pick *p)
{
	size_t n = 0;

	for (size_t i = 0; i < p->count; i++)
		n += !p->items[i].follows;
	return n;
}

static size_t
place_of(const struct pick *p, size_t number)
{
	for (size_t i = 0; i < p->count; i++)
		if (!p->items[i].follows && !--number)
			return i;
	return p->count;
}

/* A digit chooses at once when no longer number begins with it. */
static bool
pick_digit(struct pick *p, char sign)
{
	size_t digit = (size_t)(sign - '0'), all = numbered(p);
	size_t number = p->first * 10 + digit;

	if (!number)
		return false;
	if (!p->first && number * 10 <= all) {
		p->first = number;
		p->at = place_of(p, number);
		return true;
	}
	p->first = 0;
	pick_take(p, place_of(p, number));
	return true;
}

static bool
pick_text(struct view *view, const char *text, bool pasted)
{
	struct pick *p = (struct pick *)view;

	(void)pasted;
	pick_refill(p);
	if (p->menu && textedit_is_empty(&p->typed)) {
		char *folded = text_fold(text);
		bool digit = folded[0] >= '0' && folded[0] <= '9' && !folded[1];
		char sign = folded[0];

		free(folded);
		if (digit && pick_digit(p, sign))
			return true;
	}
	p->first = 0;
	textedit_insert(&p->typed, text, strlen(text));
	p->stale = true;
	return true;
}

/* ---- drawing ---- */

static void
pick_heading(struct pick *p, struct rect r, int *y, int *x)
{
	char *count = mem_printf("%zu / %zu", p->count, p->all);
	int cells = text_width(count), used;
	size_t from;
	int caret;

	used = draw_text(r.y, r.x + 1, r.columns - cells - 3, ROLE_KEY,
	    p->title);
	used += 3;
	textedit_view(&p->typed, r.columns - used - cells - 2, &from, &caret);
	draw_text(r.y, r.x + used, r.columns - used - cells - 2, ROLE_NORMAL,
	    textedit_text(&p->typed) + from);
	draw_text(r.y, r.x + r.columns - cells - 1, cells, ROLE_NORMAL, count);
	*y = r.y;
	*x = r.x + used + caret;
	free(count);
}

static int
pick_code_width(const struct pick *p)
{
	int widest = 0;

	for (size_t i = 0; i < p->count && p->codes; i++) {
		int w = text_width(p->items[i].code ? p->items[i].code : "");

		if (w > widest)
			widest = w;
	}
	return widest > 20 ? 20 : widest;
}

/* Notes stand below one another, where the texts are short. */
static int
pick_note_at(const struct pick *p)
{
	int widest = 0;

	for (size_t i = 0; i < p->count; i++) {
		int w = text_width(p->items[i].text ? p->items[i].text : "");

		if (p->items[i].note && w > widest && w <= NOTE_FROM_MOST)
			widest = w;
	}
	return widest;
}

static bool
is_cut(const struct pick_item *item, int left, int note)
{
	int text = item->text ? text_width(item->text) : 0;

	if (text > left)
		return true;
	if (!item->note || !*item->note)
		return false;
	return (text < note ? note : text) + 2 + text_width(item->note) > left;
}

static void
pick_row(struct pick *p, size_t i, size_t number, int y, struct rect r,
    int code, int note)
{
	const struct pick_item *item = &p->items[i];
	enum draw_role role = item->dim ? ROLE_DIM : ROLE_NORMAL;
	int x = r.x + 1, left, used;
	char digits[24];

	draw_text(y, r.x, 1, role, i == p->at ? ">" : " ");
	if (p->menu) {
		if (item->follows)
			x += 2;
		else if (snprintf(digits, sizeof(digits), "%zu", number) > 0)
			draw_text(y, x, 3, ROLE_KEY, digits);
		x += numbered(p) > 9 ? 3 : 2;
	}
	if (code) {
		draw_cell(y, x, code, role, item->code ? item->code : "", -1);
		x += code + 2;
	}
	left = r.x + r.columns - x;
	used = item->text ? text_width(item->text) : 0;
	if (used > left)
		used = left;
	draw_cell(y, x, used, role, item->text ? item->text : "", -1);
	p->cut |= i == p->at && is_cut(item, left, note);
	if (used < note)
		used = note;
	if (item->note && left - used > 4)
		draw_cell(y, x + used + 2, left - used - 2, ROLE_DIM,
		    item->note, -1);
	if (i == p->at)
		draw_role_over(y, r.x, r.columns, ROLE_FOCUS);
}

static void
pick_draw(struct view *view, struct rect body, int *y, int *x)
{
	struct pick *p = (struct pick *)view;
	struct rect r;
	size_t number = 0;
	int code, note;

	pick_refill(p);
	r = layout_box(body, (int)(p->count < 40 ? p->count : 40) + 2);
	if (r.rows < 4)
		r = layout_box(body, 4);
	for (int row = 0; row < r.rows; row++)
		draw_fill(r.y + row, r.x, r.columns, ROLE_NORMAL, ' ');
	draw_fill(r.y, r.x, r.columns, ROLE_NORMAL, '-');
	r.y++;
	r.rows--;
	pick_heading(p, r, y, x);
	p->rows = r.rows - 1;
	if (p->at < p->top)
		p->top = p->at;
	if (p->rows > 0 && p->at >= p->top + (size_t)p->rows)
		p->top = p->at - (size_t)p->rows + 1;
	code = pick_code_width(p);
	note = pick_note_at(p);
	p->cut = false;
	for (size_t i = 0; i < p->count && i < p->top + (size_t)p->rows; i++) {
		number += !p->items[i].follows;
		if (i >= p->top)
			pick_row(p, i, number, r.y + 1 + (int)(i - p->top), r,
			    code, note);
	}
	if (!p->count)
		draw_text(r.y + 1, r.x + 1, r.columns - 1, ROLE_DIM,
		    _("没有符合的；Backspace 退字，Esc 返回"));
}

static const enum command_id *
pick_legend(struct view *view)
{
	static const enum command_id legend[] = {
	    COMMAND_ENTER, COMMAND_BACK, COMMAND_NONE};

	(void)view;
	return legend;
}

/* What had no room in the row. */
static void
pick_cell(struct view *view, struct buf *to)
{
	struct pick *p = (struct pick *)view;
	const struct pick_item *item = &p->items[p->at];

	if (p->at >= p->count || !p->cut)
		return;
	if (item->note && *item->note)
		buf_add_string(to, item->note);
	else
		buf_add_string(to, item->text);
}

static void
pick_hint(struct view *view, struct buf *to)
{
	struct pick *p = (struct pick *)view;

	buf_add_string(to,
	    p->menu ? _("数字选，或打字找（拼音首字母、汉字）")
		    : _("打字即找（代码、拼音首字母、汉字），回车选定"));
}

static const struct view_class pick_class = {
    .name = "pick",
    .box = true,
    .close = pick_close,
    .contexts = pick_contexts,
    .cell = pick_cell,
    .hint = pick_hint,
    .legend = pick_legend,
    .draw = pick_draw,
    .command = pick_command,
    .text = pick_text,
};

struct view *
pick_new(struct desk *desk, const char *title, int tag,
    const struct pick_source *source, const char *typed, bool menu)
{
	struct pick *p = mem_alloc(sizeof(*p));

	p->view.class = &pick_class;
	p->view.desk = desk;
	p->source = *source;
	p->title = mem_strdup(title);
	p->tag = tag;
	p->menu = menu;
	textedit_init(&p->typed, typed, 60, false);
	p->stale = true;
	return &p->view;
}

/* ---- fixed items ---- */

struct fixed {
	struct pick_item *items;
	size_t count;
};

enum rank { RANK_NONE, RANK_OTHER, RANK_INSIDE, RANK_INITIALS, RANK_BEGINS,
	RANK_SAME };

int
pick_rank(const char *text, const char *typed)
{
	struct buf keys = {0};
	const char *found = strstr(text, typed);
	int match;

	if (found == text)
		return strcmp(text, typed) ? RANK_BEGINS : RANK_SAME;
	if (found)
		return RANK_INSIDE;
	han_name_keys(&keys, text);
	match = han_match(buf_string(&keys), typed);
	buf_done(&keys);
	return match == 3 ? RANK_INITIALS : match ? RANK_OTHER : RANK_NONE;
}

void
pick_sort(struct pick_item *items, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		struct pick_item item = items[i];
		size_t to = i;

		for (; to && items[to - 1].rank < item.rank; to--)
			items[to] = items[to - 1];
		items[to] = item;
	}
}

static int
item_rank(const struct pick_item *item, const char *typed)
{
	int rank = pick_rank(item->text ? item->text : "", typed);

	if (!rank &&
	    ((item->code && !strncmp(item->code, typed, strlen(typed))) ||
		(item->note && strstr(item->note, typed))))
		rank = RANK_OTHER;
	return rank;
}

static bool
fixed_fill(void *data, const char *typed, struct pick_item **items,
    size_t *count, size_t *all, struct err *err)
{
	struct fixed *fixed = data;
	char *folded = text_fold(typed);
	size_t n = 0;

	(void)err;
	*items = mem_array(fixed->count + 1, sizeof(**items));
	for (size_t i = 0; i < fixed->count; i++) {
		const struct pick_item *from = &fixed->items[i];

		int rank = *folded ? item_rank(from, folded) : RANK_SAME;

		if (!rank)
			continue;
		(*items)[n].code = mem_strdup(from->code);
		(*items)[n].text = mem_strdup(from->text);
		(*items)[n].note = mem_strdup(from->note);
		(*items)[n].dim = from->dim;
		(*items)[n].follows = from->follows && !*folded;
		(*items)[n].rank = rank;
		(*items)[n++].at = i;
	}
	free(folded);
	pick_sort(*items, n);
	*count = n;
	*all = fixed->count;
	return true;
}

static void
fixed_free(void *data)
{
	struct fixed *fixed = data;

	pick_items_free(fixed->items, fixed->count);
	free(fixed);
}

struct view *
pick_menu(struct desk *desk, const char *title, int tag,
    struct pick_item *items, size_t count, bool menu)
{
	struct fixed *fixed = mem_alloc(sizeof(*fixed));
	struct pick_source source = {fixed, fixed_fill, fixed_free};

	fixed->items = items;
	fixed->count = count;
	return pick_new(desk, title, tag, &source, "", menu);
}

/* ---- candidates of a field ---- */

struct candidates {
	struct forms *forms;
	const struct field *field;
	size_t all; /* of the empty search; 0: not asked yet */
};

static bool
candidates_fill(void *data, const char *typed, struct pick_item **items,
    size_t *count, size_t *all, struct err *err)
{
	struct candidates *c = data;
	struct choice *choices = NULL;
	size_t n = 0;

	if (!c->all) {
		if (!value_choices(c->forms, c->field, "", PICK_MOST,
			&choices, &c->all, err))
			return false;
		value_choices_free(choices, c->all);
		choices = NULL;
	}
	if (!value_choices(
		c->forms, c->field, typed, PICK_MOST, &choices, &n, err))
		return false;
	*items = mem_array(n + 1, sizeof(**items));
	for (size_t i = 0; i < n; i++) {
		(*items)[i].code = mem_strdup(choices[i].code);
		(*items)[i].text = mem_strdup(_(choices[i].label));
		(*items)[i].at = i;
	}
	value_choices_free(choices, n);
	*count = n;
	*all = c->all > n ? c->all : n;
	return true;
}

struct view *
pick_field(struct desk *desk, const struct field *field, int tag,
    const char *typed)
{
	struct candidates *c = mem_alloc(sizeof(*c));
	struct pick_source source = {c, candidates_fill, free};
	char *title = mem_printf(_("选 %s"), _(field->label));
	struct view *view;

	c->forms = desk->forms;
	c->field = field;
	view = pick_new(desk, title, tag, &source, typed, false);
	((struct pick *)view)->codes = true;
	free(title);
	return view;
}
