/*
 * What the law says of a table, read from the schema itself
 * (table_xinfo, foreign_key_list, index_list, named CHECKs, code_column).
 */
#ifndef JB_STORE_SCHEMA_H
#define JB_STORE_SCHEMA_H

#include "base/buf.h"
#include "store/db.h"

enum column_kind {
	KIND_TEXT,
	KIND_LONG,
	KIND_NUMBER,
	KIND_MONEY,
	KIND_SCORE,
	KIND_DATE,
	KIND_PARTIAL,
	KIND_MONTH,
	KIND_TIME,
	KIND_YESNO,
	KIND_CODE,
	KIND_REFERENCE
};
const char *column_kind_word(
    enum column_kind); /* "text" "long" ... as `fields` prints */
bool column_kind_read(const char *word, enum column_kind *);

struct column {
	char *name;  /* as in SQL: person_id */
	char *field; /* as people name it: person */
	enum column_kind
	    kind; /* by type, name, CHECK, foreign key, code_column; forms may refine money, score, long, partial, month, time */
	bool required;   /* NOT NULL without default */
	bool unique;     /* alone */
	bool derived;    /* from view <table>_derived */
	bool untyped;    /* an expression of a view: text or number, who knows */
	bool house;      /* id, void_reason, version */
	char *reference; /* table, or NULL */
	char *list;      /* code list, or NULL */
	int max;         /* characters, by CHECK (length(x) <= n); 0: none */
	char *fallback;  /* DEFAULT, or NULL */
	char *seen; /* condition on the row under which it may be read, or NULL */
};

struct table {
	char *name;
	bool view;
	bool record; /* listed in table `record` */
	char *
	    derived; /* the view of derived columns, or NULL: `<table>_derived` with an id column */
	char *numbering; /* or NULL */
	bool has_state;  /* a column `state` with moves */
	char **
	    key; /* columns of the key people use: {"code"} or {"list","code"} ... NULL-terminated */
	struct column
	    *columns; /* the table's in order, then the derived ones */
	size_t count;
};

bool schema_read_table(
    struct db *, const char *name, struct table **, struct err *) ATTR_MUST_USE;
void schema_free_table(struct table *);
/*
 * The column as an expression: base and derived are what the table and its
 * view of derived columns are called in the statement.  Reads as NULL where
 * the clerk may not see it yet.
 */
void schema_add_column(struct buf *, const struct column *, const char *base,
    const char *derived);
/* The key people know a row by, as an expression: '#' and the id without one. */
void schema_add_key(struct buf *, const struct table *, const char *side);
/* The names of its stored columns but id, a blank behind each. */
void schema_add_names(struct buf *, const struct table *);
/* Their values as a JSON object: row_json() keeps the empty ones,
 * row_filled() leaves them out. */
void schema_add_object(struct buf *, const struct table *, const char *side,
    const char *function);
const struct column *schema_column(
    const struct table *, const char *field_or_column); /* NULL: none */

#endif
