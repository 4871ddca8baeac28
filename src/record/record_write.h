/*
 * One write of one record, whatever its action: what save, move and void
 * share.  Nobody else's.
 */
#ifndef JB_RECORD_RECORD_WRITE_H
#define JB_RECORD_RECORD_WRITE_H

#include "record/record.h"

/* Sets a field's stored value as given; value NULL is null. */
void record_put(struct record *, const char *column, const char *value);
/*
 * Writes what is given under this action, as a change of its own or inside
 * the open one, and reads back.  On failure the record is as it was but for
 * what was given.
 */
bool record_write(struct record *, struct forms *, const char *action,
    const struct writing *, struct err *) ATTR_MUST_USE;

#endif
