/*
 * SQL functions of ours, made for the connection of a book and for the
 * loadable extension alike: compiled with JIEBAN_EXTENSION it goes through
 * the loader's table of routines.
 */
#ifdef JIEBAN_EXTENSION
#include <sqlite3ext.h>
extern const sqlite3_api_routines *sqlite3_api;
#else
#include <sqlite3.h>
#endif

#include <stdlib.h>

#include "base/mem.h"
#include "store/db_func.h"

struct func {
	sqlite3_context *context;
	int count;
	sqlite3_value **values;
};

struct holder {
	void (*call)(struct func *, void *data);
	void *data;
};

static void
call_holder(sqlite3_context *context, int count, sqlite3_value **values)
{
	struct holder *holder = sqlite3_user_data(context);
	struct func func = {context, count, values};

	holder->call(&func, holder->data);
}

bool
func_register(void *sqlite, const char *name, int arguments,
    bool deterministic, void (*call)(struct func *, void *data), void *data)
{
	struct holder *holder = mem_alloc(sizeof(*holder));
	int flags = SQLITE_UTF8 | SQLITE_INNOCUOUS;

	if (deterministic)
		flags |= SQLITE_DETERMINISTIC;
	*holder = (struct holder){call, data};
	/* On failure SQLite frees the holder itself. */
	return sqlite3_create_function_v2(sqlite, name, arguments, flags,
	           holder, call_holder, NULL, NULL, free) == SQLITE_OK;
}

const char *
func_text(struct func *func, int argument)
{
	return (const char *)sqlite3_value_text(func->values[argument]);
}

int64_t
func_int(struct func *func, int argument)
{
	return sqlite3_value_int64(func->values[argument]);
}

bool
func_is_null(struct func *func, int argument)
{
	return sqlite3_value_type(func->values[argument]) == SQLITE_NULL;
}

bool
func_is_number(struct func *func, int argument)
{
	int type = sqlite3_value_type(func->values[argument]);

	return type == SQLITE_INTEGER || type == SQLITE_FLOAT;
}

bool
func_is_bytes(struct func *func, int argument)
{
	return sqlite3_value_type(func->values[argument]) == SQLITE_BLOB;
}

const void *
func_bytes(struct func *func, int argument, size_t *size)
{
	const void *bytes = sqlite3_value_blob(func->values[argument]);

	*size = (size_t)sqlite3_value_bytes(func->values[argument]);
	return bytes;
}

int
func_count(struct func *func)
{
	return func->count;
}

bool
func_is_writing(struct func *func)
{
	return !sqlite3_get_autocommit(sqlite3_context_db_handle(func->context));
}

void
func_return_text(struct func *func, const char *text)
{
	if (text)
		sqlite3_result_text(
		    func->context, text, -1, SQLITE_TRANSIENT);
	else
		sqlite3_result_null(func->context);
}

void
func_return_buf(struct func *func, struct buf *text)
{
	size_t size = text->size;

	sqlite3_result_text64(
	    func->context, buf_take(text), size, free, SQLITE_UTF8);
}

void
func_return_int(struct func *func, int64_t value)
{
	sqlite3_result_int64(func->context, value);
}

void
func_return_error(struct func *func, const char *sentence)
{
	sqlite3_result_error(func->context, sentence, -1);
}

char *
func_query(struct func *func, const char *sql, const char *a, const char *b)
{
	sqlite3 *handle = sqlite3_context_db_handle(func->context);
	sqlite3_stmt *stmt = NULL;
	char *text = NULL;

	if (sqlite3_prepare_v2(handle, sql, -1, &stmt, NULL) != SQLITE_OK)
		return NULL;
	sqlite3_bind_text(stmt, 1, a, -1, SQLITE_TRANSIENT);
	sqlite3_bind_text(stmt, 2, b, -1, SQLITE_TRANSIENT);
	if (sqlite3_step(stmt) == SQLITE_ROW)
		text = mem_strdup((const char *)sqlite3_column_text(stmt, 0));
	sqlite3_finalize(stmt);
	return text;
}
