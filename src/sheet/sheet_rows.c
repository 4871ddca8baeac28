/*
 * A row ends the groups it does not belong to, innermost first, opens those
 * it begins, and is added to the sums of all of them.
 */
#include "sheet/sheet_rows.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/money.h"
#include "base/text.h"
#include "record/value.h"
#include "sheet/cell.h"
#include "sheet/sheet_offices.h"
#include "sheet/sheet_query.h"

#define NOWHERE ((size_t)-1)

struct run {
	struct sheet_rows *rows;
	const struct export_sheet *sheet;
	struct sheet_query query;
	size_t *source;	   /* of each column: its place in the query */
	size_t *group;	   /* places in the query */
	char **group_values;
	size_t key, mark;  /* places in the query, or NOWHERE */
	bool has_group, has_totals;
	struct layout_cell *cells;
	struct buf *texts;
	struct sheet_sums inner[LAYOUT_LEVELS];
	struct buf line; /* a row as the digest sees it */
};

static size_t
place_or_nowhere(struct run *run, const struct field *field)
{
	return field ? sheet_query_place(&run->query, field) : NOWHERE;
}

static size_t
column_of(const struct export_sheet *sheet, const struct field *field)
{
	size_t i;

	for (i = 0; i + 1 < sheet->count; i++)
		if (sheet->columns[i].field == field)
			break;
	return i;
}

static void
places_find(struct run *run)
{
	const struct export_sheet *sheet = run->sheet;
	const struct field *key = sheet->key;
	size_t i;

	for (i = 0; i < sheet->count; i++) {
		run->source[i] = i;
		if (sheet->columns[i].field && !run->rows->pivot)
			run->source[i] = sheet_query_place(
			    &run->query, sheet->columns[i].field);
	}
	for (i = 0; i < sheet->group_count; i++)
		run->group[i] = run->rows->pivot
			? column_of(sheet, sheet->group[i])
			: sheet_query_place(&run->query, sheet->group[i]);
	run->key = run->mark = NOWHERE;
	if (run->rows->pivot)
		return;
	if (!key && sheet->form)
		key = formdef_field(sheet->form, "code");
	run->key = place_or_nowhere(run, key);
	run->mark = place_or_nowhere(run, sheet->mark);
}

static void
run_init(struct run *run, struct sheet_rows *rows)
{
	const struct export_sheet *sheet = rows->sheet;
	size_t i, count = sheet->count;

	memset(run, 0, sizeof(*run));
	run->rows = rows;
	run->sheet = sheet;
	run->source = mem_array(count + 1, sizeof(*run->source));
	run->cells = mem_array(count + 1, sizeof(*run->cells));
	run->texts = mem_array(count + 1, sizeof(*run->texts));
	run->group = mem_array(sheet->group_count + 1, sizeof(*run->group));
	run->group_values =
	    mem_array(sheet->group_count + 1, sizeof(*run->group_values));
	for (i = 0; i < sheet->levels; i++)
		sheet_sums_init(&run->inner[i], count);
	for (i = 0; i < count; i++)
		if (sheet->columns[i].look.total != LAYOUT_TOTAL_NONE)
			run->has_totals = true;
	places_find(run);
	sheet_query_make(&run->query, sheet, rows->filter);
}

static void
run_done(struct run *run)
{
	size_t i;

	for (i = 0; i < run->sheet->count; i++)
		buf_done(&run->texts[i]);
	for (i = 0; i < run->sheet->group_count; i++)
		free(run->group_values[i]);
	for (i = 0; i < run->sheet->levels; i++)
		sheet_sums_done(&run->inner[i]);
	sheet_query_done(&run->query);
	buf_done(&run->line);
	free(run->group_values);
	free(run->group);
	free(run->source);
	free(run->cells);
	free(run->texts);
}

/* ---- lines ---- */

void
sheet_rows_digest(struct digest *digest, struct buf *line,
    const struct layout_cell *cells, size_t count)
{
	size_t i;
	int shift;

	buf_clear(line);
	for (i = 0; i < count; i++) {
		const struct layout_cell *cell = &cells[i];

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
	digest_add(digest, line->text, line->size);
}

static bool
line_send(struct run *run, const struct layout_line *line, struct err *err)
{
	struct layout_sink *sink = run->rows->sink;

	sheet_rows_digest(
	    run->rows->digest, &run->line, run->cells, run->sheet->count);
	return sink->row(sink->data, line, err);
}

static size_t
level_start(const struct export_sheet *sheet, size_t level)
{
	return level ? sheet->level_end[level - 1] : 0;
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

/* Where the words of a line of sums stand: beside what it sums, else first. */
static size_t
label_column(const struct run *run, size_t level)
{
	const struct export_sheet *sheet = run->sheet;
	size_t i, j;

	for (i = 0; level < sheet->levels && i < sheet->count; i++)
		for (j = level_start(sheet, level); j < sheet->level_end[level];
		     j++)
			if (sheet->columns[i].field == sheet->group[j] &&
			    sheet->columns[i].look.total == LAYOUT_TOTAL_NONE)
				return i;
	/* a group's name would make the column of numbers too wide */
	for (i = level < sheet->levels; i < sheet->count; i++)
		if (sheet->columns[i].look.total == LAYOUT_TOTAL_NONE)
			return i;
	return 0;
}

/* The values of a level's columns; of those not shown only when none is:
 * they are there for the order. */
static bool
group_label(struct run *run, size_t level, struct buf *label, struct err *err)
{
	const struct export_sheet *sheet = run->sheet;
	size_t i, start = level_start(sheet, level);
	size_t end = sheet->level_end[level];
	bool any = false;

	for (i = start; i < end; i++)
		any = any || field_shown(sheet, sheet->group[i]);
	for (i = start; i < end; i++) {
		/* a hidden name stands for its code before it */
		if (any ? !field_shown(sheet, sheet->group[i])
			: i + 1 < end)
			continue;
		if (label->size)
			buf_add_char(label, ' ');
		if (!value_show(run->rows->forms, sheet->group[i],
			run->group_values[i], VALUE_HUMAN, label, err))
			return false;
	}
	return true;
}

static const char *
sum_word(const struct export_sheet *sheet, size_t level)
{
	if (level == sheet->levels)
		return sheet->levels > 1 ? "总计" : "合计";
	return level + 1 == sheet->levels ? "小计" : "合计";
}

/* The sums of a level; level == levels: of the whole. */
static bool
sums_send(struct run *run, size_t level, struct err *err)
{
	const struct export_sheet *sheet = run->sheet;
	bool whole = level == sheet->levels;
	struct sheet_sums *sums = whole ? &run->rows->sums : &run->inner[level];
	struct layout_line line = {
	    .kind = whole ? LAYOUT_ROW_TOTAL : LAYOUT_ROW_SUBTOTAL,
	    .level = (int)level,
	    .cells = run->cells};
	struct buf label = {0};
	size_t i, at = label_column(run, level);
	bool fine = whole || group_label(run, level, &label, err);

	for (i = 0; i < sheet->count; i++)
		sheet_sums_cell(sums, i, &sheet->columns[i].look,
		    &run->texts[i], &run->cells[i]);
	if (label.size)
		buf_add_char(&label, ' ');
	buf_add_string(&label, sum_word(sheet, level));
	if (run->cells[at].kind == LAYOUT_CELL_BLANK) {
		run->cells[at].kind = LAYOUT_CELL_TEXT;
		run->cells[at].text = buf_string(&label);
	}
	fine = fine && line_send(run, &line, err);
	buf_done(&label);
	if (!whole)
		sheet_sums_clear(sums);
	return fine;
}

static bool
band_send(struct run *run, size_t level, struct err *err)
{
	struct layout_line line = {.kind = LAYOUT_ROW_BAND,
	    .level = (int)level,
	    .cells = run->cells};
	struct buf label = {0};
	bool fine = group_label(run, level, &label, err);
	size_t i;

	for (i = 0; i < run->sheet->count; i++) {
		memset(&run->cells[i], 0, sizeof(*run->cells));
		run->cells[i].text = "";
	}
	run->cells[0].kind = LAYOUT_CELL_TEXT;
	run->cells[0].text = label.size ? buf_string(&label) : "未填";
	fine = fine && line_send(run, &line, err);
	buf_done(&label);
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
cell_sum(struct run *run, size_t column, struct err *err)
{
	const struct export_column *c = &run->sheet->columns[column];
	enum layout_total total = c->look.total;
	const struct layout_cell *cell = &run->cells[column];
	size_t level;

	for (level = 0; level < run->sheet->levels; level++)
		if (!sheet_sums_add(&run->inner[level], column, total, cell))
			break;
	if (level == run->sheet->levels &&
	    sheet_sums_add(&run->rows->sums, column, total, cell))
		return true;
	return err_set(
	    err, ERR_REFUSED, _("「%s」的合计超出范围"), c->look.head[0]);
}

/* ---- groups ---- */

static bool
text_same(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

/* The outermost level that this row leaves; levels: none. */
static size_t
level_left(const struct run *run, const char *const *stored)
{
	const struct export_sheet *sheet = run->sheet;
	size_t level, i;

	for (level = 0; run->has_group && level < sheet->levels; level++)
		for (i = level_start(sheet, level); i < sheet->level_end[level];
		     i++)
			if (!text_same(run->group_values[i],
				stored[run->group[i]]))
				return level;
	return run->has_group ? sheet->levels : 0;
}

static bool
groups_close(struct run *run, size_t outermost, struct err *err)
{
	size_t level = run->sheet->levels;

	while (run->has_totals && run->has_group && level-- > outermost)
		if (!sums_send(run, level, err))
			return false;
	return true;
}

static bool
group_turn(struct run *run, const char *const *stored, struct err *err)
{
	const struct export_sheet *sheet = run->sheet;
	size_t i, level = level_left(run, stored);

	if (level == sheet->levels && run->has_group)
		return true;
	if (!groups_close(run, level, err))
		return false;
	for (i = level_start(sheet, level); i < sheet->group_count; i++) {
		free(run->group_values[i]);
		run->group_values[i] = mem_strdup(stored[run->group[i]]);
	}
	run->has_group = true;
	for (; sheet->band && level < sheet->levels; level++)
		if (!band_send(run, level, err))
			return false;
	return true;
}

static bool
says_something(const char *stored)
{
	return stored && *stored && strcmp(stored, "0");
}

static bool
on_row(void *data, int64_t id, const char *const *stored, struct err *err)
{
	struct run *run = data;
	struct layout_line line = {
	    .kind = LAYOUT_ROW_DATA, .cells = run->cells};
	size_t i;

	(void)id;
	if (run->sheet->levels && !group_turn(run, stored, err))
		return false;
	run->rows->count++;
	for (i = 0; i < run->sheet->count; i++)
		if (!cell_fill(run, i, stored[run->source[i]], err) ||
		    !cell_sum(run, i, err))
			return false;
	line.key = run->key == NOWHERE ? NULL : stored[run->key];
	line.mark = run->mark != NOWHERE && says_something(stored[run->mark]);
	return line_send(run, &line, err);
}

/* ---- all ---- */

static bool
pivot_each(struct run *run, struct err *err)
{
	const struct sheet_pivot *p = run->rows->pivot;
	size_t i;

	for (i = 0; i < p->rows; i++)
		if (!on_row(run, 0,
			(const char *const *)p->cells + i * p->sheet.count,
			err))
			return false;
	return true;
}

static bool
stream_all(struct run *run, struct err *err)
{
	struct sheet_rows *rows = run->rows;

	if (!(rows->pivot ? pivot_each(run, err)
			  : sheet_stream(rows->forms, rows->sheet,
				&run->query, on_row, run, err)))
		return false;
	if (!run->has_totals || !rows->count)
		return true;
	return groups_close(run, 0, err) &&
	       sums_send(run, run->sheet->levels, err);
}

static void
capital_take(struct run *run)
{
	size_t i;

	for (i = 0; i < run->sheet->count; i++)
		if (run->sheet->capital &&
		    run->sheet->columns[i].field == run->sheet->capital)
			run->rows->capital_units =
			    run->rows->sums.units[i] / 100;
}

bool
sheet_rows_stream(struct sheet_rows *rows, struct err *err)
{
	struct run run;
	bool fine;

	rows->count = 0;
	sheet_sums_init(&rows->sums, rows->sheet->count);
	run_init(&run, rows);
	fine = stream_all(&run, err);
	capital_take(&run);
	run_done(&run);
	return fine;
}

bool
sheet_rows_count(struct sheet_rows *rows, int64_t *count, struct err *err)
{
	struct run run;
	bool fine;

	*count = 0;
	if (!rows->sheet->form)
		return true;
	run_init(&run, rows);
	fine = sheet_count(rows->forms, rows->sheet, &run.query, count, err);
	run_done(&run);
	return fine;
}
