/*
 * What left the office: the ledger of exported files, and the bytes and rows
 * of what was handed in for a closed month.  Knows no report, only names.
 */
#ifndef JB_STORE_HANDED_H
#define JB_STORE_HANDED_H

#include "base/buf.h"
#include "store/book.h"

/* One file: which report, of which day, how it came out. */
struct handed {
	const char *report, *title, *day, *format, *file;
	const char *purpose; /* why; NULL: not said */
	int64_t rows;
	const char *sha256;
	bool in_full; /* personal numbers are not masked */
	bool sealed;  /* the bytes of a closed month */
};

/* Enters a file into the ledger: a change of its own. */
bool handed_log(struct book *, const struct handed *, struct err *)
    ATTR_MUST_USE;

/* How often the month was handed in so far. */
bool handed_rounds(struct book *, const char *month, int64_t *rounds,
    struct err *) ATTR_MUST_USE;
/* Inside a change: one file of a round, with its bytes. */
bool handed_keep(struct book *, const struct handed *, int64_t round,
    const void *bytes, size_t size, struct err *) ATTR_MUST_USE;

struct handed_row {
	const char *report, *title, *sheet, *key, *label, *cells;
	int64_t number;
};
bool handed_keep_row(struct book *, const char *month, int64_t round,
    const struct handed_row *, struct err *) ATTR_MUST_USE;

/* The file last handed in for a month that is closed now: its bytes are
 * added to the buffer after their SHA-256 was checked.  *file NULL: the
 * month is open, or the report was not part of it.  *file is the caller's. */
bool handed_find(struct book *, const char *month, const char *report,
    const char *format, struct buf *, char **file, int64_t *rows,
    struct err *) ATTR_MUST_USE;

#endif
