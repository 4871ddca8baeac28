/*
 * What a save would do, in words: the fields old -> new, what follows from
 * them, and what the law writes elsewhere.  Only for record/form's halves.
 */
#ifndef JB_RECORD_FORM_CHANGES_H
#define JB_RECORD_FORM_CHANGES_H

#include "record/form.h"

void form_changes_clear(struct form *);
/* From inside the attempt: `written` is the row as the law left it. */
void form_changes_list(struct form *, const struct record *written);

#endif
