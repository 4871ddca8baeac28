/*
 * Allocation that cannot fail: when memory is out, the hook set by
 * mem_on_exhausted runs once (it restores the terminal) and the process
 * ends with status 3.  Everything returned is released with free().
 */
#ifndef JB_BASE_MEM_H
#define JB_BASE_MEM_H

#include <stdarg.h>
#include <stddef.h>

#include "base/attr.h"

void mem_on_exhausted(void (*hook)(void));
void *mem_alloc(size_t bytes);              /* zeroed */
void *mem_array(size_t count, size_t each); /* zeroed; dies on overflow */
void *mem_resize(void *block, size_t count, size_t each);
char *mem_strdup(const char *s); /* NULL gives NULL */
char *mem_strndup(const char *s, size_t bytes);
char *mem_printf(const char *fmt, ...) ATTR_FORMAT(1, 2);
char *mem_vprintf(const char *fmt, va_list) ATTR_FORMAT(1, 0);

/*
 * Room for one more element in a growing array: returns the (possibly
 * moved) array of which *capacity elements are allocated, more than count.
 */
void *mem_grow(void *array, size_t count, size_t *capacity, size_t each);

#endif
