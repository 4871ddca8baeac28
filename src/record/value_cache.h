/*
 * What values are looked up in, kept per set of forms: code lists, and the
 * keys and labels of the records that references name.  Bounded memory; let
 * go when the book changes.  Knows nothing of typed text or of output.
 */
#ifndef JB_RECORD_VALUE_CACHE_H
#define JB_RECORD_VALUE_CACHE_H

#include "base/buf.h"
#include "record/formdef.h"

struct value_code {
	char *code, *label;
};

/* One code list in its order; by_* are indices sorted for value_cache_code. */
struct value_list {
	char *name;
	struct value_code *codes;
	size_t count;
	size_t *by_code, *by_label;
	struct value_list *next;
};

/* A table that references name, and how its rows are called. */
struct value_target {
	char *table;
	const struct table *schema;
	const struct formdef *form; /* NULL: no form shows it */
	char *key_sql;              /* expression: code, or list || '/' || code */
	char *label_sql;            /* expression; the key's when nothing better */
	char *label_column;         /* a text column of the table, or NULL */
	char *keys_column;          /* its name keys, or NULL */
	struct table *owned;        /* when there is no form */
	struct value_name *names;   /* direct-mapped by id */
	struct value_label *labels; /* all of them, hashed; NULL: not yet */
	size_t label_mask;
	int64_t label_last; /* the newest row among them */
	int label_misses;
	struct value_target *next;
};

struct value_name {
	int64_t id; /* 0: empty */
	char *key, *label;
};

/* Drops what may be out of date: asks the connection whether it changed. */
void value_cache_refresh(struct forms *);
/* Drops everything but the shape of tables. */
void value_cache_forget(struct forms *);

const struct value_list *value_cache_list(
    struct forms *, const char *list, struct err *);
/* Exact; NULL: no such code, no such label. */
const struct value_code *value_cache_code(
    const struct value_list *, const char *code);
const struct value_code *value_cache_label(
    const struct value_list *, const char *label);

struct value_target *value_cache_target(
    struct forms *, const char *table, struct err *);
/* *name is borrowed until the next lookup; its key is NULL when the row is gone. */
bool value_cache_name(struct forms *, struct value_target *, int64_t id,
    const struct value_name **name, struct err *);
/* *id: 0 nobody, -1 several have this label. */
bool value_cache_find_label(struct forms *, struct value_target *,
    const char *label, int64_t *id, struct err *);
/* The column with the name keys of a text column (name_keys for name, x_keys
 * for x); NULL: none. */
const struct column *value_cache_keys(
    const struct table *, const struct column *);
/* How well a row of the target (alias t) matches letters given as `value`. */
void value_cache_match(
    struct buf *, const struct value_target *, const char *value);
/* "name", with inner quotes doubled. */
void value_cache_quote(struct buf *, const char *name);

#endif
