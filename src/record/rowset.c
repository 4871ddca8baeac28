/*
 * A list's rows.  Keys are read page first, then whole; cells come by a
 * window around the place asked for, so that memory does not grow with the
 * rows.  Rows of views have no key and are read whole.  No statement stays
 * open between calls, or a writer would wait for a reader who thinks.
 */
#include "record/rowset.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "record/rowset_sql.h"
#include "record/value_cache.h"

enum {
	FIRST_PAGE = 200,
	WINDOW = 128,
	BEFORE = 40 /* rows of the window above the place asked for */
};

struct rowset {
	struct forms *forms;
	struct query query; /* filter, columns and sort are copies */
	const struct field **columns;
	size_t column_count;
	char *sort;
	bool keyed, complete;
	int64_t *keys;
	size_t size, room;
	char **packed; /* rows without key: cells one behind another */
	size_t packed_room;
	int64_t window; /* first place of the window; -1: empty */
	char **cells;   /* WINDOW * column_count shown cells */
	char *window_sql;
	struct buf shown;
};

/* ---- streaming ---- */

bool
rowset_stream(struct forms *forms, const struct query *q, rowset_each *each,
    void *data, struct err *err)
{
	size_t count = rowset_sql_count(q);
	struct stmt *stmt;
	const char **cells;
	bool row, good;

	value_cache_refresh(forms);
	stmt = rowset_sql_prepare(forms, q, SHAPE_CELLS, q->limit, err);
	if (!stmt)
		return false;
	cells = mem_array(count + 1, sizeof *cells);
	while ((good = stmt_step(stmt, &row, err)) && row) {
		for (size_t i = 0; i < count; i++)
			cells[i] = stmt_text(stmt, (int)i + 1);
		good = each(data, stmt_int(stmt, 0), cells, err);
		if (!good)
			break;
	}
	free(cells);
	stmt_free(stmt);
	return good;
}

bool
rowset_count(struct forms *forms, const struct query *q, int64_t *count,
    struct err *err)
{
	struct stmt *stmt =
	    rowset_sql_prepare(forms, q, SHAPE_COUNT, 0, err);
	bool row, good;

	*count = 0;
	if (!stmt)
		return false;
	good = stmt_step(stmt, &row, err);
	if (good && row)
		*count = stmt_int(stmt, 0);
	if (q->limit > 0 && *count > q->limit)
		*count = q->limit;
	stmt_free(stmt);
	return good;
}

/* ---- keys ---- */

static void
free_packed(struct rowset *rows)
{
	for (size_t i = 0; rows->packed && i < rows->size; i++)
		free(rows->packed[i]);
	free(rows->packed);
	rows->packed = NULL;
	rows->packed_room = 0;
}

static void
add_key(struct rowset *rows, int64_t key)
{
	rows->keys =
	    mem_grow(rows->keys, rows->size, &rows->room, sizeof *rows->keys);
	rows->keys[rows->size] = key;
}

/* 0 for null, else 1 and the text with its NUL. */
static void
pack_row(struct rowset *rows, struct stmt *stmt)
{
	struct buf out = {0};

	for (size_t i = 0; i < rows->column_count; i++) {
		const char *text = stmt_text(stmt, (int)i + 1);

		buf_add_char(&out, text ? 1 : 0);
		if (text)
			buf_add(&out, text, strlen(text) + 1);
	}
	rows->packed = mem_grow(
	    rows->packed, rows->size, &rows->packed_room, sizeof *rows->packed);
	rows->packed[rows->size] = mem_alloc(out.size + 1);
	memcpy(rows->packed[rows->size], buf_string(&out), out.size);
	buf_done(&out);
}

static bool
read_keys(struct rowset *rows, int64_t limit, struct err *err)
{
	struct stmt *stmt = rowset_sql_prepare(rows->forms, &rows->query,
	    rows->keyed ? SHAPE_KEYS : SHAPE_CELLS, limit, err);
	bool row, good;

	if (!stmt)
		return false;
	free_packed(rows);
	rows->size = 0;
	while ((good = stmt_step(stmt, &row, err)) && row) {
		/* Rows without id are told apart by their place. */
		add_key(rows,
		    rows->keyed ? stmt_int(stmt, 0) : -1 - (int64_t)rows->size);
		if (!rows->keyed)
			pack_row(rows, stmt);
		rows->size++;
	}
	stmt_free(stmt);
	rowset_forget(rows);
	return good;
}

static void
copy_query(struct rowset *rows, const struct query *q)
{
	rows->query = *q;
	rows->column_count = rowset_sql_count(q);
	rows->columns =
	    mem_array(rows->column_count + 1, sizeof *rows->columns);
	for (size_t i = 0; i < rows->column_count; i++)
		rows->columns[i] = rowset_sql_column(q, i);
	rows->query.columns = rows->columns;
	rows->query.column_count = rows->column_count;
	rows->sort = mem_strdup(q->sort);
	rows->query.sort = rows->sort;
	rows->query.filter = q->filter ? filter_copy(q->filter) : NULL;
	rows->keyed = rowset_sql_keyed(q);
}

bool
rowset_open(struct rowset **out, struct forms *forms, const struct query *q,
    struct err *err)
{
	struct rowset *rows = *out = mem_alloc(sizeof *rows);
	int64_t page = FIRST_PAGE;

	rows->forms = forms;
	rows->window = -1;
	copy_query(rows, q);
	if (rows->keyed)
		rows->window_sql = rowset_sql_window(&rows->query);
	rows->cells =
	    mem_array(WINDOW * (rows->column_count + 1), sizeof *rows->cells);
	value_cache_refresh(forms);
	if (q->limit > 0 && q->limit < page)
		page = q->limit;
	if (!read_keys(rows, page, err)) {
		rowset_free(rows);
		*out = NULL;
		return false;
	}
	rows->complete = rows->size < (size_t)page || page == q->limit;
	return true;
}

bool
rowset_complete(struct rowset *rows, struct err *err)
{
	int64_t *keys = rows->keys;
	char **packed = rows->packed;
	size_t size = rows->size, room = rows->room,
	       packed_room = rows->packed_room;

	if (rows->complete)
		return true;
	/* What was known stays when the reading is stopped. */
	rows->keys = NULL;
	rows->packed = NULL;
	rows->size = rows->room = rows->packed_room = 0;
	if (read_keys(rows, rows->query.limit, err)) {
		rows->complete = true;
		free(keys);
		for (size_t i = 0; packed && i < size; i++)
			free(packed[i]);
		free(packed);
		return true;
	}
	free_packed(rows);
	free(rows->keys);
	rows->keys = keys;
	rows->packed = packed;
	rows->size = size;
	rows->room = room;
	rows->packed_room = packed_room;
	return false;
}

void
rowset_free(struct rowset *rows)
{
	if (!rows)
		return;
	rowset_forget(rows);
	free_packed(rows);
	filter_free((struct filter *)rows->query.filter);
	free(rows->columns);
	free(rows->sort);
	free(rows->keys);
	free(rows->cells);
	free(rows->window_sql);
	buf_done(&rows->shown);
	free(rows);
}

bool
rowset_is_complete(const struct rowset *rows)
{
	return rows->complete;
}

int64_t
rowset_size(const struct rowset *rows)
{
	return (int64_t)rows->size;
}

int64_t
rowset_key(const struct rowset *rows, int64_t at)
{
	return at >= 0 && (size_t)at < rows->size ? rows->keys[at] : 0;
}

int64_t
rowset_find(const struct rowset *rows, int64_t key)
{
	for (size_t i = 0; i < rows->size; i++)
		if (rows->keys[i] == key)
			return (int64_t)i;
	return -1;
}

/* ---- cells ---- */

void
rowset_forget(struct rowset *rows)
{
	for (size_t i = 0;
	     rows->window >= 0 && i < WINDOW * rows->column_count; i++) {
		free(rows->cells[i]);
		rows->cells[i] = NULL;
	}
	rows->window = -1;
}

static bool
show_cell(struct rowset *rows, size_t column, const char *stored,
    struct err *err)
{
	const struct field *field = rows->columns[column];

	buf_clear(&rows->shown);
	if (stored && field->mask) {
		value_mask(stored, &rows->shown);
		return true;
	}
	return value_show(rows->forms, field, stored, VALUE_HUMAN,
	    &rows->shown, err);
}

/* The rows come in any order: each goes to the place of its key. */
static bool
take_row(struct rowset *rows, struct stmt *stmt, size_t count, struct err *err)
{
	int64_t id = stmt_int(stmt, 0);
	size_t at = 0;

	while (at < count && rows->keys[(size_t)rows->window + at] != id)
		at++;
	for (size_t i = 0; at < count && i < rows->column_count; i++) {
		char **cell = &rows->cells[at * rows->column_count + i];

		if (!show_cell(rows, i, stmt_text(stmt, (int)i + 1), err))
			return false;
		free(*cell);
		*cell = mem_strdup(buf_string(&rows->shown));
	}
	return true;
}

static bool
read_window(struct rowset *rows, int64_t at, struct err *err)
{
	struct buf ids = {0};
	struct stmt *stmt;
	size_t first, count;
	bool row, good = true;

	rowset_forget(rows);
	value_cache_refresh(rows->forms);
	first = at > BEFORE ? (size_t)(at - BEFORE) : 0;
	count = rows->size - first < WINDOW ? rows->size - first : WINDOW;
	for (size_t i = 0; i < count; i++)
		buf_printf(&ids, "%c%lld", i ? ',' : '[',
		    (long long)rows->keys[first + i]);
	buf_add_char(&ids, ']');
	stmt = db_cached(forms_book(rows->forms)->db, rows->window_sql, err);
	rows->window = (int64_t)first;
	if (stmt) {
		stmt_bind_text(stmt, 1, buf_string(&ids));
		while ((good = stmt_step(stmt, &row, err)) && row &&
		       (good = take_row(rows, stmt, count, err)))
			;
		stmt_reset(stmt);
	}
	buf_done(&ids);
	return stmt && good;
}

static const char *
packed_cell(const struct rowset *rows, int64_t at, size_t column)
{
	const char *s = rows->packed[at];

	for (; column; column--)
		s += *s ? strlen(s) + 1 : 1;
	return *s ? s + 1 : NULL;
}

const char *
rowset_cell(struct rowset *rows, int64_t at, size_t column, struct err *err)
{
	const char *cell;

	if (at < 0 || (size_t)at >= rows->size || column >= rows->column_count)
		return "";
	if (!rows->keyed)
		return show_cell(rows, column, packed_cell(rows, at, column),
			   err)
			   ? buf_string(&rows->shown)
			   : "";
	if ((rows->window < 0 || at < rows->window ||
		at >= rows->window + WINDOW) &&
	    !read_window(rows, at, err))
		return "";
	cell = rows->cells[(size_t)(at - rows->window) * rows->column_count +
			   column];
	return cell ? cell : "";
}
