/*
 * Years of service: stretches of days joined, cut and measured 对年对月.
 * Knows posts only as stretches; knows no grade.
 */
#ifndef JB_PAY_SERVICE_H
#define JB_PAY_SERVICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "pay/facts.h"
#include "pay/policy.h"

struct span {
	int32_t from, to; /* [from, to) */
};

#define SPANS_NEAR 24

/* A set of days as stretches; spans_init first, spans_done after. */
struct spans {
	struct span near[SPANS_NEAR], *list;
	size_t count, room;
};

void spans_init(struct spans *);
void spans_done(struct spans *);
void spans_add(struct spans *, int32_t from, int32_t to); /* if not empty */
void spans_join(struct spans *); /* sorts, merges what touches */
void spans_cut(struct spans *, int32_t from, int32_t to); /* takes out */
void spans_clip(struct spans *, int32_t from, int32_t to);
void spans_keep(struct spans *, const struct spans *only); /* both joined */

/* Months and days left of a joined set: each run by anniversaries, then 30
 * days of several runs are a month. */
void spans_length(const struct spans *, int *months, int *days);

/* The day a start rule reads in a month. */
int32_t service_day(int64_t rule, int month);
/* The first month in which the rule's day has reached `day`. */
int service_first_month(int64_t rule, int32_t day);

/* The row's end, a hole before the next row of the same post bridged. */
int32_t service_post_end(
    const struct policy_version *, const struct facts *, size_t row);

struct service_ask {
	const struct policy_version *version;
	const struct facts *facts;
	int32_t on;     /* exclusive */
	int post;       /* only in this post or higher; -1: all years */
	bool seniority; /* delayed years stay in */
};

/* Step clock or seniority, without deemed months of credits and restarts. */
void service_clock(const struct service_ask *, int *months, int *days);
/* The stretches that service_clock measures (clock by service). */
void service_spans(const struct service_ask *, struct spans *);
/* Whole months in service within [from, to), times that do not count taken
 * out. */
int service_served(const struct policy_version *, const struct facts *,
    int32_t from, int32_t to);
/* A begun year is a year, at least one. */
void service_begun(int *months, int *days);
/* Full years for `by = year`, months for after_months. */
int service_seniority(const struct policy_version *, const struct facts *,
    int32_t on, int post);

#endif
