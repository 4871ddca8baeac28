/*
 * A connection to a book: opened with suspicion, hardened, made durable,
 * its transactions.  Knows nothing of records, of definitions, nor of which
 * file is a book of ours: book.c does.  Statements are in db_stmt.c,
 * failures in db_fault.c, functions in db_func.c; these four and the
 * extension are the only users of sqlite3.h.
 */
#include "store/db.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "store/db_func.h"
#include "store/db_private.h"

#define BUSY_MS 5000
#define PROGRESS_STEPS 20000

/* The folder is resolved, the last name never: a link there is refused. */
static char *
resolve(const char *path)
{
	char *dir = path_dir(path), *real = realpath(dir, NULL);
	char *full = path_join(real ? real : dir, path_name(path));

	free(real);
	free(dir);
	return full;
}

/* File systems whose locks exclude nobody, or cannot be trusted to (S4). */
static const char *
network_name(unsigned long type)
{
	switch (type & 0xffffffffUL) {
	case 0x6969UL:
		return "NFS";
	case 0x517bUL:
		return "SMB";
	case 0xff534d42UL:
		return "CIFS";
	case 0xfe534d42UL:
		return "SMB2";
	case 0x65735546UL:
		return "FUSE";
	case 0x01021997UL:
		return "9p";
	default:
		return NULL;
	}
}

static bool
refuse_network(const char *path, struct err *err)
{
	char *dir = path_dir(path);
	struct statfs fs;
	const char *name = NULL;

	if (statfs(dir, &fs) == 0)
		name = network_name((unsigned long)fs.f_type);
	free(dir);
	if (!name)
		return true;
	return err_set(err, ERR_WORLD,
	    _("账本在网络文件系统（%s）上，那里的锁靠不住，不能写入；"
	    "请把账本放在一台机器的本地硬盘上，各人用 ssh 登录那台机器使用: %s"),
	    name, path);
}

static bool
refuse_file(const char *path, struct err *err)
{
	struct stat st;

	if (lstat(path, &st) != 0) {
		if (errno == ENOENT || errno == ENOTDIR)
			return err_set(
			    err, ERR_WORLD, _("账本不存在: %s"), path);
		err_set(err, ERR_WORLD, _("不能查看账本文件: %s"), path);
		err_detail(err, "%s", strerror(errno));
		return false;
	}
	if (S_ISLNK(st.st_mode))
		return err_set(err, ERR_WORLD,
		    _("账本路径是符号链接，请直接给出账本文件: %s"), path);
	if (!S_ISREG(st.st_mode))
		return err_set(
		    err, ERR_WORLD, _("账本路径不是普通文件: %s"), path);
	if (access(path, R_OK) != 0)
		return err_set(err, ERR_WORLD,
		    _("没有打开账本的权限: %s（%s）"), path, strerror(errno));
	return true;
}

static bool
make_file(const char *path, struct err *err)
{
	int fd = open(path,
	    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);

	if (fd < 0) {
		if (errno == EEXIST)
			return err_set(err, ERR_WORLD,
			    _("文件已存在，不能在上面新建账本: %s"), path);
		err_set(err, ERR_WORLD, _("不能新建账本: %s（%s）"), path,
		    strerror(errno));
		return false;
	}
	close(fd);
	return true;
}

static void
set_limits(sqlite3 *handle)
{
	sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, 256 * 1024 * 1024);
	sqlite3_limit(handle, SQLITE_LIMIT_SQL_LENGTH, 1024 * 1024);
	sqlite3_limit(handle, SQLITE_LIMIT_EXPR_DEPTH, 500);
	sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
	sqlite3_limit(handle, SQLITE_LIMIT_TRIGGER_DEPTH, 100);
}

static void
harden(sqlite3 *handle)
{
	sqlite3_extended_result_codes(handle, 1);
	sqlite3_busy_timeout(handle, BUSY_MS);
	sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	sqlite3_db_config(
	    handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
	sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
	sqlite3_db_config(handle, SQLITE_DBCONFIG_LOOKASIDE, NULL, 1024, 400);
	set_limits(handle);
}

/* One thread, nobody asks for memory statistics: an eighth of an import. */
static void
configure(void)
{
	static bool done;

	if (!done) {
		sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
		sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	}
	done = true;
}

static bool
connect(struct db *db, struct err *err)
{
	int flags = SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_PRIVATECACHE;
	const char *name = db->mode == DB_MEMORY ? ":memory:" : db->path;
	int code;

	configure();
	flags |= db->mode == DB_READ ? SQLITE_OPEN_READONLY
	                             : SQLITE_OPEN_READWRITE;
	code = sqlite3_open_v2(name, &db->handle, flags, NULL);
	if (code != SQLITE_OK)
		return db_fail_world(db->handle, code, db->path, err);
	harden(db->handle);
	return true;
}

bool
db_open(struct db **out, const char *path, enum db_mode mode, struct err *err)
{
	struct db *db = mem_alloc(sizeof(*db));
	bool good = true;

	*out = NULL;
	db->mode = mode;
	db->path = mode == DB_MEMORY ? mem_strdup(":memory:") : resolve(path);
	if (mode == DB_WRITE || mode == DB_MAKE)
		good = refuse_network(db->path, err);
	if (good && mode == DB_MAKE)
		good = make_file(db->path, err);
	if (good && mode != DB_MEMORY)
		good = refuse_file(db->path, err);
	if (good)
		good = connect(db, err);
	if (good && (mode == DB_MAKE || mode == DB_MEMORY))
		good = db_make_durable(db, err);
	if (!good) {
		db_close(db);
		return false;
	}
	*out = db;
	return true;
}

static bool
pragma_is(struct db *db, const char *sql, const char *want, struct err *err)
{
	char *got = NULL;
	bool good = db_string(db, err, &got, sql, "");

	if (good && (!got || strcmp(got, want) != 0)) {
		good = err_set(err, ERR_WORLD, _("账本不能设成可靠的写入方式: %s"),
		    db->path);
		err_detail(err, "%s: %s", sql, got ? got : "(null)");
	}
	free(got);
	return good;
}

bool
db_make_durable(struct db *db, struct err *err)
{
	const char *mode = db->mode == DB_MEMORY ? "memory" : "truncate";

	if (!db_exec(db,
	        "PRAGMA cell_size_check = ON; PRAGMA recursive_triggers = ON;"
	        "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16000;",
	        err))
		return false;
	if (db->mode == DB_READ)
		return true;
	if (!pragma_is(db, "PRAGMA journal_mode = TRUNCATE", mode, err))
		return false;
	return db_exec(db, "PRAGMA synchronous = FULL", err) &&
	    pragma_is(db, "PRAGMA synchronous", "2", err);
}

void
db_close(struct db *db)
{
	if (!db)
		return;
	db_cache_clear(db);
	sqlite3_close_v2(db->handle);
	db_fault_clear(db);
	free(db->path);
	free(db);
}

const char *
db_path(const struct db *db)
{
	return db->path;
}

bool
db_is_read_only(const struct db *db)
{
	return sqlite3_db_readonly(db->handle, "main") == 1;
}

/* A book renamed, replaced or removed under us must not be written on. */
static bool
still_there(struct db *db, struct err *err)
{
	int moved = 0;

	if (db->mode == DB_MEMORY)
		return true;
	sqlite3_file_control(
	    db->handle, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
	if (!moved)
		return true;
	return err_set(err, ERR_WORLD,
	    _("账本文件在打开期间被换掉、改名或删除了，没有写入；请重新打开: %s"),
	    db->path);
}

bool
db_begin(struct db *db, struct err *err)
{
	char sql[40] = "BEGIN IMMEDIATE";

	if (db->depth == 0 && !still_there(db, err))
		return false;
	if (db->depth > 0)
		sqlite3_snprintf(
		    (int)sizeof(sql), sql, "SAVEPOINT s%d", db->depth);
	if (!db_exec(db, sql, err))
		return false;
	db->depth++;
	return true;
}

bool
db_begin_exclusive(struct db *db, struct err *err)
{
	if (!still_there(db, err) || !db_exec(db, "BEGIN EXCLUSIVE", err))
		return false;
	db->depth = 1;
	return true;
}

bool
db_commit(struct db *db, struct err *err)
{
	char sql[40] = "COMMIT";

	if (db->depth > 1)
		sqlite3_snprintf(
		    (int)sizeof(sql), sql, "RELEASE s%d", db->depth - 1);
	if (!db_exec(db, sql, err))
		return false;
	db->depth--;
	return true;
}

void
db_rollback(struct db *db)
{
	char sql[64] = "ROLLBACK";
	struct err ignored = {0};

	if (db->depth == 0)
		return;
	db->depth--;
	if (db->depth > 0)
		sqlite3_snprintf((int)sizeof(sql), sql,
		    "ROLLBACK TO s%d; RELEASE s%d", db->depth, db->depth);
	/* Disk full, I/O error or no memory may have rolled all back already. */
	if (!sqlite3_get_autocommit(db->handle) && !db_exec(db, sql, &ignored))
		err_done(&ignored);
}

int
db_depth(const struct db *db)
{
	return db->depth;
}

static int
progress(void *data)
{
	struct db *db = data;

	return db->go_on && !db->go_on(db->go_on_data);
}

void
db_on_progress(struct db *db, bool (*go_on)(void *), void *data)
{
	db->go_on = go_on;
	db->go_on_data = data;
	sqlite3_progress_handler(
	    db->handle, go_on ? PROGRESS_STEPS : 0, go_on ? progress : NULL, db);
}

void
db_on_failure(struct db *db, void (*hook)(void *), void *data)
{
	db->on_failure = hook;
	db->on_failure_data = data;
}

bool
db_vacuum_into(struct db *db, const char *path, struct err *err)
{
	bool good;

	/* It attaches its target inside: at no other time may anything. */
	sqlite3_limit(db->handle, SQLITE_LIMIT_ATTACHED, 1);
	good = db_run(db, err, "VACUUM INTO ?", "s", path);
	sqlite3_limit(db->handle, SQLITE_LIMIT_ATTACHED, 0);
	return good;
}

void
db_set_cache(struct db *db, int kibibytes)
{
	struct err ignored = {0};
	char sql[80];

	snprintf(sql, sizeof(sql), "PRAGMA cache_size = -%d; %s", kibibytes,
	    kibibytes < DB_CACHE ? "PRAGMA shrink_memory" : "");
	if (!db_exec(db, sql, &ignored))
		err_done(&ignored);
}

/* A change of the schema that is taken back makes SQLite drop what it has
 * parsed; a temporary table is one that touches no file. */
void
db_forget_schema(struct db *db)
{
	struct err ignored = {0};

	if (db->depth == 0 &&
	    !db_exec(db, "BEGIN; CREATE TEMP TABLE forgotten (a); ROLLBACK",
	        &ignored))
		err_done(&ignored);
}

void
db_set_volatile(struct db *db)
{
	struct err ignored = {0};

	/* OFF is not given to a defensive connection */
	if (!db_exec(db, "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF",
	        &ignored))
		err_done(&ignored);
}

void
db_rest_triggers(struct db *db)
{
	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
}

bool
db_add_function(struct db *db, const char *name, int arguments,
    bool deterministic, void (*call)(struct func *, void *data), void *data,
    struct err *err)
{
	if (func_register(
	        db->handle, name, arguments, deterministic, call, data))
		return true;
	return err_set(err, ERR_WORLD, _("不能登记函数 %s"), name);
}
