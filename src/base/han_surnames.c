/*
 * Surnames: compound ones, and single ones whose reading as a surname is not
 * the likeliest one.  Knows no other character.
 */
#include "base/han_surnames.h"

#include <string.h>

/* clang-format off */
static const struct {
	char name[8];
	char reading[16];
} single[] = {
	{ "万", "wan" }, { "长", "chang" }, { "乐", "yue" }, { "乜", "nie" },
	{ "任", "ren" }, { "仇", "qiu" }, { "佴", "nai" }, { "俞", "yu" },
	{ "冯", "feng" }, { "冼", "xian" }, { "勾", "gou" }, { "区", "ou" },
	{ "单", "shan" }, { "卜", "bu" }, { "卞", "bian" }, { "占", "zhan" },
	{ "句", "gou" }, { "召", "shao" }, { "呙", "guo" }, { "员", "yun" },
	{ "哈", "ha" }, { "宁", "ning" }, { "宓", "mi" }, { "尉", "wei" },
	{ "尹", "yin" }, { "庹", "tuo" }, { "应", "ying" }, { "强", "qiang" },
	{ "折", "she" }, { "撒", "sa" }, { "晁", "chao" }, { "曾", "zeng" },
	{ "朴", "piao" }, { "查", "zha" }, { "柏", "bai" }, { "殷", "yin" },
	{ "沈", "shen" }, { "洗", "xian" }, { "燕", "yan" }, { "牟", "mu" },
	{ "盖", "ge" }, { "盛", "sheng" }, { "相", "xiang" }, { "石", "shi" },
	{ "祭", "zhai" }, { "种", "chong" }, { "秘", "bi" }, { "粘", "nian" },
	{ "繁", "po" }, { "纪", "ji" }, { "缪", "miao" }, { "翟", "zhai" },
	{ "葛", "ge" }, { "薄", "bo" }, { "覃", "qin" }, { "解", "xie" },
	{ "谌", "chen" }, { "谷", "gu" }, { "贾", "jia" }, { "车", "che" },
	{ "过", "guo" }, { "适", "kuo" }, { "逄", "pang" }, { "那", "na" },
	{ "郇", "xun" }, { "郗", "xi" }, { "都", "du" }, { "钭", "tou" },
	{ "阚", "kan" }, { "陆", "lu" }, { "隗", "wei" }, { "黑", "he" },
}, compound[] = {
	{ "万俟", "mo qi" }, { "东方", "dong fang" }, { "东郭", "dong guo" },
	{ "亓官", "qi guan" }, { "令狐", "ling hu" }, { "公孙", "gong sun" },
	{ "公冶", "gong ye" }, { "南宫", "nan gong" }, { "司徒", "si tu" },
	{ "司空", "si kong" }, { "司马", "si ma" }, { "呼延", "hu yan" },
	{ "夏侯", "xia hou" }, { "太史", "tai shi" }, { "宇文", "yu wen" },
	{ "完颜", "wan yan" }, { "宗政", "zong zheng" }, { "尉迟", "yu chi" },
	{ "慕容", "mu rong" }, { "拓跋", "tuo ba" }, { "欧阳", "ou yang" },
	{ "淳于", "chun yu" }, { "澹台", "tan tai" }, { "濮阳", "pu yang" },
	{ "独孤", "du gu" }, { "申屠", "shen tu" }, { "皇甫", "huang fu" },
	{ "端木", "duan mu" }, { "纳兰", "na lan" }, { "西门", "xi men" },
	{ "诸葛", "zhu ge" }, { "赫连", "he lian" }, { "轩辕", "xuan yuan" },
	{ "钟离", "zhong li" }, { "长孙", "zhang sun" }, { "闾丘", "lv qiu" },
	{ "鲜于", "xian yu" }, { "上官", "shang guan" }, { "乐正", "yue zheng" },
};
/* clang-format on */

const char *
han_surname(const char *name, size_t *characters)
{
	size_t i, size;

	for (i = 0; i < sizeof(compound) / sizeof(compound[0]); i++) {
		size = strlen(compound[i].name);
		if (!strncmp(name, compound[i].name, size) && name[size]) {
			*characters = 2;
			return compound[i].reading;
		}
	}
	*characters = 1;
	for (i = 0; i < sizeof(single) / sizeof(single[0]); i++) {
		size = strlen(single[i].name);
		if (!strncmp(name, single[i].name, size))
			return single[i].reading;
	}
	return NULL;
}
