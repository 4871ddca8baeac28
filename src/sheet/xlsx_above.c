/*
 * What stands above a table is written before its rows are known, so
 * the middle of the paper is where the heads make it.
 */
#include "sheet/xlsx_above.h"

#include "base/buf.h"
#include "base/text.h"

#define FEW_COLUMNS 6 /* fewer have a row for each line above */

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
	for (i = 0; i + 2 < layout->count; i++) {
		bool clear = half > text_width(layout->organ) + 2;

		half += width_guess(layout->columns[i]);
		if (half * 2 >= total && clear)
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
		fine = xlsx_text(s->x, s->row, (int)s->layout->count - 1, XLSX_RIGHT, 0,
		    layout->unit, err);
	s->row++;
	return fine;
}

bool
xlsx_above_lines(struct xlsx_sheet *s, struct err *err)
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
		   xlsx_draw_line(s, XLSX_LEFT, layout->organ, 18, err)) &&
	       xlsx_draw_line(s, XLSX_RIGHT, buf_string(&second), 18, err);
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
		int room = column->width ? column->width - 1 : XLSX_DRAW_WIDTH_MOST;
		int width = layout_head_width(column), lines;

		if (room < 2)
			room = 2;
		lines = (width + room - 1) / room;
		if (!column->head[level])
			lines -= layout->depth - 1;
		most = lines > most ? lines : most;
	}
	return XLSX_DRAW_LINE_POINTS * most + 5;
}

bool
xlsx_above_heads(struct xlsx_sheet *s, struct err *err)
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
