/*
 * Sums are kept in ten-thousandths, so that numbers with and without
 * places add up exactly; a sum that does not fit is refused, not wrapped.
 */
#include "sheet/sheet_rows.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/money.h"
#include "base/text.h"
#include "record/rowset.h"
#include "record/value.h"
#include "sheet/cell.h"

#define SUM_PLACES 4
#define SUM_LIMIT (INT64_MAX / 4)

struct sums {
	int64_t *units; /* by column */
	int64_t *counts;
};

struct run {
	struct sheet_rows *rows;
	const struct export_sheet *sheet;
	size_t *source; /* of each column: its place in the query */
	const struct field **fields;
	size_t field_count;
	size_t *group; /* places in the query */
	char **group_values;
	bool has_group, has_totals;
	struct layout_cell *cells;
	struct buf *texts;
	struct sums inner, whole;
	struct buf line; /* a row as the digest sees it */
};

static size_t
field_place(struct run *run, const struct field *field)
{
	size_t i;

	for (i = 0; i < run->field_count; i++)
		if (run->fields[i] == field)
			return i;
	run->fields =
	    mem_resize(run->fields, run->field_count + 1, sizeof(*run->fields));
	run->fields[run->field_count] = field;
	return run->field_count++;
}

static void
run_init(struct run *run, struct sheet_rows *rows)
{
	const struct export_sheet *sheet = rows->sheet;
	size_t i, count = sheet->count;

	memset(run, 0, sizeof(*run));
	run->rows = rows;
	run->sheet = sheet;
	run->source = mem_array(count, sizeof(*run->source));
	run->cells = mem_array(count, sizeof(*run->cells));
	run->texts = mem_array(count, sizeof(*run->texts));
	run->inner.units = mem_array(count, sizeof(int64_t));
	run->inner.counts = mem_array(count, sizeof(int64_t));
	run->whole.units = mem_array(count, sizeof(int64_t));
	run->whole.counts = mem_array(count, sizeof(int64_t));
	for (i = 0; i < count; i++) {
		if (sheet->columns[i].field)
			run->source[i] =
			    field_place(run, sheet->columns[i].field);
		if (sheet->columns[i].look.total != LAYOUT_TOTAL_NONE)
			run->has_totals = true;
	}
	run->group = mem_array(sheet->group_count + 1, sizeof(*run->group));
	run->group_values =
	    mem_array(sheet->group_count + 1, sizeof(*run->group_values));
	for (i = 0; i < sheet->group_count; i++)
		run->group[i] = field_place(run, sheet->group[i]);
}

static void
run_done(struct run *run)
{
	size_t i;

	for (i = 0; i < run->sheet->count; i++)
		buf_done(&run->texts[i]);
	for (i = 0; i < run->sheet->group_count; i++)
		free(run->group_values[i]);
	buf_done(&run->line);
	free(run->group_values);
	free(run->group);
	free(run->source);
	free(run->fields);
	free(run->cells);
	free(run->texts);
	free(run->inner.units);
	free(run->inner.counts);
	free(run->whole.units);
	free(run->whole.counts);
}

/* ---- sums ---- */

static int64_t
units_scaled(int64_t units, int places)
{
	for (; places < SUM_PLACES; places++) {
		if (units > SUM_LIMIT / 10 || units < -SUM_LIMIT / 10)
			return INT64_MAX;
		units *= 10;
	}
	return units;
}

static bool
sum_add(struct run *run, size_t column, const struct layout_cell *cell,
    struct err *err)
{
	int64_t units;

	if (cell->kind == LAYOUT_CELL_BLANK)
		return true;
	run->inner.counts[column]++;
	run->whole.counts[column]++;
	if (run->sheet->columns[column].look.total != LAYOUT_TOTAL_SUM ||
	    cell->kind != LAYOUT_CELL_UNITS)
		return true;
	units = units_scaled(cell->units, cell->places);
	if (units == INT64_MAX || units > SUM_LIMIT || units < -SUM_LIMIT ||
	    run->whole.units[column] > SUM_LIMIT ||
	    run->whole.units[column] < -SUM_LIMIT)
		return err_set(err, ERR_REFUSED, "「%s」的合计超出范围",
		    run->sheet->columns[column].look.head[0]);
	run->inner.units[column] += units;
	run->whole.units[column] += units;
	return true;
}

static void
sum_cell(struct run *run, const struct sums *sums, size_t column)
{
	const struct layout_column *look = &run->sheet->columns[column].look;
	struct layout_cell *cell = &run->cells[column];
	int64_t units = sums->units[column];
	int places = SUM_PLACES;

	memset(cell, 0, sizeof(*cell));
	cell->text = "";
	if (look->total == LAYOUT_TOTAL_NONE)
		return;
	cell->kind = LAYOUT_CELL_UNITS;
	if (look->total == LAYOUT_TOTAL_COUNT) {
		cell->units = sums->counts[column];
	} else {
		int least = look->format == LAYOUT_NUMBER ? 0 : 2;

		while (places > least && units % 10 == 0) {
			units /= 10;
			places--;
		}
		cell->units = units;
		cell->places = places;
	}
	cell_write_units(&run->texts[column],
	    look->total == LAYOUT_TOTAL_COUNT ? LAYOUT_NUMBER : look->format,
	    cell->units, cell->places);
	cell->text = buf_string(&run->texts[column]);
}

/* Where the word 小计 or 合计 stands: beside what it sums, else first. */
static size_t
label_column(const struct run *run, bool whole)
{
	const struct export_sheet *sheet = run->sheet;
	size_t i, j;

	for (i = 0; !whole && i < sheet->count; i++)
		for (j = 0; j < sheet->group_count; j++)
			if (sheet->columns[i].field == sheet->group[j] &&
			    sheet->columns[i].look.total == LAYOUT_TOTAL_NONE)
				return i;
	for (i = 0; i < sheet->count; i++)
		if (sheet->columns[i].look.total == LAYOUT_TOTAL_NONE)
			return i;
	return 0;
}

/* Values, not their look: every format gives the same check code. */
static void
digest_cells(struct run *run)
{
	struct buf *line = &run->line;
	size_t i;
	int shift;

	buf_clear(line);
	for (i = 0; i < run->sheet->count; i++) {
		const struct layout_cell *cell = &run->cells[i];

		buf_add_char(line, (char)('0' + cell->kind));
		if (cell->kind == LAYOUT_CELL_TEXT)
			buf_add_string(line, cell->text);
		for (shift = 0; cell->kind > LAYOUT_CELL_TEXT && shift < 64;
		     shift += 8)
			buf_add_char(line,
			    (char)((uint64_t)cell->units >> shift & 0xff));
		buf_add_char(line, (char)cell->places);
	}
	buf_add_char(line, '\n');
	digest_add(run->rows->digest, line->text, line->size);
}

static bool
field_shown(const struct export_sheet *sheet, const struct field *field)
{
	size_t i;

	for (i = 0; i < sheet->count; i++)
		if (sheet->columns[i].field == field)
			return true;
	return false;
}

/* The values of the group's columns; of those not shown only when none is:
 * they are there for the order. */
static bool
group_label(struct run *run, struct buf *label, struct err *err)
{
	bool any = false;
	size_t i;

	for (i = 0; i < run->sheet->group_count; i++)
		any = any || field_shown(run->sheet, run->sheet->group[i]);
	for (i = 0; i < run->sheet->group_count; i++) {
		if (any && !field_shown(run->sheet, run->sheet->group[i]))
			continue;
		if (label->size)
			buf_add_char(label, ' ');
		if (!value_show(run->rows->forms, run->sheet->group[i],
			run->group_values[i], VALUE_HUMAN, label, err))
			return false;
	}
	buf_add_string(label, label->size ? " 小计" : "小计");
	return true;
}

static bool
sums_send(struct run *run, enum layout_row kind, struct err *err)
{
	bool whole = kind == LAYOUT_ROW_TOTAL;
	struct sums *sums = whole ? &run->whole : &run->inner;
	struct buf label = {0};
	size_t i, at = label_column(run, whole);
	bool fine;

	for (i = 0; i < run->sheet->count; i++)
		sum_cell(run, sums, i);
	if (whole)
		buf_add_string(&label, "合计");
	fine = whole || group_label(run, &label, err);
	if (run->cells[at].kind == LAYOUT_CELL_BLANK) {
		run->cells[at].kind = LAYOUT_CELL_TEXT;
		run->cells[at].text = buf_string(&label);
	}
	digest_cells(run);
	fine = fine && run->rows->sink->row(
			   run->rows->sink->data, kind, run->cells, err);
	buf_done(&label);
	memset(run->inner.units, 0, run->sheet->count * sizeof(int64_t));
	memset(run->inner.counts, 0, run->sheet->count * sizeof(int64_t));
	return fine;
}

/* ---- cells ---- */

static bool
cell_fill(struct run *run, size_t column, const char *stored, struct err *err)
{
	const struct export_column *c = &run->sheet->columns[column];
	struct layout_cell *cell = &run->cells[column];
	struct buf *text = &run->texts[column];
	struct cell_source source = {c->field, c->look.format,
	    c->mask && run->rows->masked, run->rows->sink->texts};

	memset(cell, 0, sizeof(*cell));
	cell->text = "";
	if (!c->field) {
		cell->kind = LAYOUT_CELL_UNITS;
		cell->units = run->rows->count;
		buf_clear(text);
		buf_printf(text, "%" PRId64, cell->units);
		cell->text = buf_string(text);
		return true;
	}
	if (!stored || !*stored)
		return true;
	if (!cell_make(run->rows->forms, &source, stored, text, cell, err))
		return false;
	cell->mark = c->mark && cell->kind != LAYOUT_CELL_BLANK &&
		     !(cell->kind == LAYOUT_CELL_UNITS && cell->units == 0);
	return true;
}

static bool
text_same(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

static bool
group_turn(struct run *run, const char *const *stored, struct err *err)
{
	bool same = run->has_group;
	size_t i;

	for (i = 0; same && i < run->sheet->group_count; i++)
		same = text_same(run->group_values[i], stored[run->group[i]]);
	if (same)
		return true;
	if (run->has_group && !sums_send(run, LAYOUT_ROW_SUBTOTAL, err))
		return false;
	for (i = 0; i < run->sheet->group_count; i++) {
		free(run->group_values[i]);
		run->group_values[i] = mem_strdup(stored[run->group[i]]);
	}
	run->has_group = true;
	return true;
}

static bool
on_row(void *data, int64_t id, const char *const *stored, struct err *err)
{
	struct run *run = data;
	size_t i;

	(void)id;
	if (run->sheet->group_count && run->has_totals &&
	    !group_turn(run, stored, err))
		return false;
	run->rows->count++;
	for (i = 0; i < run->sheet->count; i++)
		if (!cell_fill(run, i, stored[run->source[i]], err) ||
		    !sum_add(run, i, &run->cells[i], err))
			return false;
	digest_cells(run);
	return run->rows->sink->row(
	    run->rows->sink->data, LAYOUT_ROW_DATA, run->cells, err);
}

/* ---- the query ---- */

/* The list as its form has it, narrowed by the sheet's own where. */
static void
query_make(const struct run *run, struct query *q, struct listdef *list,
    struct buf *where, struct buf *sort)
{
	const struct export_sheet *sheet = run->sheet;
	const char *order;
	size_t i;

	if (sheet->list)
		*list = *sheet->list;
	order = sheet->sort ? sheet->sort : list->sort;
	if (list->where)
		buf_printf(where, "(%s\n)", list->where);
	if (sheet->where)
		buf_printf(where, "%s(%s\n)", where->size ? " AND " : "",
		    sheet->where);
	list->where = where->size ? where->text : NULL;
	for (i = 0; i < sheet->group_count; i++)
		buf_printf(sort, "%s ", sheet->group[i]->name);
	buf_add_string(sort, order);
	q->form = sheet->form;
	q->list = list;
	q->filter = run->rows->filter;
	q->columns = run->fields;
	q->column_count = run->field_count;
	q->sort = sort->size ? sort->text : NULL;
}

static bool
stream_all(struct run *run, const struct query *q, struct err *err)
{
	if (!rowset_stream(run->rows->forms, q, on_row, run, err))
		return false;
	if (!run->has_totals || !run->rows->count)
		return true;
	if (run->has_group && !sums_send(run, LAYOUT_ROW_SUBTOTAL, err))
		return false;
	return sums_send(run, LAYOUT_ROW_TOTAL, err);
}

static void
capital_take(struct run *run)
{
	size_t i;

	for (i = 0; i < run->sheet->count; i++)
		if (run->sheet->capital &&
		    run->sheet->columns[i].field == run->sheet->capital)
			run->rows->capital_units = run->whole.units[i] / 100;
}

bool
sheet_rows_stream(struct sheet_rows *rows, struct err *err)
{
	struct query q = {0};
	struct listdef list = {0};
	struct buf where = {0}, sort = {0};
	struct run run;
	bool fine;

	rows->count = 0;
	run_init(&run, rows);
	query_make(&run, &q, &list, &where, &sort);
	fine = stream_all(&run, &q, err);
	capital_take(&run);
	run_done(&run);
	buf_done(&where);
	buf_done(&sort);
	return fine;
}

bool
sheet_rows_count(struct sheet_rows *rows, int64_t *count, struct err *err)
{
	struct query q = {0};
	struct listdef list = {0};
	struct buf where = {0}, sort = {0};
	struct run run;
	bool fine;

	run_init(&run, rows);
	query_make(&run, &q, &list, &where, &sort);
	fine = rowset_count(rows->forms, &q, count, err);
	run_done(&run);
	buf_done(&where);
	buf_done(&sort);
	return fine;
}
