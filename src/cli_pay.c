/* Schemes and pay by command.  The only bridge between record/ini and pay/. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/money.h"
#include "base/path.h"
#include "cli.h"
#include "pay/pay.h"
#include "pay/scheme.h"
#include "record/ini.h"

/* ---- schemes ---- */

/* A name is looked for in the data folders, anything with a '/' or ".ini"
 * is a file.  The caller's; NULL with err set. */
static char *
find_scheme(struct cli *cli, const char *name, struct err *err)
{
	size_t i, length = strlen(name);

	if (strchr(name, '/') || (length > 4 && !strcmp(name + length - 4, ".ini")))
		return mem_strdup(name);
	for (i = 0; i < cli->data.count; i++) {
		char *path = mem_printf(
		    "%s/schemes/%s.ini", cli->data.dirs[i], name);

		if (path_exists(path))
			return path;
		free(path);
	}
	err_set(err, ERR_WORLD, _("没有薪酬方案「%s」：在各数据文件夹的 schemes/ 里都没有 %s.ini"),
	    name, name);
	return NULL;
}

static void
add_line(struct scheme_file *file, const struct scheme_line *line)
{
	struct scheme_line *lines = mem_resize((void *)(uintptr_t)file->lines,
	    file->count + 1, sizeof *lines);

	lines[file->count++] = *line;
	file->lines = lines;
}

static void
hand_over(const struct ini *ini, struct scheme_file *file)
{
	size_t s, k;

	file->path = ini_path(ini);
	for (s = 0; s < ini_sections(ini); s++) {
		const char *section = ini_section(ini, s);

		if (!ini_keys(ini, section))
			add_line(file,
			    &(struct scheme_line){ section, NULL, NULL,
				ini_line(ini, section, NULL) });
		for (k = 0; k < ini_keys(ini, section); k++) {
			const char *key = ini_key(ini, section, k);

			add_line(file,
			    &(struct scheme_line){ section, key,
				ini_get(ini, section, key),
				ini_line(ini, section, key) });
		}
	}
}

typedef bool on_scheme(struct cli *, const struct scheme_file *, struct err *);

static bool
with_scheme(struct cli *cli, const char *name, on_scheme *act, struct err *err)
{
	char *path = find_scheme(cli, name, err);
	struct scheme_file file = { 0 };
	struct ini *ini = NULL;
	bool done = false;

	if (path && ini_load(&ini, path, err)) {
		hand_over(ini, &file);
		done = act(cli, &file, err);
	}
	free((void *)(uintptr_t)file.lines);
	ini_free(ini);
	free(path);
	return done;
}

static bool
load_scheme(struct cli *cli, const struct scheme_file *file, struct err *err)
{
	char *code = NULL;
	bool done = scheme_load(&cli->book, file, &code, err);

	if (done && !cli->quiet)
		cli_print("%s\n", code);
	free(code);
	return done;
}

bool
cli_scheme_load(struct cli *cli, struct err *err)
{
	if (cli->count != 1)
		return cli_usage(cli, err);
	return cli_open(cli, true, err) &&
	    with_scheme(cli, cli->word[0], load_scheme, err);
}

static bool
check_scheme(struct cli *cli, const struct scheme_file *file, struct err *err)
{
	struct book fresh = { 0 };
	struct buf text = { 0 };
	bool done;

	done = book_open(&fresh, NULL, DB_MEMORY, &cli->data, err) &&
	    scheme_check(&fresh, file, &text, err);
	if (done)
		cli_print("%s", buf_string(&text));
	buf_done(&text);
	book_close(&fresh);
	return done;
}

bool
cli_scheme_check(struct cli *cli, struct err *err)
{
	if (cli->count != 1)
		return cli_usage(cli, err);
	return with_scheme(cli, cli->word[0], check_scheme, err);
}

bool
cli_scheme_save(struct cli *cli, struct err *err)
{
	struct buf text = { 0 };
	bool done;

	if (cli->count != 1 || !cli->out)
		return cli_usage(cli, err);
	done = cli_open(cli, false, err) &&
	    scheme_save(&cli->book, cli->word[0], &text, err) &&
	    path_write(cli->out, text.text, text.size, err);
	if (done)
		cli_print("%s\n", cli->out);
	buf_done(&text);
	return done;
}

static bool
scheme_row(void *data, const char *code, const char *name, const char *status,
    const char *place)
{
	output_row(data, (const char *const[]){ code, name, status, place });
	return true;
}

bool
cli_scheme_list(struct cli *cli, struct err *err)
{
	struct output *out;
	bool done;

	if (cli->count)
		return cli_usage(cli, err);
	if (!cli_open(cli, false, err))
		return false;
	out = output_new(cli->format, 4);
	output_column(out, 0, "code", _("编号"), CLI_LEFT, CELL_TEXT);
	output_column(out, 1, "name", _("名称"), CLI_LEFT, CELL_TEXT);
	output_column(out, 2, "status", _("来源"), CLI_LEFT, CELL_TEXT);
	output_column(out, 3, "place", _("地区"), CLI_LEFT, CELL_TEXT);
	done = scheme_list(&cli->book, scheme_row, out, err);
	output_end(out);
	return done;
}

/* ---- the month ---- */

static char *
month_word(struct cli *cli, const char *typed, struct err *err)
{
	struct date month, today;
	char out[DATE_SIZE];

	date_read(cli->book.session.today, &today);
	if (!date_parse_month(typed, today, &month, err))
		return NULL;
	date_write(month, out);
	return mem_strdup(out);
}

static bool
show_progress(void *data, int64_t done, int64_t all)
{
	(void)data;
	fprintf(stderr, "\r%lld / %lld", (long long)done, (long long)all);
	return true;
}

bool
cli_pay_run(struct cli *cli, struct err *err)
{
	struct pay_sums sums = { 0 };
	struct buf line = { 0 };
	bool watched = isatty(2) && !cli->quiet, done;
	char *month;

	if (cli->count != 1)
		return cli_usage(cli, err);
	if (!cli_open(cli, true, err) ||
	    !(month = month_word(cli, cli->word[0], err)))
		return false;
	done = pay_run(&cli->book, month, cli->reason,
	    watched ? show_progress : NULL, NULL, &sums, err);
	if (watched)
		fputs("\r\x1b[K", stderr);
	if (done) {
		buf_printf(&line, "heads %lld, gross ", (long long)sums.heads);
		money_write(&line, sums.gross, 2);
		buf_add_string(&line, ", net ");
		money_write(&line, sums.net, 2);
		buf_add_string(&line, ", arrears ");
		money_write(&line, sums.arrears, 2);
		cli_print("%s\n", buf_string(&line));
	}
	buf_done(&line);
	free(month);
	return done;
}

/* A month of pay is moved by what its states mean, not by a new word in its
 * column: false if the record is no such month, or the move the law's alone. */
bool
cli_pay_moves(const struct record *r, const char *action)
{
	return !strcmp(r->form->name, "pay_month") &&
	    (!strcmp(action, "run") || !strcmp(action, "close") ||
		!strcmp(action, "reopen"));
}

bool
cli_pay_move(struct cli *cli, const struct record *r, const char *action,
    struct err *err)
{
	struct pay_sums sums = { 0 };
	char *state = NULL;
	bool done = !strcmp(action, "run")
	    ? pay_run(&cli->book, r->key, cli->reason, NULL, NULL, &sums, err)
	    : pay_month_move(
		  &cli->book, r->key, action, cli->reason, err);

	if (done && pay_month_state(&cli->book, r->key, &state, err))
		cli_print("%s %s\n", r->key, state);
	free(state);
	return done;
}

/* Grade, uncapped grade and amount, then the steps; csv: the steps alone. */
static bool
result_rows(const struct pay_result *r, enum cli_format format)
{
	struct buf money = { 0 };
	struct output *out = output_new(format, 6);
	size_t i;

	money_write(&money, r->amount, 2);
	if (format == FORMAT_TEXT)
		cli_print("%d %d %s\n", r->grade, r->uncapped,
		    buf_string(&money));
	output_column(out, 0, "n", _("序号"), CLI_RIGHT, CELL_NUMBER);
	output_column(out, 1, "step", _("步骤"), CLI_LEFT, CELL_TEXT);
	output_column(out, 2, "words", _("说明"), CLI_LEFT, CELL_TEXT);
	output_column(out, 3, "value", _("结果"), CLI_RIGHT, CELL_TEXT);
	output_column(out, 4, "rule", _("依据"), CLI_LEFT, CELL_TEXT);
	output_column(out, 5, "doc_no", _("文号"), CLI_LEFT, CELL_TEXT);
	for (i = 0; i < r->count; i++) {
		const struct pay_step *s = &r->steps[i];
		char n[16];

		snprintf(n, sizeof n, "%d", s->n);
		output_row(out,
		    (const char *const[]){ n, s->step, s->words, s->value,
			s->rule, s->doc_no });
	}
	output_end(out);
	buf_done(&money);
	return true;
}

static bool
result_json(const struct pay_result *r)
{
	struct buf out = { 0 };
	size_t i;

	buf_printf(&out, "{\"grade\":%d,\"uncapped\":%d,\"amount\":", r->grade,
	    r->uncapped);
	money_write(&out, r->amount, 2);
	buf_add_string(&out, ",\"status\":");
	buf_add_json(&out, r->status);
	buf_add_string(&out, ",\"reason\":");
	buf_add_json(&out, r->reason);
	buf_add_string(&out, ",\"steps\":[");
	for (i = 0; i < r->count; i++) {
		const struct pay_step *s = &r->steps[i];

		buf_printf(&out, "%s{\"n\":%d,\"step\":", i ? ",\n" : "", s->n);
		buf_add_json(&out, s->step);
		buf_add_string(&out, ",\"words\":");
		buf_add_json(&out, s->words);
		buf_add_string(&out, ",\"value\":");
		buf_add_json(&out, s->value);
		buf_add_string(&out, ",\"rule\":");
		buf_add_json(&out, s->rule);
		buf_add_string(&out, ",\"doc_no\":");
		buf_add_json(&out, s->doc_no);
		buf_add_char(&out, '}');
	}
	buf_add_string(&out, "]}\n");
	fputs(out.text, stdout);
	buf_done(&out);
	return true;
}

static bool
print_result(struct cli *cli, struct pay_result *r)
{
	bool done = cli->format == FORMAT_JSON
	    ? result_json(r)
	    : result_rows(r, cli->format);

	pay_result_done(r);
	return done;
}

bool
cli_pay_grade(struct cli *cli, struct err *err)
{
	struct pay_result r = { 0 };
	struct date today;
	char on[DATE_SIZE];

	if (cli->count != 1)
		return cli_usage(cli, err);
	if (!cli_open(cli, false, err))
		return false;
	memcpy(on, cli->book.session.as_of, sizeof on);
	date_read(cli->book.session.today, &today);
	if (cli->on && !cli_day_option("--on", cli->on, today, on, err))
		return false;
	return pay_grade(forms_book(cli->forms), cli->word[0], on, &r, err) &&
	    print_result(cli, &r);
}

bool
cli_pay_why(struct cli *cli, struct err *err)
{
	struct pay_result r = { 0 };
	char *month;
	bool done;

	if (cli->count != 2)
		return cli_usage(cli, err);
	if (!cli_open(cli, false, err) ||
	    !(month = month_word(cli, cli->word[1], err)))
		return false;
	done = pay_why(
		   forms_book(cli->forms), cli->word[0], month, &r, err) &&
	    print_result(cli, &r);
	free(month);
	return done;
}

/* Lists a form as `list` does, with one filter or two. */
static bool
list_form(struct cli *cli, const char *form, const char *first,
    const char *second, struct err *err)
{
	const char *words[] = { form, first, second, NULL };
	const char **kept = cli->word;
	size_t count = cli->count;
	bool done;

	cli->word = words;
	cli->count = second ? 3 : 2;
	done = cli_list(cli, err);
	cli->word = kept;
	cli->count = count;
	return done;
}

/* The key of the line of a worker, by 工号 or by the person's code: the
 * caller's; NULL with err set, or when there is none. */
static char *
line_key(struct cli *cli, const char *month, struct err *err)
{
	const struct formdef *form = forms_get(cli->forms, "pay_line", err);
	char *person = NULL, *key = NULL;

	if (form &&
	    value_parse(cli->forms, formdef_field(form, "worker"),
		cli->word[1], false, &person, err) &&
	    !db_string(forms_book(cli->forms)->db, err, &key,
		"SELECT l.code FROM pay_line l JOIN pay_month m ON m.id = "
		"l.pay_month_id WHERE m.code = ?1 AND l.worker_id = "
		"CAST(?2 AS INTEGER)",
		"ss", month, person))
		key = NULL;
	free(person);
	return key;
}

/* What `list` of the items prints as json; the caller's. */
static char *
items_json(struct cli *cli, const char *filter, struct err *err)
{
	char *text = NULL;
	size_t size = 0;

	cli->to = open_memstream(&text, &size);
	if (!cli->to) {
		err_set(err, ERR_WORLD, _("内存不够"));
		return NULL;
	}
	if (!list_form(cli, "pay_line_item", filter, NULL, err))
		err_detail(err, "%s", filter);
	fclose(cli->to);
	cli->to = NULL;
	if (size && text[size - 1] == '\n')
		text[size - 1] = '\0';
	return text;
}

/* The items of the line stand under it; in json within it. */
static bool
show_with_items(struct cli *cli, const char *month, const char *filter,
    struct err *err)
{
	char *worker = mem_printf("worker=%s", cli->word[1]);
	char *key = line_key(cli, month, err);
	char *line = mem_printf("pay_line=%s", key ? key : "");
	bool json = cli->format == FORMAT_JSON, done;

	if (json && key)
		cli->nested = items_json(cli, line, err);
	done = !err_is_set(err) &&
	    list_form(cli, "pay_line", filter, worker, err);
	free(cli->nested);
	cli->nested = NULL;
	if (done && key && !json) {
		putchar('\n');
		cli->columns = cli->sort = NULL;
		done = list_form(cli, "pay_line_item", line, NULL, err);
	}
	free(line);
	free(key);
	free(worker);
	return done;
}

/* The lines are records like others: the list of the form pay_line. */
bool
cli_pay_show(struct cli *cli, struct err *err)
{
	char *month, *filter;
	bool done;

	if (cli->count < 1 || cli->count > 2)
		return cli_usage(cli, err);
	if (!cli_open(cli, false, err) ||
	    !(month = month_word(cli, cli->word[0], err)))
		return false;
	filter = mem_printf("pay_month=%s", month);
	done = cli->count == 2
	    ? show_with_items(cli, month, filter, err)
	    : list_form(cli, "pay_line", filter, NULL, err);
	free(filter);
	free(month);
	return done;
}

static bool
forecast_row(void *data, const struct pay_forecast_row *r)
{
	struct buf gross = { 0 };
	char grade[16], heads[24];

	snprintf(grade, sizeof grade, "%d", r->grade);
	snprintf(heads, sizeof heads, "%lld", (long long)r->heads);
	if (!*r->worker)
		money_write(&gross, r->gross, 2);
	output_row(data,
	    (const char *const[]){ r->month, r->worker, r->name, r->post,
		*r->worker ? grade : NULL, r->event,
		*r->worker ? NULL : heads,
		*r->worker ? NULL : buf_string(&gross) });
	buf_done(&gross);
	return true;
}

bool
cli_pay_forecast(struct cli *cli, struct err *err)
{
	struct output *out;
	char month[DATE_SIZE];
	bool done;

	if (cli->count > 1)
		return cli_usage(cli, err);
	if (!cli_open(cli, false, err))
		return false;
	memcpy(month, cli->book.session.as_of, sizeof month);
	month[7] = '\0';
	out = output_new(cli->format, 8);
	output_column(out, 0, "month", _("月份"), CLI_LEFT, CELL_TEXT);
	output_column(out, 1, "worker", _("工号"), CLI_LEFT, CELL_TEXT);
	output_column(out, 2, "name", _("姓名"), CLI_LEFT, CELL_TEXT);
	output_column(out, 3, "post", _("岗位"), CLI_LEFT, CELL_TEXT);
	output_column(out, 4, "grade", _("等级"), CLI_RIGHT, CELL_NUMBER);
	output_column(out, 5, "event", _("事项"), CLI_LEFT, CELL_TEXT);
	output_column(out, 6, "heads", _("人数"), CLI_RIGHT, CELL_NUMBER);
	output_column(out, 7, "gross", _("月薪总额"), CLI_RIGHT, CELL_NUMBER);
	done = pay_forecast(forms_book(cli->forms),
	    cli->count ? cli->word[0] : NULL, month,
	    cli->months ? (int)cli->months : 36, forecast_row, out, err);
	output_end(out);
	return done;
}
