/* The caret of a form: leaving a field, going on, what is put into it. */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "record/form_fields.h"
#include "record/form_told.h"

static void
form_clear_fault(struct form_field *f)
{
	free(f->fault);
	f->fault = NULL;
	form_told_clear(f);
}

/* In a coded field a digit that is no code chooses by place. */
static bool
take_nth(struct form *form, const struct field *field, const char *typed,
    char **stored)
{
	char *sign = text_fold(typed);
	size_t n = sign[0] >= '1' && sign[0] <= '9' && !sign[1]
	    ? (size_t)(sign[0] - '0')
	    : 0;
	struct choice *choices = NULL;
	struct err ignored = {0};
	size_t count = 0;

	free(sign);
	if (field->kind != KIND_CODE || !n ||
	    !value_choices(
		form->forms, field, "", 9, &choices, &count, &ignored))
		err_done(&ignored);
	else if (n <= count)
		*stored = mem_strdup(choices[n - 1].code);
	value_choices_free(choices, count);
	return *stored != NULL;
}

/* What was typed, or chosen by a digit, as it is stored. */
static bool
form_parse(struct form *form, const struct field *field, const char *typed,
    char **stored, struct err *err)
{
	struct err refused = {0};

	*stored = NULL;
	if (value_parse(form->forms, field, typed, true, stored, &refused))
		return true;
	if (take_nth(form, field, typed, stored)) {
		err_done(&refused);
		return true;
	}
	err_move(err, &refused);
	return false;
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
	if (!form_parse(form, f->field, typed, &stored, err)) {
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
	struct err told = {0};

	if (!form_is_editing(form) || !f->stop || (same && !f->fault))
		return true;
	if (!form_take(form, form->at, typed, err))
		return !strict;
	form_fields_text(&form->arrived, f->shown);
	if (form_told_ask(form, form->at, strict ? err : &told) ||
	    f->warning || !strict) {
		err_done(&told);
		return true;
	}
	/* once more and the caret goes on: another field may be the wrong one */
	form_fields_arrive(form);
	return false;
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

/* Enter goes past what need not be typed; the arrows come there. */
static bool
is_passed(const struct form_field *f)
{
	return f->follows || (f->later && !*f->shown);
}

bool
form_next(struct form *form, bool strict, struct err *err)
{
	/* what is typed here may say what stands in the next ones */
	if (!form_leave(form, strict, err))
		return false;
	for (size_t i = form->at + 1; i < form->count; i++)
		if (form->fields[i].stop &&
		    !(strict && is_passed(&form->fields[i])))
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
		if (form->fields[i].stop && !is_passed(&form->fields[i]))
			return false;
	return true;
}

/* A date with its weekday. */
static char *
understood_date(const struct form *form, const struct field *field,
    const char *typed)
{
	static const char *const days[] = {
	    "", N_("一"), N_("二"), N_("三"), N_("四"), N_("五"), N_("六"), N_("日")};
	struct err ignored = {0};
	struct date today, date;
	char text[DATE_SIZE];

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
	return mem_printf(_("%s 星期%s"), text, _(days[date_weekday(date)]));
}

/* The one code or record that what was typed stands for. */
static char *
understood_choice(struct form *form, const struct field *field,
    const char *typed)
{
	struct err ignored = {0};
	struct buf shown = {0};
	char *stored = NULL;

	if (form_parse(form, field, typed, &stored, &ignored) && stored)
		(void)!value_show(form->forms, field, stored, VALUE_HUMAN,
		    &shown, &ignored);
	err_done(&ignored);
	free(stored);
	if (shown.size && strcmp(buf_string(&shown), typed) != 0)
		return buf_take(&shown);
	buf_done(&shown);
	return NULL;
}

char *
form_understood(struct form *form)
{
	const struct field *field = form_field(form);
	const char *typed = textedit_text(&form->edit);

	if (!field || !*typed)
		return NULL;
	switch (field->kind) {
	case KIND_DATE:
	case KIND_PARTIAL:
		return understood_date(form, field, typed);
	case KIND_CODE:
	case KIND_REFERENCE:
		return strcmp(typed, form->arrived)
		    ? understood_choice(form, field, typed)
		    : NULL;
	default:
		return NULL;
	}
}

void
form_peek(struct form *form)
{
	const struct field *field = form_field(form);
	struct err ignored = {0};
	char *stored = NULL, *kept;
	bool given;

	if (!field || !form_is_editing(form) ||
	    !form_parse(form, field, textedit_text(&form->edit), &stored,
		&ignored)) {
		err_done(&ignored);
		return;
	}
	kept = form->record.stored[form->at];
	given = form->record.given[form->at];
	form->record.stored[form->at] = stored;
	form->record.given[form->at] = true;
	form_fields_sides(form);
	free(form->record.stored[form->at]);
	form->record.stored[form->at] = kept;
	form->record.given[form->at] = given;
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

void
form_want_reason(struct form *form)
{
	form->want_reason = true;
	form->fields[form->count - 1].stop = true;
}
