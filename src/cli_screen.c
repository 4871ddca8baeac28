/* What opens the screen, or plays a key script against it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "cli.h"
#include "pay/pay.h"
#include "sheet/export.h"
#include "sheet/source.h"
#include "ui/ui.h"

/* ---- what other rooms do for the screen ---- */

static bool
hook_export(void *data, const struct query *query, const char *title,
    const char *format, char **path, struct err *err)
{
	struct cli *cli = data;
	struct export_options o = { 0 };

	if (!strcmp(format, "csv"))
		o.format = EXPORT_CSV;
	else if (!strcmp(format, "text"))
		o.format = EXPORT_TEXT;

	return export_list(cli->forms, query, title, &o, path, err);
}

#define LOOKED_AT 4000 /* rows a clerk looks through */

struct looked_at {
	struct buf text;
	size_t rows;
};

/* As a spreadsheet puts a row on the clipboard. */
static bool
add_table_row(void *data, const struct source_row *row, struct err *err)
{
	struct looked_at *table = data;

	(void)err;
	for (size_t i = 0; i < row->count; i++) {
		const char *cell = row->cells[i];

		if (i)
			buf_add_char(&table->text, '\t');
		if (!strpbrk(cell, "\"\t\r\n")) {
			buf_add_string(&table->text, cell);
			continue;
		}
		buf_add_char(&table->text, '"');
		for (; *cell; cell++)
			buf_printf(&table->text, *cell == '"' ? "\"\"" : "%c",
			    *cell);
		buf_add_char(&table->text, '"');
	}
	buf_add_char(&table->text, '\n');
	return ++table->rows <= LOOKED_AT;
}

static bool
hook_table(void *data, const char *path, char **text, struct err *err)
{
	struct looked_at table = { 0 };
	struct source source;
	bool done;

	(void)data;
	*text = NULL;
	if (!source_open(&source, path, NULL, err))
		return false;
	done = source.each(&source, add_table_row, &table, err);
	source.close(&source);
	if (table.rows <= LOOKED_AT && done)
		*text = buf_take(&table.text);
	buf_done(&table.text);
	return table.rows > LOOKED_AT || done;
}

static char *
hook_month(void *data)
{
	struct cli *cli = data;
	struct err ignored = { 0 };
	char *state = NULL, *words, month[8];

	memcpy(month, cli->book.session.as_of, 7);
	month[7] = '\0';
	if (!db_string(cli->book.db, &ignored, &state,
		"SELECT c.label FROM period p JOIN code c ON c.list = "
		"'period_state' AND c.code = p.state WHERE p.month = ?1 AND "
		"p.module = 'people'",
		"s", month))
		err_done(&ignored);
	words = mem_printf("%s %s", month, state ? _(state) : _("开放"));
	free(state);
	return words;
}

struct screen {
	char *office, *name, *mode;
	struct ui_options options;
};

static bool
screen_words(struct cli *cli, struct screen *s, struct err *err)
{
	struct db *db = cli->book.db;

	return db_string(db, err, &s->office,
		   "SELECT value FROM setting_now WHERE code = 'office_name'",
		   "") &&
	    db_string(db, err, &s->mode,
		"SELECT value FROM setting_now WHERE code = 'demo'", "") &&
	    db_string(db, err, &s->name,
		"SELECT name FROM clerk WHERE code = ?1", "s",
		cli->book.session.clerk);
}

static void
screen_options(struct cli *cli, struct screen *s)
{
	struct ui_options *o = &s->options;

	memset(o, 0, sizeof *o);
	o->office = s->office;
	o->clerk_name = s->name;
	if (cli->book.read_only)
		o->mode = _("只读");
	else
		o->mode = s->mode ? _("演示") : NULL;
	o->english = cli->english;
	o->hooks.data = cli;
	o->hooks.export_shown = hook_export;
	o->hooks.table = hook_table;
	o->hooks.month = hook_month;
}

static void
screen_done(struct screen *s)
{
	free(s->office);
	free(s->name);
	free(s->mode);
}

/* ---- the screen itself ---- */

bool
cli_screen(struct cli *cli, struct err *err)
{
	struct screen s = { 0 };
	char *path = cli->book_path ? mem_strdup(cli->book_path)
				    : cli_default_book();
	bool go_on = true, done = true;

	if (path && !path_exists(path))
		done = cli_first_start(cli, path, &go_on, err);
	free(path);
	if (!done || !go_on)
		return done;
	done = cli_open(cli, true, err) && screen_words(cli, &s, err);
	if (done) {
		db_set_cache(cli->book.db, DB_CACHE_SCREEN);
		screen_options(cli, &s);
		s.options.tour = s.mode != NULL; /* the demo office */
		done = ui_run(cli->forms, &s.options, err);
	}
	screen_done(&s);
	return done;
}

/* ---- key scripts ---- */

struct stage {
	struct cli *cli;
	struct screen screen;
	char *demo; /* folder of the demo book of this run, or NULL */
};

/* `demo` is a fresh demo office in a folder of its own; anything else a path. */
static bool
stage_book(struct stage *s, const char *book, bool again, struct err *err)
{
	struct cli *cli = s->cli;

	if (again)
		return true;
	free(s->demo);
	s->demo = NULL;
	if (strcmp(book, "demo")) {
		s->demo = mem_strdup(book);
		return true;
	}
	return cli_make_demo(cli, &s->demo, err);
}

static bool
stage_open(void *data, const char *book, const char *clerk, const char *today,
    bool again, struct forms **forms, struct ui_options *options,
    struct err *err)
{
	struct stage *s = data;
	struct cli *cli = s->cli;

	cli_close(cli);
	screen_done(&s->screen);
	memset(&s->screen, 0, sizeof s->screen);
	if (!stage_book(s, book, again, err))
		return false;
	free(cli->path);
	cli->path = mem_strdup(s->demo);
	if (clerk)
		cli->as = clerk;
	else if (!strcmp(book, "demo") && !cli->as)
		cli->as = "demo";
	if (today)
		cli->today = today;
	if (!cli_open(cli, true, err) || !screen_words(cli, &s->screen, err))
		return false;
	screen_options(cli, &s->screen);
	*forms = cli->forms;
	*options = s->screen.options;
	return true;
}

bool
cli_keys(struct cli *cli, struct err *err)
{
	struct stage stage = { .cli = cli };
	struct ui_stage host = { &stage, stage_open };
	const char *generate = getenv("GENERATE");
	bool done;

	if (cli->count != 1)
		return cli_usage(cli, err);
	done = ui_script(
	    cli->word[0], generate && !strcmp(generate, "1"), &host, err);
	screen_done(&stage.screen);
	free(stage.demo);
	return done;
}
