/* Readings, name keys, matching and stroke order. */
#include "base/han.h"

#include <time.h>

#include "base/text.h"
#include "tap.h"

static int
match(const char *name, const char *typed)
{
	struct buf keys = { 0 };
	int found;

	han_name_keys(&keys, name);
	found = han_match(buf_string(&keys), typed);
	buf_done(&keys);
	return found;
}

static void
check_keys(const char *name, const char *want)
{
	struct buf keys = { 0 };

	han_name_keys(&keys, name);
	is(buf_string(&keys), want, name);
	buf_done(&keys);
}

static void
test_keys(void)
{
	check_keys("单雄信", "[sdc]xx shanxiongxin");
	check_keys("万俟卨", "[mw][qs]x moqixie");
	check_keys("尉迟恭", "[yw]cg yuchigong");
	check_keys("吕布", "lb lvbu");
	check_keys("阿·Ａli", "[ae]ali aali");
	check_keys("", "");
	is_int(match("单雄信", "sxx"), 3, "match: surname initials, from start");
	is_int(match("单雄信", "dxx"), 3, "match: other reading, from start");
	is_int(match("单雄信", "DX"), 3, "match: capitals, from start");
	is_int(match("单雄信", "xx"), 2, "match: initials inside, 2");
	is_int(match("单雄信", "shanx"), 1, "match: full reading, 1");
	is_int(match("单雄信", "zxx"), 0, "match: strange initial, 0");
	is_int(match("单雄信", "xxx"), 0, "match: one too many, 0");
	is_int(match("吕布", "lu"), 1, "match: u for ü, 1");
	is_int(match("令狐冲", "lhc"), 3, "match: compound surname, 3");
}

static void
test_surnames(void)
{
	static const char *const list[][2] = { { "单", "shan" },
		{ "曾", "zeng" }, { "解", "xie" }, { "查", "zha" },
		{ "仇", "qiu" }, { "区", "ou" }, { "翟", "zhai" },
		{ "盖", "ge" }, { "乐", "yue" }, { "种", "chong" },
		{ "繁", "po" }, { "员", "yun" }, { "召", "shao" },
		{ "折", "she" }, { "秘", "bi" }, { "朴", "piao" },
		{ "缪", "miao" }, { "祭", "zhai" }, { "覃", "qin" },
		{ "牟", "mu" }, { "洗", "xian" }, { "黑", "he" } };
	size_t i;

	for (i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
		struct buf keys = { 0 };

		han_name_keys(&keys, list[i][0]);
		is(strchr(buf_string(&keys), ' ') + 1, list[i][1], list[i][0]);
		buf_done(&keys);
	}
}

static void
check_before(const char *a, const char *b)
{
	struct buf left = { 0 }, right = { 0 };

	han_stroke_key(&left, a);
	han_stroke_key(&right, b);
	ok(strcmp(buf_string(&left), buf_string(&right)) < 0,
	    "strokes: %s stands before %s", a, b);
	buf_done(&left);
	buf_done(&right);
}

static void
test_strokes(void)
{
	static const char set[] =
	    "一乙丁卜刁于万卫马王区仇方艾朴孙李吴张欧周郑单赵查钱盖覃曾"
	    "解翟";
	char a[5] = "", b[5] = "";
	size_t at;

	for (at = 0; set[at]; at += 3) {
		memcpy(b, set + at, 3);
		if (a[0])
			check_before(a, b);
		memcpy(a, b, sizeof(a));
	}
	check_before("王伟", "王一一");
	check_before("欧强", "欧阳一");
	check_before("欧一一", "欧阳一");
	check_before("王一", "王丁");
	check_before("丁齉", "王一");
	is_int(han_strokes(0x4e00), 1, "strokes: 一 has 1");
	is_int(han_strokes('a'), 0, "strokes: a letter has none");
	ok(han_strokes(0x31350) > 0, "strokes: extension H is known");
	ok(!han_readings('a'), "readings: a letter has none");
	ok(han_readings(0x20164) != NULL, "readings: plane 2 is known");
}

static void
print_speed(void)
{
	struct timespec start, end;
	struct buf keys = { 0 };
	int i, hits = 0;

	han_name_keys(&keys, "单雄信");
	clock_gettime(CLOCK_MONOTONIC, &start);
	for (i = 0; i < 100000; i++)
		hits += han_match(buf_string(&keys), "xinx");
	clock_gettime(CLOCK_MONOTONIC, &end);
	printf("# 100000 misses in %.1f ms (%d)\n",
	    (double)(end.tv_sec - start.tv_sec) * 1e3 +
		(double)(end.tv_nsec - start.tv_nsec) / 1e6,
	    hits);
	buf_done(&keys);
}

int
main(void)
{
	test_keys();
	test_surnames();
	test_strokes();
	print_speed();
	return done();
}
