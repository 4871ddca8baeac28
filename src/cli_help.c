/* What is printed from the table of commands: help, completion, man page. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/text.h"
#include "cli.h"

static bool
is_word(const struct command *c)
{
	return c->contexts & CONTEXT_CLI;
}

static void
print_command(const struct cli *cli, const struct command *c)
{
	printf("  %s%s%s\n        %s\n", c->word, *c->arguments ? " " : "",
	    c->arguments, command_help(c, cli->english));
}

static void
print_options(const struct cli *cli)
{
	const struct command_option *o;

	for (o = command_options; o->name; o++) {
		struct buf line = { 0 }, head = { 0 };

		buf_printf(&head, "%s %s", o->name, o->argument);
		text_pad(&line, buf_string(&head), 18, -1);
		printf("  %s  %s\n", buf_string(&line),
		    cli->english ? o->help_en : o->help_zh);
		buf_done(&line);
		buf_done(&head);
	}
}

void
cli_help(const struct cli *cli)
{
	const struct command *c;

	if (cli->command) {
		puts(cli->english ? "usage:" : _("用法："));
		print_command(cli, cli->command);
		return;
	}
	puts(cli->english
		? "usage: jieban [OPTIONS] [COMMAND [ARGUMENTS]]\n\nWithout a "
		  "command: the screen on a terminal, else the status\n"
		: _("用法：jieban [选项] [命令 [参数]]\n\n"
		  "不写命令：在终端上打开屏幕，否则打印近况\n"));
	print_options(cli);
	putchar('\n');
	for (c = command_table; c->id != COMMAND_NONE; c++) {
		if (is_word(c))
			print_command(cli, c);
	}
}

/* ---- completion ---- */

static size_t
first_size(const struct command *c)
{
	return strcspn(c->word, " ");
}

/* Does the command before begin with the same word? Such stand together. */
static bool
begins_like(const struct command *c, const struct command *before)
{
	return before && first_size(before) == first_size(c) &&
	    !strncmp(before->word, c->word, first_size(c));
}

static void
print_first_words(void)
{
	const struct command *c, *before = NULL;

	for (c = command_table; c->id != COMMAND_NONE; c++) {
		if (!is_word(c))
			continue;
		if (!begins_like(c, before))
			printf("%.*s ", (int)first_size(c), c->word);
		before = c;
	}
}

/* One case for each first word that wants a second. */
static void
print_second_words(void)
{
	const struct command *c, *before = NULL;

	for (c = command_table; c->id != COMMAND_NONE; c++) {
		if (!is_word(c) || !strchr(c->word, ' '))
			continue;
		if (!begins_like(c, before))
			printf("%s\t%.*s) words='", before ? "' ;;\n" : "",
			    (int)first_size(c), c->word);
		printf("%s ", strchr(c->word, ' ') + 1);
		before = c;
	}
	puts("' ;;");
}

/* The options of each command, beside those of all. */
static void
print_option_cases(void)
{
	const struct command *c;
	char own[32];
	size_t i;

	for (c = command_table; c->id != COMMAND_NONE; c++) {
		bool two = strchr(c->word, ' ') != NULL;

		if (!is_word(c) || !command_own_option(c, 0, own, sizeof own))
			continue;
		printf("\t\t%.*s\\ %s) words=\"$words", (int)first_size(c),
		    c->word, two ? strchr(c->word, ' ') + 1 : "*");
		for (i = 0; command_own_option(c, i, own, sizeof own); i++)
			printf(" %s", own);
		puts("\" ;;");
	}
}

static void
print_form_commands(void)
{
	const struct command *c;
	const char *bar = "\t";

	for (c = command_table; c->id != COMMAND_NONE; c++) {
		if (is_word(c) && !strncmp(c->arguments, "FORM", 4)) {
			printf("%s%s", bar, c->word);
			bar = "|";
		}
	}
	puts(") words=\"$(jieban forms 2>/dev/null | cut -f1)\" ;;");
}

bool
cli_completion(struct cli *cli, struct err *err)
{
	const struct command_option *o;

	if (cli->count != 1 ||
	    (strcmp(cli->word[0], "bash") && strcmp(cli->word[0], "zsh")))
		return cli_usage(cli, err);
	if (!strcmp(cli->word[0], "zsh"))
		puts("#compdef jieban\nautoload -U bashcompinit && "
		     "bashcompinit");
	puts("_jieban() {\n"
	     "\tlocal words='' cur=\"${COMP_WORDS[COMP_CWORD]}\"\n"
	     "\tlocal first=\"${COMP_WORDS[1]}\" second=\"${COMP_WORDS[2]}\"\n"
	     "\tif [ \"${cur#-}\" != \"$cur\" ]; then");
	fputs("\t\twords='", stdout);
	for (o = command_options; o->name; o++)
		printf("%s ", o->name);
	puts("'\n\t\tcase \"$first $second\" in");
	print_option_cases();
	fputs("\t\tesac\n\telif [ \"$COMP_CWORD\" = 1 ]; then\n\t\twords='",
	    stdout);
	print_first_words();
	puts("'\n\telif [ \"$COMP_CWORD\" = 2 ]; then\n\tcase \"$first\" in");
	print_second_words();
	print_form_commands();
	puts("\tesac\n\tfi\n"
	     "\tCOMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n"
	     "}\ncomplete -o default -F _jieban jieban");
	return true;
}

/* ---- the man page ---- */

static void
roff_entry(const char *name, const char *arguments, const char *help)
{
	fputs(".TP\n.B ", stdout);
	cli_roff(name);
	if (*arguments)
		putchar(' ');
	cli_roff(arguments);
	putchar('\n');
	cli_roff_text(help);
}

bool
cli_man(struct cli *cli, struct err *err)
{
	const struct command_option *o;
	const struct command *c;

	if (cli->count == 1 && cli_definitions_man(cli->word[0]))
		return true;
	if (cli->count)
		return cli_usage(cli, err);
	puts(".\\\" Printed by `jieban man` from the command table.\n"
	     ".TH JIEBAN 1 2026-11-28 \"jieban " JIEBAN_VERSION "\"\n"
	     ".SH NAME\njieban \\- the books of a subdistrict office\n"
	     ".SH SYNOPSIS\n.B jieban\n[OPTIONS] [COMMAND [ARGUMENTS]]\n"
	     ".SH OPTIONS");
	for (o = command_options; o->name; o++)
		roff_entry(o->name, o->argument, o->help_en);
	puts(".SH COMMANDS");
	for (c = command_table; c->id != COMMAND_NONE; c++) {
		if (is_word(c))
			roff_entry(c->word, c->arguments, c->help_en);
	}
	puts(".SH EXIT STATUS\n0 done, 1 refused by a rule, 2 usage or a "
	     "definition file at fault,\n3 the surroundings, 4 a check found "
	     "something.\n"
	     ".SH FILES\n.TP\n.I $XDG_DATA_HOME/jieban/office.jb\nthe book\n"
	     ".TP\n.I $XDG_CONFIG_HOME/jieban, /etc/jieban\nforms, exports "
	     "and schemes of the user and of the site\n"
	     ".SH SEE ALSO\n.BR jieban\\-forms (5),\n"
	     ".BR jieban\\-exports (5),\n.BR jieban\\-schemes (5)");
	return true;
}
