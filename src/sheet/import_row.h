/* What kind of row stands below the headers: a record, or what people put
 * between and under records. */
#ifndef JB_SHEET_IMPORT_ROW_H
#define JB_SHEET_IMPORT_ROW_H

#include "sheet/source.h"

enum import_row {
	IMPORT_ROW_RECORD,
	IMPORT_ROW_BLANK,
	IMPORT_ROW_SUM, /* 合计 小计 */
	IMPORT_ROW_FOOT /* 制表人： 注： 第 1 页 */
};

enum import_row import_row_kind(const struct source_row *);

#endif
