/*
 * What is known of one worker, in memory: every dated fact, with its day of
 * effect worked in (a fact counts from its own date, or from effect_on if
 * later).  The reader hands over one worker or streams all of them in one
 * pass over the tables.  Knows no policy.
 */
#ifndef JB_PAY_FACTS_H
#define JB_PAY_FACTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "pay/day.h"
#include "store/db.h"

struct fact_spell {
	int32_t start, end, probation_until; /* FACT_NEVER: none */
	int served;  /* SCOPE_* */
	int leave;   /* code of leave_reason, 0: none; 3 retired */
	int64_t community;
	const char *doc;
};

struct fact_absence {
	int32_t start, end;
	const char *kind;
};

struct fact_deemed {
	int32_t start, end;
	int32_t counts_on; /* recognised: the first day that may know of it */
	const char *doc;
};

struct fact_post {
	int32_t start, end;
	const char *post, *job, *doc;
	bool elected, combined, acting;
};

struct fact_education {
	uint32_t diploma, degree; /* policy_level_bits */
	const char *word; /* the diploma's own code, or NULL */
	int32_t graduated_on, degree_on; /* DAY_END: no such paper */
	bool full_time;
	const char *doc;
};

struct fact_certificate {
	uint32_t level;
	const char *word; /* the level's own code */
	int32_t issued_on, registered_on; /* DAY_END: not */
	int32_t valid_until, withdrawn_on; /* DAY_END: for good */
	const char *doc;
};

struct fact_honour {
	uint32_t level;
	int32_t awarded_on;
	const char *doc, *title, *word; /* word: the level's own code */
};

struct fact_rating {
	int year;
	int32_t effect_on;
	const char *rating;
};

struct fact_performance {
	int cycle;       /* PAYS_* */
	int first, last; /* months of the period */
	int32_t effect_on;
	const char *rating;
};

struct fact_change { /* approved ones */
	int32_t effect_on;
	int paid_from; /* month */
	int grade;
	const char *doc;
};

struct fact_override {
	int32_t start, end;
	int grade;
	const char *doc, *cause;
};

struct fact_amount { /* insurance_base, tax_deduction */
	int32_t start, end;
	int kind; /* 0 insurance, 1 fund; 2 tax deduction */
	int64_t amount;
};

#define FACT_NEVER INT32_MIN
#define FACT_LIST(type, name)                                                  \
	struct type *name;                                                     \
	size_t name##_count, name##_room

struct facts {
	int64_t worker;
	const char *code, *name;
	FACT_LIST(fact_spell, spells);         /* by start */
	FACT_LIST(fact_absence, absences);
	FACT_LIST(fact_deemed, deemed);
	FACT_LIST(fact_post, posts);           /* by start */
	FACT_LIST(fact_education, educations);
	FACT_LIST(fact_certificate, certificates);
	FACT_LIST(fact_honour, honours);       /* by day */
	FACT_LIST(fact_rating, ratings);       /* by year */
	FACT_LIST(fact_performance, performances);
	FACT_LIST(fact_change, changes);       /* by effect_on */
	FACT_LIST(fact_override, overrides);
	FACT_LIST(fact_amount, amounts);
	struct facts_block *text; /* holds the strings */
};

void facts_done(struct facts *);

struct facts_reader;

/* All workers that are not void (worker 0), or one by id. */
bool facts_open(struct facts_reader **, struct db *, int64_t worker,
    struct err *) ATTR_MUST_USE;
/* The next worker into facts (cleared first); *more false: no more. */
bool facts_next(struct facts_reader *, struct facts *, bool *more,
    struct err *) ATTR_MUST_USE;
void facts_close(struct facts_reader *);

/* A worker's id by code; refusal no_such. */
bool facts_find(struct db *, const char *code, int64_t *worker, struct err *)
    ATTR_MUST_USE;

#endif
