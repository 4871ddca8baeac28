/*
 * A row is headers when most of what stands in it is known.  The line above
 * it gives groups, lines below it that are known too are its sub-headers:
 * 全日制教育 over 学历 is 全日制教育学历 first, then 学历.
 */
#include "sheet/import_heads.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "record/ini.h"

enum {
	MOST_ABOVE = 50,  /* rows that may stand above the headers */
	MOST_UNKNOWN = 12 /* headers that a sentence lists */
};

void
import_heads_init(
    struct import_heads *heads, struct import_map *map, const char *kept)
{
	size_t count = map->form->count;

	memset(heads, 0, sizeof *heads);
	heads->map = map;
	heads->kept = kept;
	heads->columns = mem_array(count + 1, sizeof *heads->columns);
	for (size_t i = 0; i < count; i++)
		heads->columns[i] = -1;
}

static void
free_texts(char ***texts, size_t count)
{
	for (size_t i = 0; *texts && i < count; i++)
		free((*texts)[i]);
	free(*texts);
	*texts = NULL;
}

void
import_heads_done(struct import_heads *heads)
{
	free_texts(&heads->texts, heads->count);
	free_texts(&heads->groups, heads->count);
	free_texts(&heads->above, heads->above_count);
	free(heads->columns);
	free_texts(&heads->likely, heads->likely_count);
	free(heads->print);
	memset(heads, 0, sizeof *heads);
}

/* ---- what a row looks like ---- */

struct count {
	size_t filled, known, skipped, unknown;
	bool numbers;
};

static struct count
count_words(const struct import_map *map, const struct source_row *row)
{
	struct count n = {0};
	const struct field *field;

	for (size_t c = 0; c < row->count; c++) {
		enum import_word word =
		    import_map_find(map, NULL, row->cells[c], &field);

		if (word == WORD_BLANK)
			continue;
		n.filled++;
		n.numbers = n.numbers || (row->kinds && row->kinds[c]);
		n.known += word == WORD_FIELD;
		n.skipped += word == WORD_SKIPPED;
		n.unknown += word == WORD_UNKNOWN;
	}
	return n;
}

static bool
is_heads(const struct count *n)
{
	return n->known && !n->numbers && n->known + n->skipped >= n->unknown;
}

/* 1 2 3 ... under the headers, as official tables have it. */
static bool
is_numbering(const struct source_row *row)
{
	long want = 0;

	for (size_t c = 0; c < row->count; c++) {
		char *text, *end;
		long value;
		bool next;

		text = import_map_plain(row->cells[c]);
		value = strtol(text, &end, 10);
		next = !*text || !strcmp(text, "甲") || !strcmp(text, "乙") ||
		       (!*end && value == ++want);
		free(text);
		if (!next)
			return false;
	}
	return want >= 3;
}

/* ---- lines of headers ---- */

static void
copy_row(char ***texts, size_t *count, const struct source_row *row)
{
	free_texts(texts, *count);
	*texts = mem_array(row->count + 1, sizeof **texts);
	*count = row->count;
	for (size_t c = 0; c < row->count; c++)
		(*texts)[c] = import_map_plain(row->cells[c]);
}

static void
make_columns(struct import_heads *heads, size_t count)
{
	size_t have = heads->count;

	if (count <= have)
		return;
	heads->texts = mem_resize(heads->texts, count, sizeof *heads->texts);
	heads->groups = mem_resize(heads->groups, count, sizeof *heads->groups);
	for (; have < count; have++) {
		heads->texts[have] = mem_strdup("");
		heads->groups[have] = mem_strdup("");
	}
	heads->count = count;
}

/* One more line: what stood there becomes the group of what stands below,
 * a group over several columns the group of all of them. */
static void
add_line(struct import_heads *heads, char *const *line, size_t count)
{
	char *carried = mem_strdup("");

	make_columns(heads, count);
	for (size_t c = 0; c < heads->count; c++) {
		const char *below = c < count ? line[c] : "";
		char *group;

		if (*heads->texts[c]) {
			free(carried);
			carried = mem_strdup(heads->texts[c]);
		}
		if (!*below || !strcmp(below, heads->texts[c]))
			continue;
		group = mem_printf("%s%s", heads->groups[c], carried);
		free(heads->groups[c]);
		heads->groups[c] = group;
		free(heads->texts[c]);
		heads->texts[c] = mem_strdup(below);
	}
	free(carried);
}

static void
add_row(struct import_heads *heads, const struct source_row *row)
{
	char **line = NULL;
	size_t count = 0;

	copy_row(&line, &count, row);
	add_line(heads, line, count);
	free_texts(&line, count);
}

/* Did the row above name columns that this one leaves open? */
static bool
above_helps(const struct import_heads *heads, const struct source_row *row)
{
	const struct field *field;

	if (!heads->above || heads->above_row + 1 != row->number)
		return false;
	for (size_t c = 0; c < heads->above_count; c++) {
		enum import_word word = import_map_find(
		    heads->map, NULL, heads->above[c], &field);
		char *below = import_map_plain(
		    c < row->count ? row->cells[c] : "");
		bool open = !*below || !strcmp(below, heads->above[c]);

		free(below);
		if (open && word != WORD_BLANK && word != WORD_UNKNOWN)
			return true;
	}
	return false;
}

/* ---- mappings used before ---- */

static char *
fingerprint(const struct formdef *form, const struct source_row *row)
{
	uint64_t hash = 14695981039346656037u;

	for (size_t c = 0; c < row->count; c++) {
		char *text = import_map_plain(row->cells[c]);

		for (const char *s = text; *s; s++)
			hash = (hash ^ (unsigned char)*s) * 1099511628211u;
		hash = (hash ^ 0x1f) * 1099511628211u;
		free(text);
	}
	return mem_printf(
	    "%s-%016llx.ini", form->name, (unsigned long long)hash);
}

char *
import_heads_kept(const struct import_heads *heads)
{
	if (!heads->kept || !heads->print)
		return NULL;
	return path_join(heads->kept, heads->print);
}

/* Takes the mapping that these headers were read by before, if there is
 * one: it is as if it were given again. */
static bool
recall(struct import_heads *heads, const struct source_row *row,
    struct err *err)
{
	struct import_map kept;
	char *path;
	bool good = true;

	free(heads->print);
	heads->print = fingerprint(heads->map->form, row);
	path = import_heads_kept(heads);
	if (path && !heads->map->words && path_exists(path)) {
		good = import_map_init(&kept, heads->map->form, path, err);
		if (good)
			*heads->map = kept;
		else
			import_map_done(&kept);
	}
	free(path);
	return good;
}

/* ---- the end of them ---- */

static bool
refuse_twice(const struct import_heads *heads, const struct field *field,
    size_t one, size_t other, struct err *err)
{
	if (!*heads->groups[one] && !*heads->groups[other])
		return err_refuse(
		    err, "bad_header", NULL, _("「%s」有两列"), field->label);
	return err_refuse(err, "bad_header", NULL,
	    _("「%s」有两列：「%s%s」和「%s%s」，请用对照文件指明要哪一列"),
	    field->label, heads->groups[one], heads->texts[one],
	    heads->groups[other], heads->texts[other]);
}

/* Which column is which field. */
static bool
resolve(struct import_heads *heads, struct err *err)
{
	const struct formdef *form = heads->map->form;
	const char *unknown[MOST_UNKNOWN];
	size_t unknowns = 0;

	for (size_t c = 0; c < heads->count; c++) {
		const struct field *field;
		enum import_word word = import_map_find(
		    heads->map, heads->groups[c], heads->texts[c], &field);
		size_t at = field ? (size_t)(field - form->fields) : 0;

		if (word == WORD_UNKNOWN && unknowns < MOST_UNKNOWN)
			unknown[unknowns++] = heads->texts[c];
		/* What is counted or the house's own comes back unread. */
		if (word != WORD_FIELD || field->column->derived ||
		    field->column->house)
			continue;
		if (heads->columns[at] >= 0)
			return refuse_twice(heads, field,
			    (size_t)heads->columns[at], c, err);
		heads->columns[at] = (int)c;
	}
	heads->whole = true;
	return !unknowns ||
	       import_map_refuse(heads->map, unknown, unknowns, err);
}

static bool
refuse_missing(const struct import_heads *heads, struct err *err)
{
	const char *unknown[MOST_UNKNOWN];
	const struct field *field;
	size_t count = 0;

	for (size_t c = 0; c < heads->likely_count && count < MOST_UNKNOWN; c++)
		if (import_map_find(heads->map, NULL, heads->likely[c],
			&field) == WORD_UNKNOWN)
			unknown[count++] = heads->likely[c];
	if (count)
		return import_map_refuse(heads->map, unknown, count, err);
	return err_refuse(err, "bad_header", NULL,
	    _("找不到表头：要有一行写着%s的字段名称"), heads->map->form->title);
}

bool
import_heads_end(struct import_heads *heads, struct err *err)
{
	if (heads->whole)
		return true;
	return heads->found ? resolve(heads, err) : refuse_missing(heads, err);
}

static bool
look_for_first(struct import_heads *heads, const struct source_row *row,
    struct err *err)
{
	struct count n;

	if (!recall(heads, row, err))
		return false;
	n = count_words(heads->map, row);
	if (!n.filled)
		return true;
	if (is_heads(&n)) {
		heads->found = true;
		heads->row = row->number;
		if (above_helps(heads, row))
			add_line(heads, heads->above, heads->above_count);
		add_row(heads, row);
		return true;
	}
	if (n.filled > 1) {
		if (!heads->likely || n.known > heads->likely_known) {
			copy_row(&heads->likely, &heads->likely_count, row);
			heads->likely_known = n.known;
		}
		copy_row(&heads->above, &heads->above_count, row);
		heads->above_row = row->number;
	}
	return ++heads->rows < MOST_ABOVE || refuse_missing(heads, err);
}

/* A second line of headers names what the first left open: a state called
 * 在编 under 状态 is a value, whatever other column has that name. */
static bool
opens_more(const struct import_heads *heads, const struct source_row *row)
{
	const struct field *field;

	for (size_t c = 0; c < row->count; c++) {
		const char *above = c < heads->count ? heads->texts[c] : "";

		if (import_map_find(heads->map, NULL, row->cells[c], &field) ==
			WORD_FIELD &&
		    import_map_find(heads->map, NULL, above, &field) !=
			WORD_FIELD)
			return true;
	}
	return false;
}

bool
import_heads_try(struct import_heads *heads, const struct source_row *row,
    bool *below, struct err *err)
{
	struct count n;

	*below = false;
	if (!heads->found)
		return look_for_first(heads, row, err);
	n = count_words(heads->map, row);
	if (!n.filled || is_numbering(row))
		return true;
	if (is_heads(&n) && opens_more(heads, row) &&
	    !import_heads_again(heads, row)) {
		add_row(heads, row);
		return true;
	}
	*below = true;
	return resolve(heads, err);
}

bool
import_heads_again(const struct import_heads *heads, const struct source_row *row)
{
	size_t same = 0;

	for (size_t c = 0; c < row->count; c++) {
		char *text;
		bool other;

		if (!*row->cells[c])
			continue;
		text = import_map_plain(row->cells[c]);
		other = *text && (c >= heads->count ||
				     strcmp(text, heads->texts[c]));
		same += *text && !other;
		free(text);
		if (other)
			return false;
	}
	return same > 1;
}

int
import_heads_column(const struct import_heads *heads, const char *header)
{
	for (size_t c = 0; c < heads->count; c++)
		if (!strcmp(heads->texts[c], header))
			return (int)c;
	return -1;
}
