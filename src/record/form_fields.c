/* The fields of a form: where the caret may stop, what stands in them, what
 * follows from them (see form_fields.h). */
#include "record/form_fields.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static bool
may_type(const struct form *form, const struct field *field)
{
	const struct table *table = form->def->table;

	if (field->column->derived || field->column->house || field->hidden)
		return false;
	if (table->has_state && !strcmp(field->name, "state"))
		return false;
	if (table->numbering && !strcmp(field->name, "code"))
		return false;
	return true;
}

static bool
is_needed(const char *needs, const char *name)
{
	size_t size = strlen(name);

	for (const char *p = needs; p && (p = strstr(p, name)); p += size)
		if ((p == needs || p[-1] == ' ') &&
		    (p[size] == ' ' || !p[size]))
			return true;
	return false;
}

/* Needs name columns; people and forms name fields. */
static bool
field_is_needed(const struct form *form, const struct field *field)
{
	return is_needed(form->needs, field->name) ||
	    is_needed(form->needs, field->column->name);
}

/* All words of a query's only column, in blanks; the caller's. */
static char *
needs_of(const struct form *form, const char *sql)
{
	struct err ignored = {0};
	char *words = NULL;

	if (!db_string(forms_book(form->forms)->db, &ignored, &words, sql, "s",
		form->def->table->name))
		err_done(&ignored);
	return words ? words : mem_strdup("");
}

/* Of a new record: which fields only a move of a later state asks for. */
static void
mark_later(struct form *form)
{
	char *soon, *late;

	if (form->purpose != FORM_ADD || !form->def->table->has_state)
		return;
	soon = needs_of(form,
	    "SELECT group_concat(needs, ' ') FROM state_move WHERE record = "
	    "?1 AND (from_state IS NULL OR from_state IN (SELECT to_state "
	    "FROM state_move WHERE record = ?1 AND action = 'add'))");
	/* without a row for adding nobody says where it starts */
	late = needs_of(form,
	    "SELECT group_concat(needs, ' ') FROM state_move AS m WHERE "
	    "record = ?1 AND from_state NOT IN (SELECT to_state FROM "
	    "state_move WHERE record = ?1 AND action = 'add') AND EXISTS "
	    "(SELECT 1 FROM state_move WHERE record = ?1 AND action = 'add')");
	for (size_t i = 0; i < form->def->count; i++) {
		struct form_field *f = &form->fields[i];

		f->later = !f->wanted &&
		    (is_needed(late, f->field->name) ||
			is_needed(late, f->field->column->name)) &&
		    !is_needed(soon, f->field->name) &&
		    !is_needed(soon, f->field->column->name);
	}
	free(soon);
	free(late);
}

void
form_fields_stops(struct form *form)
{
	bool any = false;

	for (size_t i = 0; i < form->count; i++) {
		struct form_field *f = &form->fields[i];

		if (!f->field) {
			f->wanted = form->purpose == FORM_VOID ||
			    (form->purpose == FORM_MOVE &&
				is_needed(form->needs, "*"));
			f->stop = f->wanted || form->want_reason;
			any |= f->stop;
			continue;
		}
		f->stop = false;
		f->wanted = false;
		f->later = false;
		switch (form->purpose) {
		case FORM_SET:
		case FORM_ADD:
			f->stop = may_type(form, f->field);
			f->wanted = f->stop && f->field->column->required;
			break;
		case FORM_MOVE:
			f->wanted = field_is_needed(form, f->field) &&
			    !f->field->column->derived;
			f->stop = f->wanted;
			break;
		default:
			break;
		}
		any |= f->stop;
	}
	mark_later(form);
	/* a move that needs nothing still has a place for the caret */
	if (!any && form->purpose == FORM_MOVE)
		form->fields[form->count - 1].stop = true;
}

void
form_fields_text(char **to, const char *text)
{
	char *copy = mem_strdup(text);

	free(*to);
	*to = copy;
}

bool
form_is_editing(const struct form *form)
{
	return form->purpose != FORM_SHOW;
}

const char *
form_reason(const struct form *form)
{
	const char *text = form->fields[form->count - 1].shown;

	return text && *text ? text : NULL;
}

size_t
form_reason_at(const struct form *form)
{
	return form->count - 1;
}

const struct field *
form_field(const struct form *form)
{
	return form->fields[form->at].field;
}

int
form_find(const struct form *form, const char *field)
{
	for (size_t i = 0; field && *field && i < form->def->count; i++)
		if (!strcmp(form->def->fields[i].name, field) ||
		    !strcmp(form->def->fields[i].column->name, field))
			return (int)i;
	return -1;
}

/* ---- what stands there ---- */

/* What the book would show of a stored value; the caller's. */
char *
form_fields_words(struct form *form, size_t at, const char *stored)
{
	struct err ignored = {0};
	struct buf shown = {0};

	if (!stored || !form->fields[at].field)
		return mem_strdup(stored ? stored : "");
	if (!value_show(form->forms, form->fields[at].field, stored,
		VALUE_HUMAN, &shown, &ignored)) {
		err_done(&ignored);
		buf_clear(&shown);
		buf_add_string(&shown, stored);
	}
	return buf_take(&shown);
}

void
form_fields_show(struct form *form, size_t at)
{
	struct form_field *f = &form->fields[at];

	if (!f->field || f->fault)
		return; /* as typed */
	free(f->shown);
	f->shown = form_fields_words(form, at, form->record.stored[at]);
}

/* `derive` and `side` are the same kind of query: one value of a record. */
static struct field
def_query(const struct field *field)
{
	struct field query = *field;

	query.side = field->derive;
	return query;
}

/* What follows from the fields given so far, where nobody typed it: the
 * save works it out again, this is to see it at once. */
static void
form_follow(struct form *form)
{
	for (size_t i = 0; i < form->def->count; i++) {
		struct form_field *f = &form->fields[i];
		struct err ignored = {0};
		struct field query = def_query(f->field);
		char *line = NULL;

		if (!query.side || form->record.given[i] || f->fault ||
		    (!f->follows && form->record.stored[i]))
			continue;
		if (record_side(&form->record, form->forms, &query, &line,
			&ignored)) {
			f->follows = line && *line;
			free(form->record.stored[i]);
			form->record.stored[i] = f->follows ? line : NULL;
			if (!f->follows)
				free(line);
			form_fields_show(form, i);
		}
		err_done(&ignored);
	}
}

void
form_fields_sides(struct form *form)
{
	if (form_is_editing(form))
		form_follow(form);
	for (size_t i = 0; i < form->count; i++) {
		struct form_field *f = &form->fields[i];
		struct err ignored = {0};
		char *line = NULL;

		if (!f->field || !f->field->side)
			continue;
		if (!record_side(&form->record, form->forms, f->field, &line,
			&ignored)) {
			err_done(&ignored);
			line = NULL;
		}
		free(f->side);
		f->side = line;
	}
}

void
form_fields_show_all(struct form *form)
{
	for (size_t i = 0; i < form->count; i++)
		form_fields_show(form, i);
	form_fields_sides(form);
}

void
form_fields_arrive(struct form *form)
{
	struct form_field *f = &form->fields[form->at];

	textedit_done(&form->edit);
	textedit_init(&form->edit, f->shown,
	    f->field && f->field->column->max > 0
		? (size_t)f->field->column->max
		: 0,
	    f->field && f->field->kind == KIND_LONG);
	/* a label may be longer than the code the column holds */
	if (f->field &&
	    (f->field->kind == KIND_CODE || f->field->kind == KIND_REFERENCE))
		form->edit.limit = 0;
	textedit_select_all(&form->edit);
	form_fields_text(&form->arrived, f->shown ? f->shown : "");
}

void
form_fields_forget_meeting(struct form *form)
{
	struct form_meeting *m = &form->meeting;

	for (size_t i = 0; i < m->count; i++) {
		free(m->clashes[i].was);
		free(m->clashes[i].theirs);
		free(m->clashes[i].mine);
	}
	free(m->clashes);
	free(m->who);
	free(m->at);
	memset(m, 0, sizeof(*m));
}
