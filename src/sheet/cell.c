/*
 * Formats say how a stored value is to be read: money and scores are
 * hundredths, numbers and percents are decimals as written.
 */
#include "sheet/cell.h"

#include <string.h>

#include "base/date.h"
#include "base/money.h"
#include "record/value.h"

#define PLACES 4
#define UNITS_LIMIT (INT64_MAX / 100000)

/* "-12.5" to -125 and 1; more than four places are rounded half up. */
static bool
decimal_read(const char *text, int64_t *units, int *places)
{
	bool minus = *text == '-', any = false, point = false;
	int64_t value = 0;
	int taken = 0;

	for (text += minus; *text; text++) {
		if (*text == '.' && !point) {
			point = true;
			continue;
		}
		if (*text < '0' || *text > '9' || value > UNITS_LIMIT)
			return false;
		any = true;
		if (point && taken == PLACES) {
			value += *text >= '5';
			for (text++; *text >= '0' && *text <= '9'; text++)
				;
			if (*text)
				return false;
			break;
		}
		taken += point;
		value = value * 10 + (*text - '0');
	}
	while (taken > 0 && value % 10 == 0) {
		value /= 10;
		taken--;
	}
	*units = minus ? -value : value;
	*places = taken;
	return any;
}

/* Stored 分 or hundredths. */
static bool
hundredths_read(const char *text, int64_t *units)
{
	int places;

	return decimal_read(text, units, &places) && places == 0;
}

void
cell_write_units(
    struct buf *text, enum layout_format format, int64_t units, int places)
{
	buf_clear(text);
	if (format == LAYOUT_MONEY)
		money_write_grouped(text, units, places);
	else
		money_write(text, units, places);
	if (format == LAYOUT_PERCENT)
		buf_add_char(text, '%');
}

static bool
units_read(
    enum layout_format format, const char *stored, struct layout_cell *cell)
{
	switch (format) {
	case LAYOUT_MONEY:
	case LAYOUT_SCORE:
		cell->places = 2;
		return hundredths_read(stored, &cell->units);
	case LAYOUT_NUMBER:
	case LAYOUT_PERCENT:
		return decimal_read(stored, &cell->units, &cell->places);
	default:
		return false;
	}
}

static bool
text_make(struct forms *forms, const struct cell_source *source,
    const char *stored, struct buf *text, struct layout_cell *cell,
    struct err *err)
{
	cell->kind = LAYOUT_CELL_TEXT;
	buf_clear(text);
	switch (source->field->kind) {
	case KIND_TEXT:
	case KIND_LONG:
	case KIND_DATE:
	case KIND_PARTIAL:
	case KIND_MONTH:
		if (!source->mask) {
			cell->text = stored;
			return true;
		}
		value_mask(stored, text);
		break;
	default:
		if (!value_show(
			forms, source->field, stored, VALUE_HUMAN, text, err))
			return false;
	}
	cell->text = buf_string(text);
	return true;
}

bool
cell_make(struct forms *forms, const struct cell_source *source,
    const char *stored, struct buf *text, struct layout_cell *cell,
    struct err *err)
{
	struct date day;

	memset(cell, 0, sizeof(*cell));
	if (units_read(source->format, stored, cell)) {
		cell->kind = LAYOUT_CELL_UNITS;
		cell->text = stored;
		if (source->texts) {
			cell_write_units(
			    text, source->format, cell->units, cell->places);
			cell->text = buf_string(text);
		}
		return true;
	}
	cell->places = 0;
	if (source->format == LAYOUT_DATE && strlen(stored) == 10 &&
	    date_read(stored, &day) && date_valid(day)) {
		cell->kind = LAYOUT_CELL_DAY;
		cell->units = date_to_number(day);
		cell->text = stored;
		return true;
	}
	return text_make(forms, source, stored, text, cell, err);
}
