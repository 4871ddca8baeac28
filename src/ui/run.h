/*
 * Long work: a child process of the same program with the words of the
 * command line; its lines are shown as they come, Ctrl+C stops it.
 */
#ifndef JB_UI_RUN_H
#define JB_UI_RUN_H

#include "ui/desk.h"

/* An answer of this tag is a command to be run. */
#define RUN_TAG 1003

/* words: the command and its arguments, blank-separated.  `under`: how many
 * views below it are done with when it has gone well.  NULL with a message
 * said when it cannot be started. */
struct view *run_new(struct desk *, const char *words, int under);

#endif
