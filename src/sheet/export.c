/*
 * From a report to a file that can be believed: written aside in the
 * target's folder, read back, entered into the ledger of what left the
 * office, synced, renamed.
 */
#include "sheet/export.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "record/record.h"
#include "sheet/export_file.h"
#include "sheet/export_job.h"
#include "sheet/export_seal.h"
#include "sheet/export_words.h"
#include "store/digest.h"
#include "store/handed.h"

#define ROWS_IN_PLACE 2000 /* more rows are read from a private copy */

static char *
target_make(const struct export_job *job, const struct exportdef *def)
{
	const char *out = job->options->out;
	size_t size = out ? strlen(out) : 0;
	char *name, *file, *target;

	if (size && out[size - 1] != '/' && !path_is_dir(out))
		return mem_strdup(out);
	name = export_words_file(job, def);
	file = mem_printf("%s.%s", name, export_words_ending(job->options->format));
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
		    _("只读的账本不能导出完整的身份证号等号码：无法留下记录"));
	return true;
}

/* Whatever leaves the office leaves a trace: who, why, which file. */
static bool
log_file(struct export_job *job, const struct exportdef *def, const char *aside,
    const char *target, bool sealed, struct err *err)
{
	struct book *book = forms_book(job->home);
	const struct export_options *options = job->options;
	char hex[65];
	struct handed h = {.report = def->name,
	    .title = job->title,
	    .day = job->as_of,
	    .format = export_words_ending(options->format),
	    .file = path_name(target),
	    .purpose = options->purpose ? options->purpose : options->reason,
	    .rows = job->rows,
	    .sha256 = hex,
	    .in_full = options->purpose != NULL,
	    .sealed = sealed};

	if (job->home != job->forms)
		db_forget_schema(forms_book(job->forms)->db);
	return book->read_only || (digest_file(aside, hex, err) &&
				      handed_log(book, &h, err));
}

/* A closed month: the very bytes that were handed in.  *found tells.  With
 * numbers in full it is another file, and says so. */
static bool
sealed_fill(struct export_job *job, const struct exportdef *def,
    const char *aside, bool *found, struct err *err)
{
	struct buf bytes = {0};
	char *month = mem_strndup(job->as_of, 7), *file = NULL;
	bool fine = true;

	*found = false;
	if (def->monthly)
		fine = handed_find(forms_book(job->forms), month, def->name,
		    export_words_ending(job->options->format), &bytes, &file,
		    &job->rows, err);
	job->remade = file && job->options->purpose;
	if (fine && file && !job->remade) {
		*found = true;
		fine = path_write(
		    aside, buf_string(&bytes), bytes.size, err);
	}
	buf_done(&bytes);
	free(month);
	free(file);
	return fine;
}

static bool
file_make(struct export_job *job, const struct exportdef *def,
    const char *target, struct err *err)
{
	char *aside = NULL;
	bool fine, sealed;
	int fd;

	if (!path_aside_open(target, &aside, &fd, err))
		return false;
	close(fd);
	fine = sealed_fill(job, def, aside, &sealed, err) &&
	       (sealed || export_file_fill(job, def, aside, err)) &&
	       log_file(job, def, aside, target, sealed, err) &&
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

struct need {
	int64_t rows;
	bool compares;
	char month[8];
};

/* How many rows there are to read, so how long a reader would stand in the
 * way of those who write. */
static bool
rows_count(struct forms *forms, const char *name,
    const struct export_options *options, struct need *need, struct err *err)
{
	struct export_job job;
	struct exportdef *def;
	bool fine;

	if (!job_begin(&job, &def, forms, name, options, err))
		return false;
	need->compares = def->compares;
	memcpy(need->month, job.as_of, 7);
	fine = export_job_count(&job, def, &need->rows, err);
	export_job_done(&job);
	exportdef_free(def);
	return fine;
}

/* The rows as they stand, beside those that were handed in. */
static bool
write_compared(struct forms *forms, const char *name,
    const struct export_options *options, const struct need *need, char **made,
    struct err *err)
{
	struct book copy = {0};
	struct forms *copied;
	bool fine;

	if (!book_open_scratch(&copy, forms_book(forms), export_seal_draft,
		(void *)need->month, err))
		return false;
	copied = forms_new(&copy);
	fine = write_over(copied, forms, name, options, made, err);
	forms_free(copied);
	book_close(&copy);
	return fine;
}

static bool
write_copied(struct forms *forms, struct book *copy, const char *name,
    const struct export_options *options, char **made, struct err *err)
{
	struct forms *copied = forms_new(copy);
	bool fine = write_over(copied, forms, name, options, made, err);

	forms_free(copied);
	book_close(copy);
	return fine;
}

/* A long report reads a private copy.  Where none can be made (a read-only
 * medium, a book that is a copy itself) nobody is kept waiting either. */
static bool
write_somewhere(struct forms *forms, const char *name,
    const struct export_options *options, char **made, struct err *err)
{
	struct book *book = forms_book(forms), copy = {0};
	struct err no_copy = {0};
	struct need need = {0};

	if (!rows_count(forms, name, options, &need, err))
		return false;
	if (need.compares && !book->session.known[0])
		return write_compared(forms, name, options, &need, made, err);
	if (need.rows <= ROWS_IN_PLACE || book->session.known[0])
		return write_over(forms, forms, name, options, made, err);
	if (!book_open_copy(&copy, book, &no_copy)) {
		if (no_copy.status == ERR_STOPPED) {
			err_move(err, &no_copy);
			return false;
		}
		err_done(&no_copy);
		return write_over(forms, forms, name, options, made, err);
	}
	return write_copied(forms, &copy, name, options, made, err);
}

bool
export_write(struct forms *forms, const char *name,
    const struct export_options *options, char **made, struct err *err)
{
	struct db *db = forms_book(forms)->db;
	bool fine;

	if (made)
		*made = NULL;
	if (!purpose_check(forms, options, err))
		return false;
	/* every row is looked at once: to keep them would only cost memory */
	db_set_cache(db, DB_CACHE_ONCE);
	lang_pause(true);
	fine = write_somewhere(forms, name, options, made, err);
	lang_pause(false);
	db_set_cache(db, DB_CACHE);
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
	lang_pause(true);
	fine = job_finish(&job, &def, made, err);
	lang_pause(false);
	for (i = 0; i < sheet.count; i++)
		layout_column_done(&sheet.columns[i].look);
	free(sheet.columns);
	free(sheet.name);
	free(sheet.sort);
	free(def.title);
	export_job_done(&job);
	return fine;
}
