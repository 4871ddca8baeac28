/*
 * Citizen ID numbers.  Owns shape, birth date and check digit; knows no
 * area list and no record, and never puts a number into a sentence.
 */
#include "base/idno.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Folded, without blanks, x as X.  The caller's. */
static char *
normalised(const char *typed)
{
	struct buf out = { 0 };
	char *text = text_fold(typed ? typed : ""), *s;

	for (s = text; *s; s++) {
		if (*s == ' ' || *s == '\t')
			continue;
		buf_add_char(&out, *s == 'x' ? 'X' : *s);
	}
	free(text);
	return buf_take(&out);
}

char
idno_check_digit(const char *first17)
{
	static const int weight[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10,
		5, 8, 4, 2 };
	int i, sum = 0;

	for (i = 0; i < 17; i++)
		sum += weight[i] * (first17[i] - '0');
	return "10X98765432"[sum % 11];
}

static int
number(const char *s, int count)
{
	int value = 0;

	while (count-- > 0)
		value = value * 10 + (*s++ - '0');
	return value;
}

struct date
idno_birth(const char *idno)
{
	struct date date = { 0 };
	size_t size = strlen(idno);

	if (size == 18) {
		date.year = number(idno + 6, 4);
		date.month = number(idno + 10, 2);
		date.day = number(idno + 12, 2);
	} else if (size == 15) {
		date.year = 1900 + number(idno + 6, 2);
		date.month = number(idno + 8, 2);
		date.day = number(idno + 10, 2);
	}
	return date;
}

int
idno_sex(const char *idno)
{
	size_t size = strlen(idno);
	char serial;

	if (size != 15 && size != 18)
		return 0;
	serial = size == 18 ? idno[16] : idno[14];
	return (serial - '0') % 2 ? 1 : 2;
}

static bool
refuse(struct err *err, const char *code, const char *sentence)
{
	struct err refusal = { 0 };

	err_refuse(&refusal, code, NULL, "%s", sentence);
	memcpy(refusal.rule, "R-41", sizeof("R-41"));
	err_move(err, &refusal);
	return false;
}

static bool
is_scientific(const char *s)
{
	bool digits = false;

	for (; is_digit(*s) || *s == '.'; s++)
		digits = true;
	return digits && (*s == 'E' || *s == 'e') &&
	       (s[1] == '+' || s[1] == '-' || is_digit(s[1]));
}

static bool
check_shape(const char *text, struct err *err)
{
	size_t size = strlen(text), i;

	if (is_scientific(text))
		return refuse(err, "id_mangled",
		    _("身份证号被表格软件改成了科学计数，"
		    "应把该列设为文本后重新录入"));
	if (size == 15)
		return refuse(err, "bad_id",
		    _("身份证号是 15 位旧号，应改用 18 位号"));
	if (size != 18) {
		char *words = mem_printf(_("身份证号有 %zu 位，应为 18 位"),
		    text_length(text));

		refuse(err, "bad_id", words);
		free(words);
		return false;
	}
	for (i = 0; i < 17; i++)
		if (!is_digit(text[i]))
			return refuse(err, "bad_id",
			    _("身份证号前 17 位应全是数字"));
	if (!is_digit(text[17]) && text[17] != 'X')
		return refuse(
		    err, "bad_id", _("身份证号末位应是数字或 X"));
	return true;
}

bool
idno_parse(const char *typed, struct date today, char out[19], struct err *err)
{
	char *text = normalised(typed);
	bool good = check_shape(text, err);
	struct date birth;

	if (!good)
		goto out;
	good = false;
	birth = idno_birth(text);
	if (text[17] != idno_check_digit(text) && !strcmp(text + 15, "000"))
		refuse(err, "id_mangled",
		    _("身份证号末三位成了 000，像是被表格软件改过，"
		    "应对照证件重新录入"));
	else if (!birth.month || !birth.day || !date_valid(birth))
		refuse(err, "bad_id",
		    _("身份证号第 7 到 14 位不是存在的出生日期，"
		    "应对照证件核对"));
	else if (date_compare(birth, today) > 0)
		refuse(err, "bad_id",
		    _("身份证号中的出生日期在今天之后，应对照证件核对"));
	else if (text[17] != idno_check_digit(text))
		refuse(err, "bad_id",
		    _("身份证号校验位不符，有一位写错了，应对照证件核对"));
	else
		good = true;
	if (good)
		memcpy(out, text, 19);
out:
	free(text);
	return good;
}

void
idno_mask(const char *idno, char out[32])
{
	size_t size = strlen(idno), i;

	if (size > 31)
		size = 31;
	for (i = 0; i < size; i++) {
		bool shown = size >= 15 && (i < 6 || i + 4 >= size);

		out[i] = shown ? idno[i] : '*';
	}
	out[size] = '\0';
}
