/*
 * The queue of events and the reading of the terminal.  Owns both; must not
 * know views or commands, and never waits when there is no terminal.
 *
 * Bytes are taken one by one with getch(): get_wch() loses up to 145 bytes
 * after a single bad one.  curses knows the sequences of the terminal's own
 * description; all others (PuTTY's, xterm's with modifiers, pastes) are read
 * by input_bytes, so none needs defining here.
 */
#include "ui/input.h"

#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <curses.h>

#include "base/mem.h"
#include "record/keymap.h"
#include "ui/input_bytes.h"
#include "ui/term.h"

#define SLICE 500          /* signals are looked at this often, in ms */
#define BURST_MOST 65536   /* bytes before something is shown */
#define PASTE_SILENCE 2000 /* then its end mark is lost */
#define DEAD_READS 3       /* empty reads ... */
#define DEAD_WITHIN 50     /* ... within so many ms: the terminal is gone */

static struct {
	struct event *events;
	size_t first, count, capacity;
} queue;

static void
sink_key(int key)
{
	input_push_key(key);
}

static void
sink_text(const char *text, size_t size, bool paste)
{
	struct event event = {
	    paste ? EVENT_PASTE : EVENT_TEXT, 0, mem_strndup(text, size)};

	input_push(&event);
}

static void
sink_stop(void)
{
	struct event event = {EVENT_STOP, 0, NULL};

	input_push(&event);
}

static struct input_bytes decoder = {
    .key = sink_key, .text = sink_text, .stop = sink_stop};

void
event_done(struct event *event)
{
	free(event->text);
	memset(event, 0, sizeof(*event));
}

void
input_push(struct event *event)
{
	if (queue.first > 0 && queue.count == queue.capacity) {
		memmove(queue.events, queue.events + queue.first,
		    (queue.count - queue.first) * sizeof(*queue.events));
		queue.count -= queue.first;
		queue.first = 0;
	}
	queue.events = mem_grow(
	    queue.events, queue.count, &queue.capacity, sizeof(*queue.events));
	queue.events[queue.count++] = *event;
	memset(event, 0, sizeof(*event));
}

void
input_push_key(int key)
{
	struct event event = {EVENT_KEY, key, NULL};

	input_push(&event);
}

void
input_push_text(const char *text, size_t size)
{
	struct event event = {EVENT_TEXT, 0, mem_strndup(text, size)};

	input_push(&event);
}

void
input_push_bytes(const char *bytes, size_t size, bool end)
{
	for (size_t i = 0; i < size; i++)
		input_bytes_take(&decoder, (unsigned char)bytes[i]);
	if (!end)
		return;
	input_bytes_give_up(&decoder);
	input_bytes_end_paste(&decoder);
	input_bytes_end_burst(&decoder);
}

static bool
take_queued(struct event *event)
{
	if (queue.first == queue.count)
		return false;
	*event = queue.events[queue.first++];
	if (queue.first == queue.count)
		queue.first = queue.count = 0;
	return true;
}

void
input_reset(void)
{
	struct event event;

	while (take_queued(&event))
		event_done(&event);
	free(queue.events);
	memset(&queue, 0, sizeof(queue));
	input_bytes_reset(&decoder);
}

size_t
input_take_bad_bytes(void)
{
	size_t bad = decoder.bad;

	decoder.bad = 0;
	return bad;
}

/* What curses decoded by the terminal's description. */
static void
take_curses_key(int code)
{
	static const struct {
		int code, key;
	} keys[] = {{KEY_ENTER, K_ENTER}, {KEY_BTAB, K_SHIFT_TAB},
	    {KEY_BACKSPACE, K_BACKSPACE}, {KEY_UP, K_UP}, {KEY_DOWN, K_DOWN},
	    {KEY_LEFT, K_LEFT}, {KEY_RIGHT, K_RIGHT}, {KEY_HOME, K_HOME},
	    {KEY_FIND, K_HOME}, {KEY_END, K_END}, {KEY_SELECT, K_END},
	    {KEY_PPAGE, K_PAGE_UP}, {KEY_NPAGE, K_PAGE_DOWN},
	    {KEY_IC, K_INSERT}, {KEY_DC, K_DELETE}};
	static const struct {
		int code;
		char sign;
	} pad[] = {{KEY_A1, '7'}, {KEY_A3, '9'}, {KEY_B2, '5'}, {KEY_C1, '1'},
	    {KEY_C3, '3'}};

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (keys[i].code == code)
			input_bytes_take_key(&decoder, keys[i].key);
	for (size_t i = 0; i < sizeof(pad) / sizeof(pad[0]); i++)
		if (pad[i].code == code)
			input_bytes_take_sign(&decoder, pad[i].sign);
	if (code >= KEY_F(1) && code <= KEY_F(12))
		input_bytes_take_key(&decoder, K_F(code - KEY_F(0)));
	if (code > KEY_MAX) {
		/* Extended names, where terminals agree at all. */
		const char *name = keyname(code);

		if (name && !strcmp(name, "kLFT5"))
			input_bytes_take_key(&decoder, K_CTRL_LEFT);
		else if (name && !strcmp(name, "kRIT5"))
			input_bytes_take_key(&decoder, K_CTRL_RIGHT);
		else if (name && !strcmp(name, "kxIN"))
			return; /* focus came or went */
	}
}

static size_t
read_waiting(void)
{
	size_t count = 0;
	int code;

	timeout(0);
	while (count < BURST_MOST && (code = getch()) != ERR) {
		count++;
		if (code < 256)
			input_bytes_take(&decoder, (unsigned char)code);
		else
			take_curses_key(code);
	}
	return count;
}

static int64_t
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

enum waited { WAITED_INPUT, WAITED_TIME, WAITED_SIGNAL, WAITED_GONE };

static enum waited
wait_for_input(int ms)
{
	struct pollfd fd = {STDIN_FILENO, POLLIN, 0};
	int ready = poll(&fd, 1, ms < 0 ? 0 : ms);

	if (ready < 0)
		return errno == EINTR ? WAITED_SIGNAL : WAITED_GONE;
	if (ready == 0)
		return WAITED_TIME;
	if (fd.revents & POLLIN)
		return WAITED_INPUT;
	return WAITED_GONE;
}

/* Reads all that waits; what was begun gets the time to be finished. */
static size_t
read_burst(void)
{
	size_t count = read_waiting(), more;
	int patience;

	while (count > 0 && (patience = input_bytes_patience(&decoder)) > 0) {
		if (wait_for_input(patience) != WAITED_INPUT ||
		    (more = read_waiting()) == 0) {
			input_bytes_give_up(&decoder);
			break;
		}
		count += more;
	}
	if (decoder.state == BYTES_ESCAPE)
		input_bytes_give_up(&decoder);
	input_bytes_end_burst(&decoder);
	return count;
}

static bool
take_signals(struct event *event)
{
	/* what was typed before the line was cut belongs to the draft */
	if (queue.first == queue.count && term_take_signal(TERM_HUP)) {
		event->kind = EVENT_HANGUP;
	} else if (term_take_signal(TERM_TSTP)) {
		event->kind = EVENT_SUSPEND;
	} else if (term_take_signal(TERM_INT)) {
		event->kind = EVENT_STOP;
	} else if (term_take_signal(TERM_WINCH)) {
		term_resize(0, 0);
		event->kind = EVENT_RESIZE;
	} else if (term_take_signal(TERM_CONT)) {
		/* Whoever stopped us may have left the screen otherwise. */
		term_resize(0, 0);
		term_redraw();
		event->kind = EVENT_RESIZE;
	}
	return event->kind != EVENT_NONE;
}

struct reading {
	int64_t end;          /* when a tick is due */
	int64_t silent_since; /* in an open paste */
	int64_t dead_since;
	int dead;
};

/* One wait; true when *event says what came of it. */
static bool
wait_once(struct reading *r, struct event *event)
{
	int64_t now = now_ms(), left = r->end - now;
	enum waited waited;

	if (left <= 0) {
		event->kind = EVENT_TICK;
		return true;
	}
	waited = wait_for_input(left > SLICE ? SLICE : (int)left);
	if (waited == WAITED_GONE) {
		event->kind = EVENT_HANGUP;
		return true;
	}
	if (waited != WAITED_INPUT)
		return false;
	if (read_burst() > 0) {
		r->dead = 0;
		r->silent_since = now_ms();
		return false;
	}
	/* Readable and yet nothing to read: after a hang-up for ever. */
	now = now_ms();
	if (r->dead++ == 0 || now - r->dead_since > DEAD_WITHIN) {
		r->dead = 1;
		r->dead_since = now;
	}
	if (r->dead >= DEAD_READS)
		event->kind = EVENT_HANGUP;
	return r->dead >= DEAD_READS;
}

void
input_next(struct event *event, int wait_ms)
{
	struct reading r = {0};

	memset(event, 0, sizeof(*event));
	if (take_queued(event) || !term_is_on() || term_is_headless())
		return;
	r.silent_since = now_ms();
	r.end = r.silent_since + wait_ms;
	/* curses may hold bytes that poll no longer sees. */
	read_burst();
	while (!take_signals(event) && !take_queued(event)) {
		if (decoder.pasting &&
		    now_ms() - r.silent_since > PASTE_SILENCE) {
			input_bytes_end_paste(&decoder);
			continue;
		}
		if (wait_once(&r, event))
			return;
		if (decoder.pasting)
			r.end = now_ms() + SLICE;
	}
}

bool
input_none_waits(void *unused)
{
	(void)unused;
	return !input_pending();
}

bool
input_pending(void)
{
	if (queue.first < queue.count)
		return true;
	return term_is_on() && !term_is_headless() &&
	       wait_for_input(0) == WAITED_INPUT;
}
