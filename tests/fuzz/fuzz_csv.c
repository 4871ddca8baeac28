/* CSV from anywhere: no crash, and what is read, written and read again is
 * the same. */
#include "replay.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "sheet/csv.h"

static void
read_into(struct buf *out, const char *name, const char *bytes, size_t size,
    bool *good)
{
	struct err err = {0};
	struct csv *csv;
	const char *const *cells;
	size_t count;

	*good = csv_open_bytes(&csv, name, bytes, size, &err);
	while (*good && (*good = csv_next(csv, &cells, &count, &err)) && count) {
		for (size_t i = 0; i < count; i++) {
			if (!text_valid(cells[i], strlen(cells[i])))
				abort();
			csv_add_cell(out, cells[i], i == 0, true);
		}
		csv_end_row(out);
	}
	if (!*good && !err_is_set(&err))
		abort();
	csv_close(csv);
	err_done(&err);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct buf once = {0}, twice = {0};
	bool good;

	/* The mark keeps what is read again from being taken for another
	 * encoding, the first comma from being taken for a tab. */
	buf_add_string(&once, "\xef\xbb\xbf,\n");
	read_into(&once, "a.csv", (const char *)bytes, size, &good);
	if (good) {
		buf_add_string(&twice, "\xef\xbb\xbf");
		read_into(&twice, "b.csv", once.text, once.size, &good);
		if (!good || twice.size != once.size ||
		    memcmp(twice.text, once.text, once.size))
			abort();
	}
	buf_done(&once);
	buf_done(&twice);
	return 0;
}

REPLAY("tests/fuzz/csv")
