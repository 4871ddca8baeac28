/* A form on the screen: commands and drafts (see form_view.h); its looks
 * are in form_draw.c. */
#include "ui/form_view.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "record/draft.h"
#include "record/sum.h"
#include "ui/form_view_private.h"
#include "ui/pick.h"

enum form_tag { TAG_MOVES = 1, TAG_FIELD };

static void
form_view_close(struct view *view)
{
	struct form_view *v = (struct form_view *)view;

	form_free(v->form);
	record_moves_free(v->moves, v->move_count);
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

/* ---- the frame ---- */

static const char *
record_words(const struct form_view *v)
{
	const struct form *form = v->form;

	for (size_t i = 0; i < form->def->count; i++)
		if (form->fields[i].field == form->def->label)
			return form->fields[i].shown;
	return "";
}

/* At most so many cells of a label stand in the path. */
#define PATH_WORDS 20

static void
add_words(struct buf *to, const char *words)
{
	if (text_width(words) <= PATH_WORDS)
		buf_add_string(to, words);
	else
		text_pad(to, words, PATH_WORDS, -1);
}

static void
form_view_path(struct view *view, struct buf *to)
{
	struct form_view *v = (struct form_view *)view;
	const struct form *form = v->form;
	const char *words = record_words(v);
	/* under its own list the title has been said */
	bool told = to->size && strstr(buf_string(to), form->def->title);

	if (v->ids && form_is_editing(form)) {
		buf_printf(to, "%s已选 %zu 行 > %s", told ? "" : form->def->title,
		    v->id_count,
		    form->purpose == FORM_MOVE       ? form->action_label
			: form->purpose == FORM_VOID ? "作废"
						     : "批量");
		return;
	}
	if (form->purpose == FORM_ADD && told) {
		buf_add_string(to, "新增");
		return;
	}
	if (form->purpose == FORM_ADD) {
		buf_printf(to, "新增 %s", form->def->title);
		return;
	}
	buf_printf(to, "%s%s%s", told ? "" : form->def->title,
	    told ? "" : " ", form->record.key ? form->record.key : "");
	if (*words &&
	    (!form->record.key || strcmp(words, form->record.key) != 0)) {
		buf_add_char(to, ' ');
		add_words(to, words);
	}
	if (form->purpose == FORM_SET)
		buf_add_string(to, " > 修改");
	else if (form->purpose == FORM_MOVE)
		buf_printf(to, " > %s", form->action_label);
	else if (form->purpose == FORM_VOID)
		buf_add_string(to, " > 作废");
}

static const char *
shown_of(const struct form_view *v, const char *field)
{
	int at = form_find(v->form, field);

	return at >= 0 ? v->form->fields[at].shown : "";
}

static void
form_view_status(struct view *view, struct buf *to, int cells)
{
	struct form_view *v = (struct form_view *)view;
	const struct form_memory *memory =
	    form_memory_of(&view->desk->memory, v->form->def);
	struct buf carried = {0};

	(void)cells;
	if (v->form->purpose == FORM_SHOW && *shown_of(v, "void_reason"))
		buf_printf(to, "已作废：%s", shown_of(v, "void_reason"));
	else if (v->form->purpose == FORM_SHOW &&
	    v->form->def->table->has_state)
		buf_printf(to, "状态 %s", shown_of(v, "state"));
	if (v->form->purpose == FORM_MOVE)
		buf_printf(to, "%s -> %s   ", v->form->action_label,
		    v->form->to_state ? v->form->to_state : "");
	if (v->form->purpose == FORM_ADD && v->batch)
		buf_printf(to, "本批第 %zu 条   ", v->batch + 1);
	for (size_t i = 0; i < v->form->def->count; i++)
		if (memory->carry[i])
			buf_printf(&carried, "%s%s", carried.size ? "、" : "",
			    v->form->def->fields[i].label);
	if (carried.size && v->form->purpose == FORM_ADD)
		buf_printf(to, "沿用 %s   ", buf_string(&carried));
	buf_done(&carried);
	if (form_is_editing(v->form) && *v->kept)
		buf_printf(to, "草稿 %s 已存", v->kept);
}

static void
form_view_cell(struct view *view, struct buf *to)
{
	struct form_view *v = (struct form_view *)view;
	const struct form_field *f = &v->form->fields[form_view_at(v)];
	const struct field *field = f->field;

	if (v->page != FORM_PAGE_FIELDS)
		return;
	if (f->fault)
		buf_add_string(to, f->fault);
	else if (!field)
		buf_add_string(to, "写明理由，记入轨迹");
	else if (form_is_editing(v->form)) {
		if (field->hint)
			buf_add_string(to, field->hint);
		if (field->example)
			buf_printf(to, "%s例：%s", to->size ? "   " : "",
			    field->example);
		if (!to->size &&
		    (field->kind == KIND_DATE || field->kind == KIND_PARTIAL))
			buf_add_string(to,
			    "5 本月5日  0301  260301  +30  -1m  月底  . 今天  .. 同上");
		if (f->side && *f->side)
			buf_printf(to, "%s%s", to->size ? "   " : "",
			    f->side);
	} else {
		buf_printf(to, "%s：%s%s%s", field->label, f->shown,
		    f->side && *f->side ? "   " : "",
		    f->side ? f->side : "");
	}
}

static void
form_view_hint(struct view *view, struct buf *to)
{
	struct form_view *v = (struct form_view *)view;

	switch (v->page) {
	case FORM_PAGE_FAULTS:
		buf_add_string(to,
		    "回车到那一栏；带 ! 的可打 ! 写理由后再存；Esc 接着改");
		return;
	case FORM_PAGE_CHANGES:
		buf_add_string(to, "回车就写入；Esc 接着改");
		return;
	case FORM_PAGE_FIELDS:
		break;
	}
	if (form_is_editing(v->form))
		buf_add_string(to,
		    "Enter 下一栏，F6 列出改动再存，Esc 返回并留草稿");
	else if (v->form->def->table->view)
		buf_add_string(to, "统计，只能看；7 为什么");
	else
		buf_add_string(to,
		    "1办理 2修改 3复制 4作废 7为什么 8轨迹  F5新增  Esc返回");
}

static const enum command_id *
form_view_legend(struct view *view)
{
	static const enum command_id editing[] = {COMMAND_ENTER, COMMAND_PICK,
	    COMMAND_SAVE, COMMAND_VERIFY, COMMAND_SAME, COMMAND_CARRY,
	    COMMAND_HELP, COMMAND_BACK, COMMAND_NONE};
	static const enum command_id open[] = {COMMAND_DO, COMMAND_SET,
	    COMMAND_ADD, COMMAND_WHY, COMMAND_UNDO, COMMAND_PALETTE,
	    COMMAND_HELP, COMMAND_BACK, COMMAND_NONE};
	static const enum command_id page[] = {COMMAND_ENTER, COMMAND_HELP,
	    COMMAND_BACK, COMMAND_NONE};
	struct form_view *v = (struct form_view *)view;

	if (v->page != FORM_PAGE_FIELDS)
		return page;
	return form_is_editing(v->form) ? editing : open;
}

/* ---- drafts ---- */

static void
form_view_keep(struct view *view)
{
	struct form_view *v = (struct form_view *)view;
	struct err err = {0};

	if (!v->dirty || !view->desk->drafts || !form_is_changed(v->form))
		return;
	desk_clock(v->kept);
	if (!draft_write(view->desk->drafts, v->form, v->kept, &err)) {
		v->kept[0] = '\0';
		desk_err(view->desk, &err);
	}
	v->dirty = false;
}

static void
form_view_drop_draft(struct form_view *v)
{
	if (v->view.desk->drafts)
		draft_drop(v->view.desk->drafts, v->form);
	v->kept[0] = '\0';
	v->dirty = false;
}

/* A draft of the same thing is taken up again. */
static void
form_view_offer_draft(struct form_view *v)
{
	struct desk *desk = v->view.desk;
	struct draft draft;

	if (!desk->drafts || !draft_find(desk->drafts, v->form, &draft))
		return;
	if (draft.purpose == v->form->purpose &&
	    (draft.purpose != FORM_MOVE ||
		(draft.action && !strcmp(draft.action, v->form->action)))) {
		draft_restore(&draft, v->form);
		memset(v->kept, 0, sizeof(v->kept));
		strncpy(v->kept, draft.at ? draft.at : "",
		    sizeof(v->kept) - 1);
		desk_say(desk, MESSAGE_SAID,
		    "接着 %s 没存完的草稿", v->kept);
	}
	draft_done(&draft);
}

/* ---- acts ---- */

static void
form_view_begun(struct form_view *v)
{
	v->page = FORM_PAGE_FIELDS;
	v->top = 0;
	v->row = 0;
	form_view_offer_draft(v);
}

static void form_view_try(struct form_view *);

static void
form_view_do(struct form_view *v)
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
		desk_say(desk, MESSAGE_SAID, "现在没有可办的下一步");
		return;
	}
	items = mem_array(v->move_count, sizeof(*items));
	for (size_t i = 0; i < v->move_count; i++) {
		items[i].code = mem_strdup(v->moves[i].action);
		items[i].text = mem_strdup(v->moves[i].label);
		items[i].note = v->moves[i].to_label
		    ? mem_printf("-> %s", v->moves[i].to_label)
		    : NULL;
	}
	desk_push(desk,
	    pick_menu(desk, "办理", TAG_MOVES, items, v->move_count, true));
}

static bool
has_wanted(const struct form *form)
{
	for (size_t i = 0; i < form->count; i++)
		if (form->fields[i].stop && form->fields[i].wanted)
			return true;
	return false;
}

static void
form_view_move(struct form_view *v, size_t i)
{
	if (i >= v->move_count)
		return;
	form_begin_move(v->form, &v->moves[i]);
	form_view_begun(v);
	if (!has_wanted(v->form))
		form_view_try(v);
}

static bool
form_view_is_fixed(struct form_view *v)
{
	if (!desk_is_today(v->view.desk)) {
		desk_say(v->view.desk, MESSAGE_REFUSED,
		    "时点不是今天，只能看：Ctrl+T 回车回到今天");
		return true;
	}
	if (!v->form->def->table->view)
		return false;
	desk_say(v->view.desk, MESSAGE_REFUSED, "%s 是统计，只能看",
	    v->form->def->title);
	return true;
}

static void
form_view_add(struct form_view *v)
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
	form_view_begun(v);
}

/* What may be begun from an open record. */
static bool
form_view_act(struct form_view *v, enum command_id command)
{
	if (command != COMMAND_ADD && command != COMMAND_DO &&
	    command != COMMAND_SET && command != COMMAND_COPY &&
	    command != COMMAND_VOID)
		return false;
	if (form_view_is_fixed(v))
		return true;
	switch (command) {
	case COMMAND_ADD:
		form_view_add(v);
		return true;
	case COMMAND_DO:
		form_view_do(v);
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
	form_view_begun(v);
	return true;
}

/* ---- saving ---- */

static void
form_view_try_marked(struct form_view *v)
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
form_view_save_marked(struct form_view *v)
{
	struct desk *desk = v->view.desk;
	struct batch done = {0};
	struct err err = {0};

	if (!batch_run(v->form, v->ids, v->id_count, false, &done, &err)) {
		desk_err(desk, &err);
		v->page = FORM_PAGE_FIELDS;
		return;
	}
	form_view_drop_draft(v);
	desk->saves++;
	desk_say(desk, done.count ? MESSAGE_WARNING : MESSAGE_PASSED,
	    "已办 %zu 行，拒绝 %zu 行（Ctrl+Z 一步撤销）", done.good,
	    done.count);
	batch_done(&done);
	desk_close(desk);
}

static void
form_view_try(struct form_view *v)
{
	v->row = 0;
	if (!form_trial(v->form)) {
		v->page = FORM_PAGE_FAULTS;
		return;
	}
	if (v->form->purpose == FORM_SET && !v->form->change_count) {
		desk_say(v->view.desk, MESSAGE_SAID, "没有改动");
		return;
	}
	v->page = FORM_PAGE_CHANGES;
	if (v->ids)
		form_view_try_marked(v);
}

static void
form_view_verify(struct form_view *v)
{
	if (form_trial(v->form)) {
		desk_say(v->view.desk, MESSAGE_PASSED,
		    "校验通过，还没有写入：F6 保存");
		return;
	}
	v->row = 0;
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
form_view_save(struct form_view *v)
{
	struct desk *desk = v->view.desk;
	enum form_purpose purpose = v->form->purpose;
	char *label = mem_strdup(v->form->action_label);
	struct form_memory *memory =
	    form_memory_of(&desk->memory, v->form->def);
	struct err err = {0};

	form_memory_keep(memory, v->form);
	remember_doc_no(v);
	if (purpose == FORM_ADD)
		form_view_drop_draft(v); /* while it is still the new one's */
	if (!form_save(v->form, &err)) {
		desk_err(desk, &err);
		v->dirty = true;
		v->page = FORM_PAGE_FIELDS;
		free(label);
		return;
	}
	form_view_drop_draft(v);
	v->saves = ++desk->saves;
	v->page = FORM_PAGE_FIELDS;
	v->row = 0;
	v->top = 0;
	v->direct = false;
	v->batch += purpose == FORM_ADD;
	desk_say(desk, MESSAGE_PASSED, "已%s %s%s",
	    purpose == FORM_MOVE       ? label
		: purpose == FORM_VOID ? "作废"
				       : "存",
	    v->form->record.key ? v->form->record.key : "",
	    purpose == FORM_ADD ? "   F5 接着录下一条" : "");
	free(label);
}

static void
form_view_to_reason(struct form_view *v)
{
	struct err ignored = {0};

	form_want_reason(v->form);
	v->page = FORM_PAGE_FIELDS;
	form_go(v->form, form_reason_at(v->form), false, &ignored);
	err_done(&ignored);
}

/* ---- fields ---- */

/* What a lone sign in a field stands for.  False: the field holds what is
 * to be taken; true: the caret stays, or went elsewhere. */
static bool
form_view_sign(struct form_view *v)
{
	struct desk *desk = v->view.desk;
	struct form *form = v->form;
	char *sign = text_fold(textedit_text(&form->edit));
	struct err err = {0};
	bool done = true;

	if (!strcmp(sign, "..")) {
		done = !form_ditto(
		    form, form_memory_of(&desk->memory, form->def));
		if (done) {
			textedit_replace(&form->edit, form->arrived);
			desk_say(desk, MESSAGE_SAID, "没有上一条可抄");
		}
	} else if (!strcmp(sign, "!")) {
		textedit_replace(&form->edit, form->arrived);
		form_view_to_reason(v);
	} else if (!strcmp(sign, "@") && desk->doc_no) {
		textedit_replace(&form->edit, desk->doc_no);
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
	free(sign);
	return done;
}

static void
form_view_enter(struct form_view *v)
{
	struct err err = {0};

	if (form_view_sign(v))
		return;
	if (form_is_last(v->form)) {
		if (form_leave(v->form, true, &err))
			form_view_try(v);
	} else {
		form_next(v->form, true, &err);
	}
	desk_err(v->view.desk, &err);
}

static void
form_view_pick(struct form_view *v)
{
	const struct field *field = form_field(v->form);
	const char *typed = v->form->edit.selected
	    ? ""
	    : textedit_text(&v->form->edit);

	if (!field ||
	    (field->kind != KIND_CODE && field->kind != KIND_REFERENCE)) {
		desk_say(v->view.desk, MESSAGE_SAID, "这一栏没有候选，直接填");
		return;
	}
	if (!strcmp(typed, v->form->arrived))
		typed = "";
	desk_push(v->view.desk,
	    pick_field(v->view.desk, field, TAG_FIELD, typed));
}

static void
form_view_carry(struct form_view *v)
{
	struct form_memory *memory =
	    form_memory_of(&v->view.desk->memory, v->form->def);
	size_t at = v->form->at;

	if (!form_field(v->form))
		return;
	memory->carry[at] = !memory->carry[at];
	desk_say(v->view.desk, MESSAGE_SAID,
	    memory->carry[at] ? "%s：沿用到下一条" : "%s：不再沿用",
	    form_field(v->form)->label);
}

static bool
is_asked_again(enum command_id command)
{
	return command == COMMAND_HELP || command == COMMAND_WHY;
}

static bool
form_view_edit(struct form_view *v, enum textedit_op op)
{
	textedit_do(&v->form->edit, op);
	v->dirty = true;
	return true;
}

static void
form_view_esc(struct form_view *v)
{
	struct desk *desk = v->view.desk;
	bool changed = form_is_changed(v->form);
	struct err err = {0};

	if (changed) {
		v->dirty = true;
		form_view_keep(&v->view);
	} else if (*v->kept) {
		form_view_drop_draft(v);
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
		    "没有存；录入的内容在草稿里，再开时接着录");
}

/* Commands that move the caret or change the text of the field. */
static bool
form_view_type(struct form_view *v, enum command_id command)
{
	struct err err = {0};
	bool done = true;

	switch (command) {
	case COMMAND_NEXT:
		if (!form_view_sign(v) && !form_next(v->form, false, &err))
			(void)form_leave(v->form, false, &err);
		break;
	case COMMAND_DOWN:
		if (!textedit_do(&v->form->edit, TEXTEDIT_DOWN) &&
		    !form_view_sign(v))
			form_next(v->form, false, &err);
		break;
	case COMMAND_UP:
		if (!textedit_do(&v->form->edit, TEXTEDIT_UP) &&
		    !form_view_sign(v))
			form_previous(v->form, &err);
		break;
	case COMMAND_PREVIOUS:
		if (!form_view_sign(v))
			form_previous(v->form, &err);
		break;
	case COMMAND_LEFT:
		return form_view_edit(v, TEXTEDIT_LEFT);
	case COMMAND_RIGHT:
		return form_view_edit(v, TEXTEDIT_RIGHT);
	case COMMAND_HOME:
		return form_view_edit(v, TEXTEDIT_HOME);
	case COMMAND_END:
		return form_view_edit(v, TEXTEDIT_END);
	case COMMAND_DELETE:
		return form_view_edit(v, TEXTEDIT_DELETE);
	case COMMAND_CHIP_DROP:
		return form_view_edit(v, TEXTEDIT_BACKSPACE);
	case COMMAND_UNDO:
		if (!textedit_do(&v->form->edit, TEXTEDIT_UNDO))
			desk_say(v->view.desk, MESSAGE_SAID,
			    "这一栏没有可退回的；Esc 后再按撤销上次保存");
		v->dirty = true;
		break;
	case COMMAND_REDO:
		return form_view_edit(v, TEXTEDIT_REDO);
	default:
		done = false;
	}
	desk_err(v->view.desk, &err);
	return done;
}

static bool
form_view_editing(struct form_view *v, enum command_id command)
{
	struct form_memory *memory =
	    form_memory_of(&v->view.desk->memory, v->form->def);

	if (form_view_type(v, command))
		return true;
	switch (command) {
	case COMMAND_ENTER:
		form_view_enter(v);
		return true;
	case COMMAND_SET:
		textedit_deselect(&v->form->edit);
		return true;
	case COMMAND_PICK:
		form_view_pick(v);
		return true;
	case COMMAND_SAVE:
		if (!form_view_sign(v))
			form_view_try(v);
		return true;
	case COMMAND_VERIFY:
		form_view_verify(v);
		return true;
	case COMMAND_SAME:
		if (!form_ditto(v->form, memory))
			desk_say(v->view.desk, MESSAGE_SAID,
			    "没有上一条可抄");
		v->dirty = true;
		return true;
	case COMMAND_CARRY:
		form_view_carry(v);
		return true;
	case COMMAND_FIELD_REASON:
		form_view_to_reason(v);
		return true;
	case COMMAND_BACK:
		form_view_esc(v);
		return true;
	default:
		/* what is typed would be lost under a record opened above */
		return false;
	}
}

/* ---- an open record ---- */

static void
form_view_row(struct form_view *v, int by)
{
	long to = (long)v->row;

	for (;;) {
		const struct form_field *f;

		to += by;
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
form_view_follow(struct form_view *v)
{
	const struct form_field *f = &v->form->fields[v->row];
	const char *stored =
	    f->field ? v->form->record.stored[v->row] : NULL;

	if (stored && f->field->column->reference &&
	    desk_form(v->view.desk, f->field->column->reference))
		desk_ask_record(v->view.desk, f->field->column->reference,
		    strtoll(stored, NULL, 10), RECORD_SHOW);
	else
		form_view_row(v, 1);
}

static bool
form_view_open(struct form_view *v, enum command_id command)
{
	if (form_view_act(v, command))
		return true;
	switch (command) {
	case COMMAND_UP:
	case COMMAND_PREVIOUS:
		form_view_row(v, -1);
		return true;
	case COMMAND_DOWN:
	case COMMAND_NEXT:
		form_view_row(v, 1);
		return true;
	case COMMAND_PAGE_UP:
	case COMMAND_PAGE_DOWN:
		for (int i = 0; i < v->rows; i++)
			form_view_row(v, command == COMMAND_PAGE_UP ? -1 : 1);
		return true;
	case COMMAND_HOME:
		v->row = 0;
		return true;
	case COMMAND_ENTER:
		form_view_follow(v);
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

/* ---- the pages of faults and changes ---- */

/* What somebody else saved meanwhile comes in; what was typed stays. */
static void
form_view_rebase(struct form_view *v)
{
	struct err err = {0};
	size_t both = 0;

	if (!form_rebase(v->form, &both, &err)) {
		desk_err(v->view.desk, &err);
		return;
	}
	if (both)
		desk_say(v->view.desk, MESSAGE_WARNING,
		    "取了对方的改动；两边都改的 %zu 栏标 !，存时按这里的", both);
	else
		desk_say(v->view.desk, MESSAGE_PASSED,
		    "取了对方的改动，没有两边都改的栏；F6 再存");
}

static void
form_view_to_fault(struct form_view *v)
{
	struct err ignored = {0};
	const struct form_fault *fault = v->row < v->form->fault_count
	    ? &v->form->faults[v->row]
	    : NULL;
	int at = fault ? fault->at : -1;

	v->page = FORM_PAGE_FIELDS;
	if (fault && fault->stale) {
		form_view_rebase(v);
		return;
	}
	if (at >= 0)
		form_go(v->form, (size_t)at, false, &ignored);
	err_done(&ignored);
}

static bool
form_view_paging(struct form_view *v, enum command_id command)
{
	switch (command) {
	case COMMAND_UP:
	case COMMAND_PREVIOUS:
		v->row -= v->row > 0;
		return true;
	case COMMAND_DOWN:
	case COMMAND_NEXT:
		v->row += v->page == FORM_PAGE_FAULTS &&
		    v->row + 1 < v->form->fault_count;
		return true;
	case COMMAND_ENTER:
		if (v->page == FORM_PAGE_CHANGES && v->ids)
			form_view_save_marked(v);
		else if (v->page == FORM_PAGE_CHANGES)
			form_view_save(v);
		else
			form_view_to_fault(v);
		return true;
	case COMMAND_SAVE:
		if (v->page == FORM_PAGE_FAULTS)
			form_view_try(v);
		return true;
	case COMMAND_FIELD_REASON:
		form_view_to_reason(v);
		return true;
	case COMMAND_BACK:
		v->page = FORM_PAGE_FIELDS;
		return true;
	default:
		return !is_asked_again(command);
	}
}

static bool
form_view_command(struct view *view, enum command_id command)
{
	struct form_view *v = (struct form_view *)view;

	if (v->page != FORM_PAGE_FIELDS)
		return form_view_paging(v, command);
	if (form_is_editing(v->form))
		return form_view_editing(v, command);
	return form_view_open(v, command);
}

static bool
form_view_text(struct view *view, const char *text, bool pasted)
{
	struct form_view *v = (struct form_view *)view;

	(void)pasted;
	if (v->page != FORM_PAGE_FIELDS) {
		if (keymap_sign(text) == '!')
			form_view_to_reason(v);
		return true;
	}
	if (!form_is_editing(v->form))
		return false;
	if (!textedit_insert(&v->form->edit, text, strlen(text)))
		desk_say(view->desk, MESSAGE_WARNING, "这一栏至多 %zu 个字",
		    v->form->edit.limit);
	v->dirty = true;
	return true;
}

static void
form_view_answer(struct view *view, const struct answer *answer)
{
	struct form_view *v = (struct form_view *)view;
	struct err err = {0};

	if (!answer->taken)
		return;
	if (answer->tag == TAG_MOVES) {
		form_view_move(v, answer->at);
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
	if (v->saves == view->desk->saves || form_is_editing(v->form))
		return;
	v->saves = view->desk->saves;
	if (!form_reload(v->form, &err)) {
		desk_err(view->desk, &err);
		desk_close(view->desk);
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
	subject->field = v->form->fields[form_view_at(v)].field;
	return true;
}

static const struct view_class form_view_class = {
    .name = "form",
    .close = form_view_close,
    .contexts = form_view_contexts,
    .path = form_view_path,
    .status = form_view_status,
    .cell = form_view_cell,
    .hint = form_view_hint,
    .legend = form_view_legend,
    .prepare = form_view_prepare,
    .draw = form_view_draw,
    .has_panel = form_view_has_panel,
    .panel = form_view_panel,
    .command = form_view_command,
    .text = form_view_text,
    .answer = form_view_answer,
    .keep = form_view_keep,
    .reread = form_view_reread,
    .subject = form_view_subject,
};

static void
form_view_begin(struct form_view *v, enum record_act act)
{
	switch (act) {
	case RECORD_SET:
		form_view_act(v, COMMAND_SET);
		break;
	case RECORD_COPY:
		form_view_act(v, COMMAND_COPY);
		break;
	case RECORD_VOID:
		form_view_act(v, COMMAND_VOID);
		break;
	case RECORD_DO:
		form_view_do(v);
		break;
	case RECORD_ADD:
		form_view_begun(v);
		break;
	default:
		break;
	}
}

struct view *
form_view_new(struct desk *desk, const struct formdef *def, int64_t id,
    enum record_act act, const int64_t *ids, size_t count)
{
	struct form_view *v;
	struct form *form;
	struct err err = {0};

	if (!desk_is_today(desk) && act == RECORD_ADD) {
		desk_say(desk, MESSAGE_REFUSED,
		    "时点不是今天，只能看：Ctrl+T 回车回到今天");
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
		    record_words(v));
	v->direct = act == RECORD_SET || act == RECORD_VOID;
	form_view_begin(v, act);
	return &v->view;
}
