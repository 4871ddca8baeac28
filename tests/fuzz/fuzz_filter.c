/* Words of a filter, one a line: no crash, and no word becomes SQL. */
#include "walk.h"

#include "replay.h"

#include "record/rowset.h"

static struct walk_book w;

static void
try_words(const struct formdef *form, char *line)
{
	struct query q = {.form = form, .list = formdef_list(form, NULL)};
	struct filter *filter = filter_new(form);
	struct err err = {0};
	int64_t count;
	bool good = true;

	while (good && line) {
		char *next = strchr(line, '\n');

		if (next)
			*next++ = '\0';
		good = filter_add(filter, w.forms, line, &err);
		line = next;
	}
	for (size_t i = 0; i < filter_chips(filter); i++)
		free(filter_chip(filter, w.forms, i));
	q.filter = filter;
	/* What was accepted must be SQL that SQLite accepts. */
	if (good && !rowset_count(w.forms, &q, &count, &err)) {
		printf("# %s %s\n", err.text, err.detail ? err.detail : "");
		abort();
	}
	if (!good && !err_is_set(&err))
		abort();
	err_done(&err);
	filter_free(filter);
}

static void
leave(void)
{
	walk_close(&w);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	char *text = mem_strndup((const char *)bytes, size), *again;

	if (!w.forms) {
		walk_open(&w);
		atexit(leave);
		if (!walk_add(&w, "walker", "name=王芳;phone=13812345678") ||
		    !walk_add(&w, "walk",
			"code=A1;walker=王芳;walked_on=2026-03-01;kind=1"))
			abort();
	}
	again = mem_strdup(text);
	try_words(walk_form(&w, "walk"), text);
	try_words(walk_form(&w, "walker"), again);
	free(again);
	free(text);
	return 0;
}

REPLAY("tests/fuzz/filter")
