/*
 * Which part of a field is shown and where its caret stands.  Owns only the
 * arithmetic of cells; must not change the text.
 */
#include "record/textedit.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"

static int
width_between(const struct textedit *e, size_t from, size_t to)
{
	char *part = mem_strndup(e->text + from, to - from);
	int cells = text_width(part);

	free(part);
	return cells;
}

void
textedit_view(struct textedit *e, int cells, size_t *from, int *caret)
{
	size_t at = 0, start = 0;
	int width;

	if (cells < 1)
		cells = 1;
	if (e->scroll > e->cursor)
		e->scroll = e->cursor;
	/* Back to the beginning as soon as everything fits. */
	if (width_between(e, 0, e->size) < cells)
		e->scroll = 0;
	/* The scroll must stay between clusters, whatever was typed. */
	while (at < e->scroll && at < e->size) {
		start = at;
		at += text_cluster(e->text + at);
	}
	start = at > e->scroll ? start : at;
	width = width_between(e, start, e->cursor);
	while (start < e->cursor && width > cells - 1) {
		at = start + text_cluster(e->text + start);
		width -= width_between(e, start, at);
		start = at;
	}
	e->scroll = start;
	*from = start;
	*caret = width;
	if (*caret > cells - 1)
		*caret = cells - 1;
}

/* Bytes of the wrapped row that begins at `from`, and where the next begins
 * (behind the end when it was the last). */
static size_t
row_size(const struct textedit *e, int cells, size_t from, size_t *next)
{
	size_t end = from, fit;
	int used;

	while (end < e->size && e->text[end] != '\n')
		end++;
	/* One cell stays free for the caret. */
	fit = text_fit(e->text + from, cells > 2 ? cells - 1 : 2, &used);
	if (from + fit >= end) {
		*next = end + 1;
		return end - from;
	}
	if (fit == 0)
		fit = text_cluster(e->text + from);
	*next = from + fit;
	return fit;
}

bool
textedit_line(
    const struct textedit *e, int cells, int row, size_t *from, size_t *size)
{
	size_t at = 0, next;

	for (int i = 0; at <= e->size; i++) {
		size_t bytes = row_size(e, cells, at, &next);

		if (i == row) {
			*from = at;
			*size = bytes;
			return true;
		}
		at = next;
	}
	return false;
}

void
textedit_place(const struct textedit *e, int cells, int *row, int *column)
{
	size_t at = 0, next;

	*row = 0;
	for (;;) {
		size_t bytes = row_size(e, cells, at, &next);

		if (e->cursor < next || next > e->size) {
			size_t to =
			    e->cursor < at + bytes ? e->cursor : at + bytes;

			*column = width_between(e, at, to);
			return;
		}
		at = next;
		++*row;
	}
}
