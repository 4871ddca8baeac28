/*
 * What a save would do, and the save: trial, faults, changes (see form.h).
 * The law itself is in the schema; here is only who is asked in which
 * order, so that all that can be told is told at once.
 */
#include "record/form.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* ---- faults ---- */

static void
clear_faults(struct form *form)
{
	for (size_t i = 0; i < form->fault_count; i++)
		free(form->faults[i].text);
	form->fault_count = 0;
}

static void
add_fault(struct form *form, int at, bool warning, const char *text)
{
	form->faults = mem_resize(
	    form->faults, form->fault_count + 1, sizeof(*form->faults));
	form->faults[form->fault_count].at = at;
	form->faults[form->fault_count].stale = false;
	form->faults[form->fault_count].warning = warning;
	form->faults[form->fault_count++].text = mem_strdup(text);
}

static bool
is_told(const struct form *form, int at, const char *text)
{
	for (size_t i = 0; i < form->fault_count; i++)
		if (!strcmp(form->faults[i].text, text) ||
		    (at >= 0 && form->faults[i].at == at &&
			!form->faults[i].warning))
			return true;
	return false;
}

static void
add_err(struct form *form, struct err *err)
{
	int at = form_find(form, err->field);
	char *line = err_line(err);
	bool stale = !strcmp(err->code, "stale");

	if (!is_told(form, at, line)) {
		add_fault(form, at, err->warning, line);
		form->faults[form->fault_count - 1].stale = stale;
		if (at >= 0 && err->warning)
			form->fields[at].warning = true;
	}
	free(line);
	err_done(err);
}

/* ---- one attempt ---- */

static void
copy_record(struct record *to, const struct record *from)
{
	record_new(to, from->form);
	to->id = from->id;
	to->version = from->version;
	free(to->key);
	to->key = mem_strdup(from->key);
	for (size_t i = 0; i < from->form->count; i++) {
		free(to->stored[i]);
		to->stored[i] = mem_strdup(from->stored[i]);
		to->given[i] = from->given[i];
		free(to->before[i]);
		to->before[i] = mem_strdup(from->before[i]);
	}
}

static bool
write_record(struct form *form, struct record *record,
    const struct writing *writing, struct err *err)
{
	switch (form->purpose) {
	case FORM_ADD:
	case FORM_SET:
		return record_save(record, form->forms, writing, err);
	case FORM_MOVE:
		return record_move(
		    record, form->forms, form->action, writing, err);
	case FORM_VOID:
		return record_void(record, form->forms, writing, err);
	case FORM_SHOW:
		break;
	}
	return err_set(err, ERR_REFUSED, "没有要保存的");
}

static bool
try_once(struct form *form, const char *reason, struct err *err)
{
	struct writing writing = {reason, NULL, 0, true};
	struct record copy;
	bool fine;

	copy_record(&copy, &form->record);
	fine = write_record(form, &copy, &writing, err);
	record_done(&copy);
	return fine;
}

/* ---- changes ---- */

static void
clear_changes(struct form *form)
{
	for (size_t i = 0; i < form->change_count; i++) {
		free(form->changes[i].label);
		free(form->changes[i].old);
		free(form->changes[i].new_);
	}
	form->change_count = 0;
}

static void
add_change(struct form *form, const char *label, char *old, char *new_,
    bool carried)
{
	struct form_change *c;

	form->changes = mem_resize(
	    form->changes, form->change_count + 1, sizeof(*form->changes));
	c = &form->changes[form->change_count++];
	c->label = mem_strdup(label);
	c->old = old;
	c->new_ = new_;
	c->carried = carried;
}

static char *
shown_stored(struct form *form, size_t at, const char *stored)
{
	struct err ignored = {0};
	struct buf shown = {0};

	if (stored &&
	    !value_show(form->forms, form->fields[at].field, stored,
		VALUE_HUMAN, &shown, &ignored))
		err_done(&ignored);
	return buf_take(&shown);
}

static bool
is_same(const char *a, const char *b)
{
	return !strcmp(a ? a : "", b ? b : "");
}

static void
list_changes(struct form *form)
{
	const struct formdef *def = form->def;

	clear_changes(form);
	for (size_t i = 0; i < def->count; i++) {
		const char *old = form->before.stored[i];
		const char *now = form->record.stored[i];

		if ((!form->record.given[i] && !form->fields[i].follows) ||
		    is_same(old, now))
			continue;
		add_change(form, def->fields[i].label,
		    shown_stored(form, i, old), shown_stored(form, i, now),
		    form->fields[i].carried);
	}
	if (form->purpose == FORM_MOVE && form->to_state) {
		int at = form_find(form, "state");

		add_change(form, at >= 0 ? def->fields[at].label : "状态",
		    at >= 0 ? shown_stored(form, (size_t)at,
				  form->before.stored[at])
			    : mem_strdup(""),
		    mem_strdup(form->to_state), false);
	}
	if (form_reason(form))
		add_change(form,
		    form->purpose == FORM_VOID ? "作废理由" : "理由",
		    mem_strdup(""), mem_strdup(form_reason(form)), false);
}

/* ---- trial and save ---- */

/* What can be said of each field alone. */
static void
check_fields(struct form *form)
{
	for (size_t i = 0; i < form->count; i++) {
		struct form_field *f = &form->fields[i];
		const char *label = f->field ? f->field->label : "理由";

		if (f->fault) {
			add_fault(form, (int)i, false, f->fault);
		} else if (f->stop && f->wanted && !*f->shown) {
			char *text = mem_printf("%s必填 [required]", label);

			add_fault(form, (int)i, false, text);
			free(text);
		}
	}
}

bool
form_trial(struct form *form)
{
	struct err err = {0};
	bool fine;

	clear_faults(form);
	if (!form_leave(form, false, &err))
		err_done(&err);
	err_done(&err);
	check_fields(form);
	fine = try_once(form, form_reason(form), &err);
	if (!fine && err.warning) {
		struct err behind = {0};

		/* what stands behind the warning, as if it were passed */
		add_err(form, &err);
		if (!try_once(form, "试", &behind))
			add_err(form, &behind);
	} else if (!fine) {
		add_err(form, &err);
	}
	err_done(&err);
	list_changes(form);
	if (fine && form->purpose == FORM_SET && !form->change_count)
		return true;
	return fine && !form->fault_count;
}

/* One field between mine and theirs; true: both changed it, differently. */
static bool
rebase_field(struct form *form, size_t i, struct record *now)
{
	const char *was = form->before.stored[i], *theirs = now->stored[i];
	const char *mine = form->record.stored[i];
	struct form_field *f = &form->fields[i];
	char *shown;

	if (!form->record.given[i] || is_same(mine, theirs))
		return false;
	free(now->stored[i]);
	now->stored[i] = mem_strdup(mine);
	now->given[i] = true;
	if (is_same(was, now->before[i]))
		return false;
	shown = shown_stored(form, i, now->before[i]);
	free(f->fault);
	f->fault = NULL;
	f->warning = true;
	free(f->side);
	f->side = mem_printf("对方已改为：%s", *shown ? shown : "(空)");
	free(shown);
	return true;
}

bool
form_rebase(struct form *form, size_t *both, struct err *err)
{
	struct record now, before;

	*both = 0;
	if (!form_leave(form, false, err))
		err_done(err);
	if (!record_read(&now, form->forms, form->def, form->record.id, err))
		return false;
	if (!record_read(
		&before, form->forms, form->def, form->record.id, err)) {
		record_done(&now);
		return false;
	}
	for (size_t i = 0; i < form->def->count; i++)
		*both += rebase_field(form, i, &now);
	record_done(&form->record);
	record_done(&form->before);
	form->record = now;
	form->before = before;
	form_refresh(form);
	return true;
}

bool
form_reload(struct form *form, struct err *err)
{
	struct form *fresh =
	    form_open(form->forms, form->def, form->record.id, err);
	struct form old;

	if (!fresh)
		return false;
	old = *form;
	*form = *fresh;
	*fresh = old;
	form_free(fresh);
	return true;
}

bool
form_save(struct form *form, struct err *err)
{
	struct writing writing = {
	    form_reason(form), form->request_id, 0, false};

	if (!write_record(form, &form->record, &writing, err))
		return false;
	return form_reload(form, err);
}
