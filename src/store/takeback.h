/*
 * One journal row put back, or put forward again.
 */
#ifndef JB_STORE_TAKEBACK_H
#define JB_STORE_TAKEBACK_H

#include "store/db.h"

struct journal_entry {
	int64_t seq;
	char *record, *key, *action, *clerk;
	int64_t row_id;
	char *old, *new_; /* JSON; NULL: the row was not there */
};

struct journal_entries {
	struct journal_entry *rows;
	size_t count;
};

/* sql gives seq, record, row_id, row_key, action, clerk, old, new; its one
 * parameter is an int. */
bool takeback_read(struct db *, const char *sql, int64_t parameter,
    struct journal_entries *, struct err *) ATTR_MUST_USE;
void takeback_done(struct journal_entries *);

/* back: to what was before.  count_version: the row's version grows, so that
 * nobody's open form matches it; else it is put back too. */
bool takeback_apply(struct db *, const struct journal_entry *, bool back,
    bool count_version, struct err *) ATTR_MUST_USE;

#endif
