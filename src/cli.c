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

#include "base/log.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/text.h"
#include "cli.h"

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
	{ COMMAND_KEYS, cli_keys },
	{ COMMAND_COMPLETION, cli_completion },
	{ COMMAND_MAN, cli_man },
};

static const struct option_word {
	const char *name;
	size_t offset; /* of a const char *, an int64_t or a bool in struct cli */
	enum { TAKES_TEXT, TAKES_NUMBER, IS_FLAG, IS_DATA } kind;
} option_words[] = {
	{ "--book", offsetof(struct cli, book_path), TAKES_TEXT },
	{ "--data", 0, IS_DATA },
	{ "--as", offsetof(struct cli, as), TAKES_TEXT },
	{ "--as-of", offsetof(struct cli, as_of), TAKES_TEXT },
	{ "--known", offsetof(struct cli, known), TAKES_TEXT },
	{ "--today", offsetof(struct cli, today), TAKES_TEXT },
	{ "--lang", offsetof(struct cli, lang), TAKES_TEXT },
	{ "--quiet", offsetof(struct cli, quiet), IS_FLAG },
	{ "--columns", offsetof(struct cli, columns), TAKES_TEXT },
	{ "--sort", offsetof(struct cli, sort), TAKES_TEXT },
	{ "--limit", offsetof(struct cli, limit), TAKES_NUMBER },
	{ "--format", offsetof(struct cli, format_word), TAKES_TEXT },
	{ "--reason", offsetof(struct cli, reason), TAKES_TEXT },
	{ "--if-version", offsetof(struct cli, if_version), TAKES_NUMBER },
	{ "--dry-run", offsetof(struct cli, dry_run), IS_FLAG },
	{ "--partial", offsetof(struct cli, partial), IS_FLAG },
	{ "--sheet", offsetof(struct cli, sheet), TAKES_TEXT },
	{ "--map", offsetof(struct cli, map), TAKES_TEXT },
	{ "--month", offsetof(struct cli, month), TAKES_TEXT },
	{ "--all", offsetof(struct cli, all), IS_FLAG },
	{ "--encrypt", offsetof(struct cli, encrypt), IS_FLAG },
	{ "-o", offsetof(struct cli, out), TAKES_TEXT },
	{ "--name", offsetof(struct cli, name), TAKES_TEXT },
	{ "--scheme", offsetof(struct cli, scheme), TAKES_TEXT },
	{ "--on", offsetof(struct cli, on), TAKES_TEXT },
	{ "--months", offsetof(struct cli, months), TAKES_NUMBER },
	{ "--purpose", offsetof(struct cli, purpose), TAKES_TEXT },
};
/* clang-format on */

#define COUNT(array) (sizeof(array) / sizeof *(array))

static bool
parse_number(const char *name, const char *text, int64_t *out, struct err *err)
{
	char *folded = text_fold(text), *end;

	errno = 0;
	*out = strtoll(folded, &end, 10);
	if (errno || end == folded || *end || *out < 0)
		err_set(err, ERR_USAGE, "%s 后面应是数字，现为「%s」", name, text);
	free(folded);
	return !err_is_set(err);
}

static void
add_data_dir(struct cli *cli, const char *dir)
{
	cli->data.dirs = mem_resize(
	    cli->data.dirs, cli->data.count + 1, sizeof *cli->data.dirs);
	cli->data.dirs[cli->data.count++] = mem_strdup(dir);
}

/* Takes the option at argv[*at]; its value may stand behind '=' or next. */
static bool
take_option(struct cli *cli, int argc, char **argv, int *at, struct err *err)
{
	const char *arg = argv[*at], *equals = strchr(arg, '=');
	size_t size = equals ? (size_t)(equals - arg) : strlen(arg), i;

	for (i = 0; i < COUNT(option_words); i++) {
		const struct option_word *o = &option_words[i];
		char *slot = (char *)cli + o->offset;
		const char *value = equals ? equals + 1 : NULL;

		if (strlen(o->name) != size || strncmp(o->name, arg, size))
			continue;
		if (o->kind == IS_FLAG) {
			*(bool *)(void *)slot = true;
			return true;
		}
		if (!value && *at + 1 < argc)
			value = argv[++*at];
		if (!value)
			return err_set(err, ERR_USAGE, "%s 后面缺一个值", o->name);
		if (o->kind == IS_DATA)
			add_data_dir(cli, value);
		else if (o->kind == TAKES_NUMBER)
			return parse_number(o->name, value,
			    (int64_t *)(void *)slot, err);
		else
			*(const char **)(void *)slot = value;
		return true;
	}
	return err_set(err, ERR_USAGE, "没有选项 %s；见 jieban --help", arg);
}

static bool
parse_words(struct cli *cli, int argc, char **argv, struct err *err)
{
	int i;
	bool plain = false;

	cli->word = mem_array((size_t)argc + 1, sizeof *cli->word);
	for (i = 1; i < argc; i++) {
		if (!text_valid(argv[i], strlen(argv[i])))
			return err_set(err, ERR_USAGE,
			    "第 %d 个参数不是 UTF-8 文字", i);
		if (!plain && !strcmp(argv[i], "--")) {
			plain = true;
		} else if (!plain && argv[i][0] == '-' && argv[i][1] &&
		    strchr("-o", argv[i][1])) {
			if (!take_option(cli, argc, argv, &i, err))
				return false;
		} else {
			cli->word[cli->count++] = argv[i];
		}
	}
	return true;
}

static bool
parse_format(struct cli *cli, struct err *err)
{
	static const char *const words[] = { "text", "csv", "json", "xlsx" };
	size_t i;

	if (!cli->format_word)
		return true;
	for (i = 0; i < COUNT(words); i++) {
		if (!strcmp(cli->format_word, words[i])) {
			cli->format = (enum cli_format)i;
			return true;
		}
	}
	return err_set(err, ERR_USAGE,
	    "没有格式「%s」，应是 text、csv、json 或（导出时）xlsx", cli->format_word);
}

static bool
find_command(struct cli *cli, struct err *err)
{
	size_t used = 0;

	cli->command = command_find_words(cli->word, cli->count, &used);
	if (!cli->command && used == 0) {
		const char *near = command_nearest(cli->word[0]);

		return err_set(err, ERR_USAGE, "没有命令「%s」%s%s%s",
		    cli->word[0], near ? "，是不是 " : "", near ? near : "",
		    near ? "？" : "；见 jieban --help");
	}
	if (!cli->command)
		return err_set(err, ERR_USAGE,
		    "「%s」后面还要一个词；见 jieban --help", cli->word[0]);
	memmove(cli->word, cli->word + used,
	    (cli->count - used + 1) * sizeof *cli->word);
	cli->count -= used;
	return true;
}

static void
print_help(void)
{
	const struct command *c;
	const struct command_option *o;

	puts("用法：jieban [选项] [命令 [参数]]\n\n不写命令：在终端上打开屏幕，否则打印近况\n");
	for (o = command_options; o->name; o++) {
		struct buf line = { 0 }, head = { 0 };

		buf_printf(&head, "%s %s", o->name, o->argument);
		text_pad(&line, buf_string(&head), 18, -1);
		printf("  %s  %s\n", buf_string(&line), o->help_zh);
		buf_done(&line);
		buf_done(&head);
	}
	putchar('\n');
	for (c = command_table; c->id != COMMAND_NONE; c++) {
		if (!(c->contexts & CONTEXT_CLI))
			continue;
		printf("  %s%s%s\n        %s\n", c->word,
		    *c->arguments ? " " : "", c->arguments, c->help_zh);
	}
}

/* Core files and debuggers must not see people's data. */
static void
harden_process(void)
{
	struct rlimit none = { 0, 0 };
	int fd;

	do /* closed descriptors 0-2 would be given to the book */
		fd = open("/dev/null", O_RDWR);
	while (fd >= 0 && fd <= 2);
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

	if (config) {
		own = path_join(config, "jieban");
		if (path_is_dir(own))
			add_data_dir(cli, own);
		free(own);
		free(config);
	}
	if (path_is_dir("/etc/jieban"))
		add_data_dir(cli, "/etc/jieban");
	if (getenv("JIEBAN_DATA") && *getenv("JIEBAN_DATA"))
		add_data_dir(cli, getenv("JIEBAN_DATA"));
	else if (path_is_dir(JIEBAN_DATADIR "/schema"))
		add_data_dir(cli, JIEBAN_DATADIR);
	else
		add_data_dir(cli, JIEBAN_SOURCEDIR);
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

static bool
run(struct cli *cli, int argc, char **argv, struct err *err)
{
	cli_function *call;

	if (argc == 2 && !strcmp(argv[1], "--version")) {
		printf("jieban %s\n", JIEBAN_VERSION);
		return true;
	}
	if (argc == 2 && (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h"))) {
		print_help();
		return true;
	}
	if (!parse_words(cli, argc, argv, err) || !parse_format(cli, err))
		return false;
	add_own_data(cli);
	if (!cli->count)
		return isatty(0) && isatty(1) ? cli_screen(cli, err)
					      : cli_status(cli, err);
	if (!find_command(cli, err))
		return false;
	call = function_of(cli->command);
	if (!call)
		return err_set(err, ERR_USAGE,
		    "这个版本没有命令「%s」；见 jieban --help", cli->command->word);
	return call(cli, err);
}

/* What was printed must have arrived: `> /dev/full` is not success. */
static void
flush_output(struct err *err)
{
	if (fflush(stdout) || ferror(stdout))
		err_set(err, ERR_WORLD, "输出没有写完：%s", strerror(errno));
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
	run(&cli, argc, argv, &err);
	flush_output(&err);
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
	free(cli.word);
	free(cli.path);
	err_done(&err);
	log_open(NULL);
	return status;
}
