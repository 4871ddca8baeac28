/*
 * Playing key scripts.  Owns the reading of the file, the headless screen
 * and the comparing; must not know a view or the book, which the host hands
 * over as functions.
 */
#include "ui/script.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/text.h"
#include "ui/draw.h"
#include "ui/script_check.h"
#include "ui/script_keys.h"
#include "ui/script_monkey.h"
#include "ui/term.h"

#define SCRIPT_MOST (1u << 20)

struct player {
	const struct script_host *host;
	const char *path;
	struct script_report report;
	bool generate;
	char **lines;
	size_t count, at; /* at: the line being played */
	char *book, *clerk, *today;
	int rows, columns;
	bool open, ended, ime;
	int keys;
	struct buf rewritten;
};

struct directive {
	const char *name;
	bool (*play)(struct player *, const char *rest, struct err *);
};

static bool
usage(struct player *p, struct err *err, const char *sentence)
{
	return err_set(
	    err, ERR_USAGE, "%s:%zu: %s", p->path, p->at + 1, sentence);
}

static void
report(struct player *p, const char *what, const char *want, const char *got)
{
	p->report.line = p->at + 1;
	script_check_report(&p->report, what, want, got);
}

static void
replace(char **where, const char *with)
{
	char *copy = mem_strdup(with);

	free(*where);
	*where = copy;
}

static struct script_start
start_of(const struct player *p, bool again)
{
	struct script_start start = {p->book, p->clerk, p->today, again, false};

	return start;
}

/* Hands the queue to the host, drawing after each event as the loop does. */
static bool
run_queue(struct player *p, struct err *err)
{
	struct event event;

	if (!p->open)
		return usage(p, err, _("还没有打开账本（:book）"));
	for (input_next(&event, 0); event.kind != EVENT_NONE;
	     input_next(&event, 0)) {
		bool on =
		    !p->ended && p->host->feed(p->host->data, &event, err);

		event_done(&event);
		if (p->ended)
			return usage(p, err, _("屏幕已经退出，没有人收这个键"));
		if (!on && err_is_set(err)) {
			err_context(err, "%s:%zu", p->path, p->at + 1);
			return false;
		}
		p->ended = !on;
		if (on)
			p->host->draw(p->host->data);
	}
	return true;
}

static bool
push_event(struct player *p, enum event_kind kind, struct err *err)
{
	struct event event = {kind, 0, NULL};

	input_push(&event);
	return run_queue(p, err);
}

static bool
open_book(struct player *p, bool again, struct err *err)
{
	struct script_start start = start_of(p, again);

	input_reset();
	p->ended = false;
	p->keys = 0;
	p->open = p->host->open(p->host->data, &start, err);
	if (p->open)
		p->host->draw(p->host->data);
	else
		err_context(err, "%s:%zu", p->path, p->at + 1);
	return p->open;
}

static bool
play_book(struct player *p, const char *rest, struct err *err)
{
	if (!*rest)
		return usage(p, err, _(":book 后面要写 demo 或文件"));
	replace(&p->book, rest);
	return open_book(p, false, err);
}

static bool
play_again(struct player *p, const char *rest, struct err *err)
{
	(void)rest;
	if (!p->book)
		return usage(p, err, _("还没有打开账本（:book）"));
	return open_book(p, true, err);
}

static bool
play_size(struct player *p, const char *rest, struct err *err)
{
	int columns, rows;
	char end;

	if (sscanf(rest, "%dx%d%c", &columns, &rows, &end) != 2 ||
	    columns < 1 || columns > 1000 || rows < 1 || rows > 1000)
		return usage(p, err, _(":size 写成 80x24"));
	p->rows = rows;
	p->columns = columns;
	term_resize(rows, columns);
	draw_clear();
	return !p->open || p->ended || push_event(p, EVENT_RESIZE, err);
}

static bool
change(struct player *p, struct err *err)
{
	struct script_start start = start_of(p, true);

	if (!p->open || p->ended)
		return true;
	if (!p->host->change) /* the same book for another clerk or day */
		return open_book(p, true, err);
	if (!p->host->change(p->host->data, &start, err)) {
		err_context(err, "%s:%zu", p->path, p->at + 1);
		return false;
	}
	p->host->draw(p->host->data);
	return true;
}

static bool
play_as(struct player *p, const char *rest, struct err *err)
{
	replace(&p->clerk, *rest ? rest : NULL);
	return change(p, err);
}

static bool
play_today(struct player *p, const char *rest, struct err *err)
{
	replace(&p->today, *rest ? rest : NULL);
	return change(p, err);
}

static bool
play_keys(struct player *p, const char *rest, struct err *err)
{
	char want[32], got[32];
	int most;

	if (sscanf(rest, "<= %d", &most) != 1)
		return usage(p, err, _(":keys 写成 :keys <= 6"));
	if (p->keys > most) {
		snprintf(want, sizeof(want), "<= %d", most);
		snprintf(got, sizeof(got), "%d", p->keys);
		report(p, _("按键太多"), want, got);
	}
	p->keys = 0;
	return true;
}

static bool
play_line(struct player *p, const char *rest, struct err *err)
{
	char *end;
	long n = strtol(rest, &end, 10);

	if (end == rest || n < 1 || n > term_rows())
		return usage(p, err, _(":line 写成 :line 4 文字，行数从 1 起"));
	p->report.line = p->at + 1;
	script_check_row_holds(&p->report, (int)n - 1, end + (*end == ' '));
	return true;
}

static bool
play_cursor(struct player *p, const char *rest, struct err *err)
{
	int y, x;

	if (sscanf(rest, "%d %d", &y, &x) != 2)
		return usage(p, err, _(":cursor 写成 :cursor 行 列，从 1 起"));
	p->report.line = p->at + 1;
	script_check_cursor(&p->report, y - 1, x - 1);
	return true;
}

static size_t
find_end(const struct player *p)
{
	for (size_t i = p->at + 1; i < p->count; i++)
		if (!strcmp(p->lines[i], ":end"))
			return i;
	return p->count;
}

static void
print_dump(struct player *p, script_check_row *row)
{
	struct buf dump = {0};

	script_check_dump(&dump, row);
	fputs(buf_string(&dump), p->report.out);
	buf_done(&dump);
}

/*
 * A block up to :end.  An empty one, or none, asks for a dump; with
 * generate the block is written anew.
 */
static bool
play_block(struct player *p, script_check_row *row)
{
	size_t end = find_end(p), first = p->at + 1;
	bool none = end == p->count;

	if (p->generate) {
		script_check_dump(&p->rewritten, row);
		buf_add_string(&p->rewritten, ":end\n");
	} else if (none || end == first) {
		print_dump(p, row);
	} else {
		script_check_rows(
		    &p->report, p->lines + first, end - first, first + 1, row);
	}
	if (!none)
		p->at = end;
	return true;
}

static bool
play_screen(struct player *p, const char *rest, struct err *err)
{
	(void)rest;
	(void)err;
	return play_block(p, draw_row);
}

static bool
play_attrs(struct player *p, const char *rest, struct err *err)
{
	(void)rest;
	(void)err;
	return play_block(p, draw_row_roles);
}

static bool
play_dump(struct player *p, const char *rest, struct err *err)
{
	(void)rest;
	(void)err;
	print_dump(p, draw_row);
	return true;
}

static bool
play_paste(struct player *p, const char *rest, struct err *err)
{
	char *dir = path_dir(p->path);
	char *path = *rest == '/' ? mem_strdup(rest) : path_join(dir, rest);
	struct buf text = {0};
	bool done = path_read(path, SCRIPT_MOST, &text, err);

	if (done) {
		input_push_bytes("\033[200~", 6, false);
		input_push_bytes(buf_string(&text), text.size, false);
		input_push_bytes("\033[201~", 6, true);
		p->keys++;
		done = run_queue(p, err);
	} else {
		err_context(err, "%s:%zu", p->path, p->at + 1);
	}
	buf_done(&text);
	free(path);
	free(dir);
	return done;
}

static int
hex_digit(char c)
{
	return c >= '0' && c <= '9'   ? c - '0'
	       : c >= 'a' && c <= 'f' ? c - 'a' + 10
	       : c >= 'A' && c <= 'F' ? c - 'A' + 10
				      : -1;
}

static bool
play_raw(struct player *p, const char *rest, struct err *err)
{
	struct buf bytes = {0};
	const char *s = rest;
	bool done;

	while (*s) {
		int high, low;

		if (*s == ' ') {
			s++;
			continue;
		}
		high = hex_digit(s[0]);
		low = s[1] ? hex_digit(s[1]) : -1;
		if (high < 0 || low < 0) {
			buf_done(&bytes);
			return usage(p, err, _(":raw 写成两位一组的十六进制"));
		}
		buf_add_char(&bytes, (char)(high * 16 + low));
		s += 2;
	}
	input_push_bytes(buf_string(&bytes), bytes.size, true);
	buf_done(&bytes);
	p->keys++;
	done = run_queue(p, err);
	return done;
}

/* FORM [FILTER...] N */
static bool
play_count(struct player *p, const char *rest, struct err *err)
{
	const char *last = strrchr(rest, ' ');
	size_t form_size = strcspn(rest, " ");
	char *form, *filter, got[32], *end;
	int64_t rows = 0;
	long want;
	bool done;

	if (!last || !p->open || !p->host->count)
		return usage(p, err, _(":count 写成 :count 记录 条件 行数"));
	want = strtol(last + 1, &end, 10);
	if (*end || end == last + 1)
		return usage(p, err, _(":count 最后要写行数"));
	form = mem_strndup(rest, form_size);
	filter = last > rest + form_size
		     ? mem_strndup(rest + form_size + 1,
			   (size_t)(last - rest) - form_size - 1)
		     : mem_strdup("");
	done = p->host->count(p->host->data, form, filter, &rows, err);
	if (!done) {
		err_context(err, "%s:%zu", p->path, p->at + 1);
	} else if (rows != want) {
		snprintf(got, sizeof(got), "%lld", (long long)rows);
		report(p, _("行数不同"), last + 1, got);
	}
	free(form);
	free(filter);
	return done;
}

static bool
play_ime(struct player *p, const char *rest, struct err *err)
{
	p->ime = !strcmp(rest, "on");
	if (!p->ime && strcmp(rest, "off"))
		return usage(p, err, _(":ime 写 on 或 off"));
	return true;
}

static bool
play_hangup(struct player *p, const char *rest, struct err *err)
{
	(void)rest;
	if (!push_event(p, EVENT_HANGUP, err))
		return false;
	if (!p->ended)
		report(p, _("断线以后屏幕还在"), _("退出"), _("还在"));
	p->ended = true;
	return true;
}

static bool
play_tick(struct player *p, const char *rest, struct err *err)
{
	(void)rest;
	return push_event(p, EVENT_TICK, err);
}

static bool
play_ended(struct player *p, const char *rest, struct err *err)
{
	(void)rest;
	(void)err;
	if (!p->ended)
		report(p, _("屏幕还没有退出"), _("退出"), _("还在"));
	return true;
}

/* SEED COUNT; JIEBAN_MONKEY_KEYS in the environment overrules COUNT. */
static bool
play_monkey(struct player *p, const char *rest, struct err *err)
{
	struct script_start start = start_of(p, true);
	struct script_monkey monkey = {
	    p->host, &start, 0, 0, p->report.out};
	const char *more = getenv("JIEBAN_MONKEY_KEYS");

	if (sscanf(rest, "%u %ld", &monkey.seed, &monkey.count) != 2)
		return usage(p, err, _(":monkey 写成 :monkey 种子 键数"));
	if (!p->book || !p->host->state)
		return usage(p, err, _("还没有打开账本（:book）"));
	if (more && *more)
		monkey.count = strtol(more, NULL, 10);
	return script_monkey_play(&monkey, err);
}

static const struct directive directives[] = {{"again", play_again},
    {"as", play_as}, {"attrs", play_attrs}, {"book", play_book},
    {"count", play_count}, {"cursor", play_cursor}, {"dump", play_dump},
    {"ended", play_ended}, {"hangup", play_hangup}, {"ime", play_ime},
    {"keys", play_keys}, {"line", play_line}, {"monkey", play_monkey},
    {"paste", play_paste},
    {"raw", play_raw}, {"screen", play_screen}, {"size", play_size},
    {"tick", play_tick}, {"today", play_today}};

static bool
play_directive(struct player *p, const char *line, struct err *err)
{
	size_t size = strcspn(line + 1, " ");
	const char *rest = line + 1 + size;

	rest += *rest == ' ';
	for (size_t i = 0; i < sizeof(directives) / sizeof(directives[0]); i++)
		if (strlen(directives[i].name) == size &&
		    !strncmp(directives[i].name, line + 1, size))
			return directives[i].play(p, rest, err);
	return usage(p, err, _("没有这个指令"));
}

static bool
play_line_of_keys(struct player *p, const char *line, struct err *err)
{
	if (!script_keys_push(line, p->ime, &p->keys, err)) {
		err_context(err, "%s:%zu", p->path, p->at + 1);
		return false;
	}
	return run_queue(p, err);
}

static bool
play_all(struct player *p, struct err *err)
{
	for (p->at = 0; p->at < p->count; p->at++) {
		const char *line = p->lines[p->at];

		if (p->generate)
			buf_printf(&p->rewritten, "%s\n", line);
		if (line[0] == '\0' || !strncmp(line, ":#", 2))
			continue;
		if (!(line[0] == ':' ? play_directive(p, line, err)
				     : play_line_of_keys(p, line, err)))
			return false;
	}
	return true;
}

static void
split_lines(struct player *p, char *text)
{
	size_t capacity = 0;

	while (text && *text) {
		char *end = strchr(text, '\n');

		p->lines =
		    mem_grow(p->lines, p->count, &capacity, sizeof(*p->lines));
		p->lines[p->count++] = text;
		if (end)
			*end = '\0';
		if (*text && text[strlen(text) - 1] == '\r')
			text[strlen(text) - 1] = '\0';
		text = end ? end + 1 : NULL;
	}
}

static void
player_done(struct player *p)
{
	input_reset();
	free(p->lines);
	free(p->book);
	free(p->clerk);
	free(p->today);
	buf_done(&p->rewritten);
}

bool
script_play(const char *path, bool generate, const struct script_host *host,
    FILE *out, struct err *err)
{
	struct player p = {.host = host,
	    .path = path,
	    .report = {out, path, 0, 0},
	    .generate = generate,
	    .rows = 24,
	    .columns = 80};
	struct buf text = {0};
	bool done = false;

	if (!path_read(path, SCRIPT_MOST, &text, err))
		return false;
	if (!text_valid(buf_string(&text), text.size)) {
		err_set(err, ERR_USAGE, _("%s: 不是 UTF-8 文字"), path);
		goto out;
	}
	split_lines(&p, text.text);
	if (!term_start_headless(p.rows, p.columns, err))
		goto out;
	draw_start();
	done = play_all(&p, err);
	term_stop();
	if (done && generate)
		done = path_write(
		    path, buf_string(&p.rewritten), p.rewritten.size, err);
	if (done && p.report.faults > 0)
		done = err_set(err, ERR_CHECK, _("%s：%d 处与脚本不同"), path,
		    p.report.faults);
	fflush(out);
out:
	player_done(&p);
	buf_done(&text);
	return done;
}
