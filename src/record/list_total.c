/* Sums of a column over the filter or the marks. */
#include "record/list_private.h"

#include <stdlib.h>

#include "base/mem.h"

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

	if (!field || !list_is_amount(field))
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
