/*
 * From a report to a file that can be believed: written aside in the
 * target's folder, closed, read back and compared, synced, renamed.
 */
#include "sheet/export.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/path.h"
#include "record/record.h"
#include "store/digest.h"
#include "sheet/csv_sheet.h"
#include "sheet/export_job.h"
#include "sheet/text_sheet.h"
#include "sheet/xlsx_check.h"
#include "sheet/xlsx_sheet.h"

#define ROWS_IN_PLACE 2000  /* more rows are read from a private copy */
#define ROWS_IN_MEMORY 4000 /* more rows leave memory as they are written */
#define BYTES_OF_ROW 1024   /* in the temporary file and the zip, amply */
#define PAGE_BYTES (1024L * 1024)

static const char *const endings[] = {"xlsx", "csv", "txt"};

/* The library may lose rows without a word when the disk fills up. */
static bool
room_check(const char *target, int64_t rows, struct err *err)
{
	char *folder = path_dir(target);
	struct statvfs fs;
	uint64_t need = (uint64_t)rows * BYTES_OF_ROW + PAGE_BYTES;
	bool fine = true;

	if (statvfs(folder, &fs) == 0 &&
	    (uint64_t)fs.f_bavail * fs.f_frsize < need)
		fine = err_set(err, ERR_WORLD,
		    "磁盘空间不够：%s 至少要有 %" PRIu64 " MB", folder,
		    need / PAGE_BYTES + 1);
	free(folder);
	return fine;
}

static bool
book_fill(struct export_job *job, const struct exportdef *def,
    const char *aside, bool constant, struct xlsx_sum **sums, size_t *count,
    struct err *err)
{
	struct xlsx_options options = {.title = job->title,
	    .author = job->organ,
	    .created = job->as_of,
	    .constant = constant};
	struct layout_sink sink;
	struct xlsx_sheet *sheet;
	struct xlsx *x;
	bool fine;

	if (!xlsx_open(&x, aside, &options, err))
		return false;
	sheet = xlsx_sheet_new(x);
	xlsx_sheet_sink(sheet, &sink);
	fine = export_job_run(job, def, &sink, err);
	xlsx_sheet_free(sheet);
	if (!fine) {
		xlsx_drop(x);
		return false;
	}
	return xlsx_close(x, sums, count, err);
}

static bool
xlsx_make(struct export_job *job, const struct exportdef *def,
    const char *target, struct err *err)
{
	struct xlsx_sum *sums = NULL;
	int64_t rows = 0;
	size_t count = 0;
	char *aside = NULL;
	bool fine;
	int fd;

	if (!export_job_count(job, def, &rows, err) ||
	    !room_check(target, rows, err) ||
	    !path_aside_open(target, &aside, &fd, err))
		return false;
	close(fd);
	fine = book_fill(job, def, aside, rows > ROWS_IN_MEMORY, &sums, &count,
		   err) &&
	       xlsx_check(aside, sums, count, err) &&
	       path_aside_commit(&aside, target, err);
	if (aside)
		path_aside_drop(&aside);
	free(sums);
	return fine;
}

static bool
csv_make(struct export_job *job, const struct exportdef *def, struct buf *out,
    struct err *err)
{
	struct csv_sheet *sheet = csv_sheet_new(out);
	struct layout_sink sink;
	bool fine;

	csv_sheet_sink(sheet, &sink);
	fine = export_job_run(job, def, &sink, err);
	csv_sheet_free(sheet);
	return fine;
}

static bool
text_make(struct export_job *job, const struct exportdef *def, struct buf *out,
    struct err *err)
{
	struct text_sheet *sheet = text_sheet_new(out);
	struct layout_sink sink;
	bool fine;

	text_sheet_sink(sheet, &sink);
	fine = export_job_run(job, def, &sink, err);
	text_sheet_free(sheet);
	return fine;
}

static bool
file_make(struct export_job *job, const struct exportdef *def,
    const char *target, struct err *err)
{
	struct buf out = {0};
	bool fine;

	if (job->options->format == EXPORT_XLSX)
		return xlsx_make(job, def, target, err);
	fine = (job->options->format == EXPORT_CSV
		       ? csv_make(job, def, &out, err)
		       : text_make(job, def, &out, err)) &&
	       path_write(target, buf_string(&out), out.size, err);
	buf_done(&out);
	return fine;
}

static char *
target_make(const struct export_job *job, const struct exportdef *def)
{
	const char *out = job->options->out;
	size_t size = out ? strlen(out) : 0;
	char *name, *file, *target;

	if (size && out[size - 1] != '/' && !path_is_dir(out))
		return mem_strdup(out);
	name = export_job_file(job, def);
	file = mem_printf("%s.%s", name, endings[job->options->format]);
	target = path_join(size ? out : ".", file);
	free(name);
	free(file);
	return target;
}

/* Personal numbers in full leave a trace: who, why, which file. */
static bool
purpose_keep(struct export_job *job, const char *target, struct err *err)
{
	struct book *book = forms_book(job->home);
	char hex[65], *reason;
	bool repeated, fine;

	if (!job->options->purpose || book->read_only)
		return true;
	if (!digest_file(target, hex, err))
		return false;
	reason = mem_printf("%s：%s %" PRId64 "行 SHA-256 %s",
	    job->options->purpose, path_name(target), job->rows, hex);
	fine = book_change_begin(book, "export", reason, NULL, &repeated, err);
	if (fine && !book_change_end(book, err)) {
		book_change_drop(book);
		fine = false;
	}
	free(reason);
	return fine;
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

static bool
job_finish(struct export_job *job, const struct exportdef *def, char **made,
    struct err *err)
{
	char *target;

	job->title = export_job_fill(job, def->title);
	target = target_make(job, def);
	if (!file_make(job, def, target, err) ||
	    !purpose_keep(job, target, err)) {
		free(target);
		return false;
	}
	if (made)
		*made = target;
	else
		free(target);
	return true;
}

/* The report over one set of forms; home is the book that keeps the trace. */
static bool
write_over(struct forms *forms, struct forms *home, const char *name,
    const struct export_options *options, char **made, struct err *err)
{
	struct export_job job;
	struct exportdef *def;
	bool fine;

	if (!exportdef_load(&def, forms, name, NULL, NULL, err))
		return false;
	fine = export_job_init(&job, forms, options, def->monthly, err);
	if (fine) {
		job.home = home;
		fine = job_finish(&job, def, made, err);
		export_job_done(&job);
	}
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

	if (!exportdef_load(&def, forms, name, NULL, NULL, err))
		return false;
	fine = export_job_init(&job, forms, options, def->monthly, err);
	if (fine) {
		fine = export_job_count(&job, def, rows, err);
		export_job_done(&job);
	}
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
	    !export_job_init(&job, forms, options, false, err))
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
