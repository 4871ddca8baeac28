/* Which header is which field.  Names only: no row, no value. */
#ifndef JB_SHEET_IMPORT_MAP_H
#define JB_SHEET_IMPORT_MAP_H

#include "record/formdef.h"

struct import_map {
	const struct formdef *form;
	struct ini *words; /* the mapping file, or NULL */
};

enum import_word { WORD_BLANK, WORD_FIELD, WORD_SKIPPED, WORD_UNKNOWN };

/* A mapping file has one section: [map] FIELD = "HEADER", and skip = "A B". */
bool import_map_init(struct import_map *, const struct formdef *,
    const char *path, struct err *) ATTR_MUST_USE;
void import_map_done(struct import_map *);

/* group stands over the header, or is NULL: the two together are tried
 * first.  *field only for WORD_FIELD. */
enum import_word import_map_find(const struct import_map *, const char *group,
    const char *header, const struct field **field);
/* The sentence about headers that nobody knows; false. */
bool import_map_refuse(const struct import_map *, const char *const *headers,
    size_t count, struct err *);

/* Without blanks, line breaks and stars, half width. The caller's. */
char *import_map_plain(const char *header);

#endif
