/*
 * Reads a compiled message catalogue (GNU .mo): the file is mapped, every
 * offset in it is checked once, and a message is found by the catalogue's
 * own hash table, or by halving if it has none.  Knows no language.
 */
#ifndef JB_BASE_MO_H
#define JB_BASE_MO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct mo {
	const char *bytes;
	size_t size;
	uint32_t count; /* messages; 0: not open */
	const uint32_t *from, *to; /* tables of length and offset */
	const uint32_t *hash;
	uint32_t hash_size; /* 0: no table */
	bool mapped;
};

/* False if the file is missing, or not a sound catalogue in our byte order. */
bool mo_open(struct mo *, const char *path);
/* The same over bytes of the caller's, four-byte aligned. */
bool mo_read(struct mo *, const void *bytes, size_t size);
void mo_close(struct mo *); /* a zeroed one may be closed */

/* False: no such message, or it has no translation.  Both texts are the
 * catalogue's. */
bool mo_find(const struct mo *, const char *text, const char **from,
    const char **to);

#endif
