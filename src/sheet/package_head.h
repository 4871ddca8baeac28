/* What a package says of itself; shared by who writes and who takes one. */
#ifndef JB_SHEET_PACKAGE_HEAD_H
#define JB_SHEET_PACKAGE_HEAD_H

#include "record/formdef.h"

struct package_head {
	char *office, *month, *seal, *closed_at, *closed_by, *sha256;
	int64_t id, round, rows;
};
void package_head_done(struct package_head *);
/* Enters the month into the book; *id is the new record's. */
bool package_month_add(struct forms *, const struct package_head *,
    bool collected, int64_t *id, struct err *) ATTR_MUST_USE;

#endif
