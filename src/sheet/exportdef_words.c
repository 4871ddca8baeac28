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
	{ NULL, NULL, NULL },
};

const struct ini_word exportdef_words_sheet[] = {
	{ "name", "text", "工作表名称，至多31字" },
	{ "source", "form[.list]", "数据来源：一种记录的一个列表，或一个视图" },
	{ "columns", "words", "列，按次序；# 是序号；name:N 指定宽度" },
	{ "group", "words", "按这些列分组，每组后有小计" },
	{ "total", "words", "求和的列" },
	{ "sort", "words", "次序，-name 是降序；默认按列表的次序" },
	{ "where", "SQL", "只取合条件的行" },
	{ "title", "text", "这张表自己的标题" },
	{ "unit", "text", "这张表自己的单位行" },
	{ "note", "text", "这张表自己的说明" },
	{ "capital", "name", "合计后再写一行大写金额的列" },
	{ "empty", "text", "没有数据时写的字，默认「本期无」" },
	{ "freeze", "number", "左边固定的列数" },
	{ "include", "name", "在此放入另一份报表的各张工作表" },
	{ NULL, NULL, NULL },
};

const struct ini_word exportdef_words_column[] = {
	{ "head", "text", "表头，多级用 / 分开，如「领导职数/核定」" },
	{ "format", "text|number|money|score|date|id|percent", "格式，默认按字段的种类" },
	{ "width", "number", "宽度（半角字数），默认按内容" },
	{ "align", "left|right|centre", "对齐，默认按格式" },
	{ "total", "sum|count|none", "合计行：求和、计数或不计" },
	{ "mask", "yes|no", "身份证号、电话、账号是否遮盖，默认按字段" },
	{ "mark", "yes|no", "非空且不为零的值用红字" },
	{ NULL, NULL, NULL },
};
/* clang-format on */
