/*
 * Does a loaded scheme make sense: what no single key can tell.  The rows are
 * asked, the file is pointed at.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pay/scheme_sense.h"

#include "base/lang.h"

struct sense {
	const struct scheme_doc *doc;
	const struct policy_version *version;
	struct err *err;
};

/* [TYPE.WORD] (WORD NULL: [TYPE]) as it holds for the version, or NULL. */
static const struct scheme_section *
sense_section(const struct sense *sense, const char *type, const char *word)
{
	const struct scheme_section *section = NULL;
	char name[128];

	snprintf(name, sizeof name, "%s%s%s", type, word ? "." : "",
	    word ? word : "");
	for (size_t i = 0; i < sense->doc->count; i++)
		if (!strcmp(sense->doc->sections[i].name, name) &&
		    scheme_doc_stands(sense->doc, &sense->doc->sections[i],
			(int)sense->version->number))
			section = &sense->doc->sections[i];
	return section;
}

/* The line of a key of it; without the key the section's; without the
 * section the version's. */
static int
sense_line(const struct sense *sense, const char *type, const char *word,
    const char *key)
{
	const struct scheme_section *section =
	    sense_section(sense, type, word);
	const struct scheme_line *line = section && key
	    ? scheme_doc_line(sense->doc, section->full, key)
	    : NULL;

	if (line)
		return line->line;
	if (section)
		return section->line;
	return scheme_doc_version_line(
	    sense->doc, (int)sense->version->number, NULL);
}

static bool ATTR_FORMAT(5, 6)
sense_fault(const struct sense *sense, const char *type, const char *word,
    const char *key, const char *fmt, ...)
{
	char text[400];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	return scheme_doc_fault(sense->doc,
	    sense_line(sense, type, word, key), sense->err, "[%s%s%s] %s",
	    type, word ? "." : "", word ? word : "", text);
}

/* A key of the version, in whichever [version.N] stated it last. */
static bool ATTR_FORMAT(3, 4)
sense_version_fault(
    const struct sense *sense, const char *key, const char *fmt, ...)
{
	int line = scheme_doc_version_line(
	    sense->doc, (int)sense->version->number, key);
	char text[400];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	return scheme_doc_fault(sense->doc,
	    line ? line
		 : scheme_doc_version_line(
		       sense->doc, (int)sense->version->number, NULL),
	    sense->err, "%s", text);
}

/* ---- posts and grades ---- */

static bool
sense_post_bands(const struct sense *sense, int at)
{
	const struct policy_post *post = &sense->version->posts[at];

	for (size_t i = 0; i < post->bands; i++)
		if (!policy_find_grade(
			sense->version, at, post->band_grades[i]))
			return sense_fault(sense, "post", post->post,
			    "band_grades", _("等级 %d 不在 [grades] 之内"),
			    (int)post->band_grades[i]);
	return true;
}

static bool
sense_post(const struct sense *sense, int at)
{
	const struct policy_version *version = sense->version;
	const struct policy_post *post = &version->posts[at];

	if (post->floor > post->ceiling)
		return sense_fault(sense, "post", post->post, "floor",
		    _("最低等级 %d 高于最高等级 %d"), (int)post->floor,
		    (int)post->ceiling);
	if (!post->ceiling)
		return true;
	if (!version->grades_count)
		return version->amount == AMOUNT_ADDITIVE ||
		    sense_fault(sense, "post", post->post, "ceiling",
			_("分等级，但没有 [grades]"));
	if (post->floor < 1 || !policy_find_grade(version, at, post->floor))
		return sense_fault(sense, "post", post->post, "floor",
		    _("等级 %d-%d 不在 [grades] 之内"), (int)post->floor,
		    (int)post->ceiling);
	if (!policy_find_grade(version, at, post->ceiling))
		return sense_fault(sense, "post", post->post, "ceiling",
		    _("等级 %d-%d 不在 [grades] 之内"), (int)post->floor,
		    (int)post->ceiling);
	if (post->first < post->floor || post->first > post->ceiling)
		return sense_fault(sense, "post", post->post, "first",
		    _("起点等级 %d 不在 %d-%d 之内"), (int)post->first,
		    (int)post->floor, (int)post->ceiling);
	return sense_post_bands(sense, at);
}

/* The rows tell, and of an open list only the file. */
static bool
sense_lists(const struct sense *sense, const struct policy_grades *grades,
    const char *key)
{
	const struct scheme_section *section =
	    sense_section(sense, "grades", grades->post);
	bool amounts = !strcmp(key, "amounts");

	if (section)
		return scheme_doc_line(sense->doc, section->full, key) != NULL;
	for (size_t i = 0; i < grades->count; i++)
		if ((amounts ? grades->grades[i].amount
			     : grades->grades[i].coefficient) != PAY_NONE)
			return true;
	return false;
}

static bool
sense_grades(const struct sense *sense)
{
	const struct policy_version *version = sense->version;

	for (size_t i = 0; i < version->grades_count; i++) {
		const struct policy_grades *grades = &version->grades[i];
		bool amounts = sense_lists(sense, grades, "amounts");

		if (grades->post && policy_find_post(version, grades->post) < 0)
			return sense_fault(sense, "grades", grades->post,
			    NULL, _("没有这个岗位"));
		if (!grades->count)
			return sense_fault(sense, "grades", grades->post,
			    NULL, _("须写 coefficients 或 amounts"));
		if (version->amount == AMOUNT_COEFFICIENT && amounts)
			return sense_fault(sense, "grades", grades->post,
			    "amounts",
			    _("amount 为 coefficient 时不能写金额（amounts）"));
		if (version->amount == AMOUNT_TABLE &&
		    sense_lists(sense, grades, "coefficients"))
			return sense_fault(sense, "grades", grades->post,
			    "coefficients",
			    _("amount 为 table 时不能写系数（coefficients）"));
	}
	return true;
}

/* ---- items and credits ---- */

/* Any table's, or 0 for who has none. */
static bool
sense_grade(const struct sense *sense, const char *key)
{
	char *end;
	long grade = strtol(key, &end, 10);

	if (*end || grade < 0)
		return false;
	for (int post = -1; post < (int)sense->version->post_count; post++)
		if (!grade || policy_find_grade(sense->version, post, grade))
			return true;
	return !sense->version->grades_count;
}

static bool
sense_item_keys(const struct sense *sense, const struct policy_item *item)
{
	for (size_t i = 0; i < item->count; i++) {
		const char *key = item->amounts[i].key;

		if (item->by == BY_POST &&
		    policy_find_post(sense->version, key) < 0)
			return sense_fault(sense, "item", item->item,
			    "amounts", _("没有岗位「%s」"), key);
		if (item->by == BY_GRADE && !sense_grade(sense, key))
			return sense_fault(sense, "item", item->item,
			    "amounts", _("没有等级「%s」"), key);
	}
	return true;
}

/* One of amount, amounts and rate, as `by` asks. */
static bool
sense_item_amount(const struct sense *sense, const struct policy_item *item)
{
	bool amount = item->amount != PAY_NONE, rate = item->rate != PAY_NONE;
	bool pairs = item->by != BY_NONE && item->by != BY_YEAR;

	if (item->open_value) {
		amount |= !strcmp(item->open_value, "amount");
		rate |= !strcmp(item->open_value, "rate");
	}
	if (!amount && !rate && !item->count)
		return sense_fault(sense, "item", item->item, NULL,
		    _("须写 amount、amounts 或 rate"));
	if (amount + rate + (item->count > 0) > 1)
		return sense_fault(sense, "item", item->item, NULL,
		    _("amount、amounts、rate 只能写一个"));
	if (pairs != (item->count > 0) && !rate)
		return sense_fault(sense, "item", item->item, "by",
		    pairs ? _("按对象发放须写 amounts")
			  : _("写 amounts 须写 by"));
	if (item->base_min != PAY_NONE && item->base_max != PAY_NONE &&
	    item->base_min > item->base_max)
		return sense_fault(sense, "item", item->item, "base_min",
		    _("基数下限高于上限"));
	return true;
}

static bool
sense_item_words(const struct sense *sense, const struct policy_item *item)
{
	const char *at = item->ratings ? item->ratings : "";
	char word[64];

	while (scheme_doc_word(&at, word, sizeof word))
		if (!policy_find_rating(sense->version, word))
			return sense_fault(sense, "item", item->item,
			    "ratings", _("没有等次「%s」"), word);
	at = item->months ? item->months : "";
	while (scheme_doc_word(&at, word, sizeof word)) {
		char *end;
		long month = strtol(word, &end, 10);

		if (*end || month < 1 || month > 12)
			return sense_fault(sense, "item", item->item,
			    "months", _("「%s」不是月份"), word);
	}
	return true;
}

static bool
sense_items(const struct sense *sense)
{
	const struct policy_version *version = sense->version;

	if (version->item_count > POLICY_MOST_ITEMS)
		return sense_version_fault(
		    sense, NULL, _("项目多于 %d 个"), POLICY_MOST_ITEMS);
	for (size_t i = 0; i < version->item_count; i++) {
		const struct policy_item *item = &version->items[i];

		if (!sense_item_keys(sense, item) ||
		    !sense_item_amount(sense, item) ||
		    !sense_item_words(sense, item))
			return false;
	}
	return true;
}

static bool
sense_credits(const struct sense *sense)
{
	const struct policy_version *version = sense->version;

	if (version->credit_count > POLICY_MOST_CREDITS)
		return sense_version_fault(
		    sense, NULL, _("学历、证书、表彰多于 %d 项"), POLICY_MOST_CREDITS);
	for (size_t i = 0; i < version->credit_count; i++) {
		const struct policy_credit *credit = &version->credits[i];

		if (credit->treat_as && credit->treat_post < 0)
			return sense_fault(sense, "credit", credit->credit,
			    "treat_as", _("没有岗位「%s」"), credit->treat_as);
		if (!credit->levels && !credit->code &&
		    credit->kind != CREDIT_HONOUR)
			return sense_fault(sense, "credit", credit->credit,
			    "level", _("不认识的层次「%s」"), credit->level);
	}
	return true;
}

/* ---- the version ---- */

static bool
sense_words(const struct sense *sense)
{
	const struct policy_version *version = sense->version;
	bool early =
	    policy_find_rating(version, version->early_rating) != NULL;

	if (version->mode == MODE_MATRIX &&
	    (version->post_up == UP_KEEP || version->post_up == UP_SHIFT))
		return sense_version_fault(sense, "post_up",
		    _("mode 为 matrix 时，post_up 不能用 keep、shift"));
	if (version->mode == MODE_MATRIX && version->post_down == DOWN_SHIFT)
		return sense_version_fault(sense, "post_down",
		    _("mode 为 matrix 时，post_down 不能用 shift"));
	if (!early &&
	    (version->early_steps ||
		scheme_doc_version_line(sense->doc, (int)version->number,
		    "early_rating")))
		return sense_version_fault(sense, "early_rating",
		    _("early_rating 没有等次「%s」"), version->early_rating);
	return true;
}

static bool
sense_numbers(const struct sense *sense)
{
	const struct policy_version *version = sense->version;

	if (version->multiplier_min != PAY_NONE &&
	    version->multiplier < version->multiplier_min)
		return sense_version_fault(
		    sense, "multiplier_min", _("上浮系数低于下限"));
	if (version->multiplier_max != PAY_NONE &&
	    version->multiplier > version->multiplier_max)
		return sense_version_fault(
		    sense, "multiplier_max", _("上浮系数高于上限"));
	if (version->basic_pct > 100 * 10000)
		return sense_version_fault(
		    sense, "basic_pct", _("basic_pct 不能大于 100"));
	if (version->band_months < 1)
		return sense_version_fault(
		    sense, "band_months", _("band_months 应是 1 以上的整数"));
	if (version->early_run < 1)
		return sense_version_fault(
		    sense, "early_run", _("early_run 应是 1 以上的整数"));
	for (size_t i = 1; i < version->band_count; i++)
		if (version->band_starts[i] <= version->band_starts[i - 1])
			return sense_version_fault(sense, "band_starts",
			    _("band_starts 应从小到大"));
	return true;
}

static bool
sense_tax(const struct sense *sense)
{
	const struct policy_version *version = sense->version;

	for (size_t i = 0; i < version->bracket_count; i++) {
		int64_t upto = version->brackets[i].upto;
		bool last = i + 1 == version->bracket_count;

		if (last != (upto == PAY_NONE) ||
		    (i && !last && upto <= version->brackets[i - 1].upto))
			return sense_fault(sense, "tax", NULL, "brackets",
			    _("各级应从小到大，最后一级写 -"));
	}
	return true;
}

static bool
sense_version(const struct sense *sense, bool grade)
{
	const struct policy_version *version = sense->version;

	if (grade && !version->post_count)
		return sense_version_fault(sense, NULL, _("没有 [post] 一节"));
	if (!sense_words(sense) || !sense_numbers(sense) ||
	    !sense_grades(sense))
		return false;
	for (size_t i = 0; i < version->post_count; i++)
		if (!sense_post(sense, (int)i))
			return false;
	return sense_items(sense) && sense_credits(sense) && sense_tax(sense);
}

/* They stand by date: a number that falls, or a day twice, is out of order. */
static bool
sense_order(struct sense *sense, const struct policy *policy)
{
	for (size_t i = 1; i < policy->version_count; i++) {
		const struct policy_version *before = &policy->versions[i - 1];
		const struct policy_version *version = &policy->versions[i];

		if (version->number > before->number &&
		    version->effective_from > before->effective_from)
			continue;
		sense->version =
		    version->number > before->number ? version : before;
		return sense_version_fault(sense, "effective_from",
		    _("后一版的 effective_from 应晚于前一版"));
	}
	return true;
}

bool
scheme_sense(const struct scheme_doc *doc, struct db *db, int64_t scheme,
    struct err *err)
{
	struct sense sense = {doc, NULL, err};
	struct policy *policy;
	bool good;

	if (!policy_load(db, scheme, &policy, err))
		return false;
	good = sense_order(&sense, policy);
	for (size_t i = 0; good && i < policy->version_count; i++) {
		sense.version = &policy->versions[i];
		good = sense_version(&sense, policy->kind == KIND_GRADE);
	}
	policy_free(policy);
	return good;
}

bool
scheme_sense_typed(struct db *db, int64_t scheme, struct err *err)
{
	static const struct scheme_file none = {0};
	static const struct scheme_doc doc = {.file = &none};

	return scheme_sense(&doc, db, scheme, err);
}
