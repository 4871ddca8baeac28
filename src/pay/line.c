/*
 * One worker's line of a month.
 */
#include <stdio.h>
#include <string.h>

#include "base/money.h"
#include "pay/line.h"

void
line_done(struct line *line)
{
	trace_done(&line->trace);
}

static int64_t
line_untaxed(const struct amount *amount)
{
	int64_t sum = 0;

	for (size_t i = 0; i < amount->count; i++)
		if (amount->items[i].part == PART_EXTRA &&
		    !amount->items[i].taxable)
			sum += amount->items[i].amount;
	return sum;
}

void
line_arrear_words(struct buf *out, const struct line_arrear *arrear)
{
	char month[DAY_TEXT];

	buf_printf(out, "%s %s %s ", arrear->amount < 0 ? "扣回" : "补发",
	    day_write_month(arrear->month, month), arrear->label);
	money_write(out, arrear->amount, 2);
}

static void
line_trace_arrears(struct trace *trace, const struct line_arrears *arrears)
{
	struct buf words = {0}, value = {0};

	for (size_t i = 0; i < arrears->count; i++) {
		if (i)
			buf_add_string(&words, "，");
		line_arrear_words(&words, &arrears->list[i]);
	}
	money_write(&value, arrears->sum, 2);
	trace_step(trace, 13, "arrears", buf_string(&words), NULL,
	    arrears->list[0].doc_no,
	    buf_string(&value));
	buf_done(&words);
	buf_done(&value);
}

static void
line_state(struct line *line, bool computed)
{
	const struct amount *amount = &line->amount;

	line->status = "ok";
	line->reason[0] = '\0';
	if (!computed) {
		line->status = amount->spell ? "missing" : "ok";
		snprintf(line->reason, sizeof line->reason, "%s",
		    amount->spell ? amount->missing_words : "已离岗，补发");
	} else if (amount->share.part == 0 && !amount->gross) {
		line->status = "missing";
		snprintf(line->reason, sizeof line->reason, "全月无薪");
	} else if (amount->held) {
		line->status = "held";
		snprintf(line->reason, sizeof line->reason,
		    "待批：%d 级应为 %d 级", (int)amount->grade,
		    (int)amount->sum.grade);
	} else if (amount->unproven) {
		snprintf(line->reason, sizeof line->reason, "未认定");
	}
	if (computed && amount->performance_waits && !amount->held)
		snprintf(line->reason, sizeof line->reason, "%s绩效待考核",
		    amount->unproven ? "未认定；" : "");
}

bool
line_make(const struct amount_ask *ask, const struct deduct_year *year,
    const struct line_arrears *arrears, bool traced, struct line *line)
{
	struct amount *amount = &line->amount;
	bool computed = beside_find(ask, amount);
	int64_t gross = computed ? amount->gross : 0;
	int64_t untaxed = computed ? line_untaxed(amount) : 0;

	line->arrears = arrears ? arrears->sum : 0;
	if (!amount->spell && !(arrears && arrears->count))
		return false;
	line_state(line, computed);
	line->deduct.gross = gross + line->arrears;
	line->deduct.taxable = line->deduct.gross - untaxed;
	if (strcmp(line->status, "missing") != 0 || line->arrears) {
		deduct_find(ask, amount, year, &line->deduct);
	} else {
		line->deduct = (struct deduct){.count = 0};
	}
	if (!traced)
		return true;
	trace_begin(&line->trace);
	trace_grade(&line->trace, ask, amount);
	if (computed)
		trace_pay(&line->trace, ask, amount);
	if (arrears && arrears->count)
		line_trace_arrears(&line->trace, arrears);
	trace_deduct(&line->trace, &line->deduct);
	trace_end(&line->trace);
	return true;
}
