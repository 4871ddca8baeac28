/*
 * The stack of views and the way of an event: key to command, command to
 * the top view, requests to whoever can open things.  Draws from state
 * after every event.  Knows no view by name.
 */
#ifndef JB_UI_LOOP_H
#define JB_UI_LOOP_H

#include "ui/desk.h"
#include "ui/input.h"
#include "ui/tour.h"

/* Five Esc reach home, also from a list within a form being filled. */
#define LOOP_DEPTH 5
#define LOOP_SCREENS 4 /* those that are not boxes; home is one */

struct loop {
	struct desk *desk;
	struct view *stack[LOOP_DEPTH]; /* [0] is home */
	size_t depth;
	struct view *lock; /* over all of them; NULL: none */
	bool stray; /* text came where it means nothing: its Enter writes nothing */
	int64_t touched_at; /* when somebody last pressed a key */
	bool ended;
	bool changed_since_draft;
	int64_t drafted_at; /* milliseconds */
	struct tour *tour;  /* borrowed; NULL: none */
	/* Opens what a view asks for by name; NULL with a message said. */
	struct view *(*open)(struct desk *, const struct request *);
	/* Commands no view took; false: nobody knows it here. */
	bool (*command)(struct loop *, enum command_id);
	/* Pasted cells or lines; false: they are text like any other. */
	bool (*paste)(struct loop *, const char *text);
	/* An answer that the view below does not want (the loop's own prompts). */
	void (*answer)(struct loop *, const struct answer *);
};

void loop_push(struct loop *, struct view *); /* takes it over */
/* Hides everything until the view closes itself; takes it over. */
void loop_lock(struct loop *, struct view *);
struct view *loop_top(const struct loop *);
void loop_close_all(struct loop *);

/* One event; false: the screen has ended. */
bool loop_feed(struct loop *, const struct event *);
void loop_draw(struct loop *);
/* No key waits: read on, keep drafts.  True: something to draw changed. */
bool loop_idle(struct loop *);
/* Until the clerk leaves. */
void loop_run(struct loop *);

#endif
