/* A report into a file that lies aside, in the format asked for. */
#ifndef JB_SHEET_EXPORT_FILE_H
#define JB_SHEET_EXPORT_FILE_H

#include "sheet/export_job.h"

/* aside was made empty, in the folder of the target. */
bool export_file_fill(struct export_job *, const struct exportdef *,
    const char *aside, struct err *) ATTR_MUST_USE;

#endif
