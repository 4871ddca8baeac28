/* Decoding, widths, clusters, folding and the gates. */
#include "base/text.h"

#include <time.h>

#include "tap.h"

static void
check_gate(const char *s, bool multiline, bool strict, const char *want)
{
	struct err err = { 0 };
	char *got = text_gate_in(s, strlen(s), multiline, strict, &err);

	if (want)
		is(got, want, "gate in: passes");
	else
		ok(!got && err.text, "gate in: refused (%s)", err.text ? err.text : "");
	free(got);
	err_done(&err);
}

static void
test_width(void)
{
	is_int(text_width("张三A"), 5, "width: Han 2, letters 1");
	is_int(text_width("𠮷"), 2, "width: extension B, 2");
	is_int(text_cp_width(0x31350), 2, "width: extension H, 2");
	is_int(text_cp_width(0x2ebf0), 2, "width: extension I, 2");
	is_int(text_cp_width(0x3007), 2, "width: 〇, 2");
	is_int(text_width("e\xcc\x81"), 1, "width: combining mark, 0");
	is_int(text_cp_width(0x2014), 1, "width: ambiguous dash, 1");
	is_int(text_cp_width(0x201c), 1, "width: ambiguous quote, 1");
	is_int(text_cp_width(0xb7), 1, "width: middle dot, 1");
	is_int(text_cp_width(0xff0c), 2, "width: wide comma, 2");
	is_int(text_cp_width(7), 0, "width: control, 0");
	is_int((int)text_cluster("e\xcc\x81x"), 3, "cluster: letter and mark");
	is_int((int)text_cluster(""), 0, "cluster: end, 0");
	is_int((int)text_cluster_before("张e\xcc\x81", 6), 3,
	    "cluster before: letter and mark");
	is_int((int)text_cluster_before("张三", 6), 3, "cluster before: Han");
}

static void
check_pad(const char *s, int cells, int align, const char *want)
{
	struct buf out = { 0 };

	text_pad(&out, s, cells, align);
	is(buf_string(&out), want, "pad");
	buf_done(&out);
}

static void
test_layout(void)
{
	struct buf out = { 0 };
	int used;

	check_pad("张三", 6, -1, "张三  ");
	check_pad("12", 4, 1, "  12");
	check_pad("张三丰", 5, -1, "张三>");
	check_pad("张三丰", 4, -1, "张> ");
	check_pad("张", 1, -1, ">");
	is_int((int)text_fit("张三丰", 5, &used), 6, "fit: whole clusters");
	is_int(used, 4, "fit: cells taken");
	text_wrap(&out, "超编不能上编，请核对", 8);
	is(buf_string(&out), "超编不能\n上编，请\n核对", "wrap: Han");
	buf_clear(&out);
	text_wrap(&out, "one two\nthree", 7);
	is(buf_string(&out), "one two\nthree", "wrap: words");
	buf_done(&out);
}

static void
test_gates(void)
{
	char *s;

	check_gate(" 张三　", false, true, "张三");
	check_gate("a\nb", true, false, "a\nb");
	check_gate("a\r\nb", true, false, "a\nb");
	check_gate("a\nb", false, false, NULL);
	check_gate("a\x1b[31m", false, false, NULL);
	check_gate("a\xff", false, false, NULL);
	check_gate("a\xed\xa0\x80", false, false, NULL);
	check_gate("a\xef\xbf\xbf", false, false, NULL);
	check_gate("张\xe2\x80\xae三", false, true, NULL);
	check_gate("张\xe2\x80\x8b三", false, true, NULL);
	check_gate("张\xe2\x80\x8d三", false, false, "张\xe2\x80\x8d三");
	check_gate("", false, true, "");
	s = text_gate_out("a\xe2\x80\xae\x1b\xff", false);
	is(s, "a⟨U+202E⟩⟨U+001B⟩⟨FF⟩", "gate out: made visible");
	free(s);
	s = text_gate_out("e\xcc\x81\xcc\x81\xcc\x81", false);
	is(s, "e\xcc\x81\xcc\x81⟨U+0301⟩", "gate out: two marks a cell");
	free(s);
	s = text_gate_out("a\nb", false);
	is(s, "a⟨U+000A⟩b", "gate out: line break, one line");
	free(s);
	s = text_fold("１Ａ。、《》：，　！？＋－＝＊＠／");
	is(s, "1A./<>:, !?+-=*@/", "fold: signs of an IME");
	free(s);
	ok(text_equal_fold("ＡＢc", "abC"), "equal fold: alike");
	ok(!text_equal_fold("ab", "abc"), "equal fold: shorter, no");
}

/* Any bytes: no read outside, gate out is always valid and one line. */
static void
test_bytes(void)
{
	unsigned seed = (unsigned)time(NULL);
	int i, bad = 0;

	printf("# seed %u\n", seed);
	srandom(seed);
	for (i = 0; i < 20000; i++) {
		size_t size = (size_t)(random() % 24), j, sum = 0, step;
		char *s = calloc(size + 1, 1), *out;
		struct buf padded = { 0 };

		for (j = 0; j < size; j++)
			s[j] = (char)(random() % 4 ? 0x80 | random() : random());
		out = text_gate_out(s, false);
		bad += !text_valid(out, strlen(out)) || strchr(out, '\n');
		text_pad(&padded, out, i % 20, i % 2 ? 1 : -1);
		bad += text_width(buf_string(&padded)) != i % 20;
		while ((step = text_cluster(s + sum)))
			sum += step;
		bad += sum != strlen(s);
		if (sum)
			bad += text_cluster_before(s, sum) >= sum;
		buf_done(&padded);
		free(out);
		free(s);
	}
	is_int(bad, 0, "text: random bytes, every promise kept");
}

int
main(void)
{
	test_width();
	test_layout();
	test_gates();
	test_bytes();
	return done();
}
