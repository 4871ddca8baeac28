/* Reports, from definition to file, over made-up records. */
#include "tap.h"

#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/path.h"
#include "record/record.h"
#include "sheet/export.h"
#include "sheet/template.h"
#include "sheet/xlsx_reader.h"
#include "store/book.h"

/* libxlsxwriter 1.1.4 loses the formula of each drop-down list. */
const char *__lsan_default_suppressions(void);

const char *
__lsan_default_suppressions(void)
{
	return "leak:lxw_strdup\n";
}

static char *folder;
static struct book book;

static void
dirs_set(struct data_dirs *data, const char *first)
{
	data->dirs = mem_array(2, sizeof(*data->dirs));
	data->dirs[0] = mem_strdup(first);
	data->dirs[1] = mem_strdup(".");
	data->count = 2;
}

static void
dirs_done(struct data_dirs *data)
{
	free(data->dirs[0]);
	free(data->dirs[1]);
	free(data->dirs);
}

static void
said(struct err *err)
{
	if (err_is_set(err))
		printf("# %s\n", err->text);
	if (err->detail)
		printf("# %s\n", err->detail);
	err_done(err);
}

/* Where a text differs from its golden file; JB_GOLDEN=1 writes the file. */
static void
golden(const char *path, const char *name)
{
	char *want = mem_printf("tests/fixtures/sheet/%s.golden", name);
	struct buf left = {0}, right = {0};
	struct err err = {0};
	bool same;

	if (!path_read(path, 1 << 20, &left, &err))
		said(&err);
	if (getenv("JB_GOLDEN") &&
	    !path_write(want, left.text, left.size, &err))
		said(&err);
	if (!path_read(want, 1 << 20, &right, &err))
		said(&err);
	same = left.size == right.size && left.size &&
	       !memcmp(left.text, right.text, left.size);
	if (!ok(same, "export: %s is as its golden file", name))
		printf("# %s\n", path);
	buf_done(&left);
	buf_done(&right);
	free(want);
}

static char *
write_one(const char *name, struct export_options *options)
{
	struct err err = {0};
	char *made = NULL;

	if (!ok(export_write(forms_of_book(&book), name, options, &made, &err),
		"export: %s is written", name))
		said(&err);
	return made;
}

static void
test_golden(void)
{
	struct export_options options = {
	    .out = folder, .format = EXPORT_TEXT, .organ = "试验街道"};
	char *made = write_one("stays", &options);

	is(path_name(made ? made : ""), "T01-住宿登记表-2026-11-20.txt",
	    "export: the file's name has code, title and day");
	golden(made ? made : "", "stays.txt");
	free(made);
	options.format = EXPORT_CSV;
	made = write_one("stays", &options);
	golden(made ? made : "", "stays.csv");
	free(made);
	options.format = EXPORT_TEXT;
	options.month = "2026-10";
	made = write_one("stay_month", &options);
	is(path_name(made ? made : ""), "T02-按月住宿情况表-2026-10.txt",
	    "export: a monthly report's name has its month");
	golden(made ? made : "", "stay_month.txt");
	free(made);
}

struct seen {
	char *paper, *formula_sum;
	int cells, formulas, dates;
	double sum;
};

static bool
see(void *data, const struct xlsx_cell *cell, struct err *err)
{
	struct seen *seen = data;

	(void)err;
	seen->cells++;
	seen->formulas += cell->formula;
	seen->dates += cell->kind == XLSX_CELL_DATE;
	if (cell->formula)
		seen->sum = cell->number > seen->sum ? cell->number : seen->sum;
	if (strstr(cell->text, "****") && !seen->paper)
		seen->paper = mem_strdup(cell->text);
	return true;
}

static void
test_xlsx(void)
{
	struct export_options options = {.out = folder, .organ = "试验街道"};
	char *made = write_one("package", &options);
	struct err err = {0};
	struct xlsx_reader *reader;
	struct seen seen = {0};

	if (!ok(made && xlsx_reader_open(&reader, made, &err),
		"package: the file can be read")) {
		said(&err);
		free(made);
		return;
	}
	is_int((long long)xlsx_reader_sheets(reader), 4,
	    "package: the sheets of both reports");
	is(xlsx_reader_name(reader, 3), "住宿", "package: in order");
	ok(xlsx_reader_each(reader, 3, see, &seen, &err),
	    "package: the sheet is read");
	is_int(seen.dates, 5, "sheet: days are dates");
	is_int(seen.formulas, 16,
	    "sheet: subtotals of three groups and the total are formulas");
	ok(seen.sum > 1235674.87 && seen.sum < 1235674.89,
	    "sheet: the largest sum has its value");
	ok(!seen.paper, "sheet: nothing to mask");
	ok(xlsx_reader_each(reader, 1, see, &seen, &err),
	    "package: the second sheet is read");
	is(seen.paper, "110105********002X", "sheet: paper number is masked");
	free(seen.paper);
	xlsx_reader_close(reader);
	err_done(&err);
	free(made);
}

static void
test_twice(void)
{
	struct export_options options = {.organ = "试验街道"};
	char *first = path_join(folder, "a.xlsx");
	char *second = path_join(folder, "b.xlsx");
	struct buf left = {0}, right = {0};
	struct err err = {0};

	options.out = first;
	free(write_one("stays", &options));
	options.out = second;
	free(write_one("stays", &options));
	ok(path_read(first, 1 << 20, &left, &err) &&
		path_read(second, 1 << 20, &right, &err) &&
		left.size == right.size &&
		!memcmp(left.text, right.text, left.size),
	    "export: twice the same bytes");
	said(&err);
	buf_done(&left);
	buf_done(&right);
	free(first);
	free(second);
}

static void
test_purpose(void)
{
	struct export_options options = {
	    .out = folder, .format = EXPORT_CSV, .purpose = "上报区人社局"};
	struct err err = {0};
	struct buf text = {0};
	char *made = write_one("stay_month", &options), *reason = NULL;

	ok(made && path_read(made, 1 << 20, &text, &err) &&
		strstr(text.text, "11010519491231002X"),
	    "purpose: numbers stand in full");
	ok(text.text && strstr(text.text, "'=1+1"),
	    "csv: what could be a formula is guarded");
	ok(db_string(book.db, &err, &reason,
	       "SELECT reason FROM change WHERE action = 'export' AND "
	       "reason LIKE '上报%'",
	       "") &&
		reason && strstr(reason, "上报区人社局"),
	    "purpose: kept among the changes");
	said(&err);
	free(reason);
	free(made);
	buf_done(&text);
}

static void
test_list(void)
{
	struct forms *forms = forms_of_book(&book);
	struct err err = {0};
	struct query q = {0};
	struct export_options options = {.out = folder, .format = EXPORT_TEXT};
	char *made = NULL;

	q.form = forms_get(forms, "stay", &err);
	q.list = q.form ? formdef_list(q.form, "november") : NULL;
	if (!ok(q.list && export_list(
			      forms, &q, "十一月/住宿", &options, &made, &err),
		"list: what is shown is written"))
		said(&err);
	is(path_name(made ? made : ""), "十一月_住宿-2026-11-20.txt",
	    "list: no sign of a title leaves the folder");
	if (made)
		golden(made, "list.txt");
	free(made);
}

static void
test_names(void)
{
	struct export_name *names;
	struct err err = {0};
	size_t count, i, stays = 0, month = 0;

	ok(exports_names(forms_of_book(&book), &names, &count, &err),
	    "names: the folders are listed");
	said(&err);
	for (i = 0; i < count; i++) {
		if (!strcmp(names[i].name, "stays"))
			stays = i + 1;
		if (!strcmp(names[i].name, "stay_month"))
			month = i + 1;
	}
	ok(stays && month && month < stays, "names: by order");
	ok(month && names[month - 1].monthly, "names: monthly is told");
	exports_names_free(names, count);
}

static bool
see_row(void *data, const struct xlsx_cell *cell, struct err *err)
{
	(void)err;
	*(int *)data = cell->row;
	return true;
}

/* So many rows leave memory as they are written. */
static void
test_large(void)
{
	struct export_options options = {.out = folder, .organ = "试验街道"};
	struct err err = {0};
	struct xlsx_reader *reader = NULL;
	bool repeated;
	char *made;
	int last = 0;

	ok(book_change_begin(&book, "add", NULL, NULL, &repeated, &err) &&
		db_exec(book.db,
		    "WITH RECURSIVE n(i) AS (SELECT 10 UNION ALL SELECT i + 1 "
		    "FROM n WHERE i < 5009) INSERT INTO stay (code, guest_id, "
		    "arrived_on, kind, nights, price) SELECT "
		    "printf('ZS-%04d', i), 1 + i % 3, '2026-11-03', "
		    "CAST(1 + i % 3 AS TEXT), i % 9, i FROM n",
		    &err) &&
		book_change_end(&book, &err),
	    "large: five thousand rows");
	said(&err);
	made = write_one("stays", &options);
	ok(made && xlsx_reader_open(&reader, made, &err) &&
		xlsx_reader_each(reader, 0, see_row, &last, &err),
	    "large: the file can be read");
	said(&err);
	is_int(last, 4 + 5005 + 3 + 3,
	    "large: rows, three subtotals, the total and what is below");
	xlsx_reader_close(reader);
	free(made);
}

static void
test_template(void)
{
	struct template_options options = {.out = folder};
	struct forms *forms = forms_of_book(&book);
	struct err err = {0};
	const struct formdef *form = forms_get(forms, "stay", &err);
	struct xlsx_reader *reader = NULL;
	struct seen seen = {0};
	char *made = NULL;

	ok(form && template_write(forms, form, &options, &made, &err),
	    "template: is written");
	said(&err);
	is(path_name(made ? made : ""), "stay-template.xlsx",
	    "template: named by its form");
	ok(made && xlsx_reader_open(&reader, made, &err) &&
		xlsx_reader_each(reader, 0, see, &seen, &err),
	    "template: can be read");
	is_int(
	    seen.cells, 9, "template: the fields to be filled are its heads");
	ok(!xlsx_reader_visible(reader, 1), "template: choices are hidden");
	seen.cells = 0;
	ok(xlsx_reader_each(reader, 1, see, &seen, &err),
	    "template: choices can be read");
	is_int(seen.cells, 6, "template: three guests and three kinds");
	said(&err);
	xlsx_reader_close(reader);
	free(made);
	form = forms_get(forms, "stay_by_month", &err);
	ok(form && !template_write(forms, form, &options, NULL, &err),
	    "template: a view cannot be filled");
	err_done(&err);
}

static int faults;

static void
on_fault(void *data, const struct err *err)
{
	struct buf *out = data;

	faults++;
	buf_printf(out, "%s\n", err->text);
}

static void
test_broken(void)
{
	static const char text[] = "[export]\n"
				   "title = \"坏表 {day}\"\n"
				   "monthly = \"maybe\"\n"
				   "colour = \"red\"\n"
				   "[sheet.1]\n"
				   "name = \"a/b\"\n"
				   "source = \"stay.nowhere\"\n"
				   "[sheet.2]\n"
				   "name = \"b\"\n"
				   "source = \"stay\"\n"
				   "columns = \"code nigths kind\"\n"
				   "total = \"kind\"\n";
	static const char sql[] = "[export]\ntitle = \"坏句\"\n[sheet.1]\n"
				  "name = \"a\"\nsource = \"stay\"\n"
				  "where = \"nothing = 1\"\n";
	char *dir = path_join(folder, "exports");
	char *file = path_join(dir, "broken.ini");
	char *other = path_join(dir, "sentence.ini");
	struct buf told = {0};
	struct err err = {0};

	ok(path_make_dirs(dir, &err) &&
		path_write(file, text, sizeof(text) - 1, &err) &&
		path_write(other, sql, sizeof(sql) - 1, &err),
	    "check: two broken definitions");
	free(book.data.dirs[0]);
	book.data.dirs[0] = mem_strdup(folder);
	ok(!exports_check(forms_of_book(&book), on_fault, &told, &err),
	    "check: found");
	ok(err.status == ERR_USAGE, "check: definition files are at fault");
	ok(strstr(buf_string(&told), "broken.ini:2: ") != NULL,
	    "check: an unknown place in the title");
	ok(strstr(buf_string(&told), "broken.ini:3: ") != NULL,
	    "check: neither yes nor no");
	ok(strstr(buf_string(&told), "broken.ini:4: ") != NULL,
	    "check: an unknown key");
	ok(strstr(buf_string(&told), "broken.ini:6: ") != NULL,
	    "check: a name that spreadsheets refuse");
	ok(strstr(buf_string(&told), "broken.ini:7: ") != NULL,
	    "check: no such list");
	ok(strstr(buf_string(&told), "nights") != NULL,
	    "check: the nearest column is named");
	ok(strstr(buf_string(&told), "broken.ini:11: ") != NULL,
	    "check: at its line");
	ok(strstr(buf_string(&told), "sentence.ini") != NULL,
	    "check: a where that SQL refuses");
	if (getenv("VERBOSE"))
		printf("# %s\n", buf_string(&told));
	err_done(&err);
	buf_done(&told);
	unlink(file);
	unlink(other);
	rmdir(dir);
	free(dir);
	free(file);
	free(other);
}

static void
folder_remove(void)
{
	char **names = path_list(folder, "");
	size_t i;

	for (i = 0; names && names[i]; i++) {
		char *path = path_join(folder, names[i]);

		unlink(path);
		free(path);
	}
	path_list_free(names);
	ok(rmdir(folder) == 0, "export: nothing is left behind");
	free(folder);
}

int
main(void)
{
	const char *tmp = getenv("TMPDIR");
	struct data_dirs data;
	struct err err = {0};

	folder = mem_printf("%s/sheet_export.XXXXXX", tmp ? tmp : "/tmp");
	if (!mkdtemp(folder))
		return 1;
	dirs_set(&data, "tests/fixtures/sheet");
	session_set(&book.session.clerk, NULL);
	memcpy(book.session.today, "2026-11-20", 11);
	memcpy(book.session.as_of, "2026-11-20", 11);
	if (!ok(book_open(&book, NULL, DB_MEMORY, &data, &err),
		"book: opens over the made-up records")) {
		said(&err);
		return done();
	}
	memcpy(book.session.today, "2026-11-20", 11);
	memcpy(book.session.as_of, "2026-11-20", 11);
	if (!book_act_as(&book, NULL, &err))
		said(&err);
	test_golden();
	test_xlsx();
	test_twice();
	test_purpose();
	test_list();
	test_names();
	test_template();
	test_large();
	test_broken();
	book_close(&book);
	dirs_done(&data);
	folder_remove();
	return done();
}
