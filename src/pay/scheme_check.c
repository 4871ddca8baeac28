/*
 * A scheme's grade table for the eye: loaded, printed, taken back.
 */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/money.h"
#include "base/text.h"
#include "pay/amount.h"
#include "pay/day.h"
#include "pay/policy.h"
#include "pay/scheme.h"


static void
table_cell(struct buf *out, const char *text, int cells)
{
	text_pad(out, text, cells, 1);
	buf_add_char(out, ' ');
}

static void
table_amount(const struct policy *policy, const struct policy_version *version,
    const struct policy_base *base, int post, int64_t grade, struct buf *out)
{
	const struct policy_grade *row =
	    policy_find_grade(version, post, grade);
	struct buf text = {0};

	if (!row) {
		table_cell(out, "", 10);
		return;
	}
	if (row->open || (row->amount == PAY_NONE &&
			     (!base || base->amount == PAY_NONE))) {
		table_cell(out, "?", 10);
		return;
	}
	if (row->amount != PAY_NONE) {
		money_write(&text, row->amount, 2);
	} else {
		int64_t amount = base->amount, parts = 1;

		if (version->base_per == PER_YEAR)
			parts = 12;
		if (version->base_unit > 0) {
			amount = amount_round(amount, 1, parts,
			    version->base_unit, version->base_round);
			parts = 1;
		}
		amount = amount_round(amount * version->multiplier,
		    row->coefficient, parts * 10000 * 10000, version->unit,
		    version->round);
		money_write(&text, amount, 2);
	}
	(void)policy;
	table_cell(out, buf_string(&text), 10);
	buf_done(&text);
}

static void
table_grade(const struct policy *policy, const struct policy_version *version,
    int post, int64_t grade, struct buf *out)
{
	const struct policy_grade *row =
	    policy_find_grade(version, post, grade);
	struct buf text = {0};

	buf_printf(&text, "%d", (int)grade);
	table_cell(out, buf_string(&text), 4);
	buf_clear(&text);
	if (row && row->coefficient != PAY_NONE && !row->open)
		money_write(&text, row->coefficient, 4);
	table_cell(out, buf_string(&text), 8);
	buf_done(&text);
	if (!policy->base_count)
		table_amount(policy, version, NULL, post, grade, out);
	for (size_t i = 0; i < policy->base_count; i++)
		table_amount(
		    policy, version, &policy->bases[i], post, grade, out);
	for (size_t i = 0; i < version->post_count; i++)
		if (grade >= version->posts[i].floor &&
		    grade <= version->posts[i].ceiling)
			buf_printf(out, " %s", version->posts[i].name);
	buf_add_char(out, '\n');
}

static void
scheme_check_table(const struct policy *policy, struct buf *out)
{
	buf_printf(out, "%s  %s  %s\n", policy->code, policy->name,
	    policy->status);
	for (size_t i = 0; i < policy->version_count; i++) {
		const struct policy_version *version = &policy->versions[i];
		char day[DAY_TEXT];

		buf_printf(out, _("第%d版  %s 起\n"), (int)version->number,
		    day_write((int32_t)version->effective_from, day));
		text_pad(out, _("等级"), 4, 1);
		buf_add_char(out, ' ');
		table_cell(out, _("系数"), 8);
		for (size_t k = 0; k < policy->base_count; k++)
			table_cell(out,
			    day_write(
				(int32_t)policy->bases[k].valid_from, day),
			    10);
		buf_add_char(out, '\n');
		for (size_t k = 0; k < version->grades_count; k++) {
			const struct policy_grades *grades =
			    &version->grades[k];
			int post = grades->post
			    ? policy_find_post(version, grades->post)
			    : -1;

			if (grades->post)
				buf_printf(out, "[%s]\n", grades->post);
			for (size_t g = 1; g <= grades->count; g++)
				table_grade(policy, version, post,
				    (int64_t)g, out);
		}
	}
}

bool
scheme_check(struct book *book, const struct scheme_file *file,
    struct buf *text, struct err *err)
{
	struct policy *policy = NULL;
	char *code = NULL;
	int64_t id = 0;
	bool repeated, good;

	if (!book_change_begin(book, "scheme", NULL, NULL, &repeated, err))
		return false;
	good = scheme_load(book, file, &code, err) &&
	    db_int(book->db, err, &id, 0,
		"SELECT id FROM pay_scheme WHERE code = ?1", "s", code) &&
	    policy_load(book->db, id, &policy, err);
	if (good)
		scheme_check_table(policy, text);
	policy_free(policy);
	free(code);
	book_change_drop(book);
	return good;
}
