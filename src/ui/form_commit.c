/*
 * From what was typed to the book: the trial, the pages of faults and of
 * changes, the save.  Nothing is written that was not listed first.
 */
#include "ui/form_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "record/draft.h"

static void
form_commit_try_marked(struct form_view *v)
{
	struct err err = {0};

	batch_done(&v->batch_result);
	if (!batch_run(v->form, v->ids, v->id_count, true, &v->batch_result,
		&err)) {
		desk_err(v->view.desk, &err);
		v->page = FORM_PAGE_FIELDS;
	}
}

static void
form_commit_save_marked(struct form_view *v)
{
	struct desk *desk = v->view.desk;
	struct batch done = {0};
	struct err err = {0};

	if (!batch_run(v->form, v->ids, v->id_count, false, &done, &err)) {
		desk_err(desk, &err);
		v->page = FORM_PAGE_FIELDS;
		return;
	}
	form_keep_drop(v);
	desk->saves++;
	desk_say(desk,
	    done.good < done.count ? MESSAGE_WARNING : MESSAGE_PASSED,
	    _("已办 %zu 行，拒绝 %zu 行（Ctrl+Z 一步撤销）"), done.good,
	    done.count - done.good);
	batch_done(&done);
	desk_close(desk);
}

static bool
is_stale(const struct form *form)
{
	for (size_t i = 0; i < form->fault_count; i++)
		if (form->faults[i].stale)
			return true;
	return false;
}

/* Theirs and mine, side by side. */
static void
form_commit_meet(struct form_view *v)
{
	struct err err = {0};

	if (!form_meet(v->form, &err)) {
		desk_err(v->view.desk, &err);
		v->page = FORM_PAGE_FIELDS;
		return;
	}
	v->row = 0;
	v->page = FORM_PAGE_MEETING;
	for (size_t i = v->form->meeting.count; i-- > 0;)
		if (!v->form->meeting.clashes[i].take)
			v->row = i;
}

void
form_commit_try(struct form_view *v)
{
	v->row = 0;
	if (!form_trial(v->form)) {
		if (is_stale(v->form))
			form_commit_meet(v);
		else
			v->page = FORM_PAGE_FAULTS;
		return;
	}
	if (v->form->purpose == FORM_SET && !v->form->change_count) {
		desk_say(v->view.desk, MESSAGE_SAID, _("没有改动"));
		return;
	}
	v->page = FORM_PAGE_CHANGES;
	if (v->ids)
		form_commit_try_marked(v);
}

void
form_commit_verify(struct form_view *v)
{
	if (form_trial(v->form)) {
		desk_say(v->view.desk, MESSAGE_PASSED,
		    _("校验通过，还没有写入：F6 保存"));
		return;
	}
	v->row = 0;
	if (is_stale(v->form))
		form_commit_meet(v);
	else
		v->page = FORM_PAGE_FAULTS;
}

static void
remember_doc_no(struct form_view *v)
{
	for (size_t i = 0; i < v->form->def->count; i++) {
		const struct form_field *f = &v->form->fields[i];

		if (f->field && f->field->column->reference &&
		    strstr(f->field->name, "doc") && *f->shown) {
			free(v->view.desk->doc_no);
			v->view.desk->doc_no = mem_strdup(f->shown);
		}
	}
}

static void
form_commit_save(struct form_view *v)
{
	struct desk *desk = v->view.desk;
	enum form_purpose purpose = v->form->purpose;
	char *label = mem_strdup(v->form->action_label);
	struct form_memory *memory =
	    form_memory_of(&desk->memory, v->form->def);
	struct err err = {0};

	form_memory_keep(memory, v->form);
	remember_doc_no(v);
	if (!form_save(v->form, &err)) {
		desk_err(desk, &err);
		v->page = FORM_PAGE_FIELDS;
		free(label);
		return;
	}
	if (purpose == FORM_ADD && desk->drafts)
		draft_drop_new(desk->drafts, v->form);
	form_keep_drop(v);
	v->saves = ++desk->saves;
	v->page = FORM_PAGE_FIELDS;
	v->row = 0;
	v->top = 0;
	v->direct = false;
	v->batch += purpose == FORM_ADD;
	desk_say(desk, MESSAGE_PASSED, _("已%s %s%s"),
	    purpose == FORM_MOVE       ? label
		: purpose == FORM_VOID ? _("作废")
				       : _("存"),
	    v->form->record.key ? v->form->record.key : "",
	    purpose == FORM_ADD ? _("   F5 接着录下一条") : "");
	free(label);
}

void
form_commit_reason(struct form_view *v)
{
	struct err ignored = {0};

	form_want_reason(v->form);
	v->page = FORM_PAGE_FIELDS;
	form_go(v->form, form_reason_at(v->form), false, &ignored);
	err_done(&ignored);
}

/* ---- the pages of faults and changes ---- */

static void
form_commit_settle(struct form_view *v)
{
	struct err err = {0};
	size_t at = v->row;

	if (form_settle(v->form, &at, &err)) {
		v->page = FORM_PAGE_FIELDS;
		v->dirty = true;
		form_commit_try(v);
		return;
	}
	if (err_is_set(&err)) {
		desk_err(v->view.desk, &err);
		return;
	}
	v->row = at;
	desk_say(v->view.desk, MESSAGE_SAID, _("这一栏两边都改了：打 1 或 2"));
}

void
form_commit_choose(struct form_view *v, int take)
{
	struct form_meeting *m = &v->form->meeting;

	if (v->row >= m->count || take < 1 || take > 2)
		return;
	m->clashes[v->row].take = take;
	for (size_t i = v->row + 1; i < m->count; i++)
		if (!m->clashes[i].take) {
			v->row = i;
			return;
		}
}

static void
form_commit_to_fault(struct form_view *v)
{
	struct err ignored = {0};
	const struct form_fault *fault = v->row < v->form->fault_count
	    ? &v->form->faults[v->row]
	    : NULL;

	v->page = FORM_PAGE_FIELDS;
	if (fault && fault->at >= 0)
		form_go(v->form, (size_t)fault->at, false, &ignored);
	err_done(&ignored);
}

static void
form_commit_enter(struct form_view *v)
{
	switch (v->page) {
	case FORM_PAGE_CHANGES:
		if (v->ids)
			form_commit_save_marked(v);
		else
			form_commit_save(v);
		break;
	case FORM_PAGE_MEETING:
		form_commit_settle(v);
		break;
	default:
		form_commit_to_fault(v);
	}
}

static bool
is_asked_again(enum command_id command)
{
	return command == COMMAND_HELP || command == COMMAND_WHY;
}

bool
form_commit_command(struct form_view *v, enum command_id command)
{
	switch (command) {
	case COMMAND_UP:
	case COMMAND_PREVIOUS:
		v->row -= v->row > 0;
		return true;
	case COMMAND_DOWN:
	case COMMAND_NEXT:
		v->row += v->row + 1 < form_pages_count(v);
		return true;
	case COMMAND_ENTER:
		form_commit_enter(v);
		return true;
	case COMMAND_SAVE:
		if (v->page == FORM_PAGE_FAULTS)
			form_commit_try(v);
		else if (v->page == FORM_PAGE_MEETING)
			form_commit_settle(v);
		return true;
	case COMMAND_FIELD_REASON:
		form_commit_reason(v);
		return true;
	case COMMAND_BACK:
		v->page = FORM_PAGE_FIELDS;
		return true;
	default:
		return !is_asked_again(command);
	}
}
