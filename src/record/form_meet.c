/*
 * A lost race: what I typed over the version I read meets the version that
 * another clerk has saved since (see form.h).
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "record/form_fields.h"

static bool
is_same(const char *a, const char *b)
{
	return !strcmp(a ? a : "", b ? b : "");
}

static void
add_clash(struct form *form, size_t at, const char *theirs)
{
	struct form_meeting *m = &form->meeting;
	const char *was = form->before.stored[at];
	const char *mine =
	    form->record.given[at] ? form->record.stored[at] : was;
	bool both = !is_same(was, theirs) && !is_same(was, mine);
	struct form_clash *c;

	m->clashes =
	    mem_resize(m->clashes, m->count + 1, sizeof(*m->clashes));
	c = &m->clashes[m->count++];
	c->at = at;
	c->was = form_fields_words(form, at, was);
	c->theirs = form_fields_words(form, at, theirs);
	c->mine = form_fields_words(form, at, mine);
	c->both = both;
	c->take = both ? 0 : is_same(was, mine) ? 1 : 2;
}

/* Who saved last, and at what time of day. */
static void
ask_who(struct form *form)
{
	struct err ignored = {0};
	struct form_meeting *m = &form->meeting;
	struct db *db = forms_book(form->forms)->db;

	if (!db_string(db, &ignored, &m->who,
		"SELECT coalesce((SELECT c.name FROM clerk AS c"
		" WHERE c.code = j.clerk), j.clerk) FROM journal AS j"
		" WHERE j.record = ?1 AND j.row_id = ?2"
		" ORDER BY j.seq DESC LIMIT 1",
		"si", form->def->table->name, form->record.id))
		err_done(&ignored);
	if (!db_string(db, &ignored, &m->at,
		"SELECT substr(at, 12, 5) FROM journal"
		" WHERE record = ?1 AND row_id = ?2"
		" ORDER BY seq DESC LIMIT 1",
		"si", form->def->table->name, form->record.id))
		err_done(&ignored);
}

bool
form_meet(struct form *form, struct err *err)
{
	struct form_meeting *m = &form->meeting;
	struct record now;

	form_fields_forget_meeting(form);
	if (!record_read(&now, form->forms, form->def, form->record.id, err))
		return false;
	m->version_was = form->record.version;
	m->version_now = now.version;
	for (size_t i = 0; i < form->def->count; i++) {
		const char *was = form->before.stored[i];

		if (form->def->fields[i].column->derived)
			continue;
		if (!is_same(was, now.stored[i]) ||
		    (form->record.given[i] &&
			!is_same(was, form->record.stored[i])))
			if (!is_same(now.stored[i], form->record.given[i]
				    ? form->record.stored[i]
				    : was))
				add_clash(form, i, now.stored[i]);
	}
	record_done(&now);
	ask_who(form);
	return true;
}

/* What was given here and is still wanted goes into their version. */
static void
give_mine(struct form *form, struct record *now)
{
	const struct form_meeting *m = &form->meeting;

	for (size_t i = 0; i < form->def->count; i++) {
		bool mine = form->record.given[i] &&
		    !is_same(form->record.stored[i], now->stored[i]);

		for (size_t c = 0; c < m->count; c++)
			if (m->clashes[c].at == i && m->clashes[c].take == 1)
				mine = false;
		if (!mine)
			continue;
		free(now->stored[i]);
		now->stored[i] = mem_strdup(form->record.stored[i]);
		now->given[i] = true;
	}
}

bool
form_settle(struct form *form, size_t *at, struct err *err)
{
	struct record now, before;

	for (size_t i = 0; i < form->meeting.count; i++)
		if (!form->meeting.clashes[i].take) {
			*at = i;
			return false;
		}
	if (!record_read(&now, form->forms, form->def, form->record.id, err))
		return false;
	if (!record_read(
		&before, form->forms, form->def, form->record.id, err)) {
		record_done(&now);
		return false;
	}
	give_mine(form, &now);
	record_done(&form->record);
	record_done(&form->before);
	form->record = now;
	form->before = before;
	form_fields_forget_meeting(form);
	form_refresh(form);
	return true;
}
