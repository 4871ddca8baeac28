/*
 * By which scheme, and by which numbers of its own, an organ pays: the
 * community's, else its street's, else the district's.  Read once; answered
 * for any organ and month without the database.
 */
#ifndef JB_PAY_PLACE_H
#define JB_PAY_PLACE_H

#include "pay/policy.h"
#include "store/db.h"

struct place_cash {
	const char *credit;
	int64_t cash;
};

struct place {
	const struct policy *policy, *statutory; /* NULL: none in use */
	int64_t basic_pct, performance_pays, multiplier; /* PAY_NONE: not own */
	const char *star;                                /* or NULL */
	struct place_cash *cash;
	size_t cash_count, cash_room;
};

struct places;

bool places_load(struct places **, struct db *, struct err *) ATTR_MUST_USE;
void places_free(struct places *);

/* The answer stands until places_free. */
const struct place *places_at(struct places *, int64_t organ, int month);
const char *places_name(const struct places *, int64_t organ); /* never NULL */

/* The day's workdays: not Saturday or Sunday, but for the calendar's rows. */
bool places_works(const struct places *, int32_t day);

/* Every scheme that any organ uses. */
size_t places_policies(const struct places *);
const struct policy *places_policy(const struct places *, size_t at);

#endif
