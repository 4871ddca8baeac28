/* Copies of rows, for a row lives only while it is handed on. */
#include "sheet/import_wait.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { WAITING_MOST = 20000 };

bool
import_wait_add(struct import_wait *w, const struct source_row *row)
{
	const char **cells;
	unsigned char *kinds;

	if (w->count == WAITING_MOST)
		return false;
	cells = mem_array(row->count + 1, sizeof *cells);
	for (size_t i = 0; i < row->count; i++)
		cells[i] = mem_strdup(row->cells[i]);
	w->rows = mem_grow(w->rows, w->count, &w->room, sizeof *w->rows);
	w->rows[w->count] = *row;
	w->rows[w->count].cells = cells;
	if (row->kinds) {
		kinds = mem_array(row->count + 1, 1);
		memcpy(kinds, row->kinds, row->count);
		w->rows[w->count].kinds = kinds;
	}
	w->count++;
	return true;
}

void
import_wait_done(struct import_wait *w)
{
	for (size_t i = 0; i < w->count; i++) {
		struct source_row *row = &w->rows[i];

		for (size_t c = 0; c < row->count; c++)
			free((char *)row->cells[c]);
		free((void *)row->cells);
		free((void *)row->kinds);
	}
	free(w->rows);
	*w = (struct import_wait){0};
}
