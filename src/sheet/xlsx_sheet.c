/*
 * Where things stand on a sheet: title, the line of organ, day and unit,
 * heads, rows, sums, what is below.  Rows are written downwards once; what
 * depends on all of them (widths, page) is said at the end.
 */
#include "sheet/xlsx_sheet.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/text.h"

#define MEASURED_ROWS 1000 /* the widths of these speak for all */
#define WIDTH_LEAST 5
#define WIDTH_MOST 32
#define LINE_POINTS 15.0
#define PAGE_CELLS 96 /* a narrower table is widened to this */
#define FEW_COLUMNS 6 /* fewer have a row for each line above */

struct xlsx_sheet {
	struct xlsx *x;
	const struct layout *layout;
	int row; /* next to be written */
	int head_first, head_last, data_first, data_last, group_first;
	int *widths;
	int64_t rows;
};

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
	free(s);
}

static int
last_column(const struct xlsx_sheet *s)
{
	return (int)s->layout->count - 1;
}

/* One text over the whole width. */
static bool
line_write(struct xlsx_sheet *s, enum xlsx_style style, const char *text,
    double height, struct err *err)
{
	int i;

	xlsx_row_height(s->x, s->row, height);
	if (!xlsx_text(s->x, s->row, 0, style, 0, text, err))
		return false;
	for (i = 1; i <= last_column(s); i++)
		if (!xlsx_blank(s->x, s->row, i, style, 0, err))
			return false;
	xlsx_merge(s->x, s->row, 0, s->row, last_column(s));
	s->row++;
	return true;
}

/* ---- above the table ---- */

static int
width_guess(const struct layout_column *column)
{
	int width = column->width ? column->width : layout_head_width(column);

	return width < 6 ? 6 : width;
}

/* The column in the middle of the paper, by the widths known so far. */
static int
middle_column(const struct xlsx_sheet *s)
{
	const struct layout *layout = s->layout;
	int total = 0, half = 0;
	size_t i;

	for (i = 0; i < layout->count; i++)
		total += width_guess(layout->columns[i]);
	for (i = 0; i < layout->count; i++) {
		half += width_guess(layout->columns[i]);
		if (half * 2 >= total)
			break;
	}
	return (int)i;
}

/* Texts run over into empty neighbours, so nothing needs merging. */
static bool
line_of_three(struct xlsx_sheet *s, struct err *err)
{
	const struct layout *layout = s->layout;
	bool fine;

	xlsx_row_height(s->x, s->row, 18);
	fine = xlsx_text(s->x, s->row, 0, XLSX_LEFT, 0, layout->organ, err);
	if (fine && layout->day && *layout->day)
		fine = xlsx_text(s->x, s->row, middle_column(s), XLSX_MIDDLE, 0,
		    layout->day, err);
	if (fine && layout->unit && *layout->unit)
		fine = xlsx_text(s->x, s->row, last_column(s), XLSX_RIGHT, 0,
		    layout->unit, err);
	s->row++;
	return fine;
}

static bool
lines_above(struct xlsx_sheet *s, struct err *err)
{
	const struct layout *layout = s->layout;
	struct buf second = {0};
	bool fine;

	if (layout->count >= FEW_COLUMNS)
		return line_of_three(s, err);
	buf_add_string(&second, layout->day);
	if (layout->unit && *layout->unit)
		buf_printf(
		    &second, "%s%s", second.size ? "    " : "", layout->unit);
	fine = (!layout->organ || !*layout->organ ||
		   line_write(s, XLSX_LEFT, layout->organ, 18, err)) &&
	       line_write(s, XLSX_RIGHT, buf_string(&second), 18, err);
	buf_done(&second);
	return fine;
}

/* A narrow column has its head on several lines. */
static double
head_height(const struct layout *layout, int level)
{
	int most = layout->depth > 1 ? 1 : 2;
	size_t i;

	for (i = 0; level == layout->depth - 1 && i < layout->count; i++) {
		const struct layout_column *column = layout->columns[i];
		int room = column->width ? column->width - 1 : WIDTH_MOST;
		int width = layout_head_width(column), lines;

		if (room < 2)
			room = 2;
		lines = (width + room - 1) / room;
		if (!column->head[level])
			lines -= layout->depth - 1;
		most = lines > most ? lines : most;
	}
	return LINE_POINTS * most + 5;
}

static bool
head_write(struct xlsx_sheet *s, struct err *err)
{
	const struct layout *layout = s->layout;
	int level;
	size_t i;

	s->head_first = s->row;
	s->head_last = s->row + layout->depth - 1;
	for (level = 0; level < layout->depth; level++, s->row++) {
		xlsx_row_height(s->x, s->row, head_height(layout, level));
		for (i = 0; i < layout->count; i++) {
			size_t to;
			int down;
			const char *text;
			bool own = layout_head_span(
			    layout, i, level, &to, &down, &text);

			if (!xlsx_text(s->x, s->row, (int)i, XLSX_HEAD, 0,
				own ? text : "", err))
				return false;
			if (own)
				xlsx_merge(s->x, s->row, (int)i,
				    s->head_first + down, (int)to);
		}
	}
	return true;
}

static bool
sheet_begin(void *data, const struct layout *layout, struct err *err)
{
	struct xlsx_sheet *s = data;
	size_t i;

	s->layout = layout;
	s->row = 0;
	s->rows = 0;
	s->widths = mem_resize(s->widths, layout->count, sizeof(*s->widths));
	for (i = 0; i < layout->count; i++)
		s->widths[i] = layout_head_width(layout->columns[i]);
	if (!xlsx_sheet(s->x, layout->name, err) ||
	    !line_write(s, XLSX_TITLE, layout->title, 36, err) ||
	    !lines_above(s, err) || !head_write(s, err))
		return false;
	s->data_first = s->group_first = s->row;
	s->data_last = s->row - 1;
	return true;
}

/* ---- rows ---- */

static enum xlsx_style
units_style(enum layout_format format, int places)
{
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
formula_make(
    struct xlsx_sheet *s, size_t column, enum layout_row kind, char out[64])
{
	const struct layout_column *c = s->layout->columns[column];
	char name[4] = {0};
	int at = 0, value = (int)column + 1;
	char reversed[4];

	for (; value > 0; value = (value - 1) / 26)
		reversed[at++] = (char)('A' + (value - 1) % 26);
	for (value = 0; at > 0;)
		name[value++] = reversed[--at];
	snprintf(out, 64, "=SUBTOTAL(%d,%s%d:%s%d)",
	    c->total == LAYOUT_TOTAL_COUNT ? 3 : 9, name,
	    (kind == LAYOUT_ROW_TOTAL ? s->data_first : s->group_first) + 1,
	    name, s->row);
}

static bool
cell_write(struct xlsx_sheet *s, size_t at, enum layout_row kind,
    const struct layout_cell *cell, struct err *err)
{
	const struct layout_column *column = s->layout->columns[at];
	enum xlsx_stress stress = kind != LAYOUT_ROW_DATA ? XLSX_STRESS_TOTAL
				  : cell->mark            ? XLSX_STRESS_MARK
							  : XLSX_STRESS_NONE;
	enum layout_format format = column->format;
	int places = cell->places;
	char formula[64];

	switch (cell->kind) {
	case LAYOUT_CELL_DAY:
		return xlsx_date(
		    s->x, s->row, (int)at, stress, (int32_t)cell->units, err);
	case LAYOUT_CELL_UNITS:
		if (column->total == LAYOUT_TOTAL_COUNT &&
		    kind != LAYOUT_ROW_DATA)
			format = LAYOUT_SEQUENCE;
		if (format == LAYOUT_PERCENT)
			places += 2;
		if (kind == LAYOUT_ROW_DATA)
			return xlsx_number(s->x, s->row, (int)at,
			    units_style(format, places), stress, cell->units,
			    places, err);
		formula_make(s, at, kind, formula);
		return xlsx_formula(s->x, s->row, (int)at,
		    units_style(format, places), stress, formula, cell->units,
		    places, err);
	default:
		return xlsx_text(s->x, s->row, (int)at,
		    kind == LAYOUT_ROW_DATA ? text_style(column)
					    : XLSX_TEXT_MIDDLE,
		    stress, cell->text, err);
	}
}

/* Rows are not made higher by themselves when a text is wrapped. */
static int
text_lines(const struct layout_column *column, const char *text)
{
	int room = column->width ? column->width : WIDTH_MOST;
	int lines = 0;

	if (strlen(text) < 20 && !strchr(text, '\n') &&
	    (!column->width || text_width(text) <= room))
		return 1;
	while (*text) {
		size_t size = strcspn(text, "\n");
		char *line = mem_strndup(text, size);
		int width = text_width(line);

		lines += width ? (width + room - 1) / (room > 0 ? room : 1) : 1;
		free(line);
		text += size + (text[size] == '\n');
	}
	return lines;
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
		xlsx_row_height(
		    s->x, s->row, most > 27 ? 405 : LINE_POINTS * most);
}

static bool
sheet_row(void *data, enum layout_row kind, const struct layout_cell *cells,
    struct err *err)
{
	struct xlsx_sheet *s = data;
	size_t i;

	if (s->row >= 1048000)
		return err_set(
		    err, ERR_REFUSED, "超过一张工作表能放的行数，请分开导出");
	row_heighten(s, cells);
	for (i = 0; i < s->layout->count; i++) {
		if (s->rows < MEASURED_ROWS)
			cell_measure(s, i, &cells[i]);
		if (!cell_write(s, i, kind, &cells[i], err))
			return false;
	}
	s->rows++;
	if (kind != LAYOUT_ROW_TOTAL)
		s->data_last = s->row;
	s->row++;
	if (kind == LAYOUT_ROW_SUBTOTAL)
		s->group_first = s->row;
	return true;
}

/* ---- below, and what all rows decide ---- */

static int
widths_settle(struct xlsx_sheet *s)
{
	const struct layout *layout = s->layout;
	int total = 0, all;
	size_t i;

	for (i = 0; i < layout->count; i++) {
		int width = s->widths[i] + 2;

		if (layout->columns[i]->width)
			width = layout->columns[i]->width;
		else if (width > WIDTH_MOST)
			width = WIDTH_MOST;
		s->widths[i] = width < WIDTH_LEAST ? WIDTH_LEAST : width;
	}
	layout_widen(layout, s->widths, 0);
	for (i = 0; i < layout->count; i++)
		total += s->widths[i];
	/* a small table is spread out, but numbers never stand far apart */
	for (i = 0, all = total; all < PAGE_CELLS && i < layout->count; i++) {
		int more = s->widths[i] * (PAGE_CELLS - all) / all;

		if (more > s->widths[i])
			more = s->widths[i];
		s->widths[i] += more;
		total += more;
	}
	for (i = 0; i < layout->count; i++)
		xlsx_column_width(s->x, (int)i, s->widths[i]);
	return total;
}

static bool
lines_below(struct xlsx_sheet *s, int cells, struct err *err)
{
	const struct layout *layout = s->layout;
	struct buf signs = {0};
	bool fine = true;
	size_t i;

	for (i = 0; fine && i < layout->below_count; i++) {
		int lines =
		    text_width(layout->below[i]) / (cells > 0 ? cells : 1) + 1;

		fine = line_write(s, XLSX_NOTE, layout->below[i],
		    LINE_POINTS * lines + 3, err);
	}
	if (fine && layout->sign) {
		layout_sign_line(&signs, layout->sign, cells * 3 / 2);
		fine = line_write(s, XLSX_LEFT, buf_string(&signs), 24, err);
	}
	buf_done(&signs);
	return fine;
}

static bool
page_set(struct xlsx_sheet *s, const char *check, struct err *err)
{
	const struct layout *layout = s->layout;
	char *left =
	    mem_printf("%s%s核对码 %s", layout->foot ? layout->foot : "",
		layout->foot && *layout->foot ? "  " : "", check);
	struct xlsx_page page = {layout->paper, layout->landscape,
	    s->head_first, s->head_last, left};
	bool fine = xlsx_page(s->x, &page, err);

	free(left);
	return fine;
}

static bool
sheet_end(
    void *data, const struct layout *layout, const char *check, struct err *err)
{
	struct xlsx_sheet *s = data;
	int cells = widths_settle(s);

	if (!s->rows && layout->empty &&
	    !line_write(s, XLSX_MIDDLE, layout->empty, 24, err))
		return false;
	if (!lines_below(s, cells, err))
		return false;
	xlsx_freeze(s->x, s->head_last + 1,
	    layout->freeze < last_column(s) ? layout->freeze : 0);
	if (s->rows)
		xlsx_filter(s->x, s->head_last, s->data_last, last_column(s));
	return page_set(s, check, err);
}

void
xlsx_sheet_sink(struct xlsx_sheet *s, struct layout_sink *sink)
{
	memset(sink, 0, sizeof(*sink));
	sink->data = s;
	sink->begin = sheet_begin;
	sink->row = sheet_row;
	sink->end = sheet_end;
}
