/* The track of a record's states (see track.h). */
#include "record/track.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"

#define STEPS_MOST 24

static const char sql_passed[] =
    "SELECT json_extract(new, '$.state'), today FROM journal"
    " WHERE record = ?1 AND row_id = ?2"
    " AND json_extract(new, '$.state') IS NOT NULL ORDER BY seq";

/* What the state is usually left by: not the moves that want a reason, which
 * turn back or break off. */
static const char sql_next[] =
    "SELECT to_state FROM state_move WHERE record = ?1 AND from_state = ?2"
    " AND to_state <> from_state"
    " AND NOT (' ' || coalesce(needs, '') || ' ' LIKE '% * %')"
    " ORDER BY rowid LIMIT 1";

static const char sql_label[] =
    "SELECT k.label FROM code AS k JOIN code_column AS c ON c.list = k.list"
    " WHERE c.record = ?1 AND c.\"column\" = 'state' AND k.code = ?2 LIMIT 1";

struct track {
	struct db *db;
	const char *table;
	struct track_step *steps;
	size_t count;
};

static void
step_done(struct track_step *step)
{
	free(step->state);
	free(step->label);
	free(step->day);
}

void
track_free(struct track_step *steps, size_t count)
{
	for (size_t i = 0; i < count; i++)
		step_done(&steps[i]);
	free(steps);
}

static size_t
find_state(const struct track *t, const char *state)
{
	size_t i = 0;

	while (i < t->count && strcmp(t->steps[i].state, state) != 0)
		i++;
	return i;
}

static void
add_step(struct track *t, const char *state, const char *day,
    enum track_mark mark)
{
	struct err ignored = {0};
	struct track_step *step;

	t->steps = mem_resize(t->steps, t->count + 1, sizeof(*t->steps));
	step = &t->steps[t->count++];
	memset(step, 0, sizeof(*step));
	step->state = mem_strdup(state);
	step->day = mem_strdup(day);
	step->mark = mark;
	if (!db_string(t->db, &ignored, &step->label, sql_label, "ss",
		t->table, state))
		err_done(&ignored);
	if (!step->label)
		step->label = mem_strdup(state);
}

/* A state come back to takes the detour off the track. */
static bool
read_passed(struct track *t, int64_t id, struct err *err)
{
	struct stmt *stmt = db_cached(t->db, sql_passed, err);
	bool row = false, good;

	if (!stmt)
		return false;
	stmt_bind_text(stmt, 1, t->table);
	stmt_bind_int(stmt, 2, id);
	while ((good = stmt_step(stmt, &row, err)) && row) {
		char *state = mem_strdup(stmt_text(stmt, 0));
		size_t at = find_state(t, state);

		while (t->count > at)
			step_done(&t->steps[--t->count]);
		add_step(t, state, stmt_text(stmt, 1), TRACK_PASSED);
		free(state);
	}
	stmt_reset(stmt);
	return good;
}

static bool
read_ahead(struct track *t, struct err *err)
{
	size_t first = t->count;

	while (t->count < STEPS_MOST) {
		char *next = NULL;
		size_t at;

		if (!db_string(t->db, err, &next, sql_next, "ss", t->table,
			t->steps[t->count - 1].state))
			return false;
		if (!next)
			return true;
		for (at = first; at < t->count; at++)
			if (!strcmp(t->steps[at].state, next))
				break;
		if (at < t->count) {
			free(next);
			return true;
		}
		add_step(t, next, NULL, TRACK_AHEAD);
		free(next);
	}
	return true;
}

static const char *
state_of(const struct record *r)
{
	for (size_t i = 0; i < r->form->count; i++)
		if (!strcmp(r->form->fields[i].column->name, "state"))
			return r->before[i] ? r->before[i] : r->stored[i];
	return NULL;
}

bool
track_read(const struct record *r, struct forms *forms,
    struct track_step **steps, size_t *count, struct err *err)
{
	struct track t = {forms_book(forms)->db, r->form->table->name, NULL, 0};
	const char *state = state_of(r);
	bool good = true;

	*steps = NULL;
	*count = 0;
	if (!r->form->table->has_state || !state || !r->id)
		return true;
	good = read_passed(&t, r->id, err);
	if (good && (!t.count || strcmp(t.steps[t.count - 1].state, state)))
		add_step(&t, state, NULL, TRACK_PASSED);
	if (good) {
		t.steps[t.count - 1].mark = TRACK_NOW;
		good = read_ahead(&t, err);
	}
	if (!good) {
		track_free(t.steps, t.count);
		return false;
	}
	*steps = t.steps;
	*count = t.count;
	return true;
}

/* ---- in words ---- */

static const char *
mark_words(enum track_mark mark)
{
	return mark == TRACK_PASSED ? "[x] " : mark == TRACK_NOW ? "[>] " : "[ ] ";
}

static int
step_width(const struct track_step *step)
{
	int label = 4 + text_width(_(step->label));

	return label > 9 || !step->day ? label : 9;
}

#define LINK " -- "

static void
pad_to(struct buf *line, int cells)
{
	int used = text_width(buf_string(line));

	while (used++ < cells)
		buf_add_char(line, ' ');
}

/* The first step shown, so that the present one and the next are inside. */
static size_t
first_step(const struct track_step *steps, size_t count, int cells)
{
	size_t now = 0, first;
	int used;

	for (size_t i = 0; i < count; i++)
		if (steps[i].mark == TRACK_NOW)
			now = i;
	first = now + (now + 1 < count);
	used = step_width(&steps[first]) + 2;
	while (first > 0 && used + 4 + step_width(&steps[first - 1]) <= cells)
		used += 4 + step_width(&steps[--first]);
	return first > now ? now : first;
}

void
track_words(const struct track_step *steps, size_t count, int cells,
    struct buf *states, struct buf *days)
{
	size_t first = count ? first_step(steps, count, cells) : 0;

	if (first > 0) {
		buf_add_string(states, "< ");
		pad_to(days, 2);
	}
	for (size_t i = first; i < count; i++) {
		int at = text_width(buf_string(states));

		if (at + step_width(&steps[i]) + 2 > cells) {
			buf_add_string(states, " >");
			return;
		}
		if (i > first) {
			buf_add_string(states, LINK);
			at += 4;
		}
		pad_to(days, at + 4);
		buf_printf(states, "%s%s", mark_words(steps[i].mark),
		    _(steps[i].label));
		if (steps[i].day && strlen(steps[i].day) == 10)
			buf_add_string(days, steps[i].day + 5);
		pad_to(states, at + step_width(&steps[i]));
	}
}
