/*
 * Days as numbers.  Owns the calendar; reads no clock but in date_today, and
 * knows no spelling but the stored one (date_parse.c knows the others).
 */
#include "base/date.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static bool
is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int
date_days_in_month(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
		31 };

	if (month < 1 || month > 12)
		return 0;
	return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

bool
date_valid(struct date date)
{
	if (date.year < 1900 || date.year > 2200)
		return false;
	if (date.month == 0)
		return date.day == 0;
	if (date.month < 1 || date.month > 12)
		return false;
	return date.day >= 0 &&
	       date.day <= date_days_in_month(date.year, date.month);
}

int32_t
date_to_number(struct date date)
{
	/* Years begin in March, so that the leap day is the last of one. */
	int month = date.month ? date.month : 1;
	int day = date.day ? date.day : 1;
	int year = date.year - (month <= 2);
	int era = (year >= 0 ? year : year - 399) / 400;
	int year_of_era = year - era * 400;
	int day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
	int day_of_era = year_of_era * 365 + year_of_era / 4 -
			 year_of_era / 100 + day_of_year;

	return era * 146097 + day_of_era - 719468;
}

struct date
date_from_number(int32_t number)
{
	int64_t days = (int64_t)number + 719468;
	int64_t era = (days >= 0 ? days : days - 146096) / 146097;
	int day_of_era = (int)(days - era * 146097);
	int year_of_era = (day_of_era - day_of_era / 1460 +
			      day_of_era / 36524 - day_of_era / 146096) /
			  365;
	int day_of_year = day_of_era -
			  (365 * year_of_era + year_of_era / 4 -
			      year_of_era / 100);
	int shifted = (5 * day_of_year + 2) / 153;
	struct date date;

	date.day = day_of_year - (153 * shifted + 2) / 5 + 1;
	date.month = shifted < 10 ? shifted + 3 : shifted - 9;
	date.year = (int)(year_of_era + era * 400) + (date.month <= 2);
	return date;
}

struct date
date_add_months(struct date date, int months)
{
	int month = date.month ? date.month : 1;
	int64_t count = (int64_t)date.year * 12 + month - 1 + months;
	struct date to = { 0 };
	int last;

	to.year = (int)(count >= 0 ? count / 12 : (count - 11) / 12);
	to.month = (int)(count - (int64_t)to.year * 12) + 1;
	last = date_days_in_month(to.year, to.month);
	to.day = date.day > last ? last : date.day;
	if (!date.month && months % 12 == 0)
		to.month = 0; /* a year stays a year */
	return to;
}

struct date
date_add_days(struct date date, int days)
{
	return date_from_number(date_to_number(date) + days);
}

int
date_weekday(struct date date)
{
	int days = (int)((date_to_number(date) + 3) % 7); /* 1970: Thursday */

	return (days < 0 ? days + 7 : days) + 1;
}

int
date_compare(struct date a, struct date b)
{
	int32_t left = date_to_number(a), right = date_to_number(b);

	return (left > right) - (left < right);
}

struct date
date_today(void)
{
	time_t now = time(NULL);
	struct tm tm;
	struct date date = { 1970, 1, 1 };

	if (localtime_r(&now, &tm)) {
		date.year = tm.tm_year + 1900;
		date.month = tm.tm_mon + 1;
		date.day = tm.tm_mday;
	}
	return date;
}

/* `count` digits at s, as a number; -1 if they are not digits. */
static int
digits(const char *s, int count)
{
	int value = 0;

	while (count-- > 0) {
		if (*s < '0' || *s > '9')
			return -1;
		value = value * 10 + (*s++ - '0');
	}
	return value;
}

bool
date_read(const char *stored, struct date *date)
{
	struct date read = { 0 };
	size_t size = stored ? strlen(stored) : 0;

	if (size != 4 && size != 7 && size != 10)
		return false;
	read.year = digits(stored, 4);
	if (size >= 7) {
		read.month = digits(stored + 5, 2);
		if (stored[4] != '-' || read.month < 1)
			return false;
	}
	if (size == 10) {
		read.day = digits(stored + 8, 2);
		if (stored[7] != '-' || read.day < 1)
			return false;
	}
	if (!date_valid(read))
		return false;
	*date = read;
	return true;
}

void
date_write(struct date date, char out[DATE_SIZE])
{
	unsigned year = (unsigned)date.year % 10000;
	unsigned month = (unsigned)date.month % 100;
	unsigned day = (unsigned)date.day % 100;

	if (!date.month)
		snprintf(out, DATE_SIZE, "%04u", year);
	else if (!date.day)
		snprintf(out, DATE_SIZE, "%04u-%02u", year, month);
	else
		snprintf(out, DATE_SIZE, "%04u-%02u-%02u", year, month, day);
}
