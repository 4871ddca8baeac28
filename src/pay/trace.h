/*
 * The steps behind a line, as JSON: [{n, step, words, rule, value, doc_no}].
 * Written from what grade, amount and deduct found; computes nothing.
 */
#ifndef JB_PAY_TRACE_H
#define JB_PAY_TRACE_H

#include "base/buf.h"
#include "pay/amount.h"
#include "pay/deduct.h"

struct trace {
	struct buf json;
	struct buf words; /* of the step being written */
	struct buf value;
	const struct policy_version *version;
	int steps;
};

void trace_done(struct trace *);

/* Steps 1 to 10, as far as they were reached. */
void trace_grade(
    struct trace *, const struct amount_ask *, const struct amount *);
/* Steps 11 and 12. */
void trace_pay(
    struct trace *, const struct amount_ask *, const struct amount *);
void trace_deduct(struct trace *, const struct deduct *);
/* One step by hand; rule and doc_no may be NULL. */
void trace_step(struct trace *, int n, const char *step, const char *words,
    const char *rule, const char *doc_no, const char *value);
/* Closes the list; the text is the trace's until the next begin. */
void trace_begin(struct trace *);
const char *trace_end(struct trace *);

/* Words and value of a step being written, emptied; trace_end_step puts them. */
struct buf *trace_words(struct trace *);
void trace_end_step(
    struct trace *, int n, const char *step, const char *doc_no);
void trace_digits(struct buf *, int64_t number);

/* 复原 and its sisters; "" when published or local. */
const char *trace_origin(const char *origin);

#endif
