/*
 * The page is a grid of equal columns.  Each field of a line has a label and
 * the same share of what is left; a field with a stamp has room for it and
 * the day below its text.
 */
#include "sheet/xlsx_form.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/text.h"
#include "sheet/xlsx_below.h"

#define GRID LAYOUT_PAGE_GRID
#define CELLS_PORTRAIT 8 /* of a grid column */
#define CELLS_LANDSCAPE 11
#define FIELD_POINTS 26.0
#define SEAL "（盖章）　　　　年　　月　　日"
#define HAND "签字：　　　　　　　年　　月　　日"

static int
grid_cells(const struct xlsx_sheet *s)
{
	return s->layout->landscape ? CELLS_LANDSCAPE : CELLS_PORTRAIT;
}

static bool
box_write(struct xlsx_sheet *s, int from, int to, enum xlsx_style style,
    const char *text, struct err *err)
{
	int i;

	if (!xlsx_text(s->x, s->row, from, style, 0, text, err))
		return false;
	for (i = from + 1; i <= to; i++)
		if (!xlsx_blank(s->x, s->row, i, style, 0, err))
			return false;
	xlsx_merge(s->x, s->row, from, s->row, to);
	return true;
}

/* How the grid is shared out on a line of so many fields. */
static int
label_span(int fields)
{
	return fields <= 3 ? 2 : 1;
}

static int
value_end(int fields, int at)
{
	return GRID * (at + 1) / fields - 1;
}

/* The text, and below it, on the right, where the seal goes. */
static char *
value_text(const struct layout_column *column, const struct layout_cell *cell,
    int cells)
{
	struct buf text = {0};
	const char *stamp = column->stamp == LAYOUT_STAMP_HAND ? HAND : SEAL;
	int room = cells * 5 / 4 - text_width(stamp) - 2; /* cells are wider than blanks */

	buf_add_string(&text, cell->text ? cell->text : "");
	if (!column->stamp)
		return buf_take(&text);
	buf_add_string(&text, "\n\n");
	for (; room > 1; room -= 2)
		buf_add_string(&text, "\343\200\200");
	buf_add_string(&text, stamp);
	return buf_take(&text);
}

static int
lines_of_field(const struct xlsx_sheet *s, const struct layout_column *column,
    const char *text, int span)
{
	int lines = xlsx_draw_lines(text, span * grid_cells(s) - 1);

	return lines > column->lines ? lines : column->lines;
}

static bool
line_write(struct xlsx_sheet *s, const struct layout_cell *cells, size_t first,
    int fields, struct err *err)
{
	const struct layout *layout = s->layout;
	char **texts = mem_array((size_t)fields, sizeof(*texts));
	int i, most = 1, span = label_span(fields);
	bool fine = true;

	for (i = 0; i < fields; i++) {
		const struct layout_column *c = layout->columns[first + (size_t)i];
		int from = i ? value_end(fields, i - 1) + 1 : 0, lines;
		int value = value_end(fields, i) - from - span + 1;

		texts[i] = value_text(c, &cells[first + (size_t)i],
		    value * grid_cells(s));
		lines = lines_of_field(s, c, texts[i], value);
		most = lines > most ? lines : most;
	}
	xlsx_row_height(s->x, s->row,
	    most > 1 ? (most > 27 ? 405 : XLSX_DRAW_LINE_POINTS * most + 8)
		     : FIELD_POINTS);
	for (i = 0; fine && i < fields; i++) {
		const struct layout_column *c = layout->columns[first + (size_t)i];
		int from = i ? value_end(fields, i - 1) + 1 : 0;

		fine = box_write(s, from, from + span - 1, XLSX_HEAD,
			   c->head[0], err) &&
		       box_write(s, from + span, value_end(fields, i),
			   c->stamp || most > 1 ? XLSX_TEXT : XLSX_TEXT_MIDDLE,
			   texts[i], err);
	}
	for (i = 0; i < fields; i++)
		free(texts[i]);
	free(texts);
	s->row++;
	return fine;
}

static bool
above_write(struct xlsx_sheet *s, struct err *err)
{
	const struct layout *layout = s->layout;
	struct buf line = {0};
	bool fine;

	buf_printf(&line, "%s　　%s", layout->organ, layout->day);
	if (layout->unit)
		buf_printf(&line, "　　%s", layout->unit);
	fine = xlsx_draw_line(s, XLSX_TITLE, layout->title, 40, err) &&
	       xlsx_draw_line(s, XLSX_LEFT, buf_string(&line), 20, err);
	buf_done(&line);
	return fine;
}

static bool
below_write(struct xlsx_sheet *s, struct err *err)
{
	const struct layout *layout = s->layout;
	struct buf signs = {0};
	bool fine = true;

	if (!layout->sign)
		return true;
	layout_sign_line(&signs, layout->sign, GRID * grid_cells(s) * 5 / 4);
	fine = xlsx_draw_line(s, XLSX_LEFT, buf_string(&signs), 26, err);
	buf_done(&signs);
	return fine;
}

bool
xlsx_form_page(
    struct xlsx_sheet *s, const struct layout_cell *cells, struct err *err)
{
	const struct layout *layout = s->layout;
	size_t i, first = 0;

	if (s->row) {
		s->breaks = mem_grow(s->breaks, s->break_count,
		    &s->break_capacity, sizeof(*s->breaks));
		s->breaks[s->break_count++] = s->row;
	}
	if (!above_write(s, err))
		return false;
	for (i = 0; i < layout->page_line_count; i++) {
		if (!line_write(s, cells, first, layout->page_lines[i], err))
			return false;
		first += (size_t)layout->page_lines[i];
	}
	return below_write(s, err);
}

bool
xlsx_form_end(struct xlsx_sheet *s, const char *check, struct err *err)
{
	int i;

	if (!s->rows && (!above_write(s, err) ||
			    !xlsx_draw_line(s, XLSX_MIDDLE,
				s->layout->empty, 24, err)))
		return false;
	for (i = 0; i < GRID; i++)
		xlsx_column_width(s->x, i, grid_cells(s));
	xlsx_breaks(s->x, s->breaks, s->break_count);
	return xlsx_below_page(s, -1, -1, check, err);
}
