/* Every kind of table that a report can have, over made-up records. */
#include "tap.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/path.h"
#include "record/record.h"
#include "sheet/export.h"
#include "sheet/xlsx_reader.h"
#include "store/book.h"

static char *folder;
static struct book book;

static void
said(struct err *err)
{
	if (err_is_set(err))
		printf("# %s\n", err->text);
	if (err->detail)
		printf("# %s\n", err->detail);
	err_done(err);
}

static char *
write_one(const char *name, const char *out, const char *month,
    enum export_format format)
{
	struct export_options options = {.out = out,
	    .month = month,
	    .format = format,
	    .organ = "试验街道"};
	struct err err = {0};
	char *made = NULL;

	if (!ok(export_write(forms_of_book(&book), name, &options, &made, &err),
		"%s: is written", name))
		said(&err);
	return made;
}

static void
read_all(const char *path, struct buf *text)
{
	struct err err = {0};

	if (!path || !path_read(path, 1 << 20, text, &err))
		said(&err);
}

/* JB_GOLDEN=1 writes the file instead. */
static void
golden(const char *path, const char *name)
{
	char *want = mem_printf("tests/fixtures/sheet/%s.golden", name);
	struct buf left = {0}, right = {0};
	struct err err = {0};

	read_all(path, &left);
	if (getenv("JB_GOLDEN") &&
	    !path_write(want, buf_string(&left), left.size, &err))
		said(&err);
	read_all(want, &right);
	if (!ok(left.size && left.size == right.size &&
		    !memcmp(left.text, right.text, left.size),
		"%s: as its golden file", name))
		printf("# %s\n", path);
	buf_done(&left);
	buf_done(&right);
	free(want);
}

/* A cell of the workbook by its place, as text; "" where there is none. */
struct seek {
	int row, column;
	char *text;
	double number;
	bool formula;
};

static bool
seek_cell(void *data, const struct xlsx_cell *cell, struct err *err)
{
	struct seek *seek = data;

	(void)err;
	if (cell->row != seek->row || cell->column != seek->column)
		return true;
	free(seek->text);
	seek->text = mem_strdup(cell->text);
	seek->number = cell->number;
	seek->formula = cell->formula;
	return true;
}

static struct seek
cell_at(struct xlsx_reader *reader, size_t sheet, int row, int column)
{
	struct seek seek = {.row = row, .column = column};
	struct err err = {0};

	if (!xlsx_reader_each(reader, sheet, seek_cell, &seek, &err))
		said(&err);
	if (!seek.text)
		seek.text = mem_strdup("");
	return seek;
}

/* The row where a column says this. */
struct look {
	const char *text;
	int column, row;
};

static bool
look_cell(void *data, const struct xlsx_cell *cell, struct err *err)
{
	struct look *look = data;

	(void)err;
	if (cell->column == look->column && !strcmp(cell->text, look->text))
		look->row = cell->row;
	return true;
}

static int
row_of(
    struct xlsx_reader *reader, size_t sheet, int column, const char *text)
{
	struct look look = {.text = text, .column = column, .row = -1};
	struct err err = {0};

	if (!xlsx_reader_each(reader, sheet, look_cell, &look, &err))
		said(&err);
	return look.row;
}

static void
number_is(struct xlsx_reader *reader, size_t sheet, int row, int column,
    double want, bool formula, const char *name)
{
	struct seek got = cell_at(reader, sheet, row, column);

	if (!ok(got.number > want - 1e-9 && got.number < want + 1e-9 &&
		    got.formula == formula,
		"%s", name))
		printf("# %f %s\n", got.number,
		    got.formula ? "a formula" : "no formula");
	free(got.text);
}

static void
text_is(struct xlsx_reader *reader, size_t sheet, int row, int column,
    const char *want, const char *name)
{
	struct seek got = cell_at(reader, sheet, row, column);

	is(got.text, want, name);
	free(got.text);
}

static void
test_checks(struct xlsx_reader *reader)
{
	int row = row_of(reader, 0, 1, "分级表的行数 = 下表的次数");

	number_is(reader, 0, row, 2, 5, true, "check: left is a live count");
	number_is(reader, 0, row, 3, 3, true, "check: right is a live sum");
	number_is(reader, 0, row, 4, 2, true, "check: the difference is live");
	text_is(reader, 0, row, 5, "不符", "check: one that fails says so");
	row = row_of(reader, 0, 1, "两处夜数");
	number_is(reader, 0, row, 4, 0, true, "check: two tables that agree");
	text_is(reader, 0, row, 5, "相符", "check: one that holds says so");
	row = row_of(reader, 0, 1, "分级小计");
	text_is(reader, 0, row, 3, "分级",
	    "index: names the worksheet of each table");
	number_is(reader, 0, row, 4, 7, false,
	    "index: counts the rows of both tables of a worksheet");
}

static void
test_formulas(struct xlsx_reader *reader)
{
	int row = row_of(reader, 2, 1, "赵甲一");

	number_is(reader, 2, row, 2, 1, false, "pivot: a value in its cell");
	number_is(reader, 2, row, 6, 2, true, "pivot: a row's sum is live");
	row = row_of(reader, 4, 1, "2026-10");
	number_is(reader, 4, row, 4, 1, true, "minus: a formula that holds");
	row = row_of(reader, 1, 2, "孙三 小计");
	ok(row > 0, "groups: the inner level has its sum");
	row = row_of(reader, 1, 2, "短住 合计");
	ok(row > 0, "groups: the outer level has its own word");
}

static void
test_workbook(void)
{
	char *path = mem_printf("%s/rich.xlsx", folder);
	char *again = mem_printf("%s/again.xlsx", folder);
	struct xlsx_reader *reader;
	struct buf left = {0}, right = {0};
	struct err err = {0};

	free(write_one("rich", path, NULL, EXPORT_XLSX));
	free(write_one("rich", again, NULL, EXPORT_XLSX));
	read_all(path, &left);
	read_all(again, &right);
	ok(left.size && left.size == right.size &&
		!memcmp(left.text, right.text, left.size),
	    "rich: twice the same bytes");
	if (ok(xlsx_reader_open(&reader, path, &err), "rich: can be read")) {
		is_int((long long)xlsx_reader_sheets(reader), 5,
		    "under: two tables share a worksheet");
		is(xlsx_reader_name(reader, 0), "封面",
		    "index: stands first though written last");
		test_checks(reader);
		test_formulas(reader);
		xlsx_reader_close(reader);
	}
	said(&err);
	buf_done(&left);
	buf_done(&right);
	free(path);
	free(again);
}

static void
test_looks(void)
{
	struct buf text = {0};
	char *path = mem_printf("%s/look.csv", folder);

	free(write_one("old_look", path, "2026-10", EXPORT_CSV));
	read_all(path, &text);
	ok(strstr(buf_string(&text), "旧版式") &&
		!strstr(buf_string(&text), "138****"),
	    "look: an old month keeps the old one");
	buf_clear(&text);
	free(write_one("old_look", path, "2026-11", EXPORT_CSV));
	read_all(path, &text);
	ok(strstr(buf_string(&text), "新版式") &&
		strstr(buf_string(&text), "138****"),
	    "look: from its day on the new one holds");
	buf_done(&text);
	free(path);
}

/* A definition with one fault; what is said of it. */
static void
fault_is(const char *ini, const char *want, const char *name)
{
	char *path = mem_printf("%s/exports/broken.ini", folder);
	struct export_options options = {.out = folder};
	struct err err = {0};

	if (!path_write(path, ini, strlen(ini), &err))
		said(&err);
	if (!ok(!export_write(forms_of_book(&book), "broken", &options, NULL,
		    &err) &&
		    err_is_set(&err) && strstr(err.text, want),
		"fault: %s", name))
		printf("# %s\n", err_is_set(&err) ? err.text : "nothing");
	err_done(&err);
	unlink(path);
	free(path);
}

#define HEAD "[export]\ntitle = \"坏\"\n[sheet.1]\nsource = \"stay\"\n"

static void
test_faults(void)
{
	fault_is(HEAD "columns = \"code\"\nunder = \"yes\"\n",
	    "broken.ini:6: 第一张表没有可以接在下面的表",
	    "nothing to stand under");
	fault_is(HEAD "columns = \"code\"\nband = \"yes\"\n",
	    "broken.ini:6: band 只与 group 同用", "a band without groups");
	fault_is(HEAD "columns = \"code\"\nacross = \"kind\"\n"
		      "value = \"remark\"\n",
	    "broken.ini:7: 有 across 就要有 value", "text cannot be turned");
	fault_is(HEAD "columns = \"code\"\npage = \"code\"\n",
	    "broken.ini:6: page 和 columns 只能写一个",
	    "a page and a table at once");
	fault_is(HEAD "columns = \"code\"\n[chart.1]\ncategory = \"code\"\n"
		      "values = \"nights\"\n",
	    "broken.ini:8: 「nights」不在那张表的列中",
	    "a chart of what is not shown");
	fault_is(HEAD "columns = \"code\"\n[check.1]\nlabel = \"甲\"\n"
		      "left = \"broken.1.code\"\nright = \"broken.1.code\"\n",
	    "勾稽「broken.1.code」不是本工作簿里有合计的一列",
	    "a check of what has no total");
	fault_is("[export]\ntitle = \"坏\"\nvalid_from = \"2026\"\n"
		 "layout_of = \"rich\"\n[sheet.1]\nsource = \"stay\"\n",
	    "broken.ini:3: valid_from 应写作", "a day that is none");
	fault_is(HEAD "columns = \"code nights\"\n[column.nights]\n"
		      "minus = \"price deposit\"\n",
	    "按别的列计算，那些列也要在表中", "a formula over what is not there");
}

static void
folder_remove(void)
{
	char *command = mem_printf("rm -rf '%s'", folder);

	if (system(command))
		printf("# %s stays\n", folder);
	free(command);
	free(folder);
}

static bool
book_make(struct data_dirs *data)
{
	struct err err = {0};
	char *exports = path_join(folder, "exports");
	bool fine;

	data->dirs = mem_array(3, sizeof(*data->dirs));
	data->dirs[0] = mem_strdup(folder);
	data->dirs[1] = mem_strdup("tests/fixtures/sheet");
	data->dirs[2] = mem_strdup(".");
	data->count = 3;
	memcpy(book.session.today, "2026-11-20", 11);
	memcpy(book.session.as_of, "2026-11-20", 11);
	fine = ok(path_make_dirs(exports, &err) &&
		      book_open(&book, NULL, DB_MEMORY, data, &err),
	    "book: opens over the made-up records");
	memcpy(book.session.today, "2026-11-20", 11);
	memcpy(book.session.as_of, "2026-11-20", 11);
	fine = fine && book_act_as(&book, NULL, &err);
	said(&err);
	free(exports);
	return fine;
}

int
main(void)
{
	const char *tmp = getenv("TMPDIR");
	struct data_dirs data;
	char *made;
	size_t i;

	folder = mem_printf("%s/sheet_rich.XXXXXX", tmp ? tmp : "/tmp");
	if (!mkdtemp(folder))
		return 1;
	if (book_make(&data)) {
		made = write_one("rich", folder, NULL, EXPORT_TEXT);
		golden(made, "rich.txt");
		free(made);
		made = write_one("rich", folder, NULL, EXPORT_CSV);
		golden(made, "rich.csv");
		free(made);
		test_workbook();
		test_looks();
		test_faults();
	}
	book_close(&book);
	for (i = 0; i < data.count; i++)
		free(data.dirs[i]);
	free(data.dirs);
	folder_remove();
	return done();
}
