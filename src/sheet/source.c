/*
 * A workbook's sheet or a text file as rows of text.  Dates become
 * YYYY-MM-DD, numbers their shortest form, and what stands in merged cells
 * goes on in the rows below, so that what follows meets one kind of row.
 */
#include "sheet/source.h"

#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "sheet/csv.h"
#include "sheet/xlsx_reader.h"

enum { ROW_BYTES = 16 * 1024 * 1024 };

/* ---- text ---- */

static bool
csv_each(struct source *source, source_each *each, void *data, struct err *err)
{
	struct csv *csv = source->reader;
	struct source_row row = {0};

	for (;;) {
		if (!csv_next(csv, &row.cells, &row.count, err))
			return false;
		if (!row.count)
			return true;
		row.number = csv_row(csv);
		if (!each(data, &row, err))
			return false;
	}
}

static void
csv_source_close(struct source *source)
{
	csv_close(source->reader);
}

static void
csv_source_progress(const struct source *source, int64_t *done, int64_t *all)
{
	csv_progress(source->reader, done, all);
}

/* ---- workbooks ---- */

/* A value that goes on in the rows below it. */
struct spread {
	int last_row; /* -1: none */
	char *text;
	unsigned char kind;
};

/* The cells of one row, gathered as they come. */
struct gathering {
	source_each *each;
	void *data;
	int row; /* -1: none yet */
	struct buf text;
	size_t *starts; /* + 1; 0: nothing there */
	unsigned char *kinds;
	const char **cells;
	size_t count, room;
	bool hidden;
	const struct xlsx_merge *merges; /* not begun yet */
	size_t merge_count;
	struct spread *spreads; /* by column */
	size_t spread_count;
};

static void
make_room(struct gathering *g, size_t columns)
{
	if (columns > g->room) {
		g->room = columns + 16;
		g->starts = mem_resize(g->starts, g->room, sizeof *g->starts);
		g->kinds = mem_resize(g->kinds, g->room, sizeof *g->kinds);
		g->cells = mem_resize(g->cells, g->room, sizeof *g->cells);
	}
	for (; g->count < columns; g->count++) {
		g->starts[g->count] = 0;
		g->kinds[g->count] = SOURCE_TEXT;
	}
}

static void
add_text(struct gathering *g, size_t column, const char *text,
    enum source_kind kind)
{
	g->starts[column] = g->text.size + 1;
	g->kinds[column] = (unsigned char)kind;
	buf_add_string(&g->text, text);
	buf_add_char(&g->text, '\0');
}

/* Cells merged downwards begin here: what stands in them goes on. */
static void
begin_spread(struct gathering *g, const struct xlsx_merge *merge)
{
	size_t column = (size_t)merge->column, have = g->spread_count;
	struct spread *spread;

	if (column >= have) {
		g->spread_count = column + 1;
		g->spreads = mem_resize(
		    g->spreads, g->spread_count, sizeof *g->spreads);
		for (; have < g->spread_count; have++)
			g->spreads[have] = (struct spread){.last_row = -1};
	}
	spread = &g->spreads[column];
	free(spread->text);
	*spread = (struct spread){.last_row = -1};
	if (column >= g->count || !g->starts[column])
		return;
	spread->last_row = merge->last_row;
	spread->text = mem_strdup(g->text.text + g->starts[column] - 1);
	spread->kind = g->kinds[column];
}

static void
spread_merges(struct gathering *g)
{
	for (size_t i = 0; i < g->spread_count; i++) {
		const struct spread *spread = &g->spreads[i];

		if (spread->last_row < g->row)
			continue;
		make_room(g, i + 1);
		if (!g->starts[i])
			add_text(g, i, spread->text, spread->kind);
	}
	for (; g->merge_count && g->merges->row <= g->row;
	     g->merges++, g->merge_count--)
		if (g->merges->row == g->row)
			begin_spread(g, g->merges);
}

static bool
hand_on(struct gathering *g, struct err *err)
{
	struct source_row row = {0};

	if (g->row < 0)
		return true;
	spread_merges(g);
	for (size_t i = 0; i < g->count; i++)
		g->cells[i] =
		    g->starts[i] ? g->text.text + g->starts[i] - 1 : "";
	row.number = g->row + 1;
	row.cells = g->cells;
	row.kinds = g->kinds;
	row.count = g->count;
	row.hidden = g->hidden;
	return g->each(g->data, &row, err);
}

/* The day, and the time when the cell has one. */
static bool
write_day(char out[17], const struct xlsx_cell *cell)
{
	char clock[6];
	bool timed = xlsx_serial_to_clock(cell->number, clock);

	if (cell->number < 1 && timed)
		memcpy(out, clock, sizeof clock);
	else if (!xlsx_serial_to_date(cell->number, out))
		return false;
	else if (timed)
		snprintf(out + 10, 7, " %s", clock);
	return true;
}

/* What a clerk sees in the cell, or near to it. */
static void
add_cell(struct gathering *g, const struct xlsx_cell *cell)
{
	size_t column = (size_t)cell->column;
	char text[64];

	if (cell->kind == XLSX_CELL_DATE && write_day(text, cell))
		add_text(g, column, text,
		    cell->month ? SOURCE_MONTH : SOURCE_DAY);
	else if (cell->kind == XLSX_CELL_BOOL)
		add_text(g, column, cell->number != 0 ? "1" : "0",
		    SOURCE_TEXT);
	else if (cell->kind == XLSX_CELL_FAULT)
		add_text(g, column, cell->text, SOURCE_FAULT);
	else if (cell->kind == XLSX_CELL_UNKNOWN)
		add_text(g, column, cell->text, SOURCE_UNKNOWN);
	else if (cell->kind == XLSX_CELL_NUMBER && isfinite(cell->number) &&
		 fabs(cell->number) < 1e15) {
		/* 15 digits are what a spreadsheet keeps. */
		snprintf(text, sizeof text, "%.15g", cell->number);
		if (cell->zeros && cell->number >= 0 && !strchr(text, '.'))
			snprintf(text, sizeof text, "%0*.0f", cell->zeros,
			    cell->number);
		add_text(g, column, text, SOURCE_NUMBER);
	} else
		add_text(g, column, cell->text,
		    cell->kind == XLSX_CELL_TEXT ? SOURCE_TEXT
						 : SOURCE_NUMBER);
}

static bool
gather(void *data, const struct xlsx_cell *cell, struct err *err)
{
	struct gathering *g = data;

	if (cell->row != g->row) {
		if (!hand_on(g, err))
			return false;
		g->row = cell->row;
		g->count = 0;
		g->hidden = false;
		buf_clear(&g->text);
	}
	if (g->text.size > ROW_BYTES)
		return err_refuse(err, "bad_file", NULL, _("第 %d 行太长"),
		    cell->row + 1);
	make_room(g, (size_t)cell->column + 1);
	g->hidden = g->hidden || cell->hidden;
	add_cell(g, cell);
	return true;
}

static bool
each_of_sheet(struct source *source, size_t sheet, source_each *each,
    void *data, struct err *err)
{
	struct gathering g = {.each = each, .data = data, .row = -1};
	bool good = xlsx_reader_merges(
			source->reader, sheet, &g.merges, &g.merge_count, err) &&
		    xlsx_reader_each(source->reader, sheet, gather, &g, err) &&
		    hand_on(&g, err);

	for (size_t i = 0; i < g.spread_count; i++)
		free(g.spreads[i].text);
	free(g.spreads);
	buf_done(&g.text);
	free(g.starts);
	free(g.kinds);
	free(g.cells);
	return good;
}

static bool
xlsx_each_row(
    struct source *source, source_each *each, void *data, struct err *err)
{
	return each_of_sheet(source, source->sheet, each, data, err);
}

bool
source_other(struct source *source, const char *name, source_each *each,
    void *data, bool *found, struct err *err)
{
	size_t count =
	    source->workbook ? xlsx_reader_sheets(source->reader) : 0;

	*found = false;
	for (size_t i = 0; i < count; i++)
		if (!strcmp(xlsx_reader_name(source->reader, i), name)) {
			*found = true;
			return each_of_sheet(source, i, each, data, err);
		}
	return true;
}

const char *
source_next_sheet(struct source *source)
{
	struct xlsx_reader *reader = source->reader;
	size_t count = source->workbook ? xlsx_reader_sheets(reader) : 0;

	while (source->sheet + 1 < count)
		if (xlsx_reader_visible(reader, ++source->sheet))
			return xlsx_reader_name(reader, source->sheet);
	return NULL;
}

static void
xlsx_source_close(struct source *source)
{
	xlsx_reader_close(source->reader);
}

static void
xlsx_source_progress(const struct source *source, int64_t *done, int64_t *all)
{
	xlsx_reader_progress(source->reader, done, all);
}

static bool
choose_sheet(struct source *source, const char *name, struct err *err)
{
	struct xlsx_reader *reader = source->reader;
	struct buf names = {0};

	for (size_t i = 0; i < xlsx_reader_sheets(reader); i++) {
		const char *sheet = xlsx_reader_name(reader, i);

		if (name ? text_equal_fold(sheet, name)
			 : xlsx_reader_visible(reader, i)) {
			source->sheet = i;
			buf_done(&names);
			return true;
		}
		buf_printf(&names, "%s%s", names.size ? _("、") : "", sheet);
	}
	if (name)
		err_set(err, ERR_USAGE, _("没有「%.60s」这张工作表；有：%s"), name,
		    buf_string(&names));
	else
		err_set(err, ERR_REFUSED, _("没有看得见的工作表"));
	buf_done(&names);
	return false;
}

static bool
open_workbook(struct source *source, const char *path, const char *sheet,
    struct err *err)
{
	struct xlsx_reader *reader;

	if (!xlsx_reader_open(&reader, path, err))
		return false;
	source->reader = reader;
	source->each = xlsx_each_row;
	source->close = xlsx_source_close;
	source->progress = xlsx_source_progress;
	source->workbook = true;
	source->from_1904 = xlsx_reader_from_1904(reader);
	if (choose_sheet(source, sheet, err))
		return true;
	xlsx_reader_close(reader);
	return false;
}

/* ---- which one ---- */

/* What is no text though it is read as one: what to do is said, or nobody
 * would find out why there are no headers. */
static bool
refuse_other(const char *path, const unsigned char *head, size_t size,
    struct err *err)
{
	if (size >= 4 && !memcmp(head, "\xd0\xcf\x11\xe0", 4))
		return err_set(err, ERR_REFUSED,
		    _("%s 是旧的 .xls 或有密码的文件，请另存为 xlsx 再导入"),
		    path);
	if (size && (*head == '<' || (size > 3 && head[3] == '<' &&
					 !memcmp(head, "\xef\xbb\xbf", 3))))
		return err_set(err, ERR_REFUSED,
		    _("%s 是网页或 XML，请用表格软件打开，另存为 xlsx 再导入"),
		    path);
	if (!size)
		return err_set(err, ERR_REFUSED, _("%s 是空文件"), path);
	return true;
}

bool
source_open(struct source *source, const char *path, const char *sheet,
    struct err *err)
{
	unsigned char head[4] = {0};
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	ssize_t got = fd >= 0 ? read(fd, head, sizeof head) : -1;
	struct csv *csv;

	if (fd >= 0)
		close(fd);
	memset(source, 0, sizeof *source);
	if (got == 4 && (!memcmp(head, "PK\003\004", 4) ||
			    !memcmp(head, "PK\005\006", 4)))
		return open_workbook(source, path, sheet, err);
	if (got >= 0 && !refuse_other(path, head, (size_t)got, err))
		return false;
	if (!csv_open(&csv, path, err))
		return false;
	source->reader = csv;
	source->each = csv_each;
	source->close = csv_source_close;
	source->progress = csv_source_progress;
	return true;
}
