/*
 * Private copies of a book: for long reads, and as the book was known at the
 * end of a day.  Their files have no name from the moment they are open, so
 * nothing is left behind.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "store/backup.h"
#include "store/book.h"
#include "store/takeback.h"

/* In the book's folder, or where temporary files go if that takes none. */
static char *
place_for(struct book *of, struct err *err)
{
	const char *path = db_path(of->db), *tmp = getenv("TMPDIR");
	char *dir = path_dir(path), *name, *made;

	if (strcmp(path, ":memory:") != 0 && access(dir, W_OK) == 0)
		name = mem_strdup(path);
	else
		name = path_join(tmp && *tmp ? tmp : "/tmp", path_name(path));
	made = backup_temporary(name, err);
	free(name);
	free(dir);
	return made;
}

static void
copy_session(struct book *copy, const struct book *of)
{
	const struct session *from = &of->session;
	struct session *to = &copy->session;

	session_set(&to->clerk, from->clerk);
	session_set(&to->roles, from->roles);
	session_set(&to->terminal, from->terminal);
	memcpy(to->today, from->today, sizeof(to->today));
	memcpy(to->as_of, from->as_of, sizeof(to->as_of));
	memcpy(to->known, from->known, sizeof(to->known));
}

static void
copy_data(struct book *copy, const struct book *of)
{
	copy->data.count = of->data.count;
	copy->data.dirs =
	    mem_array(of->data.count + 1, sizeof(*copy->data.dirs));
	for (size_t i = 0; i < of->data.count; i++)
		copy->data.dirs[i] = mem_strdup(of->data.dirs[i]);
}

static bool
open_aside(struct book *copy, struct book *of, enum db_mode mode,
    const char *path, struct err *err)
{
	bool good;

	/* Both sides of the copying would keep pages they never look at again. */
	db_set_cache(of->db, DB_CACHE_ONCE);
	good = db_vacuum_into(of->db, path, err);
	db_set_cache(of->db, DB_CACHE);
	db_forget_schema(of->db);
	if (!good || !db_open(&copy->db, path, mode, err) ||
	    !db_make_durable(copy->db, err))
		return false;
	db_set_cache(copy->db, DB_CACHE_ONCE);
	return session_bind(&copy->session, copy->db, err);
}

/* Opens the file's pages before its name goes. */
static bool
touch(struct book *copy, struct err *err)
{
	int64_t tables;

	return db_int(copy->db, err, &tables, 0,
	    "SELECT count(*) FROM sqlite_schema", "");
}

static bool
open_copy(struct book *copy, struct book *of,
    bool (*change)(struct book *, void *, struct err *), void *data,
    struct err *err)
{
	char *path;
	bool good;

	*copy = (struct book){0};
	path = place_for(of, err);
	if (!path)
		return false;
	copy_session(copy, of);
	copy_data(copy, of);
	copy->read_only = true;
	good = open_aside(
	           copy, of, change ? DB_WRITE : DB_READ, path, err) &&
	    (!change || change(copy, data, err)) && touch(copy, err);
	backup_remove(path);
	free(path);
	if (!good)
		book_close(copy);
	return good;
}

bool
book_open_copy(struct book *copy, struct book *of, struct err *err)
{
	return open_copy(copy, of, NULL, NULL, err);
}

static bool
take_back(struct db *db, int64_t from, struct err *err)
{
	struct journal_entries entries;
	bool good = takeback_read(db,
	    "SELECT seq, record, row_id, row_key, action, clerk, old, new"
	    " FROM journal WHERE seq >= ? ORDER BY seq DESC",
	    from, &entries, err);

	for (size_t i = 0; good && i < entries.count; i++)
		good =
		    takeback_apply(db, &entries.rows[i], true, false, err);
	takeback_done(&entries);
	return good &&
	    db_run(db, err, "DELETE FROM journal WHERE seq >= ?", "i", from);
}

struct back {
	const char *day; /* NULL: to an entry */
	int64_t from;    /* of the journal, the first that goes */
	bool (*fill)(struct book *, void *, struct err *);
	void *data;
};

static bool
go_back(struct book *copy, void *data, struct err *err)
{
	struct back *back = data;
	struct db *db = copy->db;

	db_set_volatile(db);
	db_rest_triggers(db);
	return db_exec(db, "PRAGMA foreign_keys = OFF", err) &&
	    db_begin(db, err) &&
	    (!back->day ||
	        db_int(db, err, &back->from, 0,
	            "SELECT coalesce(max(seq), 0) + 1 FROM journal"
	            " WHERE today <= ?",
	            "s", back->day)) &&
	    take_back(db, back->from, err) &&
	    (!back->fill || back->fill(copy, back->data, err)) &&
	    db_commit(db, err) &&
	    db_exec(db, "PRAGMA query_only = ON", err);
}

/* The law has no say in a copy that nobody keeps. */
struct scratch {
	bool (*fill)(struct book *, void *, struct err *);
	void *data;
};

static bool
scratch_fill(struct book *copy, void *data, struct err *err)
{
	struct scratch *s = data;

	db_set_volatile(copy->db);
	db_rest_triggers(copy->db);
	return db_begin(copy->db, err) &&
	    s->fill(copy, s->data, err) && db_commit(copy->db, err);
}

bool
book_open_scratch(struct book *copy, struct book *of,
    bool (*fill)(struct book *, void *, struct err *), void *data,
    struct err *err)
{
	struct scratch s = {fill, data};

	return open_copy(copy, of, scratch_fill, &s, err);
}

bool
book_open_known(struct book *copy, struct book *of, const char *day,
    bool (*fill)(struct book *, void *, struct err *), void *data,
    struct err *err)
{
	struct back back = {.day = day, .fill = fill, .data = data};

	if (strlen(day) + 1 > sizeof(copy->session.known))
		return err_refuse(err, "bad_date", NULL, _("不是日期: %s"), day);
	if (!open_copy(copy, of, go_back, &back, err))
		return false;
	memcpy(copy->session.known, day, strlen(day) + 1);
	return true;
}

bool
book_open_before(struct book *copy, struct book *of, int64_t entry,
    bool (*fill)(struct book *, void *, struct err *), void *data,
    struct err *err)
{
	struct back back = {.from = entry, .fill = fill, .data = data};

	return open_copy(copy, of, go_back, &back, err);
}
