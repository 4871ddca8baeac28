/* The locked screen (see lock_view.h).  Takes every key itself, so that none
 * reaches what lies beneath. */
#include "ui/lock_view.h"

#include <stdlib.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/draw.h"

#define PIN_MOST 40 /* stars in the row */

struct lock_view {
	struct view view;
	struct buf typed; /* the PIN so far */
	bool wrong;
};

static void
lock_view_close(struct view *view)
{
	buf_done(&((struct lock_view *)view)->typed);
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
	struct lock_view *v = (struct lock_view *)view;

	buf_add_string(to,
	    v->wrong			  ? _("口令不对，再打一次")
		: *view->desk->prefs.pin ? _("打口令，回车回到原来的地方；录到一半的已存草稿")
					  : _("回车回到原来的地方；录到一半的已存草稿"));
}

static void
lock_view_draw(struct view *view, struct rect body, int *y, int *x)
{
	struct lock_view *v = (struct lock_view *)view;
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
	if (!*view->desk->prefs.pin)
		return;
	*y = row + 3;
	*x += draw_text(row + 3, body.x + 4, body.columns - 4, ROLE_NORMAL,
	    _("口令 "));
	draw_fill(row + 3, *x, (int)v->typed.size, ROLE_NORMAL, '*');
	*x += (int)v->typed.size;
}

static bool
lock_view_key(struct view *view, int key)
{
	struct lock_view *v = (struct lock_view *)view;

	if (key == K_BACKSPACE) {
		if (v->typed.size)
			v->typed.text[--v->typed.size] = '\0';
	} else if (key == K_ENTER) {
		v->wrong = !desk_is_pin(view->desk, buf_string(&v->typed));
		buf_clear(&v->typed);
		if (!v->wrong)
			desk_close(view->desk);
	}
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
	struct lock_view *v = (struct lock_view *)view;
	char *folded = text_fold(text);

	(void)pasted;
	for (const char *p = folded; *p && v->typed.size < PIN_MOST; p++)
		if (*p > ' ' && *p < 0x7f)
			buf_add_char(&v->typed, *p);
	v->wrong = false;
	free(folded);
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
	struct lock_view *v = mem_alloc(sizeof(*v));

	v->view.class = &lock_view_class;
	v->view.desk = desk;
	return &v->view;
}
