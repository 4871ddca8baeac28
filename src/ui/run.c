/* Long work in a child process (see run.h).  Reads what it says; knows
 * nothing of what it does. */
#include "ui/run.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "record/draft.h"
#include "ui/page.h"
#include "ui/term.h"

#define ARGUMENTS_MOST 64

struct run {
	struct view view;
	struct view *page; /* draws the lines */
	char *words;
	struct buf line;
	pid_t child; /* 0: has ended */
	int out;     /* what it says; -1: closed */
};

/* ---- the child ---- */

struct arguments {
	char *list[ARGUMENTS_MOST + 1];
	size_t count;
};

static void
add_argument(struct arguments *a, const char *word)
{
	if (a->count < ARGUMENTS_MOST)
		a->list[a->count++] = mem_strdup(word);
}

/* The same book, data and clerk as here. */
static void
add_options(struct arguments *a, struct desk *desk)
{
	const struct ui_options *o = desk->options;
	const struct book *book = forms_book(desk->forms);

	add_argument(a, o->program ? o->program : "jieban");
	if (o->program_options) {
		for (size_t i = 0; o->program_options[i]; i++)
			add_argument(a, o->program_options[i]);
		return;
	}
	add_argument(a, "--book");
	add_argument(a, draft_book(desk->forms));
	for (size_t i = 0; i + 1 < book->data.count; i++) {
		add_argument(a, "--data");
		add_argument(a, book->data.dirs[i]);
	}
	if (book->session.clerk) {
		add_argument(a, "--as");
		add_argument(a, book->session.clerk);
	}
	add_argument(a, "--today");
	add_argument(a, book->session.today);
}

static void
add_words(struct arguments *a, const char *words)
{
	while (*words) {
		size_t size = strcspn(words, " ");
		char *word = mem_strndup(words, size);

		if (size)
			add_argument(a, word);
		free(word);
		words += size;
		words += strspn(words, " ");
	}
}

static void
run_child(const struct ui_options *o, struct arguments *a, int out)
{
	int in = open("/dev/null", O_RDONLY);

	/* its own group: a Ctrl+C of the terminal is ours to pass on */
	setpgid(0, 0);
	if (in >= 0)
		dup2(in, 0);
	dup2(out, 1);
	dup2(out, 2);
	for (int fd = 3; fd < 256; fd++)
		close(fd);
	signal(SIGPIPE, SIG_DFL);
	execv(o->program ? o->program : "/proc/self/exe", a->list);
	_exit(3);
}

static bool
run_start(struct run *r, struct err *err)
{
	struct desk *desk = r->view.desk;
	struct arguments a = {{NULL}, 0};
	int ends[2];

	if (pipe(ends) != 0)
		return err_set(err, ERR_WORLD, "不能另起一个进程：%s",
		    strerror(errno));
	add_options(&a, desk);
	add_words(&a, r->words);
	r->child = fork();
	if (r->child == 0)
		run_child(desk->options, &a, ends[1]);
	for (size_t i = 0; i < a.count; i++)
		free(a.list[i]);
	close(ends[1]);
	r->out = ends[0];
	if (r->child < 0) {
		r->child = 0;
		return err_set(err, ERR_WORLD, "不能另起一个进程：%s",
		    strerror(errno));
	}
	fcntl(r->out, F_SETFD, FD_CLOEXEC);
	fcntl(r->out, F_SETFL, O_NONBLOCK);
	return true;
}

static void
run_ended(struct run *r)
{
	struct desk *desk = r->view.desk;
	int status = 0;

	if (r->line.size)
		page_add(r->page, ROLE_NORMAL, buf_string(&r->line));
	buf_clear(&r->line);
	close(r->out);
	r->out = -1;
	waitpid(r->child, &status, 0);
	r->child = 0;
	desk->saves++;
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		desk_say(desk, MESSAGE_PASSED, "%s：办完了", r->words);
	else if (WIFEXITED(status) && WEXITSTATUS(status) == 4)
		desk_say(desk, MESSAGE_WARNING, "%s：有不符的，见上面",
		    r->words);
	else
		desk_say(desk, MESSAGE_REFUSED,
		    "%s：没有办成，一切照旧", r->words);
}

/* True: something came. */
static bool
run_read(struct run *r, int wait_ms)
{
	struct pollfd poll_out = {r->out, POLLIN, 0};
	char bytes[4096];
	ssize_t got;

	if (r->out < 0 || poll(&poll_out, 1, wait_ms) <= 0)
		return false;
	got = read(r->out, bytes, sizeof(bytes));
	if (got < 0 && (errno == EAGAIN || errno == EINTR))
		return false;
	if (got <= 0) {
		run_ended(r);
		return true;
	}
	for (ssize_t i = 0; i < got; i++) {
		if (bytes[i] == '\n') {
			page_add(r->page, ROLE_NORMAL, buf_string(&r->line));
			buf_clear(&r->line);
		} else if (bytes[i] == '\r') {
			/* progress: the next words take the place of these */
			buf_clear(&r->line);
		} else {
			buf_add_char(&r->line, bytes[i]);
		}
	}
	return true;
}

static void
run_stop(struct run *r)
{
	if (!r->child)
		return;
	kill(-r->child, SIGINT);
	desk_say(r->view.desk, MESSAGE_SAID, "正在停下：%s", r->words);
}

/* ---- the view ---- */

static void
run_close(struct view *view)
{
	struct run *r = (struct run *)view;

	if (r->child) {
		kill(-r->child, SIGTERM);
		waitpid(r->child, NULL, 0);
	}
	if (r->out >= 0)
		close(r->out);
	r->page->class->close(r->page);
	buf_done(&r->line);
	free(r->words);
	free(r);
}

static unsigned
run_contexts(const struct view *view)
{
	(void)view;
	return CONTEXT_PAGE;
}

static void
run_path(struct view *view, struct buf *to)
{
	buf_add_string(to, ((struct run *)view)->words);
}

static void
run_status(struct view *view, struct buf *to, int cells)
{
	struct run *r = (struct run *)view;

	(void)cells;
	if (r->child)
		buf_printf(to, "在办：%s   Ctrl+C 停下",
		    r->line.size ? buf_string(&r->line) : "...");
}

static void
run_draw(struct view *view, struct rect body, int *y, int *x)
{
	struct run *r = (struct run *)view;

	r->page->class->draw(r->page, body, y, x);
}

static const enum command_id *
run_legend(struct view *view)
{
	struct run *r = (struct run *)view;

	return r->page->class->legend(r->page);
}

static bool
run_command(struct view *view, enum command_id command)
{
	struct run *r = (struct run *)view;

	if (command == COMMAND_BACK && r->child) {
		run_stop(r);
		return true;
	}
	return r->page->class->command(r->page, command);
}

static bool
run_idle(struct view *view)
{
	struct run *r = (struct run *)view;

	/* a script has nobody who could wait */
	if (term_is_headless())
		while (r->child)
			run_read(r, 1000);
	return run_read(r, 0);
}

static bool
run_is_busy(const struct view *view)
{
	return ((const struct run *)view)->child != 0;
}

static void
run_halt(struct view *view)
{
	run_stop((struct run *)view);
}

static const struct view_class run_class = {
    .name = "run",
    .close = run_close,
    .contexts = run_contexts,
    .path = run_path,
    .status = run_status,
    .legend = run_legend,
    .draw = run_draw,
    .command = run_command,
    .idle = run_idle,
    .is_busy = run_is_busy,
    .halt = run_halt,
};

struct view *
run_new(struct desk *desk, const char *words)
{
	struct run *r = mem_alloc(sizeof(*r));
	struct err err = {0};

	r->view.class = &run_class;
	r->view.desk = desk;
	r->page = page_new(desk, words);
	r->words = mem_strdup(words);
	r->out = -1;
	if (!run_start(r, &err)) {
		desk_err(desk, &err);
		run_close(&r->view);
		return NULL;
	}
	return &r->view;
}
