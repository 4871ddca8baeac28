/*
 * Reading the keys of a report's definition: values by their kind, and
 * faults at the line where they stand.  Knows no key by name.
 */
#ifndef JB_SHEET_EXPORTDEF_READ_H
#define JB_SHEET_EXPORTDEF_READ_H

#include "sheet/exportdef.h"

struct exportdef_reading {
	struct ini *ini;
	struct exportdef *def;
	struct forms *forms;
	forms_fault *fault;
	void *data;
	struct err *err;
	int faults;
};

void exportdef_read_tell(struct exportdef_reading *, struct err *found);
void exportdef_read_fault(struct exportdef_reading *, const char *section,
    const char *key, const char *fmt, ...) ATTR_FORMAT(4, 5);

/* NULL: absent or empty. */
const char *exportdef_read_value(
    struct exportdef_reading *, const char *section, const char *key);
char *exportdef_read_text(
    struct exportdef_reading *, const char *section, const char *key);
int exportdef_read_number(struct exportdef_reading *, const char *section,
    const char *key, int most);
bool exportdef_read_yes(struct exportdef_reading *, const char *section,
    const char *key, bool fallback);
void exportdef_read_keys(struct exportdef_reading *, const char *section,
    const struct ini_word *words);
/* A form's field by its name; NULL with a fault that names the nearest. */
const struct field *exportdef_read_field(struct exportdef_reading *,
    const char *section, const char *key, const struct formdef *,
    const char *name);
/* Fields in levels: "a b / c"; end[i] is where level i ends. */
void exportdef_read_levels(struct exportdef_reading *, const char *section,
    const char *key, const struct formdef *, const struct field ***fields,
    size_t *count, size_t *end, size_t *levels);

#endif
