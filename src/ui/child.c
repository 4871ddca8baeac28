/* The child (see child.h). */
#include "ui/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/mem.h"
#include "record/draft.h"

#define ARGUMENTS_MOST 64

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
run_program(const struct ui_options *o, struct arguments *a, int out)
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

bool
child_start(struct child *c, struct desk *desk, const char *const *words,
    struct err *err)
{
	struct arguments a = {{NULL}, 0};
	int ends[2];

	c->out = -1;
	if (pipe(ends) != 0)
		return err_set(
		    err, ERR_WORLD, _("不能另起一个进程：%s"), strerror(errno));
	add_options(&a, desk);
	for (; *words; words++)
		add_argument(&a, *words);
	c->pid = fork();
	if (c->pid == 0)
		run_program(desk->options, &a, ends[1]);
	for (size_t i = 0; i < a.count; i++)
		free(a.list[i]);
	close(ends[1]);
	c->out = ends[0];
	if (c->pid < 0) {
		c->pid = 0;
		return err_set(
		    err, ERR_WORLD, _("不能另起一个进程：%s"), strerror(errno));
	}
	fcntl(c->out, F_SETFD, FD_CLOEXEC);
	fcntl(c->out, F_SETFL, O_NONBLOCK);
	return true;
}

static void
child_ended(
    struct child *c, void (*each)(void *, const char *line), void *data)
{
	int status = 0;

	if (c->line.size)
		each(data, buf_string(&c->line));
	buf_clear(&c->line);
	close(c->out);
	c->out = -1;
	waitpid(c->pid, &status, 0);
	c->pid = 0;
	c->status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

bool
child_read(struct child *c, int wait_ms,
    void (*each)(void *, const char *line), void *data)
{
	struct pollfd poll_out = {c->out, POLLIN, 0};
	char bytes[4096];
	ssize_t got;

	if (!c->pid || poll(&poll_out, 1, wait_ms) <= 0)
		return false;
	got = read(c->out, bytes, sizeof(bytes));
	if (got < 0 && (errno == EAGAIN || errno == EINTR))
		return false;
	if (got <= 0) {
		child_ended(c, each, data);
		return true;
	}
	for (ssize_t i = 0; i < got; i++) {
		if (bytes[i] == '\n')
			each(data, buf_string(&c->line));
		/* progress: the next words take the place of these */
		if (bytes[i] == '\n' || bytes[i] == '\r')
			buf_clear(&c->line);
		else
			buf_add_char(&c->line, bytes[i]);
	}
	return true;
}

void
child_stop(struct child *c)
{
	if (c->pid)
		kill(-c->pid, SIGINT);
}

void
child_done(struct child *c)
{
	if (c->pid) {
		kill(-c->pid, SIGTERM);
		waitpid(c->pid, NULL, 0);
	}
	if (c->pid || c->out > 0)
		close(c->out);
	c->pid = 0;
	c->out = -1;
	buf_done(&c->line);
}
