/*
 * Builds the SELECT of a query from definitions.  Names come from the schema,
 * conditions of a list from its definition (prepared untrusted), values of
 * filters are bound.  Derived columns are joined only when they are needed.
 */
#include "record/rowset_sql.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "record/value_cache.h"
#include "record/words.h"

size_t
rowset_sql_count(const struct query *q)
{
	size_t count = 0;

	if (q->columns)
		return q->column_count;
	if (q->list)
		return q->list->count;
	for (size_t i = 0; i < q->form->count; i++)
		count += !q->form->fields[i].hidden;
	return count;
}

const struct field *
rowset_sql_column(const struct query *q, size_t at)
{
	if (q->columns)
		return q->columns[at];
	if (q->list)
		return q->list->columns[at].field;
	for (size_t i = 0; i < q->form->count; i++)
		if (!q->form->fields[i].hidden && at-- == 0)
			return &q->form->fields[i];
	return NULL;
}

bool
rowset_sql_keyed(const struct query *q)
{
	return !q->form->table->view && schema_column(q->form->table, "id");
}

static const char *
sort_of(const struct query *q)
{
	if (q->sort && *q->sort)
		return q->sort;
	return q->list ? q->list->sort : NULL;
}

/* One word of a sort; commas part words too. The caller's; NULL at the end. */
static char *
next_sort(const char **at, bool *down)
{
	size_t size;
	char *name;

	if (!*at)
		return NULL;
	*at += strspn(*at, " ,\t");
	*down = **at == '-';
	*at += *down || **at == '+';
	size = strcspn(*at, " ,\t");
	name = size ? mem_strndup(*at, size) : NULL;
	*at += size;
	return name;
}

/* ---- are derived columns needed? ---- */

static bool
mentions(const char *sql, const char *name)
{
	size_t size = strlen(name);

	while (sql && *sql) {
		size_t word;

		while (*sql && !((*sql >= 'a' && *sql <= 'z') ||
				   (*sql >= 'A' && *sql <= 'Z') || *sql == '_'))
			sql++;
		for (word = 0; (sql[word] >= 'a' && sql[word] <= 'z') ||
			       (sql[word] >= 'A' && sql[word] <= 'Z') ||
			       (sql[word] >= '0' && sql[word] <= '9') ||
			       sql[word] == '_';
		     word++)
			;
		if (word == size && !memcmp(sql, name, size))
			return true;
		sql += word;
	}
	return false;
}

static bool
sorts_by(const struct query *q, const struct field *field)
{
	const char *at = sort_of(q);
	bool down, found = false;
	char *name;

	while (!found && (name = next_sort(&at, &down))) {
		found = formdef_field(q->form, name) == field;
		free(name);
	}
	return found;
}

static bool
needs(const struct query *q, const struct field *field, enum rowset_shape shape)
{
	if (shape == SHAPE_CELLS)
		for (size_t i = 0; i < rowset_sql_count(q); i++)
			if (rowset_sql_column(q, i) == field)
				return true;
	return (q->list && mentions(q->list->where, field->column->name)) ||
	       (q->filter && filter_uses(q->filter, field)) ||
	       (shape != SHAPE_COUNT && sorts_by(q, field));
}

static bool
needs_derived(const struct query *q, enum rowset_shape shape)
{
	for (size_t i = 0; i < q->form->count; i++)
		if (q->form->fields[i].column->derived &&
		    needs(q, &q->form->fields[i], shape))
			return true;
	return false;
}

/* ---- parts ---- */

static void
add_column(struct buf *sql, const struct table *table,
    const struct column *column)
{
	schema_add_column(sql, column, table->name, table->derived);
}

static void
add_cells(struct buf *sql, const struct query *q)
{
	const struct table *table = q->form->table;
	const struct column *id = schema_column(table, "id");

	if (id)
		add_column(sql, table, id);
	else
		buf_add_char(sql, '0');
	for (size_t i = 0; i < rowset_sql_count(q); i++) {
		const struct column *column = rowset_sql_column(q, i)->column;

		buf_add_string(sql, ", ");
		add_column(sql, table, column);
	}
}

static void
add_from(struct buf *sql, const struct query *q, bool derived)
{
	const struct table *table = q->form->table;

	buf_add_string(sql, " FROM ");
	value_cache_quote(sql, table->name);
	if (derived && table->derived) {
		buf_add_string(sql, " LEFT JOIN ");
		value_cache_quote(sql, table->derived);
		buf_add_string(sql, " USING (id)");
	}
}

static bool
add_where(struct buf *sql, struct forms *forms, const struct query *q,
    struct bindings *values, struct err *err)
{
	const struct table *table = q->form->table;
	const struct column *reason = schema_column(table, "void_reason");
	const struct field *field = formdef_field(q->form, "void_reason");
	const char *where = q->list ? q->list->where : NULL;

	buf_add_string(sql, " WHERE 1");
	if (reason && !q->voided && !mentions(where, "void_reason") &&
	    !(q->filter && field && filter_uses(q->filter, field))) {
		buf_add_string(sql, " AND ");
		add_column(sql, table, reason);
		buf_add_string(sql, " IS NULL");
	}
	/* The line end closes a comment the definition may end in. */
	if (where && *where)
		buf_printf(sql, " AND (%s\n)", where);
	if (q->only) {
		buf_add_string(sql, " AND ");
		add_column(sql, table, schema_column(table, "id"));
		buf_add_string(sql, " IN (SELECT value FROM json_each(?))");
		bindings_text(values, q->only);
	}
	return !q->filter ||
	       filter_sql(q->filter, forms, q->list, sql, values, err);
}

/* A name sorts by its reading, which stands behind the first blank. */
static void
add_reading(struct buf *sql, const char *keys)
{
	buf_printf(sql, "substr(%s, instr(%s, ' ') + 1)", keys, keys);
}

static bool
add_reference_order(
    struct buf *sql, struct forms *forms, const char *column,
    const char *table, struct err *err)
{
	struct value_target *target = value_cache_target(forms, table, err);
	struct buf keys = {0};

	if (!target)
		return false;
	buf_add_string(sql, "(SELECT ");
	if (target->keys_column) {
		buf_add_string(&keys, "t.");
		value_cache_quote(&keys, target->keys_column);
		add_reading(sql, buf_string(&keys));
	} else {
		buf_add_string(sql, target->key_sql);
	}
	buf_add_string(sql, " FROM ");
	value_cache_quote(sql, target->table);
	buf_printf(sql, " AS t WHERE t.id = %s)", column);
	buf_done(&keys);
	return true;
}

/* Where rows are sought, what is found is sorted: to look at a million in the
 * order of another index for the few that fit takes ten times as long as to
 * look at them as they lie.  The key's order is how they lie. */
static const char *
unindexed(const struct query *q, const struct field *field)
{
	const struct table *table = q->form->table;

	return q->filter && filter_chips(q->filter) &&
		(!table->key || strcmp(table->key[0], field->column->name) != 0)
	    ? "+"
	    : "";
}

static bool
add_order_field(struct buf *sql, struct forms *forms, const struct query *q,
    const struct field *field, const char *down, struct err *err)
{
	const struct table *table = q->form->table;
	const struct column *keys = value_cache_keys(table, field->column);
	struct buf column = {0};
	bool good = true;

	add_column(&column, table, field->column);
	if (field->kind == KIND_REFERENCE && field->column->reference) {
		good = add_reference_order(sql, forms, buf_string(&column),
		    field->column->reference, err);
		buf_printf(sql, "%s, ", down);
	} else if (keys) {
		struct buf key = {0};

		add_column(&key, table, keys);
		buf_add_string(sql, unindexed(q, field));
		add_reading(sql, buf_string(&key));
		buf_printf(sql, "%s, ", down);
		buf_done(&key);
	}
	buf_printf(sql, "%s%s%s, ", unindexed(q, field), buf_string(&column),
	    down);
	buf_done(&column);
	return good;
}

static bool
add_order(struct buf *sql, struct forms *forms, const struct query *q,
    struct bindings *values, struct err *err)
{
	const struct table *table = q->form->table;
	const char *at = sort_of(q);
	size_t start;
	bool down, good = true, keyed = false;
	char *name;

	buf_add_string(sql, " ORDER BY ");
	start = sql->size;
	if (q->filter && !(q->sort && *q->sort))
		filter_rank_sql(q->filter, sql, values);
	while (good && (name = next_sort(&at, &down))) {
		const struct field *field = formdef_field(q->form, name);

		if (!field)
			good = err_set(err, ERR_USAGE,
			    _("%s没有「%.60s」这个字段，不能按它排序"),
			    _(q->form->title), name);
		else
			good = add_order_field(
			    sql, forms, q, field, down ? " DESC" : "", err);
		free(name);
	}
	for (size_t i = 0; table->key && table->key[i]; i++) {
		const struct column *key = schema_column(table, table->key[i]);
		const struct field *field =
		    key ? formdef_field(q->form, table->key[i]) : NULL;

		if (!key || !schema_column(table, "code"))
			continue;
		keyed = !table->view;
		if (field && sorts_by(q, field))
			continue;
		add_column(sql, table, key);
		buf_add_string(sql, ", ");
	}
	/* The key of a table tells its rows apart, and an index that ends in
	 * it is the order: a column more or one twice would be sorted for. */
	if (schema_column(table, "id") && !keyed) {
		add_column(sql, table, schema_column(table, "id"));
		buf_add_string(sql, ", ");
	}
	if (sql->size == start)
		buf_add_string(sql, "1, ");
	sql->size -= 2;
	sql->text[sql->size] = '\0';
	return good;
}

struct stmt *
rowset_sql_prepare(struct forms *forms, const struct query *q,
    enum rowset_shape shape, int64_t limit, struct err *err)
{
	struct buf sql = {0};
	struct bindings values = {0};
	struct stmt *stmt = NULL;
	bool good;

	buf_add_string(&sql, "SELECT ");
	if (shape == SHAPE_CELLS)
		add_cells(&sql, q);
	else if (shape == SHAPE_KEYS)
		add_column(
		    &sql, q->form->table, schema_column(q->form->table, "id"));
	else
		buf_add_string(&sql, "count(*)");
	add_from(&sql, q, needs_derived(q, shape));
	good = add_where(&sql, forms, q, &values, err);
	if (good && shape != SHAPE_COUNT)
		good = add_order(&sql, forms, q, &values, err);
	if (good && limit > 0) {
		buf_add_string(&sql, " LIMIT ?");
		bindings_number(&values, limit);
	}
	if (good)
		stmt = db_prepare_untrusted(
		    forms_book(forms)->db, buf_string(&sql), err);
	if (stmt)
		bindings_bind(&values, stmt);
	else if (good)
		err_detail(err, "%s", buf_string(&sql));
	bindings_done(&values);
	buf_done(&sql);
	return stmt;
}

char *
rowset_sql_window(const struct query *q)
{
	struct buf sql = {0};

	buf_add_string(&sql, "SELECT ");
	add_cells(&sql, q);
	add_from(&sql, q, needs_derived(q, SHAPE_CELLS));
	buf_add_string(&sql, " WHERE ");
	add_column(&sql, q->form->table, schema_column(q->form->table, "id"));
	buf_add_string(&sql, " IN (SELECT value FROM json_each(?1))");
	return buf_take(&sql);
}
