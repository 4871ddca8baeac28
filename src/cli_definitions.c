/*
 * The manual pages of definition files, printed from the very tables that
 * their readers check keys against, so that they cannot drift.
 */
#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "cli.h"
#include "sheet/exportdef.h"

struct page_section {
	const char *name;
	const char *about;
	const struct ini_word *words;
};

struct page {
	const char *name, *title, *about, *example;
	struct page_section sections[6];
};

/* clang-format off */
static const struct page pages[] = {
	{ "exports", "JIEBAN-EXPORTS", N_("报表的定义：exports/NAME.ini"),
	  "[export]\ntitle  = \"走访登记表\"\nunit   = \"单位：次、分钟\"\nsign   = \"单位负责人 审核人 填报人 电话 填报日期\"\n\n"
	  "[sheet.1]\nname    = \"走访\"\nsource  = \"visit.default\"\ncolumns = \"# code person visited_on kind minutes\"\n"
	  "group   = \"kind\"\ntotal   = \"minutes\"\n\n[column.minutes]\nhead   = \"时长\"\nformat = \"number\"",
	  { { "[export]", N_("整份报表"), exportdef_words_export },
	    { "[sheet.N]", N_("一张表，按 N 的次序"), exportdef_words_sheet },
	    { "[column.X]", N_("列 X 在各张表中的样子；[column.N.X] 只管 [sheet.N]"), exportdef_words_column },
	    { "[chart.N]", N_("表下的一张图"), exportdef_words_chart },
	    { "[check.N]", N_("两张表的合计应相等，列在 rows = checks 的表中"), exportdef_words_check },
	    { NULL, NULL, NULL } } },
	{ "forms", "JIEBAN-FORMS", N_("记录的界面：forms/NAME.ini"),
	  "[form]\nsection = \"人员\"\ntitle   = \"走访\"\ntable   = \"visit\"\nfields  = \"code person visited_on kind minutes\"\n\n"
	  "[field.minutes]\nlabel = \"时长（分钟）\"\nhint  = \"1 到 600\"\n\n"
	  "[list.open]\ntitle = \"未确认\"\nwhere = \"state = 'draft'\"",
	  { { "[form]", N_("一种记录"), formdef_words_form },
	    { "[field.X]", N_("栏 X"), formdef_words_field },
	    { "[list.X]", N_("一个列表；[list.default] 是平时的"), formdef_words_list },
	    { NULL, NULL, NULL }, { NULL, NULL, NULL }, { NULL, NULL, NULL } } },
};
/* clang-format on */

static void
roff(const char *s)
{
	bool start = true;

	for (; *s; s++) {
		if (start && (*s == '.' || *s == '\''))
			fputs("\\&", stdout);
		if (*s == '\\' || *s == '-')
			putchar('\\');
		putchar(*s);
		start = *s == '\n';
	}
}

static void
section_print(const struct page_section *section)
{
	const struct ini_word *word;

	fputs(".SS ", stdout);
	roff(section->name);
	putchar('\n');
	roff(_(section->about));
	puts(_("。"));
	for (word = section->words; word->key; word++) {
		fputs(".TP\n.BR ", stdout);
		roff(word->key);
		fputs(" \" = ", stdout);
		roff(word->value);
		puts("\"");
		roff(_(word->help));
		putchar('\n');
	}
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
	       ".TH %s 5 2026\\-11\\-23 \"jieban " JIEBAN_VERSION "\"\n"
	       ".SH NAME\njieban\\-%s \\- ",
	    page->name, _(page->title), page->name);
	roff(_(page->about));
	puts(_("\n.SH DESCRIPTION\n值写在双引号里，SQL 用单引号；不认识的键、"
	     "重复的键都是错误，\n.B jieban check defs\n"
	     "会指出文件和行。"));
	for (section = page->sections; section->name; section++)
		section_print(section);
	puts(".SH EXAMPLE\n.nf");
	roff(page->example);
	puts("\n.fi\n.SH SEE ALSO\n.BR jieban (1)");
	return true;
}
