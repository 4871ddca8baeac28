/*
 * Lookups behind values.  A list of codes is read whole; names of records
 * stand in a table of fixed size, so that a million rows cost no more memory
 * than a page of them; labels are read whole only when many are asked for.
 */
#include "record/value_cache.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum {
	NAME_SLOTS = 16384,
	LABEL_PATIENCE = 12, /* scans before the labels are read whole */
	LABEL_DEPTH = 3      /* a label that is a reference, and so on */
};

struct value_label {
	char *label; /* NULL: empty slot */
	int64_t id;  /* -1: several */
};

struct value_cache {
	struct value_list *lists;
	struct value_target *targets;
	int64_t changes, version, writes;
};

/* ---- letting go ---- */

static void
free_lists(struct value_list *list)
{
	while (list) {
		struct value_list *next = list->next;

		for (size_t i = 0; i < list->count; i++) {
			free(list->codes[i].code);
			free(list->codes[i].label);
		}
		free(list->codes);
		free(list->by_code);
		free(list->by_label);
		free(list->name);
		free(list);
		list = next;
	}
}

static void
forget_target(struct value_target *target)
{
	for (size_t i = 0; target->names && i < NAME_SLOTS; i++) {
		free(target->names[i].key);
		free(target->names[i].label);
	}
	free(target->names);
	target->names = NULL;
	for (size_t i = 0; target->labels && i <= target->label_mask; i++)
		free(target->labels[i].label);
	free(target->labels);
	target->labels = NULL;
	target->label_misses = 0;
	target->label_last = 0;
}

static void
forget(struct value_cache *cache)
{
	free_lists(cache->lists);
	cache->lists = NULL;
	for (struct value_target *t = cache->targets; t; t = t->next)
		forget_target(t);
}

static void
free_cache(struct value_cache *cache)
{
	struct value_target *next;

	if (!cache)
		return;
	forget(cache);
	for (struct value_target *t = cache->targets; t; t = next) {
		next = t->next;
		free(t->table);
		free(t->key_sql);
		free(t->label_sql);
		free(t->label_column);
		free(t->keys_column);
		schema_free_table(t->owned);
		free(t);
	}
	free(cache);
}

static struct value_cache *
cache_of(struct forms *forms)
{
	struct forms_work *work = forms_work(forms);

	if (!work->values) {
		work->values = mem_alloc(sizeof *work->values);
		work->free_values = free_cache;
		work->values->writes = work->writes;
	}
	/* Our own changes need no question to the connection. */
	if (work->values->writes != work->writes) {
		forget(work->values);
		work->values->writes = work->writes;
	}
	return work->values;
}

void
value_cache_forget(struct forms *forms)
{
	forget(cache_of(forms));
}

void
value_cache_refresh(struct forms *forms)
{
	struct value_cache *cache = cache_of(forms);
	struct db *db = forms_book(forms)->db;
	int64_t changes = -1, version = -1;
	struct err ignored = {0};

	if (!db_int(db, &ignored, &changes, -1, "SELECT total_changes()", "") ||
	    !db_int(db, &ignored, &version, -1, "PRAGMA data_version", ""))
		err_done(&ignored);
	if (changes != cache->changes || version != cache->version)
		forget(cache);
	cache->changes = changes;
	cache->version = version;
}

/* ---- codes ---- */

static const struct value_list *sorting; /* qsort has no argument of ours */

static int
compare_codes(const void *a, const void *b)
{
	const size_t *left = a, *right = b;
	int order = strcmp(sorting->codes[*left].code,
	    sorting->codes[*right].code);

	return order ? order : *left < *right ? -1 : 1;
}

static int
compare_labels(const void *a, const void *b)
{
	const size_t *left = a, *right = b;
	int order = strcmp(sorting->codes[*left].label,
	    sorting->codes[*right].label);

	return order ? order : *left < *right ? -1 : 1;
}

static bool
read_codes(struct db *db, struct value_list *list, struct err *err)
{
	struct stmt *stmt = db_cached(db,
	    "SELECT code, label FROM code WHERE list = ? AND void_reason IS NULL"
	    " ORDER BY valid_to IS NOT NULL, sort_no, code",
	    err);
	size_t room = 0;
	bool row, good;

	if (!stmt)
		return false;
	stmt_bind_text(stmt, 1, list->name);
	while ((good = stmt_step(stmt, &row, err)) && row) {
		const char *label = stmt_text(stmt, 1);

		list->codes = mem_grow(
		    list->codes, list->count, &room, sizeof *list->codes);
		list->codes[list->count].code = mem_strdup(stmt_text(stmt, 0));
		list->codes[list->count].label =
		    mem_strdup(label ? label : stmt_text(stmt, 0));
		list->count++;
	}
	stmt_reset(stmt);
	return good;
}

const struct value_list *
value_cache_list(struct forms *forms, const char *name, struct err *err)
{
	struct value_cache *cache = cache_of(forms);
	struct value_list *list;

	for (list = cache->lists; list; list = list->next)
		if (!strcmp(list->name, name))
			return list;
	list = mem_alloc(sizeof *list);
	list->name = mem_strdup(name);
	if (!read_codes(forms_book(forms)->db, list, err)) {
		free_lists(list);
		return NULL;
	}
	list->by_code = mem_array(list->count + 1, sizeof *list->by_code);
	list->by_label = mem_array(list->count + 1, sizeof *list->by_label);
	for (size_t i = 0; i < list->count; i++)
		list->by_code[i] = list->by_label[i] = i;
	sorting = list;
	qsort(list->by_code, list->count, sizeof *list->by_code, compare_codes);
	qsort(list->by_label, list->count, sizeof *list->by_label,
	    compare_labels);
	list->next = cache->lists;
	cache->lists = list;
	return list;
}

/* The first of equals: the order of the list says which is current. */
static const struct value_code *
search(const struct value_list *list, const size_t *order, bool by_label,
    const char *text)
{
	size_t low = 0, high = list->count;
	const struct value_code *found;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct value_code *code = &list->codes[order[middle]];

		if (strcmp(by_label ? code->label : code->code, text) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == list->count)
		return NULL;
	found = &list->codes[order[low]];
	return strcmp(by_label ? found->label : found->code, text) ? NULL
								   : found;
}

const struct value_code *
value_cache_code(const struct value_list *list, const char *code)
{
	return search(list, list->by_code, false, code);
}

const struct value_code *
value_cache_label(const struct value_list *list, const char *label)
{
	return search(list, list->by_label, true, label);
}

/* ---- tables that references name ---- */

void
value_cache_quote(struct buf *out, const char *name)
{
	buf_add_char(out, '"');
	for (; *name; name++) {
		if (*name == '"')
			buf_add_char(out, '"');
		buf_add_char(out, *name);
	}
	buf_add_char(out, '"');
}

const struct column *
value_cache_keys(const struct table *table, const struct column *column)
{
	char *name;
	const struct column *keys;

	if (!column || column->derived || column->reference)
		return NULL;
	name = mem_printf("%s_keys", column->field);
	keys = schema_column(table, name);
	free(name);
	return keys;
}

void
value_cache_match(
    struct buf *sql, const struct value_target *target, const char *value)
{
	if (target->keys_column) {
		buf_add_string(sql, "py_match(coalesce(t.");
		value_cache_quote(sql, target->keys_column);
		buf_printf(sql, ", name_keys(%s))", target->label_sql);
	} else {
		buf_printf(sql, "py_match(name_keys(%s)", target->label_sql);
	}
	buf_printf(sql, ", %s)", value);
}

static char *
key_expression(const struct table *table, const char *alias)
{
	struct buf sql = {0};

	for (size_t i = 0; table->key && table->key[i]; i++) {
		buf_printf(&sql, "%s%s.", i ? " || '/' || " : "", alias);
		value_cache_quote(&sql, table->key[i]);
	}
	if (!sql.size)
		buf_printf(&sql, "%s.id", alias);
	return buf_take(&sql);
}

static const struct column *
label_of(const struct value_target *target)
{
	static const char *const usual[] = {"name", "title", "full_name"};
	const struct column *column = NULL;

	if (target->form)
		return target->form->label ? target->form->label->column : NULL;
	for (size_t i = 0; i < 3 && !column; i++)
		column = schema_column(target->schema, usual[i]);
	return column;
}

static char *label_expression(struct forms *, const struct value_target *,
    const char *alias, int depth, struct err *);

/* The label of the row that the label refers to. */
static char *
nested_label(struct forms *forms, const struct column *column,
    const char *alias, int depth, struct err *err)
{
	struct value_target *target =
	    value_cache_target(forms, column->reference, err);
	struct buf sql = {0};
	char *inner, *name;

	if (!target)
		return NULL;
	name = mem_printf("%sx", alias);
	inner = label_expression(forms, target, name, depth - 1, err);
	if (inner) {
		buf_printf(&sql, "(SELECT %s FROM ", inner);
		value_cache_quote(&sql, target->table);
		buf_printf(&sql, " AS %s WHERE %s.id = %s.", name, name, alias);
		value_cache_quote(&sql, column->name);
		buf_add_char(&sql, ')');
	}
	free(inner);
	free(name);
	return sql.size ? buf_take(&sql) : NULL;
}

static char *
label_expression(struct forms *forms, const struct value_target *target,
    const char *alias, int depth, struct err *err)
{
	const struct column *label = label_of(target);
	struct buf sql = {0};

	if (!label || label->derived ||
	    (label->reference &&
		(depth == 0 || !strcmp(label->reference, target->table))))
		return key_expression(target->schema, alias);
	if (label->reference)
		return nested_label(forms, label, alias, depth, err);
	buf_printf(&sql, "%s.", alias);
	value_cache_quote(&sql, label->name);
	return buf_take(&sql);
}

static bool
read_target(struct forms *forms, struct value_target *target, struct err *err)
{
	struct err none = {0};
	const struct column *label, *keys = NULL;

	target->form = forms_of_table(forms, target->table, &none);
	err_done(&none);
	if (target->form) {
		target->schema = target->form->table;
	} else {
		if (!schema_read_table(forms_book(forms)->db, target->table,
			&target->owned, err))
			return false;
		target->schema = target->owned;
	}
	label = label_of(target);
	if (label && !label->derived && !label->reference) {
		target->label_column = mem_strdup(label->name);
		keys = value_cache_keys(target->schema, label);
	}
	target->keys_column = keys ? mem_strdup(keys->name) : NULL;
	target->key_sql = key_expression(target->schema, "t");
	target->label_sql =
	    label_expression(forms, target, "t", LABEL_DEPTH, err);
	return target->label_sql != NULL;
}

struct value_target *
value_cache_target(struct forms *forms, const char *table, struct err *err)
{
	struct value_cache *cache = cache_of(forms);
	struct value_target *target;

	for (target = cache->targets; target; target = target->next)
		if (!strcmp(target->table, table))
			return target;
	target = mem_alloc(sizeof *target);
	target->table = mem_strdup(table);
	/* Linked first, so that a circle of labels finds it and stops. */
	target->next = cache->targets;
	cache->targets = target;
	if (read_target(forms, target, err))
		return target;
	for (struct value_target **at = &cache->targets; *at; at = &(*at)->next)
		if (*at == target) {
			*at = target->next;
			break;
		}
	free(target->table);
	free(target->key_sql);
	free(target->label_sql);
	free(target->label_column);
	free(target->keys_column);
	schema_free_table(target->owned);
	free(target);
	return NULL;
}

bool
value_cache_name(struct forms *forms, struct value_target *target, int64_t id,
    const struct value_name **name, struct err *err)
{
	struct value_name *slot;
	struct buf sql = {0};
	struct stmt *stmt;
	bool row, good;

	cache_of(forms);
	if (!target->names)
		target->names = mem_array(NAME_SLOTS, sizeof *target->names);
	slot = &target->names[(uint64_t)id % NAME_SLOTS];
	*name = slot;
	if (slot->id == id && id)
		return true;
	buf_printf(&sql, "SELECT %s, %s FROM ", target->key_sql,
	    target->label_sql);
	value_cache_quote(&sql, target->table);
	buf_add_string(&sql, " AS t WHERE t.id = ?");
	stmt = db_cached(forms_book(forms)->db, buf_string(&sql), err);
	buf_done(&sql);
	if (!stmt)
		return false;
	free(slot->key);
	free(slot->label);
	memset(slot, 0, sizeof *slot);
	stmt_bind_int(stmt, 1, id);
	good = stmt_step(stmt, &row, err);
	if (good && row) {
		slot->id = id;
		slot->key = mem_strdup(stmt_text(stmt, 0));
		slot->label = mem_strdup(
		    stmt_text(stmt, 1) ? stmt_text(stmt, 1) : slot->key);
	}
	stmt_reset(stmt);
	return good;
}

/* ---- labels to ids ---- */

static size_t
hash_text(const char *s)
{
	uint64_t h = 14695981039346656037u;

	for (; *s; s++)
		h = (h ^ (unsigned char)*s) * 1099511628211u;
	return (size_t)(h ^ h >> 29);
}

static struct value_label *
label_slot(struct value_target *target, const char *label)
{
	size_t at = hash_text(label) & target->label_mask;

	while (target->labels[at].label &&
	       strcmp(target->labels[at].label, label))
		at = (at + 1) & target->label_mask;
	return &target->labels[at];
}

static void
add_living(const struct value_target *target, struct buf *sql, const char *word)
{
	if (schema_column(target->schema, "void_reason"))
		buf_printf(sql, " %s t.void_reason IS NULL", word);
}

/* Every label once, instead of a scan for each. */
static bool
read_labels(struct db *db, struct value_target *target, struct err *err)
{
	struct buf sql = {0};
	struct stmt *stmt;
	int64_t count = 0;
	size_t size = 64;
	bool row, good = false;

	buf_add_string(&sql, "SELECT count(*) FROM ");
	value_cache_quote(&sql, target->table);
	if (!db_int(db, err, &count, 0, buf_string(&sql), ""))
		goto out;
	while (size < (size_t)count * 2)
		size *= 2;
	target->labels = mem_array(size, sizeof *target->labels);
	target->label_mask = size - 1;
	buf_clear(&sql);
	buf_printf(&sql, "SELECT t.id, %s FROM ", target->label_sql);
	value_cache_quote(&sql, target->table);
	buf_add_string(&sql, " AS t");
	add_living(target, &sql, "WHERE");
	stmt = db_prepare(db, buf_string(&sql), err);
	if (!stmt)
		goto out;
	while ((good = stmt_step(stmt, &row, err)) && row) {
		const char *label = stmt_text(stmt, 1);
		struct value_label *slot;

		if (stmt_int(stmt, 0) > target->label_last)
			target->label_last = stmt_int(stmt, 0);
		if (!label)
			continue;
		slot = label_slot(target, label);
		if (slot->label) {
			slot->id = -1;
		} else {
			slot->label = mem_strdup(label);
			slot->id = stmt_int(stmt, 0);
		}
	}
	stmt_free(stmt);
out:
	buf_done(&sql);
	return good;
}

bool
value_cache_find_label(struct forms *forms, struct value_target *target,
    const char *label, int64_t *id, struct err *err)
{
	struct db *db = forms_book(forms)->db;
	struct buf sql = {0};
	struct stmt *stmt;
	bool row, good;

	cache_of(forms);
	*id = 0;
	if (!target->labels && ++target->label_misses > LABEL_PATIENCE &&
	    !read_labels(db, target, err))
		return false;
	if (target->labels) {
		struct value_label *slot = label_slot(target, label);

		if (slot->label) {
			*id = slot->id;
			return true;
		}
		/* Only rows added since, in the same change, are left. */
	}
	buf_add_string(&sql, "SELECT t.id FROM ");
	value_cache_quote(&sql, target->table);
	buf_printf(
	    &sql, " AS t WHERE t.id > ? AND %s = ?", target->label_sql);
	add_living(target, &sql, "AND");
	buf_add_string(&sql, " LIMIT 2");
	stmt = db_cached(db, buf_string(&sql), err);
	buf_done(&sql);
	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, target->labels ? target->label_last : INT64_MIN);
	stmt_bind_text(stmt, 2, label);
	good = stmt_step(stmt, &row, err);
	if (good && row) {
		*id = stmt_int(stmt, 0);
		good = stmt_step(stmt, &row, err);
		if (good && row)
			*id = -1;
	}
	stmt_reset(stmt);
	return good;
}
