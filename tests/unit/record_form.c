/*
 * Forms against the schema: the design's example as an office folder, and
 * a shelf of broken definitions, each with its sentences.
 */
#include "record/formdef.h"

#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/path.h"
#include "record/record.h"
#include "tap.h"

static char visit_dir[] = "tests/fixtures/visit";
static char broken_dir[] = "tests/fixtures/broken";
static char office_dir[] = "tests/fixtures/broken/office";
static char our_dir[] = ".";

static void
open_book(struct book *book, char *office)
{
	char *dirs[] = {office, our_dir};
	struct data_dirs data = {.dirs = dirs, .count = 2};
	struct err err = {0};

	if (!book_open(book, NULL, DB_MEMORY, &data, &err)) {
		printf("Bail out! %s (%s)\n", err.text,
		    err.detail ? err.detail : "");
		exit(1);
	}
}

static void
test_visit(struct forms *forms)
{
	struct err err = {0};
	const struct formdef *form = forms_get(forms, "visit", &err);
	const struct listdef *list;
	const struct field *field;

	if (!ok(form != NULL, "form: the example is read")) {
		printf("# %s\n", err.text);
		return;
	}
	is(form->section, "人员", "form: section");
	is(form->title, "走访", "form: title");
	is(form->table->numbering, "ZF-{year}-{seq:4}", "form: numbering");
	is(form->fields[1].name, "person", "form: a reference drops its _id");
	is_int(form->fields[1].kind, KIND_REFERENCE, "form: and is one");
	is_int(form->fields[2].kind, KIND_DATE, "form: a CHECK makes a date");
	is_int(form->fields[3].kind, KIND_CODE, "form: a code column");
	is(form->fields[3].column->list, "visit_kind", "form: and its list");
	field = formdef_field(form, "时长（分钟）");
	is(field ? field->name : NULL, "minutes", "form: a field by its label");
	field = formdef_field(form, "state");
	ok(field && field->hidden, "form: an unnamed column is hidden");
	is(field ? field->label : NULL, "状态", "form: a usual label");
	ok(formdef_field(form, "version") == NULL,
	    "form: the version is no field");
	is(form->fields[form->count - 1].name, "void_reason",
	    "form: the reason of voiding comes last");
	list = formdef_list(form, NULL);
	is(list->name, "default", "form: the default list is first");
	is_int((long long)list->count, 6, "form: its columns");
	is_int(list->columns[0].width, 12, "form: a width given");
	is_int(list->columns[2].width, 10, "form: a width by kind");
	is_int(list->freeze, 1, "form: columns that stay");
	list = formdef_list(form, "open");
	ok(list && list->count == 6, "form: a list without columns has them");
	is(list->where, "state = 'draft'", "form: a list's condition");
	is(list->sort, "code", "form: a list is sorted by code");
	ok(!formdef_list(form, "none"), "form: an absent list is NULL");
	is(form->label->name, "summary",
	    "form: the first text names a row without a name");
}

static void
test_names(struct forms *forms)
{
	const char *const *names;
	const char *section, *title;
	struct err err = {0};
	size_t count, at = 0, later = 0;

	ok(forms_names(forms, &names, &count, &err), "forms: are listed");
	for (size_t i = 0; i < count; i++) {
		if (!strcmp(names[i], "visit"))
			at = i;
		if (!strcmp(names[i], "code"))
			later = i;
	}
	ok(at > 0 && at < later, "forms: sections come in their order");
	ok(forms_heading(forms, "visit", &section, &title, &err),
	    "forms: a heading is read");
	is(section, "人员", "forms: its section");
	ok(forms_get(forms, "vist", &err) == NULL,
	    "forms: an unknown name is refused");
	is(err.text, "没有「vist」这张表单，是否「visit」",
	    "forms: the nearest is named");
	is_int(err.status, ERR_USAGE, "forms: as a fault of usage");
	err_done(&err);
	ok(forms_of_table(forms, "visit", &err) ==
		forms_get(forms, "visit", &err),
	    "forms: a table finds its form");
}

/* ---- the shelf ---- */

struct faults {
	const char *dir; /* only faults under this are kept */
	struct buf text;
	size_t count;
};

static void
keep_fault(void *data, const struct err *fault)
{
	struct faults *f = data;
	const char *at = strstr(fault->text, f->dir);

	if (!at)
		return;
	buf_printf(&f->text, "%s\n", at + strlen(f->dir) + 1);
	f->count++;
}

/* Each expected line begins a fault, in order. */
static void
compare(const char *expected, struct faults *f, const char *name)
{
	const char *got = buf_string(&f->text);
	size_t wanted = 0;

	for (const char *p = expected; *p; p += strcspn(p, "\n") + 1) {
		char *line = mem_strndup(p, strcspn(p, "\n"));
		size_t size = strlen(line);

		if (!ok(!strncmp(got, line, size), "defs: %s: %s", name, line))
			printf("# got: %.*s\n", (int)strcspn(got, "\n"), got);
		got += strcspn(got, "\n");
		got += *got != '\0';
		wanted++;
		free(line);
	}
	is_int((long long)f->count, (long long)wanted,
	    "defs: as many faults as planted");
	if (f->count != wanted)
		printf("# %s\n", buf_string(&f->text));
}

/* "# expect N: sentence" lines as "file:N: sentence". */
static char *
expectations(const char *text)
{
	struct buf out = {0};

	for (const char *p = text; (p = strstr(p, "# expect ")); p++) {
		buf_add_string(&out, "forms/visit.ini:");
		buf_add(&out, p + 9, strcspn(p + 9, "\n") + 1);
	}
	return buf_take(&out);
}

static void
test_broken(struct book *book, const char *file)
{
	char dir[] = "/tmp/jieban-form-XXXXXX";
	char *from = path_join(broken_dir, file), *forms_dir, *path, *expected;
	struct buf text = {0};
	struct err err = {0};
	struct book other = *book;
	char *dirs[3];
	struct forms *forms;
	struct faults faults = {.dir = dir};

	if (!mkdtemp(dir))
		exit(1);
	forms_dir = path_join(dir, "forms");
	path = path_join(forms_dir, "visit.ini");
	ok(path_make_dirs(forms_dir, &err) &&
		path_read(from, 1 << 20, &text, &err) &&
		path_write(path, text.text, text.size, &err),
	    "defs: %s is laid out", file);
	dirs[0] = dir;
	dirs[1] = visit_dir;
	dirs[2] = our_dir;
	other.data.dirs = dirs;
	other.data.count = 3;
	forms = forms_new(&other);
	ok(!forms_check(forms, keep_fault, &faults, &err),
	    "defs: %s is refused", file);
	is_int(err.status, ERR_CHECK, "defs: with the status of a check");
	expected = expectations(text.text);
	compare(expected, &faults, file);
	free(expected);
	forms_free(forms);
	unlink(path);
	rmdir(forms_dir);
	rmdir(dir);
	err_done(&err);
	buf_done(&faults.text);
	buf_done(&text);
	free(path);
	free(forms_dir);
	free(from);
}

static void
test_shelf(struct book *book)
{
	char **files = path_list(broken_dir, ".ini");

	for (size_t i = 0; files && files[i]; i++)
		test_broken(book, files[i]);
	ok(files && files[0], "defs: the shelf is there");
	path_list_free(files);
}

static void
test_office(void)
{
	struct book book;
	struct forms *forms;
	struct buf expected = {0};
	struct err err = {0};
	struct faults faults = {.dir = "broken/office"};

	open_book(&book, office_dir);
	forms = forms_of_book(&book);
	ok(!forms_check(forms, keep_fault, &faults, &err),
	    "defs: broken declarations are refused");
	err_done(&err);
	ok(path_read("tests/fixtures/broken/office/expected", 1 << 16,
	       &expected, &err),
	    "defs: and expected");
	compare(expected.text, &faults, "office");
	forms_free(forms);
	book_close(&book);
	buf_done(&faults.text);
	buf_done(&expected);
}

int
main(void)
{
	struct book book;
	struct forms *forms;
	struct faults faults = {.dir = "fixtures/visit"};
	struct err err = {0};

	open_book(&book, visit_dir);
	forms = forms_of_book(&book);
	ok(forms == forms_of_book(&book), "forms: one set to a book");
	ok(forms_book(forms) == &book, "forms: and back");
	test_visit(forms);
	test_names(forms);
	if (!forms_check(forms, keep_fault, &faults, &err))
		err_done(&err);
	is_int((long long)faults.count, 0, "defs: the example has no fault");
	printf("# %s\n", buf_string(&faults.text));
	buf_done(&faults.text);
	test_shelf(&book);
	forms_free(forms);
	book_close(&book);
	test_office();
	return done();
}
