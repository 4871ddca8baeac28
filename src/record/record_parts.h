/*
 * The lines below an open record: issues and tasks of a meeting, reviews of
 * a matter, whatever the form's `parts` query names.
 */
#ifndef JB_RECORD_RECORD_PARTS_H
#define JB_RECORD_RECORD_PARTS_H

#include "record/record.h"

struct record_part {
	char *form, *code;  /* where Enter leads; "" when nowhere */
	char *words;        /* indented by blanks where it belongs to another */
	char *due, *state;  /* never NULL */
};

bool record_parts(struct record *, struct forms *, struct record_part **,
    size_t *count, struct err *) ATTR_MUST_USE;
void record_parts_free(struct record_part *, size_t count);

#endif
