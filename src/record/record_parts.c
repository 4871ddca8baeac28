/*
 * What belongs to a record: the lines its form's `parts` query gives, each
 * leading to a record of its own.  The SQL is a stranger's: SELECT only.
 */
#include "record/record_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "record/bind.h"

static char *
text_of(struct stmt *stmt, const char *column)
{
	const char *text = NULL;

	for (int i = 0; i < stmt_columns(stmt); i++)
		if (!strcmp(stmt_column_name(stmt, i), column))
			text = stmt_text(stmt, i);
	return mem_strdup(text ? text : "");
}

bool
record_parts(struct record *r, struct forms *forms, struct record_part **parts,
    size_t *count, struct err *err)
{
	struct stmt *stmt;
	size_t capacity = 0;
	bool row = false, good;

	*parts = NULL;
	*count = 0;
	if (!r->form->parts)
		return true;
	stmt = db_prepare_untrusted(forms_book(forms)->db, r->form->parts, err);
	if (!stmt)
		return false;
	bind_names(stmt, r);
	while ((good = stmt_step(stmt, &row, err)) && row) {
		*parts = mem_grow(*parts, *count, &capacity, sizeof **parts);
		(*parts)[(*count)++] = (struct record_part){
		    .form = text_of(stmt, "form"),
		    .code = text_of(stmt, "code"),
		    .words = text_of(stmt, "words"),
		    .due = text_of(stmt, "due"),
		    .state = text_of(stmt, "state")};
	}
	stmt_free(stmt);
	return good;
}

void
record_parts_free(struct record_part *parts, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		free(parts[i].form);
		free(parts[i].code);
		free(parts[i].words);
		free(parts[i].due);
		free(parts[i].state);
	}
	free(parts);
}
