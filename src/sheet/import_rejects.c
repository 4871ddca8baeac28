/*
 * NAME-拒收.xlsx for a workbook, NAME-拒收.csv for a text file; a number is
 * put behind it rather than over somebody's corrections.  Rows are written
 * as they come.
 */
#include "sheet/import_rejects.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "sheet/csv.h"
#include "sheet/xlsx_writer.h"

#define NUMBER_HEAD "原行号"
#define WHY_HEAD "拒收原因"

enum { FILES_MOST = 999, PIECE = 65536, SENTENCE_WIDTH = 60 };

struct import_rejects {
	const char *path;
	const struct formdef *form;
	const int *columns;
	bool workbook;
	size_t *order; /* fields the file has, as its columns stand */
	size_t count;
	char *target, *aside;
	struct xlsx *x;
	int row;
	int fd;
	struct buf text;
};

static void
put_in_order(struct import_rejects *r)
{
	r->order = mem_array(r->form->count + 1, sizeof *r->order);
	for (size_t i = 0; i < r->form->count; i++) {
		size_t at = r->count;

		if (r->columns[i] < 0)
			continue;
		for (; at > 0 && r->columns[r->order[at - 1]] > r->columns[i];
		     at--)
			r->order[at] = r->order[at - 1];
		r->order[at] = i;
		r->count++;
	}
}

struct import_rejects *
import_rejects_new(const char *path, const struct formdef *form,
    const int *columns, bool workbook)
{
	struct import_rejects *r = mem_alloc(sizeof *r);

	r->path = path;
	r->form = form;
	r->columns = columns;
	r->workbook = workbook;
	r->fd = -1;
	return r;
}

/* ---- rows ---- */

static bool
flush(struct import_rejects *r, size_t least, struct err *err)
{
	size_t done = 0;

	if (r->fd < 0 || r->text.size < least)
		return true;
	while (done < r->text.size) {
		ssize_t wrote =
		    write(r->fd, r->text.text + done, r->text.size - done);

		if (wrote <= 0)
			return err_set(
			    err, ERR_WORLD, _("写不下去：%s"), r->target);
		done += (size_t)wrote;
	}
	buf_clear(&r->text);
	return true;
}

static bool
put(struct import_rejects *r, size_t column, const char *text, bool head,
    struct err *err)
{
	if (r->workbook)
		return xlsx_text(r->x, r->row, (int)column,
		    head ? XLSX_HEAD : XLSX_TEXT, XLSX_STRESS_NONE, text, err);
	csv_add_cell(&r->text, text, column == 0, true);
	return true;
}

/* "1988.1" as 19881 and 1 place: a number stays one, for what made it
 * doubtful is that it was one. */
static bool
read_decimal(const char *text, int64_t *units, int *places)
{
	size_t digits = 0;

	*units = 0;
	*places = -1;
	for (; *text; text++) {
		if (*text == '.' && *places < 0 && digits) {
			*places = 0;
			continue;
		}
		if (*text < '0' || *text > '9' || ++digits > 15)
			return false;
		*units = *units * 10 + (*text - '0');
		*places += *places >= 0;
	}
	if (*places < 0)
		*places = 0;
	return digits > 0;
}

static bool
put_cell(struct import_rejects *r, size_t at, const struct source_row *row,
    struct err *err)
{
	size_t column = (size_t)r->columns[r->order[at]];
	int64_t units;
	int places;

	if (column >= row->count)
		return put(r, at, "", false, err);
	if (r->workbook && row->kinds && row->kinds[column] == SOURCE_NUMBER &&
	    read_decimal(row->cells[column], &units, &places))
		return xlsx_number(r->x, r->row, (int)at, XLSX_DECIMAL,
		    XLSX_STRESS_NONE, units, places, err);
	return put(r, at, row->cells[column], false, err);
}

static bool
end_row(struct import_rejects *r, struct err *err)
{
	r->row++;
	if (r->workbook)
		return true;
	csv_end_row(&r->text);
	return flush(r, PIECE, err);
}

/* ---- the file ---- */

static char *
free_name(const struct import_rejects *r)
{
	const char *name = path_name(r->path), *dot = strrchr(name, '.');
	int stem = dot && dot != name ? (int)(dot - r->path)
				      : (int)strlen(r->path);
	const char *suffix = r->workbook ? "xlsx" : "csv";

	for (int i = 1; i <= FILES_MOST; i++) {
		char *target =
		    i == 1 ? mem_printf("%.*s-拒收.%s", stem, r->path, suffix)
			   : mem_printf("%.*s-拒收-%d.%s", stem, r->path, i,
				 suffix);

		if (!path_exists(target))
			return target;
		free(target);
	}
	return NULL;
}

static bool
open_workbook(struct import_rejects *r, struct err *err)
{
	struct xlsx_options options = {
	    .title = "拒收的行", .created = "2000-01-01", .constant = true};

	close(r->fd);
	r->fd = -1;
	if (!xlsx_open(&r->x, r->aside, &options, err) ||
	    !xlsx_sheet(r->x, "拒收", err))
		return false;
	xlsx_column_width(r->x, (int)r->count + 1, SENTENCE_WIDTH);
	xlsx_freeze(r->x, 1, 0);
	return true;
}

static bool
begin(struct import_rejects *r, struct err *err)
{
	bool good = true;

	put_in_order(r);
	r->target = free_name(r);
	if (!r->target)
		return err_set(err, ERR_WORLD, _("%s 旁的拒收文件太多了"), r->path);
	if (!path_aside_open(r->target, &r->aside, &r->fd, err) ||
	    (r->workbook && !open_workbook(r, err)))
		return false;
	if (!r->workbook)
		buf_add_string(&r->text, "\xef\xbb\xbf");
	for (size_t i = 0; good && i < r->count; i++)
		good = put(r, i, r->form->fields[r->order[i]].label, true, err);
	return good && put(r, r->count, NUMBER_HEAD, true, err) &&
	       put(r, r->count + 1, WHY_HEAD, true, err) && end_row(r, err);
}

bool
import_rejects_add(struct import_rejects *r, const struct source_row *row,
    const char *why, struct err *err)
{
	char *number = mem_printf("%lld", (long long)row->number);
	bool good = r->target || begin(r, err);

	for (size_t i = 0; good && i < r->count; i++)
		good = put_cell(r, i, row, err);
	good = good && put(r, r->count, number, false, err) &&
	       put(r, r->count + 1, why, false, err) && end_row(r, err);
	free(number);
	return good;
}

bool
import_rejects_end(struct import_rejects *r, char **made, struct err *err)
{
	bool good;

	*made = NULL;
	if (!r->target)
		return true;
	if (r->workbook) {
		good = xlsx_close(r->x, NULL, NULL, err);
		r->x = NULL;
	} else {
		good = flush(r, 0, err);
		close(r->fd);
		r->fd = -1;
	}
	if (!good || !path_aside_commit(&r->aside, r->target, err))
		return false;
	*made = mem_strdup(r->target);
	return true;
}

void
import_rejects_free(struct import_rejects *r)
{
	if (!r)
		return;
	xlsx_drop(r->x);
	if (r->fd >= 0)
		close(r->fd);
	if (r->aside)
		path_aside_drop(&r->aside);
	buf_done(&r->text);
	free(r->target);
	free(r->order);
	free(r);
}
