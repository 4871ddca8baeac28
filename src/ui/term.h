/*
 * The terminal: starting and stopping curses, its modes, the signals (by
 * flags only), resize, suspend.  Knows nothing of what is drawn.
 */
#ifndef JB_UI_TERM_H
#define JB_UI_TERM_H

#include <stdbool.h>

#include "base/err.h"

enum term_signal {
	TERM_WINCH,
	TERM_TSTP,
	TERM_CONT,
	TERM_HUP, /* SIGHUP, SIGTERM, SIGQUIT: write the draft and leave */
	TERM_INT, /* stops long work */
	TERM_SIGNAL_COUNT
};

/* LC_CTYPE only: the environment's if it is UTF-8, else C.UTF-8, else
 * ERR_WORLD. */
bool term_locale(struct err *);

/* The real screen.  ERR_WORLD with a sentence that names the commands without a
 * screen when the terminal is dumb. */
bool term_start(struct err *);
/* The same on nothing, of a given size, for key scripts and tests. */
bool term_start_headless(int rows, int columns, struct err *);
void term_stop(void);  /* restores the terminal and stderr; idempotent */
bool term_is_on(void);
/* One column only: nothing of ours can be written. */
bool term_is_thin(void); /* between start and stop */
bool term_is_headless(void);

/* What starting wants said in the message row (unknown TERM, ...); NULL: nothing. */
const char *term_note(void);

int term_rows(void);
int term_columns(void);
int term_colors(void); /* 256, 8 or 0; 0 also under NO_COLOR */

/* New size: asked of the kernel (rows 0), or given (headless). */
void term_resize(int rows, int columns);
void term_suspend(void); /* stops the process; restores all modes after */
void term_redraw(void);  /* the next flush paints every cell */
void term_set_escape_delay(int ms); /* 25..200 */

/* Has the signal come since last asked?  Clears it. */
bool term_take_signal(enum term_signal);

#endif
