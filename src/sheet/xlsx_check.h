/*
 * An export is believed only after it has been read back: the file's
 * sheets are counted again and compared with what was written.
 */
#ifndef JB_SHEET_XLSX_CHECK_H
#define JB_SHEET_XLSX_CHECK_H

#include <stddef.h>

#include "base/attr.h"
#include "base/err.h"
#include "sheet/xlsx_sum.h"

bool xlsx_check(const char *path, const struct xlsx_sum *sums, size_t count,
    struct err *) ATTR_MUST_USE;

#endif
