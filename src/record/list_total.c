/*
 * The sums of the amounts over the filter or the marks.  They are counted
 * once and kept until rows, columns or marks change: a screen asks for them
 * at every key.
 */
#include "record/list_private.h"

#include <stdlib.h>

#include "base/mem.h"

#define ROWS_MOST 100000 /* more would hold a key up */

struct adding {
	const struct list *list;
	const struct field **fields; /* the amounts among the columns */
	int64_t *sums;
	size_t count;
};

static bool
is_summed(const struct field *field)
{
	return list_is_amount(field) && !field->apart;
}

static bool
add_row(void *data, int64_t id, const char *const *cells, struct err *err)
{
	struct adding *adding = data;

	(void)err;
	if (adding->list->mark_count && !list_is_marked(adding->list, id))
		return true;
	for (size_t i = 0; i < adding->count; i++)
		if (cells[i])
			adding->sums[i] += strtoll(cells[i], NULL, 10);
	return true;
}

static bool
show_sum(struct list *list, const struct field *field, int64_t sum,
    char **shown, struct err *err)
{
	char *stored = mem_printf("%lld", (long long)sum);
	struct buf text = {0};
	bool fine = value_show(
	    list->forms, field, stored, VALUE_HUMAN, &text, err);

	free(stored);
	*shown = buf_take(&text);
	return fine;
}

static bool
count_sums(struct list *list, struct adding *adding, struct err *err)
{
	struct query query;
	bool fine;

	for (size_t i = 0; i < list->count; i++)
		if (is_summed(list->columns[i]))
			adding->fields[adding->count++] = list->columns[i];
	list->sum_count = list->count;
	list->sums = mem_array(list->count + 1, sizeof(*list->sums));
	if (!adding->count)
		return true;
	list_query(list, &query);
	query.columns = adding->fields;
	query.column_count = adding->count;
	fine = rowset_stream(list->forms, &query, add_row, adding, err);
	for (size_t i = 0, n = 0; fine && i < list->count; i++)
		if (is_summed(list->columns[i]))
			fine = show_sum(list, list->columns[i],
			    adding->sums[n++], &list->sums[i], err);
	return fine;
}

const char *
list_sum(struct list *list, size_t column, struct err *err)
{
	struct adding adding = {list, NULL, NULL, 0};

	if (column >= list->count || !is_summed(list->columns[column]) ||
	    list_size(list) > ROWS_MOST)
		return NULL;
	if (!list->sum_count) {
		adding.fields =
		    mem_array(list->count + 1, sizeof(*adding.fields));
		adding.sums = mem_array(list->count + 1, sizeof(*adding.sums));
		(void)count_sums(list, &adding, err);
		free(adding.fields);
		free(adding.sums);
	}
	return list->sums[column];
}
