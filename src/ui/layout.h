/*
 * Where things stand on the screen: arithmetic on rectangles, nothing else.
 * Knows no curses and no view.
 */
#ifndef JB_UI_LAYOUT_H
#define JB_UI_LAYOUT_H

#include <stdbool.h>

#define LAYOUT_ROWS_LEAST 16
#define LAYOUT_COLUMNS_LEAST 60

struct rect {
	int y, x, rows, columns;
};

struct layout {
	int rows, columns;
	bool too_small;
	int path_y, status_y, top_rule_y;
	int help_y, help_rows; /* above the cell; 0 rows: none */
	int cell_y, message_y;
	int bottom_rule_y, legend_y; /* -1: none */
	struct rect body;
	struct rect panel; /* columns 0: none */
};

/* wants_panel: the view has something for the right side (from 110 columns).
 * help_rows more than the one hint; legend false: its rows go to the body. */
struct layout layout_screen(
    int rows, int columns, bool wants_panel, int help_rows, bool legend);

/* Takes rows off the foot of body and panel, the whole screen wide. */
struct rect layout_band(struct layout *, int rows);

/* A box over the lower part of the body, for menus and pick lists, with its
 * heading in the first row. */
struct rect layout_box(struct rect body, int rows_wanted);

/* The columns of a form: labels, the mark, the value, the side remark. */
struct form_columns {
	int label_x, label;
	int mark_x;
	int value_x, value;
	int side_x, side; /* side 0: remarks stand in row 21 */
};
struct form_columns layout_form(struct rect body, int widest_label);

#endif
