/*
 * The strict reader.  Every line is checked here, with a sentence for each
 * fault; what is right is written as a normalised copy that iniparser
 * cannot misread, and iniparser keeps the values.  Knows nothing of what
 * the keys mean.
 */
#include "record/ini.h"

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

#include "base/buf.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/text.h"
#include "record/nearest.h"

enum {
	LINE_LIMIT = 8192,        /* bytes of one line */
	FILE_LIMIT = 1024 * 1024, /* bytes of one file */
	ITEM_LIMIT = 10000,       /* the dictionary is searched linearly */
	NAME_LIMIT = 64,          /* bytes of a section's or key's name */
	PIECE = 900,              /* iniparser fails lines beyond 1022 bytes */
};

struct item {
	char *key, *value;
	int line;
	int pieces;
};

struct section {
	char *name;
	int line;
	struct item *items;
	size_t count, capacity;
};

struct ini {
	char *path;
	struct section *sections;
	size_t count, capacity;
	size_t items;
};

struct reader {
	struct ini *ini;
	struct buf *copy; /* what iniparser gets to see */
	int line;
	bool head; /* the first section is enough */
	bool done;
	struct err *err;
};

static bool fault(struct reader *, const char *fmt, ...) ATTR_FORMAT(2, 3);

/* ---- sentences ---- */

static void
print_sentence(char *out, size_t size, const char *fmt, va_list ap)
{
	int n = vsnprintf(out, size, fmt, ap);

	/* What was cut is cut between characters. */
	if (n >= (int)size) {
		size_t at = size - 1;

		while (at > 0 && ((unsigned char)out[at - 1] & 0xc0) == 0x80)
			at--;
		out[at > 0 ? at - 1 : 0] = '\0';
	}
}

static bool
fault(struct reader *r, const char *fmt, ...)
{
	char text[512];
	va_list ap;

	va_start(ap, fmt);
	print_sentence(text, sizeof text, fmt, ap);
	va_end(ap);
	return err_set(
	    r->err, ERR_USAGE, "%s:%d: %s", r->ini->path, r->line, text);
}

bool
ini_fault_list(const struct ini *ini, const char *section, const char *key,
    struct err *err, const char *fmt, va_list ap)
{
	char text[1024];
	int line = ini_line(ini, section, key);

	if (!line)
		line = ini_line(ini, section, NULL);
	print_sentence(text, sizeof text, fmt, ap);
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

static struct section *
find_section(const struct ini *ini, const char *name)
{
	for (size_t i = 0; name && i < ini->count; i++)
		if (!strcmp(ini->sections[i].name, name))
			return &ini->sections[i];
	return NULL;
}

static struct item *
find_item(const struct section *s, const char *key)
{
	for (size_t i = 0; s && i < s->count; i++)
		if (!strcmp(s->items[i].key, key))
			return &s->items[i];
	return NULL;
}

const char *
ini_path(const struct ini *ini)
{
	return ini->path;
}

const char *
ini_get(const struct ini *ini, const char *section, const char *key)
{
	const struct item *item = find_item(find_section(ini, section), key);

	return item ? item->value : NULL;
}

int
ini_line(const struct ini *ini, const char *section, const char *key)
{
	const struct section *s = find_section(ini, section);
	const struct item *item;

	if (!s)
		return 0;
	if (!key)
		return s->line;
	item = find_item(s, key);
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
	const struct section *s = find_section(ini, section);

	return s ? s->count : 0;
}

const char *
ini_key(const struct ini *ini, const char *section, size_t i)
{
	const struct section *s = find_section(ini, section);

	return s && i < s->count ? s->items[i].key : NULL;
}

/* ---- lines ---- */

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static bool
good_name(const char *s, size_t size, bool dots)
{
	for (size_t i = 0; i < size; i++) {
		char c = s[i];

		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
			c == '_' ||
			(dots && (c == '.' || c == '-' || c == '@'))))
			return false;
	}
	return size > 0;
}

static bool
check_name(
    struct reader *r, const char *what, const char *s, size_t size, bool dots)
{
	int shown = size < NAME_LIMIT ? (int)size : NAME_LIMIT;

	if (size > NAME_LIMIT)
		return fault(r, "%s名最长 %d 字节", what, NAME_LIMIT);
	if (size == 0)
		return fault(r, "%s没有名称", what);
	for (size_t i = 0; i < size; i++)
		if (s[i] >= 'A' && s[i] <= 'Z')
			return fault(r, "%s名「%.*s」只用小写字母", what,
			    shown, s);
	if (!good_name(s, size, dots))
		return fault(r, "%s名「%.*s」只用 a-z 0-9 _%s", what, shown, s,
		    dots ? " . - @" : "");
	return true;
}

/* The bytes of a line before anything is made of them. */
static bool
check_bytes(struct reader *r, const char *s, size_t size)
{
	if (size > LINE_LIMIT)
		return fault(r, "一行最长 %d 字节，这一行 %zu 字节",
		    LINE_LIMIT, size);
	if (memchr(s, '\0', size))
		return fault(r, "含有 NUL 字节");
	if (!text_valid(s, size))
		return fault(r, "不是 UTF-8 编码");
	for (size_t i = 0; i < size; i++)
		if (((unsigned char)s[i] < ' ' && s[i] != '\t') || s[i] == 127)
			return fault(r, "含有控制字符 0x%02X",
			    (unsigned)(unsigned char)s[i]);
	return true;
}

static bool
read_section(struct reader *r, const char *s, size_t size)
{
	struct ini *ini = r->ini;
	const char *end = memchr(s, ']', size);
	struct section *made;
	char *name;
	int before;

	if (r->head && ini->count == 1) {
		r->done = true;
		return true;
	}
	if (!end)
		return fault(r, "段名没有右括号 ]");
	if (end + 1 != s + size)
		return fault(r, "段名 [%.*s] 之后不能再有内容",
		    (int)(end - s - 1 < NAME_LIMIT ? end - s - 1 : NAME_LIMIT),
		    s + 1);
	if (!check_name(r, "段", s + 1, (size_t)(end - s) - 1, true))
		return false;
	name = mem_strndup(s + 1, (size_t)(end - s) - 1);
	before = ini_line(ini, name, NULL);
	if (before) {
		fault(r, "段 [%s] 重复，第 %d 行已有", name, before);
		free(name);
		return false;
	}
	ini->sections = mem_grow(
	    ini->sections, ini->count, &ini->capacity, sizeof *ini->sections);
	made = &ini->sections[ini->count++];
	memset(made, 0, sizeof *made);
	made->name = name;
	made->line = r->line;
	buf_printf(r->copy, "[%s]\n", name);
	return true;
}

/* What iniparser gets: pieces that hold nothing it would read as its own. */
static int
copy_value(struct buf *copy, const char *key, const char *value, size_t size)
{
	struct buf coded = {0};
	int pieces = 0;

	for (size_t i = 0; i < size; i++) {
		unsigned char c = (unsigned char)value[i];

		if (c < ' ' || c == '%' || c == '"' || c == '\\')
			buf_printf(&coded, "%%%02X", (unsigned)c);
		else
			buf_add_char(&coded, value[i]);
	}
	for (size_t at = 0; at < coded.size || pieces == 0; at += PIECE) {
		size_t n = coded.size - at < PIECE ? coded.size - at : PIECE;

		buf_printf(copy, "%s.%d = \"", key, pieces++);
		buf_add(copy, buf_string(&coded) + at, n);
		buf_add_string(copy, "\"\n");
	}
	buf_done(&coded);
	return pieces;
}

static bool
read_quoted(struct reader *r, const char **s, size_t *size)
{
	char quote = (*s)[0];
	const char *from = *s + 1;
	const char *end = memchr(from, quote, *size - 1);
	const char *rest;

	if (!end)
		return fault(r, "值缺右引号 %c", quote);
	for (const char *p = from; p < end; p++)
		if (*p == '\\' && (p[1] == '"' || p[1] == '\''))
			return fault(r, "引号前不能有反斜线 \\");
	rest = end + 1;
	if (rest < *s + *size)
		return fault(r, "值的右引号 %c 之后不能再有内容", quote);
	*s = from;
	*size = (size_t)(end - from);
	return true;
}

static bool
check_bare(struct reader *r, const char *s, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (strchr(";#\"'\\", s[i]))
			return fault(
			    r, "值含有 %c，须放在双引号里", s[i]);
	return true;
}

static bool
add_item(struct reader *r, char *key, const char *value, size_t size)
{
	struct ini *ini = r->ini;
	struct section *s = &ini->sections[ini->count - 1];
	const struct item *before = find_item(s, key);
	struct item *made;

	if (before) {
		fault(r, "[%s] 的 %s 重复，第 %d 行已有", s->name, key,
		    before->line);
		free(key);
		return false;
	}
	s->items = mem_grow(s->items, s->count, &s->capacity, sizeof *made);
	made = &s->items[s->count++];
	memset(made, 0, sizeof *made);
	made->key = key;
	made->line = r->line;
	made->pieces = copy_value(r->copy, key, value, size);
	return true;
}

static bool
read_item(struct reader *r, const char *s, size_t size)
{
	const char *equals = memchr(s, '=', size);
	const char *value;
	size_t key_size, value_size;

	if (!equals)
		return fault(r, "不是段名、键 = 值，也不是注释");
	key_size = (size_t)(equals - s);
	while (key_size > 0 && is_blank(s[key_size - 1]))
		key_size--;
	if (!check_name(r, "键", s, key_size, false))
		return false;
	if (r->ini->count == 0)
		return fault(r, "第一个段名 [...] 之前不能有键");
	value = equals + 1;
	value_size = size - (size_t)(value - s);
	while (value_size > 0 && is_blank(*value))
		value++, value_size--;
	if (value_size > 0 && (*value == '"' || *value == '\'')) {
		if (!read_quoted(r, &value, &value_size))
			return false;
	} else if (!check_bare(r, value, value_size)) {
		return false;
	}
	return add_item(r, mem_strndup(s, key_size), value, value_size);
}

static bool
read_line(struct reader *r, const char *s, size_t size)
{
	if (size > 0 && s[size - 1] == '\r')
		size--;
	if (!check_bytes(r, s, size))
		return false;
	while (size > 0 && is_blank(*s))
		s++, size--;
	while (size > 0 && is_blank(s[size - 1]))
		size--;
	if (size == 0)
		return true;
	if (*s == '#' || *s == ';') {
		/* Elsewhere it would swallow the next line. */
		if (s[size - 1] == '\\')
			return fault(r, "注释不能以反斜线 \\ 结尾");
		return true;
	}
	if (++r->ini->items > ITEM_LIMIT)
		return fault(r, "一个文件最多 %d 个段和键", ITEM_LIMIT);
	return *s == '[' ? read_section(r, s, size) : read_item(r, s, size);
}

static bool
read_lines(struct reader *r, const char *text, size_t size)
{
	if (size >= 3 && !memcmp(text, "\xef\xbb\xbf", 3)) {
		text += 3;
		size -= 3;
	}
	while (size > 0 && !r->done) {
		const char *end = memchr(text, '\n', size);
		size_t length = end ? (size_t)(end - text) : size;

		r->line++;
		if (!read_line(r, text, length))
			return false;
		text += length + (end ? 1 : 0);
		size -= length + (end ? 1 : 0);
	}
	return true;
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
fetch_value(dictionary *d, const struct section *s, struct item *item)
{
	char name[2 * NAME_LIMIT + 32];
	struct buf coded = {0}, plain = {0};
	bool good = true;

	for (int i = 0; i < item->pieces && good; i++) {
		const char *piece;

		snprintf(
		    name, sizeof name, "%s:%s.%d", s->name, item->key, i);
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
		    "%s: 读不成：系统不给内存文件或 /proc", ini->path);
	for (size_t i = 0; i < ini->count && good; i++) {
		struct section *s = &ini->sections[i];

		for (size_t k = 0; k < s->count && good; k++)
			good = fetch_value(d, s, &s->items[k]);
	}
	iniparser_freedict(d);
	return good ||
	    err_set(err, ERR_WORLD, "%s: iniparser 丢了一个值", ini->path);
}

/* ---- whole files ---- */

static bool
load_text(struct ini **out, const char *name, const char *text, size_t size,
    bool head, struct err *err)
{
	struct ini *ini = mem_alloc(sizeof *ini);
	struct buf copy = {0};
	struct reader r = {
	    .ini = ini, .copy = &copy, .head = head, .err = err};
	bool good;

	ini->path = mem_strdup(name);
	if (size > FILE_LIMIT)
		good = err_set(err, ERR_USAGE, "%s:1: 文件最大 1 MiB", name);
	else
		good = read_lines(&r, text, size);
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
	good = path_read(path, FILE_LIMIT, &text, err) &&
	    load_text(out, path, buf_string(&text), text.size, head, err);
	buf_done(&text);
	return good;
}

bool
ini_load_text(struct ini **out, const char *name, const char *text,
    size_t size, struct err *err)
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
		struct section *s = &ini->sections[i];

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
	return ini_fault(ini, section, key, err, "[%s] 没有 %s 这个键%s",
	    section, key, nearest_words(&near));
}
