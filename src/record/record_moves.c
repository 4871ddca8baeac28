/*
 * Which moves of `state` there are: the schema's declarations read for one
 * row.  Decides nothing: the law does, when the move is made.
 */
#include "record/record.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static const char sql_moves[] =
    "SELECT m.action, m.label, m.to_state,"
    " coalesce((SELECT k.label FROM code AS k JOIN code_column AS c"
    "  ON c.list = k.list WHERE c.record = m.record AND c.\"column\" = 'state'"
    "  AND k.code = m.to_state LIMIT 1), m.to_state),"
    " m.role, m.needs,"
    " CASE WHEN m.role IS NOT NULL AND NOT has_role(m.role) THEN"
    "  (SELECT group_concat(lang(label), '、') FROM"
    "   (SELECT label FROM code WHERE list = 'role' AND in_words(m.role, code)"
    "    ORDER BY sort_no)) END FROM state_move AS m"
    " WHERE m.record = ?1 AND m.from_state IS ?2 AND m.to_state IS NOT NULL"
    " ORDER BY m.rowid";

static void
add_move(struct move **moves, size_t *count, struct stmt *stmt)
{
	struct move *made;

	*moves = mem_resize(*moves, *count + 1, sizeof **moves);
	made = &(*moves)[(*count)++];
	made->action = mem_strdup(stmt_text(stmt, 0));
	made->label = mem_strdup(stmt_text(stmt, 1));
	made->to_state = mem_strdup(stmt_text(stmt, 2));
	made->to_label = mem_strdup(stmt_text(stmt, 3));
	made->role = mem_strdup(stmt_text(stmt, 4));
	made->needs = mem_strdup(stmt_text(stmt, 5));
	made->others = mem_strdup(stmt_text(stmt, 6));
}

bool
record_moves(struct record *r, struct forms *forms, struct move **moves,
    size_t *count, struct err *err)
{
	struct stmt *stmt;
	bool row = false, good;

	*moves = NULL;
	*count = 0;
	if (!r->form->table->has_state ||
	    record_value(r->before, r->form, "void_reason"))
		return true;
	stmt = db_cached(forms_book(forms)->db, sql_moves, err);
	if (!stmt)
		return false;
	stmt_bind_text(stmt, 1, r->form->table->name);
	stmt_bind_text(
	    stmt, 2, r->id ? record_value(r->before, r->form, "state") : NULL);
	while ((good = stmt_step(stmt, &row, err)) && row)
		add_move(moves, count, stmt);
	stmt_reset(stmt);
	if (!good) {
		record_moves_free(*moves, *count);
		*moves = NULL;
		*count = 0;
	}
	return good;
}

void
record_moves_free(struct move *moves, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		free(moves[i].action);
		free(moves[i].label);
		free(moves[i].to_state);
		free(moves[i].to_label);
		free(moves[i].role);
		free(moves[i].needs);
		free(moves[i].others);
	}
	free(moves);
}
