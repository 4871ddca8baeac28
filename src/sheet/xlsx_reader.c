/*
 * The cells of one sheet, as they come.  What stands around them in the
 * file is xlsx_book's, and the file itself xlsx_zip's.
 */
#include "sheet/xlsx_reader.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "sheet/xlsx_book.h"

enum { MERGES_MOST = 100000 };

struct xlsx_reader {
	struct xlsx_book book;
	struct xlsx_merge *merges;
	size_t merge_count, merge_capacity;
};

/* One running parse of a sheet. */
struct parse {
	struct xlsx_reader *reader;
	struct err *err;
	struct buf text;
	bool taking; /* inside <t> or <v> */
	bool phonetic;
	unsigned char hidden_columns[XLSX_COLUMNS / 8];
	bool hidden_row;
	/* the cell at hand */
	xlsx_each *each;
	void *data;
	int row, column;
	char type;
	int style;
	bool formula, valued;
};

static void
parse_fault(struct parse *p, const char *sentence)
{
	xlsx_zip_stop(p->reader->book.zip, sentence);
}

/* ---- where ---- */

static bool
is_yes(const char *value)
{
	return value && (*value == '1' || *value == 't');
}

static void
columns_begin(struct parse *p, const char **pairs)
{
	const char *from = xlsx_attribute(pairs, "min");
	const char *to = xlsx_attribute(pairs, "max");
	long first = from ? strtol(from, NULL, 10) : 0;
	long last = to ? strtol(to, NULL, 10) : 0;

	if (!is_yes(xlsx_attribute(pairs, "hidden")) || first < 1)
		return;
	for (long i = first - 1; i < last && i < XLSX_COLUMNS; i++)
		p->hidden_columns[i / 8] |= (unsigned char)(1 << i % 8);
}

static void
row_begin(struct parse *p, const char **pairs)
{
	const char *value = xlsx_attribute(pairs, "r");
	long row = value ? strtol(value, NULL, 10) - 1 : p->row + 1;

	if (row < 0 || row >= XLSX_ROWS) {
		parse_fault(p, _("表格行数超过1048576"));
		return;
	}
	p->row = (int)row;
	p->column = -1;
	p->hidden_row = is_yes(xlsx_attribute(pairs, "hidden"));
}

static void
cell_begin(struct parse *p, const char **pairs)
{
	p->type = 'n';
	p->style = 0;
	p->formula = p->valued = p->taking = false;
	p->column++;
	for (; *pairs; pairs += 2) {
		const char *value = pairs[1];

		if (!strcmp(pairs[0], "r")) {
			if (!xlsx_place_read(value, &p->row, &p->column)) {
				parse_fault(p, _("表格中有不合法的格位"));
				return;
			}
		} else if (!strcmp(pairs[0], "t")) {
			/* s str inlineStr n b e d */
			p->type = !strcmp(value, "str") ? 't' : *value;
		} else if (!strcmp(pairs[0], "s")) {
			p->style = (int)strtol(value, NULL, 10);
		}
	}
	if (p->row < 0)
		p->row = 0;
	if (p->column >= XLSX_COLUMNS)
		parse_fault(p, _("表格列数超过16384"));
	buf_clear(&p->text);
}

static void
sheet_start(void *data, const char *name, const char **pairs)
{
	struct parse *p = data;

	if (!strcmp(name, "c"))
		cell_begin(p, pairs);
	else if (!strcmp(name, "v"))
		p->taking = p->valued = true;
	else if (!strcmp(name, "f"))
		p->formula = true;
	else if (!strcmp(name, "row"))
		row_begin(p, pairs);
	else if (!strcmp(name, "col"))
		columns_begin(p, pairs);
	else if (!strcmp(name, "rPh"))
		p->phonetic = true;
	else if (!strcmp(name, "t") && p->type == 'i' && !p->phonetic)
		p->taking = p->valued = true;
}

static void
sheet_text(void *data, const char *text, size_t size)
{
	struct parse *p = data;

	if (p->taking && !xlsx_cell_add(&p->text, text, size))
		parse_fault(p, _("表格中有超过32767字的格"));
}

/* ---- what ---- */

static void
cell_fill_number(struct parse *p, struct xlsx_cell *cell)
{
	const struct xlsx_book *book = &p->reader->book;
	struct xlsx_look look = {0};

	if (p->style > 0 && (size_t)p->style < book->look_count)
		look = book->looks[p->style];
	cell->kind = look.date ? XLSX_CELL_DATE : XLSX_CELL_NUMBER;
	cell->number = strtod(cell->text, NULL);
	cell->month = look.month;
	cell->zeros = look.zeros;
	/* Days are counted from another one; times of day are not. */
	if (look.date && book->from_1904 && cell->number >= 1)
		cell->number += 1462;
}

static bool
cell_fill(struct parse *p, struct xlsx_cell *cell)
{
	cell->text = buf_string(&p->text);
	switch (p->type) {
	case 's':
		cell->text = xlsx_book_string(&p->reader->book,
		    strtoul(cell->text, NULL, 10));
		if (!cell->text)
			parse_fault(p, _("表格中的文字编号不存在，文件已损坏"));
		return cell->text != NULL;
	case 'i':
	case 't':
		xlsx_unescape(&p->text);
		cell->text = buf_string(&p->text);
		return true;
	case 'b':
		cell->kind = XLSX_CELL_BOOL;
		cell->number = *cell->text == '1';
		return true;
	case 'e':
		cell->kind = XLSX_CELL_FAULT;
		return true;
	case 'd':
		return true;
	default:
		cell_fill_number(p, cell);
		return true;
	}
}

static void
cell_end(struct parse *p)
{
	struct xlsx_cell cell = {0};
	bool fine;

	cell.row = p->row;
	cell.column = p->column;
	cell.formula = p->formula;
	cell.hidden = p->hidden_row || (p->hidden_columns[p->column / 8] &
					   1 << p->column % 8);
	/* A formula whose text is empty says so by its type. */
	if (p->valued && (p->text.size || !p->formula || p->type != 'n')) {
		fine = cell_fill(p, &cell) && *cell.text;
	} else {
		cell.kind = XLSX_CELL_UNKNOWN;
		cell.text = "=";
		fine = true;
	}
	p->valued = p->formula = false;
	if (fine && !p->each(p->data, &cell, p->err))
		parse_fault(p, NULL);
}

static void
sheet_end(void *data, const char *name)
{
	struct parse *p = data;

	if (!strcmp(name, "v") || !strcmp(name, "t"))
		p->taking = false;
	else if (!strcmp(name, "rPh"))
		p->phonetic = false;
	else if (!strcmp(name, "c") && (p->valued || p->formula) &&
		 p->column < XLSX_COLUMNS)
		cell_end(p);
}

/* ---- merged cells ---- */

static bool
merge_read(const char *range, struct xlsx_merge *merge)
{
	char first[16];
	size_t size = strcspn(range, ":");

	if (!range[size] || size >= sizeof(first))
		return false;
	memcpy(first, range, size);
	first[size] = '\0';
	return xlsx_place_read(first, &merge->row, &merge->column) &&
	       xlsx_place_read(range + size + 1, &merge->last_row,
		   &merge->last_column) &&
	       merge->last_row > merge->row;
}

static void
merge_start(void *data, const char *name, const char **pairs)
{
	struct xlsx_reader *r = data;
	const char *range = xlsx_attribute(pairs, "ref");
	struct xlsx_merge merge;

	if (strcmp(name, "mergeCell") || !range || !merge_read(range, &merge))
		return;
	if (r->merge_count == MERGES_MOST) {
		xlsx_zip_stop(r->book.zip, _("表格中的合并格太多，不能读取"));
		return;
	}
	r->merges = mem_grow(r->merges, r->merge_count, &r->merge_capacity,
	    sizeof(*r->merges));
	r->merges[r->merge_count++] = merge;
}

static int
compare_merges(const void *a, const void *b)
{
	const struct xlsx_merge *left = a, *right = b;

	return (left->row > right->row) - (left->row < right->row);
}

bool
xlsx_reader_merges(struct xlsx_reader *r, size_t sheet,
    const struct xlsx_merge **merges, size_t *count, struct err *err)
{
	const struct xlsx_part how = {merge_start, NULL, NULL, r};
	const char *part = r->book.sheets[sheet].part;
	bool found = false;

	r->merge_count = 0;
	if (part && (!xlsx_zip_holds(r->book.zip, part, "mergeCell ", &found,
			 err) ||
			(found && !xlsx_zip_parse(r->book.zip, part, &how,
				      &found, err))))
		return false;
	if (r->merge_count)
		qsort(r->merges, r->merge_count, sizeof(*r->merges),
		    compare_merges);
	*merges = r->merges;
	*count = r->merge_count;
	return true;
}

/* ---- the workbook ---- */

bool
xlsx_reader_open(struct xlsx_reader **made, const char *path, struct err *err)
{
	struct xlsx_reader *r = mem_alloc(sizeof(*r));

	*made = NULL;
	if (!xlsx_book_load(&r->book, path, err)) {
		xlsx_reader_close(r);
		return false;
	}
	*made = r;
	return true;
}

void
xlsx_reader_close(struct xlsx_reader *r)
{
	if (!r)
		return;
	xlsx_book_done(&r->book);
	free(r->merges);
	free(r);
}

size_t
xlsx_reader_sheets(const struct xlsx_reader *r)
{
	return r->book.sheet_count;
}

const char *
xlsx_reader_name(const struct xlsx_reader *r, size_t sheet)
{
	return r->book.sheets[sheet].name;
}

bool
xlsx_reader_visible(const struct xlsx_reader *r, size_t sheet)
{
	return !r->book.sheets[sheet].hidden;
}

bool
xlsx_reader_from_1904(const struct xlsx_reader *r)
{
	return r->book.from_1904;
}

void
xlsx_reader_progress(const struct xlsx_reader *r, int64_t *done, int64_t *all)
{
	xlsx_zip_progress(r->book.zip, done, all);
}

bool
xlsx_reader_each(struct xlsx_reader *r, size_t sheet, xlsx_each *each,
    void *data, struct err *err)
{
	struct parse p = {
	    .reader = r, .err = err, .each = each, .data = data, .row = -1};
	const struct xlsx_part how = {sheet_start, sheet_end, sheet_text, &p};
	const char *part = r->book.sheets[sheet].part;
	bool found = false, fine;

	if (!xlsx_book_read_strings(&r->book, err))
		return false;
	fine = !part || xlsx_zip_parse(r->book.zip, part, &how, &found, err);
	buf_done(&p.text);
	if (!fine)
		return false;
	if (!found)
		return err_set(err, ERR_REFUSED,
		    _("表格中没有工作表「%s」的内容"), r->book.sheets[sheet].name);
	return true;
}
