/*
 * Bringing a book up to its schema files, in one exclusive transaction with
 * the version inside.  Knows no table but the house's own.
 */
#include "store/migrate.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/text.h"
#include "store/laws.h"

#define SQL_FILE_MOST (1024 * 1024)
#define NUMBER_DIGITS 4

static int64_t
number_of(const char *file)
{
	for (int i = 0; i < NUMBER_DIGITS; i++)
		if (!isdigit((unsigned char)file[i]))
			return 0;
	return file[NUMBER_DIGITS] == '-' ? strtoll(file, NULL, 10) : 0;
}

static bool
check_numbers(const struct track *track, struct err *err)
{
	int64_t last = 0;

	for (size_t i = 0; track->files[i]; i++) {
		int64_t number = number_of(track->files[i]);

		if (number == 0)
			return err_set(err, ERR_USAGE,
			    _("%s/%s: 文件名应作「0001-名称.sql」"), track->dir,
			    track->files[i]);
		if (number == last)
			return err_set(err, ERR_USAGE,
			    _("%s/%s: 与前一个文件同号"), track->dir,
			    track->files[i]);
		last = number;
	}
	return true;
}

static bool
find_one(struct track *track, const char *data, bool ours, struct err *err)
{
	const char *first;
	size_t count = 0;

	*track = (struct track){.ours = ours};
	track->dir = path_join(data, "schema");
	track->files = path_list(track->dir, ".sql");
	if (!track->files || !track->files[0])
		return !ours ||
		    err_set(err, ERR_WORLD, _("找不到账本的结构文件: %s"),
		        track->dir);
	if (!check_numbers(track, err))
		return false;
	while (track->files[count + 1])
		count++;
	track->newest = number_of(track->files[count]);
	first = track->files[0] + NUMBER_DIGITS + 1;
	track->name = mem_strndup(first, strlen(first) - strlen(".sql"));
	return true;
}

bool
tracks_find(
    struct tracks *tracks, const struct data_dirs *data, struct err *err)
{
	*tracks = (struct tracks){0};
	tracks->rows = mem_array(data->count + 1, sizeof(*tracks->rows));
	for (size_t i = data->count; i-- > 0;)
		if (!find_one(&tracks->rows[tracks->count++], data->dirs[i],
		        i + 1 == data->count, err))
			return false;
	return true;
}

void
tracks_done(struct tracks *tracks)
{
	for (size_t i = 0; i < tracks->count; i++) {
		free(tracks->rows[i].dir);
		free(tracks->rows[i].name);
		path_list_free(tracks->rows[i].files);
	}
	free(tracks->rows);
	*tracks = (struct tracks){0};
}

static bool
version_in(struct db *db, const struct track *track, int64_t *version,
    struct err *err)
{
	if (track->ours)
		return db_int(db, err, version, 0, "PRAGMA user_version", "");
	return db_int(db, err, version, 0,
	    "SELECT version FROM track WHERE name = ?", "s", track->name);
}

bool
migrate_needed(struct db *db, const struct tracks *tracks, bool *older,
    struct err *err)
{
	*older = false;
	for (size_t i = 0; i < tracks->count; i++) {
		const struct track *track = &tracks->rows[i];
		int64_t version;

		if (!track->name)
			continue;
		if (!version_in(db, track, &version, err))
			return false;
		if (version > track->newest)
			return err_set(err, ERR_WORLD,
			    _("账本比程序新：账本结构%s%s是第%lld"
			      "版，程序只认识到第%lld版；请升级程序"),
			    track->ours ? "" : " ",
			    track->ours ? "" : track->name,
			    (long long)version, (long long)track->newest);
		*older = *older || version < track->newest;
		/* An empty book has no table `track` to ask. */
		if (track->ours && version == 0)
			return true;
	}
	return true;
}

static bool
run_file(struct db *db, const struct track *track, const char *file,
    struct err *err)
{
	char *path = path_join(track->dir, file);
	struct buf sql = {0};
	int line = 1;
	bool good = path_read(path, SQL_FILE_MOST, &sql, err);

	if (good && !text_valid(buf_string(&sql), sql.size))
		good = err_set(err, ERR_USAGE, _("不是 UTF-8 文本"));
	if (good)
		good = db_exec_script(db, buf_string(&sql), &line, err);
	if (!good) {
		err->status = ERR_USAGE;
		err_context(err, "%s:%d", path, line);
	}
	buf_done(&sql);
	free(path);
	return good;
}

/* The migration's own change, once the book has the table for it. */
static bool
open_change(struct db *db, struct session *session, struct err *err)
{
	if (session->change_no)
		return true;
	if (!db_run(db, err,
	        "INSERT INTO change (at, clerk, action) VALUES (strftime("
	        "'%Y-%m-%d %H:%M:%S', 'now', 'localtime'), 'system',"
	        " 'migrate')",
	        ""))
		return false;
	session->change_no = db_last_id(db);
	return true;
}

static bool
run_track(struct db *db, struct session *session, const struct track *track,
    struct err *err)
{
	int64_t version;
	char *sql;
	bool good;

	if (!track->name)
		return true;
	if (!version_in(db, track, &version, err))
		return false;
	if (version > 0 && !open_change(db, session, err))
		return false;
	for (size_t i = 0; track->files[i]; i++)
		if (number_of(track->files[i]) > version &&
		    (!run_file(db, track, track->files[i], err) ||
		        !open_change(db, session, err)))
			return false;
	if (!track->ours)
		return db_run(db, err,
		    "INSERT INTO track (name, version) VALUES (?1, ?2)"
		    " ON CONFLICT (name) DO UPDATE SET version = ?2",
		    "si", track->name, track->newest);
	sql = mem_printf("PRAGMA user_version = %" PRId64
	                 "; PRAGMA application_id = %d",
	    track->newest, BOOK_APPLICATION_ID);
	good = db_exec(db, sql, err);
	free(sql);
	return good;
}

bool
book_make_laws(struct db *db, const char *record, struct err *err)
{
	if (!db_begin(db, err))
		return false;
	if (laws_make(db, record, err) && db_commit(db, err))
		return true;
	db_rollback(db);
	return false;
}

static bool
make_all_laws(struct db *db, bool only_checked, struct err *err)
{
	char *names = NULL, *rest, *name;
	bool good = db_string(db, err, &names,
	    "SELECT group_concat(name, ' ') FROM record", "");

	rest = names;
	while (good && rest && (name = strsep(&rest, " "))) {
		struct err left_out = {0};

		good = book_make_laws(
		    db, name, only_checked ? &left_out : err) ||
		    only_checked;
		err_done(&left_out);
	}
	free(names);
	return good;
}

static bool
check_references(struct db *db, struct err *err)
{
	char *found = NULL;
	bool good = db_string(db, err, &found,
	    "SELECT \"table\" || ' -> ' || parent FROM"
	    " pragma_foreign_key_check LIMIT 1",
	    "");

	if (good && found)
		good = err_set(
		    err, ERR_USAGE, _("升级后有引用落空: %s"), found);
	free(found);
	return good;
}

static bool
run_all(struct db *db, struct session *session, const struct tracks *tracks,
    struct err *err)
{
	bool older = false;

	/* Another process may have been here while we waited. */
	if (!migrate_needed(db, tracks, &older, err))
		return false;
	for (size_t i = 0; older && i < tracks->count; i++)
		if (!run_track(db, session, &tracks->rows[i], err))
			return false;
	return !older ||
	    (make_all_laws(db, tracks->only_checked, err) &&
	        check_references(db, err));
}

bool
migrate_run(struct db *db, struct session *session,
    const struct tracks *tracks, struct err *err)
{
	struct err ignored = {0};
	bool good;

	session_set(&session->clerk, "system");
	session_set(&session->action, "migrate");
	session->by_law = 1;
	/* It does nothing inside a transaction (S16). */
	good = db_exec(db, "PRAGMA foreign_keys = OFF", err);
	if (good && (good = db_begin_exclusive(db, err))) {
		good = run_all(db, session, tracks, err) &&
		    db_commit(db, err);
		if (!good)
			db_rollback(db);
	}
	if (!db_exec(db, "PRAGMA foreign_keys = ON", good ? err : &ignored))
		good = false;
	err_done(&ignored);
	session->by_law = 0;
	session->change_no = 0;
	session_set(&session->clerk, NULL);
	session_set(&session->action, NULL);
	return good;
}
