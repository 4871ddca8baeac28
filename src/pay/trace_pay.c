/*
 * The steps behind a line from 11 on: split, what is beside, deductions.
 */
#include "base/money.h"
#include "pay/trace.h"

static void
trace_percent(struct buf *out, int64_t percent)
{
	if (percent % 10000 == 0) {
		trace_digits(out, percent / 10000);
	} else {
		money_write(out, percent, 4);
	}
	buf_add_char(out, '%');
}

static void
trace_split(struct trace *trace, const struct amount *amount)
{
	struct buf *words = trace_words(trace);

	money_write(words, amount->probation_standard, 2);
	buf_add_string(words, " x ");
	trace_percent(words, amount->basic_pct);
	buf_add_string(words, " = ");
	money_write(words, amount->full_basic, 2);
	buf_add_string(words, "，其余 ");
	money_write(words, amount->full_performance, 2);
	if (amount->probation) {
		buf_add_string(words, "；试用期 x ");
		trace_percent(words, amount->sum.version->probation_pct);
	}
	if (amount->share.part != amount->share.whole) {
		int64_t part = amount->share.part, whole = amount->share.whole;

		buf_add_string(words, "；当月折算 x ");
		trace_digits(words, part);
		buf_add_char(words, '/');
		trace_digits(words, whole);
	}
	buf_add_string(words, "；");
	buf_add_string(words, amount->sum.version->label_basic);
	buf_add_char(words, ' ');
	money_write(words, amount->basic, 2);
	buf_add_string(words, "，");
	buf_add_string(words, amount->sum.version->label_performance);
	buf_add_char(words, ' ');
	money_write(words, amount->performance, 2);
	money_write(&trace->value, amount->basic + amount->performance, 2);
	trace_end_step(trace, 11, "split", NULL);
}

static void
trace_performance(struct trace *trace, const struct amount *amount)
{
	struct buf *words = &trace->words;
	char month[DAY_TEXT];

	if (amount->performance_rating) {
		const struct policy_rating *rating =
		    amount->performance_rating;

		buf_add_string(words, "，发绩效 ");
		money_write(words, amount->performance_paid, 2);
		buf_add_string(words, "（");
		if (amount->performance_first) {
			buf_add_string(words,
			    day_write_month(amount->performance_first, month));
			buf_add_string(words, " 至 ");
			buf_add_string(words,
			    day_write_month(amount->performance_last, month));
			buf_add_char(words, ' ');
		}
		buf_add_string(
		    words, rating->label ? rating->label : rating->rating);
		buf_add_char(words, ' ');
		trace_percent(words, rating->performance);
		buf_add_string(words, "）");
	} else if (amount->performance_paid) {
		buf_add_string(words, "，绩效 ");
		money_write(words, amount->performance_paid, 2);
	}
	if (amount->performance_waits)
		buf_add_string(words, "，本月绩效待考核");
}

void
trace_pay(struct trace *trace, const struct amount_ask *ask,
    const struct amount *amount)
{
	struct buf *words;
	const char *doc = NULL;

	(void)ask;
	if (amount->basic_pct != 100 * 10000 || amount->probation ||
	    amount->share.part != amount->share.whole ||
	    amount->performance)
		trace_split(trace, amount);
	words = trace_words(trace);
	buf_add_string(words, amount->sum.version->label_basic);
	buf_add_char(words, ' ');
	money_write(words, amount->basic, 2);
	trace_performance(trace, amount);
	for (size_t i = 0; i < amount->count; i++) {
		const struct amount_item *item = &amount->items[i];

		if (item->part != PART_EXTRA)
			continue;
		buf_add_string(words, "，");
		buf_add_string(words, item->label);
		buf_add_char(words, ' ');
		money_write(words, item->amount, 2);
		if (!doc)
			doc = item->doc;
	}
	buf_add_string(words, "，应发 ");
	money_write(words, amount->gross, 2);
	money_write(&trace->value, amount->gross, 2);
	trace_end_step(trace, 12, "beside", doc);
}

void
trace_deduct(struct trace *trace, const struct deduct *deduct)
{
	struct buf *words = trace_words(trace);

	if (!deduct->count)
		return;
	for (size_t i = 0; i < deduct->count; i++) {
		const struct amount_item *item = &deduct->items[i];

		if (i)
			buf_add_string(words, "，");
		buf_add_string(words, item->label);
		buf_add_char(words, ' ');
		if (item->amount == PAY_NONE)
			buf_add_string(words, "未定");
		else
			money_write(words, item->amount, 2);
	}
	if (deduct->tax) {
		buf_add_string(words, "；累计应纳税所得额 ");
		money_write(words, deduct->tax_base, 2);
		buf_add_string(words, "（");
		trace_digits(words, deduct->tax_months);
		buf_add_string(words, " 个月）");
	}
	buf_add_string(words, "，实发 ");
	money_write(words, deduct->net, 2);
	money_write(&trace->value, deduct->net, 2);
	trace_end_step(trace, 13, "deduct", NULL);
}
