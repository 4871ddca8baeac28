/*
 * Rows of a file become records, one change for all of them.  A key that is
 * there changes its row, any other row is added; an empty cell says nothing.
 * What is right is asked of the field and of the schema, never known here.
 */
#include "sheet/import.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "sheet/import_map.h"
#include "sheet/source.h"

enum {
	MEMO_SLOTS = 1024,   /* of one field */
	MEMO_LONGEST = 63,   /* bytes of a cell worth remembering */
	PROGRESS_EVERY = 256 /* rows */
};

/* What cells of a field were read as: columns of codes and dates repeat. */
struct memo {
	char *typed, *stored;
};

struct import {
	struct forms *forms;
	const struct formdef *form;
	const struct import_options *options;
	struct import_result *result;
	import_refusal *refusal;
	struct source source;
	struct import_map map;
	struct memo **memos; /* by field; NULL: its cells do not repeat */
	bool headers;
	char *find_sql; /* the row of a key; NULL: the file has no key */
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

/* Reports and empties the err; false when it is no refusal of this row. */
static bool
report(struct import *im, int64_t row, struct err *found, struct err *err)
{
	const struct field *field = NULL;
	const char *label, *sentence;
	char *line;

	if (found->status != ERR_REFUSED && found->status != ERR_USAGE) {
		err_move(err, found);
		return false;
	}
	if (*found->field)
		field = formdef_field(im->form, found->field);
	label = field ? field->label : im->form->title;
	line = err_line(found);
	sentence = line;
	/* value_parse says the label as well. */
	if (!strncmp(line, label, strlen(label)) &&
	    !strncmp(line + strlen(label), ": ", 2))
		sentence += strlen(label) + 2;
	if (im->refusal)
		im->refusal(im->options->data, row, label, sentence);
	free(line);
	err_done(found);
	return true;
}

/* ---- cells ---- */

static size_t
hash_text(const char *s)
{
	uint32_t h = 2166136261u;

	for (; *s; s++)
		h = (h ^ (unsigned char)*s) * 16777619u;
	return h ^ h >> 15;
}

static bool
repeats(const struct field *field)
{
	switch (field->kind) {
	case KIND_CODE:
	case KIND_REFERENCE:
	case KIND_DATE:
	case KIND_PARTIAL:
	case KIND_MONTH:
	case KIND_YESNO:
		return true;
	default:
		return false;
	}
}

static bool
parse_cell(struct import *im, size_t field, const char *cell, char **stored,
    struct err *err)
{
	const struct field *f = &im->form->fields[field];
	struct memo *memo = NULL;

	if (im->memos[field] && strlen(cell) <= MEMO_LONGEST) {
		memo = &im->memos[field][hash_text(cell) % MEMO_SLOTS];
		if (memo->typed && !strcmp(memo->typed, cell)) {
			*stored = mem_strdup(memo->stored);
			return true;
		}
	}
	if (!value_parse(im->forms, f, cell, false, stored, err))
		return false;
	if (memo) {
		free(memo->typed);
		free(memo->stored);
		memo->typed = mem_strdup(cell);
		memo->stored = mem_strdup(*stored);
	}
	return true;
}

/* A spreadsheet keeps 15 digits of a number: the rest of an ID is gone. */
static bool
is_mangled(const struct field *field, const char *cell)
{
	return (field->fold || field->mask) &&
	       (strlen(cell) > 15 || strpbrk(cell, "eE"));
}

/* Exports hide the middle of such numbers: nothing to take. */
static bool
is_masked(const struct field *field, const char *cell)
{
	return field->mask && strstr(cell, "***");
}

/* Every cell of the row, as given fields; every fault of it is reported. */
static bool
read_cells(struct import *im, const struct source_row *row, struct record *r,
    bool *good, struct err *err)
{
	*good = true;
	for (size_t i = 0; i < im->form->count; i++) {
		const struct field *field = &im->form->fields[i];
		int column = im->map.columns[i];
		struct err found = {0};
		const char *cell;

		if (column < 0 || (size_t)column >= row->count)
			continue;
		cell = row->cells[column];
		if (!*cell || is_masked(field, cell))
			continue;
		if (row->numeric && row->numeric[column] &&
		    is_mangled(field, cell))
			err_refuse(&found, "id_mangled", field->name,
			    "%s被表格软件改坏：%s，请按文本重填", field->label,
			    cell);
		else if (parse_cell(im, i, cell, &r->stored[i], &found)) {
			r->given[i] = r->stored[i] != NULL;
			continue;
		}
		*good = false;
		if (!report(im, row->number, &found, err))
			return false;
	}
	return true;
}

/* ---- rows ---- */

static size_t
field_of(const struct formdef *form, const char *column)
{
	size_t i = 0;

	while (i < form->count &&
	       strcmp(form->fields[i].column->name, column))
		i++;
	return i;
}

/* The statement that finds a row by its key, if the file tells the key. */
static void
prepare_key(struct import *im)
{
	const struct table *table = im->form->table;
	struct buf sql = {0};

	buf_printf(&sql, "SELECT id FROM \"%s\" WHERE ", table->name);
	for (size_t i = 0; table->key && table->key[i]; i++) {
		size_t at = field_of(im->form, table->key[i]);

		if (at == im->form->count || im->map.columns[at] < 0) {
			buf_done(&sql);
			return;
		}
		buf_printf(
		    &sql, "%s\"%s\" = ?", i ? " AND " : "", table->key[i]);
	}
	if (table->key && table->key[0])
		im->find_sql = buf_take(&sql);
	buf_done(&sql);
}

/* 0: nobody has this key, or the row does not tell it. */
static bool
find_row(struct import *im, const struct record *r, int64_t *id,
    struct err *err)
{
	const struct table *table = im->form->table;
	struct stmt *stmt;
	bool found = false, good;

	*id = 0;
	if (!im->find_sql)
		return true;
	stmt = db_cached(forms_book(im->forms)->db, im->find_sql, err);
	if (!stmt)
		return false;
	for (int i = 0; table->key[i]; i++) {
		const char *value =
		    r->stored[field_of(im->form, table->key[i])];

		if (!value) {
			stmt_reset(stmt);
			return true;
		}
		stmt_bind_text(stmt, i + 1, value);
	}
	good = stmt_step(stmt, &found, err);
	if (good && found)
		*id = stmt_int(stmt, 0);
	stmt_reset(stmt);
	return good;
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
		free(now->stored[i]);
		now->stored[i] = mem_strdup(r->stored[i]);
		now->given[i] = *any = true;
	}
	return true;
}

static bool
write_row(struct import *im, struct record *r, struct err *err)
{
	struct record now = {0};
	int64_t id;
	bool any = false, good;

	if (!find_row(im, r, &id, err))
		return false;
	if (!id) {
		good = record_add_quick(r, im->forms, err);
		im->result->added += good;
		return good;
	}
	good = differences(im, &now, r, id, &any, err);
	if (good && any)
		good = record_save(&now, im->forms, NULL, err);
	im->result->changed += good && any;
	record_done(&now);
	return good;
}

static bool
is_blank_row(const struct source_row *row)
{
	for (size_t i = 0; i < row->count; i++)
		for (const char *s = row->cells[i]; *s;) {
			int32_t cp;

			s += text_decode(s, strlen(s), &cp);
			if (cp != ' ' && cp != '\t' && cp != 0x3000 &&
			    cp != 0xa0 && cp != '\n' && cp != '\r')
				return false;
		}
	return true;
}

static bool
tell_progress(struct import *im, struct err *err)
{
	int64_t done = 0, all = 0;

	if (!im->options->progress || im->seen++ % PROGRESS_EVERY)
		return true;
	im->source.progress(&im->source, &done, &all);
	if (im->options->progress(im->options->data, done, all))
		return true;
	return err_set(err, ERR_STOPPED, "导入已停止，一切如前");
}

static bool
take_row(void *data, const struct source_row *row, struct err *err)
{
	struct import *im = data;
	struct session *session = &forms_book(im->forms)->session;
	struct record r = {0};
	struct err found = {0};
	int by_law = session->by_law;
	bool good, whole;

	if (!tell_progress(im, err))
		return false;
	if (!im->headers) {
		if (!import_map_try(&im->map, row, &im->headers, err)) {
			err_context(err, "%s:%lld", im->options->path,
			    (long long)row->number);
			return false;
		}
		if (im->headers)
			prepare_key(im);
		return true;
	}
	if (is_blank_row(row))
		return true;
	im->result->rows++;
	record_new(&r, im->form);
	whole = read_cells(im, row, &r, &good, err);
	if (whole && good && !write_row(im, &r, &found)) {
		good = false;
		/* A refusal inside the law's own writing leaves its mark. */
		session->by_law = by_law;
		whole = report(im, row->number, &found, err);
	}
	im->result->refused += whole && !good;
	record_done(&r);
	return whole;
}

/* ---- the whole file ---- */

static void
make_memos(struct import *im)
{
	im->memos = mem_array(im->form->count + 1, sizeof *im->memos);
	for (size_t i = 0; i < im->form->count; i++)
		if (repeats(&im->form->fields[i]))
			im->memos[i] =
			    mem_array(MEMO_SLOTS, sizeof **im->memos);
}

static void
free_memos(struct import *im)
{
	for (size_t i = 0; im->memos && i < im->form->count; i++) {
		for (size_t s = 0; im->memos[i] && s < MEMO_SLOTS; s++) {
			free(im->memos[i][s].typed);
			free(im->memos[i][s].stored);
		}
		free(im->memos[i]);
	}
	free(im->memos);
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
	make_memos(im);
	if (!im->source.each(&im->source, take_row, im, err) ||
	    (!im->headers && !import_map_missing(&im->map, err))) {
		if (!record_batch_end(im->forms, false, &ignored))
			err_done(&ignored);
		return false;
	}
	keep = !o->dry_run && (o->partial || im->result->refused == 0);
	if (!record_batch_end(im->forms, keep, err))
		return false;
	im->result->kept = keep;
	if (!keep && !o->dry_run)
		im->result->added = im->result->changed = 0;
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
		return err_set(err, ERR_USAGE, "%s是算出来的，不能导入",
		    form->title);
	if (!import_map_init(&im.map, form, options->map, err)) {
		import_map_done(&im.map);
		return false;
	}
	good = source_open(&im.source, options->path, options->sheet, err);
	if (good) {
		good = run(&im, err);
		im.source.close(&im.source);
	}
	free_memos(&im);
	free(im.find_sql);
	import_map_done(&im.map);
	return good;
}
