/*
 * Pay schemes: from the lines of a scheme file into dated rows of the book,
 * and back.  Knows no parser: the caller hands over what the file says.
 */
#ifndef JB_PAY_SCHEME_H
#define JB_PAY_SCHEME_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "store/book.h"

/* One key of the file, in file order. A section without keys has one line
 * with key and value NULL. */
struct scheme_line {
	const char *section, *key, *value;
	int line;
};

struct scheme_file {
	const char *path; /* for file:line in refusals */
	const struct scheme_line *lines;
	size_t count;
};

/*
 * Writes the file's rows into the book as one change (rows of the same code
 * are changed, rows the file no longer has are voided).  The caller may have
 * a change open already: then it is part of that.  *code (may be NULL) is
 * the scheme's code, the caller's.  Faults: ERR_USAGE, `file:line: ...`.
 */
bool scheme_load(struct book *, const struct scheme_file *, char **code,
    struct err *) ATTR_MUST_USE;

/* The text of a scheme file that loads to the same rows. */
bool scheme_save(struct book *, const char *code, struct buf *text,
    struct err *) ATTR_MUST_USE;

/* Loads the file, appends its grade table to text, and takes all back.
 * The book must be writable: a DB_MEMORY book will do. */
bool scheme_check(struct book *, const struct scheme_file *, struct buf *text,
    struct err *) ATTR_MUST_USE;

/* The schemes in the book, by code. */
typedef bool scheme_each(void *, const char *code, const char *name,
    const char *status, const char *place);
bool scheme_list(struct book *, scheme_each *, void *, struct err *)
    ATTR_MUST_USE;

/* From this day the organ (NULL: every organ without a parent) pays by the
 * scheme; the use of another scheme of its kind ends there. */
bool scheme_use(struct book *, const char *code, const char *organ,
    const char *from, struct err *) ATTR_MUST_USE;

#endif
