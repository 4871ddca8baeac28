/*
 * The format: "The Format of GNU MO Files" in the manual of gettext.  Seven
 * numbers (magic, revision, count, three tables and the size of the hash
 * table), then tables of length and offset, sorted by message.
 */
#include "base/mo.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAGIC 0x950412deu
#define COUNT_MOST 1000000u
#define SIZE_MOST (64u << 20)

/* count pairs of numbers from offset on lie within the file, aligned. */
static const uint32_t *
table(const struct mo *mo, uint32_t offset, uint64_t numbers)
{
	if (offset % sizeof(uint32_t) || offset > mo->size ||
	    numbers * sizeof(uint32_t) > mo->size - offset)
		return NULL;
	return (const uint32_t *)(const void *)(mo->bytes + offset);
}

/* Each text ends within the file with its NUL where the table says. */
static bool
texts_are_whole(const struct mo *mo, const uint32_t *pairs)
{
	for (uint32_t i = 0; i < mo->count; i++) {
		uint32_t length = pairs[2 * i], at = pairs[2 * i + 1];

		if (at >= mo->size || length >= mo->size - at ||
		    mo->bytes[at + length])
			return false;
	}
	return true;
}

static bool
is_sorted(const struct mo *mo)
{
	for (uint32_t i = 1; i < mo->count; i++)
		if (strcmp(mo->bytes + mo->from[2 * i - 1],
			mo->bytes + mo->from[2 * i + 1]) >= 0)
			return false;
	return true;
}

/* Entries are 0 or 1 + a message, and one at least is free: a search ends. */
static bool
hash_is_whole(const struct mo *mo)
{
	bool open = false;

	for (uint32_t i = 0; i < mo->hash_size; i++) {
		if (mo->hash[i] > mo->count)
			return false;
		open = open || !mo->hash[i];
	}
	return open;
}

bool
mo_read(struct mo *mo, const void *bytes, size_t size)
{
	const uint32_t *head = bytes;

	memset(mo, 0, sizeof *mo);
	if (size < 7 * sizeof *head || size > SIZE_MOST || head[0] != MAGIC ||
	    head[1] >> 16 || !head[2] || head[2] > COUNT_MOST)
		return false;
	mo->bytes = bytes;
	mo->size = size;
	mo->count = head[2];
	mo->from = table(mo, head[3], 2 * (uint64_t)mo->count);
	mo->to = table(mo, head[4], 2 * (uint64_t)mo->count);
	if (head[5] > 2) {
		mo->hash_size = head[5];
		mo->hash = table(mo, head[6], head[5]);
	}
	if (mo->from && mo->to && texts_are_whole(mo, mo->from) &&
	    texts_are_whole(mo, mo->to) && is_sorted(mo) &&
	    (!mo->hash_size || (mo->hash && hash_is_whole(mo))))
		return true;
	memset(mo, 0, sizeof *mo);
	return false;
}

bool
mo_open(struct mo *mo, const char *path)
{
	struct stat st;
	void *map = MAP_FAILED;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	memset(mo, 0, sizeof *mo);
	if (fd < 0)
		return false;
	if (!fstat(fd, &st) && S_ISREG(st.st_mode) && st.st_size > 0 &&
	    st.st_size <= (off_t)SIZE_MOST)
		map = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE,
		    fd, 0);
	close(fd);
	if (map == MAP_FAILED)
		return false;
	if (mo_read(mo, map, (size_t)st.st_size)) {
		mo->mapped = true;
		return true;
	}
	munmap(map, (size_t)st.st_size);
	return false;
}

void
mo_close(struct mo *mo)
{
	if (mo->mapped)
		munmap((void *)(uintptr_t)mo->bytes, mo->size);
	memset(mo, 0, sizeof *mo);
}

/* The hash of the catalogue's format (P. J. Weinberger's). */
static uint32_t
hash_of(const char *text)
{
	uint32_t hash = 0;

	for (; *text; text++) {
		uint32_t top;

		hash = (hash << 4) + (unsigned char)*text;
		top = hash & 0xf0000000u;
		hash ^= top >> 24 ^ top;
	}
	return hash;
}

static uint32_t
find_by_hash(const struct mo *mo, const char *text)
{
	uint32_t hash = hash_of(text), at = hash % mo->hash_size;
	uint32_t step = 1 + hash % (mo->hash_size - 2);

	for (uint32_t tries = 0; tries < mo->hash_size; tries++) {
		uint32_t entry = mo->hash[at];

		if (!entry)
			return mo->count;
		if (!strcmp(mo->bytes + mo->from[2 * (entry - 1) + 1], text))
			return entry - 1;
		at = at >= mo->hash_size - step ? at - (mo->hash_size - step)
						: at + step;
	}
	return mo->count;
}

static uint32_t
find_by_halving(const struct mo *mo, const char *text)
{
	uint32_t low = 0, high = mo->count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		int order = strcmp(text, mo->bytes + mo->from[2 * middle + 1]);

		if (!order)
			return middle;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return mo->count;
}

bool
mo_find(const struct mo *mo, const char *text, const char **from,
    const char **to)
{
	uint32_t at = mo->hash_size ? find_by_hash(mo, text)
				    : find_by_halving(mo, text);

	if (at == mo->count || !mo->to[2 * at])
		return false;
	*from = mo->bytes + mo->from[2 * at + 1];
	*to = mo->bytes + mo->to[2 * at + 1];
	return true;
}
