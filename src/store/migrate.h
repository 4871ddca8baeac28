/*
 * Bringing a book to the version of the schema files: ours is user_version,
 * each office folder's a row of table `track`.
 */
#ifndef JB_STORE_MIGRATE_H
#define JB_STORE_MIGRATE_H

#include "store/book.h"

struct track {
	char *dir;    /* the schema folder */
	char *name;   /* of its first file: 0001-visit.sql gives visit */
	char **files; /* in order */
	int64_t newest;
	bool ours;
};

struct tracks {
	struct track *rows; /* ours first */
	size_t count;
	/* Laws that cannot be made are left out: check defs, which asks again
	 * for each, tells of all of them. */
	bool only_checked;
};

bool tracks_find(struct tracks *, const struct data_dirs *,
    struct err *) ATTR_MUST_USE;
void tracks_done(struct tracks *);

/* *older: something is to be done.  A newer book is refused. */
bool migrate_needed(struct db *, const struct tracks *, bool *older,
    struct err *) ATTR_MUST_USE;
/* All steps and the laws in one transaction: old or new, never between. */
bool migrate_run(struct db *, struct session *, const struct tracks *,
    struct err *) ATTR_MUST_USE;

#endif
