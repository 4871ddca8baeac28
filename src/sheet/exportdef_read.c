/* What every section of a report's definition is read with. */
#include "sheet/exportdef_read.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "record/nearest.h"
#include "record/words.h"

void
exportdef_read_tell(struct exportdef_reading *r, struct err *found)
{
	if (r->fault)
		r->fault(r->data, found);
	if (!r->faults++)
		err_move(r->err, found);
	err_done(found);
}

void
exportdef_read_fault(struct exportdef_reading *r, const char *section,
    const char *key, const char *fmt, ...)
{
	struct err found = {0};
	va_list ap;

	va_start(ap, fmt);
	ini_fault_list(r->ini, section, key, &found, fmt, ap);
	va_end(ap);
	exportdef_read_tell(r, &found);
}

const char *
exportdef_read_value(
    struct exportdef_reading *r, const char *section, const char *key)
{
	const char *value = ini_get(r->ini, section, key);

	return value && *value ? value : NULL;
}

char *
exportdef_read_text(
    struct exportdef_reading *r, const char *section, const char *key)
{
	return mem_strdup(exportdef_read_value(r, section, key));
}

int
exportdef_read_number(struct exportdef_reading *r, const char *section,
    const char *key, int most)
{
	const char *value = exportdef_read_value(r, section, key);
	int number = 0;

	if (value && !words_number(value, most, &number))
		exportdef_read_fault(r, section, key,
		    _("%s 应为 0 到 %d 的整数"), key, most);
	return number;
}

bool
exportdef_read_yes(struct exportdef_reading *r, const char *section,
    const char *key, bool fallback)
{
	const char *value = exportdef_read_value(r, section, key);

	if (!value)
		return fallback;
	if (strcmp(value, "yes") && strcmp(value, "no"))
		exportdef_read_fault(
		    r, section, key, _("%s 应为 yes 或 no"), key);
	return !strcmp(value, "yes");
}

void
exportdef_read_keys(struct exportdef_reading *r, const char *section,
    const struct ini_word *words)
{
	const char *key;
	size_t at;

	for (at = 0; (key = ini_unknown_key(r->ini, section, &at, words));
	     at++) {
		struct nearest near;
		const struct ini_word *word;

		nearest_init(&near, key);
		for (word = words; word->key; word++)
			nearest_try(&near, word->key);
		exportdef_read_fault(r, section, key,
		    _("[%s] 没有 %s 这个键%s"), section, key,
		    nearest_words(&near));
	}
}

const struct field *
exportdef_read_field(struct exportdef_reading *r, const char *section,
    const char *key, const struct formdef *form, const char *name)
{
	const struct field *field = formdef_field(form, name);
	struct nearest near;
	size_t i;

	if (field)
		return field;
	nearest_init(&near, name);
	for (i = 0; i < form->count; i++)
		nearest_try(&near, form->fields[i].name);
	exportdef_read_fault(r, section, key, _("%s 没有「%s」这一列%s"),
	    form->name, name, nearest_words(&near));
	return NULL;
}

void
exportdef_read_levels(struct exportdef_reading *r, const char *section,
    const char *key, const struct formdef *form, const struct field ***fields,
    size_t *count, size_t *end, size_t *levels)
{
	const char *words = exportdef_read_value(r, section, key);
	char *word;

	while (words && (word = words_take(&words))) {
		const struct field *field;

		if (!strcmp(word, "/")) {
			if (*levels + 1 >= LAYOUT_LEVELS)
				exportdef_read_fault(r, section, key,
				    _("%s 至多%d级"), key, LAYOUT_LEVELS);
			else
				++*levels;
		} else if ((field = exportdef_read_field(
				r, section, key, form, word))) {
			if (!*levels)
				*levels = 1;
			*fields = mem_resize(
			    *fields, *count + 1, sizeof(**fields));
			(*fields)[(*count)++] = field;
		}
		if (*levels)
			end[*levels - 1] = *count;
		free(word);
	}
}
