/*
 * Money is int64_t 分, scores are int64_t hundredths: both are decimals
 * with two places, and no floating point ever touches them.
 */
#ifndef JB_BASE_MONEY_H
#define JB_BASE_MONEY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

/* "3738" "3,738.00" "-12.5" "3738元" "￥3,738" full width too. Refuses more than
 * `places` decimals, and values beyond 10^15 units.  places: 0..4. */
bool money_parse(const char *typed, int places, int64_t *units, struct err *);
void money_write(struct buf *, int64_t units, int places); /* 1234.56 */
void money_write_grouped(
    struct buf *, int64_t units, int places);        /* 1,234.56 */
void money_write_capital(struct buf *, int64_t fen); /* 叁仟柒佰叁拾捌元整 */

enum money_rounding { ROUND_HALF_UP, ROUND_DOWN, ROUND_UP };
/* a / b rounded, b > 0; rounding is by magnitude (half up: away from zero). */
int64_t money_divide(int64_t a, int64_t b, enum money_rounding);

#endif
