/*
 * What a template says of itself on a hidden sheet: whose it is, of which
 * month and which record.  Written when it is made, looked at when it comes
 * back.
 */
#ifndef JB_SHEET_TEMPLATE_STAMP_H
#define JB_SHEET_TEMPLATE_STAMP_H

#include "sheet/source.h"
#include "sheet/xlsx_writer.h"

/* Heads of the two hidden columns of a template with rows. */
#define TEMPLATE_ROW "记录号"
#define TEMPLATE_VERSION "版本"

struct template_stamp {
	char *form, *office, *month; /* "" when not told; NULL: no template */
};

/* A sheet of its own, hidden. */
bool template_stamp_write(struct xlsx *, const char *form, const char *office,
    const char *month, struct err *) ATTR_MUST_USE;
/* All NULL when the file is no template. */
bool template_stamp_read(
    struct template_stamp *, struct source *, struct err *) ATTR_MUST_USE;
void template_stamp_done(struct template_stamp *);

/* Does it belong here and now?  NULL office or month: not asked. */
bool template_stamp_check(const struct template_stamp *, const char *form,
    const char *title, const char *office, const char *month,
    struct err *) ATTR_MUST_USE;

#endif
