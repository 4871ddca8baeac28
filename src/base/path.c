/*
 * Files: where things lie, and reading them whole.  Knows no format;
 * writing is path_write.c.
 */
#include "base/path.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/mem.h"

char *
path_join(const char *dir, const char *name)
{
	size_t size = strlen(dir);

	if (!size || name[0] == '/')
		return mem_strdup(name);
	return mem_printf("%s%s%s", dir, dir[size - 1] == '/' ? "" : "/", name);
}

char *
path_dir(const char *path)
{
	const char *slash = strrchr(path, '/');

	if (!slash)
		return mem_strdup(".");
	while (slash > path && slash[-1] == '/')
		slash--;
	return mem_strndup(path, slash > path ? (size_t)(slash - path) : 1);
}

const char *
path_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

bool
path_exists(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0;
}

bool
path_is_dir(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* XDG: a relative value is to be ignored. */
static char *
home_for(const char *variable, const char *below)
{
	const char *value = getenv(variable);

	if (value && value[0] == '/')
		return mem_strdup(value);
	value = getenv("HOME");
	if (!value || value[0] != '/')
		return NULL;
	return path_join(value, below);
}

char *
path_data_home(void)
{
	return home_for("XDG_DATA_HOME", ".local/share");
}

char *
path_state_home(void)
{
	return home_for("XDG_STATE_HOME", ".local/state");
}

char *
path_config_home(void)
{
	return home_for("XDG_CONFIG_HOME", ".config");
}

bool
path_make_dirs(const char *dir, struct err *err)
{
	char *path = mem_strdup(dir), *s;
	bool good = true;

	for (s = path + (path[0] == '/'); good; s++) {
		char sign = *s;

		if (sign != '/' && sign != '\0')
			continue;
		*s = '\0';
		if (*path && mkdir(path, 0700) != 0 && errno != EEXIST &&
		    !path_is_dir(path))
			good = false;
		*s = sign;
		if (!sign)
			break;
	}
	if (good && !path_is_dir(dir)) {
		good = false;
		errno = ENOTDIR;
	}
	if (!good) {
		err_set(err, ERR_WORLD,
		    _("文件夹 %s 建不成，应检查上级文件夹的权限"), dir);
		err_detail(err, "%s", strerror(errno));
	}
	free(path);
	return good;
}

static bool
read_all(int fd, const char *path, size_t limit, struct buf *out,
    struct err *err)
{
	char block[16384];
	size_t total = 0;
	ssize_t size;

	while ((size = read(fd, block, sizeof(block))) != 0) {
		if (size < 0 && errno == EINTR)
			continue;
		if (size < 0) {
			err_set(err, ERR_WORLD,
			    _("文件 %s 读不出来，应检查磁盘"), path);
			err_detail(err, "%s", strerror(errno));
			return false;
		}
		total += (size_t)size;
		if (total > limit)
			return err_set(err, ERR_WORLD,
			    _("文件 %s 太大，应不超过 %zu 字节"), path, limit);
		buf_add(out, block, (size_t)size);
	}
	return true;
}

bool
path_read(const char *path, size_t limit, struct buf *out, struct err *err)
{
	/* O_NONBLOCK: a FIFO without a writer must not hang us. */
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
	struct stat st;
	bool good;

	if (fd < 0) {
		if (errno == ENOENT)
			err_set(err, ERR_WORLD, _("没有文件 %s，应检查名称"),
			    path);
		else
			err_set(err, ERR_WORLD,
			    _("文件 %s 打不开，应检查权限"), path);
		err_detail(err, "%s", strerror(errno));
		return false;
	}
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) {
		close(fd);
		return err_set(err, ERR_WORLD,
		    _("%s 不是普通文件，应指定一个文件"), path);
	}
	good = read_all(fd, path, limit, out, err);
	close(fd);
	return good;
}

static int
compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

char **
path_list(const char *dir, const char *suffix)
{
	DIR *folder = opendir(dir);
	struct dirent *entry;
	char **names;
	size_t count = 0, capacity = 8, tail = strlen(suffix);

	if (!folder)
		return NULL;
	names = mem_array(capacity, sizeof(*names));
	while ((entry = readdir(folder))) {
		size_t size = strlen(entry->d_name);

		if (entry->d_name[0] == '.' || size < tail ||
		    strcmp(entry->d_name + size - tail, suffix))
			continue;
		names = mem_grow(names, count + 1, &capacity, sizeof(*names));
		names[count++] = mem_strdup(entry->d_name);
	}
	closedir(folder);
	qsort(names, count, sizeof(*names), compare_names);
	names[count] = NULL;
	return names;
}

void
path_list_free(char **names)
{
	size_t i;

	for (i = 0; names && names[i]; i++)
		free(names[i]);
	free(names);
}
