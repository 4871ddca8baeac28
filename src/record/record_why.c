/*
 * The queries a form hangs on a field: the steps behind a value (why) and
 * the live line beside it (side).  Their SQL is a stranger's: SELECT only.
 */
#include "record/record.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "record/bind.h"
#include "record/nearest.h"

struct why_columns {
	int step, value, rule, doc_no;
};

static int
find_column(const struct stmt *stmt, const char *name)
{
	for (int i = 0; i < stmt_columns(stmt); i++)
		if (!strcmp(stmt_column_name(stmt, i), name))
			return i;
	return -1;
}

static char *
text_at(struct stmt *stmt, int column)
{
	const char *text = column >= 0 ? stmt_text(stmt, column) : NULL;

	return mem_strdup(text ? text : "");
}

static bool
refuse_why(
    const struct formdef *form, const struct field *field, struct err *err)
{
	return err_set(err, ERR_USAGE,
	    field->column->derived || form->table->view
		? _("「%s」没有写明怎样得出")
		: _("「%s」是填写的，不是算出来的"),
	    _(field->label));
}

/* The field's own query, else the form's, which speaks of the record. */
static const char *
need_why(const struct formdef *form, const char *name,
    const struct field **field, struct err *err)
{
	struct nearest near;

	*field = formdef_field(form, name);
	if (*field && ((*field)->why || form->why))
		return (*field)->why ? (*field)->why : form->why;
	if (*field) {
		refuse_why(form, *field, err);
		return NULL;
	}
	nearest_init(&near, name);
	for (size_t i = 0; i < form->count; i++)
		nearest_try(&near, form->fields[i].name);
	err_set(err, ERR_USAGE, _("%s没有「%s」这个字段%s"), _(form->title), name,
	    nearest_words(&near));
	return NULL;
}

static void
add_step(struct why_step **steps, size_t *count, struct stmt *stmt,
    const struct why_columns *at)
{
	struct why_step *made;

	*steps = mem_resize(*steps, *count + 1, sizeof **steps);
	made = &(*steps)[(*count)++];
	made->step = text_at(stmt, at->step);
	made->value = text_at(stmt, at->value);
	made->rule = text_at(stmt, at->rule);
	made->doc_no = text_at(stmt, at->doc_no);
}

bool
record_why(struct record *r, struct forms *forms, const char *name,
    struct why_step **steps, size_t *count, struct err *err)
{
	const struct field *field;
	const char *sql = need_why(r->form, name, &field, err);
	struct why_columns at;
	struct stmt *stmt;
	bool row = false, good;

	*steps = NULL;
	*count = 0;
	if (!sql)
		return false;
	stmt = db_prepare_untrusted(forms_book(forms)->db, sql, err);
	if (!stmt) {
		err_context(err, _("%s 的 why"), r->form->path);
		return false;
	}
	at.step = find_column(stmt, "step");
	at.value = find_column(stmt, "value");
	at.rule = find_column(stmt, "rule");
	at.doc_no = find_column(stmt, "doc_no");
	bind_names(stmt, r);
	while ((good = stmt_step(stmt, &row, err)) && row)
		add_step(steps, count, stmt, &at);
	stmt_free(stmt);
	/* the form's query knows nothing of this record */
	if (good && !*count && !field->why)
		good = refuse_why(r->form, field, err);
	if (!good) {
		record_why_free(*steps, *count);
		*steps = NULL;
		*count = 0;
	}
	return good;
}

void
record_why_free(struct why_step *steps, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		free(steps[i].step);
		free(steps[i].value);
		free(steps[i].rule);
		free(steps[i].doc_no);
	}
	free(steps);
}

bool
record_side(struct record *r, struct forms *forms, const struct field *field,
    char **line, struct err *err)
{
	struct stmt *stmt;
	bool row = false, good;

	*line = NULL;
	if (!field->side) {
		*line = mem_strdup("");
		return true;
	}
	stmt = db_prepare_untrusted(forms_book(forms)->db, field->side, err);
	if (!stmt)
		return false;
	bind_names(stmt, r);
	good = stmt_step(stmt, &row, err);
	if (good)
		*line = text_at(stmt, row ? 0 : -1);
	stmt_free(stmt);
	return good;
}

bool
record_line(struct record *r, struct forms *forms, char **words,
    char **warning, struct err *err)
{
	struct stmt *stmt;
	bool row = false, good;

	*words = *warning = NULL;
	if (!r->form->side) {
		*words = mem_strdup("");
		*warning = mem_strdup("");
		return true;
	}
	stmt = db_prepare_untrusted(forms_book(forms)->db, r->form->side, err);
	if (!stmt)
		return false;
	bind_names(stmt, r);
	good = stmt_step(stmt, &row, err);
	if (good) {
		*words = text_at(stmt, row ? 0 : -1);
		*warning = text_at(
		    stmt, row && stmt_columns(stmt) > 1 ? 1 : -1);
	}
	stmt_free(stmt);
	return good;
}

bool
record_basis(struct record *r, struct forms *forms, char **form,
    char **filter, struct err *err)
{
	struct stmt *stmt;
	bool row = false, good;

	*form = *filter = NULL;
	if (!r->form->basis)
		return true;
	stmt = db_prepare_untrusted(forms_book(forms)->db, r->form->basis, err);
	if (!stmt)
		return false;
	bind_names(stmt, r);
	good = stmt_step(stmt, &row, err);
	if (good && row) {
		*form = text_at(stmt, find_column(stmt, "form"));
		*filter = text_at(stmt, find_column(stmt, "filter"));
	}
	stmt_free(stmt);
	return good;
}
