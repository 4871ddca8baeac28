/* Staged rows (see staged.h). */
#include "record/staged.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/text.h"
#include "record/words.h"

#define TITLES_MOST 10 /* lines looked at for the headers */

bool
staged_is_rows(const char *text)
{
	size_t last = strlen(text);

	/* one line with its end is still one line */
	while (last > 0 && (text[last - 1] == '\n' || text[last - 1] == '\r'))
		last--;
	for (size_t i = 0; i < last; i++)
		if (text[i] == '\t' || text[i] == '\n' || text[i] == '\r')
			return true;
	return false;
}

/* ---- reading ---- */

struct table_reader {
	const char *at;
	char **cells; /* of the line being read */
	size_t count;
};

static void
add_cell(struct table_reader *r, struct buf *cell)
{
	r->cells = mem_resize(r->cells, r->count + 1, sizeof(*r->cells));
	r->cells[r->count++] = mem_strdup(buf_string(cell));
	buf_clear(cell);
}

/* A cell that a spreadsheet put in quotes: breaks inside become blanks. */
static void
read_quoted(struct table_reader *r, struct buf *cell)
{
	for (r->at++; *r->at; r->at++) {
		if (*r->at == '"' && r->at[1] == '"') {
			r->at++;
		} else if (*r->at == '"') {
			r->at++;
			return;
		}
		buf_add_char(cell,
		    *r->at == '\n' || *r->at == '\r' || *r->at == '\t'
			? ' '
			: *r->at);
	}
}

/* One line into cells; false at the end. */
static bool
read_line(struct table_reader *r)
{
	struct buf cell = {0};

	while (r->count)
		free(r->cells[--r->count]);
	if (!*r->at)
		return false;
	for (;;) {
		const char *close =
		    *r->at == '"' ? strchr(r->at + 1, '"') : NULL;

		if (close && !cell.size)
			read_quoted(r, &cell);
		while (*r->at && !strchr("\t\r\n", *r->at))
			buf_add_char(&cell, *r->at++);
		add_cell(r, &cell);
		if (*r->at != '\t')
			break;
		r->at++;
	}
	while (*r->at == '\r')
		r->at++;
	r->at += *r->at == '\n';
	buf_done(&cell);
	return true;
}

static bool
is_blank_line(const struct table_reader *r)
{
	for (size_t i = 0; i < r->count; i++)
		if (r->cells[i][strspn(r->cells[i], " ")])
			return false;
	return true;
}

/* ---- headers ---- */

static bool
has_heading(const struct field *field, const char *text)
{
	const char *at = field->headings;
	bool found = false;
	char *word;

	while (!found && (word = words_take(&at))) {
		found = !strcmp(word, text);
		free(word);
	}
	return found;
}

static const struct field *
field_of(const struct formdef *form, const char *text)
{
	const struct field *field = *text ? formdef_field(form, text) : NULL;

	for (size_t i = 0; !field && *text && i < form->count; i++)
		if (has_heading(&form->fields[i], text))
			field = &form->fields[i];
	return field && !field->column->derived && !field->column->house
	    ? field
	    : NULL;
}

static bool
are_headers(const struct formdef *form, const struct table_reader *r)
{
	size_t known = 0;

	for (size_t i = 0; i < r->count; i++)
		known += field_of(form, r->cells[i]) != NULL;
	return known > 0 && known * 2 >= r->count;
}

static bool
may_be_pasted(const struct formdef *form, const struct field *field)
{
	if (field->column->derived || field->column->house || field->hidden)
		return false;
	if (!strcmp(field->name, "code") && form->table->numbering)
		return false;
	return !(form->table->has_state && !strcmp(field->name, "state"));
}

static void
add_column(struct staged *s, const struct field *field, const char *header)
{
	s->fields = mem_resize(s->fields, s->columns + 1, sizeof(*s->fields));
	s->headers =
	    mem_resize(s->headers, s->columns + 1, sizeof(*s->headers));
	s->fields[s->columns] = field;
	s->headers[s->columns++] =
	    mem_strdup(field ? field->label : header);
}

static void
columns_in_order(struct staged *s, size_t count)
{
	for (size_t i = 0; i < s->form->count && s->columns < count; i++)
		if (may_be_pasted(s->form, &s->form->fields[i]))
			add_column(s, &s->form->fields[i], NULL);
	while (s->columns < count)
		add_column(s, NULL, "");
}

static void
add_row(struct staged *s, const struct table_reader *r)
{
	struct staged_row *row;

	s->rows = mem_resize(s->rows, s->count + 1, sizeof(*s->rows));
	row = &s->rows[s->count++];
	row->cells = mem_array(s->columns + 1, sizeof(*row->cells));
	row->fault = NULL;
	row->fault_at = -1;
	for (size_t i = 0; i < s->columns; i++)
		row->cells[i] = mem_strdup(i < r->count ? r->cells[i] : "");
}

/* Titles stand above the headers of a sheet: where its table begins. */
static const char *
table_start(const struct formdef *form, const char *text)
{
	struct table_reader r = {text, NULL, 0};
	const char *line = text, *start = text;
	bool found = false;

	for (int i = 0; i < TITLES_MOST && !found && read_line(&r); i++) {
		found = are_headers(form, &r);
		start = line;
		line = r.at;
	}
	while (r.count)
		free(r.cells[--r.count]);
	free(r.cells);
	return found ? start : text;
}

void
staged_read(struct staged *s, const struct formdef *form, const char *text)
{
	struct table_reader r = {table_start(form, text), NULL, 0};

	memset(s, 0, sizeof(*s));
	s->form = form;
	while (read_line(&r)) {
		if (is_blank_line(&r))
			continue;
		if (!s->columns && are_headers(form, &r)) {
			for (size_t i = 0; i < r.count; i++)
				add_column(s, field_of(form, r.cells[i]),
				    r.cells[i]);
			continue;
		}
		if (!s->columns)
			columns_in_order(s, r.count);
		add_row(s, &r);
	}
	free(r.cells);
}

static void
row_done(const struct staged *s, struct staged_row *row)
{
	for (size_t i = 0; i < s->columns; i++)
		free(row->cells[i]);
	free(row->cells);
	free(row->fault);
}

void
staged_done(struct staged *s)
{
	for (size_t i = 0; i < s->count; i++)
		row_done(s, &s->rows[i]);
	for (size_t i = 0; i < s->columns; i++)
		free(s->headers[i]);
	free(s->rows);
	free(s->headers);
	free(s->fields);
	memset(s, 0, sizeof(*s));
}

/* ---- changing ---- */

static void
forget_fault(struct staged_row *row)
{
	free(row->fault);
	row->fault = NULL;
	row->fault_at = -1;
}

void
staged_put(struct staged *s, size_t row, size_t column, const char *text)
{
	free(s->rows[row].cells[column]);
	s->rows[row].cells[column] = mem_strdup(text);
	forget_fault(&s->rows[row]);
}

void
staged_forget_faults(struct staged *s)
{
	for (size_t i = 0; i < s->count; i++)
		forget_fault(&s->rows[i]);
}

static int
column_of(const struct staged *s, const char *label, size_t size)
{
	for (size_t i = 0; i < s->columns; i++)
		if (s->fields[i] && strlen(s->fields[i]->label) == size &&
		    !strncmp(s->fields[i]->label, label, size))
			return (int)i;
	return -1;
}

bool
staged_take_fault(struct staged *s, const char *line)
{
	const char *at = strstr(line, ".tsv:"), *label, *sentence;
	struct staged_row *row;
	char *end;
	long number;

	if (!at)
		return false;
	number = strtol(at + 5, &end, 10);
	if (end == at + 5 || strncmp(end, ": ", 2) != 0)
		return false;
	/* the headers are its first row */
	if (number < 2 || (size_t)number - 2 >= s->count)
		return false;
	label = end + 2;
	sentence = strstr(label, ": ");
	row = &s->rows[number - 2];
	if (row->fault) { /* all are said, the first is gone to */
		char *both = mem_printf("%s；%s", row->fault, label);

		free(row->fault);
		row->fault = both;
		return true;
	}
	row->fault = mem_strdup(label);
	if (sentence)
		row->fault_at =
		    column_of(s, label, (size_t)(sentence - label));
	return true;
}

void
staged_keep_faulty(struct staged *s)
{
	size_t kept = 0;

	for (size_t i = 0; i < s->count; i++) {
		if (s->rows[i].fault)
			s->rows[kept++] = s->rows[i];
		else
			row_done(s, &s->rows[i]);
	}
	s->count = kept;
}

/* ---- writing ---- */

static void
write_cell(struct buf *to, const char *text)
{
	if (!strchr(text, '"')) {
		buf_add_string(to, text);
		return;
	}
	buf_add_char(to, '"');
	for (const char *p = text; *p; p++)
		buf_printf(to, *p == '"' ? "\"\"" : "%c", *p);
	buf_add_char(to, '"');
}

void
staged_write(const struct staged *s, struct buf *to)
{
	bool first = true;

	for (size_t i = 0; i < s->columns; i++) {
		if (!s->fields[i])
			continue;
		buf_printf(to, "%s%s", first ? "" : "\t", s->fields[i]->name);
		first = false;
	}
	buf_add_char(to, '\n');
	for (size_t row = 0; row < s->count; row++) {
		first = true;
		for (size_t i = 0; i < s->columns; i++) {
			if (!s->fields[i])
				continue;
			if (!first)
				buf_add_char(to, '\t');
			write_cell(to, s->rows[row].cells[i]);
			first = false;
		}
		buf_add_char(to, '\n');
	}
}
