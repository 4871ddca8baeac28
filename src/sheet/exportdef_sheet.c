/*
 * A table takes its rows from a list, or from what the program knows of the
 * report itself; its columns may also be the values of a column.
 */
#include "sheet/exportdef_sheet.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "record/words.h"
#include "sheet/exportdef_column.h"
#include "sheet/xlsx_writer.h"

static struct export_column *
column_find(struct export_sheet *sheet, const struct field *field)
{
	size_t i;

	for (i = 0; field && i < sheet->count; i++)
		if (sheet->columns[i].field == field)
			return &sheet->columns[i];
	return NULL;
}

static bool
is_sum_format(enum layout_format format)
{
	return format == LAYOUT_NUMBER || format == LAYOUT_MONEY ||
	       format == LAYOUT_SCORE;
}

/* What a view counts has no type of its own: to sum it makes it a number. */
static void
column_sum(struct export_column *column)
{
	column->look.total = LAYOUT_TOTAL_SUM;
	if (column->look.format == LAYOUT_TEXT && column->field->column->untyped)
		column->look.format = LAYOUT_NUMBER;
}

/* Only numbers can be summed: text that looks like one is still text. */
static void
total_read(struct exportdef_reading *r, const char *section,
    struct export_sheet *sheet)
{
	const char *words = exportdef_read_value(r, section, "total");
	char *word;
	size_t i;

	while (words && (word = words_take(&words))) {
		struct export_column *column =
		    column_find(sheet, exportdef_read_field(r, section, "total",
					   sheet->form, word));

		if (column)
			column_sum(column);
		else if (formdef_field(sheet->form, word))
			exportdef_read_fault(
			    r, section, "total", _("「%s」不在 columns 中"), word);
		free(word);
	}
	for (i = 0; i < sheet->count; i++) {
		const struct layout_column *look = &sheet->columns[i].look;

		if (look->total == LAYOUT_TOTAL_SUM &&
		    !is_sum_format(look->format))
			exportdef_read_fault(r, section, "columns",
			    _("「%s」不是数，不能求和（format 应为 number、"
			    "money 或 score）"),
			    sheet->columns[i].field->name);
	}
}

static void
capital_read(struct exportdef_reading *r, const char *section,
    struct export_sheet *sheet)
{
	const char *name = exportdef_read_value(r, section, "capital");
	struct export_column *column;

	if (!name)
		return;
	sheet->capital =
	    exportdef_read_field(r, section, "capital", sheet->form, name);
	column = column_find(sheet, sheet->capital);
	if (sheet->capital && (!column || column->look.format != LAYOUT_MONEY ||
				  column->look.total != LAYOUT_TOTAL_SUM))
		exportdef_read_fault(
		    r, section, "capital", _("「%s」应是求和的金额列"), name);
}

static const struct field *
one_field(struct exportdef_reading *r, const char *section, const char *key,
    struct export_sheet *sheet)
{
	const char *name = exportdef_read_value(r, section, key);

	return name ? exportdef_read_field(r, section, key, sheet->form, name)
		    : NULL;
}

/* Columns made from values: their heads, what stands in them, their sum. */
static void
across_read(struct exportdef_reading *r, const char *section,
    struct export_sheet *sheet)
{
	size_t i;

	exportdef_read_levels(r, section, "across", sheet->form, &sheet->across,
	    &sheet->across_count, sheet->across_end, &sheet->across_levels);
	sheet->value = one_field(r, section, "value", sheet);
	sheet->across_total = exportdef_read_text(r, section, "across_total");
	if (!sheet->across_count) {
		if (sheet->value || sheet->across_total)
			exportdef_read_fault(r, section, "across",
			    _("value 和 across_total 只与 across 同用"));
		return;
	}
	if (!sheet->value || sheet->value->kind != KIND_NUMBER)
		exportdef_read_fault(r, section, "value",
		    _("有 across 就要有 value，且须是整数列"));
	else
		sheet->value_column = exportdef_column_of_value(
		    r, section + 6, sheet->form, sheet->value);
	if (sheet->page_line_count)
		exportdef_read_fault(
		    r, section, "across", _("across 不与 page 同用"));
	for (i = 0; i < sheet->group_count; i++)
		if (!column_find(sheet, sheet->group[i]))
			exportdef_read_fault(r, section, "group",
			    _("有 across 时，分组的列也要在 columns 中"));
}

/* A form that cannot be had is the line's fault, but for the surroundings'. */
static void
form_missing(struct exportdef_reading *r, const char *section, const char *key,
    struct err *missing)
{
	if (missing->status == ERR_WORLD)
		exportdef_read_tell(r, missing);
	else
		exportdef_read_fault(r, section, key, "%s", missing->text);
	err_done(missing);
}

static bool
source_read(struct exportdef_reading *r, const char *section,
    struct export_sheet *sheet)
{
	const char *source = exportdef_read_value(r, section, "source");
	const char *dot = source ? strchr(source, '.') : NULL;
	struct err missing = {0};
	char *name;

	if (!source) {
		exportdef_read_fault(r, section, NULL, _("没有 source"));
		return false;
	}
	name = dot ? mem_strndup(source, (size_t)(dot - source))
		   : mem_strdup(source);
	sheet->form = forms_get(r->forms, name, &missing);
	free(name);
	if (!sheet->form) {
		form_missing(r, section, "source", &missing);
		return false;
	}
	sheet->list = formdef_list(sheet->form, dot ? dot + 1 : NULL);
	if (!sheet->list)
		exportdef_read_fault(r, section, "source",
		    _("%s 没有列表「%s」"), sheet->form->name, dot ? dot + 1 : "");
	return sheet->list != NULL;
}

/* The tables of the report, or its cross-checks: columns of our own. */
static bool
own_rows_read(struct exportdef_reading *r, const char *section,
    struct export_sheet *sheet)
{
	const char *rows = exportdef_read_value(r, section, "rows");
	struct layout_column *look;

	if (!rows)
		return false;
	if (!strcmp(rows, "index")) {
		sheet->rows = EXPORT_ROWS_INDEX;
		exportdef_column_add_own(sheet, "序号", LAYOUT_SEQUENCE, 6);
		exportdef_column_add_own(sheet, "表名", LAYOUT_TEXT, 48);
		exportdef_column_add_own(sheet, "表号", LAYOUT_TEXT, 10)
		    ->align = 2;
		exportdef_column_add_own(sheet, "工作表", LAYOUT_TEXT, 16);
		exportdef_column_add_own(sheet, "行数", LAYOUT_NUMBER, 8);
		exportdef_column_add_own(sheet, "核对码", LAYOUT_ID, 12);
	} else if (!strcmp(rows, "checks")) {
		sheet->rows = EXPORT_ROWS_CHECKS;
		exportdef_column_add_own(sheet, "序号", LAYOUT_SEQUENCE, 6);
		exportdef_column_add_own(sheet, "表间关系", LAYOUT_TEXT, 48);
		exportdef_column_add_own(sheet, "左", LAYOUT_NUMBER, 10)
		    ->formula = LAYOUT_FORMULA_GIVEN;
		exportdef_column_add_own(sheet, "右", LAYOUT_NUMBER, 16)
		    ->formula = LAYOUT_FORMULA_GIVEN;
		look = exportdef_column_add_own(sheet, "差", LAYOUT_NUMBER, 8);
		look->formula = LAYOUT_FORMULA_MINUS;
		look->from = 2;
		look->to = 3;
		look = exportdef_column_add_own(sheet, "相符", LAYOUT_TEXT, 12);
		look->formula = LAYOUT_FORMULA_AGREES;
		look->from = 4;
		look->align = 2;
	} else {
		exportdef_read_fault(
		    r, section, "rows", _("rows 应为 index 或 checks"));
	}
	return true;
}

static void
texts_read(struct exportdef_reading *r, const char *section,
    struct export_sheet *sheet)
{
	struct err bad = {0};

	sheet->name = exportdef_read_text(r, section, "name");
	if (!sheet->name)
		sheet->name = mem_strdup(r->def->title);
	if (sheet->name && !xlsx_sheet_name_valid(sheet->name, &bad)) {
		exportdef_read_fault(r, section, "name", "%s", bad.text);
		err_done(&bad);
	}
	sheet->title = exportdef_read_text(r, section, "title");
	sheet->unit = exportdef_read_text(r, section, "unit");
	sheet->where = exportdef_read_text(r, section, "where");
	sheet->sort = exportdef_read_text(r, section, "sort");
	sheet->note = exportdef_read_text(r, section, "note");
	sheet->empty = exportdef_read_text(r, section, "empty");
	sheet->under = exportdef_read_yes(r, section, "under", false);
	if (sheet->under && r->def->count == 1)
		exportdef_read_fault(
		    r, section, "under", _("第一张表没有可以接在下面的表"));
}

static void
remarks_read(struct exportdef_reading *r, const char *section,
    struct export_sheet *sheet)
{
	const char *name = exportdef_read_value(r, section, "remarks");
	struct err missing = {0};

	if (!name)
		return;
	sheet->remarks = forms_get(r->forms, name, &missing);
	if (!sheet->remarks)
		form_missing(r, section, "remarks", &missing);
	else if (!formdef_field(sheet->remarks, "text"))
		exportdef_read_fault(
		    r, section, "remarks", _("「%s」没有 text 列"), name);
	err_done(&missing);
}

static void
groups_read(struct exportdef_reading *r, const char *section,
    struct export_sheet *sheet)
{
	exportdef_read_levels(r, section, "group", sheet->form, &sheet->group,
	    &sheet->group_count, sheet->level_end, &sheet->levels);
	sheet->band = exportdef_read_yes(r, section, "band", false);
	sheet->in_order = exportdef_read_yes(r, section, "in_order", false);
	if (sheet->band && !sheet->levels)
		exportdef_read_fault(
		    r, section, "band", _("band 只与 group 同用"));
}

void
exportdef_sheet_read(struct exportdef_reading *r, const char *section)
{
	struct exportdef *def = r->def;
	struct export_sheet *sheet;

	def->sheets =
	    mem_resize(def->sheets, def->count + 1, sizeof(*def->sheets));
	sheet = &def->sheets[def->count++];
	memset(sheet, 0, sizeof(*sheet));
	exportdef_read_keys(r, section, exportdef_words_sheet);
	sheet->include = exportdef_read_text(r, section, "include");
	if (sheet->include)
		return;
	texts_read(r, section, sheet);
	if (own_rows_read(r, section, sheet) || !source_read(r, section, sheet))
		return;
	sheet->freeze = exportdef_read_value(r, section, "freeze")
			    ? exportdef_read_number(r, section, "freeze", 50)
			    : sheet->list->freeze;
	exportdef_column_read_all(r, section, section + 6, sheet);
	groups_read(r, section, sheet);
	across_read(r, section, sheet);
	total_read(r, section, sheet);
	capital_read(r, section, sheet);
	remarks_read(r, section, sheet);
	sheet->key = one_field(r, section, "key", sheet);
	sheet->mark = one_field(r, section, "mark", sheet);
}

/* ---- charts and checks ---- */

/* Tables are numbered as their sections are. */
static struct export_sheet *
sheet_numbered(struct exportdef_reading *r, const char *section)
{
	const char *number = exportdef_read_value(r, section, "sheet");
	char *wanted = mem_printf("sheet.%s", number ? number : "1");
	struct export_sheet *found = NULL;
	size_t i, at = 0;

	for (i = 0; i < ini_sections(r->ini); i++) {
		if (strncmp(ini_section(r->ini, i), "sheet.", 6))
			continue;
		if (!strcmp(ini_section(r->ini, i), wanted) &&
		    at < r->def->count)
			found = &r->def->sheets[at];
		at++;
	}
	free(wanted);
	if (!found || !found->form)
		exportdef_read_fault(r, section, "sheet",
		    _("没有 [sheet.%s] 这张表"), number ? number : "1");
	return found && found->form ? found : NULL;
}

static bool
column_place(struct exportdef_reading *r, const char *section, const char *key,
    struct export_sheet *sheet, const char *name, size_t *place)
{
	const struct field *field =
	    exportdef_read_field(r, section, key, sheet->form, name);
	struct export_column *column = column_find(sheet, field);

	if (column)
		*place = (size_t)(column - sheet->columns);
	else if (field)
		exportdef_read_fault(
		    r, section, key, _("「%s」不在那张表的列中"), name);
	return column != NULL;
}

static void
chart_kind_read(struct exportdef_reading *r, const char *section,
    struct layout_chart *chart)
{
	static const char *const kinds[] = {"column", "bar", "line", "pie"};
	const char *kind = exportdef_read_value(r, section, "kind");
	size_t i;

	for (i = 0; kind && i < 4; i++)
		if (!strcmp(kind, kinds[i])) {
			chart->kind = (enum layout_chart_kind)i;
			return;
		}
	if (kind)
		exportdef_read_fault(r, section, "kind",
		    _("kind 应为 column、bar、line 或 pie"));
}

void
exportdef_sheet_read_chart(struct exportdef_reading *r, const char *section)
{
	struct export_sheet *sheet = sheet_numbered(r, section);
	const char *category = exportdef_read_value(r, section, "category");
	const char *words = exportdef_read_value(r, section, "values");
	struct layout_chart *chart;
	char *word;

	exportdef_read_keys(r, section, exportdef_words_chart);
	if (!sheet)
		return;
	if (!category || !words || sheet->levels) {
		exportdef_read_fault(r, section, NULL,
		    _("图要有 category 和 values，且那张表不分组"));
		return;
	}
	sheet->charts = mem_resize(
	    sheet->charts, sheet->chart_count + 1, sizeof(*sheet->charts));
	chart = &sheet->charts[sheet->chart_count++];
	memset(chart, 0, sizeof(*chart));
	chart->title = exportdef_read_text(r, section, "title");
	chart_kind_read(r, section, chart);
	column_place(
	    r, section, "category", sheet, category, &chart->category);
	while (!sheet->across_count && (word = words_take(&words))) {
		chart->values = mem_resize(
		    chart->values, chart->count + 1, sizeof(*chart->values));
		if (column_place(r, section, "values", sheet, word,
			&chart->values[chart->count]))
			chart->count++;
		free(word);
	}
	/* the columns are known when the list is turned */
	if (sheet->across_count &&
	    exportdef_read_field(r, section, "values", sheet->form, words) !=
		sheet->value)
		exportdef_read_fault(r, section, "values",
		    _("有 across 的表，图的 values 就是它的 value"));
}

void
exportdef_sheet_read_check(struct exportdef_reading *r, const char *section)
{
	struct exportdef *def = r->def;
	struct export_check *check;

	exportdef_read_keys(r, section, exportdef_words_check);
	def->checks = mem_resize(
	    def->checks, def->check_count + 1, sizeof(*def->checks));
	check = &def->checks[def->check_count++];
	check->label = exportdef_read_text(r, section, "label");
	check->left = exportdef_read_text(r, section, "left");
	check->right = exportdef_read_text(r, section, "right");
	if (!check->label || !check->left || !check->right)
		exportdef_read_fault(
		    r, section, NULL, _("勾稽关系要有 label、left 和 right"));
}

void
exportdef_sheet_done(struct export_sheet *sheet)
{
	size_t i;

	for (i = 0; i < sheet->count; i++)
		layout_column_done(&sheet->columns[i].look);
	for (i = 0; i < sheet->chart_count; i++)
		layout_chart_done(&sheet->charts[i]);
	if (sheet->value_column)
		layout_column_done(&sheet->value_column->look);
	free(sheet->value_column);
	free(sheet->charts);
	free(sheet->columns);
	free(sheet->group);
	free(sheet->across);
	free(sheet->across_total);
	free(sheet->page_lines);
	free(sheet->name);
	free(sheet->title);
	free(sheet->unit);
	free(sheet->where);
	free(sheet->sort);
	free(sheet->note);
	free(sheet->empty);
	free(sheet->include);
}
