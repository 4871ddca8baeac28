/* One form's words for many records (see batch.h). */
#include "record/batch.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"

void
batch_done(struct batch *batch)
{
	for (size_t i = 0; i < batch->count; i++) {
		free(batch->rows[i].key);
		free(batch->rows[i].text);
	}
	free(batch->rows);
	memset(batch, 0, sizeof(*batch));
}

static struct batch_row *
batch_row(struct batch *batch, const struct record *record)
{
	struct batch_row *row;

	batch->rows = mem_resize(
	    batch->rows, batch->count + 1, sizeof(*batch->rows));
	row = &batch->rows[batch->count++];
	memset(row, 0, sizeof(*row));
	row->key = mem_strdup(record->key ? record->key : "");
	return row;
}

static void
batch_fault(struct batch *batch, const struct record *record, struct err *err)
{
	struct batch_row *row = batch_row(batch, record);

	row->text = err_line(err);
	row->refused = true;
	err_done(err);
}

static void
add_shown(struct buf *to, struct forms *forms, const struct field *field,
    const char *stored)
{
	struct err ignored = {0};
	size_t before = to->size;

	if (!value_show(forms, field, stored, VALUE_HUMAN, to, &ignored))
		err_done(&ignored);
	if (to->size == before)
		buf_add_string(to, _("(空)"));
}

/* Each row has its own old value: "时长 30 -> 77". */
static char *
batch_words(const struct form *form, char *const *before)
{
	const struct record *said = &form->record;
	struct buf words = {0};

	if (form->purpose == FORM_MOVE)
		buf_add_string(&words, form->action_label);
	for (size_t i = 0; i < form->def->count; i++) {
		const struct field *field = &form->def->fields[i];

		if (!said->given[i] || field->column->house)
			continue;
		buf_printf(
		    &words, "%s%s ", words.size ? _("，") : "", _(field->label));
		add_shown(&words, form->forms, field, before[i]);
		buf_add_string(&words, " -> ");
		add_shown(&words, form->forms, field, said->stored[i]);
	}
	return buf_take(&words);
}

static char **
batch_before(const struct record *record)
{
	char **before =
	    mem_array(record->form->count + 1, sizeof(*before));

	for (size_t i = 0; i < record->form->count; i++)
		before[i] = mem_strdup(record->stored[i]);
	return before;
}

static void
batch_good(struct batch *batch, const struct form *form,
    const struct record *record, char **before)
{
	struct batch_row *row = batch_row(batch, record);

	row->text = batch_words(form, before);
	batch->good++;
}

static void
free_before(char **before, size_t count)
{
	for (size_t i = 0; before && i < count; i++)
		free(before[i]);
	free(before);
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
		char **before = NULL;

		if (record_read(
			&record, form->forms, form->def, ids[i], &fault) &&
		    (before = batch_before(&record)) &&
		    batch_one(form, &record, &writing, &fault))
			batch_good(batch, form, &record, before);
		else
			batch_fault(batch, &record, &fault);
		free_before(before, form->def->count);
		record_done(&record);
	}
	if (record_batch_end(form->forms, !trial && batch->good, &late))
		return true;
	err_move(err, &late);
	return false;
}
