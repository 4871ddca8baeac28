/*
 * What only all rows can tell: how wide columns are, sums in words, notes,
 * charts, who signs, how it is printed.
 */
#include "sheet/xlsx_below.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/text.h"

#define PAGE_CELLS 96 /* a narrower table is widened to this */
#define CHART_ROWS 13 /* that a chart covers */

/* This table's columns, into those of the worksheet. */
static void
widths_settle(struct xlsx_sheet *s)
{
	const struct layout *layout = s->layout;
	size_t i;

	for (i = 0; i < layout->count; i++) {
		int width = s->widths[i] + 2;

		if (layout->columns[i]->width)
			width = layout->columns[i]->width;
		else if (width > XLSX_DRAW_WIDTH_MOST)
			width = XLSX_DRAW_WIDTH_MOST;
		s->widths[i] = width < XLSX_DRAW_WIDTH_LEAST
				   ? XLSX_DRAW_WIDTH_LEAST
				   : width;
	}
	layout_widen(layout, s->widths, 0);
	for (i = 0; i < layout->count && i < s->kept_count; i++)
		if (s->widths[i] > s->kept[i])
			s->kept[i] = s->widths[i];
}

/* A small table is spread out, but numbers never stand far apart. */
static int
widths_set(struct xlsx_sheet *s)
{
	int total = 0, all;
	size_t i;

	for (i = 0; i < s->kept_count; i++)
		total += s->kept[i];
	for (i = 0, all = total; all < PAGE_CELLS && i < s->kept_count; i++) {
		int more = s->kept[i] * (PAGE_CELLS - all) / (all ? all : 1);

		if (more > s->kept[i])
			more = s->kept[i];
		s->kept[i] += more;
		total += more;
	}
	for (i = 0; i < s->kept_count; i++)
		xlsx_column_width(s->x, (int)i, s->kept[i]);
	return total;
}

static int
cells_wide(const struct xlsx_sheet *s)
{
	int total = 0;
	size_t i;

	for (i = 0; i < s->kept_count; i++)
		total += s->kept[i];
	return total < PAGE_CELLS ? PAGE_CELLS : total;
}

static bool
lines_below(struct xlsx_sheet *s, struct err *err)
{
	const struct layout *layout = s->layout;
	int cells = cells_wide(s);
	size_t i;

	if (!s->rows && layout->empty &&
	    !xlsx_draw_line(s, XLSX_MIDDLE, layout->empty, 24, err))
		return false;
	for (i = 0; i < layout->below_count; i++) {
		int lines = text_width(layout->below[i]) / cells + 1;

		if (!xlsx_draw_line(s, XLSX_NOTE, layout->below[i],
			XLSX_DRAW_LINE_POINTS * lines + 3, err))
			return false;
	}
	return true;
}

/* All levels of its head: the lowest alone may stand in several groups. */
static char *
head_path(const struct layout_column *column)
{
	struct buf path = {0};
	int level;

	for (level = 0; level < LAYOUT_DEPTH && column->head[level]; level++)
		buf_printf(&path, "%s%s", level ? " " : "",
		    column->head[level]);
	return buf_take(&path);
}

static bool
chart_draw(
    struct xlsx_sheet *s, const struct layout_chart *chart, struct err *err)
{
	struct xlsx_chart c = {.kind = (int)chart->kind,
	    .title = chart->title,
	    .first_row = s->data_first,
	    .last_row = s->data_last,
	    .category = (int)chart->category,
	    .row = s->row + 1};
	char **names = mem_array(chart->count + 1, sizeof(*names));
	int *columns = mem_array(chart->count + 1, sizeof(*columns));
	size_t i;
	bool fine;

	for (i = 0; i < chart->count; i++) {
		names[i] =
		    head_path(s->layout->columns[chart->values[i]]);
		columns[i] = (int)chart->values[i];
	}
	c.names = (const char *const *)names;
	c.columns = columns;
	c.count = chart->count;
	fine = xlsx_chart(s->x, &c, err);
	s->row += CHART_ROWS + 1;
	for (i = 0; i < chart->count; i++)
		free(names[i]);
	free(names);
	free(columns);
	return fine;
}

static bool
charts_draw(struct xlsx_sheet *s, struct err *err)
{
	size_t i;

	for (i = 0; s->rows && i < s->layout->chart_count; i++)
		if (!chart_draw(s, &s->layout->charts[i], err))
			return false;
	return true;
}

static bool
sign_write(struct xlsx_sheet *s, int cells, struct err *err)
{
	struct buf signs = {0};
	bool fine;

	if (!s->layout->sign)
		return true;
	layout_sign_line(&signs, s->layout->sign, cells * 3 / 2);
	fine = xlsx_draw_line(s, XLSX_LEFT, buf_string(&signs), 24, err);
	buf_done(&signs);
	return fine;
}

bool
xlsx_below_page(struct xlsx_sheet *s, int repeat_first, int repeat_last,
    const char *check, struct err *err)
{
	const struct layout *layout = s->layout;
	char *left =
	    mem_printf("%s%s核对码 %s", layout->foot ? layout->foot : "",
		layout->foot && *layout->foot ? "  " : "", check);
	struct xlsx_page page = {layout->paper, layout->landscape,
	    repeat_first, repeat_last, left};
	bool fine = xlsx_page(s->x, &page, err);

	free(left);
	return fine;
}

bool
xlsx_below_end(struct xlsx_sheet *s, const char *check, struct err *err)
{
	const struct layout *layout = s->layout;
	int cells;

	widths_settle(s);
	if (!lines_below(s, err))
		return false;
	if (!layout->under) {
		xlsx_freeze(s->x, s->head_last + 1,
		    layout->freeze < (int)layout->count ? layout->freeze : 0);
		if (s->rows && !layout->more)
			xlsx_filter(s->x, s->head_last, s->data_last,
			    (int)layout->count - 1);
	}
	if (layout->more)
		return charts_draw(s, err);
	cells = widths_set(s);
	/* of several tables the first one's head would stand over the others */
	return sign_write(s, cells, err) && charts_draw(s, err) &&
	       xlsx_below_page(s, layout->under ? -1 : s->first_head,
		   s->first_head_last, check, err);
}
