/* Import: headers, keys, refusals, and nothing half done. */
#include "walk.h"

#include "record/rowset.h"
#include "sheet/import.h"
#include "sheet/xlsx_writer.h"

static struct walk_book w;
static struct buf lines; /* of the refusals */
static int ticks;        /* progress calls left; -1: no end */

static void
refused(void *data, int64_t row, const char *label, const char *sentence)
{
	char *line = import_line("F", row, label, sentence);

	(void)data;
	buf_printf(&lines, "%s%s", lines.size ? "\n" : "", line);
	free(line);
}

static bool
progress(void *data, int64_t done, int64_t all)
{
	(void)data;
	return done <= all && (ticks < 0 || ticks-- > 0);
}

/* "rows added changed refused", or the sentence; the file is text. */
static char *
import_with(const char *form, const char *text, struct import_options *o)
{
	char *path = path_join(w.dir, "import.csv");
	struct import_result result = {0};
	struct err err = {0};
	char *words;

	buf_clear(&lines);
	buf_add_string(&lines, "");
	o->path = path;
	o->progress = progress;
	if (path_write(path, text, strlen(text), &err) &&
	    import_run(w.forms, walk_form(&w, form), o, &result, refused, &err))
		words = mem_printf("%d %d %d %d%s", (int)result.rows,
		    (int)result.added, (int)result.changed,
		    (int)result.refused, result.kept ? "" : " not kept");
	else
		words = mem_strdup(err.text +
				   (strncmp(err.text, path, strlen(path))
					   ? 0
					   : strlen(path)));
	if (err.detail)
		printf("# %s\n", err.detail);
	err_done(&err);
	free(result.rejects);
	unlink(path);
	free(path);
	return words;
}

static void
imports(const char *form, const char *text, const char *want,
    const char *want_lines, const char *name)
{
	struct import_options o = {0};
	char *got = import_with(form, text, &o);

	is(got, want, name);
	is(buf_string(&lines), want_lines, name);
	free(got);
}

static int64_t
count(const char *form, const char *word)
{
	struct query q = {.form = walk_form(&w, form)};
	struct filter *filter = filter_new(q.form);
	int64_t n = -1;

	q.filter = filter;
	if (!filter_add(filter, w.forms, word, &w.err) ||
	    !rowset_count(w.forms, &q, &n, &w.err))
		printf("# %s\n", w.err.text);
	err_done(&w.err);
	filter_free(filter);
	return n;
}

static void
test_headers(void)
{
	imports("walker",
	    "走访人名册,,\n单位：人,,\n\n序号,姓 名,*证件号\n"
	    "1,王芳,11010119900101001x\n\n2,张伟,\n",
	    "2 2 0 0", "", "import: titles, blank rows and numbers are skipped");
	is_int(count("walker", "id_no=11010119900101001X"), 1,
	    "import: numbers are folded");
	is_int(count("walker", "name~wf"), 1, "import: name keys are made");
	imports("walker", "name,phone\n李四,１３８\n", "1 1 0 0", "",
	    "import: field names and full width");
	imports("walker", "姓名,电活\n赵六,1\n",
	    ":1: 走访人没有「电活」这一列；相近：电话", "",
	    "import: an unknown header names the near one");
	imports("walker", "姓名,证照编号\n赵六,1\n",
	    ":1: 走访人没有「证照编号」这一列；相近：编号", "",
	    "import: what shares letters is near");
	imports("walker", "姓名,身份证号\n赵六,1\n", "1 1 0 0", "",
	    "import: another heading of the form's");
	imports("walker", "姓名,姓名\n赵六,1\n", ":1: 「姓名」有两列", "",
	    "import: a header twice");
	imports("walker", "a,b\nc,d\n",
	    "走访人没有这些列：「a」、「b」，可用对照文件指明或略过", "",
	    "import: no header at all");
	imports("walker", "", " 是空文件", "",
	    "import: an empty file");
	imports("walk", "走访人,走访日期,方式,时长\n王芳,2026.3.1,电话,30\n",
	    "1 1 0 0", "", "import: a label without its bracket");
}

static void
test_keys(void)
{
	imports("walk", "编号,走访人,走访日期,方式\nX1,王芳,20260301,入户\n",
	    "1 1 0 0", "", "import: a new key is added");
	imports("walk", "编号,走访人,走访日期,方式\nX1,王芳,20260301,电话\n"
			"X2,W-0002,2026-03-02,会谈\n",
	    "2 1 1 0", "", "import: a known key changes its row");
	imports("walk", "编号,走访人,走访日期,方式\nX1,,,电话\nX2,,,\n",
	    "2 0 0 0", "", "import: nothing new, nothing changed");
	is_int(count("walk", "kind=电话"), 2, "import: the change is there");
}

static void
test_refusals(void)
{
	static const char text[] = "编号,走访人,走访日期,方式,时长\n"
				   "Y1,王芳,2026-02-30,电讯,30\n"
				   "Y2,王芳,2026-03-01,入户,30\n"
				   "Y3,王芳,2026-03-01,入户,700\n";
	static const char want[] =
	    "F:2: 走访日期: 2026 年 2 月没有 30 日，这个月有 28 天 [bad_date]\n"
	    "F:2: 方式: 「电讯」没有这个代码；相近：电话 [not_in_list]\n"
	    "F:4: 时长（分钟）: 时长 700 分钟，应在 1 到 600 之间 "
	    "[walk_minutes R-W1]";
	struct import_options o = {.partial = true};
	char *got;

	imports("walk", text, "3 0 0 2 not kept", want,
	    "import: every fault is told, nothing is kept");
	is_int(count("walk", "code=Y2"), 0, "import: not even the good row");
	o.dry_run = true;
	got = import_with("walk", text, &o);
	is(got, "3 1 0 2 not kept", "import: a dry run counts");
	free(got);
	is_int(count("walk", "code=Y2"), 0, "import: and keeps nothing");
	o.dry_run = false;
	got = import_with("walk", text, &o);
	is(got, "3 1 0 2", "import: partial takes the good row");
	free(got);
	is_int(count("walk", "code=Y2"), 1, "import: it is there");
	imports("walk", "编号,走访人,走访日期,方式\nZ1,王芳,2026-03-01,入户\n"
			"Z1,王芳,2026-03-01,电话\n",
	    "2 1 1 0", "", "import: a key twice in the file changes the first");
}

static void
test_change(void)
{
	int64_t before = 0, after = 0, rows = 0;

	if (!db_int(w.book.db, &w.err, &before, 0, "SELECT max(no) FROM change",
		""))
		printf("# %s\n", w.err.text);
	imports("walker", "姓名\n甲一\n乙二\n丙三\n", "3 3 0 0", "",
	    "import: three rows");
	if (!db_int(w.book.db, &w.err, &after, 0, "SELECT max(no) FROM change",
		"") ||
	    !db_int(w.book.db, &w.err, &rows, 0,
		"SELECT count(*) FROM journal WHERE change_no = ?"
		" AND action = 'add'",
		"i", after))
		printf("# %s\n", w.err.text);
	is_int(after - before, 1, "import: one change");
	is_int(rows, 3, "import: with a line for each row");
	err_done(&w.err);
}

static void
test_stop(void)
{
	struct import_options o = {0};
	struct buf text = {0};
	char *got;

	buf_add_string(&text, "姓名\n");
	for (int i = 0; i < 2000; i++)
		buf_printf(&text, "停%d\n", i);
	ticks = 3;
	got = import_with("walker", text.text, &o);
	is(got, "导入已停止，一切如前", "import: stopped");
	free(got);
	ticks = -1;
	is_int(count("walker", "name~停"), 0, "import: as it was");
	got = import_with("walker", text.text, &o);
	is(got, "2000 2000 0 0", "import: done after all");
	free(got);
	buf_done(&text);
}

static void
test_map(void)
{
	static const char map[] = "[map]\nname = \"全名\"\nskip = \"备用\"\n";
	static const char bad[] = "[map]\ncolour = \"色\"\n";
	char *path = path_join(w.dir, "map.ini"), *got;
	struct import_options o = {.map = path};

	ok(path_write(path, map, sizeof map - 1, &w.err), "import: a map");
	got = import_with("walker", "全名,备用\n图一,x\n", &o);
	is(got, "1 1 0 0", "import: headers by the map");
	free(got);
	ok(path_write(path, bad, sizeof bad - 1, &w.err), "import: a bad map");
	got = import_with("walker", "全名\n图一\n", &o);
	ok(strstr(got, "map.ini:2") && strstr(got, "colour"),
	    "import: an unknown field in the map has its line");
	free(got);
	unlink(path);
	free(path);
}

static void
test_masked(void)
{
	imports("walker", "编号,证件号\nW-0001,110101********001X\n",
	    "1 0 0 0", "", "import: masked cells say nothing");
	imports("walk_by_kind", "a\n",
	    "走访统计是算出来的，不能导入", "", "import: a view");
}

static bool
write_workbook(const char *path, struct err *err)
{
	struct xlsx_options o = {.title = "t", .created = "2026-11-23"};
	struct xlsx *x;

	return xlsx_open(&x, path, &o, err) && xlsx_sheet(x, "说明", err) &&
	       xlsx_text(x, 0, 0, XLSX_TITLE, 0, "看下一张", err) &&
	       xlsx_sheet(x, "名册", err) &&
	       xlsx_text(x, 0, 0, XLSX_TITLE, 0, "走访人名册", err) &&
	       xlsx_text(x, 2, 1, XLSX_HEAD, 0, "姓名", err) &&
	       xlsx_text(x, 2, 2, XLSX_HEAD, 0, "证件号", err) &&
	       xlsx_text(x, 3, 1, XLSX_TEXT, 0, "表一", err) &&
	       xlsx_text(x, 3, 2, XLSX_TEXT, 0, "110101199001010031", err) &&
	       xlsx_text(x, 4, 1, XLSX_TEXT, 0, "表二", err) &&
	       xlsx_number(x, 4, 2, XLSX_NUMBER, 0, 110101199001010058, 0,
		   err) &&
	       xlsx_sheet(x, "走访", err) &&
	       xlsx_text(x, 0, 0, XLSX_HEAD, 0, "走访人", err) &&
	       xlsx_text(x, 0, 1, XLSX_HEAD, 0, "走访日期", err) &&
	       xlsx_text(x, 0, 2, XLSX_HEAD, 0, "方式", err) &&
	       xlsx_text(x, 0, 3, XLSX_HEAD, 0, "费用", err) &&
	       xlsx_text(x, 1, 0, XLSX_TEXT, 0, "W-0001", err) &&
	       xlsx_date(x, 1, 1, 0, 20000, err) &&
	       xlsx_number(x, 1, 2, XLSX_NUMBER, 0, 2, 0, err) &&
	       xlsx_number(x, 1, 3, XLSX_MONEY, 0, 1250, 2, err) &&
	       xlsx_close(x, NULL, NULL, err);
}

static void
import_sheet(const char *path, const char *form, const char *sheet,
    const char *want, const char *want_lines)
{
	struct import_options o = {
	    .path = path, .sheet = sheet, .partial = true};
	struct import_result result = {0};
	struct err err = {0};
	char *got, *test = mem_printf("import: sheet %s", sheet ? sheet : "");

	buf_clear(&lines);
	if (import_run(w.forms, walk_form(&w, form), &o, &result, refused, &err))
		got = mem_printf("%d %d %d %d", (int)result.rows,
		    (int)result.added, (int)result.changed,
		    (int)result.refused);
	else
		got = mem_strdup(err.text);
	is(got, want, test);
	is(buf_string(&lines), want_lines, test);
	free(result.rejects);
	free(got);
	free(test);
	err_done(&err);
}

static void
test_workbook(void)
{
	char *path = path_join(w.dir, "import.xlsx");

	if (!ok(write_workbook(path, &w.err), "import: a workbook"))
		printf("# %s\n", w.err.text);
	import_sheet(path, "walker", "名册", "2 1 0 1",
	    "F:5: 证件号: C5格的证件号被表格软件改坏：1.101011990010101E+17，"
	    "请按文本重填 [id_mangled]");
	import_sheet(path, "walk", "走访", "1 1 0 0", "");
	is_int(count("walk", "walked_on=2024-10-04"), 1,
	    "import: a date of a workbook");
	is_int(count("walk", "cost=12.50"), 1, "import: money of a workbook");
	import_sheet(path, "walk", "没有",
	    "没有「没有」这张工作表；有：说明、名册、走访", "");
	unlink(path);
	free(path);
}

int
main(void)
{
	walk_open(&w);
	ticks = -1;
	test_headers();
	test_keys();
	test_refusals();
	test_change();
	test_stop();
	test_map();
	test_masked();
	test_workbook();
	walk_close(&w);
	buf_done(&lines);
	return done();
}
