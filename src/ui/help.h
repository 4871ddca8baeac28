/*
 * F1: first the field, then the commands valid here, from the command
 * table, then how things are done.
 */
#ifndef JB_UI_HELP_H
#define JB_UI_HELP_H

#include "ui/desk.h"

/* stage 1..3, as F1 is pressed again.  field may be NULL (then 2). */
struct view *help_new(struct desk *, int stage, unsigned contexts,
    const struct field *);

#endif
