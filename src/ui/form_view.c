/* A form on the screen: the view itself (see form_view.h), made of the
 * parts in form_parts.h. */
#include "ui/form_view.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "ui/form_parts.h"

static void
form_view_close(struct view *view)
{
	struct form_view *v = (struct form_view *)view;

	form_free(v->form);
	record_moves_free(v->moves, v->move_count);
	track_free(v->track, v->track_count);
	record_parts_free(v->parts, v->part_count);
	record_why_free(v->steps, v->step_count);
	batch_done(&v->batch_result);
	free(v->ids);
	free(v);
}

static unsigned
form_view_contexts(const struct view *view)
{
	const struct form_view *v = (const struct form_view *)view;
	const struct textedit *edit = &v->form->edit;

	if (v->page != FORM_PAGE_FIELDS)
		return CONTEXT_PAGE;
	if (!form_is_editing(v->form))
		return CONTEXT_RECORD;
	return CONTEXT_FORM |
	    (edit->selected || textedit_is_empty(edit) ? CONTEXT_EMPTY : 0);
}

static bool
form_view_command(struct view *view, enum command_id command)
{
	struct form_view *v = (struct form_view *)view;

	if (v->page != FORM_PAGE_FIELDS)
		return form_commit_command(v, command);
	if (form_is_editing(v->form))
		return form_edit_command(v, command);
	return form_act_command(v, command);
}

static bool
form_view_text(struct view *view, const char *text, bool pasted)
{
	struct form_view *v = (struct form_view *)view;

	(void)pasted;
	if (v->page != FORM_PAGE_FIELDS) {
		int sign = keymap_sign(text);

		if (v->page == FORM_PAGE_MEETING)
			form_commit_choose(v, sign - '0');
		else if (sign == '!')
			form_commit_reason(v);
		return true;
	}
	if (!form_is_editing(v->form))
		return false;
	if (!textedit_insert(&v->form->edit, text, strlen(text)))
		desk_say(view->desk, MESSAGE_WARNING, _("这一栏至多 %zu 个字"),
		    v->form->edit.limit);
	v->dirty = true;
	form_peek(v->form);
	return true;
}

static void
form_view_answer(struct view *view, const struct answer *answer)
{
	struct form_view *v = (struct form_view *)view;
	struct err err = {0};

	if (!answer->taken)
		return;
	if (answer->tag == FORM_TAG_MOVES) {
		form_act_move(v, answer->at);
		return;
	}
	form_type(v->form, v->form->at, answer->code);
	v->dirty = true;
	if (!form_is_last(v->form))
		form_next(v->form, false, &err);
	desk_err(view->desk, &err);
}

/* An undo, or a save in a view above, may have changed an open record. */
static void
form_view_prepare(struct view *view, struct rect body)
{
	struct form_view *v = (struct form_view *)view;
	struct err err = {0};

	(void)body;
	if (v->track_saves != view->desk->saves + 1 && v->form->record.id) {
		v->track_saves = view->desk->saves + 1;
		form_act_read_track(v);
		form_below_read(v);
	}
	if (v->saves == view->desk->saves || form_is_editing(v->form))
		return;
	v->saves = view->desk->saves;
	if (!form_reload(v->form, &err)) {
		desk_err(view->desk, &err);
		desk_close(view->desk);
	}
}

static void
form_view_draw(struct view *view, struct rect body, int *y, int *x)
{
	struct form_view *v = (struct form_view *)view;

	switch (v->page) {
	case FORM_PAGE_FIELDS:
		form_draw_fields(v, body, y, x);
		break;
	case FORM_PAGE_FAULTS:
		form_pages_faults(v, body, y, x);
		break;
	case FORM_PAGE_CHANGES:
		form_pages_changes(v, body, y, x);
		if (v->ids)
			form_pages_batch(v, body);
		break;
	case FORM_PAGE_MEETING:
		form_pages_meeting(v, body, y, x);
		break;
	}
}

static void
form_view_reread(struct view *view)
{
	((struct form_view *)view)->saves--;
}

static bool
form_view_has_panel(const struct view *view)
{
	(void)view;
	return true;
}

static bool
form_view_subject(struct view *view, struct subject *subject)
{
	struct form_view *v = (struct form_view *)view;

	subject->form = v->form->def;
	subject->id = v->form->record.id;
	subject->key = v->form->record.key ? v->form->record.key : "";
	subject->field = v->form->fields[form_draw_at(v)].field;
	return true;
}

static bool
form_view_writes(const struct view *view)
{
	return ((const struct form_view *)view)->page == FORM_PAGE_CHANGES;
}

static const struct view_class form_view_class = {
    .name = "form",
    .close = form_view_close,
    .contexts = form_view_contexts,
    .path = form_words_path,
    .status = form_words_status,
    .cell = form_words_cell,
    .hint = form_words_hint,
    .legend = form_words_legend,
    .prepare = form_view_prepare,
    .draw = form_view_draw,
    .has_panel = form_view_has_panel,
    .panel = form_draw_panel,
    .writes = form_view_writes,
    .command = form_view_command,
    .text = form_view_text,
    .answer = form_view_answer,
    .keep = form_keep_write,
    .reread = form_view_reread,
    .subject = form_view_subject,
};

static void
form_view_begin(
    struct form_view *v, enum record_act act, const char *action)
{
	switch (act) {
	case RECORD_SET:
		form_act_begin(v, COMMAND_SET);
		break;
	case RECORD_COPY:
		form_act_begin(v, COMMAND_COPY);
		break;
	case RECORD_VOID:
		form_act_begin(v, COMMAND_VOID);
		break;
	case RECORD_DO:
		form_act_moves(v, action);
		break;
	case RECORD_ADD:
		form_act_begun(v);
		break;
	default:
		break;
	}
}

struct view *
form_view_new(struct desk *desk, const struct formdef *def, int64_t id,
    enum record_act act, const char *action, const int64_t *ids,
    size_t count)
{
	struct form_view *v;
	struct form *form;
	struct err err = {0};

	if (!desk_is_today(desk) && act == RECORD_ADD) {
		desk_say(desk, MESSAGE_REFUSED,
		    _("时点不是今天，只能看：Ctrl+T 回车回到今天"));
		return NULL;
	}
	if (act == RECORD_ADD)
		form = form_new(desk->forms, def,
		    form_memory_of(&desk->memory, def), &err);
	else
		form = form_open(desk->forms, def, id, &err);
	if (!form) {
		desk_err(desk, &err);
		return NULL;
	}
	v = mem_alloc(sizeof(*v));
	v->view.class = &form_view_class;
	v->view.desk = desk;
	v->form = form;
	v->saves = desk->saves;
	if (count) {
		v->ids = mem_array(count, sizeof(*v->ids));
		memcpy(v->ids, ids, count * sizeof(*ids));
		v->id_count = count;
	}
	if (id)
		desk_remember(desk, def->name, id,
		    form->record.key ? form->record.key : "",
		    form_words_label(v));
	v->direct = act == RECORD_SET || act == RECORD_VOID;
	form_view_begin(v, act, action);
	return &v->view;
}

void
form_view_focus(struct view *view, const char *field)
{
	struct form_view *v = (struct form_view *)view;
	struct err ignored = {0};

	for (size_t i = 0; i < v->form->count; i++)
		if (v->form->fields[i].stop && v->form->fields[i].field &&
		    !strcmp(v->form->fields[i].field->name, field))
			form_go(v->form, i, false, &ignored);
	err_done(&ignored);
}
