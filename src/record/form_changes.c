/*
 * The list before a save (see form_changes.h).  What follows elsewhere is
 * read from the journal of the attempt itself and from the side lines
 * before and after it, so no record needs to say it twice.
 */
#include "record/form_changes.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "record/form_attempt.h"
#include "record/form_fields.h"

/* A side effect of many rows is told by its first ones. */
#define ELSEWHERE_MOST 40

void
form_changes_clear(struct form *form)
{
	for (size_t i = 0; i < form->change_count; i++) {
		free(form->changes[i].label);
		free(form->changes[i].old);
		free(form->changes[i].new_);
	}
	form->change_count = 0;
}

/* Takes the three texts over. */
static void
add_change(struct form *form, enum form_change_kind kind, char *label,
    char *old, char *new_)
{
	struct form_change *c;

	form->changes = mem_resize(
	    form->changes, form->change_count + 1, sizeof(*form->changes));
	c = &form->changes[form->change_count++];
	c->kind = kind;
	c->label = label;
	c->old = old;
	c->new_ = new_;
}

static bool
is_same(const char *a, const char *b)
{
	return !strcmp(a ? a : "", b ? b : "");
}

/* ---- this record ---- */

static bool
is_told(const struct form *form, const struct field *field, const char *now)
{
	if (field->column->house)
		return !strcmp(field->name, "void_reason") &&
		    form->purpose == FORM_VOID;
	if (form->purpose != FORM_ADD)
		return true;
	/* of a new record: not its number, not that nothing is counted yet */
	if (!strcmp(field->name, "code") && form->def->table->numbering)
		return false;
	if (form->def->table->has_state && !strcmp(field->name, "state"))
		return false;
	return !field->column->derived || (now && strcmp(now, "0") != 0);
}

static enum form_change_kind
kind_of(const struct form *form, size_t i)
{
	const struct form_field *f = &form->fields[i];

	if (f->carried)
		return CHANGE_CARRIED;
	if (form->purpose == FORM_MOVE && !strcmp(f->field->name, "state"))
		return CHANGE_TYPED;
	if (form->purpose == FORM_VOID && f->field->column->house)
		return CHANGE_TYPED;
	return form->record.given[i] ? CHANGE_TYPED : CHANGE_DERIVED;
}

static void
list_own(struct form *form, const struct record *written,
    enum form_change_kind kind)
{
	for (size_t i = 0; i < form->def->count; i++) {
		const char *old = form->before.stored[i];
		const char *now = written->stored[i];

		if (is_same(old, now) ||
		    !is_told(form, form->fields[i].field, now) ||
		    (kind_of(form, i) == CHANGE_DERIVED) !=
			(kind == CHANGE_DERIVED))
			continue;
		add_change(form, kind_of(form, i),
		    mem_strdup(_(form->def->fields[i].label)),
		    form_fields_words(form, i, old),
		    form_fields_words(form, i, now));
	}
}

/* ---- what the side lines say after it ---- */

static void
list_sides(struct form *form, const struct record *written)
{
	struct record after;

	form_attempt_copy(&after, written);
	for (size_t i = 0; i < form->def->count; i++) {
		const struct form_field *f = &form->fields[i];
		struct err ignored = {0};
		char *line = NULL;

		if (!f->field->side ||
		    !record_side(
			&after, form->forms, f->field, &line, &ignored))
			err_done(&ignored);
		else if (line && *line && f->side && *f->side &&
		    strcmp(line, f->side) != 0)
			add_change(form, CHANGE_ELSEWHERE,
			    mem_printf(_("存后 %s"), _(f->field->label)),
			    mem_strdup(f->side), mem_strdup(line));
		free(line);
	}
	record_done(&after);
}

/* ---- what the law writes besides ---- */

struct elsewhere {
	struct form *form;
	const struct formdef *def; /* of the row told; NULL: no form */
	const char *record, *key, *action;
};

static char *
shown_elsewhere(
    const struct elsewhere *e, const struct field *field, const char *stored)
{
	struct err ignored = {0};
	struct buf shown = {0};

	if (!stored)
		return mem_strdup("");
	if (!field ||
	    !value_show(e->form->forms, field, stored, VALUE_HUMAN, &shown,
		&ignored)) {
		err_done(&ignored);
		buf_clear(&shown);
		buf_add_string(&shown, stored);
	}
	return buf_take(&shown);
}

static void
add_elsewhere(const struct elsewhere *e, const char *column, const char *old,
    const char *new_)
{
	const struct field *field =
	    e->def && column ? formdef_field(e->def, column) : NULL;
	const char *title = e->def ? _(e->def->title) : e->record;
	char *label;

	if (!column) {
		add_change(e->form, CHANGE_ELSEWHERE,
		    mem_printf(_("随之新增 %s"), title), mem_strdup(""),
		    mem_strdup(e->key ? e->key : ""));
		return;
	}
	if (!strcmp(column, "version"))
		return;
	label = mem_printf("%s %s %s", title, e->key ? e->key : "",
	    field ? _(field->label) : column);
	add_change(e->form, CHANGE_ELSEWHERE, label,
	    shown_elsewhere(e, field, old), shown_elsewhere(e, field, new_));
}

static void
tell_elsewhere(struct form *form, struct stmt *stmt)
{
	struct elsewhere e = {form, NULL, stmt_text(stmt, 0),
	    stmt_text(stmt, 1), stmt_text(stmt, 2)};
	const char *column = stmt_text(stmt, 3);
	struct err ignored = {0};

	if (forms_has_table(form->forms, e.record))
		e.def = forms_of_table(form->forms, e.record, &ignored);
	err_done(&ignored);
	add_elsewhere(&e, column, stmt_text(stmt, 4), stmt_text(stmt, 5));
}

static void
list_elsewhere(struct form *form, const struct record *written)
{
	struct book *book = forms_book(form->forms);
	struct err ignored = {0};
	struct stmt *stmt = db_cached(book->db,
	    "SELECT j.record, j.row_key, j.action, n.key,"
	    " json_extract(j.old, '$.' || n.key), n.value"
	    " FROM journal AS j LEFT JOIN json_each(j.new) AS n"
	    " ON j.old IS NOT NULL"
	    " WHERE j.change_no = ?1 AND NOT (j.record = ?2 AND j.row_id = ?3)"
	    " ORDER BY j.seq, n.id LIMIT ?4",
	    &ignored);
	bool row = false;

	if (!stmt) {
		err_done(&ignored);
		return;
	}
	stmt_bind_int(stmt, 1, book->session.change_no);
	stmt_bind_text(stmt, 2, form->def->table->name);
	stmt_bind_int(stmt, 3, written->id);
	stmt_bind_int(stmt, 4, ELSEWHERE_MOST);
	while (stmt_step(stmt, &row, &ignored) && row)
		tell_elsewhere(form, stmt);
	stmt_reset(stmt);
	err_done(&ignored);
}

void
form_changes_list(struct form *form, const struct record *written)
{
	form_changes_clear(form);
	list_own(form, written, CHANGE_TYPED);
	if (form_reason(form) && form->purpose != FORM_VOID)
		add_change(form, CHANGE_TYPED, mem_strdup(_("理由")),
		    mem_strdup(""), mem_strdup(form_reason(form)));
	list_own(form, written, CHANGE_DERIVED);
	list_sides(form, written);
	list_elsewhere(form, written);
}
