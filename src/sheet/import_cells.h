/*
 * Cells of a row become values of a record.  What spreadsheets and habit do
 * to a value is undone where only one thing can be meant, and refused where
 * not.
 */
#ifndef JB_SHEET_IMPORT_CELLS_H
#define JB_SHEET_IMPORT_CELLS_H

#include "record/record.h"
#include "sheet/source.h"

struct import_cells; /* what cells were read as: codes and dates repeat */

/* columns: the file's column of each field, -1: none; borrowed. */
struct import_cells *import_cells_new(struct forms *, const struct formdef *,
    const int *columns, const struct source *);
void import_cells_free(struct import_cells *); /* NULL is fine */

/* Told of each cell that cannot be taken; empties the err, or moves it on
 * and gives false when it is no refusal. */
typedef bool import_cells_refused(void *, struct err *found, struct err *err);

/* *good: none was refused. */
bool import_cells_read(struct import_cells *, const struct source_row *,
    struct record *, bool *good, import_cells_refused *, void *,
    struct err *) ATTR_MUST_USE;

#endif
