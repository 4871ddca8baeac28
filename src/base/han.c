/*
 * Readings and strokes of Han characters, and the keys made of them for
 * searching and sorting names.  Knows no record; the tables are generated.
 */
#include "base/han.h"

#include <string.h>

#include "base/han_surnames.h"
#include "base/han_tables.h"
#include "base/text.h"

/* A cell's index, or -1. */
static long
cell_of(const struct han_span *spans, size_t count, int32_t cp)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (cp > spans[middle].last)
			low = middle + 1;
		else if (cp < spans[middle].first)
			high = middle;
		else
			return (long)spans[middle].cell +
			       (cp - spans[middle].first);
	}
	return -1;
}

const char *
han_readings(int32_t cp)
{
	long cell = cell_of(han_reading_spans, han_reading_spans_count, cp);

	if (cell < 0 || !han_reading_cells[cell])
		return NULL;
	return han_sets + han_reading_cells[cell];
}

int
han_strokes(int32_t cp)
{
	long cell = cell_of(han_stroke_spans, han_stroke_spans_count, cp);

	return cell < 0 ? 0 : han_stroke_cells[cell];
}

static int
han_rank(int32_t cp)
{
	long cell = cell_of(han_rank_spans, han_rank_spans_count, cp);

	return cell < 0 ? 0 : han_rank_cells[cell];
}

/* The character's initials into set; `first` (may be NULL) leads. */
static void
collect_initials(const char *first, const char *readings, char set[27])
{
	size_t count = 0;
	const char *s;

	set[0] = '\0';
	if (first) {
		set[count++] = first[0];
		set[count] = '\0';
	}
	for (s = readings; s && *s; s += *s == ' ') {
		if (!strchr(set, *s) && count < 26) {
			set[count++] = *s;
			set[count] = '\0';
		}
		s += strcspn(s, " ");
	}
}

static void
add_character(struct buf *initials, struct buf *full, const char *first,
    const char *readings)
{
	const char *lead = first ? first : readings;
	char set[27];

	collect_initials(first, readings, set);
	if (set[0] && set[1])
		buf_printf(initials, "[%s]", set);
	else
		buf_add_string(initials, set);
	buf_add(full, lead, strcspn(lead, " "));
}

static bool
is_letter(int32_t cp)
{
	return (cp >= 'a' && cp <= 'z') || (cp >= '0' && cp <= '9');
}

void
han_name_keys(struct buf *buf, const char *name)
{
	struct buf initials = { 0 }, full = { 0 };
	size_t surname, used;
	const char *first = han_surname(name, &surname);
	int32_t cp;

	for (; *name; name += used) {
		const char *readings;

		used = text_decode(name, strnlen(name, 4), &cp);
		if (cp >= 0xff01 && cp <= 0xff5e)
			cp = cp - 0xff01 + '!';
		if (cp >= 'A' && cp <= 'Z')
			cp = cp - 'A' + 'a';
		readings = han_readings(cp);
		if (is_letter(cp)) {
			buf_add_char(&initials, (char)cp);
			buf_add_char(&full, (char)cp);
		} else if (readings || first) {
			add_character(&initials, &full, first, readings);
		}
		if (first) {
			/* The next word of a compound surname, if any. */
			first = strchr(first, ' ');
			first = first ? first + 1 : NULL;
		}
	}
	if (initials.size)
		buf_printf(buf, "%s %s", initials.text, full.text);
	buf_done(&initials);
	buf_done(&full);
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Does the character at s (a letter or a set) begin with c?  Its end, or
 * NULL. */
static const char *
match_one(const char *s, char c)
{
	bool hit = false;

	if (*s != '[')
		return *s == c ? s + 1 : NULL;
	for (s++; *s && *s != ']'; s++)
		hit = hit || *s == c;
	return hit && *s ? s + 1 : NULL;
}

static const char *
after_one(const char *s)
{
	if (*s == '[')
		while (*s && *s != ']')
			s++;
	return *s ? s + 1 : s;
}

static bool
match_initials(const char *s, const char *typed)
{
	for (; *typed; typed++) {
		if (!*s || *s == ' ')
			return false;
		s = match_one(s, lower(*typed));
		if (!s)
			return false;
	}
	return true;
}

static bool
match_full(const char *full, const char *typed)
{
	for (; *typed; typed++, full++) {
		char c = lower(*typed);

		/* ü stands as v; people type either. */
		if (*full != c && !(*full == 'v' && c == 'u'))
			return false;
	}
	return true;
}

int
han_match(const char *name_keys, const char *typed)
{
	const char *s = name_keys;

	if (!s || !*s)
		return 0;
	if (match_initials(s, typed))
		return 3;
	while (*s && *s != ' ') {
		s = after_one(s);
		if (*s && *s != ' ' && match_initials(s, typed))
			return 2;
	}
	return *s == ' ' && match_full(s + 1, typed) ? 1 : 0;
}

/*
 * Two digits of strokes and a place among them.  Characters outside of the
 * national table stand behind, by code point; others in front, as 00.
 */
static void
add_stroke_key(struct buf *buf, int32_t cp)
{
	int rank = han_rank(cp);

	if (rank)
		buf_printf(buf, "%02d%05d", han_strokes(cp), rank);
	else if (cp >= 0)
		buf_printf(buf, "%02d9%06x", han_strokes(cp), (unsigned)cp);
	else
		buf_add_string(buf, "99");
}

void
han_stroke_key(struct buf *buf, const char *name)
{
	size_t surname, given, used, i;
	int32_t cp;

	if (!*name)
		return;
	han_surname(name, &surname);
	given = text_length(name);
	given = given > surname ? given - surname : 0;
	/* Single surnames before compound ones, short names before long. */
	for (i = 0; *name; i++, name += used) {
		used = text_decode(name, strnlen(name, 4), &cp);
		if (i == 1 && surname == 2)
			buf_add_char(buf, '1');
		add_stroke_key(buf, cp);
		if (i == 0 && surname == 1)
			buf_add_char(buf, '0');
		if (i + 1 == surname)
			buf_printf(buf, "%02zu", given > 99 ? 99 : given);
	}
}
