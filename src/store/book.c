/*
 * Opening and making a book, who acts in it, and its changes.  Which
 * statements a change holds, and what its records are, it does not know.
 */
#include "store/book.h"

#include <inttypes.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/path.h"
#include "store/backup.h"
#include "store/migrate.h"

static void
copy_dirs(struct data_dirs *to, const struct data_dirs *from)
{
	to->count = from->count;
	to->dirs = mem_array(from->count + 1, sizeof(*to->dirs));
	for (size_t i = 0; i < from->count; i++)
		to->dirs[i] = mem_strdup(from->dirs[i]);
}

static char *
login_name(void)
{
	struct passwd *entry = getpwuid(getuid());

	if (entry && entry->pw_name && *entry->pw_name)
		return mem_strdup(entry->pw_name);
	return mem_printf("u%lu", (unsigned long)getuid());
}

static char *
terminal_name(void)
{
	char host[256] = "";
	const char *tty = ttyname(STDIN_FILENO);

	if (gethostname(host, sizeof(host) - 1) != 0)
		host[0] = '\0';
	return mem_printf("%s:%s", host, tty ? tty : "-");
}

static void
start_session(struct session *session)
{
	struct date today = date_today();

	date_write(today, session->today);
	date_write(today, session->as_of);
	free(session->terminal);
	session->terminal = terminal_name();
}

static bool
has_clerks(struct db *db, int64_t *has, struct err *err)
{
	return db_int(db, err, has, 0,
	    "SELECT 1 FROM sqlite_schema WHERE type = 'table'"
	    " AND name = 'clerk'",
	    "");
}

/* The first clerk of a new book is its maker, with every role. */
static bool
add_maker(struct book *book, struct err *err)
{
	char *name = login_name(), *roles = NULL;
	int64_t clerks = 0;
	bool repeated, good;

	session_set(&book->session.clerk, name);
	good = has_clerks(book->db, &clerks, err) &&
	    db_string(book->db, err, &roles,
	        "SELECT group_concat(code, ' ') FROM (SELECT code FROM code"
	        " WHERE list = 'role' ORDER BY sort_no, code)",
	        "");
	session_set(&book->session.roles, roles ? roles : "");
	if (good && clerks) {
		good = book_change_begin(
		    book, "add", NULL, NULL, &repeated, err);
		book->session.by_law = 1;
		good = good &&
		    db_run(book->db, err,
		        "INSERT INTO clerk (code, name, os_user, roles,"
		        " valid_from) VALUES (?1, ?1, ?1, ?2, '2000-01-01')",
		        "ss", name, roles ? roles : "admin") &&
		    book_change_end(book, err);
		book->session.by_law = 0;
		if (!good)
			book_change_drop(book);
	}
	free(name);
	free(roles);
	return good;
}

static bool
check_ours(struct db *db, struct err *err)
{
	int64_t id, tables;

	if (!db_int(db, err, &id, 0, "PRAGMA application_id", ""))
		return false;
	if (id == BOOK_APPLICATION_ID)
		return true;
	if (!db_int(db, err, &tables, 0, "SELECT count(*) FROM sqlite_schema",
	        ""))
		return false;
	err_set(err, ERR_WORLD,
	    tables ? _("这个文件是别的程序的数据库，不是街办账本: %s")
	           : _("这个文件是空的，不是街办账本: %s"),
	    db_path(db));
	err_detail(err, "application_id %" PRId64, id);
	return false;
}

/* A dated copy stands beside the book before it is upgraded. */
static bool
upgrade(struct book *book, const struct tracks *tracks, struct err *err)
{
	char *copy = NULL;
	bool good;

	if (book->read_only)
		return err_set(err, ERR_WORLD,
		    _("账本是旧版结构，须先升级，但它现在只读: %s"),
		    db_path(book->db));
	good = backup_before(book->db, "upgrade", &copy, err) &&
	    migrate_run(book->db, &book->session, tracks, err);
	free(copy);
	return good;
}

/* No journal can be made in a folder that is read-only. */
static bool
is_writable(const char *path)
{
	char *dir = path_dir(path);
	bool yes = access(path, W_OK) == 0 && access(dir, W_OK) == 0;

	free(dir);
	return yes;
}

/* A journal with something in it: someone writes, or was killed writing. */
static bool
has_journal(const char *path)
{
	char *journal = mem_printf("%s-journal", path);
	struct stat st;
	bool yes = stat(journal, &st) == 0 && st.st_size > 0;

	free(journal);
	return yes;
}

/* Who only reads may not take back the half of a killed write: a writer's
 * connection does it by looking, then the book is read as usual. */
static void
take_back_killed(const char *path)
{
	struct err ignored = {0};
	struct db *db = NULL;

	if (db_open(&db, path, DB_WRITE, &ignored) && check_ours(db, &ignored))
		log_printf("a killed write was looked after: %s", path);
	db_close(db);
	err_done(&ignored);
}

static bool
open_existing(struct book *book, const char *path, enum db_mode mode,
    const struct tracks *tracks, struct err *err)
{
	bool older = false;

	if (mode == DB_WRITE && path_exists(path) && !is_writable(path))
		mode = DB_READ;
	if (mode == DB_READ && has_journal(path) && is_writable(path))
		take_back_killed(path);
	if (!db_open(&book->db, path, mode, err))
		return false;
	book->read_only = mode == DB_READ || db_is_read_only(book->db);
	if (!check_ours(book->db, err))
		return false;
	path_sweep(path); /* what somebody killed set aside */
	return db_make_durable(book->db, err) &&
	    session_bind(&book->session, book->db, err) &&
	    migrate_needed(book->db, tracks, &older, err) &&
	    (!older || upgrade(book, tracks, err));
}

static bool
fill_new(struct book *book, const char *path, enum db_mode mode,
    const struct tracks *tracks, struct err *err)
{
	return db_open(&book->db, path, mode, err) &&
	    session_bind(&book->session, book->db, err) &&
	    migrate_run(book->db, &book->session, tracks, err) &&
	    add_maker(book, err);
}

/* Made whole beside, and given its name at the end. */
static bool
make_new(struct book *book, const char *path, const struct tracks *tracks,
    struct err *err)
{
	char *dir = path_dir(path);
	char *aside = mem_printf("%s/.%s.%ld.new", dir, path_name(path),
	    (long)getpid());
	bool good = !path_exists(path) ||
	    err_set(err, ERR_WORLD, _("文件已存在，不能在上面新建账本: %s"), path);

	if (good) {
		path_sweep(path);
		backup_remove(aside);
		good = fill_new(book, aside, DB_MAKE, tracks, err);
		db_close(book->db);
		book->db = NULL;
		good = good && backup_settle(aside, path, err);
		backup_remove(aside);
	}
	free(aside);
	free(dir);
	return good && open_existing(book, path, DB_WRITE, tracks, err);
}

bool
book_open(struct book *book, const char *path, enum db_mode mode,
    const struct data_dirs *data, struct err *err)
{
	struct tracks tracks = {0};
	bool good;

	*book = (struct book){0};
	copy_dirs(&book->data, data);
	start_session(&book->session);
	good = tracks_find(&tracks, data, err);
	tracks.only_checked = mode == DB_MEMORY;
	if (good && mode == DB_MAKE)
		good = make_new(book, path, &tracks, err);
	else if (good && mode == DB_MEMORY)
		good = fill_new(book, path, mode, &tracks, err);
	else if (good)
		good = open_existing(book, path, mode, &tracks, err);
	tracks_done(&tracks);
	if (!good)
		book_close(book);
	return good;
}

void
book_close(struct book *book)
{
	db_close(book->db);
	session_done(&book->session);
	for (size_t i = 0; i < book->data.count; i++)
		free(book->data.dirs[i]);
	free(book->data.dirs);
	*book = (struct book){0};
}

static bool
take_clerk(struct book *book, const char *column, const char *value,
    bool *found, struct err *err)
{
	char *sql = mem_printf("SELECT code, roles FROM clerk WHERE %s = ?1"
	                       " AND void_reason IS NULL AND valid_from <= ?2"
	                       " AND (valid_to IS NULL OR valid_to > ?2)"
	                       " ORDER BY id LIMIT 1",
	    column);
	struct stmt *stmt = db_cached(book->db, sql, err);
	bool good = stmt != NULL;

	*found = false;
	if (good) {
		stmt_bind_text(stmt, 1, value);
		stmt_bind_text(stmt, 2, book->session.today);
		good = stmt_step(stmt, found, err);
		if (good && *found) {
			session_set(
			    &book->session.clerk, stmt_text(stmt, 0));
			session_set(
			    &book->session.roles, stmt_text(stmt, 1));
		}
		stmt_reset(stmt);
	}
	free(sql);
	return good;
}

bool
book_act_as(struct book *book, const char *clerk, struct err *err)
{
	char *login = clerk ? NULL : login_name();
	int64_t clerks = 0;
	bool found = true, good = has_clerks(book->db, &clerks, err);

	if (good && clerks)
		good = take_clerk(book, clerk ? "code" : "os_user",
		    clerk ? clerk : login, &found, err);
	else if (good)
		session_set(&book->session.clerk, clerk ? clerk : login);
	if (good && !found && clerk)
		good = err_refuse(err, "no_clerk", NULL,
		    _("账本里没有操作员「%s」，或已停用"), clerk);
	else if (good && !found)
		good = err_refuse(err, "no_clerk", NULL,
		    _("账本里没有登录名为「%s」的操作员；请用 --as 指定操作员"),
		    login);
	free(login);
	return good;
}

static void
end_session(struct book *book)
{
	if (book->session.asked[0])
		memcpy(book->session.as_of, book->session.asked, DATE_SIZE);
	book->session.asked[0] = '\0';
	book->session.change_no = 0;
	book->session.by_law_inside = 0;
	session_set(&book->session.action, NULL);
	session_set(&book->session.reason, NULL);
}

static bool
open_first(struct book *book, const char *action, const char *reason,
    const char *request_id, bool *repeated, struct err *err)
{
	struct session *session = &book->session;
	int64_t before = 0;

	if (request_id &&
	    !db_int(book->db, err, &before, 0,
	        "SELECT no FROM change WHERE request_id = ?", "s", request_id))
		return false;
	*repeated = before != 0;
	if (*repeated)
		return true;
	if (!db_run(book->db, err,
	        "INSERT INTO change (at, clerk, action, reason, request_id)"
	        " VALUES (strftime('%Y-%m-%d %H:%M:%S', 'now', 'localtime'),"
	        " ?, ?, ?, ?)",
	        "ssss", session->clerk, action, reason, request_id))
		return false;
	session->change_no = db_last_id(book->db);
	/* What is left, vacant or in force for a change is so today. */
	if (session->today[0]) {
		memcpy(session->asked, session->as_of, DATE_SIZE);
		memcpy(session->as_of, session->today, DATE_SIZE);
	}
	return true;
}

bool
book_change_begin(struct book *book, const char *action, const char *reason,
    const char *request_id, bool *repeated, struct err *err)
{
	*repeated = false;
	if (book->read_only || book->session.known[0])
		return err_set(err, ERR_WORLD, _("账本是只读打开的，不能写入: %s"),
		    db_path(book->db));
	if (!book->session.clerk)
		return err_set(err, ERR_USAGE, _("没有操作员，不能写入"));
	if (book->changes == 0 && !backup_of_day(book->db, err))
		return false;
	if (!db_begin(book->db, err))
		return false;
	if (book->changes == 0 &&
	    (!open_first(book, action, reason, request_id, repeated, err) ||
	        *repeated)) {
		db_rollback(book->db);
		return *repeated;
	}
	session_set(&book->session.action, action);
	if (reason || book->changes == 0)
		session_set(&book->session.reason, reason);
	book->changes++;
	return true;
}

/* A commit of nothing new goes through all that makes one durable. */
static bool
commit_again(struct db *db, struct err *err)
{
	char sql[64];
	int64_t version;

	if (!db_int(db, err, &version, 0, "PRAGMA user_version", "") ||
	    !db_begin(db, err))
		return false;
	snprintf(sql, sizeof(sql), "PRAGMA user_version = %" PRId64, version);
	if (db_exec(db, sql, err) && db_commit(db, err))
		return true;
	db_rollback(db);
	return false;
}

/*
 * The last call of a commit may fail when the change is in already (the
 * journal is empty, but the disk does not confirm it).  What counts is
 * what the file holds: that is asked, and confirmed once more.
 */
static bool
commit_settle(struct book *book, struct err *err)
{
	struct session *session = &book->session;
	struct err again = {0};
	int64_t is_in = 0;
	bool durable;

	if (book->changes != 1 || err->status != ERR_WORLD)
		return false;
	db_rollback(book->db);
	if (!db_int(book->db, &again, &is_in, 0,
	        "SELECT count(*) FROM change WHERE no = ?1 AND clerk = ?2",
	        "is", session->change_no, session->clerk) ||
	    !is_in) {
		err_done(&again);
		return false;
	}
	durable = commit_again(book->db, &again);
	err_done(&again);
	err_done(err);
	return durable || err_set(err, ERR_WORLD,
	    _("已经写入，但硬盘没有确认，断电可能丢失；请检查硬盘，"
	      "重新打开核对: %s"),
	    db_path(book->db));
}

bool
book_change_end(struct book *book, struct err *err)
{
	if (!db_commit(book->db, err) && !commit_settle(book, err)) {
		book_change_drop(book);
		return false;
	}
	book->changes--;
	if (book->changes == 0) {
		book->saved = true;
		end_session(book);
	}
	return true;
}

void
book_change_drop(struct book *book)
{
	if (book->changes == 0)
		return;
	db_rollback(book->db);
	book->changes--;
	if (book->changes == 0)
		end_session(book);
}
