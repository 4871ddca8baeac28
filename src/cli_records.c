/*
 * Records written by command: add, set, do, void, undo.  The law speaks
 * through record/; here are only words in and words out.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/text.h"
#include "cli.h"
#include "store/journal.h"

enum { VALUE_FILE_LIMIT = 1 << 20 };

const struct formdef *
cli_form(struct cli *cli, struct err *err)
{
	return cli->count ? forms_get(cli->forms, cli->word[0], err) : NULL;
}

/* FIELD=VALUE; VALUE may be @FILE. */
static bool
give_word(struct cli *cli, struct record *r, const char *word, struct err *err)
{
	const char *equals = strchr(word, '=');
	struct buf file = { 0 };
	char *field;
	bool done;

	if (!equals || equals == word)
		return err_set(err, ERR_USAGE, _("「%s」应写成 字段=值"), word);
	field = mem_strndup(word, (size_t)(equals - word));
	if (equals[1] == '@' && equals[2]) {
		done = path_read(equals + 2, VALUE_FILE_LIMIT, &file, err);
		while (done && file.size &&
		    strchr("\r\n", file.text[file.size - 1]))
			file.text[--file.size] = '\0';
		if (done && memchr(buf_string(&file), '\0', file.size))
			done = err_set(err, ERR_REFUSED,
			    _("%s 里有空字节，不是文字"), equals + 2);
		done = done &&
		    record_give(r, cli->forms, field, buf_string(&file), false, err);
	} else {
		done = record_give(r, cli->forms, field, equals + 1, false, err);
	}
	buf_done(&file);
	free(field);
	return done;
}

static bool
give_words(struct cli *cli, struct record *r, size_t from, struct err *err)
{
	size_t i;

	for (i = from; i < cli->count; i++) {
		if (!give_word(cli, r, cli->word[i], err))
			return false;
	}
	return true;
}

static struct writing
writing_of(const struct cli *cli)
{
	struct writing w = { 0 };

	w.reason = cli->reason;
	w.if_version = cli->if_version;
	return w;
}

bool
cli_add(struct cli *cli, struct err *err)
{
	struct writing w = writing_of(cli);
	const struct formdef *form;
	struct record r = { 0 };
	bool done;

	if (!cli->count)
		return cli_usage(cli, err);
	if (!cli_open(cli, true, err) || !(form = cli_form(cli, err)))
		return false;
	record_new(&r, form);
	done = give_words(cli, &r, 1, err) &&
	    record_save(&r, cli->forms, &w, err);
	if (done)
		cli_print("%s\n", r.key);
	record_done(&r);
	return done;
}

/* ---- one key, or many from standard input ---- */

static bool
with_key(struct cli *cli, const struct formdef *form, const char *key,
    cli_on_record *act, struct err *err)
{
	struct record r = { 0 };
	bool done;

	done = record_read_key(&r, cli->forms, form, key, err) &&
	    act(cli, &r, err);
	record_done(&r);
	return done;
}

/* All lines of standard input, read before anything is begun: nobody's
 * typing may hold the book. */
static bool
read_lines(struct buf *lines, struct err *err)
{
	char piece[4096];
	size_t size;

	while ((size = fread(piece, 1, sizeof(piece), stdin)) > 0)
		buf_add(lines, piece, size);
	if (ferror(stdin))
		return err_set(err, ERR_WORLD, _("标准输入没有读完"));
	if (!text_valid(buf_string(lines), lines->size))
		return err_set(err, ERR_REFUSED, _("标准输入里有不是 UTF-8 的一行"));
	return true;
}

static bool
with_lines(struct cli *cli, const struct formdef *form, struct buf *lines,
    cli_on_record *act, struct err *err)
{
	char *line = lines->text;
	char *next;

	for (; line && *line; line = next) {
		next = line + strcspn(line, "\r\n");
		if (*next)
			*next++ = '\0';
		if (*line && !with_key(cli, form, line, act, err)) {
			err_context(err, "%s", line);
			return false;
		}
	}
	return true;
}

/* Reads KEY, or every key of standard input, one after another. */
bool
cli_each_key(struct cli *cli, const struct formdef *form,
    cli_on_record *act, struct err *err)
{
	struct buf lines = { 0 };
	bool done;

	if (strcmp(cli->word[1], "-"))
		return with_key(cli, form, cli->word[1], act, err);
	done = read_lines(&lines, err) &&
	    with_lines(cli, form, &lines, act, err);
	buf_done(&lines);
	return done;
}

/* Acts on KEY, or on every key of standard input in one change. */
static bool
change_keys(struct cli *cli, const char *action, cli_on_record *act,
    struct err *err)
{
	struct writing w = writing_of(cli);
	const struct formdef *form = cli_form(cli, err);
	struct buf lines = { 0 };
	bool done;

	if (!form)
		return false;
	if (strcmp(cli->word[1], "-"))
		return with_key(cli, form, cli->word[1], act, err);
	done = read_lines(&lines, err) &&
	    record_batch_begin(cli->forms, action, &w, err);
	if (done) {
		done = with_lines(cli, form, &lines, act, err);
		done = record_batch_end(cli->forms, done, err) && done;
	}
	buf_done(&lines);
	return done;
}

/* What was done is said when it is in the book, not before. */
static bool
with_keys(struct cli *cli, const char *action, cli_on_record *act,
    struct err *err)
{
	bool done = change_keys(cli, action, act, err);

	if (done)
		cli_print("%s", buf_string(&cli->said));
	buf_done(&cli->said);
	return done;
}

static bool
set_one(struct cli *cli, struct record *r, struct err *err)
{
	struct writing w = writing_of(cli);

	if (!give_words(cli, r, 2, err) || !record_save(r, cli->forms, &w, err))
		return false;
	buf_printf(&cli->said, "%s\n", r->key);
	return true;
}

bool
cli_set(struct cli *cli, struct err *err)
{
	if (cli->count < 3)
		return cli_usage(cli, err);
	return cli_open(cli, true, err) && with_keys(cli, "set", set_one, err);
}

static bool
do_one(struct cli *cli, struct record *r, struct err *err)
{
	struct writing w = writing_of(cli);
	const char *state;

	if (cli_pay_moves(r, cli->word[2]))
		return cli_pay_move(cli, r, cli->word[2], err);
	if (!give_words(cli, r, 3, err) ||
	    !record_move(r, cli->forms, cli->word[2], &w, err))
		return false;
	state = record_value(r->stored, r->form, "state");
	buf_printf(&cli->said, "%s %s\n", r->key, state ? state : "");
	return true;
}

bool
cli_do(struct cli *cli, struct err *err)
{
	if (cli->count < 3)
		return cli_usage(cli, err);
	return cli_open(cli, true, err) &&
	    with_keys(cli, cli->word[2], do_one, err);
}

static bool
void_one(struct cli *cli, struct record *r, struct err *err)
{
	struct writing w = writing_of(cli);

	if (!record_void(r, cli->forms, &w, err))
		return false;
	buf_printf(&cli->said, "%s\n", r->key);
	return true;
}

bool
cli_void(struct cli *cli, struct err *err)
{
	if (cli->count != 2)
		return cli_usage(cli, err);
	return cli_open(cli, true, err) && with_keys(cli, "void", void_one, err);
}

/* ---- taken back ---- */

bool
cli_undo(struct cli *cli, struct err *err)
{
	char *words = NULL;
	long count = 1;

	if (cli->count > 1)
		return cli_usage(cli, err);
	if (cli->count) {
		char *end;

		count = strtol(cli->word[0], &end, 10);
		if (*end || count < 1 || count > 1000)
			return err_set(err, ERR_USAGE,
			    _("撤销几步应是 1 到 1000 的数，现为「%s」"), cli->word[0]);
	}
	if (!cli_open(cli, true, err) ||
	    !journal_undo(&cli->book, (int)count, cli->reason, &words, err))
		return false;
	cli_print("%s", words);
	if (*words && words[strlen(words) - 1] != '\n')
		cli_print("\n");
	free(words);
	return true;
}
