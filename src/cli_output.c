/*
 * Rows on standard output: text aligned by cells, csv and json.  Text is
 * kept until the end, because widths are only known then; csv and json go
 * out as they come.  Everything passes the gate out.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/text.h"
#include "cli.h"

struct output_column {
	char *name, *label;
	enum cli_align align;
	enum cli_cell cell;
	int width; /* widest so far, cells */
};

struct output {
	enum cli_format format;
	struct output_column *columns;
	size_t column_count;
	char **cells; /* text: rows kept, row by row */
	size_t cell_count, cell_capacity;
	size_t rows;
	bool begun;
	FILE *to;
	const char *nest_name, *nested; /* borrowed */
};

bool
cli_is_amount(const struct field *f)
{
	return f->kind == KIND_NUMBER || f->kind == KIND_MONEY ||
	    f->kind == KIND_SCORE;
}

bool
cli_is_shown(const struct field *f)
{
	return (!f->hidden || !strcmp(f->name, "state")) && !f->column->house;
}

enum cli_cell
cli_cell_of(const struct field *f)
{
	return cli_is_amount(f) || f->kind == KIND_YESNO ? CELL_NUMBER : CELL_TEXT;
}

struct output *
output_new(enum cli_format format, size_t columns)
{
	struct output *o = mem_alloc(sizeof *o);

	o->format = format;
	o->columns = mem_array(columns ? columns : 1, sizeof *o->columns);
	o->column_count = columns;
	o->to = stdout;
	return o;
}

void
output_to(struct output *o, FILE *to)
{
	o->to = to;
}

void
output_nest(struct output *o, const char *name, const char *json)
{
	o->nest_name = name;
	o->nested = json;
}

void
output_column(struct output *o, size_t at, const char *name, const char *label,
    enum cli_align align, enum cli_cell cell)
{
	struct output_column *c = &o->columns[at];

	c->name = mem_strdup(name);
	c->label = mem_strdup(label);
	c->align = align;
	c->cell = cell;
	c->width = text_width(label);
}

static void
csv_cell(const char *s)
{
	char *shown = text_gate_out(s ? s : "", true);
	const char *p;
	bool quote = false;

	for (p = shown; *p; p++)
		quote |= *p == ',' || *p == '"' || *p == '\n' || *p == '\r';
	if (quote)
		putchar('"');
	for (p = shown; *p; p++) {
		if (*p == '"')
			putchar('"');
		putchar(*p);
	}
	if (quote)
		putchar('"');
	free(shown);
}

static void
csv_head(const struct output *o)
{
	size_t i;

	for (i = 0; i < o->column_count; i++) {
		if (i)
			putchar(',');
		csv_cell(o->columns[i].name);
	}
	putchar('\n');
}

static void
json_row(struct output *o, const char *const *cells)
{
	struct buf line = { 0 };
	size_t i;

	buf_add_string(&line, o->rows ? ",\n{" : "{");
	for (i = 0; i < o->column_count; i++) {
		if (i)
			buf_add_char(&line, ',');
		buf_add_json(&line, o->columns[i].name);
		buf_add_char(&line, ':');
		if (cells[i] && *cells[i] && o->columns[i].cell == CELL_NUMBER)
			buf_add_string(&line, cells[i]);
		else
			buf_add_json(&line,
			    cells[i] && o->columns[i].cell == CELL_NUMBER
				? NULL
				: cells[i]);
	}
	if (o->nested)
		buf_printf(&line, ",\"%s\":%s", o->nest_name, o->nested);
	buf_add_char(&line, '}');
	fwrite(line.text, 1, line.size, o->to);
	buf_done(&line);
}

/* A row is a line: line breaks within a value are blanks in it. */
static char *
one_line(const char *s)
{
	char *line = mem_strdup(s), *shown, *p;

	for (p = line; *p; p++) {
		if (*p == '\n' || *p == '\t')
			*p = ' ';
	}
	shown = text_gate_out(line, false);
	free(line);
	return shown;
}

static void
text_keep(struct output *o, const char *const *cells)
{
	size_t i;

	for (i = 0; i < o->column_count; i++) {
		char *shown = one_line(cells[i] ? cells[i] : "");
		int width = text_width(shown);

		if (width > o->columns[i].width)
			o->columns[i].width = width;
		o->cells = mem_grow(o->cells, o->cell_count, &o->cell_capacity,
		    sizeof *o->cells);
		o->cells[o->cell_count++] = shown;
	}
}

static void
begin(struct output *o)
{
	if (o->begun)
		return;
	o->begun = true;
	if (o->format == FORMAT_CSV)
		csv_head(o);
	else if (o->format == FORMAT_JSON)
		putc('[', o->to);
}

void
output_row(struct output *o, const char *const *cells)
{
	size_t i;

	begin(o);
	switch (o->format) {
	case FORMAT_CSV:
		for (i = 0; i < o->column_count; i++) {
			if (i)
				putchar(',');
			csv_cell(cells[i]);
		}
		putchar('\n');
		break;
	case FORMAT_JSON:
		json_row(o, cells);
		break;
	default:
		text_keep(o, cells);
	}
	o->rows++;
}

/* Without cells it is the head. */
static void
text_line(const struct output *o, char *const *cells)
{
	struct buf line = { 0 };
	size_t i;

	for (i = 0; i < o->column_count; i++) {
		const struct output_column *c = &o->columns[i];

		if (i)
			buf_add_string(&line, "  ");
		text_pad(&line, cells ? cells[i] : c->label, c->width,
		    c->align == CLI_RIGHT ? 1 : -1);
	}
	while (line.size && line.text[line.size - 1] == ' ')
		line.text[--line.size] = '\0';
	puts(buf_string(&line));
	buf_done(&line);
}

void
output_end(struct output *o)
{
	size_t i;

	begin(o);
	if (o->format == FORMAT_JSON) {
		fputs("]\n", o->to);
	} else if (o->format == FORMAT_TEXT && o->column_count) {
		text_line(o, NULL);
		for (i = 0; i < o->cell_count; i += o->column_count)
			text_line(o, o->cells + i);
	}
	for (i = 0; i < o->cell_count; i++)
		free(o->cells[i]);
	for (i = 0; i < o->column_count; i++) {
		free(o->columns[i].name);
		free(o->columns[i].label);
	}
	free(o->cells);
	free(o->columns);
	free(o);
}

void
cli_print(const char *fmt, ...)
{
	va_list ap;
	char *text, *shown;

	va_start(ap, fmt);
	text = mem_vprintf(fmt, ap);
	va_end(ap);
	shown = text_gate_out(text, true);
	fputs(shown, stdout);
	free(shown);
	free(text);
}
