/*
 * Where things stand on a worksheet: title, the line of organ, day and unit,
 * heads, rows, sums, what is below.  Rows are written downwards once; what
 * depends on all of them (widths, page) is said at the end.
 */
#include "sheet/xlsx_sheet.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "sheet/xlsx_above.h"
#include "sheet/xlsx_below.h"
#include "sheet/xlsx_draw.h"
#include "sheet/xlsx_form.h"

#define MEASURED_ROWS 1000 /* the widths of these speak for all */

struct xlsx_sheet *
xlsx_sheet_new(struct xlsx *x)
{
	struct xlsx_sheet *s = mem_alloc(sizeof(*s));

	s->x = x;
	return s;
}

void
xlsx_sheet_free(struct xlsx_sheet *s)
{
	if (!s)
		return;
	free(s->widths);
	free(s->kept);
	free(s->breaks);
	free(s);
}

static bool
sheets_name(
    void *data, const char *const *names, size_t count, struct err *err)
{
	struct xlsx_sheet *s = data;
	size_t i;

	for (i = 0; i < count; i++)
		if (!xlsx_sheet(s->x, names[i], err))
			return false;
	return true;
}

static void
place_begin(struct xlsx_sheet *s, const struct layout *layout)
{
	xlsx_sheet_select(s->x, layout->place);
	s->row = 0;
	s->break_count = 0;
	s->first_head_last = -1;
	s->freeze = layout->freeze;
	s->kept_count = layout->grid;
	s->kept = mem_resize(s->kept, layout->grid, sizeof(*s->kept));
	memset(s->kept, 0, layout->grid * sizeof(*s->kept));
}

static void
table_begin(struct xlsx_sheet *s)
{
	int level;

	if (!s->layout->under) {
		s->first_head = s->head_first;
		s->first_head_last = s->head_last;
	}
	s->data_first = s->row;
	s->data_last = s->row - 1;
	for (level = 0; level < LAYOUT_LEVELS; level++)
		s->group_first[level] = s->row;
}

static bool
sheet_begin(void *data, const struct layout *layout, struct err *err)
{
	struct xlsx_sheet *s = data;
	size_t i;

	s->layout = layout;
	s->rows = 0;
	if (!layout->under)
		place_begin(s, layout);
	s->widths = mem_resize(s->widths, layout->count, sizeof(*s->widths));
	for (i = 0; i < layout->count; i++)
		s->widths[i] = layout_head_width(layout->columns[i]);
	if (layout->page_line_count)
		return true;
	if (layout->under) {
		s->row++;
		if (!xlsx_draw_line(s, XLSX_SUBTITLE, layout->title, 24, err))
			return false;
	} else if (!xlsx_draw_line(s, XLSX_TITLE, layout->title, 36, err) ||
		   !xlsx_above_lines(s, err)) {
		return false;
	}
	if (!xlsx_above_heads(s, err))
		return false;
	table_begin(s);
	return true;
}

/* ---- cells ---- */

static enum xlsx_style
units_style(const struct layout_column *column, enum layout_format format,
    int places)
{
	if (format == LAYOUT_NUMBER && column->align == 2 && !places)
		return XLSX_SEQUENCE;
	switch (format) {
	case LAYOUT_MONEY:
		return XLSX_MONEY;
	case LAYOUT_SCORE:
		return XLSX_SCORE;
	case LAYOUT_PERCENT:
		return XLSX_PERCENT;
	case LAYOUT_SEQUENCE:
		return XLSX_SEQUENCE;
	default:
		return places ? XLSX_DECIMAL : XLSX_NUMBER;
	}
}

static enum xlsx_style
text_style(const struct layout_column *column)
{
	if (column->spread)
		return XLSX_TEXT_SPREAD;
	if (column->align == 1)
		return XLSX_TEXT_RIGHT;
	if (column->align == 2 ||
	    (column->align == 0 &&
		(column->format == LAYOUT_ID || column->format == LAYOUT_DATE ||
		    column->format == LAYOUT_SEQUENCE)))
		return XLSX_TEXT_MIDDLE;
	return XLSX_TEXT;
}

static int
digits_of(int64_t units)
{
	int digits = 1;

	for (; units > 9 || units < -9; units /= 10)
		digits++;
	return digits;
}

/* The widest of its lines. */
static int
lines_width(const char *text)
{
	int widest = 0;

	while (strchr(text, '\n')) {
		size_t size = strcspn(text, "\n");
		char *line = mem_strndup(text, size);
		int width = text_width(line);

		widest = width > widest ? width : widest;
		free(line);
		text += size + 1;
	}
	return text_width(text) > widest ? text_width(text) : widest;
}

static void
cell_measure(
    struct xlsx_sheet *s, size_t column, const struct layout_cell *cell)
{
	int width = 0;

	switch (cell->kind) {
	case LAYOUT_CELL_BLANK:
		return;
	case LAYOUT_CELL_TEXT:
		width = lines_width(cell->text);
		break;
	case LAYOUT_CELL_DAY:
		width = 10;
		break;
	case LAYOUT_CELL_UNITS:
		width = digits_of(cell->units) + (cell->places ? 1 : 0);
		if (s->layout->columns[column]->format == LAYOUT_MONEY)
			width += width / 4 + 1;
		break;
	}
	if (width > s->widths[column])
		s->widths[column] = width;
}

/* "=SUBTOTAL(9,C5:C12)": over the rows of the group, or over all of them,
 * where it leaves out the subtotals by itself. */
static void
sum_formula(const struct xlsx_sheet *s, size_t column,
    const struct layout_line *line, char out[64])
{
	const struct layout_column *c = s->layout->columns[column];
	int first = line->kind == LAYOUT_ROW_TOTAL ? s->data_first
						   : s->group_first[line->level];
	char name[4];

	layout_column_letters(column, name);
	snprintf(out, 64, "=SUBTOTAL(%d,%s%d:%s%d)",
	    c->total == LAYOUT_TOTAL_COUNT ? 3 : 9, name, first + 1, name,
	    s->row);
}

static int64_t
scaled(const struct layout_cell *cell, int places)
{
	int64_t units =
	    cell->kind == LAYOUT_CELL_UNITS ? cell->units : 0;
	int at = cell->kind == LAYOUT_CELL_UNITS ? cell->places : 0;

	for (; at < places; at++)
		units *= 10;
	return units;
}

/* Only a formula that gives the value is written: what the book counted
 * holds, and a spreadsheet must not show another figure. */
static bool
formula_holds(const struct layout_column *c, const struct layout_cell *cells,
    const struct layout_cell *cell)
{
	int64_t sum = 0;
	size_t i;

	if (c->formula == LAYOUT_FORMULA_MINUS) {
		if (cells[c->from].kind != LAYOUT_CELL_UNITS ||
		    cells[c->to].kind != LAYOUT_CELL_UNITS)
			return false;
		sum = scaled(&cells[c->from], 4) - scaled(&cells[c->to], 4);
	}
	for (i = c->from; c->formula == LAYOUT_FORMULA_SUM && i <= c->to; i++)
		sum += scaled(&cells[i], 4);
	return sum == scaled(cell, 4);
}

/* The formula of a cell of a row of data; false: it has none. */
static bool
row_formula(const struct xlsx_sheet *s, size_t at,
    const struct layout_cell *cells, char out[64])
{
	const struct layout_column *c = s->layout->columns[at];
	char from[4], to[4];

	layout_column_letters(c->from, from);
	layout_column_letters(c->to, to);
	switch (c->formula) {
	case LAYOUT_FORMULA_MINUS:
		snprintf(out, 64, "=%s%d-%s%d", from, s->row + 1, to,
		    s->row + 1);
		break;
	case LAYOUT_FORMULA_SUM:
		snprintf(out, 64, "=SUM(%s%d:%s%d)", from, s->row + 1, to,
		    s->row + 1);
		break;
	case LAYOUT_FORMULA_AGREES:
		snprintf(out, 64, "=IF(%s%d=0,\"相符\",\"不符\")", from,
		    s->row + 1);
		return true;
	default:
		return false;
	}
	return formula_holds(c, cells, &cells[at]);
}

static bool
units_write(struct xlsx_sheet *s, size_t at, const struct layout_line *line,
    enum xlsx_stress stress, struct err *err)
{
	const struct layout_column *column = s->layout->columns[at];
	const struct layout_cell *cell = &line->cells[at];
	bool data = line->kind == LAYOUT_ROW_DATA;
	enum layout_format format = column->format;
	int places = cell->places;
	char formula[64];

	if (column->total == LAYOUT_TOTAL_COUNT && !data)
		format = LAYOUT_SEQUENCE;
	if (format == LAYOUT_PERCENT)
		places += 2;
	if (!data)
		sum_formula(s, at, line, formula);
	else if (cell->formula)
		return xlsx_formula(s->x, s->row, (int)at,
		    units_style(column, format, places), stress, cell->formula,
		    cell->units, places, err);
	else if (!row_formula(s, at, line->cells, formula))
		return xlsx_number(s->x, s->row, (int)at,
		    units_style(column, format, places), stress, cell->units, places,
		    err);
	return xlsx_formula(s->x, s->row, (int)at, units_style(column, format, places),
	    stress, formula, cell->units, places, err);
}

static bool
cell_write(struct xlsx_sheet *s, size_t at, const struct layout_line *line,
    struct err *err)
{
	const struct layout_cell *cell = &line->cells[at];
	bool data = line->kind == LAYOUT_ROW_DATA;
	enum xlsx_stress stress = !data ? XLSX_STRESS_TOTAL
				  : cell->mark || line->mark
				      ? XLSX_STRESS_MARK
				      : XLSX_STRESS_NONE;
	enum xlsx_style style = data ? text_style(s->layout->columns[at])
				     : XLSX_TEXT_MIDDLE;
	char formula[64];

	switch (cell->kind) {
	case LAYOUT_CELL_DAY:
		return xlsx_date(
		    s->x, s->row, (int)at, stress, (int32_t)cell->units, err);
	case LAYOUT_CELL_UNITS:
		return units_write(s, at, line, stress, err);
	default:
		if (data && cell->kind == LAYOUT_CELL_TEXT &&
		    row_formula(s, at, line->cells, formula))
			return xlsx_formula_text(s->x, s->row, (int)at, style,
			    stress, formula, cell->text, err);
		return xlsx_text(s->x, s->row, (int)at, style, stress,
		    cell->text, err);
	}
}

static int
text_lines(const struct layout_column *column, const char *text)
{
	int room = column->width ? column->width : XLSX_DRAW_WIDTH_MOST;

	if (strlen(text) < 20 && !strchr(text, '\n') &&
	    (!column->width || text_width(text) <= room))
		return 1;
	return xlsx_draw_lines(text, room);
}

static void
row_heighten(struct xlsx_sheet *s, const struct layout_cell *cells)
{
	int most = 1;
	size_t i;

	for (i = 0; i < s->layout->count; i++)
		if (cells[i].kind == LAYOUT_CELL_TEXT) {
			int lines =
			    text_lines(s->layout->columns[i], cells[i].text);

			most = lines > most ? lines : most;
		}
	if (most > 1)
		xlsx_row_height(s->x, s->row,
		    most > 27 ? 405 : XLSX_DRAW_LINE_POINTS * most);
}

/* ---- rows ---- */

static bool
band_write(
    struct xlsx_sheet *s, const struct layout_line *line, struct err *err)
{
	int i, last = (int)s->layout->count - 1;

	if (!xlsx_text(s->x, s->row, 0, XLSX_BAND, 0, line->cells[0].text, err))
		return false;
	for (i = 1; i <= last; i++)
		if (!xlsx_blank(s->x, s->row, i, XLSX_BAND, 0, err))
			return false;
	xlsx_merge(s->x, s->row, 0, s->row, last);
	return true;
}

static bool
cells_write(
    struct xlsx_sheet *s, const struct layout_line *line, struct err *err)
{
	size_t i;

	row_heighten(s, line->cells);
	for (i = 0; i < s->layout->count; i++) {
		if (s->rows < MEASURED_ROWS)
			cell_measure(s, i, &line->cells[i]);
		if (!cell_write(s, i, line, err))
			return false;
	}
	return true;
}

static bool
sheet_row(void *data, const struct layout_line *line, struct err *err)
{
	struct xlsx_sheet *s = data;
	int level;

	if (s->row >= 1048000)
		return err_set(
		    err, ERR_REFUSED, _("超过一张工作表能放的行数，请分开导出"));
	if (s->layout->page_line_count) {
		s->rows++;
		return xlsx_form_page(s, line->cells, err);
	}
	if (line->kind == LAYOUT_ROW_BAND ? !band_write(s, line, err)
					  : !cells_write(s, line, err))
		return false;
	s->rows++;
	if (line->kind == LAYOUT_ROW_TOTAL)
		*s->total_row = s->row + 1;
	else
		s->data_last = s->row;
	s->row++;
	for (level = line->level; line->kind == LAYOUT_ROW_SUBTOTAL &&
				  level < LAYOUT_LEVELS;
	     level++)
		s->group_first[level] = s->row;
	return true;
}

static bool
sheet_end(
    void *data, const struct layout *layout, const char *check, struct err *err)
{
	struct xlsx_sheet *s = data;

	s->layout = layout;
	return layout->page_line_count ? xlsx_form_end(s, check, err)
				       : xlsx_below_end(s, check, err);
}

void
xlsx_sheet_sink(struct xlsx_sheet *s, struct layout_sink *sink)
{
	memset(sink, 0, sizeof(*sink));
	sink->data = s;
	s->total_row = &sink->total_row;
	sink->sheets = sheets_name;
	sink->begin = sheet_begin;
	sink->row = sheet_row;
	sink->end = sheet_end;
}
