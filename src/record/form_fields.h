/*
 * What the halves of record/form share: the stops, the shown values, the
 * lines that follow.  Nobody else includes it.
 */
#ifndef JB_RECORD_FORM_FIELDS_H
#define JB_RECORD_FORM_FIELDS_H

#include "record/form.h"

void form_fields_stops(struct form *); /* where the caret comes, by purpose */
void form_fields_text(char **to, const char *text); /* replaces a copy */
/* What the book would show of a stored value; the caller's. */
char *form_fields_words(struct form *, size_t at, const char *stored);
/* Shows what the record holds; what is at fault stays as typed. */
void form_fields_show(struct form *, size_t at);
void form_fields_show_all(struct form *);
void form_fields_sides(struct form *); /* and what follows */
void form_fields_forget_meeting(struct form *);
/* The editor of the field the caret is in, its content selected. */
void form_fields_arrive(struct form *);

#endif
