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
#define RUN_TAG_REASON 1

struct run {
	struct view view;
	struct view *page; /* draws the lines */
	char *words, *told; /* of the command line; for people */
	char *reason;        /* given to pass a warning; NULL: none */
	struct child child;
	char *last; /* the last line it said */
	int under;  /* how many views below it close with it */
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
	if (r->reason && count + 2 <= WORDS_MOST) {
		words[count++] = mem_strdup("--reason");
		words[count++] = mem_strdup(r->reason);
	}
	words[count] = NULL;
	fine = child_start(
	    &r->child, r->view.desk, (const char *const *)words, err);
	while (count > 0)
		free(words[--count]);
	return fine;
}

/* The words scripts rely on, as people say them. */
static const char *
word_told(const char *word)
{
	static const struct {
		const char *word, *told;
	} words[] = {{"heads", N_("人数")}, {"gross", N_("应发")},
	    {"net", N_("实发")}, {"arrears", N_("补发")}, {"rows", N_("行")},
	    {"added", N_("新增")}, {"changed", N_("变更")},
	    {"refused", N_("拒收")}};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (!strcmp(word, words[i].word))
			return _(words[i].told);
	return word;
}

static char *
line_told(const char *line)
{
	struct buf told = {0};
	const char *at = line;
	char *word;

	while ((word = words_take(&at))) {
		buf_printf(&told, "%s%s", told.size ? " " : "", word_told(word));
		free(word);
	}
	return buf_take(&told);
}

static void
run_line(void *data, const char *line)
{
	struct run *r = data;

	if (!strncmp(line, "jieban: ", 8))
		line += 8;
	free(r->last);
	r->last = strncmp(line, "heads ", 6) && strncmp(line, "rows ", 5)
	    ? mem_strdup(line)
	    : line_told(line);
	page_add(r->page, ROLE_NORMAL, r->last);
}

/* Refused, but only until somebody says why. */
static bool
run_wants_reason(const struct run *r)
{
	return !r->child.pid && r->child.status != 0 && r->last &&
	    strstr(r->last, " w]") && !r->reason;
}

static void
run_say_done(struct run *r)
{
	desk_say(r->view.desk, MESSAGE_PASSED, _("%s：办完了  %s"), r->told,
	    r->last ? r->last : "");
}

/* It has gone well: back, and past what asked for it. */
static void
run_leave(struct run *r)
{
	for (int i = 0; i <= r->under; i++)
		desk_close(r->view.desk);
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
		    r->told);
	else if (run_wants_reason(r))
		desk_say(desk, MESSAGE_WARNING,
		    _("%s：还没有办；回车写理由再办，Esc 不办"), r->told);
	else
		desk_say(desk, MESSAGE_REFUSED,
		    _("%s：没有办成，一切照旧"), r->told);
	if (r->leave && r->child.status == 0)
		run_leave(r);
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
	desk_say(r->view.desk, MESSAGE_SAID, _("正在停下：%s"), r->told);
}

/* ---- the view ---- */

static void
run_close(struct view *view)
{
	struct run *r = (struct run *)view;

	child_done(&r->child);
	r->page->class->close(r->page);
	free(r->words);
	free(r->told);
	free(r->reason);
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
	buf_add_string(to, ((struct run *)view)->told);
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

static void
run_hint(struct view *view, struct buf *to)
{
	if (run_wants_reason((struct run *)view))
		buf_add_string(to, _("回车写理由再办，Esc 不办"));
}

/* Enter: back when it has gone well; a warning may be passed with a reason. */
static void
run_go_on(struct run *r)
{
	r->leave = true;
	if (r->child.pid)
		return;
	if (r->child.status == 0) {
		run_say_done(r);
		run_leave(r);
	} else if (run_wants_reason(r)) {
		desk_push(r->view.desk,
		    prompt_new(r->view.desk, _("理由"), _("写明理由，回车再办"),
			RUN_TAG_REASON, ""));
	}
}

/* The same once more, with the reason that was asked for. */
static void
run_answer(struct view *view, const struct answer *answer)
{
	struct run *r = (struct run *)view;
	struct err err = {0};

	if (!answer->taken || !*answer->text)
		return;
	free(r->reason);
	r->reason = mem_strdup(answer->text);
	r->page->class->close(r->page);
	r->page = page_new(view->desk, r->told);
	if (!run_start(r, &err))
		desk_err(view->desk, &err);
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
    .hint = run_hint,
    .legend = run_legend,
    .draw = run_draw,
    .command = run_command,
    .answer = run_answer,
    .idle = run_idle,
    .is_busy = run_is_busy,
    .halt = run_halt,
};

struct view *
run_new(struct desk *desk, const char *words, int under)
{
	struct run *r = mem_alloc(sizeof(*r));
	struct err err = {0};

	r->view.class = &run_class;
	r->view.desk = desk;
	r->told = command_told(words);
	r->page = page_new(desk, r->told);
	r->words = mem_strdup(words);
	r->under = under;
	if (!run_start(r, &err)) {
		desk_err(desk, &err);
		run_close(&r->view);
		return NULL;
	}
	return &r->view;
}
