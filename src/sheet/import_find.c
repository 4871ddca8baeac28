/*
 * Statements made once from the schema's keys, asked for every row.  Knows
 * no record type: what is unique, the schema says.
 */
#include "sheet/import_find.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "record/bind.h"

struct way {
	char *sql;
	size_t *fields; /* whose values are bound */
	size_t count;
};

struct import_find {
	struct forms *forms;
	const struct formdef *form;
	struct way *ways; /* the key's first, if the file has it */
	size_t count, room;
	bool keyed; /* [0] is the key's */
};

static size_t
field_of(const struct formdef *form, const char *column)
{
	size_t i = 0;

	while (i < form->count &&
	       strcmp(form->fields[i].column->name, column))
		i++;
	return i;
}

/* One way by some columns, if the file has all of them. */
static bool
add_way(struct import_find *find, const int *columns,
    const char *const *names, size_t count)
{
	struct way way = {0};
	struct buf sql = {0};

	way.fields = mem_array(count + 1, sizeof *way.fields);
	buf_printf(
	    &sql, "SELECT id FROM \"%s\" WHERE ", find->form->table->name);
	for (; way.count < count; way.count++) {
		size_t at = field_of(find->form, names[way.count]);

		if (at == find->form->count || columns[at] < 0)
			break;
		way.fields[way.count] = at;
		buf_printf(&sql, "%s\"%s\" = ?", way.count ? " AND " : "",
		    names[way.count]);
	}
	way.sql = buf_take(&sql);
	if (!count || way.count < count) {
		free(way.sql);
		free(way.fields);
		return false;
	}
	find->ways =
	    mem_grow(find->ways, find->count, &find->room, sizeof *find->ways);
	find->ways[find->count++] = way;
	return true;
}

struct import_find *
import_find_new(
    struct forms *forms, const struct formdef *form, const int *columns)
{
	struct import_find *find = mem_alloc(sizeof *find);
	const char *const *key = (const char *const *)form->table->key;
	size_t count = 0;

	find->forms = forms;
	find->form = form;
	while (key && key[count])
		count++;
	find->keyed = add_way(find, columns, key, count);
	for (size_t i = 0; i < form->count; i++) {
		const struct column *column = form->fields[i].column;
		const char *name = column->name;

		if (column->unique && !column->derived && !column->house &&
		    !(count == 1 && !strcmp(name, key[0])))
			add_way(find, columns, &name, 1);
	}
	return find;
}

void
import_find_free(struct import_find *find)
{
	if (!find)
		return;
	for (size_t i = 0; i < find->count; i++) {
		free(find->ways[i].sql);
		free(find->ways[i].fields);
	}
	free(find->ways);
	free(find);
}

/* Does the row tell all that this way asks for? */
static bool
is_told(const struct way *way, const struct record *r)
{
	for (size_t i = 0; i < way->count; i++)
		if (!r->stored[way->fields[i]])
			return false;
	return true;
}

static bool
ask(struct import_find *find, const struct way *way, const struct record *r,
    int64_t *id, struct err *err)
{
	struct stmt *stmt =
	    db_cached(forms_book(find->forms)->db, way->sql, err);
	bool found = false, good;

	if (!stmt)
		return false;
	for (size_t i = 0; i < way->count; i++)
		bind_value(stmt, (int)i + 1,
		    &find->form->fields[way->fields[i]],
		    r->stored[way->fields[i]]);
	good = stmt_step(stmt, &found, err);
	if (good && found)
		*id = stmt_int(stmt, 0);
	stmt_reset(stmt);
	return good;
}

bool
import_find_row(struct import_find *find, const struct record *r, int64_t *id,
    struct err *err)
{
	*id = 0;
	for (size_t i = 0; i < find->count; i++) {
		if (!is_told(&find->ways[i], r))
			continue;
		if (!ask(find, &find->ways[i], r, id, err))
			return false;
		/* Another key is another record, whatever else is alike. */
		if (*id || (find->keyed && i == 0))
			return true;
	}
	return true;
}
