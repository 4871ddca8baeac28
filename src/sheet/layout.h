/*
 * A sheet as paper sees it, whatever the format: texts above and below,
 * the tree of heads, kinds of columns, rows of ready cells.  Made by
 * export, drawn by the sinks (xlsx, csv, text); knows neither forms nor
 * files.
 */
#ifndef JB_SHEET_LAYOUT_H
#define JB_SHEET_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

enum layout_format {
	LAYOUT_TEXT,
	LAYOUT_NUMBER,
	LAYOUT_MONEY,
	LAYOUT_SCORE,
	LAYOUT_DATE,
	LAYOUT_ID,
	LAYOUT_PERCENT,
	LAYOUT_SEQUENCE,
};
const char *layout_format_word(enum layout_format);
bool layout_format_read(const char *word, enum layout_format *);

enum layout_total { LAYOUT_TOTAL_NONE, LAYOUT_TOTAL_SUM, LAYOUT_TOTAL_COUNT };

#define LAYOUT_DEPTH 4 /* levels of heads */

struct layout_column {
	char *head[LAYOUT_DEPTH]; /* from the top; NULL below the last */
	enum layout_format format;
	enum layout_total total;
	int width;  /* cells; 0: by content */
	int align;  /* -1 left, 0 by format, 1 right, 2 centred */
	int places; /* of a number: as many as the widest value has, by itself */
};

struct layout {
	char *name; /* of the sheet */
	char *title, *organ, *day, *unit;
	char **below; /* lines under the table: sums in words, notes */
	size_t below_count;
	char *sign;  /* who signs, blank-separated; or NULL */
	char *foot;  /* small, at the foot of each page */
	char *empty; /* said when there are no rows */
	int paper, freeze;
	bool landscape;
	const struct layout_column **columns;
	size_t count;
	int depth; /* levels of heads in use */
};

enum layout_cell_kind {
	LAYOUT_CELL_BLANK,
	LAYOUT_CELL_TEXT,
	LAYOUT_CELL_UNITS,
	LAYOUT_CELL_DAY
};

struct layout_cell {
	enum layout_cell_kind kind;
	const char *text; /* as shown; of units and days if the sink wants it */
	int64_t units;    /* UNITS: value * 10^places; DAY: days since 1970 */
	int places;
	bool mark; /* to be seen at a glance */
};

enum layout_row { LAYOUT_ROW_DATA, LAYOUT_ROW_SUBTOTAL, LAYOUT_ROW_TOTAL };

/* A format.  begin and end stand around the rows of each sheet; `check` is
 * the sheet's check code. */
struct layout_sink {
	void *data;
	bool texts; /* wants the text of units and days too */
	bool (*begin)(void *, const struct layout *, struct err *);
	bool (*row)(
	    void *, enum layout_row, const struct layout_cell *, struct err *);
	bool (*end)(
	    void *, const struct layout *, const char *check, struct err *);
};

void layout_column_done(struct layout_column *);
/* "A/B/C" into the levels; false: too many or an empty one. */
bool layout_head_read(struct layout_column *, const char *path);
void layout_done(struct layout *);
void layout_add_below(struct layout *, const char *text); /* "" adds nothing */

/* How far the head at a level reaches: the last column and the last level
 * it covers.  False: it belongs to an earlier one. */
bool layout_head_span(const struct layout *, size_t column, int level,
    size_t *last_column, int *last_level, const char **text);

/* Makes columns wider until the heads over several of them fit; gap is the
 * room between two columns. */
void layout_widen(const struct layout *, int *widths, int gap);

/* "单位负责人：      审核人：" spread over so many cells. */
void layout_sign_line(struct buf *, const char *words, int cells);

/* Cells that a column needs for its heads. */
int layout_head_width(const struct layout_column *);

#endif
