/* Knows no record: tables and columns come from the forms. */
#include "record/recheck.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "record/refusal.h"

struct recheck {
	struct forms *forms;
	struct db *db;
	recheck_row *found;
	void *data;
};

/* UPDATE t SET a = a, ... , version = version + 1 WHERE id = ?1 */
static char *
same_again(const struct table *t)
{
	struct buf sql = { 0 };
	size_t i;

	buf_printf(&sql, "UPDATE \"%s\" SET version = version + 1", t->name);
	for (i = 0; i < t->count; i++) {
		const struct column *c = &t->columns[i];

		if (!c->derived && !c->house && strcmp(c->name, "id"))
			buf_printf(&sql, ", \"%s\" = \"%s\"", c->name, c->name);
	}
	buf_add_string(&sql, " WHERE id = ?1");
	return buf_take(&sql);
}

static bool
report(struct recheck *c, const struct formdef *form, int64_t id,
    struct err *err)
{
	struct record r = { 0 };
	struct err fault = { 0 };
	bool done = record_read(&r, c->forms, form, id, err);

	if (done) {
		refusal_from_fault(c->forms, &r, &fault);
		/* That nobody may write there now is no fault of the row. */
		done = !strcmp(fault.code, "month_closed") ||
		    c->found(c->data, form->name, r.key, &fault);
	}
	err_done(&fault);
	record_done(&r);
	return done;
}

static bool
try_row(struct recheck *c, const struct formdef *form, struct stmt *update,
    int64_t id, struct err *err)
{
	struct err ignored = { 0 };
	bool passed;

	stmt_bind_int(update, 1, id);
	passed = stmt_run(update, &ignored);
	err_done(&ignored);
	stmt_reset(update);
	return passed || report(c, form, id, err);
}

static bool
recheck_form(struct recheck *c, const struct formdef *form, struct err *err)
{
	char *sql = same_again(form->table);
	struct stmt *update = db_prepare(c->db, sql, err), *rows = NULL;
	struct buf select = { 0 };
	bool row = true, done = update != NULL;

	buf_printf(&select,
	    "SELECT id FROM \"%s\" WHERE void_reason IS NULL ORDER BY id",
	    form->table->name);
	if (done)
		rows = db_prepare(c->db, buf_string(&select), err);
	done = done && rows;
	while (done && (done = stmt_step(rows, &row, err)) && row)
		done = try_row(c, form, update, stmt_int(rows, 0), err);
	stmt_free(rows);
	stmt_free(update);
	buf_done(&select);
	free(sql);
	return done;
}

bool
recheck_records(
    struct forms *forms, recheck_row *found, void *data, struct err *err)
{
	struct book *book = forms_book(forms);
	struct recheck c = { forms, book->db, found, data };
	const char *const *names;
	size_t count, i;
	/* The journal's triggers want a change; none of it is kept. */
	bool repeated, done = forms_names(forms, &names, &count, err) &&
	    book_change_begin(book, "check", NULL, NULL, &repeated, err);

	if (!done)
		return false;
	book->session.by_law = 1; /* who may is not the question */
	for (i = 0; done && i < count; i++) {
		const struct formdef *form = forms_get(forms, names[i], err);

		done = form &&
		    (form->table->view || !form->table->record ||
			recheck_form(&c, form, err));
	}
	book->session.by_law = 0;
	book_change_drop(book);
	return done;
}
