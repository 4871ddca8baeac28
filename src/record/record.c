/*
 * A record in memory: read whole, and changed field by field.  Writes
 * nothing: record_write and record_move do.
 */
#include "record/record.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "record/nearest.h"

static void
free_strings(char **strings, size_t count)
{
	for (size_t i = 0; strings && i < count; i++)
		free(strings[i]);
	free(strings);
}

void
record_done(struct record *r)
{
	size_t count = r->form ? r->form->count : 0;

	free_strings(r->stored, count);
	free_strings(r->before, count);
	free(r->given);
	free(r->key);
	memset(r, 0, sizeof *r);
}

void
record_new(struct record *r, const struct formdef *form)
{
	memset(r, 0, sizeof *r);
	r->form = form;
	r->stored = mem_array(form->count + 1, sizeof *r->stored);
	r->before = mem_array(form->count + 1, sizeof *r->before);
	r->given = mem_array(form->count + 1, sizeof *r->given);
}

const char *
record_value(
    char *const *values, const struct formdef *form, const char *column)
{
	for (size_t i = 0; i < form->count; i++)
		if (!strcmp(form->fields[i].column->name, column))
			return values[i];
	return NULL;
}

/* ---- reading ---- */

static void
build_select(struct buf *sql, const struct formdef *form, const char *by)
{
	const struct table *t = form->table;

	buf_add_string(sql, "SELECT ");
	buf_add_string(sql, schema_column(t, "id") ? "t.\"id\"" : "0");
	buf_add_string(
	    sql, schema_column(t, "version") ? ", t.\"version\"" : ", 0");
	for (size_t i = 0; i < form->count; i++) {
		buf_add_string(sql, ", ");
		schema_add_column(sql, form->fields[i].column, "t", "d");
	}
	buf_printf(sql, " FROM \"%s\" AS t", t->name);
	if (t->derived)
		buf_printf(
		    sql, " LEFT JOIN \"%s\" AS d ON d.id = t.id", t->derived);
	buf_printf(sql, " WHERE t.\"%s\" = ?1", by);
}

/* What people call the row: code, or list/code. */
static char *
make_key(const struct record *r)
{
	struct buf key = {0};

	for (char **name = r->form->table->key; name && *name; name++) {
		for (size_t i = 0; i < r->form->count; i++)
			if (!strcmp(r->form->fields[i].column->name, *name)) {
				if (key.size)
					buf_add_char(&key, '/');
				buf_add_string(&key, r->stored[i]);
			}
	}
	if (!key.size)
		buf_printf(&key, "#%lld", (long long)r->id);
	return buf_take(&key);
}

static void
take_row(struct record *r, struct stmt *stmt)
{
	r->id = stmt_int(stmt, 0);
	r->version = stmt_int(stmt, 1);
	for (size_t i = 0; i < r->form->count; i++) {
		const char *value = stmt_text(stmt, (int)i + 2);

		r->stored[i] = mem_strdup(value);
		r->before[i] = mem_strdup(value);
	}
	r->key = make_key(r);
}

static bool
read_by(struct record *r, struct forms *forms, const struct formdef *form,
    const char *by, int64_t id, const char *code, struct err *err)
{
	struct buf sql = {0};
	struct stmt *stmt;
	bool row = false, good;

	build_select(&sql, form, by);
	stmt = db_cached(forms_book(forms)->db, buf_string(&sql), err);
	buf_done(&sql);
	record_new(r, form);
	if (!stmt) {
		record_done(r);
		return false;
	}
	if (code)
		stmt_bind_text(stmt, 1, code);
	else
		stmt_bind_int(stmt, 1, id);
	good = stmt_step(stmt, &row, err);
	if (good && row)
		take_row(r, stmt);
	stmt_reset(stmt);
	if (good && row)
		return true;
	record_done(r);
	if (!good)
		return false;
	return code ? err_refuse(
			  err, "no_such", "", _("%s没有「%s」"), _(form->title), code)
		    : err_refuse(err, "no_such", "", _("%s没有 #%lld"),
			  _(form->title), (long long)id);
}

bool
record_read(struct record *r, struct forms *forms, const struct formdef *form,
    int64_t id, struct err *err)
{
	memset(r, 0, sizeof *r);
	if (!schema_column(form->table, "id"))
		return err_set(
		    err, ERR_USAGE, _("%s没有序号，须按编号看"), _(form->title));
	return read_by(r, forms, form, "id", id, NULL, err);
}

bool
record_read_key(struct record *r, struct forms *forms,
    const struct formdef *form, const char *key, struct err *err)
{
	int64_t id;

	memset(r, 0, sizeof *r);
	if (!schema_column(form->table, "id") &&
	    schema_column(form->table, "code"))
		return read_by(r, forms, form, "code", 0, key, err);
	return value_find(forms, form, key, &id, err) &&
	       record_read(r, forms, form, id, err);
}

/* ---- giving ---- */

static const struct field *
find_given(const struct formdef *form, const char *name, struct err *err)
{
	const struct field *field = formdef_field(form, name);
	struct nearest near;

	if (field)
		return field;
	nearest_init(&near, name);
	for (size_t i = 0; i < form->count; i++) {
		nearest_try(&near, form->fields[i].name);
		nearest_try(&near, _(form->fields[i].label));
	}
	err_set(err, ERR_USAGE, _("%s没有「%s」这个字段%s"), _(form->title), name,
	    nearest_words(&near));
	return NULL;
}

bool
record_give(struct record *r, struct forms *forms, const char *name,
    const char *typed, bool screen, struct err *err)
{
	const struct field *field = find_given(r->form, name, err);
	char *stored = NULL;
	size_t at;

	if (!field)
		return false;
	if (r->form->table->view)
		return err_set(
		    err, ERR_USAGE, _("%s是算出来的，只能看"), _(r->form->title));
	if (field->column->derived)
		return err_set(
		    err, ERR_USAGE, _("「%s」是算出来的，不能填"), _(field->label));
	if (field->column->house)
		return err_set(err, ERR_USAGE, _("「%s」不能直接填，作废用 void"),
		    _(field->label));
	if (!value_parse(forms, field, typed, screen, &stored, err))
		return false;
	at = (size_t)(field - r->form->fields);
	free(r->stored[at]);
	r->stored[at] = stored;
	r->given[at] = true;
	return true;
}
