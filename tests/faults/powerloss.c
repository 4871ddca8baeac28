/*
 * R2: the states that a power cut can leave of a traced command.
 *   powerloss TRACE BEFORE FOLDER BOOK SCRATCH STATES SEED [KEEP COUNT]
 * TRACE was written by recorder.c while the command worked in FOLDER, which
 * held the files of BEFORE; BOOK is the book's name there.  After every
 * operation the disk may hold, of what is not synced yet, any subset of the
 * sectors (of 512 bytes or 4 KiB), one of them torn; any size on the way;
 * and the names up to any one of them.  STATES different ones are built, the
 * book is opened by SQLite as the next program would, and must be the old
 * one or one that the command committed; every other file is absent, old or
 * complete; once the command has spoken, only the last will do.  KEEP gets
 * COUNT of the states, for the program itself to open.
 *   SCRATCH is a folder in memory, if there is one.
 */
#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "recorder.h"

#define SECTOR 512u
#define PAGE 4096u
#define MOST_FILES 2048
#define MOST_NAMES 8192
#define MOST_BOOKS 64

/* One unsynced change of a file: a sector's new bytes, or a new size. */
struct change {
	unsigned op;
	bool resizes;
	bool last; /* no later one of the same sector */
	size_t sector, size;
	unsigned char bytes[SECTOR];
};

struct file {
	unsigned char *synced, *latest, *image; /* of room bytes each */
	size_t room, synced_size, latest_size, image_size;
	struct change *changes;
	size_t count, allocated;
	size_t dirty; /* how far it reached before it was cut */
	bool built; /* image is of this state */
};

struct name {
	char *path; /* in the folder */
	int file;   /* -1: gone */
};

/* One unsynced or synced change of the folder, in order. */
struct naming {
	enum traced what;
	char *path, *other;
	int file;
};

struct bytes {
	unsigned char *data;
	size_t size;
	uint64_t rows; /* digest of its rows, once asked for */
};

static struct disk {
	struct file files[MOST_FILES];
	int file_count;
	struct name first[MOST_NAMES], now[MOST_NAMES];
	int first_count, now_count;
	struct naming namings[MOST_NAMES];
	int naming_count, naming_synced;
} disk;

static const char *folder, *book, *scratch, *keep;
static unsigned char *trace;
static size_t trace_size;
static struct bytes books[MOST_BOOKS]; /* the first, then each commit */
static int book_count;
static struct name ends[MOST_NAMES]; /* what the folder holds at the end */
static struct bytes end_bytes[MOST_NAMES], first_bytes[MOST_FILES];
static int end_count;
static uint64_t dice, *seen;
static size_t seen_room, states, wanted, kept, keep_count;
static size_t olds, news, hots, spoken, by_rows, apart, bad;
static bool said, newest; /* the book holds the last commit */

static void
die(const char *why, const char *what)
{
	fprintf(stderr, "powerloss: %s %s\n", why, what);
	exit(2);
}

static void *
must(void *memory)
{
	if (!memory)
		die("no", "memory");
	return memory;
}

static uint64_t
mix(uint64_t x)
{
	x += 0x9e3779b97f4a7c15u;
	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
	x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
	return x ^ (x >> 31);
}

static uint64_t
roll(uint64_t sides)
{
	dice = mix(dice);
	return sides ? dice % sides : 0;
}

static uint64_t
digest(uint64_t so_far, const void *bytes, size_t size)
{
	const unsigned char *at = bytes;

	while (size >= 8) {
		uint64_t word;

		memcpy(&word, at, 8);
		so_far = mix(so_far ^ word);
		at += 8;
		size -= 8;
	}
	while (size--)
		so_far = mix(so_far ^ *at++);
	return so_far;
}

/* ---- the disk as it is written to ---- */

static void
grow(struct file *file, size_t size)
{
	size_t room = (size + 2 * PAGE) / PAGE * PAGE * 2;

	if (size + SECTOR <= file->room)
		return;
	file->synced = must(realloc(file->synced, room));
	file->latest = must(realloc(file->latest, room));
	file->image = must(realloc(file->image, room));
	memset(file->synced + file->room, 0, room - file->room);
	memset(file->latest + file->room, 0, room - file->room);
	memset(file->image + file->room, 0, room - file->room);
	file->room = room;
}

static struct change *
add_change(struct file *file, unsigned op)
{
	if (file->count == file->allocated) {
		file->allocated = file->allocated * 2 + 64;
		file->changes = must(realloc(file->changes,
		    file->allocated * sizeof(*file->changes)));
	}
	file->changes[file->count] = (struct change){.op = op};
	return &file->changes[file->count++];
}

/* The sector now holds what latest says. */
static void
add_sector(struct file *file, unsigned op, size_t sector)
{
	struct change *change;

	for (size_t i = 0; i < file->count; i++)
		if (!file->changes[i].resizes &&
		    file->changes[i].sector == sector)
			file->changes[i].last = false;
	change = add_change(file, op);
	change->sector = sector;
	change->last = true;
	memcpy(change->bytes, file->latest + sector * SECTOR, SECTOR);
}

/* Growing over what was cut off before: it comes back empty. */
static void
resize(struct file *file, unsigned op, size_t size)
{
	struct change *change;
	size_t was = file->latest_size;

	if (size == was)
		return;
	grow(file, size);
	for (size_t at = was; at < size && at < file->dirty;
	     at = (at / SECTOR + 1) * SECTOR)
		add_sector(file, op, at / SECTOR);
	change = add_change(file, op);
	change->resizes = true;
	change->size = size;
	file->latest_size = size;
}

static void
put_bytes(struct file *file, unsigned op, size_t at,
    const unsigned char *bytes, size_t size)
{
	if (at + size > file->latest_size)
		resize(file, op, at + size);
	while (size) {
		size_t sector = at / SECTOR, room = (sector + 1) * SECTOR - at;
		size_t part = size < room ? size : room;

		if (memcmp(file->latest + at, bytes, part) != 0) {
			memcpy(file->latest + at, bytes, part);
			add_sector(file, op, sector);
		}
		at += part;
		bytes += part;
		size -= part;
	}
}

/* A cut writes no sector; what lay beyond is empty should the file grow. */
static void
cut(struct file *file, unsigned op, size_t size)
{
	size_t was = file->latest_size;

	if (size < was) {
		memset(file->latest + size, 0, was - size);
		file->dirty = was > file->dirty ? was : file->dirty;
	}
	resize(file, op, size);
}

static void
sync_file(struct file *file)
{
	for (size_t i = 0; i < file->count; i++)
		if (!file->changes[i].resizes)
			memcpy(file->synced + file->changes[i].sector * SECTOR,
			    file->latest + file->changes[i].sector * SECTOR,
			    SECTOR);
	for (size_t i = 0; i < file->count; i++)
		if (!file->changes[i].resizes)
			memcpy(file->image + file->changes[i].sector * SECTOR,
			    file->synced + file->changes[i].sector * SECTOR,
			    SECTOR);
	if (file->dirty > file->latest_size) {
		memset(file->synced + file->latest_size, 0,
		    file->dirty - file->latest_size);
		memset(file->image + file->latest_size, 0,
		    file->dirty - file->latest_size);
	}
	file->dirty = 0;
	file->synced_size = file->latest_size;
	file->count = 0;
}

static int
find_name(const struct name *names, int count, const char *path)
{
	for (int i = 0; i < count; i++)
		if (!strcmp(names[i].path, path))
			return i;
	return -1;
}

static void
set_name(struct name *names, int *count, const char *path, int file)
{
	int at = find_name(names, *count, path);

	if (at < 0) {
		if (*count == MOST_NAMES)
			die("too many names:", path);
		at = (*count)++;
		names[at].path = must(strdup(path));
	}
	names[at].file = file;
}

static void
apply_naming(struct name *names, int *count, const struct naming *naming)
{
	if (naming->what == TRACED_UNLINK || naming->what == TRACED_RENAME)
		set_name(names, count, naming->path, -1);
	if (naming->what == TRACED_CREATE)
		set_name(names, count, naming->path, naming->file);
	if (naming->what == TRACED_RENAME || naming->what == TRACED_LINK)
		set_name(names, count, naming->other, naming->file);
}

static int
new_file(void)
{
	if (disk.file_count == MOST_FILES)
		die("too many", "files");
	return disk.file_count++;
}

static int
file_of(const char *path)
{
	int at = find_name(disk.now, disk.now_count, path);

	return at < 0 ? -1 : disk.now[at].file;
}

static int
add_naming(enum traced what, const char *path, const char *other)
{
	struct naming *naming = &disk.namings[disk.naming_count];

	if (disk.naming_count + 1 == MOST_NAMES)
		die("too many", "names");
	naming->what = what;
	naming->path = must(strdup(path));
	naming->other = must(strdup(other));
	naming->file = what == TRACED_CREATE ? new_file() : file_of(path);
	disk.naming_count++;
	apply_naming(disk.now, &disk.now_count, naming);
	return naming->file;
}

static bool
lies_in(const char *path, const char *dir)
{
	size_t size = strlen(dir);

	if (!size)
		return !strchr(path, '/');
	return !strncmp(path, dir, size) && path[size] == '/' &&
	    !strchr(path + size + 1, '/');
}

static void
sync_names(const char *dir)
{
	for (int i = disk.naming_synced; i < disk.naming_count; i++)
		if (lies_in(disk.namings[i].path, dir) ||
		    lies_in(disk.namings[i].other, dir))
			disk.naming_synced = i + 1;
}

static bool
is_journal(const char *path)
{
	size_t size = strlen(path);

	return size > 8 && !strcmp(path + size - 8, "-journal");
}

/* False: a file on the way, that nobody reads after a cut. */
static bool
matters(const char *path)
{
	const char *base = strrchr(path, '/');

	base = base ? base + 1 : path;
	return base[0] && base[0] != '.' && strncmp(base, "tmp.", 4) != 0 &&
	    (!is_journal(base) || !strncmp(path, book, strlen(book)));
}

static void
play(const struct traced_head *head, unsigned op, const char *path,
    const char *other, const unsigned char *bytes)
{
	int at = file_of(path);
	struct file *file;

	if (head->what == TRACED_SAID)
		said = true;
	if (head->what == TRACED_SYNC && at < 0)
		sync_names(path);
	if (head->what == TRACED_UNLINK || head->what == TRACED_RENAME ||
	    head->what == TRACED_LINK)
		add_naming(head->what, path, other);
	if (head->what == TRACED_CREATE)
		add_naming(TRACED_CREATE, path, "");
	if (head->what == TRACED_WHOLE && at < 0)
		at = add_naming(TRACED_CREATE, path, "");
	if (at < 0)
		return;
	file = &disk.files[at];
	if (head->what == TRACED_WRITE)
		put_bytes(file, op, head->at, bytes, head->size);
	if (head->what == TRACED_SIZE)
		cut(file, op, head->at);
	if (head->what == TRACED_SYNC)
		sync_file(file);
	if (head->what == TRACED_WHOLE) {
		if ((!strcmp(path, book) || is_journal(path)) &&
		    (head->size != file->latest_size ||
		        memcmp(bytes, file->latest, head->size) != 0))
			die("a write was not traced:", path);
		put_bytes(file, op, 0, bytes, head->size);
		cut(file, op, head->size);
	}
}

static const char *
in_folder(const char *path)
{
	size_t size = strlen(folder);

	if (strncmp(path, folder, size) != 0)
		return path;
	return path[size] == '/' ? path + size + 1 : path + size;
}

/* Plays the trace; after each operation looks, when that is not NULL. */
static void
play_all(void (*look)(unsigned op, const struct traced_head *, const char *path))
{
	size_t at = 0;
	unsigned op = 0;

	while (at < trace_size) {
		struct traced_head head;
		char path[PATH_MAX], other[PATH_MAX];

		memcpy(&head, trace + at, sizeof(head));
		at += sizeof(head);
		memcpy(path, trace + at, head.path);
		path[head.path] = '\0';
		at += head.path;
		memcpy(other, trace + at, head.other);
		other[head.other] = '\0';
		at += head.other;
		play(&head, ++op, in_folder(path), in_folder(other), trace + at);
		at += head.size;
		look(op, &head, in_folder(path));
	}
}

static unsigned char *
read_file(const char *path, size_t *size)
{
	FILE *file = fopen(path, "rb");
	struct stat st;
	unsigned char *bytes;

	if (!file || fstat(fileno(file), &st) != 0)
		die("cannot read", path);
	*size = (size_t)st.st_size;
	bytes = must(malloc(*size + 1));
	if (fread(bytes, 1, *size, file) != *size)
		die("cannot read", path);
	fclose(file);
	return bytes;
}

/* The folder as it was: everything synced. */
static void
start(const char *before, const char *below)
{
	char dir[PATH_MAX], path[2 * PATH_MAX], name[2 * PATH_MAX];
	struct dirent *entry;
	struct stat st;
	DIR *open;

	snprintf(dir, sizeof(dir), "%s%s%s", before, *below ? "/" : "", below);
	if (!(open = opendir(dir)))
		die("cannot read", dir);
	while ((entry = readdir(open))) {
		if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, ".."))
			continue;
		snprintf(path, sizeof(path), "%s/%s", dir, entry->d_name);
		snprintf(name, sizeof(name), "%s%s%s", below,
		    *below ? "/" : "", entry->d_name);
		if (stat(path, &st) == 0 && S_ISDIR(st.st_mode)) {
			start(before, name);
		} else {
			int at = new_file();
			struct file *file = &disk.files[at];
			struct bytes *was = &first_bytes[at];

			was->data = read_file(path, &was->size);
			grow(file, was->size);
			memcpy(file->synced, was->data, was->size);
			memcpy(file->latest, was->data, was->size);
			memcpy(file->image, was->data, was->size);
			file->synced_size = file->latest_size = was->size;
			set_name(disk.first, &disk.first_count, name, at);
			set_name(disk.now, &disk.now_count, name, at);
		}
	}
	closedir(open);
}

static void
start_again(const char *before)
{
	for (int i = 0; i < disk.file_count; i++) {
		free(disk.files[i].synced);
		free(disk.files[i].latest);
		free(disk.files[i].image);
		free(disk.files[i].changes);
		free(first_bytes[i].data);
	}
	memset(&disk, 0, sizeof(disk));
	memset(first_bytes, 0, sizeof(first_bytes));
	said = false;
	start(before, "");
}

/* ---- what may be found ---- */

static void
keep_book(void)
{
	int at = file_of(book);
	struct file *file = at < 0 ? NULL : &disk.files[at];
	struct bytes *last = book_count ? &books[book_count - 1] : NULL;

	if (last && last->size == (file ? file->latest_size : 0) &&
	    (!file || !memcmp(last->data, file->latest, last->size)))
		return;
	if (book_count == MOST_BOOKS)
		die("too many", "commits");
	last = &books[book_count++];
	last->size = file ? file->latest_size : 0;
	last->data = must(malloc(last->size + 1));
	if (file)
		memcpy(last->data, file->latest, last->size);
}

/* The journal emptied or gone is SQLite's commit. */
static void
look_for_commits(unsigned op, const struct traced_head *head, const char *path)
{
	(void)op;
	if ((is_journal(path) &&
	        !strncmp(path, book, strlen(path) - strlen("-journal")) &&
	        (head->what == TRACED_SIZE || head->what == TRACED_UNLINK)) ||
	    head->what == TRACED_RENAME || head->what == TRACED_LINK)
		keep_book();
}

static void
keep_ends(void)
{
	for (int i = 0; i < disk.now_count; i++) {
		int at = disk.now[i].file;
		struct bytes *end = &end_bytes[end_count];

		if (at < 0)
			continue;
		set_name(ends, &end_count, disk.now[i].path, at);
		end->size = disk.files[at].latest_size;
		end->data = must(malloc(end->size + 1));
		memcpy(end->data, disk.files[at].latest, end->size);
	}
}

/* ---- one state ---- */

/* How much of the file's unsynced changes came through. */
struct odds {
	uint64_t seed;
	unsigned through, half; /* in 100 */
	size_t group;           /* sectors that share their luck */
	size_t torn, torn_at;   /* a change, 0 none; where it ends */
	bool garbage;           /* where nothing was written yet */
};

static unsigned
reached(const struct odds *odds, size_t sector, unsigned now)
{
	uint64_t luck = mix(odds->seed ^ (sector / odds->group + 1));
	unsigned points = (unsigned)(luck % 100);

	if (points < odds->through)
		return now;
	if (points < odds->through + odds->half)
		return (unsigned)((luck >> 32) % (now + 1));
	return 0;
}

static struct odds
roll_odds(const struct file *file)
{
	static const unsigned shares[] = {0, 3, 20, 50, 50, 80, 97, 100};
	struct odds odds = {.seed = mix(dice ^ roll(0)),
	    .through = shares[roll(8)],
	    .group = roll(3) ? 1 : PAGE / SECTOR,
	    .garbage = roll(4) == 0};

	odds.half = (unsigned)roll(101 - odds.through);
	if (file->count && roll(3) == 0) {
		odds.torn = 1 + roll(file->count);
		odds.torn_at = 1 + roll(SECTOR - 1);
	}
	return odds;
}

/* Bytes that the disk held before, where a file grew and no data came. */
static void
fill(struct file *file, size_t from, size_t to, uint64_t seed)
{
	for (size_t at = from; at < to; at++)
		file->image[at] = seed ? (unsigned char)(seed = mix(seed)) : 0;
}

static uint64_t
build(struct file *file, unsigned now, uint64_t sum)
{
	struct odds odds = roll_odds(file);
	unsigned until = reached(&odds, (size_t)-2, now);

	file->image_size = file->synced_size;
	for (size_t i = 0; i < file->count; i++)
		if (file->changes[i].resizes && file->changes[i].op <= until)
			file->image_size = file->changes[i].size;
	if (file->image_size > file->synced_size)
		fill(file, file->synced_size, file->image_size,
		    odds.garbage ? odds.seed | 1 : 0);
	for (size_t i = 0; i < file->count; i++) {
		struct change *change = &file->changes[i];

		if (change->resizes ||
		    change->op > reached(&odds, change->sector, now))
			continue;
		memcpy(file->image + change->sector * SECTOR, change->bytes,
		    odds.torn == i + 1 ? odds.torn_at : SECTOR);
	}
	sum = mix(sum ^ file->image_size);
	for (size_t i = 0; i < file->count; i++)
		if (file->changes[i].last &&
		    file->changes[i].sector * SECTOR < file->image_size)
			sum = digest(sum ^ file->changes[i].sector,
			    file->image + file->changes[i].sector * SECTOR,
			    SECTOR);
	file->built = true;
	return sum;
}

static void
unbuild(struct file *file)
{
	size_t most = file->image_size > file->latest_size ? file->image_size
	                                                   : file->latest_size;

	if (!file->built)
		return;
	for (size_t i = 0; i < file->count; i++)
		if (!file->changes[i].resizes)
			memcpy(file->image + file->changes[i].sector * SECTOR,
			    file->synced + file->changes[i].sector * SECTOR,
			    SECTOR);
	if (most > file->synced_size)
		memset(file->image + file->synced_size, 0,
		    most - file->synced_size);
	file->built = false;
}

static bool
is_new(uint64_t sum)
{
	size_t at = sum % seen_room;

	sum = sum ? sum : 1;
	while (seen[at] && seen[at] != sum)
		at = (at + 1) % seen_room;
	if (seen[at])
		return false;
	seen[at] = sum;
	return true;
}

/* ---- the book, opened by the next program ---- */

static int book_fd = -1;
static unsigned char *held; /* what the scratch book holds, page by page */
static size_t held_size, held_room;

static void
scratch_path(char path[PATH_MAX], const char *name)
{
	snprintf(path, PATH_MAX, "%s/%s", scratch, name);
}

static void
write_file(const char *path, const unsigned char *bytes, size_t size)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	if (fd < 0 || pwrite(fd, bytes, size, 0) != (ssize_t)size)
		die("cannot write", path);
	close(fd);
}

static void
write_book(const unsigned char *bytes, size_t size)
{
	char path[PATH_MAX];

	scratch_path(path, "book");
	if (book_fd < 0 &&
	    (book_fd = open(path, O_RDWR | O_CREAT, 0600)) < 0)
		die("cannot write", path);
	if (held_size != size && ftruncate(book_fd, (off_t)size) != 0)
		die("cannot cut", path);
	for (size_t at = 0; at < size; at += PAGE) {
		size_t part = size - at < PAGE ? size - at : PAGE;

		if (at + part <= held_size &&
		    !memcmp(held + at, bytes + at, part))
			continue;
		if (pwrite(book_fd, bytes + at, part, (off_t)at) !=
		    (ssize_t)part)
			die("cannot write", path);
	}
}

static void
read_book(void)
{
	struct stat st;

	if (fstat(book_fd, &st) != 0)
		die("cannot look at", "the book");
	held_size = (size_t)st.st_size;
	if (held_size > held_room) {
		held_room = held_size * 2;
		held = must(realloc(held, held_room));
	}
	if (pread(book_fd, held, held_size, 0) != (ssize_t)held_size)
		die("cannot read", "the book");
}

/* SQLite takes back what a hot journal says. */
static bool
recover(void)
{
	char path[PATH_MAX];
	sqlite3 *db = NULL;
	bool good;

	scratch_path(path, "book");
	good = sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL) ==
	        SQLITE_OK &&
	    sqlite3_exec(db, "PRAGMA user_version", NULL, NULL, NULL) ==
	        SQLITE_OK;
	sqlite3_close(db);
	read_book();
	return good;
}

static uint64_t
rows_of(sqlite3 *db, const char *sql, uint64_t sum)
{
	sqlite3_stmt *rows = NULL;
	int result;

	if (sqlite3_prepare_v2(db, sql, -1, &rows, NULL) != SQLITE_OK)
		return 0;
	while ((result = sqlite3_step(rows)) == SQLITE_ROW)
		for (int i = 0; i < sqlite3_column_count(rows); i++)
			sum = digest(mix(sum ^ (uint64_t)i),
			    sqlite3_column_blob(rows, i),
			    (size_t)sqlite3_column_bytes(rows, i));
	sqlite3_finalize(rows);
	return result == SQLITE_DONE ? sum : 0;
}

/* All rows of all tables of a whole book; 0 of one that is not. */
static uint64_t
digest_rows(const unsigned char *bytes, size_t size)
{
	char path[PATH_MAX];
	sqlite3 *db = NULL;
	sqlite3_stmt *tables = NULL;
	uint64_t sum = 1;

	scratch_path(path, "rows");
	write_file(path, bytes, size);
	if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) !=
	        SQLITE_OK ||
	    rows_of(db, "PRAGMA integrity_check", 1) !=
	        digest(mix(1), "ok", 2) ||
	    sqlite3_prepare_v2(db,
	        "SELECT 'SELECT * FROM \"' || name || '\"' FROM sqlite_schema"
	        " WHERE type = 'table'",
	        -1, &tables, NULL) != SQLITE_OK)
		sum = 0;
	while (sum && sqlite3_step(tables) == SQLITE_ROW)
		sum = rows_of(
		    db, (const char *)sqlite3_column_text(tables, 0), sum);
	sqlite3_finalize(tables);
	sqlite3_close(db);
	return sum;
}

/* Which of the books the scratch book is, -1 none: by its bytes, else rows. */
static int
which_book(void)
{
	uint64_t rows;

	for (int i = book_count; i-- > 0;)
		if (books[i].size == held_size &&
		    !memcmp(books[i].data, held, held_size))
			return i;
	by_rows++;
	rows = held_size ? digest_rows(held, held_size) : 0;
	for (int i = book_count; rows && i-- > 0;) {
		if (!books[i].rows)
			books[i].rows =
			    digest_rows(books[i].data, books[i].size);
		if (books[i].rows == rows)
			return i;
	}
	return -1;
}

static const char *
judge_book(const struct name *names, int count)
{
	char path[PATH_MAX], journal[PATH_MAX];
	int at = find_name(names, count, book), which;

	if (at < 0 || names[at].file < 0)
		return books[0].size ? "the book is gone"
		    : said           ? "the book is not there"
		                     : NULL;
	write_book(disk.files[names[at].file].image,
	    disk.files[names[at].file].image_size);
	snprintf(journal, sizeof(journal), "%s-journal", book);
	at = find_name(names, count, journal);
	scratch_path(path, "book-journal");
	unlink(path);
	if (at >= 0 && names[at].file >= 0) {
		const struct file *file = &disk.files[names[at].file];

		hots += file->image_size && file->image[0];
		write_file(path, file->image, file->image_size);
	}
	if (!recover())
		return "SQLite refuses the book";
	which = which_book();
	if (which < 0)
		return "the book is neither old nor new";
	newest = which == book_count - 1;
	olds += which == 0;
	news += which > 0;
	return said && which != book_count - 1
	    ? "what was acknowledged is lost"
	    : NULL;
}

static bool
same(const struct file *file, const struct bytes *bytes)
{
	return file->image_size == bytes->size &&
	    !memcmp(file->image, bytes->data, bytes->size);
}

/* Papers and copies: absent, as before, or as at the end. */
static const char *
judge_others(const struct name *names, int count)
{
	for (int i = 0; i < count; i++) {
		int first = find_name(
		    disk.first, disk.first_count, names[i].path);
		int end = find_name(ends, end_count, names[i].path);
		struct file *file;

		if (!strcmp(names[i].path, book) ||
		    is_journal(names[i].path) || !matters(names[i].path))
			continue;
		if (names[i].file < 0) {
			if (first >= 0 && (said || end >= 0))
				return "a file is gone";
			apart += newest && end >= 0;
			continue;
		}
		file = &disk.files[names[i].file];
		if (end >= 0 && same(file, &end_bytes[end]))
			continue;
		if (said || first < 0 ||
		    !same(file, &first_bytes[disk.first[first].file]))
			return names[i].path;
		apart += newest;
	}
	for (int i = 0; said && i < end_count; i++) {
		int at = find_name(names, count, ends[i].path);

		if (matters(ends[i].path) && !is_journal(ends[i].path) &&
		    (at < 0 || names[at].file < 0))
			return "a finished file is not there";
	}
	return NULL;
}

/* The state as files, for the program to look at. */
static void
keep_state(const struct name *names, int count)
{
	char path[3 * PATH_MAX];

	snprintf(path, sizeof(path), "%s/%zu", keep, kept++);
	mkdir(path, 0700);
	for (int i = 0; i < count; i++)
		if (names[i].file >= 0 && !strchr(names[i].path, '/') &&
		    matters(names[i].path)) {
			snprintf(path, sizeof(path), "%s/%zu/%s", keep,
			    kept - 1, names[i].path);
			write_file(path, disk.files[names[i].file].image,
			    disk.files[names[i].file].image_size);
		}
}

static void
try_state(unsigned op, const char *path)
{
	static struct name names[MOST_NAMES];
	static int count;
	uint64_t sum = said;
	const char *wrong, *other;
	int upto = disk.naming_synced;

	upto += (int)roll((uint64_t)(disk.naming_count - upto) + 1);
	for (int i = 0; i < count; i++)
		free(names[i].path);
	count = 0;
	for (int i = 0; i < disk.first_count; i++)
		set_name(
		    names, &count, disk.first[i].path, disk.first[i].file);
	for (int i = 0; i < upto; i++)
		if (matters(disk.namings[i].path) ||
		    matters(disk.namings[i].other))
			apply_naming(names, &count, &disk.namings[i]);
	for (int i = 0; i < count; i++) {
		int at = names[i].file;

		if (!matters(names[i].path))
			continue;
		sum = mix(sum ^ (uint64_t)(at + 2));
		if (at >= 0 && !disk.files[at].built)
			sum = build(&disk.files[at], op, sum);
	}
	if (is_new(sum)) {
		states++;
		spoken += said;
		if (keep && kept < keep_count &&
		    states >= wanted * (kept + 1) / (keep_count + 1))
			keep_state(names, count);
		wrong = judge_book(names, count);
		other = judge_others(names, count);
		if ((wrong || other) && bad++ < 5)
			fprintf(stderr,
			    "powerloss: after operation %u (%s)%s: %s%s%s\n",
			    op, path, said ? ", acknowledged" : "",
			    wrong ? wrong : "", wrong && other ? "; " : "",
			    other ? other : "");
	}
	for (int i = 0; i < disk.file_count; i++)
		unbuild(&disk.files[i]);
}

static size_t points, quota, point;

static void
look_at_states(unsigned op, const struct traced_head *head, const char *path)
{
	size_t until = states + quota, tries = 0, most = quota * 3 + 16;

	(void)head;
	point++;
	/* More operations than states: every so many of them. */
	if (wanted < points && point * wanted / points ==
	    (point - 1) * wanted / points)
		return;
	if (until > wanted)
		until = wanted;
	while (states < until && tries++ < most)
		try_state(op, path);
}

static void
count_points(unsigned op, const struct traced_head *head, const char *path)
{
	look_for_commits(op, head, path);
	points++;
}

int
main(int argc, char **argv)
{
	size_t before_pass;

	if (argc != 8 && argc != 10)
		die("usage:", "TRACE BEFORE FOLDER BOOK SCRATCH STATES SEED [KEEP COUNT]");
	trace = read_file(argv[1], &trace_size);
	folder = argv[3];
	book = argv[4];
	scratch = argv[5];
	wanted = strtoul(argv[6], NULL, 10);
	dice = mix(strtoul(argv[7], NULL, 10));
	keep = argc == 10 ? argv[8] : NULL;
	keep_count = argc == 10 ? strtoul(argv[9], NULL, 10) : 0;
	seen_room = wanted * 2 + 1024;
	seen = must(calloc(seen_room, sizeof(*seen)));
	start_again(argv[2]);
	keep_book();
	play_all(count_points);
	keep_book();
	keep_ends();
	/* Few states at one point leave more for the others: in passes. */
	do {
		before_pass = states;
		quota = (wanted - states) / points;
		quota = quota ? quota : 1;
		point = 0;
		start_again(argv[2]);
		play_all(look_at_states);
	} while (states < wanted && states > before_pass);
	printf("operations %zu commits %d states %zu old %zu new %zu hot %zu"
	       " acknowledged %zu rows %zu apart %zu bad %zu\n",
	    points, book_count - 1, states, olds, news, hots, spoken, by_rows,
	    apart, bad);
	return bad ? 1 : 0;
}
