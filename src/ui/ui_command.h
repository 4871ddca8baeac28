/*
 * What the screen does wherever one is: help, palette, finding, as-of day,
 * undo, recent records, export.  Knows the views it opens.
 */
#ifndef JB_UI_UI_COMMAND_H
#define JB_UI_UI_COMMAND_H

#include "ui/loop.h"

/* False: not known here either. */
bool ui_command(struct loop *, enum command_id);
void ui_answer(struct loop *, const struct answer *);

#endif
