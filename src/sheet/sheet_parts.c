/* A buffer for each worksheet. */
#include "sheet/sheet_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

void
sheet_parts_set(struct sheet_parts *parts, size_t count)
{
	sheet_parts_done(parts);
	parts->parts = mem_array(count + 1, sizeof(*parts->parts));
	parts->count = count;
}

void
sheet_parts_done(struct sheet_parts *parts)
{
	size_t i;

	for (i = 0; i < parts->count; i++)
		buf_done(&parts->parts[i]);
	free(parts->parts);
	memset(parts, 0, sizeof(*parts));
}

void
sheet_parts_join(const struct sheet_parts *parts, struct buf *out)
{
	size_t i;

	for (i = 0; i < parts->count; i++) {
		if (i)
			buf_add_char(out, '\n');
		buf_add(out, buf_string(&parts->parts[i]),
		    parts->parts[i].size);
	}
}
