/*
 * The keys of a report's definition, each looked at where it stands: a
 * column that the form does not have is a fault at the line that names it.
 */
#include "sheet/exportdef.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/path.h"
#include "base/text.h"
#include "record/nearest.h"
#include "record/record.h"
#include "record/words.h"
#include "sheet/xlsx_writer.h"

struct reading {
	struct ini *ini;
	struct exportdef *def;
	struct forms *forms;
	forms_fault *fault;
	void *data;
	struct err *err;
	int faults;
};

static void fault_at(struct reading *, const char *section, const char *key,
    const char *fmt, ...) ATTR_FORMAT(4, 5);

static void
fault_tell(struct reading *r, struct err *found)
{
	if (r->fault)
		r->fault(r->data, found);
	if (!r->faults++)
		err_move(r->err, found);
	err_done(found);
}

static void
fault_at(struct reading *r, const char *section, const char *key,
    const char *fmt, ...)
{
	struct err found = {0};
	va_list ap;

	va_start(ap, fmt);
	ini_fault_list(r->ini, section, key, &found, fmt, ap);
	va_end(ap);
	fault_tell(r, &found);
}

static const char *
value_of(struct reading *r, const char *section, const char *key)
{
	const char *value = ini_get(r->ini, section, key);

	return value && *value ? value : NULL;
}

static char *
text_of(struct reading *r, const char *section, const char *key)
{
	return mem_strdup(value_of(r, section, key));
}

static int
number_of(struct reading *r, const char *section, const char *key, int most)
{
	const char *value = value_of(r, section, key);
	int number = 0;

	if (value && !words_number(value, most, &number))
		fault_at(r, section, key, "%s 应为 0 到 %d 的整数", key, most);
	return number;
}

static bool
yes_of(struct reading *r, const char *section, const char *key, bool fallback)
{
	const char *value = value_of(r, section, key);

	if (!value)
		return fallback;
	if (strcmp(value, "yes") && strcmp(value, "no"))
		fault_at(r, section, key, "%s 应为 yes 或 no", key);
	return !strcmp(value, "yes");
}

static void
keys_check(struct reading *r, const char *section, const struct ini_word *words)
{
	const char *key;
	size_t at;

	for (at = 0; (key = ini_unknown_key(r->ini, section, &at, words));
	     at++) {
		struct nearest near;
		const struct ini_word *word;

		nearest_init(&near, key);
		for (word = words; word->key; word++)
			nearest_try(&near, word->key);
		fault_at(r, section, key, "[%s] 没有 %s 这个键%s", section, key,
		    nearest_words(&near));
	}
}

static const struct field *
field_of(struct reading *r, const char *section, const char *key,
    const struct formdef *form, const char *name)
{
	const struct field *field = formdef_field(form, name);
	struct nearest near;
	size_t i;

	if (field)
		return field;
	nearest_init(&near, name);
	for (i = 0; i < form->count; i++)
		nearest_try(&near, form->fields[i].name);
	fault_at(r, section, key, "%s 没有「%s」这一列%s", form->name, name,
	    nearest_words(&near));
	return NULL;
}

/* ---- columns ---- */

static enum layout_format
format_by_kind(const struct field *field)
{
	if (field->mask)
		return LAYOUT_ID;
	switch (field->kind) {
	case KIND_NUMBER:
		return LAYOUT_NUMBER;
	case KIND_MONEY:
		return LAYOUT_MONEY;
	case KIND_SCORE:
		return LAYOUT_SCORE;
	case KIND_DATE:
	case KIND_PARTIAL:
		return LAYOUT_DATE;
	default:
		return LAYOUT_TEXT;
	}
}

void
exportdef_column(struct export_column *column, const struct field *field)
{
	memset(column, 0, sizeof(*column));
	column->field = field;
	if (!field) {
		column->look.head[0] = mem_strdup("序号");
		column->look.format = LAYOUT_SEQUENCE;
		return;
	}
	column->look.head[0] =
	    mem_strdup(field->label ? field->label : field->name);
	column->look.format = format_by_kind(field);
	if (column->look.format == LAYOUT_TEXT &&
	    (field->kind == KIND_CODE || field->kind == KIND_YESNO ||
		field->kind == KIND_MONTH))
		column->look.align = 2;
	column->mask = field->mask;
}

static void
column_read_total(
    struct reading *r, const char *section, struct layout_column *look)
{
	const char *value = value_of(r, section, "total");

	if (!value)
		return;
	if (!strcmp(value, "sum"))
		look->total = LAYOUT_TOTAL_SUM;
	else if (!strcmp(value, "count"))
		look->total = LAYOUT_TOTAL_COUNT;
	else if (!strcmp(value, "none"))
		look->total = LAYOUT_TOTAL_NONE;
	else
		fault_at(r, section, "total", "total 应为 sum、count 或 none");
}

static void
column_read_align(
    struct reading *r, const char *section, struct layout_column *look)
{
	const char *value = value_of(r, section, "align");

	if (!value)
		return;
	if (!strcmp(value, "left"))
		look->align = -1;
	else if (!strcmp(value, "right"))
		look->align = 1;
	else if (!strcmp(value, "centre"))
		look->align = 2;
	else
		fault_at(
		    r, section, "align", "align 应为 left、right 或 centre");
}

/* What [column.X] adds to the column X of a sheet. */
static void
column_read(struct reading *r, struct export_column *column)
{
	char *section = mem_printf("column.%s", column->field->name);
	struct layout_column *look = &column->look;
	const char *value;

	if (ini_line(r->ini, section, NULL)) {
		value = value_of(r, section, "head");
		if (value && !layout_head_read(look, value))
			fault_at(r, section, "head",
			    "表头至多%d级，每级都要有字", LAYOUT_DEPTH);
		value = value_of(r, section, "format");
		if (value && !layout_format_read(value, &look->format))
			fault_at(r, section, "format",
			    "format 应为 text number money score date id "
			    "percent 之一");
		if (value_of(r, section, "width"))
			look->width = number_of(r, section, "width", 200);
		column_read_align(r, section, look);
		column_read_total(r, section, look);
		column->mask = yes_of(r, section, "mask", column->mask);
		column->mark = yes_of(r, section, "mark", false);
	}
	free(section);
}

static void
columns_add(struct export_sheet *sheet, const struct field *field, int width)
{
	sheet->columns = mem_resize(
	    sheet->columns, sheet->count + 1, sizeof(*sheet->columns));
	exportdef_column(&sheet->columns[sheet->count], field);
	sheet->columns[sheet->count++].look.width = width;
}

static void
columns_read_words(struct reading *r, const char *section,
    struct export_sheet *sheet, const char *words)
{
	char *word;

	while ((word = words_take(&words))) {
		char *colon = strchr(word, ':');
		const struct field *field = NULL;
		int width = 0;

		if (colon) {
			*colon = '\0';
			if (!words_number(colon + 1, 200, &width))
				fault_at(r, section, "columns",
				    "「%s」的宽度应为 0 到 200 的整数", word);
		}
		if (!strcmp(word, "#"))
			columns_add(sheet, NULL, width);
		else if ((field = field_of(
			      r, section, "columns", sheet->form, word)))
			columns_add(sheet, field, width);
		free(word);
	}
}

static void
columns_read(struct reading *r, const char *section, struct export_sheet *sheet)
{
	const char *words = value_of(r, section, "columns");
	size_t i;

	if (words)
		columns_read_words(r, section, sheet, words);
	else
		for (i = 0; i < sheet->list->count; i++)
			columns_add(sheet, sheet->list->columns[i].field, 0);
	for (i = 0; i < sheet->count; i++)
		if (sheet->columns[i].field)
			column_read(r, &sheet->columns[i]);
	if (!sheet->count && !r->faults)
		fault_at(r, section, "columns", "没有列");
}

/* ---- sheets ---- */

static void
group_read(struct reading *r, const char *section, struct export_sheet *sheet)
{
	const char *words = value_of(r, section, "group");
	char *word;

	while (words && (word = words_take(&words))) {
		const struct field *field =
		    field_of(r, section, "group", sheet->form, word);

		if (field) {
			sheet->group = mem_resize(sheet->group,
			    sheet->group_count + 1, sizeof(*sheet->group));
			sheet->group[sheet->group_count++] = field;
		}
		free(word);
	}
}

static struct export_column *
column_find(struct export_sheet *sheet, const struct field *field)
{
	size_t i;

	for (i = 0; field && i < sheet->count; i++)
		if (sheet->columns[i].field == field)
			return &sheet->columns[i];
	return NULL;
}

/* Only numbers can be summed: text that looks like one is still text. */
static void
total_read(struct reading *r, const char *section, struct export_sheet *sheet)
{
	const char *words = value_of(r, section, "total");
	char *word;
	size_t i;

	while (words && (word = words_take(&words))) {
		struct export_column *column = column_find(
		    sheet, field_of(r, section, "total", sheet->form, word));

		if (column)
			column->look.total = LAYOUT_TOTAL_SUM;
		else if (formdef_field(sheet->form, word))
			fault_at(
			    r, section, "total", "「%s」不在 columns 中", word);
		free(word);
	}
	for (i = 0; i < sheet->count; i++) {
		const struct layout_column *look = &sheet->columns[i].look;

		if (look->total == LAYOUT_TOTAL_SUM &&
		    look->format != LAYOUT_NUMBER &&
		    look->format != LAYOUT_MONEY &&
		    look->format != LAYOUT_SCORE)
			fault_at(r, section, "columns",
			    "「%s」不是数，不能求和（format 应为 number、"
			    "money 或 score）",
			    sheet->columns[i].field->name);
	}
}

static void
capital_read(struct reading *r, const char *section, struct export_sheet *sheet)
{
	const char *name = value_of(r, section, "capital");
	struct export_column *column;

	if (!name)
		return;
	sheet->capital = field_of(r, section, "capital", sheet->form, name);
	column = column_find(sheet, sheet->capital);
	if (sheet->capital && (!column || column->look.format != LAYOUT_MONEY ||
				  column->look.total != LAYOUT_TOTAL_SUM))
		fault_at(r, section, "capital", "「%s」应是求和的金额列", name);
}

static bool
source_read(struct reading *r, const char *section, struct export_sheet *sheet)
{
	const char *source = value_of(r, section, "source");
	const char *dot = source ? strchr(source, '.') : NULL;
	struct err missing = {0};
	char *name;

	if (!source) {
		fault_at(r, section, NULL, "没有 source");
		return false;
	}
	name = dot ? mem_strndup(source, (size_t)(dot - source))
		   : mem_strdup(source);
	sheet->form = forms_get(r->forms, name, &missing);
	free(name);
	if (!sheet->form) {
		fault_at(r, section, "source", "%s", missing.text);
		err_done(&missing);
		return false;
	}
	sheet->list = formdef_list(sheet->form, dot ? dot + 1 : NULL);
	if (!sheet->list)
		fault_at(r, section, "source", "%s 没有列表「%s」",
		    sheet->form->name, dot ? dot + 1 : "");
	return sheet->list != NULL;
}

static void
sheet_read(struct reading *r, const char *section)
{
	struct exportdef *def = r->def;
	struct export_sheet *sheet;
	struct err bad = {0};

	def->sheets =
	    mem_resize(def->sheets, def->count + 1, sizeof(*def->sheets));
	sheet = &def->sheets[def->count++];
	memset(sheet, 0, sizeof(*sheet));
	keys_check(r, section, exportdef_words_sheet);
	sheet->include = text_of(r, section, "include");
	if (sheet->include)
		return;
	sheet->name = text_of(r, section, "name");
	if (!sheet->name)
		sheet->name = mem_strdup(def->title);
	if (sheet->name && !xlsx_sheet_name_valid(sheet->name, &bad)) {
		fault_at(r, section, "name", "%s", bad.text);
		err_done(&bad);
	}
	sheet->title = text_of(r, section, "title");
	sheet->unit = text_of(r, section, "unit");
	sheet->where = text_of(r, section, "where");
	sheet->sort = text_of(r, section, "sort");
	sheet->note = text_of(r, section, "note");
	sheet->empty = text_of(r, section, "empty");
	if (!source_read(r, section, sheet))
		return;
	sheet->freeze = value_of(r, section, "freeze")
			    ? number_of(r, section, "freeze", 50)
			    : sheet->list->freeze;
	columns_read(r, section, sheet);
	group_read(r, section, sheet);
	total_read(r, section, sheet);
	capital_read(r, section, sheet);
}

/* ---- the whole ---- */

static void
paper_read(struct reading *r)
{
	const char *words = value_of(r, "export", "paper");
	char *word;

	r->def->paper = 9;
	r->def->landscape = true;
	while (words && (word = words_take(&words))) {
		if (!strcmp(word, "A4"))
			r->def->paper = 9;
		else if (!strcmp(word, "A3"))
			r->def->paper = 8;
		else if (!strcmp(word, "portrait"))
			r->def->landscape = false;
		else if (strcmp(word, "landscape"))
			fault_at(r, "export", "paper",
			    "paper 应为 A4 或 A3，加 portrait 或 landscape");
		free(word);
	}
}

static void
title_check(struct reading *r)
{
	const char *at = r->def->title;

	if (!at) {
		fault_at(r, "export", NULL, "没有 title");
		return;
	}
	while ((at = strchr(at, '{'))) {
		if (strncmp(at, "{month}", 7) && strncmp(at, "{year}", 6) &&
		    strncmp(at, "{organ}", 7))
			fault_at(r, "export", "title",
			    "title 中只认 {month} {year} {organ}");
		at++;
	}
}

static void
heading_read(struct reading *r)
{
	struct exportdef *def = r->def;

	def->code = text_of(r, "export", "code");
	def->title = text_of(r, "export", "title");
	def->unit = text_of(r, "export", "unit");
	def->sign = text_of(r, "export", "sign");
	def->note = text_of(r, "export", "note");
	def->foot = text_of(r, "export", "foot");
	def->monthly = yes_of(r, "export", "monthly", false);
	def->order = value_of(r, "export", "order")
			 ? number_of(r, "export", "order", 9999)
			 : 9999;
	paper_read(r);
	title_check(r);
}

static bool
column_section_used(const struct exportdef *def, const char *name)
{
	size_t i, j;

	for (i = 0; i < def->count; i++)
		for (j = 0; j < def->sheets[i].count; j++)
			if (def->sheets[i].columns[j].field &&
			    !strcmp(
				def->sheets[i].columns[j].field->name, name))
				return true;
	return false;
}

static void
sections_read(struct reading *r)
{
	size_t i;

	for (i = 0; i < ini_sections(r->ini); i++) {
		const char *section = ini_section(r->ini, i);

		if (!strcmp(section, "export"))
			keys_check(r, section, exportdef_words_export);
		else if (!strncmp(section, "sheet.", 6))
			sheet_read(r, section);
		else if (!strncmp(section, "column.", 7))
			keys_check(r, section, exportdef_words_column);
		else
			fault_at(r, section, NULL,
			    "不认识 [%s]，只有 [export] [sheet.N] [column.X]",
			    section);
	}
	for (i = 0; i < ini_sections(r->ini) && !r->faults; i++) {
		const char *section = ini_section(r->ini, i);

		if (!strncmp(section, "column.", 7) &&
		    !column_section_used(r->def, section + 7))
			fault_at(r, section, NULL, "[%s]：没有工作表用到这一列",
			    section);
	}
	if (!r->def->count)
		fault_at(r, "export", NULL, "没有 [sheet.1]");
}

static char *
def_path(struct forms *forms, const char *name)
{
	const struct data_dirs *data = &forms_book(forms)->data;
	size_t i;

	/* a name, never a path */
	for (i = 0; name[i]; i++)
		if (!strchr("abcdefghijklmnopqrstuvwxyz0123456789_-", name[i]))
			return NULL;
	for (i = 0; i < data->count; i++) {
		char *path =
		    mem_printf("%s/exports/%s.ini", data->dirs[i], name);

		if (path_exists(path))
			return path;
		free(path);
	}
	return NULL;
}

static struct exportdef *
def_new(const char *path)
{
	struct exportdef *def = mem_alloc(sizeof(*def));
	const char *name = path_name(path);
	size_t size = strlen(name);

	def->path = mem_strdup(path);
	def->name = mem_strndup(name, size > 4 ? size - 4 : size);
	return def;
}

bool
exportdef_load(struct exportdef **made, struct forms *forms, const char *name,
    forms_fault *fault, void *data, struct err *err)
{
	struct reading r = {
	    .forms = forms, .fault = fault, .data = data, .err = err};
	struct err broken = {0};
	char *path = def_path(forms, name);

	*made = NULL;
	if (!path)
		return err_set(err, ERR_USAGE, "没有报表「%s」", name);
	if (!ini_load(&r.ini, path, &broken)) {
		fault_tell(&r, &broken);
		free(path);
		return false;
	}
	r.def = def_new(path);
	free(path);
	heading_read(&r);
	sections_read(&r);
	ini_free(r.ini);
	if (r.faults) {
		exportdef_free(r.def);
		return false;
	}
	*made = r.def;
	return true;
}

bool
exportdef_heading(struct exportdef **made, const char *path, struct err *err)
{
	struct reading r = {.err = err};

	*made = NULL;
	if (!ini_load(&r.ini, path, err))
		return false;
	r.def = def_new(path);
	heading_read(&r);
	ini_free(r.ini);
	if (r.faults) {
		exportdef_free(r.def);
		return false;
	}
	*made = r.def;
	return true;
}

static void
sheet_done(struct export_sheet *sheet)
{
	size_t i;

	for (i = 0; i < sheet->count; i++)
		layout_column_done(&sheet->columns[i].look);
	free(sheet->columns);
	free(sheet->group);
	free(sheet->name);
	free(sheet->title);
	free(sheet->unit);
	free(sheet->where);
	free(sheet->sort);
	free(sheet->note);
	free(sheet->empty);
	free(sheet->include);
}

void
exportdef_free(struct exportdef *def)
{
	size_t i;

	if (!def)
		return;
	for (i = 0; i < def->count; i++)
		sheet_done(&def->sheets[i]);
	free(def->sheets);
	free(def->name);
	free(def->path);
	free(def->code);
	free(def->title);
	free(def->unit);
	free(def->sign);
	free(def->note);
	free(def->foot);
	free(def);
}
