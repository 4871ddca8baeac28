/*
 * A column starts as its field's kind has it and is then changed by the
 * section of its name: [column.X] for every table of the report,
 * [column.N.X] for the table of [sheet.N] alone.
 */
#include "sheet/exportdef_column.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "record/words.h"

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
total_read(struct exportdef_reading *r, const char *section,
    struct layout_column *look)
{
	const char *value = exportdef_read_value(r, section, "total");

	if (!value)
		return;
	if (!strcmp(value, "sum"))
		look->total = LAYOUT_TOTAL_SUM;
	else if (!strcmp(value, "count"))
		look->total = LAYOUT_TOTAL_COUNT;
	else if (!strcmp(value, "none"))
		look->total = LAYOUT_TOTAL_NONE;
	else
		exportdef_read_fault(r, section, "total",
		    _("total 应为 sum、count 或 none"));
}

static void
align_read(struct exportdef_reading *r, const char *section,
    struct layout_column *look)
{
	static const struct {
		const char *word;
		int align;
	} words[] = {{"left", -1}, {"right", 1}, {"centre", 2}, {"spread", 2}};
	const char *value = exportdef_read_value(r, section, "align");
	size_t i;

	if (!value)
		return;
	for (i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (!strcmp(value, words[i].word)) {
			look->align = words[i].align;
			look->spread = !strcmp(value, "spread");
			return;
		}
	exportdef_read_fault(r, section, "align",
	    _("align 应为 left、right、centre 或 spread"));
}

/* Two fields whose difference, or between which the sum, the cell is. */
static void
pair_read(struct exportdef_reading *r, const char *section, const char *key,
    const struct formdef *form, const struct field *pair[2])
{
	const char *words = exportdef_read_value(r, section, key);
	char *word;
	size_t i = 0;

	if (!words)
		return;
	while ((word = words_take(&words))) {
		if (i < 2)
			pair[i] = exportdef_read_field(
			    r, section, key, form, word);
		i++;
		free(word);
	}
	if (i != 2)
		exportdef_read_fault(
		    r, section, key, _("%s 应为两个列名"), key);
}

static void
section_read(struct exportdef_reading *r, const char *section,
    const struct formdef *form, struct export_column *column)
{
	struct layout_column *look = &column->look;
	const char *value;

	if (!ini_line(r->ini, section, NULL))
		return;
	value = exportdef_read_value(r, section, "head");
	if (value && !layout_head_read(look, value))
		exportdef_read_fault(r, section, "head",
		    _("表头至多%d级，每级都要有字"), LAYOUT_DEPTH);
	value = exportdef_read_value(r, section, "format");
	if (value && !layout_format_read(value, &look->format))
		exportdef_read_fault(r, section, "format",
		    _("format 应为 text number money score date id percent 之一"));
	if (exportdef_read_value(r, section, "width"))
		look->width = exportdef_read_number(r, section, "width", 200);
	if (exportdef_read_value(r, section, "lines"))
		look->lines = exportdef_read_number(r, section, "lines", 40);
	align_read(r, section, look);
	total_read(r, section, look);
	pair_read(r, section, "minus", form, column->minus);
	pair_read(r, section, "sum", form, column->sum);
	if (!exportdef_read_yes(r, section, "compare", true))
		look->quiet = true;
	value = exportdef_read_value(r, section, "stamp");
	if (value && !strcmp(value, "sign"))
		look->stamp = LAYOUT_STAMP_HAND;
	else if (exportdef_read_yes(r, section, "stamp", look->stamp))
		look->stamp = LAYOUT_STAMP_SEAL;
	column->mask = exportdef_read_yes(r, section, "mask", column->mask);
	column->mark = exportdef_read_yes(r, section, "mark", column->mark);
}

static void
column_read(struct exportdef_reading *r, const char *number,
    const struct formdef *form, struct export_column *column)
{
	char *all = mem_printf("column.%s", column->field->name);
	char *one = mem_printf("column.%s.%s", number, column->field->name);

	section_read(r, all, form, column);
	section_read(r, one, form, column);
	free(all);
	free(one);
}

static struct export_column *
column_add(
    struct export_sheet *sheet, const struct field *field, int width)
{
	struct export_column *column;

	sheet->columns = mem_resize(
	    sheet->columns, sheet->count + 1, sizeof(*sheet->columns));
	column = &sheet->columns[sheet->count++];
	exportdef_column(column, field);
	column->look.width = width;
	return column;
}

struct export_column *
exportdef_column_of_value(struct exportdef_reading *r, const char *number,
    const struct formdef *form, const struct field *field)
{
	struct export_column *column = mem_alloc(sizeof(*column));

	exportdef_column(column, field);
	column_read(r, number, form, column);
	return column;
}

struct layout_column *
exportdef_column_add_own(struct export_sheet *sheet, const char *head,
    enum layout_format format, int width)
{
	struct export_column *column = column_add(sheet, NULL, width);

	layout_column_done(&column->look);
	column->look.head[0] = mem_strdup(head);
	column->look.format = format;
	return &column->look;
}

/* A page's lines are told apart by a stroke: "name sex / reason". */
static void
line_end(struct export_sheet *sheet)
{
	size_t i, before = 0;

	for (i = 0; i < sheet->page_line_count; i++)
		before += (size_t)sheet->page_lines[i];
	if (sheet->count == before)
		return;
	sheet->page_lines = mem_resize(sheet->page_lines,
	    sheet->page_line_count + 1, sizeof(*sheet->page_lines));
	sheet->page_lines[sheet->page_line_count++] =
	    (int)(sheet->count - before);
}

static void
words_read(struct exportdef_reading *r, const char *section, const char *key,
    struct export_sheet *sheet, const char *words)
{
	bool page = !strcmp(key, "page");
	char *word;

	while ((word = words_take(&words))) {
		char *colon = strchr(word, ':');
		const struct field *field = NULL;
		int width = 0;

		if (colon) {
			*colon = '\0';
			if (!words_number(colon + 1, 200, &width))
				exportdef_read_fault(r, section, key,
				    _("「%s」的宽度应为 0 到 200 的整数"), word);
		}
		if (page && !strcmp(word, "/"))
			line_end(sheet);
		else if (!page && !strcmp(word, "#"))
			column_add(sheet, NULL, width);
		else if ((field = exportdef_read_field(
			      r, section, key, sheet->form, word)))
			column_add(sheet, field, width);
		free(word);
	}
	if (page)
		line_end(sheet);
}

static size_t
place_of(const struct export_sheet *sheet, const struct field *field)
{
	size_t i;

	for (i = 0; i < sheet->count; i++)
		if (sheet->columns[i].field == field)
			break;
	return i;
}

/* Formulas speak of columns, so both must be shown. */
static void
formulas_settle(struct exportdef_reading *r, const char *section,
    const char *key, struct export_sheet *sheet)
{
	size_t i;

	for (i = 0; i < sheet->count; i++) {
		struct export_column *c = &sheet->columns[i];
		const struct field **pair = c->minus[1] ? c->minus : c->sum;

		if (!pair[0] || !pair[1])
			continue;
		c->look.from = place_of(sheet, pair[0]);
		c->look.to = place_of(sheet, pair[1]);
		c->look.formula = c->minus[1] ? LAYOUT_FORMULA_MINUS
					      : LAYOUT_FORMULA_SUM;
		if (c->look.from >= sheet->count || c->look.to >= sheet->count)
			exportdef_read_fault(r, section, key,
			    _("「%s」按别的列计算，那些列也要在表中"),
			    c->field->name);
	}
}

void
exportdef_column_read_all(struct exportdef_reading *r, const char *section,
    const char *number, struct export_sheet *sheet)
{
	const char *page = exportdef_read_value(r, section, "page");
	const char *words = exportdef_read_value(r, section, "columns");
	const char *key = page ? "page" : "columns";
	size_t i;

	if (page && words)
		exportdef_read_fault(
		    r, section, "page", _("page 和 columns 只能写一个"));
	if (page || words)
		words_read(r, section, key, sheet, page ? page : words);
	else
		for (i = 0; i < sheet->list->count; i++)
			column_add(sheet, sheet->list->columns[i].field, 0);
	for (i = 0; i < sheet->count; i++)
		if (sheet->columns[i].field)
			column_read(
			    r, number, sheet->form, &sheet->columns[i]);
	formulas_settle(r, section, key, sheet);
	if (!sheet->count && !r->faults)
		exportdef_read_fault(r, section, key, _("没有列"));
}
