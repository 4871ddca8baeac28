/*
 * What one form says, done to many records: the values given, the move or
 * the voiding, each row by itself.  Rows that are refused are told with
 * their sentence; the others are one change.
 */
#ifndef JB_RECORD_BATCH_H
#define JB_RECORD_BATCH_H

#include "record/form.h"

struct batch_row {
	char *key, *text; /* which row; old -> new, or why not */
	bool refused;
};

struct batch {
	struct batch_row *rows; /* in the order asked for */
	size_t count, good;     /* all; those that can be done */
};

void batch_done(struct batch *);
/* False: nothing at all could be done (err says why); with trial nothing is
 * kept either way. */
bool batch_run(const struct form *, const int64_t *ids, size_t count,
    bool trial, struct batch *, struct err *) ATTR_MUST_USE;

#endif
