/*
 * What the parts of the form view share; nobody else includes it.  Each part
 * calls only those named before it.
 */
#ifndef JB_UI_FORM_PARTS_H
#define JB_UI_FORM_PARTS_H

#include "record/batch.h"
#include "record/record_parts.h"
#include "record/track.h"
#include "ui/desk.h"

enum form_page {
	FORM_PAGE_FIELDS,
	FORM_PAGE_FAULTS, /* what the trial refused; Enter goes to the field */
	FORM_PAGE_CHANGES, /* old -> new; Enter writes */
	FORM_PAGE_MEETING  /* somebody else saved it: theirs or mine */
};

struct form_view {
	struct view view;
	struct form *form;
	enum form_page page;
	size_t row;   /* of an open record, or of the faults */
	size_t top;   /* first field shown */
	int rows;
	bool narrow;  /* no room for remarks beside the values */
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
	struct track_step *track; /* the states of an open record */
	size_t track_count;
	struct record_part *parts; /* what belongs to an open record */
	size_t part_count;
	size_t part; /* the cursor among them, from 1; 0: among the fields */
	struct why_step *steps; /* behind the field at the cursor, for the panel */
	size_t step_count;
	const struct field *steps_of;
	unsigned long steps_saves; /* desk->saves + 1 when they were read */
	unsigned long track_saves; /* desk->saves + 1 when it was read; 0: never */
};

/* What a list of moves and a pick of a value answer with. */
enum form_tag { FORM_TAG_MOVES = 1, FORM_TAG_FIELD };

/* ---- form_words: the rows around the body ---- */
const char *form_words_label(const struct form_view *); /* "" when none */
void form_words_path(struct view *, struct buf *);
void form_words_status(struct view *, struct buf *, int cells);
void form_words_cell(struct view *, struct buf *);
void form_words_hint(struct view *, struct buf *);
const enum command_id *form_words_legend(struct view *);

/* ---- form_below: what belongs to the record ---- */
void form_below_read(struct form_view *);
int form_below_rows(const struct form_view *, int rows); /* of a body */
void form_below_draw(struct form_view *, struct rect, int *y, int *x);
bool form_below_move(struct form_view *, int by); /* false: stays outside */
void form_below_follow(struct form_view *);

/* ---- form_draw, form_pages: the body ---- */
/* Which field the cursor is on, in an open record too. */
size_t form_draw_at(const struct form_view *);
const char *form_draw_label(const struct form_view *, size_t i);
void form_draw_fields(struct form_view *, struct rect, int *y, int *x);
void form_draw_panel(struct view *, struct rect);
size_t form_pages_count(const struct form_view *); /* lines of the page */
/* One change in words, whole; the caller's. */
char *form_pages_line(const struct form_view *, size_t i);
void form_pages_faults(struct form_view *, struct rect, int *y, int *x);
void form_pages_changes(struct form_view *, struct rect, int *y, int *x);
void form_pages_batch(struct form_view *, struct rect);
void form_pages_meeting(struct form_view *, struct rect, int *y, int *x);

/* ---- form_keep: the draft ---- */
void form_keep_write(struct view *);
void form_keep_drop(struct form_view *);
void form_keep_offer(struct form_view *);

/* ---- form_commit: trial and save ---- */
void form_commit_try(struct form_view *);    /* F6: to the list, or the faults */
void form_commit_verify(struct form_view *); /* F8 */
void form_commit_reason(struct form_view *); /* to the reason's field */
/* In a lost race: 1 theirs, 2 mine, for the field under the cursor. */
void form_commit_choose(struct form_view *, int take);
bool form_commit_command(struct form_view *, enum command_id);

/* ---- form_act, form_edit: commands ---- */
void form_act_read_track(struct form_view *);
void form_act_begun(struct form_view *);
/* The menu of open moves, or the one of this name. */
void form_act_moves(struct form_view *, const char *action);
void form_act_move(struct form_view *, size_t i);
bool form_act_begin(struct form_view *, enum command_id);
bool form_act_command(struct form_view *, enum command_id);
bool form_edit_command(struct form_view *, enum command_id);

#endif
