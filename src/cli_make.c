/* New books by command: an empty one, and the demo office. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "cli.h"
#include "pay/pay.h"
#include "pay/scheme.h"

enum { SCRIPT_LIMIT = 4 << 20 };

/* Runs folder/X.sql in order as one change with the law's own rights: only
 * our own data folder is ever asked for such scripts. */
static bool
run_scripts(struct cli *cli, const char *folder, const char *action,
    struct err *err)
{
	char **files = path_list(folder, ".sql");
	size_t i;
	bool repeated, done;

	if (!files)
		return err_set(err, ERR_WORLD, _("数据文件夹里没有 %s"), folder);
	done = book_change_begin(
	    &cli->book, action, NULL, NULL, &repeated, err);
	cli->book.session.by_law = 1;
	for (i = 0; done && files[i]; i++) {
		char *path = path_join(folder, files[i]);
		struct buf text = { 0 };

		done = path_read(path, SCRIPT_LIMIT, &text, err) &&
		    db_exec(cli->book.db, buf_string(&text), err);
		if (!done)
			err_context(err, "%s", files[i]);
		buf_done(&text);
		free(path);
	}
	cli->book.session.by_law = 0;
	path_list_free(files);
	if (done)
		return book_change_end(&cli->book, err);
	book_change_drop(&cli->book);
	return false;
}

static bool
make_book(struct cli *cli, const char *path, struct err *err)
{
	char *dir = path_dir(path);
	bool done = path_make_dirs(dir, err);

	free(dir);
	free(cli->path);
	cli->path = mem_strdup(path);
	if (!done ||
	    !book_open(&cli->book, path, DB_MAKE, &cli->data, err))
		return false;
	cli->is_open = true;
	cli->forms = forms_new(&cli->book);
	return true;
}

/* One value into the settings, where the day of effect is the first of all. */
static bool
give_setting(struct cli *cli, const char *code, const char *value,
    struct err *err)
{
	return db_run(cli->book.db, err,
	    "INSERT INTO setting (code, value, valid_from)"
	    " VALUES (?1, ?2, '2000-01-01')", "ss", code,
	    value);
}

static bool
name_office(struct cli *cli, struct err *err)
{
	bool repeated, done;

	if (!cli->name)
		return true;
	done = book_change_begin(
		   &cli->book, "init", NULL, NULL, &repeated, err);
	cli->book.session.by_law = 1;
	done = done && give_setting(cli, "office_name", cli->name, err);
	cli->book.session.by_law = 0;
	if (done)
		return book_change_end(&cli->book, err);
	book_change_drop(&cli->book);
	return false;
}

bool
cli_init(struct cli *cli, struct err *err)
{
	char *path;
	bool done;

	if (cli->count)
		return cli_usage(cli, err);
	path = cli->book_path ? mem_strdup(cli->book_path) : cli_default_book();
	if (!path)
		return err_set(err, ERR_WORLD,
		    _("不知道账本放在哪里：请用 --book 指明文件"));
	done = make_book(cli, path, err) && name_office(cli, err);
	if (done && cli->scheme) {
		cli->word[0] = cli->scheme;
		cli->count = 1;
		cli->quiet = true;
		done = book_act_as(&cli->book, cli->as, err) &&
		    cli_scheme_load(cli, err);
	}
	if (done)
		cli_print("%s\n", path);
	free(path);
	return done;
}

/* ---- the demo office ---- */

static const char *
own_data(const struct cli *cli)
{
	return cli->data.dirs[cli->data.count - 1];
}

static char *
demo_folder(struct cli *cli, struct err *err)
{
	const char *tmp = getenv("TMPDIR");
	char *dir;

	if (cli->count && cli->command->id == COMMAND_DEMO)
		return path_make_dirs(cli->word[0], err)
		    ? mem_strdup(cli->word[0])
		    : NULL;
	dir = path_join(tmp && *tmp ? tmp : "/tmp", "jieban-demo-XXXXXX");
	if (mkdtemp(dir))
		return dir;
	err_set(err, ERR_WORLD, _("不能在 %s 里建临时文件夹"), dir);
	free(dir);
	return NULL;
}

/* What the program wrote by itself says that it is for show, too. */
static bool
mark_demo(struct cli *cli, struct err *err)
{
	bool repeated;

	if (!book_change_begin(&cli->book, "set", NULL, NULL, &repeated, err))
		return false;
	if (db_exec(cli->book.db,
		"UPDATE sealed_month SET note = '演示数据',"
		" version = version + 1",
		err))
		return book_change_end(&cli->book, err);
	book_change_drop(&cli->book);
	return false;
}

/* The month before is paid and handed in, each step by whoever may do it. */
static bool
hand_in_demo(struct cli *cli, struct err *err)
{
	static const char month[] = "2026-10";
	const char *kept = cli->reason;
	struct pay_sums sums = { 0 };
	bool done;

	cli->reason = "演示数据：本地标准文号未定，按复原标准试算";
	done = book_act_as(&cli->book, "worker1", err) &&
	    pay_run(&cli->book, month, NULL, NULL, NULL, &sums, err) &&
	    book_act_as(&cli->book, "lead1", err) &&
	    pay_month_move(&cli->book, month, "check", cli->reason, err) &&
	    book_act_as(&cli->book, "checker1", err) &&
	    cli_move_month(cli, month, "close", err) && mark_demo(cli, err);
	cli->reason = kept;
	return done;
}

static bool
fill_demo(struct cli *cli, struct err *err)
{
	char *scripts = path_join(own_data(cli), "schema/demo");
	const char *word[] = { "hohhot-2023", NULL }, **kept = cli->word;
	size_t count = cli->count;
	bool quiet = cli->quiet, done;

	cli->word = word;
	cli->count = 1;
	cli->quiet = true;
	done = book_act_as(&cli->book, NULL, err) && cli_scheme_load(cli, err) &&
	    run_scripts(cli, scripts, "demo", err) &&
	    hand_in_demo(cli, err) && book_act_as(&cli->book, "demo", err);
	cli->quiet = quiet;
	cli->word = kept;
	cli->count = count;
	free(scripts);
	return done;
}

/* The demo's own today, until the book is opened again and says it itself. */
static void
demo_days(struct cli *cli)
{
	static const char today[] = "2026-11-20";

	memcpy(cli->book.session.today, today, sizeof today);
	memcpy(cli->book.session.as_of, today, sizeof today);
}

bool
cli_make_demo(struct cli *cli, char **path, struct err *err)
{
	char *dir = demo_folder(cli, err);
	bool done;

	if (!dir)
		return false;
	*path = path_join(dir, "office.jb");
	free(dir);
	demo_days(cli);
	done = make_book(cli, *path, err);
	demo_days(cli);
	return done && fill_demo(cli, err);
}
