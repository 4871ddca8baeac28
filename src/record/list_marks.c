/* The marks of a list: keys in ascending order, whatever the rows' order. */
#include "record/list_private.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

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
	list_forget_sums(list);
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
	list_forget_sums(list);
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
	list_forget_sums(list);
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
