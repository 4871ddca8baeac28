/*
 * From a grade to money, steps 1 to 11: who is in service where, the grade
 * that is paid, its amount, the standard, the split, probation, part months.
 */
#include <string.h>

#include "base/money.h"
#include "pay/amount.h"
#include "pay/credit.h"
#include "pay/item.h"
#include "pay/service.h"

#define PERCENT (100 * 10000) /* a whole, in 1/10000 of a percent */

int64_t
amount_round(int64_t amount, int64_t numerator, int64_t denominator,
    int64_t unit, int64_t how)
{
	enum money_rounding rounding = how == 1 ? ROUND_DOWN
	    : how == 2				? ROUND_UP
						: ROUND_HALF_UP;

	if (unit < 1)
		unit = 1;
	return money_divide(amount * numerator, denominator * unit, rounding) *
	    unit;
}

int64_t
amount_cut(const struct amount *amount, int64_t value, int64_t part,
    int64_t whole)
{
	const struct policy_version *version = amount->sum.version;

	if (part == whole)
		return value;
	return amount_round(
	    value, part, whole, version->unit, version->round);
}

bool
amount_miss(struct amount *amount, const char *code, const char *words)
{
	amount->missing = code;
	amount->missing_words = words;
	return false;
}

struct amount_item *
amount_add(struct amount *amount, const char *item, const char *label,
    int64_t kind, int64_t part, int64_t money)
{
	struct amount_item *at;

	if (amount->count == AMOUNT_MOST_ITEMS)
		return NULL;
	at = &amount->items[amount->count++];
	*at = (struct amount_item){.item = item,
		.label = label ? label : item,
		.kind = kind,
		.part = part,
		.amount = money,
		.taxable = true};
	return at;
}

/* The spell on the 1st, else the first to begin in the month. */
static const struct fact_spell *
amount_spell(const struct facts *facts, int month)
{
	int32_t first = day_of_month(month), next = day_of_month(month + 1);
	const struct fact_spell *found = NULL;

	for (size_t i = 0; i < facts->spells_count; i++) {
		const struct fact_spell *spell = &facts->spells[i];

		if (spell->start >= next || spell->end <= first ||
		    spell->start >= spell->end)
			continue;
		if (spell->start <= first)
			return spell;
		if (!found || spell->start < found->start)
			found = spell;
	}
	return found;
}

/* Arrears of who has left are taxed as the last community's. */
static const struct place *
amount_last_place(const struct amount_ask *ask)
{
	int32_t first = day_of_month(ask->month);
	const struct fact_spell *last = NULL;

	for (size_t i = 0; i < ask->facts->spells_count; i++)
		if (ask->facts->spells[i].start < first)
			last = &ask->facts->spells[i];
	return last ? places_at(ask->places, last->community, ask->month)
		    : NULL;
}

/* ---- the grade that is paid ---- */

static void
amount_approve(const struct amount_ask *ask, struct amount *amount)
{
	int32_t first = day_of_month(ask->month);

	amount->grade = amount->sum.grade;
	if (ask->run_month < 0 ||
	    amount->sum.version->approval != APPROVAL_HOLD ||
	    amount->sum.override || amount->sum.ceiling == 0)
		return;
	for (size_t i = 0; i < ask->facts->changes_count; i++) {
		const struct fact_change *change = &ask->facts->changes[i];

		if (change->effect_on <= first &&
		    change->paid_from <= ask->run_month)
			amount->approved = change;
	}
	amount->unproven = !amount->approved;
	if (amount->approved && amount->approved->grade != amount->grade) {
		amount->held = true;
		amount->grade = amount->approved->grade;
	}
}

/* ---- the amount of a grade ---- */

static bool
amount_base(const struct amount_ask *ask, struct amount *amount)
{
	const struct policy_version *version = amount->sum.version;

	amount->base = policy_base_on(
	    amount->place->policy, day_of_month(ask->month));
	if (!amount->base)
		return amount_miss(amount, "pay_value_open", "没有基数");
	if (amount->base->amount == PAY_NONE)
		return amount_miss(amount, "pay_value_open", "基数未定");
	amount->base_amount = amount->base->amount;
	amount->base_parts = version->base_per == PER_YEAR ? 12 : 1;
	if (version->base_unit > 0) {
		/* the words of base_round: half_up down up */
		amount->base_amount = amount_round(amount->base_amount, 1,
		    amount->base_parts, version->base_unit,
		    version->base_round);
		amount->base_parts = 1;
	}
	amount->multiplier = amount->place->multiplier != PAY_NONE
	    ? amount->place->multiplier
	    : version->multiplier;
	return true;
}

/* The amount of one grade of one post. */
static bool
amount_of_grade(const struct amount_ask *ask, struct amount *amount, int post,
    int64_t grade, int64_t *graded)
{
	const struct policy_version *version = amount->sum.version;
	const struct policy_grade *row;

	*graded = 0;
	if (grade == 0)
		return true;
	row = policy_find_grade(version, post, grade);
	if (!row) {
		if (version->amount == AMOUNT_ADDITIVE &&
		    !version->grades_count)
			return true;
		return amount_miss(
		    amount, "pay_grade_off_table", "等级不在标准表内");
	}
	if (row->amount != PAY_NONE) {
		*graded = row->amount;
		return true;
	}
	if (row->open || row->coefficient == PAY_NONE)
		return amount_miss(amount, "pay_value_open",
		    "等级标准未定");
	if (!amount_base(ask, amount))
		return false;
	amount->coefficient = row->coefficient;
	*graded = amount_round(amount->base_amount * amount->multiplier,
	    row->coefficient, amount->base_parts * 10000 * 10000,
	    version->unit, version->round);
	return true;
}

static int64_t
amount_cash(const struct amount *amount, const struct policy_credit *credit)
{
	int64_t cash = credit->cash;

	if (credit->least != YES || cash == PAY_NONE)
		return cash;
	for (size_t i = 0; i < amount->place->cash_count; i++)
		if (!strcmp(amount->place->cash[i].credit, credit->credit) &&
		    amount->place->cash[i].cash > cash)
			cash = amount->place->cash[i].cash;
	return cash;
}

/* Cash of credits: standard ones now, the extra ones are listed as well. */
static bool
amount_credits(const struct amount_ask *ask, struct amount *amount)
{
	const struct policy_version *version = amount->sum.version;
	const char *const labels[] = {version->label_education,
		version->label_certificate, version->label_honour};
	struct credit_hits hits;

	for (int64_t kind = 0; version->credit_count && kind < 3; kind++) {
		credit_select(version, ask->facts, ask->month,
		    amount->sum.post, kind, CREDIT_CASH, &hits);
		for (size_t i = 0; i < hits.count; i++) {
			const struct policy_credit *credit =
			    hits.list[i].credit;
			int64_t cash = amount_cash(amount, credit);
			struct amount_item *item;

			if (credit->cash_open && credit->part == PART_STANDARD)
				return amount_miss(amount, "pay_value_open",
				    "补贴标准未定");
			if (!credit->cash_open &&
			    (cash == PAY_NONE || cash == 0))
				continue;
			cash = credit->cash_open
			    ? PAY_NONE
			    : cash * hits.list[i].times;
			item = amount_add(amount, credit->credit,
			    labels[kind], ITEM_EARNING,
			    credit->part == PART_STANDARD ? PART_STANDARD
							  : PART_EXTRA,
			    cash);
			if (!item)
				break;
			item->doc = hits.list[i].doc;
			item->credit = true;
			if (credit->part == PART_STANDARD)
				amount->standard += cash;
		}
	}
	return true;
}

static bool
amount_standard_items(const struct amount_ask *ask, struct amount *amount)
{
	const struct policy_version *version = amount->sum.version;
	struct item_ask item_ask = {version, ask->facts, &amount->sum,
		amount->place, ask->month, amount->grade, amount->graded,
		0, 0};

	for (size_t i = 0; i < version->item_count; i++) {
		const struct policy_item *item = &version->items[i];
		enum item_answer answer;
		int64_t value;

		if (item->kind != ITEM_EARNING || item->part != PART_STANDARD)
			continue;
		item_ask.standard = amount->standard;
		answer = item_find(&item_ask, item, &value);
		if (answer == ITEM_OPEN)
			return amount_miss(
			    amount, "pay_value_open", "项目标准未定");
		if (answer != ITEM_GIVEN || !value)
			continue;
		amount_add(amount, item->item, item->label, ITEM_EARNING,
		    PART_STANDARD, value);
		amount->standard += value;
	}
	return true;
}

bool
amount_standard(const struct amount_ask *ask, struct amount *amount)
{
	struct grade_ask grade_ask = {NULL, ask->facts, ask->month};

	/* not the items: there may be many, and count tells which are */
	memset(amount, 0, offsetof(struct amount, items));
	amount->sum.post = -1;
	amount->share = (struct amount_share){1, 1};
	amount->spell = amount_spell(ask->facts, ask->month);
	if (!amount->spell) {
		amount->place = amount_last_place(ask);
		return amount_miss(
		    amount, "pay_not_in_service", "不在服务期内");
	}
	amount->place =
	    places_at(ask->places, amount->spell->community, ask->month);
	grade_ask.policy = amount->place->policy;
	if (!grade_ask.policy)
		return amount_miss(
		    amount, "pay_no_version", "没有执行中的薪酬方案");
	if (!grade_find(&grade_ask, &amount->sum))
		return amount->sum.version
		    ? amount_miss(amount, "pay_no_post", "没有任职")
		    : amount_miss(amount, "pay_no_version",
			  "没有执行中的薪酬方案版本");
	amount_approve(ask, amount);
	if (!amount_of_grade(ask, amount, amount->sum.post, amount->grade,
		&amount->graded))
		return false;
	amount->standard = amount->graded;
	return amount_standard_items(ask, amount) &&
	    amount_credits(ask, amount);
}

/* ---- split ---- */

/* All of it is basic pay: nothing is rounded off into performance. */
static void
amount_split(struct amount *amount, int64_t standard)
{
	const struct policy_version *version = amount->sum.version;

	amount->full_basic = amount->basic_pct == PERCENT
	    ? standard
	    : amount_round(standard, amount->basic_pct, PERCENT,
		  version->split_unit, version->round);
	amount->full_performance = standard - amount->full_basic;
}

/* ---- probation ---- */

/* Any spell of the month may be the one in probation. */
static bool
amount_in_probation(const struct amount_ask *ask, const struct amount *amount)
{
	int32_t first = day_of_month(ask->month);
	int32_t next = day_of_month(ask->month + 1);
	int32_t least = amount->sum.version->probation_end == END_SAME_MONTH
	    ? next - 1
	    : first;

	for (size_t i = 0; i < ask->facts->spells_count; i++) {
		const struct fact_spell *spell = &ask->facts->spells[i];

		if (spell->start < next && spell->end > first &&
		    spell->probation_until != FACT_NEVER &&
		    spell->probation_until >= least)
			return true;
	}
	return false;
}

static bool
amount_probation(const struct amount_ask *ask, struct amount *amount)
{
	const struct policy_version *version = amount->sum.version;
	int64_t pct = version->probation_pct;

	amount->probation = amount_in_probation(ask, amount);
	if (!amount->probation)
		return true;
	if (version->probation_of == OF_LOWEST) {
		int lowest = (int)version->post_count - 1;
		int64_t coefficient = amount->coefficient, graded;

		if (!amount_of_grade(ask, amount, lowest,
			version->posts[lowest].first, &graded))
			return false;
		amount->coefficient = coefficient;
		amount->probation_standard += graded - amount->graded;
	}
	amount_split(amount, amount->probation_standard);
	amount->basic = amount_cut(amount, amount->full_basic, pct, PERCENT);
	amount->performance = version->probation_performance == YES
	    ? amount_cut(amount, amount->full_performance, pct, PERCENT)
	    : 0;
	return true;
}

/* ---- part months ---- */

/* What a day in service is worth, in 1/10000 of a percent. */
static int64_t
amount_day_in_service(const struct amount_ask *ask,
    const struct amount *amount, int32_t day)
{
	for (size_t i = 0; i < ask->facts->absences_count; i++) {
		const struct fact_absence *fact = &ask->facts->absences[i];
		const struct policy_absence *absence;

		if (day < fact->start || day >= fact->end)
			continue;
		absence =
		    policy_find_absence(amount->sum.version, fact->kind);
		if (absence)
			return absence->pay;
	}
	return PERCENT;
}

static bool
amount_serves(const struct facts *facts, int32_t day)
{
	for (size_t i = 0; i < facts->spells_count; i++)
		if (facts->spells[i].start <= day && day < facts->spells[i].end)
			return true;
	return false;
}

/* How the days after the last day in service are treated. */
static int64_t
amount_leave_rule(const struct policy_version *version,
    const struct facts *facts, int32_t left_on)
{
	for (size_t i = 0; i < facts->spells_count; i++)
		if (facts->spells[i].end == left_on &&
		    facts->spells[i].leave == 3)
			return version->retire_month;
	return version->leave_month;
}

static bool
amount_is_whole(
    const struct amount_ask *ask, int32_t first, int32_t next)
{
	const struct facts *facts = ask->facts;
	bool covered = false;

	for (size_t i = 0; i < facts->spells_count; i++)
		covered |= facts->spells[i].start <= first &&
		    facts->spells[i].end >= next;
	for (size_t i = 0; covered && i < facts->absences_count; i++)
		if (facts->absences[i].start < next &&
		    facts->absences[i].end > first)
			covered = false;
	return covered;
}

/* Each day's worth; false: the whole month is worth nothing (none). */
static bool
amount_days(const struct amount_ask *ask, const struct amount *amount,
    int32_t first, int length, int64_t worth[31])
{
	const struct policy_version *version = amount->sum.version;
	int begin = -1, end = -1;
	int64_t join, leave;

	for (int i = 0; i < length; i++) {
		bool serves = amount_serves(ask->facts, first + i);

		worth[i] = serves
		    ? amount_day_in_service(ask, amount, first + i)
		    : 0;
		if (serves && begin < 0)
			begin = i;
		if (serves)
			end = i;
	}
	if (begin < 0)
		return false;
	join = begin > 0 ? version->join_month : EDGE_BY_DAY;
	leave = end < length - 1
	    ? amount_leave_rule(version, ask->facts, first + end + 1)
	    : EDGE_BY_DAY;
	if (join == EDGE_NONE || leave == EDGE_NONE)
		return false;
	for (int i = 0; join == EDGE_WHOLE && i < begin; i++)
		worth[i] = worth[begin];
	for (int i = end + 1; leave == EDGE_WHOLE && i < length; i++)
		worth[i] = worth[end];
	return true;
}

static struct amount_share
amount_share(const struct amount_ask *ask, const struct amount *amount)
{
	int32_t first = day_of_month(ask->month);
	int length = day_month_length(ask->month);
	int64_t how = amount->sum.version->proration, worth[31];
	int64_t sum = 0, work_sum = 0;
	struct amount_share share = {1, 1};

	if (amount_is_whole(ask, first, first + length))
		return share;
	if (!amount_days(ask, amount, first, length, worth))
		return (struct amount_share){0, 1};
	for (int i = 0; i < length; i++) {
		sum += worth[i];
		if (how == PRORATE_WORKDAYS &&
		    places_works(ask->places, first + i))
			work_sum += worth[i];
	}
	if (sum == (int64_t)length * PERCENT)
		return share;
	if (how == PRORATE_NONE)
		return (struct amount_share){sum > 0, 1};
	if (how == PRORATE_WORKDAYS)
		share = (struct amount_share){
			work_sum * 100, (int64_t)2175 * PERCENT};
	else if (how == PRORATE_THIRTY)
		share = (struct amount_share){sum, (int64_t)30 * PERCENT};
	else
		share = (struct amount_share){sum, (int64_t)length * PERCENT};
	if (share.part > share.whole)
		share = (struct amount_share){1, 1};
	return share;
}

/* Performance items join the performance of the month. */
static bool
amount_performance_items(const struct amount_ask *ask, struct amount *amount)
{
	const struct policy_version *version = amount->sum.version;
	struct item_ask item_ask = {version, ask->facts, &amount->sum,
		amount->place, ask->month, amount->grade, amount->graded,
		amount->standard, 0};

	for (size_t i = 0; i < version->item_count; i++) {
		const struct policy_item *item = &version->items[i];
		enum item_answer answer;
		int64_t value;

		if (item->kind != ITEM_EARNING ||
		    item->part != PART_PERFORMANCE)
			continue;
		answer = item_find(&item_ask, item, &value);
		if (answer == ITEM_OPEN)
			return amount_miss(
			    amount, "pay_value_open", "项目标准未定");
		if (amount->probation &&
		    version->probation_performance != YES)
			continue;
		if (amount->probation)
			value = amount_cut(amount, value,
			    version->probation_pct, PERCENT);
		if (item->prorate == YES)
			value = amount_cut(amount, value, amount->share.part,
			    amount->share.whole);
		if (answer != ITEM_GIVEN || !value)
			continue;
		amount_add(amount, item->item, item->label, ITEM_EARNING,
		    PART_PERFORMANCE, value);
		amount->performance += value;
	}
	return true;
}

bool
amount_parts(const struct amount_ask *ask, struct amount *amount)
{
	const struct policy_version *version;

	if (!amount_standard(ask, amount))
		return false;
	version = amount->sum.version;
	amount->basic_pct = amount->place->basic_pct != PAY_NONE
	    ? amount->place->basic_pct
	    : version->basic_pct;
	amount->probation_standard = amount->standard;
	amount_split(amount, amount->standard);
	amount->basic = amount->full_basic;
	amount->performance = amount->full_performance;
	if (!amount_probation(ask, amount))
		return false;
	amount->share = amount_share(ask, amount);
	amount->basic = amount_cut(amount, amount->basic, amount->share.part,
	    amount->share.whole);
	amount->performance = amount_cut(amount, amount->performance,
	    amount->share.part, amount->share.whole);
	return amount_performance_items(ask, amount);
}
