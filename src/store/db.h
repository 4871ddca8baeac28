/*
 * The only user of sqlite3.h: connections, statements, transactions, and
 * what a failed statement says.  Knows nothing of records or definitions.
 */
#ifndef JB_STORE_DB_H
#define JB_STORE_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct db;
struct stmt;

enum db_mode {
	DB_READ,  /* read-only; works on read-only media */
	DB_WRITE, /* an existing book */
	DB_MAKE,  /* a new file; refuses an existing one */
	DB_MEMORY /* path ignored: a fresh book for check defs and tests */
};

/* Opens and hardens the connection (trust §1, the pragmas of S1).  Does not
 * look at application_id: book_open does.  Errors are ERR_WORLD with a sentence each. */
bool db_open(
    struct db **, const char *path, enum db_mode, struct err *) ATTR_MUST_USE;
void db_close(struct db *); /* NULL is fine; finalises what is cached */
const char *db_path(const struct db *);
bool db_is_read_only(const struct db *);
/* The pragmas of S1 that touch the file: DB_MAKE and DB_MEMORY have them
 * already, for the others once the file is known to be ours. */
bool db_make_durable(struct db *, struct err *) ATTR_MUST_USE;

/* ---- statements ---- */

/* One statement; trailing text is an error. The caller's: stmt_free. */
struct stmt *db_prepare(
    struct db *, const char *sql, struct err *) ATTR_MUST_USE;
/* The same for SQL of a definition file: SELECT only, an authorizer stands (S6). */
struct stmt *db_prepare_untrusted(
    struct db *, const char *sql, struct err *) ATTR_MUST_USE;
/* Cached by its text in the connection: stmt_reset after use, never free. */
struct stmt *db_cached(
    struct db *, const char *sql, struct err *) ATTR_MUST_USE;

void stmt_bind_text(struct stmt *, int at,
    const char *value); /* from 1; NULL binds null; copied */
void stmt_bind_bytes(struct stmt *, int at, const void *, size_t);
void stmt_bind_int(struct stmt *, int at, int64_t);
void stmt_bind_null(struct stmt *, int at);
int stmt_parameters(const struct stmt *);
const char *stmt_parameter_name(
    const struct stmt *, int at); /* without ':'; NULL if nameless */

/* True with *row telling whether there is a row; false with err set (a
 * constraint's failure is kept for db_fault). */
bool stmt_step(struct stmt *, bool *row, struct err *) ATTR_MUST_USE;
bool stmt_run(struct stmt *,
    struct err *) ATTR_MUST_USE; /* steps to the end, then resets */
void stmt_reset(struct stmt *);  /* also clears bindings */
void stmt_free(struct stmt *);

int stmt_columns(const struct stmt *);
const char *stmt_column_name(const struct stmt *, int column); /* from 0 */
bool stmt_is_null(const struct stmt *, int column);
bool stmt_is_int(const struct stmt *, int column);
int64_t stmt_int(const struct stmt *, int column);
const char *stmt_text(
    const struct stmt *, int column); /* NULL for null; until the next step */
const void *stmt_bytes(const struct stmt *, int column, size_t *size);

/* ---- conveniences ---- */

bool db_exec(struct db *, const char *sql,
    struct err *) ATTR_MUST_USE; /* a whole script */
/* The same; *line is where the failing statement stands in sql, from 1. */
bool db_exec_script(
    struct db *, const char *sql, int *line, struct err *) ATTR_MUST_USE;
/* fmt describes the parameters that follow: s text (const char *), i int64_t, n nothing (null).
 * db_int gives fallback when there is no row or null; db_string NULL (else the caller's). */
bool db_run(struct db *, struct err *, const char *sql, const char *fmt,
    ...) ATTR_MUST_USE;
bool db_int(struct db *, struct err *, int64_t *out, int64_t fallback,
    const char *sql, const char *fmt, ...) ATTR_MUST_USE;
bool db_string(struct db *, struct err *, char **out, const char *sql,
    const char *fmt, ...) ATTR_MUST_USE;
int64_t db_last_id(const struct db *);
int64_t db_changes(const struct db *);

/* ---- transactions: BEGIN IMMEDIATE outside, savepoints inside ---- */

bool db_begin(struct db *, struct err *) ATTR_MUST_USE;
bool db_commit(struct db *, struct err *) ATTR_MUST_USE; /* true: on disk */
void db_rollback(struct db *);                           /* the innermost */
bool db_begin_exclusive(struct db *, struct err *) ATTR_MUST_USE;
int db_depth(const struct db *);

/* ---- why a statement failed (S10) ---- */

enum db_fault_kind {
	FAULT_NONE,
	FAULT_CHECK,    /* name: the constraint */
	FAULT_UNIQUE,   /* name: "table.column, table.column" or the index */
	FAULT_NOT_NULL, /* name: "table.column" */
	FAULT_TYPE,     /* name: SQLite's sentence (STRICT) */
	FAULT_RAISE,    /* name: the refusal code */
	FAULT_FOREIGN,  /* no name: SQLite tells nothing */
};

struct db_fault {
	enum db_fault_kind kind;
	const char *name; /* borrowed: until the next failure */
	/* RAISE of our own laws: the column they speak of (missing, not_in_list,
	 * month_closed), or NULL. */
	const char *column;
};

struct db_fault db_fault(const struct db *);
void db_fault_clear(struct db *);

/* Called now and then inside long statements; returning false stops them (ERR_STOPPED). NULL removes. */
void db_on_progress(struct db *, bool (*go_on)(void *), void *);

/* Called after every failed statement, before anything else runs. */
void db_on_failure(struct db *, void (*hook)(void *), void *);

/* A whole copy into a file that is absent or empty (S5). */
bool db_vacuum_into(struct db *, const char *path, struct err *) ATTR_MUST_USE;
/* How much of the file stays in memory; what is more is let go at once. */
void db_set_cache(struct db *, int kibibytes);
/* The parsed schema of a book takes several MiB; what is not asked for a
 * while need not keep it.  The next statement reads it again. */
void db_forget_schema(struct db *);
#define DB_CACHE 16000
#define DB_CACHE_SCREEN 4000 /* many screens on one host; more is not faster */
#define DB_CACHE_ONCE 1000 /* for reading a file through a single time */
/* For private copies only: no journal on disk, no sync; no law. */
void db_set_volatile(struct db *);
void db_rest_triggers(struct db *);

/* A SQL function of ours.  The callback gives a result by func_*; nothing called means null. */
struct func;
enum func_kind {
	FUNC_PURE,
	FUNC_SESSION
}; /* both INNOCUOUS; PURE and as_of-like are DETERMINISTIC */
bool db_add_function(struct db *, const char *name, int arguments,
    bool deterministic, void (*call)(struct func *, void *data), void *data,
    struct err *);
const char *func_text(struct func *, int argument);
int64_t func_int(struct func *, int argument);
bool func_is_null(struct func *, int argument);
int func_count(struct func *);
bool func_is_writing(struct func *); /* a change is going on */
void func_return_text(struct func *, const char *); /* copied; NULL is null */
void func_return_int(struct func *, int64_t);
void func_return_error(struct func *, const char *sentence);

#endif
