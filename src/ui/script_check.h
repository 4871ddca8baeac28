/*
 * Comparing the screen with what a key script expects.  Knows neither keys
 * nor the host.
 */
#ifndef JB_UI_SCRIPT_CHECK_H
#define JB_UI_SCRIPT_CHECK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/buf.h"

struct script_report {
	FILE *out;
	const char *path;
	size_t line; /* of the script, from 1 */
	int faults;
};

/* "file:line: what", and under it the wanted and the found. */
void script_check_report(struct script_report *, const char *what,
    const char *want, const char *got);

/* Reads one row of the screen: draw_row or draw_row_roles. */
typedef char *script_check_row(int y);

/* All rows against the lines of a block; the first stands at first_line. */
void script_check_rows(struct script_report *, char *const *want, size_t count,
    size_t first_line, script_check_row *);
/* Does row y (from 0) hold the text? */
void script_check_row_holds(struct script_report *, int y, const char *text);
/* y and x from 0. */
void script_check_cursor(struct script_report *, int y, int x);
/* All rows, each with its line end. */
void script_check_dump(struct buf *, script_check_row *);

#endif
