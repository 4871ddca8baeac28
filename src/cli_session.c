/* Opens and closes the book for a command, and binds clerk and days. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "cli.h"
#include "pay/pay.h"

bool
cli_usage(const struct cli *cli, struct err *err)
{
	if (!cli->command)
		return err_set(err, ERR_USAGE,
		    _("用法：jieban [选项] [命令 [参数]]，命令见 jieban --help"));
	return err_set(err, ERR_USAGE, _("用法：jieban %s%s%s"),
	    cli->command->word, *cli->command->arguments ? " " : "",
	    cli->command->arguments);
}

char *
cli_default_book(void)
{
	const char *named = getenv("JIEBAN_BOOK");
	char *home, *path;

	if (named && *named)
		return mem_strdup(named);
	home = path_data_home();
	if (!home)
		return NULL;
	path = path_join(home, "jieban/office.jb");
	free(home);
	return path;
}

/* A day that an option names: a bad one is a fault of the call. */
bool
cli_day_option(const char *option, const char *typed, struct date today,
    char out[DATE_SIZE], struct err *err)
{
	struct date day;
	struct err found = { 0 };

	if (!date_parse(typed, today, false, false, &day, &found)) {
		err_set(err, ERR_USAGE, _("%s：%s"), option, found.text);
		err_done(&found);
		return false;
	}
	date_write(day, out);
	return true;
}

/* The days asked for, spoken from today. */
static bool
bind_asked(struct cli *cli, struct err *err)
{
	struct session *s = &cli->book.session;
	struct date today;

	date_read(s->today, &today);
	memcpy(s->as_of, s->today, sizeof s->as_of);
	if (cli->as_of &&
	    !cli_day_option("--as-of", cli->as_of, today, s->as_of, err))
		return false;
	return !cli->known ||
	    cli_day_option("--known", cli->known, today, s->known, err);
}

static bool
bind_days(struct cli *cli, struct err *err)
{
	struct session *s = &cli->book.session;
	struct date today = date_today();

	if (!cli->today)
		date_write(today, s->today);
	else if (!cli_day_option("--today", cli->today, today, s->today, err))
		return false;
	return bind_asked(cli, err);
}

/* A demo book brings its own today. */
static bool
bind_book_days(struct cli *cli, struct err *err)
{
	struct session *s = &cli->book.session;
	char *today = NULL;
	bool done = true;

	if (cli->today)
		return true;
	if (!db_string(cli->book.db, err, &today,
		"SELECT value FROM setting WHERE code = 'demo_today'", ""))
		return false;
	if (today) {
		snprintf(s->today, sizeof s->today, "%s", today);
		done = bind_asked(cli, err);
	}
	free(today);
	return done;
}

static bool
open_known(struct cli *cli, struct err *err)
{
	if (!book_open_known(
		&cli->copy, &cli->book, cli->book.session.known, pay_known,
		&cli->book, err))
		return false;
	cli->is_copy = true;
	forms_free(cli->forms);
	cli->forms = forms_new(&cli->copy);
	return true;
}

/* A book of an older structure, or one that a new data folder adds to, is
 * brought up to date also by who only reads. */
static bool
open_book(struct cli *cli, bool writing, struct err *err)
{
	struct err second = { 0 };
	bool done;

	if (writing)
		return book_open(
		    &cli->book, cli->path, DB_WRITE, &cli->data, err);
	if (book_open(&cli->book, cli->path, DB_READ, &cli->data, err))
		return true;
	if (err->status != ERR_WORLD)
		return false;
	memset(&cli->book, 0, sizeof cli->book);
	done = book_open(
	    &cli->book, cli->path, DB_WRITE, &cli->data, &second);
	if (done || second.status == ERR_USAGE) {
		err_done(err);
		err_move(err, &second);
	}
	err_done(&second);
	return done;
}

bool
cli_open(struct cli *cli, bool writing, struct err *err)
{
	if (cli->is_open)
		return true;
	if (writing && cli->known)
		return err_set(err, ERR_USAGE,
		    _("--known 只能用来看：账本在那一天的样子不能再改"));
	if (!cli->path)
		cli->path = cli->book_path ? mem_strdup(cli->book_path)
					   : cli_default_book();
	if (!cli->path)
		return err_set(err, ERR_WORLD,
		    _("不知道账本在哪里：请用 --book 指明文件"));
	if (!path_exists(cli->path))
		return err_set(err, ERR_WORLD,
		    _("没有账本 %s；新建用 jieban init，先看演示用 jieban demo"),
		    cli->path);
	if (!bind_days(cli, err))
		return false;
	if (!open_book(cli, writing, err))
		return false;
	cli->is_open = true;
	if (!bind_days(cli, err) || !bind_book_days(cli, err) ||
	    !book_act_as(&cli->book, cli->as, err))
		return false;
	cli->forms = forms_new(&cli->book);
	return !cli->known || open_known(cli, err);
}

void
cli_close(struct cli *cli)
{
	if (!cli->is_open)
		return;
	forms_free(cli->forms);
	cli->forms = NULL;
	if (cli->is_copy)
		book_close(&cli->copy);
	book_close(&cli->book);
	cli->is_open = cli->is_copy = false;
}
