/*
 * Workbooks from anywhere: no crash, and each ends with rows or a sentence.
 * Raw bytes are the file as it is; bytes that begin with a digit are one
 * part of a sound workbook, 0 the relations to 5 the cells.
 */
#include "replay.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/path.h"
#include "base/text.h"
#include "sheet/source.h"
#include "sheet/xlsx_reader.h"
#include "zip_make.h"

static char path[64];

static void
forget_file(void)
{
	unlink(path);
}

static void
choose_file(void)
{
	if (*path)
		return;
	snprintf(path, sizeof path, "/tmp/fuzz_xlsx.%ld.xlsx", (long)getpid());
	atexit(forget_file);
}

static bool
take_row(void *data, const struct source_row *row, struct err *err)
{
	int64_t *rows = data;

	(void)err;
	if (row->number < 1 || row->number > XLSX_ROWS ||
	    row->count > XLSX_COLUMNS)
		abort();
	for (size_t i = 0; i < row->count; i++)
		if (!text_valid(row->cells[i], strlen(row->cells[i])))
			abort();
	return ++*rows < 100000;
}

static void
read_sheets(struct err *err)
{
	struct source source;
	int64_t rows = 0, done, all;
	bool found;

	if (!source_open(&source, path, NULL, err))
		return;
	/* The second reading must end as the first did, or with a sentence. */
	if (source.each(&source, take_row, &rows, err) &&
	    !source_other(&source, "甲", take_row, &rows, &found, err) &&
	    !err_is_set(err) && rows < 100000)
		abort();
	source.progress(&source, &done, &all);
	source.close(&source);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct zip_make z = {0};
	struct err err = {0};
	const char *text = (const char *)bytes;

	choose_file();
	if (size && *bytes >= '0' && *bytes < '0' + ZIP_PARTS) {
		zip_workbook(&z, *bytes - (size_t)'0', text + 1, size - 1);
		zip_end(&z);
		text = z.bytes.text;
		size = z.bytes.size;
	}
	if (!path_write(path, text, size, &err))
		abort();
	read_sheets(&err);
	if (err_is_set(&err) && (!err.text || !*err.text))
		abort();
	err_done(&err);
	buf_done(&z.bytes);
	return 0;
}

REPLAY("tests/fuzz/xlsx")
