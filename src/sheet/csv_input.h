/* The bytes of a text file as UTF-8, a piece at a time. */
#ifndef JB_SHEET_CSV_INPUT_H
#define JB_SHEET_CSV_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct csv_input;

bool csv_input_open(
    struct csv_input **, const char *path, struct err *) ATTR_MUST_USE;
bool csv_input_open_bytes(struct csv_input **, const char *name,
    const char *bytes, size_t size, struct err *) ATTR_MUST_USE;
void csv_input_close(struct csv_input *);

/* The next piece of valid UTF-8, until the next call; *size 0: no more. */
bool csv_input_next(struct csv_input *, const char **bytes, size_t *size,
    struct err *) ATTR_MUST_USE;
/* After the last piece: did it end at a byte that is no text?  The encoding's
 * name, or NULL. */
const char *csv_input_bad(const struct csv_input *);
void csv_input_progress(const struct csv_input *, int64_t *done, int64_t *all);

#endif
