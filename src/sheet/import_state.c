/* The way is asked of the table of moves, which is a graph. */
#include "sheet/import_state.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "record/refusal.h"
#include "record/words.h"

#define WAY                                                                   \
	"WITH RECURSIVE way (state, words, seen, steps) AS ("                 \
	"SELECT ?2, '', ' ' || ?2 || ' ', 0 UNION ALL"                        \
	" SELECT m.to_state, w.words || m.action || ' ',"                     \
	" w.seen || m.to_state || ' ', w.steps + 1"                           \
	" FROM way w JOIN state_move m ON m.record = ?1"                      \
	" AND m.from_state = w.state"                                         \
	" WHERE w.steps < 8 AND w.state <> ?3"                                \
	" AND instr(w.seen, ' ' || m.to_state || ' ') = 0)"                   \
	" SELECT words FROM way WHERE state = ?3 ORDER BY steps LIMIT 1"

static size_t
state_field(const struct formdef *form)
{
	size_t i = 0;

	while (i < form->count && strcmp(form->fields[i].name, "state"))
		i++;
	return i;
}

/* May a new record begin there? */
static bool
is_start(struct forms *forms, const struct formdef *form, const char *state,
    bool *is, struct err *err)
{
	int64_t starts = 0;

	if (!db_int(forms_book(forms)->db, err, &starts, 0,
		"SELECT count(*) FROM state_move WHERE record = ?1"
		" AND from_state IS NULL AND to_state = ?2",
		"ss", form->table->name, state))
		return false;
	*is = starts > 0;
	return true;
}

bool
import_state_take(struct forms *forms, struct record *r, int64_t id,
    char **state, struct err *err)
{
	const struct formdef *form = r->form;
	size_t at = state_field(form);
	bool start = false;

	*state = NULL;
	if (!form->table->has_state || at == form->count || !r->stored[at])
		return true;
	if (!id && !is_start(forms, form, r->stored[at], &start, err))
		return false;
	if (start)
		return true;
	*state = r->stored[at];
	r->stored[at] = NULL;
	r->given[at] = false;
	return true;
}

static bool
way_find(struct forms *forms, const struct record *r, const char *from,
    const char *to, char **way, struct err *err)
{
	return db_string(forms_book(forms)->db, err, way, WAY, "sss",
	    r->form->table->name, from, to);
}

static bool
way_go(struct forms *forms, struct record *r, const char *way,
    const char *reason, struct err *err)
{
	struct writing w = {.reason = reason};
	bool good = true;
	char *action;

	while (good && (action = words_take(&way))) {
		good = record_move(r, forms, action, &w, err);
		free(action);
	}
	return good;
}

bool
import_state_reach(struct forms *forms, const struct formdef *form, int64_t id,
    const char *state, const char *reason, bool *moved,
    struct err *err)
{
	size_t at = state_field(form);
	struct record r = {0};
	char *way = NULL;
	bool good;

	if (!record_read(&r, forms, form, id, err))
		return false;
	good = !strcmp(r.stored[at] ? r.stored[at] : "", state);
	*moved = !good;
	if (!good && way_find(forms, &r, r.stored[at], state, &way, err))
		good = way ? way_go(forms, &r, way, reason, err)
			   : refusal_refuse(forms, &r, "wrong_move", NULL, err);
	free(way);
	record_done(&r);
	return good;
}
