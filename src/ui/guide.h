/*
 * The guides: short texts of doc/guides, one screen each, found in the data
 * folders like every other definition.  The first line is the title.
 */
#ifndef JB_UI_GUIDE_H
#define JB_UI_GUIDE_H

#include "ui/desk.h"

/* The menu of guides; its answer's code is a file for guide_page.  NULL:
 * there are none. */
struct view *guide_menu(struct desk *, int tag);
struct view *guide_page(struct desk *, const char *file);

#endif
