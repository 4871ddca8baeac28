/*
 * What SQL functions need beyond db.h, in a book's connection and in the
 * loadable extension.
 */
#ifndef JB_STORE_DB_FUNC_H
#define JB_STORE_DB_FUNC_H

#include <stdbool.h>
#include <stdint.h>

#include "store/db.h"

/* sqlite is a connection's handle. */
bool func_register(void *sqlite, const char *name, int arguments,
    bool deterministic, void (*call)(struct func *, void *data), void *data);
/* The first text a query with two parameters gives; NULL if none or if the
 * query cannot be prepared here.  The caller's. */
char *func_query(
    struct func *, const char *sql, const char *a, const char *b);

#endif
