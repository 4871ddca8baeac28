/* A row is what stands in its columns, by their heads. */
#include "sheet/row_keeper.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static bool
sheets_name(
    void *data, const char *const *names, size_t count, struct err *err)
{
	(void)data;
	(void)names;
	(void)count;
	(void)err;
	return true;
}

static bool
table_begin(void *data, const struct layout *layout, struct err *err)
{
	struct row_keeper *k = data;

	(void)err;
	k->layout = layout;
	k->number = 0;
	return true;
}

static void
head_add(struct buf *out, const struct layout_column *column)
{
	struct buf path = {0};
	int level;

	for (level = 0; level < LAYOUT_DEPTH && column->head[level]; level++) {
		if (level)
			buf_add_char(&path, '/');
		buf_add_string(&path, column->head[level]);
	}
	buf_add_json(out, buf_string(&path));
	buf_done(&path);
}

static bool
is_compared(const struct layout_column *column)
{
	return column->format != LAYOUT_SEQUENCE && !column->quiet;
}

static void
cells_write(struct row_keeper *k, const struct layout_cell *cells)
{
	size_t i;

	buf_clear(&k->cells);
	buf_add_char(&k->cells, '{');
	for (i = 0; i < k->layout->count; i++) {
		if (!is_compared(k->layout->columns[i]))
			continue;
		if (k->cells.size > 1)
			buf_add_char(&k->cells, ',');
		head_add(&k->cells, k->layout->columns[i]);
		buf_add_char(&k->cells, ':');
		buf_add_json(&k->cells, cells[i].text ? cells[i].text : "");
	}
	buf_add_char(&k->cells, '}');
}

/* What a person calls the row: its first texts. */
static char *
label_make(const struct row_keeper *k, const struct layout_cell *cells)
{
	struct buf label = {0};
	size_t i;
	int taken = 0;

	for (i = 0; i < k->layout->count && taken < 2; i++) {
		if (cells[i].kind != LAYOUT_CELL_TEXT)
			continue;
		if (taken++)
			buf_add_char(&label, ' ');
		buf_add_string(&label, cells[i].text);
	}
	return buf_take(&label);
}

static bool
row_keep(void *data, const struct layout_line *line, struct err *err)
{
	struct row_keeper *k = data;
	struct handed_row row = {.report = k->report,
	    .title = k->title,
	    .sheet = k->layout->name,
	    .key = line->key};
	char *label, *key = NULL;
	bool fine;

	if (line->kind != LAYOUT_ROW_DATA)
		return true;
	row.number = ++k->number;
	if (!row.key)
		row.key = key = mem_printf("%lld", (long long)k->number);
	row.label = label = label_make(k, line->cells);
	cells_write(k, line->cells);
	row.cells = buf_string(&k->cells);
	fine = handed_keep_row(k->book, k->month, k->round, &row, err);
	free(label);
	free(key);
	return fine;
}

static bool
table_end(
    void *data, const struct layout *layout, const char *check, struct err *err)
{
	(void)data;
	(void)layout;
	(void)check;
	(void)err;
	return true;
}

void
row_keeper_sink(struct row_keeper *k, struct layout_sink *sink)
{
	memset(sink, 0, sizeof(*sink));
	sink->data = k;
	sink->texts = true;
	sink->sheets = sheets_name;
	sink->begin = table_begin;
	sink->row = row_keep;
	sink->end = table_end;
}

void
row_keeper_done(struct row_keeper *k)
{
	buf_done(&k->cells);
}
