/*
 * The face of a record: forms/NAME.ini read and checked against the schema.
 * Knows no record by name and states no law.
 */
#ifndef JB_RECORD_FORMDEF_H
#define JB_RECORD_FORMDEF_H

#include "store/book.h"
#include "store/schema.h"
#include "record/ini.h"

struct field {
	const struct column *column; /* borrowed from form->table */
	const char *name;            /* as people name it: column->field */
	enum column_kind kind;
	char *label, *hint, *help, *example;
	char *why; /* query or NULL: step, value, rule[, doc_no] */
	char *
	    side; /* query or NULL: one line of text, :name are values typed so far */
	char *carry; /* "yes": carried to the next record */
	int width;   /* cells in lists; by kind unless given */
	bool mask;   /* ID and phone: masked in lists and exports */
};

struct list_column {
	const struct field *field;
	int width;
};

struct listdef {
	char *name, *title, *where, *sort, *hint;
	int freeze;
	struct list_column *columns;
	size_t count;
};

struct formdef {
	char *name, *section, *title;
	int order;           /* within the section: `order`, then name */
	struct table *table; /* owned */
	struct field *
	    fields; /* in the form's order: `fields`, then code, then derived ones; void_reason last */
	size_t count;
	struct listdef *lists; /* [0] is default */
	size_t list_count;
	const struct field *
	    label; /* what names a row to a person: `label` key, else name, title, full_name, first text, code */
	char *path;
};

/* All forms, loaded when asked for and kept; owned by the set. */
struct forms;
struct forms *forms_new(struct book *);
void forms_free(struct forms *);
/* NULL and ERR_USAGE with the nearest name when there is none. */
const struct formdef *forms_get(struct forms *, const char *name, struct err *);
/* Names in menu order: sections as in data file sections (机构 人员 ... 报表), then order. */
bool forms_names(
    struct forms *, const char *const **names, size_t *count, struct err *);
/* Light: title and section of each without checking against the schema. */
bool forms_heading(struct forms *, const char *name, const char **section,
    const char **title, struct err *);

const struct field *formdef_field(
    const struct formdef *, const char *name_or_label); /* NULL: none */
const struct listdef *formdef_list(
    const struct formdef *, const char *name); /* NULL name: default */

/* Loads and checks every definition of every folder and prepares every
 * statement; each fault is handed to the callback, not only the first. */
typedef void forms_fault(void *, const struct err *);
bool forms_check(struct forms *, forms_fault *, void *,
    struct err *); /* false: something was found or failed */

extern const struct ini_word formdef_words_form[], formdef_words_field[],
    formdef_words_list[];

#endif
