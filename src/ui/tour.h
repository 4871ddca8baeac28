/*
 * The guided tour: steps from the view `tour`, two rows over the row of the
 * whole cell.  A step is done when the book or the screen is so, whatever
 * key was pressed.
 */
#ifndef JB_UI_TOUR_H
#define JB_UI_TOUR_H

#include "ui/desk.h"
#include "ui/layout.h"

#define TOUR_ROWS 2

struct tour;
struct tour *tour_new(struct desk *);
void tour_free(struct tour *);

void tour_start(struct tour *); /* and resume */
void tour_leave(struct tour *);
bool tour_is_on(const struct tour *);

/* What the screen shows now, after it was drawn. */
void tour_look(struct tour *);
void tour_draw(struct tour *, struct rect two_rows);

#endif
