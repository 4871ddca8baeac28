/*
 * Writes a row as a journal entry says it was before, or after.  Names come
 * from the table itself, values from the entry.  Whether that is allowed is
 * not asked here.
 */
#include "store/takeback.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"

bool
takeback_read(struct db *db, const char *sql, int64_t parameter,
    struct journal_entries *entries, struct err *err)
{
	struct stmt *stmt = db_cached(db, sql, err);
	bool row = true, good = stmt != NULL;
	size_t capacity = 0;

	*entries = (struct journal_entries){0};
	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, parameter);
	while (good && (good = stmt_step(stmt, &row, err)) && row) {
		entries->rows = mem_grow(entries->rows, entries->count,
		    &capacity, sizeof(*entries->rows));
		entries->rows[entries->count++] = (struct journal_entry){
		    .seq = stmt_int(stmt, 0),
		    .record = mem_strdup(stmt_text(stmt, 1)),
		    .row_id = stmt_int(stmt, 2),
		    .key = mem_strdup(stmt_text(stmt, 3)),
		    .action = mem_strdup(stmt_text(stmt, 4)),
		    .clerk = mem_strdup(stmt_text(stmt, 5)),
		    .old = mem_strdup(stmt_text(stmt, 6)),
		    .new_ = mem_strdup(stmt_text(stmt, 7)),
		};
	}
	stmt_reset(stmt);
	return good;
}

void
takeback_done(struct journal_entries *entries)
{
	for (size_t i = 0; i < entries->count; i++) {
		struct journal_entry *row = &entries->rows[i];

		free(row->record);
		free(row->key);
		free(row->action);
		free(row->clerk);
		free(row->old);
		free(row->new_);
	}
	free(entries->rows);
	*entries = (struct journal_entries){0};
}

/* The columns of the table that either side of the entry speaks of. */
static bool
read_names(struct db *db, const struct journal_entry *entry, bool version,
    char ***names, size_t *count, struct err *err)
{
	struct stmt *stmt = db_cached(db,
	    "SELECT name FROM pragma_table_info(?1) WHERE name IN"
	    " (SELECT key FROM json_each(coalesce(?2, '{}')) UNION"
	    " SELECT key FROM json_each(coalesce(?3, '{}')))"
	    " AND name <> 'id' AND (?4 OR name <> 'version')",
	    err);
	bool row = true, good = stmt != NULL;
	size_t capacity = 0;

	if (!stmt)
		return false;
	stmt_bind_text(stmt, 1, entry->record);
	stmt_bind_text(stmt, 2, entry->old);
	stmt_bind_text(stmt, 3, entry->new_);
	stmt_bind_int(stmt, 4, version);
	while (good && (good = stmt_step(stmt, &row, err)) && row) {
		*names =
		    mem_grow(*names, *count, &capacity, sizeof(**names));
		(*names)[(*count)++] = mem_strdup(stmt_text(stmt, 0));
	}
	stmt_reset(stmt);
	return good;
}

static void
write_update(struct buf *sql, const struct journal_entry *entry,
    char *const *names, size_t count, bool count_version)
{
	buf_printf(sql, "UPDATE \"%s\" SET ", entry->record);
	for (size_t i = 0; i < count; i++)
		buf_printf(sql, "%s\"%s\" = json_extract(?2, '$.\"%s\"')",
		    i ? ", " : "", names[i], names[i]);
	if (count_version)
		buf_printf(
		    sql, "%sversion = version + 1", count ? ", " : "");
	buf_add_string(sql, " WHERE id = ?1");
}

static void
write_insert(struct buf *sql, const struct journal_entry *entry,
    char *const *names, size_t count)
{
	buf_printf(sql, "INSERT INTO \"%s\" (id", entry->record);
	for (size_t i = 0; i < count; i++)
		buf_printf(sql, ", \"%s\"", names[i]);
	buf_add_string(sql, ") VALUES (?1");
	for (size_t i = 0; i < count; i++)
		buf_printf(
		    sql, ", json_extract(?2, '$.\"%s\"')", names[i]);
	buf_add_string(sql, ")");
}

bool
takeback_apply(struct db *db, const struct journal_entry *entry, bool back,
    bool count_version, struct err *err)
{
	const char *from = back ? entry->new_ : entry->old;
	const char *to = back ? entry->old : entry->new_;
	struct buf sql = {0};
	char **names = NULL;
	size_t count = 0;
	bool good;

	good = read_names(db, entry, !count_version || !from, &names, &count,
	    err);
	if (good && !to)
		buf_printf(
		    &sql, "DELETE FROM \"%s\" WHERE id = ?1", entry->record);
	else if (good && !from)
		write_insert(&sql, entry, names, count);
	else if (good && (count > 0 || count_version))
		write_update(&sql, entry, names, count, count_version);
	if (good && sql.size > 0)
		good = to ? db_run(db, err, buf_string(&sql), "is",
		                entry->row_id, to)
		          : db_run(db, err, buf_string(&sql), "i",
		                entry->row_id);
	for (size_t i = 0; i < count; i++)
		free(names[i]);
	free(names);
	buf_done(&sql);
	return good;
}
