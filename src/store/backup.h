/*
 * Copies of a book's file that are believed only after they were verified.
 */
#ifndef JB_STORE_BACKUP_H
#define JB_STORE_BACKUP_H

#include "store/db.h"

/* A verified copy "NAME-WORD-YYYYMMDD-HHMMSS.jb" beside the book; *made is
 * the caller's, NULL for a book in memory. */
bool backup_before(
    struct db *, const char *word, char **made, struct err *) ATTR_MUST_USE;
/* Before a day's first write: a copy in the folder of daily ones. */
bool backup_of_day(struct db *, struct err *) ATTR_MUST_USE;
/* Before much is changed at once (import, close, reopen): a copy in before/
 * beside the daily ones, by day, last change and word. */
bool backup_of_act(
    struct db *, const char *word, struct err *) ATTR_MUST_USE;
/* A finished file gets its name, which must be free; on disk when true. */
bool backup_settle(
    const char *aside, const char *path, struct err *) ATTR_MUST_USE;
/* A temporary book and its journal. */
void backup_remove(const char *path);
/* A new private file of that name with more behind it, 0600, empty. */
char *backup_temporary(const char *path, struct err *);

#endif
