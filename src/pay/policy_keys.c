/*
 * The one table of keys: what a scheme file may say, what it takes, what is
 * meant when it is silent, and where it is kept.  pay_version and its
 * sisters in schema/ have a column of the same name for each.
 */
#include <string.h>

#include "base/lang.h"
#include "pay/policy.h"

#define STARTS "january month_start same_month next_month"
#define V(field) offsetof(struct policy_version, field)
#define P(field) offsetof(struct policy_post, field)
#define C(field) offsetof(struct policy_credit, field)
#define R(field) offsetof(struct policy_rating, field)
#define A(field) offsetof(struct policy_absence, field)
#define I(field) offsetof(struct policy_item, field)
#define YES_NO "no yes"

const char policy_steps[] =
    "version post years band credit honour rating early grade amount"
    " split probation part beside deduct arrears";

/* clang-format off */
const struct policy_key policy_version_keys[] = {
	{"effective_from", KEY_DAY, NULL, NULL, N_("执行日期"), V(effective_from)},
	{"doc_no", KEY_TEXT, NULL, NULL, N_("文号"), V(doc_no)},
	{"title", KEY_TEXT, NULL, NULL, N_("文件标题"), V(title)},
	{"note", KEY_TEXT, NULL, NULL, N_("备注"), V(note)},
	{"mode", KEY_WORD, "matrix ladder", "matrix", N_("等级每月重算，或为逐次变动的状态"), V(mode)},
	{"amount", KEY_WORD, "coefficient table additive", "coefficient", N_("基数乘系数、列表金额、分项相加"), V(amount)},
	{"start", KEY_WORD, "first matrix", "first", N_("新进人员的起点"), V(start)},
	{"convert", KEY_WORD, "carry matrix first", "carry", N_("版本执行前已任职的人套改"), V(convert)},
	{"over_ceiling", KEY_WORD, "keep lose", "keep", N_("超出上限的级数"), V(over_ceiling)},
	{"approval", KEY_WORD, "hold list", "hold", N_("新等级批后再发，或先发再列"), V(approval)},
	{"band_months", KEY_COUNT, NULL, "36", N_("每档月数"), V(band_months)},
	{"clock", KEY_WORD, "service ratings", "service", N_("年限按服务月数或按考核年数"), V(clock)},
	{"clock_from", KEY_DAY, NULL, NULL, N_("此前的服务不计"), V(clock_from)},
	{"count", KEY_WORD, "full begun", "full", N_("满年或年头"), V(count)},
	{"edge", KEY_WORD, "complete inclusive", "complete", N_("正好满档算下一档或本档"), V(edge)},
	{"years_of", KEY_WORD, "community in_post best", "community", N_("哪些年算数"), V(years_of)},
	{"continuity", KEY_WORD, "cumulative continuous", "cumulative", N_("累计或连续"), V(continuity)},
	{"gap_days", KEY_COUNT, NULL, "0", N_("连续时允许的中断天数"), V(gap_days)},
	{"scope", KEY_WORD, "street city province other", "province", N_("多远的服务算数"), V(scope)},
	{"probation_counts", KEY_WORD, YES_NO, "yes", N_("试用期计入年限"), V(probation_counts)},
	{"deemed_counts", KEY_WORD, YES_NO, "yes", N_("视同年限计入"), V(deemed_counts)},
	{"step_start", KEY_WORD, STARTS, "january", N_("晋级从何时起"), V(step_start)},
	{"post_start", KEY_WORD, STARTS, "month_start", N_("岗位看哪一天"), V(post_start)},
	{"post_up", KEY_WORD, "rematrix higher keep shift", "rematrix", N_("任更高岗位时的等级"), V(post_up)},
	{"post_down", KEY_WORD, "rematrix cap shift", "rematrix", N_("任更低岗位时的等级"), V(post_down)},
	{"post_gap_days", KEY_COUNT, NULL, "30", N_("同岗任职之间不算中断的天数"), V(post_gap_days)},
	{"acting", KEY_WORD, "ignore count", "ignore", N_("主持工作"), V(acting)},
	{"treat_grade", KEY_WORD, YES_NO, "no", N_("按享受待遇的岗位定上下限"), V(treat_grade)},
	{"combine", KEY_WORD, "sum max", "sum", N_("学历与证书的级数"), V(combine)},
	{"education_stack", KEY_WORD, "best sum", "best", N_("多个学历"), V(education_stack)},
	{"certificate_stack", KEY_WORD, "best sum", "best", N_("多个证书"), V(certificate_stack)},
	{"honour_stack", KEY_WORD, "best sum", "sum", N_("多次表彰"), V(honour_stack)},
	{"honour_max", KEY_COUNT, NULL, NULL, N_("表彰至多几级"), V(honour_max)},
	{"honour_over_ceiling", KEY_WORD, YES_NO, "no", N_("表彰可超上限"), V(honour_over_ceiling)},
	{"certificate_date", KEY_WORD, "registered_on issued_on", "registered_on", N_("证书从哪天算"), V(certificate_date)},
	{"early_steps", KEY_COUNT, NULL, "0", N_("提前晋级的级数"), V(early_steps)},
	{"early_run", KEY_COUNT, NULL, "2", N_("须连续几年"), V(early_run)},
	{"early_max", KEY_COUNT, NULL, "2", N_("至多几次"), V(early_max)},
	{"early_rating", KEY_TEXT, NULL, "excellent", N_("所需等次"), V(early_rating)},
	{"early_reset", KEY_WORD, YES_NO, "yes", N_("用过的年数清零"), V(early_reset)},
	{"early_clock", KEY_WORD, "keep restart", "keep", N_("提前晋级后本档年限"), V(early_clock)},
	{"base_per", KEY_WORD, "month year", "month", N_("基数的周期"), V(base_per)},
	{"base_unit", KEY_MONEY, NULL, "0", N_("基数取整到"), V(base_unit)},
	{"base_round", KEY_WORD, "half_up down up", "down", N_("基数取整"), V(base_round)},
	{"multiplier", KEY_RATIO, NULL, "1", N_("上浮系数"), V(multiplier)},
	{"multiplier_min", KEY_RATIO, NULL, NULL, N_("上浮系数下限"), V(multiplier_min)},
	{"multiplier_max", KEY_RATIO, NULL, NULL, N_("上浮系数上限"), V(multiplier_max)},
	{"unit", KEY_MONEY, NULL, "1", N_("金额取整到"), V(unit)},
	{"round", KEY_WORD, "half_up down up", "half_up", N_("取整"), V(round)},
	{"basic_pct", KEY_PERCENT, NULL, "100", N_("基本工资比例"), V(basic_pct)},
	{"split_unit", KEY_MONEY, NULL, "1", N_("拆分取整到"), V(split_unit)},
	{"performance_pays", KEY_WORD, "month quarter half year", "month", N_("绩效何时发"), V(performance_pays)},
	{"performance_sum", KEY_WORD, "total months", "total", N_("绩效按合计或逐月乘比例"), V(performance_sum)},
	{"probation_months", KEY_COUNT, NULL, "0", N_("试用期月数（录入时的默认值）"), V(probation_months)},
	{"probation_pct", KEY_PERCENT, NULL, "100", N_("试用期比例"), V(probation_pct)},
	{"probation_of", KEY_WORD, "own lowest", "own", N_("试用期按本人或最低等级"), V(probation_of)},
	{"probation_performance", KEY_WORD, YES_NO, "no", N_("试用期有绩效"), V(probation_performance)},
	{"probation_credits", KEY_WORD, YES_NO, "no", N_("试用期有补贴"), V(probation_credits)},
	{"probation_end", KEY_WORD, "month_after same_month", "month_after", N_("试用期满的当月"), V(probation_end)},
	{"proration", KEY_WORD, "calendar workdays thirty none", "calendar", N_("不足月折算"), V(proration)},
	{"join_month", KEY_WORD, "by_day whole none", "by_day", N_("入职当月"), V(join_month)},
	{"leave_month", KEY_WORD, "by_day whole none", "by_day", N_("离职当月"), V(leave_month)},
	{"retire_month", KEY_WORD, "by_day whole none", "whole", N_("退休当月"), V(retire_month)},
	{"credit_prorate", KEY_WORD, YES_NO, "no", N_("不足月补贴也折算"), V(credit_prorate)},
	{"protect_version", KEY_WORD, "none shrink fixed", "shrink", N_("新版本保留差额"), V(protect_version)},
	{"protect_down", KEY_WORD, "none shrink fixed", "none", N_("降岗保留差额"), V(protect_down)},
	{NULL, 0, NULL, NULL, NULL, 0},
};

const struct policy_key policy_label_keys[] = {
	{"label_graded", KEY_TEXT, NULL, N_("岗位等级工资"), "", V(label_graded)},
	{"label_basic", KEY_TEXT, NULL, N_("基本工资"), "", V(label_basic)},
	{"label_performance", KEY_TEXT, NULL, N_("绩效工资"), "", V(label_performance)},
	{"label_education", KEY_TEXT, NULL, N_("学历补贴"), "", V(label_education)},
	{"label_certificate", KEY_TEXT, NULL, N_("职业津贴"), "", V(label_certificate)},
	{"label_honour", KEY_TEXT, NULL, N_("表彰奖励"), "", V(label_honour)},
	{"label_protected", KEY_TEXT, NULL, N_("保留差额"), "", V(label_protected)},
	{NULL, 0, NULL, NULL, NULL, 0},
};

static const struct policy_key post_keys[] = {
	{"name", KEY_TEXT, NULL, NULL, N_("名称"), P(name)},
	{"floor", KEY_COUNT, NULL, "0", N_("最低等级"), P(floor)},
	{"ceiling", KEY_COUNT, NULL, "0", N_("最高等级，0 为不分等级"), P(ceiling)},
	{"first", KEY_COUNT, NULL, NULL, N_("起点等级，不写即最低等级"), P(first)},
	{"origin", KEY_TEXT, NULL, NULL, N_("来源"), P(origin)},
	{NULL, 0, NULL, NULL, NULL, 0},
};

static const struct policy_key credit_keys[] = {
	{"kind", KEY_WORD, "education certificate honour", "education", N_("类别"), C(kind)},
	{"level", KEY_TEXT, NULL, NULL, N_("层次，不写即节名"), C(level)},
	{"label", KEY_TEXT, NULL, NULL, N_("名称"), C(label)},
	{"holds", KEY_WORD, "any both one", "any", N_("毕业证、学位证"), C(holds)},
	{"study", KEY_WORD, "any full_time", "any", N_("学习形式"), C(study)},
	{"steps", KEY_COUNT, NULL, "0", N_("加级"), C(steps)},
	{"months", KEY_COUNT, NULL, "0", N_("视同月数"), C(months)},
	{"cash", KEY_MONEY, NULL, NULL, N_("补贴"), C(cash)},
	{"part", KEY_WORD, "extra standard", "extra", N_("计入"), C(part)},
	{"least", KEY_WORD, YES_NO, "no", N_("为最低标准"), C(least)},
	{"start", KEY_WORD, STARTS, "month_start", N_("补贴与视同月数从何时起"), C(start)},
	{"steps_start", KEY_WORD, STARTS " start", "start", N_("加级从何时起"), C(steps_start)},
	{"grants", KEY_WORD, YES_NO, "yes", N_("本身给级数"), C(grants)},
	{"once", KEY_WORD, YES_NO, "yes", N_("表彰只算一次"), C(once)},
	{"after_months", KEY_COUNT, NULL, "0", N_("须满月数"), C(after_months)},
	{"treat_as", KEY_TEXT, NULL, NULL, N_("享受待遇的岗位"), C(treat_as)},
	{"origin", KEY_TEXT, NULL, NULL, N_("来源"), C(origin)},
	{NULL, 0, NULL, NULL, NULL, 0},
};

static const struct policy_key rating_keys[] = {
	{"label", KEY_TEXT, NULL, NULL, N_("名称"), R(label)},
	{"year", KEY_WORD, "counted not_counted delay restart", "counted", N_("当年年限"), R(year)},
	{"steps", KEY_COUNT, NULL, "0", N_("加级，-1 为降一级"), R(steps)},
	{"performance", KEY_PERCENT, NULL, "100", N_("绩效比例"), R(performance)},
	{"max_share", KEY_PERCENT, NULL, NULL, N_("占比上限"), R(max_share)},
	{"origin", KEY_TEXT, NULL, NULL, N_("来源"), R(origin)},
	{NULL, 0, NULL, NULL, NULL, 0},
};

static const struct policy_key absence_keys[] = {
	{"label", KEY_TEXT, NULL, NULL, N_("名称"), A(label)},
	{"counts", KEY_WORD, YES_NO, "yes", N_("计入年限"), A(counts)},
	{"pay", KEY_PERCENT, NULL, "100", N_("发放比例"), A(pay)},
	{"origin", KEY_TEXT, NULL, NULL, N_("来源"), A(origin)},
	{NULL, 0, NULL, NULL, NULL, 0},
};

static const struct policy_key item_keys[] = {
	{"label", KEY_TEXT, NULL, NULL, N_("名称"), I(label)},
	{"kind", KEY_WORD, "earning deduction employer", "earning", N_("类别"), I(kind)},
	{"part", KEY_WORD, "extra standard performance", "extra", N_("计入"), I(part)},
	{"by", KEY_WORD, "none post grade job star year", "none", N_("依据"), I(by)},
	{"amount", KEY_MONEY, NULL, NULL, N_("金额"), I(amount)},
	{"rate", KEY_PERCENT, NULL, NULL, N_("比例"), I(rate)},
	{"of", KEY_WORD, "standard graded gross insurance fund", "standard", N_("比例的基数"), I(of)},
	{"base_min", KEY_MONEY, NULL, NULL, N_("基数下限"), I(base_min)},
	{"base_max", KEY_MONEY, NULL, NULL, N_("基数上限"), I(base_max)},
	{"max", KEY_MONEY, NULL, NULL, N_("最高"), I(max)},
	{"who", KEY_WORD, "all elected combined", "all", N_("人员"), I(who)},
	{"months", KEY_TEXT, NULL, NULL, N_("发放月份"), I(months)},
	{"pays", KEY_WORD, "month rating", "month", N_("发放方式"), I(pays)},
	{"times", KEY_WORD, "once months", "once", N_("倍数"), I(times)},
	{"ratings", KEY_TEXT, NULL, NULL, N_("所需等次"), I(ratings)},
	{"follows", KEY_WORD, "post treatment", "post", N_("岗位依据"), I(follows)},
	{"start", KEY_WORD, STARTS, "january", N_("按年的看哪一天"), I(start)},
	{"prorate", KEY_WORD, YES_NO, "no", N_("不足月折算"), I(prorate)},
	{"taxable", KEY_WORD, YES_NO, "yes", N_("计税"), I(taxable)},
	{"origin", KEY_TEXT, NULL, NULL, N_("来源"), I(origin)},
	{NULL, 0, NULL, NULL, NULL, 0},
};
/* clang-format on */

const struct policy_section policy_post_section = {
	"post", "pay_post", "post", post_keys, sizeof(struct policy_post)};
const struct policy_section policy_credit_section = {"credit", "pay_credit",
	"credit", credit_keys, sizeof(struct policy_credit)};
const struct policy_section policy_rating_section = {"rating", "pay_rating",
	"rating", rating_keys, sizeof(struct policy_rating)};
const struct policy_section policy_absence_section = {"absence",
	"pay_absence", "kind", absence_keys, sizeof(struct policy_absence)};
const struct policy_section policy_item_section = {
	"item", "pay_item", "item", item_keys, sizeof(struct policy_item)};

int
policy_word(const char *words, const char *word)
{
	size_t size = strlen(word);
	int at = 0;

	while (*words) {
		size_t length = strcspn(words, " ");

		if (length == size && !memcmp(words, word, size))
			return at;
		words += length;
		words += strspn(words, " ");
		at++;
	}
	return -1;
}

void
policy_word_at(const char *words, int at, char *out, size_t size)
{
	size_t length;

	while (at-- > 0) {
		words += strcspn(words, " ");
		words += strspn(words, " ");
	}
	length = strcspn(words, " ");
	if (length >= size)
		length = size - 1;
	memcpy(out, words, length);
	out[length] = '\0';
}

/* Bits of the levels an education or certificate row can speak of. */
static const struct {
	int64_t kind;
	const char *names;
	uint32_t bit;
} levels[] = {
	{CREDIT_EDUCATION, "doctor 博士 博士研究生 博士毕业 11", 1},
	{CREDIT_EDUCATION, "master 硕士 硕士研究生 硕士毕业 研究生 14 10", 2},
	{CREDIT_EDUCATION, "bachelor 本科 大学本科 本科毕业 研究生班 大学普通班 17 20 21 28", 4},
	{CREDIT_EDUCATION, "associate 大专 专科 大学专科 专科毕业 30 31", 8},
	{CREDIT_CERTIFICATE, "assistant 助理社会工作师 助理", 1},
	{CREDIT_CERTIFICATE, "social 社会工作师", 2},
	{CREDIT_CERTIFICATE, "senior 高级社会工作师 高级", 4},
	{CREDIT_HONOUR, "01 国家", 1},
	{CREDIT_HONOUR, "02 省", 2},
	{CREDIT_HONOUR, "03 市", 4},
	{CREDIT_HONOUR, "04 区", 8},
	{CREDIT_HONOUR, "05 街道", 16},
};

uint32_t
policy_level_bits(int64_t kind, const char *level)
{
	for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
		if (levels[i].kind == kind &&
		    policy_word(levels[i].names, level) >= 0)
			return levels[i].bit;
	return 0;
}
