/*
 * Allocation that cannot fail.  Owns the one place where the process ends
 * for want of memory; knows nothing of terminals, only of a hook.
 */
#include "base/mem.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void (*exhausted_hook)(void);

void
mem_on_exhausted(void (*hook)(void))
{
	exhausted_hook = hook;
}

static void
die(void)
{
	static const char words[] = "内存不足，程序停下；已保存的都在\n";
	void (*hook)(void) = exhausted_hook;

	exhausted_hook = NULL; /* once: the hook may want memory itself */
	if (hook)
		hook();
	if (write(STDERR_FILENO, words, sizeof(words) - 1) < 0)
		_exit(3);
	_exit(3);
}

void *
mem_array(size_t count, size_t each)
{
	void *block = calloc(count ? count : 1, each ? each : 1);

	if (!block)
		die();
	return block;
}

void *
mem_alloc(size_t bytes)
{
	return mem_array(bytes, 1);
}

void *
mem_resize(void *block, size_t count, size_t each)
{
	size_t bytes;

	if (each && count > SIZE_MAX / each)
		die();
	bytes = count * each;
	block = realloc(block, bytes ? bytes : 1);
	if (!block)
		die();
	return block;
}

char *
mem_strndup(const char *s, size_t bytes)
{
	size_t size = strnlen(s, bytes);
	char *copy;

	if (size == SIZE_MAX)
		die();
	copy = mem_alloc(size + 1);
	memcpy(copy, s, size);
	return copy;
}

char *
mem_strdup(const char *s)
{
	size_t size;
	char *copy;

	if (!s)
		return NULL;
	size = strlen(s) + 1;
	copy = malloc(size); /* every byte is written */
	if (copy)
		return memcpy(copy, s, size);
	die();
	return NULL;
}

char *
mem_printf(const char *fmt, ...)
{
	va_list ap;
	char *text;

	va_start(ap, fmt);
	text = mem_vprintf(fmt, ap);
	va_end(ap);
	return text;
}

char *
mem_vprintf(const char *fmt, va_list ap)
{
	char *text = NULL;

	if (vasprintf(&text, fmt, ap) < 0)
		die();
	return text;
}

void *
mem_grow(void *array, size_t count, size_t *capacity, size_t each)
{
	size_t wanted;

	if (count < *capacity)
		return array;
	if (count > SIZE_MAX / 4)
		die();
	wanted = count < 8 ? 8 : count * 2;
	array = mem_resize(array, wanted, each);
	*capacity = wanted;
	return array;
}
