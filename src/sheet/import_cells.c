/*
 * One cell after the other.  What is right is asked of the field
 * (record/value) and later of the schema, never known here.
 */
#include "sheet/import_cells.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "sheet/xlsx_value.h"

enum {
	MEMO_SLOTS = 1024, /* of one field */
	MEMO_LONGEST = 63, /* bytes of a cell worth remembering */
	DAY = 10,          /* bytes of YYYY-MM-DD */
	MONTH = 7
};

struct memo {
	char *typed, *stored;
};

struct import_cells {
	struct forms *forms;
	const struct formdef *form;
	const int *columns;
	bool from_1904, workbook;
	struct memo **memos; /* by field; NULL: its cells do not repeat */
};

static bool
is_day(const struct field *field)
{
	return field->kind == KIND_DATE || field->kind == KIND_PARTIAL ||
	       field->kind == KIND_MONTH;
}

static bool
is_text(const struct field *field)
{
	return field->kind == KIND_TEXT || field->kind == KIND_LONG;
}

/* Of texts all but names and numbers: schools, places, titles. */
static bool
repeats(const struct formdef *form, const struct field *field)
{
	if (field->kind == KIND_TEXT)
		return !field->fold && !field->mask && field != form->label &&
		       !field->column->unique;
	return field->kind == KIND_CODE || field->kind == KIND_REFERENCE ||
	       field->kind == KIND_YESNO || is_day(field);
}

struct import_cells *
import_cells_new(struct forms *forms, const struct formdef *form,
    const int *columns, const struct source *source)
{
	struct import_cells *c = mem_alloc(sizeof *c);

	c->forms = forms;
	c->form = form;
	c->columns = columns;
	c->from_1904 = source->from_1904;
	c->workbook = source->workbook;
	c->memos = mem_array(form->count + 1, sizeof *c->memos);
	for (size_t i = 0; i < form->count; i++)
		if (repeats(form, &form->fields[i]))
			c->memos[i] = mem_array(MEMO_SLOTS, sizeof **c->memos);
	return c;
}

void
import_cells_free(struct import_cells *c)
{
	if (!c)
		return;
	for (size_t i = 0; i < c->form->count; i++) {
		for (size_t s = 0; c->memos[i] && s < MEMO_SLOTS; s++) {
			free(c->memos[i][s].typed);
			free(c->memos[i][s].stored);
		}
		free(c->memos[i]);
	}
	free(c->memos);
	free(c);
}

/* ---- reading a clean cell ---- */

static size_t
hash_text(const char *s)
{
	uint32_t h = 2166136261u;

	for (; *s; s++)
		h = (h ^ (unsigned char)*s) * 16777619u;
	return h ^ h >> 15;
}

/* Blanks between the characters of a name, or of a word that is chosen from
 * a list, only make columns even. */
static bool
parse_spaced(struct import_cells *c, const struct field *field,
    const char *cell, char **stored, struct err *err)
{
	struct err found = {0};
	struct buf closed = {0};
	bool good = value_parse(c->forms, field, cell, false, stored, &found);

	if (good || (strcmp(found.code, "bad_name") &&
			    (field->kind != KIND_CODE ||
				strcmp(found.code, "not_in_list")))) {
		err_move(err, &found);
		return good;
	}
	err_done(&found);
	for (const char *s = cell; *s;) {
		int32_t cp;
		size_t used = text_decode(s, strlen(s), &cp);

		if (cp != ' ' && cp != 0x3000 && cp != 0xa0 && cp != '\t')
			buf_add(&closed, s, used);
		s += used;
	}
	good = value_parse(
	    c->forms, field, buf_string(&closed), false, stored, err);
	buf_done(&closed);
	return good;
}

static bool
parse(struct import_cells *c, size_t at, const char *cell, char **stored,
    struct err *err)
{
	const struct field *field = &c->form->fields[at];
	struct memo *memo = NULL;

	if (c->memos[at] && strlen(cell) <= MEMO_LONGEST) {
		memo = &c->memos[at][hash_text(cell) % MEMO_SLOTS];
		if (memo->typed && !strcmp(memo->typed, cell)) {
			*stored = mem_strdup(memo->stored);
			return true;
		}
	}
	if (!parse_spaced(c, field, cell, stored, err))
		return false;
	if (memo) {
		free(memo->typed);
		free(memo->stored);
		memo->typed = mem_strdup(cell);
		memo->stored = mem_strdup(*stored);
	}
	return true;
}

/* ---- cleaning ---- */

/* 1.10101E+17: what a text file keeps of a long number. */
static bool
is_scientific(const char *s)
{
	size_t digits = strspn(s, "0123456789");

	if (!digits || digits > 1)
		return false;
	s += digits;
	if (*s == '.')
		s += 1 + strspn(s + 1, "0123456789");
	return (*s == 'E' || *s == 'e') && s[1] == '+' && s[2] >= '1' &&
	       s[2] <= '9';
}

/* A spreadsheet keeps 15 digits of a number: the rest of an ID is gone. */
static bool
is_mangled(const struct field *field, const char *cell, enum source_kind kind)
{
	bool number = field->fold || field->mask;

	if (kind == SOURCE_NUMBER)
		return (number || is_text(field)) &&
		       (strlen(cell) > 15 || strpbrk(cell, "eE"));
	return number && is_scientific(cell);
}

/* Exports hide the middle of such numbers: nothing to take. */
static bool
is_masked(const struct field *field, const char *cell)
{
	return field->mask && strstr(cell, "***");
}

/* A stroke where nothing is to be written. */
static bool
is_stroke(const char *cell)
{
	static const char *const strokes[] = {
	    "-", "--", "/", "\\", "—", "——", "－", "／", "―"};

	if (!strchr("-/\\\xe2\xef", *cell)) /* asked of every cell */
		return false;
	for (size_t i = 0; i < sizeof strokes / sizeof *strokes; i++)
		if (!strcmp(cell, strokes[i]))
			return true;
	return false;
}

/* 33245: a day whose cell was not given the look of one. */
static bool
serial_day(const struct import_cells *c, const char *cell, char day[DAY + 1])
{
	double serial;

	if (strlen(cell) != 5 || cell[strspn(cell, "0123456789")])
		return false;
	serial = strtod(cell, NULL) + (c->from_1904 ? 1462 : 0);
	return xlsx_serial_to_date(serial, day);
}

/* 1990.1 as a number, and so in every text file that a spreadsheet wrote, is
 * January or October: its last zero is gone. */
static bool
is_half_month(const struct import_cells *c, enum source_kind kind,
    const char *cell)
{
	return (kind == SOURCE_NUMBER || !c->workbook) && strlen(cell) == 6 && strspn(cell, "0123456789") == 4 &&
	       !strcmp(cell + 4, ".1");
}

/* The midnight that databases put behind a day. */
static void
drop_midnight(char *cell)
{
	char *blank = strchr(cell, ' ');

	if (blank && blank - cell >= 8 && !blank[1 + strspn(blank + 1, "0:.")])
		*blank = '\0';
}

static bool
clean_day(const struct import_cells *c, const struct field *field,
    enum source_kind kind, char *cell, struct err *err)
{
	char day[DAY + 1];

	if (kind == SOURCE_DAY || kind == SOURCE_MONTH) {
		if (strlen(cell) > DAY)
			cell[DAY] = '\0';
		if (kind == SOURCE_MONTH && field->kind == KIND_PARTIAL)
			cell[MONTH] = '\0';
		return true;
	}
	/* -5 is a day of nobody's table, +5 days a word for the keyboard */
	if (*cell == '-' || *cell == '+')
		return err_refuse(err, "bad_date", field->name,
		    _("「%s」不是日期"), cell);
	if (is_half_month(c, kind, cell))
		return err_refuse(err, "bad_date", field->name,
		    _("「%s」看不出是1月还是10月（末位的0会被表格软件去掉），"
		    "请写成 %.4s-01 或 %.4s-10"),
		    cell, cell, cell);
	/* five digits and the NUL: the caller leaves room for a day */
	if (kind == SOURCE_NUMBER && serial_day(c, cell, day))
		memcpy(cell, day, sizeof day);
	drop_midnight(cell);
	return true;
}

/* ="110101..." and '110101...: how text files keep a number text. */
static const char *
without_guard(char *cell, const struct field *field)
{
	size_t size = strlen(cell);

	if (size > 3 && !strncmp(cell, "=\"", 2) && cell[size - 1] == '"' &&
	    !memchr(cell + 2, '"', size - 3)) {
		cell[size - 1] = '\0';
		cell += 2;
	}
	if (!strncmp(cell, "\xe2\x80\x98", 3) ||
	    !strncmp(cell, "\xe2\x80\x99", 3)) { /* as Chinese keyboards have it */
		if ((cell[3] >= '0' && cell[3] <= '9') || field->fold)
			cell += 3;
	} else if (*cell == '\'' &&
		   ((cell[1] >= '0' && cell[1] <= '9') || field->fold)) {
		cell++;
	}
	return cell;
}

static bool
is_plain(const char *s)
{
	return *s != '=' && *s != '\'' && (unsigned char)*s != 0xe2;
}

/* ---- a row ---- */

static bool
refuse_cell(const struct field *field, const struct source_row *row,
    size_t column, const char *cell, enum source_kind kind, struct err *err)
{
	char place[4];

	xlsx_letters((int)column, place);
	if (kind == SOURCE_FAULT)
		return err_refuse(err, "bad_cell", field->name,
		    _("%s%lld格是表格软件的错误值%s"), place,
		    (long long)row->number, cell);
	if (kind == SOURCE_UNKNOWN)
		return err_refuse(err, "bad_cell", field->name,
		    _("%s%lld格是没有算出值的公式，请用表格软件打开、保存后再导入"),
		    place, (long long)row->number);
	return err_refuse(err, "id_mangled", field->name,
	    _("%s%lld格的%s被表格软件改坏：%s，请按文本重填"), place,
	    (long long)row->number, field->label, cell);
}

static bool
take_cell(struct import_cells *c, const struct source_row *row, size_t at,
    struct record *r, struct err *err)
{
	const struct field *field = &c->form->fields[at];
	size_t column = (size_t)c->columns[at];
	const char *cell = row->cells[column], *clean;
	enum source_kind kind = row->kinds ? row->kinds[column] : SOURCE_TEXT;
	char *own;
	bool good;

	if (is_masked(field, cell) ||
	    (is_stroke(cell) && !field->column->required))
		return true;
	if (kind >= SOURCE_FAULT || is_mangled(field, cell, kind))
		return refuse_cell(field, row, column, cell, kind, err);
	if (is_plain(cell) && !is_day(field)) {
		good = parse(c, at, cell, &r->stored[at], err);
	} else {
		own = mem_alloc(strlen(cell) + DAY + 1);
		memcpy(own, cell, strlen(cell) + 1);
		clean = without_guard(own, field);
		if (clean != own)
			memmove(own, clean, strlen(clean) + 1);
		good = (!is_day(field) ||
			   clean_day(c, field, kind, own, err)) &&
		       parse(c, at, own, &r->stored[at], err);
		free(own);
	}
	r->given[at] = good && r->stored[at];
	return good;
}

bool
import_cells_read(struct import_cells *c, const struct source_row *row,
    struct record *r, bool *good, import_cells_refused *refused, void *data,
    struct err *err)
{
	*good = true;
	for (size_t i = 0; i < c->form->count; i++) {
		struct err found = {0};
		int column = c->columns[i];

		if (column < 0 || (size_t)column >= row->count ||
		    !*row->cells[column])
			continue;
		if (take_cell(c, row, i, r, &found))
			continue;
		*good = false;
		if (!refused(data, &found, err))
			return false;
	}
	return true;
}
