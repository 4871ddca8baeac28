/*
 * The rows of a list: read again only when what is asked has changed, first
 * page first; the cursor keeps its key.  Knows no column's place.
 */
#include "record/list_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define FIT_AROUND 200 /* rows looked at above and below the cursor */

void
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
	list->gone_count = 0;
	list_forget_sums(list);
}

bool
list_has(const struct list *list, const char *name, size_t *at)
{
	for (size_t i = 0; i < list->total; i++)
		if (!strcmp(list->columns[i]->name, name)) {
			*at = i;
			return true;
		}
	return false;
}

bool
list_is_amount(const struct field *field)
{
	return field->kind == KIND_NUMBER || field->kind == KIND_MONEY ||
	    field->kind == KIND_SCORE;
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

void
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
	list_forget_sums(list);
}

/* ---- rows that fit no more ---- */

struct fitting {
	int64_t *keys; /* those asked for; 0: it fits */
	size_t count;
};

static bool
strike_out(void *data, int64_t id, const char *const *cells, struct err *err)
{
	struct fitting *f = data;

	(void)cells;
	(void)err;
	for (size_t i = 0; i < f->count; i++)
		if (f->keys[i] == id)
			f->keys[i] = 0;
	return true;
}

static char *
keys_json(const struct fitting *f)
{
	struct buf json = {0};

	for (size_t i = 0; i < f->count; i++)
		buf_printf(
		    &json, "%c%lld", i ? ',' : '[', (long long)f->keys[i]);
	buf_add_char(&json, ']');
	return buf_take(&json);
}

bool
list_check_fit(struct list *list, struct err *err)
{
	int64_t from = list->at > FIT_AROUND ? list->at - FIT_AROUND : 0;
	int64_t to = list->at + FIT_AROUND;
	struct fitting f = {NULL, 0};
	struct query query;
	char *only;
	bool fine;

	list->gone_count = 0;
	if (!list_size(list) || list_key(list) <= 0)
		return true;
	if (to > list_size(list))
		to = list_size(list);
	f.keys = mem_array((size_t)(to - from) + 1, sizeof(*f.keys));
	for (int64_t i = from; i < to; i++)
		f.keys[f.count++] = list_key_at(list, i);
	only = keys_json(&f);
	list_query(list, &query);
	query.column_count = 0;
	query.only = only;
	fine = rowset_stream(list->forms, &query, strike_out, &f, err);
	free(only);
	free(list->gone);
	list->gone = f.keys;
	for (size_t i = 0; fine && i < f.count; i++)
		if (f.keys[i])
			list->gone[list->gone_count++] = f.keys[i];
	return fine;
}

bool
list_is_gone(const struct list *list, int64_t key)
{
	for (size_t i = 0; i < list->gone_count; i++)
		if (list->gone[i] == key)
			return true;
	return false;
}

bool
list_lost_rows(struct list *list)
{
	for (size_t i = 0; i < list->gone_count; i++) {
		int64_t at = rowset_find(list->rows, list->gone[i]);
		const char *code =
		    at < 0 ? NULL : list_value(list, at, "code");

		if (!code || !*code)
			return true;
	}
	return false;
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
