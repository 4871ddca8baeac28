/* The [list.X] sections of one definition. */
#ifndef JB_RECORD_FORMLIST_H
#define JB_RECORD_FORMLIST_H

#include "record/formread.h"

/* Fills lists and list_count; [0] is default, made if the file has none. */
void formlist_read(struct formread *);

#endif
