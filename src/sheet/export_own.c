/*
 * A cross-check's sides are written as formulas over the totals of the
 * other worksheets: whoever changes a figure there sees it here.
 */
#include "sheet/export_own.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/money.h"
#include "record/words.h"
#include "sheet/sheet_rows.h"

static void
text_cell(struct layout_cell *cell, const char *text)
{
	memset(cell, 0, sizeof(*cell));
	cell->kind = text && *text ? LAYOUT_CELL_TEXT : LAYOUT_CELL_BLANK;
	cell->text = text ? text : "";
}

static void
number_cell(struct layout_cell *cell, struct buf *text, int64_t units,
    int places)
{
	memset(cell, 0, sizeof(*cell));
	while (places > 0 && units % 10 == 0) {
		units /= 10;
		places--;
	}
	cell->kind = LAYOUT_CELL_UNITS;
	cell->units = units;
	cell->places = places;
	buf_clear(text);
	money_write(text, units, places);
	cell->text = buf_string(text);
}

static bool
row_send(struct export_own *own, const struct layout_cell *cells, bool mark,
    struct err *err)
{
	struct layout_line line = {
	    .kind = LAYOUT_ROW_DATA, .mark = mark, .cells = cells};
	struct buf room = {0};

	own->rows++;
	line.key = cells[1].text;
	sheet_rows_digest(own->digest, &room, cells, own->table->columns);
	buf_done(&room);
	return own->sink->row(own->sink->data, &line, err);
}

static bool
index_rows(struct export_own *own, struct err *err)
{
	struct buf number = {0}, rows = {0};
	struct layout_cell cells[6];
	bool fine = true;
	size_t i;

	for (i = 0; fine && i < own->plan->place_count; i++) {
		const struct export_place *place = &own->plan->places[i];

		if (place->late)
			continue;
		number_cell(&cells[0], &number, own->rows + 1, 0);
		text_cell(&cells[1], place->title);
		text_cell(&cells[2], place->first->def->code);
		text_cell(&cells[3], place->name);
		number_cell(&cells[4], &rows, place->rows, 0);
		text_cell(&cells[5], place->check);
		fine = row_send(own, cells, false, err);
	}
	buf_done(&number);
	buf_done(&rows);
	return fine;
}

/* ---- checks ---- */

/* "='统计'!D9" and the value in ten-thousandths. */
static void
term_add(const struct export_plan *plan, const struct export_table *table,
    size_t column, struct buf *formula, int64_t *units)
{
	const char *name = plan->places[table->place].name;
	const struct export_column *c = &table->sheet->columns[column];
	char letters[4];

	if (!table->sums.units)
		return;
	if (c->look.total == LAYOUT_TOTAL_COUNT) {
		int64_t count = table->sums.counts[column];

		*units += count * 10000;
	} else {
		*units += table->sums.units[column];
	}
	if (!table->total_row)
		return;
	layout_column_letters(column, letters);
	buf_add_string(formula, formula->size ? "+'" : "='");
	for (; *name; name++) {
		buf_add_char(formula, *name);
		if (*name == '\'')
			buf_add_char(formula, '\'');
	}
	buf_printf(formula, "'!%s%d", letters, table->total_row);
}

static int64_t
side_sum(const struct export_plan *plan, const char *terms, struct buf *formula)
{
	int64_t units = 0;
	char *term;

	while ((term = words_take(&terms))) {
		size_t column = 0;
		const struct export_table *table =
		    export_plan_find(plan, term, &column);

		if (table)
			term_add(plan, table, column, formula, &units);
		free(term);
	}
	return units;
}

static bool
check_row(
    struct export_own *own, const struct export_check *check, struct err *err)
{
	struct buf formulas[2] = {{0}, {0}}, texts[4] = {{0}, {0}, {0}, {0}};
	int64_t left = side_sum(own->plan, check->left, &formulas[0]);
	int64_t right = side_sum(own->plan, check->right, &formulas[1]);
	struct layout_cell cells[6];
	bool fine;
	size_t i;

	number_cell(&cells[0], &texts[0], own->rows + 1, 0);
	text_cell(&cells[1], check->label);
	number_cell(&cells[2], &texts[1], left, SHEET_SUMS_PLACES);
	number_cell(&cells[3], &texts[2], right, SHEET_SUMS_PLACES);
	number_cell(&cells[4], &texts[3], left - right, SHEET_SUMS_PLACES);
	text_cell(&cells[5], left == right ? "相符" : "不符");
	cells[2].formula = formulas[0].size ? formulas[0].text : NULL;
	cells[3].formula = formulas[1].size ? formulas[1].text : NULL;
	fine = row_send(own, cells, left != right, err);
	for (i = 0; i < 4; i++)
		buf_done(&texts[i]);
	buf_done(&formulas[0]);
	buf_done(&formulas[1]);
	return fine;
}

bool
export_own_rows(struct export_own *own, struct err *err)
{
	const struct exportdef *def = own->table->def;
	size_t i;

	if (own->table->sheet->rows == EXPORT_ROWS_INDEX)
		return index_rows(own, err);
	for (i = 0; i < def->check_count; i++)
		if (!check_row(own, &def->checks[i], err))
			return false;
	return true;
}

static bool
side_check(const struct export_plan *plan, const struct exportdef *def,
    const char *terms, struct err *err)
{
	bool fine = true;
	char *term;

	while (fine && (term = words_take(&terms))) {
		size_t column;

		if (!export_plan_find(plan, term, &column))
			fine = err_set(err, ERR_USAGE,
			    _("%s：勾稽「%s」不是本工作簿里有合计的一列，"
			    "应写作 报表.表号.列"),
			    def->path, term);
		free(term);
	}
	return fine;
}

bool
export_own_check(const struct export_plan *plan, const struct exportdef *def,
    struct err *err)
{
	size_t i;

	for (i = 0; i < def->check_count; i++)
		if (!side_check(plan, def, def->checks[i].left, err) ||
		    !side_check(plan, def, def->checks[i].right, err))
			return false;
	return true;
}
