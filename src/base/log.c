/*
 * The log file.  Owns its descriptor; every line passes the gate out, and
 * runs of digits as long as an ID number are masked here once more.
 */
#include "base/log.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/text.h"

static int fd = -1;

void
log_open(const char *path)
{
	if (fd >= 0)
		close(fd);
	fd = -1;
	if (path)
		fd = open(path,
		    O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW |
			O_NONBLOCK | O_NOCTTY,
		    0600);
}

int
log_fd(void)
{
	return fd;
}

static void
mask_digits(char *s)
{
	while (*s) {
		size_t size = strspn(s, "0123456789");
		size_t i;

		if (size >= 15)
			for (i = 6; i + 2 < size; i++)
				s[i] = '*';
		s += size ? size : 1;
	}
}

void
log_printf(const char *fmt, ...)
{
	char words[1024], stamp[32] = "";
	struct buf line = { 0 };
	char *shown;
	va_list ap;
	time_t now = time(NULL);
	struct tm tm;

	if (fd < 0)
		return;
	va_start(ap, fmt);
	vsnprintf(words, sizeof(words), fmt, ap);
	va_end(ap);
	shown = text_gate_out(words, false);
	mask_digits(shown);
	if (localtime_r(&now, &tm))
		strftime(stamp, sizeof(stamp), "%Y-%m-%d %H:%M:%S", &tm);
	buf_printf(&line, "%s %ld %s\n", stamp, (long)getpid(), shown);
	free(shown);
	/* One write, so that lines of two programs do not mix; a full disk
	 * loses the line and nothing else. */
	if (write(fd, line.text, line.size) < 0) {
		close(fd);
		fd = -1;
	}
	buf_done(&line);
}
