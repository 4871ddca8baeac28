/* Keys of one section read into values, with a sentence for each fault. */
#include "record/formread.h"

#include <stdarg.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "record/nearest.h"
#include "record/words.h"

void
formread_fault(struct formread *r, const char *section, const char *key,
    const char *fmt, ...)
{
	struct err found = {0};
	va_list ap;

	va_start(ap, fmt);
	ini_fault_list(r->from->ini, section, key, &found, fmt, ap);
	va_end(ap);
	r->faults++;
	if (r->from->fault)
		r->from->fault(r->from->fault_data, &found);
	if (r->faults == 1)
		err_move(r->err, &found);
	err_done(&found);
}

char *
formread_text(struct formread *r, const char *section, const char *key)
{
	const char *value = ini_get(r->from->ini, section, key);

	return value && *value ? mem_strdup(value) : NULL;
}

int
formread_number(struct formread *r, const char *section, const char *key,
    int most, int fallback)
{
	const char *value = ini_get(r->from->ini, section, key);
	int number = fallback;

	if (value && !words_number(value, most, &number))
		formread_fault(r, section, key,
		    _("%s 应为 0 到 %d 的整数，不是「%.40s」"), key, most, value);
	return number;
}

void
formread_keys(
    struct formread *r, const char *section, const struct ini_word *words)
{
	const char *key;

	for (size_t at = 0;
	     (key = ini_unknown_key(r->from->ini, section, &at, words)); at++) {
		struct nearest near;

		nearest_init(&near, key);
		for (const struct ini_word *w = words; w->key; w++)
			nearest_try(&near, w->key);
		formread_fault(r, section, key, _("[%s] 没有 %s 这个键%s"),
		    section, key, nearest_words(&near));
	}
}

struct field *
formread_find(const struct formdef *form, const char *name)
{
	for (size_t i = 0; i < form->count; i++)
		if (!strcmp(form->fields[i].name, name) ||
		    !strcmp(form->fields[i].column->name, name))
			return &form->fields[i];
	return NULL;
}

const struct field *
formread_field(
    struct formread *r, const char *section, const char *key, const char *name)
{
	const struct field *field = formread_find(r->form, name);
	struct nearest near;

	if (field)
		return field;
	nearest_init(&near, name);
	for (size_t i = 0; i < r->form->count; i++)
		nearest_try(&near, r->form->fields[i].name);
	formread_fault(r, section, key, _("表 %s 没有「%s」这一列%s"),
	    r->form->table->name, name, nearest_words(&near));
	return NULL;
}

bool
formread_yes(struct formread *r, const char *section, const char *key)
{
	const char *value = ini_get(r->from->ini, section, key);

	if (value && strcmp(value, "yes") && strcmp(value, "no"))
		formread_fault(r, section, key, _("%s 只能是 yes 或 no"), key);
	return value && !strcmp(value, "yes");
}
