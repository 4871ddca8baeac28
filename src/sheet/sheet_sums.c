/* Addition that neither rounds nor wraps. */
#include "sheet/sheet_sums.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "sheet/cell.h"

#define SUM_LIMIT (INT64_MAX / 4)

void
sheet_sums_init(struct sheet_sums *sums, size_t columns)
{
	sums->units = mem_array(columns + 1, sizeof(*sums->units));
	sums->counts = mem_array(columns + 1, sizeof(*sums->counts));
	sums->columns = columns;
}

void
sheet_sums_done(struct sheet_sums *sums)
{
	free(sums->units);
	free(sums->counts);
	memset(sums, 0, sizeof(*sums));
}

void
sheet_sums_clear(struct sheet_sums *sums)
{
	memset(sums->units, 0, sums->columns * sizeof(*sums->units));
	memset(sums->counts, 0, sums->columns * sizeof(*sums->counts));
}

static bool
is_out(int64_t units)
{
	return units > SUM_LIMIT || units < -SUM_LIMIT;
}

bool
sheet_sums_add(struct sheet_sums *sums, size_t column, enum layout_total total,
    const struct layout_cell *cell)
{
	int64_t units = cell->units;
	int places = cell->places;

	if (cell->kind == LAYOUT_CELL_BLANK)
		return true;
	sums->counts[column]++;
	if (total != LAYOUT_TOTAL_SUM || cell->kind != LAYOUT_CELL_UNITS)
		return true;
	for (; places < SHEET_SUMS_PLACES; places++) {
		if (units > SUM_LIMIT / 10 || units < -SUM_LIMIT / 10)
			return false;
		units *= 10;
	}
	if (is_out(units) || is_out(sums->units[column]))
		return false;
	sums->units[column] += units;
	return true;
}

void
sheet_sums_cell(const struct sheet_sums *sums, size_t column,
    const struct layout_column *look, struct buf *text,
    struct layout_cell *cell)
{
	int64_t units = sums->units[column];
	int places = SHEET_SUMS_PLACES;
	int least = look->format == LAYOUT_NUMBER ? 0 : 2;

	memset(cell, 0, sizeof(*cell));
	cell->text = "";
	if (look->total == LAYOUT_TOTAL_NONE)
		return;
	cell->kind = LAYOUT_CELL_UNITS;
	if (look->total == LAYOUT_TOTAL_COUNT) {
		cell->units = sums->counts[column];
	} else {
		while (places > least && units % 10 == 0) {
			units /= 10;
			places--;
		}
		cell->units = units;
		cell->places = places;
	}
	cell_write_units(text,
	    look->total == LAYOUT_TOTAL_COUNT ? LAYOUT_NUMBER : look->format,
	    cell->units, cell->places);
	cell->text = buf_string(text);
}
