/*
 * One record: read, added, changed, moved, voided, explained.  Every write
 * is one change (book_change_begin) and meets the law in the schema; a
 * failure comes back as the schema's sentence (record/refusal).
 */
#ifndef JB_RECORD_RECORD_H
#define JB_RECORD_RECORD_H

#include "base/buf.h"
#include "record/formdef.h"
#include "record/value.h"

struct record {
	const struct formdef *form;
	int64_t id; /* 0: new */
	int64_t version;
	char *key;     /* its code, or list/code */
	char **stored; /* by form->fields; NULL for null */
	bool *given;   /* set since read */
	char **before; /* by form->fields, as read: what a lost race is told from */
};

void record_done(struct record *);
/* What is stored in the column, of values by the form's fields (stored,
 * before); NULL for null, or when it has no such column. */
const char *record_value(
    char *const *values, const struct formdef *, const char *column);
void record_new(struct record *, const struct formdef *);
bool record_read(struct record *, struct forms *, const struct formdef *,
    int64_t id, struct err *) ATTR_MUST_USE;
/* By KEY; a view without ids is read by its code. */
bool record_read_key(struct record *, struct forms *, const struct formdef *,
    const char *key, struct err *) ATTR_MUST_USE;
/* One FIELD=VALUE as typed (name or label); derived and house fields are refused. */
bool record_give(struct record *, struct forms *, const char *field,
    const char *typed, bool screen, struct err *) ATTR_MUST_USE;

struct writing {
	const char *reason;     /* NULL: none */
	const char *request_id; /* NULL: none */
	int64_t if_version;     /* 0: the version read */
	bool trial;             /* everything, then rolled back */
};
/* Inserts or updates what was given.  On success id, key, version are the new ones. */
bool record_save(struct record *, struct forms *, const struct writing *,
    struct err *) ATTR_MUST_USE;
/* A move of `state`; given columns go with it. */
bool record_move(struct record *, struct forms *, const char *action,
    const struct writing *, struct err *) ATTR_MUST_USE;
bool record_void(struct record *, struct forms *, const struct writing *,
    struct err *) ATTR_MUST_USE;

/* Many in one change (import, `-`): nests in an open change.  Between begin and
 * end each record_save is a savepoint of its own. */
bool record_batch_begin(struct forms *, const char *action,
    const struct writing *, struct err *) ATTR_MUST_USE;
bool record_batch_end(struct forms *, bool keep, struct err *) ATTR_MUST_USE;
/* Adds a new record inside a batch without reading it back: only id is new. */
bool record_add_quick(
    struct record *, struct forms *, struct err *) ATTR_MUST_USE;

/* The moves open now.  others: the roles that may, when this clerk may not. */
struct move {
	char *action, *label, *to_state, *to_label, *role, *needs, *others;
};
bool record_moves(struct record *, struct forms *, struct move **, size_t *,
    struct err *) ATTR_MUST_USE;
void record_moves_free(struct move *, size_t);

/* The steps behind a value: form's `why`, else how a derived column is
 * counted is unknown and refused with a sentence. */
struct why_step {
	char *step, *value, *rule, *doc_no;
};
bool record_why(struct record *, struct forms *, const char *field,
    struct why_step **, size_t *, struct err *) ATTR_MUST_USE;
void record_why_free(struct why_step *, size_t);

/* The form and the filter of the rows an explanation is made of; NULL when
 * the form names none.  The caller's. */
bool record_basis(struct record *, struct forms *, char **form,
    char **filter, struct err *) ATTR_MUST_USE;

/* Side line of a field with the values given so far; "" when none. The caller's. */
bool record_side(struct record *, struct forms *, const struct field *,
    char **line, struct err *) ATTR_MUST_USE;

/* A record in a line, and what warns of it; "" when its form says nothing.
 * The caller's. */
bool record_line(struct record *, struct forms *, char **words,
    char **warning, struct err *) ATTR_MUST_USE;

/* forms_of_book and forms_book stand in formdef.h. */

#endif
