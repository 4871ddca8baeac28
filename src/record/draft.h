/*
 * What was typed and not saved, kept in a file of mode 600 in the clerk's
 * state folder, so that neither Esc nor a power cut loses it.  One draft for
 * each record and one for a new record of each form.  Knows forms, no screen.
 */
#ifndef JB_RECORD_DRAFT_H
#define JB_RECORD_DRAFT_H

#include "record/form.h"

struct draft_value {
	char *field;
	bool typed; /* as typed, refused until now; else the stored value */
	char *text; /* NULL: emptied */
};

struct draft {
	char *path;
	char *book, *clerk, *form;
	char *title;  /* words for the clerk */
	char *at;     /* HH:MM */
	char *action; /* of a move; "" */
	int64_t id;   /* 0: a new record */
	enum form_purpose purpose;
	struct draft_value *values;
	size_t count;
	char *rows; /* pasted rows, as a table; NULL: a form's draft */
};

void draft_done(struct draft *);

/* The book drafts are of: its path, "" when it has none. Borrowed. */
const char *draft_book(struct forms *);
/* .../jieban/drafts, made when missing; NULL and err set. The caller's. */
char *draft_folder(struct err *);

/* Writes aside and renames; `at` is the time of day to show. */
bool draft_write(
    const char *folder, const struct form *, const char *at, struct err *);
void draft_drop(const char *folder, const struct form *);
/* The one of a new record, now that it is one. */
void draft_drop_new(const char *folder, const struct form *);

/* Rows pasted for a form: one draft for each form. */
bool draft_write_rows(const char *folder, struct forms *,
    const struct formdef *, const char *rows, const char *title,
    const char *at, struct err *);
void draft_drop_rows(
    const char *folder, struct forms *, const struct formdef *);
/* Out of sight, and back again as it was; or for good.  By a draft's path. */
bool draft_set_aside(const char *path, bool back, struct err *);
void draft_drop_aside(const char *path);
/* What a program that was killed left of those, after a day. */
void draft_sweep(const char *folder);
bool draft_find_rows(const char *folder, struct forms *,
    const struct formdef *, struct draft *);

/* Reads one file; false when it is no draft. */
bool draft_read(const char *path, struct draft *, struct err *);
/* This clerk's drafts of this book. Free each with draft_done, then the array. */
size_t draft_list(const char *folder, struct forms *, struct draft **);
void draft_list_free(struct draft *, size_t count);
/* Is there one for what this form is about? */
bool draft_find(const char *folder, const struct form *, struct draft *);
/* Puts its values into the form. */
void draft_restore(const struct draft *, struct form *);

#endif
