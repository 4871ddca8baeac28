/*
 * Rows and cells of RFC 4180, and a little more: LF, CRLF and CR end a row,
 * a quote inside an unquoted cell stands for itself.  Memory is bounded by
 * the longest row that is allowed.
 */
#include "sheet/csv.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "sheet/csv_input.h"

enum {
	CELL_BYTES = CSV_CELL_MAX * 4,
	ROW_BYTES = 16 * 1024 * 1024,
	GUESS_LINES = 20 /* the separator stands in most of them */
};

/* The likelier first. */
static const char separators[] = "\t,;|";

struct csv {
	struct csv_input *in;
	const char *piece; /* not yet parsed */
	size_t left;
	char separator;
	struct buf text; /* the cells of the row, each with its NUL */
	size_t *starts, count, starts_room;
	const char **cells;
	size_t cells_room;
	int64_t row;
	bool started, after_cr, ended;
};

/* ---- opening ---- */

static bool
fill(struct csv *csv, struct err *err)
{
	if (csv->left || csv->ended)
		return true;
	if (!csv_input_next(csv->in, &csv->piece, &csv->left, err))
		return false;
	if (!csv->left)
		csv->ended = true;
	return true;
}

static bool
has_suffix(const char *name, const char *suffix)
{
	size_t size = strlen(name), tail = strlen(suffix);

	return size >= tail && text_equal_fold(name + size - tail, suffix);
}

/* In how many of the first lines each separator stands outside quotes. */
static void
count_separators(const char *s, size_t size, int *lines_with)
{
	unsigned seen = 0;
	int lines = 0;
	bool quoted = false, begins = true;

	for (size_t i = 0; i < size && lines < GUESS_LINES; i++) {
		const char *found = s[i] ? strchr(separators, s[i]) : NULL;
		bool ends = s[i] == '\n' || s[i] == '\r';

		if (s[i] == '"' && (quoted || begins))
			quoted = !quoted;
		else if (found && !quoted && !(seen & 1u << (found - separators))) {
			seen |= 1u << (found - separators);
			lines_with[found - separators]++;
		}
		begins = found || ends;
		if (ends && !quoted) {
			lines++;
			seen = 0;
		}
	}
}

/* What stands in most lines: a note may hold any of them, headers hold one. */
static char
guess_separator(const char *s, size_t size)
{
	int lines_with[sizeof separators] = {0};
	size_t best = 0;

	count_separators(s, size, lines_with);
	for (size_t i = 1; separators[i]; i++)
		if (lines_with[i] > lines_with[best])
			best = i;
	return lines_with[best] ? separators[best] : ',';
}

static bool
begin(struct csv *csv, const char *name, struct err *err)
{
	if (!fill(csv, err))
		return false;
	if (has_suffix(name, ".tsv") || has_suffix(name, ".tab"))
		csv->separator = '\t';
	else
		csv->separator = guess_separator(csv->piece, csv->left);
	return true;
}

static bool
finish_opening(struct csv **out, struct csv *csv, const char *name, bool good,
    struct err *err)
{
	*out = csv;
	if (good && begin(csv, name, err))
		return true;
	csv_close(csv);
	*out = NULL;
	return false;
}

bool
csv_open(struct csv **out, const char *path, struct err *err)
{
	struct csv *csv = mem_alloc(sizeof *csv);

	return finish_opening(
	    out, csv, path, csv_input_open(&csv->in, path, err), err);
}

bool
csv_open_bytes(struct csv **out, const char *name, const char *bytes,
    size_t size, struct err *err)
{
	struct csv *csv = mem_alloc(sizeof *csv);

	return finish_opening(out, csv, name,
	    csv_input_open_bytes(&csv->in, name, bytes, size, err), err);
}

void
csv_close(struct csv *csv)
{
	if (!csv)
		return;
	csv_input_close(csv->in);
	buf_done(&csv->text);
	free(csv->starts);
	free(csv->cells);
	free(csv);
}

/* ---- cells ---- */

static bool
begin_cell(struct csv *csv, struct err *err)
{
	if (csv->count == CSV_COLUMNS_MAX)
		return err_refuse(err, "bad_file", NULL,
		    _("第 %lld 行超过 %d 列"), (long long)csv->row,
		    CSV_COLUMNS_MAX);
	csv->starts = mem_grow(
	    csv->starts, csv->count, &csv->starts_room, sizeof *csv->starts);
	csv->starts[csv->count++] = csv->text.size;
	return true;
}

static bool
check_cell(const struct csv *csv, bool whole, struct err *err)
{
	const char *cell = csv->text.text
			       ? csv->text.text + csv->starts[csv->count - 1]
			       : "";
	size_t size = csv->text.size - csv->starts[csv->count - 1];

	if (csv->text.size > ROW_BYTES)
		return err_refuse(err, "bad_file", NULL,
		    _("第 %lld 行太长"), (long long)csv->row);
	if (size <= CSV_CELL_MAX ||
	    (size <= CELL_BYTES &&
		(!whole || text_length(cell) <= CSV_CELL_MAX)))
		return true;
	return err_refuse(err, "bad_file", NULL,
	    _("第 %lld 行第 %zu 列超过 %d 个字，可能是引号没有收尾"),
	    (long long)csv->row, csv->count, CSV_CELL_MAX);
}

static bool
add_bytes(struct csv *csv, const char *bytes, size_t size, struct err *err)
{
	if (memchr(bytes, '\0', size))
		return err_refuse(err, "bad_file", NULL,
		    _("第 %lld 行有空字节，这不是文本文件"), (long long)csv->row);
	buf_add(&csv->text, bytes, size);
	return check_cell(csv, false, err);
}

static bool
end_cell(struct csv *csv, struct err *err)
{
	char *cell;

	if (!check_cell(csv, true, err))
		return false;
	cell = csv->text.text + csv->starts[csv->count - 1];
	/* The guard that an export put before what looks like a formula. */
	if (csv->text.size > csv->starts[csv->count - 1] && *cell == '\'' &&
	    csv_is_formula(cell + 1))
		csv->starts[csv->count - 1]++;
	buf_add_char(&csv->text, '\0');
	return true;
}

/* Takes the plain bytes at the front of the piece. */
static bool
take_plain(struct csv *csv, bool quoted, struct err *err)
{
	size_t size = 0;

	if (quoted) {
		const char *quote = memchr(csv->piece, '"', csv->left);

		size = quote ? (size_t)(quote - csv->piece) : csv->left;
	} else {
		while (size < csv->left && csv->piece[size] != csv->separator &&
		       csv->piece[size] != '\n' && csv->piece[size] != '\r')
			size++;
	}
	/* A cell is checked as it grows: no piece may be too long at once. */
	if (!add_bytes(csv, csv->piece, size, err))
		return false;
	csv->piece += size;
	csv->left -= size;
	return true;
}

static bool
refuse_bad(const struct csv *csv, struct err *err)
{
	return err_refuse(err, "bad_bytes", NULL,
	    _("第 %lld 行有读不懂的字节（按 %s 读），请另存为 UTF-8 再导入"),
	    (long long)csv->row, csv_input_bad(csv->in));
}

/* Inside quotes, from behind the first to behind the last. */
static bool
take_quoted(struct csv *csv, struct err *err)
{
	for (;;) {
		if (!fill(csv, err))
			return false;
		if (csv->ended) {
			if (csv_input_bad(csv->in))
				return refuse_bad(csv, err);
			return err_refuse(err, "bad_file", NULL,
			    _("第 %lld 行的引号没有收尾"), (long long)csv->row);
		}
		if (!take_plain(csv, true, err))
			return false;
		if (!csv->left)
			continue;
		csv->piece++;
		csv->left--;
		if (!fill(csv, err))
			return false;
		if (!csv->left || *csv->piece != '"')
			return true;
		buf_add_char(&csv->text, '"');
		csv->piece++;
		csv->left--;
	}
}

/* One cell; *last tells whether the row ends behind it. */
static bool
take_cell(struct csv *csv, bool *last, struct err *err)
{
	if (!begin_cell(csv, err) || !fill(csv, err))
		return false;
	if (csv->left && *csv->piece == '"') {
		csv->piece++;
		csv->left--;
		if (!take_quoted(csv, err))
			return false;
	}
	for (;;) {
		if (!fill(csv, err))
			return false;
		if (!csv->left)
			break;
		if (!take_plain(csv, false, err))
			return false;
		if (csv->left)
			break;
	}
	if (csv->ended && csv_input_bad(csv->in))
		return refuse_bad(csv, err);
	*last = !csv->left || *csv->piece != csv->separator;
	if (csv->left) {
		csv->after_cr = *csv->piece == '\r';
		csv->piece++;
		csv->left--;
	}
	return end_cell(csv, err);
}

bool
csv_next(struct csv *csv, const char *const **cells, size_t *count,
    struct err *err)
{
	bool last = false;

	*count = csv->count = 0;
	buf_clear(&csv->text);
	if (!fill(csv, err))
		return false;
	if (csv->after_cr && csv->left && *csv->piece == '\n') {
		csv->piece++;
		csv->left--;
		if (!fill(csv, err))
			return false;
	}
	csv->after_cr = false;
	csv->row++;
	if (!csv->left)
		return csv_input_bad(csv->in) ? refuse_bad(csv, err) : true;
	while (!last)
		if (!take_cell(csv, &last, err))
			return false;
	if (csv->count > csv->cells_room) {
		csv->cells_room = csv->count;
		csv->cells = mem_resize(
		    csv->cells, csv->cells_room, sizeof *csv->cells);
	}
	for (size_t i = 0; i < csv->count; i++)
		csv->cells[i] = csv->text.text + csv->starts[i];
	*cells = csv->cells;
	*count = csv->count;
	return true;
}

int64_t
csv_row(const struct csv *csv)
{
	return csv->row;
}

void
csv_progress(const struct csv *csv, int64_t *done, int64_t *all)
{
	csv_input_progress(csv->in, done, all);
}

/* ---- writing ---- */

bool
csv_is_formula(const char *text)
{
	int32_t cp;

	/* An apostrophe before a formula is guarded too, or reading would take
	 * off one that somebody wrote. */
	for (;;) {
		if (*text == ' ' || *text == '\'')
			text++;
		else if (!strncmp(text, "　", strlen("　")))
			text += strlen("　");
		else
			break;
	}
	if (!*text)
		return false;
	if (strchr("=+-@\t\r", *text))
		return true;
	text_decode(text, strlen(text), &cp);
	return cp == 0xff1d || cp == 0xff0b || cp == 0xff0d || cp == 0xff20;
}

void
csv_add_cell(struct buf *out, const char *text, bool first, bool guard)
{
	if (!first)
		buf_add_char(out, ',');
	if (!text)
		return;
	guard = guard && csv_is_formula(text);
	if (!strpbrk(text, "\",\n\r\t") && *text != ' ' && !guard) {
		buf_add_string(out, text);
		return;
	}
	buf_add_string(out, guard ? "\"'" : "\"");
	for (; *text; text++) {
		if (*text == '"')
			buf_add_char(out, '"');
		buf_add_char(out, *text);
	}
	buf_add_char(out, '"');
}

void
csv_end_row(struct buf *out)
{
	buf_add_char(out, '\n');
}
