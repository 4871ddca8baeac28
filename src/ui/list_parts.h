/*
 * What the parts of the list view share; nobody else includes it.  Each part
 * calls only those named before it.
 */
#ifndef JB_UI_LIST_PARTS_H
#define JB_UI_LIST_PARTS_H

#include "record/list.h"
#include "record/list_setup.h"
#include "record/record.h"
#include "record/textedit.h"
#include "ui/desk.h"

struct list_view {
	struct view view;
	struct list *list;
	struct textedit search;
	bool searching;
	unsigned long saves; /* desk->saves when last read */
	int rows;            /* of the body, for paging */
	char *told; /* what the list says of all its rows; NULL: not asked */
	char *line, *warning; /* what the form says of the record at the cursor */
	char *line_of;        /* its code; NULL: nothing was asked */
	struct record panel; /* the record beside the list */
	struct list *behind; /* the rows of the row of a view, for the panel */
	char *behind_of;     /* of which form and filter; NULL: none yet */
	unsigned long behind_saves;
	char *asked; /* conditions of a query that was left; NULL: none */
	bool no_panel;
	bool remembers; /* it was opened as a whole: how it is left is kept */
	char *setups_path;
	struct list_setups setups;
};

/* What the menu of Ctrl+U, its columns and its name answer with. */
enum list_tag {
	LIST_TAG_QUERY = 1,
	LIST_TAG_VIEW,
	LIST_TAG_COLUMNS,
	LIST_TAG_NAME,
	LIST_TAG_FIELD
};

/* ---- list_keep: how the list was left, and views with a name ---- */
void list_keep_open(struct list_view *);
void list_keep_close(struct list_view *);
void list_keep_menu(struct list_view *);
void list_keep_chosen(struct list_view *, const char *code);
void list_keep_ask_name(struct list_view *);
void list_keep_columns(struct list_view *, const char *words);
void list_keep_name(struct list_view *, const char *name);

/* ---- list_words: the rows around the body ---- */
void list_words_path(struct view *, struct buf *);
void list_words_status(struct view *, struct buf *, int cells);
void list_words_cell(struct view *, struct buf *);
void list_words_hint(struct view *, struct buf *);
const enum command_id *list_words_legend(struct view *);

/* ---- list_draw: the body and the panel ---- */
void list_draw_body(struct view *, struct rect body, int *y, int *x);
void list_draw_panel(struct view *, struct rect);

/* ---- list_read: when rows are read ---- */
void list_read_now(struct list_view *);
void list_read_prepare(struct view *, struct rect body);
void list_read_forget_told(struct list_view *);
bool list_read_idle(struct view *);

/* ---- list_type: the search line ---- */
void list_type_apply(struct list_view *);
void list_type_begin(struct list_view *);
bool list_type_command(struct list_view *, enum command_id);
bool list_type_text(struct view *, const char *text, bool pasted);

/* ---- list_act: what is done with rows ---- */
void list_act_open(struct list_view *);
/* One value of this field into all marked rows. */
void list_act_batch(struct list_view *, const char *field);
bool list_act_command(struct list_view *, enum command_id);

#endif
