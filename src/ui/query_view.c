/* Query by form (see query_view.h).  A condition is text; what it means is
 * said by record/rowset's filter words alone. */
#include "ui/query_view.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "record/textedit.h"
#include "record/words.h"
#include "ui/draw.h"

#define LABEL_CELLS 12
#define FIELD_CELLS 26
#define ABREAST_MOST 3

struct query_view {
	struct view view;
	const struct formdef *form;
	const struct listdef *list;
	int tag;
	const struct field **fields;
	struct textedit *edits;
	size_t count;
	size_t at;
	size_t abreast; /* fields in a row, as last drawn */
	size_t top; /* row */
	int64_t hits; /* -1: a condition cannot be read */
	char *fault;
	bool stale;
};

static void
query_view_close(struct view *view)
{
	struct query_view *v = (struct query_view *)view;

	for (size_t i = 0; i < v->count; i++)
		textedit_done(&v->edits[i]);
	free(v->edits);
	free(v->fields);
	free(v->fault);
	free(v);
}

static unsigned
query_view_contexts(const struct view *view)
{
	(void)view;
	return CONTEXT_FORM;
}

/* ---- conditions ---- */

/* Blanks part the words of a filter: those inside a condition go. */
static char *
without_blanks(const char *text)
{
	struct buf out = {0};

	for (; *text; text++)
		if (*text != ' ')
			buf_add_char(&out, *text);
	return buf_take(&out);
}

static bool
has_operator(const char *text)
{
	return *text == '<' || *text == '>' || *text == '=' ||
	    *text == '~' || !strncmp(text, "!=", 2);
}

/* One filter word of a field's condition; NULL: none. The caller's. */
static char *
query_word(const struct field *field, const struct textedit *edit)
{
	char *folded = text_fold(textedit_text(edit));
	char *text = without_blanks(folded), *word;

	free(folded);
	if (!*text)
		word = NULL;
	else if (!strcmp(text, "空"))
		word = mem_printf("%s=", field->name);
	else if (!strcmp(text, "!空"))
		word = mem_printf("%s!=", field->name);
	else if (has_operator(text))
		word = mem_printf("%s%s", field->name, text);
	else if (field->kind == KIND_TEXT || field->kind == KIND_LONG ||
	    (field->kind == KIND_REFERENCE && !strchr(text, ',')))
		word = mem_printf("%s~%s", field->name, text);
	else
		word = mem_printf("%s=%s", field->name, text);
	free(text);
	return word;
}

/* A condition names the column; a clerk knows the label. */
static char *
with_label(const char *text, const struct field *field)
{
	const char *at = strstr(text, field->name);

	if (!at)
		return mem_strdup(text);
	return mem_printf("%.*s%s%s", (int)(at - text), text, _(field->label),
	    at + strlen(field->name));
}

static void
query_view_count(struct query_view *v)
{
	struct filter *filter;
	struct query query = {0};
	struct err err = {0};
	bool fine = true;
	size_t last = 0;

	if (!v->stale)
		return;
	v->stale = false;
	free(v->fault);
	v->fault = NULL;
	filter = filter_new(v->form);
	for (size_t i = 0; i < v->count && fine; i++) {
		char *word = query_word(v->fields[i], &v->edits[i]);

		fine = !word ||
		    filter_add(filter, v->view.desk->forms, word, &err);
		free(word);
		last = i;
	}
	query.form = v->form;
	query.list = v->list;
	query.filter = filter;
	if (!fine ||
	    !rowset_count(v->view.desk->forms, &query, &v->hits, &err)) {
		v->hits = -1;
		v->fault = fine ? mem_strdup(err.text)
				: with_label(err.text, v->fields[last]);
	}
	err_done(&err);
	filter_free(filter);
}

/* ---- the frame ---- */

static void
query_view_path(struct view *view, struct buf *to)
{
	(void)view;
	buf_add_string(to, _("查询"));
}

static void
query_view_status(struct view *view, struct buf *to, int cells)
{
	struct query_view *v = (struct query_view *)view;

	(void)cells;
	query_view_count(v);
	if (v->hits >= 0)
		buf_printf(to, _("命中 %lld 行"), (long long)v->hits);
	else
		buf_printf(to, "x %s", v->fault ? v->fault : "");
}

static void
query_view_cell(struct view *view, struct buf *to)
{
	(void)view;
	buf_add_string(
	    to, _(">=9  9..12  101,105  !=x  ~片段  空  !空   姓名可打拼音首字母"));
}

static void
query_view_hint(struct view *view, struct buf *to)
{
	(void)view;
	buf_add_string(to, _("F3 执行，F6 存为视图，Esc 放弃（条件留着）"));
}

static const enum command_id *
query_view_legend(struct view *view)
{
	static const enum command_id legend[] = {COMMAND_ENTER, COMMAND_QUERY,
	    COMMAND_SAVE, COMMAND_HELP, COMMAND_BACK, COMMAND_NONE};

	(void)view;
	return legend;
}

/* Fields stand beside one another, as many as have room for a label of six
 * Hanzi and as much again. */
static void
query_view_field_draw(struct query_view *v, size_t i, struct rect cell, int *y,
    int *x)
{
	int value_x = cell.x + 1 + LABEL_CELLS + 1;
	int cells = cell.columns - (value_x - cell.x) - 1, used, caret = 0;
	size_t from = 0;

	draw_text(cell.y, cell.x, 1, ROLE_NORMAL, i == v->at ? ">" : " ");
	draw_cell(cell.y, cell.x + 1, LABEL_CELLS, ROLE_KEY,
	    _(v->fields[i]->label), -1);
	textedit_view(&v->edits[i], cells, &from, &caret);
	used = draw_text(cell.y, value_x, cells, ROLE_NORMAL,
	    textedit_text(&v->edits[i]) + from);
	draw_fill(cell.y, value_x + used, cells - used, ROLE_DIM, '_');
	if (i == v->at) {
		*y = cell.y;
		*x = value_x + caret;
	}
}

static void
query_view_draw(struct view *view, struct rect body, int *y, int *x)
{
	struct query_view *v = (struct query_view *)view;
	size_t rows = body.rows > 0 ? (size_t)body.rows : 1, row;
	int abreast = body.columns / FIELD_CELLS;

	v->abreast = abreast < 1 ? 1 : abreast > ABREAST_MOST
	    ? ABREAST_MOST
	    : (size_t)abreast;
	row = v->at / v->abreast;
	if (row < v->top)
		v->top = row;
	if (row >= v->top + rows)
		v->top = row - rows + 1;
	for (size_t i = v->top * v->abreast;
	     i < v->count && i / v->abreast < v->top + rows; i++) {
		struct rect cell = {
		    .y = body.y + (int)(i / v->abreast - v->top),
		    .columns = body.columns / (int)v->abreast};

		cell.x = body.x + (int)(i % v->abreast) * cell.columns;
		query_view_field_draw(v, i, cell, y, x);
	}
}

/* ---- commands ---- */

static void
query_view_take(struct query_view *v, enum query_end end)
{
	struct answer answer = {v->tag, true, end, NULL, NULL};
	struct buf words = {0};

	query_view_count(v);
	if (v->hits < 0 && end != QUERY_LEFT) {
		desk_say(v->view.desk, MESSAGE_REFUSED, "%s",
		    v->fault ? v->fault : "");
		return;
	}
	for (size_t i = 0; i < v->count; i++) {
		char *word = query_word(v->fields[i], &v->edits[i]);

		if (word)
			buf_printf(
			    &words, "%s%s", words.size ? " " : "", word);
		free(word);
	}
	answer.code = buf_string(&words);
	desk_answer(v->view.desk, &answer);
	buf_done(&words);
}

static bool
query_view_edit(struct query_view *v, enum textedit_op op)
{
	v->stale |= textedit_do(&v->edits[v->at], op);
	return true;
}

static bool
query_view_command(struct view *view, enum command_id command)
{
	struct query_view *v = (struct query_view *)view;

	switch (command) {
	case COMMAND_QUERY:
		query_view_take(v, QUERY_RUN);
		return true;
	case COMMAND_SAVE:
		query_view_take(v, QUERY_NAMED);
		return true;
	case COMMAND_ENTER:
	case COMMAND_NEXT:
		if (command == COMMAND_ENTER && v->at + 1 == v->count)
			query_view_take(v, QUERY_RUN);
		v->at += v->at + 1 < v->count;
		return true;
	case COMMAND_PREVIOUS:
		v->at -= v->at > 0;
		return true;
	case COMMAND_DOWN:
		if (v->at + v->abreast < v->count)
			v->at += v->abreast;
		return true;
	case COMMAND_UP:
		if (v->at >= v->abreast)
			v->at -= v->abreast;
		return true;
	case COMMAND_BACK:
		query_view_take(v, QUERY_LEFT);
		return true;
	case COMMAND_LEFT:
		return query_view_edit(v, TEXTEDIT_LEFT);
	case COMMAND_RIGHT:
		return query_view_edit(v, TEXTEDIT_RIGHT);
	case COMMAND_HOME:
		return query_view_edit(v, TEXTEDIT_HOME);
	case COMMAND_END:
		return query_view_edit(v, TEXTEDIT_END);
	case COMMAND_DELETE:
		return query_view_edit(v, TEXTEDIT_DELETE);
	case COMMAND_CHIP_DROP:
		return query_view_edit(v, TEXTEDIT_BACKSPACE);
	case COMMAND_UNDO:
		return query_view_edit(v, TEXTEDIT_UNDO);
	default:
		return false;
	}
}

static bool
query_view_text(struct view *view, const char *text, bool pasted)
{
	struct query_view *v = (struct query_view *)view;

	(void)pasted;
	textedit_insert(&v->edits[v->at], text, strlen(text));
	v->stale = true;
	return true;
}

static bool
query_view_subject(struct view *view, struct subject *subject)
{
	struct query_view *v = (struct query_view *)view;

	memset(subject, 0, sizeof(*subject));
	subject->form = v->form;
	subject->key = "";
	subject->field = v->fields[v->at];
	return true;
}

static const struct view_class query_view_class = {
    .name = "query",
    .close = query_view_close,
    .contexts = query_view_contexts,
    .path = query_view_path,
    .status = query_view_status,
    .cell = query_view_cell,
    .hint = query_view_hint,
    .legend = query_view_legend,
    .draw = query_view_draw,
    .command = query_view_command,
    .text = query_view_text,
    .subject = query_view_subject,
};

/* ---- making: the chips of the list stand in it already ---- */

/* What a filter word says of its field, as a condition is typed. */
static char *
condition_of(const struct field *field, const char *word, size_t name)
{
	const char *said = word + name;

	if (!strcmp(said, "="))
		return mem_strdup(_("空"));
	if (!strcmp(said, "!="))
		return mem_strdup(_("!空"));
	if (*said == '~' && (field->kind == KIND_TEXT || field->kind == KIND_LONG ||
			       field->kind == KIND_REFERENCE))
		return mem_strdup(said + 1);
	if (*said == '=' && field->kind != KIND_TEXT &&
	    field->kind != KIND_LONG && field->kind != KIND_REFERENCE)
		return mem_strdup(said + 1);
	return mem_strdup(said);
}

static void
query_view_fill(struct query_view *v, const char *word)
{
	size_t size = strcspn(word, "=!<>~");
	char *name = mem_strndup(word, size);
	const struct field *field = formdef_field(v->form, name);

	for (size_t i = 0; i < v->count; i++)
		if (v->fields[i] == field &&
		    textedit_is_empty(&v->edits[i])) {
			char *text = condition_of(field, word, size);

			textedit_insert(&v->edits[i], text, strlen(text));
			free(text);
		}
	free(name);
}

static void
query_view_field(struct query_view *v, const struct field *field)
{
	for (size_t i = 0; i < v->count; i++)
		if (v->fields[i] == field)
			return;
	v->fields[v->count] = field;
	textedit_init(&v->edits[v->count++], "", 100, false);
}

struct view *
query_view_new(struct desk *desk, const struct list *list, int tag,
    const char *kept)
{
	struct query_view *v = mem_alloc(sizeof(*v));
	const struct formdef *form = list_form(list);
	char *word;

	v->view.class = &query_view_class;
	v->view.desk = desk;
	v->form = form;
	v->list = list_def(list);
	v->tag = tag;
	v->abreast = 1;
	v->stale = true;
	v->fields = mem_array(form->count + 1, sizeof(*v->fields));
	v->edits = mem_array(form->count + 1, sizeof(*v->edits));
	/* what the list shows is asked for first */
	for (size_t i = 0; i < list_columns(list); i++)
		query_view_field(v, list_column(list, i));
	for (size_t i = 0; i < form->count; i++)
		if (!form->fields[i].column->house && !form->fields[i].hidden)
			query_view_field(v, &form->fields[i]);
	for (size_t i = 0; i < list_chips(list); i++)
		query_view_fill(v, list_chip_word(list, i));
	while ((word = words_take(&kept))) {
		query_view_fill(v, word);
		free(word);
	}
	return &v->view;
}
