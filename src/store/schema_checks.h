/* Kinds of columns that only the text of their CHECKs tells. */
#ifndef JB_STORE_SCHEMA_CHECKS_H
#define JB_STORE_SCHEMA_CHECKS_H

#include "store/schema.h"

/* sql is the table's CREATE TABLE; the columns are there already. */
void schema_read_checks(struct table *, const char *sql);
/* The first CHECK without a name: in which line of sql, from 0; -1: none. */
int schema_unnamed_check(const char *sql);

#endif
