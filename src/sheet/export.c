/*
 * From a report to a file that can be believed: written aside in the
 * target's folder, read back, entered into the ledger of what left the
 * office, synced, renamed.
 */
#include "sheet/export.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/path.h"
#include "record/record.h"
#include "sheet/export_file.h"
#include "sheet/export_job.h"
#include "sheet/export_words.h"
#include "store/digest.h"

#define ROWS_IN_PLACE 2000 /* more rows are read from a private copy */

static const char *const endings[] = {"xlsx", "csv", "txt"};

static char *
target_make(const struct export_job *job, const struct exportdef *def)
{
	const char *out = job->options->out;
	size_t size = out ? strlen(out) : 0;
	char *name, *file, *target;

	if (size && out[size - 1] != '/' && !path_is_dir(out))
		return mem_strdup(out);
	name = export_words_file(job, def);
	file = mem_printf("%s.%s", name, endings[job->options->format]);
	target = path_join(size ? out : ".", file);
	free(name);
	free(file);
	return target;
}

/* The right goes with a purpose; a book that nobody may write to keeps no
 * trace, so it shows nothing in full either. */
static bool
purpose_check(
    struct forms *forms, const struct export_options *options, struct err *err)
{
	const struct book *book = forms_book(forms);

	if (!options->purpose)
		return true;
	if (book->read_only)
		return err_refuse(err, "read_only", "",
		    "只读的账本不能导出完整的身份证号等号码：无法留下记录");
	return true;
}

/* Personal numbers in full leave a trace: who, why, which file. */
static bool
purpose_keep(struct export_job *job, const char *aside, const char *target,
    struct err *err)
{
	struct book *book = forms_book(job->home);
	char hex[65], *reason;
	bool repeated, fine;

	if (!job->options->purpose || book->read_only)
		return true;
	if (!digest_file(aside, hex, err))
		return false;
	reason = mem_printf("%s：%s %lld行 SHA-256 %s", job->options->purpose,
	    path_name(target), (long long)job->rows, hex);
	fine = book_change_begin(book, "export", reason, NULL, &repeated, err);
	if (fine && !book_change_end(book, err)) {
		book_change_drop(book);
		fine = false;
	}
	free(reason);
	return fine;
}

static bool
file_make(struct export_job *job, const struct exportdef *def,
    const char *target, struct err *err)
{
	char *aside = NULL;
	bool fine;
	int fd;

	if (!path_aside_open(target, &aside, &fd, err))
		return false;
	close(fd);
	fine = export_file_fill(job, def, aside, err) &&
	       purpose_keep(job, aside, target, err) &&
	       path_aside_commit(&aside, target, err);
	if (aside)
		path_aside_drop(&aside);
	return fine;
}

static bool
job_finish(struct export_job *job, const struct exportdef *def, char **made,
    struct err *err)
{
	char *target;

	job->title = export_words_fill(job, def->title);
	target = target_make(job, def);
	if (!file_make(job, def, target, err)) {
		free(target);
		return false;
	}
	if (made)
		*made = target;
	else
		free(target);
	return true;
}

/* The day first: which look a report has depends on it. */
static bool
job_begin(struct export_job *job, struct exportdef **def, struct forms *forms,
    const char *name, const struct export_options *options, struct err *err)
{
	if (!export_job_init(job, forms, options, err))
		return false;
	if (exportdef_load_on(def, forms, name, job->as_of, err)) {
		if ((*def)->monthly)
			export_job_month(job);
		return true;
	}
	export_job_done(job);
	return false;
}

/* The report over one set of forms; home is the book that keeps the trace. */
static bool
write_over(struct forms *forms, struct forms *home, const char *name,
    const struct export_options *options, char **made, struct err *err)
{
	struct export_job job;
	struct exportdef *def;
	bool fine;

	if (!job_begin(&job, &def, forms, name, options, err))
		return false;
	job.home = home;
	fine = job_finish(&job, def, made, err);
	export_job_done(&job);
	exportdef_free(def);
	return fine;
}

/* How many rows there are to read, so how long a reader would stand in the
 * way of those who write. */
static bool
rows_count(struct forms *forms, const char *name,
    const struct export_options *options, int64_t *rows, struct err *err)
{
	struct export_job job;
	struct exportdef *def;
	bool fine;

	if (!job_begin(&job, &def, forms, name, options, err))
		return false;
	fine = export_job_count(&job, def, rows, err);
	export_job_done(&job);
	exportdef_free(def);
	return fine;
}

/* A long report reads a private copy.  Where none can be made (a read-only
 * medium, a book that is a copy itself) nobody is kept waiting either. */
bool
export_write(struct forms *forms, const char *name,
    const struct export_options *options, char **made, struct err *err)
{
	struct book *book = forms_book(forms), copy = {0};
	struct err no_copy = {0};
	struct forms *copied;
	int64_t rows = 0;
	bool fine;

	if (made)
		*made = NULL;
	if (!purpose_check(forms, options, err) ||
	    !rows_count(forms, name, options, &rows, err))
		return false;
	if (rows <= ROWS_IN_PLACE || book->session.known[0])
		return write_over(forms, forms, name, options, made, err);
	if (!book_open_copy(&copy, book, &no_copy)) {
		if (no_copy.status == ERR_STOPPED) {
			err_move(err, &no_copy);
			return false;
		}
		err_done(&no_copy);
		return write_over(forms, forms, name, options, made, err);
	}
	copied = forms_new(&copy);
	fine = write_over(copied, forms, name, options, made, err);
	forms_free(copied);
	book_close(&copy);
	return fine;
}

/* The list as a definition of one sheet, which borrows its list. */
static void
list_define(const struct query *q, const char *title, struct exportdef *def,
    struct export_sheet *sheet)
{
	const struct field **shown = q->columns;
	size_t count = q->columns ? q->column_count
		       : q->list  ? q->list->count
				  : q->form->count;
	size_t i;

	def->name = def->title = mem_strdup(title ? title : q->form->title);
	def->paper = 9;
	def->landscape = true;
	def->sheets = sheet;
	def->count = 1;
	sheet->name = mem_strdup("清单");
	sheet->sort = mem_strdup(q->sort);
	sheet->form = q->form;
	sheet->list = q->list;
	sheet->freeze = q->list ? q->list->freeze : 0;
	sheet->columns = mem_array(count + 1, sizeof(*sheet->columns));
	exportdef_column(&sheet->columns[sheet->count++], NULL);
	for (i = 0; i < count; i++) {
		const struct field *field = shown ? shown[i]
					    : q->list
						? q->list->columns[i].field
						: &q->form->fields[i];

		if (shown || q->list || !field->hidden)
			exportdef_column(
			    &sheet->columns[sheet->count++], field);
	}
}

bool
export_list(struct forms *forms, const struct query *q, const char *title,
    const struct export_options *options, char **made, struct err *err)
{
	struct export_job job;
	struct exportdef def = {0};
	struct export_sheet sheet = {0};
	size_t i;
	bool fine;

	if (made)
		*made = NULL;
	if (!purpose_check(forms, options, err) ||
	    !export_job_init(&job, forms, options, err))
		return false;
	list_define(q, title, &def, &sheet);
	job.home = forms;
	job.filter = q->filter;
	fine = job_finish(&job, &def, made, err);
	for (i = 0; i < sheet.count; i++)
		layout_column_done(&sheet.columns[i].look);
	free(sheet.columns);
	free(sheet.name);
	free(sheet.sort);
	free(def.title);
	export_job_done(&job);
	return fine;
}
