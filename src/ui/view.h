/*
 * A view is a table of functions over a struct of its own; the loop owns
 * the stack, the frame the rows around it.  Views never call each other:
 * what they want opened they ask the desk for (ui/desk.h), and the answer
 * comes back through `answer`.
 */
#ifndef JB_UI_VIEW_H
#define JB_UI_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "record/command.h"
#include "record/rowset.h"
#include "ui/layout.h"

struct desk;
struct view;

/* What a pick list, a menu or a prompt hands back to the view below. */
struct answer {
	int tag;     /* given by the asking view */
	bool taken;  /* false: Esc */
	size_t at;   /* which item */
	const char *code, *text; /* borrowed during the call */
};

/* What is under the cursor: for help, why, history. */
struct subject {
	const struct formdef *form;
	int64_t id;
	const char *key; /* "" when there is none; until the next call */
	const struct field *field; /* NULL: none */
};

struct view_class {
	const char *name;
	bool box; /* drawn over the lower part of the view below */

	void (*close)(struct view *); /* frees it */
	unsigned (*contexts)(const struct view *);

	/* What the frame shows; each may be NULL. */
	void (*path)(struct view *, struct buf *);           /* row 1 */
	void (*status)(struct view *, struct buf *, int cells); /* row 2 */
	void (*cell)(struct view *, struct buf *);           /* row 21 */
	void (*hint)(struct view *, struct buf *); /* row 22 when silent */
	const enum command_id *(*legend)(struct view *); /* NONE ends */

	/* Reads what drawing needs; called before the sizes are settled. */
	void (*prepare)(struct view *, struct rect body);
	/* Draws the body and says where the caret is. */
	void (*draw)(struct view *, struct rect body, int *y, int *x);
	bool (*has_panel)(const struct view *);
	void (*panel)(struct view *, struct rect);

	/* Enter would write what stands listed here; NULL: never. */
	bool (*writes)(const struct view *);
	/* Every key before it means a command; NULL: commands do.  True: it
	 * is dealt with. */
	bool (*key)(struct view *, int key);
	/* False: not mine, the desk may know it. */
	bool (*command)(struct view *, enum command_id);
	/* Typed or pasted; false: nothing was done with it. */
	bool (*text)(struct view *, const char *text, bool pasted);
	void (*answer)(struct view *, const struct answer *);
	bool (*subject)(struct view *, struct subject *);
	/* What F9 would export, and its title. */
	bool (*query)(struct view *, struct query *, const char **title);
	/* No key is waiting: read on, keep the draft.  True: draw again. */
	bool (*idle)(struct view *);
	void (*reread)(struct view *); /* another as-of day */
	/* Long work goes on: idle is called several times a second. */
	bool (*is_busy)(const struct view *);
	void (*halt)(struct view *); /* Ctrl+C: stop it */
	/* Write the draft now: a second has passed, or the line is cut. */
	void (*keep)(struct view *);
};

struct view {
	const struct view_class *class;
	struct desk *desk;
};

#endif
