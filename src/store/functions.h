/*
 * The SQL functions of session.h as one table, registered for a book by
 * session_bind and for other programs by the loadable extension.
 */
#ifndef JB_STORE_FUNCTIONS_H
#define JB_STORE_FUNCTIONS_H

#include "store/db.h"

struct function {
	const char *name;
	int arguments; /* -1: any */
	bool deterministic;
	void (*call)(struct func *, void *session);
};

struct session;
bool session_goes_back(const struct session *); /* in undo and redo */

extern const struct function functions_session[]; /* ends with NULL names */
extern const struct function functions_pure[];
extern const struct function functions_law[]; /* of books alone, not of the extension */

#endif
