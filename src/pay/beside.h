/*
 * Step 12: what is paid beside basic pay: performance when its day has
 * come, credit cash, extra items, protected pay 保留差额; and the gross.
 */
#ifndef JB_PAY_BESIDE_H
#define JB_PAY_BESIDE_H

#include "pay/amount.h"

/* Steps 1 to 12; false: see amount->missing. */
bool beside_find(const struct amount_ask *, struct amount *);

#endif
