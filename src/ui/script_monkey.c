/* Random keys with invariants (see script_monkey.h). */
#include "ui/script_monkey.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "record/keymap.h"
#include "ui/draw.h"
#include "ui/term.h"

struct monkey {
	const struct script_monkey *m;
	uint64_t random;
	struct buf script; /* since the book was last opened */
	struct script_state before;
	char *fault;
	long done;
	bool ended;
};

/* xorshift: the same seed plays the same keys on every machine. */
static unsigned
dice(struct monkey *k, unsigned sides)
{
	k->random ^= k->random << 13;
	k->random ^= k->random >> 7;
	k->random ^= k->random << 17;
	return (unsigned)(k->random >> 33) % sides;
}

static void ATTR_FORMAT(2, 3)
fault(struct monkey *k, const char *fmt, ...)
{
	va_list ap;

	if (k->fault)
		return;
	va_start(ap, fmt);
	if (vasprintf(&k->fault, fmt, ap) < 0)
		k->fault = NULL;
	va_end(ap);
}

/* ---- what must hold ---- */

static void
check_screen(struct monkey *k)
{
	int y, x;

	for (int row = 0; row < term_rows(); row++) {
		int cells = draw_row_cells(row);

		if (cells != term_columns())
			fault(k, "第 %d 行宽 %d，屏幕宽 %d", row + 1, cells,
			    term_columns());
	}
	draw_cursor_place(&y, &x);
	if (y < 0 || y >= term_rows() || x < 0 || x >= term_columns())
		fault(k, "光标在屏幕外：%d %d", y + 1, x + 1);
}

/* Ctrl+Z and Ctrl+Y write without a list: they say what they did. */
static bool
says_undone(void)
{
	bool says = false;

	for (int y = 0; y < term_rows(); y++) {
		char *row = draw_row(y);

		says |= strstr(row, "已撤销") || strstr(row, "已重做");
		free(row);
	}
	return says;
}

static void
check_book(struct monkey *k)
{
	struct script_state now = {0};
	const struct script_host *host = k->m->host;

	host->state(host->data, &now);
	if (now.changes != k->before.changes && !k->before.writes &&
	    !says_undone() && term_rows() >= 16 && term_columns() >= 60)
		fault(k, "没有列出改动，账本却写了 %lld 次",
		    (long long)(now.changes - k->before.changes));
	k->before = now;
}

/* ---- events ---- */

static bool
feed(struct monkey *k, struct err *err)
{
	const struct script_host *host = k->m->host;
	struct event event;

	for (input_next(&event, 0); event.kind != EVENT_NONE && !k->ended;
	     input_next(&event, 0)) {
		bool on = host->feed(host->data, &event, err);

		event_done(&event);
		if (!on && err_is_set(err))
			return false;
		k->ended = !on;
		if (!on)
			break;
		host->draw(host->data);
		check_screen(k);
		check_book(k);
	}
	event_done(&event);
	return true;
}

static bool
open_again(struct monkey *k, struct err *err)
{
	struct script_start start = *k->m->start;
	const struct script_host *host = k->m->host;

	input_reset();
	start.again = true;
	start.alone = true;
	k->ended = false;
	buf_printf(&k->script, ":again\n");
	if (!host->open(host->data, &start, err))
		return false;
	host->draw(host->data);
	host->state(host->data, &k->before);
	return true;
}

static void
push_key(struct monkey *k, int key)
{
	char name[KEYMAP_NAME_SIZE];

	keymap_name(key, name);
	buf_printf(&k->script, "%s\n", name);
	input_push_key(key);
}

static void
push_text(struct monkey *k, const char *text)
{
	for (const char *s = text; *s; s++)
		buf_printf(&k->script, *s == '<' ? "<<" : "%c", *s);
	buf_add_char(&k->script, '\n');
	input_push_text(text, strlen(text));
}

static void
push_bytes(struct monkey *k, const char *bytes, size_t size)
{
	buf_add_string(&k->script, ":raw");
	for (size_t i = 0; i < size; i++)
		buf_printf(&k->script, " %02x", (unsigned char)bytes[i]);
	buf_add_char(&k->script, '\n');
	input_push_bytes(bytes, size, true);
}

static void
random_key(struct monkey *k)
{
	static const int keys[] = {K_ENTER, K_ENTER, K_ENTER, K_TAB,
	    K_SHIFT_TAB, K_ESC, K_ESC, K_BACKSPACE, K_UP, K_DOWN, K_DOWN,
	    K_LEFT, K_RIGHT, K_HOME, K_END, K_PAGE_UP, K_PAGE_DOWN, K_INSERT,
	    K_DELETE, K_F(1), K_F(2), K_F(3), K_F(4), K_F(5), K_F(6), K_F(6),
	    K_F(7), K_F(8), K_F(12), K_CTRL('d'), K_CTRL('g'), K_CTRL('k'),
	    K_CTRL('l'), K_CTRL('n'), K_CTRL('o'), K_CTRL('p'), K_CTRL('r'),
	    K_CTRL('s'), K_CTRL('t'), K_CTRL('u'), K_CTRL('w'), K_CTRL('x'),
	    K_CTRL('y'), K_CTRL('z'), K_CTRL_LEFT, K_CTRL_RIGHT};

	push_key(k, keys[dice(k, sizeof(keys) / sizeof(keys[0]))]);
}

static void
random_text(struct monkey *k)
{
	static const char *const words[] = {"1", "2", "3", "4", "5", "6", "7",
	    "8", "9", "0", "1", "2", " ", "*", "/", "?", "+", "-", "=", "!",
	    "..", ".", "@", "a", "zs", "dxx", "张", "尉迟恭", "入户", "0301",
	    "20", "=12*5", "１２", "。。", "！", "a<b", "𠮷田", "\U00031350",
	    "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十"};

	push_text(k, words[dice(k, sizeof(words) / sizeof(words[0]))]);
}

static void
random_bytes(struct monkey *k)
{
	static const char *const bytes[] = {"\xd5\xc5\xc8\xfd", "\xe5\xbc",
	    "\xff\xfe", "\033[1;5D", "\033[99~", "\033O", "\033[200~甲\t乙\n丙\033[201~",
	    "\033[200~多行\r\n第二行\033[201~", "\033]0;x\007", "\t\t\r\r"};
	const char *s = bytes[dice(k, sizeof(bytes) / sizeof(bytes[0]))];

	push_bytes(k, s, strlen(s));
}

static void
random_size(struct monkey *k)
{
	static const int sizes[][2] = {{80, 24}, {80, 24}, {60, 16}, {132, 50},
	    {59, 15}, {1, 1}, {200, 60}, {110, 24}};
	const int *size = sizes[dice(k, sizeof(sizes) / sizeof(sizes[0]))];
	struct event event = {EVENT_RESIZE, 0, NULL};

	buf_printf(&k->script, ":size %dx%d\n", size[0], size[1]);
	term_resize(size[1], size[0]);
	draw_clear();
	input_push(&event);
}

static bool
hang_up(struct monkey *k, struct err *err)
{
	struct event event = {EVENT_HANGUP, 0, NULL};

	buf_add_string(&k->script, ":hangup\n");
	input_push(&event);
	return feed(k, err);
}

/* No screen lies deeper than five; an Esc that only clears a search or goes
 * from a list of changes back to its form is none of them. */
#define ESC_CLOSING 5
#define ESC_IN_ALL 9

static bool
go_home(struct monkey *k, struct err *err)
{
	const struct script_host *host = k->m->host;
	struct script_state state = {0};
	int closing = 0;

	host->state(host->data, &state);
	for (int i = 0; i < ESC_IN_ALL && state.depth > 1 && !k->ended; i++) {
		size_t depth = state.depth;

		push_key(k, K_ESC);
		if (!feed(k, err))
			return false;
		host->state(host->data, &state);
		closing += state.depth != depth;
	}
	if (!k->ended && (state.depth > 1 || closing > ESC_CLOSING))
		fault(k, "%d 次 Esc 没有回到首页，还有 %zu 层", ESC_IN_ALL,
		    state.depth);
	return true;
}

static bool
step(struct monkey *k, struct err *err)
{
	unsigned face = dice(k, 100);

	if (face < 50)
		random_key(k);
	else if (face < 92)
		random_text(k);
	else if (face < 95)
		random_bytes(k);
	else if (face < 97)
		random_size(k);
	else if (face < 99)
		return go_home(k, err);
	else if (dice(k, 10) == 0)
		return hang_up(k, err);
	return feed(k, err);
}

/* ---- the report ---- */

static void
print_script(struct monkey *k)
{
	const struct script_start *start = k->m->start;

	fprintf(k->m->out, "# 种子 %u，第 %ld 个键：%s\n", k->m->seed, k->done,
	    k->fault);
	if (start->clerk)
		fprintf(k->m->out, ":as %s\n", start->clerk);
	if (start->today)
		fprintf(k->m->out, ":today %s\n", start->today);
	fprintf(k->m->out, ":book %s\n%s:dump\n", start->book,
	    buf_string(&k->script));
	fflush(k->m->out);
}

bool
script_monkey_play(const struct script_monkey *m, struct err *err)
{
	struct monkey k = {.m = m,
	    .random = (uint64_t)m->seed * 2654435761u + 88172645463325252u};
	bool fine = open_again(&k, err);

	for (; fine && !k.fault && k.done < m->count; k.done++) {
		if (k.ended)
			fine = open_again(&k, err);
		if (fine)
			fine = step(&k, err);
	}
	if (k.fault) {
		print_script(&k);
		fine = err_set(err, ERR_CHECK, "种子 %u：%s", m->seed, k.fault);
	}
	buf_done(&k.script);
	free(k.fault);
	return fine;
}
