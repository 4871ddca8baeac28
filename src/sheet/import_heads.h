/*
 * The headers of a table, wherever they begin and of however many lines:
 * titles above them, groups over them, a line of column numbers below.
 */
#ifndef JB_SHEET_IMPORT_HEADS_H
#define JB_SHEET_IMPORT_HEADS_H

#include "sheet/import_map.h"
#include "sheet/source.h"

struct import_heads {
	struct import_map *map;
	const char *kept; /* folder of the mappings that were used, or NULL */
	int *columns;     /* the file's column of each field; -1: none */
	bool found;       /* some line of them */
	bool whole;       /* and no more lines come */
	int64_t row;      /* of the first line */
	char **texts, **groups; /* of each column; "" */
	size_t count;
	char **above; /* the last row that was none, if it could be a line */
	size_t above_count;
	int64_t above_row;
	char **likely; /* the row that was most like headers, for the sentence */
	size_t likely_count, likely_known;
	int rows;    /* looked at */
	char *print; /* what these headers are known again by */
};

void import_heads_init(
    struct import_heads *, struct import_map *, const char *kept);
void import_heads_done(struct import_heads *);

/* *below: the row is the first one that is no header any more.  False with
 * err: these are the headers, but one of them is unknown. */
bool import_heads_try(struct import_heads *, const struct source_row *,
    bool *below, struct err *) ATTR_MUST_USE;
/* The file has ended. */
bool import_heads_end(struct import_heads *, struct err *) ATTR_MUST_USE;
/* The column of a header that is no field; -1: there is none. */
int import_heads_column(const struct import_heads *, const char *header);
/* Is this row the headers once more, as on every page of a print? */
bool import_heads_again(const struct import_heads *, const struct source_row *);
/* Where the mapping of these headers is kept. The caller's; NULL: nowhere. */
char *import_heads_kept(const struct import_heads *);

#endif
