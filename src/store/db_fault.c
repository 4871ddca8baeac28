/*
 * Why a statement failed (S10): the constraint or the refusal's code for
 * those who make sentences of them, and our own sentence for what the world
 * did to the file.
 */
#include "store/db.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "store/db_private.h"

static enum db_fault_kind
kind_of(int code)
{
	switch (code) {
	case SQLITE_CONSTRAINT_CHECK:
		return FAULT_CHECK;
	case SQLITE_CONSTRAINT_UNIQUE:
	case SQLITE_CONSTRAINT_PRIMARYKEY:
	case SQLITE_CONSTRAINT_ROWID:
		return FAULT_UNIQUE;
	case SQLITE_CONSTRAINT_NOTNULL:
		return FAULT_NOT_NULL;
	case SQLITE_CONSTRAINT_DATATYPE:
		return FAULT_TYPE;
	case SQLITE_CONSTRAINT_TRIGGER:
		return FAULT_RAISE;
	case SQLITE_CONSTRAINT_FOREIGNKEY:
		return FAULT_FOREIGN;
	default:
		return FAULT_NONE;
	}
}

/* "CHECK constraint failed: name" -> "name" */
static const char *
behind_colon(const char *message)
{
	const char *colon = strstr(message, "failed: ");

	return colon ? colon + 8 : message;
}

static void
keep_fault(struct db *db, enum db_fault_kind kind, const char *message)
{
	char *blank;

	db_fault_clear(db);
	db->fault = kind;
	if (kind == FAULT_FOREIGN)
		return;
	if (kind != FAULT_RAISE && kind != FAULT_TYPE)
		message = behind_colon(message);
	if (kind == FAULT_UNIQUE && !strncmp(message, "index '", 7)) {
		db->fault_name = mem_strndup(
		    message + 7, strcspn(message + 7, "'"));
		return;
	}
	db->fault_name = mem_strdup(message);
	/* Our own triggers raise 'code column'. */
	blank = kind == FAULT_RAISE ? strchr(db->fault_name, ' ') : NULL;
	if (blank) {
		*blank = '\0';
		db->fault_column = mem_strdup(blank + 1);
	}
}

static const struct {
	int code; /* primary */
	enum err_status status;
	const char *sentence;
} worlds[] = {
	{SQLITE_BUSY, ERR_WORLD,
	    N_("账本正被别人占用，等了5秒仍没有轮到；没有写入，请稍后再试")},
	{SQLITE_LOCKED, ERR_WORLD, N_("账本里还有没读完的查询，没有写入")},
	{SQLITE_FULL, ERR_WORLD,
	    N_("磁盘已满；没有写入，账本完好，请腾出空间后再试")},
	{SQLITE_NOTADB, ERR_WORLD, N_("这个文件不是街办账本")},
	{SQLITE_CORRUPT, ERR_WORLD,
	    N_("账本文件已损坏；请停止使用，从最近的备份恢复")},
	{SQLITE_PERM, ERR_WORLD, N_("没有打开账本的权限")},
	{SQLITE_AUTH, ERR_USAGE, N_("这里只能查询，不能改动账本")},
	{SQLITE_NOMEM, ERR_WORLD, N_("内存不足；没有写入")},
	{SQLITE_INTERRUPT, ERR_STOPPED, N_("已停止，一切如旧")},
	{SQLITE_TOOBIG, ERR_WORLD, N_("内容太长，账本存不下")},
	{SQLITE_IOERR, ERR_WORLD,
	    N_("读写账本文件出错；没有写入，请检查硬盘后重新打开")},
	{SQLITE_PROTOCOL, ERR_WORLD, N_("账本的文件锁不能用，没有写入")},
};

static const char *
sentence_of(int code, enum err_status *status)
{
	*status = ERR_WORLD;
	if (code == SQLITE_READONLY_ROLLBACK || code == SQLITE_READONLY_RECOVERY)
		return _("账本上次写入时中断，要先在可写的地方打开一次，才能只读打开");
	if (code == SQLITE_READONLY_DBMOVED)
		return _("账本文件在打开期间被换掉或删除了，没有写入；请重新打开");
	if (code == SQLITE_CANTOPEN_SYMLINK)
		return _("账本路径是符号链接，请直接给出账本文件");
	if ((code & 0xff) == SQLITE_READONLY)
		return _("账本是只读的，不能写入");
	if ((code & 0xff) == SQLITE_CANTOPEN)
		return _("打不开账本文件");
	for (size_t i = 0; i < sizeof(worlds) / sizeof(*worlds); i++) {
		if ((code & 0xff) == worlds[i].code) {
			*status = worlds[i].status;
			return _(worlds[i].sentence);
		}
	}
	return NULL;
}

bool
db_fail_world(sqlite3 *handle, int code, const char *path, struct err *err)
{
	enum err_status status;
	const char *sentence = sentence_of(code, &status);

	if (sentence)
		err_set(err, status, "%s: %s", sentence, path);
	else
		err_set(err, ERR_WORLD, _("账本的语句出错: %s"),
		    handle ? sqlite3_errmsg(handle) : sqlite3_errstr(code));
	err_detail(err, "sqlite %d: %s", code,
	    handle ? sqlite3_errmsg(handle) : sqlite3_errstr(code));
	return false;
}

bool
db_fail(struct db *db, int code, const char *sql, struct err *err)
{
	enum db_fault_kind kind;

	/* A failed prepare or step leaves the extended code behind. */
	if (sqlite3_extended_errcode(db->handle) != SQLITE_OK)
		code = sqlite3_extended_errcode(db->handle);
	kind = kind_of(code);
	if (db->on_failure)
		db->on_failure(db->on_failure_data);
	if (kind == FAULT_NONE) {
		db_fail_world(db->handle, code, db->path, err);
		err_detail(err, "sqlite %d: %s: %.400s", code,
		    sqlite3_errmsg(db->handle), sql ? sql : "");
		return false;
	}
	keep_fault(db, kind, sqlite3_errmsg(db->handle));
	err_refuse(err, kind == FAULT_RAISE ? db->fault_name : "refused",
	    db->fault_column, _("账本的规则不允许: %s"),
	    db->fault_name ? db->fault_name : _("引用的记录不存在"));
	err_detail(err, "sqlite %d: %s: %.400s", code,
	    sqlite3_errmsg(db->handle), sql ? sql : "");
	return false;
}

struct db_fault
db_fault(const struct db *db)
{
	return (struct db_fault){db->fault, db->fault_name, db->fault_column};
}

void
db_fault_clear(struct db *db)
{
	db->fault = FAULT_NONE;
	free(db->fault_name);
	free(db->fault_column);
	db->fault_name = db->fault_column = NULL;
}
