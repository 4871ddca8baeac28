/*
 * Rows that were pasted and are not in the book yet: a grid of text under
 * the fields of a form, what an import said of each row, and the file it is
 * imported from.  Knows no screen and imports nothing itself.
 */
#ifndef JB_RECORD_STAGED_H
#define JB_RECORD_STAGED_H

#include "record/formdef.h"

struct staged_row {
	char **cells; /* by column; never NULL */
	char *fault;  /* sentence of the last trial, or NULL */
	int fault_at; /* its column, or -1 */
};

struct staged {
	const struct formdef *form;
	const struct field **fields; /* by column; NULL: a header nobody knows */
	char **headers;
	size_t columns;
	struct staged_row *rows;
	size_t count;
};

/* Is it more than one cell: tabs, or several lines? */
bool staged_is_rows(const char *text);
/* The rows of a paste.  The first is the headers if it names fields of the
 * form; else the columns are the form's fields in their order. */
void staged_read(struct staged *, const struct formdef *, const char *text);
void staged_done(struct staged *);

/* Replaces a cell; what was said of its row is forgotten. */
void staged_put(struct staged *, size_t row, size_t column, const char *text);
void staged_forget_faults(struct staged *);
/* A line of the import: FILE:ROW: LABEL: sentence.  False: it is none. */
bool staged_take_fault(struct staged *, const char *line);
/* Only the rows at fault stay. */
void staged_keep_faulty(struct staged *);

/* Tab-separated, UTF-8, with headers; unknown columns are left out. */
void staged_write(const struct staged *, struct buf *);

#endif
