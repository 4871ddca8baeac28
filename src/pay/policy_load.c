/*
 * Loads a scheme from the rows of the book.  Must not know facts, months or
 * how a grade is made.
 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/lang.h"
#include "base/mem.h"
#include "pay/policy.h"

static int64_t
policy_day(const char *stored)
{
	struct date day;

	if (!stored || !date_read(stored, &day))
		return PAY_NONE;
	return date_to_number(day);
}

/* Appends ", key" for every key of the table. */
static void
policy_add_columns(struct buf *sql, const struct policy_key *keys)
{
	for (; keys->key; keys++)
		buf_printf(sql, ", \"%s\"", keys->key);
}

static void
policy_take(void *row, const struct policy_key *keys, const struct stmt *stmt,
    int column)
{
	for (; keys->key; keys++, column++) {
		char *at = (char *)row + keys->offset;
		int64_t number;

		if (keys->kind == KEY_TEXT) {
			char *text = mem_strdup(stmt_text(stmt, column));

			memcpy(at, &text, sizeof text);
			continue;
		}
		if (stmt_is_null(stmt, column))
			number = PAY_NONE;
		else if (keys->kind == KEY_WORD)
			number =
			    policy_word(keys->words, stmt_text(stmt, column));
		else if (keys->kind == KEY_DAY)
			number = policy_day(stmt_text(stmt, column));
		else
			number = stmt_int(stmt, column);
		memcpy(at, &number, sizeof number);
	}
}

/* The rows of one section of a version: rank, the section's word, the keys
 * and two further columns of the caller's. */
static bool
policy_load_section(struct db *db, const struct policy_version *version,
    const struct policy_section *section, size_t code_at, size_t rank_at,
    const char *further,
    void (*more)(void *row, const struct stmt *, int column), void **rows,
    size_t *count, struct err *err)
{
	struct buf sql = {0};
	struct stmt *stmt;
	size_t capacity = 0;
	bool row, done = false;
	int columns = 2;

	buf_printf(&sql, "SELECT rank, \"%s\"", section->code);
	policy_add_columns(&sql, section->keys);
	for (const struct policy_key *key = section->keys; key->key; key++)
		columns++;
	buf_printf(&sql,
	    ", %s FROM %s WHERE pay_version_id = ?1 AND void_reason IS NULL"
	    " ORDER BY rank",
	    further, section->table);
	stmt = db_prepare(db, buf_string(&sql), err);
	buf_done(&sql);
	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, version->id);
	while ((done = stmt_step(stmt, &row, err)) && row) {
		char *at, *code = mem_strdup(stmt_text(stmt, 1));
		int64_t rank = stmt_int(stmt, 0);

		*rows = mem_grow(*rows, *count, &capacity, section->size);
		at = (char *)*rows + *count * section->size;
		memset(at, 0, section->size);
		memcpy(at + code_at, &code, sizeof code);
		memcpy(at + rank_at, &rank, sizeof rank);
		policy_take(at, section->keys, stmt, 2);
		if (more)
			more(at, stmt, columns);
		++*count;
	}
	stmt_free(stmt);
	return done;
}

static void
policy_more_credit(void *row, const struct stmt *stmt, int column)
{
	struct policy_credit *credit = row;

	credit->cash_open = stmt_int(stmt, column);
	credit->levels = policy_level_bits(
	    credit->kind, credit->level ? credit->level : credit->credit);
	credit->code = mem_strdup(stmt_text(stmt, column + 1));
}

static void
policy_more_item(void *row, const struct stmt *stmt, int column)
{
	struct policy_item *item = row;
	const char *at = item->months;

	item->open_value = mem_strdup(stmt_text(stmt, column));
	item->id = stmt_int(stmt, column + 1);
	while (at && *at) {
		long month = strtol(at, NULL, 10);

		if (month >= 1 && month <= 12)
			item->month_bits |= 1u << (month - 1);
		at += strcspn(at, " ");
		at += strspn(at, " ");
	}
}

static bool
policy_load_amounts(
    struct db *db, struct policy_version *version, struct err *err)
{
	struct stmt *stmt = db_prepare(db,
	    "SELECT key, rank, amount FROM pay_item_amount"
	    " WHERE pay_item_id = ?1 AND void_reason IS NULL ORDER BY rank",
	    err);
	bool row, good = stmt != NULL;

	for (size_t i = 0; good && i < version->item_count; i++) {
		struct policy_item *item = &version->items[i];
		size_t capacity = 0;

		stmt_bind_int(stmt, 1, item->id);
		while ((good = stmt_step(stmt, &row, err)) && row) {
			struct policy_amount *amount;

			item->amounts = mem_grow(item->amounts, item->count,
			    &capacity, sizeof *item->amounts);
			amount = &item->amounts[item->count++];
			amount->key = mem_strdup(stmt_text(stmt, 0));
			amount->rank = stmt_int(stmt, 1);
			amount->amount = stmt_is_null(stmt, 2)
			    ? PAY_NONE
			    : stmt_int(stmt, 2);
		}
		stmt_reset(stmt);
	}
	stmt_free(stmt);
	return good;
}

static struct policy_grades *
policy_grades_of(struct policy_version *version, const char *post,
    size_t *capacity)
{
	struct policy_grades *grades;

	for (size_t i = 0; i < version->grades_count; i++) {
		grades = &version->grades[i];
		if (post ? grades->post && !strcmp(post, grades->post)
			 : !grades->post)
			return grades;
	}
	version->grades = mem_grow(version->grades, version->grades_count,
	    capacity, sizeof *version->grades);
	grades = &version->grades[version->grades_count++];
	memset(grades, 0, sizeof *grades);
	grades->post = mem_strdup(post);
	return grades;
}

static bool
policy_load_grades(
    struct db *db, struct policy_version *version, struct err *err)
{
	struct stmt *stmt = db_prepare(db,
	    "SELECT post, grade, coefficient, amount, open, origin"
	    " FROM pay_grade WHERE pay_version_id = ?1"
	    " AND void_reason IS NULL ORDER BY post, grade",
	    err);
	size_t capacity = 0;
	bool row, good;

	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, version->id);
	while ((good = stmt_step(stmt, &row, err)) && row) {
		struct policy_grades *all = policy_grades_of(
		    version, stmt_text(stmt, 0), &capacity);
		int64_t at = stmt_int(stmt, 1);
		struct policy_grade *grade;

		if (at < 1 || at > 999)
			continue;
		if ((size_t)at > all->count) {
			all->grades = mem_resize(
			    all->grades, (size_t)at, sizeof *all->grades);
			memset(all->grades + all->count, 0,
			    ((size_t)at - all->count) * sizeof *all->grades);
			all->count = (size_t)at;
		}
		grade = &all->grades[at - 1];
		grade->listed = true;
		grade->coefficient =
		    stmt_is_null(stmt, 2) ? PAY_NONE : stmt_int(stmt, 2);
		grade->amount =
		    stmt_is_null(stmt, 3) ? PAY_NONE : stmt_int(stmt, 3);
		grade->open = stmt_int(stmt, 4) != 0;
		if (!all->origin)
			all->origin = mem_strdup(stmt_text(stmt, 5));
	}
	stmt_free(stmt);
	return good;
}

static void
policy_add_band(struct policy_version *version, const struct stmt *stmt)
{
	const char *post = stmt_text(stmt, 0);
	size_t band = (size_t)stmt_int(stmt, 1);
	int64_t **list = &version->band_starts;
	size_t *count = &version->band_count;
	int column = 2;

	if (post) {
		int at = policy_find_post(version, post);

		if (at < 0)
			return;
		list = &version->posts[at].band_grades;
		count = &version->posts[at].bands;
		column = 3;
	}
	if (band != *count) /* bands follow one another from 0 (1) */
		return;
	*list = mem_resize(*list, *count + 1, sizeof **list);
	(*list)[(*count)++] = stmt_int(stmt, column);
}

static bool
policy_load_bands(
    struct db *db, struct policy_version *version, struct err *err)
{
	struct stmt *stmt = db_prepare(db,
	    "SELECT post, band - (post IS NULL), from_months, grade"
	    " FROM pay_band WHERE pay_version_id = ?1"
	    " AND void_reason IS NULL ORDER BY post, band",
	    err);
	bool row, good;

	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, version->id);
	while ((good = stmt_step(stmt, &row, err)) && row)
		policy_add_band(version, stmt);
	stmt_free(stmt);
	return good;
}

static bool
policy_load_rest(struct db *db, struct policy_version *version, struct err *err)
{
	struct stmt *stmt = db_prepare(db,
	    "SELECT 0, step, text, NULL, instr(?2, step) FROM pay_article"
	    " WHERE pay_version_id = ?1 AND void_reason IS NULL UNION ALL"
	    " SELECT rank, upto, rate, quick, 0 FROM tax_bracket"
	    " WHERE pay_version_id = ?1 AND void_reason IS NULL"
	    " ORDER BY 1, 5",
	    err);
	size_t articles = 0, brackets = 0;
	bool row, good;

	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, version->id);
	stmt_bind_text(stmt, 2, policy_steps);
	while ((good = stmt_step(stmt, &row, err)) && row) {
		if (stmt_int(stmt, 0) == 0) {
			version->articles = mem_grow(version->articles,
			    version->article_count, &articles,
			    sizeof *version->articles);
			version->articles[version->article_count++] =
			    (struct policy_article){
				.step = mem_strdup(stmt_text(stmt, 1)),
				.text = mem_strdup(stmt_text(stmt, 2))};
			continue;
		}
		version->brackets =
		    mem_grow(version->brackets, version->bracket_count,
			&brackets, sizeof *version->brackets);
		version->brackets[version->bracket_count++] =
		    (struct policy_bracket){
			.upto = stmt_is_null(stmt, 1) ? PAY_NONE
						      : stmt_int(stmt, 1),
			.rate = stmt_int(stmt, 2),
			.quick = stmt_int(stmt, 3)};
	}
	stmt_free(stmt);
	return good;
}

static void
policy_usual_ratings(struct policy_version *version)
{
	static const struct {
		const char *rating, *label;
		int64_t year, performance;
	} usual[] = {
		{"excellent", "优秀", YEAR_COUNTED, 1000000},
		{"good", "合格", YEAR_COUNTED, 1000000},
		{"basic", "基本合格", YEAR_COUNTED, 1000000},
		{"bad", "不合格", YEAR_NOT_COUNTED, 0},
		{"none", "不定等次", YEAR_COUNTED, 1000000},
	};
	size_t count = sizeof usual / sizeof *usual;

	version->ratings = mem_array(count, sizeof *version->ratings);
	for (size_t i = 0; i < count; i++)
		version->ratings[i] = (struct policy_rating){
			.rating = mem_strdup(usual[i].rating),
			.label = mem_strdup(usual[i].label),
			.rank = (int64_t)i,
			.year = usual[i].year,
			.performance = usual[i].performance,
			.max_share = PAY_NONE};
	version->rating_count = count;
	version->usual_ratings = true;
}

static void
policy_usual_absences(struct policy_version *version)
{
	static const char *const usual[][2] = {
		{"unpaid", "停薪"}, {"suspended", "停职"}};
	size_t capacity = version->absence_count;

	version->absence_stated = version->absence_count;
	for (size_t i = 0; i < 2; i++) {
		if (policy_find_absence(version, usual[i][0]))
			continue;
		version->absences = mem_grow(version->absences,
		    version->absence_count, &capacity,
		    sizeof *version->absences);
		version->absences[version->absence_count++] =
		    (struct policy_absence){.kind = mem_strdup(usual[i][0]),
			.label = mem_strdup(usual[i][1]),
			.rank = (int64_t)(100 + i)};
	}
}

#define SECTION(name, struct_name, code, more, further)                        \
	policy_load_section(db, version, &policy_##name##_section,             \
	    offsetof(struct struct_name, code),                                \
	    offsetof(struct struct_name, rank), further, more,                 \
	    (void **)&rows_##name, &version->name##_count, err)

static bool
policy_load_sections(
    struct db *db, struct policy_version *version, struct err *err)
{
	void *rows_post = NULL, *rows_credit = NULL, *rows_rating = NULL,
	     *rows_absence = NULL, *rows_item = NULL;
	bool good = SECTION(post, policy_post, post, NULL, "1") &&
	    SECTION(credit, policy_credit, credit, policy_more_credit,
		"cash_open, (SELECT c.code FROM code c WHERE c.list = CASE"
		" kind WHEN 'education' THEN 'education' WHEN 'certificate'"
		" THEN 'certificate_level' ELSE 'honour_level' END"
		" AND level IN (c.code, c.label) LIMIT 1)") &&
	    SECTION(rating, policy_rating, rating, NULL, "1") &&
	    SECTION(absence, policy_absence, kind, NULL, "1") &&
	    SECTION(item, policy_item, item, policy_more_item,
		"open_value, id");

	version->posts = rows_post;
	version->credits = rows_credit;
	version->ratings = rows_rating;
	version->absences = rows_absence;
	version->items = rows_item;
	return good;
}

static bool
policy_load_version(
    struct db *db, struct policy_version *version, struct err *err)
{
	if (!policy_load_sections(db, version, err) ||
	    !policy_load_amounts(db, version, err) ||
	    !policy_load_grades(db, version, err) ||
	    !policy_load_bands(db, version, err) ||
	    !policy_load_rest(db, version, err))
		return false;
	if (!version->rating_count)
		policy_usual_ratings(version);
	policy_usual_absences(version);
	for (size_t i = 0; i < version->post_count; i++)
		if (version->posts[i].first == PAY_NONE)
			version->posts[i].first = version->posts[i].floor;
	for (size_t i = 0; i < version->credit_count; i++) {
		struct policy_credit *credit = &version->credits[i];

		credit->treat_post = credit->treat_as
		    ? policy_find_post(version, credit->treat_as)
		    : -1;
	}
	return true;
}

static bool
policy_load_versions(struct db *db, struct policy *policy, struct err *err)
{
	struct buf sql = {0};
	struct stmt *stmt;
	size_t capacity = 0;
	bool row, good;

	buf_add_string(&sql, "SELECT id, number, tax_free");
	policy_add_columns(&sql, policy_version_keys);
	policy_add_columns(&sql, policy_label_keys);
	buf_add_string(&sql,
	    " FROM pay_version WHERE pay_scheme_id = ?1"
	    " AND void_reason IS NULL ORDER BY effective_from");
	stmt = db_prepare(db, buf_string(&sql), err);
	buf_done(&sql);
	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, policy->id);
	while ((good = stmt_step(stmt, &row, err)) && row) {
		struct policy_version *version;
		int column = 3;

		policy->versions =
		    mem_grow(policy->versions, policy->version_count,
			&capacity, sizeof *policy->versions);
		version = &policy->versions[policy->version_count++];
		memset(version, 0, sizeof *version);
		version->id = stmt_int(stmt, 0);
		version->number = stmt_int(stmt, 1);
		version->tax_free =
		    stmt_is_null(stmt, 2) ? 0 : stmt_int(stmt, 2);
		policy_take(version, policy_version_keys, stmt, column);
		for (const struct policy_key *key = policy_version_keys;
		    key->key; key++)
			column++;
		policy_take(version, policy_label_keys, stmt, column);
	}
	stmt_free(stmt);
	for (size_t i = 0; good && i < policy->version_count; i++)
		good = policy_load_version(db, &policy->versions[i], err);
	return good;
}

static bool
policy_load_bases(struct db *db, struct policy *policy, struct err *err)
{
	struct stmt *stmt = db_prepare(db,
	    "SELECT valid_from, amount, doc_no, origin, note FROM pay_base"
	    " WHERE pay_scheme_id = ?1 AND void_reason IS NULL"
	    " ORDER BY valid_from",
	    err);
	size_t capacity = 0;
	bool row, good;

	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, policy->id);
	while ((good = stmt_step(stmt, &row, err)) && row) {
		policy->bases = mem_grow(policy->bases, policy->base_count,
		    &capacity, sizeof *policy->bases);
		policy->bases[policy->base_count++] = (struct policy_base){
			.valid_from = policy_day(stmt_text(stmt, 0)),
			.amount = stmt_is_null(stmt, 1) ? PAY_NONE
							: stmt_int(stmt, 1),
			.doc_no = mem_strdup(stmt_text(stmt, 2)),
			.origin = mem_strdup(stmt_text(stmt, 3)),
			.note = mem_strdup(stmt_text(stmt, 4))};
	}
	stmt_free(stmt);
	return good;
}

bool
policy_load(
    struct db *db, int64_t scheme_id, struct policy **out, struct err *err)
{
	struct policy *policy = mem_alloc(sizeof *policy);
	struct stmt *stmt = db_prepare(db,
	    "SELECT code, name, place, authority, status, note, kind"
	    " FROM pay_scheme WHERE id = ?1",
	    err);
	bool row = false, good = stmt != NULL;

	policy->id = scheme_id;
	if (good) {
		stmt_bind_int(stmt, 1, scheme_id);
		good = stmt_step(stmt, &row, err);
	}
	if (good && row) {
		policy->code = mem_strdup(stmt_text(stmt, 0));
		policy->name = mem_strdup(stmt_text(stmt, 1));
		policy->place = mem_strdup(stmt_text(stmt, 2));
		policy->authority = mem_strdup(stmt_text(stmt, 3));
		policy->status = mem_strdup(stmt_text(stmt, 4));
		policy->note = mem_strdup(stmt_text(stmt, 5));
		policy->kind =
		    policy_word("grade statutory", stmt_text(stmt, 6));
	} else if (good) {
		good = err_refuse(err, "no_such", "", _("没有这个薪酬方案"));
	}
	stmt_free(stmt);
	good = good && policy_load_versions(db, policy, err) &&
	    policy_load_bases(db, policy, err);
	if (!good) {
		policy_free(policy);
		return false;
	}
	*out = policy;
	return true;
}
