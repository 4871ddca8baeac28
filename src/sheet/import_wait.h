/*
 * Rows that name a record of their own kind which may stand further down:
 * kept until the end of the file, then tried again.  Knows no record.
 */
#ifndef JB_SHEET_IMPORT_WAIT_H
#define JB_SHEET_IMPORT_WAIT_H

#include "sheet/source.h"

struct import_wait {
	struct source_row *rows; /* owned, with what they point to */
	size_t count, room;
};

/* False: so many wait already that this one is not kept. */
bool import_wait_add(struct import_wait *, const struct source_row *);
void import_wait_done(struct import_wait *);

#endif
