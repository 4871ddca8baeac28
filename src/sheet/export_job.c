/*
 * Each sheet: a layout with the texts that stand around it, then its rows,
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
#include "sheet/sheet_rows.h"

#define INCLUDE_DEPTH 3

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

static bool
day_fix(struct export_job *job, bool monthly, struct err *err)
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
	if (monthly || month)
		day.day = date_days_in_month(day.year, day.month);
	date_write(day, job->as_of);
	return true;
}

bool
export_job_init(struct export_job *job, struct forms *forms,
    const struct export_options *options, bool monthly, struct err *err)
{
	struct db *db = forms_book(forms)->db;
	char *demo = NULL;

	memset(job, 0, sizeof(*job));
	job->forms = forms;
	job->options = options;
	if (!day_fix(job, monthly, err))
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

static char *
month_words(const struct export_job *job)
{
	return mem_printf("%.4s年%d月", job->as_of,
	    (job->as_of[5] - '0') * 10 + (job->as_of[6] - '0'));
}

char *
export_job_fill(const struct export_job *job, const char *title)
{
	struct buf out = {0};
	char *month = month_words(job);

	while (title && *title) {
		if (!strncmp(title, "{month}", 7)) {
			buf_add_string(&out, month);
			title += 7;
		} else if (!strncmp(title, "{year}", 6)) {
			buf_add(&out, job->as_of, 4);
			title += 6;
		} else if (!strncmp(title, "{organ}", 7)) {
			buf_add_string(&out, job->organ);
			title += 7;
		} else {
			buf_add_char(&out, *title++);
		}
	}
	free(month);
	return buf_take(&out);
}

/* Han, letters, digits, - and _ stay. */
static void
file_part(struct buf *out, const char *text)
{
	size_t left = strlen(text);
	int kept = 0;

	while (left && kept < 60) {
		int32_t cp;
		size_t size = text_decode(text, left, &cp);
		bool plain =
		    (cp >= '0' && cp <= '9') || (cp >= 'A' && cp <= 'Z') ||
		    (cp >= 'a' && cp <= 'z') || cp == '-' || cp == '_' ||
		    cp == 0x3007 || (cp >= 0x3400 && cp <= 0x9fff) ||
		    (cp >= 0x20000 && cp <= 0x3ffff);

		if (plain)
			buf_add(out, text, size);
		else if (out->size && out->text[out->size - 1] != '_')
			buf_add_char(out, '_');
		text += size;
		left -= size;
		kept++;
	}
	while (out->size && out->text[out->size - 1] == '_')
		out->text[--out->size] = '\0';
}

/* The title without its places: the month stands at the end anyway. */
static void
file_title(struct buf *out, const char *title)
{
	struct buf bare = {0};

	while (*title) {
		if (*title == '{')
			title += strcspn(title, "}");
		else
			buf_add_char(&bare, *title);
		title += *title != '\0';
	}
	file_part(out, buf_string(&bare));
	buf_done(&bare);
}

char *
export_job_file(const struct export_job *job, const struct exportdef *def)
{
	struct buf out = {0};

	if (def->code) {
		file_part(&out, def->code);
		buf_add_char(&out, '-');
	}
	file_title(&out, def->title);
	buf_add_char(&out, '-');
	buf_add(&out, job->as_of, def->monthly || job->options->month ? 7 : 10);
	return buf_take(&out);
}

/* ---- one sheet ---- */

static char *
day_words(const struct export_job *job, const struct exportdef *def)
{
	char *month, *words;
	struct date day;

	if (def->monthly) {
		month = month_words(job);
		words = mem_printf("月份：%s", month);
		free(month);
		return words;
	}
	date_read(job->as_of, &day);
	return mem_printf(
	    "截止日期：%d年%d月%d日", day.year, day.month, day.day);
}

static const char *
either(const char *first, const char *second)
{
	return first ? first : second;
}

static void
foot_make(const struct export_job *job, const struct exportdef *def,
    struct layout *layout)
{
	struct buf foot = {0};

	if (job->demo)
		buf_add_string(&foot, "演示数据");
	if (def->foot) {
		if (foot.size)
			buf_add_string(&foot, "  ");
		buf_add_string(&foot, def->foot);
	}
	layout->foot = buf_take(&foot);
}

static void
layout_make(const struct export_job *job, const struct exportdef *def,
    const struct export_sheet *sheet, struct layout *layout)
{
	size_t i;
	int level;

	memset(layout, 0, sizeof(*layout));
	layout->name = mem_strdup(sheet->name);
	layout->title = export_job_fill(job, either(sheet->title, def->title));
	layout->organ =
	    mem_printf("填报单位（盖章）：%s", job->organ ? job->organ : "");
	layout->day = day_words(job, def);
	layout->unit = mem_strdup(either(sheet->unit, def->unit));
	layout->sign = mem_strdup(def->sign);
	layout->empty = mem_strdup(either(sheet->empty, "本期无"));
	foot_make(job, def, layout);
	layout->paper = def->paper;
	layout->landscape = def->landscape;
	layout->freeze = sheet->freeze;
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

static void
below_make(const struct exportdef *def, const struct export_sheet *sheet,
    const struct sheet_rows *rows, struct layout *layout)
{
	struct buf line = {0};

	if (sheet->capital && rows->count) {
		buf_add_string(&line, "人民币（大写）：");
		money_write_capital(&line, rows->capital_units);
		layout_add_below(layout, buf_string(&line));
	}
	layout_add_below(layout, sheet->note);
	layout_add_below(layout, def->note);
	buf_done(&line);
}

static bool
sheet_run(struct export_job *job, const struct exportdef *def,
    const struct export_sheet *sheet, struct layout_sink *sink, struct err *err)
{
	struct sheet_rows rows = {.forms = job->forms,
	    .sheet = sheet,
	    .filter = job->filter,
	    .sink = sink,
	    .masked = !job->options->purpose};
	struct layout layout;
	char check[65] = {0};
	bool fine;

	layout_make(job, def, sheet, &layout);
	rows.digest = digest_new();
	digest_above(rows.digest, &layout);
	fine = sink->begin(sink->data, &layout, err) &&
	       sheet_rows_stream(&rows, err);
	digest_end(rows.digest, check);
	check[8] = '\0';
	if (fine) {
		below_make(def, sheet, &rows, &layout);
		fine = sink->end(sink->data, &layout, check, err);
	}
	job->rows += rows.count;
	layout_done(&layout);
	return fine;
}

/* ---- all sheets ---- */

typedef bool sheet_act(struct export_job *, const struct exportdef *,
    const struct export_sheet *, void *data, struct err *);

static bool
sheets_each(struct export_job *job, const struct exportdef *def, int depth,
    sheet_act *act, void *data, struct err *err)
{
	bool fine = true;
	size_t i;

	if (depth > INCLUDE_DEPTH)
		return err_set(
		    err, ERR_USAGE, "报表「%s」层层放入，没有尽头", def->name);
	for (i = 0; fine && i < def->count; i++) {
		const struct export_sheet *sheet = &def->sheets[i];
		struct exportdef *inner;

		if (!sheet->include) {
			fine = act(job, def, sheet, data, err);
			continue;
		}
		fine = exportdef_load(
		    &inner, job->forms, sheet->include, NULL, NULL, err);
		if (fine)
			fine =
			    sheets_each(job, inner, depth + 1, act, data, err);
		exportdef_free(inner);
	}
	return fine;
}

static bool
act_run(struct export_job *job, const struct exportdef *def,
    const struct export_sheet *sheet, void *data, struct err *err)
{
	return sheet_run(job, def, sheet, data, err);
}

static bool
act_count(struct export_job *job, const struct exportdef *def,
    const struct export_sheet *sheet, void *data, struct err *err)
{
	struct sheet_rows rows = {
	    .forms = job->forms, .sheet = sheet, .filter = job->filter};
	int64_t *total = data, count = 0;

	(void)def;
	if (!sheet_rows_count(&rows, &count, err))
		return false;
	*total += count;
	return true;
}

/* Balances speak of the report's day while it is made. */
static bool
sheets_as_of(struct export_job *job, const struct exportdef *def,
    sheet_act *act, void *data, struct err *err)
{
	struct session *session = &forms_book(job->forms)->session;
	char before[DATE_SIZE];
	bool fine;

	memcpy(before, session->as_of, sizeof(before));
	memcpy(session->as_of, job->as_of, sizeof(before));
	fine = sheets_each(job, def, 0, act, data, err);
	memcpy(session->as_of, before, sizeof(before));
	return fine;
}

bool
export_job_run(struct export_job *job, const struct exportdef *def,
    struct layout_sink *sink, struct err *err)
{
	job->rows = 0;
	return sheets_as_of(job, def, act_run, sink, err);
}

bool
export_job_count(struct export_job *job, const struct exportdef *def,
    int64_t *rows, struct err *err)
{
	*rows = 0;
	return sheets_as_of(job, def, act_count, rows, err);
}
