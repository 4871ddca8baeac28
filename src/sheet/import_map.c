/*
 * Headers are labels or field names; blanks, line breaks, full-width signs
 * and the mark of a required column do not matter.  Only names stand here:
 * no value is read.
 */
#include "sheet/import_map.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/text.h"
#include "record/ini.h"
#include "record/nearest.h"
#include "record/words.h"

enum { MOST_ABOVE = 50 }; /* rows that may stand above the headers */

bool
import_map_init(struct import_map *map, const struct formdef *form,
    const char *path, struct err *err)
{
	memset(map, 0, sizeof *map);
	map->form = form;
	map->columns = mem_array(form->count + 1, sizeof *map->columns);
	if (!path)
		return true;
	if (!ini_load(&map->words, path, err))
		return false;
	for (size_t i = 0; i < ini_sections(map->words); i++)
		if (strcmp(ini_section(map->words, i), "map"))
			return ini_fault(map->words,
			    ini_section(map->words, i), NULL, err,
			    "对照文件只有 [map] 一段");
	for (size_t i = 0; i < ini_keys(map->words, "map"); i++) {
		const char *key = ini_key(map->words, "map", i);

		if (strcmp(key, "skip") && !formdef_field(form, key))
			return ini_fault(map->words, "map", key, err,
			    "%s没有「%s」这个字段", form->title, key);
	}
	return true;
}

void
import_map_done(struct import_map *map)
{
	ini_free(map->words);
	free(map->columns);
	free(map->first);
	memset(map, 0, sizeof *map);
}

/* ---- one header ---- */

/* Without blanks, line breaks and stars, half width. The caller's. */
static char *
plain(const char *header)
{
	char *folded = text_fold(header), *to = folded;

	for (const char *from = folded; *from; from++)
		if (!strchr(" \t\r\n*", *from))
			*to++ = *from;
	*to = '\0';
	return folded;
}

static bool
same_plain(const char *a, const char *b)
{
	char *left = plain(a), *right = plain(b);
	bool same = text_equal_fold(left, right);

	free(left);
	free(right);
	return same;
}

/* The label up to its bracket: 时长 for 时长（分钟）. */
static bool
same_stem(const char *label, const char *header)
{
	char *left = plain(label), *right = plain(header);
	char *bracket = strchr(left, '(');
	bool same = false;

	if (bracket && bracket != left) {
		*bracket = '\0';
		same = text_equal_fold(left, right);
	}
	free(left);
	free(right);
	return same;
}

static const struct field *
mapped(const struct import_map *map, const char *header)
{
	for (size_t i = 0; map->words && i < ini_keys(map->words, "map"); i++) {
		const char *key = ini_key(map->words, "map", i);

		if (strcmp(key, "skip") &&
		    same_plain(ini_get(map->words, "map", key), header))
			return formdef_field(map->form, key);
	}
	return NULL;
}

/* Other headings of the field, as its form lists them. */
static bool
is_heading(const struct field *field, const char *header)
{
	const char *at = field->headings;
	bool found = false;
	char *word;

	while (!found && (word = words_take(&at))) {
		found = same_plain(word, header);
		free(word);
	}
	return found;
}

static const struct field *
find_field(const struct import_map *map, const char *header)
{
	const struct formdef *form = map->form;
	const struct field *field = mapped(map, header), *stem = NULL;

	for (size_t i = 0; i < form->count && !field; i++)
		if (same_plain(form->fields[i].name, header) ||
		    same_plain(form->fields[i].column->name, header) ||
		    same_plain(form->fields[i].label, header) ||
		    is_heading(&form->fields[i], header))
			field = &form->fields[i];
	for (size_t i = 0; i < form->count && !field; i++)
		if (same_stem(form->fields[i].label, header)) {
			if (stem)
				return NULL;
			stem = &form->fields[i];
		}
	return field ? field : stem;
}

/* Columns that carry nothing of ours: row numbers, and what is skipped. */
static bool
is_skipped(const struct import_map *map, const char *header)
{
	static const char *const usual[] = {"序号", "行号", "id", "version"};
	const char *skip =
	    map->words ? ini_get(map->words, "map", "skip") : NULL;
	bool found = false;
	char *word;

	for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
		if (same_plain(usual[i], header))
			return true;
	while (!found && (word = words_take(&skip))) {
		found = same_plain(word, header);
		free(word);
	}
	return found;
}

static bool
is_blank(const char *cell)
{
	char *text = plain(cell);
	bool blank = !*text;

	free(text);
	return blank;
}

/* Hanzi that two words share. */
static int
shared(const char *a, const char *b)
{
	int count = 0;

	while (*a) {
		char one[5] = {0};
		int32_t cp;
		size_t used = text_decode(a, strlen(a), &cp);

		memcpy(one, a, used);
		count += cp > 0x2e80 && strstr(b, one);
		a += used;
	}
	return count;
}

/* The label most like an unknown header; NULL: none is. */
static const char *
near_label(const struct import_map *map, const char *header)
{
	struct nearest near;
	int most = 1;

	nearest_init(&near, header);
	for (size_t i = 0; i < map->form->count; i++) {
		const struct field *field = &map->form->fields[i];

		if (field->column->derived || field->column->house)
			continue;
		nearest_try(&near, field->label);
		nearest_try(&near, field->name);
	}
	for (size_t i = 0; i < map->form->count && !near.best; i++) {
		int count = shared(header, map->form->fields[i].label);

		if (count > most) {
			most = count;
			near.word = map->form->fields[i].label;
		}
	}
	if (near.best)
		return near.best;
	return most > 1 ? near.word : NULL;
}

static bool
refuse_header(
    const struct import_map *map, const char *header, struct err *err)
{
	char *clean = plain(header);
	const char *near = near_label(map, clean);

	if (near)
		err_set(err, ERR_USAGE,
		    "%s没有「%.90s」这一列；相近：%s", map->form->title, clean,
		    near);
	else
		err_set(err, ERR_USAGE,
		    "%s没有「%.90s」这一列，可用对照文件指明或略过",
		    map->form->title, clean);
	free(clean);
	return false;
}

/* ---- a row of them ---- */

static bool
take_headers(
    struct import_map *map, const struct source_row *row, struct err *err)
{
	for (size_t i = 0; i < map->form->count; i++)
		map->columns[i] = -1;
	for (size_t c = 0; c < row->count; c++) {
		const char *header = row->cells[c];
		const struct field *field;
		size_t at;

		if (is_blank(header))
			continue;
		field = find_field(map, header);
		if (!field || is_skipped(map, header)) {
			if (!is_skipped(map, header))
				return refuse_header(map, header, err);
			continue;
		}
		at = (size_t)(field - map->form->fields);
		/* What is counted or the house's own comes back unread. */
		if (field->column->derived || field->column->house)
			continue;
		if (map->columns[at] >= 0)
			return err_set(err, ERR_USAGE, "「%s」有两列",
			    field->label);
		map->columns[at] = (int)c;
	}
	return true;
}

bool
import_map_try(struct import_map *map, const struct source_row *row,
    bool *headers, struct err *err)
{
	size_t filled = 0, known = 0, skipped = 0, unknown = 0;

	*headers = false;
	for (size_t c = 0; c < row->count; c++) {
		if (is_blank(row->cells[c]))
			continue;
		filled++;
		if (find_field(map, row->cells[c]))
			known++;
		else if (is_skipped(map, row->cells[c]))
			skipped++;
		else
			unknown = c;
	}
	if (!filled)
		return true;
	if (known && known + skipped >= filled - known - skipped) {
		*headers = true;
		return take_headers(map, row, err);
	}
	if (filled > 1 && !map->first)
		map->first = mem_strdup(row->cells[unknown]);
	if (++map->rows >= MOST_ABOVE)
		return import_map_missing(map, err);
	return true;
}

bool
import_map_missing(const struct import_map *map, struct err *err)
{
	if (map->first)
		return refuse_header(map, map->first, err);
	return err_set(err, ERR_USAGE,
	    "找不到表头：要有一行写着%s的字段名称", map->form->title);
}
