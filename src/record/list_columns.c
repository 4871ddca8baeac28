/*
 * The columns of a list: the cursor among them, and where they stand in the
 * cells there are.  Frozen ones stay, the others move under < and >.
 */
#include "record/list_private.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "record/words.h"

#define WIDEST 200
#define CUT_LEAST 4 /* cells a cut column must keep */

/* Fields a view needs of the row though no column shows them. */
static const char *const hidden_fields[] = {
    "code", "form", "filter", "key", "list"};

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

static const struct field *
field_named(const struct formdef *form, const char *name)
{
	for (size_t i = 0; i < form->count; i++)
		if (!strcmp(form->fields[i].name, name))
			return &form->fields[i];
	return NULL;
}

/* "code:12 person": what names no field, or one twice, is left out. */
static void
list_want_words(struct list *list, const char *words)
{
	char *word;
	size_t at;

	while ((word = words_take(&words))) {
		char *colon = strchr(word, ':');
		const struct field *field;
		int width = 0;

		if (colon)
			*colon++ = '\0';
		if (colon && !words_number(colon, WIDEST, &width))
			width = 0;
		field = field_named(list->form, word);
		if (field && !list_has(list, field->name, &at))
			list_want(list, field, width ? width : field->width);
		free(word);
	}
}

static void
list_want_own(struct list *list)
{
	const struct formdef *form = list->form;

	for (size_t i = 0; list->def && i < list->def->count; i++)
		list_want(list, list->def->columns[i].field,
		    list->def->columns[i].width);
	if (list->total)
		return;
	for (size_t i = 0; i < form->count; i++)
		if (!form->fields[i].column->house && !form->fields[i].hidden)
			list_want(
			    list, &form->fields[i], form->fields[i].width);
}

void
list_want_all(struct list *list, const char *words)
{
	size_t at;

	list->total = 0;
	list_want_words(list, words);
	list->own_columns = list->total > 0;
	if (!list->total)
		list_want_own(list);
	list->count = list->total;
	for (size_t i = 0;
	     i < sizeof(hidden_fields) / sizeof(hidden_fields[0]); i++) {
		const struct field *f =
		    field_named(list->form, hidden_fields[i]);

		if (f && !list_has(list, f->name, &at))
			list_want(list, f, 0);
	}
}

void
list_set_columns(struct list *list, const char *words)
{
	const struct field *here =
	    list->count ? list->columns[list->column] : NULL;

	list_change(list, true);
	list_want_all(list, words);
	list->column = 0;
	list->first = 0;
	for (size_t i = 0; i < list->count; i++)
		if (list->columns[i] == here)
			list->column = i;
}

char *
list_columns_words(const struct list *list)
{
	struct buf words = {0};

	if (!list->own_columns)
		return NULL;
	for (size_t i = 0; i < list->count; i++)
		buf_printf(&words, "%s%s:%d", i ? " " : "",
		    list->columns[i]->name, list_column_width(list, i));
	return buf_take(&words);
}

int
list_column_width(const struct list *list, size_t i)
{
	return list->widths[i] > 0 ? list->widths[i] : 8;
}

void
list_set_freeze(struct list *list, int columns)
{
	list->freeze = columns;
}

int
list_own_freeze(const struct list *list)
{
	return list->freeze;
}

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
	int n = list->freeze >= 0 ? list->freeze
	    : list->def		  ? list->def->freeze
				  : 0;

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
		int width = list_column_width(list, i);

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
		places[n].right = list_is_amount(list->columns[i]);
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
		int want = text_width(_(list->columns[places[i].column]->label)) -
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
