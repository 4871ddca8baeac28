/*
 * Two kinds of keys are gathered while the list is read: the texts of the
 * row columns, in the order they come, and those of the head columns, which
 * are put in order afterwards.  A key is its texts with a line feed behind
 * each.
 */
#include "sheet/sheet_pivot.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "record/value.h"
#include "sheet/sheet_offices.h"
#include "sheet/sheet_query.h"

struct keys {
	char **texts;
	size_t count, capacity;
};

struct entry {
	size_t row, head;
	int64_t value;
};

struct gathering {
	struct forms *forms;
	const struct export_sheet *sheet;
	struct sheet_query query;
	size_t *row_places, *across_places, value_place;
	struct keys rows, heads;
	struct entry *entries;
	size_t count, capacity;
};

static size_t
keys_place(struct keys *keys, const char *text)
{
	size_t i;

	for (i = keys->count; i > 0; i--)
		if (!strcmp(keys->texts[i - 1], text))
			return i - 1;
	keys->texts = mem_grow(keys->texts, keys->count, &keys->capacity,
	    sizeof(*keys->texts));
	keys->texts[keys->count] = mem_strdup(text);
	return keys->count++;
}

static void
keys_done(struct keys *keys)
{
	size_t i;

	for (i = 0; i < keys->count; i++)
		free(keys->texts[i]);
	free(keys->texts);
}

static void
key_add(struct buf *key, const char *stored)
{
	buf_add_string(key, stored ? stored : "");
	buf_add_char(key, '\n');
}

/* The nth text of a key, as a string of its own. */
static char *
key_part(const char *key, size_t n)
{
	while (n--)
		key += strcspn(key, "\n") + 1;
	return mem_strndup(key, strcspn(key, "\n"));
}

static bool
on_row(void *data, int64_t id, const char *const *stored, struct err *err)
{
	struct gathering *g = data;
	const char *value = stored[g->value_place];
	struct buf key = {0};
	struct entry *entry;
	size_t i;

	(void)id;
	(void)err;
	g->entries = mem_grow(
	    g->entries, g->count, &g->capacity, sizeof(*g->entries));
	entry = &g->entries[g->count++];
	for (i = 0; i < g->sheet->count; i++)
		if (g->sheet->columns[i].field)
			key_add(&key, stored[g->row_places[i]]);
	entry->row = keys_place(&g->rows, buf_string(&key));
	buf_clear(&key);
	for (i = 0; i < g->sheet->across_count; i++)
		key_add(&key, stored[g->across_places[i]]);
	entry->head = keys_place(&g->heads, buf_string(&key));
	entry->value = value ? strtoll(value, NULL, 10) : 0;
	buf_done(&key);
	return true;
}

static bool
gather(struct gathering *g, const struct filter *filter, struct err *err)
{
	const struct export_sheet *sheet = g->sheet;
	size_t i;

	g->row_places = mem_array(sheet->count + 1, sizeof(*g->row_places));
	g->across_places =
	    mem_array(sheet->across_count + 1, sizeof(*g->across_places));
	for (i = 0; i < sheet->count; i++)
		if (sheet->columns[i].field)
			g->row_places[i] = sheet_query_place(
			    &g->query, sheet->columns[i].field);
	for (i = 0; i < sheet->across_count; i++)
		g->across_places[i] =
		    sheet_query_place(&g->query, sheet->across[i]);
	g->value_place = sheet_query_place(&g->query, sheet->value);
	sheet_query_make(&g->query, sheet, filter);
	return sheet_stream(g->forms, sheet, &g->query, on_row, g, err);
}

/* ---- the turned table ---- */

struct sorted {
	const char *key;
	size_t head;
};

static int
sorted_compare(const void *a, const void *b)
{
	const struct sorted *left = a, *right = b;

	return strcmp(left->key, right->key);
}

static struct export_column *
column_add(struct export_sheet *sheet)
{
	struct export_column *column;

	sheet->columns = mem_resize(
	    sheet->columns, sheet->count + 1, sizeof(*sheet->columns));
	column = &sheet->columns[sheet->count++];
	memset(column, 0, sizeof(*column));
	return column;
}

static void
column_copy(struct export_sheet *to, const struct export_column *from)
{
	struct export_column *column = column_add(to);
	int i;

	*column = *from;
	for (i = 0; i < LAYOUT_DEPTH; i++)
		column->look.head[i] = mem_strdup(from->look.head[i]);
}

/* The last word of each level is what a person reads. */
static bool
head_column(
    struct gathering *g, struct export_sheet *to, const char *key, struct err *err)
{
	struct export_column *column = column_add(to);
	bool fine = true;
	size_t level;

	column->field = g->sheet->value;
	column->look.format = LAYOUT_NUMBER;
	column->look.total = LAYOUT_TOTAL_SUM;
	column->look.width = g->sheet->value_column->look.width;
	column->look.align = g->sheet->value_column->look.align;
	for (level = 0; fine && level < g->sheet->across_levels; level++) {
		size_t at = g->sheet->across_end[level] - 1;
		char *stored = key_part(key, at);
		struct buf text = {0};

		fine = value_show(g->forms, g->sheet->across[at], stored,
		    VALUE_HUMAN, &text, err);
		/* the last is one with the head above if both say the same */
		if (!level || level + 1 < g->sheet->across_levels ||
		    strcmp(column->look.head[level - 1], buf_string(&text)))
			column->look.head[level] = mem_strdup(
			    text.size ? buf_string(&text) : "未填");
		buf_done(&text);
		free(stored);
	}
	return fine;
}

static void
total_column(const struct export_sheet *from, struct export_sheet *to,
    size_t first)
{
	struct export_column *column = column_add(to);

	column->field = from->value;
	column->look.format = LAYOUT_NUMBER;
	column->look.total = LAYOUT_TOTAL_SUM;
	column->look.formula = LAYOUT_FORMULA_SUM;
	column->look.align = from->value_column->look.align;
	column->look.from = first;
	column->look.to = to->count - 2;
	layout_head_read(&column->look, from->across_total);
}

static char *
number_text(int64_t value)
{
	return mem_printf("%" PRId64, value);
}

static void
cells_fill(struct gathering *g, struct sheet_pivot *p, const size_t *places,
    size_t first)
{
	size_t width = p->sheet.count, i, j, part;
	bool total = g->sheet->across_total != NULL;
	int64_t *values;

	p->rows = g->rows.count;
	p->cells = mem_array(p->rows * width + 1, sizeof(*p->cells));
	values = mem_array(width + 1, sizeof(*values));
	for (i = 0; i < p->rows; i++) {
		memset(values, 0, width * sizeof(*values));
		for (j = part = 0; j < first; j++)
			if (p->sheet.columns[j].field)
				p->cells[i * width + j] =
				    key_part(g->rows.texts[i], part++);
		for (j = 0; j < g->count; j++)
			if (g->entries[j].row == i)
				values[places[g->entries[j].head]] +=
				    g->entries[j].value;
		for (j = first; j < width - total; j++) {
			if (total)
				values[width - 1] += values[j];
			if (values[j])
				p->cells[i * width + j] =
				    number_text(values[j]);
		}
		if (total)
			p->cells[i * width + width - 1] =
			    number_text(values[width - 1]);
	}
	free(values);
}

/* All that was found is drawn, but for the sums. */
static void
charts_turn(const struct export_sheet *from, struct sheet_pivot *p,
    size_t found)
{
	size_t i, j;

	p->sheet.charts = mem_array(from->chart_count + 1,
	    sizeof(*p->sheet.charts));
	for (i = 0; i < from->chart_count; i++) {
		struct layout_chart *chart = &p->sheet.charts[i];

		*chart = from->charts[i];
		chart->title = mem_strdup(from->charts[i].title);
		chart->count = found;
		chart->values = mem_array(found + 1, sizeof(*chart->values));
		for (j = 0; j < found; j++)
			chart->values[j] = from->count + j;
	}
}

static bool
turn(struct gathering *g, struct sheet_pivot *p, struct err *err)
{
	const struct export_sheet *from = g->sheet;
	struct sorted *sorted =
	    mem_array(g->heads.count + 1, sizeof(*sorted));
	size_t *places = mem_array(g->heads.count + 1, sizeof(*places));
	bool fine = true;
	size_t i;

	p->sheet = *from;
	p->sheet.columns = NULL;
	p->sheet.count = 0;
	p->sheet.key = p->sheet.mark = NULL;
	charts_turn(from, p, g->heads.count);
	for (i = 0; i < from->count; i++)
		column_copy(&p->sheet, &from->columns[i]);
	for (i = 0; i < g->heads.count; i++)
		sorted[i] = (struct sorted){g->heads.texts[i], i};
	qsort(sorted, g->heads.count, sizeof(*sorted), sorted_compare);
	for (i = 0; fine && i < g->heads.count; i++) {
		places[sorted[i].head] = p->sheet.count;
		fine = head_column(g, &p->sheet, sorted[i].key, err);
	}
	if (from->across_total && g->heads.count)
		total_column(from, &p->sheet, from->count);
	if (fine && g->heads.count)
		cells_fill(g, p, places, from->count);
	free(sorted);
	free(places);
	return fine;
}

bool
sheet_pivot_make(struct sheet_pivot **made, struct forms *forms,
    const struct export_sheet *sheet, const struct filter *filter,
    struct err *err)
{
	struct gathering g = {.forms = forms, .sheet = sheet};
	struct sheet_pivot *p = mem_alloc(sizeof(*p));
	bool fine = gather(&g, filter, err) && turn(&g, p, err);

	*made = NULL;
	sheet_query_done(&g.query);
	keys_done(&g.rows);
	keys_done(&g.heads);
	free(g.entries);
	free(g.row_places);
	free(g.across_places);
	if (fine)
		*made = p;
	else
		sheet_pivot_free(p);
	return fine;
}

void
sheet_pivot_free(struct sheet_pivot *p)
{
	size_t i;

	if (!p)
		return;
	for (i = 0; p->cells && i < p->rows * p->sheet.count; i++)
		free(p->cells[i]);
	for (i = 0; i < p->sheet.count; i++)
		layout_column_done(&p->sheet.columns[i].look);
	for (i = 0; p->sheet.charts && i < p->sheet.chart_count; i++)
		layout_chart_done(&p->sheet.charts[i]);
	free(p->sheet.charts);
	free(p->sheet.columns);
	free(p->cells);
	free(p);
}
