/*
 * The real stream of bytes: a small program on a pseudo terminal, drawn into
 * libvterm.  Waits for text, never for time.  Skips without libvterm.
 */
#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include "tap.h"

#ifndef HAVE_VTERM

int
main(void)
{
	printf("1..0 # SKIP libvterm is not here\n");
	return 0;
}

#else

#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <vterm.h>

#include "base/buf.h"
#include "base/text.h"
#include "record/keymap.h"
#include "record/textedit.h"
#include "ui/draw.h"
#include "ui/input.h"
#include "ui/term.h"

enum { LEFT_BY_KEY = 10, LEFT_BY_HANGUP = 11, REFUSED = 12 };
#define DEADLINE 10 /* seconds until a text that does not come is a fault */

/* ---- the program under test ---- */

struct program {
	struct textedit field;
	char key[KEYMAP_NAME_SIZE];
	int pastes;
};

static void
paint(struct program *p)
{
	char line[64];
	size_t from;
	int caret;

	draw_clear();
	textedit_view(&p->field, term_columns(), &from, &caret);
	draw_text(
	    0, 0, term_columns(), ROLE_NORMAL, textedit_text(&p->field) + from);
	draw_text(1, 0, term_columns(), ROLE_KEY, p->key);
	snprintf(line, sizeof(line), "%dx%d pastes %d", term_columns(),
	    term_rows(), p->pastes);
	draw_text(2, 0, term_columns(), ROLE_NORMAL, line);
	draw_text(3, 0, term_columns(), ROLE_REFUSAL, "x refused");
	draw_text(4, 0, term_columns(), ROLE_FOCUS, "focus");
	if (term_note())
		draw_text(5, 0, term_columns(), ROLE_NORMAL, term_note());
	draw_cursor(0, caret);
	draw_flush();
}

static void
take(struct program *p, struct event *event)
{
	if (event->kind == EVENT_TEXT || event->kind == EVENT_PASTE)
		textedit_insert(&p->field, event->text, strlen(event->text));
	if (event->kind == EVENT_PASTE)
		p->pastes++;
	if (event->kind == EVENT_KEY)
		keymap_name(event->key, p->key);
	if (event->kind == EVENT_SUSPEND)
		term_suspend();
}

static int
run_program(void)
{
	struct program p = {0};
	struct event event;
	struct err err = {0};
	int status = 0;

	if (!term_start(&err)) {
		printf("%s\n", err.text);
		return err.status == ERR_WORLD ? REFUSED : 1;
	}
	draw_start();
	textedit_init(&p.field, NULL, 0, false);
	while (!status) {
		paint(&p);
		input_next(&event, 1000);
		if (event.kind == EVENT_HANGUP)
			status = LEFT_BY_HANGUP;
		else if (event.kind == EVENT_KEY && event.key == K_F(10))
			status = LEFT_BY_KEY;
		else
			take(&p, &event);
		event_done(&event);
	}
	term_stop();
	textedit_done(&p.field);
	return status;
}

/* A shell of four lines, so that stopping the program stops something. */
static int
run_under_shell(void)
{
	int status, code;
	char c;
	pid_t child;

	signal(SIGTTOU, SIG_IGN);
	child = fork();
	if (child == 0) {
		setpgid(0, 0);
		tcsetpgrp(0, getpid());
		signal(SIGTTOU, SIG_DFL);
		code = run_program();
		fflush(stdout);
		_exit(code);
	}
	setpgid(child, child);
	while (
	    waitpid(child, &status, WUNTRACED) == child && WIFSTOPPED(status)) {
		tcsetpgrp(0, getpgrp());
		printf("shell> \n");
		fflush(stdout);
		if (read(0, &c, 1) != 1)
			return 1;
		tcsetpgrp(0, child);
		kill(-child, SIGCONT);
	}
	return WIFEXITED(status) ? WEXITSTATUS(status) : 99;
}

/* ---- the terminal ---- */

struct terminal {
	int fd;
	pid_t child;
	VTerm *vt;
	VTermScreen *screen;
	struct buf raw; /* everything the program sent */
	int rows, columns;
};

static const char *no_color = ""; /* the program's NO_COLOR */

static void
terminal_open(struct terminal *t, const char *term, bool shell)
{
	struct winsize size = {24, 80, 0, 0};

	memset(t, 0, sizeof(*t));
	t->rows = 24;
	t->columns = 80;
	t->vt = vterm_new(24, 80);
	vterm_set_utf8(t->vt, 1);
	t->screen = vterm_obtain_screen(t->vt);
	vterm_screen_enable_altscreen(t->screen, 1);
	vterm_screen_reset(t->screen, 1);
	fflush(stdout);
	t->child = forkpty(&t->fd, NULL, NULL, &size);
	if (t->child == 0) {
		setenv("TERM", term, 1);
		setenv("NO_COLOR", no_color, 1);
		unsetenv("LINES");
		unsetenv("COLUMNS");
		setenv("LC_ALL", "zh_CN.not-installed", 1);
		int code = shell ? run_under_shell() : run_program();
		fflush(stdout);
		_exit(code);
	}
}

/* Takes what the program sends for at most `ms`; false: it has hung up. */
static bool
terminal_read(struct terminal *t, int ms)
{
	struct pollfd fd = {t->fd, POLLIN, 0};
	char bytes[4096];
	ssize_t got;

	if (poll(&fd, 1, ms) <= 0)
		return true;
	got = read(t->fd, bytes, sizeof(bytes));
	if (got <= 0)
		return false;
	vterm_input_write(t->vt, bytes, (size_t)got);
	buf_add(&t->raw, bytes, (size_t)got);
	return true;
}

static char *
terminal_row(struct terminal *t, int y)
{
	struct buf row = {0};

	for (int x = 0; x < t->columns; x++) {
		VTermPos at = {y, x};
		VTermScreenCell cell;
		char bytes[4];

		vterm_screen_get_cell(t->screen, at, &cell);
		if (cell.chars[0] == (uint32_t)-1)
			continue;
		if (cell.chars[0] == 0)
			buf_add_char(&row, ' ');
		for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i];
		     i++)
			buf_add(&row, bytes,
			    text_encode((int32_t)cell.chars[i], bytes));
	}
	while (row.size && row.text[row.size - 1] == ' ')
		row.text[--row.size] = '\0';
	return buf_take(&row);
}

static bool
terminal_shows(struct terminal *t, int y, const char *want)
{
	time_t end = time(NULL) + DEADLINE;
	char *row = NULL;
	bool alive = true, shown = false;

	do {
		free(row);
		row = terminal_row(t, y);
		shown = !strcmp(row, want);
		if (!shown)
			alive = terminal_read(t, 200);
	} while (!shown && alive && time(NULL) < end);
	if (!shown)
		printf("# row %d is: %s\n", y, row);
	free(row);
	return shown;
}

static bool
terminal_sent(struct terminal *t, const char *bytes)
{
	time_t end = time(NULL) + DEADLINE;

	while (!strstr(buf_string(&t->raw), bytes) && time(NULL) < end)
		if (!terminal_read(t, 200))
			break;
	return strstr(buf_string(&t->raw), bytes) != NULL;
}

static void
terminal_type(struct terminal *t, const char *bytes, size_t size)
{
	while (size > 0) {
		ssize_t put = write(t->fd, bytes, size);

		if (put <= 0)
			return;
		bytes += put;
		size -= (size_t)put;
		/* A large paste comes back while it is still being sent. */
		terminal_read(t, 0);
	}
}

static void
type(struct terminal *t, const char *bytes)
{
	terminal_type(t, bytes, strlen(bytes));
}

/* The program's exit status; ends the terminal. */
static int
terminal_close(struct terminal *t, bool hang_up)
{
	time_t end = time(NULL) + DEADLINE;
	int status = 0;
	pid_t got;

	if (hang_up) {
		close(t->fd);
		t->fd = -1;
	}
	while ((got = waitpid(t->child, &status, WNOHANG)) == 0 &&
	       time(NULL) < end) {
		if (t->fd >= 0)
			terminal_read(t, 50);
		else
			poll(NULL, 0, 20);
	}
	if (got == 0) {
		kill(t->child, SIGKILL);
		waitpid(t->child, &status, 0);
	}
	/* What was sent last may still be in the pipe. */
	while (t->fd >= 0 && terminal_read(t, 0)) {
		struct pollfd fd = {t->fd, POLLIN, 0};

		if (poll(&fd, 1, 0) <= 0)
			break;
	}
	if (t->fd >= 0)
		close(t->fd);
	vterm_free(t->vt);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void
test_typing(void)
{
	struct terminal t;
	VTermPos at;

	terminal_open(&t, "xterm-256color", false);
	ok(terminal_shows(&t, 2, "80x24 pastes 0"), "vterm: it starts");
	ok(terminal_sent(&t, "\033[?2004h"), "vterm: bracketed paste is on");
	type(&t, "\xe7");
	type(&t, "\x94");
	type(&t, "\xb2");
	ok(terminal_shows(&t, 0, "甲"),
	    "vterm: a Han cut into three writes arrives whole");
	vterm_state_get_cursorpos(vterm_obtain_state(t.vt), &at);
	ok(at.row == 0 && at.col == 2, "vterm: the real cursor is behind it");
	type(&t, "\xff\xfe乙\xe7x");
	ok(terminal_shows(&t, 0, "甲乙x"),
	    "vterm: bad bytes are dropped alone");
	type(&t, "\x1b");
	ok(terminal_shows(&t, 1, "<Esc>"), "vterm: a lone Esc answers");
	type(&t, "\x1b[15~");
	ok(terminal_shows(&t, 1, "<F5>"), "vterm: F5");
	type(&t, "\x1b[11~");
	ok(terminal_shows(&t, 1, "<F1>"), "vterm: PuTTY's F1");
	type(&t, "\x1b[4~");
	ok(terminal_shows(&t, 1, "<End>"), "vterm: PuTTY's End");
	type(&t, "\x1b[A");
	ok(terminal_shows(&t, 1, "<Up>"), "vterm: an arrow in the other mode");
	type(&t, "\x1b[1;7Q\x1b[98~");
	type(&t, "\x13");
	ok(terminal_shows(&t, 1, "<C-s>"), "vterm: Ctrl+S is a key");
	ok(terminal_shows(&t, 0, "甲乙x"),
	    "vterm: no sequence leaked a letter");
	type(&t, "\r");
	ok(terminal_shows(&t, 1, "<Enter>"), "vterm: CR is Enter");
	type(&t, "\x1b[21~");
	is_int(terminal_close(&t, false), LEFT_BY_KEY, "vterm: F10 leaves");
	ok(strstr(buf_string(&t.raw), "\033[?2004l") != NULL,
	    "vterm: bracketed paste is off again");
	buf_done(&t.raw);
}

static void
test_colours(void)
{
	struct terminal t;
	VTermScreenCell cell;
	VTermPos refused = {3, 0}, focus = {4, 0};

	terminal_open(&t, "xterm-256color", false);
	terminal_shows(&t, 4, "focus");
	vterm_screen_get_cell(t.screen, refused, &cell);
	ok(VTERM_COLOR_IS_INDEXED(&cell.fg) && cell.fg.indexed.idx == 161 &&
		cell.attrs.bold && VTERM_COLOR_IS_DEFAULT_BG(&cell.bg),
	    "vterm: a refusal is bold 161 on the terminal's own ground");
	vterm_screen_get_cell(t.screen, focus, &cell);
	ok(cell.attrs.reverse, "vterm: the focus is reverse");
	terminal_close(&t, true);
	buf_done(&t.raw);

	terminal_open(&t, "xterm", false);
	terminal_shows(&t, 4, "focus");
	vterm_screen_get_cell(t.screen, refused, &cell);
	ok(VTERM_COLOR_IS_INDEXED(&cell.fg) && cell.fg.indexed.idx == 1 &&
		cell.attrs.bold,
	    "vterm: with eight colours a refusal is bold red");
	terminal_close(&t, true);
	buf_done(&t.raw);

	no_color = "1";
	terminal_open(&t, "xterm-256color", false);
	terminal_shows(&t, 4, "focus");
	vterm_screen_get_cell(t.screen, refused, &cell);
	ok(VTERM_COLOR_IS_DEFAULT_FG(&cell.fg) && cell.attrs.bold &&
		cell.attrs.underline,
	    "vterm: under NO_COLOR it is bold and underlined");
	terminal_close(&t, true);
	buf_done(&t.raw);
	no_color = "";
}

static void
test_resize(void)
{
	struct terminal t;
	struct winsize size = {50, 132, 0, 0};

	terminal_open(&t, "xterm-256color", false);
	terminal_shows(&t, 2, "80x24 pastes 0");
	type(&t, "甲a");
	terminal_shows(&t, 0, "甲a");
	vterm_set_size(t.vt, 50, 132);
	t.rows = 50;
	t.columns = 132;
	ioctl(t.fd, TIOCSWINSZ, &size);
	ok(terminal_shows(&t, 2, "132x50 pastes 0"),
	    "vterm: a resize arrives as one");
	ok(terminal_shows(&t, 0, "甲a"), "vterm: and loses no typing");
	is_int(terminal_close(&t, true), LEFT_BY_HANGUP,
	    "vterm: a closed terminal is a hang-up");
	buf_done(&t.raw);
}

static void
test_paste(void)
{
	struct terminal t;
	struct buf paste = {0};

	terminal_open(&t, "xterm-256color", false);
	terminal_shows(&t, 2, "80x24 pastes 0");
	buf_add_string(&paste, "\033[200~");
	for (int i = 0; i < 4000; i++)
		buf_printf(&paste, "甲%d\t乙\r", i);
	buf_add_string(&paste, "\033[201~");
	terminal_type(&t, buf_string(&paste), paste.size);
	ok(terminal_shows(&t, 2, "80x24 pastes 1"),
	    "vterm: a paste of 4000 rows is one event");
	type(&t, "|");
	ok(terminal_shows(&t, 2, "80x24 pastes 1"),
	    "vterm: and typing goes on");
	kill(t.child, SIGTERM);
	is_int(terminal_close(&t, false), LEFT_BY_HANGUP,
	    "vterm: SIGTERM is a hang-up");
	buf_done(&paste);
	buf_done(&t.raw);
}

static void
test_suspend(void)
{
	struct terminal t;

	terminal_open(&t, "xterm-256color", true);
	terminal_shows(&t, 2, "80x24 pastes 0");
	type(&t, "甲");
	terminal_shows(&t, 0, "甲");
	/* To the program's own group, as a terminal would. */
	kill(-tcgetpgrp(t.fd), SIGTSTP);
	ok(terminal_sent(&t, "shell> "), "vterm: SIGTSTP gives the shell back");
	ok(strstr(buf_string(&t.raw), "\033[?2004l") != NULL,
	    "vterm: with bracketed paste off");
	buf_clear(&t.raw);
	type(&t, "\n");
	ok(terminal_sent(&t, "\033[?2004h"),
	    "vterm: coming back, bracketed paste is on");
	ok(terminal_shows(&t, 0, "甲"), "vterm: and the screen is there");
	type(&t, "乙");
	ok(terminal_shows(&t, 0, "甲乙"), "vterm: and takes keys");
	type(&t, "\x1b[21~");
	is_int(terminal_close(&t, false), LEFT_BY_KEY, "vterm: and leaves");
	buf_done(&t.raw);
}

static void
test_terminals(void)
{
	static const char *const names[] = {
	    "xterm", "linux", "screen-256color", "tmux-256color", "vt100"};
	struct terminal t;
	char name[96];

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		terminal_open(&t, names[i], false);
		type(&t, "甲乙");
		snprintf(name, sizeof(name), "vterm: TERM=%s shows a name",
		    names[i]);
		ok(terminal_shows(&t, 0, "甲乙"), "%s", name);
		terminal_close(&t, true);
		buf_done(&t.raw);
	}
	terminal_open(&t, "no-such-terminal", false);
	ok(terminal_shows(&t, 5,
	       "不认识终端「no-such-terminal」，当作 xterm；画得不对请设 TERM"),
	    "vterm: an unknown TERM is drawn as xterm, and said");
	terminal_close(&t, true);
	buf_done(&t.raw);
	terminal_open(&t, "dumb", false);
	is_int(terminal_close(&t, false), REFUSED,
	    "vterm: a dumb terminal is refused");
	ok(strstr(buf_string(&t.raw), "jieban status") != NULL,
	    "vterm: naming the commands without a screen");
	buf_done(&t.raw);
}

int
main(void)
{
	test_typing();
	test_colours();
	test_resize();
	test_paste();
	test_suspend();
	test_terminals();
	return done();
}

#endif
