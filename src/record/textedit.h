/*
 * The editor of one field: UTF-8 text, a cursor on cluster boundaries, a
 * limit in characters, undo inside the field.  Knows neither keys nor
 * screen; a view turns its keys into the operations below.
 */
#ifndef JB_RECORD_TEXTEDIT_H
#define JB_RECORD_TEXTEDIT_H

#include <stdbool.h>
#include <stddef.h>

struct textedit_undo;

struct textedit {
	char *text; /* valid UTF-8, NUL-terminated once initialised */
	size_t size, capacity;
	size_t cursor; /* byte; always between two clusters */
	size_t limit;  /* characters (code points); 0: none */
	size_t scroll; /* first byte shown, kept by textedit_view */
	bool multiline;
	bool selected; /* the whole content; typing replaces it */
	bool typing;   /* the last step was an insert: the next one joins it */
	struct textedit_undo *undo; /* private */
};

enum textedit_op {
	TEXTEDIT_LEFT,
	TEXTEDIT_RIGHT,
	TEXTEDIT_WORD_LEFT,
	TEXTEDIT_WORD_RIGHT,
	TEXTEDIT_HOME, /* of the line when multiline */
	TEXTEDIT_END,
	TEXTEDIT_UP, /* multiline only */
	TEXTEDIT_DOWN,
	TEXTEDIT_BACKSPACE,
	TEXTEDIT_DELETE,
	TEXTEDIT_DELETE_WORD, /* the word before the cursor */
	TEXTEDIT_CLEAR,
	TEXTEDIT_NEWLINE, /* multiline only */
	TEXTEDIT_UNDO,
	TEXTEDIT_REDO,
	TEXTEDIT_OP_COUNT
};

/* Starts with `text` (NULL: empty; cut at the limit), cursor at the end,
 * nothing selected, nothing to undo. */
void textedit_init(
    struct textedit *, const char *text, size_t limit, bool multiline);
void textedit_done(struct textedit *); /* frees and zeroes */

const char *textedit_text(const struct textedit *); /* borrowed; never NULL */
bool textedit_is_empty(const struct textedit *);

/* On arriving in a field: selects everything (nothing when empty).  The
 * first insert or delete replaces it; TEXTEDIT_LEFT goes to its start,
 * every other move to its end. */
void textedit_select_all(struct textedit *);
void textedit_deselect(struct textedit *); /* F2: edit in it, at the end */

/* Replaces all of it as one step of undo (F4 picked a value, "=12*38"). */
void textedit_replace(struct textedit *, const char *text);

/*
 * Inserts a burst or a paste: bad bytes and controls are dropped, line ends
 * and tabs become one blank (line ends stay when multiline).  Inserts what
 * fits under the limit and returns false when something did not.
 */
bool textedit_insert(struct textedit *, const char *text, size_t size);

/* Returns whether anything (text, cursor or selection) changed. */
bool textedit_do(struct textedit *, enum textedit_op);
bool textedit_can_undo(const struct textedit *);

/*
 * The part of a one-line field to show in `cells` cells: *from is the first
 * byte (scrolled so that the caret is inside), *caret its column (0 ..
 * cells - 1); cut the text at `cells` with text_fit.  Keeps a cell free for
 * the caret at the end.
 */
void textedit_view(struct textedit *, int cells, size_t *from, int *caret);

/* Where the caret stands in a multiline text wrapped at `cells` with
 * textedit_line: its row and column. */
void textedit_place(const struct textedit *, int cells, int *row, int *column);
/* The n-th wrapped row: first byte and bytes (without the line end); false
 * behind the last. */
bool textedit_line(
    const struct textedit *, int cells, int row, size_t *from, size_t *size);

#endif
