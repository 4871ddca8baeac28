/* Blocks that SQLite gives back are handed out again, whole and apart. */
#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "tap.h"
#include "store/db_memory.h"

enum { BLOCKS = 300, TURNS = 40000, LARGEST = 9000 };

static struct {
	unsigned char *bytes;
	int size;
	unsigned char mark;
} held[BLOCKS];
static uint32_t seed = 20261129;

static int
some(int most)
{
	seed = seed * 1664525u + 1013904223u;
	return (int)(seed >> 8) % most;
}

static bool
is_whole(int at, int size)
{
	for (int i = 0; i < size; i++)
		if (held[at].bytes[i] != held[at].mark)
			return false;
	return true;
}

static void
mark(int at, int size)
{
	held[at].size = size;
	held[at].mark = (unsigned char)some(256);
	memset(held[at].bytes, held[at].mark, (size_t)size);
}

/* One block made, changed or given back; false if it was not whole. */
static bool
turn(int at)
{
	int size = 1 + (some(4) ? some(600) : some(LARGEST));
	int kept = held[at].size < size ? held[at].size : size;
	bool whole = is_whole(at, held[at].size);

	if (!held[at].bytes) {
		held[at].bytes = sqlite3_malloc(size);
	} else if (some(2)) {
		held[at].bytes = sqlite3_realloc(held[at].bytes, size);
		whole = whole && is_whole(at, kept);
	} else {
		sqlite3_free(held[at].bytes);
		held[at].bytes = NULL;
		held[at].size = 0;
		return whole;
	}
	whole = whole && held[at].bytes &&
	    sqlite3_msize(held[at].bytes) >= (sqlite3_uint64)size &&
	    (uintptr_t)held[at].bytes % 8 == 0;
	mark(at, size);
	return whole;
}

int
main(void)
{
	void *first, *second;
	bool whole = true;

	sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	db_memory_reuse();
	first = sqlite3_malloc(2000);
	sqlite3_free(first);
	second = sqlite3_malloc(1990);
#ifdef JIEBAN_SANITIZED
	ok(second != NULL, "memory: whoever watches sees blocks freed");
#else
	ok(second == first, "memory: what was given back is handed out again");
#endif
	sqlite3_free(second);
	for (int i = 0; i < TURNS; i++)
		whole = turn(some(BLOCKS)) && whole;
	ok(whole, "memory: no block lies in another, whatever their sizes");
	for (int i = 0; i < BLOCKS; i++)
		sqlite3_free(held[i].bytes);
	return done();
}
