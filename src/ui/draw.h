/*
 * Putting text into cells: clipped by clusters, in absolute places, with a
 * role that stands for colour and attributes.  Reads the screen back for
 * dumps.  Knows no view.  y and x are counted from 0.
 */
#ifndef JB_UI_DRAW_H
#define JB_UI_DRAW_H

#include <stdbool.h>

enum draw_role {
	ROLE_NORMAL,
	ROLE_TITLE,   /* reverse */
	ROLE_FOCUS,   /* reverse; also selected text */
	ROLE_KEY,     /* keys in the legend, headings */
	ROLE_DERIVED, /* derived or carried values */
	ROLE_PASSED,
	ROLE_WARNING,
	ROLE_REFUSAL,
	ROLE_MODE, /* mode, as-of day other than today */
	ROLE_DIM,  /* void, closed, not possible now */
	ROLE_COUNT
};

void draw_start(void); /* after term_start or term_start_headless */

void draw_clear(void); /* all blank, cursor in the corner */
/* Text clipped to `cells` and to the screen; returns the cells used. */
int draw_text(int y, int x, int cells, enum draw_role, const char *text);
/* The same, padded with blanks in its role to `cells`; cut text ends in '>';
 * align -1 left, 1 right. */
void draw_cell(
    int y, int x, int cells, enum draw_role, const char *text, int align);
void draw_fill(int y, int x, int cells, enum draw_role, char with);
/* Puts a role over cells already drawn (the focused row). */
void draw_role_over(int y, int x, int cells, enum draw_role);

/* The real cursor, at the caret: input methods open there. */
void draw_cursor(int y, int x);
void draw_flush(void);
/* What was drawn is not to be seen: the screen stays as it was. */
void draw_drop(void);
void draw_bell(void);

/* Can the C library measure it (else it is drawn 〓)? */
bool draw_can_show(const char *text);

/* Reading back.  A row without trailing blanks; the caller's. */
char *draw_row(int y);
/* One letter a cell: . normal t title f focus k key d derived p passed
 * w warning x refusal m mode v dim, without trailing dots; the caller's. */
char *draw_row_roles(int y);
void draw_cursor_place(int *y, int *x);
/* Cells of row y as the screen measures them: always term_columns(), else a glyph broke it. */
int draw_row_cells(int y);

#endif
