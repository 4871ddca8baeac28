/*
 * The terminal.  Owns curses' start and end, the terminal's modes, the
 * signal flags and stderr while the screen is up; must not know what is
 * drawn or typed.
 *
 * Our handlers only set flags and stand before curses starts, so that its
 * own (which draw from inside a signal) never do.
 */
#include "ui/term.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <curses.h>

#include "base/lang.h"
#include "base/log.h"
#include "base/mem.h"

static struct {
	bool on, headless, default_colors;
	SCREEN *screen;
	FILE *in, *out; /* headless: /dev/null */
	int saved_stderr;
	int escape_delay;
	char *note;
	bool thin; /* one column: curses is told of two, and no Han fits */
} term = {.saved_stderr = -1, .escape_delay = 50};

static volatile sig_atomic_t came[TERM_SIGNAL_COUNT];

static const struct {
	int number;
	enum term_signal flag;
} signals[] = {
    {SIGWINCH, TERM_WINCH},
    {SIGTSTP, TERM_TSTP},
    {SIGCONT, TERM_CONT},
    {SIGHUP, TERM_HUP},
    {SIGTERM, TERM_HUP},
    {SIGQUIT, TERM_HUP},
    {SIGINT, TERM_INT},
};

#define SIGNAL_COUNT (sizeof(signals) / sizeof(signals[0]))

static struct sigaction before[SIGNAL_COUNT];

static void
on_signal(int number)
{
	for (size_t i = 0; i < SIGNAL_COUNT; i++)
		if (signals[i].number == number)
			came[signals[i].flag] = 1;
}

static void
catch_signals(void)
{
	struct sigaction action = {0};

	/* No SA_RESTART: a wait for a key ends when one comes. */
	action.sa_handler = on_signal;
	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < SIGNAL_COUNT; i++) {
		came[signals[i].flag] = 0;
		sigaction(signals[i].number, &action, &before[i]);
	}
}

static void
release_signals(void)
{
	for (size_t i = 0; i < SIGNAL_COUNT; i++)
		sigaction(signals[i].number, &before[i], NULL);
}

bool
term_take_signal(enum term_signal which)
{
	bool was = came[which];

	came[which] = 0;
	return was;
}

bool
term_locale(struct err *err)
{
	/* Asking libc, not the environment: ssh forwards locales that are
	 * not installed. */
	if (setlocale(LC_CTYPE, "") && !strcmp(nl_langinfo(CODESET), "UTF-8"))
		return true;
	if (setlocale(LC_CTYPE, "C.UTF-8") || setlocale(LC_CTYPE, "C.utf8"))
		return true;
	return err_set(err, ERR_WORLD,
	    _("这台机器没有 UTF-8 的语言环境，请管理员装上 C.UTF-8"));
}

static void
take_stderr(void)
{
	int fd = log_fd();

	fflush(stderr);
	if (fd < 0)
		fd = open("/dev/null", O_WRONLY | O_CLOEXEC);
	if (fd < 0)
		return;
	term.saved_stderr = fcntl(2, F_DUPFD_CLOEXEC, 3);
	dup2(fd, 2);
	if (fd != log_fd())
		close(fd);
}

static void
give_stderr_back(void)
{
	if (term.saved_stderr < 0)
		return;
	fflush(stderr);
	dup2(term.saved_stderr, 2);
	close(term.saved_stderr);
	term.saved_stderr = -1;
}

/* Straight to the terminal: curses has no word for it. */
static void
bracketed_paste(bool on)
{
	if (term.headless)
		return;
	putp(on ? "\033[?2004h" : "\033[?2004l");
	fflush(stdout);
}

static void
set_modes(void)
{
	raw();
	noecho();
	nonl();
	/* Ctrl+C as a byte; the loop decides what it stops. */
	intrflush(stdscr, FALSE);
	keypad(stdscr, TRUE);
	meta(stdscr, TRUE);
	set_escdelay(term.escape_delay);
	mousemask(0, NULL);
	idlok(stdscr, FALSE);
	scrollok(stdscr, FALSE);
	leaveok(stdscr, FALSE);
}

static bool
is_dumb(const char *name)
{
	return !name || !*name || !strcmp(name, "dumb");
}

static bool
refuse_dumb(const char *name, struct err *err)
{
	return err_set(err, ERR_WORLD,
	    _("终端「%s」画不了屏幕；不用屏幕也行：jieban "
	    "status、list、show、add、set、do、export，见 jieban --help"),
	    name && *name ? name : "dumb");
}

/* With the terminal's own description; without one, with xterm's and a
 * message.  NULL: nothing can be drawn on it. */
static SCREEN *
open_screen(const char *name)
{
	SCREEN *screen = newterm(name, stdout, stdin);
	const char *move;

	if (!screen) {
		screen = newterm("xterm", stdout, stdin);
		free(term.note);
		term.note = mem_printf(
		    _("不认识终端「%.40s」，当作 xterm；画得不对请设 TERM"), name);
	}
	move = screen ? tigetstr("cup") : NULL;
	if (screen && (!move || move == (char *)-1)) {
		endwin();
		delscreen(screen);
		return NULL;
	}
	return screen;
}

static void
emergency(void)
{
	term_stop();
}

bool
term_start(struct err *err)
{
	const char *name = getenv("TERM");

	if (term.on)
		return true;
	if (!term_locale(err))
		return false;
	if (is_dumb(name))
		return refuse_dumb(name, err);
	take_stderr();
	catch_signals();
	term.screen = open_screen(name);
	if (!term.screen) {
		release_signals();
		give_stderr_back();
		return refuse_dumb(name, err);
	}
	term.on = true;
	term.headless = false;
	mem_on_exhausted(emergency);
	set_modes();
	bracketed_paste(true);
	return true;
}

bool
term_start_headless(int rows, int columns, struct err *err)
{
	if (term.on)
		term_stop();
	if (!term_locale(err))
		return false;
	term.in = fopen("/dev/null", "re");
	term.out = fopen("/dev/null", "we");
	if (!term.in || !term.out)
		return err_set(err, ERR_WORLD, _("打不开 /dev/null"));
	use_env(FALSE);
	term.screen = newterm("xterm-256color", term.out, term.in);
	if (!term.screen)
		term.screen = newterm("xterm", term.out, term.in);
	if (!term.screen) {
		fclose(term.in);
		fclose(term.out);
		term.in = term.out = NULL;
		return err_set(err, ERR_WORLD,
		    _("没有终端 xterm-256color 的描述（terminfo）"));
	}
	term.on = term.headless = true;
	set_modes();
	term_resize(rows, columns);
	return true;
}

void
term_stop(void)
{
	if (!term.on)
		return;
	term.on = false;
	bracketed_paste(false);
	endwin();
	if (term.screen)
		delscreen(term.screen);
	term.screen = NULL;
	if (term.headless) {
		fclose(term.in);
		fclose(term.out);
		term.in = term.out = NULL;
		use_env(TRUE);
	} else {
		mem_on_exhausted(NULL);
		release_signals();
		give_stderr_back();
	}
	free(term.note);
	term.note = NULL;
	term.headless = false;
}

bool
term_is_thin(void)
{
	return term.thin;
}

bool
term_is_on(void)
{
	return term.on;
}

bool
term_is_headless(void)
{
	return term.on && term.headless;
}

const char *
term_note(void)
{
	return term.note;
}

int
term_rows(void)
{
	return LINES;
}

int
term_columns(void)
{
	return COLS;
}

int
term_colors(void)
{
	const char *none = getenv("NO_COLOR");
	int colors = tigetnum("colors");

	if (none && *none)
		return 0;
	return colors >= 256 ? 256 : colors >= 8 ? 8 : 0;
}

void
term_resize(int rows, int columns)
{
	struct winsize size;

	if (rows <= 0) {
		if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) < 0)
			return;
		rows = size.ws_row;
		columns = size.ws_col;
	}
	if (rows < 1)
		rows = 1;
	term.thin = columns < 2;
	if (columns < 2)
		columns = 2;
	resizeterm(rows, columns);
}

void
term_suspend(void)
{
	struct sigaction standard = {0}, ours;

	if (!term.on || term.headless)
		return;
	bracketed_paste(false);
	endwin();
	standard.sa_handler = SIG_DFL;
	sigaction(SIGTSTP, &standard, &ours);
	raise(SIGTSTP);
	/* Here again after SIGCONT. */
	sigaction(SIGTSTP, &ours, NULL);
	set_modes();
	bracketed_paste(true);
	term_resize(0, 0);
	term_redraw();
	refresh();
}

void
term_redraw(void)
{
	clearok(curscr, TRUE);
}

void
term_set_escape_delay(int ms)
{
	term.escape_delay = ms < 25 ? 25 : ms > 200 ? 200 : ms;
	if (term.on)
		set_escdelay(term.escape_delay);
}
