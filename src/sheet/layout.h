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

/* What a cell is made of by the spreadsheet itself: left minus right, or
 * the sum of the columns between. */
enum layout_formula {
	LAYOUT_FORMULA_NONE,
	LAYOUT_FORMULA_MINUS,
	LAYOUT_FORMULA_SUM,
	LAYOUT_FORMULA_GIVEN,  /* each cell brings its own */
	LAYOUT_FORMULA_AGREES, /* 相符 where the column `from` is 0 */
};

#define LAYOUT_DEPTH 4 /* levels of heads */
#define LAYOUT_LEVELS 4 /* of groups */
#define LAYOUT_PAGE_GRID 12 /* columns of a page for one record */

/* Who stands by what a form says: an office or a person. */
enum layout_stamp { LAYOUT_STAMP_NONE, LAYOUT_STAMP_SEAL, LAYOUT_STAMP_HAND };

struct layout_column {
	char *head[LAYOUT_DEPTH]; /* from the top; NULL below the last */
	enum layout_format format;
	enum layout_total total;
	int width;  /* cells; 0: by content */
	int align;  /* -1 left, 0 by format, 1 right, 2 centred */
	int lines;  /* of a form's field: at least so high */
	enum layout_stamp stamp; /* of a form's field: what has room below */
	bool quiet; /* a change of it from month to month says nothing */
	bool spread; /* names: as wide as the column, as clerks type them */
	enum layout_formula formula; /* in rows of data */
	size_t from, to;	     /* the columns it speaks of */
};

enum layout_chart_kind {
	LAYOUT_CHART_COLUMN,
	LAYOUT_CHART_BAR,
	LAYOUT_CHART_LINE,
	LAYOUT_CHART_PIE
};

struct layout_chart {
	enum layout_chart_kind kind;
	char *title;
	size_t category, *values; /* columns */
	size_t count;
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

	size_t place; /* which worksheet, from 0 */
	bool under;   /* another table of it, below those before */
	bool more;    /* and one more follows */
	size_t grid;  /* columns of the widest table of the worksheet */
	/* a page for each row: how many fields stand on each line of it */
	const int *page_lines;
	size_t page_line_count;
	const struct layout_chart *charts;
	size_t chart_count;
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
	const char *formula; /* of a column of given formulas, or NULL */
};

enum layout_row {
	LAYOUT_ROW_DATA,
	LAYOUT_ROW_BAND, /* the name of the group that follows, in cells[0] */
	LAYOUT_ROW_SUBTOTAL,
	LAYOUT_ROW_TOTAL
};

struct layout_line {
	enum layout_row kind;
	int level;	 /* of a band or subtotal: 0 is the outermost group */
	const char *key; /* of a row of data: what it is known by */
	bool mark;	 /* all of it to be seen at a glance */
	const struct layout_cell *cells;
};

/* A format.  begin and end stand around the rows of each table; `check` is
 * the table's check code.  Worksheets may be filled in any order, so their
 * names come first. */
struct layout_sink {
	void *data;
	bool texts; /* wants the text of units and days too */
	int total_row; /* out: where the last total stands, from 1 */
	bool (*sheets)(
	    void *, const char *const *names, size_t count, struct err *);
	bool (*begin)(void *, const struct layout *, struct err *);
	bool (*row)(void *, const struct layout_line *, struct err *);
	bool (*end)(
	    void *, const struct layout *, const char *check, struct err *);
};

void layout_column_done(struct layout_column *);
void layout_chart_done(struct layout_chart *);
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

/* "A", "AB": what a spreadsheet calls a column. */
void layout_column_letters(size_t column, char out[4]);

/* Cells that a column needs for its heads. */
int layout_head_width(const struct layout_column *);

#endif
