/*
 * A list's rows: an array of 64-bit keys in display order and a small
 * window of cells.  Filters are bound values; names come from the schema.
 */
#ifndef JB_RECORD_ROWSET_H
#define JB_RECORD_ROWSET_H

#include "record/formdef.h"
#include "record/value.h"

struct filter; /* a conjunction: chips and a search */

struct filter *filter_new(const struct formdef *);
void filter_free(struct filter *);
struct filter *filter_copy(const struct filter *);
/* One word of cli "Filters": field=v field!=v field>=v field>v field<=v field<v
 * field=a..b field=a,b field~text field= field!= ; without operator: search. */
bool filter_add(struct filter *, struct forms *, const char *word,
    struct err *) ATTR_MUST_USE;
void filter_search(struct filter *,
    const char *text); /* replaces the search; NULL or "" removes */
size_t filter_chips(const struct filter *);
char *filter_chip(
    const struct filter *, struct forms *, size_t i); /* words; the caller's */
/* A chip as it was written, for filter_add; NULL: the search. Borrowed. */
const char *filter_word(const struct filter *, size_t i);
void filter_drop(struct filter *, size_t i);

struct query {
	const struct formdef *form;
	const struct listdef *list;  /* NULL: the form's fields, no where */
	const struct filter *filter; /* NULL: none */
	const struct field *
	    *columns; /* what to show; NULL: the list's columns */
	size_t column_count;
	const char *sort; /* "a -b"; NULL: the list's, else code */
	int64_t limit;    /* 0: all */
	bool voided;      /* voided rows too */
	const char *only; /* JSON array of ids; NULL: any row */
};

/* Every row in order, straight from one SELECT: cells are stored text (NULL
 * for null), valid during the call.  id is 0 for a view without id. */
typedef bool rowset_each(
    void *, int64_t id, const char *const *cells, struct err *);
bool rowset_stream(struct forms *, const struct query *, rowset_each *, void *,
    struct err *) ATTR_MUST_USE;
bool rowset_count(struct forms *, const struct query *, int64_t *,
    struct err *) ATTR_MUST_USE;

struct rowset;
bool rowset_open(struct rowset **, struct forms *, const struct query *,
    struct err *) ATTR_MUST_USE; /* reads the first page only */
void rowset_free(struct rowset *);
/* Reads on: all keys in order.  Stops early when the db progress hook says so. */
bool rowset_complete(struct rowset *, struct err *) ATTR_MUST_USE;
bool rowset_is_complete(const struct rowset *);
int64_t rowset_size(const struct rowset *); /* keys known so far */
int64_t rowset_key(const struct rowset *, int64_t at);
int64_t rowset_find(const struct rowset *, int64_t key); /* place, or -1 */
/* The shown cell (labels), from the window cache; "" when empty. Until the next call. */
const char *rowset_cell(
    struct rowset *, int64_t at, size_t column, struct err *);
void rowset_forget(struct rowset *); /* after a save: drops cached cells */

#endif
