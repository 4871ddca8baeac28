/* Lists by command: forms, fields, list, count, and the status. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/idno.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "cli.h"
#include "record/rowset.h"

/* Tabs between, so that scripts can cut: the gate out would show them. */
static void
forms_line(const struct formdef *form, const char *rows)
{
	char *section = text_gate_out(_(form->section), false),
	     *title = text_gate_out(_(form->title), false);

	printf("%s\t%s\t%s\t%s\n", form->name, section, title, rows);
	free(section);
	free(title);
}

bool
cli_forms(struct cli *cli, struct err *err)
{
	const char *const *names;
	struct output *out = NULL;
	size_t count, i;

	if (cli->count)
		return cli_usage(cli, err);
	if (!cli_open(cli, false, err) ||
	    !forms_names(cli->forms, &names, &count, err))
		return false;
	if (cli->format != FORMAT_TEXT) {
		out = output_new(cli->format, 4);
		output_column(out, 0, "name", _("名称"), CLI_LEFT, CELL_TEXT);
		output_column(out, 1, "section", _("栏目"), CLI_LEFT, CELL_TEXT);
		output_column(out, 2, "title", _("标题"), CLI_LEFT, CELL_TEXT);
		output_column(out, 3, "rows", _("行数"), CLI_RIGHT, CELL_NUMBER);
	}
	for (i = 0; i < count; i++) {
		const struct formdef *form = forms_get(cli->forms, names[i], err);
		struct query q = { .form = form };
		int64_t rows;
		char text[24];

		if (!form || !rowset_count(cli->forms, &q, &rows, err))
			break;
		snprintf(text, sizeof text, "%lld", (long long)rows);
		if (out)
			output_row(out,
			    (const char *const[]){ form->name, _(form->section),
				_(form->title), text });
		else
			forms_line(form, text);
	}
	if (out)
		output_end(out);
	return !err_is_set(err);
}

/* A code that is numbered when left empty need not be given. */
static bool
must_be_given(const struct formdef *form, const struct field *f)
{
	return f->column->required &&
	    !(form->table->numbering && !strcmp(f->column->name, "code"));
}

static void
field_row(
    struct output *out, const struct formdef *form, const struct field *f)
{
	const struct column *c = f->column;
	char max[16] = "";
	const char *cells[] = { f->name, _(f->label), column_kind_word(f->kind),
		must_be_given(form, f) ? "1" : "0", c->list, c->reference,
		c->derived ? "1" : "0", max };

	if (c->max)
		snprintf(max, sizeof max, "%d", c->max);
	output_row(out, cells);
}

bool
cli_fields(struct cli *cli, struct err *err)
{
	const struct formdef *form;
	struct output *out;
	size_t i;

	if (cli->count != 1)
		return cli_usage(cli, err);
	if (!cli_open(cli, false, err) ||
	    !(form = forms_get(cli->forms, cli->word[0], err)))
		return false;
	out = output_new(cli->format, 8);
	output_column(out, 0, "name", _("名称"), CLI_LEFT, CELL_TEXT);
	output_column(out, 1, "label", _("标签"), CLI_LEFT, CELL_TEXT);
	output_column(out, 2, "kind", _("类型"), CLI_LEFT, CELL_TEXT);
	output_column(out, 3, "required", _("必填"), CLI_LEFT, CELL_NUMBER);
	output_column(out, 4, "list", _("代码表"), CLI_LEFT, CELL_TEXT);
	output_column(out, 5, "form", _("引用"), CLI_LEFT, CELL_TEXT);
	output_column(out, 6, "derived", _("导出"), CLI_LEFT, CELL_NUMBER);
	output_column(out, 7, "max", _("字数"), CLI_RIGHT, CELL_NUMBER);
	for (i = 0; i < form->count; i++) {
		if (!form->fields[i].column->house)
			field_row(out, form, &form->fields[i]);
	}
	output_end(out);
	return true;
}

/* ---- list ---- */

struct listing {
	struct cli *cli;
	const struct formdef *form;
	const struct listdef *list;
	struct filter *filter;
	const struct field **columns;
	size_t count;
	struct output *out;
	struct buf *cells;
	const char **shown;
};

/* FORM[.LIST] FILTER... */
static bool
listing_open(struct listing *l, struct cli *cli, struct err *err)
{
	const char *dot = strchr(cli->word[0], '.');
	char *name = dot ? mem_strndup(cli->word[0], (size_t)(dot - cli->word[0]))
			 : mem_strdup(cli->word[0]);
	size_t i;

	l->cli = cli;
	l->form = forms_get(cli->forms, name, err);
	free(name);
	if (!l->form)
		return false;
	l->list = formdef_list(l->form, dot ? dot + 1 : NULL);
	if (dot && !l->list)
		return err_set(err, ERR_USAGE, _("「%s」没有列表「%s」"),
		    _(l->form->title), dot + 1);
	l->filter = filter_new(l->form);
	for (i = 1; i < cli->count; i++) {
		if (!filter_add(l->filter, cli->forms, cli->word[i], err))
			return false;
	}
	return true;
}

static bool
add_column(struct listing *l, const char *word, struct err *err)
{
	const struct field *f = formdef_field(l->form, word);

	if (!f)
		return err_set(err, ERR_USAGE,
		    _("「%s」没有字段「%s」；见 jieban fields %s"), _(l->form->title),
		    word, l->form->name);
	l->columns =
	    mem_resize(l->columns, l->count + 1, sizeof *l->columns);
	l->columns[l->count++] = f;
	return true;
}

/* `a,b`, by name or label; the comma may be full width. */
static bool
named_columns(struct listing *l, struct err *err)
{
	char *words = text_fold(l->cli->columns), *word, *rest = words;
	bool done = true;

	while (done && (word = strsep(&rest, ", "))) {
		if (*word)
			done = add_column(l, word, err);
	}
	if (done && !l->count)
		done = err_set(err, ERR_USAGE, _("--columns 后面要有字段名"));
	free(words);
	return done;
}

/* Text shows the list's columns, csv and json every field. */
static bool
choose_columns(struct listing *l, struct err *err)
{
	size_t i;

	if (l->cli->columns)
		return named_columns(l, err);
	l->columns = mem_array(l->form->count + l->list->count, sizeof *l->columns);
	if (l->cli->format == FORMAT_TEXT) {
		for (i = 0; i < l->list->count; i++)
			l->columns[l->count++] = l->list->columns[i].field;
		return true;
	}
	for (i = 0; i < l->form->count; i++) {
		if (cli_is_shown(&l->form->fields[i]))
			l->columns[l->count++] = &l->form->fields[i];
	}
	return true;
}

static void
listing_head(struct listing *l)
{
	size_t i;

	l->out = output_new(l->cli->format, l->count);
	l->cells = mem_array(l->count ? l->count : 1, sizeof *l->cells);
	l->shown = mem_array(l->count ? l->count : 1, sizeof *l->shown);
	for (i = 0; i < l->count; i++) {
		const struct field *f = l->columns[i];

		output_column(l->out, i, f->name, _(f->label),
		    cli_is_amount(f) ? CLI_RIGHT : CLI_LEFT,
		    cli_cell_of(f));
	}
	if (l->cli->to)
		output_to(l->out, l->cli->to);
	else if (l->cli->nested)
		output_nest(l->out, "items", l->cli->nested);
}

static bool
listing_row(void *data, int64_t id, const char *const *cells, struct err *err)
{
	struct listing *l = data;
	enum value_style style =
	    l->cli->format == FORMAT_TEXT ? VALUE_HUMAN : VALUE_RAW;
	size_t i;

	(void)id;
	for (i = 0; i < l->count; i++) {
		buf_clear(&l->cells[i]);
		if (style == VALUE_HUMAN && l->columns[i]->mask && cells[i])
			value_mask(cells[i], &l->cells[i]);
		else if (!value_show(l->cli->forms, l->columns[i], cells[i], style,
			&l->cells[i], err))
			return false;
		l->shown[i] = cells[i] ? buf_string(&l->cells[i]) : NULL;
	}
	output_row(l->out, l->shown);
	return true;
}

static struct query
query_of(const struct listing *l)
{
	struct query q = { .form = l->form,
		.list = l->list,
		.filter = l->filter,
		.columns = l->columns,
		.column_count = l->count,
		.limit = l->cli->limit > 0 ? l->cli->limit : 0 };

	return q;
}

/* `a,-b` as the list's own `a -b`. */
static char *
sort_words(const char *sort)
{
	char *words = sort ? text_fold(sort) : NULL, *p;

	for (p = words; p && *p; p++) {
		if (*p == ',')
			*p = ' ';
	}
	return words;
}

static void
listing_close(struct listing *l)
{
	size_t i;

	for (i = 0; l->cells && i < l->count; i++)
		buf_done(&l->cells[i]);
	free(l->cells);
	free(l->shown);
	free(l->columns);
	filter_free(l->filter);
}

bool
cli_list(struct cli *cli, struct err *err)
{
	struct listing l = { 0 };
	bool done;

	if (!cli->count)
		return cli_usage(cli, err);
	done = cli_open(cli, false, err) && listing_open(&l, cli, err) &&
	    choose_columns(&l, err);
	if (done) {
		struct query q = query_of(&l);
		char *sort = sort_words(cli->sort);

		q.sort = sort;
		listing_head(&l);
		done = cli->limit == 0 ||
		    rowset_stream(cli->forms, &q, listing_row, &l, err);
		if (done || cli->format != FORMAT_TEXT)
			output_end(l.out);
		free(sort);
	}
	listing_close(&l);
	return done;
}

bool
cli_count(struct cli *cli, struct err *err)
{
	struct listing l = { 0 };
	int64_t rows = 0;
	bool done;

	if (!cli->count)
		return cli_usage(cli, err);
	done = cli_open(cli, false, err) && listing_open(&l, cli, err);
	if (done) {
		struct query q = query_of(&l);

		done = rowset_count(cli->forms, &q, &rows, err);
	}
	if (done)
		printf("%lld\n", (long long)rows);
	listing_close(&l);
	return done;
}

/* ---- status: the home lines and what is due, both views of the schema ---- */

static bool
print_form(struct cli *cli, const char *name, int64_t limit, struct err *err)
{
	struct listing l = { .cli = cli };
	struct query q;
	bool done;

	l.form = forms_get(cli->forms, name, err);
	if (!l.form)
		return false;
	l.list = formdef_list(l.form, NULL);
	choose_columns(&l, err);
	listing_head(&l);
	q = query_of(&l);
	q.limit = limit;
	done = rowset_stream(cli->forms, &q, listing_row, &l, err);
	output_end(l.out);
	listing_close(&l);
	return done;
}

bool
cli_status(struct cli *cli, struct err *err)
{
	if (cli->count)
		return cli_usage(cli, err);
	if (!cli_open(cli, false, err))
		return false;
	cli->format = FORMAT_TEXT;
	cli_print(_("%s  今天 %s\n\n"), cli->path, cli->book.session.today);
	return print_form(cli, "home_line", 0, err) && (putchar('\n'), true) &&
	    print_form(cli, "todo", 20, err);
}
