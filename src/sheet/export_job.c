/*
 * Each table: a layout with the texts that stand around it, then its rows,
 * then what only the rows can tell (sums in words, the check code).
 */
#include "sheet/export_job.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/money.h"
#include "base/text.h"
#include "record/record.h"
#include "sheet/export_own.h"
#include "sheet/export_plan.h"
#include "sheet/export_words.h"
#include "sheet/sheet_rows.h"

static bool
setting_read(struct db *db, const char *code, char **value, struct err *err)
{
	int64_t there = 0;

	*value = NULL;
	if (!db_int(db, err, &there, 0,
		"SELECT count(*) FROM sqlite_schema WHERE name = 'setting_now'",
		""))
		return false;
	return !there ||
	       db_string(db, err, value,
		   "SELECT value FROM setting_now WHERE code = ?1", "s", code);
}

void
export_job_month(struct export_job *job)
{
	struct date day;

	date_read(job->as_of, &day);
	day.day = date_days_in_month(day.year, day.month);
	date_write(day, job->as_of);
}

static bool
day_fix(struct export_job *job, struct err *err)
{
	const struct session *session = &forms_book(job->forms)->session;
	const char *month = job->options->month;
	struct date day, today = {0};

	date_read(session->today, &today);
	if (month) {
		if (!date_parse_month(month, today, &day, err))
			return false;
	} else if (!date_read(session->as_of, &day)) {
		day = date_today();
	}
	date_write(day, job->as_of);
	if (month)
		export_job_month(job);
	return true;
}

bool
export_job_init(struct export_job *job, struct forms *forms,
    const struct export_options *options, struct err *err)
{
	struct db *db = forms_book(forms)->db;
	char *demo = NULL;

	memset(job, 0, sizeof(*job));
	job->forms = forms;
	job->options = options;
	if (!day_fix(job, err))
		return false;
	job->organ = mem_strdup(options->organ);
	if (!job->organ && !setting_read(db, "office_name", &job->organ, err))
		return false;
	if (!setting_read(db, "demo", &demo, err)) {
		export_job_done(job);
		return false;
	}
	job->demo = demo && *demo && strcmp(demo, "0");
	free(demo);
	return true;
}

void
export_job_done(struct export_job *job)
{
	free(job->organ);
	free(job->title);
	memset(job, 0, sizeof(*job));
}

/* ---- one table ---- */

static const char *
either(const char *first, const char *second)
{
	return first ? first : second;
}

static void
foot_add(struct buf *foot, const char *text)
{
	if (!text || !*text)
		return;
	if (foot->size)
		buf_add_string(foot, "  ");
	buf_add_string(foot, text);
}

static void
foot_make(const struct export_job *job, const struct exportdef *def,
    struct layout *layout)
{
	struct buf foot = {0};

	foot_add(&foot, job->demo ? "演示数据" : NULL);
	if (job->plan->offices)
		buf_printf(&foot, "%s汇总自%lld个单位封存的月报",
		    foot.size ? "  " : "", (long long)job->plan->offices);
	foot_add(&foot, def->foot);
	foot_add(&foot, job->options->seal);
	foot_add(&foot, job->remade ? "按现有数据重制，非封存原件" : NULL);
	layout->foot = buf_take(&foot);
}

static void
columns_make(const struct export_sheet *sheet, struct layout *layout)
{
	size_t i;
	int level;

	layout->count = sheet->count;
	layout->depth = 1;
	layout->columns = mem_array(sheet->count, sizeof(*layout->columns));
	for (i = 0; i < sheet->count; i++) {
		layout->columns[i] = &sheet->columns[i].look;
		for (level = 0; level < LAYOUT_DEPTH; level++)
			if (sheet->columns[i].look.head[level] &&
			    level >= layout->depth)
				layout->depth = level + 1;
	}
}

/* sheet: the table's, or what it is when turned. */
static void
layout_make(const struct export_job *job, const struct export_table *table,
    const struct export_sheet *sheet, struct layout *layout)
{
	const struct exportdef *def = table->def;
	const struct export_place *place = &job->plan->places[table->place];

	memset(layout, 0, sizeof(*layout));
	layout->name = mem_strdup(sheet->name);
	layout->title =
	    export_words_fill(job, either(sheet->title, def->title));
	layout->organ =
	    mem_printf("填报单位（盖章）：%s", job->organ ? job->organ : "");
	layout->day = export_words_day(job, def);
	layout->unit = mem_strdup(either(sheet->unit, def->unit));
	layout->sign = table->more ? NULL : mem_strdup(place->first->def->sign);
	layout->empty = mem_strdup(either(sheet->empty, "本期无"));
	foot_make(job, def, layout);
	layout->paper = place->first->def->paper;
	layout->landscape = place->first->def->landscape;
	layout->freeze = sheet->freeze;
	layout->place = table->place;
	layout->under = table != place->first;
	layout->more = table->more;
	layout->page_lines = sheet->page_lines;
	layout->page_line_count = sheet->page_line_count;
	layout->charts = sheet->charts;
	layout->chart_count = sheet->chart_count;
	columns_make(sheet, layout);
	layout->grid =
	    place->grid > layout->count ? place->grid : layout->count;
	if (sheet->page_line_count)
		layout->grid = LAYOUT_PAGE_GRID;
}

static void
digest_text(struct digest *digest, const char *text)
{
	if (text)
		digest_add(digest, text, strlen(text));
	digest_add(digest, "\n", 1);
}

static void
digest_above(struct digest *digest, const struct layout *layout)
{
	size_t i;
	int level;

	digest_text(digest, layout->title);
	digest_text(digest, layout->organ);
	digest_text(digest, layout->day);
	digest_text(digest, layout->unit);
	for (i = 0; i < layout->count; i++)
		for (level = 0; level < LAYOUT_DEPTH; level++)
			digest_text(digest, layout->columns[i]->head[level]);
}

static bool
remark_add(void *layout, int64_t id, const char *const *stored, struct err *err)
{
	(void)id;
	(void)err;
	layout_add_below(layout, stored[0]);
	return true;
}

/* Lines that are counted, like all else. */
static bool
remarks_add(struct export_job *job, const struct export_sheet *sheet,
    struct layout *layout, struct err *err)
{
	const struct field *text;
	struct query query = {.form = sheet->remarks};

	if (!sheet->remarks)
		return true;
	text = formdef_field(sheet->remarks, "text");
	query.list = formdef_list(sheet->remarks, NULL);
	query.columns = &text;
	query.column_count = 1;
	query.sort = query.list->sort;
	return rowset_stream(job->forms, &query, remark_add, layout, err);
}

static bool
below_make(struct export_job *job, const struct export_table *table,
    const struct sheet_rows *rows, struct layout *layout, struct err *err)
{
	const struct export_sheet *sheet = table->sheet;
	struct buf line = {0};
	bool fine;

	if (sheet->capital && rows->count) {
		buf_add_string(&line, "人民币（大写）：");
		money_write_capital(&line, rows->capital_units);
		layout_add_below(layout, buf_string(&line));
	}
	fine = remarks_add(job, sheet, layout, err);
	layout_add_below(layout, sheet->note);
	if (!table->more)
		layout_add_below(layout, table->def->note);
	buf_done(&line);
	return fine;
}

static bool
rows_run(struct export_job *job, struct export_table *table,
    struct sheet_rows *rows, struct err *err)
{
	struct export_own own = {.plan = job->plan,
	    .table = table,
	    .sink = rows->sink,
	    .digest = rows->digest};
	bool fine;

	if (table->sheet->rows != EXPORT_ROWS_SOURCE) {
		fine = export_own_rows(&own, err);
		rows->count = own.rows;
		return fine;
	}
	rows->sink->total_row = 0;
	fine = sheet_rows_stream(rows, err);
	table->sums = rows->sums;
	table->total_row = rows->sink->total_row;
	return fine;
}

/* The check code is of the whole worksheet. */
static void
place_end(struct export_job *job, const struct export_table *table,
    const struct layout *layout)
{
	struct export_place *place = &job->plan->places[table->place];
	char check[65] = {0};

	if (!place->title)
		place->title = mem_strdup(layout->title);
	place->rows += table->rows;
	if (table->more)
		return;
	digest_end(job->digest, check);
	memcpy(place->check, check, 8);
	job->digest = NULL;
}

static bool
table_run(struct export_job *job, struct export_table *table,
    struct layout_sink *sink, struct err *err)
{
	struct sheet_rows rows = {.forms = job->forms,
	    .sheet = table->sheet,
	    .filter = job->filter,
	    .sink = sink,
	    .masked = !job->options->purpose};
	struct sheet_pivot *pivot = NULL;
	struct layout layout;
	bool fine;

	if (table->sheet->across_count &&
	    !sheet_pivot_make(
		&pivot, job->forms, table->sheet, job->filter, err))
		return false;
	if (pivot) {
		rows.pivot = pivot;
		rows.sheet = &pivot->sheet;
	}
	layout_make(job, table, rows.sheet, &layout);
	if (!job->digest)
		job->digest = digest_new();
	rows.digest = job->digest;
	digest_above(rows.digest, &layout);
	fine = sink->begin(sink->data, &layout, err) &&
	       rows_run(job, table, &rows, err);
	table->rows = rows.count;
	job->rows += rows.count;
	place_end(job, table, &layout);
	fine = fine && below_make(job, table, &rows, &layout, err) &&
	       sink->end(sink->data, &layout,
		   job->plan->places[table->place].check, err);
	layout_done(&layout);
	sheet_pivot_free(pivot);
	return fine;
}

/* ---- all tables ---- */

static bool
tables_run(struct export_job *job, struct layout_sink *sink, bool late,
    struct err *err)
{
	struct export_plan *plan = job->plan;
	bool fine = true;
	size_t i;

	for (i = 0; fine && i < plan->count; i++)
		if (plan->places[plan->tables[i].place].late == late)
			fine = table_run(job, &plan->tables[i], sink, err);
	return fine;
}

static bool
plan_run(struct export_job *job, struct layout_sink *sink, struct err *err)
{
	struct export_plan *plan = job->plan;
	const char **names =
	    mem_array(plan->place_count + 1, sizeof(*names));
	bool fine;
	size_t i;

	for (i = 0; i < plan->place_count; i++)
		names[i] = plan->places[i].name;
	fine = sink->sheets(sink->data, names, plan->place_count, err) &&
	       tables_run(job, sink, false, err) &&
	       tables_run(job, sink, true, err);
	if (job->digest) {
		char check[65];

		digest_end(job->digest, check);
		job->digest = NULL;
	}
	free(names);
	return fine;
}

static bool
plan_count(struct export_job *job, int64_t *rows, struct err *err)
{
	struct export_plan *plan = job->plan;
	size_t i;

	for (i = 0; i < plan->count; i++) {
		struct sheet_rows one = {.forms = job->forms,
		    .sheet = plan->tables[i].sheet,
		    .filter = job->filter};
		int64_t count;

		if (!sheet_rows_count(&one, &count, err))
			return false;
		*rows += count;
	}
	return true;
}

/* Balances speak of the report's day while something is done with it. */
bool
export_job_on_day(struct export_job *job, const struct exportdef *def,
    export_job_act *act, void *data, struct err *err)
{
	struct session *session = &forms_book(job->forms)->session;
	struct export_plan plan;
	char before[DATE_SIZE];
	bool fine;

	if (!export_plan_make(&plan, job->forms, def, job->as_of, err))
		return false;
	job->plan = &plan;
	memcpy(before, session->as_of, sizeof(before));
	memcpy(session->as_of, job->as_of, sizeof(before));
	fine = act(job, data, err);
	memcpy(session->as_of, before, sizeof(before));
	job->plan = NULL;
	export_plan_done(&plan);
	return fine;
}

static bool
run_act(struct export_job *job, void *sink, struct err *err)
{
	return plan_run(job, sink, err);
}

bool
export_job_run(struct export_job *job, const struct exportdef *def,
    struct layout_sink *sink, struct err *err)
{
	job->rows = 0;
	return export_job_on_day(job, def, run_act, sink, err);
}

struct counting {
	const struct exportdef *def;
	int64_t *rows;
};

/* Counts the rows and looks at the checks. */
static bool
count_act(struct export_job *job, void *data, struct err *err)
{
	struct counting *c = data;

	return export_own_check(job->plan, c->def, err) &&
	       plan_count(job, c->rows, err);
}

bool
export_job_count(struct export_job *job, const struct exportdef *def,
    int64_t *rows, struct err *err)
{
	struct counting c = {def, rows};

	*rows = 0;
	return export_job_on_day(job, def, count_act, &c, err);
}
