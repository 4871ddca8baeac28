/* Numbers go out plain, so that they are numbers where they arrive. */
#include "sheet/csv_sheet.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/money.h"
#include "sheet/csv.h"
#include "sheet/sheet_parts.h"

struct csv_sheet {
	struct buf *whole;
	struct sheet_parts parts;
	struct buf *out; /* of the worksheet being written */
	const struct layout *layout;
	struct buf number;
	size_t rows;
};

struct csv_sheet *
csv_sheet_new(struct buf *out)
{
	struct csv_sheet *s = mem_alloc(sizeof(*s));

	s->whole = out;
	return s;
}

void
csv_sheet_free(struct csv_sheet *s)
{
	if (!s)
		return;
	buf_done(&s->number);
	sheet_parts_done(&s->parts);
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
	s->out = &s->parts.parts[layout->place];
	if (s->out->size)
		buf_add_char(s->out, '\n');
	s->layout = layout;
	s->rows = 0;
	line_write(s, layout->title);
	if (layout->under) {
		heads_write(s);
		return true;
	}
	csv_add_cell(s->out, layout->organ ? layout->organ : "", true, true);
	csv_add_cell(s->out, layout->day ? layout->day : "", false, true);
	csv_add_cell(s->out, layout->unit ? layout->unit : "", false, true);
	csv_end_row(s->out);
	heads_write(s);
	return true;
}

static bool
sheets_name(
    void *data, const char *const *names, size_t count, struct err *err)
{
	struct csv_sheet *s = data;

	(void)names;
	(void)err;
	sheet_parts_set(&s->parts, count);
	return true;
}

static void
cell_write(struct csv_sheet *s, size_t at, const struct layout_cell *cell)
{
	bool number = cell->kind == LAYOUT_CELL_UNITS;

	if (number) {
		buf_clear(&s->number);
		money_write(&s->number, cell->units, cell->places);
		if (s->layout->columns[at]->format == LAYOUT_PERCENT)
			buf_add_char(&s->number, '%');
	}
	csv_add_cell(s->out, number ? buf_string(&s->number) : cell->text,
	    at == 0, !number);
}

static bool
sheet_row(void *data, const struct layout_line *line, struct err *err)
{
	struct csv_sheet *s = data;
	size_t i;

	(void)err;
	for (i = 0; i < s->layout->count; i++)
		cell_write(s, i, &line->cells[i]);
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
	if (layout->more)
		return true;
	buf_printf(&last, "%s%s核对码 %s", layout->foot ? layout->foot : "",
	    layout->foot && *layout->foot ? "  " : "", check);
	line_write(s, buf_string(&last));
	buf_done(&last);
	return true;
}

void
csv_sheet_join(struct csv_sheet *s)
{
	sheet_parts_join(&s->parts, s->whole);
}

void
csv_sheet_sink(struct csv_sheet *s, struct layout_sink *sink)
{
	memset(sink, 0, sizeof(*sink));
	sink->data = s;
	sink->sheets = sheets_name;
	sink->begin = sheet_begin;
	sink->row = sheet_row;
	sink->end = sheet_end;
}
