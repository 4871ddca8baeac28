/*
 * Texts of worksheets that are written in one order and read in another.
 */
#ifndef JB_SHEET_SHEET_PARTS_H
#define JB_SHEET_SHEET_PARTS_H

#include "base/buf.h"

struct sheet_parts {
	struct buf *parts; /* by place */
	size_t count;
};

void sheet_parts_set(struct sheet_parts *, size_t count);
void sheet_parts_done(struct sheet_parts *);
/* All of them behind one another, an empty line between. */
void sheet_parts_join(const struct sheet_parts *, struct buf *out);

#endif
