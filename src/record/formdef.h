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
	char *headings; /* other headers of an imported column, blank-separated */
	char *carry; /* "yes": carried to the next record */
	int width;   /* cells in lists; by kind unless given */
	bool mask;   /* ID and phone: masked in lists and exports */
	bool apart;  /* numbers that name or measure: never added up */
	bool fold;   /* typed full width and small letters become half width and capitals */
	bool doc_no; /* the number of a paper: one kind of brackets around its year */
	bool hidden; /* not named in `fields`: reachable, but not shown unasked */
	bool said;   /* what a view says, not what somebody typed: it has a translation */
	char *mask_kind; /* "id" "phone" "account": which digits stay; or NULL */
	char *derive; /* query or NULL: one value, taken when what it names was given and this was not */
};

struct list_column {
	const struct field *field;
	int width;
};

struct listdef {
	char *name, *title, *where, *sort, *hint;
	char *status; /* query or NULL: what the second row says of all of it */
	char *run; /* query or NULL: the words of a command, which F6 carries out */
	bool totals; /* a last row with the sums of the amounts */
	char *batch; /* the move F6 makes of its rows, which come marked; or NULL */
	int freeze;
	struct list_column *columns;
	size_t count;
};

struct formdef {
	char *name, *section, *title;
	int order;           /* within the section: `order`, then name */
	struct table *table; /* owned */
	struct field *
	    fields; /* in the form's order: `fields`, then code, then derived ones, then hidden ones; void_reason last */
	size_t count;
	struct listdef *lists; /* [0] is default */
	size_t list_count;
	const struct field *
	    label; /* what names a row to a person: `label` key, else name, title, full_name, first text, code */
	char *path;
	bool find;  /* one of the records that the search from anywhere looks in */
	char *also; /* query or NULL: ids of records by another key, :key */
	char *why; /* query or NULL: steps behind a record, where its field has none */
	char *basis; /* query or NULL: form and filter of the rows of an explanation */
	char *side; /* query or NULL: a record in a line of words, and what warns of it */
	char *parts; /* query or NULL: what belongs to a record, line by line */
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

/* The form of a table: the one of the same name, else the first that names
 * it.  NULL and ERR_USAGE when there is none. */
const struct formdef *forms_of_table(
    struct forms *, const char *table, struct err *);

/* What the writing of records keeps between its calls; owned by the set. */
struct numbering;
struct value_cache;
struct forms_work {
	int batches;               /* open record_batch_begin */
	bool own_change;           /* the outermost began the change itself */
	bool trial;                /* the outermost is a trial */
	struct numbering *numbers; /* last numbers given, during a batch */
	int64_t writes;            /* changes written by these forms, for caches */
	struct value_cache *values; /* record/value_cache's, let go by free_values */
	void (*free_values)(struct value_cache *);
};
/* The one value of a definition's query that names no record; "" when there
 * is none.  The caller's. */
bool forms_value(struct forms *, const char *sql, char **, struct err *)
    ATTR_MUST_USE;
struct forms_work *forms_work(struct forms *);
/* The file of a form; NULL: none. */
const char *forms_path(struct forms *, const char *name);
/* Is there a form of this table? Reads headings only. */
bool forms_has_table(struct forms *, const char *table);
/* The title of a table's form (data: the set); NULL: none. */
const char *forms_title_of_table(void *data, const char *table);
struct book *forms_book(struct forms *);
struct forms *forms_of_book(struct book *); /* made when there is none yet */

const struct field *formdef_field(
    const struct formdef *, const char *name_or_label); /* NULL: none */
const struct listdef *formdef_list(
    const struct formdef *, const char *name); /* NULL name: default */

/* Loads and checks every definition of every folder and prepares every
 * statement; each fault is handed to the callback, not only the first. */
typedef void forms_fault(void *, const struct err *);
bool forms_check(struct forms *, forms_fault *, void *,
    struct err *); /* false: something was found or failed */

/* ---- one definition, for the set above and for the check ---- */

struct formdef_source {
	const struct ini *ini;
	const char *name;
	struct db *db;
	/* The title of a table's form, as a field's label; NULL: none. */
	const char *(*title)(void *, const char *table);
	void *title_data;
	forms_fault *fault; /* NULL: only the first fault is told, in err */
	void *fault_data;
};
/* False when there is a fault; *out may be set even then, and is the caller's. */
bool formdef_read(struct formdef **out, const struct formdef_source *,
    struct err *) ATTR_MUST_USE;
void formdef_free(struct formdef *);

extern const struct ini_word formdef_words_form[], formdef_words_field[],
    formdef_words_list[];

#endif
