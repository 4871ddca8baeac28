/*
 * What all views share: the book's forms, the messages, what the record
 * before left behind, the requests handed up to the loop.  Knows no view
 * by name.
 */
#ifndef JB_UI_DESK_H
#define JB_UI_DESK_H

#include "base/err.h"
#include "record/form.h"
#include "record/keymap.h"
#include "ui/message.h"
#include "ui/prefs.h"
#include "ui/ui.h"
#include "ui/view.h"

enum ask {
	ASK_NONE,
	ASK_CLOSE,  /* the top view; its answer goes to the one below */
	ASK_HOME,   /* all but home */
	ASK_QUIT,
	ASK_PUSH,   /* a ready view */
	ASK_LIST,   /* form, list, filter words, search */
	ASK_RECORD, /* form, id or key, action */
	ASK_COMMAND /* for the top view, after the requests before */
};

/* What to do with a record that is opened. */
enum record_act {
	RECORD_SHOW,
	RECORD_SET,
	RECORD_ADD,
	RECORD_COPY,
	RECORD_VOID,
	RECORD_DO,
	RECORD_HISTORY,
	RECORD_WHY
};

struct request {
	enum ask ask;
	struct view *view;
	char *form, *list, *filter, *search, *key;
	char *field; /* where the caret begins; NULL: the first */
	int64_t id;
	int64_t *ids; /* the marked rows, owned */
	size_t id_count;
	enum record_act act;
	enum command_id command;
	bool answered;
	struct answer answer;
	char *code, *text; /* the answer's, owned */
};

#define DESK_REQUESTS 8
#define DESK_RECENT 20

struct recent {
	char *form, *key, *words;
	int64_t id;
};

struct desk {
	struct forms *forms;
	const struct ui_options *options;
	struct keymap *keys;
	struct messages *messages;
	struct form_memory *memory;
	struct prefs prefs;
	char *drafts; /* folder; NULL: drafts cannot be kept */
	char *doc_no; /* the last document number written */
	struct recent recent[DESK_RECENT];
	size_t recent_count;
	unsigned long saves; /* how often the book was written from here */
	bool cut; /* a key stopped the reading of what was to be drawn */
	struct request requests[DESK_REQUESTS];
	size_t request_count;
};

bool desk_init(struct desk *, struct forms *, const struct ui_options *,
    struct err *);
void desk_done(struct desk *);

/* ---- handing up ---- */
void desk_close(struct desk *);
void desk_answer(struct desk *, const struct answer *); /* and close */
void desk_home(struct desk *);
void desk_quit(struct desk *);
void desk_push(struct desk *, struct view *);
void desk_ask_list(struct desk *, const char *form, const char *list,
    const char *filter, const char *search);
void desk_ask_record(
    struct desk *, const char *form, int64_t id, enum record_act);
/* The same act for all these rows, beginning at a field or, NULL, the first. */
void desk_ask_marked(struct desk *, const char *form, const int64_t *ids,
    size_t count, enum record_act, const char *field);
void desk_ask_key(struct desk *, const char *form, const char *key);
void desk_ask_command(struct desk *, enum command_id);
/* The oldest request, taken off; false: none. The caller's: request_done. */
bool desk_take_request(struct desk *, struct request *);
void request_done(struct request *);

/* ---- saying ---- */
void desk_err(struct desk *, struct err *);
/* How much help is shown, kept for the clerk. */
void desk_set_level(struct desk *, enum prefs_level);
/* The PIN a locked screen asks for; "" is none. */
void desk_set_pin(struct desk *, const char *pin);
bool desk_is_pin(struct desk *, const char *typed);
void desk_say(struct desk *, enum message_kind, const char *fmt, ...)
    ATTR_FORMAT(3, 4);

/* ---- what time it is ---- */
void desk_clock(char out[6]); /* HH:MM; fixed on a headless screen */
bool desk_is_today(const struct desk *); /* no other as-of day is set */

/* ---- recent records ---- */
void desk_remember(struct desk *, const char *form, int64_t id,
    const char *key, const char *words);
/* The form that Ctrl+G searches; NULL: none says so. */
const char *desk_find_form(struct desk *);
/* Is there such a form?  No error is left behind. */
const struct formdef *desk_form(struct desk *, const char *name);

#endif
