/*
 * Sums of cells: one 64-bit hash for each cell (FNV-1a, finished), added
 * up.  Guards against loss, not against malice: the seals of closed months
 * are SHA-256 over the file.
 */
#include "sheet/xlsx_sum.h"

#include <math.h>

#define MARK_START UINT64_C(14695981039346656037)
#define MARK_PRIME UINT64_C(1099511628211)

static uint64_t
mark_number(uint64_t mark, uint64_t value)
{
	int i;

	for (i = 0; i < 8; i++) {
		mark = (mark ^ (value & 0xff)) * MARK_PRIME;
		value >>= 8;
	}
	return mark;
}

static void
sum_add(struct xlsx_sum *sum, int row, uint64_t mark)
{
	mark ^= mark >> 33;
	mark *= UINT64_C(0xff51afd7ed558ccd);
	mark ^= mark >> 33;
	sum->mark += mark;
	sum->cells++;
	if (row + 1 > sum->rows)
		sum->rows = row + 1;
}

static uint64_t
mark_place(int row, int column, int kind)
{
	return mark_number(MARK_START,
	    (uint64_t)row << 20 | (uint64_t)column << 2 | (uint64_t)kind);
}

void
xlsx_sum_text(struct xlsx_sum *sum, int row, int column, const char *text)
{
	uint64_t mark = mark_place(row, column, 1);

	for (; *text; text++)
		mark = (mark ^ (unsigned char)*text) * MARK_PRIME;
	sum_add(sum, row, mark);
}

/*
 * The file holds sixteen digits, so the last bit of a number may differ:
 * four places are compared, all that money, scores and percents have.
 */
void
xlsx_sum_number(
    struct xlsx_sum *sum, int row, int column, double value, bool formula)
{
	uint64_t mark = mark_place(row, column, formula ? 3 : 2);
	double scaled = fabs(value) < 9e14 ? value * 10000 : value;

	sum_add(sum, row, mark_number(mark, (uint64_t)llround(scaled)));
}
