/*
 * A form without a screen (see form.h): made, begun, freed.  Fields, caret
 * and save are in form_fields.c, form_caret.c and form_save.c.  Must not
 * know curses, keys or the file a draft lies in.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/mem.h"
#include "record/form_changes.h"
#include "record/form_fields.h"

void
form_refresh(struct form *form)
{
	for (size_t i = 0; i < form->def->count; i++)
		form_fields_show(form, i);
	form_fields_arrive(form);
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
	form_fields_arrive(form);
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
		err_set(err, ERR_REFUSED, _("%s 是统计，不能新增"), _(def->title));
		return NULL;
	}
	form = form_make(forms, def);
	form->purpose = FORM_ADD;
	record_new(&form->record, def);
	record_new(&form->before, def);
	form_fields_stops(form);
	for (size_t i = 0; memory && i < def->count; i++)
		if (memory->carry[i] && form->fields[i].stop &&
		    memory->stored[i]) {
			form->record.stored[i] = mem_strdup(memory->stored[i]);
			form->record.given[i] = true;
			form->fields[i].carried = true;
		}
	form_fields_show_all(form);
	form_go_first(form);
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

void
form_free(struct form *form)
{
	if (!form)
		return;
	for (size_t i = 0; i < form->count; i++) {
		free(form->fields[i].shown);
		free(form->fields[i].fault);
		free(form->fields[i].side);
		free(form->fields[i].told);
	}
	free(form->fields);
	record_done(&form->record);
	record_done(&form->before);
	textedit_done(&form->edit);
	form_forget_faults(form);
	form_changes_clear(form);
	free(form->changes);
	form_fields_forget_meeting(form);
	free(form->arrived);
	free(form->action);
	free(form->action_label);
	free(form->to_state);
	free(form->needs);
	free(form);
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
	form_fields_stops(form);
	form_fields_show_all(form);
	return form;
}

/* ---- what is begun ---- */

static void
form_begin(struct form *form, enum form_purpose purpose)
{
	form->purpose = purpose;
	form->want_reason = false;
	form->touched = false;
	new_request_id(form);
	form_fields_stops(form);
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
	form_fields_text(&form->action, move->action);
	form_fields_text(&form->action_label, _(move->label));
	form_fields_text(
	    &form->to_state, move->to_label ? move->to_label : move->to_state);
	form_fields_text(&form->needs, move->needs);
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
	form_fields_stops(form);
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
	form_fields_show_all(form);
	form_begin(form, FORM_ADD);
}

bool
form_is_changed(const struct form *form)
{
	return form_is_editing(form) &&
	    (form->touched ||
		strcmp(textedit_text(&form->edit), form->arrived) != 0);
}
