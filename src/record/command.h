/*
 * The one table of commands: those of the screen and the words of the
 * command line.  --help, the legend, the palette, the help page, the man
 * page and the shell completion are printed from it.  It holds no
 * functions: cli and the views attach theirs by id, and it knows no keys
 * but by name (keymap reads them).
 */
#ifndef JB_RECORD_COMMAND_H
#define JB_RECORD_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

enum command_id {
	COMMAND_NONE,
	/* F-keys and their twins */
	COMMAND_HELP,    /* F1 */
	COMMAND_SET,     /* F2, 2; cli set */
	COMMAND_QUERY,   /* F3 */
	COMMAND_PICK,    /* F4 */
	COMMAND_ADD,     /* F5; cli add */
	COMMAND_SAVE,    /* F6 */
	COMMAND_WHY,     /* F7, 7; cli why */
	COMMAND_VERIFY,  /* F8 */
	COMMAND_EXPORT,  /* F9; cli export */
	COMMAND_QUIT,    /* F10 */
	COMMAND_RECENT,  /* F12 */
	COMMAND_PALETTE, /* Ctrl+P, 0 */
	COMMAND_FIND,    /* Ctrl+G */
	COMMAND_AS_OF,   /* Ctrl+T */
	COMMAND_VIEW,    /* Ctrl+U */
	COMMAND_UNDO,    /* Ctrl+Z; cli undo */
	COMMAND_REDO,    /* Ctrl+Y */
	COMMAND_SAME,    /* Ctrl+D */
	COMMAND_CARRY,   /* Ctrl+R */
	COMMAND_REDRAW,  /* Ctrl+L */
	/* row options 1-9 (2 and 7 stand above) */
	COMMAND_DO,      /* 1; cli do */
	COMMAND_COPY,    /* 3 */
	COMMAND_VOID,    /* 4; cli void */
	COMMAND_SHOW,    /* 5; cli show */
	COMMAND_SHEET,   /* 6 */
	COMMAND_HISTORY, /* 8; cli history */
	COMMAND_BATCH,   /* 9 */
	/* row signs */
	COMMAND_MARK,
	COMMAND_MARK_INVERT,
	COMMAND_MARK_CLEAR,
	COMMAND_FILTER_VALUE,
	COMMAND_SORT,
	COMMAND_SEARCH,
	COMMAND_CHIP_DROP,
	/* written into a field, understood when it is left */
	COMMAND_FIELD_TODAY,
	COMMAND_FIELD_REASON,
	COMMAND_FIELD_DOC_NO,
	COMMAND_FIELD_SUM,
	/* moving */
	COMMAND_DISCARD, /* Del on home: the draft under the cursor */
	COMMAND_ENTER,
	COMMAND_NEXT,
	COMMAND_PREVIOUS,
	COMMAND_UP,
	COMMAND_DOWN,
	COMMAND_LEFT,
	COMMAND_RIGHT,
	COMMAND_HOME,
	COMMAND_END,
	COMMAND_PAGE_UP,
	COMMAND_PAGE_DOWN,
	COMMAND_DELETE,
	COMMAND_BACK, /* Esc */
	/* palette only */
	COMMAND_MESSAGES,
	COMMAND_TOUR,
	COMMAND_TERMINAL_TEST,
	COMMAND_SUSPEND,
	COMMAND_LOCK,
	COMMAND_PIN,
	COMMAND_LEVEL,
	COMMAND_WHAT_IF,
	/* command line only (and, most of them, the palette) */
	COMMAND_INIT,
	COMMAND_DEMO,
	COMMAND_STATUS,
	COMMAND_FORMS,
	COMMAND_FIELDS,
	COMMAND_LIST,
	COMMAND_COUNT,
	COMMAND_IMPORT,
	COMMAND_TEMPLATE,
	COMMAND_EXPORTS,
	COMMAND_SCHEME_LIST,
	COMMAND_SCHEME_LOAD,
	COMMAND_SCHEME_SAVE,
	COMMAND_SCHEME_CHECK,
	COMMAND_PAY_RUN,
	COMMAND_PAY_SHOW,
	COMMAND_PAY_WHY,
	COMMAND_PAY_GRADE,
	COMMAND_PAY_FORECAST,
	COMMAND_MONTH_CHECK,
	COMMAND_MONTH_CLOSE,
	COMMAND_MONTH_REOPEN,
	COMMAND_MONTH_STATUS,
	COMMAND_CHECK,
	COMMAND_BACKUP,
	COMMAND_RESTORE,
	COMMAND_COLLECT,
	COMMAND_KEYS,
	COMMAND_COMPLETION,
	COMMAND_MAN,
	COMMAND_ID_COUNT
};

/* Where the focus is.  A view names the bits that hold now (an empty field
 * of a form is CONTEXT_FORM | CONTEXT_EMPTY). */
enum command_context {
	CONTEXT_HOME = 1 << 0,
	CONTEXT_LIST = 1 << 1,   /* rows, no text being typed */
	CONTEXT_SEARCH = 1 << 2, /* the search line of a list or of home */
	CONTEXT_FORM = 1 << 3,   /* editing: the focus is a field */
	CONTEXT_EMPTY = 1 << 4,  /* that field is empty or all selected */
	CONTEXT_RECORD = 1 << 5, /* an open record, not being edited */
	CONTEXT_PICK = 1 << 6,   /* pick lists and the palette */
	CONTEXT_GRID = 1 << 7,   /* staged rows of an import or a paste */
	CONTEXT_PAGE = 1 << 8,   /* help, why, messages: text to read */
	CONTEXT_ANY = (1 << 9) - 1,
	CONTEXT_VALUE = 1 << 9, /* the text of a field as it is left: "." ".." */
	CONTEXT_PALETTE = 1 << 10, /* may be chosen in the palette */
	CONTEXT_CLI = 1 << 11      /* is a word of the command line */
};

struct command {
	enum command_id id;
	const char *word;      /* English, unique: "undo", "pay run" */
	const char *arguments; /* on the command line, as in the manual; or "" */
	const char *keys; /* names, blank-separated, the legend's first; or "" */
	unsigned contexts;      /* where the keys work; palette and cli bits */
	const char *signs; /* digits and signs, blank-separated; or "" */
	unsigned sign_contexts; /* where those work: never inside free text */
	const char *legend; /* at most 4 Han; in English the word; "" none */
	const char *help_zh, *help_en; /* one sentence */
};

struct command_option {
	const char *name;     /* "--book" */
	const char *argument; /* "FILE", or "" */
	const char *help_zh, *help_en;
};

extern const struct command command_table[]; /* ends with COMMAND_NONE */
extern const struct command_option command_options[]; /* ends with NULL */

const struct command *command_get(enum command_id); /* NULL: none */
/* Any command by its English word ("save", "pay run"); NULL: none. */
const struct command *command_named(const char *word);
/*
 * The command of a command line: one word ("list") or two ("pay run");
 * *used says how many.  NULL: none; then *used is 1 if the first word alone
 * only begins two-word commands ("pay"), 0 if it is unknown.
 */
const struct command *command_find_words(
    const char *const *words, size_t count, size_t *used);
/* The words of a command as people say them: its title and what it is done
 * to ("month close 2026-03": 封账 2026-03), without options.  The caller's. */
char *command_told(const char *words);
/* The command that a line of words begins with, and what stands behind it
 * (or NULL: nobody asks); NULL: none. */
const struct command *command_of_line(const char *line, const char **rest);
/* It asks first, with the safe answer ready: nothing takes it back. */
bool command_is_grave(const struct command *);
/* The nearest word for "no such command"; NULL: none is near. */
const char *command_nearest(const char *word);

/* Does it match what was typed in the palette: Chinese legend or sentence
 * contains it, English word begins with it.  (Initials: the caller, with
 * base/han, on command_title.) */
bool command_matches(const struct command *, const char *typed);
/* What the palette lists it as: the legend, else the Chinese sentence.
 * Never NULL. */
const char *command_title(const struct command *);
/* Its word in the row of keys; "" if it has none. */
const char *command_legend(const struct command *);
const char *command_help(const struct command *, bool english);

/* The options named in `arguments`: the index-th, as "--format"; false
 * behind the last.  For completion and the man page. */
bool command_own_option(
    const struct command *, size_t index, char *out, size_t size);

#endif
