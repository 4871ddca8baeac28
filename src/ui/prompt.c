/* One line asked for (see prompt.h). */
#include "ui/prompt.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "record/textedit.h"
#include "ui/draw.h"

struct prompt {
	struct view view;
	char *title, *hint;
	char *before; /* stands before what is typed, unseen */
	char *whole;
	int tag;
	bool hidden;
	struct textedit edit;
};

static void
prompt_close(struct view *view)
{
	struct prompt *p = (struct prompt *)view;

	textedit_done(&p->edit);
	free(p->title);
	free(p->hint);
	free(p->before);
	free(p->whole);
	free(p);
}

static unsigned
prompt_contexts(const struct view *view)
{
	(void)view;
	return CONTEXT_PICK;
}

static bool
prompt_command(struct view *view, enum command_id command)
{
	struct prompt *p = (struct prompt *)view;
	struct answer answer = {
	    p->tag, command != COMMAND_BACK, 0, NULL, NULL};

	switch (command) {
	case COMMAND_ENTER:
	case COMMAND_SAVE:
		free(p->whole);
		p->whole = mem_printf("%s%s", p->before ? p->before : "",
		    textedit_text(&p->edit));
		answer.text = p->whole;
		desk_answer(view->desk, &answer);
		return true;
	case COMMAND_BACK:
		desk_answer(view->desk, &answer);
		return true;
	case COMMAND_LEFT:
		textedit_do(&p->edit, TEXTEDIT_LEFT);
		return true;
	case COMMAND_RIGHT:
		textedit_do(&p->edit, TEXTEDIT_RIGHT);
		return true;
	case COMMAND_HOME:
		textedit_do(&p->edit, TEXTEDIT_HOME);
		return true;
	case COMMAND_END:
		textedit_do(&p->edit, TEXTEDIT_END);
		return true;
	case COMMAND_DELETE:
		textedit_do(&p->edit, TEXTEDIT_DELETE);
		return true;
	case COMMAND_CHIP_DROP:
		textedit_do(&p->edit, TEXTEDIT_BACKSPACE);
		return true;
	case COMMAND_UNDO:
		textedit_do(&p->edit, TEXTEDIT_UNDO);
		return true;
	default:
		return false;
	}
}

static bool
prompt_text(struct view *view, const char *text, bool pasted)
{
	struct prompt *p = (struct prompt *)view;

	(void)pasted;
	if (p->hidden) { /* a star for each: none is wider than one */
		char *folded = text_fold(text);

		textedit_insert(&p->edit, folded, strlen(folded));
		free(folded);
	} else {
		textedit_insert(&p->edit, text, strlen(text));
	}
	return true;
}

static void
prompt_draw(struct view *view, struct rect body, int *y, int *x)
{
	struct prompt *p = (struct prompt *)view;
	struct rect r = layout_box(body, 3);
	int used, caret;
	size_t from;

	for (int row = 0; row < r.rows; row++)
		draw_fill(r.y + row, r.x, r.columns, ROLE_NORMAL, ' ');
	draw_fill(r.y, r.x, r.columns, ROLE_NORMAL, '-');
	used = draw_text(r.y + 1, r.x + 1, r.columns - 12, ROLE_KEY,
		   p->title) +
	    3;
	textedit_view(&p->edit, r.columns - used - 1, &from, &caret);
	if (p->hidden)
		draw_fill(r.y + 1, r.x + used,
		    text_width(textedit_text(&p->edit) + from), ROLE_NORMAL,
		    '*');
	else
		draw_text(r.y + 1, r.x + used, r.columns - used - 1,
		    p->edit.selected ? ROLE_FOCUS : ROLE_NORMAL,
		    textedit_text(&p->edit) + from);
	*y = r.y + 1;
	*x = r.x + used + caret;
}

static void
prompt_hint(struct view *view, struct buf *to)
{
	buf_add_string(to, ((struct prompt *)view)->hint);
}

static const enum command_id *
prompt_legend(struct view *view)
{
	static const enum command_id legend[] = {
	    COMMAND_ENTER, COMMAND_BACK, COMMAND_NONE};

	(void)view;
	return legend;
}

static const struct view_class prompt_class = {
    .name = "prompt",
    .box = true,
    .close = prompt_close,
    .contexts = prompt_contexts,
    .hint = prompt_hint,
    .legend = prompt_legend,
    .draw = prompt_draw,
    .command = prompt_command,
    .text = prompt_text,
};

struct view *
prompt_new(struct desk *desk, const char *title, const char *hint, int tag,
    const char *text)
{
	struct prompt *p = mem_alloc(sizeof(*p));

	p->view.class = &prompt_class;
	p->view.desk = desk;
	p->title = mem_strdup(title);
	p->hint = mem_strdup(hint);
	p->tag = tag;
	textedit_init(&p->edit, text, 400, false);
	textedit_select_all(&p->edit);
	return &p->view;
}

void
prompt_set_before(struct view *view, const char *before)
{
	((struct prompt *)view)->before = mem_strdup(before);
}

void
prompt_set_hidden(struct view *view)
{
	((struct prompt *)view)->hidden = true;
}
