/*
 * UTF-8, clusters and widths.  Owns what is known of how wide a character
 * is; must not ask libc (its wcwidth gives -1 for newer Han) and knows no
 * terminal.
 */
#include "base/text.h"

#include <limits.h>
#include <string.h>

#include "base/text_tables.h"

size_t
text_decode(const char *s, size_t size, int32_t *cp)
{
	const unsigned char *b = (const unsigned char *)s;
	static const int32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	size_t need, i;
	int32_t value;

	*cp = -1;
	if (b[0] < 0x80) {
		*cp = b[0];
		return 1;
	}
	if (b[0] >= 0xc2 && b[0] <= 0xdf)
		need = 2;
	else if ((b[0] & 0xf0) == 0xe0)
		need = 3;
	else if (b[0] >= 0xf0 && b[0] <= 0xf4)
		need = 4;
	else
		return 1;
	if (size < need)
		return 1;
	value = b[0] & (0xff >> (need + 1));
	for (i = 1; i < need; i++) {
		if ((b[i] & 0xc0) != 0x80)
			return 1;
		value = value << 6 | (b[i] & 0x3f);
	}
	if (value < least[need] || value > 0x10ffff ||
	    (value >= 0xd800 && value <= 0xdfff))
		return 1;
	*cp = value;
	return need;
}

size_t
text_encode(int32_t cp, char out[4])
{
	if (cp < 0 || cp > 0x10ffff || (cp >= 0xd800 && cp <= 0xdfff))
		return 0;
	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	if (cp < 0x800) {
		out[0] = (char)(0xc0 | cp >> 6);
		out[1] = (char)(0x80 | (cp & 0x3f));
		return 2;
	}
	if (cp < 0x10000) {
		out[0] = (char)(0xe0 | cp >> 12);
		out[1] = (char)(0x80 | (cp >> 6 & 0x3f));
		out[2] = (char)(0x80 | (cp & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | cp >> 18);
	out[1] = (char)(0x80 | (cp >> 12 & 0x3f));
	out[2] = (char)(0x80 | (cp >> 6 & 0x3f));
	out[3] = (char)(0x80 | (cp & 0x3f));
	return 4;
}

/* The next code point of a NUL-terminated string; 0 bytes at its end. */
static size_t
next(const char *s, int32_t *cp)
{
	*cp = 0;
	return *s ? text_decode(s, strnlen(s, 4), cp) : 0;
}

bool
text_valid(const char *s, size_t size)
{
	while (size) {
		int32_t cp;
		size_t used = text_decode(s, size, &cp);

		if (cp <= 0)
			return false;
		s += used;
		size -= used;
	}
	return true;
}

size_t
text_length(const char *s)
{
	size_t count = 0, used;
	int32_t cp;

	while ((used = next(s, &cp))) {
		s += used;
		count++;
	}
	return count;
}

static bool
in_ranges(const struct text_range *ranges, size_t count, int32_t cp)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (cp > ranges[middle].last)
			low = middle + 1;
		else if (cp < ranges[middle].first)
			high = middle;
		else
			return true;
	}
	return false;
}

static bool
is_control(int32_t cp)
{
	return (cp >= 0 && cp < 0x20) || (cp >= 0x7f && cp < 0xa0) ||
	       cp == 0x2028 || cp == 0x2029;
}

int
text_cp_width(int32_t cp)
{
	if (cp >= 0x20 && cp < 0x7f)
		return 1;
	if (cp >= 0x4e00 && cp < 0xa000)
		return 2;
	if (cp < 0)
		return 1; /* a bad byte is shown as one sign */
	if (is_control(cp) || in_ranges(text_zero, text_zero_count, cp))
		return 0;
	return in_ranges(text_wide, text_wide_count, cp) ? 2 : 1;
}

int
text_width(const char *s)
{
	size_t used;
	int32_t cp;
	int cells = 0;

	while ((used = next(s, &cp))) {
		s += used;
		cells += text_cp_width(cp);
	}
	return cells;
}

size_t
text_cluster(const char *s)
{
	int32_t cp, follow;
	size_t size = next(s, &cp), used;

	if (!size || is_control(cp))
		return size;
	while ((used = next(s + size, &follow)) && !is_control(follow) &&
	       text_cp_width(follow) == 0)
		size += used;
	return size;
}

size_t
text_cluster_before(const char *s, size_t at)
{
	size_t start = at, step;

	/*
	 * Back to a byte from which clusters can be counted: ASCII, or at most
	 * 128 bytes, is a safe start as a cluster never spans one.
	 */
	while (start > 0 && at - start < 128) {
		start--;
		if ((unsigned char)s[start] < 0x80 && start + 1 < at)
			break;
	}
	while (start > 0 && ((unsigned char)s[start] & 0xc0) == 0x80)
		start--;
	while (start < at) {
		step = text_cluster(s + start);
		if (!step || start + step >= at)
			return start;
		start += step;
	}
	return start;
}

size_t
text_fit(const char *s, int cells, int *used)
{
	size_t at = 0, size;
	int taken = 0;

	while ((size = text_cluster(s + at))) {
		int32_t cp;
		int width;

		text_decode(s + at, size, &cp);
		width = text_cp_width(cp);
		if (taken + width > cells)
			break;
		taken += width;
		at += size;
	}
	if (used)
		*used = taken;
	return at;
}

static void
add_blanks(struct buf *buf, int count)
{
	while (count-- > 0)
		buf_add_char(buf, ' ');
}

void
text_pad(struct buf *buf, const char *s, int cells, int align)
{
	int used;
	size_t size;

	if (cells <= 0)
		return;
	size = text_fit(s, cells, &used);
	if (s[size]) {
		size = text_fit(s, cells - 1, &used);
		buf_add(buf, s, size);
		buf_add_char(buf, '>');
		add_blanks(buf, cells - 1 - used);
		return;
	}
	if (align > 0)
		add_blanks(buf, cells - used);
	buf_add(buf, s, size);
	if (align <= 0)
		add_blanks(buf, cells - used);
}

/* May a line end between these two?  Words stay whole, closing signs never
 * begin a line and opening ones never end one. */
static bool
may_break(int32_t before, int32_t after)
{
	static const int32_t never_first[] = { 0x3001, 0x3002, 0x300b, 0x300d,
		0x300f, 0x3011, 0x3015, 0xff01, 0xff09, 0xff0c, 0xff1a, 0xff1b,
		0xff1f };
	static const int32_t never_last[] = { 0x3008, 0x300a, 0x300c, 0x300e,
		0x3010, 0x3014, 0xff08 };
	size_t i;

	for (i = 0; i < sizeof(never_first) / sizeof(never_first[0]); i++)
		if (after == never_first[i])
			return false;
	for (i = 0; i < sizeof(never_last) / sizeof(never_last[0]); i++)
		if (before == never_last[i])
			return false;
	if (before == ' ')
		return true;
	return text_cp_width(before) == 2 || text_cp_width(after) == 2;
}

/* Bytes of the next line of s, of at most `cells`; at least one cluster. */
static size_t
line_size(const char *s, int cells)
{
	size_t at = 0, good = 0, size;
	int32_t before = 0, cp;
	int taken = 0;

	while ((size = text_cluster(s + at)) && s[at] != '\n') {
		int width;

		text_decode(s + at, size, &cp);
		width = text_cp_width(cp);
		if (at && may_break(before, cp))
			good = at;
		if (taken + width > cells && cp != ' ') {
			if (good)
				return good;
			return at ? at : size;
		}
		taken += width;
		before = cp;
		at += size;
	}
	return at;
}

void
text_wrap(struct buf *buf, const char *s, int cells)
{
	if (cells < 1)
		cells = 1;
	for (;;) {
		size_t size = line_size(s, cells), shown = size;

		while (shown && s[shown - 1] == ' ')
			shown--;
		buf_add(buf, s, shown);
		s += size;
		if (!*s)
			return;
		if (*s == '\n')
			s++;
		buf_add_char(buf, '\n');
	}
}
