/*
 * What a sheet holds, as numbers that can be compared: how many rows and
 * cells, and a mark that any changed, missing or misplaced cell would
 * alter.  The writer counts while it writes, the check while it reads.
 */
#ifndef JB_SHEET_XLSX_SUM_H
#define JB_SHEET_XLSX_SUM_H

#include <stdbool.h>
#include <stdint.h>

struct xlsx_sum {
	int64_t rows;  /* the last row that holds something, counted from 1 */
	int64_t cells; /* that hold something */
	uint64_t mark; /* does not depend on the order of cells */
};

void xlsx_sum_text(struct xlsx_sum *, int row, int column, const char *);
void xlsx_sum_number(
    struct xlsx_sum *, int row, int column, double, bool formula);

#endif
