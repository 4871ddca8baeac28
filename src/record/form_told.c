/*
 * Which field a refusal is about (see form_told.h).  The law names a column
 * where it can; where it cannot, the form is tried without the value.
 */
#include "record/form_told.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "record/form_attempt.h"

void
form_told_clear(struct form_field *f)
{
	free(f->told);
	f->told = NULL;
	f->warning = false;
}

void
form_told_aside(const struct form *form, struct record *copy, size_t at)
{
	free(copy->stored[at]);
	copy->stored[at] = mem_strdup(form->before.stored[at]);
	copy->given[at] = false;
}

/* What speaks of a value that is not there yet is no news while typing. */
static bool
is_absence(const struct err *err)
{
	return !strcmp(err->code, "required") || !strcmp(err->code, "missing");
}

/* Does the refusal go away when this field is set aside? */
static bool
is_cause(struct form *form, const struct err *refusal, const char *reason,
    size_t at)
{
	struct err err = {0};
	struct record copy;
	bool gone;

	form_attempt_copy(&copy, &form->record);
	form_told_aside(form, &copy, at);
	gone = form_attempt(form, &copy, reason, NULL, &err) ||
	    strcmp(err.code, refusal->code) != 0;
	record_done(&copy);
	err_done(&err);
	return gone;
}

int
form_told_cause(struct form *form, const struct err *refusal,
    const char *reason, int first)
{
	if (first >= 0)
		return is_cause(form, refusal, reason, (size_t)first) ? first
								       : -1;
	for (size_t i = form->def->count; i-- > 0;)
		if (form->fields[i].stop && form->record.given[i] &&
		    is_cause(form, refusal, reason, i))
			return (int)i;
	return -1;
}

static bool
is_about(struct form *form, const struct err *err, size_t at)
{
	if (*err->field)
		return form_find(form, err->field) == (int)at;
	return *err->code &&
	    form_told_cause(form, err, form_reason(form), (int)at) >= 0;
}

bool
form_told_ask(struct form *form, size_t at, struct err *err)
{
	struct form_field *f = &form->fields[at];
	struct err found = {0};
	struct record copy;
	bool about;

	if (!f->field || !form->record.given[at] ||
	    forms_book(form->forms)->read_only)
		return true;
	form_attempt_copy(&copy, &form->record);
	about = !form_attempt(
		    form, &copy, form_reason(form), NULL, &found) &&
	    found.status == ERR_REFUSED && !is_absence(&found) &&
	    strcmp(found.code, "stale") != 0 && is_about(form, &found, at);
	record_done(&copy);
	if (about) {
		f->told = mem_strdup(found.text);
		f->warning = found.warning;
		err_move(err, &found);
	}
	err_done(&found);
	return !about;
}
