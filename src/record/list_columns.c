/*
 * The columns of a list: the cursor among them, and where they stand in the
 * cells there are.  Frozen ones stay, the others move under < and >.
 */
#include "record/list_private.h"

#include <assert.h>
#include <string.h>

#include "base/text.h"

#define CUT_LEAST 4 /* cells a cut column must keep */

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
