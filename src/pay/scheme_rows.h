/*
 * Rows of the policy by their made codes: written if new or unlike, left
 * alone if the same, voided if the file no longer has them.
 */
#ifndef JB_PAY_SCHEME_ROWS_H
#define JB_PAY_SCHEME_ROWS_H

#include <stdint.h>

#include "store/book.h"

#define ROW_MOST_CELLS 100

struct row_cell {
	const char *column;
	bool null;
	const char *text; /* NULL: the number */
	int64_t number;
};

struct row {
	const char *table;
	struct row_cell cells[ROW_MOST_CELLS];
	size_t count;
};

struct scheme_rows;

struct scheme_rows *scheme_rows_new(struct book *);
void scheme_rows_free(struct scheme_rows *);

void row_begin(struct row *, const char *table);
void row_text(struct row *, const char *column, const char *value);
void row_int(struct row *, const char *column, int64_t value);
void row_null(struct row *, const char *column);

/* Writes the row under its code; *id is its id. */
bool scheme_rows_put(struct scheme_rows *, const struct row *,
    const char *code, int64_t *id, struct err *) ATTR_MUST_USE;
/* Voids the scheme's rows that were not put. */
bool scheme_rows_end(struct scheme_rows *, int64_t scheme, struct err *)
    ATTR_MUST_USE;

#endif
