/* A list on the screen (see list_view.h). */
#include "ui/list_view.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "record/list.h"
#include "record/textedit.h"
#include "ui/draw.h"
#include "ui/query_view.h"

#define PLACES_MOST 64
#define ROW_SIGNS 2 /* focus, mark */

struct list_view {
	struct view view;
	struct list *list;
	struct textedit search;
	bool searching;
	unsigned long saves; /* desk->saves when last read */
	int rows;            /* of the body, for paging */
	struct record panel; /* the record beside the list */
};

static void
list_view_close(struct view *view)
{
	struct list_view *v = (struct list_view *)view;

	list_free(v->list);
	textedit_done(&v->search);
	record_done(&v->panel);
	free(v);
}

static unsigned
list_view_contexts(const struct view *view)
{
	const struct list_view *v = (const struct list_view *)view;

	return v->searching ? CONTEXT_SEARCH : CONTEXT_LIST;
}

/* ---- the frame ---- */

static void
list_view_path(struct view *view, struct buf *to)
{
	struct list_view *v = (struct list_view *)view;
	const struct formdef *form = list_form(v->list);
	const struct listdef *def = list_def(v->list);

	buf_printf(to, "%s > %s", form->section, form->title);
	if (def && def->title && *def->title &&
	    strcmp(def->title, form->title) != 0)
		buf_printf(to, " > %s", def->title);
}

/* From which chip on they fit: older ones fold into "+n". */
static size_t
first_chip(char **chips, size_t count, int cells)
{
	int used = 0;
	size_t i = count;

	while (i > 0) {
		used += text_width(chips[i - 1]) + 3;
		if (used > cells)
			break;
		i--;
	}
	return i;
}

static void
list_view_chips(struct list_view *v, struct buf *to, int cells)
{
	size_t count = list_chips(v->list), first;
	char **chips = mem_array(count + 1, sizeof(*chips));

	for (size_t i = 0; i < count; i++)
		chips[i] = list_chip(v->list, i);
	first = first_chip(chips, count, cells - 4);
	if (first)
		buf_printf(to, "+%zu ", first);
	for (size_t i = 0; i < count; i++) {
		if (i >= first)
			buf_printf(to, "[%s] ", chips[i]);
		free(chips[i]);
	}
	free(chips);
}

static void
list_view_status(struct view *view, struct buf *to, int cells)
{
	struct list_view *v = (struct list_view *)view;
	const char *search = list_search_text(v->list);
	struct err ignored = {0};
	struct buf left = {0}, right = {0};
	int64_t all = 0;

	buf_printf(&right, "%lld%s", (long long)list_size(v->list),
	    list_is_settled(v->list) ? "" : "+");
	if (list_count_all(v->list, &all, &ignored))
		buf_printf(&right, " / %lld", (long long)all);
	err_done(&ignored);
	if (list_marks(v->list))
		buf_printf(&right, " 已选 %zu", list_marks(v->list));
	if (list_sort(v->list)) {
		bool down = *list_sort(v->list) == '-';
		const struct field *f = formdef_field(
		    list_form(v->list), list_sort(v->list) + down);

		buf_printf(&left, "%s%s ", down ? "由大到小 " : "由小到大 ",
		    f ? f->label : "");
	}
	list_view_chips(v, &left, cells / 2);
	if (v->searching || *search)
		buf_printf(&left, "搜 %s", search);
	text_pad(to, buf_string(&left),
	    cells - text_width(buf_string(&right)) - 1, -1);
	buf_add_string(to, " ");
	buf_add_string(to, buf_string(&right));
	buf_done(&left);
	buf_done(&right);
}

static void
list_view_cell(struct view *view, struct buf *to)
{
	struct list_view *v = (struct list_view *)view;
	const struct field *field;
	struct err ignored = {0};
	const char *cell;
	char *total;

	if (!list_size(v->list) || !list_columns(v->list))
		return;
	field = list_column(v->list, list_column_at(v->list));
	buf_add_string(to, list_code(v->list));
	cell = list_cell(v->list, list_at(v->list), list_column_at(v->list));
	if (strcmp(field->name, "code") != 0)
		buf_printf(to, " %s：%s", field->label, cell);
	total = list_total(v->list, &ignored);
	if (total)
		buf_printf(to, "   %s %s",
		    list_marks(v->list) ? "已选合计" : "合计", total);
	free(total);
	err_done(&ignored);
}

static void
list_view_hint(struct view *view, struct buf *to)
{
	struct list_view *v = (struct list_view *)view;
	const struct listdef *def = list_def(v->list);

	if (v->searching)
		buf_add_string(to,
		    "汉字、拼音首字母、号码尾数；回车打开，Tab 到行上，Esc 清掉");
	else if (def && def->hint)
		buf_add_string(to, def->hint);
	else if (!list_size(v->list) && list_chips(v->list))
		buf_add_string(to, "没有符合的行；Backspace 去掉最后一个条件");
	else if (list_form(v->list)->table->view)
		buf_add_string(to, "打字即搜，= 筛此值，+ 排序，回车看构成的行");
	else
		buf_add_string(to,
		    "1办理 2修改 3复制 4作废 5查看 7为什么 8轨迹 空格记号 =筛 +排序 /搜");
}

static const enum command_id *
list_view_legend(struct view *view)
{
	static const enum command_id rows[] = {COMMAND_ENTER, COMMAND_ADD,
	    COMMAND_WHY, COMMAND_EXPORT, COMMAND_PALETTE, COMMAND_UNDO,
	    COMMAND_HELP, COMMAND_BACK, COMMAND_NONE};

	static const enum command_id counts[] = {COMMAND_ENTER, COMMAND_WHY,
	    COMMAND_EXPORT, COMMAND_AS_OF, COMMAND_QUERY, COMMAND_PALETTE,
	    COMMAND_HELP, COMMAND_BACK, COMMAND_NONE};
	struct list_view *v = (struct list_view *)view;

	if (list_form(v->list)->table->view)
		return counts;
	return rows;
}

/* ---- reading ---- */

/* Rows keep their places, unless there are more or fewer of them. */
static void
list_view_after_save(struct list_view *v)
{
	struct err ignored = {0};
	int64_t before = 0, after = 0;

	if (!list_count_all(v->list, &before, &ignored))
		before = -1;
	list_forget(v->list);
	if (!list_count_all(v->list, &after, &ignored) || after != before)
		list_reload(v->list);
	err_done(&ignored);
}

static void
list_view_read(struct list_view *v)
{
	struct err err = {0};

	if (v->saves != v->view.desk->saves) {
		v->saves = v->view.desk->saves;
		list_view_after_save(v);
	}
	if (!list_refresh(v->list, &err))
		desk_err(v->view.desk, &err);
}

static void
list_view_prepare(struct view *view, struct rect body)
{
	struct list_view *v = (struct list_view *)view;

	v->rows = body.rows > 1 ? body.rows - 1 : 1;
	list_view_read(v);
	list_set_height(v->list, v->rows);
}

static bool
list_view_idle(struct view *view)
{
	struct list_view *v = (struct list_view *)view;
	struct err err = {0};

	if (list_is_settled(v->list))
		return false;
	if (!list_settle(v->list, &err)) {
		desk_err(view->desk, &err);
		return false;
	}
	return true;
}

/* ---- drawing ---- */

static void
draw_heading(struct list_view *v, struct rect body,
    const struct list_place *places, size_t n, bool left, bool right)
{
	for (size_t i = 0; i < n; i++) {
		const struct field *field =
		    list_column(v->list, places[i].column);
		bool here = places[i].column == list_column_at(v->list);

		draw_cell(body.y, body.x + ROW_SIGNS + places[i].x,
		    places[i].width, here ? ROLE_TITLE : ROLE_KEY,
		    field->label, places[i].right ? 1 : -1);
	}
	if (left)
		draw_text(body.y, body.x, 1, ROLE_KEY, "<");
	if (right)
		draw_text(body.y, body.x + body.columns - 1, 1, ROLE_KEY,
		    ">");
}

static void
draw_list_row(struct list_view *v, struct rect body, int y, int64_t at,
    const struct list_place *places, size_t n, int64_t key)
{
	bool here = at == list_at(v->list);

	draw_text(y, body.x, 1, ROLE_NORMAL, here ? ">" : " ");
	if (key && list_is_marked(v->list, key))
		draw_text(y, body.x + 1, 1, ROLE_KEY, "#");
	for (size_t i = 0; i < n; i++) {
		const struct field *field =
		    list_column(v->list, places[i].column);
		char *shown = text_gate_out(
		    list_cell(v->list, at, places[i].column), false);

		draw_cell(y, body.x + ROW_SIGNS + places[i].x,
		    places[i].width,
		    field->column->derived ? ROLE_DERIVED : ROLE_NORMAL,
		    shown, places[i].right ? 1 : -1);
		free(shown);
	}
	if (here)
		draw_role_over(y, body.x, body.columns, ROLE_FOCUS);
}

static void
list_view_draw(struct view *view, struct rect body, int *y, int *x)
{
	struct list_view *v = (struct list_view *)view;
	struct list_place places[PLACES_MOST];
	bool left, right;
	size_t n = list_lay_out(v->list, body.columns - ROW_SIGNS - 1, places,
	    PLACES_MOST, &left, &right);
	int64_t top = list_top(v->list);

	draw_heading(v, body, places, n, left, right);
	for (int row = 0; row < body.rows - 1; row++) {
		int64_t at = top + row;

		if (at >= list_size(v->list))
			break;
		draw_list_row(v, body, body.y + 1 + row, at, places, n,
		    list_key_at(v->list, at));
	}
	if (!list_size(v->list))
		draw_text(body.y + 1, body.x + ROW_SIGNS,
		    body.columns - ROW_SIGNS, ROLE_DIM, "没有行");
	*y = body.y + 1 + (int)(list_at(v->list) - top);
	*x = body.x;
	if (v->searching) {
		struct buf status = {0};
		const char *mark;
		size_t from;
		int caret;

		/* the caret stands behind the search in row 2 */
		list_view_status(view, &status, body.columns);
		mark = strstr(buf_string(&status), "搜 ");
		textedit_view(&v->search, 60, &from, &caret);
		*y = body.y - 2;
		*x = 1 + caret;
		if (mark) {
			char *before = mem_strndup(buf_string(&status),
			    (size_t)(mark - buf_string(&status)));

			*x += text_width(before) + 3;
			free(before);
		}
		buf_done(&status);
	}
}

static bool
list_view_has_panel(const struct view *view)
{
	(void)view;
	return true;
}

static void
draw_pair(struct rect r, int y, const struct field *field, const char *text)
{
	int label = r.columns / 3;
	char *shown = text_gate_out(text, false);

	draw_cell(y, r.x, label, ROLE_KEY, field->label, -1);
	draw_cell(y, r.x + label + 1, r.columns - label - 1,
	    field->column->derived ? ROLE_DERIVED : ROLE_NORMAL, shown, -1);
	free(shown);
}

static void
draw_panel_record(struct list_view *v, struct rect r)
{
	const struct formdef *form = list_form(v->list);
	int y = r.y;

	for (size_t i = 0; i < form->count && y < r.y + r.rows; i++) {
		struct err ignored = {0};
		struct buf text = {0};

		if (v->panel.stored[i] && !form->fields[i].mask &&
		    value_show(v->view.desk->forms, &form->fields[i],
			v->panel.stored[i], VALUE_HUMAN, &text, &ignored) &&
		    text.size)
			draw_pair(r, y++, &form->fields[i], buf_string(&text));
		err_done(&ignored);
		buf_done(&text);
	}
}

static void
list_view_panel(struct view *view, struct rect r)
{
	struct list_view *v = (struct list_view *)view;
	int64_t key = list_key(v->list);
	struct err ignored = {0};
	int y = r.y;

	if (!list_size(v->list))
		return;
	if (key && !list_form(v->list)->table->view) {
		record_done(&v->panel);
		if (record_read(&v->panel, view->desk->forms,
			list_form(v->list), key, &ignored))
			draw_panel_record(v, r);
		err_done(&ignored);
		return;
	}
	for (size_t i = 0; i < list_columns(v->list) && y < r.y + r.rows; i++)
		draw_pair(r, y++, list_column(v->list, i),
		    list_cell(v->list, list_at(v->list), i));
}

/* ---- searching ---- */

static void
list_view_apply(struct list_view *v)
{
	list_search(v->list, textedit_text(&v->search));
}

static void
list_view_begin_search(struct list_view *v)
{
	v->searching = true;
	textedit_done(&v->search);
	textedit_init(&v->search, list_search_text(v->list), 60, false);
}

static void
list_view_edit(struct list_view *v, enum textedit_op op)
{
	textedit_do(&v->search, op);
	list_view_apply(v);
}

/* ---- commands ---- */

static void
list_view_open(struct list_view *v)
{
	struct desk *desk = v->view.desk;
	int64_t at = list_at(v->list), key = list_key(v->list);
	const char *form, *other;
	char *kept;

	if (!list_size(v->list))
		return;
	form = list_value(v->list, at, "form");
	if (list_form(v->list)->table->view && form && *form) {
		/* a drill-down: the view's row names a form and rows of it */
		kept = mem_strdup(form);
		other = list_value(v->list, at, "key");
		if (other && *other) {
			desk_ask_key(desk, kept, other);
		} else {
			other = list_value(v->list, at, "filter");
			desk_ask_list(desk, kept, NULL, other, NULL);
		}
		free(kept);
		return;
	}
	if (list_form(v->list)->table->view)
		desk_ask_command(desk, COMMAND_WHY);
	else if (key)
		desk_ask_record(
		    desk, list_form(v->list)->name, key, RECORD_SHOW);
}

static void
list_view_act_marked(struct list_view *v, enum record_act act)
{
	size_t count = list_marks(v->list);
	int64_t *ids = mem_array(count, sizeof(*ids));

	for (size_t i = 0; i < count; i++)
		ids[i] = list_marked(v->list, i);
	desk_ask_marked(
	    v->view.desk, list_form(v->list)->name, ids, count, act);
	free(ids);
}

static bool
list_view_act(struct list_view *v, enum record_act act)
{
	struct desk *desk = v->view.desk;
	int64_t key;

	list_view_read(v);
	key = list_key(v->list);
	if (list_form(v->list)->table->view) {
		if (act == RECORD_SHOW)
			list_view_open(v);
		else
			desk_say(desk, MESSAGE_REFUSED,
			    "%s 是统计，只能看：回车看构成的行",
			    list_form(v->list)->title);
		return true;
	}
	if (act == RECORD_ADD)
		desk_ask_record(
		    desk, list_form(v->list)->name, 0, RECORD_ADD);
	else if (list_marks(v->list) && act != RECORD_SHOW &&
	    act != RECORD_COPY)
		list_view_act_marked(v, act);
	else if (key)
		desk_ask_record(desk, list_form(v->list)->name, key, act);
	return true;
}

static void
list_view_back(struct list_view *v)
{
	if (*list_search_text(v->list)) {
		textedit_do(&v->search, TEXTEDIT_CLEAR);
		list_search(v->list, "");
		v->searching = false;
	} else {
		desk_close(v->view.desk);
	}
}

static void
list_view_drop(struct list_view *v)
{
	if (v->searching && textedit_is_empty(&v->search)) {
		v->searching = false;
		list_drop_chip(v->list);
	} else if (v->searching) {
		list_view_edit(v, TEXTEDIT_BACKSPACE);
	} else if (*list_search_text(v->list)) {
		list_view_begin_search(v);
		list_view_edit(v, TEXTEDIT_BACKSPACE);
	} else if (!list_drop_chip(v->list)) {
		desk_say(v->view.desk, MESSAGE_SAID, "没有条件可去");
	}
}

/* Moves of the cursor; from the search line they leave it, the filter stays. */
static bool
list_view_move(struct list_view *v, enum command_id command)
{
	switch (command) {
	case COMMAND_UP:
		list_move_by(v->list, -1);
		break;
	case COMMAND_DOWN:
		/* from the search line the first row is the next one down */
		list_move_by(v->list, v->searching ? 0 : 1);
		break;
	case COMMAND_PAGE_UP:
		list_move_by(v->list, -v->rows);
		break;
	case COMMAND_PAGE_DOWN:
		list_move_by(v->list, v->rows);
		break;
	case COMMAND_HOME:
		list_move_to(v->list, 0);
		break;
	case COMMAND_END:
		list_move_to(v->list, INT64_MAX);
		break;
	case COMMAND_NEXT:
		if (!v->searching)
			list_column_move(v->list, 1);
		break;
	case COMMAND_PREVIOUS:
		if (!v->searching)
			list_column_move(v->list, -1);
		break;
	case COMMAND_LEFT:
	case COMMAND_RIGHT:
		if (v->searching) {
			textedit_do(&v->search,
			    command == COMMAND_LEFT ? TEXTEDIT_LEFT
						    : TEXTEDIT_RIGHT);
			return true;
		}
		list_column_move(v->list, command == COMMAND_LEFT ? -1 : 1);
		break;
	default:
		return false;
	}
	v->searching = false;
	return true;
}

static bool
list_view_mark(struct list_view *v, enum command_id command)
{
	struct err err = {0};

	switch (command) {
	case COMMAND_MARK:
		list_mark(v->list);
		list_move_by(v->list, 1);
		return true;
	case COMMAND_MARK_INVERT:
		if (!list_mark_invert(v->list, &err))
			desk_err(v->view.desk, &err);
		return true;
	case COMMAND_MARK_CLEAR:
		list_mark_clear(v->list);
		return true;
	case COMMAND_FILTER_VALUE:
		if (!list_filter_to_value(v->list, &err))
			desk_err(v->view.desk, &err);
		return true;
	case COMMAND_SORT:
		list_sort_by_column(v->list);
		return true;
	case COMMAND_SEARCH:
		list_view_begin_search(v);
		textedit_select_all(&v->search); /* typing begins anew */
		return true;
	case COMMAND_CHIP_DROP:
		list_view_drop(v);
		return true;
	case COMMAND_DELETE:
		if (v->searching)
			list_view_edit(v, TEXTEDIT_DELETE);
		return true;
	default:
		return false;
	}
}

static bool
list_view_command(struct view *view, enum command_id command)
{
	struct list_view *v = (struct list_view *)view;

	list_view_read(v);
	if (list_view_move(v, command) || list_view_mark(v, command))
		return true;
	switch (command) {
	case COMMAND_ENTER:
		list_view_open(v);
		return true;
	case COMMAND_BACK:
		list_view_back(v);
		return true;
	case COMMAND_ADD:
		return list_view_act(v, RECORD_ADD);
	case COMMAND_SET:
		return list_view_act(v, RECORD_SET);
	case COMMAND_DO:
		return list_view_act(v, RECORD_DO);
	case COMMAND_COPY:
		return list_view_act(v, RECORD_COPY);
	case COMMAND_VOID:
		return list_view_act(v, RECORD_VOID);
	case COMMAND_SHOW:
		return list_view_act(v, RECORD_SHOW);
	case COMMAND_QUERY:
		desk_push(view->desk,
		    query_view_new(view->desk, list_form(v->list),
			list_def(v->list), 1));
		return true;
	case COMMAND_BATCH:
		if (!list_marks(v->list)) {
			desk_say(view->desk, MESSAGE_SAID,
			    "先做记号：空格一行，* 全部");
			return true;
		}
		return list_view_act(v, RECORD_SET);
	case COMMAND_UNDO:
		/* in a search that is being typed it takes back typing */
		if (v->searching && textedit_can_undo(&v->search)) {
			list_view_edit(v, TEXTEDIT_UNDO);
			return true;
		}
		return false;
	default:
		return false;
	}
}

static bool
list_view_text(struct view *view, const char *text, bool pasted)
{
	struct list_view *v = (struct list_view *)view;

	(void)pasted;
	if (!v->searching) {
		int sign = keymap_sign(text);

		/* digits are options and signs commands: what is left of them
		 * says nothing here */
		if (sign && sign < 0x80 &&
		    !((sign | 0x20) >= 'a' && (sign | 0x20) <= 'z'))
			return false;
		list_view_begin_search(v);
	}
	textedit_insert(&v->search, text, strlen(text));
	list_view_apply(v);
	return true;
}

static void
list_view_reread(struct view *view)
{
	list_reload(((struct list_view *)view)->list);
}

static bool
list_view_subject(struct view *view, struct subject *subject)
{
	struct list_view *v = (struct list_view *)view;

	list_view_read(v);
	subject->form = list_form(v->list);
	subject->id = list_key(v->list);
	subject->key = list_code(v->list);
	subject->field = list_columns(v->list)
	    ? list_column(v->list, list_column_at(v->list))
	    : NULL;
	return list_size(v->list) > 0;
}

static bool
list_view_query(struct view *view, struct query *query, const char **title)
{
	struct list_view *v = (struct list_view *)view;
	const struct listdef *def = list_def(v->list);

	list_query(v->list, query);
	*title = def && def->title && *def->title ? def->title
						  : list_form(v->list)->title;
	return true;
}

static void list_view_answer(struct view *, const struct answer *);

static const struct view_class list_view_class = {
    .name = "list",
    .close = list_view_close,
    .contexts = list_view_contexts,
    .path = list_view_path,
    .status = list_view_status,
    .cell = list_view_cell,
    .hint = list_view_hint,
    .legend = list_view_legend,
    .prepare = list_view_prepare,
    .draw = list_view_draw,
    .has_panel = list_view_has_panel,
    .panel = list_view_panel,
    .command = list_view_command,
    .text = list_view_text,
    .idle = list_view_idle,
    .answer = list_view_answer,
    .reread = list_view_reread,
    .subject = list_view_subject,
    .query = list_view_query,
};

static void
add_filters(struct list_view *v, const char *filter)
{
	struct err err = {0};

	while (filter && *filter) {
		size_t size = strcspn(filter, " ");
		char *word = mem_strndup(filter, size);

		if (size && !list_add_filter(v->list, word, &err))
			desk_err(v->view.desk, &err);
		free(word);
		filter += size;
		filter += strspn(filter, " ");
	}
}

static void
list_view_answer(struct view *view, const struct answer *answer)
{
	struct list_view *v = (struct list_view *)view;

	if (!answer->taken)
		return;
	/* the query's conditions take the place of the chips */
	while (list_drop_chip(v->list))
		;
	add_filters(v, answer->code);
}

struct view *
list_view_new(struct desk *desk, const struct formdef *form,
    const struct listdef *def, const char *filter, const char *search)
{
	struct list_view *v = mem_alloc(sizeof(*v));

	v->view.class = &list_view_class;
	v->view.desk = desk;
	v->list = list_new(desk->forms, form, def);
	v->saves = desk->saves;
	v->rows = 1;
	textedit_init(&v->search, "", 60, false);
	add_filters(v, filter);
	if (search) {
		v->searching = true;
		textedit_insert(&v->search, search, strlen(search));
		list_view_apply(v);
	}
	return &v->view;
}
