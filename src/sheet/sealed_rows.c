/* One SELECT a table, as for the report itself; a row is a flat object. */
#include "sheet/sealed_rows.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "record/value.h"
#include "sheet/sheet_offices.h"
#include "sheet/sheet_query.h"

struct keeping {
	struct sealed_rows *rows;
	struct forms *forms;
	const struct export_table *table;
	struct sheet_query query;
	struct stmt *insert;
	struct buf object, value;
	int64_t number;
};

static bool
is_masked(const struct export_sheet *sheet, const struct field *field)
{
	size_t i;

	for (i = 0; i < sheet->count; i++)
		if (sheet->columns[i].field == field && sheet->columns[i].mask)
			return true;
	return false;
}

static bool
value_add(struct keeping *k, const struct field *field, const char *stored,
    struct err *err)
{
	const struct export_sheet *sheet = k->table->sheet;
	bool fine = true;

	buf_clear(&k->value);
	if (is_masked(sheet, field))
		value_mask(stored, &k->value);
	else if (sheet_offices_words(sheet, field))
		fine = value_show(
		    k->forms, field, stored, VALUE_HUMAN, &k->value, err);
	else
		buf_add_string(&k->value, stored);
	if (k->object.size > 1)
		buf_add_char(&k->object, ',');
	buf_add_json(&k->object, field->name);
	buf_add_char(&k->object, ':');
	buf_add_json(&k->object, buf_string(&k->value));
	return fine;
}

static bool
row_keep(void *data, int64_t id, const char *const *stored, struct err *err)
{
	struct keeping *k = data;
	size_t i;

	(void)id;
	buf_clear(&k->object);
	buf_add_char(&k->object, '{');
	for (i = 0; i < k->query.count; i++)
		if (stored[i] && *stored[i] &&
		    !value_add(k, k->query.fields[i], stored[i], err))
			return false;
	buf_add_char(&k->object, '}');
	stmt_bind_int(k->insert, 1, k->rows->month);
	stmt_bind_text(k->insert, 2, k->table->def->name);
	stmt_bind_int(k->insert, 3, (int64_t)k->table->number);
	stmt_bind_int(k->insert, 4, ++k->number);
	stmt_bind_text(k->insert, 5, buf_string(&k->object));
	return stmt_run(k->insert, err);
}

static void
fields_ask(struct sheet_query *q, const struct export_sheet *sheet)
{
	const struct field *more[] = {sheet->value, sheet->capital, sheet->key,
	    sheet->mark, formdef_field(sheet->form, "code")};
	size_t i;

	for (i = 0; i < sheet->count; i++)
		if (sheet->columns[i].field)
			sheet_query_place(q, sheet->columns[i].field);
	for (i = 0; i < sheet->group_count; i++)
		sheet_query_place(q, sheet->group[i]);
	for (i = 0; i < sheet->across_count; i++)
		sheet_query_place(q, sheet->across[i]);
	for (i = 0; i < sizeof(more) / sizeof(*more); i++)
		if (more[i])
			sheet_query_place(q, more[i]);
}

static bool
table_keep(struct sealed_rows *rows, struct export_job *job,
    const struct export_table *table, struct err *err)
{
	struct keeping k = {.rows = rows, .forms = job->forms, .table = table};
	bool fine;

	k.insert = db_prepare(forms_book(job->forms)->db,
	    "INSERT INTO sealed_row (sealed_month_id, report, sheet, row_no,"
	    " fields) VALUES (?1, ?2, ?3, ?4, ?5)",
	    err);
	fields_ask(&k.query, table->sheet);
	sheet_query_make(&k.query, table->sheet, NULL);
	fine = k.insert && sheet_stream(job->forms, table->sheet, &k.query,
			       row_keep, &k, err);
	rows->count += k.number;
	stmt_free(k.insert);
	sheet_query_done(&k.query);
	buf_done(&k.object);
	buf_done(&k.value);
	return fine;
}

/* A report stands in its own right and within another. */
static bool
is_done(struct sealed_rows *rows, const struct export_table *table)
{
	char *name = mem_printf("%s.%zu", table->def->name, table->number);
	size_t i;

	for (i = 0; i < rows->done_count; i++)
		if (!strcmp(rows->done[i], name)) {
			free(name);
			return true;
		}
	rows->done = mem_resize(
	    rows->done, rows->done_count + 1, sizeof(*rows->done));
	rows->done[rows->done_count++] = name;
	return false;
}

static bool
tables_keep(struct export_job *job, void *data, struct err *err)
{
	const struct export_plan *plan = job->plan;
	bool fine = true;
	size_t i;

	for (i = 0; fine && i < plan->count; i++)
		if (plan->tables[i].sheet->rows == EXPORT_ROWS_SOURCE &&
		    !is_done(data, &plan->tables[i]))
			fine = table_keep(data, job, &plan->tables[i], err);
	return fine;
}

bool
sealed_rows_keep(struct sealed_rows *rows, struct export_job *job,
    const struct exportdef *def, struct err *err)
{
	return export_job_on_day(job, def, tables_keep, rows, err);
}

void
sealed_rows_done(struct sealed_rows *rows)
{
	while (rows->done_count)
		free(rows->done[--rows->done_count]);
	free(rows->done);
	rows->done = NULL;
}
