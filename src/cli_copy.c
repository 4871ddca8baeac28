/*
 * Copies: backup, restore, and the sealed months of other offices that are
 * collected.  What leaves the building is sealed with a
 * passphrase, asked for on the terminal, else the first line of standard
 * input; never an argument, which every user of the machine could read.
 */
#include "cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/mem.h"
#include "record/record.h"
#include "sheet/collect.h"
#include "store/backup.h"
#include "store/book.h"
#include "store/lockbox.h"

#define LEAST 8

/* One line, without its end; with a terminal, unseen. */
static char *
read_line(const char *prompt)
{
	struct termios was, quiet;
	bool terminal = tcgetattr(STDIN_FILENO, &was) == 0;
	char line[1024];
	char *got;

	if (terminal) {
		fputs(prompt, stderr);
		quiet = was;
		quiet.c_lflag &= ~(tcflag_t)ECHO;
		tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
	}
	got = fgets(line, sizeof(line), stdin);
	if (terminal) {
		tcsetattr(STDIN_FILENO, TCSAFLUSH, &was);
		fputc('\n', stderr);
	}
	if (!got)
		return NULL;
	line[strcspn(line, "\r\n")] = '\0';
	got = mem_strdup(line);
	explicit_bzero(line, sizeof(line));
	return got;
}

static void
forget(char *passphrase)
{
	if (passphrase)
		explicit_bzero(passphrase, strlen(passphrase));
	free(passphrase);
}

/* A new one is asked for twice. */
static char *
ask_passphrase(bool new, struct err *err)
{
	char *one = read_line(_("口令："));
	char *two = one && new && isatty(STDIN_FILENO) ? read_line(_("再打一次："))
						       : NULL;
	bool good = true;

	if (!one)
		good = err_set(err, ERR_USAGE, _("没有口令：在终端上打，或从标准输入给一行"));
	else if (new && strlen(one) < LEAST)
		good = err_set(err, ERR_USAGE, _("口令太短，至少 %d 个字符"), LEAST);
	else if (two && strcmp(one, two) != 0)
		good = err_set(err, ERR_USAGE, _("两次口令不同，没有备份"));
	forget(two);
	if (good)
		return one;
	forget(one);
	return NULL;
}

static bool
back_up_sealed(struct cli *cli, char **made, struct err *err)
{
	char *passphrase = ask_passphrase(true, err), *plain = NULL;
	bool done = false;

	*made = mem_strdup(cli->word[0]);
	if (passphrase && cli_open(cli, false, err) &&
	    (plain = backup_temporary(*made, err)) != NULL) {
		char *copy = NULL;

		unlink(plain);
		done = book_backup(&cli->book, plain, &copy, err) &&
		       lockbox_close(plain, *made, passphrase, err);
		backup_remove(plain);
		free(copy);
	}
	free(plain);
	forget(passphrase);
	return done;
}

bool
cli_backup(struct cli *cli, struct err *err)
{
	char *made = NULL;
	bool done;

	if (cli->count > 1 || (cli->encrypt && !cli->count))
		return cli_usage(cli, err);
	done = cli->encrypt
		   ? back_up_sealed(cli, &made, err)
		   : cli_open(cli, false, err) && book_backup(&cli->book,
						      cli->count ? cli->word[0] : NULL,
						      &made, err);
	if (done)
		cli_print("%s\n", made);
	free(made);
	return done;
}

static bool
restore_sealed(struct cli *cli, struct err *err)
{
	char *passphrase = ask_passphrase(false, err);
	char *plain = passphrase ? backup_temporary(cli->book_path, err) : NULL;
	bool done = plain && lockbox_open(cli->word[0], plain, passphrase, err) &&
		    book_restore(plain, cli->book_path, err);

	if (plain)
		backup_remove(plain);
	free(plain);
	forget(passphrase);
	return done;
}

bool
cli_restore(struct cli *cli, struct err *err)
{
	bool done;

	if (cli->count != 1 || !cli->book_path)
		return cli_usage(cli, err);
	done = lockbox_is(cli->word[0])
		   ? restore_sealed(cli, err)
		   : book_restore(cli->word[0], cli->book_path, err);
	if (done)
		cli_print("%s\n", cli->book_path);
	return done;
}

/* ---- sealed months ---- */

/* All files or none: one change, so one undo. */
static bool
collect_all(struct cli *cli, char **lines, struct err *err)
{
	struct writing w = { .reason = cli->reason };
	bool done;
	size_t i;

	if (!record_batch_begin(cli->forms, "collect", &w, err))
		return false;
	done = true;
	for (i = 0; done && i < cli->count; i++)
		done = collect_package(
		    cli->forms, cli->word[i], &lines[i], err);
	return record_batch_end(cli->forms, done, err) && done;
}

bool
cli_collect(struct cli *cli, struct err *err)
{
	char **lines;
	bool done;
	size_t i;

	if (!cli->count)
		return cli_usage(cli, err);
	if (!cli_open(cli, true, err))
		return false;
	lines = mem_array(cli->count, sizeof(*lines));
	done = collect_all(cli, lines, err);
	for (i = 0; i < cli->count; i++) {
		if (done)
			cli_print("%s\n", lines[i]);
		free(lines[i]);
	}
	free(lines);
	return done;
}
