/*
 * What the files db_*.c share: the connection's and the statement's inside.
 * Nobody else includes it.
 */
#ifndef JB_STORE_DB_PRIVATE_H
#define JB_STORE_DB_PRIVATE_H

#include <sqlite3.h>

#include "store/db.h"

#define DB_CACHE_SLOTS 128

struct stmt {
	sqlite3_stmt *handle;
	struct db *db;
	struct stmt *next; /* in its slot of the cache */
	bool cached;
	bool taken; /* handed out and not yet reset */
};

struct db {
	sqlite3 *handle;
	char *path;
	enum db_mode mode;
	int depth;
	struct stmt *cache[DB_CACHE_SLOTS];
	enum db_fault_kind fault;
	char *fault_name;
	char *fault_column;
	bool (*go_on)(void *);
	void *go_on_data;
	void (*on_failure)(void *);
	void *on_failure_data;
};

/* Makes an err of the connection's last failure and keeps the fault.
 * Always returns false. */
bool db_fail(struct db *, int code, const char *sql, struct err *);
/* The sentence for a failure that is no constraint. */
bool db_fail_world(sqlite3 *, int code, const char *path, struct err *);
void db_cache_clear(struct db *);

#endif
