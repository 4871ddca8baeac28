/*
 * The screen as the rest of the program sees it.  What needs other rooms
 * (exports, pay, child processes) comes as functions.
 */
#ifndef JB_UI_UI_H
#define JB_UI_UI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "record/record.h"
#include "record/rowset.h"

struct ui_hooks {
	void *data;
	/* F7 where the form has no `why`: false with no err set: not mine. */
	bool (*why)(void *, const char *form, int64_t id, const char *key,
	    const char *field, struct why_step **, size_t *, struct err *);
	/* F9: what is shown, in this order; *path is the caller's. */
	bool (*export_shown)(void *, const struct query *, const char *title,
	    const char *format, char **path, struct err *);
	/* The rows of a file, cells between tabs, for the clerk to look at;
	 * *text NULL: too many for that.  The caller's. */
	bool (*table)(
	    void *, const char *path, char **text, struct err *);
	/* Words for row 1 (month and its state); NULL: none.  The caller's. */
	char *(*month)(void *);
};

struct ui_options {
	const char *office;     /* shown on the left of home; NULL: none */
	const char *clerk_name; /* NULL: the code */
	const char *mode;       /* 演示 只读 补录, or NULL */
	const char *keys_path;  /* a clerk's keys.ini, or NULL */
	const char *program;    /* for child processes, or NULL */
	const char *const *program_options; /* --book ... NULL-terminated */
	bool english;
	bool tour; /* begin with the guided tour */
	struct ui_hooks hooks;
};

/* Runs the screen until the clerk leaves.  The book is open. */
bool ui_run(struct forms *, const struct ui_options *, struct err *);

/* First start, before there is a book: the office's and the clerk's name,
 * and the pay scheme. */
struct ui_first_scheme {
	const char *name, *title;
};
struct ui_first_answers {
	const char *office, *clerk;
	const char *scheme; /* a name or a file; NULL: later */
};
struct ui_first {
	const char *book_path; /* to show */
	const char *login;
	const struct ui_first_scheme *schemes;
	size_t scheme_count;
	void *data;
	/* Makes the book; false: the sentence is shown and asked again. */
	bool (*make)(
	    void *, const struct ui_first_answers *, struct err *);
};
enum ui_first_end {
	UI_FIRST_LEFT, /* nothing was made */
	UI_FIRST_MADE,
	UI_FIRST_DEMO /* the demo office is asked for */
};
bool ui_first_start(
    const struct ui_first *, enum ui_first_end *, struct err *);

/*
 * Plays a key script without a terminal.  open gives the forms of the book
 * named by the script (:book), with clerk, day and options; it closes the
 * one before.
 */
struct ui_stage {
	void *data;
	bool (*open)(void *, const char *book, const char *clerk,
	    const char *today, bool again, struct forms **,
	    struct ui_options *, struct err *);
};
bool ui_script(const char *path, bool generate, const struct ui_stage *,
    struct err *);

#endif
