/*
 * A workbook's sheet or a text file as rows of text.  Dates become
 * YYYY-MM-DD and numbers their shortest form, so that what follows meets
 * one kind of cell.
 */
#include "sheet/source.h"

#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/text.h"
#include "sheet/csv.h"
#include "sheet/xlsx_reader.h"

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

/* The cells of one row, gathered as they come. */
struct gathering {
	source_each *each;
	void *data;
	int row; /* -1: none yet */
	struct buf text;
	size_t *starts; /* + 1; 0: nothing there */
	bool *numeric;
	const char **cells;
	size_t count, room;
};

static bool
hand_on(struct gathering *g, struct err *err)
{
	struct source_row row = {0};

	if (g->row < 0)
		return true;
	for (size_t i = 0; i < g->count; i++)
		g->cells[i] =
		    g->starts[i] ? g->text.text + g->starts[i] - 1 : "";
	row.number = g->row + 1;
	row.cells = g->cells;
	row.numeric = g->numeric;
	row.count = g->count;
	return g->each(g->data, &row, err);
}

static void
make_room(struct gathering *g, size_t columns)
{
	if (columns > g->room) {
		g->room = columns + 16;
		g->starts = mem_resize(g->starts, g->room, sizeof *g->starts);
		g->numeric =
		    mem_resize(g->numeric, g->room, sizeof *g->numeric);
		g->cells = mem_resize(g->cells, g->room, sizeof *g->cells);
	}
	for (; g->count < columns; g->count++) {
		g->starts[g->count] = 0;
		g->numeric[g->count] = false;
	}
}

/* What a clerk sees in the cell, or near to it. */
static void
add_cell(struct buf *out, const struct xlsx_cell *cell)
{
	char day[11];

	if (cell->kind == XLSX_CELL_DATE &&
	    xlsx_serial_to_date(cell->number, day))
		buf_add_string(out, day);
	else if (cell->kind == XLSX_CELL_BOOL)
		buf_add_string(out, cell->number != 0 ? "1" : "0");
	else if (cell->kind == XLSX_CELL_NUMBER && isfinite(cell->number) &&
		 fabs(cell->number) < 1e15)
		/* 15 digits are what a spreadsheet keeps. */
		buf_printf(out, "%.15g", cell->number);
	else
		buf_add_string(out, cell->text);
	buf_add_char(out, '\0');
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
		buf_clear(&g->text);
	}
	make_room(g, (size_t)cell->column + 1);
	g->starts[cell->column] = g->text.size + 1;
	g->numeric[cell->column] = cell->kind == XLSX_CELL_NUMBER;
	add_cell(&g->text, cell);
	return true;
}

static bool
xlsx_each_row(
    struct source *source, source_each *each, void *data, struct err *err)
{
	struct gathering g = {.each = each, .data = data, .row = -1};
	bool good = xlsx_reader_each(
			source->reader, source->sheet, gather, &g, err) &&
		    hand_on(&g, err);

	buf_done(&g.text);
	free(g.starts);
	free(g.numeric);
	free(g.cells);
	return good;
}

static void
xlsx_source_close(struct source *source)
{
	xlsx_reader_close(source->reader);
}

static void
xlsx_source_progress(const struct source *source, int64_t *done, int64_t *all)
{
	(void)source;
	*done = *all = 0; /* a workbook does not tell */
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
		buf_printf(&names, "%s%s", names.size ? "、" : "", sheet);
	}
	if (name)
		err_set(err, ERR_USAGE, "没有「%.60s」这张工作表；有：%s", name,
		    buf_string(&names));
	else
		err_set(err, ERR_USAGE, "没有看得见的工作表");
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
	if (choose_sheet(source, sheet, err))
		return true;
	xlsx_reader_close(reader);
	return false;
}

/* ---- which one ---- */

bool
source_open(struct source *source, const char *path, const char *sheet,
    struct err *err)
{
	unsigned char head[4] = {0};
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	ssize_t got = fd >= 0 ? read(fd, head, sizeof head) : 0;
	struct csv *csv;

	if (fd >= 0)
		close(fd);
	memset(source, 0, sizeof *source);
	if (got == 4 && !memcmp(head, "PK\003\004", 4))
		return open_workbook(source, path, sheet, err);
	if (got == 4 && !memcmp(head, "\xd0\xcf\x11\xe0", 4))
		return err_set(err, ERR_USAGE,
		    "%s 是旧的 .xls 或有密码的文件，请另存为 xlsx 再导入",
		    path);
	if (!csv_open(&csv, path, err))
		return false;
	source->reader = csv;
	source->each = csv_each;
	source->close = csv_source_close;
	source->progress = csv_source_progress;
	return true;
}
