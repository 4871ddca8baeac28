/* The book as a whole by command: checks, months, copies. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "cli.h"
#include "pay/pay.h"
#include "record/recheck.h"
#include "record/rowset.h"
#include "sheet/export.h"
#include "sheet/export_seal.h"
#include "store/backup.h"
#include "store/journal.h"

/* ---- checks ---- */

struct checking {
	struct output *out;
	size_t failed;
	bool only_failed, only_passed;
};

static void
check_row(struct checking *c, const char *const cells[7], bool ok)
{
	if ((c->only_failed && ok) || (c->only_passed && !ok))
		return;
	if (!ok)
		c->failed++;
	output_row(c->out, cells);
}

static bool
book_row(void *data, const char *code, const char *label, const char *left,
    const char *right, bool ok, const char *explanation)
{
	const char *cells[7] = { code, label, left, right, "", ok ? "1" : "0",
		explanation };

	check_row(data, cells, ok);
	return true;
}

static bool
pay_row(void *data, const char *code, const char *label, const char *left,
    const char *right, const char *difference, bool ok,
    const char *explanation)
{
	const char *cells[7] = { code, label, left, right, difference,
		ok ? "1" : "0", explanation };

	check_row(data, cells, ok);
	return true;
}

static bool
view_row(void *data, int64_t id, const char *const *cells, struct err *err)
{
	const char *row[7] = { cells[0], _(cells[1]), cells[2], cells[3], cells[4],
		cells[5], "" };

	(void)id;
	(void)err;
	check_row(data, row, cells[5] && !strcmp(cells[5], "1"));
	return true;
}

/* The cross-checks, a view of the schema like any other. */
static bool
check_view(struct cli *cli, struct checking *c, struct err *err)
{
	static const char *const names[] = { "code", "label", "left", "right",
		"difference", "ok" };
	const struct formdef *form = forms_get(cli->forms, "book_check", err);
	const struct field *columns[6];
	struct query q = { .form = form, .columns = columns, .column_count = 6,
		.sort = "code" };
	size_t i;

	if (!form)
		return false;
	for (i = 0; i < 6; i++)
		columns[i] = formdef_field(form, names[i]);
	return rowset_stream(cli->forms, &q, view_row, c, err);
}

static struct output *
check_output(const struct cli *cli)
{
	struct output *out = output_new(cli->format, 7);

	output_column(out, 0, "code", _("编号"), CLI_LEFT, CELL_TEXT);
	output_column(out, 1, "label", _("项目"), CLI_LEFT, CELL_TEXT);
	output_column(out, 2, "left", _("左"), CLI_RIGHT, CELL_TEXT);
	output_column(out, 3, "right", _("右"), CLI_RIGHT, CELL_TEXT);
	output_column(out, 4, "difference", _("差"), CLI_RIGHT, CELL_TEXT);
	output_column(out, 5, "ok", _("相符"), CLI_LEFT, CELL_NUMBER);
	output_column(out, 6, "explanation", _("说明"), CLI_LEFT, CELL_TEXT);
	return out;
}

static bool
found(const struct checking *c, struct err *err)
{
	if (!c->failed)
		return true;
	return err_set(err, ERR_CHECK, _("%zu 项不符"), c->failed);
}

struct faults {
	size_t count;
	struct output *out; /* csv and json; NULL: the sentences alone */
};

static void
print_fault(void *data, const struct err *fault)
{
	struct faults *faults = data;
	char *line = err_line(fault), *shown = text_gate_out(line, true);

	faults->count++;
	fprintf(stderr, "%s\n", shown);
	if (faults->out)
		output_row(faults->out,
		    (const char *const[]){ fault->code, _("定义文件有错"), "", "",
			"", "0", fault->text });
	free(shown);
	free(line);
}

/* Every definition of every folder, against a fresh book in memory. */
static bool
check_definitions(struct cli *cli, struct err *err)
{
	struct book fresh = { 0 };
	struct faults faults = { 0 };
	struct err stopped = { 0 };
	struct forms *forms;
	bool opened;

	if (cli->format != FORMAT_TEXT)
		faults.out = check_output(cli);
	opened = book_open(&fresh, NULL, DB_MEMORY, &cli->data, &stopped);
	if (opened) {
		forms = forms_new(&fresh);
		forms_check(forms, print_fault, &faults, &stopped);
		exports_check(forms, print_fault, &faults, &stopped);
		forms_free(forms);
	}
	book_close(&fresh);
	/* What kept us from reading on is a fault like the others. */
	if (err_is_set(&stopped) && !faults.count)
		print_fault(&faults, &stopped);
	if (faults.out)
		output_end(faults.out);
	if (stopped.status == ERR_WORLD)
		err_move(err, &stopped);
	err_done(&stopped);
	return !faults.count ||
	    err_set(err, ERR_USAGE, _("定义文件有 %zu 处错误"), faults.count);
}

static bool
refused_row(void *data, const char *form, const char *key,
    const struct err *fault)
{
	char *code = mem_printf("%s/%s", form, key), *line = err_line(fault);
	const char *cells[7] = { code, N_("不合今天的规则"), "", "", "", "0", line };

	check_row(data, cells, false);
	free(line);
	free(code);
	return true;
}

bool
cli_check(struct cli *cli, struct err *err)
{
	const char *what = cli->count ? cli->word[0] : "book";
	struct checking c = { 0 };
	bool done;

	if (cli->count > 1)
		return cli_usage(cli, err);
	if (!strcmp(what, "defs"))
		return check_definitions(cli, err);
	if (strcmp(what, "book") && strcmp(what, "data"))
		return cli_usage(cli, err);
	if (!cli_open(cli, !strcmp(what, "data"), err))
		return false;
	c.out = check_output(cli);
	if (!strcmp(what, "data"))
		done = recheck_records(cli->forms, refused_row, &c, err);
	else
		done = book_check(&cli->book, book_row, &c, err) &&
		    check_view(cli, &c, err);
	output_end(c.out);
	return done && found(&c, err);
}

/* ---- months ---- */

static char *
month_of(struct cli *cli, bool writing, struct err *err)
{
	struct date month, today;
	char out[DATE_SIZE];

	if (cli->count != 1) {
		cli_usage(cli, err);
		return NULL;
	}
	if (!cli_open(cli, writing, err))
		return NULL;
	date_read(cli->book.session.today, &today);
	if (!date_parse_month(cli->word[0], today, &month, err))
		return NULL;
	date_write(month, out);
	return mem_strdup(out);
}

/* Failing checks first. */
static bool
check_month(struct cli *cli, const char *month, struct checking *c,
    struct err *err)
{
	struct book *book = forms_book(cli->forms);
	bool done;

	c->only_failed = true;
	done = check_view(cli, c, err) &&
	    pay_month_check(book, month, pay_row, c, err);
	c->only_failed = false;
	c->only_passed = true;
	return done && check_view(cli, c, err) &&
	    pay_month_check(book, month, pay_row, c, err);
}

bool
cli_month_check(struct cli *cli, struct err *err)
{
	char *month = month_of(cli, false, err);
	struct checking c = { 0 };
	bool done;

	if (!month)
		return false;
	c.out = check_output(cli);
	done = check_month(cli, month, &c, err);
	output_end(c.out);
	free(month);
	return done && found(&c, err);
}

/* The row of (month, module), made when there is none yet. */
static bool
period_read(struct cli *cli, const char *month, const char *module,
    struct record *r, struct err *err)
{
	const struct formdef *form = forms_get(cli->forms, "period", err);
	struct writing w = { 0 };
	char *code;
	int64_t id = 0;
	bool done;

	if (!form ||
	    !db_int(cli->book.db, err, &id, 0,
		"SELECT id FROM period WHERE month = ?1 AND module = ?2", "ss",
		month, module))
		return false;
	if (id)
		return record_read(r, cli->forms, form, id, err);
	code = mem_printf("%s-%s", month, module);
	record_new(r, form);
	done = record_give(r, cli->forms, "code", code, false, err) &&
	    record_give(r, cli->forms, "month", month, false, err) &&
	    record_give(r, cli->forms, "module", module, false, err) &&
	    record_save(r, cli->forms, &w, err);
	free(code);
	return done;
}

/* The day that the session calls today: another day than it is has no time of
 * its own, and ends when an office does. */
static void
closing_time(const struct cli *cli, char *out, size_t size)
{
	const char *today = cli->book.session.today;
	time_t now = time(NULL);
	struct tm local;

	localtime_r(&now, &local);
	strftime(out, size, "%Y-%m-%d %H:%M:%S", &local);
	if (strncmp(out, today, strlen(today)) != 0)
		snprintf(out, size, "%s 17:00:00", today);
}

static bool
close_people(struct cli *cli, const char *month, const char *action,
    struct err *err)
{
	struct writing w = { .reason = cli->reason };
	struct record r = { 0 };
	int64_t entries, broken;
	char head[65], at[32];
	bool done;

	closing_time(cli, at, sizeof at);
	done = period_read(cli, month, "people", &r, err) &&
	    journal_verify(cli->book.db, &entries, &broken, head, err);
	if (done && !strcmp(action, "close"))
		done = record_give(&r, cli->forms, "closed_at", at, false, err) &&
		    record_give(&r, cli->forms, "closed_by",
			cli->book.session.clerk, false, err) &&
		    record_give(&r, cli->forms, "seal", head, false, err);
	done = done && record_move(&r, cli->forms, action, &w, err);
	record_done(&r);
	return done;
}

/* Pay goes with it when the month was computed: checked, then closed. */
static bool
close_pay(struct cli *cli, const char *month, const char *action,
    struct err *err)
{
	char *state = NULL;
	bool done = pay_month_state(&cli->book, month, &state, err);

	if (done && !strcmp(action, "close")) {
		if (!strcmp(state, "computed"))
			done = pay_month_move(&cli->book, month, "check",
			    cli->reason, err);
		if (done && strcmp(state, "open") && strcmp(state, "closed"))
			done = pay_month_move(&cli->book, month, "close",
			    cli->reason, err);
	} else if (done && !strcmp(state, "closed")) {
		done = pay_month_move(
		    &cli->book, month, action, cli->reason, err);
	}
	free(state);
	return done;
}

/* The files of the month as they leave, with the journal's head on them. */
static bool
seal_files(struct cli *cli, const char *month, struct err *err)
{
	int64_t entries, broken;
	char head[65], *seal;
	bool repeated, done;

	if (!journal_verify(cli->book.db, &entries, &broken, head, err))
		return false;
	if (!book_change_begin(
		&cli->book, "hand_in", cli->reason, NULL, &repeated, err))
		return false;
	seal = mem_printf(_("封账码 %.12s（%lld条）"), head, (long long)entries);
	done = export_seal(cli->forms, month, seal, err);
	free(seal);
	if (done)
		return book_change_end(&cli->book, err);
	book_change_drop(&cli->book);
	return false;
}

bool
cli_move_month(struct cli *cli, const char *month, const char *action,
    struct err *err)
{
	bool repeated;

	if (!book_change_begin(
		&cli->book, action, cli->reason, NULL, &repeated, err))
		return false;
	if (close_pay(cli, month, action, err) &&
	    close_people(cli, month, action, err) &&
	    (strcmp(action, "close") || seal_files(cli, month, err)))
		return book_change_end(&cli->book, err);
	book_change_drop(&cli->book);
	return false;
}

static bool
move_month(struct cli *cli, const char *action, struct err *err)
{
	char *month = month_of(cli, true, err);
	bool done;

	if (!month)
		return false;
	done = backup_of_act(cli->book.db, action, err) &&
	    cli_move_month(cli, month, action, err);
	if (done)
		cli_print("%s %s\n", month,
		    !strcmp(action, "close") ? _("已封账") : _("已重开"));
	free(month);
	return done;
}

bool
cli_month_close(struct cli *cli, struct err *err)
{
	return move_month(cli, "close", err);
}

bool
cli_month_reopen(struct cli *cli, struct err *err)
{
	return move_month(cli, "reopen", err);
}

bool
cli_month_status(struct cli *cli, struct err *err)
{
	char *month = month_of(cli, false, err), *people = NULL, *pay = NULL;
	bool done;

	if (!month)
		return false;
	done = db_string(forms_book(cli->forms)->db, err, &people,
		   "SELECT state FROM period WHERE month = ?1 AND module = "
		   "'people'",
		   "s", month) &&
	    pay_month_state(forms_book(cli->forms), month, &pay, err);
	if (done)
		cli_print("%s people %s\n%s pay %s\n", month,
		    people ? people : "open", month, pay);
	free(people);
	free(pay);
	free(month);
	return done;
}
