/* Ranges of code points by width; for text.c alone. */
#ifndef JB_BASE_TEXT_TABLES_H
#define JB_BASE_TEXT_TABLES_H

#include <stddef.h>
#include <stdint.h>

struct text_range {
	int32_t first, last;
};

extern const struct text_range text_zero[];
extern const size_t text_zero_count;
extern const struct text_range text_wide[];
extern const size_t text_wide_count;

#endif
