/* What value needs of finding records; value_find itself stands in value.h. */
#ifndef JB_RECORD_VALUE_FIND_H
#define JB_RECORD_VALUE_FIND_H

#include "record/formdef.h"

/* Half-width letters, digits and hyphens of a code.  Takes the string. */
char *value_fold_code(char *);
/* The year of a paper's number in 〔〕, whatever brackets were typed.  Takes
 * the string. */
char *value_fold_doc_no(char *);
/* The id, as text, that a reference field was typed to mean. */
bool value_find_typed(struct forms *, const struct field *, const char *typed,
    bool screen, char **stored, struct err *) ATTR_MUST_USE;

#endif
