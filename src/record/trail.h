/*
 * The trail of a record in words people read, and taking changes back:
 * what the screen needs of the journal.
 */
#ifndef JB_RECORD_TRAIL_H
#define JB_RECORD_TRAIL_H

#include "record/formdef.h"

struct trail_row {
	const char *at, *clerk, *action, *reason; /* borrowed; never NULL */
	const char *label, *old, *new_; /* of one field; shown values */
	bool first; /* of its change */
};
typedef void trail_each(void *, const struct trail_row *);

/* Oldest first; labels and shown values, not stored ones. */
bool trail_read(struct forms *, const struct formdef *, int64_t id,
    trail_each *, void *, struct err *) ATTR_MUST_USE;

/* *words: what was taken back, a line each; the caller's. */
bool trail_undo(struct forms *, char **words, struct err *) ATTR_MUST_USE;
bool trail_redo(struct forms *, char **words, struct err *) ATTR_MUST_USE;

#endif
