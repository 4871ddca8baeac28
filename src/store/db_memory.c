/*
 * SQLite without its lookaside, as distributions build it, asks libc for
 * every cursor and every frame of a trigger: a sixth of an import.  Blocks of
 * alike size are handed out again; libc still makes them, by SQLite's own
 * routines, and takes what goes beyond a bound.
 */
#include "store/db_memory.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>

enum {
	LEAST = 64,
	MOST = 4096, /* a page of the cache is larger */
	UNIT = 8,  /* all sizes are so many bytes, or twice, or thrice */
	STEPS = 8, /* between a size and its double: an eighth is lost */
	LISTS = 6 * STEPS + 1,
	MOST_KEPT = 256 * 1024
};

struct block {
	struct block *next;
};

static struct {
	sqlite3_mem_methods theirs;
	unsigned char list_of[MOST / UNIT + 1]; /* by units */
	int sizes[LISTS];
	struct block *kept[LISTS];
	int size; /* bytes of all that are kept */
} memory;

/* Which list has blocks of at least that many bytes; -1: none. */
static int
list_of(int size)
{
	return size > MOST ? -1 : memory.list_of[(size + UNIT - 1) / UNIT];
}

static void
make_lists(void)
{
	int size = LEAST, units = 0;

	for (int list = 0; list < LISTS; list++) {
		memory.sizes[list] = size;
		for (; units <= size / UNIT; units++)
			memory.list_of[units] = (unsigned char)list;
		size += (LEAST << list / STEPS) / STEPS;
	}
}

static int
round_up(int size)
{
	int list = list_of(size);

	return list < 0 ? memory.theirs.xRoundup(size) : memory.sizes[list];
}

static void *
take(int size)
{
	int list = list_of(size);
	struct block *block;

	if (list < 0 || !memory.kept[list])
		return memory.theirs.xMalloc(round_up(size));
	block = memory.kept[list];
	memory.kept[list] = block->next;
	memory.size -= memory.sizes[list];
	return block;
}

static void
give(void *bytes)
{
	int size = memory.theirs.xSize(bytes), list = list_of(size);
	struct block *block = bytes;

	if (list < 0 || size != memory.sizes[list] ||
	    memory.size + size > MOST_KEPT) {
		memory.theirs.xFree(bytes);
		return;
	}
	block->next = memory.kept[list];
	memory.kept[list] = block;
	memory.size += size;
}

static void *
change(void *bytes, int size)
{
	size = round_up(size);
	return size == memory.theirs.xSize(bytes)
		   ? bytes
		   : memory.theirs.xRealloc(bytes, size);
}

/* Whoever looks for bytes that are used after they are free must see them
 * freed. */
static bool
is_watched(void)
{
#ifdef JIEBAN_SANITIZED
	return true;
#else
	return false;
#endif
}

void
db_memory_reuse(void)
{
	sqlite3_mem_methods ours;

	if (is_watched())
		return;
	if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &memory.theirs) !=
	    SQLITE_OK)
		return;
	make_lists();
	ours = memory.theirs;
	ours.xMalloc = take;
	ours.xFree = give;
	ours.xRealloc = change;
	ours.xRoundup = round_up;
	sqlite3_config(SQLITE_CONFIG_MALLOC, &ours);
}
