/*
 * A growing byte string.  A zeroed struct is an empty buf; buf_done frees
 * and zeroes it.  text is NUL-terminated whenever it is not NULL.
 */
#ifndef JB_BASE_BUF_H
#define JB_BASE_BUF_H

#include <stddef.h>
#include <stdbool.h>

#include "base/attr.h"

struct buf {
	char *text;
	size_t size; /* bytes, without the NUL */
	size_t capacity;
};

void buf_done(struct buf *);
void buf_clear(struct buf *); /* keeps the memory */
void buf_add(struct buf *, const void *bytes, size_t size);
void buf_add_char(struct buf *, char c);
void buf_add_string(struct buf *, const char *s); /* NULL adds nothing */
void buf_printf(struct buf *, const char *fmt, ...) ATTR_FORMAT(2, 3);
void buf_add_json(struct buf *, const char *s); /* quoted; NULL gives null */
const char *buf_string(const struct buf *);     /* never NULL; borrowed */
char *buf_take(struct buf *); /* the caller's; never NULL; buf is empty after */

#endif
