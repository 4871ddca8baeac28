/*
 * A scheme file as sections that hold from a version on: which section
 * stands for which version, and its values checked by the table of keys.
 */
#ifndef JB_PAY_SCHEME_DOC_H
#define JB_PAY_SCHEME_DOC_H

#include "pay/policy.h"
#include "pay/scheme.h"
#include "pay/scheme_rows.h"

struct scheme_section {
	const char *full; /* "item.heating@2" */
	char *name;       /* "item.heating" */
	const char *word; /* "heating", within name; NULL: none */
	size_t type;      /* bytes of "item" */
	int since;        /* 2 */
	int line;
	bool drop;
	int rank; /* by first appearance of the name */
};

struct scheme_doc {
	const struct scheme_file *file;
	struct scheme_section *sections;
	size_t count;
	int versions;
};

bool scheme_doc_read(struct scheme_doc *, const struct scheme_file *,
    struct err *) ATTR_MUST_USE;
void scheme_doc_done(struct scheme_doc *);

const struct scheme_line *scheme_doc_line(
    const struct scheme_doc *, const char *section, const char *key);
const char *scheme_doc_value(
    const struct scheme_doc *, const char *section, const char *key);

/* The line that states a key of a version, in whichever [version.N] did it
 * last, 0 if none; NULL: the version's own. */
int scheme_doc_version_line(
    const struct scheme_doc *, int version, const char *key);

/* Is this the section that stands for the name in this version? */
bool scheme_doc_stands(
    const struct scheme_doc *, const struct scheme_section *, int version);
bool scheme_doc_is(const struct scheme_section *, const char *type);

/* The value of a key as a cell; `?` gives *open (NULL: refused). */
bool scheme_doc_cell(const struct scheme_doc *, const struct scheme_line *,
    const struct policy_key *, const char *value, struct row *, bool *open,
    struct err *) ATTR_MUST_USE;
bool scheme_doc_number(const struct scheme_doc *, const struct scheme_line *,
    enum key_kind, const char *value, int64_t *number, struct err *)
    ATTR_MUST_USE;

/* file:line before the sentence; ERR_USAGE; false. */
bool scheme_doc_fault(const struct scheme_doc *, int line, struct err *,
    const char *fmt, ...) ATTR_FORMAT(4, 5);

/* Walks the blank-separated words of a list: the next word into out. */
bool scheme_doc_word(const char **list, char *out, size_t size);

#endif
