/*
 * Fields are copies of the office's own: what was sealed as words is text
 * here.  The key of a row has its office in front, so that it is one row's
 * alone.
 */
#include "sheet/sheet_offices.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define FIELDS_MOST 8 /* beside columns and groups: key, mark, value ... */

struct sheet_offices {
	struct export_sheet sheet;
	char month[8];
	const char *report;
	int64_t number;
	struct field office; /* the column that is more */
	struct field *key;   /* with the office in front, or NULL */
	struct field *fields;
	const struct field **from; /* of which each is the copy */
	size_t count;
};

/* A copy of an office's book, or one of another make, has no such table. */
static bool
there_is(struct db *db, bool *is, struct err *err)
{
	int64_t count;

	if (!db_int(db, err, &count, 0,
		"SELECT count(*) FROM sqlite_schema WHERE name = 'sealed_row'",
		""))
		return false;
	*is = count == 1;
	return true;
}

bool
sheet_offices_count(
    struct db *db, const char *day, int64_t *count, struct err *err)
{
	bool is = false;

	*count = 0;
	return there_is(db, &is, err) &&
	       (!is || db_int(db, err, count, 0,
			   "SELECT count(*) FROM collected_now"
			   " WHERE month = substr(?1, 1, 7)",
			   "s", day));
}

/* ---- what is sealed how ---- */

static bool
is_reckoned(const struct export_sheet *sheet, const struct field *field)
{
	size_t i;

	if (field == sheet->mark || field == sheet->value)
		return true;
	for (i = 0; i < sheet->count; i++)
		if (sheet->columns[i].field == field &&
		    sheet->columns[i].look.format != LAYOUT_TEXT &&
		    sheet->columns[i].look.format != LAYOUT_ID)
			return true;
	return false;
}

bool
sheet_offices_words(const struct export_sheet *sheet, const struct field *field)
{
	switch (field->kind) {
	case KIND_CODE:
	case KIND_REFERENCE:
	case KIND_YESNO:
		return !is_reckoned(sheet, field);
	default:
		return false;
	}
}

/* ---- the table ---- */

static const struct field *
copied(struct sheet_offices *o, const struct export_sheet *of,
    const struct field *field)
{
	struct field *copy;
	size_t i;

	for (i = 0; field && i < o->count; i++)
		if (o->from[i] == field)
			return &o->fields[i];
	if (!field)
		return NULL;
	copy = &o->fields[o->count];
	*copy = *field;
	if (sheet_offices_words(of, field))
		copy->kind = KIND_TEXT;
	o->from[o->count++] = field;
	return copy;
}

static const struct field **
copied_all(struct sheet_offices *o, const struct export_sheet *of,
    const struct field *const *fields, size_t count, bool office)
{
	const struct field **made = mem_array(count + 2, sizeof(*made));
	size_t i;

	if (office)
		made[0] = &o->office;
	for (i = 0; i < count; i++)
		made[i + office] = copied(o, of, fields[i]);
	return made;
}

/* The office's column stands first, but for the running number. */
static void
columns_make(struct sheet_offices *o, const struct export_sheet *of)
{
	struct export_sheet *sheet = &o->sheet;
	size_t at = of->count && !of->columns[0].field, i;

	sheet->count = of->count + 1;
	sheet->columns = mem_array(sheet->count, sizeof(*sheet->columns));
	for (i = 0; i < of->count; i++) {
		struct export_column *c = &sheet->columns[i + (i >= at)];

		*c = of->columns[i];
		c->field = copied(o, of, c->field);
		c->mask = false; /* was done when it was sealed */
		c->look.from += c->look.from >= at;
		c->look.to += c->look.to >= at;
	}
	sheet->columns[at].field = &o->office;
	sheet->columns[at].look.head[0] = o->office.label;
	sheet->freeze += sheet->freeze > 0;
	sheet->chart_count = 0; /* drawn over the rows of one office */
}

/* The outermost group is the office; a table turned has none. */
static void
groups_make(struct sheet_offices *o, const struct export_sheet *of)
{
	struct export_sheet *sheet = &o->sheet;
	bool office = !of->across_count;
	bool level = office && of->levels < EXPORT_LEVELS;
	size_t i;

	sheet->group = copied_all(o, of, of->group, of->group_count, office);
	sheet->group_count = of->group_count + office;
	for (i = 0; i < of->levels; i++)
		sheet->level_end[i + level] = of->level_end[i] + office;
	if (level)
		sheet->level_end[0] = 1;
	sheet->levels = of->levels + level;
	sheet->across =
	    copied_all(o, of, of->across, of->across_count, false);
}

static void
key_make(struct sheet_offices *o, const struct export_sheet *of)
{
	const struct field *key = of->key;

	if (!key && of->form)
		key = formdef_field(of->form, "code");
	if (!key)
		return;
	o->key = &o->fields[o->count];
	*o->key = *key;
	o->from[o->count++] = NULL;
	o->sheet.key = o->key;
}

struct sheet_offices *
sheet_offices_make(const struct export_sheet *of, const char *day,
    const char *report, int64_t number)
{
	struct sheet_offices *o = mem_alloc(sizeof(*o));
	size_t most =
	    of->count + of->group_count + of->across_count + FIELDS_MOST;

	memset(o, 0, sizeof(*o));
	memcpy(o->month, day, 7);
	o->report = report;
	o->number = number;
	o->fields = mem_array(most, sizeof(*o->fields));
	o->from = mem_array(most, sizeof(*o->from));
	o->office.name = "collected_office";
	o->office.label = mem_strdup("报送单位");
	o->office.kind = KIND_TEXT;
	o->sheet = *of;
	columns_make(o, of);
	groups_make(o, of);
	o->sheet.value = copied(o, of, of->value);
	o->sheet.capital = copied(o, of, of->capital);
	o->sheet.mark = copied(o, of, of->mark);
	key_make(o, of);
	o->sheet.offices = o;
	return o;
}

void
sheet_offices_free(struct sheet_offices *o)
{
	if (!o)
		return;
	free(o->sheet.columns);
	free(o->office.label);
	free(o->sheet.group);
	free(o->sheet.across);
	free(o->fields);
	free(o->from);
	free(o);
}

const struct export_sheet *
sheet_offices_sheet(const struct sheet_offices *o)
{
	return &o->sheet;
}

/* ---- its rows ---- */

static void
value_select(const struct sheet_offices *o, const struct field *field,
    struct buf *sql)
{
	if (field == &o->office)
		buf_add_string(sql, ", s.office");
	else
		buf_printf(sql, ", %s(r.fields ->> '%s')",
		    field == o->key ? "s.office || '/' || " : "", field->name);
}

static struct stmt *
rows_prepare(struct db *db, const struct sheet_offices *o,
    const struct sheet_query *q, struct err *err)
{
	struct buf sql = {0};
	struct stmt *stmt;
	size_t i;

	buf_add_string(&sql, "SELECT 0");
	for (i = 0; i < q->count; i++)
		value_select(o, q->fields[i], &sql);
	buf_add_string(&sql,
	    " FROM collected_now s JOIN sealed_row r"
	    " ON r.sealed_month_id = s.id AND r.report = ?2 AND r.sheet = ?3"
	    " WHERE s.month = ?1 ORDER BY s.place, stroke_key(s.office), s.office, r.row_no");
	stmt = db_prepare(db, buf_string(&sql), err);
	buf_done(&sql);
	if (stmt) {
		stmt_bind_text(stmt, 1, o->month);
		stmt_bind_text(stmt, 2, o->report);
		stmt_bind_int(stmt, 3, o->number);
	}
	return stmt;
}

static bool
rows_each(struct stmt *stmt, size_t count, rowset_each *each, void *data,
    struct err *err)
{
	const char **cells = mem_array(count + 1, sizeof(*cells));
	bool row = true, fine = true;
	size_t i;

	while (fine && (fine = stmt_step(stmt, &row, err)) && row) {
		for (i = 0; i < count; i++)
			cells[i] = stmt_text(stmt, (int)i + 1);
		fine = each(data, 0, cells, err);
	}
	free(cells);
	return fine;
}

bool
sheet_stream(struct forms *forms, const struct export_sheet *sheet,
    const struct sheet_query *q, rowset_each *each, void *data,
    struct err *err)
{
	struct stmt *stmt;
	bool fine;

	if (!sheet->offices)
		return rowset_stream(forms, &q->query, each, data, err);
	stmt = rows_prepare(forms_book(forms)->db, sheet->offices, q, err);
	fine = stmt && rows_each(stmt, q->count, each, data, err);
	stmt_free(stmt);
	return fine;
}

bool
sheet_count(struct forms *forms, const struct export_sheet *sheet,
    const struct sheet_query *q, int64_t *count, struct err *err)
{
	const struct sheet_offices *o = sheet->offices;

	if (!o)
		return rowset_count(forms, &q->query, count, err);
	return db_int(forms_book(forms)->db, err, count, 0,
	    "SELECT count(*) FROM collected_now s JOIN sealed_row r"
	    " ON r.sealed_month_id = s.id AND r.report = ?2 AND r.sheet = ?3"
	    " WHERE s.month = ?1",
	    "ssi", o->month, o->report, o->number);
}
