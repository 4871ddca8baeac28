/*
 * A file that leaves the building: sealed with a passphrase (argon2id) and
 * libsodium's secretstream, so that it can be read only whole and unchanged.
 * Knows nothing of what is in it.
 */
#ifndef JB_STORE_LOCKBOX_H
#define JB_STORE_LOCKBOX_H

#include "base/attr.h"
#include "base/err.h"

/* Both make `to`, 0600, whole or not at all; what `to` was is replaced. */
bool lockbox_close(const char *from, const char *to, const char *passphrase,
    struct err *) ATTR_MUST_USE;
/* A wrong passphrase and a damaged file are the same sentence. */
bool lockbox_open(const char *from, const char *to, const char *passphrase,
    struct err *) ATTR_MUST_USE;
bool lockbox_is(const char *path);

#endif
