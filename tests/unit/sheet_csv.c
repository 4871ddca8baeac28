/* CSV in and out: rows, cells, encodings, and what is refused. */
#include "tap.h"

#include <unistd.h>

#include "sheet/csv.h"

/* The rows as text: cells in brackets, rows parted by '|'. */
static char *
read_all(const char *name, const char *bytes, size_t size, struct err *err)
{
	struct buf out = {0};
	struct csv *csv;
	const char *const *cells;
	size_t count;

	if (!csv_open_bytes(&csv, name, bytes, size, err))
		return buf_take(&out);
	while (csv_next(csv, &cells, &count, err) && count) {
		if (out.size)
			buf_add_char(&out, '|');
		for (size_t i = 0; i < count; i++)
			buf_printf(&out, "[%s]", cells[i]);
	}
	csv_close(csv);
	return buf_take(&out);
}

static void
reads(const char *file, const char *bytes, size_t size, const char *want,
    const char *name)
{
	struct err err = {0};
	char *got = read_all(file, bytes, size, &err);

	is(err_is_set(&err) ? err.text : got, want, name);
	free(got);
	err_done(&err);
}

#define READS(bytes, want, name)                                              \
	reads("a.csv", bytes, sizeof(bytes) - 1, want, name)

static void
test_rows(void)
{
	READS("a,b\nc,d\n", "[a][b]|[c][d]", "csv: LF ends rows");
	READS("a,b\r\nc,d", "[a][b]|[c][d]", "csv: CRLF, last row without end");
	READS("a,b\rc,d\r", "[a][b]|[c][d]", "csv: CR alone ends rows");
	READS("a,,\n", "[a][][]", "csv: empty cells are cells");
	READS("\n\na\n", "[]|[]|[a]", "csv: blank rows are counted");
	READS("", "", "csv: an empty file has no rows");
	READS("\"a,b\",\"c\nd\"\n", "[a,b][c\nd]",
	    "csv: quotes hold commas and line ends");
	READS("\"a\"\"b\",\"\"\n", "[a\"b][]", "csv: doubled quotes are one");
	READS("a\"b,c\n", "[a\"b][c]", "csv: a quote inside stands for itself");
	READS("\"a\"b,c\n", "[ab][c]", "csv: text behind a quote is kept");
	READS("a\tb,c\n", "[a][b,c]", "csv: tabs in the header part cells");
	reads("x.TSV", "a,b\tc\n", 6, "[a,b][c]", "csv: .tsv parts by tabs");
	READS("t\na,b\n\"x\ty\",c\n", "[t]|[a][b]|[x\ty][c]",
	    "csv: a tab below the header parts nothing");
}

static void
test_encodings(void)
{
	READS("\xef\xbb\xbf姓名,a\n", "[姓名][a]", "csv: BOM of UTF-8 skipped");
	READS("姓名,〇\n", "[姓名][〇]", "csv: UTF-8 without BOM");
	READS("\xd0\xd5\xc3\xfb,a\n", "[姓名][a]", "csv: GB18030 recognised");
	READS("\x81\x39\xef\x30,a\n", "[㐁][a]",
	    "csv: four-byte characters of GB18030");
	READS("\xff\xfe\xd3\x59,\0a\0\n\0", "[姓][a]", "csv: UTF-16 LE");
	READS("\xfe\xff\x59\xd3\0,\0a\0\n", "[姓][a]", "csv: UTF-16 BE");
	READS("\xef\xbb\xbf"
	      "a,b\nc,\xff\n",
	    "第 2 行有读不懂的字节（按 UTF-8 读），请另存为 UTF-8 再导入",
	    "csv: a bad byte names its row");
	READS("a,b\n姓名一二三四五六七八,\xff\n",
	    "第 2 行有读不懂的字节（按 UTF-8 读），请另存为 UTF-8 再导入",
	    "csv: a bad byte in plain UTF-8 is no other encoding");
	READS("a,b\nc,\xff\xff\n",
	    "第 2 行有读不懂的字节（按 GB18030 读），请另存为 UTF-8 再导入",
	    "csv: a byte that nobody reads");
	READS("a\0b\n", "第 1 行有空字节，这不是文本文件",
	    "csv: NUL is refused");
	READS("a\n\"b\nc",
	    "第 2 行的引号没有收尾", "csv: an open quote names its row");
}

/* Characters cut by every boundary of the pieces read. */
static void
test_pieces(void)
{
	struct buf text = {0};
	struct err err = {0};
	struct csv *csv;
	const char *const *cells;
	size_t count;
	int64_t rows = 0;
	bool same = true;

	for (int i = 0; i < 40000; i++)
		buf_printf(&text, "%d,姓名\"%.*s\n", i, i % 7, "xxxxxxx");
	ok(csv_open_bytes(&csv, "a.csv", text.text, text.size, &err),
	    "csv: a large file opens");
	while (csv_next(csv, &cells, &count, &err) && count) {
		same = same && count == 2 && atoll(cells[0]) == rows &&
		       !strncmp(cells[1], "姓名\"", 7) &&
		       strlen(cells[1]) == 7 + (size_t)(rows % 7);
		rows++;
	}
	ok(same && !err_is_set(&err), "csv: pieces cut no character");
	is_int(rows, 40000, "csv: every row came");
	csv_close(csv);
	buf_done(&text);
	err_done(&err);
}

static void
test_limits(void)
{
	struct buf text = {0};
	struct err err = {0};
	char *got;

	buf_add_string(&text, "a,\"");
	for (int i = 0; i < CSV_CELL_MAX; i++)
		buf_add_string(&text, "字");
	buf_add_string(&text, "\"\n");
	got = read_all("a.csv", text.text, text.size, &err);
	ok(!err_is_set(&err) && strlen(got) > CSV_CELL_MAX,
	    "csv: the longest cell is read");
	free(got);
	buf_clear(&text);
	buf_add_string(&text, "a,\"");
	for (int i = 0; i <= CSV_CELL_MAX; i++)
		buf_add_string(&text, "字");
	buf_add_string(&text, "\"\n");
	got = read_all("a.csv", text.text, text.size, &err);
	is(err.text,
	    "第 1 行第 2 列超过 32767 个字，可能是引号没有收尾",
	    "csv: one character more is refused");
	free(got);
	err_done(&err);
	buf_done(&text);
}

static void
test_writing(void)
{
	static const char *const cells[] = {"a", NULL, "b,c", "d\"e", "f\ng",
	    "=1+1", " -x", "＝1", "'=1", "'x", "13800000000", "　+1", "@"};
	size_t size = sizeof cells / sizeof *cells;
	struct buf out = {0};
	struct err err = {0};
	struct csv *csv;
	const char *const *got;
	size_t count;
	bool same = true;

	for (size_t i = 0; i < size; i++)
		csv_add_cell(&out, cells[i], i == 0, true);
	csv_end_row(&out);
	is(buf_string(&out),
	    "a,,\"b,c\",\"d\"\"e\",\"f\ng\",\"'=1+1\",\"' -x\",\"'＝1\","
	    "\"''=1\",'x,13800000000,\"'　+1\",\"'@\"\n",
	    "csv: written with quotes and guards");
	ok(csv_open_bytes(&csv, "a.csv", out.text, out.size, &err) &&
		csv_next(csv, &got, &count, &err) && count == size,
	    "csv: what was written is read");
	for (size_t i = 0; i < size && i < count; i++)
		same = same && !strcmp(got[i], cells[i] ? cells[i] : "");
	ok(same, "csv: guards come off again");
	csv_close(csv);
	buf_clear(&out);
	csv_add_cell(&out, "-12.50", true, false);
	is(buf_string(&out), "-12.50", "csv: a number of ours is not guarded");
	buf_done(&out);
	err_done(&err);
}

static void
test_files(void)
{
	struct err err = {0};
	struct csv *csv;

	ok(!csv_open(&csv, "/nonexistent/a.csv", &err) && !csv,
	    "csv: a missing file is refused");
	is_int(err.status, ERR_WORLD, "csv: as the world's fault");
	err_done(&err);
	ok(!csv_open(&csv, "/dev/null", &err) && !csv,
	    "csv: a device is no file");
	err_done(&err);
}

int
main(void)
{
	test_rows();
	test_encodings();
	test_pieces();
	test_limits();
	test_writing();
	test_files();
	return done();
}
