/*
 * One worker's line of a month: amount, arrears and deductions put together,
 * with status and reason.  Still pure; run writes it down.
 */
#ifndef JB_PAY_LINE_H
#define JB_PAY_LINE_H

#include "pay/beside.h"
#include "pay/deduct.h"
#include "pay/trace.h"

struct line_arrear {
	char item[128], label[128]; /* longer than the law lets them be */
	int month; /* for which */
	int64_t amount;
	const char *doc_no; /* of a fact or a base; or NULL */
};

struct line_arrears {
	struct line_arrear *list;
	size_t count, room;
	int64_t sum;
};

struct line {
	struct amount amount;
	struct deduct deduct;
	struct trace trace;
	const char *status; /* "ok", "held", "missing" */
	char reason[160];   /* "" when there is nothing to say */
	int64_t arrears;
};

void line_done(struct line *);

/* False: there is no line for this worker in that month.  arrears may be
 * NULL.  The trace is written unless !traced. */
bool line_make(const struct amount_ask *, const struct deduct_year *,
    const struct line_arrears *, bool traced, struct line *);

/* The arrear in words: 补发 2026-02 职业津贴 100.00. */
void line_arrear_words(struct buf *, const struct line_arrear *);

#endif
