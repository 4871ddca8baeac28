/*
 * Stands between the program and malloc (LD_PRELOAD): lets one allocation
 * fail, or all from there on.
 *   MEMORY_AT    the number of the allocation, from 1
 *   MEMORY_EVER  all that follow fail too
 *   MEMORY_LOG   a file that gets how many there were
 */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);

static long counted, at = -1;
static bool ever;

static bool
fails(void)
{
	if (at < 0) {
		const char *number = getenv("MEMORY_AT");

		at = number ? strtol(number, NULL, 10) : 0;
		ever = getenv("MEMORY_EVER") != NULL;
	}
	counted++;
	if (!at || (ever ? counted < at : counted != at))
		return false;
	errno = ENOMEM;
	return true;
}

void *
malloc(size_t size)
{
	return fails() ? NULL : __libc_malloc(size);
}

void *
calloc(size_t count, size_t size)
{
	return fails() ? NULL : __libc_calloc(count, size);
}

void *
realloc(void *old, size_t size)
{
	return fails() ? NULL : __libc_realloc(old, size);
}

__attribute__((destructor)) static void
tell(void)
{
	const char *path = getenv("MEMORY_LOG");
	char digits[24];
	size_t size = 0;
	int fd;

	if (!path)
		return;
	for (long left = counted; left || !size; left /= 10)
		digits[sizeof(digits) - ++size] = (char)('0' + left % 10);
	fd = (int)syscall(SYS_openat, AT_FDCWD, path,
	    O_WRONLY | O_CREAT | O_TRUNC, 0600);
	syscall(SYS_write, fd, digits + sizeof(digits) - size, size);
	syscall(SYS_close, fd);
}
