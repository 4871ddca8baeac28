/*
 * The library's own faults, and what stands against each (measured on
 * 1.1.4): bytes go out as given, so every text is checked first; a merge
 * over two rows closes the upper one in constant memory, so cells are
 * written one by one and only the range is handed over; nothing but the
 * creation date uses the clock, so that is always set.
 */
#include "sheet/xlsx_writer.h"

#include <stdlib.h>
#include <string.h>

#include <xlsxwriter.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/text.h"

#define SERIAL_OF_1970 25569
#define TEXT_LIMIT 32767
#define ROW_POINTS 18.0
#define BOOK_FONT "宋体"

struct xlsx {
	lxw_workbook *book;
	lxw_worksheet *sheet, **sheets;
	size_t sheets_capacity;
	char *folder;
	lxw_format *formats[XLSX_STYLES][XLSX_STRESSES];
	char **names;
	struct xlsx_sum *sums;
	size_t count, capacity, names_capacity;
	size_t at; /* the sheet being written */
};

struct style {
	const char *number;
	uint8_t align;
	bool border, bold, wrap;
	double size;
};

/* clang-format off */
static const struct style styles[XLSX_STYLES] = {
	[XLSX_PLAIN]       = { NULL, LXW_ALIGN_LEFT, false, false, false, 10 },
	[XLSX_TITLE]       = { "@", LXW_ALIGN_CENTER, false, true, false, 18 },
	[XLSX_SUBTITLE]    = { "@", LXW_ALIGN_LEFT, false, true, false, 12 },
	[XLSX_BAND]        = { "@", LXW_ALIGN_LEFT, true, true, false, 10 },
	[XLSX_LEFT]        = { "@", LXW_ALIGN_LEFT, false, false, false, 10 },
	[XLSX_MIDDLE]      = { "@", LXW_ALIGN_CENTER, false, false, false, 10 },
	[XLSX_RIGHT]       = { "@", LXW_ALIGN_RIGHT, false, false, false, 10 },
	[XLSX_NOTE]        = { "@", LXW_ALIGN_LEFT, false, false, true, 10 },
	[XLSX_HEAD]        = { "@", LXW_ALIGN_CENTER, true, true, true, 10 },
	[XLSX_TEXT]        = { "@", LXW_ALIGN_LEFT, true, false, true, 10 },
	[XLSX_TEXT_MIDDLE] = { "@", LXW_ALIGN_CENTER, true, false, true, 10 },
	[XLSX_TEXT_RIGHT]  = { "@", LXW_ALIGN_RIGHT, true, false, true, 10 },
	[XLSX_TEXT_SPREAD] = { "@", LXW_ALIGN_DISTRIBUTED, true, false, false, 10 },
	[XLSX_SEQUENCE]    = { "0", LXW_ALIGN_CENTER, true, false, false, 10 },
	[XLSX_DATE]        = { "yyyy-mm-dd", LXW_ALIGN_CENTER, true, false, false, 10 },
	[XLSX_NUMBER]      = { "0", LXW_ALIGN_RIGHT, true, false, false, 10 },
	[XLSX_MONEY]       = { "#,##0.00", LXW_ALIGN_RIGHT, true, false, false, 10 },
	[XLSX_SCORE]       = { "0.00", LXW_ALIGN_RIGHT, true, false, false, 10 },
	[XLSX_DECIMAL]     = { "0.00##", LXW_ALIGN_RIGHT, true, false, false, 10 },
	[XLSX_PERCENT]     = { "0.00%", LXW_ALIGN_RIGHT, true, false, false, 10 },
	[XLSX_OPEN]        = { "@", LXW_ALIGN_LEFT, true, false, false, 10 },
};
/* clang-format on */

static lxw_format *
format_make(lxw_workbook *book, enum xlsx_style style, enum xlsx_stress stress)
{
	const struct style *s = &styles[style];
	lxw_format *format = workbook_add_format(book);

	format_set_font_name(format, BOOK_FONT);
	format_set_font_size(format, s->size);
	format_set_align(format, s->align);
	format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
	if (s->number)
		format_set_num_format(format, s->number);
	if (s->border)
		format_set_border(format, LXW_BORDER_THIN);
	if (s->bold || stress == XLSX_STRESS_TOTAL)
		format_set_bold(format);
	if (s->wrap)
		format_set_text_wrap(format);
	if (style == XLSX_TEXT_SPREAD)
		format_set_indent(format, 1);
	if (style == XLSX_HEAD)
		format_set_bg_color(format, 0xE7E6E6);
	if (style == XLSX_OPEN)
		format_set_unlocked(format);
	if (stress == XLSX_STRESS_MARK)
		format_set_font_color(format, 0xC00000);
	return format;
}

/* Made when first used, so that a file holds no style it does not show. */
static lxw_format *
format_of(struct xlsx *x, enum xlsx_style style, enum xlsx_stress stress)
{
	if (!x->formats[style][stress])
		x->formats[style][stress] = format_make(x->book, style, stress);
	return x->formats[style][stress];
}

static void
properties_set(lxw_workbook *book, const struct xlsx_options *o)
{
	lxw_doc_properties properties = {0};
	struct date day = {2000, 1, 1};

	properties.title = (char *)(o->title ? o->title : "");
	properties.subject = (char *)(o->subject ? o->subject : "");
	properties.author = (char *)(o->author ? o->author : "");
	properties.company = (char *)(o->author ? o->author : "");
	if (o->created)
		date_read(o->created, &day);
	properties.created = (time_t)date_to_number(day) * 86400;
	workbook_set_properties(book, &properties);
}

bool
xlsx_open(struct xlsx **made, const char *path, const struct xlsx_options *o,
    struct err *err)
{
	struct xlsx *x = mem_alloc(sizeof(*x));
	lxw_workbook_options options = {0};

	*made = NULL;
	x->folder = path_dir(path);
	if (!path_is_dir(x->folder)) {
		err_set(err, ERR_WORLD, _("没有这个文件夹：%s"), x->folder);
		free(x->folder);
		free(x);
		return false;
	}
	options.constant_memory = o->constant ? LXW_TRUE : LXW_FALSE;
	options.tmpdir = x->folder;
	x->book = workbook_new_opt(path, &options);
	if (!x->book) {
		free(x->folder);
		free(x);
		return err_set(err, ERR_WORLD, _("不能新建表格文件：%s"), path);
	}
	properties_set(x->book, o);
	*made = x;
	return true;
}

static void
xlsx_free(struct xlsx *x)
{
	size_t i;

	for (i = 0; i < x->count; i++)
		free(x->names[i]);
	free(x->names);
	free(x->sheets);
	free(x->sums);
	free(x->folder);
	free(x);
}

bool
xlsx_close(
    struct xlsx *x, struct xlsx_sum **sums, size_t *count, struct err *err)
{
	lxw_error code = workbook_close(x->book);

	if (sums) {
		*sums = x->sums;
		*count = x->count;
		x->sums = NULL;
	}
	if (code != LXW_NO_ERROR) {
		err_set(err, ERR_WORLD, _("表格没有写完，可能是磁盘已满"));
		err_detail(err, "workbook_close: %s", lxw_strerror(code));
		if (sums) {
			free(*sums);
			*sums = NULL;
		}
	}
	xlsx_free(x);
	return code == LXW_NO_ERROR;
}

/* There is no way to leave a workbook but to finish it. */
void
xlsx_drop(struct xlsx *x)
{
	if (!x)
		return;
	if (!x->count)
		lxw_workbook_free(x->book);
	else
		workbook_close(x->book);
	xlsx_free(x);
}

bool
xlsx_sheet_name_valid(const char *name, struct err *err)
{
	size_t size = strlen(name);

	if (!size)
		return err_set(err, ERR_USAGE, _("工作表没有名称"));
	if (!text_valid(name, size))
		return err_set(err, ERR_USAGE, _("工作表名称不是 UTF-8"));
	if (text_length(name) > LXW_SHEETNAME_MAX)
		return err_set(
		    err, ERR_USAGE, _("工作表名称「%s」超过31字"), name);
	if (strpbrk(name, "[]:*?/\\"))
		return err_set(err, ERR_USAGE,
		    _("工作表名称「%s」不能含 [ ] : * ? / \\"), name);
	if (name[0] == '\'' || name[size - 1] == '\'')
		return err_set(err, ERR_USAGE,
		    _("工作表名称「%s」不能以撇号开头或结尾"), name);
	return true;
}

bool
xlsx_sheet(struct xlsx *x, const char *name, struct err *err)
{
	size_t i;

	if (!xlsx_sheet_name_valid(name, err))
		return false;
	for (i = 0; i < x->count; i++)
		if (text_equal_fold(x->names[i], name))
			return err_set(
			    err, ERR_USAGE, _("工作表名称「%s」重复"), name);
	x->sheet = workbook_add_worksheet(x->book, name);
	if (!x->sheet)
		return err_set(err, ERR_WORLD, _("不能新建工作表「%s」"), name);
	x->names =
	    mem_grow(x->names, x->count, &x->names_capacity, sizeof(*x->names));
	x->sums = mem_grow(x->sums, x->count, &x->capacity, sizeof(*x->sums));
	x->sheets = mem_grow(
	    x->sheets, x->count, &x->sheets_capacity, sizeof(*x->sheets));
	x->sheets[x->count] = x->sheet;
	x->at = x->count;
	memset(&x->sums[x->count], 0, sizeof(*x->sums));
	x->names[x->count++] = mem_strdup(name);
	worksheet_set_default_row(x->sheet, ROW_POINTS, LXW_FALSE);
	return true;
}

void
xlsx_sheet_select(struct xlsx *x, size_t at)
{
	x->sheet = x->sheets[at];
	x->at = at;
}

static bool
cell_written(lxw_error code, int row, int column, struct err *err)
{
	if (code == LXW_NO_ERROR)
		return true;
	err_set(err, ERR_WORLD, _("第%d行第%d列写不进表格"), row + 1, column + 1);
	err_detail(err, "%s", lxw_strerror(code));
	return false;
}

/* The texts of most cells are ASCII or short: one look tells both. */
static bool
text_fits(const char *text, int row, int column, struct err *err)
{
	size_t size = strlen(text);

	if (!text_valid(text, size))
		return err_set(err, ERR_REFUSED, _("第%d行第%d列不是 UTF-8 文字"),
		    row + 1, column + 1);
	if (size > TEXT_LIMIT && text_length(text) > TEXT_LIMIT)
		return err_set(err, ERR_REFUSED,
		    _("第%d行第%d列超过%d字，表格放不下"), row + 1, column + 1,
		    TEXT_LIMIT);
	return true;
}

/* Spreadsheets read _x000D_ as a control character; the library lets it
 * pass, so the sign is written as its own escape.  NULL: nothing to do. */
static char *
text_escape(const char *text)
{
	struct buf out = {0};
	const char *at;

	if (!strstr(text, "_x"))
		return NULL;
	for (at = text; *at; at++) {
		if (at[0] == '_' && at[1] == 'x' &&
		    strspn(at + 2, "0123456789ABCDEFabcdef") >= 4 &&
		    at[6] == '_')
			buf_add_string(&out, "_x005F");
		buf_add_char(&out, *at);
	}
	return buf_take(&out);
}

bool
xlsx_text(struct xlsx *x, int row, int column, enum xlsx_style style,
    enum xlsx_stress stress, const char *text, struct err *err)
{
	char *escaped;
	lxw_error code;

	if (!text || !*text)
		return xlsx_blank(x, row, column, style, stress, err);
	if (!text_fits(text, row, column, err))
		return false;
	xlsx_sum_text(&x->sums[x->at], row, column, text);
	escaped = text_escape(text);
	code =
	    worksheet_write_string(x->sheet, (lxw_row_t)row, (lxw_col_t)column,
		escaped ? escaped : text, format_of(x, style, stress));
	free(escaped);
	return cell_written(code, row, column, err);
}

static double
number_of(int64_t units, int places)
{
	static const double powers[] = {
	    1, 10, 100, 1000, 10000, 100000, 1000000};

	return (double)units / powers[places];
}

bool
xlsx_number(struct xlsx *x, int row, int column, enum xlsx_style style,
    enum xlsx_stress stress, int64_t units, int places, struct err *err)
{
	double value = number_of(units, places);

	xlsx_sum_number(&x->sums[x->at], row, column, value, false);
	return cell_written(
	    worksheet_write_number(x->sheet, (lxw_row_t)row, (lxw_col_t)column,
		value, format_of(x, style, stress)),
	    row, column, err);
}

bool
xlsx_formula(struct xlsx *x, int row, int column, enum xlsx_style style,
    enum xlsx_stress stress, const char *formula, int64_t units, int places,
    struct err *err)
{
	double value = number_of(units, places);

	xlsx_sum_number(&x->sums[x->at], row, column, value, true);
	return cell_written(
	    worksheet_write_formula_num(x->sheet, (lxw_row_t)row,
		(lxw_col_t)column, formula, format_of(x, style, stress), value),
	    row, column, err);
}

bool
xlsx_formula_text(struct xlsx *x, int row, int column, enum xlsx_style style,
    enum xlsx_stress stress, const char *formula, const char *value,
    struct err *err)
{
	if (!text_fits(value, row, column, err))
		return false;
	xlsx_sum_text(&x->sums[x->at], row, column, value);
	return cell_written(
	    worksheet_write_formula_str(x->sheet, (lxw_row_t)row,
		(lxw_col_t)column, formula, format_of(x, style, stress), value),
	    row, column, err);
}

bool
xlsx_date(struct xlsx *x, int row, int column, enum xlsx_stress stress,
    int32_t day, struct err *err)
{
	return xlsx_number(x, row, column, XLSX_DATE, stress,
	    (int64_t)day + SERIAL_OF_1970, 0, err);
}

bool
xlsx_blank(struct xlsx *x, int row, int column, enum xlsx_style style,
    enum xlsx_stress stress, struct err *err)
{
	return cell_written(worksheet_write_blank(x->sheet, (lxw_row_t)row,
				(lxw_col_t)column, format_of(x, style, stress)),
	    row, column, err);
}

/* worksheet_merge_range also writes the cells, which fails in rows that
 * have left memory; the list it keeps is public. */
void
xlsx_merge(struct xlsx *x, int row, int column, int last_row, int last_column)
{
	lxw_merged_range *range;

	if (row == last_row && column == last_column)
		return;
	range = mem_alloc(sizeof(*range));
	range->first_row = (lxw_row_t)row;
	range->first_col = (lxw_col_t)column;
	range->last_row = (lxw_row_t)last_row;
	range->last_col = (lxw_col_t)last_column;
	STAILQ_INSERT_TAIL(x->sheet->merged_ranges, range, list_pointers);
	x->sheet->merged_range_count++;
}

void
xlsx_row_height(struct xlsx *x, int row, double points)
{
	worksheet_set_row(x->sheet, (lxw_row_t)row, points, NULL);
}

void
xlsx_column_width(struct xlsx *x, int column, double characters)
{
	worksheet_set_column(
	    x->sheet, (lxw_col_t)column, (lxw_col_t)column, characters, NULL);
}

void
xlsx_column_open(struct xlsx *x, int column, double characters)
{
	worksheet_set_column(x->sheet, (lxw_col_t)column, (lxw_col_t)column,
	    characters, format_of(x, XLSX_OPEN, XLSX_STRESS_NONE));
}

void
xlsx_column_hide(struct xlsx *x, int column)
{
	lxw_row_col_options hidden = { 0 };

	hidden.hidden = LXW_TRUE;
	worksheet_set_column_opt(x->sheet, (lxw_col_t)column,
	    (lxw_col_t)column, LXW_DEF_COL_WIDTH, NULL, &hidden);
}

void
xlsx_freeze(struct xlsx *x, int rows, int columns)
{
	worksheet_freeze_panes(x->sheet, (lxw_row_t)rows, (lxw_col_t)columns);
}

void
xlsx_filter(struct xlsx *x, int row, int last_row, int last_column)
{
	worksheet_autofilter(x->sheet, (lxw_row_t)row, 0, (lxw_row_t)last_row,
	    (lxw_col_t)last_column);
}

/* The library keeps at most 1023. */
void
xlsx_breaks(struct xlsx *x, const int *rows, size_t count)
{
	lxw_row_t *breaks;
	size_t i;

	if (count > 1022)
		count = 1022;
	breaks = mem_array(count + 1, sizeof(*breaks));
	for (i = 0; i < count; i++)
		breaks[i] = (lxw_row_t)rows[i];
	if (count)
		worksheet_set_h_pagebreaks(x->sheet, breaks);
	free(breaks);
}

static void
series_add(struct xlsx *x, lxw_chart *chart, const struct xlsx_chart *c, size_t i)
{
	const char *name = x->names[x->at];
	lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
	lxw_row_t first = (lxw_row_t)c->first_row, last = (lxw_row_t)c->last_row;

	chart_series_set_categories(series, name, first,
	    (lxw_col_t)c->category, last, (lxw_col_t)c->category);
	chart_series_set_values(series, name, first, (lxw_col_t)c->columns[i],
	    last, (lxw_col_t)c->columns[i]);
	chart_series_set_name(series, c->names[i]);
}

bool
xlsx_chart(struct xlsx *x, const struct xlsx_chart *c, struct err *err)
{
	static const uint8_t kinds[] = {
	    LXW_CHART_COLUMN, LXW_CHART_BAR, LXW_CHART_LINE, LXW_CHART_PIE};
	lxw_chart_font font = {.name = (char *)BOOK_FONT, .size = 12};
	lxw_chart *chart = workbook_add_chart(x->book, kinds[c->kind]);
	size_t i;

	if (!chart)
		return err_set(err, ERR_WORLD, _("不能画图"));
	for (i = 0; i < c->count; i++)
		series_add(x, chart, c, i);
	if (c->title) {
		chart_title_set_name(chart, c->title);
		chart_title_set_name_font(chart, &font);
	} else {
		chart_title_off(chart);
	}
	chart_legend_set_position(chart,
	    c->count > 1 || c->kind == 3 ? LXW_CHART_LEGEND_BOTTOM
					 : LXW_CHART_LEGEND_NONE);
	return cell_written(
	    worksheet_insert_chart(x->sheet, (lxw_row_t)c->row, 1, chart),
	    c->row, 1, err);
}

/* In a footer `&` begins a command; the library allows 255 bytes or so. */
static char *
footer_make(const char *left)
{
	struct buf footer = {0};
	const char *s;

	buf_add_string(&footer, "&L&9");
	for (s = left ? left : ""; *s && footer.size < 180;) {
		size_t size = text_cluster(s);

		if (*s == '&')
			buf_add_char(&footer, '&');
		buf_add(&footer, s, size);
		s += size;
	}
	buf_add_string(&footer, "&R&9第 &P 页 共 &N 页");
	return buf_take(&footer);
}

bool
xlsx_page(struct xlsx *x, const struct xlsx_page *page, struct err *err)
{
	char *footer = footer_make(page->footer_left);
	lxw_error code;

	worksheet_set_paper(x->sheet, (uint8_t)page->paper);
	if (page->landscape)
		worksheet_set_landscape(x->sheet);
	worksheet_fit_to_pages(x->sheet, 1, 0);
	worksheet_set_margins(x->sheet, 0.5, 0.5, 0.6, 0.7);
	worksheet_center_horizontally(x->sheet);
	if (page->repeat_first >= 0)
		worksheet_repeat_rows(x->sheet, (lxw_row_t)page->repeat_first,
		    (lxw_row_t)page->repeat_last);
	code = worksheet_set_footer(x->sheet, footer);
	free(footer);
	if (code != LXW_NO_ERROR) {
		err_set(err, ERR_USAGE, _("页脚太长"));
		err_detail(err, "%s", lxw_strerror(code));
	}
	return code == LXW_NO_ERROR;
}

/* Always by formula: a literal list of more than 85 Han ends the process. */
bool
xlsx_choice(struct xlsx *x, int row, int column, int last_row,
    const char *formula, const char *hint, struct err *err)
{
	lxw_data_validation choice = {0};
	lxw_error code;

	choice.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
	choice.value_formula = (char *)formula;
	choice.error_type = LXW_VALIDATION_ERROR_TYPE_STOP;
	choice.error_title = (char *)"不在选项内";
	choice.error_message = (char *)"请从下拉列表中选择";
	if (hint && *hint && strlen(hint) < 200) {
		choice.input_title = (char *)"说明";
		choice.input_message = (char *)hint;
	}
	code = worksheet_data_validation_range(x->sheet, (lxw_row_t)row,
	    (lxw_col_t)column, (lxw_row_t)last_row, (lxw_col_t)column, &choice);
	return cell_written(code, row, column, err);
}

void
xlsx_hide(struct xlsx *x)
{
	worksheet_hide(x->sheet);
}

void
xlsx_protect(struct xlsx *x)
{
	lxw_protection may = {0};

	may.format_columns = LXW_TRUE;
	may.autofilter = LXW_TRUE;
	may.sort = LXW_TRUE;
	worksheet_protect(x->sheet, NULL, &may);
}
