/* Long work in a child process (see run.h). */
#include "ui/run.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "record/words.h"
#include "ui/child.h"
#include "ui/page.h"
#include "ui/prompt.h"
#include "ui/term.h"

#define WORDS_MOST 48

struct run {
	struct view view;
	struct view *page; /* draws the lines */
	char *words;
	struct child child;
	char *last; /* the last line it said */
	bool leave; /* Enter was pressed: close when it has gone well */
};

static bool
run_start(struct run *r, struct err *err)
{
	const char *at = r->words;
	char *words[WORDS_MOST + 1];
	size_t count = 0;
	bool fine;

	while (count < WORDS_MOST && (words[count] = words_take(&at)))
		count++;
	words[count] = NULL;
	fine = child_start(
	    &r->child, r->view.desk, (const char *const *)words, err);
	while (count > 0)
		free(words[--count]);
	return fine;
}

static void
run_line(void *data, const char *line)
{
	struct run *r = data;

	page_add(r->page, ROLE_NORMAL, line);
	free(r->last);
	r->last = mem_strdup(line);
}

static void
run_say_done(struct run *r)
{
	desk_say(r->view.desk, MESSAGE_PASSED, _("%s：办完了  %s"), r->words,
	    r->last ? r->last : "");
}

static void
run_ended(struct run *r)
{
	struct desk *desk = r->view.desk;

	desk->saves++;
	if (r->child.status == 0)
		run_say_done(r);
	else if (r->child.status == 4)
		desk_say(desk, MESSAGE_WARNING, _("%s：有不符的，见上面"),
		    r->words);
	else
		desk_say(desk, MESSAGE_REFUSED,
		    _("%s：没有办成，一切照旧"), r->words);
	if (r->leave && r->child.status == 0)
		desk_close(desk);
}

static bool
run_read(struct run *r, int wait_ms)
{
	bool came;

	if (!r->child.pid)
		return false;
	came = child_read(&r->child, wait_ms, run_line, r);
	if (!r->child.pid)
		run_ended(r);
	return came;
}

static void
run_stop(struct run *r)
{
	if (!r->child.pid)
		return;
	child_stop(&r->child);
	desk_say(r->view.desk, MESSAGE_SAID, _("正在停下：%s"), r->words);
}

/* ---- the view ---- */

static void
run_close(struct view *view)
{
	struct run *r = (struct run *)view;

	child_done(&r->child);
	r->page->class->close(r->page);
	free(r->words);
	free(r->last);
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
	if (r->child.pid)
		buf_printf(to, _("在办：%s   Ctrl+C 停下"),
		    r->child.line.size ? buf_string(&r->child.line) : "...");
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

/* Enter: back when it has gone well; a warning may be passed with a reason. */
static void
run_go_on(struct run *r)
{
	struct desk *desk = r->view.desk;
	char *again;

	r->leave = true;
	if (r->child.pid)
		return;
	if (r->child.status == 0) {
		run_say_done(r);
		desk_close(desk);
	} else if (r->last && strstr(r->last, " w]") &&
	    !strstr(r->words, "--reason")) {
		again = mem_printf("%s --reason ", r->words);
		desk_close(desk);
		desk_push(desk,
		    prompt_new(desk, _("理由"), _("写明理由，回车再办"),
			RUN_TAG, again));
		free(again);
	}
}

static bool
run_command(struct view *view, enum command_id command)
{
	struct run *r = (struct run *)view;

	if (command == COMMAND_BACK && r->child.pid) {
		run_stop(r);
		return true;
	}
	if (command == COMMAND_ENTER) {
		run_go_on(r);
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
		while (r->child.pid)
			run_read(r, 1000);
	return run_read(r, 0);
}

static bool
run_is_busy(const struct view *view)
{
	return ((const struct run *)view)->child.pid != 0;
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
	if (!run_start(r, &err)) {
		desk_err(desk, &err);
		run_close(&r->view);
		return NULL;
	}
	return &r->view;
}
