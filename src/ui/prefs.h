/*
 * How a clerk likes the screen: how much help it shows, when it locks.  Kept
 * in the clerk's state folder.
 */
#ifndef JB_UI_PREFS_H
#define JB_UI_PREFS_H

#include "record/formdef.h"

enum prefs_level {
	LEVEL_NEW = 1, /* three rows of help, legend */
	LEVEL_USED,    /* one row of hint, legend */
	LEVEL_EXPERT   /* no legend: its rows go to the body */
};

struct prefs {
	enum prefs_level level;
	int lock_minutes; /* 0: never */
	char pin[65];     /* what is kept of the PIN; "": none */
	char *path;       /* NULL: nothing can be kept */
};

void prefs_read(struct prefs *, struct forms *);
bool prefs_write(const struct prefs *, struct err *);
void prefs_done(struct prefs *);

const char *prefs_level_name(enum prefs_level);

#endif
