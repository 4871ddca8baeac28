/*
 * What the law says of one field when it is left: the form as it stands is
 * tried, and what is refused because of this field is told there.  Only for
 * record/form's halves.
 */
#ifndef JB_RECORD_FORM_TOLD_H
#define JB_RECORD_FORM_TOLD_H

#include "record/form.h"

void form_told_clear(struct form_field *);
/* False: refused for this field's sake (or warned of), err says how. */
bool form_told_ask(struct form *, size_t at, struct err *);

/* The field a refusal goes away with when it is set aside; -1: none.  Tried
 * from `first` alone when it is not -1, else from the last field up. */
int form_told_cause(
    struct form *, const struct err *, const char *reason, int first);

/* Sets a field of a copy aside: as it was before, or empty. */
void form_told_aside(const struct form *, struct record *, size_t at);

#endif
