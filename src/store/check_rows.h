/*
 * The rows of every record against the journal, the witness of all writing,
 * and against the schema files where the journal began later.
 */
#ifndef JB_STORE_CHECK_ROWS_H
#define JB_STORE_CHECK_ROWS_H

#include "base/buf.h"
#include "store/db.h"

struct check_rows {
	int64_t count;    /* rows there are, or should be */
	int64_t faults;   /* changed, lost or added without an entry */
	struct buf names; /* of the first few; the caller's */
};

/* fresh: a book just made by the same schema files.  The chain must hold:
 * a journal that was changed is no witness. */
bool check_rows(struct db *, struct db *fresh, struct check_rows *,
    struct err *) ATTR_MUST_USE;

#endif
