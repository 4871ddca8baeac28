/*
 * What the engine itself knows of a failure and a sentence may name: the
 * column and its value, the other row, the move, who may, what is empty.
 */
#ifndef JB_RECORD_REFUSAL_FACTS_H
#define JB_RECORD_REFUSAL_FACTS_H

#include "record/refusal_fill.h"

/* {label} {value} {column} {max} of a column of any table; NULL adds nothing. */
void facts_column(struct fill *, const char *table, const char *column);
/* {state} {action} {moves} {to}: the move tried, by the session's action. */
void facts_move(struct fill *);
/* {role}: labels, and the names of those who may do the session's action on the row. */
void facts_role(struct fill *, const char *column); /* NULL: the action's own */
/* {who} {done}: who did an earlier step that another must do. */
void facts_person(struct fill *);
/* {label} {fields}: labels of the empty columns of the move, or of `column`. */
void facts_missing(struct fill *, const char *column);
/* {who}: the row that has the values already. columns: "t.a, t.b". */
void facts_duplicate(struct fill *, const char *columns);
/* {list}: the labels a code column may have. */
void facts_list(struct fill *, const char *column);
/* {month} of the row's date in a locked column. */
void facts_month(struct fill *, const char *column);
/* The first reference to a row that is not there; NULL: none. */
const struct field *facts_lost_reference(struct fill *);

#endif
