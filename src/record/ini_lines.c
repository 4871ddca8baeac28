/*
 * The lines of a definition file: the subset of the language that iniparser
 * cannot misread, a sentence for every line outside it, and the normalised
 * copy.  Keeps no values: iniparser does.
 */
#include "record/ini_private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"

struct reader {
	struct ini *ini;
	struct buf *copy; /* what iniparser gets to see */
	int line;
	bool head; /* the first section is enough */
	bool done;
	struct err *err;
};

static bool fault(struct reader *, const char *fmt, ...) ATTR_FORMAT(2, 3);

void
ini_print_sentence(char *out, size_t size, const char *fmt, va_list ap)
{
	size_t used;

	vsnprintf(out, size, fmt, ap);
	/* What was cut inside a character loses the rest of it. */
	for (char *p = out; *p; p += used) {
		int32_t cp;

		used = text_decode(p, strlen(p), &cp);
		if (cp < 0) {
			memmove(p, p + 1, strlen(p));
			used = 0;
		}
	}
}

static bool
fault(struct reader *r, const char *fmt, ...)
{
	char text[512];
	va_list ap;

	va_start(ap, fmt);
	ini_print_sentence(text, sizeof text, fmt, ap);
	va_end(ap);
	return err_set(
	    r->err, ERR_USAGE, "%s:%d: %s", r->ini->path, r->line, text);
}

struct ini_section *
ini_find_section(const struct ini *ini, const char *name)
{
	for (size_t i = 0; name && i < ini->count; i++)
		if (!strcmp(ini->sections[i].name, name))
			return &ini->sections[i];
	return NULL;
}

struct ini_item *
ini_find_item(const struct ini_section *s, const char *key)
{
	for (size_t i = 0; s && i < s->count; i++)
		if (!strcmp(s->items[i].key, key))
			return &s->items[i];
	return NULL;
}

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
	int shown = size < INI_NAME_LIMIT ? (int)size : INI_NAME_LIMIT;

	if (size > INI_NAME_LIMIT)
		return fault(r, _("%s名最长 %d 字节"), what, INI_NAME_LIMIT);
	if (size == 0)
		return fault(r, _("%s没有名称"), what);
	for (size_t i = 0; i < size; i++)
		if (s[i] >= 'A' && s[i] <= 'Z')
			return fault(
			    r, _("%s名「%.*s」只用小写字母"), what, shown, s);
	if (!good_name(s, size, dots))
		return fault(r, _("%s名「%.*s」只用 a-z 0-9 _%s"), what, shown, s,
		    dots ? " . - @" : "");
	return true;
}

/* The bytes of a line before anything is made of them. */
static bool
check_bytes(struct reader *r, const char *s, size_t size)
{
	if (size > INI_LINE_LIMIT)
		return fault(r, _("一行最长 %d 字节，这一行 %zu 字节"),
		    INI_LINE_LIMIT, size);
	if (memchr(s, '\0', size))
		return fault(r, _("含有 NUL 字节"));
	if (!text_valid(s, size))
		return fault(r, _("不是 UTF-8 编码"));
	for (size_t i = 0; i < size; i++)
		if (((unsigned char)s[i] < ' ' && s[i] != '\t') || s[i] == 127)
			return fault(r, _("含有控制字符 0x%02X"),
			    (unsigned)(unsigned char)s[i]);
	return true;
}

static bool
read_section(struct reader *r, const char *s, size_t size)
{
	struct ini *ini = r->ini;
	const char *end = memchr(s, ']', size);
	struct ini_section *made;
	char *name;
	const struct ini_section *before;

	if (r->head && ini->count == 1) {
		r->done = true;
		return true;
	}
	if (!end)
		return fault(r, _("段名没有右括号 ]"));
	if (end + 1 != s + size)
		return fault(r, _("段名 [%.*s] 之后不能再有内容"),
		    (int)(end - s - 1 < INI_NAME_LIMIT ? end - s - 1
						       : INI_NAME_LIMIT),
		    s + 1);
	if (!check_name(r, _("段"), s + 1, (size_t)(end - s) - 1, true))
		return false;
	name = mem_strndup(s + 1, (size_t)(end - s) - 1);
	before = ini_find_section(ini, name);
	if (before) {
		fault(r, _("段 [%s] 重复，第 %d 行已有"), name, before->line);
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
	for (size_t at = 0; at < coded.size || pieces == 0; at += INI_PIECE) {
		size_t n =
		    coded.size - at < INI_PIECE ? coded.size - at : INI_PIECE;

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
		return fault(r, _("值缺右引号 %c"), quote);
	for (const char *p = from; p < end; p++)
		if (*p == '\\' && (p[1] == '"' || p[1] == '\''))
			return fault(r, _("引号前不能有反斜线 \\"));
	rest = end + 1;
	if (rest < *s + *size)
		return fault(r, _("值的右引号 %c 之后不能再有内容"), quote);
	*s = from;
	*size = (size_t)(end - from);
	return true;
}

static bool
check_bare(struct reader *r, const char *s, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (strchr(";#\"'\\", s[i]))
			return fault(r, _("值含有 %c，须放在双引号里"), s[i]);
	return true;
}

static bool
add_item(struct reader *r, char *key, const char *value, size_t size)
{
	struct ini *ini = r->ini;
	struct ini_section *s = &ini->sections[ini->count - 1];
	const struct ini_item *before = ini_find_item(s, key);
	struct ini_item *made;

	if (before) {
		fault(r, _("[%s] 的 %s 重复，第 %d 行已有"), s->name, key,
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
		return fault(r, _("不是段名、键 = 值，也不是注释"));
	key_size = (size_t)(equals - s);
	while (key_size > 0 && is_blank(s[key_size - 1]))
		key_size--;
	if (!check_name(r, _("键"), s, key_size, false))
		return false;
	if (r->ini->count == 0)
		return fault(r, _("第一个段名 [...] 之前不能有键"));
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
			return fault(r, _("注释不能以反斜线 \\ 结尾"));
		return true;
	}
	if (++r->ini->items > INI_ITEM_LIMIT)
		return fault(r, _("一个文件最多 %d 个段和键"), INI_ITEM_LIMIT);
	return *s == '[' ? read_section(r, s, size) : read_item(r, s, size);
}

bool
ini_read_lines(struct ini *ini, struct buf *copy, const char *text, size_t size,
    bool head, struct err *err)
{
	struct reader r = {.ini = ini, .copy = copy, .head = head, .err = err};

	if (size >= 3 && !memcmp(text, "\xef\xbb\xbf", 3)) {
		text += 3;
		size -= 3;
	}
	while (size > 0 && !r.done) {
		const char *end = memchr(text, '\n', size);
		size_t length = end ? (size_t)(end - text) : size;

		r.line++;
		if (!read_line(&r, text, length))
			return false;
		text += length + (end ? 1 : 0);
		size -= length + (end ? 1 : 0);
	}
	return true;
}
