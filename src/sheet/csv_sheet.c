/* Numbers go out plain, so that they are numbers where they arrive. */
#include "sheet/csv_sheet.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/money.h"
#include "sheet/csv.h"

struct csv_sheet {
	struct buf *out;
	const struct layout *layout;
	struct buf number;
	size_t rows;
};

struct csv_sheet *
csv_sheet_new(struct buf *out)
{
	struct csv_sheet *s = mem_alloc(sizeof(*s));

	s->out = out;
	return s;
}

void
csv_sheet_free(struct csv_sheet *s)
{
	if (!s)
		return;
	buf_done(&s->number);
	free(s);
}

static void
line_write(struct csv_sheet *s, const char *text)
{
	if (!text || !*text)
		return;
	csv_add_cell(s->out, text, true, true);
	csv_end_row(s->out);
}

static void
heads_write(struct csv_sheet *s)
{
	const struct layout *layout = s->layout;
	int level;
	size_t i;

	for (level = 0; level < layout->depth; level++) {
		for (i = 0; i < layout->count; i++) {
			size_t to;
			int down;
			const char *text;
			bool own = layout_head_span(
			    layout, i, level, &to, &down, &text);

			csv_add_cell(s->out, own ? text : "", i == 0, true);
		}
		csv_end_row(s->out);
	}
}

static bool
sheet_begin(void *data, const struct layout *layout, struct err *err)
{
	struct csv_sheet *s = data;

	(void)err;
	if (s->out->size)
		buf_add_char(s->out, '\n');
	s->layout = layout;
	s->rows = 0;
	line_write(s, layout->title);
	csv_add_cell(s->out, layout->organ ? layout->organ : "", true, true);
	csv_add_cell(s->out, layout->day ? layout->day : "", false, true);
	csv_add_cell(s->out, layout->unit ? layout->unit : "", false, true);
	csv_end_row(s->out);
	heads_write(s);
	return true;
}

static bool
sheet_row(void *data, enum layout_row kind, const struct layout_cell *cells,
    struct err *err)
{
	struct csv_sheet *s = data;
	size_t i;

	(void)err;
	(void)kind;
	for (i = 0; i < s->layout->count; i++) {
		bool number = cells[i].kind == LAYOUT_CELL_UNITS;

		if (number) {
			buf_clear(&s->number);
			money_write(
			    &s->number, cells[i].units, cells[i].places);
			if (s->layout->columns[i]->format == LAYOUT_PERCENT)
				buf_add_char(&s->number, '%');
		}
		csv_add_cell(s->out,
		    number ? buf_string(&s->number) : cells[i].text, i == 0,
		    !number);
	}
	csv_end_row(s->out);
	s->rows++;
	return true;
}

static bool
sheet_end(
    void *data, const struct layout *layout, const char *check, struct err *err)
{
	struct csv_sheet *s = data;
	struct buf last = {0};
	size_t i;

	(void)err;
	if (!s->rows)
		line_write(s, layout->empty);
	for (i = 0; i < layout->below_count; i++)
		line_write(s, layout->below[i]);
	if (layout->sign) {
		layout_sign_line(&last, layout->sign, 60);
		line_write(s, buf_string(&last));
		buf_clear(&last);
	}
	buf_printf(&last, "%s%s核对码 %s", layout->foot ? layout->foot : "",
	    layout->foot && *layout->foot ? "  " : "", check);
	line_write(s, buf_string(&last));
	buf_done(&last);
	return true;
}

void
csv_sheet_sink(struct csv_sheet *s, struct layout_sink *sink)
{
	memset(sink, 0, sizeof(*sink));
	sink->data = s;
	sink->begin = sheet_begin;
	sink->row = sheet_row;
	sink->end = sheet_end;
}
