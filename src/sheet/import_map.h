/* Which column of a file is which field. */
#ifndef JB_SHEET_IMPORT_MAP_H
#define JB_SHEET_IMPORT_MAP_H

#include "record/formdef.h"
#include "sheet/source.h"

struct import_map {
	const struct formdef *form;
	struct ini *words; /* the mapping file, or NULL */
	/* The file's column of each field of the form; -1: none. */
	int *columns;
	char *first; /* the first row that could be headers, for the sentence */
	int rows;    /* looked at */
};

/* A mapping file has one section: [map] FIELD = "HEADER", and skip = "A B". */
bool import_map_init(struct import_map *, const struct formdef *,
    const char *path, struct err *) ATTR_MUST_USE;
void import_map_done(struct import_map *);

/* Is this row the headers?  Titles and blank rows above are not.  False with
 * err: it is, but one of them is unknown. */
bool import_map_try(struct import_map *, const struct source_row *,
    bool *headers, struct err *) ATTR_MUST_USE;
/* The file ended, or went on too long, without headers. */
bool import_map_missing(const struct import_map *, struct err *);

#endif
