/*
 * SHA-256 by libsodium, its only user.  Knows nothing of what it digests.
 */
#include "store/digest.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/mem.h"

struct digest {
	crypto_hash_sha256_state state;
};

static void
start(void)
{
	/* Repeated calls are cheap; failure means a system without a random
	 * source, which SHA-256 does not need. */
	(void)!sodium_init();
}

static void
write_hex(const unsigned char hash[crypto_hash_sha256_BYTES], char hex[65])
{
	sodium_bin2hex(hex, 65, hash, crypto_hash_sha256_BYTES);
}

void
digest_bytes(const void *bytes, size_t size, char hex[65])
{
	unsigned char hash[crypto_hash_sha256_BYTES];

	start();
	crypto_hash_sha256(hash, bytes, size);
	write_hex(hash, hex);
}

struct digest *
digest_new(void)
{
	struct digest *digest = mem_alloc(sizeof(*digest));

	start();
	crypto_hash_sha256_init(&digest->state);
	return digest;
}

void
digest_add(struct digest *digest, const void *bytes, size_t size)
{
	crypto_hash_sha256_update(&digest->state, bytes, size);
}

void
digest_end(struct digest *digest, char hex[65])
{
	unsigned char hash[crypto_hash_sha256_BYTES];

	crypto_hash_sha256_final(&digest->state, hash);
	write_hex(hash, hex);
	free(digest);
}

bool
digest_file(const char *path, char hex[65], struct err *err)
{
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	struct digest *digest;
	struct stat st;
	char bytes[65536];
	ssize_t got = -1;

	hex[0] = '\0';
	if (fd < 0 || fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) {
		if (fd >= 0)
			close(fd);
		return err_set(err, ERR_WORLD, _("读不到文件: %s"), path);
	}
	digest = digest_new();
	while ((got = read(fd, bytes, sizeof(bytes))) > 0 ||
	    (got < 0 && errno == EINTR))
		if (got > 0)
			digest_add(digest, bytes, (size_t)got);
	close(fd);
	digest_end(digest, hex);
	return got == 0 || err_set(err, ERR_WORLD, _("文件没有读完: %s"), path);
}
