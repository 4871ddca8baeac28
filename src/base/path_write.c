/*
 * Writing aside and renaming: whoever opens the target sees the old file or
 * the new one, never half of it.  Knows no format.
 */
#include "base/lang.h"
#include "base/path.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

/* A world's fault with the errno text for the log. */
static bool
fail(struct err *err, int number, const char *path, const char *words)
{
	err_set(err, ERR_WORLD, _("文件 %s %s"), path,
	    number == ENOSPC || number == EDQUOT
		? _("写不下：磁盘已满，应先腾出空间")
		: words);
	err_detail(err, "%s", strerror(number));
	return false;
}

static bool
check_target(const char *target, struct err *err)
{
	struct stat st;

	if (!*path_name(target))
		return err_set(err, ERR_WORLD,
		    _("%s 是文件夹，应指定文件名"), target);
	if (lstat(target, &st) != 0)
		return errno == ENOENT ? true
				       : fail(err, errno, target,
					     _("不能写，应检查所在文件夹"));
	if (S_ISREG(st.st_mode))
		return true;
	if (S_ISLNK(st.st_mode))
		return err_set(err, ERR_WORLD,
		    _("%s 是符号链接，不往里写，应指定真正的文件"), target);
	if (S_ISDIR(st.st_mode))
		return err_set(err, ERR_WORLD,
		    _("%s 是文件夹，应指定文件名"), target);
	return err_set(err, ERR_WORLD,
	    _("%s 是管道或设备，不往里写，应指定普通文件"), target);
}

static void
random_letters(char out[7])
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz234567";
	unsigned char bytes[6];
	int i;

	if (getrandom(bytes, sizeof(bytes), 0) != (ssize_t)sizeof(bytes))
		memset(bytes, (int)(getpid() & 0xff), sizeof(bytes));
	for (i = 0; i < 6; i++)
		out[i] = letters[bytes[i] & 31];
	out[6] = '\0';
}

/* What follows NAME and PID: `-XXXXXX.tmp` or `.new`, maybe its journal. */
static bool
is_aside_ending(const char *end)
{
	static const char *const endings[] = { ".tmp", ".tmp-journal", ".new",
		".new-journal" };
	size_t i;

	if (*end == '-')
		end += 1 + strspn(end + 1, "abcdefghijklmnopqrstuvwxyz0123456789");
	for (i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
		if (!strcmp(end, endings[i]))
			return true;
	}
	return false;
}

/* `.NAME.PID` and an ending, made by a process that is no more. */
static bool
is_left_behind(const char *name, const char *target_name)
{
	size_t size = strlen(target_name);
	char *end;
	long pid;

	if (name[0] != '.' || strncmp(name + 1, target_name, size) != 0 ||
	    name[1 + size] != '.' || name[2 + size] < '1' ||
	    name[2 + size] > '9')
		return false;
	errno = 0;
	pid = strtol(name + 2 + size, &end, 10);
	return !errno && pid <= INT32_MAX && is_aside_ending(end) &&
	       kill((pid_t)pid, 0) != 0 && errno == ESRCH;
}

void
path_sweep(const char *target)
{
	char *dir_name = path_dir(target);
	DIR *dir = opendir(dir_name);
	const struct dirent *entry;
	struct stat st;

	while (dir && (entry = readdir(dir))) {
		if (is_left_behind(entry->d_name, path_name(target)) &&
		    fstatat(dirfd(dir), entry->d_name, &st,
			AT_SYMLINK_NOFOLLOW) == 0 &&
		    S_ISREG(st.st_mode) && st.st_uid == geteuid())
			unlinkat(dirfd(dir), entry->d_name, 0);
	}
	if (dir)
		closedir(dir);
	free(dir_name);
}

bool
path_aside_open(const char *target, char **aside, int *fd, struct err *err)
{
	char *dir, letters[7];
	int tries, number = EEXIST;

	*aside = NULL;
	*fd = -1;
	if (!check_target(target, err))
		return false;
	path_sweep(target);
	dir = path_dir(target);
	for (tries = 0; tries < 100 && number == EEXIST; tries++) {
		char *name;

		random_letters(letters);
		name = mem_printf("%s/.%s.%ld-%s.tmp", dir,
		    path_name(target), (long)getpid(), letters);
		*fd = open(name,
		    O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
		number = *fd < 0 ? errno : 0;
		if (*fd >= 0)
			*aside = name;
		else
			free(name);
	}
	free(dir);
	if (*fd < 0)
		return fail(err, number, target,
		    _("写不成，应检查所在文件夹是否存在、能否写入"));
	return true;
}

static int
sync_path(const char *path, int flags)
{
	int fd = open(path, flags | O_CLOEXEC);
	int number = 0;

	if (fd < 0)
		return errno;
	/* Some file systems cannot sync a folder and say EINVAL. */
	if (fsync(fd) != 0 && !(errno == EINVAL && flags & O_DIRECTORY))
		number = errno;
	close(fd);
	return number;
}

bool
path_aside_commit(char **aside, const char *target, struct err *err)
{
	char *dir;
	int number = 0;

	if (!check_target(target, err)) {
		path_aside_drop(aside);
		return false;
	}
	number = sync_path(*aside, O_RDONLY | O_NOFOLLOW);
	if (!number && rename(*aside, target) != 0)
		number = errno;
	if (number) {
		path_aside_drop(aside);
		return fail(err, number, target, _("没有写成，应检查磁盘和权限"));
	}
	free(*aside);
	*aside = NULL;
	dir = path_dir(target);
	number = sync_path(dir, O_RDONLY | O_DIRECTORY);
	free(dir);
	if (number == EACCES) /* a folder may be writable and not readable */
		number = 0;
	return number ? fail(err, number, target,
			    _("已写入，但不能确认落盘，应检查磁盘"))
		      : true;
}

void
path_aside_drop(char **aside)
{
	if (!*aside)
		return;
	unlink(*aside);
	free(*aside);
	*aside = NULL;
}

static int
write_all(int fd, const void *bytes, size_t size)
{
	const char *s = bytes;

	while (size) {
		ssize_t done = write(fd, s, size);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return errno;
		s += done;
		size -= (size_t)done;
	}
	return 0;
}

bool
path_write(const char *path, const void *bytes, size_t size, struct err *err)
{
	char *aside;
	int fd, number;

	if (!path_aside_open(path, &aside, &fd, err))
		return false;
	number = write_all(fd, bytes, size);
	if (close(fd) != 0 && !number)
		number = errno;
	if (number) {
		path_aside_drop(&aside);
		return fail(err, number, path, _("没有写成，应检查磁盘和权限"));
	}
	return path_aside_commit(&aside, path, err);
}
