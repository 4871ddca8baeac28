/* The locked screen (see lock_view.h).  Takes every key itself, so that none
 * reaches what lies beneath. */
#include "ui/lock_view.h"

#include <stdlib.h>

#include "base/lang.h"
#include "base/mem.h"
#include "ui/draw.h"

static void
lock_view_close(struct view *view)
{
	free(view);
}

static unsigned
lock_view_contexts(const struct view *view)
{
	(void)view;
	return 0; /* no key is a command here */
}

static void
lock_view_path(struct view *view, struct buf *to)
{
	(void)view;
	buf_add_string(to, _("已锁屏"));
}

static void
lock_view_hint(struct view *view, struct buf *to)
{
	(void)view;
	buf_add_string(to, _("回车回到原来的地方；录到一半的已存草稿"));
}

static void
lock_view_draw(struct view *view, struct rect body, int *y, int *x)
{
	const struct ui_options *o = view->desk->options;
	const char *office = o->office ? o->office : _("街办");
	char clock[6];
	int row = body.y + body.rows / 2 - 1;

	desk_clock(clock);
	draw_text(row, body.x + 4, body.columns - 4, ROLE_KEY, office);
	draw_text(row + 1, body.x + 4, body.columns - 4, ROLE_NORMAL,
	    o->clerk_name ? o->clerk_name : "");
	draw_text(row + 2, body.x + 4, body.columns - 4, ROLE_NORMAL, clock);
	*y = row + 2;
	*x = body.x + 4;
}

static bool
lock_view_key(struct view *view, int key)
{
	if (key == K_ENTER)
		desk_close(view->desk);
	return true;
}

static bool
lock_view_command(struct view *view, enum command_id command)
{
	(void)view;
	(void)command;
	return true;
}

static bool
lock_view_text(struct view *view, const char *text, bool pasted)
{
	(void)view;
	(void)text;
	(void)pasted;
	return true;
}

static const struct view_class lock_view_class = {
    .name = "lock",
    .close = lock_view_close,
    .contexts = lock_view_contexts,
    .path = lock_view_path,
    .hint = lock_view_hint,
    .draw = lock_view_draw,
    .key = lock_view_key,
    .command = lock_view_command,
    .text = lock_view_text,
};

struct view *
lock_view_new(struct desk *desk)
{
	struct view *view = mem_alloc(sizeof(*view));

	view->class = &lock_view_class;
	view->desk = desk;
	return view;
}
