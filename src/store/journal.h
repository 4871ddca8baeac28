/*
 * The journal: who, when, where, which row, old and new, why, chained by
 * SHA-256.  Written by triggers only; read here for history, undo, redo,
 * and verification.
 */
#ifndef JB_STORE_JOURNAL_H
#define JB_STORE_JOURNAL_H

#include "store/book.h"

/* history: one row per changed field, oldest first */
struct journal_row {
	int64_t seq;
	const char *at, *clerk, *action, *field, *old, *new_,
	    *reason; /* borrowed for the call; old/new_ NULL for null */
};
typedef bool journal_each(void *, const struct journal_row *);
bool journal_history(struct book *, const char *record, int64_t id,
    journal_each *, void *, struct err *) ATTR_MUST_USE;
bool journal_count(struct book *, const char *record, int64_t id,
    int64_t *changes, struct err *) ATTR_MUST_USE;

/*
 * Takes back this clerk's last `count` changes (each whole change one step)
 * as one new change of action 'undo'.  Refused when another clerk changed a
 * row since (names who), or a closed month holds it.  *words: what was
 * undone, a line each; the caller's.  Redo: the last undone.
 */
bool journal_undo(struct book *, int count, const char *reason, char **words,
    struct err *) ATTR_MUST_USE;
bool journal_redo(struct book *, char **words, struct err *) ATTR_MUST_USE;

/* Recomputes the chain: *broken is 0 or the first bad seq; head is the last hash (64 hex + NUL). */
bool journal_verify(struct db *, int64_t *count, int64_t *broken, char head[65],
    struct err *) ATTR_MUST_USE;

#endif
