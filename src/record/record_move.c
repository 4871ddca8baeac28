/*
 * Moves of `state`, and voiding: the writes that are more than a change of
 * fields.  Which move is right the law decides; here its name is found.
 */
#include "record/record.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "record/nearest.h"
#include "record/record_write.h"
#include "record/refusal.h"

static const struct writing plain_writing;

/* The action's own name, given as such or as its label; NULL: no such move
 * in any state. */
static bool
find_action(const struct record *r, struct forms *forms, const char *word,
    char **action, struct err *err)
{
	struct stmt *stmt = db_cached(forms_book(forms)->db,
	    "SELECT action, label FROM state_move WHERE record = ?1"
	    " AND from_state IS NOT NULL AND to_state IS NOT NULL"
	    " ORDER BY rowid",
	    err);
	struct nearest near;
	char *best = NULL;
	bool row = false, good;

	*action = NULL;
	if (!stmt)
		return false;
	nearest_init(&near, word);
	stmt_bind_text(stmt, 1, r->form->table->name);
	while ((good = stmt_step(stmt, &row, err)) && row && !*action) {
		const char *name = stmt_text(stmt, 0);
		const char *before = near.best;

		if (!strcmp(name, word) || !strcmp(stmt_text(stmt, 1), word))
			*action = mem_strdup(name);
		nearest_try(&near, name);
		if (near.best != before) {
			free(best);
			near.best = best = mem_strdup(name);
		}
	}
	stmt_reset(stmt);
	if (good && !*action)
		good = err_set(err, ERR_USAGE, _("%s没有「%s」这个动作%s"),
		    _(r->form->title), word, nearest_words(&near));
	free(best);
	return good;
}

/* Where the action leads from here.  Where it leads nowhere, any place it
 * leads to will do: the law says what is wrong, the role before the move. */
static bool
find_target(struct record *r, struct forms *forms, const char *action,
    char **state, struct err *err)
{
	struct move *moves;
	size_t count;

	*state = NULL;
	if (!record_moves(r, forms, &moves, &count, err))
		return false;
	for (size_t i = 0; i < count && !*state; i++)
		if (!strcmp(moves[i].action, action))
			*state = mem_strdup(moves[i].to_state);
	record_moves_free(moves, count);
	return *state ||
	       db_string(forms_book(forms)->db, err, state,
		   "SELECT to_state FROM state_move WHERE record = ?1"
		   " AND action = ?2 AND to_state IS NOT NULL"
		   " ORDER BY rowid LIMIT 1",
		   "ss", r->form->table->name, action);
}

static void
put_back(struct record *r, const char *column)
{
	for (size_t i = 0; i < r->form->count; i++)
		if (!strcmp(r->form->fields[i].column->name, column)) {
			free(r->stored[i]);
			r->stored[i] = mem_strdup(r->before[i]);
			r->given[i] = false;
		}
}

bool
record_move(struct record *r, struct forms *forms, const char *word,
    const struct writing *w, struct err *err)
{
	char *action = NULL, *state = NULL;
	bool good;

	if (!w)
		w = &plain_writing;
	if (!r->form->table->has_state || !r->id)
		return err_set(
		    err, ERR_USAGE, _("%s没有状态可动"), _(r->form->title));
	good = find_action(r, forms, word, &action, err) &&
	       find_target(r, forms, action, &state, err);
	if (good) {
		record_put(r, "state", state);
		good = record_write(r, forms, action, w, err);
		if (!good)
			put_back(r, "state");
	}
	free(state);
	free(action);
	return good;
}

bool
record_void(struct record *r, struct forms *forms, const struct writing *w,
    struct err *err)
{
	if (!w)
		w = &plain_writing;
	if (r->form->table->view ||
	    !schema_column(r->form->table, "void_reason"))
		return err_set(err, ERR_USAGE, _("%s不能作废"), _(r->form->title));
	if (!w->reason || !*w->reason)
		return err_refuse(
		    err, "no_reason", "void_reason", _("作废须写理由"));
	record_put(r, "void_reason", w->reason);
	if (record_write(r, forms, "void", w, err))
		return true;
	put_back(r, "void_reason");
	return false;
}
