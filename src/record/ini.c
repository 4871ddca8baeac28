/*
 * The strict reader of whole files: lines are checked (ini_lines.c), then
 * iniparser keeps the values of their normalised copy.  Knows nothing of
 * what the keys mean.
 */
#include "record/ini_private.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#ifdef HAVE_INIPARSER_INIPARSER_H
#include <iniparser/iniparser.h>
#else
#include <iniparser.h>
#endif

#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "record/nearest.h"

/* ---- sentences ---- */

bool
ini_fault_list(const struct ini *ini, const char *section, const char *key,
    struct err *err, const char *fmt, va_list ap)
{
	char text[1024];
	int line = ini_line(ini, section, key);

	if (!line)
		line = ini_line(ini, section, NULL);
	ini_print_sentence(text, sizeof text, fmt, ap);
	return err_set(
	    err, ERR_USAGE, "%s:%d: %s", ini->path, line ? line : 1, text);
}

bool
ini_fault(const struct ini *ini, const char *section, const char *key,
    struct err *err, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	ini_fault_list(ini, section, key, err, fmt, ap);
	va_end(ap);
	return false;
}

/* ---- looking up ---- */

const char *
ini_path(const struct ini *ini)
{
	return ini->path;
}

const char *
ini_get(const struct ini *ini, const char *section, const char *key)
{
	const struct ini_item *item =
	    ini_find_item(ini_find_section(ini, section), key);

	return item ? item->value : NULL;
}

int
ini_line(const struct ini *ini, const char *section, const char *key)
{
	const struct ini_section *s = ini_find_section(ini, section);
	const struct ini_item *item;

	if (!s)
		return 0;
	if (!key)
		return s->line;
	item = ini_find_item(s, key);
	return item ? item->line : 0;
}

size_t
ini_sections(const struct ini *ini)
{
	return ini->count;
}

const char *
ini_section(const struct ini *ini, size_t i)
{
	return i < ini->count ? ini->sections[i].name : NULL;
}

size_t
ini_keys(const struct ini *ini, const char *section)
{
	const struct ini_section *s = ini_find_section(ini, section);

	return s ? s->count : 0;
}

const char *
ini_key(const struct ini *ini, const char *section, size_t i)
{
	const struct ini_section *s = ini_find_section(ini, section);

	return s && i < s->count ? s->items[i].key : NULL;
}

/* ---- iniparser ---- */

static int
say_nothing(const char *fmt, ...)
{
	(void)fmt;
	return 0;
}

/* A descriptor of the copy that has a path, or -1. */
static int
open_copy(const struct buf *copy)
{
	int fd = memfd_create("definition", MFD_CLOEXEC);
	size_t at = 0;

	while (fd >= 0 && at < copy->size) {
		ssize_t n = write(fd, copy->text + at, copy->size - at);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0) {
			close(fd);
			return -1;
		}
		at += (size_t)n;
	}
	return fd;
}

static int
hex_digit(char c)
{
	return c >= 'A' ? c - 'A' + 10 : c - '0';
}

static void
add_decoded(struct buf *out, const char *coded)
{
	for (const char *p = coded; *p; p++) {
		if (*p == '%' && p[1] && p[2]) {
			buf_add_char(out,
			    (char)(hex_digit(p[1]) * 16 + hex_digit(p[2])));
			p += 2;
		} else {
			buf_add_char(out, *p);
		}
	}
}

/* A %XX may lie across two pieces: they are joined before it is read. */
static bool
fetch_value(dictionary *d, const struct ini_section *s, struct ini_item *item)
{
	char name[2 * INI_NAME_LIMIT + 32];
	struct buf coded = {0}, plain = {0};
	bool good = true;

	for (int i = 0; i < item->pieces && good; i++) {
		const char *piece;

		snprintf(name, sizeof name, "%s:%s.%d", s->name, item->key, i);
		piece = iniparser_getstring(d, name, NULL);
		good = piece != NULL;
		buf_add_string(&coded, piece);
	}
	add_decoded(&plain, buf_string(&coded));
	item->value = buf_take(&plain);
	buf_done(&coded);
	return good;
}

static bool
load_copy(struct ini *ini, const struct buf *copy, struct err *err)
{
	int fd = open_copy(copy);
	char path[64];
	dictionary *d = NULL;
	bool good = true;

	iniparser_set_error_callback(say_nothing);
	if (fd >= 0) {
		snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
		d = iniparser_load(path);
		close(fd);
	}
	if (!d)
		return err_set(err, ERR_WORLD,
		    _("%s: 读不成：系统不给内存文件或 /proc"), ini->path);
	for (size_t i = 0; i < ini->count && good; i++) {
		struct ini_section *s = &ini->sections[i];

		for (size_t k = 0; k < s->count && good; k++)
			good = fetch_value(d, s, &s->items[k]);
	}
	iniparser_freedict(d);
	return good ||
	       err_set(err, ERR_WORLD, _("%s: iniparser 丢了一个值"), ini->path);
}

/* ---- whole files ---- */

static bool
load_text(struct ini **out, const char *name, const char *text, size_t size,
    bool head, struct err *err)
{
	struct ini *ini = mem_alloc(sizeof *ini);
	struct buf copy = {0};
	bool good;

	ini->path = mem_strdup(name);
	if (size > INI_FILE_LIMIT)
		good = err_set(err, ERR_USAGE, _("%s:1: 文件最大 1 MiB"), name);
	else
		good = ini_read_lines(ini, &copy, text, size, head, err);
	/* An empty memfd is fine, but an empty buf has no text to write. */
	good = good && load_copy(ini, &copy, err);
	buf_done(&copy);
	if (!good) {
		ini_free(ini);
		ini = NULL;
	}
	*out = ini;
	return good;
}

static bool
load_file(struct ini **out, const char *path, bool head, struct err *err)
{
	struct buf text = {0};
	bool good;

	*out = NULL;
	good = path_read(path, INI_FILE_LIMIT, &text, err) &&
	       load_text(out, path, buf_string(&text), text.size, head, err);
	buf_done(&text);
	return good;
}

bool
ini_load_text(struct ini **out, const char *name, const char *text, size_t size,
    struct err *err)
{
	return load_text(out, name, text, size, false, err);
}

bool
ini_load(struct ini **out, const char *path, struct err *err)
{
	return load_file(out, path, false, err);
}

bool
ini_load_head(struct ini **out, const char *path, struct err *err)
{
	return load_file(out, path, true, err);
}

void
ini_free(struct ini *ini)
{
	if (!ini)
		return;
	for (size_t i = 0; i < ini->count; i++) {
		struct ini_section *s = &ini->sections[i];

		for (size_t k = 0; k < s->count; k++) {
			free(s->items[k].key);
			free(s->items[k].value);
		}
		free(s->items);
		free(s->name);
	}
	free(ini->sections);
	free(ini->path);
	free(ini);
}

/* ---- which keys ---- */

const char *
ini_unknown_key(const struct ini *ini, const char *section, size_t *from,
    const struct ini_word *words)
{
	for (; *from < ini_keys(ini, section); (*from)++) {
		const char *key = ini_key(ini, section, *from);
		const struct ini_word *w = words;

		while (w->key && strcmp(w->key, "*") && strcmp(w->key, key))
			w++;
		if (!w->key)
			return key;
	}
	return NULL;
}

bool
ini_check_keys(const struct ini *ini, const char *section,
    const struct ini_word *words, struct err *err)
{
	struct nearest near;
	size_t at = 0;
	const char *key = ini_unknown_key(ini, section, &at, words);

	if (!key)
		return true;
	nearest_init(&near, key);
	for (const struct ini_word *w = words; w->key; w++)
		nearest_try(&near, w->key);
	return ini_fault(ini, section, key, err, _("[%s] 没有 %s 这个键%s"),
	    section, key, nearest_words(&near));
}
