/* Typed text to stored text and back, with the sentences in between. */
#include "walk.h"

#include "record/value.h"

static struct walk_book w;

static const struct field *
field(const char *form, const char *name)
{
	return formdef_field(walk_form(&w, form), name);
}

/* The stored text, or the refusal's code and sentence. */
static char *
parse(const char *form, const char *name, const char *typed)
{
	struct err err = {0};
	char *stored = NULL, *line;

	if (value_parse(w.forms, field(form, name), typed, false, &stored, &err))
		return stored ? stored : mem_strdup("(null)");
	line = err_line(&err);
	if (strcmp(err.field, name))
		printf("# field: %s\n", err.field);
	err_done(&err);
	return line;
}

static void
parses(const char *name, const char *typed, const char *want)
{
	char *got = parse("walk", name, typed), *test;

	test = mem_printf("value: %s of %s", typed, name);
	is(got, want, test);
	free(test);
	free(got);
}

static void
walker_parses(const char *name, const char *typed, const char *want)
{
	char *got = parse("walker", name, typed), *test;

	test = mem_printf("value: %s of %s", typed, name);
	is(got, want, test);
	free(test);
	free(got);
}

static void
test_text(void)
{
	walker_parses("name", "王芳", "王芳");
	walker_parses("name", " 王芳　", "王芳");
	walker_parses("name", "王 芳",
	    "姓名: 「王 芳」中间不能有空格，应写成「王芳」 [bad_name]");
	walker_parses("name", "王　芳",
	    "姓名: 「王　芳」中间不能有空格，应写成「王芳」 [bad_name]");
	walker_parses("name", "古丽•买买提", "古丽·买买提");
	walker_parses("name", "John Smith", "John Smith");
	walker_parses("id_no", "１１０１０１１９９００１０１００１ｘ",
	    "11010119900101001X");
	walker_parses("id_no", "110101 1990 0101 0015", "110101199001010015");
	walker_parses("code", "Ｗ－０００１", "W-0001");
	walker_parses("name", "王\x07芳",
	    "姓名: 第 2 个字符是控制字符（U+0007），请删去它 [bad_bytes]");
	walker_parses("name", "王\xff芳",
	    "姓名: 第 2 个字符的编码不是 UTF-8，请改用 UTF-8 重新输入 "
	    "[bad_bytes]");
	walker_parses("name", "", "(null)");
	walker_parses("name", "  ", "(null)");
	parses("note", "一行\n二行", "一行\n二行");
}

static void
test_numbers(void)
{
	parses("minutes", "３０", "30");
	parses("minutes", "1,200", "1200");
	parses("minutes", "3.5",
	    "时长（分钟）: 只能写整数，不要小数 [bad_number]");
	parses("cost", "3,738.5", "373850");
	parses("cost", "3738元", "373800");
	parses("cost", "-0.01", "-1");
	parses("score", "95.25", "9525");
	parses("finished", "是", "1");
	parses("finished", "N", "0");
	parses("finished", "也许",
	    "办结: 「也许」读不懂，只能填 是 或 否 [bad_number]");
}

static void
test_days(void)
{
	parses("walked_on", "20260301", "2026-03-01");
	parses("walked_on", "today", "2026-11-23");
	parses("walked_on", "+30", "2026-12-23");
	parses("walked_on", "月底", "2026-11-30");
	parses("walked_on", "2026-02-30",
	    "走访日期: 2026 年 2 月没有 30 日，这个月有 28 天 [bad_date]");
	parses("planned", "2026.3", "2026-03");
	parses("planned", "2026", "2026");
	parses("report_month", "202611", "2026-11");
	parses("started_at", "2026-03-01 9:05", "2026-03-01 09:05");
	parses("started_at", "2026-03-01T09:05:07", "2026-03-01 09:05:07");
	parses("started_at", "2026-03-01",
	    "开始时间: 时间「2026-03-01」读不懂，应写成 2026-03-01 09:30 "
	    "[bad_date]");
}

static void
test_codes(void)
{
	parses("kind", "1", "1");
	parses("kind", "２", "2");
	parses("kind", "电话", "2");
	parses("kind", "会谈", "4");
	parses("kind", "电讯",
	    "方式: 「电讯」没有这个代码；相近：电话 [not_in_list]");
	parses("kind", "邮件",
	    "方式: 「邮件」没有这个代码；相近：电子邮件 [not_in_list]");
	parses("kind", "户",
	    "方式: 「户」没有这个代码；相近：入户 [not_in_list]");
	parses("kind", "xyz", "方式: 「xyz」没有这个代码 [not_in_list]");
}

static void
test_references(void)
{
	parses("walker", "W-0001", "1");
	parses("walker", "#2", "2");
	parses("walker", "王芳", "1");
	parses("walker", "单雄信", "4");
	parses("walker", "张伟",
	    "走访人: 「张伟」不止一条：W-0002、W-0003，请写编号 [ambiguous]");
	parses("walker", "张三",
	    "走访人: 「张三」没有这条走访人记录 [no_such]");
	parses("walker", "雄信",
	    "走访人: 「雄信」没有这条走访人记录；相近：W-0004 单雄信 [no_such]");
	parses("walker", "#99",
	    "走访人: 「#99」没有这条走访人记录 [no_such]");
}

static void
shows(const char *name, const char *stored, enum value_style style,
    const char *want)
{
	struct buf out = {0};
	struct err err = {0};
	char *test = mem_printf("value: %s shows %s", name, want);

	ok(value_show(w.forms, field("walk", name), stored, style, &out, &err),
	    "value: shown");
	is(buf_string(&out), want, test);
	free(test);
	buf_done(&out);
	err_done(&err);
}

static void
test_show(void)
{
	struct record r;

	shows("cost", "373850", VALUE_HUMAN, "3,738.50");
	shows("cost", "373850", VALUE_RAW, "3738.50");
	shows("cost", NULL, VALUE_RAW, "");
	shows("kind", "2", VALUE_HUMAN, "电话");
	shows("kind", "2", VALUE_RAW, "2");
	shows("kind", "9", VALUE_HUMAN, "9");
	shows("walker", "1", VALUE_HUMAN, "王芳");
	shows("walker", "1", VALUE_RAW, "W-0001");
	shows("finished", "1", VALUE_HUMAN, "是");
	shows("finished", "1", VALUE_RAW, "1");
	ok(record_read(&r, w.forms, walk_form(&w, "walker"), 1, &w.err) &&
		record_give(&r, w.forms, "name", "王方", false, &w.err) &&
		record_save(&r, w.forms, NULL, &w.err),
	    "value: a label changes");
	record_done(&r);
	shows("walker", "1", VALUE_HUMAN, "王方");
}

static void
chooses(const char *name, const char *typed, const char *want)
{
	struct choice *choices;
	size_t count;
	struct buf got = {0};
	struct err err = {0};
	char *test = mem_printf("value: choices of %s for %s", name, typed);

	if (!value_choices(w.forms, field("walk", name), typed, 10, &choices,
		&count, &err))
		printf("# %s\n", err.text);
	for (size_t i = 0; i < count; i++)
		buf_printf(&got, "%s%s %s", i ? "|" : "", choices[i].code,
		    choices[i].label);
	is(buf_string(&got), want, test);
	value_choices_free(choices, count);
	buf_done(&got);
	free(test);
	err_done(&err);
}

static void
test_choices(void)
{
	chooses("kind", "dh", "2 电话");
	chooses("kind", "电", "2 电话|3 电子邮件");
	chooses("kind", "", "1 入户|2 电话|3 电子邮件|4 会谈族");
	chooses("walker", "dxx", "W-0004 单雄信");
	chooses("walker", "zw", "W-0002 张伟|W-0003 张伟");
	chooses("walker", "W-0003", "W-0003 张伟");
}

static void
test_find(void)
{
	struct err err = {0};
	int64_t id;

	ok(value_find(w.forms, walk_form(&w, "walker"), "W-0003", &id, &err),
	    "value: found by key");
	is_int(id, 3, "value: the right one");
	ok(value_find(w.forms, walk_form(&w, "code"), "walk_kind/2", &id, &err),
	    "value: found by a key of two parts");
	err_done(&err);
	ok(!value_find(w.forms, walk_form(&w, "walker"), "' OR 1=1 --", &id,
	       &err) && !strcmp(err.code, "no_such"),
	    "value: a key is no SQL");
	err_done(&err);
}

static void
test_mask(void)
{
	struct buf out = {0};

	value_mask("110101199001010015", &out);
	is(buf_string(&out), "110101********0015", "value: an ID is masked");
	buf_clear(&out);
	value_mask("13812345678", &out);
	is(buf_string(&out), "138****5678", "value: a telephone is masked");
	buf_done(&out);
}

int
main(void)
{
	walk_open(&w);
	ok(walk_add(&w, "walker", "name=王芳;id_no=11010119900101001x") &&
		walk_add(&w, "walker", "name=张伟") &&
		walk_add(&w, "walker", "name=张伟") &&
		walk_add(&w, "walker", "name=单雄信"),
	    "value: walkers added");
	err_done(&w.err);
	test_text();
	test_numbers();
	test_days();
	test_codes();
	test_references();
	test_show();
	test_choices();
	test_mask();
	test_find();
	walk_close(&w);
	return done();
}
