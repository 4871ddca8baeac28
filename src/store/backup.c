/*
 * Backups: VACUUM INTO a private file aside, verify it, then give it its
 * name.  The book's own file is never opened here by other means (a lock
 * would vanish).  Knows nothing of records.
 */
#include "store/backup.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>

#include "base/date.h"
#include "base/lang.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/path.h"
#include "store/book.h"
#include "store/journal.h"

#define KEEP_DAILY 30
#define KEEP_MONTHLY 24
#define STAMP_SIZE 32

void
backup_remove(const char *path)
{
	char *journal = mem_printf("%s-journal", path);

	unlink(path);
	unlink(journal);
	free(journal);
}

static bool
sync_path(const char *path, int flags, struct err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | flags);
	bool good = fd >= 0 && fsync(fd) == 0;

	if (!good)
		err_set(err, ERR_WORLD, _("没有写到硬盘: %s（%s）"), path,
		    strerror(errno));
	if (fd >= 0)
		close(fd);
	return good;
}

bool
backup_settle(const char *aside, const char *path, struct err *err)
{
	char *dir = path_dir(path);
	bool good = sync_path(aside, 0, err);

	/* link, unlike rename, refuses a name that is taken. */
	if (good && link(aside, path) != 0) {
		if (errno == EEXIST || path_exists(path))
			good = err_set(
			    err, ERR_WORLD, _("文件已存在: %s"), path);
		else if (rename(aside, path) != 0)
			good = err_set(err, ERR_WORLD, _("不能写 %s（%s）"), path,
			    strerror(errno));
	}
	if (good) {
		unlink(aside);
		good = sync_path(dir, O_DIRECTORY, err);
	}
	free(dir);
	return good;
}

char *
backup_temporary(const char *path, struct err *err)
{
	char *dir = path_dir(path);
	char *name = NULL;
	int fd = -1;

	path_sweep(path);
	for (int i = 0; i < 100 && fd < 0; i++) {
		free(name);
		name = mem_printf("%s/.%s.%ld-%d.tmp", dir, path_name(path),
		    (long)getpid(), i);
		fd = open(name,
		    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
		if (fd < 0 && errno != EEXIST)
			break;
	}
	if (fd < 0) {
		err_set(err, ERR_WORLD, _("不能写临时文件 %s（%s）"), name,
		    strerror(errno));
		free(name);
		name = NULL;
	} else {
		close(fd);
	}
	free(dir);
	return name;
}

/* Whole, ours, and with an unbroken journal. */
static bool
verify(struct db *db, bool deep, struct err *err)
{
	char *found = NULL, head[65];
	int64_t id, count, broken = 0;
	bool good = db_int(db, err, &id, 0, "PRAGMA application_id", "") &&
	    db_string(db, err, &found,
	        deep ? "PRAGMA integrity_check(1)" : "PRAGMA quick_check(1)",
	        "");

	if (good && (!found || strcmp(found, "ok") != 0))
		good = err_set(err, ERR_WORLD, _("账本文件已损坏（%s）: %s"),
		    found ? found : "?", db_path(db));
	if (good && id != BOOK_APPLICATION_ID)
		good = err_set(
		    err, ERR_WORLD, _("不是街办账本: %s"), db_path(db));
	if (good && deep)
		good = journal_verify(db, &count, &broken, head, err);
	if (good && broken)
		good = err_set(err, ERR_WORLD,
		    _("账本的日志从第%lld条起被改动过: %s"), (long long)broken,
		    db_path(db));
	free(found);
	return good;
}

static bool
verify_file(const char *path, bool deep, struct err *err)
{
	struct session session = {0};
	struct db *db = NULL;
	bool good = db_open(&db, path, DB_READ, err) &&
	    session_bind(&session, db, err) && verify(db, deep, err);

	db_close(db);
	session_done(&session);
	return good;
}

/* Twice the file, so that neither the copy nor the next save fills the disk. */
static bool
has_space(struct db *db, const char *dir, struct err *err)
{
	struct statvfs fs;
	int64_t pages, size;

	if (!db_int(db, err, &pages, 0, "PRAGMA page_count", "") ||
	    !db_int(db, err, &size, 4096, "PRAGMA page_size", ""))
		return false;
	if (statvfs(dir, &fs) != 0 ||
	    (uint64_t)fs.f_bavail * fs.f_frsize > (uint64_t)(pages * size) * 2)
		return true;
	return err_set(err, ERR_WORLD,
	    _("硬盘空间不够放一份备份，请先腾出空间: %s"), dir);
}

static bool
copy_to(struct db *db, const char *path, bool deep, struct err *err)
{
	char *dir = path_dir(path), *aside = NULL;
	bool good = has_space(db, dir, err) &&
	    (aside = backup_temporary(path, err)) != NULL &&
	    db_vacuum_into(db, aside, err) && verify_file(aside, deep, err) &&
	    backup_settle(aside, path, err);

	if (aside)
		backup_remove(aside);
	free(aside);
	free(dir);
	return good;
}

static void
stamp(char out[STAMP_SIZE])
{
	time_t now = time(NULL);
	struct tm tm;

	if (!localtime_r(&now, &tm) || !strftime(out, STAMP_SIZE, "%Y%m%d-%H%M%S", &tm))
		out[0] = '\0';
}

/* office.jb -> DIR/office */
static char *
stem_of(const char *path)
{
	size_t size = strlen(path);

	if (size > 3 && !strcmp(path + size - 3, ".jb"))
		size -= 3;
	return mem_strndup(path, size);
}

/* A second backup within the second gets a number. */
static char *
free_name(const char *stem, const char *word)
{
	char at[STAMP_SIZE], *name;

	stamp(at);
	name = mem_printf("%s-%s%s%s.jb", stem, word, *word ? "-" : "", at);
	for (int i = 2; i < 1000 && path_exists(name); i++) {
		free(name);
		name = mem_printf("%s-%s%s%s-%d.jb", stem, word,
		    *word ? "-" : "", at, i);
	}
	return name;
}

bool
backup_before(struct db *db, const char *word, char **made, struct err *err)
{
	char *stem;

	*made = NULL;
	if (!strcmp(db_path(db), ":memory:"))
		return true;
	stem = stem_of(db_path(db));
	*made = free_name(stem, word);
	free(stem);
	if (copy_to(db, *made, true, err))
		return true;
	free(*made);
	*made = NULL;
	return false;
}

bool
book_backup(struct book *book, const char *path, char **made, struct err *err)
{
	*made = NULL;
	if (!path)
		return backup_before(book->db, "backup", made, err);
	if (path_exists(path))
		return err_set(err, ERR_WORLD, _("文件已存在: %s"), path);
	if (!copy_to(book->db, path, true, err))
		return false;
	*made = mem_strdup(path);
	return true;
}

bool
book_restore(const char *from, const char *new_book, struct err *err)
{
	struct session session = {0};
	struct db *db = NULL;
	bool good = !path_exists(new_book) ||
	    err_set(err, ERR_WORLD,
	        _("文件已存在，不能恢复到它上面: %s"), new_book);

	good = good && db_open(&db, from, DB_READ, err) &&
	    session_bind(&session, db, err) && verify(db, true, err) &&
	    copy_to(db, new_book, true, err);
	db_close(db);
	session_done(&session);
	return good;
}

/* ---- copies by itself: STEM-backup/YYYY-MM-DD.jb, and before/ ---- */

static void
thin_out(const char *dir)
{
	char **names = path_list(dir, ".jb");
	size_t count = 0, months = 0;

	while (names && names[count])
		count++;
	/* Newest first: 30 days as they are, then a month's first. */
	for (size_t i = count > KEEP_DAILY ? count - KEEP_DAILY : 0; i-- > 0;) {
		bool first = i == 0 || strncmp(names[i], names[i - 1], 7) != 0;
		char *path = path_join(dir, names[i]);

		if (!first || ++months > KEEP_MONTHLY)
			unlink(path);
		free(path);
	}
	path_list_free(names);
}

/* A full disk or a folder that is not ours stops no work; a damaged book
 * does. */
static bool
keep_copy(struct db *db, const char *below, const char *name, struct err *err)
{
	struct err mine = {0};
	char *stem = stem_of(db_path(db));
	char *dir = mem_printf("%s-backup%s", stem, below);
	char *path = path_join(dir, name);
	bool good = path_exists(path) ||
	    (path_make_dirs(dir, &mine) && copy_to(db, path, false, &mine));

	if (good) {
		thin_out(dir);
	} else {
		log_printf("backup: %s", mine.text ? mine.text : "");
		good = verify(db, false, err);
	}
	err_done(&mine);
	free(path);
	free(dir);
	free(stem);
	return good;
}

bool
backup_of_day(struct db *db, struct err *err)
{
	char day[DATE_SIZE], *last = NULL, *name;
	bool good;

	if (!strcmp(db_path(db), ":memory:"))
		return true;
	date_write(date_today(), day);
	if (!db_string(db, err, &last,
	        "SELECT substr(at, 1, 10) FROM change ORDER BY no DESC LIMIT 1",
	        ""))
		return false;
	good = !last || !strcmp(last, day);
	free(last);
	if (good)
		return true;
	name = mem_printf("%s.jb", day);
	good = keep_copy(db, "", name, err);
	free(name);
	return good;
}

bool
backup_of_act(struct db *db, const char *word, struct err *err)
{
	char day[DATE_SIZE], *name;
	int64_t last;
	bool good;

	if (!strcmp(db_path(db), ":memory:"))
		return true;
	date_write(date_today(), day);
	if (!db_int(db, err, &last, 0, "SELECT max(no) FROM change", ""))
		return false;
	name = mem_printf("%s-%08" PRId64 "-%s.jb", day, last, word);
	good = keep_copy(db, "/before", name, err);
	free(name);
	return good;
}
