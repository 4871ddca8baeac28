/*
 * Step 13.  An open rate leaves its item blank; it is listed and adds
 * nothing.
 */
#include "base/money.h"
#include "pay/deduct.h"
#include "pay/item.h"

/* Contributions are the deductions of the statutory scheme, and those that
 * another reckons from the insurance or the fund base. */
static bool
deduct_contributes(const struct policy_item *item, bool statutory)
{
	return statutory ||
	    (item->rate != PAY_NONE &&
		(item->of == RATE_INSURANCE || item->of == RATE_FUND));
}

static void
deduct_items(const struct amount_ask *ask, const struct amount *amount,
    const struct policy_version *version, bool statutory,
    struct deduct *deduct)
{
	struct item_ask item_ask = {version, ask->facts, &amount->sum,
		amount->place, ask->month, amount->grade, amount->graded,
		amount->standard, deduct->gross};

	for (size_t i = 0; i < version->item_count; i++) {
		const struct policy_item *item = &version->items[i];
		enum item_answer answer;
		int64_t value;

		if (item->kind == ITEM_EARNING ||
		    deduct->count == AMOUNT_MOST_ITEMS)
			continue;
		answer = item_find(&item_ask, item, &value);
		if (answer == ITEM_NOT || (answer == ITEM_GIVEN && !value))
			continue;
		deduct->items[deduct->count++] = (struct amount_item){
			.item = item->item,
			.label = item->label ? item->label : item->item,
			.kind = item->kind,
			.amount = answer == ITEM_OPEN ? PAY_NONE : value};
		if (answer == ITEM_OPEN)
			continue;
		if (item->kind == ITEM_EMPLOYER) {
			deduct->employer += value;
			continue;
		}
		deduct->deducted += value;
		if (deduct_contributes(item, statutory))
			deduct->contributed += value;
	}
}

/* Special deductions of the months since the year's first line. */
static int64_t
deduct_special(const struct facts *facts, int first, int last)
{
	int64_t sum = 0;

	for (int month = first; month <= last; month++) {
		int32_t day = day_of_month(month);

		for (size_t i = 0; i < facts->amounts_count; i++)
			if (facts->amounts[i].kind == 2 &&
			    facts->amounts[i].start <= day &&
			    day < facts->amounts[i].end)
				sum += facts->amounts[i].amount;
	}
	return sum;
}

static void
deduct_tax(const struct amount_ask *ask, const struct policy_version *version,
    const struct deduct_year *year, struct deduct *deduct)
{
	int first = year->first_month ? year->first_month : ask->month;
	int64_t base, tax = 0;

	deduct->tax_months = ask->month - first + 1;
	base = year->taxable + deduct->taxable - year->contributed -
	    deduct->contributed - deduct_special(ask->facts, first, ask->month) -
	    version->tax_free * deduct->tax_months;
	deduct->tax_base = base > 0 ? base : 0;
	for (size_t i = 0; base > 0 && i < version->bracket_count; i++) {
		const struct policy_bracket *bracket = &version->brackets[i];

		if (bracket->upto != PAY_NONE && base > bracket->upto)
			continue;
		tax = money_divide(
			  base * bracket->rate, 100 * 10000, ROUND_HALF_UP) -
		    bracket->quick;
		break;
	}
	tax -= year->tax;
	deduct->tax = tax > 0 ? tax : 0;
}

void
deduct_find(const struct amount_ask *ask, const struct amount *amount,
    const struct deduct_year *year, struct deduct *deduct)
{
	const struct policy_version *taxes = NULL, *statutory = NULL;

	deduct->contributed = deduct->tax = deduct->employer = 0;
	deduct->deducted = 0;
	deduct->tax_base = 0;
	deduct->tax_months = 0;
	deduct->count = 0;
	if (amount->sum.version) {
		deduct_items(
		    ask, amount, amount->sum.version, false, deduct);
		taxes = amount->sum.version;
	}
	if (amount->place && amount->place->statutory)
		statutory = policy_version_on(
		    amount->place->statutory, day_of_month(ask->month));
	if (statutory && amount->sum.version)
		deduct_items(ask, amount, statutory, true, deduct);
	if (statutory && statutory->bracket_count)
		taxes = statutory;
	if (taxes && taxes->bracket_count) {
		deduct_tax(ask, taxes, year, deduct);
		if (deduct->tax && deduct->count < AMOUNT_MOST_ITEMS)
			deduct->items[deduct->count++] = (struct amount_item){
				.item = "tax",
				.label = "个人所得税",
				.kind = ITEM_DEDUCTION,
				.amount = deduct->tax};
	}
	deduct->deducted += deduct->tax;
	deduct->net = deduct->gross - deduct->deducted;
}
