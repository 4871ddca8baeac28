/*
 * A form without a screen (see form.h): fields, the caret, what was typed.
 * Trial, changes and save are in form_save.c.  Must not know curses, keys
 * or the file a draft lies in.
 */
#include "record/form.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/date.h"
#include "base/mem.h"
#include "base/text.h"

/* ---- fields ---- */

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
is_needed(const struct form *form, const char *name)
{
	size_t size = strlen(name);

	for (const char *p = form->needs; p && (p = strstr(p, name)); p += size)
		if ((p == form->needs || p[-1] == ' ') &&
		    (p[size] == ' ' || !p[size]))
			return true;
	return false;
}

/* Needs name columns; people and forms name fields. */
static bool
field_is_needed(const struct form *form, const struct field *field)
{
	return is_needed(form, field->name) ||
	    is_needed(form, field->column->name);
}

static void
form_set_stops(struct form *form)
{
	bool any = false;

	for (size_t i = 0; i < form->count; i++) {
		struct form_field *f = &form->fields[i];

		if (!f->field) {
			f->wanted = form->purpose == FORM_VOID ||
			    (form->purpose == FORM_MOVE &&
				is_needed(form, "*"));
			f->stop = f->wanted || form->want_reason;
			any |= f->stop;
			continue;
		}
		f->stop = false;
		f->wanted = false;
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
	/* a move that needs nothing still has a place for the caret */
	if (!any && form->purpose == FORM_MOVE)
		form->fields[form->count - 1].stop = true;
}

static void
set_text(char **to, const char *text)
{
	char *copy = mem_strdup(text);

	free(*to);
	*to = copy;
}

/* What the book would show of a stored value; the caller's. */
static char *
shown_value(struct form *form, size_t at, const char *stored)
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

static void
form_show_field(struct form *form, size_t at)
{
	struct form_field *f = &form->fields[at];

	if (!f->field || f->fault)
		return; /* as typed */
	free(f->shown);
	f->shown = shown_value(form, at, form->record.stored[at]);
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
			form_show_field(form, i);
		}
		err_done(&ignored);
	}
}

static void
form_update_sides(struct form *form)
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

static void
form_arrive(struct form *form)
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
	set_text(&form->arrived, f->shown ? f->shown : "");
}

void
form_refresh(struct form *form)
{
	for (size_t i = 0; i < form->def->count; i++)
		form_show_field(form, i);
	form_arrive(form);
}

void
form_go_first(struct form *form)
{
	size_t best = form->count;

	for (size_t i = 0; i < form->count; i++) {
		const struct form_field *f = &form->fields[i];

		if (!f->stop)
			continue;
		if (best == form->count)
			best = i;
		/* the first one still empty, when adding or moving */
		if (f->fault ||
		    (form->purpose != FORM_SET && !*f->shown && !f->carried)) {
			best = i;
			break;
		}
	}
	form->at = best < form->count ? best : 0;
	form_arrive(form);
}

static void
form_show_all(struct form *form)
{
	for (size_t i = 0; i < form->count; i++)
		form_show_field(form, i);
	form_update_sides(form);
}

static void
new_request_id(struct form *form)
{
	static unsigned long serial;
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	snprintf(form->request_id, sizeof(form->request_id), "%lx-%lx-%lx-%lx",
	    (unsigned long)now.tv_sec & 0xffffffffu,
	    (unsigned long)now.tv_nsec, (unsigned long)getpid(), ++serial);
}

static struct form *
form_make(struct forms *forms, const struct formdef *def)
{
	struct form *form = mem_alloc(sizeof(*form));

	form->forms = forms;
	form->def = def;
	form->count = def->count + 1;
	form->fields = mem_array(form->count, sizeof(*form->fields));
	for (size_t i = 0; i < form->count; i++) {
		form->fields[i].field =
		    i < def->count ? &def->fields[i] : NULL;
		form->fields[i].shown = mem_strdup("");
	}
	new_request_id(form);
	return form;
}

struct form *
form_new(struct forms *forms, const struct formdef *def,
    const struct form_memory *memory, struct err *err)
{
	struct form *form;

	if (def->table->view) {
		err_set(err, ERR_REFUSED, "%s 是统计，不能新增", def->title);
		return NULL;
	}
	form = form_make(forms, def);
	form->purpose = FORM_ADD;
	record_new(&form->record, def);
	record_new(&form->before, def);
	form_set_stops(form);
	for (size_t i = 0; memory && i < def->count; i++)
		if (memory->carry[i] && form->fields[i].stop &&
		    memory->stored[i]) {
			form->record.stored[i] = mem_strdup(memory->stored[i]);
			form->record.given[i] = true;
			form->fields[i].carried = true;
		}
	form_show_all(form);
	form_go_first(form);
	return form;
}

struct form *
form_open(struct forms *forms, const struct formdef *def, int64_t id,
    struct err *err)
{
	struct form *form = form_make(forms, def);

	if (!record_read(&form->record, forms, def, id, err) ||
	    !record_read(&form->before, forms, def, id, err)) {
		form_free(form);
		return NULL;
	}
	form->purpose = FORM_SHOW;
	form_set_stops(form);
	form_show_all(form);
	return form;
}

static void
form_forget_faults(struct form *form)
{
	for (size_t i = 0; i < form->fault_count; i++)
		free(form->faults[i].text);
	free(form->faults);
	form->faults = NULL;
	form->fault_count = 0;
}

static void
form_forget_changes(struct form *form)
{
	for (size_t i = 0; i < form->change_count; i++) {
		free(form->changes[i].label);
		free(form->changes[i].old);
		free(form->changes[i].new_);
	}
	free(form->changes);
	form->changes = NULL;
	form->change_count = 0;
}

void
form_free(struct form *form)
{
	if (!form)
		return;
	for (size_t i = 0; i < form->count; i++) {
		free(form->fields[i].shown);
		free(form->fields[i].fault);
		free(form->fields[i].side);
	}
	free(form->fields);
	record_done(&form->record);
	record_done(&form->before);
	textedit_done(&form->edit);
	form_forget_faults(form);
	form_forget_changes(form);
	free(form->arrived);
	free(form->action);
	free(form->action_label);
	free(form->to_state);
	free(form->needs);
	free(form);
}

static void
form_begin(struct form *form, enum form_purpose purpose)
{
	form->purpose = purpose;
	form->want_reason = false;
	form->touched = false;
	new_request_id(form);
	form_set_stops(form);
	form_go_first(form);
}

void
form_begin_set(struct form *form)
{
	form_begin(form, FORM_SET);
}

void
form_begin_move(struct form *form, const struct move *move)
{
	set_text(&form->action, move->action);
	set_text(&form->action_label, move->label);
	set_text(
	    &form->to_state, move->to_label ? move->to_label : move->to_state);
	set_text(&form->needs, move->needs);
	form_begin(form, FORM_MOVE);
}

void
form_begin_void(struct form *form)
{
	form_begin(form, FORM_VOID);
}

void
form_begin_copy(struct form *form)
{
	struct record copy;

	record_new(&copy, form->def);
	form->purpose = FORM_ADD;
	form_set_stops(form);
	for (size_t i = 0; i < form->def->count; i++)
		if (form->fields[i].stop && form->record.stored[i] &&
		    !form->fields[i].field->column->unique) {
			copy.stored[i] = mem_strdup(form->record.stored[i]);
			copy.given[i] = true;
			form->fields[i].carried = true;
		}
	record_done(&form->record);
	record_done(&form->before);
	form->record = copy;
	record_new(&form->before, form->def);
	form_show_all(form);
	form_begin(form, FORM_ADD);
}

bool
form_is_editing(const struct form *form)
{
	return form->purpose != FORM_SHOW;
}

bool
form_is_changed(const struct form *form)
{
	return form_is_editing(form) &&
	    (form->touched ||
		strcmp(textedit_text(&form->edit), form->arrived) != 0);
}

/* ---- the caret ---- */

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
	set_text(&f->shown, typed);
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
	form_show_field(form, at);
	form_update_sides(form);
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
	set_text(&form->arrived, f->shown);
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
	form_arrive(form);
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
		set_text(&f->shown, stored ? stored : "");
	} else {
		char *copy = mem_strdup(stored);

		free(form->record.stored[at]);
		form->record.stored[at] = copy;
		form->record.given[at] = true;
		f->follows = false;
		form_show_field(form, at);
		form_update_sides(form);
	}
	if (at == form->at)
		form_arrive(form);
}

void
form_type(struct form *form, size_t at, const char *text)
{
	struct err ignored = {0};

	(void)form_take(form, at, text, &ignored);
	err_done(&ignored);
	if (at == form->at)
		form_arrive(form);
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

/* ---- what the record before leaves behind ---- */

struct form_memory *
form_memory_of(struct form_memory **all, const struct formdef *def)
{
	struct form_memory *memory;

	for (memory = *all; memory; memory = memory->next)
		if (memory->def == def)
			return memory;
	memory = mem_alloc(sizeof(*memory));
	memory->def = def;
	memory->stored = mem_array(def->count + 1, sizeof(*memory->stored));
	memory->carry = mem_array(def->count + 1, sizeof(*memory->carry));
	for (size_t i = 0; i < def->count; i++)
		memory->carry[i] = def->fields[i].carry &&
		    !strcmp(def->fields[i].carry, "yes");
	memory->next = *all;
	*all = memory;
	return memory;
}

void
form_memory_free(struct form_memory *all)
{
	while (all) {
		struct form_memory *next = all->next;

		for (size_t i = 0; i < all->def->count; i++)
			free(all->stored[i]);
		free(all->stored);
		free(all->carry);
		free(all);
		all = next;
	}
}

void
form_memory_keep(struct form_memory *memory, const struct form *form)
{
	for (size_t i = 0; i < memory->def->count; i++) {
		if (!form->record.stored[i] && !form->record.given[i])
			continue;
		set_text(&memory->stored[i], form->record.stored[i]);
	}
}

bool
form_ditto(struct form *form, const struct form_memory *memory)
{
	if (!form_field(form) || !memory->stored[form->at])
		return false;
	form_put(form, form->at, memory->stored[form->at]);
	return true;
}
