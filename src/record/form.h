/*
 * A form without a screen: the fields of one record, where the caret is,
 * what was typed, what is at fault, what a save would change.  Views read
 * the struct and change it by the functions only.  Knows no terminal, no
 * key, no file.
 */
#ifndef JB_RECORD_FORM_H
#define JB_RECORD_FORM_H

#include "base/buf.h"
#include "record/record.h"
#include "record/textedit.h"

enum form_purpose {
	FORM_SHOW, /* an open record; nothing can be typed */
	FORM_SET,
	FORM_ADD,
	FORM_MOVE, /* a move of the state: its columns and the reason */
	FORM_VOID  /* the reason alone */
};

struct form_field {
	const struct field *field; /* NULL: the reason */
	bool stop;                 /* the caret comes here */
	bool wanted;               /* a move needs it, or it is required */
	bool later; /* only a move of a later state asks for it: Enter passes */
	bool carried;              /* came from the record before */
	bool follows; /* from other fields; nobody typed it, Enter passes it */
	char *shown;  /* what stands there: the value for people, or as typed */
	char *fault;  /* why it is refused, or NULL */
	bool warning; /* the fault would pass with a reason */
	char *side;   /* its side line; "" when none */
	char *told;   /* what the law said on leaving it, or NULL; no fault yet:
		       * what is typed elsewhere may still make it right */
};

struct form_fault {
	int at; /* field, or -1 */
	bool warning;
	bool stale; /* somebody else saved the record since: form_meet */
	char *text; /* the sentence with its code in brackets */
};

enum form_change_kind {
	CHANGE_TYPED,
	CHANGE_CARRIED,
	CHANGE_DERIVED,  /* follows from what was typed */
	CHANGE_ELSEWHERE /* what the law writes, or counts, besides */
};

struct form_change {
	enum form_change_kind kind;
	char *label, *old, *new_;
};

/* One field of a lost race. */
struct form_clash {
	size_t at;
	char *was, *theirs, *mine; /* as shown */
	bool both;                 /* both changed it: asked for */
	int take;                  /* 1 theirs, 2 mine, 0 not said yet */
};

struct form_meeting {
	struct form_clash *clashes;
	size_t count;
	char *who, *at; /* who saved it, HH:MM */
	int64_t version_was, version_now;
};

struct form {
	struct forms *forms;
	const struct formdef *def;
	enum form_purpose purpose;
	struct record record; /* with what was given */
	struct record before; /* as it was read */
	char *action, *action_label, *to_state, *needs; /* of a move */

	struct form_field *fields; /* def->fields, then the reason */
	size_t count;
	size_t at; /* a stop, unless there is none */
	struct textedit edit; /* the text of the field at `at` */
	char *arrived;        /* what it held on arriving */
	bool touched;         /* something was typed since the form opened */
	bool want_reason;     /* a warning waits for one */

	struct form_fault *faults; /* of the last trial */
	size_t fault_count;
	struct form_change *changes;
	size_t change_count;
	struct form_meeting meeting; /* empty unless form_meet filled it */
	char request_id[40];
};

/* What the record before leaves behind for the next one: `..` and carry. */
struct form_memory {
	const struct formdef *def;
	char **stored; /* by def->fields */
	bool *carry;
	struct form_memory *next;
};
struct form_memory *form_memory_of(
    struct form_memory **all, const struct formdef *);
void form_memory_free(struct form_memory *all);
void form_memory_keep(struct form_memory *, const struct form *);

/* NULL with err set when the record cannot be read.  The caller's. */
struct form *form_new(struct forms *, const struct formdef *,
    const struct form_memory *, struct err *);
struct form *form_open(
    struct forms *, const struct formdef *, int64_t id, struct err *);
void form_free(struct form *);

/* An open record turned into one being edited, moved or voided, and back. */
void form_begin_set(struct form *);
void form_begin_move(struct form *, const struct move *);
void form_begin_void(struct form *);
/* A new record with the values of this one. */
void form_begin_copy(struct form *);
bool form_is_editing(const struct form *);
bool form_is_changed(const struct form *); /* worth a draft */

/* ---- the caret ---- */

/*
 * Leaving a field takes its text over.  With `strict` a refused value keeps
 * the caret (Enter); without, it stays behind with its fault (arrows).
 */
bool form_leave(struct form *, bool strict, struct err *);
bool form_go(struct form *, size_t at, bool strict, struct err *);
/* The next stop; false with no err set behind the last (or before the first). */
bool form_next(struct form *, bool strict, struct err *);
bool form_previous(struct form *, struct err *);
/* Shows again what the record holds. */
void form_refresh(struct form *);
/* To the first field at fault or still empty (of a change: the first). */
void form_go_first(struct form *);
bool form_is_last(const struct form *);
int form_find(const struct form *, const char *field); /* -1: none */

const struct field *form_field(const struct form *); /* NULL: the reason */
/* What the typed text was understood as: a date with its weekday, the one
 * record or code that fits; NULL.  The caller's. */
char *form_understood(struct form *);
/* Typing goes on: side lines and what follows, with the text so far. */
void form_peek(struct form *);

/* Puts a stored value into a field (a pick, a draft, ditto). */
void form_put(struct form *, size_t at, const char *stored);
/* Puts text into a field as if typed (a pick by code, a draft). */
void form_type(struct form *, size_t at, const char *text);
bool form_ditto(struct form *, const struct form_memory *);
const char *form_reason(const struct form *); /* NULL: none */
size_t form_reason_at(const struct form *);
void form_want_reason(struct form *); /* the reason becomes a stop */

/* ---- saving ---- */

/*
 * Tries everything and rolls it back: fills faults (all that can be told,
 * warnings too) and changes.  True: it would be saved as it is.
 */
bool form_trial(struct form *);
/* Does it.  The form is an open record after. */
bool form_save(struct form *, struct err *);
/*
 * Somebody else saved it meanwhile: fills `meeting` with the fields that
 * either side changed.  What only one side changed is taken from there.
 */
bool form_meet(struct form *, struct err *);
/* Builds on their version what was chosen; false: a field is still asked
 * for, and *at says which clash. */
bool form_settle(struct form *, size_t *at, struct err *);
/* Reads the record again; what was typed is lost. */
bool form_reload(struct form *, struct err *);

#endif
