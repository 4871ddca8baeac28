/*
 * A table from elsewhere into the book: rows of a file become records, all
 * in one change that is one undo.  The law is the schema's; a row it refuses
 * is reported with its sentence.  Knows no record type and no screen.
 */
#ifndef JB_SHEET_IMPORT_H
#define JB_SHEET_IMPORT_H

#include "record/record.h"

struct import_options {
	const char *path;
	const char *sheet;  /* of a workbook; NULL: the first visible one */
	const char *map;    /* mapping file, or NULL */
	const char *kept; /* folder where mappings that served are kept, and
			     looked for when the same headers come again; NULL:
			     nowhere */
	const char *reason; /* or NULL */
	const char *office, *month; /* what a template must be of; NULL: any */
	bool dry_run;       /* everything, then as it was */
	bool partial;       /* the good rows are kept, the others reported */
	/* What was passed over or taken otherwise than it looks, and in a dry
	 * run what each changed cell was; row 0: the whole file.  Or NULL. */
	void (*note)(void *, int64_t row, const char *sentence);
	/* Now and then; false stops and leaves everything as it was. */
	bool (*progress)(void *, int64_t done, int64_t all);
	void *data; /* of progress, notes and refusals */
};

struct import_result {
	int64_t rows; /* with something in them, below the headers */
	int64_t added, changed, refused;
	char *rejects; /* file of the refused rows beside the input, the caller's;
			  NULL: none */
	bool kept; /* false: nothing was written (dry run, or refusals) */
};

/* A refused row: its number in the file, the label of the field (or of the
 * form), and the sentence with the refusal's code in brackets. */
typedef void import_refusal(
    void *, int64_t row, const char *label, const char *sentence);

/* False when nothing could be done at all: no such file, no headers, an
 * unknown header, stopped.  Refused rows are no failure: see the result. */
bool import_run(struct forms *, const struct formdef *,
    const struct import_options *, struct import_result *, import_refusal *,
    struct err *) ATTR_MUST_USE;

/* FILE:ROW: LABEL: sentence. The caller's. */
char *import_line(const char *path, int64_t row, const char *label,
    const char *sentence);

#endif
