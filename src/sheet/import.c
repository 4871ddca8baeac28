/*
 * Rows of a file become records, one change for all of them.  A key that is
 * there changes its row, any other row is added; an empty cell says nothing.
 * What is right is asked of the field and of the schema, never known here.
 */
#include "sheet/import.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "record/refusal_fill.h"
#include "sheet/import_cells.h"
#include "sheet/import_find.h"
#include "sheet/import_heads.h"
#include "sheet/import_rejects.h"
#include "sheet/import_row.h"
#include "sheet/import_state.h"
#include "sheet/import_wait.h"
#include "sheet/template_stamp.h"

enum {
	PROGRESS_EVERY = 256, /* rows */
	BLANK_MOST = 200000,  /* rows in a row, of a file that means no good */
	MAP_MOST = 1 << 20    /* bytes of a mapping file */
};

struct refusals {
	struct {
		char *label, *sentence;
	} *all;
	size_t count, room;
};

struct import {
	struct forms *forms;
	const struct formdef *form;
	const struct import_options *options;
	struct import_result *result;
	import_refusal *refusal;
	struct source source;
	struct import_map map;
	struct import_heads heads;
	struct import_cells *cells;
	struct import_find *find;
	struct import_rejects *rejects;
	struct template_stamp stamp;
	int row_column, version_column; /* of a template; -1: none */
	struct import_wait wait;
	bool last;        /* nothing more will come that a row could wait for */
	struct buf why;   /* the refusals of the row at hand */
	struct refusals told; /* the same, as they will be reported */
	bool waits;       /* one of them may be mended by a row below */
	int64_t row;      /* its number */
	int64_t hidden;   /* rows */
	int64_t blank;    /* rows since the last that had something */
	int64_t seen;
};

/* ---- reporting ---- */

char *
import_line(const char *path, int64_t row, const char *label,
    const char *sentence)
{
	return mem_printf(
	    "%s:%lld: %s: %s", path, (long long)row, label, sentence);
}

static void
note(const struct import *im, int64_t row, const char *sentence)
{
	if (im->options->note)
		im->options->note(im->options->data, row, sentence);
}

/* Does the field name a record of this very kind, which nobody has yet? */
static bool
may_come(const struct import *im, const struct field *field,
    const struct err *found)
{
	const char *reference = field ? field->column->reference : NULL;

	return !im->last && reference && !strcmp(found->code, "no_such") &&
	       !strcmp(reference, im->form->table->name);
}

/* Notes and empties the err; false when it is no refusal of this row. */
static bool
refused(void *data, struct err *found, struct err *err)
{
	struct import *im = data;
	struct refusals *told = &im->told;
	const struct field *field = NULL;
	const char *label, *sentence;
	char *line;

	if (found->status != ERR_REFUSED && found->status != ERR_USAGE) {
		err_move(err, found);
		return false;
	}
	if (*found->field)
		field = formdef_field(im->form, found->field);
	im->waits = im->waits || may_come(im, field, found);
	label = field ? field->label : im->form->title;
	line = err_line(found);
	sentence = line;
	/* value_parse says the label as well. */
	if (!strncmp(line, label, strlen(label)) &&
	    !strncmp(line + strlen(label), ": ", 2))
		sentence += strlen(label) + 2;
	told->all =
	    mem_grow(told->all, told->count, &told->room, sizeof *told->all);
	told->all[told->count].label = mem_strdup(label);
	told->all[told->count++].sentence = mem_strdup(sentence);
	free(line);
	err_done(found);
	return true;
}

/* What was noted of a row is said, or forgotten until it is tried again. */
static void
tell(struct import *im, bool aloud)
{
	buf_clear(&im->why);
	for (size_t i = 0; i < im->told.count; i++) {
		char *label = im->told.all[i].label;
		char *sentence = im->told.all[i].sentence;

		if (aloud && im->refusal)
			im->refusal(
			    im->options->data, im->row, label, sentence);
		buf_printf(&im->why, _("%s%s：%s"), im->why.size ? _("；") : "",
		    label, sentence);
		free(label);
		free(sentence);
	}
	im->told.count = 0;
}

/* ---- one record ---- */

static void
note_change(const struct import *im, const struct field *field,
    const char *before, const char *now)
{
	char *was, *is, *words;

	if (!im->options->dry_run || !im->options->note)
		return;
	was = fill_show(im->forms, field, before);
	is = fill_show(im->forms, field, now);
	words = mem_printf(
	    _("%s: 原值 %s，回报值 %s"), field->label, *was ? was : _("空"), is);
	note(im, im->row, words);
	free(words);
	free(is);
	free(was);
}

/* The row as it stands, with what the file says differently. */
static bool
differences(struct import *im, struct record *now, const struct record *r,
    int64_t id, bool *any, struct err *err)
{
	*any = false;
	if (!record_read(now, im->forms, im->form, id, err))
		return false;
	for (size_t i = 0; i < im->form->count; i++) {
		if (!r->given[i] ||
		    (now->stored[i] && !strcmp(now->stored[i], r->stored[i])))
			continue;
		note_change(
		    im, &im->form->fields[i], now->stored[i], r->stored[i]);
		free(now->stored[i]);
		now->stored[i] = mem_strdup(r->stored[i]);
		now->given[i] = *any = true;
	}
	return true;
}

/* A number that a template brought out of sight; 0: none. */
static int64_t
hidden_number(const struct source_row *row, int column)
{
	int64_t value = 0;
	const char *s;

	if (column < 0 || (size_t)column >= row->count)
		return 0;
	for (s = row->cells[column]; *s >= '0' && *s <= '9'; s++) {
		if (value > INT64_MAX / 10 - 1)
			return 0;
		value = value * 10 + (*s - '0');
	}
	return *s ? 0 : value;
}

/* The record of the row, and the version that it was taken from. */
static bool
find_row(struct import *im, const struct source_row *row,
    const struct record *r, int64_t *id, int64_t *version, struct err *err)
{
	int64_t known = 0;

	*version = hidden_number(row, im->version_column);
	*id = hidden_number(row, im->row_column);
	if (!import_find_row(im->find, r, *id ? &known : id, err))
		return false;
	if (known && known != *id)
		return err_refuse(err, "wrong_row", "",
		    _("这一行的编号被改成了别的记录的，请另取模板重填"));
	return true;
}

/* Added, or changed where it says something else. */
static bool
write_fields(struct import *im, struct record *r, int64_t *id,
    struct writing *writing, bool *any, struct err *err)
{
	struct record now = {0};
	bool good;

	*any = false;
	if (!*id) {
		*any = true;
		good = record_add_quick(r, im->forms, err);
		*id = r->id;
		return good;
	}
	good = differences(im, &now, r, *id, any, err);
	if (good && *any)
		good = record_save(&now, im->forms, writing, err);
	record_done(&now);
	return good;
}

/* Fields and moves stand or fall together. */
static bool
write_moving(struct import *im, struct record *r, int64_t *id,
    struct writing *writing, const char *state, bool *any, struct err *err)
{
	struct db *db = forms_book(im->forms)->db;
	bool moved = false;

	if (!db_begin(db, err))
		return false;
	if (write_fields(im, r, id, writing, any, err) &&
	    import_state_reach(im->forms, im->form, *id, state,
		im->options->reason, &moved, err)) {
		*any = *any || moved;
		return db_commit(db, err);
	}
	db_rollback(db);
	return false;
}

static bool
write_row(struct import *im, const struct source_row *row, struct record *r,
    struct err *err)
{
	struct writing writing = {0};
	char *state = NULL;
	int64_t id;
	bool any = false, added, good;

	if (!find_row(im, row, r, &id, &writing.if_version, err) ||
	    !import_state_take(im->forms, r, id, &state, err))
		return false;
	added = !id;
	good = state ? write_moving(im, r, &id, &writing, state, &any, err)
		     : write_fields(im, r, &id, &writing, &any, err);
	im->result->added += good && added;
	im->result->changed += good && any && !added;
	free(state);
	return good;
}

/* ---- rows ---- */

static bool
tell_progress(struct import *im, struct err *err)
{
	int64_t done = 0, all = 0;

	if (!im->options->progress || im->seen++ % PROGRESS_EVERY)
		return true;
	im->source.progress(&im->source, &done, &all);
	if (im->options->progress(im->options->data, done, all))
		return true;
	return err_set(err, ERR_STOPPED, _("导入已停止，一切如前"));
}

static void
begin_records(struct import *im)
{
	const int *columns = im->heads.columns;

	im->cells = import_cells_new(
	    im->forms, im->form, columns, &im->source);
	im->find = import_find_new(im->forms, im->form, columns);
	im->row_column = im->version_column = -1;
	if (im->stamp.form) {
		im->row_column = import_heads_column(&im->heads, TEMPLATE_ROW);
		im->version_column =
		    import_heads_column(&im->heads, TEMPLATE_VERSION);
	}
	if (im->options->partial && !im->options->dry_run)
		im->rejects = import_rejects_new(im->options->path, im->form,
		    columns, im->source.workbook);
	if (im->map.words && !im->options->map)
		note(im, 0, _("按上次同样表头的对照读取"));
}

/* Errors of the headers have the place of the headers. */
static bool
take_heads(struct import *im, const struct source_row *row, bool *below,
    struct err *err)
{
	if (im->heads.whole) {
		*below = true;
		return true;
	}
	if (!import_heads_try(&im->heads, row, below, err)) {
		if (im->heads.found)
			err_context(err, "%s:%lld", im->options->path,
			    (long long)im->heads.row);
		return false;
	}
	if (*below)
		begin_records(im);
	return true;
}

static bool
refuse_row(struct import *im, const struct source_row *row, struct err *err)
{
	if (im->waits && import_wait_add(&im->wait, row)) {
		tell(im, false);
		return true;
	}
	tell(im, true);
	im->result->refused++;
	return !im->rejects || import_rejects_add(im->rejects, row,
				   buf_string(&im->why), err);
}

static bool
try_record(struct import *im, const struct source_row *row, struct err *err)
{
	struct session *session = &forms_book(im->forms)->session;
	struct record r = {0};
	struct err found = {0};
	int by_law = session->by_law;
	bool good, whole;

	im->row = row->number;
	im->waits = false;
	record_new(&r, im->form);
	whole =
	    import_cells_read(im->cells, row, &r, &good, refused, im, err);
	if (whole && good && !write_row(im, row, &r, &found)) {
		good = false;
		/* A refusal inside the law's own writing leaves its mark. */
		session->by_law = by_law;
		whole = refused(im, &found, err);
	}
	if (whole && !good)
		whole = refuse_row(im, row, err);
	record_done(&r);
	return whole;
}

static bool
take_record(struct import *im, const struct source_row *row, struct err *err)
{
	im->result->rows++;
	im->blank = 0;
	im->hidden += row->hidden && im->row_column < 0;
	return try_record(im, row, err);
}

/* Again and again while it helps; at last whoever still waits is refused. */
static bool
take_waiting(struct import *im, struct err *err)
{
	struct import_wait now;
	bool good = true;

	while (good && im->wait.count) {
		now = im->wait;
		im->wait = (struct import_wait){0};
		for (size_t i = 0; good && i < now.count; i++)
			good = try_record(im, &now.rows[i], err);
		im->last = im->wait.count == now.count;
		import_wait_done(&now);
	}
	return good;
}

static bool
take_row(void *data, const struct source_row *row, struct err *err)
{
	struct import *im = data;
	bool below;

	if (++im->blank > BLANK_MOST)
		return err_refuse(err, "bad_file", NULL,
		    _("连续 %d 行是空的，请删去多余的空行再导入"), BLANK_MOST);
	if (!tell_progress(im, err) || !take_heads(im, row, &below, err))
		return false;
	if (!below)
		return true;
	switch (import_row_kind(row)) {
	case IMPORT_ROW_BLANK:
		return true;
	case IMPORT_ROW_SUM:
		note(im, row->number, _("合计行，略过"));
		return true;
	case IMPORT_ROW_FOOT:
		note(im, row->number, _("表尾，略过"));
		return true;
	default:
		return import_heads_again(&im->heads, row) ||
		       take_record(im, row, err);
	}
}

/* ---- the whole file ---- */

/* The mapping that served is kept for the next file of the same headers.
 * The rows are in the book already: failing here is worth a word only. */
static void
keep_map(const struct import *im)
{
	char *target = import_heads_kept(&im->heads);
	struct buf text = {0};
	struct err err = {0};

	if (target && im->options->map &&
	    !(path_make_dirs(im->options->kept, &err) &&
		path_read(im->options->map, MAP_MOST, &text, &err) &&
		path_write(target, text.text, text.size, &err)))
		note(im, 0, _("对照文件没能记下，下次还要指明"));
	err_done(&err);
	buf_done(&text);
	free(target);
}

static void
note_hidden(const struct import *im)
{
	char *words;

	if (!im->hidden)
		return;
	words = mem_printf(
	    _("有 %lld 行在表里是隐藏的（或有隐藏的列），也读进来了"),
	    (long long)im->hidden);
	note(im, 0, words);
	free(words);
}

/* The first sheet that has the headers: before it may stand a cover. */
static bool
read_sheets(struct import *im, struct err *err)
{
	const char *sheet = NULL;
	char *words;

	for (;;) {
		if (!im->source.each(&im->source, take_row, im, err))
			return false;
		if (im->heads.whole || im->heads.found || im->options->sheet)
			break;
		if (!(sheet = source_next_sheet(&im->source)))
			return true;
		im->blank = 0;
	}
	if (sheet) {
		words = mem_printf(_("读的是工作表「%s」，它前面的没有表头"), sheet);
		note(im, 0, words);
		free(words);
	}
	return true;
}

static bool
read_file(struct import *im, struct err *err)
{
	const struct import_options *o = im->options;
	bool good;

	if (!template_stamp_read(&im->stamp, &im->source, err) ||
	    !template_stamp_check(&im->stamp, im->form->name, im->form->title,
		o->office, o->month, err))
		return false;
	good = read_sheets(im, err) && take_waiting(im, err);
	if (good && !im->heads.whole) {
		good = import_heads_end(&im->heads, err);
		if (!good && im->heads.found)
			err_context(err, "%s:%lld", im->options->path,
			    (long long)im->heads.row);
	}
	return good;
}

static bool
run(struct import *im, struct err *err)
{
	const struct import_options *o = im->options;
	struct writing writing = {.reason = o->reason, .trial = o->dry_run};
	struct err ignored = {0};
	bool keep;

	if (!record_batch_begin(im->forms, "import", &writing, err))
		return false;
	/* Before the rows are kept: what was refused must not be lost. */
	if (!read_file(im, err) ||
	    (im->rejects &&
		!import_rejects_end(
		    im->rejects, &im->result->rejects, err))) {
		if (!record_batch_end(im->forms, false, &ignored))
			err_done(&ignored);
		return false;
	}
	keep = !o->dry_run && (o->partial || im->result->refused == 0);
	if (!record_batch_end(im->forms, keep, err))
		return false;
	im->result->kept = keep;
	note_hidden(im);
	if (!keep && !o->dry_run)
		im->result->added = im->result->changed = 0;
	if (keep)
		keep_map(im);
	return true;
}

bool
import_run(struct forms *forms, const struct formdef *form,
    const struct import_options *options, struct import_result *result,
    import_refusal *refusal, struct err *err)
{
	struct import im = {.forms = forms,
	    .form = form,
	    .options = options,
	    .result = result,
	    .refusal = refusal};
	bool good;

	memset(result, 0, sizeof *result);
	if (form->table->view)
		return err_set(err, ERR_USAGE, _("%s是算出来的，不能导入"),
		    form->title);
	if (!import_map_init(&im.map, form, options->map, err)) {
		import_map_done(&im.map);
		return false;
	}
	import_heads_init(&im.heads, &im.map, options->kept);
	good = source_open(&im.source, options->path, options->sheet, err);
	if (good) {
		good = run(&im, err);
		im.source.close(&im.source);
	}
	template_stamp_done(&im.stamp);
	import_rejects_free(im.rejects);
	import_cells_free(im.cells);
	import_find_free(im.find);
	import_heads_done(&im.heads);
	import_map_done(&im.map);
	import_wait_done(&im.wait);
	tell(&im, false);
	free(im.told.all);
	buf_done(&im.why);
	return good;
}
