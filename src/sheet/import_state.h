/*
 * The state that a file gives a row: where a record may not begin, it is
 * led by its moves, each by the law that holds for it.  Knows no move.
 */
#ifndef JB_SHEET_IMPORT_STATE_H
#define JB_SHEET_IMPORT_STATE_H

#include "record/record.h"

/* Takes the state out of a row, if it is one to be led to; *state is the
 * caller's, NULL: none.  id: the record's, 0: it is new. */
bool import_state_take(struct forms *, struct record *, int64_t id,
    char **state, struct err *) ATTR_MUST_USE;
/* Leads the record there by the shortest way; *moved: it was elsewhere. */
bool import_state_reach(struct forms *, const struct formdef *, int64_t id,
    const char *state, const char *reason, bool *moved,
    struct err *) ATTR_MUST_USE;

#endif
