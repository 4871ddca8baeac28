/*
 * A list without a screen (see list.h).  Everything is kept by key, so that
 * reading again moves nothing a person looks at.  Must not know curses,
 * keys or sentences of its own.
 */
#include "record/list.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"

/* Fields a view needs of the row though no column shows them. */
static const char *const hidden_fields[] = {
    "code", "form", "filter", "key", "list"};

#define CUT_LEAST 4 /* cells a cut column must keep */

struct list {
	struct forms *forms;
	const struct formdef *form;
	const struct listdef *def;

	struct filter *filter;
	char *search;
	bool searched; /* the search is a chip of the filter, the last one */
	char *sort;
	bool voided;

	struct rowset *rows; /* NULL: to be read */
	int64_t all;         /* -1: not counted */

	int64_t at, top, aim;
	int height;

	const struct field **columns;
	int *widths;
	size_t count, total; /* shown; with hidden ones */
	size_t column, first;

	int64_t *marks; /* ascending */
	size_t mark_count, mark_capacity;
};

static void
list_want(struct list *list, const struct field *field, int width)
{
	list->columns = mem_resize(
	    list->columns, list->total + 1, sizeof(*list->columns));
	list->widths =
	    mem_resize(list->widths, list->total + 1, sizeof(*list->widths));
	list->columns[list->total] = field;
	list->widths[list->total++] = width;
}

static bool
list_has(const struct list *list, const char *name, size_t *at)
{
	for (size_t i = 0; i < list->total; i++)
		if (!strcmp(list->columns[i]->name, name)) {
			*at = i;
			return true;
		}
	return false;
}

static const struct field *
field_named(const struct formdef *form, const char *name)
{
	for (size_t i = 0; i < form->count; i++)
		if (!strcmp(form->fields[i].name, name))
			return &form->fields[i];
	return NULL;
}

struct list *
list_new(struct forms *forms, const struct formdef *form,
    const struct listdef *def)
{
	struct list *list = mem_alloc(sizeof(*list));
	size_t at;

	if (!def)
		def = formdef_list(form, NULL);
	list->forms = forms;
	list->form = form;
	list->def = def;
	list->filter = filter_new(form);
	list->search = mem_strdup("");
	list->all = -1;
	list->height = 1;
	for (size_t i = 0; def && i < def->count; i++)
		list_want(list, def->columns[i].field, def->columns[i].width);
	if (!list->total)
		for (size_t i = 0; i < form->count; i++)
			if (!form->fields[i].column->house &&
			    !form->fields[i].hidden)
				list_want(list, &form->fields[i],
				    form->fields[i].width);
	list->count = list->total;
	for (size_t i = 0;
	     i < sizeof(hidden_fields) / sizeof(hidden_fields[0]); i++) {
		const struct field *f = field_named(form, hidden_fields[i]);

		if (f && !list_has(list, f->name, &at))
			list_want(list, f, 0);
	}
	return list;
}

void
list_free(struct list *list)
{
	if (!list)
		return;
	rowset_free(list->rows);
	filter_free(list->filter);
	free(list->search);
	free(list->sort);
	free(list->columns);
	free(list->widths);
	free(list->marks);
	free(list);
}

const struct formdef *
list_form(const struct list *list)
{
	return list->form;
}

const struct listdef *
list_def(const struct list *list)
{
	return list->def;
}

/* ---- what is shown ---- */

/* The rows no longer fit what is asked: they are read at the next refresh. */
static void
list_change(struct list *list, bool keep_key)
{
	if (list->rows && keep_key && !list->aim)
		list->aim = list_key(list);
	if (!keep_key) {
		list->aim = 0;
		list->at = 0;
		list->top = 0;
	}
	rowset_free(list->rows);
	list->rows = NULL;
}

void
list_search(struct list *list, const char *text)
{
	size_t chips;

	if (!strcmp(list->search, text ? text : ""))
		return;
	list_change(list, false);
	free(list->search);
	list->search = mem_strdup(text ? text : "");
	filter_search(list->filter, NULL);
	chips = filter_chips(list->filter);
	filter_search(list->filter, list->search);
	list->searched = filter_chips(list->filter) > chips;
}

const char *
list_search_text(const struct list *list)
{
	return list->search;
}

bool
list_add_filter(struct list *list, const char *word, struct err *err)
{
	list_change(list, true);
	return filter_add(list->filter, list->forms, word, err);
}

size_t
list_chips(const struct list *list)
{
	return filter_chips(list->filter) - list->searched;
}

char *
list_chip(const struct list *list, size_t i)
{
	return filter_chip(list->filter, list->forms, i);
}

bool
list_drop_chip(struct list *list)
{
	size_t n = list_chips(list);

	if (!n)
		return false;
	list_change(list, true);
	filter_drop(list->filter, n - 1);
	return true;
}

static bool
is_amount(const struct field *field)
{
	return field->kind == KIND_NUMBER || field->kind == KIND_MONEY ||
	    field->kind == KIND_SCORE;
}

bool
list_filter_to_value(struct list *list, struct err *err)
{
	const struct field *field;
	struct buf word = {0};
	const char *cell;
	bool fine;

	if (!list_size(list) || !list->count)
		return true;
	field = list->columns[list->column];
	cell = list_cell(list, list->at, list->column);
	buf_printf(&word, "%s=", field->name);
	/* the grouping of 1,234.56 would read as two values */
	for (const char *p = cell; *p; p++)
		if (*p != ',' || !is_amount(field))
			buf_add_char(&word, *p);
	fine = list_add_filter(list, buf_string(&word), err);
	buf_done(&word);
	return fine;
}

void
list_sort_by_column(struct list *list)
{
	const char *name;
	bool again;

	if (!list->count)
		return;
	list_change(list, true);
	name = list->columns[list->column]->name;
	again = list->sort && !strcmp(list->sort, name);
	free(list->sort);
	list->sort = mem_printf("%s%s", again ? "-" : "", name);
}

const char *
list_sort(const struct list *list)
{
	return list->sort;
}

void
list_show_voided(struct list *list, bool voided)
{
	if (list->voided != voided)
		list_change(list, true);
	list->voided = voided;
	list->all = -1;
}

void
list_query(const struct list *list, struct query *query)
{
	memset(query, 0, sizeof(*query));
	query->form = list->form;
	query->list = list->def;
	query->filter = list->filter;
	query->columns = list->columns;
	query->column_count = list->count;
	query->sort = list->sort;
	query->voided = list->voided;
}

static void
list_keep_inside(struct list *list)
{
	int64_t size = list_size(list);

	if (list->at >= size)
		list->at = size ? size - 1 : 0;
	if (list->at < 0)
		list->at = 0;
	if (list->top > list->at)
		list->top = list->at;
	if (list->at >= list->top + list->height)
		list->top = list->at - list->height + 1;
	if (list->top + list->height > size)
		list->top = size > list->height ? size - list->height : 0;
}

bool
list_refresh(struct list *list, struct err *err)
{
	struct query query;
	int64_t place = -1;

	if (list->rows)
		return true;
	list_query(list, &query);
	query.column_count = list->total;
	if (!rowset_open(&list->rows, list->forms, &query, err)) {
		rowset_free(list->rows);
		list->rows = NULL;
		return false;
	}
	if (list->aim) {
		place = rowset_find(list->rows, list->aim);
		if (place < 0 && !rowset_is_complete(list->rows)) {
			if (!rowset_complete(list->rows, err))
				return false;
			place = rowset_find(list->rows, list->aim);
		}
		list->aim = 0;
	}
	if (place >= 0)
		list->at = place;
	list_keep_inside(list);
	return true;
}

bool
list_settle(struct list *list, struct err *err)
{
	if (!list_refresh(list, err))
		return false;
	return rowset_is_complete(list->rows) ||
	    rowset_complete(list->rows, err);
}

bool
list_is_settled(const struct list *list)
{
	return list->rows && rowset_is_complete(list->rows);
}

void
list_reload(struct list *list)
{
	list_change(list, true);
	list->all = -1;
}

void
list_forget(struct list *list)
{
	if (list->rows)
		rowset_forget(list->rows);
	list->all = -1;
}

void
list_aim(struct list *list, int64_t key)
{
	list_change(list, true);
	list->aim = key;
	list->all = -1;
}

int64_t
list_size(const struct list *list)
{
	return list->rows ? rowset_size(list->rows) : 0;
}

bool
list_count_all(struct list *list, int64_t *count, struct err *err)
{
	if (list->all < 0) {
		struct query query;

		list_query(list, &query);
		query.filter = NULL;
		if (!rowset_count(list->forms, &query, &list->all, err)) {
			list->all = -1;
			return false;
		}
	}
	*count = list->all;
	return true;
}

/* ---- the cursor ---- */

int64_t
list_at(const struct list *list)
{
	return list->at;
}

int64_t
list_top(const struct list *list)
{
	return list->top;
}

int64_t
list_key_at(const struct list *list, int64_t at)
{
	return at >= 0 && at < list_size(list) ? rowset_key(list->rows, at)
					       : 0;
}

int64_t
list_key(const struct list *list)
{
	return list_key_at(list, list->at);
}

const char *
list_code(struct list *list)
{
	const char *code = NULL;

	if (list->at < list_size(list))
		code = list_value(list, list->at, "code");
	return code ? code : "";
}

void
list_move_to(struct list *list, int64_t at)
{
	/* beyond the first page the whole order must be known */
	if (list->rows && at >= list_size(list) &&
	    !rowset_is_complete(list->rows)) {
		struct err ignored = {0};

		if (!rowset_complete(list->rows, &ignored))
			err_done(&ignored);
	}
	list->at = at;
	list_keep_inside(list);
}

void
list_move_by(struct list *list, int64_t rows)
{
	list_move_to(list, list->at + rows);
}

void
list_set_height(struct list *list, int rows)
{
	list->height = rows > 0 ? rows : 1;
	list_keep_inside(list);
}

/* ---- columns ---- */

size_t
list_columns(const struct list *list)
{
	return list->count;
}

const struct field *
list_column(const struct list *list, size_t i)
{
	assert(i < list->count);
	return list->columns[i];
}

size_t
list_column_at(const struct list *list)
{
	return list->column;
}

void
list_column_move(struct list *list, int columns)
{
	int64_t to = (int64_t)list->column + columns;

	if (!list->count)
		return;
	if (to < 0)
		to = 0;
	if (to >= (int64_t)list->count)
		to = (int64_t)list->count - 1;
	list->column = (size_t)to;
}

static size_t
list_frozen(const struct list *list)
{
	int n = list->def ? list->def->freeze : 0;

	return n < 0 ? 0 : (size_t)n > list->count ? list->count : (size_t)n;
}

/* Places frozen columns and those from `first` on, one blank between. */
static size_t
list_place_from(const struct list *list, int cells, struct list_place *places,
    size_t most, size_t first, bool *more)
{
	size_t n = 0, frozen = list_frozen(list);
	bool moving = false; /* one that is not frozen has been placed */
	int x = 0;

	*more = false;
	for (size_t i = 0; i < list->count && n < most; i++) {
		int width = list->widths[i] > 0 ? list->widths[i] : 8;

		if (i >= frozen && i < first)
			continue;
		/* a column too wide beside the frozen ones is cut, not lost */
		if (x + width > cells && n &&
		    !(i >= frozen && !moving && cells - x >= CUT_LEAST)) {
			*more = true;
			break;
		}
		moving |= i >= frozen;
		places[n].column = i;
		places[n].x = x;
		places[n].width = x + width > cells ? cells - x : width;
		places[n].right = is_amount(list->columns[i]);
		n++;
		x += width + 1;
	}
	return n;
}

static bool
is_placed(const struct list_place *places, size_t n, size_t column)
{
	for (size_t i = 0; i < n; i++)
		if (places[i].column == column)
			return true;
	return false;
}

/* Cells that are left go to columns whose heading is cut. */
static void
list_spread(const struct list *list, int cells, struct list_place *places,
    size_t n)
{
	int end = n ? places[n - 1].x + places[n - 1].width : 0;
	int left = cells - end, shift = 0;

	for (size_t i = 0; i < n; i++) {
		int want = text_width(list->columns[places[i].column]->label) -
		    places[i].width;

		if (want > left)
			want = left;
		places[i].x += shift;
		if (want > 0) {
			places[i].width += want;
			shift += want;
			left -= want;
		}
	}
}

size_t
list_lay_out(struct list *list, int cells, struct list_place *places,
    size_t most, bool *left, bool *right)
{
	size_t frozen = list_frozen(list), n;

	if (list->first < frozen || list->column < frozen)
		list->first = frozen;
	if (list->column >= frozen && list->column < list->first)
		list->first = list->column;
	for (;;) {
		n = list_place_from(
		    list, cells, places, most, list->first, right);
		if (is_placed(places, n, list->column) ||
		    list->first >= list->column)
			break;
		list->first++;
	}
	*left = list->first > frozen;
	list_spread(list, cells, places, n);
	return n;
}

const char *
list_cell(struct list *list, int64_t at, size_t column)
{
	struct err ignored = {0};
	const char *cell;

	if (!list->rows || at < 0 || at >= rowset_size(list->rows))
		return "";
	cell = rowset_cell(list->rows, at, column, &ignored);
	err_done(&ignored);
	return cell ? cell : "";
}

const char *
list_value(struct list *list, int64_t at, const char *field)
{
	size_t column;

	if (!list_has(list, field, &column))
		return NULL;
	return list_cell(list, at, column);
}

/* ---- marks ---- */

static size_t
mark_place(const struct list *list, int64_t key)
{
	size_t low = 0, high = list->mark_count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (list->marks[mid] < key)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

bool
list_is_marked(const struct list *list, int64_t key)
{
	size_t at = mark_place(list, key);

	return at < list->mark_count && list->marks[at] == key;
}

void
list_mark(struct list *list)
{
	int64_t key = list_key(list);
	size_t at;

	if (!key)
		return;
	at = mark_place(list, key);
	if (at < list->mark_count && list->marks[at] == key) {
		memmove(list->marks + at, list->marks + at + 1,
		    (list->mark_count - at - 1) * sizeof(*list->marks));
		list->mark_count--;
		return;
	}
	list->marks = mem_grow(list->marks, list->mark_count,
	    &list->mark_capacity, sizeof(*list->marks));
	memmove(list->marks + at + 1, list->marks + at,
	    (list->mark_count - at) * sizeof(*list->marks));
	list->marks[at] = key;
	list->mark_count++;
}

static int
compare_keys(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return x < y ? -1 : x > y;
}

bool
list_mark_invert(struct list *list, struct err *err)
{
	int64_t *marks, size;
	size_t n = 0;

	if (!list_settle(list, err))
		return false;
	size = list_size(list);
	marks = mem_array((size_t)size + 1, sizeof(*marks));
	for (int64_t i = 0; i < size; i++) {
		int64_t key = rowset_key(list->rows, i);

		if (key && !list_is_marked(list, key))
			marks[n++] = key;
	}
	qsort(marks, n, sizeof(*marks), compare_keys);
	free(list->marks);
	list->marks = marks;
	list->mark_count = n;
	list->mark_capacity = (size_t)size + 1;
	return true;
}

void
list_mark_clear(struct list *list)
{
	list->mark_count = 0;
}

size_t
list_marks(const struct list *list)
{
	return list->mark_count;
}

int64_t
list_marked(const struct list *list, size_t i)
{
	assert(i < list->mark_count);
	return list->marks[i];
}

/* ---- totals ---- */

struct adding {
	const struct list *list;
	int64_t sum;
};

static bool
add_row(void *data, int64_t id, const char *const *cells, struct err *err)
{
	struct adding *adding = data;

	(void)err;
	if (!cells[0] ||
	    (adding->list->mark_count && !list_is_marked(adding->list, id)))
		return true;
	adding->sum += strtoll(cells[0], NULL, 10);
	return true;
}

char *
list_total(struct list *list, struct err *err)
{
	const struct field *field =
	    list->count ? list->columns[list->column] : NULL;
	struct adding adding = {list, 0};
	struct buf shown = {0};
	struct query query;
	char *stored;

	if (!field || !is_amount(field))
		return NULL;
	list_query(list, &query);
	query.columns = &field;
	query.column_count = 1;
	if (!rowset_stream(list->forms, &query, add_row, &adding, err))
		return NULL;
	stored = mem_printf("%lld", (long long)adding.sum);
	if (!value_show(
		list->forms, field, stored, VALUE_HUMAN, &shown, err)) {
		free(stored);
		buf_done(&shown);
		return NULL;
	}
	free(stored);
	return buf_take(&shown);
}
