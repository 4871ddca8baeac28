/*
 * Filling the {names} of a refusal's sentence: from its detail_sql, from
 * what the engine knows of the failure, from the row itself.
 */
#ifndef JB_RECORD_REFUSAL_FILL_H
#define JB_RECORD_REFUSAL_FILL_H

#include "record/record.h"

enum { FILL_MOST = 48 };

struct fill {
	struct forms *forms;
	const struct record *record; /* NULL: no row */
	size_t count;
	struct {
		char *name, *value;
	} known[FILL_MOST];
};

/* The first value given under a name stays; both are copied, NULL is "". */
void fill_add(struct fill *, const char *name, const char *value);
/* The first row of the query, its columns by name. False with err set. */
bool fill_add_query(struct fill *, const char *sql, struct err *);
/* The sentence with every {name} filled; the caller's. */
char *fill_sentence(const struct fill *, const char *sentence);
void fill_done(struct fill *);

/* A field's stored value for people, in words; the caller's. */
char *fill_show(struct forms *, const struct field *, const char *stored);

#endif
