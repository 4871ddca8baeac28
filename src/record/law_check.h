/*
 * What `check defs` finds in the schema's declarations: codes of refusals,
 * moves, code columns, numbering, views and triggers that do not hold.
 */
#ifndef JB_RECORD_LAW_CHECK_H
#define JB_RECORD_LAW_CHECK_H

#include "record/formdef.h"

/* Each fault goes to the callback with the schema file and line that speaks
 * of it; *found counts them.  False: the check itself failed. */
bool law_check(struct forms *, forms_fault *fault, void *data,
    size_t *found, struct err *) ATTR_MUST_USE;

#endif
