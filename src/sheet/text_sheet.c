/*
 * Aligned by display cells, so every cell of a sheet is kept until its
 * widths are known.
 */
#include "sheet/text_sheet.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "sheet/sheet_parts.h"

#define GAP 2

struct text_sheet {
	struct buf *whole;
	struct sheet_parts parts;
	struct buf *out; /* of the worksheet being written */
	const struct layout *layout;
	int *widths;
	struct buf cells; /* each with its NUL; a kind byte before each row */
	size_t rows;
};

struct text_sheet *
text_sheet_new(struct buf *out)
{
	struct text_sheet *s = mem_alloc(sizeof(*s));

	s->whole = out;
	return s;
}

void
text_sheet_free(struct text_sheet *s)
{
	if (!s)
		return;
	buf_done(&s->cells);
	sheet_parts_done(&s->parts);
	free(s->widths);
	free(s);
}

static bool
sheet_begin(void *data, const struct layout *layout, struct err *err)
{
	struct text_sheet *s = data;
	size_t i;

	(void)err;
	s->out = &s->parts.parts[layout->place];
	if (s->out->size)
		buf_add_char(s->out, '\n');
	s->layout = layout;
	s->rows = 0;
	buf_clear(&s->cells);
	s->widths = mem_resize(s->widths, layout->count, sizeof(*s->widths));
	for (i = 0; i < layout->count; i++)
		s->widths[i] = layout_head_width(layout->columns[i]);
	return true;
}

static bool
sheets_name(
    void *data, const char *const *names, size_t count, struct err *err)
{
	struct text_sheet *s = data;

	(void)names;
	(void)err;
	sheet_parts_set(&s->parts, count);
	return true;
}

static void
cell_keep(struct text_sheet *s, const char *text, int *widest)
{
	char *shown = text_gate_out(text, true), *at;
	int width;

	for (at = shown; *at; at++)
		if (*at == '\n' || *at == '\r')
			*at = ' ';
	width = text_width(shown);
	if (widest && width > *widest)
		*widest = width;
	buf_add(&s->cells, shown, strlen(shown) + 1);
	free(shown);
}

static bool
sheet_row(void *data, const struct layout_line *line, struct err *err)
{
	struct text_sheet *s = data;
	bool band = line->kind == LAYOUT_ROW_BAND;
	size_t i;

	(void)err;
	buf_add_char(&s->cells, (char)('0' + line->kind));
	for (i = 0; i < (band ? 1 : s->layout->count); i++)
		cell_keep(s, line->cells[i].text, band ? NULL : &s->widths[i]);
	s->rows++;
	return true;
}

#define PAGE_WIDTH 80

static int
line_width(const struct text_sheet *s)
{
	int width = 0;
	size_t i;

	if (s->layout->page_line_count)
		return PAGE_WIDTH;
	for (i = 0; i < s->layout->count; i++)
		width += s->widths[i] + (i ? GAP : 0);
	return width;
}

/* No blanks at the end of a line. */
static void
line_end(struct buf *out)
{
	while (out->size && out->text[out->size - 1] == ' ')
		out->text[--out->size] = '\0';
	buf_add_char(out, '\n');
}

static void
line_centred(struct buf *out, const char *text, int width)
{
	int room = (width - text_width(text)) / 2;

	for (; room > 0; room--)
		buf_add_char(out, ' ');
	buf_add_string(out, text);
	line_end(out);
}

static void
rule_write(struct text_sheet *s)
{
	size_t i;
	int at;

	for (at = 0; s->layout->page_line_count && at < PAGE_WIDTH; at++)
		buf_add_char(s->out, '-');
	for (i = 0; !s->layout->page_line_count && i < s->layout->count; i++) {
		for (at = 0; i && at < GAP; at++)
			buf_add_char(s->out, ' ');
		for (at = 0; at < s->widths[i]; at++)
			buf_add_char(s->out, '-');
	}
	line_end(s->out);
}

/* A head of several columns stands over the first of them. */
static void
heads_write(struct text_sheet *s)
{
	const struct layout *layout = s->layout;
	int level;
	size_t i;

	for (level = 0; level < layout->depth; level++) {
		for (i = 0; i < layout->count;) {
			size_t to;
			int down, width = 0;
			const char *text;
			bool own = layout_head_span(
			    layout, i, level, &to, &down, &text);

			if (!own)
				text = "";
			for (; i <= to; i++)
				width += s->widths[i] + GAP;
			text_pad(s->out, text, width - GAP, -1);
			buf_add_string(s->out, "  ");
		}
		line_end(s->out);
	}
}

static bool
is_number(const struct layout_column *column)
{
	switch (column->format) {
	case LAYOUT_NUMBER:
	case LAYOUT_MONEY:
	case LAYOUT_SCORE:
	case LAYOUT_PERCENT:
	case LAYOUT_SEQUENCE:
		return true;
	default:
		return column->align == 1;
	}
}

static const char *
row_write(struct text_sheet *s, const char *cell)
{
	size_t i;

	for (i = 0; i < s->layout->count; i++) {
		text_pad(s->out, cell, s->widths[i],
		    is_number(s->layout->columns[i]) ? 1 : -1);
		buf_add_string(s->out, "  ");
		cell += strlen(cell) + 1;
	}
	line_end(s->out);
	return cell;
}

/* A record on a page of its own: its fields under one another. */
static const char *
page_write(struct text_sheet *s, const char *cell)
{
	const struct layout *layout = s->layout;
	int widest = 0;
	size_t i;

	for (i = 0; i < layout->count; i++) {
		int width = layout_head_width(layout->columns[i]);

		widest = width > widest ? width : widest;
	}
	for (i = 0; i < layout->count; i++) {
		text_pad(s->out, layout->columns[i]->head[0], widest, -1);
		buf_printf(s->out, "  %s", cell);
		line_end(s->out);
		cell += strlen(cell) + 1;
	}
	buf_add_string(s->out, "\n");
	return cell;
}

static void
rows_write(struct text_sheet *s)
{
	const char *cell = s->cells.text;
	size_t row;

	for (row = 0; row < s->rows; row++) {
		char kind = *cell++;

		if (kind == '0' + LAYOUT_ROW_BAND) {
			buf_add_string(s->out, cell);
			line_end(s->out);
			cell += strlen(cell) + 1;
		} else if (s->layout->page_line_count) {
			cell = page_write(s, cell);
		} else {
			cell = row_write(s, cell);
		}
	}
	if (!s->rows && s->layout->empty)
		line_centred(s->out, s->layout->empty, line_width(s));
}

static void
above_write(struct text_sheet *s)
{
	const struct layout *layout = s->layout;
	const char *lines[3] = {layout->organ, layout->day, layout->unit};
	size_t i;

	line_centred(s->out, layout->title, line_width(s));
	for (i = 0; i < 3 && !layout->under; i++)
		if (lines[i] && *lines[i])
			buf_printf(s->out, "%s    ", lines[i]);
	if (!layout->under)
		line_end(s->out);
}

static bool
sheet_end(
    void *data, const struct layout *layout, const char *check, struct err *err)
{
	struct text_sheet *s = data;
	size_t i;

	(void)err;
	layout_widen(layout, s->widths, GAP);
	above_write(s);
	rule_write(s);
	if (!layout->page_line_count) {
		heads_write(s);
		rule_write(s);
	}
	rows_write(s);
	rule_write(s);
	for (i = 0; i < layout->below_count; i++)
		buf_printf(s->out, "%s\n", layout->below[i]);
	if (layout->sign) {
		layout_sign_line(s->out, layout->sign, line_width(s));
		line_end(s->out);
	}
	if (!layout->more)
		buf_printf(s->out, "%s%s核对码 %s\n", layout->foot ? layout->foot : "",
	    layout->foot && *layout->foot ? "  " : "", check);
	return true;
}

void
text_sheet_join(struct text_sheet *s)
{
	sheet_parts_join(&s->parts, s->whole);
}

void
text_sheet_sink(struct text_sheet *s, struct layout_sink *sink)
{
	memset(sink, 0, sizeof(*sink));
	sink->data = s;
	sink->texts = true;
	sink->sheets = sheets_name;
	sink->begin = sheet_begin;
	sink->row = sheet_row;
	sink->end = sheet_end;
}
