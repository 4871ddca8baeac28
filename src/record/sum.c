/*
 * Sums typed into a field (see sum.h).  Values are hundredths; the running
 * product is kept apart from the running sum.
 */
#include "record/sum.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/money.h"

#define PLACES 2
#define SCALE 100
#define MOST INT64_C(1000000000000)

static bool
is_number_char(char c)
{
	return (c >= '0' && c <= '9') || c == '.' || c == ',';
}

static bool
read_number(const char **at, int64_t *value, struct err *err)
{
	const char *from = *at;
	char *text;
	bool fine;

	while (is_number_char(**at))
		(*at)++;
	if (*at == from)
		return err_refuse(
		    err, "bad_number", "", _("算式里缺一个数：%s"), from);
	text = mem_strndup(from, (size_t)(*at - from));
	fine = money_parse(text, PLACES, value, err);
	free(text);
	return fine;
}

static bool
apply(int64_t *product, char op, int64_t value, struct err *err)
{
	int64_t magnitude;

	if (op == '/' && !value)
		return err_refuse(err, "bad_number", "", _("算式里除以 0"));
	if (*product > MOST || *product < -MOST || value > MOST)
		return err_refuse(err, "bad_number", "", _("算式的数太大"));
	magnitude = *product < 0 ? -*product : *product;
	if (op == '*' && magnitude && value > INT64_MAX / 2 / magnitude)
		return err_refuse(err, "bad_number", "", _("算式的数太大"));
	if (op == '*')
		*product = money_divide(*product * value, SCALE, ROUND_HALF_UP);
	else
		*product = money_divide(*product * SCALE, value, ROUND_HALF_UP);
	return true;
}

char *
sum_of(const char *expression, struct err *err)
{
	const char *at = expression;
	int64_t sum = 0, product = 0, value = 0;
	int sign = 1;
	struct buf shown = {0};

	while (*at == ' ')
		at++;
	if (*at == '-' || *at == '+')
		sign = *at++ == '-' ? -1 : 1;
	if (!read_number(&at, &product, err))
		return NULL;
	for (;;) {
		char op;

		while (*at == ' ')
			at++;
		op = *at;
		if (!op)
			break;
		at++;
		while (*at == ' ')
			at++;
		if (!strchr("+-*/", op)) {
			err_refuse(err, "bad_number", "",
			    _("算式里只能用 + - * /：%s"), at - 1);
			return NULL;
		}
		if (!read_number(&at, &value, err))
			return NULL;
		if (op == '*' || op == '/') {
			if (!apply(&product, op, value, err))
				return NULL;
			continue;
		}
		sum += sign * product;
		sign = op == '-' ? -1 : 1;
		product = value;
	}
	money_write(&shown, sum + sign * product, PLACES);
	if (shown.size > 3 && !strcmp(shown.text + shown.size - 3, ".00"))
		shown.text[shown.size -= 3] = '\0';
	return buf_take(&shown);
}
