/*
 * Statements: prepared, cached by their text, bound, stepped, read; and the
 * small conveniences over them.  Knows nothing of what they say.
 */
#include "store/db.h"

#include <assert.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "store/db_private.h"

/* What SQL of a definition file may do while it is prepared (S6). */
static int
allow_reading(void *data, int action, const char *a, const char *b,
    const char *c, const char *d)
{
	(void)data, (void)a, (void)b, (void)c, (void)d;
	switch (action) {
	case SQLITE_SELECT:
	case SQLITE_READ:
	case SQLITE_FUNCTION:
	case SQLITE_RECURSIVE:
		return SQLITE_OK;
	default:
		return SQLITE_DENY;
	}
}

static bool
only_blanks(const char *s)
{
	for (; *s; s++)
		if (!strchr(" \t\r\n;", *s))
			return false;
	return true;
}

/* SQLite declares the table of json_each when it is first asked for, which
 * the one who may only read could not. */
static void
declare_json(struct db *db, const char *sql)
{
	sqlite3_stmt *handle = NULL;

	if (strstr(sql, "json_each"))
		sqlite3_prepare_v2(db->handle,
		    "SELECT 1 FROM json_each('[]')", -1, &handle, NULL);
	sqlite3_finalize(handle);
}

static struct stmt *
prepare(struct db *db, const char *sql, unsigned flags, bool trusted,
    struct err *err)
{
	sqlite3_stmt *handle = NULL;
	const char *tail = "";
	struct stmt *stmt;
	int code;

	if (!trusted) {
		declare_json(db, sql);
		sqlite3_set_authorizer(db->handle, allow_reading, NULL);
	}
	code = sqlite3_prepare_v3(db->handle, sql, -1, flags, &handle, &tail);
	if (!trusted)
		sqlite3_set_authorizer(db->handle, NULL, NULL);
	if (code != SQLITE_OK) {
		if (!trusted && ((code & 0xff) == SQLITE_ERROR ||
		                    (code & 0xff) == SQLITE_AUTH)) {
			err_set(err, ERR_USAGE, _("查询语句有误: %s"),
			    sqlite3_errmsg(db->handle));
			err_detail(err, "%s", sql);
		} else {
			db_fail(db, code, sql, err);
		}
		return NULL;
	}
	if (!handle || !only_blanks(tail) ||
	    (!trusted && !sqlite3_stmt_readonly(handle))) {
		sqlite3_finalize(handle);
		err_set(err, ERR_USAGE, !handle ? _("查询语句是空的")
		        : !only_blanks(tail)    ? _("只能有一条语句")
		                                : _("这里只能查询，不能改动账本"));
		err_detail(err, "%s", sql);
		return NULL;
	}
	stmt = mem_alloc(sizeof(*stmt));
	stmt->handle = handle;
	stmt->db = db;
	return stmt;
}

struct stmt *
db_prepare(struct db *db, const char *sql, struct err *err)
{
	return prepare(db, sql, 0, true, err);
}

struct stmt *
db_prepare_untrusted(struct db *db, const char *sql, struct err *err)
{
	return prepare(db, sql, 0, false, err);
}

static unsigned
slot_of(const char *sql)
{
	uint32_t hash = 2166136261u;

	for (; *sql; sql++)
		hash = (hash ^ (unsigned char)*sql) * 16777619u;
	return hash % DB_CACHE_SLOTS;
}

struct stmt *
db_cached(struct db *db, const char *sql, struct err *err)
{
	struct stmt **slot = &db->cache[slot_of(sql)], *stmt;

	/* A statement still in use is left alone: a twin is made. */
	for (stmt = *slot; stmt; stmt = stmt->next)
		if (!stmt->taken &&
		    !strcmp(sqlite3_sql(stmt->handle), sql))
			break;
	if (!stmt) {
		stmt = prepare(db, sql, SQLITE_PREPARE_PERSISTENT, true, err);
		if (!stmt)
			return NULL;
		stmt->cached = true;
		stmt->next = *slot;
		*slot = stmt;
	}
	stmt->taken = true;
	return stmt;
}

void
db_cache_clear(struct db *db)
{
	for (size_t i = 0; i < DB_CACHE_SLOTS; i++) {
		while (db->cache[i]) {
			struct stmt *stmt = db->cache[i];

			db->cache[i] = stmt->next;
			sqlite3_finalize(stmt->handle);
			free(stmt);
		}
	}
}

void
stmt_bind_text(struct stmt *stmt, int at, const char *value)
{
	if (!value)
		sqlite3_bind_null(stmt->handle, at);
	else
		sqlite3_bind_text(
		    stmt->handle, at, value, -1, SQLITE_TRANSIENT);
}

void
stmt_bind_bytes(struct stmt *stmt, int at, const void *bytes, size_t size)
{
	sqlite3_bind_blob64(stmt->handle, at, bytes ? bytes : "",
	    (sqlite3_uint64)size, SQLITE_TRANSIENT);
}

void
stmt_bind_int(struct stmt *stmt, int at, int64_t value)
{
	sqlite3_bind_int64(stmt->handle, at, value);
}

void
stmt_bind_null(struct stmt *stmt, int at)
{
	sqlite3_bind_null(stmt->handle, at);
}

int
stmt_parameters(const struct stmt *stmt)
{
	return sqlite3_bind_parameter_count(stmt->handle);
}

const char *
stmt_parameter_name(const struct stmt *stmt, int at)
{
	const char *name = sqlite3_bind_parameter_name(stmt->handle, at);

	return name && name[0] == ':' ? name + 1 : NULL;
}

bool
stmt_step(struct stmt *stmt, bool *row, struct err *err)
{
	int code = sqlite3_step(stmt->handle);

	*row = code == SQLITE_ROW;
	if (code == SQLITE_ROW || code == SQLITE_DONE)
		return true;
	db_fail(stmt->db, code, sqlite3_sql(stmt->handle), err);
	sqlite3_reset(stmt->handle);
	return false;
}

bool
stmt_run(struct stmt *stmt, struct err *err)
{
	bool row = true, good = true;

	while (good && row)
		good = stmt_step(stmt, &row, err);
	stmt_reset(stmt);
	return good;
}

void
stmt_reset(struct stmt *stmt)
{
	if (!stmt)
		return;
	sqlite3_reset(stmt->handle);
	sqlite3_clear_bindings(stmt->handle);
	stmt->taken = false;
}

void
stmt_free(struct stmt *stmt)
{
	if (!stmt)
		return;
	assert(!stmt->cached);
	sqlite3_finalize(stmt->handle);
	free(stmt);
}

int
stmt_columns(const struct stmt *stmt)
{
	return sqlite3_column_count(stmt->handle);
}

const char *
stmt_column_name(const struct stmt *stmt, int column)
{
	return sqlite3_column_name(stmt->handle, column);
}

bool
stmt_is_null(const struct stmt *stmt, int column)
{
	return sqlite3_column_type(stmt->handle, column) == SQLITE_NULL;
}

bool
stmt_is_int(const struct stmt *stmt, int column)
{
	return sqlite3_column_type(stmt->handle, column) == SQLITE_INTEGER;
}

int64_t
stmt_int(const struct stmt *stmt, int column)
{
	return sqlite3_column_int64(stmt->handle, column);
}

const char *
stmt_text(const struct stmt *stmt, int column)
{
	return (const char *)sqlite3_column_text(stmt->handle, column);
}

const void *
stmt_bytes(const struct stmt *stmt, int column, size_t *size)
{
	const void *bytes = sqlite3_column_blob(stmt->handle, column);

	*size = (size_t)sqlite3_column_bytes(stmt->handle, column);
	return bytes;
}

/* from is where a failing statement begins. */
static bool
exec_from(struct db *db, const char **from, struct err *err)
{
	const char *rest = *from;

	while (*rest) {
		sqlite3_stmt *handle = NULL;
		int code;

		*from = rest;
		code = sqlite3_prepare_v2(
		    db->handle, *from, -1, &handle, &rest);
		while (code == SQLITE_OK && handle &&
		    (code = sqlite3_step(handle)) == SQLITE_ROW)
			code = SQLITE_OK;
		if (code != SQLITE_OK && code != SQLITE_DONE) {
			db_fail(db, code, *from, err);
			sqlite3_finalize(handle);
			return false;
		}
		sqlite3_finalize(handle);
	}
	return true;
}

bool
db_exec(struct db *db, const char *sql, struct err *err)
{
	return exec_from(db, &sql, err);
}

bool
db_exec_script(struct db *db, const char *sql, int *line, struct err *err)
{
	const char *at = sql;
	int offset;

	*line = 1;
	if (exec_from(db, &at, err))
		return true;
	offset = sqlite3_error_offset(db->handle);
	at += offset > 0 ? (size_t)offset : strspn(at, " \t\r\n");
	for (; sql < at; sql++)
		*line += *sql == '\n';
	return false;
}

static void
bind_all(struct stmt *stmt, const char *fmt, va_list ap)
{
	for (int at = 1; *fmt; fmt++, at++) {
		switch (*fmt) {
		case 's':
			stmt_bind_text(stmt, at, va_arg(ap, const char *));
			break;
		case 'i':
			stmt_bind_int(stmt, at, va_arg(ap, int64_t));
			break;
		default:
			assert(*fmt == 'n');
			stmt_bind_null(stmt, at);
		}
	}
}

bool
db_run(struct db *db, struct err *err, const char *sql, const char *fmt, ...)
{
	struct stmt *stmt = db_cached(db, sql, err);
	va_list ap;

	if (!stmt)
		return false;
	va_start(ap, fmt);
	bind_all(stmt, fmt, ap);
	va_end(ap);
	return stmt_run(stmt, err);
}

bool
db_int(struct db *db, struct err *err, int64_t *out, int64_t fallback,
    const char *sql, const char *fmt, ...)
{
	struct stmt *stmt = db_cached(db, sql, err);
	bool row = false, good;
	va_list ap;

	*out = fallback;
	if (!stmt)
		return false;
	va_start(ap, fmt);
	bind_all(stmt, fmt, ap);
	va_end(ap);
	good = stmt_step(stmt, &row, err);
	if (good && row && !stmt_is_null(stmt, 0))
		*out = stmt_int(stmt, 0);
	stmt_reset(stmt);
	return good;
}

bool
db_string(struct db *db, struct err *err, char **out, const char *sql,
    const char *fmt, ...)
{
	struct stmt *stmt = db_cached(db, sql, err);
	bool row = false, good;
	va_list ap;

	*out = NULL;
	if (!stmt)
		return false;
	va_start(ap, fmt);
	bind_all(stmt, fmt, ap);
	va_end(ap);
	good = stmt_step(stmt, &row, err);
	if (good && row)
		*out = mem_strdup(stmt_text(stmt, 0));
	stmt_reset(stmt);
	return good;
}

int64_t
db_last_id(const struct db *db)
{
	return sqlite3_last_insert_rowid(db->handle);
}

int64_t
db_changes(const struct db *db)
{
	return sqlite3_changes(db->handle);
}
