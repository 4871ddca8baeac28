/* Where things stand on the screen (see layout.h).  Arithmetic only. */
#include "ui/layout.h"

#define PANEL_FROM 110
#define PANEL_LEAST 36
#define PANEL_GAP 3 /* blank, bar, blank */
#define HELP_FROM 20 /* rows: below, the body needs them all */
#define LABEL_LEAST 12
#define LABEL_MOST 24
#define VALUE_LEAST 20

struct layout
layout_screen(
    int rows, int columns, bool wants_panel, int help_rows, bool legend)
{
	struct layout l = {0};
	int panel, below = legend ? 4 : 2; /* rows under the body */

	l.rows = rows;
	l.columns = columns;
	l.too_small =
	    rows < LAYOUT_ROWS_LEAST || columns < LAYOUT_COLUMNS_LEAST;
	l.path_y = 0;
	l.status_y = 1;
	l.top_rule_y = 2;
	l.cell_y = rows - below;
	l.message_y = l.cell_y + 1;
	l.bottom_rule_y = legend ? rows - 2 : -1;
	l.legend_y = legend ? rows - 1 : -1;
	l.help_rows = rows < HELP_FROM ? 0 : help_rows;
	l.help_y = l.cell_y - l.help_rows;
	l.body = (struct rect){3, 0, l.help_y - 3, columns};
	if (l.body.rows < 0)
		l.body.rows = 0;
	if (!wants_panel || columns < PANEL_FROM)
		return l;
	panel = columns / 3 > PANEL_LEAST ? columns / 3 : PANEL_LEAST;
	l.body.columns = columns - panel - PANEL_GAP;
	l.panel = (struct rect){
	    3, l.body.columns + PANEL_GAP, l.body.rows, panel};
	return l;
}

struct rect
layout_box(struct rect body, int rows_wanted)
{
	int rows = rows_wanted;

	if (rows > body.rows)
		rows = body.rows;
	body.y += body.rows - rows;
	body.rows = rows;
	return body;
}

struct form_columns
layout_form(struct rect body, int widest_label)
{
	struct form_columns c = {0};
	int rest;

	c.label_x = body.x + 1;
	c.label = widest_label;
	if (c.label < LABEL_LEAST || body.columns <= 64)
		c.label = LABEL_LEAST;
	if (c.label > LABEL_MOST)
		c.label = LABEL_MOST;
	c.mark_x = c.label_x + c.label + 1;
	c.value_x = c.mark_x + 2;
	rest = body.x + body.columns - c.value_x;
	if (body.columns < 76) {
		c.value = rest;
		return c;
	}
	c.value = rest * 36 / 100;
	if (c.value < VALUE_LEAST)
		c.value = VALUE_LEAST;
	c.side_x = c.value_x + c.value + 1;
	c.side = body.x + body.columns - c.side_x;
	return c;
}

struct rect
layout_band(struct layout *l, int rows)
{
	struct rect band = {l->body.y + l->body.rows - rows, 0, rows,
	    l->columns};

	l->body.rows -= rows;
	if (l->panel.rows > 0)
		l->panel.rows -= rows;
	return band;
}
