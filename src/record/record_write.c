/*
 * Insert and update of what was given.  The law is the schema's: here is
 * only who wins a race, which number is next, and that nothing is half done.
 */
#include "record/record_write.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "record/bind.h"
#include "record/numbering.h"
#include "record/refusal.h"
#include "record/refusal_fill.h"

static const struct writing plain_writing;

/* ---- a change of its own, or a savepoint in the open one ---- */

struct scope {
	bool nested, repeated;
	char *action, *reason; /* the session's, to be given back */
};

static bool
scope_begin(struct scope *s, struct forms *forms, const char *action,
    const struct writing *w, struct err *err)
{
	struct book *book = forms_book(forms);

	memset(s, 0, sizeof *s);
	s->nested = db_depth(book->db) > 0;
	if (!s->nested)
		return book_change_begin(
		    book, action, w->reason, w->request_id, &s->repeated, err);
	if (!db_begin(book->db, err))
		return false;
	s->action = mem_strdup(book->session.action);
	s->reason = mem_strdup(book->session.reason);
	session_set(&book->session.action, action);
	if (w->reason)
		session_set(&book->session.reason, w->reason);
	return true;
}

static void
scope_restore(struct scope *s, struct forms *forms)
{
	struct book *book = forms_book(forms);

	if (!s->nested)
		return;
	session_set(&book->session.action, s->action);
	session_set(&book->session.reason, s->reason);
	free(s->action);
	free(s->reason);
}

static void
scope_drop(struct scope *s, struct forms *forms)
{
	if (s->nested)
		db_rollback(forms_book(forms)->db);
	else
		book_change_drop(forms_book(forms));
	scope_restore(s, forms);
}

static bool
scope_end(struct scope *s, struct forms *forms, struct err *err)
{
	struct book *book = forms_book(forms);
	bool good;

	if (s->nested)
		good = db_commit(book->db, err);
	else
		good = book_change_end(book, err);
	if (good)
		scope_restore(s, forms);
	return good;
}

/* ---- what is given ---- */

void
record_put(struct record *r, const char *column, const char *value)
{
	for (size_t i = 0; i < r->form->count; i++) {
		if (strcmp(r->form->fields[i].column->name, column))
			continue;
		free(r->stored[i]);
		r->stored[i] = mem_strdup(value);
		r->given[i] = true;
		return;
	}
}

/* A new row names every column that is empty by itself, so that a file's
 * rows are one statement whichever of their cells are empty. */
static bool
is_written(const struct record *r, size_t i)
{
	const struct column *column = r->form->fields[i].column;

	if (column->derived)
		return false;
	if (r->id)
		return r->given[i];
	return (r->given[i] && r->stored[i]) ||
	       (!column->fallback && !column->house);
}

/* Does the query name something that was given? */
static bool
names_given(struct stmt *stmt, const struct record *r)
{
	for (int at = 1; at <= stmt_parameters(stmt); at++) {
		const char *name = stmt_parameter_name(stmt, at);

		for (size_t i = 0; name && i < r->form->count; i++)
			if (r->given[i] &&
			    (!strcmp(r->form->fields[i].column->name, name) ||
				!strcmp(r->form->fields[i].name, name)))
				return true;
	}
	return false;
}

/* A value that follows from others given, where nobody gave it. */
static bool
derive_field(struct record *r, struct forms *forms, size_t at, struct err *err)
{
	const char *sql = r->form->fields[at].derive;
	struct stmt *stmt = db_cached(forms_book(forms)->db, sql, err);
	bool row = false, good = true;

	if (!stmt)
		return false;
	if (names_given(stmt, r)) {
		bind_names(stmt, r);
		good = stmt_step(stmt, &row, err);
		if (good && row && stmt_text(stmt, 0))
			record_put(r, r->form->fields[at].column->name,
			    stmt_text(stmt, 0));
	}
	stmt_reset(stmt);
	return good;
}

static bool
derive_fields(struct record *r, struct forms *forms, struct err *err)
{
	for (size_t i = 0; i < r->form->count; i++)
		if (r->form->fields[i].derive && !r->given[i] &&
		    !derive_field(r, forms, i, err))
			return false;
	return true;
}

static bool
give_number(struct record *r, struct forms *forms, struct err *err)
{
	const struct table *table = r->form->table;
	struct book *book = forms_book(forms);
	char *code = NULL;

	if (!table->numbering || !schema_column(table, "code"))
		return true;
	if (record_value(r->stored, r->form, "code"))
		return true;
	if (!numbering_next(book->db, forms_work(forms)->numbers, table->name,
		table->numbering, book->session.today, &code, err))
		return false;
	record_put(r, "code", code);
	free(code);
	return true;
}

/* A table that names no first state has the only one that adding leads to. */
static bool
give_state(struct record *r, struct forms *forms, struct err *err)
{
	const struct table *table = r->form->table;
	const struct column *state = schema_column(table, "state");
	char *first = NULL;
	bool good;

	if (!table->has_state || state->fallback ||
	    record_value(r->stored, r->form, "state"))
		return true;
	good = db_string(forms_book(forms)->db, err, &first,
	    "SELECT min(to_state) FROM state_move WHERE record = ?1"
	    " AND from_state IS NULL AND to_state IS NOT NULL"
	    " HAVING count(DISTINCT to_state) = 1",
	    "s", table->name);
	if (first)
		record_put(r, "state", first);
	free(first);
	return good;
}

/* ---- statements ---- */

static void
add_quoted(struct buf *sql, const char *before, const char *name)
{
	buf_add_string(sql, before);
	buf_add_char(sql, '"');
	buf_add_string(sql, name);
	buf_add_char(sql, '"');
}

static void
build_insert(struct buf *sql, const struct record *r)
{
	size_t count = 0;

	add_quoted(sql, "INSERT INTO ", r->form->table->name);
	for (size_t i = 0; i < r->form->count; i++)
		if (is_written(r, i))
			add_quoted(sql, count++ ? ", " : " (",
			    r->form->fields[i].column->name);
	buf_add_string(sql, count ? ") VALUES (?" : " DEFAULT VALUES");
	for (size_t i = 1; i < count; i++)
		buf_add_string(sql, ", ?");
	if (count)
		buf_add_char(sql, ')');
}

static void
build_update(struct buf *sql, const struct record *r)
{
	add_quoted(sql, "UPDATE ", r->form->table->name);
	buf_add_string(sql, " SET ");
	for (size_t i = 0; i < r->form->count; i++) {
		if (!is_written(r, i))
			continue;
		add_quoted(sql, "", r->form->fields[i].column->name);
		buf_add_string(sql, " = ?, ");
	}
	buf_add_string(
	    sql, "version = version + 1 WHERE id = ? AND version = ?");
}

static bool
run_write(struct record *r, struct forms *forms, const struct writing *w,
    struct err *err)
{
	struct buf sql = {0};
	struct stmt *stmt;
	int at = 1;

	if (r->id)
		build_update(&sql, r);
	else
		build_insert(&sql, r);
	stmt = db_cached(forms_book(forms)->db, buf_string(&sql), err);
	buf_done(&sql);
	if (!stmt)
		return false;
	for (size_t i = 0; i < r->form->count; i++)
		if (is_written(r, i))
			bind_value(
			    stmt, at++, &r->form->fields[i], r->stored[i]);
	if (r->id) {
		stmt_bind_int(stmt, at++, r->id);
		stmt_bind_int(
		    stmt, at, w->if_version ? w->if_version : r->version);
	}
	return stmt_run(stmt, err);
}

/* ---- a lost race ---- */

static void
add_difference(struct buf *words, struct forms *forms,
    const struct field *field, const char *before, const char *now)
{
	char *was = fill_show(forms, field, before);
	char *is = fill_show(forms, field, now);

	buf_printf(words, _("%s「%s」原为%s，现为%s"), words->size ? _("；") : "",
	    _(field->label), *was ? was : _("空"), *is ? is : _("空"));
	free(is);
	free(was);
}

static char *
last_clerk(const struct record *r, struct forms *forms)
{
	struct err ignored = {0};
	char *name = NULL;

	if (!db_string(forms_book(forms)->db, &ignored, &name,
		"SELECT coalesce((SELECT c.name FROM clerk AS c"
		" WHERE c.code = j.clerk), j.clerk) FROM journal AS j"
		" WHERE j.record = ?1 AND j.row_id = ?2"
		" ORDER BY j.seq DESC LIMIT 1",
		"si", r->form->table->name, r->id))
		err_done(&ignored);
	return name;
}

static bool
refuse_stale(struct record *r, struct forms *forms, const struct writing *w,
    struct err *err)
{
	struct record now;
	struct buf words = {0};
	char *who;

	if (!record_read(&now, forms, r->form, r->id, err))
		return false;
	for (size_t i = 0; i < r->form->count; i++) {
		const struct field *field = &r->form->fields[i];
		const char *a = r->before[i], *b = now.stored[i];

		if (!field->column->derived &&
		    !(a && b ? !strcmp(a, b) : a == b))
			add_difference(&words, forms, field, a, b);
	}
	who = last_clerk(r, forms);
	if (!words.size && w->if_version)
		buf_printf(&words, _("现为第%lld版，不是第%lld版"),
		    (long long)now.version, (long long)w->if_version);
	err_refuse(err, "stale", "", _("这条记录刚被%s改过%s%s；请看过再改"),
	    who ? who : _("别人"), words.size ? _("：") : "", buf_string(&words));
	free(who);
	buf_done(&words);
	record_done(&now);
	return false;
}

/* ---- one write ---- */

/* The row as the law left it: defaults, side effects, version. */
static bool
read_back(struct record *r, struct forms *forms, int64_t id, struct err *err)
{
	struct record now;

	if (!record_read(&now, forms, r->form, id, err))
		return false;
	record_done(r);
	*r = now;
	return true;
}

static bool
write_inside(struct record *r, struct forms *forms, const struct writing *w,
    struct err *err)
{
	struct db *db = forms_book(forms)->db;
	int64_t id = r->id;

	if (!derive_fields(r, forms, err))
		return false;
	if (!id && !(give_number(r, forms, err) && give_state(r, forms, err)))
		return false;
	if (!run_write(r, forms, w, err))
		return refusal_from_fault(forms, r, err);
	if (id && db_changes(db) == 0)
		return refuse_stale(r, forms, w, err);
	return true;
}

/* The row that an earlier try of the same request made. */
static bool
read_repeated(struct record *r, struct forms *forms, const struct writing *w,
    struct err *err)
{
	int64_t id = r->id;

	if (!id && !db_int(forms_book(forms)->db, err, &id, 0,
		       "SELECT j.row_id FROM journal AS j JOIN change AS c"
		       " ON c.no = j.change_no WHERE c.request_id = ?1"
		       " AND j.record = ?2 ORDER BY j.seq LIMIT 1",
		       "ss", w->request_id, r->form->table->name))
		return false;
	return read_back(r, forms, id, err);
}

static bool
anything_given(const struct record *r)
{
	for (size_t i = 0; i < r->form->count; i++)
		if (r->given[i])
			return true;
	return false;
}

/* After a trial the record is as new as before; only its key is told. */
static bool
take_key(struct record *r, struct forms *forms, int64_t id, struct err *err)
{
	struct record now;

	if (!record_read(&now, forms, r->form, id, err))
		return false;
	free(r->key);
	r->key = mem_strdup(now.key);
	record_done(&now);
	return true;
}

static char *
code_before(const struct record *r, size_t *at)
{
	for (*at = 0; *at < r->form->count; (*at)++)
		if (!strcmp(r->form->fields[*at].column->name, "code"))
			return mem_strdup(r->stored[*at]);
	return NULL;
}

/* A number that was not written is nobody's. */
static void
put_code_back(
    struct record *r, struct forms *forms, size_t at, const char *code)
{
	if (at < r->form->count) {
		free(r->stored[at]);
		r->stored[at] = mem_strdup(code);
		r->given[at] = r->given[at] && code;
	}
	numbering_forget(forms_work(forms)->numbers);
}

bool
record_write(struct record *r, struct forms *forms, const char *action,
    const struct writing *w, struct err *err)
{
	struct scope scope;
	int64_t id;
	size_t code_at;
	char *code = code_before(r, &code_at);
	bool good;

	if (!scope_begin(&scope, forms, action, w, err)) {
		free(code);
		return false;
	}
	if (scope.repeated) {
		free(code);
		return read_repeated(r, forms, w, err);
	}
	good = write_inside(r, forms, w, err);
	if (!forms_work(forms)->batches)
		forms_work(forms)->writes++;
	id = r->id ? r->id : db_last_id(forms_book(forms)->db);
	if (good && w->trial) {
		good = take_key(r, forms, id, err);
		scope_drop(&scope, forms);
	} else if (good && !scope_end(&scope, forms, err)) {
		good = refusal_from_fault(forms, r, err);
		scope_drop(&scope, forms);
	} else if (good) {
		good = read_back(r, forms, id, err);
	} else {
		scope_drop(&scope, forms);
	}
	if (!good || w->trial)
		put_code_back(r, forms, code_at, code);
	free(code);
	return good;
}

bool
record_save(struct record *r, struct forms *forms, const struct writing *w,
    struct err *err)
{
	if (!w)
		w = &plain_writing;
	if (r->form->table->view)
		return err_set(
		    err, ERR_USAGE, _("%s是算出来的，只能看"), _(r->form->title));
	if (r->id && !anything_given(r) &&
	    (!w->if_version || w->if_version == r->version))
		return true;
	return record_write(r, forms, r->id ? "set" : "add", w, err);
}

/* No savepoint and no reading back: a failed statement undoes itself, and
 * whoever adds a hundred thousand rows looks at none of them. */
bool
record_add_quick(struct record *r, struct forms *forms, struct err *err)
{
	struct session *session = &forms_book(forms)->session;
	char *action = mem_strdup(session->action);
	size_t code_at;
	char *code = code_before(r, &code_at);
	bool good;

	session_set(&session->action, "add");
	good = write_inside(r, forms, &plain_writing, err);
	session_set(&session->action, action);
	free(action);
	if (good) {
		r->id = db_last_id(forms_book(forms)->db);
	} else if (code_at < r->form->count) {
		free(r->stored[code_at]);
		r->stored[code_at] = code;
		r->given[code_at] = r->given[code_at] && code;
		numbering_forget(forms_work(forms)->numbers);
		return false;
	}
	free(code);
	return good;
}
