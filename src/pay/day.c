/*
 * Days and months as plain numbers.  The civil calendar by era arithmetic,
 * so that a million workers' months need no table and no clock.
 */
#include "pay/day.h"

static int32_t
day_from_civil(int year, int month, int day)
{
	int era, year_of_era, day_of_year;

	year -= month <= 2;
	era = year / 400;
	year_of_era = year - era * 400;
	day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	return era * 146097 + year_of_era * 365 + year_of_era / 4 -
	    year_of_era / 100 + day_of_year - 719468;
}

static int
day_to_civil(int32_t days, int *day)
{
	int era, of_era, year_of_era, of_year, shifted, month;

	days += 719468;
	era = days / 146097;
	of_era = days - era * 146097;
	year_of_era = (of_era - of_era / 1460 + of_era / 36524 -
			  of_era / 146096) /
	    365;
	of_year = of_era -
	    (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	shifted = (5 * of_year + 2) / 153;
	*day = of_year - (153 * shifted + 2) / 5 + 1;
	month = shifted < 10 ? shifted + 3 : shifted - 9;
	return (year_of_era + era * 400 + (month <= 2)) * 12 + month - 1;
}

int32_t
day_of_month(int month)
{
	return day_from_civil(month / 12, month % 12 + 1, 1);
}

int
day_month(int32_t day)
{
	int in_month;

	return day_to_civil(day, &in_month);
}

int
day_in_month(int32_t day)
{
	int in_month;

	day_to_civil(day, &in_month);
	return in_month;
}

int
day_month_length(int month)
{
	return day_of_month(month + 1) - day_of_month(month);
}

int32_t
day_add_months(int32_t day, int months)
{
	int in_month, month = day_to_civil(day, &in_month) + months;
	int length = day_month_length(month);

	if (in_month > length)
		in_month = length;
	return day_from_civil(month / 12, month % 12 + 1, in_month);
}

static bool
day_digits(const char *text, int count, int *number)
{
	*number = 0;
	while (count--) {
		if (*text < '0' || *text > '9')
			return false;
		*number = *number * 10 + *text++ - '0';
	}
	return true;
}

int32_t
day_read(const char *stored, int32_t fallback)
{
	int year, month, day;

	if (!stored || !day_digits(stored, 4, &year) || stored[4] != '-' ||
	    !day_digits(stored + 5, 2, &month) || stored[7] != '-' ||
	    !day_digits(stored + 8, 2, &day) || month < 1 || month > 12 ||
	    day < 1 || day > 31)
		return fallback;
	return day_from_civil(year, month, day);
}

bool
day_read_month(const char *stored, int *month)
{
	int year, number;

	if (!stored || !day_digits(stored, 4, &year) || stored[4] != '-' ||
	    !day_digits(stored + 5, 2, &number) || stored[7] || number < 1 ||
	    number > 12)
		return false;
	*month = year * 12 + number - 1;
	return true;
}

static char *
day_put(char *out, int number, int digits)
{
	for (int i = digits; i-- > 0; number /= 10)
		out[i] = (char)('0' + number % 10);
	return out + digits;
}

const char *
day_write(int32_t day, char out[DAY_TEXT])
{
	int in_month, month = day_to_civil(day, &in_month);

	day_write_month(month, out);
	out[7] = '-';
	*day_put(out + 8, in_month, 2) = '\0';
	return out;
}

const char *
day_write_month(int month, char out[DAY_TEXT])
{
	char *at = day_put(out, month / 12, 4);

	*at++ = '-';
	*day_put(at, month % 12 + 1, 2) = '\0';
	return out;
}
