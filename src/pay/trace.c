/*
 * The steps behind a line.  The words hold the facts, the dates, how years
 * were counted, and the sum, so that the line can be worked out from them.
 */
#include <stdlib.h>
#include <string.h>

#include "base/money.h"
#include "pay/credit.h"
#include "pay/service.h"
#include "pay/trace.h"

void
trace_done(struct trace *trace)
{
	buf_done(&trace->json);
	buf_done(&trace->words);
	buf_done(&trace->value);
}

void
trace_begin(struct trace *trace)
{
	buf_clear(&trace->json);
	trace->steps = 0;
	trace->version = NULL;
}

const char *
trace_end(struct trace *trace)
{
	buf_add_string(&trace->json, trace->steps ? "]" : "[]");
	return buf_string(&trace->json);
}

const char *
trace_origin(const char *origin)
{
	static const char *const words[][2] = {{"reconstructed", "复原"},
		{"assumed", "推定"}, {"frame", "框架"}};

	for (size_t i = 0; origin && i < 3; i++)
		if (!strcmp(origin, words[i][0]))
			return words[i][1];
	return "";
}

void
trace_digits(struct buf *out, int64_t number)
{
	char text[24];
	size_t at = sizeof text;
	uint64_t left = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;

	do
		text[--at] = (char)('0' + left % 10);
	while (left /= 10);
	if (number < 0)
		text[--at] = '-';
	buf_add(out, text + at, sizeof text - at);
}

static void
trace_put(struct buf *out, const char *key, const char *text)
{
	buf_add_string(out, key);
	buf_add_json(out, text ? text : "");
}

void
trace_step(struct trace *trace, int n, const char *step, const char *words,
    const char *rule, const char *doc_no, const char *value)
{
	struct buf *out = &trace->json;
	const char *article = NULL;

	if (trace->version)
		article = policy_article(trace->version, step);
	if (!rule)
		rule = article ? article
		    : doc_no	 ? doc_no
		    : trace->version ? trace->version->doc_no
				     : NULL;
	buf_add_string(out, trace->steps++ ? ",{\"n\":" : "[{\"n\":");
	trace_digits(out, n);
	trace_put(out, ",\"step\":", step);
	trace_put(out, ",\"words\":", words);
	trace_put(out, ",\"rule\":", rule);
	trace_put(out, ",\"value\":", value);
	if (doc_no)
		trace_put(out, ",\"doc_no\":", doc_no);
	buf_add_char(out, '}');
}

struct buf *
trace_words(struct trace *trace)
{
	buf_clear(&trace->words);
	buf_clear(&trace->value);
	return &trace->words;
}

void
trace_end_step(
    struct trace *trace, int n, const char *step, const char *doc_no)
{
	trace_step(trace, n, step, buf_string(&trace->words), NULL, doc_no,
	    buf_string(&trace->value));
}

static void
trace_day(struct buf *out, int64_t day)
{
	char text[DAY_TEXT];

	buf_add_string(out, day_write((int32_t)day, text));
}

static void
trace_signed(struct buf *out, const char *label, int64_t steps)
{
	if (!steps)
		return;
	buf_add_string(out, label);
	buf_add_string(out, steps > 0 ? " +" : " ");
	trace_digits(out, steps);
}

/* ---- steps 1 to 9 ---- */

static void
trace_version(struct trace *trace, const struct amount *amount)
{
	const struct policy_version *version = amount->sum.version;
	const struct policy *policy = amount->place->policy;
	struct buf *words = trace_words(trace);
	const char *origin = trace_origin(policy->status);

	buf_add_string(words, policy->code);
	buf_add_string(words, " 第 ");
	trace_digits(words, version->number);
	buf_add_string(words, " 版，");
	trace_day(words, version->effective_from);
	buf_add_string(words, " 起");
	if (amount->base && amount->base->amount != PAY_NONE) {
		const char *own = trace_origin(amount->base->origin);

		buf_add_string(words, "；基数 ");
		money_write(words, amount->base->amount, 2);
		buf_add_string(words, "（");
		trace_day(words, amount->base->valid_from);
		buf_add_string(words, " 起");
		if (*own) {
			buf_add_string(words, "，");
			buf_add_string(words, own);
		}
		if (amount->base->doc_no) {
			buf_add_string(words, "，");
			buf_add_string(words, amount->base->doc_no);
		}
		buf_add_string(words, "）");
		money_write(&trace->value, amount->base->amount, 2);
	}
	if (*origin) {
		buf_add_string(words, " 〔");
		buf_add_string(words, origin);
		buf_add_string(words, "〕");
	}
	trace_end_step(trace, 1, "version", NULL);
}

static void
trace_post(struct trace *trace, const struct amount_ask *ask,
    const struct amount *amount)
{
	const struct grade_sum *sum = &amount->sum;
	const struct fact_post *row = &ask->facts->posts[sum->row];
	struct buf *words = trace_words(trace);

	buf_add_string(words, sum->version->posts[sum->post].name);
	buf_add_string(words, "，");
	buf_add_string(words, row->job);
	buf_add_string(words, "，");
	trace_day(words, row->start);
	buf_add_string(words, " 任");
	if (row->combined)
		buf_add_string(words, "，一肩挑");
	if (sum->treat >= 0) {
		buf_add_string(words, "，享受");
		buf_add_string(words, sum->version->posts[sum->treat].name);
		buf_add_string(words, "待遇");
	}
	if (sum->ceiling) {
		buf_add_string(words, "，");
		trace_digits(words, sum->floor);
		buf_add_string(words, "-");
		trace_digits(words, sum->ceiling);
		buf_add_string(words, " 级");
	} else {
		buf_add_string(words, "，不分等级");
	}
	buf_add_string(
	    &trace->value, sum->version->posts[sum->post].post);
	trace_end_step(trace, 2, "post", row->doc);
}

/* "187 个月 3 天" */
static void
trace_length(struct buf *out, int months, int days)
{
	trace_digits(out, months);
	buf_add_string(out, " 个月");
	if (days) {
		buf_add_char(out, ' ');
		trace_digits(out, days);
		buf_add_string(out, " 天");
	}
}

static void
trace_spans(struct buf *words, const struct amount_ask *ask,
    const struct grade_sum *sum)
{
	const struct policy_version *version = sum->version;
	int lowest = (int)version->post_count - 1;
	struct service_ask service = {version, ask->facts,
		service_day(version->step_start, ask->month), -1, false};
	struct spans spans;

	if (version->years_of != YEARS_COMMUNITY &&
	    sum->clock_post != lowest)
		service.post = sum->clock_post;
	spans_init(&spans);
	service_spans(&service, &spans);
	for (size_t i = 0; i < spans.count; i++) {
		if (i)
			buf_add_string(words, "、");
		trace_day(words, spans.list[i].from);
		buf_add_string(words, " 至 ");
		trace_day(words, spans.list[i].to);
	}
	if (!spans.count)
		buf_add_string(words, "无服务");
	buf_add_string(words, spans.count > 1
		? "，分段对年对月、余日满三十天进一月"
		: "，对年对月");
	spans_done(&spans);
}

static void
trace_years(struct trace *trace, const struct amount_ask *ask,
    const struct grade_sum *sum)
{
	const struct policy_version *version = sum->version;
	struct buf *words = trace_words(trace);

	if (version->clock == CLOCK_RATINGS)
		buf_add_string(words, "按考核计入的年度，每年 12 个月");
	else
		trace_spans(words, ask, sum);
	buf_add_string(words, version->probation_counts == YES
		? "，试用期计入："
		: "，试用期不计：");
	trace_length(words, sum->service_months, sum->service_days);
	trace_signed(words, "，视同", sum->credit_months);
	if (sum->lost_months || sum->lost_days) {
		buf_add_string(words, "，重新起算扣 ");
		trace_length(words, sum->lost_months, sum->lost_days);
	}
	if (version->count == COUNT_BEGUN)
		buf_add_string(words, "，按年头计");
	if (sum->clock_months != sum->service_months ||
	    sum->clock_days != sum->service_days) {
		buf_add_string(words, "，合 ");
		trace_length(words, sum->clock_months, sum->clock_days);
	}
	trace_digits(&trace->value, sum->clock_months);
	trace_end_step(trace, 3, "years",
	    ask->facts->spells_count ? ask->facts->spells[0].doc : NULL);
}

static void
trace_band(struct trace *trace, const struct grade_sum *sum)
{
	const struct policy_version *version = sum->version;
	struct buf *words = trace_words(trace);

	if (version->band_starts) {
		buf_add_string(words, "按分段年限");
	} else {
		buf_add_string(words, "每 ");
		trace_digits(words, version->band_months);
		buf_add_string(words, " 个月一档");
	}
	if (version->edge == EDGE_INCLUSIVE)
		buf_add_string(words, "（正好满档仍在本档）");
	buf_add_string(words, "，满 ");
	trace_digits(words, sum->bands);
	buf_add_string(words, " 档：");
	if (version->posts[sum->clock_post].bands) {
		buf_add_string(words, "查档级表得 ");
	} else {
		trace_digits(words, sum->first - sum->bands);
		buf_add_string(words, " + ");
		trace_digits(words, sum->bands);
		buf_add_string(words, " = ");
	}
	trace_digits(words, sum->first);
	trace_digits(&trace->value, sum->first);
	trace_end_step(trace, 4, "band", NULL);
}

static void
trace_hits(struct trace *trace, const struct amount_ask *ask,
    const struct grade_sum *sum, int64_t kind, const char **doc)
{
	struct credit_hits hits;

	credit_select(sum->version, ask->facts, ask->month, sum->post, kind,
	    CREDIT_STEPS, &hits);
	for (size_t i = 0; i < hits.count; i++) {
		const struct policy_credit *credit = hits.list[i].credit;

		if (trace->words.size)
			buf_add_string(&trace->words, "；");
		buf_add_string(&trace->words,
		    credit->label ? credit->label : credit->credit);
		if (hits.list[i].times > 1) {
			buf_add_string(&trace->words, " x ");
			trace_digits(&trace->words, hits.list[i].times);
		}
		buf_add_string(&trace->words, " +");
		trace_digits(&trace->words,
		    credit->steps * hits.list[i].times);
		if (!*doc)
			*doc = hits.list[i].doc;
	}
}

static void
trace_credits(struct trace *trace, const struct amount_ask *ask,
    const struct grade_sum *sum)
{
	const char *doc = NULL;

	if (!sum->version->credit_count)
		return;
	trace_words(trace);
	trace_hits(trace, ask, sum, CREDIT_EDUCATION, &doc);
	trace_hits(trace, ask, sum, CREDIT_CERTIFICATE, &doc);
	if (trace->words.size) {
		if (sum->version->combine == COMBINE_MAX)
			buf_add_string(&trace->words, "；取高");
		trace_digits(&trace->value, sum->credit);
		trace_end_step(trace, 5, "credit", doc);
	}
	trace_words(trace);
	doc = NULL;
	trace_hits(trace, ask, sum, CREDIT_HONOUR, &doc);
	if (trace->words.size) {
		trace_digits(&trace->value, sum->honour);
		trace_end_step(trace, 6, "honour", doc);
	}
}

static void
trace_ratings(struct trace *trace, const struct amount_ask *ask,
    const struct grade_sum *sum)
{
	const struct policy_version *version = sum->version;
	int32_t on = service_day(version->step_start, ask->month);
	struct buf *words = trace_words(trace);

	for (size_t i = 0; i < ask->facts->ratings_count; i++) {
		const struct fact_rating *fact = &ask->facts->ratings[i];
		const struct policy_rating *rating =
		    policy_find_rating(version, fact->rating);

		if (!rating || fact->effect_on > on || !rating->steps)
			continue;
		if (words->size)
			buf_add_string(words, "；");
		trace_digits(words, fact->year);
		buf_add_string(
		    words, rating->label ? rating->label : rating->rating);
		trace_signed(words, "", rating->steps);
	}
	if (words->size) {
		trace_digits(&trace->value, sum->rating);
		trace_end_step(trace, 7, "rating", NULL);
	}
	if (!sum->early_times)
		return;
	trace_words(trace);
	buf_add_string(words, "连续 ");
	trace_digits(words, version->early_run);
	buf_add_string(words, " 年达到要求等次 ");
	trace_digits(words, sum->early_times);
	buf_add_string(words, " 次，每次 +");
	trace_digits(words, version->early_steps);
	buf_add_string(words, "，至多 ");
	trace_digits(words, version->early_max);
	buf_add_string(words, " 次");
	trace_digits(&trace->value, sum->early);
	trace_end_step(trace, 8, "early", NULL);
}

/* The parts of a grade by name; those that give nothing are left out. */
static void
trace_parts(struct buf *words, const struct grade_sum *sum)
{
	bool table = sum->version->posts[sum->clock_post].bands > 0;
	const struct {
		const char *name;
		int n;
	} parts[] = {{"年限", table ? 0 : sum->bands}, {"证书", sum->credit},
	    {"表彰", sum->honour}, {"考核", sum->rating}, {"提前", sum->early}};

	buf_add_string(words, table ? "档级 " : "起点 ");
	trace_digits(words, sum->first - parts[0].n);
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		if (!parts[i].n)
			continue;
		buf_printf(words, " %c %s ", parts[i].n < 0 ? '-' : '+',
		    parts[i].name);
		trace_digits(words, labs((long)parts[i].n));
	}
}

static void
trace_sum(struct trace *trace, const struct amount *amount)
{
	const struct grade_sum *sum = &amount->sum;
	struct buf *words = trace_words(trace);
	const char *doc = NULL;

	if (!sum->ceiling) {
		buf_add_string(words, "不分等级");
	} else if (sum->version->mode == MODE_LADDER) {
		buf_add_string(words, "逐次变动，上月 ");
		trace_digits(words, sum->state);
		buf_add_string(words, "，本月 ");
		trace_digits(words, sum->uncapped);
	} else {
		trace_parts(words, sum);
		if (sum->held && sum->uncapped == sum->held)
			buf_add_string(words, "，不低于原等级");
		buf_add_string(words, " = ");
		trace_digits(words, sum->uncapped);
	}
	if (sum->ceiling) {
		buf_add_string(words, "，岗位上限 ");
		trace_digits(words, sum->ceiling);
	}
	if (sum->override) {
		buf_add_string(words, "；核定 ");
		trace_digits(words, sum->override->grade);
		buf_add_string(words, " 级");
		doc = sum->override->doc;
	}
	if (amount->held) {
		buf_add_string(words, "；应为 ");
		trace_digits(words, sum->grade);
		buf_add_string(words, " 级，待批，按已批 ");
		trace_digits(words, amount->grade);
		buf_add_string(words, " 级发放");
		doc = amount->approved->doc;
	}
	if (amount->unproven)
		buf_add_string(words, "；未认定");
	trace_digits(&trace->value, amount->grade);
	trace_end_step(trace, 9, "grade", doc);
}

/* ---- step 10 ---- */

static const char *
trace_rounding(const struct policy_version *version)
{
	static const char *const words[] = {
		"四舍五入", "舍去尾数", "进位"};

	return words[version->round >= 0 && version->round < 3
		? version->round
		: 0];
}

static void
trace_ratio(struct buf *out, int64_t ratio)
{
	if (ratio % 10000 == 0)
		trace_digits(out, ratio / 10000);
	else
		money_write(out, ratio, 4);
}

static void
trace_graded(struct trace *trace, const struct amount *amount)
{
	struct buf *words = &trace->words;

	if (!amount->coefficient) {
		if (amount->grade) {
			trace_digits(words, amount->grade);
			buf_add_string(words, " 级 ");
		}
		money_write(words, amount->graded, 2);
		return;
	}
	money_write(words, amount->base_amount, 2);
	if (amount->base_parts != 1)
		buf_add_string(words, " / 12");
	buf_add_string(words, " x ");
	trace_ratio(words, amount->multiplier);
	buf_add_string(words, " x ");
	money_write(words, amount->coefficient, 4);
	if (amount->base_parts == 1) {
		int64_t exact = amount->base_amount * amount->multiplier /
		    10000 * amount->coefficient;

		buf_add_string(words, " = ");
		money_write(words, exact / 10000, 2);
		buf_add_string(words, " -> ");
	} else {
		buf_add_string(words, " = ");
	}
	money_write(words, amount->graded, 2);
	if (amount->sum.version->unit > 1) {
		buf_add_string(words, "（");
		buf_add_string(words, trace_rounding(amount->sum.version));
		buf_add_string(words,
		    amount->sum.version->unit == 100 ? "到元）" : "）");
	}
}

static void
trace_amount(struct trace *trace, const struct amount *amount)
{
	struct buf *words = trace_words(trace);
	const char *doc = NULL;
	bool more = false;

	trace_graded(trace, amount);
	for (size_t i = 0; i < amount->count; i++) {
		const struct amount_item *item = &amount->items[i];

		if (item->part != PART_STANDARD)
			continue;
		buf_add_string(words, " + ");
		buf_add_string(words, item->label);
		buf_add_char(words, ' ');
		money_write(words, item->amount, 2);
		more = true;
		if (!doc)
			doc = item->doc;
	}
	if (more) {
		buf_add_string(words, " = ");
		money_write(words, amount->standard, 2);
	}
	money_write(&trace->value, amount->standard, 2);
	trace_end_step(trace, 10, "amount", doc);
}

void
trace_grade(struct trace *trace, const struct amount_ask *ask,
    const struct amount *amount)
{
	const struct grade_sum *sum = &amount->sum;

	trace->version = sum->version;
	if (sum->version)
		trace_version(trace, amount);
	if (sum->version && sum->post >= 0) {
		trace_post(trace, ask, amount);
		if (sum->ceiling) {
			trace_years(trace, ask, sum);
			trace_band(trace, sum);
			trace_credits(trace, ask, sum);
			trace_ratings(trace, ask, sum);
		}
		trace_sum(trace, amount);
	}
	if (amount->missing)
		trace_step(trace, 10, "missing", amount->missing_words, "",
		    NULL, amount->missing);
	else
		trace_amount(trace, amount);
}
