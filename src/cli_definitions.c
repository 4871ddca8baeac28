/*
 * The manual pages of definition files, printed from the very tables that
 * their readers check keys against, so that they cannot drift.
 */
#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "cli.h"
#include "pay/policy.h"
#include "sheet/exportdef.h"

struct page_section {
	const char *name;
	const char *about;
	const struct ini_word *words;
	const struct policy_key *keys; /* of a pay scheme */
};

struct page {
	const char *name, *title, *about, *example;
	struct page_section sections[13];
};

/* clang-format off */
static const struct ini_word scheme_words[] = {
	{"code", "WORD", N_("方案的编号，与文件同名")},
	{"name", "TEXT", N_("方案名称")},
	{"kind", "grade|statutory", N_("工资方案，或只有扣缴项目和税率的法定方案")},
	{"place", "TEXT", N_("适用地区")},
	{"authority", "TEXT", N_("制定机关")},
	{"status", "published|reconstructed|assumed|local|frame", N_("数从哪里来；frame 是数额未定的框架")},
	{"note", "TEXT", N_("说明")},
	{NULL, NULL, NULL},
};
static const struct ini_word article_words[] = {
	{"STEP", "TEXT", N_("这一步依据的条文，写进每一笔的来历；STEP 是 version post years band credit honour rating early grade amount split probation part beside deduct arrears 之一")},
	{NULL, NULL, NULL},
};
static const struct ini_word label_words[] = {
	{"graded|basic|performance|education|certificate|honour|protected", "TEXT", N_("这一项在工资表上的名称")},
	{NULL, NULL, NULL},
};
static const struct ini_word grades_words[] = {
	{"coefficients", "NUMBER...", N_("各级的系数，从 1 级起")},
	{"amounts", "YUAN...", N_("各级的金额，从 1 级起；与系数不并列；- 为未定")},
	{"origin", "WORD", N_("来源，同 [scheme] 的 status")},
	{NULL, NULL, NULL},
};
static const struct ini_word base_words[] = {
	{"amount", "YUAN", N_("从这天起的基数")},
	{"doc_no", "TEXT", N_("文号")},
	{"note", "TEXT", N_("说明")},
	{"origin", "WORD", N_("来源，同 [scheme] 的 status")},
	{NULL, NULL, NULL},
};
static const struct ini_word tax_words[] = {
	{"free", "YUAN", N_("每月减除费用")},
	{"brackets", "UPTO:RATE:QUICK...", N_("累计应纳税所得额的各级，从小到大，最后一级写 -")},
	{NULL, NULL, NULL},
};

static const struct page pages[] = {
	{ "schemes", "JIEBAN-SCHEMES", N_("薪酬方案：schemes/NAME.ini"),
	  "[scheme]\ncode   = \"demo-18\"\nname   = \"演示三岗十八级\"\nstatus = \"local\"\n\n"
	  "[version.1]\neffective_from = \"2023-01-01\"\n\n[post.deputy]\nname    = \"副职\"\nfloor   = \"4\"\nceiling = \"15\"\n\n"
	  "[grades]\ncoefficients = \"1.00 1.05 1.10\"\n\n[base.2023-01-01]\namount = \"3398\"",
	  { { "[scheme]", N_("方案本身"), scheme_words, NULL },
	    { "[version.N]", N_("一版办法；后一版从自己的执行日期起，只写不同的"), NULL, policy_version_keys },
	    { "[article]", N_("条文"), article_words, NULL },
	    { "[label]", N_("工资项目的名称"), label_words, NULL },
	    { "[post.X]", N_("一种岗位"), NULL, NULL },
	    { "[grades]", N_("等级"), grades_words, NULL },
	    { "[base.YYYY-MM-DD]", N_("基数"), base_words, NULL },
	    { "[credit.X]", N_("学历、证书或表彰的加级与补贴"), NULL, NULL },
	    { "[rating.X]", N_("一种考核等次"), NULL, NULL },
	    { "[absence.X]", N_("一种离岗"), NULL, NULL },
	    { "[item.X]", N_("一个工资项目"), NULL, NULL },
	    { "[tax]", N_("个人所得税"), tax_words, NULL },
	    { NULL, NULL, NULL, NULL } } },
	{ "exports", "JIEBAN-EXPORTS", N_("报表的定义：exports/NAME.ini"),
	  "[export]\ntitle  = \"走访登记表\"\nunit   = \"单位：次、分钟\"\nsign   = \"单位负责人 审核人 填报人 电话 填报日期\"\n\n"
	  "[sheet.1]\nname    = \"走访\"\nsource  = \"visit.default\"\ncolumns = \"# code person visited_on kind minutes\"\n"
	  "group   = \"kind\"\ntotal   = \"minutes\"\n\n[column.minutes]\nhead   = \"时长\"\nformat = \"number\"",
	  { { "[export]", N_("整份报表"), exportdef_words_export, NULL },
	    { "[sheet.N]", N_("一张表，按 N 的次序"), exportdef_words_sheet, NULL },
	    { "[column.X]", N_("列 X 在各张表中的样子；[column.N.X] 只管 [sheet.N]"), exportdef_words_column, NULL },
	    { "[chart.N]", N_("表下的一张图"), exportdef_words_chart, NULL },
	    { "[check.N]", N_("两张表的合计应相等，列在 rows = checks 的表中"), exportdef_words_check, NULL },
	    { NULL, NULL, NULL, NULL } } },
	{ "forms", "JIEBAN-FORMS", N_("记录的界面：forms/NAME.ini"),
	  "[form]\nsection = \"人员\"\ntitle   = \"走访\"\ntable   = \"visit\"\nfields  = \"code person visited_on kind minutes\"\n\n"
	  "[field.minutes]\nlabel = \"时长（分钟）\"\nhint  = \"1 到 600\"\n\n"
	  "[list.open]\ntitle = \"未确认\"\nwhere = \"state = 'draft'\"",
	  { { "[form]", N_("一种记录"), formdef_words_form, NULL },
	    { "[field.X]", N_("栏 X"), formdef_words_field, NULL },
	    { "[list.X]", N_("一个列表；[list.default] 是平时的"), formdef_words_list, NULL },
	    { NULL, NULL, NULL, NULL } } },
};
/* clang-format on */

/* The keys of a section that a scheme may have several of. */
static const struct policy_key *
keys_of(const struct page_section *section)
{
	static const struct policy_section *const all[] = {
		&policy_post_section, &policy_credit_section,
		&policy_rating_section, &policy_absence_section,
		&policy_item_section };

	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
		size_t size = strlen(all[i]->name);

		if (!strncmp(section->name + 1, all[i]->name, size) &&
		    section->name[1 + size] == '.')
			return all[i]->keys;
	}
	return section->keys;
}

static void
word_print(const char *key, const char *value, const char *help)
{
	fputs(".TP\n.BR ", stdout);
	cli_roff(key);
	fputs(" \" = ", stdout);
	cli_roff(value);
	puts("\"");
	cli_roff_text(_(help));
}

static void
key_print(const struct policy_key *key)
{
	static const char *const kinds[] = {[KEY_TEXT] = "TEXT",
		[KEY_DAY] = "YYYY-MM-DD", [KEY_COUNT] = "N",
		[KEY_MONEY] = "YUAN", [KEY_RATIO] = "NUMBER",
		[KEY_PERCENT] = "PERCENT"};
	char words[128];
	size_t i;

	snprintf(words, sizeof(words), "%s",
	    key->kind == KEY_WORD ? key->words : kinds[key->kind]);
	for (i = 0; words[i]; i++)
		if (words[i] == ' ')
			words[i] = '|';
	word_print(key->key, words, key->help);
	if (key->fallback && *key->fallback) {
		fputs(_("不写即 "), stdout);
		cli_roff_text(key->fallback);
	}
}

static void
section_print(const struct page_section *section)
{
	const struct policy_key *key = keys_of(section);
	const struct ini_word *word;

	fputs(".SS ", stdout);
	cli_roff(section->name);
	putchar('\n');
	cli_roff_text(_(section->about));
	for (word = section->words; word && word->key; word++)
		word_print(word->key, word->value, word->help);
	for (; key && key->key; key++)
		key_print(key);
}

bool
cli_definitions_man(const char *name)
{
	const struct page *page = NULL;
	const struct page_section *section;
	size_t i;

	for (i = 0; i < sizeof(pages) / sizeof(*pages); i++)
		if (!strcmp(name, pages[i].name))
			page = &pages[i];
	if (!page)
		return false;
	printf(".\\\" Printed by `jieban man %s` from the reader's tables.\n"
	       ".TH %s 5 2026-11-28 \"jieban " JIEBAN_VERSION "\"\n"
	       ".SH NAME\njieban\\-%s \\- ",
	    page->name, _(page->title), page->name);
	cli_roff(_(page->about));
	puts(_("\n.SH DESCRIPTION\n值写在双引号里，SQL 用单引号；不认识的键、"
	     "重复的键都是错误，\n.B jieban check defs\n"
	     "会指出文件和行。"));
	for (section = page->sections; section->name; section++)
		section_print(section);
	puts(".SH EXAMPLE\n.nf");
	cli_roff(page->example);
	puts("\n.fi\n.SH SEE ALSO\n.BR jieban (1)");
	return true;
}
