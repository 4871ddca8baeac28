/*
 * jieban_sqlite.so: the same SQL functions for other programs' reading.
 * as_of() and today() come from JIEBAN_AS_OF or the system's day; nobody
 * acts here, so the laws refuse every write.
 */
#ifdef JIEBAN_EXTENSION
#include <sqlite3ext.h>
SQLITE_EXTENSION_INIT1
#define TAKE_ROUTINES(api) SQLITE_EXTENSION_INIT2(api)
#else
/* Linked with the library that the loading program uses too. */
#include <sqlite3.h>
#define TAKE_ROUTINES(api) (void)(api)
#endif

#include <stdlib.h>
#include <string.h>

#include "store/db_func.h"
#include "store/functions.h"
#include "store/session.h"

static struct session session;

int sqlite3_jiebansqlite_init(
    sqlite3 *, char **, const struct sqlite3_api_routines *);
int sqlite3_extension_init(
    sqlite3 *, char **, const struct sqlite3_api_routines *);

static int
register_all(sqlite3 *handle, const struct function *function)
{
	for (; function->name; function++)
		if (!func_register(handle, function->name,
		        function->arguments, function->deterministic,
		        function->call, &session))
			return SQLITE_ERROR;
	return SQLITE_OK;
}

static void
set_day(void)
{
	const char *given = getenv("JIEBAN_AS_OF");
	struct date day;

	if (!given || !date_read(given, &day) || !day.day)
		day = date_today();
	date_write(day, session.as_of);
	date_write(day, session.today);
}

int
sqlite3_extension_init(
    sqlite3 *handle, char **message, const struct sqlite3_api_routines *api)
{
	int code;

	(void)message;
	TAKE_ROUTINES(api);
	set_day();
	code = register_all(handle, functions_session);
	return code != SQLITE_OK ? code : register_all(handle, functions_pure);
}

/* The name SQLite makes from the file's. */
int
sqlite3_jiebansqlite_init(
    sqlite3 *handle, char **message, const struct sqlite3_api_routines *api)
{
	return sqlite3_extension_init(handle, message, api);
}
