/*
 * The key monkey: seeded keys, bytes, pastes, resizes and broken lines
 * against a host, with what must hold after each of them.  What it did is
 * kept as a key script, so that a fault can be played again.
 */
#ifndef JB_UI_SCRIPT_MONKEY_H
#define JB_UI_SCRIPT_MONKEY_H

#include <stdio.h>

#include "ui/script.h"

struct script_monkey {
	const struct script_host *host;
	const struct script_start *start; /* the book it plays with */
	unsigned seed;
	long count; /* events */
	FILE *out;  /* where a fault and its script are printed */
};

/* False: something did not hold; it has been printed. */
bool script_monkey_play(const struct script_monkey *, struct err *);

#endif
