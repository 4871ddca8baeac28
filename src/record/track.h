/*
 * The states of one record as a track: those it has been in, with the day,
 * the one it is in, and those the usual moves lead to.  Read from the
 * declared moves and the journal; knows no record by name.
 */
#ifndef JB_RECORD_TRACK_H
#define JB_RECORD_TRACK_H

#include "record/record.h"

enum track_mark { TRACK_PASSED, TRACK_NOW, TRACK_AHEAD };

struct track_step {
	char *state, *label;
	char *day; /* when it came there, YYYY-MM-DD; NULL: not known */
	enum track_mark mark;
};

/* Nothing (and true) for records without states. */
bool track_read(const struct record *, struct forms *, struct track_step **,
    size_t *count, struct err *) ATTR_MUST_USE;
void track_free(struct track_step *, size_t count);

/* Two lines of at most `cells`: the states, and the days below.  What is far
 * behind leaves at the left under a '<', what is far ahead at the right. */
void track_words(const struct track_step *, size_t count, int cells,
    struct buf *states, struct buf *days);

#endif
