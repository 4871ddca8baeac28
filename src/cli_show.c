/* Records read by command: show, why, history. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "cli.h"
#include "store/journal.h"

static void
show_head(struct cli *cli, const struct formdef *form)
{
	size_t i, count = 0, at = 0;

	for (i = 0; i < form->count; i++)
		count += cli_is_shown(&form->fields[i]);
	cli->rows = output_new(FORMAT_CSV, count);
	for (i = 0; i < form->count; i++) {
		if (cli_is_shown(&form->fields[i]))
			output_column(cli->rows, at++, form->fields[i].name,
			    _(form->fields[i].label), CLI_LEFT, CELL_TEXT);
	}
}

static bool
show_text(struct cli *cli, struct record *r, const struct move *moves,
    size_t move_count, int64_t changes, struct err *err)
{
	struct buf label = { 0 }, value = { 0 };
	int width = 8;
	size_t i;
	bool done = true;

	for (i = 0; i < r->form->count; i++) {
		int w = text_width(_(r->form->fields[i].label));

		width = w > width ? w : width;
	}
	for (i = 0; done && i < r->form->count; i++) {
		const struct field *f = &r->form->fields[i];

		if (!cli_is_shown(f) && !(f->column->house && r->stored[i]))
			continue;
		buf_clear(&label);
		buf_clear(&value);
		text_pad(&label, _(f->label), width, -1);
		done = value_show(
		    cli->forms, f, r->stored[i], VALUE_HUMAN, &value, err);
		cli_print("%s  %s\n", buf_string(&label), buf_string(&value));
	}
	if (done && r->id)
		cli_print(_("第 %lld 版，%lld 次变动"), (long long)r->version,
		    (long long)changes);
	for (i = 0; done && i < move_count; i++)
		cli_print(_("%s%s（%s）"), i ? " " : _("，现在可以："),
		    moves[i].action, _(moves[i].label));
	if (done && r->id)
		cli_print("\n");
	buf_done(&label);
	buf_done(&value);
	return done;
}

static bool
show_json(struct cli *cli, struct record *r, const struct move *moves,
    size_t move_count, int64_t changes, struct err *err)
{
	struct buf out = { 0 };
	size_t i;
	bool done = true;

	buf_add_char(&out, '{');
	for (i = 0; done && i < r->form->count; i++) {
		const struct field *f = &r->form->fields[i];
		struct buf value = { 0 };

		if (!cli_is_shown(f) && !f->column->house)
			continue;
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
	buf_printf(&out, "\"id\":%lld,\"version\":%lld,\"history\":%lld,\"actions\":[",
	    (long long)r->id, (long long)r->version, (long long)changes);
	for (i = 0; i < move_count; i++) {
		buf_add_string(&out, i ? "," : "");
		buf_add_json(&out, moves[i].action);
	}
	buf_add_string(&out, "]}");
	if (done)
		printf("%s%s", cli->shown++ ? ",\n" : "[", out.text);
	buf_done(&out);
	return done;
}

/* The fields alone, as list prints them. */
static bool
show_csv(struct cli *cli, struct record *r, struct err *err)
{
	const char **cells = mem_array(r->form->count, sizeof *cells);
	struct buf *values = mem_array(r->form->count, sizeof *values);
	size_t i, count = 0;
	bool done = true;

	for (i = 0; done && i < r->form->count; i++) {
		if (!cli_is_shown(&r->form->fields[i]))
			continue;
		done = value_show(cli->forms, &r->form->fields[i],
		    r->stored[i], VALUE_RAW, &values[count], err);
		cells[count] = buf_string(&values[count]);
		count++;
	}
	if (done && !cli->rows)
		show_head(cli, r->form);
	if (done)
		output_row(cli->rows, cells);
	for (i = 0; i < count; i++)
		buf_done(&values[i]);
	free(values);
	free(cells);
	return done;
}

static bool
show_one(struct cli *cli, struct record *r, struct err *err)
{
	struct move *moves = NULL;
	size_t count = 0;
	int64_t changes = 0;
	bool done = record_moves(r, cli->forms, &moves, &count, err) &&
	    (!r->id ||
		journal_count(forms_book(cli->forms), r->form->table->name,
		    r->id, &changes, err));

	if (done && cli->format == FORMAT_JSON)
		done = show_json(cli, r, moves, count, changes, err);
	else if (done && cli->format == FORMAT_CSV)
		done = show_csv(cli, r, err);
	else if (done && cli->shown++)
		cli_print("\n");
	if (done && cli->format == FORMAT_TEXT)
		done = show_text(cli, r, moves, count, changes, err);
	record_moves_free(moves, count);
	return done;
}

bool
cli_show(struct cli *cli, struct err *err)
{
	const struct formdef *form;
	bool done;

	if (cli->count != 2)
		return cli_usage(cli, err);
	if (!cli_open(cli, false, err) || !(form = cli_form(cli, err)))
		return false;
	done = cli_each_key(cli, form, show_one, err);
	if (cli->rows)
		output_end(cli->rows);
	if (cli->format == FORMAT_JSON && cli->shown)
		puts("]");
	return done;
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
	output_column(out, 0, "step", _("步骤"), CLI_LEFT, CELL_TEXT);
	output_column(out, 1, "value", _("值"), CLI_RIGHT, CELL_TEXT);
	output_column(out, 2, "rule", _("依据"), CLI_LEFT, CELL_TEXT);
	output_column(out, 3, "doc_no", _("文号"), CLI_LEFT, CELL_TEXT);
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
	return cli_open(cli, false, err) && (form = cli_form(cli, err)) &&
	    cli_each_key(cli, form, why_one, err);
}

/* ---- the journal ---- */

static const struct field *
field_of_column(const struct formdef *form, const char *column)
{
	size_t i;

	for (i = 0; column && i < form->count; i++) {
		if (!strcmp(form->fields[i].column->name, column))
			return &form->fields[i];
	}
	return NULL;
}

struct telling {
	struct cli *cli;
	const struct formdef *form;
};

/* A stored value as people write it; what cannot be shown stays as it is. */
static const char *
tell_value(struct telling *t, const struct field *field, const char *stored,
    struct buf *out)
{
	enum value_style style =
	    t->cli->format == FORMAT_TEXT ? VALUE_HUMAN : VALUE_RAW;
	struct err ignored = { 0 };

	if (!stored)
		return NULL;
	if (!field ||
	    !value_show(t->cli->forms, field, stored, style, out, &ignored)) {
		buf_clear(out);
		buf_add_string(out, stored);
	}
	err_done(&ignored);
	return buf_string(out);
}

static bool
history_row(void *data, const struct journal_row *row)
{
	struct telling *t = data;
	const struct field *field = field_of_column(t->form, row->field);
	struct buf old = { 0 }, new_ = { 0 };
	char seq[24];

	snprintf(seq, sizeof seq, "%lld", (long long)row->seq);
	output_row(t->cli->rows,
	    (const char *const[]){ seq, row->at, row->clerk, row->action,
		field ? field->name : row->field,
		tell_value(t, field, row->old, &old),
		tell_value(t, field, row->new_, &new_), row->reason });
	buf_done(&old);
	buf_done(&new_);
	return true;
}

static void
history_head(struct cli *cli)
{
	struct output *out = output_new(cli->format, 8);

	output_column(out, 0, "seq", _("序号"), CLI_RIGHT, CELL_NUMBER);
	output_column(out, 1, "at", _("时间"), CLI_LEFT, CELL_TEXT);
	output_column(out, 2, "clerk", _("经办"), CLI_LEFT, CELL_TEXT);
	output_column(out, 3, "action", _("动作"), CLI_LEFT, CELL_TEXT);
	output_column(out, 4, "field", _("字段"), CLI_LEFT, CELL_TEXT);
	output_column(out, 5, "old", _("原值"), CLI_LEFT, CELL_TEXT);
	output_column(out, 6, "new", _("新值"), CLI_LEFT, CELL_TEXT);
	output_column(out, 7, "reason", _("理由"), CLI_LEFT, CELL_TEXT);
	cli->rows = out;
}

static bool
history_one(struct cli *cli, struct record *r, struct err *err)
{
	struct telling t = { cli, r->form };

	if (!cli->rows)
		history_head(cli);
	return journal_history(forms_book(cli->forms), r->form->table->name,
	    r->id, history_row, &t, err);
}

bool
cli_history(struct cli *cli, struct err *err)
{
	const struct formdef *form;
	bool done;

	if (cli->count != 2)
		return cli_usage(cli, err);
	if (!cli_open(cli, false, err) || !(form = cli_form(cli, err)))
		return false;
	if (form->table->view)
		return err_set(err, ERR_USAGE,
		    _("%s是统计出来的，没有自己的改动"), _(form->title));
	done = cli_each_key(cli, form, history_one, err);
	if (cli->rows)
		output_end(cli->rows);
	return done;
}
