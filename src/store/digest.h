/* SHA-256 (libsodium), as 64 hex digits. */
#ifndef JB_STORE_DIGEST_H
#define JB_STORE_DIGEST_H

#include <stddef.h>
#include "base/err.h"

void digest_bytes(const void *bytes, size_t size, char hex[65]);
bool digest_file(const char *path, char hex[65], struct err *);

/* In pieces: */
struct digest;
struct digest *digest_new(void);
void digest_add(struct digest *, const void *bytes, size_t size);
void digest_end(struct digest *, char hex[65]); /* frees */

#endif
