/*
 * The sink that keeps the rows of a report in the book, so that a later
 * hand-in can be compared with them.  Knows layouts, no format.
 */
#ifndef JB_SHEET_ROW_KEEPER_H
#define JB_SHEET_ROW_KEEPER_H

#include "sheet/layout.h"
#include "store/handed.h"

struct row_keeper {
	struct book *book;
	const char *month, *report, *title;
	int64_t round;
	/* its own */
	const struct layout *layout;
	struct buf cells;
	int64_t number;
};

void row_keeper_sink(struct row_keeper *, struct layout_sink *);
void row_keeper_done(struct row_keeper *);

#endif
