/* The keys of a report's definition, with the help that manuals print. */
#include "base/lang.h"
#include "sheet/exportdef.h"

/* clang-format off */
const struct ini_word exportdef_words_export[] = {
	{ "title", "text", N_("报表标题，可含 {month} {year} {organ}") },
	{ "code", "text", N_("表号，如 B03；文件名以它开头") },
	{ "unit", "text", N_("单位行，如「单位：人」") },
	{ "paper", "A4|A3 [portrait|landscape]", N_("纸张和方向，默认 A4 landscape") },
	{ "sign", "words", N_("表下签字行，用空格分开") },
	{ "monthly", "yes|no", N_("是否按月上报：标题行写月份，否则写截止日期") },
	{ "order", "number", N_("在报表清单中的次序") },
	{ "note", "text", N_("表下说明") },
	{ "foot", "text", N_("每页页脚的文字") },
	{ "layout_of", "name", N_("这是另一份报表的另一种版式，从 valid_from 起用") },
	{ "valid_from", "date", N_("版式启用的日期；更早的月份仍按原来的版式") },
	{ "compares", "yes|no", N_("先记下各月报的行，好与上次报送的比较") },
	{ NULL, NULL, NULL },
};

const struct ini_word exportdef_words_sheet[] = {
	{ "name", "text", N_("工作表名称，至多31字") },
	{ "source", "form[.list]", N_("数据来源：一种记录的一个列表，或一个视图") },
	{ "rows", "index|checks", N_("不用 source：本工作簿各表的目录，或 [check.N] 的表间勾稽") },
	{ "columns", "words", N_("列，按次序；# 是序号；name:N 指定宽度") },
	{ "page", "words", N_("不用 columns：每条记录一页的表格；/ 分行，一行几栏") },
	{ "group", "words", N_("按这些列分组，每组后有小计；/ 分级，外层在前") },
	{ "band", "yes|no", N_("每组前有一行组名") },
	{ "in_order", "yes|no", N_("按 sort 排好后同组已相邻，不再先按组排") },
	{ "total", "words", N_("求和的列") },
	{ "across", "words", N_("把这些列的值变成表头；/ 分级，每级最后一个词是表头，前面的定次序") },
	{ "value", "name", N_("across 的格中的数") },
	{ "across_total", "text", N_("across 各格横向合计的表头") },
	{ "sort", "words", N_("次序，-name 是降序；默认按列表的次序") },
	{ "where", "SQL", N_("只取合条件的行") },
	{ "title", "text", N_("这张表自己的标题") },
	{ "unit", "text", N_("这张表自己的单位行") },
	{ "note", "text", N_("这张表自己的说明") },
	{ "remarks", "form", N_("表下说明由数据来：这个视图的每一行，取它的 text 列") },
	{ "capital", "name", N_("合计后再写一行大写金额的列") },
	{ "empty", "text", N_("没有数据时写的字，默认「本期无」") },
	{ "freeze", "number", N_("左边固定的列数") },
	{ "under", "yes|no", N_("接在前一张表的下面，同一张工作表") },
	{ "key", "name", N_("各月之间认同一行的列，默认编号") },
	{ "mark", "name", N_("这一列非空且不为零的行用红字") },
	{ "include", "name", N_("在此放入另一份报表的各张工作表") },
	{ NULL, NULL, NULL },
};

const struct ini_word exportdef_words_column[] = {
	{ "head", "text", N_("表头，多级用 / 分开，如「领导职数/核定」") },
	{ "format", "text|number|money|score|date|id|percent", N_("格式，默认按字段的种类") },
	{ "width", "number", N_("宽度（半角字数），默认按内容") },
	{ "align", "left|right|centre|spread", N_("对齐，默认按格式；spread 是分散对齐，用于姓名") },
	{ "total", "sum|count|none", N_("合计行：求和、计数或不计") },
	{ "mask", "yes|no", N_("身份证号、电话、账号是否遮盖，默认按字段") },
	{ "mark", "yes|no", N_("非空且不为零的值用红字") },
	{ "minus", "name name", N_("表格中写成公式：前一列减后一列") },
	{ "sum", "name name", N_("表格中写成公式：从前一列到后一列之和") },
	{ "compare", "yes|no", N_("与上次报送比较时看不看这一列，默认 yes") },
	{ "lines", "number", N_("每页一条的表格中，这一栏至少几行高") },
	{ "stamp", "yes|no|sign", N_("每页一条的表格中，这一栏下面留盖章（sign：签字）和日期的地方") },
	{ NULL, NULL, NULL },
};

const struct ini_word exportdef_words_chart[] = {
	{ "sheet", "number", N_("画哪一张表，即 [sheet.N] 的 N，默认 1") },
	{ "kind", "column|bar|line|pie", N_("柱、条、线、饼，默认 column") },
	{ "title", "text", N_("图的标题") },
	{ "category", "name", N_("横轴的列") },
	{ "values", "words", N_("画出的列；有 across 的表写它的 value，画出各格") },
	{ NULL, NULL, NULL },
};

const struct ini_word exportdef_words_check[] = {
	{ "label", "text", N_("表间关系的说法") },
	{ "left", "words", N_("合计之和，每项写作 报表.表号.列，如 quota_statistics.1.admin_held") },
	{ "right", "words", N_("同上；两边应相等") },
	{ NULL, NULL, NULL },
};
/* clang-format on */
