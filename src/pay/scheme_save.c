/*
 * Writing a scheme file: what differs from the defaults, and from the
 * version before.  Loading it again gives the same rows.
 */
#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "base/money.h"
#include "pay/day.h"
#include "pay/policy.h"
#include "pay/scheme.h"

static void
save_pair(struct buf *out, const char *key, const char *value)
{
	if (value && *value)
		buf_printf(out, "%s = \"%s\"\n", key, value);
}

/* A number as the file says it: 1.05, 70, 3398. */
static void
save_number(struct buf *out, enum key_kind kind, int64_t number)
{
	int places = kind == KEY_COUNT ? 0 : kind == KEY_MONEY ? 2 : 4;
	struct buf text = {0};
	size_t size;

	money_write(&text, number, places);
	size = text.size;
	if (places) {
		while (size && text.text[size - 1] == '0')
			size--;
		if (size && text.text[size - 1] == '.')
			size--;
	}
	buf_add(out, buf_string(&text), size);
	buf_done(&text);
}

/* The value of a key in a row, as the file says it; empty: null. */
static void
save_value(struct buf *out, const void *row, const struct policy_key *key)
{
	const char *at = (const char *)row + key->offset;
	char word[40];
	int64_t number;

	buf_clear(out);
	if (key->kind == KEY_TEXT) {
		char *text;

		memcpy(&text, at, sizeof text);
		buf_add_string(out, text);
		return;
	}
	memcpy(&number, at, sizeof number);
	if (number == PAY_NONE)
		return;
	if (key->kind == KEY_WORD) {
		policy_word_at(key->words, (int)number, word, sizeof word);
		buf_add_string(out, word);
	} else if (key->kind == KEY_DAY) {
		buf_add_string(out, day_write((int32_t)number, word));
	} else {
		save_number(out, key->kind, number);
	}
}

/* The fallback the way save_value would say it. */
static bool
save_is_fallback(const struct policy_key *key, const char *value)
{
	if (!key->fallback)
		return *value == '\0';
	return !strcmp(key->fallback, value);
}

/* Every key that is not what silence means; `before` (may be NULL) is the
 * row that silence copies. */
static void
save_keys(struct buf *out, const void *row, const void *before,
    const struct policy_key *keys, size_t skip)
{
	struct buf value = {0}, old = {0};

	for (const struct policy_key *key = keys; key->key; key++) {
		const char *name = key->key + skip;

		save_value(&value, row, key);
		if (before) {
			save_value(&old, before, key);
			if (strcmp(buf_string(&value), buf_string(&old)) != 0)
				save_pair(out, name, buf_string(&value));
		} else if (!save_is_fallback(key, buf_string(&value))) {
			save_pair(out, name, buf_string(&value));
		}
	}
	buf_done(&value);
	buf_done(&old);
}

/* ---- sections, each as text: a later version repeats what differs ---- */

static void
save_head(struct buf *out, const char *type, const char *word, int number)
{
	buf_printf(out, "\n[%s%s%s", type, word ? "." : "", word ? word : "");
	if (number > 1)
		buf_printf(out, "@%d", number);
	buf_add_string(out, "]\n");
}

static void
save_post(struct buf *out, const void *row)
{
	const struct policy_post *post = row;

	save_pair(out, "name", post->name);
	buf_printf(out, "floor = \"%d\"\nceiling = \"%d\"\n",
	    (int)post->floor, (int)post->ceiling);
	if (post->first != post->floor)
		buf_printf(out, "first = \"%d\"\n", (int)post->first);
	if (post->bands) {
		buf_add_string(out, "band_grades = \"");
		for (size_t i = 0; i < post->bands; i++)
			buf_printf(out, "%s%d", i ? " " : "",
			    (int)post->band_grades[i]);
		buf_add_string(out, "\"\n");
	}
	save_pair(out, "origin", post->origin);
}

static void
save_credit(struct buf *out, const void *row)
{
	const struct policy_credit *credit = row;
	struct policy_credit plain = *credit;

	if (credit->level && !strcmp(credit->level, credit->credit))
		plain.level = NULL;
	save_keys(out, &plain, NULL, policy_credit_section.keys, 0);
	if (credit->cash_open)
		save_pair(out, "cash", "?");
}

static void
save_rating(struct buf *out, const void *row)
{
	save_keys(out, row, NULL, policy_rating_section.keys, 0);
}

static void
save_absence(struct buf *out, const void *row)
{
	save_keys(out, row, NULL, policy_absence_section.keys, 0);
}

static void
save_item(struct buf *out, const void *row)
{
	const struct policy_item *item = row;

	save_keys(out, item, NULL, policy_item_section.keys, 0);
	if (item->open_value)
		save_pair(out, item->open_value, "?");
	if (!item->count)
		return;
	buf_add_string(out, "amounts = \"");
	for (size_t i = 0; i < item->count; i++) {
		buf_printf(out, "%s%s:", i ? " " : "", item->amounts[i].key);
		if (item->amounts[i].amount == PAY_NONE)
			buf_add_char(out, '?');
		else
			save_number(out, KEY_MONEY, item->amounts[i].amount);
	}
	buf_add_string(out, "\"\n");
}

/* The rows of one kind of one version. */
struct save_list {
	const struct policy_section *section;
	const char *rows;
	size_t count, code_at, rank_at;
	void (*put)(struct buf *, const void *row);
};

#define LISTS 5

static void
save_lists(const struct policy_version *version, struct save_list lists[LISTS])
{
	lists[0] = (struct save_list){&policy_post_section,
		(const char *)version->posts, version->post_count,
		offsetof(struct policy_post, post),
		offsetof(struct policy_post, rank), save_post};
	lists[1] = (struct save_list){&policy_rating_section,
		(const char *)version->ratings,
		version->usual_ratings ? 0 : version->rating_count,
		offsetof(struct policy_rating, rating),
		offsetof(struct policy_rating, rank), save_rating};
	lists[2] = (struct save_list){&policy_absence_section,
		(const char *)version->absences, version->absence_stated,
		offsetof(struct policy_absence, kind),
		offsetof(struct policy_absence, rank), save_absence};
	lists[3] = (struct save_list){&policy_credit_section,
		(const char *)version->credits, version->credit_count,
		offsetof(struct policy_credit, credit),
		offsetof(struct policy_credit, rank), save_credit};
	lists[4] = (struct save_list){&policy_item_section,
		(const char *)version->items, version->item_count,
		offsetof(struct policy_item, item),
		offsetof(struct policy_item, rank), save_item};
}

static const char *
save_code(const struct save_list *list, size_t at)
{
	const char *code;

	memcpy(&code, list->rows + at * list->section->size + list->code_at,
	    sizeof code);
	return code;
}

static const void *
save_row(const struct save_list *list, const char *code)
{
	for (size_t i = 0; i < list->count; i++)
		if (!strcmp(save_code(list, i), code))
			return list->rows + i * list->section->size;
	return NULL;
}

/* A section must have a key: one that says what silence would. */
static void
save_something(struct buf *out, const struct policy_key *keys)
{
	while (!keys->fallback)
		keys++;
	save_pair(out, keys->key, keys->fallback);
}

static void
save_list(struct buf *out, const struct save_list *list,
    const struct save_list *before, int number)
{
	struct buf now = {0}, then = {0};

	for (size_t i = 0; i < list->count; i++) {
		const char *code = save_code(list, i);
		const void *old = before ? save_row(before, code) : NULL;

		buf_clear(&now);
		buf_clear(&then);
		list->put(&now, list->rows + i * list->section->size);
		if (old)
			list->put(&then, old);
		if (old && !strcmp(buf_string(&now), buf_string(&then)))
			continue;
		save_head(out, list->section->name, code, number);
		buf_add_string(out, buf_string(&now));
		if (!now.size)
			save_something(out, list->section->keys);
	}
	for (size_t i = 0; before && i < before->count; i++) {
		const char *code = save_code(before, i);

		if (save_row(list, code))
			continue;
		save_head(out, list->section->name, code, number);
		save_pair(out, "drop", "yes");
	}
	buf_done(&now);
	buf_done(&then);
}

/* ---- grades, articles, tax ---- */

static void
save_grades(struct buf *out, const struct policy_grades *grades)
{
	bool ratio = false;

	for (size_t i = 0; i < grades->count; i++)
		ratio |= grades->grades[i].coefficient != PAY_NONE;
	for (size_t i = 0, open = 0; i < grades->count; i++) {
		open += grades->grades[i].open;
		if (open == grades->count)
			ratio = true;
	}
	buf_add_string(out, ratio ? "coefficients = \"" : "amounts = \"");
	for (size_t i = 0; i < grades->count; i++) {
		const struct policy_grade *grade = &grades->grades[i];

		if (i)
			buf_add_char(out, ' ');
		if (grade->open)
			buf_add_char(out, '?');
		else
			save_number(out, ratio ? KEY_RATIO : KEY_MONEY,
			    ratio ? grade->coefficient : grade->amount);
	}
	buf_add_string(out, "\"\n");
	save_pair(out, "origin", grades->origin);
}

static void
save_all_grades(struct buf *out, const struct policy_version *version,
    const struct policy_version *before)
{
	struct buf now = {0}, then = {0};

	for (size_t i = 0; i < version->grades_count; i++) {
		const struct policy_grades *grades = &version->grades[i];

		buf_clear(&now);
		buf_clear(&then);
		save_grades(&now, grades);
		for (size_t k = 0; before && k < before->grades_count; k++) {
			const char *post = before->grades[k].post;

			if (post ? grades->post && !strcmp(post, grades->post)
				 : !grades->post)
				save_grades(&then, &before->grades[k]);
		}
		if (!strcmp(buf_string(&now), buf_string(&then)))
			continue;
		save_head(out, "grades", grades->post, (int)version->number);
		buf_add_string(out, buf_string(&now));
	}
	buf_done(&now);
	buf_done(&then);
}

static void
save_articles(struct buf *out, const struct policy_version *version)
{
	for (size_t i = 0; i < version->article_count; i++)
		save_pair(out, version->articles[i].step,
		    version->articles[i].text);
}

static void
save_tax(struct buf *out, const struct policy_version *version)
{
	if (version->tax_free) {
		buf_add_string(out, "free = \"");
		save_number(out, KEY_MONEY, version->tax_free);
		buf_add_string(out, "\"\n");
	}
	if (!version->bracket_count)
		return;
	buf_add_string(out, "brackets = \"");
	for (size_t i = 0; i < version->bracket_count; i++) {
		const struct policy_bracket *bracket = &version->brackets[i];

		if (i)
			buf_add_char(out, ' ');
		if (bracket->upto == PAY_NONE)
			buf_add_char(out, '-');
		else
			save_number(out, KEY_MONEY, bracket->upto);
		buf_add_char(out, ':');
		save_number(out, KEY_PERCENT, bracket->rate);
		buf_add_char(out, ':');
		save_number(out, KEY_MONEY, bracket->quick);
	}
	buf_add_string(out, "\"\n");
}

static void
save_labels(struct buf *out, const struct policy_version *version)
{
	save_keys(out, version, NULL, policy_label_keys, strlen("label_"));
}

/* A nameless section that is written when it differs from before. */
static void
save_plain(struct buf *out, const char *type,
    const struct policy_version *version, const struct policy_version *before,
    void (*put)(struct buf *, const struct policy_version *))
{
	struct buf now = {0}, then = {0};

	put(&now, version);
	if (before)
		put(&then, before);
	if (strcmp(buf_string(&now), buf_string(&then)) != 0) {
		save_head(out, type, NULL, (int)version->number);
		if (now.size)
			buf_add_string(out, buf_string(&now));
		else
			save_pair(out, "drop", "yes");
	}
	buf_done(&now);
	buf_done(&then);
}

static void
save_version(struct buf *out, const struct policy_version *version,
    const struct policy_version *before)
{
	struct save_list now[LISTS], then[LISTS];

	buf_printf(out, "\n[version.%d]\n", (int)version->number);
	save_keys(out, version, before, policy_version_keys, 0);
	if (version->band_starts) {
		buf_add_string(out, "band_starts = \"");
		for (size_t i = 0; i < version->band_count; i++)
			buf_printf(out, "%s%d", i ? " " : "",
			    (int)(version->band_starts[i] / 12));
		buf_add_string(out, "\"\n");
	}
	save_plain(out, "article", version, before, save_articles);
	save_plain(out, "label", version, before, save_labels);
	save_lists(version, now);
	if (before)
		save_lists(before, then);
	save_list(out, &now[0], before ? &then[0] : NULL,
	    (int)version->number);
	save_all_grades(out, version, before);
	for (size_t i = 1; i < LISTS; i++)
		save_list(out, &now[i], before ? &then[i] : NULL,
		    (int)version->number);
	save_plain(out, "tax", version, before, save_tax);
}

static void
save_bases(struct buf *out, const struct policy *policy)
{
	for (size_t i = 0; i < policy->base_count; i++) {
		const struct policy_base *base = &policy->bases[i];
		char day[DAY_TEXT];

		buf_printf(out, "\n[base.%s]\namount = \"",
		    day_write((int32_t)base->valid_from, day));
		if (base->amount == PAY_NONE)
			buf_add_char(out, '?');
		else
			save_number(out, KEY_MONEY, base->amount);
		buf_add_string(out, "\"\n");
		save_pair(out, "doc_no", base->doc_no);
		save_pair(out, "note", base->note);
		save_pair(out, "origin", base->origin);
	}
}

static void
save_policy(struct buf *out, const struct policy *policy)
{
	buf_add_string(out, "[scheme]\n");
	save_pair(out, "code", policy->code);
	save_pair(out, "name", policy->name);
	if (policy->kind == KIND_STATUTORY)
		save_pair(out, "kind", "statutory");
	save_pair(out, "place", policy->place);
	save_pair(out, "authority", policy->authority);
	save_pair(out, "status", policy->status);
	save_pair(out, "note", policy->note);
	for (size_t i = 0; i < policy->version_count; i++)
		save_version(out, &policy->versions[i],
		    i ? &policy->versions[i - 1] : NULL);
	save_bases(out, policy);
}

bool
scheme_save(
    struct book *book, const char *code, struct buf *text, struct err *err)
{
	struct policy *policy;
	int64_t id;

	if (!db_int(book->db, err, &id, 0,
		"SELECT id FROM pay_scheme WHERE code = ?1", "s", code))
		return false;
	if (!id)
		return err_refuse(
		    err, "no_such", "", _("没有薪酬方案「%s」"), code);
	if (!policy_load(book->db, id, &policy, err))
		return false;
	save_policy(text, policy);
	policy_free(policy);
	return true;
}
