/* Tables of Unihan, for han.c alone. */
#ifndef JB_BASE_HAN_TABLES_H
#define JB_BASE_HAN_TABLES_H

#include <stddef.h>
#include <stdint.h>

/* Code points first..last have their cells from `cell` on. */
struct han_span {
	int32_t first, last;
	uint32_t cell;
};

extern const char han_sets[]; /* readings, each set ends in NUL */
extern const struct han_span han_reading_spans[]; /* offset into han_sets */
extern const size_t han_reading_spans_count;
extern const uint16_t han_reading_cells[];
extern const struct han_span han_stroke_spans[];
extern const size_t han_stroke_spans_count;
extern const uint8_t han_stroke_cells[];
extern const struct han_span han_rank_spans[]; /* place by stroke order */
extern const size_t han_rank_spans_count;
extern const uint16_t han_rank_cells[];

#endif
