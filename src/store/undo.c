/*
 * Taking back one's own changes, and putting them forward again, each as a
 * new change.  The laws of the records stand while it runs; only what they
 * would write on by themselves is held, for the journal has that too.
 */
#include "store/journal.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "store/laws.h"
#include "store/takeback.h"

#define ENTRY_COLUMNS                                                         \
	"SELECT seq, record, row_id, row_key, action, clerk, old, new"        \
	" FROM journal WHERE change_no = ?1 ORDER BY seq"

/* A month is not taken back but computed again: its lines have no journal. */
#define DOABLE                                                                \
	" AND action NOT IN ('undo', 'redo', 'migrate', 'run', 'export') AND EXISTS"\
	" (SELECT 1 FROM journal j WHERE j.change_no = no)"

struct held {
	char *record, *sql;
	struct held *next;
};

/* CREATE TRIGGER name AFTER ... ON */
static bool
is_after(const char *sql)
{
	for (const char *at = sql; *at; at++) {
		if (at[0] != ' ' && at[0] != '\n' && at[0] != '\t')
			continue;
		if (!strncasecmp(at + 1, "AFTER", 5) && strchr(" \n\t", at[6]))
			return true;
		if (!strncasecmp(at + 1, "ON", 2) && strchr(" \n\t", at[3]))
			return false;
	}
	return false;
}

/* What the record's own AFTER triggers wrote stands in the journal beside
 * it: they must not write again. */
static bool
hold_triggers(
    struct db *db, const char *record, struct held **held, struct err *err)
{
	struct stmt *stmt;
	struct held *first = *held;
	bool row = true, good = true;

	for (struct held *at = first; at; at = at->next)
		if (!strcmp(at->record, record))
			return true;
	stmt = db_cached(db,
	    "SELECT sql, name FROM sqlite_schema WHERE type = 'trigger'"
	    " AND tbl_name = ? AND instr(name, '" LAWS_MARK "') = 0",
	    err);
	if (!stmt)
		return false;
	stmt_bind_text(stmt, 1, record);
	while (good && (good = stmt_step(stmt, &row, err)) && row) {
		struct held *one;

		if (!is_after(stmt_text(stmt, 0)))
			continue;
		one = mem_alloc(sizeof(*one));
		*one = (struct held){mem_strdup(record),
		    mem_printf("DROP TRIGGER \"%s\"\n%s", stmt_text(stmt, 1),
		        stmt_text(stmt, 0)),
		    *held};
		*held = one;
	}
	stmt_reset(stmt);
	for (struct held *at = *held; good && at != first; at = at->next) {
		char *drop = mem_strndup(at->sql, strcspn(at->sql, "\n"));

		good = db_exec(db, drop, err);
		free(drop);
	}
	return good;
}

static bool
release_triggers(struct db *db, struct held *held, struct err *err)
{
	bool good = true;

	for (struct held *at = held; good && at; at = at->next)
		good = db_exec(db, strchr(at->sql, '\n') + 1, err);
	for (struct held *at = held; good && at; at = at->next)
		if (!at->next || strcmp(at->next->record, at->record) != 0)
			good = laws_make(db, at->record, err);
	return good;
}

static void
free_held(struct held *held)
{
	while (held) {
		struct held *next = held->next;

		free(held->record);
		free(held->sql);
		free(held);
		held = next;
	}
}

/* What others did and took back again is as if it had not been. */
static bool
nobody_since(struct book *book, const struct journal_entry *entry,
    int64_t since, struct err *err)
{
	char *who = NULL;
	bool good = db_string(book->db, err, &who,
	    "SELECT j.clerk FROM journal j JOIN change c ON c.no = j.change_no"
	    " WHERE j.record = ? AND j.row_id = ? AND j.seq > ?"
	    " AND j.clerk <> ? AND c.undone_by IS NULL"
	    " AND c.action NOT IN ('undo', 'redo') ORDER BY j.seq DESC LIMIT 1",
	    "siis", entry->record, entry->row_id, since, book->session.clerk);

	if (good && who)
		good = err_refuse(err, "changed_since", NULL,
		    _("%s后来又改过%s，不能撤销"), who, entry->key);
	free(who);
	return good;
}

static void
say(struct db *db, struct buf *words, const struct journal_entry *entry)
{
	struct err ignored = {0};
	char *label = NULL;

	if (!db_string(db, &ignored, &label,
	        "SELECT coalesce((SELECT label FROM state_move WHERE"
	        " record = ?1 AND action = ?2), CASE ?2 WHEN 'add' THEN"
	        " '新增' WHEN 'set' THEN '修改' WHEN 'void' THEN '作废'"
	        " ELSE ?2 END)",
	        "ss", entry->record, entry->action))
		err_done(&ignored);
	buf_printf(words, "%s %s %s\n", label ? label : entry->action,
	    entry->record, entry->key ? entry->key : "");
	free(label);
}

/* One change, whole.  since: the entry after which nobody else may have
 * touched a row; 0: the entry itself. */
static bool
apply_change(struct book *book, int64_t no, bool back, int64_t since,
    struct held **held, struct buf *words, struct err *err)
{
	struct journal_entries entries;
	bool good =
	    takeback_read(book->db, ENTRY_COLUMNS, no, &entries, err);

	for (size_t i = 0; good && i < entries.count; i++) {
		struct journal_entry *entry =
		    &entries.rows[back ? entries.count - 1 - i : i];

		good = nobody_since(
		           book, entry, since ? since : entry->seq, err) &&
		    hold_triggers(book->db, entry->record, held, err) &&
		    takeback_apply(book->db, entry, back, true, err);
		if (good)
			say(book->db, words, entry);
	}
	takeback_done(&entries);
	return good;
}

/* A sealed month is opened again by another clerk, not taken back; nor is
 * one that was collected: its rows have no journal. */
static bool
not_a_month(struct book *book, int64_t no, struct err *err)
{
	int64_t sealed = 0, collected = 0;

	if (!db_int(book->db, err, &sealed, 0,
	        "SELECT count(*) FROM journal WHERE change_no = ?"
	        " AND record = 'period' AND action IN ('close', 'reopen')",
	        "i", no) ||
	    !db_int(book->db, err, &collected, 0,
	        "SELECT count(*) FROM change WHERE no = ?"
	        " AND action = 'collect'",
	        "i", no))
		return false;
	if (collected)
		return err_refuse(err, "collected_stays", NULL,
		    _("收月报不能撤销：收错的那份作废即可"));
	return !sealed ||
	    err_refuse(err, "month_closed", NULL,
	        _("封账和重开不能撤销：重开由另一人办理，写明理由"));
}

static bool
undo_one(struct book *book, int done, struct held **held, struct buf *words,
    struct err *err)
{
	int64_t no, me = book->session.change_no;

	if (!db_int(book->db, err, &no, 0,
	        "SELECT no FROM change WHERE clerk = ? AND undone_by IS NULL"
	        DOABLE " ORDER BY no DESC LIMIT 1",
	        "s", book->session.clerk))
		return false;
	if (no == 0 && done)
		return err_refuse(err, "nothing_to_undo", NULL,
		    _("只有%d次可以撤销的改动"), done);
	if (no == 0)
		return err_refuse(err, "nothing_to_undo", NULL,
		    _("没有可以撤销的改动"));
	return not_a_month(book, no, err) &&
	    apply_change(book, no, true, 0, held, words, err) &&
	    db_run(book->db, err,
	        "UPDATE change SET undone_by = ? WHERE no = ?", "ii", me,
	        no) &&
	    db_run(book->db, err, "UPDATE change SET undoes = ? WHERE no = ?",
	        "ii", no, me);
}

static bool
begin(struct book *book, const char *action, const char *reason,
    struct err *err)
{
	bool repeated;

	if (book->changes > 0)
		return err_set(err, ERR_USAGE, _("还有没结束的改动，不能撤销"));
	if (!book_change_begin(book, action, reason, NULL, &repeated, err))
		return false;
	book->session.by_law = 1;
	return true;
}

static bool
end(struct book *book, bool good, struct held *held, struct buf *words,
    char **text, struct err *err)
{
	good = good && release_triggers(book->db, held, err);
	book->session.by_law = 0;
	if (good)
		good = book_change_end(book, err);
	else
		book_change_drop(book);
	free_held(held);
	*text = good ? buf_take(words) : NULL;
	buf_done(words);
	return good;
}

bool
journal_undo(struct book *book, int count, const char *reason, char **words,
    struct err *err)
{
	struct held *held = NULL;
	struct buf said = {0};
	bool good = true;

	*words = NULL;
	if (!begin(book, "undo", reason, err))
		return false;
	for (int i = 0; good && i < count; i++)
		good = undo_one(book, i, &held, &said, err);
	return end(book, good, held, &said, words, err);
}

/* The changes that undo took back, oldest first, one after another. */
static bool
redo_all(struct book *book, int64_t undo, struct held **held,
    struct buf *words, struct err *err)
{
	int64_t no = 0, since;

	if (!db_int(book->db, err, &since, 0,
	        "SELECT max(seq) FROM journal WHERE change_no = ?", "i", undo))
		return false;
	for (;;) {
		if (!db_int(book->db, err, &no, 0,
		        "SELECT min(no) FROM change WHERE undone_by = ?", "i",
		        undo))
			return false;
		if (no == 0)
			return db_run(book->db, err,
			    "UPDATE change SET undone_by = ?1 WHERE no = ?2",
			    "ii", book->session.change_no, undo);
		if (!apply_change(book, no, false, since, held, words, err) ||
		    !db_run(book->db, err,
		        "UPDATE change SET undone_by = NULL WHERE no = ?", "i",
		        no))
			return false;
	}
}

bool
journal_redo(struct book *book, char **words, struct err *err)
{
	struct held *held = NULL;
	struct buf said = {0};
	int64_t undo = 0;
	bool good;

	*words = NULL;
	if (!begin(book, "redo", NULL, err))
		return false;
	/* Anything new done since leaves nothing to redo. */
	good = db_int(book->db, err, &undo, 0,
	    "SELECT u.no FROM change u WHERE u.clerk = ?1"
	    " AND u.action = 'undo' AND u.undone_by IS NULL AND u.no >"
	    " (SELECT coalesce(max(no), 0) FROM change WHERE clerk = ?1"
	    DOABLE ") ORDER BY u.no DESC LIMIT 1",
	    "s", book->session.clerk);
	if (good && undo == 0)
		good = err_refuse(
		    err, "nothing_to_redo", NULL, _("没有可以重做的改动"));
	good = good && redo_all(book, undo, &held, &said, err);
	return end(book, good, held, &said, words, err);
}
