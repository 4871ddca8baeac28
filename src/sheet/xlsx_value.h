/*
 * Values as workbooks hold them: days as serial numbers, formats that show
 * days, escaped characters.  No file, no parser.
 */
#ifndef JB_SHEET_XLSX_VALUE_H
#define JB_SHEET_XLSX_VALUE_H

#include <stdbool.h>

#include "base/buf.h"

#define XLSX_ROWS 1048576
#define XLSX_COLUMNS 16384

/* The day of a serial as YYYY-MM-DD; false when it is none (a time of day
 * behind the point is dropped). */
bool xlsx_serial_to_date(double serial, char out[11]);

bool xlsx_code_shows_date(const char *code); /* a format in words */
bool xlsx_format_shows_date(long id);        /* one of those built in */
/* ... and of a date only year and month. */
bool xlsx_code_shows_month(const char *code);
bool xlsx_format_shows_month(long id);
/* Digits that a format such as 000000 fills up to; 0: it does not. */
int xlsx_code_zeros(const char *code);

/* The time of day behind the point as HH:MM; false when there is none. */
bool xlsx_serial_to_clock(double serial, char out[6]);

/* "BC" for 54. */
void xlsx_letters(int column, char out[4]);

/* "BC12": column from letters, row from digits, both from 0; false if it is
 * neither. */
bool xlsx_place_read(const char *place, int *row, int *column);

/* _x000D_ and its like become the characters they stand for. */
void xlsx_unescape(struct buf *);

#endif
