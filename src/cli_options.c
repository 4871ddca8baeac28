/*
 * The words of a call: options taken out, what is left kept for the command.
 * Which options a command has is read from the table of commands; this file
 * opens nothing and prints nothing.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "cli.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* clang-format off */
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
	{ "--version", offsetof(struct cli, version), IS_FLAG },
	{ "--help", offsetof(struct cli, help), IS_FLAG },
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

_Static_assert(COUNT(option_words) <= 32, "cli.given has a bit for each");

void
cli_add_data(struct cli *cli, const char *dir)
{
	cli->data.dirs = mem_resize(
	    cli->data.dirs, cli->data.count + 1, sizeof *cli->data.dirs);
	cli->data.dirs[cli->data.count++] = mem_strdup(dir);
}

static bool
parse_number(const char *name, const char *text, int64_t *out, struct err *err)
{
	char *folded = text_fold(text), *end;

	errno = 0;
	*out = strtoll(folded, &end, 10);
	if (errno || end == folded || *end || *out < 0)
		err_set(err, ERR_USAGE, _("%s 后面应是数字，现为「%s」"), name, text);
	free(folded);
	return !err_is_set(err);
}

static bool
take_value(struct cli *cli, const struct option_word *o, const char *value,
    struct err *err)
{
	char *slot = (char *)cli + o->offset;

	if (o->kind == IS_DATA)
		cli_add_data(cli, value);
	else if (o->kind == TAKES_NUMBER)
		return parse_number(
		    o->name, value, (int64_t *)(void *)slot, err);
	else
		*(const char **)(void *)slot = value;
	return true;
}

/* Takes the option at argv[*at]; its value may stand behind '=' or next. */
static bool
take_option(struct cli *cli, int argc, char **argv, int *at, struct err *err)
{
	const char *arg = !strcmp(argv[*at], "-h") ? "--help" : argv[*at];
	const char *equals = strchr(arg, '=');
	size_t size = equals ? (size_t)(equals - arg) : strlen(arg), i;

	for (i = 0; i < COUNT(option_words); i++) {
		const struct option_word *o = &option_words[i];
		const char *value = equals ? equals + 1 : NULL;

		if (strlen(o->name) != size || strncmp(o->name, arg, size))
			continue;
		cli->given |= 1u << i;
		if (o->kind == IS_FLAG && equals)
			return err_set(
			    err, ERR_USAGE, _("%s 后面不带值"), o->name);
		if (o->kind == IS_FLAG) {
			*(bool *)(void *)((char *)cli + o->offset) = true;
			return true;
		}
		if (!value && *at + 1 < argc)
			value = argv[++*at];
		if (!value)
			return err_set(err, ERR_USAGE, _("%s 后面缺一个值"), o->name);
		return take_value(cli, o, value, err);
	}
	return err_set(err, ERR_USAGE, _("没有选项 %s；见 jieban --help"), arg);
}

bool
cli_parse(struct cli *cli, int argc, char **argv, struct err *err)
{
	int i;
	bool plain = false;

	cli->limit = -1;
	cli->words = mem_array((size_t)argc + 1, sizeof *cli->words);
	cli->word = cli->words;
	for (i = 1; i < argc; i++) {
		if (!text_valid(argv[i], strlen(argv[i])))
			return err_set(err, ERR_USAGE,
			    _("第 %d 个参数不是 UTF-8 文字"), i);
		if (!plain && !strcmp(argv[i], "--")) {
			plain = true;
		} else if (!plain && argv[i][0] == '-' && argv[i][1] &&
		    strchr("-oh", argv[i][1])) {
			if (!take_option(cli, argc, argv, &i, err))
				return false;
		} else {
			cli->word[cli->count++] = argv[i];
		}
	}
	if (cli->lang && strcmp(cli->lang, "zh") && strcmp(cli->lang, "en"))
		return err_set(err, ERR_USAGE,
		    _("没有语言「%s」，应是 zh 或 en"), cli->lang);
	return true;
}

/* ---- what the command allows ---- */

static bool
is_for_all(const char *name)
{
	const struct command_option *o;

	for (o = command_options; o->name; o++) {
		if (!strcmp(o->name, name))
			return true;
	}
	return false;
}

static bool
is_own(const struct command *command, const char *name)
{
	char own[32];
	size_t i;

	for (i = 0; command && command_own_option(command, i, own, sizeof own);
	     i++) {
		if (!strcmp(own, name))
			return true;
	}
	return false;
}

/* An option that is not the command's would be passed over in silence; a
 * reason too many does no harm. */
bool
cli_check_options(const struct cli *cli, struct err *err)
{
	size_t i;

	for (i = 0; i < COUNT(option_words); i++) {
		const char *name = option_words[i].name;

		if (!(cli->given & 1u << i) || is_for_all(name) ||
		    is_own(cli->command, name) ||
		    (cli->command && !strcmp(name, "--reason")))
			continue;
		if (!cli->command)
			return err_set(err, ERR_USAGE,
			    _("%s 要跟在命令后面用；见 jieban --help"), name);
		cli_usage(cli, err);
		err_context(err, _("%s 没有选项 %s"), cli->command->word, name);
		return false;
	}
	return true;
}

/* Is word one of "text|csv|json" behind --format in the command's line? */
static bool
is_format_of(const struct command *command, const char *word)
{
	const char *at = strstr(command->arguments, "--format ");
	size_t size = strlen(word);

	for (at = at ? at + strlen("--format ") : "";; at++) {
		size_t length = strcspn(at, "| ]");

		if (length == size && !strncmp(at, word, size))
			return true;
		at += length;
		if (*at != '|')
			return false;
	}
}

bool
cli_check_format(struct cli *cli, struct err *err)
{
	static const char *const words[] = { "text", "csv", "json", "xlsx" };
	size_t i;

	if (!cli->format_word)
		return true;
	for (i = 0; i < COUNT(words); i++) {
		if (strcmp(cli->format_word, words[i]) ||
		    !is_format_of(cli->command, words[i]))
			continue;
		cli->format = (enum cli_format)i;
		return true;
	}
	cli_usage(cli, err);
	err_context(err, _("没有格式「%s」"), cli->format_word);
	return false;
}
