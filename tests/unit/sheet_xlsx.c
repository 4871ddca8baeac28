/* Workbooks: what is written comes back, and what was lost is noticed. */
#include "tap.h"

#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/path.h"
#include "sheet/xlsx_check.h"
#include "sheet/xlsx_reader.h"
#include "sheet/xlsx_writer.h"

static char *folder;

static char *
file_in(const char *name)
{
	return path_join(folder, name);
}

static struct xlsx *
book_begin(const char *path, bool constant)
{
	struct xlsx_options options = {
	    .title = "试验", .created = "2026-11-30", .constant = constant};
	struct err err = {0};
	struct xlsx *x;

	if (!xlsx_open(&x, path, &options, &err))
		printf("# %s\n", err.text);
	err_done(&err);
	return x;
}

static bool
row_write(struct xlsx *x, int row, struct err *err)
{
	char *text = mem_printf("第%d行", row);
	bool fine =
	    xlsx_text(x, row, 0, XLSX_TEXT, 0, text, err) &&
	    xlsx_text(x, row, 1, XLSX_TEXT, 0, "11010519491231002X", err) &&
	    xlsx_number(x, row, 2, XLSX_MONEY, 0, row * 101 + 1, 2, err) &&
	    xlsx_date(x, row, 3, 0, 20000 + row, err) &&
	    xlsx_blank(x, row, 4, XLSX_TEXT, 0, err);

	free(text);
	return fine;
}

static struct xlsx_sum *
book_write(const char *path, bool constant, int rows, size_t *count)
{
	struct xlsx *x = book_begin(path, constant);
	struct xlsx_page page = {9, true, 0, 1, "演示数据 A&B"};
	struct xlsx_sum *sums = NULL;
	struct err err = {0};
	bool fine = xlsx_sheet(x, "甲", &err);
	int i;

	xlsx_row_height(x, 0, 30);
	fine = fine && xlsx_text(x, 0, 0, XLSX_HEAD, 0, "左", &err) &&
	       xlsx_text(x, 0, 1, XLSX_HEAD, 0, "中", &err) &&
	       xlsx_blank(x, 1, 0, XLSX_HEAD, 0, &err) &&
	       xlsx_blank(x, 1, 1, XLSX_HEAD, 0, &err);
	xlsx_merge(x, 0, 0, 1, 0);
	xlsx_merge(x, 0, 1, 1, 1);
	for (i = 2; fine && i < rows + 2; i++)
		fine = row_write(x, i, &err);
	fine = fine &&
	       xlsx_formula(x, i, 2, XLSX_MONEY, XLSX_STRESS_TOTAL,
		   "=SUBTOTAL(9,C3:C12)", 123456, 2, &err) &&
	       xlsx_page(x, &page, &err) && xlsx_sheet(x, "乙", &err) &&
	       xlsx_text(x, 3, 3, XLSX_TEXT, 0, "=1+1", &err) &&
	       xlsx_text(
		   x, 4, 3, XLSX_TEXT, 0, " 两端 \n换行 <&> _x000D_ ", &err) &&
	       xlsx_number(x, 5, 3, XLSX_MONEY, 0, -999999999999999, 2, &err);
	xlsx_freeze(x, 2, 1);
	if (!fine)
		printf("# %s\n", err.text);
	if (!xlsx_close(x, &sums, count, &err))
		printf("# %s\n", err.text);
	err_done(&err);
	return sums;
}

static void
test_back(bool constant)
{
	const char *mode = constant ? "constant memory" : "in memory";
	char *path = file_in(constant ? "c.xlsx" : "m.xlsx");
	struct err err = {0};
	size_t count = 0;
	struct xlsx_sum *sums = book_write(path, constant, 10, &count);

	is_int((long long)count, 2, "writer: two sheets are counted");
	is_int(sums[0].rows, 13, "writer: rows reach to the total");
	is_int(sums[0].cells, 43, "writer: blanks are not counted");
	if (!ok(xlsx_check(path, sums, count, &err),
		"check: %s, all comes back", mode))
		printf("# %s\n", err.text);
	err_done(&err);
	sums[0].mark++;
	ok(!xlsx_check(path, sums, count, &err),
	    "check: %s, one cell another, refused", mode);
	ok(err.status == ERR_WORLD && strstr(err.text, "复读不符"),
	    "check: the sentence says so");
	err_done(&err);
	sums[0].mark--;
	ok(!xlsx_check(path, sums, 1, &err),
	    "check: a sheet too many, refused");
	err_done(&err);
	free(sums);
	free(path);
}

static void
test_cut(void)
{
	char *path = file_in("c.xlsx"), *cut = file_in("cut.xlsx");
	struct buf bytes = {0};
	struct err err = {0};
	struct xlsx_reader *reader;
	size_t size, opened = 0;

	ok(path_read(path, 1 << 20, &bytes, &err), "reader: the file is there");
	for (size = 0; size < bytes.size; size += bytes.size / 40 + 1) {
		struct xlsx_sum sum[2] = {{0}};

		if (!path_write(cut, bytes.text, size, &err))
			break;
		if (xlsx_check(cut, sum, 2, &err))
			opened++;
		err_done(&err);
	}
	is_int((long long)opened, 0, "reader: a cut file is never whole");
	ok(!xlsx_reader_open(&reader, folder, &err),
	    "reader: a folder is refused");
	err_done(&err);
	ok(path_write(cut, "\xD0\xCF\x11\xE0....", 8, &err) &&
		!xlsx_reader_open(&reader, cut, &err) &&
		strstr(err.text, "另存为"),
	    "reader: an old .xls is told how to save");
	err_done(&err);
	buf_done(&bytes);
	free(path);
	free(cut);
}

static void
test_same_bytes(void)
{
	char *a = file_in("m.xlsx"), *b = file_in("again.xlsx");
	struct buf left = {0}, right = {0};
	struct err err = {0};
	size_t count;

	free(book_write(b, false, 10, &count));
	ok(path_read(a, 1 << 20, &left, &err) &&
		path_read(b, 1 << 20, &right, &err) &&
		left.size == right.size &&
		!memcmp(left.text, right.text, left.size),
	    "writer: the same cells give the same bytes");
	buf_done(&left);
	buf_done(&right);
	err_done(&err);
	free(a);
	free(b);
}

static void
name_is(const char *name, bool fine)
{
	struct err err = {0};

	ok(xlsx_sheet_name_valid(name, &err) == fine, "sheet name: '%s' is %s",
	    name, fine ? "taken" : "refused");
	err_done(&err);
}

static void
test_refusals(void)
{
	char *path = file_in("r.xlsx"), *nowhere = file_in("no/such.xlsx");
	struct xlsx_options options = {.constant = true};
	struct err err = {0};
	struct xlsx *x = book_begin(path, true);

	name_is("编制", true);
	name_is("", false);
	name_is("a/b", false);
	name_is("'a", false);
	name_is(
	    "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一",
	    true);
	name_is(
	    "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二",
	    false);
	ok(xlsx_sheet(x, "甲", &err), "writer: a sheet begins");
	ok(!xlsx_sheet(x, "甲", &err) && strstr(err.text, "重复"),
	    "writer: a name twice is refused");
	err_done(&err);
	ok(!xlsx_text(x, 0, 0, XLSX_TEXT, 0, "\xff\xfe", &err),
	    "writer: bytes that are no UTF-8 are refused");
	err_done(&err);
	xlsx_drop(x);
	ok(!xlsx_open(&x, nowhere, &options, &err),
	    "writer: a folder that is not there is refused");
	err_done(&err);
	free(path);
	free(nowhere);
}

static void
test_serials(void)
{
	char day[11];

	ok(xlsx_serial_to_date(46356, day), "serial: a day of 2026");
	is(day, "2026-11-30", "serial: 46356 is 2026-11-30");
	ok(xlsx_serial_to_date(1, day), "serial: the first");
	is(day, "1900-01-01", "serial: 1 is 1900-01-01");
	ok(xlsx_serial_to_date(61, day), "serial: past the day that never was");
	is(day, "1900-03-01", "serial: 61 is 1900-03-01");
	ok(!xlsx_serial_to_date(60, day), "serial: 60 is no day");
	ok(!xlsx_serial_to_date(-3, day), "serial: a negative is no day");
}

int
main(void)
{
	const char *tmp = getenv("TMPDIR");

	folder = mem_printf("%s/sheet_xlsx.XXXXXX", tmp ? tmp : "/tmp");
	if (!mkdtemp(folder))
		return 1;
	test_back(false);
	test_back(true);
	test_cut();
	test_same_bytes();
	test_refusals();
	test_serials();
	{
		char **names = path_list(folder, "");
		size_t i;

		for (i = 0; names && names[i]; i++) {
			char *path = file_in(names[i]);

			unlink(path);
			free(path);
		}
		path_list_free(names);
	}
	rmdir(folder);
	free(folder);
	return done();
}
