/* A command, asked for before it is carried out (see confirm.h). */
#include "ui/confirm.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "record/command.h"
#include "record/words.h"
#include "ui/draw.h"

struct confirm {
	struct view view;
	char *title, *words;
	int tag;
	bool grave; /* the safe answer is what Enter gives */
	const struct command *command;
};

static void
confirm_close(struct view *view)
{
	struct confirm *c = (struct confirm *)view;

	free(c->title);
	free(c->words);
	free(c);
}

static unsigned
confirm_contexts(const struct view *view)
{
	(void)view;
	return CONTEXT_PICK;
}

static bool
confirm_command(struct view *view, enum command_id command)
{
	struct confirm *c = (struct confirm *)view;
	struct answer answer = {c->tag, true, 0, NULL, c->words};

	switch (command) {
	case COMMAND_ENTER:
		answer.taken = !c->grave;
		break;
	case COMMAND_SAVE:
		break;
	case COMMAND_BACK:
		answer.taken = false;
		break;
	default:
		return false;
	}
	desk_answer(view->desk, &answer);
	return true;
}

static void
confirm_draw(struct view *view, struct rect body, int *y, int *x)
{
	struct confirm *c = (struct confirm *)view;
	struct rect r = layout_box(body, 4);
	char *told = command_told(c->words);
	int used;

	for (int row = 0; row < r.rows; row++)
		draw_fill(r.y + row, r.x, r.columns, ROLE_NORMAL, ' ');
	draw_fill(r.y, r.x, r.columns, ROLE_NORMAL, '-');
	used = draw_text(r.y + 1, r.x + 1, r.columns - 2, ROLE_KEY, told);
	if (c->command)
		draw_text(r.y + 1, r.x + used + 4, r.columns - used - 5,
		    ROLE_NORMAL, command_help(c->command, lang_is_on()));
	draw_text(r.y + 2, r.x, 1, ROLE_NORMAL, ">");
	draw_text(r.y + 2, r.x + 2, r.columns - 3, ROLE_FOCUS,
	    c->grave ? _("回车、Esc 不办，F6 才办") : _("F6 或回车就办，Esc 不办"));
	*y = r.y + 2;
	*x = r.x;
	free(told);
}

static void
confirm_hint(struct view *view, struct buf *to)
{
	buf_add_string(to, ((struct confirm *)view)->title);
}

static const enum command_id *
confirm_legend(struct view *view)
{
	static const enum command_id legend[] = {
	    COMMAND_SAVE, COMMAND_ENTER, COMMAND_BACK, COMMAND_NONE};

	(void)view;
	return legend;
}

static const struct view_class confirm_class = {
    .name = "confirm",
    .box = true,
    .close = confirm_close,
    .contexts = confirm_contexts,
    .hint = confirm_hint,
    .legend = confirm_legend,
    .draw = confirm_draw,
    .command = confirm_command,
};

struct view *
confirm_new(struct desk *desk, const char *title, int tag, const char *words)
{
	struct confirm *c = mem_alloc(sizeof(*c));

	c->view.class = &confirm_class;
	c->view.desk = desk;
	c->title = mem_strdup(title);
	c->words = mem_strdup(words);
	c->tag = tag;
	c->command = command_of_line(words, NULL);
	c->grave = c->command && command_is_grave(c->command);
	return &c->view;
}
