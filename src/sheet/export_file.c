/*
 * The library may lose rows without a word, so a workbook is read back and
 * compared cell by cell before anybody may have it.
 */
#include "sheet/export_file.h"

#include <stdlib.h>
#include <sys/statvfs.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/path.h"
#include "sheet/csv_sheet.h"
#include "sheet/text_sheet.h"
#include "sheet/xlsx_check.h"
#include "sheet/xlsx_sheet.h"

#define ROWS_IN_MEMORY 4000 /* more rows leave memory as they are written */
#define BYTES_OF_ROW 1024   /* in the temporary file and the zip, amply */
#define PAGE_BYTES (1024L * 1024)

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
		    _("磁盘空间不够：%s 至少要有 %llu MB"), folder,
		    (unsigned long long)(need / PAGE_BYTES + 1));
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
    const char *aside, struct err *err)
{
	struct xlsx_sum *sums = NULL;
	int64_t rows = 0;
	size_t count = 0;
	bool fine;

	fine = export_job_count(job, def, &rows, err) &&
	       room_check(aside, rows, err) &&
	       book_fill(job, def, aside, rows > ROWS_IN_MEMORY, &sums, &count,
		   err) &&
	       xlsx_check(aside, sums, count, err);
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
	csv_sheet_join(sheet);
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
	text_sheet_join(sheet);
	text_sheet_free(sheet);
	return fine;
}

bool
export_file_fill(struct export_job *job, const struct exportdef *def,
    const char *aside, struct err *err)
{
	struct buf out = {0};
	bool fine;

	if (job->options->format == EXPORT_XLSX)
		return xlsx_make(job, def, aside, err);
	fine = (job->options->format == EXPORT_CSV
		       ? csv_make(job, def, &out, err)
		       : text_make(job, def, &out, err)) &&
	       path_write(aside, buf_string(&out), out.size, err);
	buf_done(&out);
	return fine;
}
