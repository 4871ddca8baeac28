/*
 * Headers are labels or field names; blanks, line breaks, full-width signs
 * and the mark of a required column do not matter.  Only names stand here:
 * no value is read.
 */
#include "sheet/import_map.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "record/ini.h"
#include "record/nearest.h"
#include "record/words.h"

bool
import_map_init(struct import_map *map, const struct formdef *form,
    const char *path, struct err *err)
{
	memset(map, 0, sizeof *map);
	map->form = form;
	if (!path)
		return true;
	if (!ini_load(&map->words, path, err))
		return false;
	for (size_t i = 0; i < ini_sections(map->words); i++)
		if (strcmp(ini_section(map->words, i), "map"))
			return ini_fault(map->words,
			    ini_section(map->words, i), NULL, err,
			    _("对照文件只有 [map] 一段"));
	for (size_t i = 0; i < ini_keys(map->words, "map"); i++) {
		const char *key = ini_key(map->words, "map", i);

		if (strcmp(key, "skip") && !formdef_field(form, key))
			return ini_fault(map->words, "map", key, err,
			    _("%s没有「%s」这个字段"), form->title, key);
	}
	return true;
}

void
import_map_done(struct import_map *map)
{
	ini_free(map->words);
	memset(map, 0, sizeof *map);
}

/* ---- one header ---- */

char *
import_map_plain(const char *header)
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
	char *left = import_map_plain(a), *right = import_map_plain(b);
	bool same = text_equal_fold(left, right);

	free(left);
	free(right);
	return same;
}

/* Up to the bracket: 时长 for 时长（分钟）. The caller's. */
static char *
stem(const char *words)
{
	char *text = import_map_plain(words), *bracket = strchr(text, '(');

	if (bracket && bracket != text)
		*bracket = '\0';
	return text;
}

static bool
same_stem(const char *label, const char *header)
{
	char *left = stem(label), *right = stem(header);
	bool same = text_equal_fold(left, right);

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
	const struct field *field = NULL, *alike = NULL;

	for (size_t i = 0; i < form->count && !field; i++)
		if (same_plain(form->fields[i].name, header) ||
		    same_plain(form->fields[i].column->name, header) ||
		    same_plain(form->fields[i].label, header) ||
		    is_heading(&form->fields[i], header))
			field = &form->fields[i];
	for (size_t i = 0; i < form->count && !field; i++)
		if (same_stem(form->fields[i].label, header)) {
			if (alike)
				return NULL;
			alike = &form->fields[i];
		}
	return field ? field : alike;
}

/* Columns that carry nothing of ours: row numbers, and what is skipped. */
static bool
is_skipped(const struct import_map *map, const char *header)
{
	static const char *const usual[] = {"序号", "行号",
	    "原行号", "拒收原因", "记录号", "版本", "id", "version"};
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

/* The name to use, and the nearest label if there is one. */
bool
import_map_refuse(const struct import_map *map, const char *const *headers,
    size_t count, struct err *err)
{
	struct buf words = {0};

	if (count == 1) {
		char *clean = import_map_plain(headers[0]);
		const char *near = near_label(map, clean);

		err_refuse(err, "bad_header", NULL, _("%s没有「%.90s」这一列%s%s"),
		    map->form->title, clean, near ? _("；相近：") : "",
		    near ? near : _("，可用对照文件指明或略过"));
		free(clean);
		return false;
	}
	for (size_t i = 0; i < count; i++) {
		char *clean = import_map_plain(headers[i]);
		const char *near = near_label(map, clean);

		buf_printf(&words, _("%s「%.90s」"), i ? _("、") : "", clean);
		if (near)
			buf_printf(&words, _("（相近：%s）"), near);
		free(clean);
	}
	err_refuse(err, "bad_header", NULL, _("%s没有这些列：%s，可用对照文件指明或略过"),
	    map->form->title, buf_string(&words));
	buf_done(&words);
	return false;
}

static bool
is_blank(const char *cell)
{
	char *text = import_map_plain(cell);
	bool blank = !*text;

	free(text);
	return blank;
}

static enum import_word
find_word(const struct import_map *map, const char *header,
    const struct field **field)
{
	*field = mapped(map, header);
	if (*field)
		return WORD_FIELD;
	if (is_skipped(map, header))
		return WORD_SKIPPED;
	*field = find_field(map, header);
	return *field ? WORD_FIELD : WORD_UNKNOWN;
}

enum import_word
import_map_find(const struct import_map *map, const char *group,
    const char *header, const struct field **field)
{
	enum import_word word;
	char *both;

	*field = NULL;
	if (is_blank(header))
		return WORD_BLANK;
	if (group && *group) {
		both = mem_printf("%s%s", group, header);
		word = find_word(map, both, field);
		free(both);
		if (word != WORD_UNKNOWN)
			return word;
	}
	return find_word(map, header, field);
}
