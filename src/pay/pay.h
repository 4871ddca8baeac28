/*
 * The pay room's front door: what commands and screens ask for.  Every
 * function opens its own change; none of them shows anything to anyone.
 * A worker is given by its code.
 */
#ifndef JB_PAY_PAY_H
#define JB_PAY_PAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"
#include "store/book.h"
#include "store/functions.h"

/* ---- the month ---- */

struct pay_sums {
	int64_t heads;   /* lines, the missing ones too */
	int64_t gross;   /* 分 */
	int64_t net;     /* 分 */
	int64_t arrears; /* 分, part of gross */
	int64_t missing; /* lines that could not be computed: 未进表 */
	int64_t held;    /* lines paid by the old grade: 待批 */
};

/* Called every some hundred workers; returning false stops: ERR_STOPPED. */
typedef bool pay_progress(void *, int64_t done, int64_t all);

/* Computes the month (YYYY-MM) anew, as one change of the book. */
bool pay_run(struct book *, const char *month, const char *reason,
    pay_progress *, void *, struct pay_sums *, struct err *) ATTR_MUST_USE;

/* The month's lines alone, in a copy that nobody keeps: no law, no change. */
bool pay_run_aside(struct book *, const char *month, struct err *)
    ATTR_MUST_USE;

/* For book_open_known, with the book itself as data: months that were run
 * again since get the lines they had then. */
bool pay_known(struct book *copy, void *of, struct err *) ATTR_MUST_USE;

/* action: check, back, close, reopen; reason may be NULL. */
bool pay_month_move(struct book *, const char *month, const char *action,
    const char *reason, struct err *) ATTR_MUST_USE;

/* The state of a pay month ("open" if it has no row); the caller's. */
bool pay_month_state(struct book *, const char *month, char **state,
    struct err *) ATTR_MUST_USE;

/* The month's own cross-checks; columns as `month check`. */
typedef bool pay_check_row(void *, const char *code, const char *label,
    const char *left, const char *right, const char *difference, bool ok,
    const char *explanation);
bool pay_month_check(struct book *, const char *month, pay_check_row *,
    void *, struct err *) ATTR_MUST_USE;

/* ---- explanations ---- */

struct pay_step {
	int n;
	char *step, *words, *rule, *value, *doc_no; /* never NULL */
};

struct pay_result {
	char *status; /* "ok", "held", "missing" */
	char *reason; /* "" when there is none */
	int grade;
	int uncapped;
	int64_t amount; /* pay_grade: standard of the grade; pay_why: gross */
	struct pay_step *steps;
	size_t count;
};

void pay_result_done(struct pay_result *);

/* The grade on a day (YYYY-MM-DD), in or out of any month's run. */
bool pay_grade(struct book *, const char *worker, const char *day,
    struct pay_result *, struct err *) ATTR_MUST_USE;

/* The steps kept with the month's line; without a line, computed now. */
bool pay_why(struct book *, const char *worker, const char *month,
    struct pay_result *, struct err *) ATTR_MUST_USE;

/* ---- forecast ---- */

/*
 * Per month, month by month (worker NULL or a code): one row of totals with
 * worker "" first, then a row for each worker who steps, reaches the top,
 * retires or whose contract ends in it.
 */
struct pay_forecast_row {
	const char *month, *worker, *name, *post, *event;
	int grade;     /* of a worker's row */
	int64_t heads; /* of a totals row, as the rest */
	int64_t steps, tops;
	int64_t gross, employer, total, change; /* 分; change: since last month */
};
typedef bool pay_forecast_each(void *, const struct pay_forecast_row *);
bool pay_forecast(struct book *, const char *worker, const char *from,
    int months, pay_forecast_each *, void *, struct err *) ATTR_MUST_USE;

/* What lies ahead of somebody in service; texts are "" where nothing does. */
struct pay_outlook {
	int64_t worker; /* person.id */
	int grade, next_grade;
	char post[64];
	char next[16], top[16]; /* months: of the next step, of the ceiling */
	char retires[16], contract[16];
};
typedef void pay_outlook_each(void *, const struct pay_outlook *);
/* For all: every month's totals (and events, as above) and every person's
 * outlook; either callback may be NULL. */
bool pay_outlook(struct db *, const char *from, int months,
    pay_forecast_each *, pay_outlook_each *, void *, struct err *) ATTR_MUST_USE;

/* SQL functions of this room, for session_functions. */
extern const struct function pay_functions[];

#endif
