/*
 * Stands between the program and libc (LD_PRELOAD) and makes one call fail,
 * or ends the program at it, or tells another time.  Not linked with any
 * room: tests/faults/shim.sh compiles it and says what to do by these:
 *   SHIM_CALLS  "write": calls that change files; "all": the others too
 *   SHIM_AT     the number of the call, from 1
 *   SHIM_DO     KILL, or the error: EIO ENOSPC EINTR EMFILE ENOLCK
 *   SHIM_EVER   from that call on, not once
 *   SHIM_LOG    a file that each counted call is written to, by name
 *   SHIM_CLOCK  seconds since 1970 that the clock starts from
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

/* The next one of that name: libc's. */
#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define ANY(name, type) ((type)dlsym(RTLD_NEXT, name))

static const struct {
	const char *name;
	int code;
} errors[] = {{"EIO", EIO}, {"ENOSPC", ENOSPC}, {"EINTR", EINTR},
    {"EMFILE", EMFILE}, {"ENOLCK", ENOLCK}};

static long counted;
static int log_fd = -1;

static void
note(const char *call)
{
	const char *path = getenv("SHIM_LOG");

	if (!path)
		return;
	if (log_fd < 0)
		log_fd = (int)syscall(SYS_openat, AT_FDCWD, path,
		    O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	syscall(SYS_write, log_fd, call, strlen(call));
	syscall(SYS_write, log_fd, "\n", 1);
}

/* True: this call is to fail, errno says with what. */
static bool
fails(const char *call, bool writes)
{
	const char *calls = getenv("SHIM_CALLS"), *at = getenv("SHIM_AT");
	const char *what = getenv("SHIM_DO");
	long wanted = at ? strtol(at, NULL, 10) : 0;

	if (!calls || (!writes && strcmp(calls, "all") != 0))
		return false;
	counted++;
	note(call);
	if (!what || (getenv("SHIM_EVER") ? counted < wanted : counted != wanted))
		return false;
	if (!strcmp(what, "KILL"))
		syscall(SYS_kill, getpid(), SIGKILL);
	for (size_t i = 0; i < sizeof(errors) / sizeof(*errors); i++)
		if (!strcmp(what, errors[i].name)) {
			errno = errors[i].code;
			return true;
		}
	return false;
}

/* ---- files by descriptor ---- */

#define OPENING(name, next)                                                \
	int name(const char *path, int flags, ...)                         \
	{                                                                  \
		va_list list;                                              \
		mode_t mode;                                               \
                                                                           \
		va_start(list, flags);                                     \
		mode = flags & O_CREAT ? va_arg(list, mode_t) : 0;         \
		va_end(list);                                              \
		if (fails(#name, flags & (O_CREAT | O_TRUNC)))             \
			return -1;                                         \
		return ANY(next, int (*)(const char *, int, ...))(         \
		    path, flags, mode);                                    \
	}
OPENING(open, "open")
OPENING(open64, "open64")

#define PLACED(name, pointer, type, writes)                                \
	ssize_t name(int fd, pointer bytes, size_t size, type at)          \
	{                                                                  \
		if (fails(#name, writes))                                  \
			return -1;                                         \
		return ANY(#name,                                          \
		    ssize_t (*)(int, pointer, size_t, type))(              \
		    fd, bytes, size, at);                                  \
	}
PLACED(pread, void *, off_t, false)
PLACED(pread64, void *, off64_t, false)
PLACED(pwrite, const void *, off_t, true)
PLACED(pwrite64, const void *, off64_t, true)

ssize_t
read(int fd, void *bytes, size_t size)
{
	return fails("read", false) ? -1 : NEXT(read)(fd, bytes, size);
}

ssize_t
write(int fd, const void *bytes, size_t size)
{
	return fails("write", true) ? -1 : NEXT(write)(fd, bytes, size);
}

int
fsync(int fd)
{
	return fails("fsync", true) ? -1 : NEXT(fsync)(fd);
}

int
fdatasync(int fd)
{
	return fails("fdatasync", true) ? -1 : NEXT(fdatasync)(fd);
}

int
ftruncate(int fd, off_t size)
{
	return fails("ftruncate", true) ? -1 : NEXT(ftruncate)(fd, size);
}

int
ftruncate64(int fd, off64_t size)
{
	return fails("ftruncate", true)
	    ? -1
	    : ANY("ftruncate64", int (*)(int, off64_t))(fd, size);
}

#define CONTROLLING(name)                                                  \
	int name(int fd, int command, ...)                                 \
	{                                                                  \
		va_list list;                                              \
		void *argument;                                            \
                                                                           \
		va_start(list, command);                                   \
		argument = va_arg(list, void *);                           \
		va_end(list);                                              \
		if ((command == F_SETLK || command == F_GETLK) &&          \
		    fails(#name, false))                                   \
			return -1;                                         \
		return ANY(#name, int (*)(int, int, ...))(                 \
		    fd, command, argument);                                \
	}
CONTROLLING(fcntl)
CONTROLLING(fcntl64)

/* ---- names ---- */

int
unlink(const char *path)
{
	return fails("unlink", true) ? -1 : NEXT(unlink)(path);
}

int
rename(const char *from, const char *to)
{
	return fails("rename", true) ? -1 : NEXT(rename)(from, to);
}

int
link(const char *from, const char *to)
{
	return fails("link", true) ? -1 : NEXT(link)(from, to);
}

int
mkdir(const char *path, mode_t mode)
{
	return fails("mkdir", true) ? -1 : NEXT(mkdir)(path, mode);
}

/* ---- streams: the libraries that write spreadsheets use them ---- */

#define STREAM(name)                                                       \
	FILE *name(const char *path, const char *mode)                     \
	{                                                                  \
		if (fails(#name, mode[0] != 'r'))                          \
			return NULL;                                       \
		return ANY(#name, FILE *(*)(const char *, const char *))(  \
		    path, mode);                                           \
	}
STREAM(fopen)
STREAM(fopen64)

size_t
fwrite(const void *bytes, size_t size, size_t count, FILE *file)
{
	return fails("fwrite", true) ? 0
	                             : NEXT(fwrite)(bytes, size, count, file);
}

int
fclose(FILE *file)
{
	bool bad = fails("fclose", true);
	int code = errno, result = NEXT(fclose)(file);

	if (!bad)
		return result;
	errno = code;
	return EOF;
}

/* ---- the clock ---- */

/* How far the told time is from the true one. */
static time_t
shift(time_t now)
{
	static time_t by;
	static bool known;
	const char *told = getenv("SHIM_CLOCK");

	if (told && !known)
		by = (time_t)strtoll(told, NULL, 10) - now;
	known = true;
	return now + by;
}

int
clock_gettime(clockid_t clock, struct timespec *at)
{
	int result = (int)syscall(SYS_clock_gettime, clock, at);

	if (result == 0 && clock == CLOCK_REALTIME)
		at->tv_sec = shift(at->tv_sec);
	return result;
}

int
gettimeofday(struct timeval *restrict at, void *restrict zone)
{
	struct timespec now;

	(void)zone;
	if (clock_gettime(CLOCK_REALTIME, &now) != 0)
		return -1;
	*at = (struct timeval){now.tv_sec, now.tv_nsec / 1000};
	return 0;
}

time_t
time(time_t *out)
{
	struct timespec now = {0};

	clock_gettime(CLOCK_REALTIME, &now);
	if (out)
		*out = now.tv_sec;
	return now.tv_sec;
}
