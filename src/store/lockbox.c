/*
 * Sealed files (see lockbox.h): a word, the salt and the cost of the key, the
 * stream's header, then chunks; the last is marked, so a cut file is noticed.
 */
#include "store/lockbox.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"

#define WORD      "jieban-lockbox-1\n"
#define WORD_SIZE (sizeof(WORD) - 1)
#define CHUNK     65536
#define SEALED    (CHUNK + crypto_secretstream_xchacha20poly1305_ABYTES)
/* More than this no box of ours asks for: a made-up one shall not starve us. */
#define MEMORY_MAX ((uint64_t)1 << 30)
#define WORK_MAX   10

struct head {
	unsigned char word[WORD_SIZE];
	unsigned char salt[crypto_pwhash_SALTBYTES];
	unsigned char work[8], memory[8]; /* little-endian */
	unsigned char stream[crypto_secretstream_xchacha20poly1305_HEADERBYTES];
};

struct box {
	FILE *in, *out;
	char *aside;
	struct head head;
	unsigned char key[crypto_secretstream_xchacha20poly1305_KEYBYTES];
	crypto_secretstream_xchacha20poly1305_state state;
};

static void
write_number(unsigned char to[8], uint64_t n)
{
	for (int i = 0; i < 8; i++, n >>= 8)
		to[i] = (unsigned char)n;
}

static uint64_t
read_number(const unsigned char from[8])
{
	uint64_t n = 0;

	for (int i = 7; i >= 0; i--)
		n = n << 8 | from[i];
	return n;
}

static bool
fault(struct err *err, const char *what, const char *path)
{
	return err_set(
	    err, ERR_WORLD, _("%s：%s（%s）"), what, path, strerror(errno));
}

static bool
open_files(struct box *box, const char *from, const char *to, struct err *err)
{
	int in = open(from, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	int out = -1;

	*box = (struct box){0};
	if (in < 0 || !(box->in = fdopen(in, "rb"))) {
		if (in >= 0)
			close(in);
		return fault(err, _("打不开文件"), from);
	}
	if (!path_aside_open(to, &box->aside, &out, err))
		return false;
	box->out = fdopen(out, "wb");
	if (box->out)
		return true;
	fault(err, _("不能写文件"), to);
	close(out);
	return false;
}

/* What was made gets its name when all is good, else goes. */
static bool
finish(struct box *box, const char *to, bool good, struct err *err)
{
	if (box->in)
		fclose(box->in);
	if (box->out && fclose(box->out) && good)
		good = fault(err, _("没有写到硬盘"), to);
	if (good)
		good = path_aside_commit(&box->aside, to, err);
	else if (box->aside)
		path_aside_drop(&box->aside);
	sodium_memzero(box, sizeof(*box));
	return good;
}

static bool
make_key(struct box *box, const char *passphrase, struct err *err)
{
	uint64_t work = read_number(box->head.work);
	uint64_t memory = read_number(box->head.memory);

	return (memory <= MEMORY_MAX && work <= WORK_MAX &&
		   crypto_pwhash(box->key, sizeof(box->key), passphrase,
		       strlen(passphrase), box->head.salt, work, memory,
		       crypto_pwhash_ALG_ARGON2ID13) == 0) ||
	       err_set(err, ERR_WORLD, _("口令算不出密钥：文件头不对，或内存不够"));
}

static bool
put(struct box *box, const void *bytes, size_t size, const char *to,
    struct err *err)
{
	return fwrite(bytes, 1, size, box->out) == size ||
	       fault(err, _("写不进去"), to);
}

static bool
seal_chunks(struct box *box, const char *to, struct err *err)
{
	unsigned char *plain = mem_alloc(CHUNK), *sealed = mem_alloc(SEALED);
	bool good = true, last = false;

	while (good && !last) {
		size_t size = fread(plain, 1, CHUNK, box->in);
		unsigned long long made;

		if (ferror(box->in)) {
			good = fault(err, _("读不出来"), to);
			break;
		}
		last = size < CHUNK;
		crypto_secretstream_xchacha20poly1305_push(&box->state, sealed,
		    &made, plain, size, NULL, 0,
		    last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0);
		good = put(box, sealed, (size_t)made, to, err);
	}
	sodium_memzero(plain, CHUNK);
	free(plain);
	free(sealed);
	return good;
}

bool
lockbox_close(const char *from, const char *to, const char *passphrase,
    struct err *err)
{
	struct box box = {0};
	bool good = sodium_init() >= 0 && open_files(&box, from, to, err);

	if (good) {
		memcpy(box.head.word, WORD, WORD_SIZE);
		randombytes_buf(box.head.salt, sizeof(box.head.salt));
		write_number(
		    box.head.work, crypto_pwhash_OPSLIMIT_MODERATE);
		write_number(
		    box.head.memory, crypto_pwhash_MEMLIMIT_MODERATE);
		good = make_key(&box, passphrase, err);
	}
	if (good) {
		crypto_secretstream_xchacha20poly1305_init_push(
		    &box.state, box.head.stream, box.key);
		good = put(&box, &box.head, sizeof(box.head), to, err) &&
		       seal_chunks(&box, to, err);
	}
	return finish(&box, to, good, err);
}

static bool
open_chunks(struct box *box, const char *to, struct err *err)
{
	unsigned char *plain = mem_alloc(CHUNK), *sealed = mem_alloc(SEALED);
	unsigned char tag = 0;
	bool good = true;

	while (good && tag != crypto_secretstream_xchacha20poly1305_TAG_FINAL) {
		size_t size = fread(sealed, 1, SEALED, box->in);
		unsigned long long made = 0;

		good = size > crypto_secretstream_xchacha20poly1305_ABYTES - 1 &&
		       crypto_secretstream_xchacha20poly1305_pull(&box->state,
			   plain, &made, &tag, sealed, size, NULL, 0) == 0;
		if (!good)
			err_set(err, ERR_WORLD, _("口令不对，或文件已损坏"));
		else
			good = put(box, plain, (size_t)made, to, err);
	}
	if (good && fgetc(box->in) != EOF)
		good = err_set(err, ERR_WORLD, _("口令不对，或文件已损坏"));
	sodium_memzero(plain, CHUNK);
	free(plain);
	free(sealed);
	return good;
}

bool
lockbox_open(const char *from, const char *to, const char *passphrase,
    struct err *err)
{
	struct box box = {0};
	bool good = sodium_init() >= 0 && open_files(&box, from, to, err);

	if (good && (fread(&box.head, sizeof(box.head), 1, box.in) != 1 ||
			memcmp(box.head.word, WORD, WORD_SIZE) != 0))
		good = err_set(err, ERR_WORLD, _("不是加密的备份：%s"), from);
	good = good && make_key(&box, passphrase, err);
	if (good && crypto_secretstream_xchacha20poly1305_init_pull(
			&box.state, box.head.stream, box.key) != 0)
		good = err_set(err, ERR_WORLD, _("口令不对，或文件已损坏"));
	return finish(&box, to, good && open_chunks(&box, to, err), err);
}

bool
lockbox_is(const char *path)
{
	char word[WORD_SIZE];
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	bool is = fd >= 0 && read(fd, word, sizeof(word)) == sizeof(word) &&
		  !memcmp(word, WORD, WORD_SIZE);

	if (fd >= 0)
		close(fd);
	return is;
}
