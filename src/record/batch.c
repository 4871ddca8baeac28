/* One form's words for many records (see batch.h). */
#include "record/batch.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

void
batch_done(struct batch *batch)
{
	for (size_t i = 0; i < batch->count; i++) {
		free(batch->faults[i].key);
		free(batch->faults[i].text);
	}
	free(batch->faults);
	memset(batch, 0, sizeof(*batch));
}

static void
batch_fault(struct batch *batch, const struct record *record, struct err *err)
{
	struct batch_fault *fault;

	batch->faults = mem_resize(
	    batch->faults, batch->count + 1, sizeof(*batch->faults));
	fault = &batch->faults[batch->count++];
	fault->key = mem_strdup(record->key ? record->key : "");
	fault->text = err_line(err);
	err_done(err);
}

static void
give(struct record *to, const struct record *from)
{
	for (size_t i = 0; i < from->form->count; i++) {
		if (!from->given[i])
			continue;
		free(to->stored[i]);
		to->stored[i] = mem_strdup(from->stored[i]);
		to->given[i] = true;
	}
}

static bool
batch_one(const struct form *form, struct record *record,
    const struct writing *writing, struct err *err)
{
	give(record, &form->record);
	switch (form->purpose) {
	case FORM_MOVE:
		return record_move(
		    record, form->forms, form->action, writing, err);
	case FORM_VOID:
		return record_void(record, form->forms, writing, err);
	default:
		return record_save(record, form->forms, writing, err);
	}
}

static const char *
batch_action(const struct form *form)
{
	if (form->purpose == FORM_MOVE)
		return form->action;
	return form->purpose == FORM_VOID ? "void" : "set";
}

bool
batch_run(const struct form *form, const int64_t *ids, size_t count,
    bool trial, struct batch *batch, struct err *err)
{
	struct writing writing = {form_reason(form), NULL, 0, false};
	struct err late = {0};

	memset(batch, 0, sizeof(*batch));
	if (!record_batch_begin(
		form->forms, batch_action(form), &writing, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		struct record record = {0};
		struct err fault = {0};

		if (record_read(
			&record, form->forms, form->def, ids[i], &fault) &&
		    batch_one(form, &record, &writing, &fault))
			batch->good++;
		else
			batch_fault(batch, &record, &fault);
		record_done(&record);
	}
	if (record_batch_end(form->forms, !trial && batch->good, &late))
		return true;
	err_move(err, &late);
	return false;
}
