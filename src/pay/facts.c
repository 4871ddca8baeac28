/*
 * Reads facts: one ordered statement a table, merged by worker, so that a
 * run over all workers is one pass and holds one worker at a time.
 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "pay/facts.h"
#include "pay/policy.h"

#define BLOCK 8192

struct facts_block {
	struct facts_block *next;
	size_t used, size;
	char bytes[];
};

/* A copy that lives until the next worker. */
static const char *
facts_keep(struct facts *facts, const char *text)
{
	struct facts_block *block = facts->text;
	size_t size;
	char *at;

	if (!text)
		return NULL;
	size = strlen(text) + 1;
	if (!block || block->size - block->used < size) {
		size_t room = size > BLOCK ? size : BLOCK;

		block = mem_alloc(sizeof *block + room);
		block->size = room;
		block->next = facts->text;
		facts->text = block;
	}
	at = block->bytes + block->used;
	memcpy(at, text, size);
	block->used += size;
	return at;
}

static void
facts_clear(struct facts *facts)
{
	while (facts->text && facts->text->next) {
		struct facts_block *next = facts->text->next;

		free(facts->text);
		facts->text = next;
	}
	if (facts->text)
		facts->text->used = 0;
	facts->spells_count = facts->absences_count = 0;
	facts->deemed_count = facts->posts_count = 0;
	facts->educations_count = facts->certificates_count = 0;
	facts->honours_count = facts->ratings_count = 0;
	facts->performances_count = facts->changes_count = 0;
	facts->overrides_count = facts->amounts_count = 0;
}

void
facts_done(struct facts *facts)
{
	facts_clear(facts);
	free(facts->text);
	free(facts->spells);
	free(facts->absences);
	free(facts->deemed);
	free(facts->posts);
	free(facts->educations);
	free(facts->certificates);
	free(facts->honours);
	free(facts->ratings);
	free(facts->performances);
	free(facts->changes);
	free(facts->overrides);
	free(facts->amounts);
	memset(facts, 0, sizeof *facts);
}

#define NEW(facts, list)                                                       \
	((facts)->list = mem_grow((facts)->list, (facts)->list##_count,        \
	     &(facts)->list##_room, sizeof *(facts)->list),                    \
	    memset(&(facts)->list[(facts)->list##_count], 0,                   \
		sizeof *(facts)->list),                                        \
	    &(facts)->list[(facts)->list##_count++])

static int32_t
later(int32_t day, int32_t effect_on)
{
	return effect_on > day && day != DAY_END ? effect_on : day;
}

/* Column 0 is the worker; columns 1 and 2 are effect_on and the document in
 * every statement, the rest is the table's. */
#define EFFECT(stmt) day_read(stmt_text(stmt, 1), FACT_NEVER)
#define DAY(stmt, column) day_read(stmt_text(stmt, column), DAY_END)

static void
facts_spell(struct facts *facts, const struct stmt *stmt)
{
	struct fact_spell *spell = NEW(facts, spells);
	const char *leave = stmt_text(stmt, 5);

	spell->doc = facts_keep(facts, stmt_text(stmt, 2));
	spell->start = later(DAY(stmt, 3), EFFECT(stmt));
	spell->end = DAY(stmt, 4);
	spell->leave = leave ? (int)strtol(leave, NULL, 10) : 0;
	spell->served =
	    policy_word("street city province other", stmt_text(stmt, 6));
	spell->probation_until = day_read(stmt_text(stmt, 7), FACT_NEVER);
	spell->community = stmt_int(stmt, 8);
}

static void
facts_absence(struct facts *facts, const struct stmt *stmt)
{
	struct fact_absence *absence = NEW(facts, absences);

	absence->start = later(DAY(stmt, 3), EFFECT(stmt));
	absence->end = DAY(stmt, 4);
	absence->kind = facts_keep(facts, stmt_text(stmt, 5));
}

static void
facts_deemed(struct facts *facts, const struct stmt *stmt)
{
	struct fact_deemed *deemed = NEW(facts, deemed);

	deemed->doc = facts_keep(facts, stmt_text(stmt, 2));
	deemed->start = DAY(stmt, 3);
	deemed->end = DAY(stmt, 4);
	deemed->counts_on = later(deemed->start, EFFECT(stmt));
}

static void
facts_post(struct facts *facts, const struct stmt *stmt)
{
	struct fact_post *post = NEW(facts, posts);
	const char *way = stmt_text(stmt, 7);

	post->doc = facts_keep(facts, stmt_text(stmt, 2));
	post->start = later(DAY(stmt, 3), EFFECT(stmt));
	post->end = DAY(stmt, 4);
	post->post = facts_keep(facts, stmt_text(stmt, 5));
	post->job = facts_keep(facts, stmt_text(stmt, 6));
	post->elected = way && !strcmp(way, "01");
	post->combined = stmt_int(stmt, 8) != 0;
	post->acting = stmt_int(stmt, 9) != 0;
}

static void
facts_education(struct facts *facts, const struct stmt *stmt)
{
	struct fact_education *education = NEW(facts, educations);
	const char *diploma = stmt_text(stmt, 5), *degree = stmt_text(stmt, 6);
	int32_t effect_on = EFFECT(stmt);

	education->doc = facts_keep(facts, stmt_text(stmt, 2));
	education->graduated_on = later(DAY(stmt, 3), effect_on);
	education->degree_on = later(DAY(stmt, 4), effect_on);
	education->word = facts_keep(facts, diploma);
	if (diploma)
		education->diploma =
		    policy_level_bits(CREDIT_EDUCATION, diploma);
	if (degree)
		education->degree = !strcmp(degree, "2") ? 1
		    : !strcmp(degree, "3")		 ? 2
		    : !strcmp(degree, "4")		 ? 4
							 : 0;
	education->full_time = stmt_int(stmt, 7) != 0;
}

static void
facts_certificate(struct facts *facts, const struct stmt *stmt)
{
	struct fact_certificate *certificate = NEW(facts, certificates);
	int32_t effect_on = EFFECT(stmt);

	certificate->doc = facts_keep(facts, stmt_text(stmt, 2));
	certificate->issued_on = later(DAY(stmt, 3), effect_on);
	certificate->registered_on = later(DAY(stmt, 4), effect_on);
	certificate->valid_until = DAY(stmt, 5);
	certificate->withdrawn_on = DAY(stmt, 6);
	certificate->word = facts_keep(facts, stmt_text(stmt, 7));
	certificate->level =
	    policy_level_bits(CREDIT_CERTIFICATE, certificate->word);
}

static void
facts_honour(struct facts *facts, const struct stmt *stmt)
{
	struct fact_honour *honour = NEW(facts, honours);

	honour->doc = facts_keep(facts, stmt_text(stmt, 2));
	honour->awarded_on = later(DAY(stmt, 3), EFFECT(stmt));
	honour->title = facts_keep(facts, stmt_text(stmt, 4));
	honour->word = facts_keep(facts, stmt_text(stmt, 5));
	honour->level = policy_level_bits(CREDIT_HONOUR, honour->word);
}

static void
facts_rating(struct facts *facts, const struct stmt *stmt)
{
	struct fact_rating *rating = NEW(facts, ratings);

	rating->year = (int)stmt_int(stmt, 3);
	rating->rating = facts_keep(facts, stmt_text(stmt, 4));
	rating->effect_on =
	    day_read(stmt_text(stmt, 1), day_of_month((rating->year + 1) * 12));
}

static void
facts_performance(struct facts *facts, const struct stmt *stmt)
{
	struct fact_performance *rating = NEW(facts, performances);
	const char *period = stmt_text(stmt, 3);
	int year = (int)strtol(period, NULL, 10);
	int part = 0;

	if (strlen(period) >= 6)
		part = (int)strtol(period + 5 + (period[5] >= 'A'), NULL, 10);
	rating->cycle = strlen(period) < 6 ? PAYS_YEAR
	    : period[5] == 'Q'		   ? PAYS_QUARTER
	    : period[5] == 'H'		   ? PAYS_HALF
					   : PAYS_MONTH;
	rating->first = year * 12;
	if (rating->cycle == PAYS_MONTH)
		rating->first += part - 1;
	else if (rating->cycle == PAYS_QUARTER)
		rating->first += (part - 1) * 3;
	else if (rating->cycle == PAYS_HALF)
		rating->first += (part - 1) * 6;
	rating->last = rating->first +
	    (rating->cycle == PAYS_MONTH	? 0
		    : rating->cycle == PAYS_QUARTER ? 2
		    : rating->cycle == PAYS_HALF	? 5
						    : 11);
	rating->effect_on = day_read(stmt_text(stmt, 1),
	    day_of_month(rating->last + (rating->cycle != PAYS_MONTH)));
	rating->rating = facts_keep(facts, stmt_text(stmt, 4));
}

static void
facts_change(struct facts *facts, const struct stmt *stmt)
{
	struct fact_change *change = NEW(facts, changes);
	const char *paid_from = stmt_text(stmt, 4);

	change->doc = facts_keep(facts, stmt_text(stmt, 2));
	change->effect_on = DAY(stmt, 3);
	change->grade = (int)stmt_int(stmt, 5);
	if (!day_read_month(paid_from, &change->paid_from))
		change->paid_from = 0;
}

static void
facts_override(struct facts *facts, const struct stmt *stmt)
{
	struct fact_override *override = NEW(facts, overrides);

	override->doc = facts_keep(facts, stmt_text(stmt, 2));
	override->start = later(DAY(stmt, 3), EFFECT(stmt));
	override->end = DAY(stmt, 4);
	override->grade = (int)stmt_int(stmt, 5);
	override->cause = facts_keep(facts, stmt_text(stmt, 6));
}

static void
facts_amount(struct facts *facts, const struct stmt *stmt)
{
	struct fact_amount *amount = NEW(facts, amounts);

	amount->start = later(DAY(stmt, 3), EFFECT(stmt));
	amount->end = DAY(stmt, 4);
	amount->kind =
	    policy_word("insurance fund deduction", stmt_text(stmt, 5));
	amount->amount = stmt_int(stmt, 6);
}

#define HEAD "SELECT t.worker_id, t.effect_on, coalesce(d.code, t.paper), "
#define FROM(table)                                                            \
	" FROM " table " t LEFT JOIN document d ON d.id = t.document_id"       \
	" WHERE t.void_reason IS NULL"

static const struct {
	const char *sql, *order;
	void (*take)(struct facts *, const struct stmt *);
} tables[] = {
	{HEAD "t.starts_on, t.ends_on, t.leave_reason, t.served_at,"
	      " t.probation_until, t.community_id" FROM("service_spell"),
	    "t.starts_on", facts_spell},
	{HEAD "t.starts_on, t.ends_on, t.kind" FROM("worker_absence"),
	    "t.starts_on", facts_absence},
	{HEAD "t.starts_on, t.ends_on" FROM("worker_deemed"), "t.starts_on",
	    facts_deemed},
	{HEAD "t.starts_on, t.ends_on, t.post, t.job, t.way, t.combined,"
	      " t.acting" FROM("worker_post"),
	    "t.starts_on", facts_post},
	{HEAD "t.graduated_on, t.degree_on, t.education, t.degree,"
	      " t.full_time" FROM("worker_education"),
	    "t.id", facts_education},
	{HEAD "t.issued_on, t.registered_on, t.valid_until, t.withdrawn_on,"
	      " t.level" FROM("worker_certificate"),
	    "t.issued_on", facts_certificate},
	{HEAD "t.awarded_on, t.title, t.level" FROM("worker_honour"),
	    "t.awarded_on", facts_honour},
	{HEAD "t.year, t.rating" FROM("worker_rating"), "t.year",
	    facts_rating},
	{HEAD "t.period, t.rating" FROM("performance_rating"), "t.period",
	    facts_performance},
	{"SELECT t.worker_id, NULL, coalesce(d.code, t.paper), t.effect_on,"
	 " t.paid_from, t.to_grade" FROM("grade_change")
	     " AND t.state = 'approved'",
	    "t.effect_on, t.id", facts_change},
	{HEAD "t.starts_on, t.ends_on, t.grade, t.cause" FROM(
	     "worker_override") " AND t.state = 'approved'",
	    "t.starts_on", facts_override},
	{HEAD "t.starts_on, t.ends_on, t.kind, t.amount" FROM(
	     "insurance_base"),
	    "t.starts_on", facts_amount},
	{HEAD "t.starts_on, t.ends_on, 'deduction', t.amount" FROM(
	     "tax_deduction"),
	    "t.starts_on", facts_amount},
};

#define TABLES (sizeof tables / sizeof *tables)

struct facts_reader {
	struct stmt *workers, *stmts[TABLES];
	bool rows[TABLES]; /* a row is waiting */
};

static bool
facts_open_table(struct facts_reader *reader, size_t at, struct db *db,
    int64_t worker, struct err *err)
{
	struct buf sql = {0};

	buf_printf(&sql, "%s%s ORDER BY t.worker_id, %s", tables[at].sql,
	    worker ? " AND t.worker_id = ?1" : "", tables[at].order);
	reader->stmts[at] = db_prepare(db, buf_string(&sql), err);
	buf_done(&sql);
	if (!reader->stmts[at])
		return false;
	if (worker)
		stmt_bind_int(reader->stmts[at], 1, worker);
	return stmt_step(reader->stmts[at], &reader->rows[at], err);
}

bool
facts_open(struct facts_reader **out, struct db *db, int64_t worker,
    struct err *err)
{
	struct facts_reader *reader = mem_alloc(sizeof *reader);
	bool good;

	reader->workers = db_prepare(db,
	    worker ? "SELECT p.id, coalesce(w.code, p.code), p.name"
		     " FROM person p LEFT JOIN worker w ON w.person_id = p.id"
		     " WHERE p.id = ?1"
		   : "SELECT p.id, coalesce(w.code, p.code), p.name"
		     " FROM person p LEFT JOIN worker w ON w.person_id = p.id"
		     " WHERE p.void_reason IS NULL AND (EXISTS (SELECT 1"
		     " FROM service_spell s WHERE s.worker_id = p.id)"
		     " OR p.id IN (SELECT json_extract(old, '$.worker_id')"
		     " FROM journal WHERE record = 'service_spell'"
		     " AND old IS NOT NULL)) ORDER BY p.id",
	    err);
	good = reader->workers != NULL;
	if (good && worker)
		stmt_bind_int(reader->workers, 1, worker);
	for (size_t i = 0; good && i < TABLES; i++)
		good = facts_open_table(reader, i, db, worker, err);
	if (!good) {
		facts_close(reader);
		return false;
	}
	*out = reader;
	return true;
}

bool
facts_next(struct facts_reader *reader, struct facts *facts, bool *more,
    struct err *err)
{
	if (!stmt_step(reader->workers, more, err))
		return false;
	if (!*more)
		return true;
	facts_clear(facts);
	facts->worker = stmt_int(reader->workers, 0);
	facts->code = facts_keep(facts, stmt_text(reader->workers, 1));
	facts->name = facts_keep(facts, stmt_text(reader->workers, 2));
	for (size_t i = 0; i < TABLES; i++) {
		struct stmt *stmt = reader->stmts[i];

		while (reader->rows[i] &&
		    stmt_int(stmt, 0) <= facts->worker) {
			if (stmt_int(stmt, 0) == facts->worker)
				tables[i].take(facts, stmt);
			if (!stmt_step(stmt, &reader->rows[i], err))
				return false;
		}
	}
	return true;
}

void
facts_close(struct facts_reader *reader)
{
	if (!reader)
		return;
	stmt_free(reader->workers);
	for (size_t i = 0; i < TABLES; i++)
		stmt_free(reader->stmts[i]);
	free(reader);
}

bool
facts_find(
    struct db *db, const char *code, int64_t *worker, struct err *err)
{
	if (!db_int(db, err, worker, 0,
		code[0] == '#'
		    ? "SELECT id FROM person WHERE id = ?1"
		    : "SELECT person_id FROM worker WHERE code = ?1 UNION ALL"
		      " SELECT id FROM person WHERE code = ?1 LIMIT 1",
		"s", code[0] == '#' ? code + 1 : code))
		return false;
	if (!*worker)
		return err_refuse(
		    err, "no_such", "worker", _("没有工号或人员编号「%s」"), code);
	return true;
}
