/* A name nobody knows is left empty: check defs finds it beforehand. */
#include "record/refusal_fill.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "record/bind.h"

/* No sentence holds a whole ID, phone or account number: it may end in a
 * log or on somebody's screen.  account: the last four; else both ends. */
static char *
mask(const struct field *field, const char *stored)
{
	bool account = field->mask_kind && !strcmp(field->mask_kind, "account");
	size_t size = text_length(stored), at = 0;
	size_t left = account ? 0 : size == 18 ? 6 : 3, right = 4;
	struct buf shown = {0};

	if (size < left + right + 3)
		left = right = 0;
	for (const char *p = stored; *p; at++) {
		int32_t cp;
		size_t used = text_decode(p, strlen(p), &cp);

		if (at < left || at + right >= size)
			buf_add(&shown, p, used);
		else
			buf_add_char(&shown, '*');
		p += used;
	}
	return buf_take(&shown);
}

char *
fill_show(struct forms *forms, const struct field *field, const char *stored)
{
	struct buf shown = {0};
	struct err ignored = {0};

	if (!stored)
		return mem_strdup("");
	if (field->mask)
		return mask(field, stored);
	if (!value_show(forms, field, stored, VALUE_HUMAN, &shown, &ignored)) {
		err_done(&ignored);
		buf_clear(&shown);
		buf_add_string(&shown, stored);
	}
	return buf_take(&shown);
}

static const char *
find_known(const struct fill *fill, const char *name)
{
	for (size_t i = 0; i < fill->count; i++)
		if (!strcmp(fill->known[i].name, name))
			return fill->known[i].value;
	return NULL;
}

void
fill_add(struct fill *fill, const char *name, const char *value)
{
	if (fill->count == FILL_MOST || find_known(fill, name))
		return;
	fill->known[fill->count].name = mem_strdup(name);
	fill->known[fill->count].value = mem_strdup(value ? _(value) : "");
	fill->count++;
}

bool
fill_add_query(struct fill *fill, const char *sql, struct err *err)
{
	struct db *db = forms_book(fill->forms)->db;
	struct stmt *stmt = db_prepare_untrusted(db, sql, err);
	bool row = false, good;

	if (!stmt)
		return false;
	if (fill->record)
		bind_names(stmt, fill->record);
	good = stmt_step(stmt, &row, err);
	for (int i = 0; good && row && i < stmt_columns(stmt); i++)
		fill_add(fill, stmt_column_name(stmt, i), stmt_text(stmt, i));
	stmt_free(stmt);
	return good;
}

static void
add_named(const struct fill *fill, struct buf *out, const char *name)
{
	const char *known = find_known(fill, name);
	const struct record *r = fill->record;

	if (known) {
		buf_add_string(out, known);
		return;
	}
	for (size_t i = 0; r && i < r->form->count; i++) {
		const struct field *field = &r->form->fields[i];

		if (!strcmp(field->name, name) ||
		    !strcmp(field->column->name, name)) {
			char *shown =
			    fill_show(fill->forms, field, r->stored[i]);

			buf_add_string(out, shown);
			free(shown);
			return;
		}
	}
}

char *
fill_sentence(const struct fill *fill, const char *sentence)
{
	struct buf out = {0};

	for (const char *p = sentence; *p;) {
		const char *end = *p == '{' ? strchr(p, '}') : NULL;

		if (!end) {
			buf_add_char(&out, *p++);
			continue;
		}
		char *name = mem_strndup(p + 1, (size_t)(end - p) - 1);

		add_named(fill, &out, name);
		free(name);
		p = end + 1;
	}
	return buf_take(&out);
}

void
fill_done(struct fill *fill)
{
	for (size_t i = 0; i < fill->count; i++) {
		free(fill->known[i].name);
		free(fill->known[i].value);
	}
	fill->count = 0;
}
