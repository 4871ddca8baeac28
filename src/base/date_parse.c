/*
 * Days as a clerk writes them.  Owns the spellings; the calendar is date.c.
 * What was typed is folded first, so that a Chinese keyboard needs no switch.
 */
#include "base/date.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/text.h"

/* Digit groups of a typed date and what stood behind each. */
struct groups {
	int count;
	int value[3];
	int size[3];
	char sign[3]; /* '-' '.' '/' or y m d for 年 月 日; 0 at the end */
};

static bool
unreadable(const char *typed, bool partial, struct err *err)
{
	char *shown = text_gate_out(typed, false);

	err_refuse(err, "bad_date", NULL,
	    partial ? _("日期「%s」读不懂，应写成 2026-03-01、2026-03 或 2026")
		    : _("日期「%s」读不懂，应写成 2026-03-01、20260301 或 "
		      "2026年3月1日"),
	    shown);
	free(shown);
	return false;
}

static bool
accept(struct date date, struct date *out, struct err *err)
{
	if (date.year < 1900 || date.year > 2200)
		return err_refuse(err, "bad_date", NULL,
		    _("年份 %d 不对，应在 1900 到 2200 之间"), date.year);
	if (date.month < 0 || date.month > 12)
		return err_refuse(err, "bad_date", NULL,
		    _("没有 %d 月这个月份，应在 1 到 12 之间"), date.month);
	if (!date_valid(date))
		return err_refuse(err, "bad_date", NULL,
		    _("%d 年 %d 月没有 %d 日，这个月有 %d 天"), date.year,
		    date.month, date.day,
		    date_days_in_month(date.year, date.month));
	*out = date;
	return true;
}

static struct date
month_end(int year, int month)
{
	return (struct date){ year, month, date_days_in_month(year, month) };
}

/* clang-format off */
static const struct {
	const char *word;
	char means;
} words[] = {
	{ ".", 't' }, { "today", 't' }, { "今天", 't' }, { "今日", 't' },
	{ "昨天", 'y' }, { "明天", 'n' },
	{ "月初", 'a' }, { "月底", 'b' }, { "月末", 'b' },
	{ "年初", 'c' }, { "年底", 'd' }, { "年末", 'd' },
};
/* clang-format on */

static char
word_means(const char *text)
{
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (text_equal_fold(words[i].word, text))
			return words[i].means;
	return '\0';
}

static bool
parse_word(const char *text, struct date today, struct date *date)
{
	switch (word_means(text)) {
	case 't':
		*date = today;
		break;
	case 'y':
		*date = date_add_days(today, -1);
		break;
	case 'n':
		*date = date_add_days(today, 1);
		break;
	case 'a':
		*date = (struct date){ today.year, today.month, 1 };
		break;
	case 'b':
		*date = month_end(today.year, today.month);
		break;
	case 'c':
		*date = (struct date){ today.year, 1, 1 };
		break;
	case 'd':
		*date = (struct date){ today.year, 12, 31 };
		break;
	default:
		return false;
	}
	return true;
}

/* +30 -7 +2w -1m +1y, from today. */
static bool
parse_offset(const char *text, struct date today, struct date *date)
{
	bool back = text[0] == '-';
	int count = 0;
	const char *s = text + 1;

	if ((text[0] != '-' && text[0] != '+') || *s < '0' || *s > '9')
		return false;
	for (; *s >= '0' && *s <= '9'; s++) {
		if (count > 99999)
			return false;
		count = count * 10 + (*s - '0');
	}
	if (back)
		count = -count;
	if (!*s || text_equal_fold(s, "d") || !strcmp(s, "天"))
		*date = date_add_days(today, count);
	else if (text_equal_fold(s, "w") || !strcmp(s, "周"))
		*date = date_add_days(today, count * 7);
	else if (text_equal_fold(s, "m") || !strcmp(s, "月"))
		*date = date_add_months(today, count);
	else if (text_equal_fold(s, "y") || !strcmp(s, "年"))
		*date = date_add_months(today, count * 12);
	else
		return false;
	return true;
}

static char
read_sign(const char **s)
{
	/* clang-format off */
	static const struct { const char *text; char sign; } signs[] = {
		{ "-", '-' }, { ".", '.' }, { "/", '/' }, { "年", 'y' },
		{ "月", 'm' }, { "日", 'd' }, { "号", 'd' },
	};
	/* clang-format on */
	size_t i;

	for (i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
		size_t size = strlen(signs[i].text);

		if (!strncmp(*s, signs[i].text, size)) {
			*s += size;
			return signs[i].sign;
		}
	}
	return '\0';
}

static bool
split(const char *s, struct groups *groups)
{
	memset(groups, 0, sizeof(*groups));
	while (*s) {
		int i = groups->count;

		if (i == 3)
			return false;
		while (*s >= '0' && *s <= '9' && groups->size[i] < 8) {
			groups->value[i] = groups->value[i] * 10 + (*s++ - '0');
			groups->size[i]++;
		}
		if (!groups->size[i])
			return false;
		groups->count++;
		while (*s == ' ')
			s++;
		if (!*s)
			break;
		groups->sign[i] = read_sign(&s);
		if (!groups->sign[i])
			return false;
		while (*s == ' ')
			s++;
	}
	return groups->count > 0;
}

/* A year of two digits: not more than 30 years ahead. */
static int
full_year(int year, int size, struct date today)
{
	if (size != 2)
		return year;
	year += today.year - today.year % 100;
	return year > today.year + 30 ? year - 100 : year;
}

/* One run of digits without signs. */
static bool
parse_run(const struct groups *groups, struct date today, bool partial,
    bool screen, struct date *date)
{
	int value = groups->value[0];

	switch (groups->size[0]) {
	case 8:
		*date = (struct date){ value / 10000, value / 100 % 100,
			value % 100 };
		return date->month && date->day;
	case 6:
		if (partial && value / 100 >= 1900 && value / 100 <= 2200) {
			*date = (struct date){ value / 100, value % 100, 0 };
			return date->month != 0;
		}
		*date = (struct date){ full_year(value / 10000, 2, today),
			value / 100 % 100, value % 100 };
		return screen && date->month && date->day;
	case 4:
		if (partial && value >= 1900) {
			*date = (struct date){ value, 0, 0 };
			return true;
		}
		*date = (struct date){ today.year, value / 100, value % 100 };
		return screen && date->month && date->day;
	case 1:
	case 2:
		*date = (struct date){ today.year, today.month, value };
		return screen && value > 0;
	default:
		return false;
	}
}

/* 年 月 日 must stand behind the right group, other signs must be alike. */
static bool
signs_agree(const struct groups *groups, const char *order)
{
	int i, last = groups->count - 1;
	char sign = groups->sign[0];

	if (strchr("ymd", sign)) {
		for (i = 0; i < groups->count; i++)
			if (groups->sign[i] != order[i] &&
			    !(i == last && i > 0 && order[i] == 'd' &&
				!groups->sign[i]))
				return false;
		return true;
	}
	for (i = 1; i < last; i++)
		if (groups->sign[i] != sign)
			return false;
	return groups->sign[last] == '\0';
}

static bool
parse_signs(const struct groups *groups, struct date today, bool partial,
    bool screen, struct date *date)
{
	const int *value = groups->value, *size = groups->size;
	int count = groups->count;
	bool whole_year = size[0] == 4;

	if (count > 1 && (size[1] > 2 || size[count - 1] > 2))
		return false;
	if (!whole_year && (!screen || size[0] > 2))
		return false;
	if (count == 3) {
		*date = (struct date){ full_year(value[0], size[0], today),
			value[1], value[2] };
		return size[0] != 1 && value[1] && value[2] &&
		       signs_agree(groups, "ymd");
	}
	if (count == 2 && whole_year) {
		*date = (struct date){ value[0], value[1], 0 };
		return partial && value[1] && signs_agree(groups, "ym");
	}
	if (count == 2) {
		*date = (struct date){ today.year, value[0], value[1] };
		return value[0] && value[1] && signs_agree(groups, "md");
	}
	if (whole_year) {
		*date = (struct date){ value[0], 0, 0 };
		return partial && groups->sign[0] == 'y';
	}
	*date = (struct date){ today.year, today.month, value[0] };
	return value[0] && groups->sign[0] == 'd';
}

static char *
folded(const char *typed)
{
	char *text = text_fold(typed ? typed : ""), *from = text;
	size_t size;

	while (*from == ' ' || *from == '\t')
		from++;
	size = strlen(from);
	while (size && (from[size - 1] == ' ' || from[size - 1] == '\t'))
		size--;
	memmove(text, from, size);
	text[size] = '\0';
	return text;
}

bool
date_parse(const char *typed, struct date today, bool partial, bool screen,
    struct date *date, struct err *err)
{
	char *text = folded(typed);
	struct date read = { 0 };
	struct groups groups;
	bool good;

	good = parse_word(text, today, &read) ||
	       parse_offset(text, today, &read);
	if (!good && split(text, &groups))
		good = groups.count == 1 && !groups.sign[0]
			   ? parse_run(&groups, today, partial, screen, &read)
			   : parse_signs(
				 &groups, today, partial, screen, &read);
	free(text);
	if (!good)
		return unreadable(typed ? typed : "", partial, err);
	return accept(read, date, err);
}

bool
date_parse_month(
    const char *typed, struct date today, struct date *date, struct err *err)
{
	struct date read = { 0 };
	struct err inner = { 0 };
	char *shown;

	if (date_parse(typed, today, true, false, &read, &inner) &&
	    read.month) {
		read.day = 0;
		*date = read;
		return true;
	}
	if (inner.text && strstr(inner.text, "读不懂") == NULL) {
		err_move(err, &inner);
		return false;
	}
	err_done(&inner);
	shown = text_gate_out(typed ? typed : "", false);
	err_refuse(err, "bad_date", NULL,
	    _("月份「%s」读不懂，应写成 2026-11、202611 或 2026年11月"), shown);
	free(shown);
	return false;
}
