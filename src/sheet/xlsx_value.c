/* What the file format knows of days and of characters XML cannot hold. */
#include "sheet/xlsx_value.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"

#define SERIAL_OF_1970 25569

/* Does a number format show one of these letters, outside quotes, brackets
 * and escapes? */
static bool
code_shows(const char *code, const char *letters)
{
	for (; *code; code++) {
		if (*code == '"') {
			code = strchr(code + 1, '"');
			if (!code)
				return false;
		} else if (*code == '[') {
			code = strchr(code, ']');
			if (!code)
				return false;
		} else if (*code == '\\' || *code == '_' || *code == '*') {
			if (!*++code)
				return false;
		} else if (strchr(letters, *code)) {
			return true;
		}
	}
	return false;
}

bool
xlsx_code_shows_date(const char *code)
{
	return code_shows(code, "yYmMdDhH");
}

bool
xlsx_code_shows_month(const char *code)
{
	return code_shows(code, "yY") && code_shows(code, "mM") &&
	       !code_shows(code, "dDhHsS");
}

bool
xlsx_format_shows_month(long id)
{
	return id == 17 || id == 27 || id == 36 || id == 50 || id == 52 ||
	       id == 57;
}

int
xlsx_code_zeros(const char *code)
{
	size_t size = strspn(code, "0");

	return size > 1 && size <= 15 && !code[size] ? (int)size : 0;
}

bool
xlsx_format_shows_date(long id)
{
	return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) ||
	       (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
}

bool
xlsx_place_read(const char *place, int *row, int *column)
{
	long letters = 0, digits = 0;

	for (; *place >= 'A' && *place <= 'Z'; place++)
		if ((letters = letters * 26 + (*place - 'A' + 1)) >
		    XLSX_COLUMNS)
			return false;
	for (; *place >= '0' && *place <= '9'; place++)
		if ((digits = digits * 10 + (*place - '0')) > XLSX_ROWS)
			return false;
	if (*place || !letters || !digits)
		return false;
	*row = (int)digits - 1;
	*column = (int)letters - 1;
	return true;
}

void
xlsx_unescape(struct buf *text)
{
	char *from = text->text, *to = text->text, *end;

	if (!from || !strstr(from, "_x"))
		return;
	while (*from) {
		char digits[5] = {0};
		long value;

		if (from[0] == '_' && from[1] == 'x' &&
		    strspn(from + 2, "0123456789ABCDEFabcdef") >= 4 &&
		    from[6] == '_') {
			memcpy(digits, from + 2, 4);
			value = strtol(digits, &end, 16);
			if (value > 0 && value < 0x80) {
				*to++ = (char)value;
				from += 7;
				continue;
			}
		}
		*to++ = *from++;
	}
	*to = '\0';
	text->size = (size_t)(to - text->text);
}

bool
xlsx_serial_to_date(double serial, char out[11])
{
	struct date date;

	/* 60 is the 29 February 1900 that never was */
	if (!(serial >= 1 && serial < 110000) || (int32_t)serial == 60)
		return false;
	date =
	    date_from_number((int32_t)serial - SERIAL_OF_1970 + (serial < 60));
	if (!date_valid(date))
		return false;
	date_write(date, out);
	return true;
}

bool
xlsx_serial_to_clock(double serial, char out[6])
{
	int minutes;

	if (!(serial >= 0 && serial < 110000))
		return false;
	minutes = (int)((serial - (double)(int32_t)serial) * 1440 + 0.5);
	if (minutes <= 0 || minutes >= 1440)
		return false;
	out[0] = (char)('0' + minutes / 600);
	out[1] = (char)('0' + minutes / 60 % 10);
	out[2] = ':';
	out[3] = (char)('0' + minutes % 60 / 10);
	out[4] = (char)('0' + minutes % 10);
	out[5] = '\0';
	return true;
}

void
xlsx_letters(int column, char out[4])
{
	char reversed[4];
	int at = 0, i = 0;

	for (column++; column > 0 && at < 3; column = (column - 1) / 26)
		reversed[at++] = (char)('A' + (column - 1) % 26);
	while (at > 0)
		out[i++] = reversed[--at];
	out[i] = '\0';
}
