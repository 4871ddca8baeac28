/*
 * One attempt to write what a form holds: everything is done inside a
 * change, looked at, and rolled back.  Only for the halves of record/form.
 */
#ifndef JB_RECORD_FORM_ATTEMPT_H
#define JB_RECORD_FORM_ATTEMPT_H

#include "record/form.h"

/* A copy to try with; the caller's: record_done. */
void form_attempt_copy(struct record *to, const struct record *from);
/* The one way a form writes: add, set, move or void. */
bool form_attempt_write(
    struct form *, struct record *, const struct writing *, struct err *);
/*
 * Writes `record` (a copy) and takes it back.  Before it is taken back,
 * `look` sees the row as the law left it; NULL: nobody looks.
 */
bool form_attempt(struct form *, struct record *record, const char *reason,
    void (*look)(struct form *, const struct record *), struct err *);

#endif
