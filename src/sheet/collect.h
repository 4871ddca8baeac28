/*
 * Another office's sealed month taken into this book, whole or not at all.
 * Believes nothing of the file but what its checksum covers.
 */
#ifndef JB_SHEET_COLLECT_H
#define JB_SHEET_COLLECT_H

#include "record/formdef.h"

/* Inside a change; *what is a line for the clerk, the caller's. */
bool collect_package(struct forms *, const char *path, char **what,
    struct err *) ATTR_MUST_USE;

#endif
