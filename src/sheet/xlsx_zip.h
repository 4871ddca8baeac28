/*
 * The parts of a workbook file, one at a time through the XML parser.
 * Trusts nothing: what a part may unpack to, and the memory that parsing it
 * may take, are bounded.  Knows nothing of sheets and cells.
 */
#ifndef JB_SHEET_XLSX_ZIP_H
#define JB_SHEET_XLSX_ZIP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"

struct xlsx_zip;

/* What is told of a part; names without their prefix. */
struct xlsx_part {
	void (*start)(void *, const char *name, const char **pairs);
	void (*end)(void *, const char *name);                   /* or NULL */
	void (*text)(void *, const char *text, size_t size); /* or NULL */
	void *data;
};

bool xlsx_zip_open(
    struct xlsx_zip **, const char *path, struct err *) ATTR_MUST_USE;
void xlsx_zip_close(struct xlsx_zip *); /* NULL is fine */

/* Parses one part; one that is not there is no fault here: see *found. */
bool xlsx_zip_parse(struct xlsx_zip *, const char *name,
    const struct xlsx_part *, bool *found, struct err *) ATTR_MUST_USE;
/* Do these bytes stand in the part?  Unpacks it without parsing. */
bool xlsx_zip_holds(struct xlsx_zip *, const char *name, const char *bytes,
    bool *found, struct err *) ATTR_MUST_USE;
/* From within: ends the running parse.  A sentence (or NULL, when the err is
 * set already) is what it then fails with. */
void xlsx_zip_stop(struct xlsx_zip *, const char *sentence);
/* From within: how much of the part was read, and how much there is. */
void xlsx_zip_progress(const struct xlsx_zip *, int64_t *done, int64_t *all);

/* The value of an attribute, whatever its prefix; NULL: none. */
const char *xlsx_attribute(const char **pairs, const char *name);

#endif
