/*
 * Days and months as plain numbers, for arithmetic in tight loops: a day is
 * days since 1970-01-01 (base/date agrees), a month is year * 12 + month - 1.
 */
#ifndef JB_PAY_DAY_H
#define JB_PAY_DAY_H

#include <stdbool.h>
#include <stdint.h>

#define DAY_END INT32_MAX /* still running */
#define DAY_TEXT 11

/* The first day of a month. */
int32_t day_of_month(int month);
int day_month(int32_t day);             /* the month a day lies in */
int day_in_month(int32_t day);          /* 1..31 */
int day_month_length(int month);        /* 28..31 */
/* The same day n months on, or that month's last. */
int32_t day_add_months(int32_t day, int months);
/* Stored text; NULL or nonsense gives fallback. */
int32_t day_read(const char *stored, int32_t fallback);
bool day_read_month(const char *stored, int *month); /* YYYY-MM */
const char *day_write(int32_t day, char out[DAY_TEXT]);
const char *day_write_month(int month, char out[DAY_TEXT]);

#endif
