/*
 * Decimals as int64_t units.  Owns parsing, writing and rounded division;
 * no floating point, and no knowledge of what the amount is for.
 */
#include "base/money.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/text.h"

#define MONEY_LIMIT INT64_C(1000000000000000) /* 10^15 units */

static int64_t
scale(int places)
{
	int64_t units = 1;

	while (places-- > 0)
		units *= 10;
	return units;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
skip(const char **s, const char *word)
{
	size_t size = strlen(word);

	if (strncmp(*s, word, size))
		return false;
	*s += size;
	return true;
}

static void
skip_blanks(const char **s)
{
	while (**s == ' ' || **s == '\t')
		(*s)++;
}

/* The whole part: bare digits, or groups of three behind commas. */
static bool
read_whole(const char **s, int64_t *value)
{
	const char *start = *s;
	int run = 0, commas = 0;

	*value = 0;
	for (;; (*s)++) {
		if (is_digit(**s)) {
			if (*value <= MONEY_LIMIT)
				*value = *value * 10 + (**s - '0');
			run++;
		} else if (**s == ',') {
			if (!run || (commas ? run != 3 : run > 3))
				return false;
			commas++;
			run = 0;
		} else {
			break;
		}
	}
	if (commas && run != 3)
		return false;
	return *s > start || **s == '.';
}

/* Behind the point; *extra if digits other than 0 do not fit. */
static bool
read_part(const char **s, int places, int64_t *value, bool *extra)
{
	int count = 0;

	*value = 0;
	*extra = false;
	if (**s != '.')
		return true;
	(*s)++;
	if (!is_digit(**s))
		return false;
	for (; is_digit(**s); (*s)++, count++) {
		if (count < places)
			*value = *value * 10 + (**s - '0');
		else if (**s != '0')
			*extra = true;
	}
	for (; count < places; count++)
		*value *= 10;
	return true;
}

static bool
unreadable(const char *typed, struct err *err)
{
	char *shown = text_gate_out(typed, false);

	err_refuse(err, "bad_number", NULL,
	    _("「%s」不是数，应写成 3738 或 3,738.00 这样的形式"), shown);
	free(shown);
	return false;
}

static bool
read_amount(const char *s, int places, int64_t *units, bool *extra)
{
	bool negative;
	int64_t whole, part;

	skip_blanks(&s);
	negative = *s == '-';
	if (*s == '-' || *s == '+')
		s++;
	skip_blanks(&s);
	if (skip(&s, "￥") || skip(&s, "¥"))
		skip_blanks(&s);
	if (!negative && *s == '-') { /* ￥-12 */
		negative = true;
		s++;
	}
	if (!read_whole(&s, &whole) || !read_part(&s, places, &part, extra))
		return false;
	skip_blanks(&s);
	if (skip(&s, "元"))
		skip_blanks(&s);
	if (*s)
		return false;
	if (whole > MONEY_LIMIT / scale(places))
		whole = MONEY_LIMIT / scale(places) + 1;
	*units = whole * scale(places) + part;
	if (negative)
		*units = -*units;
	return true;
}

bool
money_parse(const char *typed, int places, int64_t *units, struct err *err)
{
	char *text = text_fold(typed ? typed : "");
	int64_t read = 0;
	bool extra = false, good;

	good = read_amount(text, places, &read, &extra);
	free(text);
	if (!good)
		return unreadable(typed ? typed : "", err);
	if (extra && places == 0)
		return err_refuse(
		    err, "bad_number", NULL, _("只能写整数，不要小数"));
	if (extra)
		return err_refuse(err, "bad_number", NULL,
		    _("小数最多 %d 位，请四舍五入后再写"), places);
	if (read > MONEY_LIMIT || read < -MONEY_LIMIT)
		return err_refuse(err, "bad_number", NULL,
		    _("数太大，应不超过 %lld"),
		    (long long)(MONEY_LIMIT / scale(places)));
	*units = read;
	return true;
}

/* Magnitude without overflow at INT64_MIN. */
static uint64_t
magnitude(int64_t units)
{
	return units < 0 ? 0 - (uint64_t)units : (uint64_t)units;
}

static void
write_units(struct buf *buf, int64_t units, int places, bool grouped)
{
	char digits[32], *at = digits + sizeof(digits) - 1;
	uint64_t rest = magnitude(units);
	int written = 0;

	*at = '\0';
	for (; written < places; written++, rest /= 10)
		*--at = (char)('0' + rest % 10);
	if (places > 0)
		*--at = '.';
	written = 0;
	do {
		if (grouped && written && written % 3 == 0)
			*--at = ',';
		*--at = (char)('0' + rest % 10);
		rest /= 10;
		written++;
	} while (rest);
	if (units < 0)
		buf_add_char(buf, '-');
	buf_add_string(buf, at);
}

void
money_write(struct buf *buf, int64_t units, int places)
{
	write_units(buf, units, places, false);
}

void
money_write_grouped(struct buf *buf, int64_t units, int places)
{
	write_units(buf, units, places, true);
}

static const char *const capital_digits[] = { "零", "壹", "贰", "叁", "肆",
	"伍", "陆", "柒", "捌", "玖" };

/* Four digits and the word behind them; zero: a 零 is owed from before. */
static void
write_section(struct buf *buf, int section, const char *word, bool *zero)
{
	static const char *const places[] = { "仟", "佰", "拾", "" };
	static const int weight[] = { 1000, 100, 10, 1 };
	bool begun = buf->size > 0;
	int i;

	if (!section) {
		*zero = true;
		return;
	}
	for (i = 0; i < 4; i++) {
		int digit = section / weight[i] % 10;

		if (!digit) {
			*zero = true;
			continue;
		}
		if (*zero && begun)
			buf_add_string(buf, capital_digits[0]);
		buf_add_string(buf, capital_digits[digit]);
		buf_add_string(buf, places[i]);
		begun = true;
		*zero = false;
	}
	buf_add_string(buf, word);
}

static void
write_yuan(struct buf *buf, uint64_t yuan)
{
	/* 万亿 would drop its 亿 if the 亿 section is empty: two levels. */
	uint64_t upper = yuan / 100000000;
	bool zero = false;

	if (upper) {
		write_section(buf, (int)(upper / 10000), "万", &zero);
		write_section(buf, (int)(upper % 10000), "", &zero);
		buf_add_string(buf, "亿");
		zero = false;
	}
	write_section(buf, (int)(yuan / 10000 % 10000), "万", &zero);
	write_section(buf, (int)(yuan % 10000), "", &zero);
}

void
money_write_capital(struct buf *buf, int64_t fen)
{
	struct buf words = { 0 };
	uint64_t amount = magnitude(fen);
	uint64_t yuan = amount / 100;
	int jiao = (int)(amount / 10 % 10), rest = (int)(amount % 10);

	if (fen < 0)
		buf_add_string(buf, "负");
	if (yuan) {
		write_yuan(&words, yuan);
		buf_add_string(&words, "元");
	} else if (!amount) {
		buf_add_string(&words, "零元");
	}
	if (jiao)
		buf_printf(&words, "%s角", capital_digits[jiao]);
	else if (yuan && rest)
		buf_add_string(&words, capital_digits[0]);
	if (rest)
		buf_printf(&words, "%s分", capital_digits[rest]);
	else
		buf_add_string(&words, "整");
	buf_add_string(buf, buf_string(&words));
	buf_done(&words);
}

int64_t
money_divide(int64_t a, int64_t b, enum money_rounding rounding)
{
	int64_t quotient = a / b, rest = a % b;
	uint64_t left = magnitude(rest), whole = (uint64_t)b;
	bool away;

	if (rounding == ROUND_UP)
		away = left > 0;
	else if (rounding == ROUND_HALF_UP)
		away = left >= whole - left;
	else
		away = false;
	if (!away)
		return quotient;
	return a < 0 ? quotient - 1 : quotient + 1;
}
