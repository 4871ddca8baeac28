/*
 * What the two halves of the strict reader share: lines (ini_lines.c) and
 * whole files (ini.c).  Nobody else's.
 */
#ifndef JB_RECORD_INI_PRIVATE_H
#define JB_RECORD_INI_PRIVATE_H

#include "base/buf.h"
#include "record/ini.h"

enum {
	INI_LINE_LIMIT = 8192,        /* bytes of one line */
	INI_FILE_LIMIT = 1024 * 1024, /* bytes of one file */
	INI_ITEM_LIMIT = 10000,       /* the dictionary is searched linearly */
	INI_NAME_LIMIT = 64,          /* bytes of a section's or key's name */
	INI_PIECE = 900,              /* iniparser fails lines beyond 1022 bytes */
};

struct ini_item {
	char *key, *value;
	int line;
	int pieces;
};

struct ini_section {
	char *name;
	int line;
	struct ini_item *items;
	size_t count, capacity;
};

struct ini {
	char *path;
	struct ini_section *sections;
	size_t count, capacity;
	size_t items;
};

/* Checks every line, fills ini but for the values, and writes the copy that
 * iniparser is to read.  head: the first section only. */
bool ini_read_lines(struct ini *, struct buf *copy, const char *text,
    size_t size, bool head, struct err *) ATTR_MUST_USE;

struct ini_section *ini_find_section(const struct ini *, const char *name);
struct ini_item *ini_find_item(const struct ini_section *, const char *key);
/* Cut between characters when it is too long. */
void ini_print_sentence(char *out, size_t size, const char *fmt, va_list)
    ATTR_FORMAT(3, 0);

#endif
