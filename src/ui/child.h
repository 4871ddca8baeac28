/*
 * A child process of the same program with the words of the command line,
 * on the same book, as the same clerk.  Hands over its lines; knows nothing
 * of what it does.
 */
#ifndef JB_UI_CHILD_H
#define JB_UI_CHILD_H

#include <sys/types.h>

#include "ui/desk.h"

struct child {
	pid_t pid; /* 0: has ended */
	int out;   /* what it says, both streams; -1: closed */
	struct buf line;
	int status; /* of the program, once it has ended; -1: killed */
};

/* NULL-terminated words behind the options; a zeroed struct. */
bool child_start(struct child *, struct desk *, const char *const *words,
    struct err *);
/* Reads what has come, waiting at most so long.  each gets whole lines;
 * progress ends in '\r' and stays in `line`.  True: something came. */
bool child_read(struct child *, int wait_ms,
    void (*each)(void *, const char *line), void *data);
void child_stop(struct child *); /* asks it to; as Ctrl+C would */
void child_done(struct child *); /* ends it, if need be */

#endif
