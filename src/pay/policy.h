/*
 * A pay scheme in memory: every parameter, post, credit, grade and base, as
 * the rows of the book state them.  The one table of keys (policy_keys.c)
 * says for each what it is called, what it takes and where it is kept; the
 * scheme file's reader, its writer and the loader all read that table.
 * Knows no facts and computes nothing.
 */
#ifndef JB_PAY_POLICY_H
#define JB_PAY_POLICY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "store/db.h"

#define PAY_NONE INT32_MIN /* a number or day that is not stated */
/* As many as a version may state (the law of schema/ says the same); what
 * holds a month's items has room for all of them. */
#define POLICY_MOST_ITEMS 96
#define POLICY_MOST_CREDITS 64

/* Words are kept by their place in the key's list, which these repeat. */
enum { NO, YES };
enum { MODE_MATRIX, MODE_LADDER };
enum { AMOUNT_COEFFICIENT, AMOUNT_TABLE, AMOUNT_ADDITIVE };
enum { START_FIRST, START_MATRIX };
enum { CONVERT_CARRY, CONVERT_MATRIX, CONVERT_FIRST };
enum { CEILING_KEEP, CEILING_LOSE };
enum { APPROVAL_HOLD, APPROVAL_LIST };
enum { CLOCK_SERVICE, CLOCK_RATINGS };
enum { COUNT_FULL, COUNT_BEGUN };
enum { EDGE_COMPLETE, EDGE_INCLUSIVE };
enum { YEARS_COMMUNITY, YEARS_IN_POST, YEARS_BEST };
enum { CUMULATIVE, CONTINUOUS };
enum { SCOPE_STREET, SCOPE_CITY, SCOPE_PROVINCE, SCOPE_OTHER };
enum { DAY_JANUARY, DAY_MONTH_START, DAY_SAME_MONTH, DAY_NEXT_MONTH, DAY_AS_START };
enum { UP_REMATRIX, UP_HIGHER, UP_KEEP, UP_SHIFT };
enum { DOWN_REMATRIX, DOWN_CAP, DOWN_SHIFT };
enum { COMBINE_SUM, COMBINE_MAX };
enum { STACK_BEST, STACK_SUM };
enum { DATE_REGISTERED, DATE_ISSUED };
enum { CLOCK_KEEP, CLOCK_RESTART };
enum { PER_MONTH, PER_YEAR };
enum { PAYS_MONTH, PAYS_QUARTER, PAYS_HALF, PAYS_YEAR };
enum { SUM_TOTAL, SUM_MONTHS };
enum { OF_OWN, OF_LOWEST };
enum { END_MONTH_AFTER, END_SAME_MONTH };
enum { PRORATE_CALENDAR, PRORATE_WORKDAYS, PRORATE_THIRTY, PRORATE_NONE };
enum { EDGE_BY_DAY, EDGE_WHOLE, EDGE_NONE };
enum { PROTECT_NONE, PROTECT_SHRINK, PROTECT_FIXED };
enum { CREDIT_EDUCATION, CREDIT_CERTIFICATE, CREDIT_HONOUR };
enum { HOLDS_ANY, HOLDS_BOTH, HOLDS_ONE };
enum { STUDY_ANY, STUDY_FULL_TIME };
enum { PART_EXTRA, PART_STANDARD, PART_PERFORMANCE };
enum { YEAR_COUNTED, YEAR_NOT_COUNTED, YEAR_DELAY, YEAR_RESTART };
enum { ITEM_EARNING, ITEM_DEDUCTION, ITEM_EMPLOYER };
enum { BY_NONE, BY_POST, BY_GRADE, BY_JOB, BY_STAR, BY_YEAR };
enum { RATE_STANDARD, RATE_GRADED, RATE_GROSS, RATE_INSURANCE, RATE_FUND };
enum { WHO_ALL, WHO_ELECTED, WHO_COMBINED };
enum { ITEM_MONTH, ITEM_RATING };
enum { TIMES_ONCE, TIMES_MONTHS };
enum { FOLLOWS_POST, FOLLOWS_TREATMENT };
enum { KIND_GRADE, KIND_STATUTORY };

enum key_kind {
	KEY_WORD,
	KEY_TEXT,
	KEY_DAY,     /* YYYY-MM-DD <-> day number */
	KEY_COUNT,   /* a whole number */
	KEY_MONEY,   /* yuan <-> 分 */
	KEY_RATIO,   /* 1.05 <-> 10500 */
	KEY_PERCENT, /* 70 <-> 700000 */
};

/* fallback NULL: not stated is null. */
struct policy_key {
	const char *key; /* in the file; the column's name too */
	enum key_kind kind;
	const char *words; /* of KEY_WORD */
	const char *fallback; /* as the file would say it */
	const char *help;
	size_t offset; /* of an int64_t, or a char * for KEY_TEXT */
};

struct policy_section {
	const char *name; /* "post", "credit" ... */
	const char *table; /* pay_post */
	const char *code;  /* the column of the section's own word, or NULL */
	const struct policy_key *keys; /* key NULL ends */
	size_t size;                   /* of the struct */
};

struct policy_post {
	char *post, *name, *origin;
	int64_t rank, floor, ceiling, first;
	int64_t *band_grades; /* by band, or NULL */
	size_t bands;
};

struct policy_credit {
	char *credit, *level, *label, *treat_as, *origin;
	int64_t rank, kind, holds, study, steps, months, cash, part, least;
	int64_t start, steps_start, grants, once, after_months, cash_open;
	uint32_t levels; /* made by the loader: bit per level of its kind */
	char *code; /* of a level without a bit: its code in the list, or NULL */
	int treat_post;
};

struct policy_rating {
	char *rating, *label, *origin;
	int64_t rank, year, steps, performance, max_share;
};

struct policy_absence {
	char *kind, *label, *origin;
	int64_t rank, counts, pay;
};

struct policy_amount {
	char *key;
	int64_t rank, amount; /* PAY_NONE: open */
};

struct policy_item {
	int64_t id;
	char *item, *label, *months, *ratings, *open_value, *origin;
	int64_t rank, kind, part, by, amount, rate, of, base_min, base_max;
	int64_t max, who, pays, times, follows, start, prorate, taxable;
	struct policy_amount *amounts;
	size_t count;
	unsigned month_bits; /* bit 0: January; 0: all */
};

struct policy_grade {
	int64_t coefficient, amount; /* PAY_NONE: not this way */
	bool listed, open;
};

/* The grades of one post, or of all (post NULL). */
struct policy_grades {
	char *post;
	char *origin;
	struct policy_grade *grades; /* from grade 1 */
	size_t count;
};

struct policy_base {
	int64_t valid_from, amount; /* amount PAY_NONE: open */
	char *doc_no, *origin, *note;
};

struct policy_bracket {
	int64_t upto, rate, quick; /* upto PAY_NONE: above */
};

struct policy_article {
	char *step, *text;
};

struct policy_version {
	int64_t id, number, effective_from;
	char *doc_no, *title, *note, *early_rating;
	int64_t mode, amount, start, convert, over_ceiling, approval;
	int64_t band_months, clock, clock_from, count, edge, years_of;
	int64_t continuity, gap_days, scope, probation_counts, deemed_counts;
	int64_t step_start, post_start, post_up, post_down, post_gap_days;
	int64_t acting, treat_grade, combine, education_stack;
	int64_t certificate_stack, honour_stack, honour_max;
	int64_t honour_over_ceiling, certificate_date, early_steps, early_run;
	int64_t early_max, early_reset, early_clock, base_per, base_unit;
	int64_t base_round, multiplier, multiplier_min, multiplier_max, unit;
	int64_t round, basic_pct, split_unit, performance_pays;
	int64_t performance_sum, probation_months, probation_pct;
	int64_t probation_of, probation_performance, probation_credits;
	int64_t probation_end, proration, join_month, leave_month;
	int64_t retire_month, credit_prorate, protect_version, protect_down;
	char *label_graded, *label_basic, *label_performance;
	char *label_education, *label_certificate, *label_honour;
	char *label_protected;
	int64_t tax_free;

	struct policy_post *posts; /* highest first */
	size_t post_count;
	struct policy_credit *credits;
	size_t credit_count;
	struct policy_rating *ratings; /* best first; never empty when loaded */
	size_t rating_count;
	struct policy_absence *absences;
	size_t absence_count;
	struct policy_item *items;
	size_t item_count;
	struct policy_grades *grades;
	size_t grades_count;
	int64_t *band_starts; /* in months; NULL: every band_months */
	size_t band_count;
	struct policy_bracket *brackets;
	size_t bracket_count;
	struct policy_article *articles;
	size_t article_count;
	bool usual_ratings;    /* none named: the usual five were added */
	size_t absence_stated; /* the rest was added */
};

struct policy {
	int64_t id;
	char *code, *name, *place, *authority, *status, *note;
	int64_t kind;
	struct policy_version *versions; /* by effective_from */
	size_t version_count;
	struct policy_base *bases; /* by valid_from */
	size_t base_count;
};

extern const struct policy_key policy_version_keys[], policy_label_keys[];
extern const struct policy_section policy_post_section,
    policy_credit_section, policy_rating_section, policy_absence_section,
    policy_item_section;
/* What an article may be of: the steps of an explanation, in their order. */
extern const char policy_steps[];

/* The place of a word in a blank-separated list; -1: not there. */
int policy_word(const char *words, const char *word);
/* The word at a place, copied into out. */
void policy_word_at(const char *words, int at, char *out, size_t size);

/* Level words of education and certificate credits, as bits (policy_credit
 * .levels): the code or label of the fact's level. */
uint32_t policy_level_bits(int64_t kind, const char *level);

bool policy_load(struct db *, int64_t scheme_id, struct policy **,
    struct err *) ATTR_MUST_USE;
void policy_free(struct policy *);

/* The version and base in force on a day; NULL: none. */
const struct policy_version *policy_version_on(
    const struct policy *, int64_t day);
const struct policy_base *policy_base_on(const struct policy *, int64_t day);
int policy_find_post(const struct policy_version *, const char *code);
const struct policy_rating *policy_find_rating(
    const struct policy_version *, const char *rating);
const struct policy_absence *policy_find_absence(
    const struct policy_version *, const char *kind);
const struct policy_grade *policy_find_grade(
    const struct policy_version *, int post, int64_t grade);
const char *policy_article(const struct policy_version *, const char *step);

#endif
