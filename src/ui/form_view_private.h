/* What the two halves of the form view share; nobody else includes it. */
#ifndef JB_UI_FORM_VIEW_PRIVATE_H
#define JB_UI_FORM_VIEW_PRIVATE_H

#include "record/batch.h"
#include "ui/desk.h"

enum form_page {
	FORM_PAGE_FIELDS,
	FORM_PAGE_FAULTS, /* what the trial refused; Enter goes to the field */
	FORM_PAGE_CHANGES /* old -> new; Enter writes */
};

struct form_view {
	struct view view;
	struct form *form;
	enum form_page page;
	size_t row;   /* of an open record, or of the faults */
	size_t top;   /* first field shown */
	int rows;
	size_t batch; /* how many were added in a row */
	char kept[6]; /* when the draft was written, "" when there is none */
	unsigned long saves; /* desk->saves when last read */
	bool direct;  /* opened to change: Esc goes back past the open record */
	bool dirty;   /* changed since the draft was written */
	int64_t *ids; /* the marked rows this is done to; NULL: this one */
	size_t id_count;
	struct batch batch_result; /* of the last trial over them */
	struct move *moves;
	size_t move_count;
};

/* Which field the cursor is on, in an open record too. */
size_t form_view_at(const struct form_view *);
void form_view_draw(struct view *, struct rect body, int *y, int *x);
void form_view_panel(struct view *, struct rect);

#endif
