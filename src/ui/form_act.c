/* An open record: its rows, and what may be begun from it. */
#include "ui/form_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "ui/pick.h"

void
form_act_read_track(struct form_view *v)
{
	struct err err = {0};

	track_free(v->track, v->track_count);
	v->track = NULL;
	v->track_count = 0;
	if (!track_read(&v->form->before, v->form->forms, &v->track,
		&v->track_count, &err))
		desk_err(v->view.desk, &err);
}

void
form_act_begun(struct form_view *v)
{
	v->page = FORM_PAGE_FIELDS;
	v->top = 0;
	v->row = 0;
	v->part = 0;
	form_keep_offer(v);
}

static bool
has_wanted(const struct form *form)
{
	for (size_t i = 0; i < form->count; i++)
		if (form->fields[i].stop && form->fields[i].wanted)
			return true;
	return false;
}

void
form_act_move(struct form_view *v, size_t i)
{
	if (i >= v->move_count)
		return;
	if (v->moves[i].others) {
		desk_say(v->view.desk, MESSAGE_REFUSED,
		    _("不能%s：须由%s办理"), _(v->moves[i].label),
		    v->moves[i].others);
		return;
	}
	form_begin_move(v->form, &v->moves[i]);
	form_act_begun(v);
	if (!has_wanted(v->form))
		form_commit_try(v);
}

/* Where it leads, or who may.  The caller's; NULL for nothing to say. */
static char *
move_note(const struct move *move)
{
	if (move->others)
		return mem_printf(_("须由%s办理"), move->others);
	return move->to_label ? mem_printf("-> %s", _(move->to_label)) : NULL;
}

void
form_act_moves(struct form_view *v, const char *action)
{
	struct desk *desk = v->view.desk;
	struct pick_item *items;
	struct err err = {0};

	record_moves_free(v->moves, v->move_count);
	v->moves = NULL;
	v->move_count = 0;
	if (!record_moves(&v->form->record, desk->forms, &v->moves,
		&v->move_count, &err)) {
		desk_err(desk, &err);
		return;
	}
	if (!v->move_count) {
		desk_say(desk, MESSAGE_SAID, _("现在没有可办的下一步"));
		return;
	}
	for (size_t i = 0; action && i < v->move_count; i++)
		if (!strcmp(v->moves[i].action, action)) {
			form_act_move(v, i);
			return;
		}
	items = mem_array(v->move_count, sizeof(*items));
	for (size_t i = 0; i < v->move_count; i++) {
		items[i].code = mem_strdup(v->moves[i].action);
		items[i].text = mem_strdup(_(v->moves[i].label));
		items[i].note = move_note(&v->moves[i]);
	}
	desk_push(desk,
	    pick_menu(desk, _("办理"), FORM_TAG_MOVES, items, v->move_count, true));
}

static bool
form_act_is_fixed(struct form_view *v)
{
	if (!desk_is_today(v->view.desk)) {
		desk_say(v->view.desk, MESSAGE_REFUSED,
		    _("时点不是今天，只能看：Ctrl+T 回车回到今天"));
		return true;
	}
	if (!v->form->def->table->view)
		return false;
	desk_say(v->view.desk, MESSAGE_REFUSED, _("%s 是统计，只能看"),
	    _(v->form->def->title));
	return true;
}

static void
form_act_add(struct form_view *v)
{
	struct desk *desk = v->view.desk;
	struct err err = {0};
	struct form *form = form_new(desk->forms, v->form->def,
	    form_memory_of(&desk->memory, v->form->def), &err);

	if (!form) {
		desk_err(desk, &err);
		return;
	}
	form_free(v->form);
	v->form = form;
	form_act_begun(v);
}

/* What may be begun from an open record. */
bool
form_act_begin(struct form_view *v, enum command_id command)
{
	if (command != COMMAND_ADD && command != COMMAND_DO &&
	    command != COMMAND_SET && command != COMMAND_COPY &&
	    command != COMMAND_VOID)
		return false;
	if (form_act_is_fixed(v))
		return true;
	switch (command) {
	case COMMAND_ADD:
		form_act_add(v);
		return true;
	case COMMAND_DO:
		form_act_moves(v, NULL);
		return true;
	case COMMAND_SET:
		form_begin_set(v->form);
		break;
	case COMMAND_COPY:
		form_begin_copy(v->form);
		break;
	default:
		form_begin_void(v->form);
		break;
	}
	form_act_begun(v);
	return true;
}

/* ---- the rows ---- */

static void
form_act_row(struct form_view *v, int by)
{
	long to = (long)v->row;

	if (v->part) {
		form_below_move(v, by);
		return;
	}
	for (;;) {
		const struct form_field *f;

		to += by;
		if (to >= (long)v->form->def->count)
			form_below_move(v, by);
		if (to < 0 || to >= (long)v->form->def->count)
			return;
		f = &v->form->fields[to];
		if (f->field && !f->field->column->house &&
		    !f->field->hidden) {
			v->row = (size_t)to;
			return;
		}
	}
}

static void
form_act_follow(struct form_view *v)
{
	const struct form_field *f = &v->form->fields[v->row];
	const char *stored =
	    f->field ? v->form->record.stored[v->row] : NULL;

	if (stored && f->field->column->reference &&
	    desk_form(v->view.desk, f->field->column->reference))
		desk_ask_record(v->view.desk, f->field->column->reference,
		    strtoll(stored, NULL, 10), RECORD_SHOW);
	else
		form_act_row(v, 1);
}

bool
form_act_command(struct form_view *v, enum command_id command)
{
	if (form_act_begin(v, command))
		return true;
	switch (command) {
	case COMMAND_UP:
	case COMMAND_PREVIOUS:
		form_act_row(v, -1);
		return true;
	case COMMAND_DOWN:
	case COMMAND_NEXT:
		form_act_row(v, 1);
		return true;
	case COMMAND_PAGE_UP:
	case COMMAND_PAGE_DOWN:
		for (int i = 0; i < v->rows; i++)
			form_act_row(v, command == COMMAND_PAGE_UP ? -1 : 1);
		return true;
	case COMMAND_HOME:
		v->row = 0;
		v->part = 0;
		return true;
	case COMMAND_ENTER:
		if (v->part)
			form_below_follow(v);
		else
			form_act_follow(v);
		return true;
	case COMMAND_SHOW:
		return true;
	case COMMAND_BACK:
		desk_close(v->view.desk);
		return true;
	default:
		return false;
	}
}
