/*
 * What SQL functions need beyond db.h, in a book's connection and in the
 * loadable extension.
 */
#ifndef JB_STORE_DB_FUNC_H
#define JB_STORE_DB_FUNC_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "store/db.h"

/* sqlite is a connection's handle. */
bool func_register(void *sqlite, const char *name, int arguments,
    bool deterministic, void (*call)(struct func *, void *data), void *data);
void func_return_buf(struct func *, struct buf *); /* which is empty after */
bool func_is_number(struct func *, int argument);
bool func_is_bytes(struct func *, int argument);
const void *func_bytes(struct func *, int argument, size_t *size);
/* The first text a query with two parameters gives; NULL if none or if the
 * query cannot be prepared here.  The caller's. */
char *func_query(
    struct func *, const char *sql, const char *a, const char *b);

#endif
