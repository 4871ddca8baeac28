/*
 * The arithmetic of paper that all formats share: trees of heads and the
 * line of signatures.
 */
#include "sheet/layout.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"

static const char *const format_words[] = {
    [LAYOUT_TEXT] = "text",
    [LAYOUT_NUMBER] = "number",
    [LAYOUT_MONEY] = "money",
    [LAYOUT_SCORE] = "score",
    [LAYOUT_DATE] = "date",
    [LAYOUT_ID] = "id",
    [LAYOUT_PERCENT] = "percent",
};

const char *
layout_format_word(enum layout_format format)
{
	return format == LAYOUT_SEQUENCE ? "number" : format_words[format];
}

bool
layout_format_read(const char *word, enum layout_format *format)
{
	size_t i;

	for (i = 0; i < sizeof(format_words) / sizeof(*format_words); i++)
		if (!strcmp(word, format_words[i])) {
			*format = (enum layout_format)i;
			return true;
		}
	return false;
}

void
layout_column_done(struct layout_column *column)
{
	int i;

	for (i = 0; i < LAYOUT_DEPTH; i++) {
		free(column->head[i]);
		column->head[i] = NULL;
	}
}

void
layout_chart_done(struct layout_chart *chart)
{
	free(chart->title);
	free(chart->values);
	memset(chart, 0, sizeof(*chart));
}

void
layout_column_letters(size_t column, char out[4])
{
	char reversed[4];
	int at = 0, to = 0;

	for (column++; column > 0 && at < 3; column = (column - 1) / 26)
		reversed[at++] = (char)('A' + (column - 1) % 26);
	while (at > 0)
		out[to++] = reversed[--at];
	out[to] = '\0';
}

bool
layout_head_read(struct layout_column *column, const char *path)
{
	int level;

	layout_column_done(column);
	for (level = 0; level < LAYOUT_DEPTH; level++) {
		size_t size = strcspn(path, "/");

		if (!size)
			return false;
		column->head[level] = mem_strndup(path, size);
		path += size;
		if (!*path)
			return true;
		path++;
	}
	return false;
}

void
layout_done(struct layout *layout)
{
	size_t i;

	free(layout->name);
	free(layout->title);
	free(layout->organ);
	free(layout->day);
	free(layout->unit);
	for (i = 0; i < layout->below_count; i++)
		free(layout->below[i]);
	free(layout->below);
	free(layout->sign);
	free(layout->foot);
	free(layout->empty);
	free(layout->columns);
	memset(layout, 0, sizeof(*layout));
}

void
layout_add_below(struct layout *layout, const char *text)
{
	if (!text || !*text)
		return;
	layout->below = mem_resize(
	    layout->below, layout->below_count + 1, sizeof(*layout->below));
	layout->below[layout->below_count++] = mem_strdup(text);
}

/* Heads are one when they and all above them are the same. */
static bool
head_same(const struct layout *layout, size_t a, size_t b, int level)
{
	int i;

	for (i = 0; i <= level; i++) {
		const char *left = layout->columns[a]->head[i];
		const char *right = layout->columns[b]->head[i];

		if (!left || !right || strcmp(left, right))
			return false;
	}
	return true;
}

static bool
head_is_leaf(const struct layout *layout, size_t column, int level)
{
	return level == layout->depth - 1 ||
	       !layout->columns[column]->head[level + 1];
}

bool
layout_head_span(const struct layout *layout, size_t column, int level,
    size_t *last_column, int *last_level, const char **text)
{
	const char *head = layout->columns[column]->head[level];
	bool leaf = head_is_leaf(layout, column, level);

	*last_column = column;
	*last_level = level;
	*text = head ? head : "";
	if (!head)
		return false;
	if (leaf) {
		*last_level = layout->depth - 1;
		return true;
	}
	if (column > 0 && head_same(layout, column - 1, column, level) &&
	    !head_is_leaf(layout, column - 1, level))
		return false;
	while (*last_column + 1 < layout->count &&
	       head_same(layout, column, *last_column + 1, level) &&
	       !head_is_leaf(layout, *last_column + 1, level))
		++*last_column;
	return true;
}

void
layout_widen(const struct layout *layout, int *widths, int gap)
{
	int level;
	size_t i, j;

	for (level = 0; level < layout->depth; level++)
		for (i = 0; i < layout->count; i++) {
			size_t to;
			int down, room = -gap, lack;
			const char *text;

			if (!layout_head_span(
				layout, i, level, &to, &down, &text) ||
			    head_is_leaf(layout, i, level))
				continue;
			for (j = i; j <= to; j++)
				room += widths[j] + gap;
			lack = text_width(text) - room;
			for (j = i; lack > 0; j = j == to ? i : j + 1, lack--)
				widths[j]++;
		}
}

static size_t
words_count(const char *words)
{
	size_t count = 0;

	while (*(words += strspn(words, " "))) {
		count++;
		words += strcspn(words, " ");
	}
	return count;
}

/* Ideographic blanks: in print an ordinary one is a quarter as wide. */
void
layout_sign_line(struct buf *out, const char *words, int cells)
{
	size_t count = words_count(words);
	int each = count ? cells / (int)count : 0;

	while (*(words += strspn(words, " "))) {
		size_t size = strcspn(words, " ");
		char *word = mem_strndup(words, size);
		int room = each - text_width(word) - 2;

		buf_add_string(out, word);
		buf_add_string(out, "：");
		words += size;
		if (words[strspn(words, " ")])
			for (room = room < 4 ? 4 : room; room > 0; room -= 2)
				buf_add_string(out, "\343\200\200");
		free(word);
	}
}

int
layout_head_width(const struct layout_column *column)
{
	int level, width = 0;

	/* the lowest head must fit; those above have room beside it */
	for (level = 0; level < LAYOUT_DEPTH && column->head[level]; level++)
		width = text_width(column->head[level]);
	return width;
}
