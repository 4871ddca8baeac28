/*
 * The strict reader: what is right comes back whole, and every fault is
 * told at its line.
 */
#include "record/ini.h"

#include "base/buf.h"
#include "base/mem.h"
#include "tap.h"

static void
refuses(const char *text, size_t size, const char *want, const char *name)
{
	struct ini *ini = NULL;
	struct err err = {0};
	bool good = ini_load_text(&ini, "f.ini", text, size, &err);

	is(good ? "(read)" : err.text, want, name);
	is_int(err.status, ERR_USAGE, "ini: a fault is a usage error");
	ini_free(ini);
	err_done(&err);
}

static void
refuse(const char *text, const char *want, const char *name)
{
	refuses(text, strlen(text), want, name);
}

static void
test_reading(void)
{
	static const char text[] = "\xef\xbb\xbf# note\r\n"
				   "; note\r\n"
				   "[form]\r\n"
				   "  title = \"走访 ; # ' 100% a\\b\"  \r\n"
				   "bare = 甲 乙\r\n"
				   "sql='SELECT \"x\" = 1'\r\n"
				   "empty =\r\n"
				   "none = \"\"\r\n"
				   "blank = \"  x  \"\r\n"
				   "[list.open]\r\n"
				   "a = \"1\"\tb";
	struct ini *ini = NULL;
	struct err err = {0};
	size_t size = sizeof text - 1 - 2; /* without the tail of the last */

	if (!ok(ini_load_text(&ini, "f.ini", text, size, &err),
		"ini: BOM, CRLF, quotes are read")) {
		printf("# %s\n", err.text);
		return;
	}
	is(ini_path(ini), "f.ini", "ini: the path is kept");
	is(ini_get(ini, "form", "title"), "走访 ; # ' 100% a\\b",
	    "ini: signs inside quotes stay");
	is(ini_get(ini, "form", "bare"), "甲 乙", "ini: a bare value");
	is(ini_get(ini, "form", "sql"), "SELECT \"x\" = 1",
	    "ini: double quotes inside single ones");
	is(ini_get(ini, "form", "empty"), "", "ini: an empty bare value");
	is(ini_get(ini, "form", "none"), "", "ini: an empty quoted value");
	is(ini_get(ini, "form", "blank"), "  x  ", "ini: quoted blanks stay");
	is(ini_get(ini, "form", "more"), NULL, "ini: an absent key is NULL");
	is(ini_get(ini, "more", "a"), NULL, "ini: an absent section is NULL");
	is(ini_get(ini, "list.open", "a"), "1", "ini: a section with a dot");
	is_int(ini_line(ini, "form", "sql"), 6, "ini: the line of a key");
	is_int(ini_line(ini, "list.open", NULL), 10, "ini: of a section");
	is_int((long long)ini_sections(ini), 2, "ini: sections are counted");
	is_int((long long)ini_keys(ini, "form"), 6, "ini: keys are counted");
	is(ini_key(ini, "form", 2), "sql", "ini: keys keep their order");
	ini_free(ini);
}

static void
test_faults(void)
{
	refuse("[a]\nb = 1\nc = \"x\nd = 2\n", "f.ini:3: 值缺右引号 \"",
	    "ini: an open quote is told");
	refuse("[a]\nb = 1\nb = 2\n", "f.ini:3: [a] 的 b 重复，第 2 行已有",
	    "ini: a key given twice is told");
	refuse("[a]\nb = 1\n[c]\n[a]\n", "f.ini:4: 段 [a] 重复，第 1 行已有",
	    "ini: a section given twice is told");
	refuse("[A]\n", "f.ini:1: 段名「A」只用小写字母",
	    "ini: an upper case section is told");
	refuse("[a]\nBc = 1\n", "f.ini:2: 键名「Bc」只用小写字母",
	    "ini: an upper case key is told");
	refuse("[a:b]\n", "f.ini:1: 段名「a:b」只用 a-z 0-9 _ . - @",
	    "ini: a colon in a section is told");
	refuse("[a]\nb = 1 ; note\n", "f.ini:2: 值含有 ;，须放在双引号里",
	    "ini: a bare ; is told");
	refuse("[a]\nb = 1 # note\n", "f.ini:2: 值含有 #，须放在双引号里",
	    "ini: a bare # is told");
	refuse("[a]\nb = \"1\" ; note\n",
	    "f.ini:2: 值的右引号 \" 之后不能再有内容",
	    "ini: a note behind a quoted value is told");
	refuse("[a]\nb = \"x\\\"\n", "f.ini:2: 引号前不能有反斜线 \\",
	    "ini: a backslash before a quote is told");
	refuse("[a]\nb\n", "f.ini:2: 不是段名、键 = 值，也不是注释",
	    "ini: a line of neither kind is told");
	refuse("[a]\n = 1\n", "f.ini:2: 键没有名称", "ini: no key is told");
	refuse("b = 1\n", "f.ini:1: 第一个段名 [...] 之前不能有键",
	    "ini: a key before any section is told");
	refuse("[a\n", "f.ini:1: 段名没有右括号 ]",
	    "ini: an open bracket is told");
	refuse("[a] b\n", "f.ini:1: 段名 [a] 之后不能再有内容",
	    "ini: text behind a section is told");
	refuse("[一二三四五六七八九十一二三四五六七八九十一二三四] x\n",
	    "f.ini:1: 段名 [一二三四五六七八九十一二三四五六七八九十一] "
	    "之后不能再有内容",
	    "ini: a long name is cut between characters");
	refuses("[a]\nb = x\0y\n", 12, "f.ini:2: 含有 NUL 字节",
	    "ini: a NUL is told");
	refuse("[a]\nb = \xff\n", "f.ini:2: 不是 UTF-8 编码",
	    "ini: bytes that are not UTF-8 are told");
	refuse("[a]\nb = \x01\n", "f.ini:2: 含有控制字符 0x01",
	    "ini: a control byte is told");
	refuse("# a \\\n[a]\n", "f.ini:1: 注释不能以反斜线 \\ 结尾",
	    "ini: a comment that would swallow a line is told");
}

static void
test_long_lines(void)
{
	static const char signs[] = "%\"\\;#= a中\t'0A";
	unsigned seed = 20261123;
	bool whole = true;

	for (int round = 0; round < 300; round++) {
		struct buf text = {0}, value = {0};
		struct ini *ini = NULL;
		struct err err = {0};
		size_t wanted = (size_t)round * 27;

		while (value.size < wanted) {
			seed = seed * 1103515245u + 12345u;
			const char *p = signs + (seed >> 16) % 13;

			/* Han whole, and no quote or backslash, which the
			 * line itself refuses. */
			if (((unsigned char)*p & 0x80) != 0)
				buf_add_string(&value, "中");
			else if (*p != '"' && *p != '\\')
				buf_add_char(&value, *p);
		}
		buf_printf(&text, "[s]\nk = \"%s\"\n", buf_string(&value));
		if (!ini_load_text(&ini, "f.ini", text.text, text.size, &err) ||
		    strcmp(ini_get(ini, "s", "k"), buf_string(&value)))
			whole = false;
		ini_free(ini);
		err_done(&err);
		buf_done(&text);
		buf_done(&value);
	}
	ok(whole, "ini: values up to 8 KiB come back whole");
}

static void
test_limits(void)
{
	struct buf text = {0};

	buf_add_string(&text, "[s]\nk = ");
	while (text.size < 8192 + 5)
		buf_add_char(&text, 'x');
	refuses(text.text, text.size,
	    "f.ini:2: 一行最长 8192 字节，这一行 8193 字节",
	    "ini: a line over 8 KiB is told");
	buf_clear(&text);
	while (text.size <= 1024 * 1024)
		buf_add_string(&text, "# x\n");
	refuses(text.text, text.size, "f.ini:1: 文件最大 1 MiB",
	    "ini: a file over 1 MiB is told");
	buf_clear(&text);
	buf_add_string(&text, "[s]\n");
	for (int i = 0; i < 10000; i++)
		buf_printf(&text, "k%d=\n", i);
	refuses(text.text, text.size,
	    "f.ini:10001: 一个文件最多 10000 个段和键",
	    "ini: more keys than can be searched are told");
	buf_done(&text);
}

static void
test_words(void)
{
	static const struct ini_word words[] = {
	    {"title", "TEXT", ""}, {"table", "NAME", ""}, {NULL, NULL, NULL}};
	static const struct ini_word any[] = {
	    {"*", "TEXT", ""}, {NULL, NULL, NULL}};
	static const char text[] = "[form]\ntitle = x\ntabel = y\nzzzzzz = 1\n";
	struct ini *ini = NULL;
	struct err err = {0};

	ok(ini_load_text(&ini, "f.ini", text, strlen(text), &err),
	    "ini: unknown keys are read");
	ok(!ini_check_keys(ini, "form", words, &err),
	    "ini: an unknown key is refused when asked");
	is(err.text, "f.ini:3: [form] 没有 tabel 这个键，是否「table」",
	    "ini: the nearest key is named");
	err_done(&err);
	ok(ini_check_keys(ini, "form", any, &err), "ini: * allows any key");
	ok(!ini_fault(ini, "form", "none", &err, "缺 %s", "none"),
	    "ini: a fault is false");
	is(err.text, "f.ini:1: 缺 none",
	    "ini: an absent key's fault stands at its section");
	err_done(&err);
	ini_free(ini);
	ok(!ini_load(&ini, "/nowhere/x.ini", &err),
	    "ini: a missing file is refused");
	is_int(err.status, ERR_WORLD, "ini: and is the world's fault");
	err_done(&err);
}

int
main(void)
{
	test_reading();
	test_faults();
	test_long_lines();
	test_limits();
	test_words();
	return done();
}
