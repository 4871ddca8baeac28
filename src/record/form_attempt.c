/* The attempt (see form_attempt.h): a batch of one that is never kept. */
#include "record/form_attempt.h"

#include <stdlib.h>

#include "base/lang.h"
#include "base/mem.h"

void
form_attempt_copy(struct record *to, const struct record *from)
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

bool
form_attempt_write(struct form *form, struct record *record,
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
	return err_set(err, ERR_REFUSED, _("没有要保存的"));
}

static const char *
attempt_action(const struct form *form)
{
	switch (form->purpose) {
	case FORM_ADD:
		return "add";
	case FORM_MOVE:
		return form->action;
	case FORM_VOID:
		return "void";
	default:
		return "set";
	}
}

bool
form_attempt(struct form *form, struct record *record, const char *reason,
    void (*look)(struct form *, const struct record *), struct err *err)
{
	struct writing trial = {reason, NULL, 0, true};
	struct writing inside = {reason, NULL, 0, false};
	struct err late = {0};
	bool fine;

	if (!record_batch_begin(
		form->forms, attempt_action(form), &trial, err))
		return false;
	fine = form_attempt_write(form, record, &inside, err);
	if (fine && look)
		look(form, record);
	if (!record_batch_end(form->forms, false, &late))
		err_done(&late);
	return fine;
}
