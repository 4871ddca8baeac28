/*
 * A growing byte string.  Owns its memory; knows nothing of what the bytes
 * mean, but for the escapes of JSON.
 */
#include "base/buf.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static void
buf_reserve(struct buf *buf, size_t more)
{
	size_t wanted;

	if (more >= SIZE_MAX - buf->size)
		more = SIZE_MAX - buf->size - 1; /* mem_resize will refuse */
	if (buf->text && buf->size + more < buf->capacity)
		return;
	wanted = buf->size + more + 1;
	if (wanted < SIZE_MAX / 2 && wanted < buf->capacity * 2)
		wanted = buf->capacity * 2;
	if (wanted < 32)
		wanted = 32;
	buf->text = mem_resize(buf->text, wanted, 1);
	buf->capacity = wanted;
	buf->text[buf->size] = '\0';
}

void
buf_done(struct buf *buf)
{
	free(buf->text);
	memset(buf, 0, sizeof(*buf));
}

void
buf_clear(struct buf *buf)
{
	buf->size = 0;
	if (buf->text)
		buf->text[0] = '\0';
}

void
buf_add(struct buf *buf, const void *bytes, size_t size)
{
	buf_reserve(buf, size);
	if (size)
		memcpy(buf->text + buf->size, bytes, size);
	buf->size += size;
	buf->text[buf->size] = '\0';
}

void
buf_add_char(struct buf *buf, char c)
{
	if (buf->size + 1 >= buf->capacity)
		buf_reserve(buf, 1);
	buf->text[buf->size++] = c;
	buf->text[buf->size] = '\0';
}

void
buf_add_string(struct buf *buf, const char *s)
{
	if (s)
		buf_add(buf, s, strlen(s));
}

void
buf_printf(struct buf *buf, const char *fmt, ...)
{
	va_list ap, again;
	size_t room;
	int size;

	buf_reserve(buf, 1);
	room = buf->capacity - buf->size;
	va_start(ap, fmt);
	va_copy(again, ap);
	size = vsnprintf(buf->text + buf->size, room, fmt, ap);
	va_end(ap);
	if (size > 0 && (size_t)size >= room) {
		buf_reserve(buf, (size_t)size);
		vsnprintf(buf->text + buf->size, (size_t)size + 1, fmt, again);
	}
	va_end(again);
	if (size > 0)
		buf->size += (size_t)size;
	buf->text[buf->size] = '\0';
}

/* Bytes that stand in JSON as they are. */
static size_t
plain_run(const char *s)
{
	size_t size = 0;

	while ((unsigned char)s[size] >= 0x20 && s[size] != '"' &&
	       s[size] != '\\' && s[size] != 0x7f)
		size++;
	return size;
}

void
buf_add_json(struct buf *buf, const char *s)
{
	if (!s) {
		buf_add_string(buf, "null");
		return;
	}
	buf_add_char(buf, '"');
	for (; *s; s++) {
		size_t plain = plain_run(s);
		unsigned char c;

		buf_add(buf, s, plain);
		s += plain;
		c = (unsigned char)*s;
		if (!c)
			break;
		if (c == '"' || c == '\\') {
			buf_add_char(buf, '\\');
			buf_add_char(buf, *s);
		} else if (c == '\n') {
			buf_add_string(buf, "\\n");
		} else if (c == '\t') {
			buf_add_string(buf, "\\t");
		} else if (c == '\r') {
			buf_add_string(buf, "\\r");
		} else {
			buf_printf(buf, "\\u%04x", c);
		}
	}
	buf_add_char(buf, '"');
}

const char *
buf_string(const struct buf *buf)
{
	return buf->text ? buf->text : "";
}

char *
buf_take(struct buf *buf)
{
	char *text = buf->text ? buf->text : mem_strdup("");

	memset(buf, 0, sizeof(*buf));
	return text;
}
