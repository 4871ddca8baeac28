/*
 * One gate in, one gate out.  Text from a person, a file or an argument is
 * checked here once; text for a screen, a stream or the log is made visible
 * here.  Knows no field and no form.
 */
#include "base/lang.h"
#include "base/text.h"

#include <string.h>

static bool
is_bidi(int32_t cp)
{
	return cp == 0x61c || cp == 0x200e || cp == 0x200f ||
	       (cp >= 0x202a && cp <= 0x202e) || (cp >= 0x2066 && cp <= 0x2069);
}

static bool
is_zero_width(int32_t cp)
{
	return cp == 0xad || cp == 0x34f || cp == 0x180e ||
	       (cp >= 0x200b && cp <= 0x200d) || (cp >= 0x2060 && cp <= 0x2065) ||
	       (cp >= 0x206a && cp <= 0x206f) || cp == 0xfeff ||
	       cp == 0x115f || cp == 0x1160 || cp == 0x3164 || cp == 0xffa0 ||
	       (cp >= 0xfff9 && cp <= 0xfffb);
}

static bool
is_tag(int32_t cp)
{
	return cp >= 0xe0000 && cp <= 0xe0fff && !(cp >= 0xe0100 && cp <= 0xe01ef);
}

static bool
is_control(int32_t cp)
{
	return (cp >= 0 && cp < 0x20) || (cp >= 0x7f && cp < 0xa0) ||
	       cp == 0x2028 || cp == 0x2029;
}

static bool
is_xml(int32_t cp)
{
	return !(cp >= 0xd800 && cp <= 0xdfff) && (cp & 0xfffe) != 0xfffe &&
	       !(cp >= 0xfdd0 && cp <= 0xfdef);
}

static bool
is_blank(int32_t cp)
{
	return cp == ' ' || cp == '\t' || cp == 0x3000 || cp == 0xa0;
}

static bool
check(const char *s, size_t size, bool multiline, bool strict, struct err *err)
{
	size_t at = 0, place = 0;

	while (at < size) {
		int32_t cp;

		at += text_decode(s + at, size - at, &cp);
		place++;
		if ((cp >= ' ' && cp < 0x7f) || (cp >= 0x3400 && cp < 0xa000))
			continue; /* ASCII and Han: nothing to ask */
		if (cp < 0)
			return err_refuse(err, "bad_bytes", NULL,
			    _("第 %zu 个字符的编码不是 UTF-8，请改用 UTF-8 重新输入"),
			    place);
		if (multiline && (cp == '\n' || cp == '\r' || cp == '\t'))
			continue;
		if (is_control(cp))
			return err_refuse(err, "bad_bytes", NULL,
			    _("第 %zu 个字符是控制字符（U+%04X），%s"), place,
			    (unsigned)cp,
			    cp == '\n' || cp == '\r' ? _("这里只能写一行，请去掉换行")
						     : _("请删去它"));
		if (!is_xml(cp))
			return err_refuse(err, "bad_bytes", NULL,
			    _("第 %zu 个字符（U+%04X）写不进表格文件，请删去它"),
			    place, (unsigned)cp);
		if (is_tag(cp) ||
		    (strict && (is_bidi(cp) || is_zero_width(cp))))
			return err_refuse(err, "bad_bytes", NULL,
			    _("第 %zu 个字符是看不见的字符（U+%04X），请删去它"),
			    place, (unsigned)cp);
	}
	return true;
}

/* Line ends become '\n': a file from elsewhere is no other text. */
static void
add_lines(struct buf *out, const char *s, size_t size)
{
	size_t i;

	if (!memchr(s, '\r', size)) {
		buf_add(out, s, size);
		return;
	}
	for (i = 0; i < size; i++) {
		if (s[i] != '\r')
			buf_add_char(out, s[i]);
		else if (i + 1 == size || s[i + 1] != '\n')
			buf_add_char(out, '\n');
	}
}

char *
text_gate_in(
    const char *bytes, size_t size, bool multiline, bool strict, struct err *err)
{
	struct buf out = { 0 };
	size_t first = 0, last, at, used;
	int32_t cp;

	if (!multiline)
		while (size && (bytes[size - 1] == '\n' || bytes[size - 1] == '\r'))
			size--;
	while (first < size) {
		used = text_decode(bytes + first, size - first, &cp);
		if (!is_blank(cp) && !(multiline && (cp == '\n' || cp == '\r')))
			break;
		first += used;
	}
	for (at = last = first; at < size;) {
		at += text_decode(bytes + at, size - at, &cp);
		if (!is_blank(cp) && !(multiline && (cp == '\n' || cp == '\r')))
			last = at;
	}
	if (!check(bytes + first, last - first, multiline, strict, err))
		return NULL;
	add_lines(&out, bytes + first, last - first);
	return buf_take(&out);
}

static void
add_visible(struct buf *out, const char *s, int32_t cp)
{
	if (cp < 0)
		buf_printf(out, "⟨%02X⟩", (unsigned char)s[0]);
	else
		buf_printf(out, "⟨U+%04X⟩", (unsigned)cp);
}

char *
text_gate_out(const char *s, bool multiline)
{
	struct buf out = { 0 };
	int marks = 0;

	while (*s) {
		int32_t cp;
		size_t used = text_decode(s, strnlen(s, 4), &cp);
		bool pass = cp >= 0 && is_xml(cp) && !is_control(cp) &&
			    !is_bidi(cp) && !is_zero_width(cp) && !is_tag(cp);

		if (cp == '\n' && multiline)
			pass = true;
		marks = pass && text_cp_width(cp) == 0 ? marks + 1 : 0;
		if (!pass || (marks > 2 && cp != '\n'))
			add_visible(&out, s, cp);
		else
			buf_add(&out, s, used);
		s += used;
	}
	return buf_take(&out);
}
