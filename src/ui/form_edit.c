/* Commands while a form is being filled: the caret, the text of the field,
 * signs, picks, leaving. */
#include "ui/form_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "record/sum.h"
#include "record/value.h"
#include "ui/pick.h"

/* The paper saved last, by this clerk or, before the first, by anybody. */
static char *
last_paper(struct form_view *v)
{
	const struct field *field = form_field(v->form);
	struct err ignored = {0};
	char *sql, *code = NULL;

	if (v->view.desk->doc_no)
		return mem_strdup(v->view.desk->doc_no);
	if (!field || !field->column->reference ||
	    !strstr(field->name, "doc"))
		return NULL;
	sql = mem_printf("SELECT code FROM \"%s\" WHERE void_reason IS NULL "
			 "ORDER BY id DESC LIMIT 1",
	    field->column->reference);
	if (!db_string(forms_book(v->form->forms)->db, &ignored, &code, sql,
		""))
		err_done(&ignored);
	free(sql);
	return code;
}

/* What a lone sign in a field stands for.  False: the field holds what is
 * to be taken; true: the caret stays, or went elsewhere. */
static bool
form_edit_sign(struct form_view *v)
{
	struct desk *desk = v->view.desk;
	struct form *form = v->form;
	char *sign = text_fold(textedit_text(&form->edit));
	struct err err = {0};
	char *paper = NULL;
	bool done = true;

	if (!strcmp(sign, "..")) {
		done = !form_ditto(
		    form, form_memory_of(&desk->memory, form->def));
		if (done) {
			textedit_replace(&form->edit, form->arrived);
			desk_say(desk, MESSAGE_SAID, _("没有上一条可抄"));
		}
	} else if (!strcmp(sign, "!")) {
		textedit_replace(&form->edit, form->arrived);
		form_commit_reason(v);
	} else if (!strcmp(sign, "@") && (paper = last_paper(v))) {
		textedit_replace(&form->edit, paper);
		done = false; /* read as if it had been typed */
	} else if (sign[0] == '=' && sign[1]) {
		char *sum = sum_of(sign + 1, &err);

		done = !sum;
		if (sum)
			textedit_replace(&form->edit, sum);
		else
			desk_err(desk, &err);
		free(sum);
	} else {
		done = false;
	}
	free(paper);
	free(sign);
	return done;
}

static void
form_edit_pick(struct form_view *v)
{
	const struct field *field = form_field(v->form);
	const char *typed = v->form->edit.selected
	    ? ""
	    : textedit_text(&v->form->edit);

	if (!field ||
	    (field->kind != KIND_CODE && field->kind != KIND_REFERENCE)) {
		desk_say(v->view.desk, MESSAGE_SAID, _("这一栏没有候选，直接填"));
		return;
	}
	if (!strcmp(typed, v->form->arrived))
		typed = "";
	desk_push(v->view.desk,
	    pick_field(v->view.desk, field, FORM_TAG_FIELD, typed));
}

/* Several fit what was typed, or none by name but some are near: choose. */
static bool
form_edit_choose(struct form_view *v)
{
	const struct field *field = form_field(v->form);
	struct choice *choices = NULL;
	struct err ignored = {0};
	size_t count = 0;

	if (!field ||
	    (field->kind != KIND_CODE && field->kind != KIND_REFERENCE))
		return false;
	(void)!value_choices(v->form->forms, field,
	    textedit_text(&v->form->edit), 2, &choices, &count, &ignored);
	value_choices_free(choices, count);
	err_done(&ignored);
	if (count)
		desk_push(v->view.desk,
		    pick_field(v->view.desk, field, FORM_TAG_FIELD,
			textedit_text(&v->form->edit)));
	return count > 0;
}

static void
form_edit_enter(struct form_view *v)
{
	struct form *form = v->form;
	struct err err = {0};
	size_t at = form->at;
	bool gone;

	if (form_edit_sign(v))
		return;
	if (form_is_last(form)) {
		gone = form_leave(form, true, &err);
		if (gone && !err_is_set(&err))
			form_commit_try(v);
	} else {
		gone = form_next(form, true, &err);
	}
	if (!gone && form->at == at && form->fields[at].fault) {
		if (form_edit_choose(v))
			err_done(&err);
		else
			textedit_select_all(&form->edit);
	}
	desk_err(v->view.desk, &err);
}

static void
form_edit_carry(struct form_view *v)
{
	struct form_memory *memory =
	    form_memory_of(&v->view.desk->memory, v->form->def);
	size_t at = v->form->at;

	if (!form_field(v->form))
		return;
	memory->carry[at] = !memory->carry[at];
	desk_say(v->view.desk, MESSAGE_SAID,
	    memory->carry[at] ? _("%s：沿用到下一条") : _("%s：不再沿用"),
	    _(form_field(v->form)->label));
}

static bool
form_edit_do(struct form_view *v, enum textedit_op op)
{
	textedit_do(&v->form->edit, op);
	form_peek(v->form);
	v->dirty = true;
	return true;
}

static void
form_edit_esc(struct form_view *v)
{
	struct desk *desk = v->view.desk;
	bool changed = form_is_changed(v->form);
	struct err err = {0};

	if (changed) {
		v->dirty = true;
		form_keep_write(&v->view);
	} else if (*v->kept) {
		form_keep_drop(v);
	}
	if (v->direct || v->form->purpose == FORM_ADD ||
	    !form_reload(v->form, &err)) {
		desk_err(desk, &err);
		desk_close(desk);
	}
	v->kept[0] = '\0';
	v->dirty = false;
	if (changed)
		desk_say(desk, MESSAGE_SAID,
		    _("没有存；录入的内容在草稿里，再开时接着录"));
}

/* Commands that move the caret or change the text of the field. */
static bool
form_edit_move(struct form_view *v, enum command_id command)
{
	struct err err = {0};
	bool done = true;

	switch (command) {
	case COMMAND_NEXT:
		if (!form_edit_sign(v) && !form_next(v->form, false, &err))
			(void)form_leave(v->form, false, &err);
		break;
	case COMMAND_DOWN:
		if (!textedit_do(&v->form->edit, TEXTEDIT_DOWN) &&
		    !form_edit_sign(v))
			form_next(v->form, false, &err);
		break;
	case COMMAND_UP:
		if (!textedit_do(&v->form->edit, TEXTEDIT_UP) &&
		    !form_edit_sign(v))
			form_previous(v->form, &err);
		break;
	case COMMAND_PREVIOUS:
		if (!form_edit_sign(v))
			form_previous(v->form, &err);
		break;
	case COMMAND_LEFT:
		return form_edit_do(v, TEXTEDIT_LEFT);
	case COMMAND_RIGHT:
		return form_edit_do(v, TEXTEDIT_RIGHT);
	case COMMAND_HOME:
		return form_edit_do(v, TEXTEDIT_HOME);
	case COMMAND_END:
		return form_edit_do(v, TEXTEDIT_END);
	case COMMAND_DELETE:
		return form_edit_do(v, TEXTEDIT_DELETE);
	case COMMAND_CHIP_DROP:
		return form_edit_do(v, TEXTEDIT_BACKSPACE);
	case COMMAND_UNDO:
		if (!textedit_do(&v->form->edit, TEXTEDIT_UNDO))
			desk_say(v->view.desk, MESSAGE_SAID,
			    _("这一栏没有可退回的；Esc 后再按撤销上次保存"));
		v->dirty = true;
		break;
	case COMMAND_REDO:
		return form_edit_do(v, TEXTEDIT_REDO);
	default:
		done = false;
	}
	desk_err(v->view.desk, &err);
	return done;
}

bool
form_edit_command(struct form_view *v, enum command_id command)
{
	struct form_memory *memory =
	    form_memory_of(&v->view.desk->memory, v->form->def);

	if (form_edit_move(v, command))
		return true;
	switch (command) {
	case COMMAND_ENTER:
		form_edit_enter(v);
		return true;
	case COMMAND_SET:
		textedit_deselect(&v->form->edit);
		return true;
	case COMMAND_PICK:
		form_edit_pick(v);
		return true;
	case COMMAND_SAVE:
		if (!form_edit_sign(v))
			form_commit_try(v);
		return true;
	case COMMAND_VERIFY:
		form_commit_verify(v);
		return true;
	case COMMAND_SAME:
		if (!form_ditto(v->form, memory))
			desk_say(v->view.desk, MESSAGE_SAID,
			    _("没有上一条可抄"));
		v->dirty = true;
		return true;
	case COMMAND_CARRY:
		form_edit_carry(v);
		return true;
	case COMMAND_FIELD_REASON:
		form_commit_reason(v);
		return true;
	case COMMAND_BACK:
		form_edit_esc(v);
		return true;
	default:
		/* what is typed would be lost under a record opened above */
		return false;
	}
}
