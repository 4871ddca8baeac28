/* What the parts of home share; nobody else includes it. */
#ifndef JB_UI_HOME_PARTS_H
#define JB_UI_HOME_PARTS_H

#include "ui/desk.h"

#define HOME_LINE_FORM "home_line"
#define HOME_STEP_FORM "home_step"
#define HOME_TODO_FORM "todo"
#define HOME_SECTIONS 9
#define HOME_STEPS 6

struct home_section {
	char *name, *text;
	bool marked;
};

/* One of the steps of the month: done, or what takes it further. */
struct home_step {
	char *label, *text;
	char *form, *list, *command;
	bool done;
};

struct home_todo {
	char mark;
	char *text, *due, *form, *list, *key, *command;
	int64_t id; /* of a draft's record */
	enum record_act act;
	char *draft; /* its file, or NULL */
};

struct home {
	struct view view;
	struct home_section sections[HOME_SECTIONS]; /* [i] is digit i + 1 */
	struct home_step steps[HOME_STEPS];
	struct home_todo *todos;
	size_t count, capacity;
	size_t at, top;
	char *aside; /* the draft thrown away last: Ctrl+Z brings it back */
	int rows;
	bool read; /* the sections; the rest when no key waits */
	bool rest;
	bool cut; /* a key stopped the reading */
	unsigned long saves;
	char as_of[DATE_SIZE];
};

/* ---- home_read: rows of views; nothing is counted here ---- */
void home_read_forget(struct home *);
void home_read_prepare(struct view *, struct rect body);
bool home_read_rest(struct view *); /* false: it was read already, or cut */
void home_read_all(struct home *);

/* ---- home_draw ---- */
void home_draw_status(struct view *, struct buf *, int cells);
void home_draw_body(struct view *, struct rect body, int *y, int *x);

#endif
