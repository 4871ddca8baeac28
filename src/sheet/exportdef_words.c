/* The keys of a report's definition, with the help that manuals print. */
#include "sheet/exportdef.h"

/* clang-format off */
const struct ini_word exportdef_words_export[] = {
	{ "title", "text", "报表标题，可含 {month} {year} {organ}" },
	{ "code", "text", "表号，如 B03；文件名以它开头" },
	{ "unit", "text", "单位行，如「单位：人」" },
	{ "paper", "A4|A3 [portrait|landscape]", "纸张和方向，默认 A4 landscape" },
	{ "sign", "words", "表下签字行，用空格分开" },
	{ "monthly", "yes|no", "是否按月上报：标题行写月份，否则写截止日期" },
	{ "order", "number", "在报表清单中的次序" },
	{ "note", "text", "表下说明" },
	{ "foot", "text", "每页页脚的文字" },
	{ "layout_of", "name", "这是另一份报表的另一种版式，从 valid_from 起用" },
	{ "valid_from", "date", "版式启用的日期；更早的月份仍按原来的版式" },
	{ "compares", "yes|no", "先记下各月报的行，好与上次报送的比较" },
	{ NULL, NULL, NULL },
};

const struct ini_word exportdef_words_sheet[] = {
	{ "name", "text", "工作表名称，至多31字" },
	{ "source", "form[.list]", "数据来源：一种记录的一个列表，或一个视图" },
	{ "rows", "index|checks", "不用 source：本工作簿各表的目录，或 [check.N] 的表间勾稽" },
	{ "columns", "words", "列，按次序；# 是序号；name:N 指定宽度" },
	{ "page", "words", "不用 columns：每条记录一页的表格；/ 分行，一行几栏" },
	{ "group", "words", "按这些列分组，每组后有小计；/ 分级，外层在前" },
	{ "band", "yes|no", "每组前有一行组名" },
	{ "in_order", "yes|no", "按 sort 排好后同组已相邻，不再先按组排" },
	{ "total", "words", "求和的列" },
	{ "across", "words", "把这些列的值变成表头；/ 分级，每级最后一个词是表头，前面的定次序" },
	{ "value", "name", "across 的格中的数" },
	{ "across_total", "text", "across 各格横向合计的表头" },
	{ "sort", "words", "次序，-name 是降序；默认按列表的次序" },
	{ "where", "SQL", "只取合条件的行" },
	{ "title", "text", "这张表自己的标题" },
	{ "unit", "text", "这张表自己的单位行" },
	{ "note", "text", "这张表自己的说明" },
	{ "remarks", "form", "表下说明由数据来：这个视图的每一行，取它的 text 列" },
	{ "capital", "name", "合计后再写一行大写金额的列" },
	{ "empty", "text", "没有数据时写的字，默认「本期无」" },
	{ "freeze", "number", "左边固定的列数" },
	{ "under", "yes|no", "接在前一张表的下面，同一张工作表" },
	{ "key", "name", "各月之间认同一行的列，默认编号" },
	{ "mark", "name", "这一列非空且不为零的行用红字" },
	{ "include", "name", "在此放入另一份报表的各张工作表" },
	{ NULL, NULL, NULL },
};

const struct ini_word exportdef_words_column[] = {
	{ "head", "text", "表头，多级用 / 分开，如「领导职数/核定」" },
	{ "format", "text|number|money|score|date|id|percent", "格式，默认按字段的种类" },
	{ "width", "number", "宽度（半角字数），默认按内容" },
	{ "align", "left|right|centre|spread", "对齐，默认按格式；spread 是分散对齐，用于姓名" },
	{ "total", "sum|count|none", "合计行：求和、计数或不计" },
	{ "mask", "yes|no", "身份证号、电话、账号是否遮盖，默认按字段" },
	{ "mark", "yes|no", "非空且不为零的值用红字" },
	{ "minus", "name name", "表格中写成公式：前一列减后一列" },
	{ "sum", "name name", "表格中写成公式：从前一列到后一列之和" },
	{ "compare", "yes|no", "与上次报送比较时看不看这一列，默认 yes" },
	{ "lines", "number", "每页一条的表格中，这一栏至少几行高" },
	{ "stamp", "yes|no|sign", "每页一条的表格中，这一栏下面留盖章（sign：签字）和日期的地方" },
	{ NULL, NULL, NULL },
};

const struct ini_word exportdef_words_chart[] = {
	{ "sheet", "number", "画哪一张表，即 [sheet.N] 的 N，默认 1" },
	{ "kind", "column|bar|line|pie", "柱、条、线、饼，默认 column" },
	{ "title", "text", "图的标题" },
	{ "category", "name", "横轴的列" },
	{ "values", "words", "画出的列；有 across 的表写它的 value，画出各格" },
	{ NULL, NULL, NULL },
};

const struct ini_word exportdef_words_check[] = {
	{ "label", "text", "表间关系的说法" },
	{ "left", "words", "合计之和，每项写作 报表.表号.列，如 quota_statistics.1.admin_held" },
	{ "right", "words", "同上；两边应相等" },
	{ NULL, NULL, NULL },
};
/* clang-format on */
