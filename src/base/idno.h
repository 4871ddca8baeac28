/* Citizen ID numbers, GB 11643: 6 area, 8 birth, 3 serial, 1 check. */
#ifndef JB_BASE_IDNO_H
#define JB_BASE_IDNO_H

#include <stdbool.h>

#include "base/date.h"
#include "base/err.h"

/*
 * Normalises what was typed (full width, blanks, x) into out and checks
 * length, birth date (exists, not after today) and check digit.  Refuses
 * with code id_mangled (scientific notation; 18 digits ending 000 with a
 * wrong check digit) or bad_id, R-41.
 */
bool idno_parse(
    const char *typed, struct date today, char out[19], struct err *);
char idno_check_digit(const char *first17);
struct date idno_birth(const char *idno);
int idno_sex(const char *idno); /* 1 male, 2 female (GB/T 2261.1) */
void idno_mask(const char *idno, char out[32]); /* 110101********1234 */

#endif
