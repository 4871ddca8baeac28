/* The caret of a form: leaving a field, going on, what is put into it. */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/mem.h"
#include "record/form_fields.h"

const struct field *
form_field(const struct form *form)
{
	return form->fields[form->at].field;
}

static void
form_clear_fault(struct form_field *f)
{
	free(f->fault);
	f->fault = NULL;
	f->warning = false;
}

static bool
form_take(struct form *form, size_t at, const char *typed, struct err *err)
{
	struct form_field *f = &form->fields[at];
	char *stored = NULL;

	form_clear_fault(f);
	form_fields_text(&f->shown, typed);
	form->touched = true;
	if (!f->field)
		return true;
	if (!value_parse(form->forms, f->field, typed, true, &stored, err)) {
		f->fault = mem_strdup(err->text);
		return false;
	}
	free(form->record.stored[at]);
	form->record.stored[at] = stored;
	form->record.given[at] = true;
	f->carried = false;
	f->follows = false;
	form_fields_show(form, at);
	form_fields_sides(form);
	return true;
}

bool
form_leave(struct form *form, bool strict, struct err *err)
{
	struct form_field *f = &form->fields[form->at];
	const char *typed = textedit_text(&form->edit);
	bool same = form->arrived && !strcmp(typed, form->arrived);

	if (!form_is_editing(form) || !f->stop || (same && !f->fault))
		return true;
	if (!form_take(form, form->at, typed, err))
		return !strict;
	form_fields_text(&form->arrived, f->shown);
	return true;
}

bool
form_go(struct form *form, size_t at, bool strict, struct err *err)
{
	if (at >= form->count || !form->fields[at].stop)
		return false;
	if (!form_leave(form, strict, err))
		return false;
	form->at = at;
	form_fields_arrive(form);
	return true;
}

bool
form_next(struct form *form, bool strict, struct err *err)
{
	/* what is typed here may say what stands in the next ones */
	if (!form_leave(form, strict, err))
		return false;
	for (size_t i = form->at + 1; i < form->count; i++)
		if (form->fields[i].stop &&
		    !(strict && form->fields[i].follows))
			return form_go(form, i, strict, err);
	return false;
}

bool
form_previous(struct form *form, struct err *err)
{
	for (size_t i = form->at; i-- > 0;)
		if (form->fields[i].stop)
			return form_go(form, i, false, err);
	return false;
}

bool
form_is_last(const struct form *form)
{
	for (size_t i = form->at + 1; i < form->count; i++)
		if (form->fields[i].stop)
			return false;
	return true;
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

char *
form_understood(const struct form *form)
{
	static const char *const days[] = {
	    "", "一", "二", "三", "四", "五", "六", "日"};
	const struct field *field = form_field(form);
	struct err ignored = {0};
	struct date today, date;
	char text[DATE_SIZE];
	const char *typed = textedit_text(&form->edit);

	if (!field || !*typed ||
	    (field->kind != KIND_DATE && field->kind != KIND_PARTIAL))
		return NULL;
	if (!date_read(forms_book(form->forms)->session.today, &today))
		today = date_today();
	if (!date_parse(typed, today, field->kind == KIND_PARTIAL, true, &date,
		&ignored)) {
		err_done(&ignored);
		return NULL;
	}
	date_write(date, text);
	if (!date.day)
		return mem_strdup(text);
	return mem_printf("%s 星期%s", text, days[date_weekday(date)]);
}

void
form_put(struct form *form, size_t at, const char *stored)
{
	struct form_field *f = &form->fields[at];

	form_clear_fault(f);
	form->touched = true;
	if (!f->field) {
		form_fields_text(&f->shown, stored ? stored : "");
	} else {
		char *copy = mem_strdup(stored);

		free(form->record.stored[at]);
		form->record.stored[at] = copy;
		form->record.given[at] = true;
		f->follows = false;
		form_fields_show(form, at);
		form_fields_sides(form);
	}
	if (at == form->at)
		form_fields_arrive(form);
}

void
form_type(struct form *form, size_t at, const char *text)
{
	struct err ignored = {0};

	(void)form_take(form, at, text, &ignored);
	err_done(&ignored);
	if (at == form->at)
		form_fields_arrive(form);
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

void
form_want_reason(struct form *form)
{
	form->want_reason = true;
	form->fields[form->count - 1].stop = true;
}
