/*
 * A book: one office's file.  Opening checks that it is ours and of our
 * schema; migration brings it up from schema files, each step one
 * transaction.  The journal triggers of every record come from here.
 */
#ifndef JB_STORE_BOOK_H
#define JB_STORE_BOOK_H

#include "store/db.h"
#include "store/session.h"

#define BOOK_APPLICATION_ID 0x4a424f4b /* "JBOK" */

/* Folders searched for data, first hit first: each --data, the user's, the
 * site's, the installed (or the source tree's). */
struct data_dirs {
	char **dirs; /* the last is always ours */
	size_t count;
};

/* Stays where it is while open: SQL functions point into it. */
struct book {
	struct db *db;
	struct session session;
	struct data_dirs data; /* owned */
	bool read_only;
	int changes; /* open book_change_begin, nested ones too */
	bool saved;  /* a change was committed since it was opened */
};

/*
 * Opens path, with the track of our schema (the last data dir) and one
 * track per further dir with a schema folder.  An older book is migrated
 * after a dated copy (VACUUM INTO beside it); a newer one is refused with
 * both numbers.  DB_MAKE runs every step on a new file; DB_MEMORY likewise,
 * but leaves out a record's laws that cannot be made.
 * Roles of a new book's maker: all.
 */
bool book_open(struct book *, const char *path, enum db_mode,
    const struct data_dirs *, struct err *) ATTR_MUST_USE;
void book_close(struct book *);

/* Acts as this clerk (code), or as the one whose os_user is ours when NULL;
 * refuses an unknown or expired clerk. */
bool book_act_as(struct book *, const char *clerk, struct err *) ATTR_MUST_USE;

/* Makes again the triggers of one record from the tables record,
 * code_column, state_move and period_lock, or leaves those it had. */
bool book_make_laws(
    struct db *, const char *record, struct err *) ATTR_MUST_USE;

/* One change: BEGIN IMMEDIATE, number, action and reason set.  request_id
 * (may be NULL) is unique in the journal: *repeated tells that it was
 * already done.  book_change_end commits, book_change_drop rolls back. */
bool book_change_begin(struct book *, const char *action, const char *reason,
    const char *request_id, bool *repeated, struct err *) ATTR_MUST_USE;
bool book_change_end(struct book *, struct err *) ATTR_MUST_USE;
void book_change_drop(struct book *);

/* Verified copies (S5).  backup: path NULL names it by date beside the book; *made is the caller's. */
bool book_backup(
    struct book *, const char *path, char **made, struct err *) ATTR_MUST_USE;
bool book_restore(
    const char *from, const char *new_book, struct err *) ATTR_MUST_USE;

/* A private copy for long reads; gone with book_close. */
bool book_open_copy(
    struct book *copy, struct book *of, struct err *) ATTR_MUST_USE;
/* The same, after fill has written to it, without law or journal. */
bool book_open_scratch(struct book *copy, struct book *of,
    bool (*fill)(struct book *, void *, struct err *), void *data,
    struct err *) ATTR_MUST_USE;
/* The book as it was known at the end of that day: a private copy with the
 * journal taken back; fill (or NULL) sets right what has no journal. */
bool book_open_known(struct book *copy, struct book *of, const char *day,
    bool (*fill)(struct book *, void *, struct err *), void *data,
    struct err *) ATTR_MUST_USE;
/* The same, before an entry of the journal. */
bool book_open_before(struct book *copy, struct book *of, int64_t entry,
    bool (*fill)(struct book *, void *, struct err *), void *data,
    struct err *) ATTR_MUST_USE;

/* File integrity, foreign keys, journal chain, schema text against ours.
 * Reports each finding as a row (code, label, left, right, difference, ok, explanation). */
typedef bool book_check_row(void *, const char *code, const char *label,
    const char *left, const char *right, bool ok, const char *explanation);
bool book_check(
    struct book *, book_check_row *, void *, struct err *) ATTR_MUST_USE;

#endif
