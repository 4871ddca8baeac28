/* What "=12*38" in a field comes to: + - * / on decimals, * and / first.
 * No brackets, no names, no floating point. */
#ifndef JB_RECORD_SUM_H
#define JB_RECORD_SUM_H

#include "base/err.h"

/* Up to two decimals, rounded half up; NULL with err set. The caller's. */
char *sum_of(const char *expression, struct err *);

#endif
