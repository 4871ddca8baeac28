/*
 * Who acts, when and why.  Knows no table and no rule.
 */
#include "store/session.h"

#include <stdlib.h>

#include "base/mem.h"
#include "store/functions.h"

void
session_set(char **field, const char *value)
{
	char *copy = mem_strdup(value);

	free(*field);
	*field = copy;
}

void
session_done(struct session *session)
{
	free(session->clerk);
	free(session->roles);
	free(session->reason);
	free(session->action);
	free(session->terminal);
	*session = (struct session){0};
}

void
session_forget(void *data)
{
	((struct session *)data)->by_law_inside = 0;
}

static bool
bind_table(struct session *session, struct db *db,
    const struct function *function, struct err *err)
{
	for (; function->name; function++)
		if (!db_add_function(db, function->name, function->arguments,
		        function->deterministic, function->call, session, err))
			return false;
	return true;
}

static const struct function *functions_above;

void
session_functions(const struct function *table)
{
	functions_above = table;
}

bool
session_bind(struct session *session, struct db *db, struct err *err)
{
	session->db = db;
	db_on_failure(db, session_forget, session);
	return bind_table(session, db, functions_session, err) &&
	    bind_table(session, db, functions_pure, err) &&
	    bind_table(session, db, functions_law, err) &&
	    (!functions_above ||
		bind_table(session, db, functions_above, err));
}
