/*
 * The rule behind a code that was refused here and not by a statement: it
 * stands in the table `refusal` all the same.
 */
#ifndef JB_PAY_REFUSE_H
#define JB_PAY_REFUSE_H

#include "base/err.h"
#include "store/db.h"

/* Adds the rule's number if err has a code without one. Always false. */
bool refuse_rule(struct db *, struct err *);

#endif
