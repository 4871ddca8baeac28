/* Key scripts, against a host that has no book: no crash, no hang, and a
 * script that cannot be played says why. */
#include "replay.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "ui/draw.h"
#include "ui/script.h"

static bool
stub_open(void *data, const struct script_start *start, struct err *err)
{
	*(bool *)data = true;
	return strcmp(start->book, "missing") != 0 ||
	       err_set(err, ERR_WORLD, "没有这个账本");
}

static bool
stub_feed(void *data, const struct event *event, struct err *err)
{
	(void)data;
	(void)err;
	return event->kind != EVENT_HANGUP;
}

static void
stub_draw(void *data)
{
	(void)data;
	draw_clear();
	draw_flush();
}

static bool
stub_count(void *data, const char *form, const char *filter, int64_t *rows,
    struct err *err)
{
	(void)data;
	(void)form;
	(void)filter;
	(void)err;
	*rows = 0;
	return true;
}

/* The script is a file; the fuzzer's bytes go through one of our own. */
static char path[64];

static void
leave(void)
{
	unlink(path);
}

static bool
put(const uint8_t *bytes, size_t size)
{
	FILE *file;
	bool good;

	if (!*path) {
		snprintf(path, sizeof(path), "/tmp/fuzz-script-XXXXXX");
		close(mkstemp(path));
		atexit(leave);
	}
	file = fopen(path, "w");
	good = file && fwrite(bytes, 1, size, file) == size;
	return file && fclose(file) == 0 && good;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static FILE *nowhere;
	bool opened = false;
	struct script_host host = {.data = &opened,
	    .open = stub_open,
	    .feed = stub_feed,
	    .draw = stub_draw,
	    .count = stub_count};
	struct err err = {0};

	if (!nowhere && !(nowhere = fopen("/dev/null", "w")))
		abort();
	/* The files a script names stay out of this. */
	if (memmem(bytes, size, ":paste", 6) || !put(bytes, size))
		return 0;
	if (script_play(path, false, &host, nowhere, &err) == err_is_set(&err))
		abort();
	err_done(&err);
	return 0;
}

REPLAY("tests/fuzz/script")
