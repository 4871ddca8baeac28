/*
 * Rows first: a report that compares reads them.  Then the files, each made
 * aside as any other and taken into the book.
 */
#include "sheet/export_seal.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "record/record.h"
#include "sheet/export_file.h"
#include "sheet/export_job.h"
#include "sheet/export_words.h"
#include "sheet/package.h"
#include "sheet/row_keeper.h"
#include "sheet/sealed_rows.h"
#include "sheet/sheet_offices.h"
#include "store/digest.h"
#include "store/handed.h"

#define FILE_LIMIT ((size_t)250 << 20) /* what a row of the book can hold */

struct sealing {
	struct forms *forms;
	const char *month;
	const char *seal;
	int64_t round;
	struct sealed_rows rows;
};

typedef bool seal_act(struct sealing *, struct export_job *,
    const struct exportdef *, struct err *);

static bool
includes_others(const struct exportdef *def)
{
	size_t i;

	for (i = 0; i < def->count; i++)
		if (def->sheets[i].include)
			return true;
	return false;
}

static bool
rows_keep(struct sealing *s, struct export_job *job,
    const struct exportdef *def, struct err *err)
{
	struct row_keeper keeper = {.book = forms_book(s->forms),
	    .month = s->month,
	    .report = def->name,
	    .title = job->title,
	    .round = s->round};
	struct layout_sink sink;
	bool fine;

	if (def->compares || includes_others(def))
		return true;
	row_keeper_sink(&keeper, &sink);
	fine = export_job_run(job, def, &sink, err);
	row_keeper_done(&keeper);
	return fine;
}

/* Aside beside the book, where there is room for what the book will hold, and
 * by its name: whoever opens it next takes away what a kill left. */
static bool
bytes_make(struct sealing *s, struct export_job *job,
    const struct exportdef *def, struct buf *bytes, struct err *err)
{
	const char *book = db_path(forms_book(s->forms)->db);
	char *aside = NULL;
	bool fine;
	int fd;

	if (!strcmp(book, ":memory:"))
		book = "/tmp/jieban.seal";
	if (!path_aside_open(book, &aside, &fd, err))
		return false;
	close(fd);
	fine = export_file_fill(job, def, aside, err) &&
	       path_read(aside, FILE_LIMIT, bytes, err);
	path_aside_drop(&aside);
	return fine;
}

static bool
file_keep(struct sealing *s, struct export_job *job,
    const struct exportdef *def, struct err *err)
{
	const char *ending = export_words_ending(job->options->format);
	struct handed h = {.report = def->name,
	    .title = job->title,
	    .day = job->as_of,
	    .format = ending};
	struct buf bytes = {0};
	char hex[65], *name, *file;
	bool fine = bytes_make(s, job, def, &bytes, err);

	if (!fine) {
		buf_done(&bytes);
		return false;
	}
	digest_bytes(bytes.text, bytes.size, hex);
	name = export_words_file(job, def);
	h.file = file = mem_printf("%s.%s", name, ending);
	h.sha256 = hex;
	h.rows = job->rows;
	fine = handed_keep(forms_book(s->forms), &h, s->round, bytes.text,
	    bytes.size, err);
	free(file);
	free(name);
	buf_done(&bytes);
	return fine;
}

/* What the report is made of, for the package.  A district's months are
 * those of its offices: they are not packed a second time. */
static bool
fields_keep(struct sealing *s, struct export_job *job,
    const struct exportdef *def, struct err *err)
{
	return sealed_rows_keep(&s->rows, job, def, err);
}

static bool
report_do(struct sealing *s, const char *name, enum export_format format,
    seal_act *act, struct err *err)
{
	struct export_options options = {
	    .month = s->month, .format = format, .seal = s->seal};
	struct export_job job;
	struct exportdef *def;
	bool fine;

	if (!export_job_init(&job, s->forms, &options, err))
		return false;
	fine = exportdef_load_on(&def, s->forms, name, job.as_of, err);
	if (fine) {
		job.home = s->forms;
		job.title = export_words_fill(&job, def->title);
		fine = act(s, &job, def, err);
		if (!fine)
			err_context(err, "%s", def->name);
		exportdef_free(def);
	}
	export_job_done(&job);
	return fine;
}

static bool
reports_do(struct sealing *s, enum export_format format, seal_act *act,
    struct err *err)
{
	struct export_name *names = NULL;
	size_t count = 0, i;
	bool fine = exports_names(s->forms, &names, &count, err);

	for (i = 0; fine && i < count; i++)
		if (names[i].monthly)
			fine = report_do(s, names[i].name, format, act, err);
	exports_names_free(names, count);
	return fine;
}

static bool
package_do(struct sealing *s, struct err *err)
{
	int64_t offices = 0;
	bool is = false, fine;

	if (!package_possible(s->forms, &is, err) ||
	    !sheet_offices_count(
		forms_book(s->forms)->db, s->month, &offices, err))
		return false;
	if (!is || offices)
		return true;
	fine = package_begin(s->forms, &s->rows, err) &&
	       reports_do(s, EXPORT_TEXT, fields_keep, err) &&
	       package_seal(s->forms, &s->rows, s->month, s->round, s->seal,
		   err);
	sealed_rows_done(&s->rows);
	return fine;
}

bool
export_seal(struct forms *forms, const char *month, const char *seal,
    struct err *err)
{
	struct sealing s = {.forms = forms, .month = month, .seal = seal};
	int format;
	bool fine;

	fine = handed_rounds(forms_book(forms), month, &s.round, err);
	s.round++;
	lang_pause(true);
	fine = fine && reports_do(&s, EXPORT_TEXT, rows_keep, err);
	for (format = EXPORT_XLSX; fine && format <= EXPORT_TEXT; format++)
		fine = reports_do(
		    &s, (enum export_format)format, file_keep, err);
	fine = fine && package_do(&s, err);
	lang_pause(false);
	return fine;
}

/* One past all that were handed in, so that it is the latest. */
bool
export_seal_draft(struct book *scratch, void *data, struct err *err)
{
	struct sealing s = {.month = data};
	bool fine;

	if (!handed_rounds(scratch, s.month, &s.round, err))
		return false;
	s.round++;
	s.forms = forms_new(scratch);
	lang_pause(true);
	fine = reports_do(&s, EXPORT_TEXT, rows_keep, err);
	lang_pause(false);
	forms_free(s.forms);
	return fine;
}
