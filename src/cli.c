/*
 * Reads the words of a command, opens the book for it, calls its function
 * and turns what went wrong into a sentence and an exit status.
 */
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/text.h"
#include "cli.h"
#include "pay/pay.h"

/* clang-format off */
static const struct attached {
	enum command_id id;
	cli_function *call;
} attached[] = {
	{ COMMAND_INIT, cli_init },
	{ COMMAND_DEMO, cli_demo },
	{ COMMAND_STATUS, cli_status },
	{ COMMAND_FORMS, cli_forms },
	{ COMMAND_FIELDS, cli_fields },
	{ COMMAND_LIST, cli_list },
	{ COMMAND_COUNT, cli_count },
	{ COMMAND_SHOW, cli_show },
	{ COMMAND_ADD, cli_add },
	{ COMMAND_SET, cli_set },
	{ COMMAND_DO, cli_do },
	{ COMMAND_VOID, cli_void },
	{ COMMAND_WHY, cli_why },
	{ COMMAND_HISTORY, cli_history },
	{ COMMAND_UNDO, cli_undo },
	{ COMMAND_IMPORT, cli_import },
	{ COMMAND_TEMPLATE, cli_template },
	{ COMMAND_EXPORT, cli_export },
	{ COMMAND_EXPORTS, cli_exports },
	{ COMMAND_SCHEME_LIST, cli_scheme_list },
	{ COMMAND_SCHEME_LOAD, cli_scheme_load },
	{ COMMAND_SCHEME_SAVE, cli_scheme_save },
	{ COMMAND_SCHEME_CHECK, cli_scheme_check },
	{ COMMAND_PAY_RUN, cli_pay_run },
	{ COMMAND_PAY_SHOW, cli_pay_show },
	{ COMMAND_PAY_WHY, cli_pay_why },
	{ COMMAND_PAY_GRADE, cli_pay_grade },
	{ COMMAND_PAY_FORECAST, cli_pay_forecast },
	{ COMMAND_MONTH_CHECK, cli_month_check },
	{ COMMAND_MONTH_CLOSE, cli_month_close },
	{ COMMAND_MONTH_REOPEN, cli_month_reopen },
	{ COMMAND_MONTH_STATUS, cli_month_status },
	{ COMMAND_CHECK, cli_check },
	{ COMMAND_BACKUP, cli_backup },
	{ COMMAND_RESTORE, cli_restore },
	{ COMMAND_COLLECT, cli_collect },
	{ COMMAND_KEYS, cli_keys },
	{ COMMAND_COMPLETION, cli_completion },
	{ COMMAND_MAN, cli_man },
};
/* clang-format on */

#define COUNT(array) (sizeof(array) / sizeof *(array))

static bool
find_command(struct cli *cli, struct err *err)
{
	size_t used = 0;

	cli->command = command_find_words(cli->word, cli->count, &used);
	if (!cli->command && used == 0) {
		const char *near = command_nearest(cli->word[0]);

		return err_set(err, ERR_USAGE, _("没有命令「%s」%s%s%s"),
		    cli->word[0], near ? _("，是不是 ") : "", near ? near : "",
		    near ? _("？") : _("；见 jieban --help"));
	}
	if (!cli->command)
		return err_set(err, ERR_USAGE,
		    _("「%s」后面还要一个词；见 jieban --help"), cli->word[0]);
	memmove(cli->word, cli->word + used,
	    (cli->count - used + 1) * sizeof *cli->word);
	cli->count -= used;
	return true;
}

/* Core files and debuggers must not see people's data. */
static void
harden_process(void)
{
	struct rlimit none = { 0, 0 };
	int fd;

	/* Closed descriptors 0-2 would be given to the book; what is then
	 * printed has nowhere to go and must fail. */
	while ((fd = open("/dev/null", O_RDONLY)) >= 0 && fd <= 2)
		;
	if (fd > 2)
		close(fd);
	setrlimit(RLIMIT_CORE, &none);
#ifdef PR_SET_DUMPABLE
	prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
}

static void
open_log(void)
{
	char *state = path_state_home(), *dir, *file;
	struct err ignored = { 0 };

	if (!state)
		return;
	dir = path_join(state, "jieban");
	file = path_join(dir, "log");
	if (path_make_dirs(dir, &ignored))
		log_open(file);
	err_done(&ignored);
	free(file);
	free(dir);
	free(state);
}

/* Our own data comes last: the source tree's when the program was not
 * installed, else the installed. */
static void
add_own_data(struct cli *cli)
{
	char *config = path_config_home(), *own;
	const char *given = getenv("JIEBAN_DATA");

	if (config) {
		own = path_join(config, "jieban");
		if (path_is_dir(own))
			cli_add_data(cli, own);
		free(own);
		free(config);
	}
	if (path_is_dir("/etc/jieban"))
		cli_add_data(cli, "/etc/jieban");
	if (given && *given)
		cli_add_data(cli, given);
	else if (path_is_dir(JIEBAN_DATADIR "/schema"))
		cli_add_data(cli, JIEBAN_DATADIR);
	else
		cli_add_data(cli, JIEBAN_SOURCEDIR);
}

static cli_function *
function_of(const struct command *command)
{
	size_t i;

	for (i = 0; i < COUNT(attached); i++) {
		if (attached[i].id == command->id)
			return attached[i].call;
	}
	return NULL;
}

/* No book yet, and none asked for by name: nothing is wrong. */
static bool
nothing_yet(struct cli *cli)
{
	char *path;
	bool none;

	if (cli->book_path || getenv("JIEBAN_BOOK"))
		return false;
	path = cli_default_book();
	none = path && !path_exists(path);
	if (none)
		cli_print(_("还没有账本 %s\n新建：jieban init --name 单位名称\n"
			  "先看演示：jieban demo\n"),
		    path);
	free(path);
	return none;
}

static bool
run_plain(struct cli *cli, struct err *err)
{
	if (isatty(0) && isatty(1))
		return cli_screen(cli, err);
	return nothing_yet(cli) || cli_status(cli, err);
}

static bool
run_command(struct cli *cli, struct err *err)
{
	cli_function *call = function_of(cli->command);

	if (!call)
		return err_set(err, ERR_USAGE,
		    _("这个版本没有命令「%s」；见 jieban --help"), cli->command->word);
	return cli_check_options(cli, err) && cli_check_format(cli, err) &&
	    call(cli, err);
}

static bool
run(struct cli *cli, int argc, char **argv, struct err *err)
{
	if (!cli_parse(cli, argc, argv, err))
		return false;
	if (cli->version)
		return printf("jieban %s\n", JIEBAN_VERSION) > 0;
	add_own_data(cli);
	if (cli->count && !strcmp(cli->word[0], "help")) {
		cli->help = true;
		cli->word++;
		cli->count--;
	}
	if (cli->count && !find_command(cli, err))
		return false;
	if (cli->help) {
		cli_help(cli);
		return true;
	}
	if (cli->command)
		return run_command(cli, err);
	return cli_check_options(cli, err) && run_plain(cli, err);
}

/* What was printed must have arrived: `> /dev/full` is not success.  Nor is
 * it failure of what the book took before. */
static void
flush_output(const struct cli *cli, struct err *err)
{
	const char *saved = cli->is_open && cli->book.saved
	    ? _("；账本里的改动已经保存，不要重做")
	    : "";

	if (!fflush(stdout) && !ferror(stdout))
		return;
	if (err->status == ERR_CHECK)
		err_done(err); /* what fell short was not read by anybody */
	err_set(err, ERR_WORLD, _("输出没有写完：%s%s"), strerror(errno), saved);
}

/* Before the first word is read, so that its faults are in English too. */
static void
open_language(struct cli *cli, int argc, char **argv)
{
	const char *option = NULL, *data = getenv("JIEBAN_DATA");
	char *path;
	int i;

	for (i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		if (!strncmp(argv[i], "--lang=", 7))
			option = argv[i] + 7;
		else if (!strcmp(argv[i], "--lang") && i + 1 < argc)
			option = argv[i + 1];
	}
	cli->english = lang_is_english(option);
	if (!data || !*data)
		data = path_is_dir(JIEBAN_DATADIR "/schema") ? JIEBAN_DATADIR
							     : JIEBAN_BUILDDIR;
	path = path_join(data, "po/en.mo");
	if (!lang_open(path, cli->english))
		log_printf("no English catalogue: %s", path);
	free(path);
}

int
cli_main(int argc, char **argv)
{
	struct cli cli = { 0 };
	struct err err = { 0 };
	size_t i;
	int status;

	harden_process();
	if (!setlocale(LC_CTYPE, "") || MB_CUR_MAX == 1)
		setlocale(LC_CTYPE, "C.UTF-8");
	open_log();
	open_language(&cli, argc, argv);
	session_functions(pay_functions);
	run(&cli, argc, argv, &err);
	flush_output(&cli, &err);
	if (err_is_set(&err)) {
		char *line = err_line(&err), *shown = text_gate_out(line, true);

		if (*shown)
			fprintf(stderr, "jieban: %s\n", shown);
		log_printf("%s%s%s", line, err.detail ? " | " : "",
		    err.detail ? err.detail : "");
		free(shown);
		free(line);
	}
	cli_close(&cli);
	status = err.status == ERR_STOPPED ? ERR_WORLD : (int)err.status;
	for (i = 0; i < cli.data.count; i++)
		free(cli.data.dirs[i]);
	free(cli.data.dirs);
	free(cli.words);
	free(cli.path);
	err_done(&err);
	lang_close();
	log_open(NULL);
	return status;
}
