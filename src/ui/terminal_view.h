/*
 * 终端自检: rulers that tell whether the terminal counts cells as we do, the
 * colours, and which keys arrive.  Two Esc leave it.
 */
#ifndef JB_UI_TERMINAL_VIEW_H
#define JB_UI_TERMINAL_VIEW_H

#include "ui/desk.h"

struct view *terminal_view_new(struct desk *);

#endif
