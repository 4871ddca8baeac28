/*
 * A list without a screen: which rows are shown in which order, where the
 * cursor and the column cursor stand, what is marked, searched, filtered
 * and sorted.  Owns its rowset.  Knows no terminal, no key and no message;
 * a view asks it for places and cells.
 */
#ifndef JB_RECORD_LIST_H
#define JB_RECORD_LIST_H

#include "base/buf.h"
#include "record/formdef.h"
#include "record/rowset.h"

struct list;

/* def NULL: the form's default list.  Nothing is read before list_refresh. */
struct list *list_new(
    struct forms *, const struct formdef *, const struct listdef *);
void list_free(struct list *);
const struct formdef *list_form(const struct list *);
const struct listdef *list_def(const struct list *);

/* ---- what is shown ---- */

/* The search replaces the former one and puts the cursor on the first row. */
void list_search(struct list *, const char *text);
const char *list_search_text(const struct list *); /* never NULL */
/* One word of cli "Filters". */
bool list_add_filter(struct list *, const char *word, struct err *);
size_t list_chips(const struct list *);
char *list_chip(const struct list *, size_t i); /* the caller's */
/* The chip as a word of cli "Filters"; borrowed. */
const char *list_chip_word(const struct list *, size_t i);
/* Which chip alone leaves no row; false: none does so alone. */
bool list_chip_empties(struct list *, size_t *chip);
bool list_drop_chip(struct list *); /* the last one; false: there is none */
/* Filters to the value under the cursor (sign =). */
bool list_filter_to_value(struct list *, struct err *);
/* Sorts by the column under the cursor; again: reversed (sign +). */
void list_sort_by_column(struct list *);
const char *list_sort(const struct list *); /* "a", "-a", or NULL: its own */
/* NULL: its own; words of a field that is no more are left out. */
void list_set_sort(struct list *, const char *sort);
void list_show_voided(struct list *, bool);
bool list_shows_voided(const struct list *);

/*
 * Opens the rows again if anything above changed: the first page only.  The
 * cursor stays on its key where it can.  list_settle reads on to the end;
 * a view calls it when no key is waiting.
 */
bool list_refresh(struct list *, struct err *);
bool list_settle(struct list *, struct err *);
bool list_is_settled(const struct list *);
void list_reload(struct list *); /* the next refresh reads again */
/* After a save: cells are read again, rows keep their places. */
void list_forget(struct list *);
/* After list_forget: which rows around the cursor fit no more.  They stay
 * until the rows are read again. */
bool list_check_fit(struct list *, struct err *);
bool list_is_gone(const struct list *, int64_t key);
bool list_lost_rows(struct list *); /* are some of those not in the book? */
/* Puts the cursor on this key when the rows are next read. */
void list_aim(struct list *, int64_t key);

int64_t list_size(const struct list *); /* rows known so far */
/* Rows without search and chips. */
bool list_count_all(struct list *, int64_t *, struct err *);

/* ---- the cursor ---- */

int64_t list_at(const struct list *);
int64_t list_top(const struct list *);
int64_t list_key(const struct list *); /* 0: no row, or a row without id */
int64_t list_key_at(const struct list *, int64_t at);
/* What a command calls the row: its code; "" without one. Borrowed. */
const char *list_code(struct list *);
void list_move_to(struct list *, int64_t at); /* clamped */
void list_move_by(struct list *, int64_t rows);
void list_set_height(struct list *, int rows); /* keeps the cursor inside */

/* ---- columns ---- */

size_t list_columns(const struct list *);
const struct field *list_column(const struct list *, size_t i);
size_t list_column_at(const struct list *);
void list_column_move(struct list *, int columns);
/* Which columns in which order: "code:12 person"; NULL: its own again. */
void list_set_columns(struct list *, const char *words);
char *list_columns_words(const struct list *); /* NULL: its own; the caller's */
int list_column_width(const struct list *, size_t i);
/* How many stay at the left; -1: as the list says. */
void list_set_freeze(struct list *, int columns);
int list_own_freeze(const struct list *); /* as it was set; -1: it was not */

/* Where columns stand in `cells` of width, frozen ones first. */
struct list_place {
	size_t column;
	int x, width;
	bool right; /* aligned to the right */
};
/* At most `most` places; *left, *right tell whether columns are hidden there. */
size_t list_lay_out(struct list *, int cells, struct list_place *, size_t most,
    bool *left, bool *right);

/* The shown cell, until the next call; "" when empty or unreadable. */
const char *list_cell(struct list *, int64_t at, size_t column);
/* A cell of the row by field name, shown or not; NULL: no such field. */
const char *list_value(struct list *, int64_t at, const char *field);

/* ---- marks ---- */

bool list_is_marked(const struct list *, int64_t key);
void list_mark(struct list *); /* or unmarks the row under the cursor */
bool list_mark_invert(struct list *, struct err *);
void list_mark_clear(struct list *);
size_t list_marks(const struct list *);
int64_t list_marked(const struct list *, size_t i);

/* The sum of a column over the filter (or the marks, when there are any),
 * shown; NULL when it holds no amounts, or too many to be added up while
 * somebody waits.  Until the list changes. */
const char *list_sum(struct list *, size_t column, struct err *);

/* For exports: what is shown, in words of the command line. */
void list_query(const struct list *, struct query *);

#endif
