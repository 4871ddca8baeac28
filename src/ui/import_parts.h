/*
 * What the parts of the import screen share; nobody else includes it: the
 * trial and the writing (import_run), what is drawn (import_draw), the view
 * and its commands (import_view).
 */
#ifndef JB_UI_IMPORT_PARTS_H
#define JB_UI_IMPORT_PARTS_H

#include "record/staged.h"
#include "ui/child.h"
#include "ui/desk.h"

enum import_stage {
	IMPORT_STAGED, /* not tried since the last change */
	IMPORT_TRYING,
	IMPORT_TRIED,
	IMPORT_LISTED, /* what F6 would write; Enter does it */
	IMPORT_WRITING
};

struct import_view {
	struct view view;
	struct staged staged;
	enum import_stage stage;
	struct child child;
	char *path; /* what the child reads; NULL: no file */
	char *name; /* of the file they came from; NULL: pasted */
	long rows, added, changed, refused; /* of the last trial */
	char *said;                         /* the child's last other line */
	size_t row, column, top, left;
	int height;
	bool after_trial; /* F6 before a trial: list when it is done */
	bool dirty;
	char kept[6];
};

/* ---- import_run: the draft, and the import as a child ---- */
void import_run_keep(struct view *);
void import_run_start(struct import_view *, bool trial);
/* To the next refused row from here on. */
void import_run_to_fault(struct import_view *, size_t from);
void import_run_list(struct import_view *); /* what would be written */
bool import_run_idle(struct view *);

/* ---- import_draw: the rows around the body, and the body ---- */
void import_draw_path(struct view *, struct buf *);
void import_draw_status(struct view *, struct buf *, int cells);
void import_draw_cell(struct view *, struct buf *);
void import_draw_hint(struct view *, struct buf *);
const enum command_id *import_draw_legend(struct view *);
void import_draw_body(struct view *, struct rect, int *y, int *x);

#endif
