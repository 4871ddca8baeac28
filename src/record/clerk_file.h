/*
 * Where what a clerk likes is kept: files of the state folder, one for each
 * clerk of each book, written whole.
 */
#ifndef JB_RECORD_CLERK_FILE_H
#define JB_RECORD_CLERK_FILE_H

#include "record/formdef.h"

/* ~/.local/state/jieban/[FOLDER/]NAME-HEX.SUFFIX, its folder made; the
 * caller's.  NULL without a home: nothing is kept then.  folder may be NULL. */
char *clerk_file(struct forms *, const char *folder, const char *name,
    const char *suffix);

/* What is kept of a secret of this clerk for this book: a digest, 64 hex. */
void clerk_secret(struct forms *, const char *secret, char hex[65]);

#endif
