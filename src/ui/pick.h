/*
 * A list to choose one thing from: the candidates of a field, a numbered
 * menu, the palette.  Typing filters; in a menu digits choose.  Knows only
 * its source and hands the choice back as an answer.
 */
#ifndef JB_UI_PICK_H
#define JB_UI_PICK_H

#include "ui/desk.h"

struct pick_item {
	char *code, *text, *note;
	bool dim; /* not possible now */
	bool follows; /* in a menu: belongs to the item above, has no number */
	size_t at; /* place in the whole: handed back */
	int rank; /* how well it answers what was typed: see pick_rank() */
};

struct pick_source {
	void *data;
	/* The items that match, in order; *all counts those of an empty search. */
	bool (*fill)(void *data, const char *typed, struct pick_item **,
	    size_t *count, size_t *all, struct err *);
	void (*free)(void *data); /* NULL: nothing to free */
};

/* Takes over the source.  menu: digits choose and nothing need be typed. */
struct view *pick_new(struct desk *, const char *title, int tag,
    const struct pick_source *, const char *typed, bool menu);

/* Fixed items: the arrays' texts are taken over. */
struct view *pick_menu(struct desk *, const char *title, int tag,
    struct pick_item *items, size_t count, bool menu);
void pick_items_free(struct pick_item *, size_t count);

/* How well a text answers folded letters or Hanzi: the very text, its
 * beginning, its initials from the start, then anywhere in it.  0: not. */
int pick_rank(const char *text, const char *typed);

/* The best first; equal ones as they stood. */
void pick_sort(struct pick_item *, size_t count);

/* The candidates of a coded or reference field. */
struct view *pick_field(
    struct desk *, const struct field *, int tag, const char *typed);

#endif
