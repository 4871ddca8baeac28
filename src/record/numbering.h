/*
 * Numbers given by a record's rule, such as AB-{year}-{seq:4}: the largest
 * there is and one more.
 */
#ifndef JB_RECORD_NUMBERING_H
#define JB_RECORD_NUMBERING_H

#include "base/err.h"
#include "store/db.h"

struct numbering; /* the last numbers given, by table and prefix */

struct numbering *numbering_new(void);
void numbering_free(struct numbering *);

/* Is the rule one? false with a sentence. */
bool numbering_check(const char *rule, struct err *);

/*
 * The next code of a table by its rule and the day (YYYY-MM-DD).  With a
 * cache the table is asked once per prefix; *code is the caller's.  To be
 * called inside the change that writes it.
 */
bool numbering_next(struct db *, struct numbering *cache, const char *table,
    const char *rule, const char *today, char **code,
    struct err *) ATTR_MUST_USE;
/* The number given last was not written after all. */
void numbering_forget(struct numbering *cache);

#endif
