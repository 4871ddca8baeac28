/*
 * Full-width signs as their half-width twins.  For commands, codes, numbers,
 * dates and searches; free text must never pass here.
 */
#include "base/text.h"

#include <string.h>

/* clang-format off */
static const struct {
	int32_t from;
	char to;
} signs[] = {
	{ 0x00d7, '*' },			/* multiplication sign */
	{ 0x2010, '-' }, { 0x2011, '-' }, { 0x2012, '-' }, { 0x2013, '-' },
	{ 0x2014, '-' }, { 0x2015, '-' }, { 0x2212, '-' },
	{ 0x2018, '\'' }, { 0x2019, '\'' },
	{ 0x201c, '"' }, { 0x201d, '"' },
	{ 0x3000, ' ' }, { 0x00a0, ' ' },
	{ 0x3001, '/' }, { 0x3002, '.' },	/* the keys of an IME */
	{ 0x3008, '<' }, { 0x3009, '>' }, { 0x300a, '<' }, { 0x300b, '>' },
	{ 0x3010, '[' }, { 0x3011, ']' },
	{ 0xff61, '.' }, { 0xff64, '/' },
};
/* clang-format on */

static char
folded(int32_t cp)
{
	size_t i;

	if (cp > 0x3011 && cp < 0xff01)
		return '\0'; /* nearly all that is written here */
	if (cp >= 0xff01 && cp <= 0xff5e)
		return (char)(cp - 0xff01 + '!');
	for (i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (signs[i].from == cp)
			return signs[i].to;
	return '\0';
}

/* The folded form of the code point at s: its bytes into out. */
static size_t
fold_one(const char *s, char out[4], size_t *out_size)
{
	int32_t cp;
	size_t used = text_decode(s, strnlen(s, 4), &cp);
	char c = cp >= 0x80 ? folded(cp) : '\0';

	if (c) {
		out[0] = c;
		*out_size = 1;
	} else {
		memcpy(out, s, used);
		*out_size = used;
	}
	return used;
}

char *
text_fold(const char *s)
{
	struct buf out = { 0 };
	char bytes[4];
	size_t size;

	while (*s) {
		if ((unsigned char)*s < 0x80) {
			buf_add_char(&out, *s++);
			continue;
		}
		s += fold_one(s, bytes, &size);
		buf_add(&out, bytes, size);
	}
	return buf_take(&out);
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool
text_equal_fold(const char *a, const char *b)
{
	char left[4], right[4];
	size_t left_size, right_size;

	while (*a && *b) {
		a += fold_one(a, left, &left_size);
		b += fold_one(b, right, &right_size);
		if (left_size != right_size)
			return false;
		if (left_size == 1 ? lower(left[0]) != lower(right[0])
				   : memcmp(left, right, left_size) != 0)
			return false;
	}
	return !*a && !*b;
}
