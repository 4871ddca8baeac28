/*
 * Stands between the program and libc (LD_PRELOAD) and writes down, with
 * their bytes, all operations on files under one folder, for powerloss.c to
 * take them apart again:
 *   TRACE         the file that they are written to
 *   TRACE_UNDER   the folder, without links
 *   TRACE_NOSYNC  syncs do nothing and say that they did: the planted fault
 * Streams write inside libc, where nothing can stand: before a file is
 * synced or gets another name it is written down whole.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdio_ext.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "recorder.h"

/* The next one of that name: libc's. */
#define NEXT(name, type) ((type)dlsym(RTLD_NEXT, name))

static int trace_fd = -1;

static bool
under(const char *path)
{
	const char *folder = getenv("TRACE_UNDER");
	size_t size = folder ? strlen(folder) : 0;

	return size && !strncmp(path, folder, size) && path[size] == '/' &&
	    !strstr(path, " (deleted)");
}

/* False when the descriptor is no file of ours. */
static bool
path_of(int fd, char path[PATH_MAX])
{
	char link[64];
	ssize_t size;

	if (fd == trace_fd)
		return false;
	snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	size = readlink(link, path, PATH_MAX - 1);
	if (size <= 0)
		return false;
	path[size] = '\0';
	/* the folder itself, when it is synced */
	if (getenv("TRACE_UNDER") && !strcmp(path, getenv("TRACE_UNDER")))
		return true;
	return under(path);
}

static void
put(const void *bytes, size_t size)
{
	while (size) {
		ssize_t done = syscall(SYS_write, trace_fd, bytes, size);

		if (done <= 0)
			abort();
		bytes = (const char *)bytes + done;
		size -= (size_t)done;
	}
}

static void
record(enum traced what, const char *path, const char *other,
    unsigned long long at, const void *bytes, size_t size)
{
	struct traced_head head = {.what = what,
	    .path = (unsigned)strlen(path),
	    .other = (unsigned)strlen(other),
	    .at = at,
	    .size = size};

	if (!getenv("TRACE"))
		return;
	if (trace_fd < 0)
		trace_fd = (int)syscall(SYS_openat, AT_FDCWD, getenv("TRACE"),
		    O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	put(&head, sizeof(head));
	put(path, head.path);
	put(other, head.other);
	put(bytes, size);
}

static void
record_whole(const char *path)
{
	int fd = (int)syscall(SYS_openat, AT_FDCWD, path, O_RDONLY, 0);
	struct stat st;
	char *bytes;

	if (fd < 0)
		return;
	if (syscall(SYS_fstat, fd, &st) == 0 && S_ISREG(st.st_mode)) {
		bytes = malloc((size_t)st.st_size + 1);
		if (!bytes ||
		    syscall(SYS_pread64, fd, bytes, st.st_size, 0L) !=
		        st.st_size)
			abort();
		record(TRACED_WHOLE, path, "", 0, bytes, (size_t)st.st_size);
		free(bytes);
	}
	syscall(SYS_close, fd);
}

/* ---- files by descriptor ---- */

static int
open_traced(const char *path, int flags, mode_t mode)
{
	bool there = access(path, F_OK) == 0;
	int fd = (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
	char full[PATH_MAX];

	if (fd >= 0 && path_of(fd, full)) {
		if (flags & O_CREAT && !there)
			record(TRACED_CREATE, full, "", 0, "", 0);
		else if (flags & O_TRUNC)
			record(TRACED_SIZE, full, "", 0, "", 0);
	}
	return fd;
}

#define OPENING(name)                                                      \
	int name(const char *path, int flags, ...)                         \
	{                                                                  \
		va_list list;                                              \
		mode_t mode;                                               \
                                                                           \
		va_start(list, flags);                                     \
		mode = flags & O_CREAT ? va_arg(list, mode_t) : 0;         \
		va_end(list);                                              \
		return open_traced(path, flags, mode);                     \
	}
OPENING(open)
OPENING(open64)

#define PLACED(name, type)                                                 \
	ssize_t name(int fd, const void *bytes, size_t size, type at)      \
	{                                                                  \
		ssize_t done = syscall(SYS_pwrite64, fd, bytes, size, at); \
		char path[PATH_MAX];                                       \
                                                                           \
		if (done > 0 && path_of(fd, path))                         \
			record(TRACED_WRITE, path, "",                     \
			    (unsigned long long)at, bytes, (size_t)done);  \
		return done;                                               \
	}
PLACED(pwrite, off_t)
PLACED(pwrite64, off64_t)

ssize_t
write(int fd, const void *bytes, size_t size)
{
	ssize_t done = syscall(SYS_write, fd, bytes, size);
	char path[PATH_MAX];

	if (done > 0 && fd == STDOUT_FILENO)
		record(TRACED_SAID, "", "", 0, "", 0);
	else if (done > 0 && path_of(fd, path))
		record(TRACED_WRITE, path, "",
		    (unsigned long long)(lseek(fd, 0, SEEK_CUR) - done), bytes,
		    (size_t)done);
	return done;
}

static int
sync_traced(int fd, long call)
{
	char path[PATH_MAX];
	int result = 0;

	if (!path_of(fd, path))
		return (int)syscall(call, fd);
	record_whole(path);
	if (getenv("TRACE_NOSYNC"))
		return 0;
	result = (int)syscall(call, fd);
	if (result == 0)
		record(TRACED_SYNC, path, "", 0, "", 0);
	return result;
}

int
fsync(int fd)
{
	return sync_traced(fd, SYS_fsync);
}

int
fdatasync(int fd)
{
	return sync_traced(fd, SYS_fdatasync);
}

static int
cut(int fd, long long size)
{
	int result = (int)syscall(SYS_ftruncate, fd, size);
	char path[PATH_MAX];

	if (result == 0 && path_of(fd, path))
		record(TRACED_SIZE, path, "", (unsigned long long)size, "", 0);
	return result;
}

int
ftruncate(int fd, off_t size)
{
	return cut(fd, size);
}

int
ftruncate64(int fd, off64_t size)
{
	return cut(fd, size);
}

/* ---- names ---- */

int
unlink(const char *path)
{
	int result = NEXT("unlink", int (*)(const char *))(path);

	if (result == 0 && under(path))
		record(TRACED_UNLINK, path, "", 0, "", 0);
	return result;
}

#define NAMING(name, kind)                                                 \
	int name(const char *from, const char *to)                         \
	{                                                                  \
		int result;                                                \
                                                                           \
		if (under(from))                                           \
			record_whole(from);                                \
		result = NEXT(#name,                                       \
		    int (*)(const char *, const char *))(from, to);        \
		if (result == 0 && under(from))                            \
			record(kind, from, to, 0, "", 0);                  \
		return result;                                             \
	}
NAMING(rename, TRACED_RENAME)
NAMING(link, TRACED_LINK)

/* ---- what is said ---- */

int
fflush(FILE *file)
{
	bool said = (!file || file == stdout) && __fpending(stdout) > 0;
	int result = NEXT("fflush", int (*)(FILE *))(file);

	if (said && result == 0)
		record(TRACED_SAID, "", "", 0, "", 0);
	return result;
}

/* The exit status is an acknowledgement too. */
__attribute__((destructor)) static void
at_the_end(void)
{
	record(TRACED_SAID, "", "", 0, "", 0);
}
