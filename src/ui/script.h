/*
 * Key scripts (jieban keys FILE): keys in, screens compared, in process and
 * without a terminal.  Knows no view and no book: the host hands those over
 * as functions.
 */
#ifndef JB_UI_SCRIPT_H
#define JB_UI_SCRIPT_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/err.h"
#include "ui/input.h"

/* What was set when a book is opened (:book, :again). */
struct script_start {
	const char *book;  /* "demo", or a path; borrowed */
	const char *clerk; /* :as, or NULL */
	const char *today; /* :today as written, or NULL */
	bool again;        /* the book of before, as it was left */
	bool alone;        /* no child processes: the monkey plays */
};

/* What a host says of itself between two keys. */
struct script_state {
	size_t depth;    /* views on the stack; 1: home */
	int64_t changes; /* written to the book since ever */
	bool writes;     /* Enter would write what is listed */
};

struct script_host {
	void *data;
	/* Opens the book and its home screen, closing the one before.  Curses
	 * runs already, headless, of the right size. */
	bool (*open)(void *data, const struct script_start *, struct err *);
	/* One event, as the loop takes it; false: the screen has ended (err
	 * set if by a fault). */
	bool (*feed)(void *data, const struct event *, struct err *);
	void (*draw)(void *data); /* the whole screen, with the cursor */
	/* Rows of FORM under FILTER, for :count. */
	bool (*count)(void *data, const char *form, const char *filter,
	    int64_t *rows, struct err *);
	/* For :monkey; NULL: it cannot be played. */
	void (*state)(void *data, struct script_state *);
	/* :as and :today after :book; NULL: only before. */
	bool (*change)(void *data, const struct script_start *, struct err *);
};

/*
 * Plays the file.  Dumps and differences go to `out`.  A difference is
 * ERR_CHECK (all of them are printed first), a fault of the script ERR_USAGE
 * with file:line.  With `generate` (GENERATE=1 in the environment) the
 * expected screens in the file are rewritten instead.
 */
bool script_play(const char *path, bool generate, const struct script_host *,
    FILE *out, struct err *);

#endif
