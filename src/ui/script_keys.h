/*
 * A line of keys in a key script becomes events in the input queue: literal
 * text, <Name>, << for <.  Knows no screen.
 */
#ifndef JB_UI_SCRIPT_KEYS_H
#define JB_UI_SCRIPT_KEYS_H

#include <stdbool.h>

#include "base/err.h"

/* Pushes the events; *count grows by the keys, characters and committed Han.
 * ime: digits and signs come full-width. ERR_USAGE for an unknown <Name>. */
bool script_keys_push(
    const char *line, bool ime, int *count, struct err *) ATTR_MUST_USE;

#endif
