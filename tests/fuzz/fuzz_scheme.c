/* Scheme files: no crash, and a scheme that is taken is written as a file
 * that is taken again. */
#include "replay.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "pay/scheme.h"
#include "record/ini.h"
#include "store/book.h"

static struct book book;

static void
leave(void)
{
	book_close(&book);
}

static void
open_book(void)
{
	static char source[] = ".";
	static char *dirs[] = {source};
	struct data_dirs data = {dirs, 1};
	struct err err = {0};

	if (!book_open(&book, NULL, DB_MEMORY, &data, &err)) {
		printf("# %s\n", err.text);
		abort();
	}
	atexit(leave);
}

/* The lines point into the ini. */
static struct scheme_file
lines_of(const struct ini *ini)
{
	struct scheme_file file = {.path = "fuzz.ini"};
	struct scheme_line *lines = NULL;

	for (size_t s = 0; s < ini_sections(ini); s++) {
		const char *section = ini_section(ini, s);
		size_t keys = ini_keys(ini, section);

		lines = mem_resize(
		    lines, file.count + keys + 1, sizeof(*lines));
		if (!keys)
			lines[file.count++] =
			    (struct scheme_line){section, NULL, NULL, 1};
		for (size_t k = 0; k < keys; k++) {
			const char *key = ini_key(ini, section, k);

			lines[file.count++] = (struct scheme_line){section,
			    key, ini_get(ini, section, key), 1};
		}
	}
	file.lines = lines;
	return file;
}

static bool
load(const char *text, size_t size, struct buf *saved, struct err *err)
{
	struct scheme_file file;
	struct ini *ini = NULL;
	char *code = NULL;
	bool good;

	if (!ini_load_text(&ini, "fuzz.ini", text, size, err)) {
		ini_free(ini);
		return false;
	}
	file = lines_of(ini);
	good = scheme_load(&book, &file, &code, err) &&
	       scheme_save(&book, code, saved, err);
	free((void *)file.lines);
	free(code);
	ini_free(ini);
	return good;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct buf once = {0}, twice = {0};
	struct err err = {0};
	bool repeated, good;

	if (!book.db)
		open_book();
	if (!book_change_begin(&book, "load", "试", NULL, &repeated, &err))
		abort();
	good = load((const char *)bytes, size, &once, &err);
	book_change_drop(&book);
	if (good == err_is_set(&err))
		abort();
	err_done(&err);
	if (good) {
		if (!book_change_begin(
			&book, "load", "试", NULL, &repeated, &err) ||
		    !load(once.text, once.size, &twice, &err)) {
			printf("# %s\n%s\n", err.text, once.text);
			abort();
		}
		book_change_drop(&book);
		if (twice.size != once.size ||
		    memcmp(once.text, twice.text, once.size))
			abort();
	}
	buf_done(&once);
	buf_done(&twice);
	return 0;
}

REPLAY("tests/fuzz/scheme")
