/*
 * Numbers are bound as numbers, so that a query may count with :minutes
 * without SQLite comparing text with a number.
 */
#include "record/bind.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static bool
read_int(const char *text, int64_t *number)
{
	char *end;

	errno = 0;
	*number = strtoll(text, &end, 10);
	return *text && !*end && !errno && *text != ' ';
}

static bool
is_number(enum column_kind kind)
{
	return kind == KIND_NUMBER || kind == KIND_MONEY ||
	       kind == KIND_SCORE || kind == KIND_YESNO ||
	       kind == KIND_REFERENCE;
}

void
bind_value(
    struct stmt *stmt, int at, const struct field *field, const char *stored)
{
	int64_t number;

	if (stored && is_number(field->kind) && read_int(stored, &number))
		stmt_bind_int(stmt, at, number);
	else
		stmt_bind_text(stmt, at, stored);
}

static size_t
find_field(const struct formdef *form, const char *name)
{
	for (size_t i = 0; i < form->count; i++)
		if (!strcmp(form->fields[i].column->name, name) ||
		    !strcmp(form->fields[i].name, name))
			return i;
	return form->count;
}

bool
bind_knows(const struct formdef *form, const char *name)
{
	return !strcmp(name, "id") || !strcmp(name, "version") ||
	       find_field(form, name) < form->count;
}

void
bind_names(struct stmt *stmt, const struct record *r)
{
	for (int at = 1; at <= stmt_parameters(stmt); at++) {
		const char *name = stmt_parameter_name(stmt, at);
		size_t i;

		if (!name)
			continue;
		i = find_field(r->form, name);
		if (i < r->form->count)
			bind_value(stmt, at, &r->form->fields[i], r->stored[i]);
		else if (!strcmp(name, "id") && r->id)
			stmt_bind_int(stmt, at, r->id);
		else if (!strcmp(name, "version"))
			stmt_bind_int(stmt, at, r->version);
	}
}
