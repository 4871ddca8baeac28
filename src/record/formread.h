/*
 * What the reading of one definition shares between its files: the form and
 * its fields (formdef.c), its lists (formlist.c).  Nobody else's.
 */
#ifndef JB_RECORD_FORMREAD_H
#define JB_RECORD_FORMREAD_H

#include "record/formdef.h"

struct formread {
	const struct formdef_source *from;
	struct formdef *form;
	struct err *err;
	int faults;
};

/* One fault at a key: to the callback, and the first to err. */
void formread_fault(struct formread *, const char *section, const char *key,
    const char *fmt, ...) ATTR_FORMAT(4, 5);
/* Faults for the keys that the words do not have. */
void formread_keys(
    struct formread *, const char *section, const struct ini_word *);
/* NULL when absent or empty; the caller's. */
char *formread_text(struct formread *, const char *section, const char *key);
bool formread_yes(struct formread *, const char *section, const char *key);
int formread_number(struct formread *, const char *section, const char *key,
    int most, int fallback);
/* By field or column name; NULL: none. */
struct field *formread_find(const struct formdef *, const char *name);
/* The same, with a fault at the key that named it. */
const struct field *formread_field(struct formread *, const char *section,
    const char *key, const char *name);

#endif
