/*
 * What of a loaded scheme is in force, and letting it go.
 */
#include <stdlib.h>
#include <string.h>

#include "pay/policy.h"

/* Frees the text fields of a row. */
static void
policy_drop(void *row, const struct policy_key *keys)
{
	for (; keys->key; keys++) {
		char *text;

		if (keys->kind != KEY_TEXT)
			continue;
		memcpy(&text, (char *)row + keys->offset, sizeof text);
		free(text);
	}
}

static void
policy_free_sections(struct policy_version *version)
{
	for (size_t i = 0; i < version->post_count; i++) {
		policy_drop(&version->posts[i], policy_post_section.keys);
		free(version->posts[i].post);
		free(version->posts[i].band_grades);
	}
	for (size_t i = 0; i < version->credit_count; i++) {
		policy_drop(&version->credits[i], policy_credit_section.keys);
		free(version->credits[i].credit);
		free(version->credits[i].code);
	}
	for (size_t i = 0; i < version->rating_count; i++) {
		policy_drop(&version->ratings[i], policy_rating_section.keys);
		free(version->ratings[i].rating);
	}
	for (size_t i = 0; i < version->absence_count; i++) {
		policy_drop(
		    &version->absences[i], policy_absence_section.keys);
		free(version->absences[i].kind);
	}
	for (size_t i = 0; i < version->item_count; i++) {
		struct policy_item *item = &version->items[i];

		for (size_t k = 0; k < item->count; k++)
			free(item->amounts[k].key);
		free(item->amounts);
		policy_drop(item, policy_item_section.keys);
		free(item->item);
		free(item->open_value);
	}
}

static void
policy_free_version(struct policy_version *version)
{
	policy_free_sections(version);
	for (size_t i = 0; i < version->grades_count; i++) {
		free(version->grades[i].post);
		free(version->grades[i].origin);
		free(version->grades[i].grades);
	}
	for (size_t i = 0; i < version->article_count; i++) {
		free(version->articles[i].step);
		free(version->articles[i].text);
	}
	policy_drop(version, policy_version_keys);
	policy_drop(version, policy_label_keys);
	free(version->posts);
	free(version->credits);
	free(version->ratings);
	free(version->absences);
	free(version->items);
	free(version->grades);
	free(version->band_starts);
	free(version->brackets);
	free(version->articles);
}

void
policy_free(struct policy *policy)
{
	if (!policy)
		return;
	for (size_t i = 0; i < policy->version_count; i++)
		policy_free_version(&policy->versions[i]);
	for (size_t i = 0; i < policy->base_count; i++) {
		free(policy->bases[i].doc_no);
		free(policy->bases[i].origin);
		free(policy->bases[i].note);
	}
	free(policy->versions);
	free(policy->bases);
	free(policy->code);
	free(policy->name);
	free(policy->place);
	free(policy->authority);
	free(policy->status);
	free(policy->note);
	free(policy);
}

const struct policy_version *
policy_version_on(const struct policy *policy, int64_t day)
{
	const struct policy_version *found = NULL;

	for (size_t i = 0; i < policy->version_count; i++)
		if (policy->versions[i].effective_from <= day)
			found = &policy->versions[i];
	return found;
}

const struct policy_base *
policy_base_on(const struct policy *policy, int64_t day)
{
	const struct policy_base *found = NULL;

	for (size_t i = 0; i < policy->base_count; i++)
		if (policy->bases[i].valid_from <= day)
			found = &policy->bases[i];
	return found;
}

int
policy_find_post(const struct policy_version *version, const char *code)
{
	for (size_t i = 0; i < version->post_count; i++)
		if (!strcmp(version->posts[i].post, code))
			return (int)i;
	return -1;
}

const struct policy_rating *
policy_find_rating(const struct policy_version *version, const char *rating)
{
	for (size_t i = 0; i < version->rating_count; i++) {
		const struct policy_rating *each = &version->ratings[i];

		if (!strcmp(each->rating, rating) ||
		    (each->label && !strcmp(each->label, rating)))
			return each;
	}
	return NULL;
}

const struct policy_absence *
policy_find_absence(const struct policy_version *version, const char *kind)
{
	for (size_t i = 0; i < version->absence_count; i++)
		if (!strcmp(version->absences[i].kind, kind))
			return &version->absences[i];
	return NULL;
}

const struct policy_grade *
policy_find_grade(
    const struct policy_version *version, int post, int64_t grade)
{
	const struct policy_grades *found = NULL;

	for (size_t i = 0; i < version->grades_count; i++) {
		const struct policy_grades *each = &version->grades[i];

		if (!each->post && !found)
			found = each;
		else if (each->post && post >= 0 &&
		    !strcmp(each->post, version->posts[post].post))
			found = each;
	}
	if (!found || grade < 1 || (size_t)grade > found->count ||
	    !found->grades[grade - 1].listed)
		return NULL;
	return &found->grades[grade - 1];
}

const char *
policy_article(const struct policy_version *version, const char *step)
{
	for (size_t i = 0; i < version->article_count; i++)
		if (!strcmp(version->articles[i].step, step))
			return version->articles[i].text;
	return NULL;
}
