/* The stack of views and the way of an event (see loop.h). */
#include "ui/loop.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/draw.h"
#include "ui/frame.h"
#include "ui/term.h"

#define DRAFT_EVERY_MS 1000
#define DRAFT_TICK_MS 200 /* how late it may be looked at */

/* A minute: the clock of a locked screen, the wait until it locks. */
#define TICK_MS 60000

/* Answers with these tags are the loop's owner's, not the view's below. */
#define TAG_OWNER 1000

struct view *
loop_top(const struct loop *loop)
{
	if (loop->lock)
		return loop->lock;
	return loop->depth ? loop->stack[loop->depth - 1] : NULL;
}

/* Home stays; the oldest above it goes, its draft kept. */
static void
loop_drop_oldest(struct loop *loop)
{
	struct view *oldest = loop->stack[1];

	if (oldest->class->keep)
		oldest->class->keep(oldest);
	oldest->class->close(oldest);
	memmove(loop->stack + 1, loop->stack + 2,
	    (loop->depth - 2) * sizeof(*loop->stack));
	loop->depth--;
}

static size_t
loop_screens(const struct loop *loop)
{
	size_t screens = 0;

	for (size_t i = 0; i < loop->depth; i++)
		screens += !loop->stack[i]->class->box;
	return screens;
}

void
loop_push(struct loop *loop, struct view *view)
{
	while (loop->depth == LOOP_DEPTH ||
	    (!view->class->box && loop->depth > 1 &&
		loop_screens(loop) >= LOOP_SCREENS))
		loop_drop_oldest(loop);
	loop->stack[loop->depth++] = view;
}

static void
loop_pop(struct loop *loop)
{
	struct view *view = loop_top(loop);

	loop->depth--;
	view->class->close(view);
}

static void
loop_unlock(struct loop *loop)
{
	if (loop->lock)
		loop->lock->class->close(loop->lock);
	loop->lock = NULL;
}

void
loop_lock(struct loop *loop, struct view *view)
{
	loop_unlock(loop);
	loop->lock = view;
}

void
loop_close_all(struct loop *loop)
{
	loop_unlock(loop);
	while (loop->depth)
		loop_pop(loop);
}

static void
loop_keep_drafts(struct loop *loop)
{
	for (size_t i = 0; i < loop->depth; i++)
		if (loop->stack[i]->class->keep)
			loop->stack[i]->class->keep(loop->stack[i]);
	loop->changed_since_draft = false;
}

/* ---- requests ---- */

static void loop_command(struct loop *, enum command_id);

static void
loop_request(struct loop *loop, struct request *r)
{
	struct view *view;

	switch (r->ask) {
	case ASK_CLOSE:
		if (loop->lock) {
			loop_unlock(loop);
			break;
		}
		if (loop->depth <= 1)
			break;
		loop_pop(loop);
		view = loop_top(loop);
		if (!r->answered)
			break;
		if (r->answer.tag >= TAG_OWNER)
			loop->answer(loop, &r->answer);
		else if (view->class->answer)
			view->class->answer(view, &r->answer);
		break;
	case ASK_HOME:
		loop_keep_drafts(loop);
		while (loop->depth > 1)
			loop_pop(loop);
		break;
	case ASK_QUIT:
		loop->ended = true;
		break;
	case ASK_PUSH:
		loop_push(loop, r->view);
		r->view = NULL;
		break;
	case ASK_LIST:
	case ASK_RECORD:
		view = loop->open(loop->desk, r);
		if (view)
			loop_push(loop, view);
		break;
	case ASK_COMMAND:
		loop_command(loop, r->command);
		break;
	case ASK_NONE:
		break;
	}
}

static void
loop_requests(struct loop *loop)
{
	struct request request;

	while (desk_take_request(loop->desk, &request)) {
		loop_request(loop, &request);
		request_done(&request);
	}
}

/* ---- events ---- */

static void
loop_command(struct loop *loop, enum command_id id)
{
	struct view *top = loop_top(loop);

	if (id == COMMAND_BACK && loop->depth == 1 && tour_is_on(loop->tour)) {
		tour_leave(loop->tour);
		return;
	}
	if (!top->class->command(top, id) && !loop->command(loop, id) &&
	    id != COMMAND_NONE) {
		const struct command *command = command_get(id);

		if (command && *command->legend)
			desk_say(loop->desk, MESSAGE_SAID,
			    _("%s：在这里用不上"),
			    command_legend(command));
	}
}

static unsigned
loop_contexts(const struct loop *loop)
{
	const struct view *top = loop_top(loop);

	return top->class->contexts(top);
}

static void
loop_key(struct loop *loop, int key)
{
	struct view *top = loop_top(loop);
	const struct command *command =
	    keymap_find(loop->desk->keys, loop_contexts(loop), key);

	if (key == K_ENTER && loop->stray) {
		loop->stray = false;
		return;
	}
	loop->stray = false;
	if (top->class->key && top->class->key(top, key)) {
		loop_requests(loop);
		return;
	}
	if (command)
		loop_command(loop, command->id);
	else if (key == K_BACKSPACE)
		/* where text is typed, what is dropped is a character */
		loop_command(loop, COMMAND_CHIP_DROP);
	loop_requests(loop);
}

/* A sign that is a command here; false: it is text. */
static bool
loop_sign(struct loop *loop, const char *one)
{
	int sign = keymap_sign(one);
	const struct command *command = sign
	    ? keymap_find(loop->desk->keys, loop_contexts(loop), sign)
	    : NULL;

	if (!command)
		return false;
	loop_command(loop, command->id);
	loop_requests(loop);
	return true;
}

static bool
is_digit_sign(const char *one)
{
	int sign = keymap_sign(one);

	return sign >= '0' && sign <= '9';
}

/* Typed faster than we draw, digits and signs may come in one burst: each
 * is looked at by itself until a letter makes the rest text. */
static void
loop_text(struct loop *loop, const char *text, bool pasted)
{
	const unsigned by_sign = CONTEXT_HOME | CONTEXT_LIST |
	    CONTEXT_RECORD | CONTEXT_PAGE | CONTEXT_PICK;
	struct view *top;

	if (pasted && loop->paste && loop->paste(loop, text)) {
		loop_requests(loop);
		return;
	}
	top = loop_top(loop);
	loop->stray = text[text_cluster(text)] && top->class->writes &&
	    top->class->writes(top);
	while (*text && !loop->ended) {
		size_t size = text_cluster(text);
		bool whole = !text[size];
		char *one = mem_strndup(text, size);

		if (pasted ||
		    (!(loop_contexts(loop) & by_sign) && !whole)) {
			free(one);
			break;
		}
		if (!loop_sign(loop, one)) {
			top = loop_top(loop);
			if (!whole && !is_digit_sign(one)) {
				free(one);
				break;
			}
			if (top->class->text)
				top->class->text(top, one, false);
			loop_requests(loop);
		}
		free(one);
		text += size;
	}
	top = loop_top(loop);
	if (*text && !loop->ended && top->class->text)
		top->class->text(top, text, pasted);
	loop_requests(loop);
}

static int64_t
now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static bool
is_typing(const struct event *event)
{
	return event->kind == EVENT_KEY || event->kind == EVENT_TEXT ||
	    event->kind == EVENT_PASTE;
}

/* At most a second after a key what is typed lies in a file.  True: it has
 * just been written, and row 2 says so. */
static bool
loop_draft(struct loop *loop, bool typed)
{
	if (typed && !loop->changed_since_draft) {
		loop->changed_since_draft = true;
		loop->drafted_at = now_ms();
	}
	if (!loop->changed_since_draft ||
	    (!term_is_headless() &&
		now_ms() - loop->drafted_at < DRAFT_EVERY_MS - DRAFT_TICK_MS))
		return false;
	loop_keep_drafts(loop);
	return true;
}

bool
loop_feed(struct loop *loop, const struct event *event)
{
	if (is_typing(event) && loop->depth)
		message_clear(loop->desk->messages);
	switch (event->kind) {
	case EVENT_KEY:
		loop_key(loop, event->key);
		break;
	case EVENT_TEXT:
	case EVENT_PASTE:
		loop_text(loop, event->text, event->kind == EVENT_PASTE);
		break;
	case EVENT_HANGUP:
		loop_keep_drafts(loop);
		loop->ended = true;
		return false;
	case EVENT_SUSPEND:
		loop_keep_drafts(loop);
		term_suspend();
		break;
	case EVENT_STOP:
		if (loop_top(loop)->class->halt)
			loop_top(loop)->class->halt(loop_top(loop));
		break;
	default:
		break;
	}
	if (loop->ended) {
		loop_keep_drafts(loop);
		return false;
	}
	(void)loop_draft(loop, is_typing(event));
	return true;
}

/* ---- drawing ---- */

static void
loop_path(const struct loop *loop, struct buf *path)
{
	size_t first = 0;

	/* home's own words give way to what was opened from it */
	if (loop->depth > 1 && !loop->stack[1]->class->box)
		first = 1;
	if (loop->lock) {
		loop->lock->class->path(loop->lock, path);
		return;
	}
	for (size_t i = first; i < loop->depth; i++) {
		struct view *view = loop->stack[i];

		if (!view->class->path)
			continue;
		if (path->size)
			buf_add_string(path, " > ");
		view->class->path(view, path);
	}
}

static void
loop_draw_stack(
    struct loop *loop, size_t from, const struct layout *l, int *y, int *x)
{
	for (size_t i = from; i < loop->depth; i++) {
		struct view *view = loop->stack[i];

		if (view->class->prepare)
			view->class->prepare(view, l->body);
		view->class->draw(view, l->body, y, x);
		if (view->class->panel && l->panel.columns)
			view->class->panel(view, l->panel);
	}
}

void
loop_draw(struct loop *loop)
{
	struct view *top = loop_top(loop);
	size_t below = loop->depth;
	struct buf path = {0};
	struct layout l;
	struct rect band = {0};
	int y = 0, x = 0;

	if (!top)
		return;
	while (below > 1 && loop->stack[below - 1]->class->box)
		below--;
	below--;
	l = layout_screen(term_rows(), term_columns(),
	    !loop->lock && loop->stack[below]->class->has_panel &&
		loop->stack[below]->class->has_panel(loop->stack[below]),
	    frame_help_rows(loop->desk),
	    loop->desk->prefs.level != LEVEL_EXPERT);
	draw_clear();
	if (l.too_small) {
		frame_draw_too_small(&l);
		draw_flush();
		return;
	}
	if (tour_is_on(loop->tour) && !loop->lock)
		band = layout_band(&l, TOUR_ROWS);
	if (loop->lock)
		loop->lock->class->draw(loop->lock, l.body, &y, &x);
	else
		loop_draw_stack(loop, below, &l, &y, &x);
	loop_path(loop, &path);
	frame_draw(loop->desk, top, &l, buf_string(&path));
	buf_done(&path);
	if (band.rows) {
		tour_look(loop->tour);
		tour_draw(loop->tour, band);
	}
	if (loop->desk->cut) {
		/* the key that waits is looked at first; what stands, stands */
		loop->desk->cut = false;
		draw_drop();
		return;
	}
	draw_cursor(y, x);
	draw_flush();
}

bool
loop_idle(struct loop *loop)
{
	struct view *top = loop_top(loop);
	bool kept = loop_draft(loop, false);

	if (top && top->class->idle && top->class->idle(top)) {
		loop_requests(loop); /* long work has ended: its view may too */
		kept = true;
	}
	return kept;
}

static int
loop_wait(const struct loop *loop)
{
	const struct view *top = loop_top(loop);

	if (top->class->is_busy && top->class->is_busy(top))
		return 100;
	return loop->changed_since_draft ? DRAFT_TICK_MS : TICK_MS;
}

/* Nobody has pressed a key for as long as the clerk said. */
static bool
loop_left_alone(struct loop *loop)
{
	const struct view *top = loop_top(loop);
	int minutes = loop->desk->prefs.lock_minutes;

	if (loop->lock || !minutes ||
	    now_ms() - loop->touched_at < (int64_t)minutes * 60000)
		return false;
	if (top->class->is_busy && top->class->is_busy(top))
		return false;
	loop_keep_drafts(loop);
	loop->command(loop, COMMAND_LOCK);
	return true;
}

void
loop_run(struct loop *loop)
{
	struct event event = {0};
	bool draw = true, waiting = true;

	loop->touched_at = now_ms();
	while (!loop->ended) {
		if (draw && !input_pending())
			loop_draw(loop);
		/* what is left to read is read when no key waits */
		if (!input_pending())
			waiting = !loop_idle(loop);
		draw = !waiting;
		if (draw && !input_pending())
			continue;
		input_next(&event, loop_wait(loop));
		if (event.kind != EVENT_TICK && event.kind != EVENT_NONE) {
			loop->touched_at = now_ms();
			loop_feed(loop, &event);
			draw = true;
		} else if (loop_left_alone(loop)) {
			loop_draw(loop);
		}
		/* nothing else may come of them, not even an event */
		if (input_take_bad_bytes()) {
			desk_say(loop->desk, MESSAGE_WARNING,
			    _("终端编码不是 UTF-8，丢了不认识的字节"));
			draw = true;
		}
		event_done(&event);
	}
}
