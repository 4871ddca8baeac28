/*
 * Records by command: add, set, do, void, show, why, history, undo.  The
 * law speaks through record/; here are only words in and words out.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/path.h"
#include "base/text.h"
#include "cli.h"
#include "store/journal.h"

enum { VALUE_FILE_LIMIT = 1 << 20 };

static const struct formdef *
form_of(struct cli *cli, struct err *err)
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
		return err_set(err, ERR_USAGE, "「%s」应写成 字段=值", word);
	field = mem_strndup(word, (size_t)(equals - word));
	if (equals[1] == '@' && equals[2]) {
		done = path_read(equals + 2, VALUE_FILE_LIMIT, &file, err);
		while (done && file.size &&
		    strchr("\r\n", file.text[file.size - 1]))
			file.text[--file.size] = '\0';
		if (done && memchr(buf_string(&file), '\0', file.size))
			done = err_set(err, ERR_REFUSED,
			    "%s 里有空字节，不是文字", equals + 2);
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
	if (!cli_open(cli, true, err) || !(form = form_of(cli, err)))
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

typedef bool on_record(struct cli *, struct record *, struct err *);

static bool
with_key(struct cli *cli, const struct formdef *form, const char *key,
    on_record *act, struct err *err)
{
	struct record r = { 0 };
	bool done;

	done = record_read_key(&r, cli->forms, form, key, err) &&
	    act(cli, &r, err);
	record_done(&r);
	return done;
}

static bool
with_lines(struct cli *cli, const struct formdef *form, on_record *act,
    struct err *err)
{
	char *line = NULL;
	size_t room = 0;
	ssize_t size;
	bool done = true;

	while (done && (size = getline(&line, &room, stdin)) >= 0) {
		while (size && strchr("\r\n", line[size - 1]))
			line[--size] = '\0';
		if (!size)
			continue;
		if (!text_valid(line, (size_t)size)) {
			done = err_set(err, ERR_REFUSED, "标准输入里有不是 UTF-8 的一行");
			break;
		}
		done = with_key(cli, form, line, act, err);
		if (!done)
			err_context(err, "%s", line);
	}
	free(line);
	return done;
}

/* Acts on KEY, or on every key of standard input in one change. */
static bool
with_keys(struct cli *cli, const char *action, on_record *act, struct err *err)
{
	struct writing w = writing_of(cli);
	const struct formdef *form = form_of(cli, err);
	bool done;

	if (!form)
		return false;
	if (strcmp(cli->word[1], "-"))
		return with_key(cli, form, cli->word[1], act, err);
	if (!record_batch_begin(cli->forms, action, &w, err))
		return false;
	done = with_lines(cli, form, act, err);
	return record_batch_end(cli->forms, done, err) && done;
}

static bool
set_one(struct cli *cli, struct record *r, struct err *err)
{
	struct writing w = writing_of(cli);

	if (!give_words(cli, r, 2, err) || !record_save(r, cli->forms, &w, err))
		return false;
	cli_print("%s\n", r->key);
	return true;
}

bool
cli_set(struct cli *cli, struct err *err)
{
	if (cli->count < 3)
		return cli_usage(cli, err);
	return cli_open(cli, true, err) && with_keys(cli, "set", set_one, err);
}

static const char *
stored_of(const struct record *r, const char *field)
{
	size_t i;

	for (i = 0; i < r->form->count; i++) {
		if (!strcmp(r->form->fields[i].name, field))
			return r->stored[i] ? r->stored[i] : "";
	}
	return "";
}

static bool
do_one(struct cli *cli, struct record *r, struct err *err)
{
	struct writing w = writing_of(cli);

	if (!give_words(cli, r, 3, err) ||
	    !record_move(r, cli->forms, cli->word[2], &w, err))
		return false;
	cli_print("%s %s\n", r->key, stored_of(r, "state"));
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
	cli_print("%s\n", r->key);
	return true;
}

bool
cli_void(struct cli *cli, struct err *err)
{
	if (cli->count != 2)
		return cli_usage(cli, err);
	return cli_open(cli, true, err) && with_keys(cli, "void", void_one, err);
}

/* ---- one record shown ---- */

static char *
moves_words(struct cli *cli, struct record *r, struct err *err)
{
	struct move *moves = NULL;
	struct buf words = { 0 };
	size_t count = 0, i;

	if (!record_moves(r, cli->forms, &moves, &count, err))
		return NULL;
	for (i = 0; i < count; i++)
		buf_printf(&words, "%s%s（%s）", i ? " " : "", moves[i].action,
		    moves[i].label);
	record_moves_free(moves, count);
	return buf_take(&words);
}

static bool
show_text(struct cli *cli, struct record *r, const char *moves,
    int64_t changes, struct err *err)
{
	struct buf label = { 0 }, value = { 0 };
	int width = 8;
	size_t i;
	bool done = true;

	for (i = 0; i < r->form->count; i++) {
		int w = text_width(r->form->fields[i].label);

		width = w > width ? w : width;
	}
	for (i = 0; done && i < r->form->count; i++) {
		const struct field *f = &r->form->fields[i];

		if (f->column->house && !r->stored[i])
			continue;
		buf_clear(&label);
		buf_clear(&value);
		text_pad(&label, f->label, width, -1);
		done = value_show(
		    cli->forms, f, r->stored[i], VALUE_HUMAN, &value, err);
		cli_print("%s  %s\n", buf_string(&label), buf_string(&value));
	}
	if (done)
		cli_print("第 %lld 版，%lld 次变动%s%s\n", (long long)r->version,
		    (long long)changes, *moves ? "，现在可以：" : "", moves);
	buf_done(&label);
	buf_done(&value);
	return done;
}

static bool
show_json(struct cli *cli, struct record *r, const char *moves,
    int64_t changes, struct err *err)
{
	struct buf out = { 0 };
	size_t i;
	bool done = true;

	buf_add_string(&out, "[{");
	for (i = 0; done && i < r->form->count; i++) {
		const struct field *f = &r->form->fields[i];
		struct buf value = { 0 };

		done = value_show(
		    cli->forms, f, r->stored[i], VALUE_RAW, &value, err);
		buf_add_json(&out, f->name);
		buf_add_char(&out, ':');
		if (r->stored[i] && cli_cell_of(f) == CELL_NUMBER)
			buf_add_string(&out, buf_string(&value));
		else
			buf_add_json(&out,
			    r->stored[i] ? buf_string(&value) : NULL);
		buf_add_char(&out, ',');
		buf_done(&value);
	}
	buf_printf(&out, "\"id\":%lld,\"version\":%lld,\"history\":%lld,\"actions\":",
	    (long long)r->id, (long long)r->version, (long long)changes);
	buf_add_json(&out, moves);
	buf_add_string(&out, "}]\n");
	if (done)
		fputs(out.text, stdout);
	buf_done(&out);
	return done;
}

static bool
show_one(struct cli *cli, struct record *r, struct err *err)
{
	char *moves = moves_words(cli, r, err);
	int64_t changes = 0;
	bool done = moves &&
	    (!r->id ||
		journal_count(forms_book(cli->forms), r->form->table->name,
		    r->id, &changes, err));

	if (done && cli->format == FORMAT_JSON)
		done = show_json(cli, r, moves, changes, err);
	else if (done)
		done = show_text(cli, r, moves, changes, err);
	free(moves);
	return done;
}

bool
cli_show(struct cli *cli, struct err *err)
{
	const struct formdef *form;

	if (cli->count != 2)
		return cli_usage(cli, err);
	return cli_open(cli, false, err) && (form = form_of(cli, err)) &&
	    with_key(cli, form, cli->word[1], show_one, err);
}

static bool
why_one(struct cli *cli, struct record *r, struct err *err)
{
	struct why_step *steps = NULL;
	struct output *out;
	size_t count = 0, i;

	if (!record_why(r, cli->forms, cli->word[2], &steps, &count, err))
		return false;
	out = output_new(cli->format, 4);
	output_column(out, 0, "step", "步骤", CLI_LEFT, CELL_TEXT);
	output_column(out, 1, "value", "值", CLI_RIGHT, CELL_TEXT);
	output_column(out, 2, "rule", "依据", CLI_LEFT, CELL_TEXT);
	output_column(out, 3, "doc_no", "文号", CLI_LEFT, CELL_TEXT);
	for (i = 0; i < count; i++) {
		const char *cells[] = { steps[i].step, steps[i].value,
			steps[i].rule, steps[i].doc_no };

		output_row(out, cells);
	}
	output_end(out);
	record_why_free(steps, count);
	return true;
}

bool
cli_why(struct cli *cli, struct err *err)
{
	const struct formdef *form;

	if (cli->count != 3)
		return cli_usage(cli, err);
	return cli_open(cli, false, err) && (form = form_of(cli, err)) &&
	    with_key(cli, form, cli->word[1], why_one, err);
}

/* ---- the journal ---- */

static bool
history_row(void *data, const struct journal_row *row)
{
	char seq[24];
	const char *cells[] = { seq, row->at, row->clerk, row->action,
		row->field, row->old, row->new_, row->reason };

	snprintf(seq, sizeof seq, "%lld", (long long)row->seq);
	output_row(data, cells);
	return true;
}

bool
cli_history(struct cli *cli, struct err *err)
{
	const struct formdef *form;
	struct output *out;
	int64_t id;
	bool done;

	if (cli->count != 2)
		return cli_usage(cli, err);
	if (!cli_open(cli, false, err) || !(form = form_of(cli, err)) ||
	    !value_find(cli->forms, form, cli->word[1], &id, err))
		return false;
	out = output_new(cli->format, 8);
	output_column(out, 0, "seq", "序号", CLI_RIGHT, CELL_NUMBER);
	output_column(out, 1, "at", "时间", CLI_LEFT, CELL_TEXT);
	output_column(out, 2, "clerk", "经办", CLI_LEFT, CELL_TEXT);
	output_column(out, 3, "action", "动作", CLI_LEFT, CELL_TEXT);
	output_column(out, 4, "field", "字段", CLI_LEFT, CELL_TEXT);
	output_column(out, 5, "old", "原值", CLI_LEFT, CELL_TEXT);
	output_column(out, 6, "new", "新值", CLI_LEFT, CELL_TEXT);
	output_column(out, 7, "reason", "理由", CLI_LEFT, CELL_TEXT);
	done = journal_history(forms_book(cli->forms), form->table->name, id,
	    history_row, out, err);
	output_end(out);
	return done;
}

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
			    "撤销几步应是 1 到 1000 的数，现为「%s」", cli->word[0]);
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
