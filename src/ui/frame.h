/*
 * The rows around the body: path and mode, status, the whole cell, the
 * message, the legend.  Draws what the top view says; knows no view by name.
 */
#ifndef JB_UI_FRAME_H
#define JB_UI_FRAME_H

#include "ui/desk.h"
#include "ui/layout.h"

/* path: the words of the stack, joined. */
void frame_draw(
    struct desk *, struct view *top, const struct layout *, const char *path);
/* How many rows of help the clerk wants above the cell. */
int frame_help_rows(const struct desk *);
void frame_draw_too_small(const struct layout *);

#endif
