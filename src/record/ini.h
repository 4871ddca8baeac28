/*
 * Strict reading of definition files over iniparser, its only user.
 * Rules: libraries of doc/definitions; every fault is `file:line: sentence`
 * with status ERR_USAGE.
 */
#ifndef JB_RECORD_INI_H
#define JB_RECORD_INI_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct ini;

/* Sections and keys in file order.  strict about everything but which words
 * are allowed: ini_check_keys does that. */
bool ini_load(struct ini **, const char *path, struct err *) ATTR_MUST_USE;
bool ini_load_text(struct ini **, const char *name, const char *text,
    size_t size, struct err *) ATTR_MUST_USE;
/* The first section only: faults behind it are not seen. */
bool ini_load_head(struct ini **, const char *path, struct err *) ATTR_MUST_USE;
void ini_free(struct ini *);

const char *ini_path(const struct ini *);
const char *ini_get(const struct ini *, const char *section,
    const char *key); /* borrowed; NULL: absent */
int ini_line(const struct ini *, const char *section,
    const char *key); /* key NULL: the section's; 0: absent */
size_t ini_sections(const struct ini *);
const char *ini_section(const struct ini *, size_t i);
size_t ini_keys(const struct ini *, const char *section);
const char *ini_key(const struct ini *, const char *section, size_t i);

/* A fault at a key (or section): file:line is put before the sentence. Returns false. */
bool ini_fault(const struct ini *, const char *section, const char *key,
    struct err *, const char *fmt, ...) ATTR_FORMAT(5, 6);
bool ini_fault_list(const struct ini *, const char *section, const char *key,
    struct err *, const char *fmt, va_list) ATTR_FORMAT(5, 0);

/* Which keys a section may have; the tables also print the section 5 pages. */
struct ini_word {
	const char *key;   /* NULL ends; "*" allows any key */
	const char *value; /* what it takes, for the man page */
	const char *help;
};
bool ini_check_keys(const struct ini *, const char *section,
    const struct ini_word *, struct err *) ATTR_MUST_USE;
/* The next key, from *from on, that the words do not have; NULL: none. For
 * readers that report every fault. */
const char *ini_unknown_key(const struct ini *, const char *section,
    size_t *from, const struct ini_word *words);

#endif
