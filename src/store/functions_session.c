/*
 * SQL functions that tell the law who acts, when and why.  Knows no table
 * and no rule.
 */
#include "store/functions.h"

#include <string.h>

#include "store/session.h"

static const char *
unless_empty(const char *s)
{
	return s && *s ? s : NULL;
}

static void
call_clerk(struct func *func, void *data)
{
	func_return_text(func, ((struct session *)data)->clerk);
}

static void
call_role(struct func *func, void *data)
{
	func_return_text(func, ((struct session *)data)->roles);
}

static void
call_reason(struct func *func, void *data)
{
	func_return_text(
	    func, unless_empty(((struct session *)data)->reason));
}

static void
call_today(struct func *func, void *data)
{
	func_return_text(func, unless_empty(((struct session *)data)->today));
}

static void
call_as_of(struct func *func, void *data)
{
	func_return_text(func, unless_empty(((struct session *)data)->as_of));
}

static void
call_action(struct func *func, void *data)
{
	func_return_text(func, ((struct session *)data)->action);
}

static void
call_terminal(struct func *func, void *data)
{
	func_return_text(func, ((struct session *)data)->terminal);
}

static void
call_change_no(struct func *func, void *data)
{
	struct session *session = data;

	if (session->change_no)
		func_return_int(func, session->change_no);
}

static void
call_by_law(struct func *func, void *data)
{
	struct session *session = data;

	/* The C side's own level stays below what triggers count up, so that
	 * a failed statement can be forgotten (session_forget). */
	if (func_count(func) == 1)
		session->by_law_inside =
		    (int)func_int(func, 0) - session->by_law;
	func_return_int(func, session->by_law + session->by_law_inside);
}

bool
session_goes_back(const struct session *session)
{
	return session->action &&
	    (!strcmp(session->action, "undo") ||
		!strcmp(session->action, "redo"));
}

static void
call_going_back(struct func *func, void *data)
{
	func_return_int(func, session_goes_back(data));
}

static void
call_by_hand(struct func *func, void *data)
{
	struct session *session = data;

	func_return_int(func,
	    session->by_law + session->by_law_inside == 0 &&
	        !session_goes_back(session));
}

/* Is one of the blank-separated words of `some` among those of `all`? */
static bool
words_meet(const char *all, const char *some)
{
	while (*some) {
		size_t size = strcspn(some, " ");

		for (const char *at = all; size > 0 && *at;) {
			size_t other = strcspn(at, " ");

			if (other == size && !memcmp(at, some, size))
				return true;
			at += other;
			at += strspn(at, " ");
		}
		some += size;
		some += strspn(some, " ");
	}
	return false;
}

static void
call_has_role(struct func *func, void *data)
{
	struct session *session = data;
	const char *words = func_text(func, 0);

	if (!words || !words[strspn(words, " ")])
		func_return_int(func, 1);
	else
		func_return_int(func,
		    session->roles && words_meet(session->roles, words));
}

static void
call_in_words(struct func *func, void *data)
{
	const char *list = func_text(func, 0), *word = func_text(func, 1);

	(void)data;
	func_return_int(func, list && word && words_meet(list, word));
}

/* clang-format off */
const struct function functions_session[] = {
	{"clerk", 0, true, call_clerk},
	{"role", 0, true, call_role},
	{"reason", 0, true, call_reason},
	{"today", 0, true, call_today},
	{"as_of", 0, true, call_as_of},
	{"action", 0, true, call_action},
	{"terminal", 0, true, call_terminal},
	{"change_no", 0, true, call_change_no},
	{"by_law", 0, false, call_by_law},
	{"by_law", 1, false, call_by_law},
	{"going_back", 0, true, call_going_back},
	{"by_hand", 0, false, call_by_hand},
	{"has_role", 1, true, call_has_role},
	{"in_words", 2, true, call_in_words},
	{NULL, 0, false, NULL},
};
/* clang-format on */
