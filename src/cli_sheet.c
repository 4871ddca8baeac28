/* Spreadsheets by command: import, template, export, exports. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/text.h"
#include "cli.h"
#include "record/rowset.h"
#include "sheet/export.h"
#include "sheet/import.h"
#include "sheet/package.h"
#include "sheet/template.h"
#include "store/backup.h"

/* The month named, else this one. */
static char *
month_or_this(const struct cli *cli)
{
	return cli->month ? mem_strdup(cli->month)
			  : mem_strndup(cli->book.session.today, 7);
}

/* ---- export ---- */

/* The month as it travels to the district: no table, so no definition. */
static bool
export_package(struct cli *cli, const char *out, struct err *err)
{
	char *month = month_or_this(cli), *made = NULL;
	bool done = package_write(
	    cli->forms, month, out, cli->reason, &made, err);

	if (done)
		cli_print("%s\n", made);
	free(month);
	free(made);
	return done;
}

static bool
export_one(struct cli *cli, const char *name, const char *out, struct err *err)
{
	struct export_options o = { 0 };
	char *made = NULL;
	bool done;

	if (!strcmp(name, PACKAGE_REPORT))
		return export_package(cli, out, err);

	o.month = cli->month;
	o.out = out;
	o.purpose = cli->purpose;
	o.reason = cli->reason;
	o.format = cli->format == FORMAT_CSV ? EXPORT_CSV : EXPORT_XLSX;
	if (cli->format_word && cli->format == FORMAT_TEXT)
		o.format = EXPORT_TEXT;
	done = export_write(cli->forms, name, &o, &made, err);
	if (done)
		cli_print("%s\n", made);
	free(made);
	return done;
}

/* Several files need a folder: -o names it, and it is made if need be. */
static bool
folder_ready(const char *out, struct err *err)
{
	if (!out || !*out || path_is_dir(out))
		return true;
	if (!access(out, F_OK))
		return err_set(err, ERR_WORLD,
		    _("「%s」不是文件夹，几份报表要放在文件夹里"), out);
	return path_make_dirs(out, err);
}

/* Every export; with a month only those that are made monthly, and what
 * the district collects once the month is closed. */
bool
cli_export_all(struct cli *cli, const char *out, struct err *err)
{
	struct export_name *names = NULL;
	size_t count = 0, i;
	bool packed = false;
	bool done = folder_ready(out, err) &&
	    exports_names(cli->forms, &names, &count, err);

	for (i = 0; done && i < count; i++) {
		if (!cli->month || names[i].monthly)
			done = export_one(cli, names[i].name, out, err);
	}
	exports_names_free(names, count);
	if (done && cli->month)
		done = package_there(cli->forms, cli->month, &packed, err) &&
		       (!packed || export_package(cli, out, err));
	return done;
}

static bool
fold_month(struct cli *cli, char **kept, struct err *err)
{
	struct date month, today;
	char out[DATE_SIZE];

	if (!cli->month)
		return true;
	date_read(cli->book.session.today, &today);
	if (!date_parse_month(cli->month, today, &month, err))
		return false;
	date_write(month, out);
	cli->month = *kept = mem_strdup(out);
	return true;
}

/* What leaves is entered into the ledger, where the book takes it: one that
 * can only be read gives its reports too, but no numbers in full. */
static bool
open_for_ledger(struct cli *cli, struct err *err)
{
	struct err no = { 0 };

	if (cli->known)
		return cli_open(cli, false, err);
	if (cli_open(cli, true, &no))
		return true;
	if (no.status != ERR_WORLD || cli->purpose || cli->is_open) {
		err_move(err, &no);
		return false;
	}
	err_done(&no);
	return cli_open(cli, false, err);
}

bool
cli_export(struct cli *cli, struct err *err)
{
	char *month = NULL;
	size_t i;
	bool done;

	if (cli->all == (cli->count > 0))
		return cli_usage(cli, err);
	done = open_for_ledger(cli, err) && fold_month(cli, &month, err) &&
	    (cli->count < 2 || folder_ready(cli->out, err));
	if (done && cli->all)
		done = cli_export_all(cli, cli->out, err);
	for (i = 0; done && i < cli->count; i++)
		done = export_one(cli, cli->word[i], cli->out, err);
	free(month);
	return done;
}

bool
cli_exports(struct cli *cli, struct err *err)
{
	struct export_name *names = NULL;
	struct output *out;
	size_t count = 0, i;

	if (cli->count)
		return cli_usage(cli, err);
	if (!cli_open(cli, false, err) ||
	    !exports_names(cli->forms, &names, &count, err))
		return false;
	out = output_new(cli->format, 4);
	output_column(out, 0, "name", _("名称"), CLI_LEFT, CELL_TEXT);
	output_column(out, 1, "code", _("表号"), CLI_LEFT, CELL_TEXT);
	output_column(out, 2, "title", _("标题"), CLI_LEFT, CELL_TEXT);
	output_column(out, 3, "monthly", _("每月"), CLI_LEFT, CELL_NUMBER);
	for (i = 0; i < count; i++)
		output_row(out,
		    (const char *const[]){ names[i].name, names[i].code,
			_(names[i].title), names[i].monthly ? "1" : "0" });
	output_end(out);
	exports_names_free(names, count);
	return true;
}

/* ---- import ---- */

/* NULL: the book does not say. */
static bool
office_name(struct cli *cli, char **name, struct err *err)
{
	return db_string(cli->book.db, err, name,
	    "SELECT value FROM setting_now WHERE code = 'office_name'", "");
}

static void
import_refused(void *data, int64_t row, const char *label,
    const char *sentence)
{
	const struct cli *cli = data;
	char *line = import_line(cli->word[1], row, label, sentence);
	char *shown = text_gate_out(line, false);

	fprintf(stderr, "%s\n", shown);
	free(shown);
	free(line);
}

static void
import_note(void *data, int64_t row, const char *sentence)
{
	const struct cli *cli = data;
	char *line = row ? mem_printf("%s:%lld: %s", cli->word[1],
			       (long long)row, sentence)
			 : mem_printf("%s: %s", cli->word[1], sentence);
	char *shown = text_gate_out(line, false);

	fprintf(stderr, "%s\n", shown);
	free(shown);
	free(line);
}

/* Mappings that served are the clerk's own: they lie with the clerk's data. */
static char *
maps_folder(void)
{
	char *home = path_data_home();
	char *folder = home ? path_join(home, "jieban/maps") : NULL;

	free(home);
	return folder;
}

static bool
import_progress(void *data, int64_t done, int64_t all)
{
	(void)data;
	fprintf(stderr, "\r%lld / %lld", (long long)done, (long long)all);
	return true;
}

bool
cli_import(struct cli *cli, struct err *err)
{
	struct import_options o = { 0 };
	struct import_result r = { 0 };
	const struct formdef *form;
	char *folder, *month = NULL, *office = NULL, *wanted;
	bool done;

	if (cli->count != 2)
		return cli_usage(cli, err);
	if (!cli_open(cli, true, err) ||
	    !(form = forms_get(cli->forms, cli->word[0], err)) ||
	    !fold_month(cli, &month, err) ||
	    !office_name(cli, &office, err) ||
	    !(cli->dry_run ||
		backup_of_act(cli->book.db, "import", err))) {
		free(month);
		free(office);
		return false;
	}
	o.office = office;
	o.month = wanted = month_or_this(cli);
	o.path = cli->word[1];
	o.map = cli->map;
	o.sheet = cli->sheet;
	o.reason = cli->reason;
	o.dry_run = cli->dry_run;
	o.partial = cli->partial;
	o.progress = isatty(2) && !cli->quiet ? import_progress : NULL;
	o.data = cli;
	o.note = cli->quiet ? NULL : import_note;
	o.kept = folder = maps_folder();
	done = import_run(cli->forms, form, &o, &r, import_refused, err);
	free(folder);
	free(wanted);
	free(office);
	free(month);
	if (done)
		cli_print("rows %lld, added %lld, changed %lld, refused %lld\n",
		    (long long)r.rows, (long long)r.added,
		    (long long)r.changed, (long long)r.refused);
	if (r.rejects)
		fprintf(stderr, _("拒收的行写在 %s\n"), r.rejects);
	free(r.rejects);
	if (done && r.refused && !o.partial)
		return err_set(err, ERR_REFUSED,
		    _("拒收 %lld 行，一行也没有写入；只要好的行请加 --partial"),
		    (long long)r.refused);
	return done;
}

/* FORM[.LIST] [FILTER...]: with a list or a filter, its records are there
 * to be changed. */
static bool
template_rows(struct cli *cli, const struct formdef **form, struct query *q,
    struct filter **filter, struct err *err)
{
	const char *dot = strchr(cli->word[0], '.');
	char *name = dot ? mem_strndup(cli->word[0],
			       (size_t)(dot - cli->word[0]))
			 : mem_strdup(cli->word[0]);
	bool done;

	*form = forms_get(cli->forms, name, err);
	free(name);
	if (!*form)
		return false;
	q->form = *form;
	q->list = formdef_list(*form, dot ? dot + 1 : NULL);
	if (!q->list)
		return err_set(err, ERR_USAGE, _("「%s」没有列表「%s」"),
		    _((*form)->title), dot ? dot + 1 : "");
	q->filter = *filter = filter_new(*form);
	done = true;
	for (size_t i = 1; done && i < cli->count; i++)
		done = filter_add(*filter, cli->forms, cli->word[i], err);
	return done;
}

bool
cli_template(struct cli *cli, struct err *err)
{
	struct template_options o = { 0 };
	struct query q = { 0 };
	struct filter *filter = NULL;
	const struct formdef *form;
	char *made = NULL, *office = NULL, *month = NULL, *stamped = NULL;
	bool done;

	if (cli->count < 1)
		return cli_usage(cli, err);
	done = cli_open(cli, false, err) && fold_month(cli, &month, err) &&
	    office_name(cli, &office, err) &&
	    template_rows(cli, &form, &q, &filter, err);
	if (done) {
		o.out = cli->out;
		o.office = office;
		o.month = stamped = month_or_this(cli);
		o.rows = cli->count > 1 || strchr(cli->word[0], '.') ? &q
								     : NULL;
		done = template_write(cli->forms, form, &o, &made, err);
	}
	if (done)
		cli_print("%s\n", made);
	filter_free(filter);
	free(stamped);
	free(month);
	free(office);
	free(made);
	return done;
}
