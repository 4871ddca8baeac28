/* Conditions are put together as text that the definition brought. */
#include "sheet/sheet_query.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

size_t
sheet_query_place(struct sheet_query *q, const struct field *field)
{
	size_t i;

	for (i = 0; i < q->count; i++)
		if (q->fields[i] == field)
			return i;
	q->fields = mem_resize(q->fields, q->count + 1, sizeof(*q->fields));
	q->fields[q->count] = field;
	return q->count++;
}

void
sheet_query_make(struct sheet_query *q, const struct export_sheet *sheet,
    const struct filter *filter)
{
	const char *order;
	size_t i;

	if (sheet->list)
		q->list = *sheet->list;
	order = sheet->sort ? sheet->sort : q->list.sort;
	if (q->list.where)
		buf_printf(&q->where, "(%s\n)", q->list.where);
	if (sheet->where)
		buf_printf(&q->where, "%s(%s\n)", q->where.size ? " AND " : "",
		    sheet->where);
	q->list.where = q->where.size ? q->where.text : NULL;
	for (i = 0; !sheet->in_order && i < sheet->group_count; i++)
		buf_printf(&q->sort, "%s ", sheet->group[i]->name);
	buf_add_string(&q->sort, order);
	q->query.form = sheet->form;
	q->query.list = &q->list;
	q->query.filter = filter;
	q->query.columns = q->fields;
	q->query.column_count = q->count;
	q->query.sort = q->sort.size ? q->sort.text : NULL;
}

void
sheet_query_done(struct sheet_query *q)
{
	buf_done(&q->where);
	buf_done(&q->sort);
	free(q->fields);
	memset(q, 0, sizeof(*q));
}
