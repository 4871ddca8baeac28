/* The trail of a record (see trail.h), over store/journal. */
#include "record/trail.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "record/record.h"
#include "record/value.h"
#include "store/journal.h"

struct telling {
	struct forms *forms;
	const struct formdef *form;
	trail_each *each;
	void *data;
	int64_t seq;
};

static const struct field *
field_of(const struct formdef *form, const char *name)
{
	for (size_t i = 0; name && i < form->count; i++)
		if (!strcmp(form->fields[i].column->name, name) ||
		    !strcmp(form->fields[i].name, name))
			return &form->fields[i];
	return NULL;
}

static void
show(struct telling *t, const struct field *field, const char *stored,
    struct buf *to)
{
	struct err ignored = {0};

	if (!stored)
		return;
	if (!field ||
	    !value_show(t->forms, field, stored, VALUE_HUMAN, to, &ignored)) {
		buf_clear(to);
		buf_add_string(to, stored);
	}
	err_done(&ignored);
}

static const char *
or_empty(const char *s)
{
	return s ? s : "";
}

/* What was done, in the words of the menu it was chosen from. */
static char *
action_words(struct telling *t, const char *action)
{
	static const char *const known[][2] = {{"add", N_("新增")},
	    {"set", N_("修改")}, {"void", N_("作废")}, {"undo", N_("撤销")},
	    {"redo", N_("重做")}, {"import", N_("导入")}, {"init", N_("建账")}};
	struct err ignored = {0};
	char *words = NULL;

	if (!db_string(forms_book(t->forms)->db, &ignored, &words,
		"SELECT label FROM state_move WHERE record = ?1 AND "
		"action = ?2 LIMIT 1",
		"ss", t->form->table->name, action))
		err_done(&ignored);
	for (size_t i = 0; !words && i < sizeof(known) / sizeof(known[0]);
	     i++)
		if (!strcmp(known[i][0], action))
			words = mem_strdup(_(known[i][1]));
	if (words && lang_is_on()) {
		char *chinese = words;

		words = mem_strdup(_(chinese));
		free(chinese);
	}
	return words ? words : mem_strdup(action);
}

static bool
tell_row(void *data, const struct journal_row *row)
{
	struct telling *t = data;
	const struct field *field = field_of(t->form, row->field);
	struct buf old = {0}, new_ = {0};
	char *action = action_words(t, or_empty(row->action));
	struct trail_row told = {or_empty(row->at), or_empty(row->clerk),
	    action, or_empty(row->reason),
	    field ? _(field->label) : or_empty(row->field), NULL, NULL,
	    row->seq != t->seq};

	t->seq = row->seq;
	show(t, field, row->old, &old);
	show(t, field, row->new_, &new_);
	told.old = buf_string(&old);
	told.new_ = buf_string(&new_);
	t->each(t->data, &told);
	buf_done(&old);
	buf_done(&new_);
	free(action);
	return true;
}

bool
trail_read(struct forms *forms, const struct formdef *form, int64_t id,
    trail_each *each, void *data, struct err *err)
{
	struct telling t = {forms, form, each, data, -1};

	return journal_history(
	    forms_book(forms), form->table->name, id, tell_row, &t, err);
}

bool
trail_undo(struct forms *forms, char **words, struct err *err)
{
	return journal_undo(forms_book(forms), 1, NULL, words, err);
}

bool
trail_redo(struct forms *forms, char **words, struct err *err)
{
	return journal_redo(forms_book(forms), words, err);
}
