/*
 * What a form says around its body: path, status, the whole cell, the hint,
 * the legend.  Reads the form and changes nothing.
 */
#include "ui/form_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "record/value.h"
#include "ui/term.h"

const char *
form_words_label(const struct form_view *v)
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

void
form_words_path(struct view *view, struct buf *to)
{
	struct form_view *v = (struct form_view *)view;
	const struct form *form = v->form;
	const char *words = form_words_label(v);
	/* under its own list the title has been said */
	bool told = to->size && strstr(buf_string(to), form->def->title);

	if (v->ids && form_is_editing(form)) {
		buf_printf(to, _("%s已选 %zu 行 > %s"), told ? "" : _(form->def->title),
		    v->id_count,
		    form->purpose == FORM_MOVE       ? form->action_label
			: form->purpose == FORM_VOID ? _("作废")
						     : _("批量"));
		return;
	}
	if (form->purpose == FORM_ADD && told) {
		buf_add_string(to, _("新增"));
		return;
	}
	if (form->purpose == FORM_ADD) {
		buf_printf(to, _("新增 %s"), _(form->def->title));
		return;
	}
	buf_printf(to, "%s%s%s", told ? "" : _(form->def->title),
	    told ? "" : " ", form->record.key ? form->record.key : "");
	if (*words &&
	    (!form->record.key || strcmp(words, form->record.key) != 0)) {
		buf_add_char(to, ' ');
		add_words(to, words);
	}
	if (form->purpose == FORM_SET)
		buf_add_string(to, _(" > 修改"));
	else if (form->purpose == FORM_MOVE)
		buf_printf(to, " > %s", form->action_label);
	else if (form->purpose == FORM_VOID)
		buf_add_string(to, _(" > 作废"));
}

static const char *
shown_of(const struct form_view *v, const char *field)
{
	int at = form_find(v->form, field);

	return at >= 0 ? v->form->fields[at].shown : "";
}

void
form_words_status(struct view *view, struct buf *to, int cells)
{
	struct form_view *v = (struct form_view *)view;
	const struct form_memory *memory =
	    form_memory_of(&view->desk->memory, v->form->def);
	struct buf carried = {0};

	(void)cells;
	if (v->form->purpose == FORM_SHOW && *shown_of(v, "void_reason"))
		buf_printf(to, _("已作废：%s"), shown_of(v, "void_reason"));
	else if (v->form->purpose == FORM_SHOW &&
	    v->form->def->table->has_state)
		buf_printf(to, _("状态 %s"), shown_of(v, "state"));
	if (v->form->purpose == FORM_MOVE)
		buf_printf(to, "%s -> %s   ", v->form->action_label,
		    v->form->to_state ? v->form->to_state : "");
	if (v->form->purpose == FORM_ADD && v->batch)
		buf_printf(to, _("本批第 %zu 条   "), v->batch + 1);
	for (size_t i = 0; i < v->form->def->count; i++)
		if (memory->carry[i])
			buf_printf(&carried, "%s%s", carried.size ? _("、") : "",
			    _(v->form->def->fields[i].label));
	if (carried.size && v->form->purpose == FORM_ADD)
		buf_printf(to, _("沿用 %s   "), buf_string(&carried));
	buf_done(&carried);
	if (form_is_editing(v->form) && *v->kept)
		buf_printf(to, _("草稿 %s 已存"), v->kept);
}

/* Where there is no room beside the value it stands here. */
static void
add_understood(const struct form_view *v, struct buf *to)
{
	char *words = form_understood(v->form);

	if (words)
		buf_printf(to, "%s   ", words);
	free(words);
}

/* What a coded field may hold, each with the digit that chooses it. */
static void
add_choices(const struct form_view *v, const struct field *field,
    struct buf *to)
{
	struct choice *choices = NULL;
	struct err ignored = {0};
	size_t count = 0;

	if (value_choices(v->form->forms, field, "", 9, &choices, &count,
		&ignored))
		for (size_t i = 0; i < count; i++) {
			const char *code = choices[i].code;
			bool digit = code[0] >= '1' && code[0] <= '9' && !code[1];

			buf_printf(to, "%s%c%s", to->size ? " " : "",
			    digit ? code[0] : (char)('1' + i),
			    _(choices[i].label));
		}
	value_choices_free(choices, count);
	err_done(&ignored);
}

static void
field_cell(struct form_view *v, struct buf *to)
{
	const struct form_field *f = &v->form->fields[form_draw_at(v)];
	const struct field *field = f->field;

	if (f->fault)
		buf_add_string(to, f->fault);
	else if (f->told && form_is_editing(v->form))
		buf_printf(to, "%s%s", f->told,
		    f->warning ? _("：改，或打 ! 写理由") : "");
	else if (!field)
		buf_add_string(to, _("写明理由，记入轨迹"));
	else if (form_is_editing(v->form)) {
		if (v->narrow)
			add_understood(v, to);
		if (field->hint)
			buf_add_string(to, _(field->hint));
		if (field->example)
			buf_printf(to, _("%s例：%s"), to->size ? "   " : "",
			    field->example);
		if (field->kind == KIND_CODE && !field->hint)
			add_choices(v, field, to);
		if (!to->size &&
		    (field->kind == KIND_DATE || field->kind == KIND_PARTIAL))
			buf_add_string(to,
			    _("5 本月5日  0301  260301  +30  -1m  月底  . 今天  .. 同上"));
		if (f->side && *f->side)
			buf_printf(to, "%s%s", to->size ? "   " : "",
			    f->side);
	} else {
		buf_printf(to, _("%s：%s%s%s"), _(field->label), f->shown,
		    f->side && *f->side ? "   " : "",
		    f->side ? f->side : "");
	}
}

/* The whole of a line that the page had to cut. */
static void
page_cell(const struct form_view *v, struct buf *to)
{
	char *line = NULL;
	int before = 3;

	if (v->row >= form_pages_count(v))
		return;
	if (v->page == FORM_PAGE_FAULTS) {
		line = mem_strdup(v->form->faults[v->row].text);
		before = 18;
	} else if (v->page == FORM_PAGE_CHANGES) {
		line = form_pages_line(v, v->row);
	} else {
		const struct form_clash *c =
		    &v->form->meeting.clashes[v->row];

		line = mem_printf("%s -> %s / %s", c->was, c->theirs, c->mine);
		before = term_columns() / 2;
	}
	if (text_width(line) > term_columns() - before)
		buf_add_string(to, line);
	free(line);
}

void
form_words_cell(struct view *view, struct buf *to)
{
	struct form_view *v = (struct form_view *)view;

	if (v->part && v->page == FORM_PAGE_FIELDS)
		buf_printf(to, "%s %s %s", v->parts[v->part - 1].words,
		    v->parts[v->part - 1].due, v->parts[v->part - 1].state);
	else if (v->page == FORM_PAGE_FIELDS)
		field_cell(v, to);
	else
		page_cell(v, to);
}

void
form_words_hint(struct view *view, struct buf *to)
{
	struct form_view *v = (struct form_view *)view;

	switch (v->page) {
	case FORM_PAGE_FAULTS:
		buf_add_string(to,
		    _("回车到那一栏；带 ! 的可打 ! 写理由后再存；Esc 接着改"));
		return;
	case FORM_PAGE_CHANGES:
		buf_add_string(to, _("回车就写入；Esc 接着改"));
		return;
	case FORM_PAGE_MEETING:
		buf_add_string(to,
		    _("1 取对方 2 取我的；F6 存为新的一版（先列旧 -> 新），Esc 接着改"));
		return;
	case FORM_PAGE_FIELDS:
		break;
	}
	if (form_is_editing(v->form))
		buf_add_string(to,
		    _("Enter 下一栏，F6 列出改动再存，Esc 返回并留草稿"));
	else if (v->form->def->table->view)
		buf_add_string(to, _("统计，只能看；7 为什么"));
	else
		buf_add_string(to,
		    _("1办理 2修改 3复制 4作废 7为什么 8轨迹  F5新增  Esc返回"));
}

const enum command_id *
form_words_legend(struct view *view)
{
	static const enum command_id editing[] = {COMMAND_ENTER, COMMAND_PICK,
	    COMMAND_SAVE, COMMAND_VERIFY, COMMAND_SAME, COMMAND_CARRY,
	    COMMAND_HELP, COMMAND_BACK, COMMAND_NONE};
	static const enum command_id open[] = {COMMAND_DO, COMMAND_SET,
	    COMMAND_ADD, COMMAND_WHY, COMMAND_UNDO, COMMAND_PALETTE,
	    COMMAND_HELP, COMMAND_BACK, COMMAND_NONE};
	static const enum command_id page[] = {COMMAND_ENTER, COMMAND_HELP,
	    COMMAND_BACK, COMMAND_NONE};
	static const enum command_id meeting[] = {COMMAND_SAVE, COMMAND_HELP,
	    COMMAND_BACK, COMMAND_NONE};
	struct form_view *v = (struct form_view *)view;

	if (v->page == FORM_PAGE_MEETING)
		return meeting;
	if (v->page != FORM_PAGE_FIELDS)
		return page;
	return form_is_editing(v->form) ? editing : open;
}
