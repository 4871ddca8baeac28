/*
 * Days as the paper writes them.  A date is YYYY-MM-DD; partial dates keep
 * the precision of the paper (YYYY-MM, YYYY).  No clock is read here but by
 * date_today.
 */
#ifndef JB_BASE_DATE_H
#define JB_BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

#define DATE_SIZE 11 /* bytes of "YYYY-MM-DD" with its NUL */

struct date {
	int year;
	int month; /* 1-12; 0: only the year is known */
	int day;   /* 1-31; 0: only year and month are known */
};

bool date_valid(struct date); /* 1900-2200, and the day exists */
int date_days_in_month(int year, int month);
int32_t date_to_number(
    struct date); /* days since 1970-01-01; a partial date is its first day */
struct date date_from_number(int32_t days);
struct date date_add_months(
    struct date, int months); /* keeps the day or takes the month's last */
struct date date_add_days(struct date, int days);
int date_weekday(struct date); /* 1 Monday .. 7 Sunday */
int date_compare(
    struct date, struct date); /* partial dates as their first day */
struct date date_today(void);  /* local time */

/* Strict stored form.  date_read takes YYYY-MM-DD, YYYY-MM or YYYY only. */
bool date_read(const char *stored, struct date *);
void date_write(struct date, char out[DATE_SIZE]);

/*
 * What a clerk writes (cli "Values", screens §6): 2026-03-01 20260301 2026.3.1
 * 2026年3月1日 2026/3/1, today . + -N (days) -1m +1y 月底 年底, and with
 * `screen` also 5, 0301, 260301; full width too.  `partial` also takes
 * 2026-03, 202603, 2026.3, 2026年3月, 2026.  On failure: refusal bad_date
 * with a sentence that says what would be right.
 */
bool date_parse(const char *typed, struct date today, bool partial, bool screen,
    struct date *, struct err *);
/* A month, stored YYYY-MM: 2026-11 202611 2026.11 2026年11月. */
bool date_parse_month(
    const char *typed, struct date today, struct date *, struct err *);

#endif
