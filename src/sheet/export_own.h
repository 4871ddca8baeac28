/*
 * Tables that speak of the report itself: which tables it has, and whether
 * their totals agree.  Rows are made from the plan, after all others were
 * written.
 */
#ifndef JB_SHEET_EXPORT_OWN_H
#define JB_SHEET_EXPORT_OWN_H

#include "sheet/export_plan.h"
#include "store/digest.h"

struct export_own {
	const struct export_plan *plan;
	const struct export_table *table;
	struct layout_sink *sink;
	struct digest *digest;
	int64_t rows; /* out */
};

bool export_own_rows(struct export_own *, struct err *) ATTR_MUST_USE;
/* Every term of every check must name a total of the plan. */
bool export_own_check(const struct export_plan *, const struct exportdef *,
    struct err *) ATTR_MUST_USE;

#endif
