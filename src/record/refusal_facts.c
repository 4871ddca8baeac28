/*
 * Each reads the book as it stands at the failure, inside the change, and
 * leaves a fact out when it cannot be had: a sentence without a sum is
 * better than another failure.
 */
#include "record/refusal_facts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "record/bind.h"
#include "record/words.h"

/* The row of a move, or of a declaration for add, set and void. */
#define MOVE_ROW                                                               \
	" FROM state_move WHERE record = ?1 AND action = ?2"                   \
	" AND (from_state IS ?3 OR ?2 IN ('set', 'void'))"                     \
	" ORDER BY rowid LIMIT 1"
#define ANY_MOVE_ROW                                                           \
	" FROM state_move WHERE record = ?1 AND action = ?2"                   \
	" ORDER BY rowid LIMIT 1"

static struct db *
db_of(const struct fill *fill)
{
	return forms_book(fill->forms)->db;
}

/* One text, or NULL whatever happens. */
static char *
ask(struct fill *fill, const char *sql, const char *a, const char *b,
    const char *c)
{
	struct err ignored = {0};
	char *text = NULL;
	int64_t most = c ? 3 : b ? 2 : a ? 1 : 0;
	bool good;

	if (most == 3)
		good = db_string(
		    db_of(fill), &ignored, &text, sql, "sss", a, b, c);
	else if (most == 2)
		good = db_string(db_of(fill), &ignored, &text, sql, "ss", a, b);
	else
		good = db_string(db_of(fill), &ignored, &text, sql, "s", a);
	if (!good)
		err_done(&ignored);
	return good ? text : NULL;
}

static void
add_taken(struct fill *fill, const char *name, char *value)
{
	if (value)
		fill_add(fill, name, value);
	free(value);
}

/* ---- a column ---- */

static const struct field *
own_field(const struct fill *fill, const char *column)
{
	return column && fill->record
		   ? formdef_field(fill->record->form, column)
		   : NULL;
}

void
facts_column(struct fill *fill, const char *table, const char *column)
{
	const struct record *r = fill->record;
	const struct field *field;
	char number[24];

	if (!column)
		return;
	if (r && (!table || !strcmp(table, r->form->table->name))) {
		field = own_field(fill, column);
		if (field) {
			size_t at = (size_t)(field - r->form->fields);

			add_taken(fill, "value",
			    fill_show(fill->forms, field, r->stored[at]));
		}
	} else {
		struct err ignored = {0};
		const struct formdef *form =
		    forms_of_table(fill->forms, table, &ignored);

		err_done(&ignored);
		field = form ? formdef_field(form, column) : NULL;
	}
	fill_add(fill, "column", column);
	fill_add(fill, "label", field ? _(field->label) : column);
	if (field && field->column->max) {
		snprintf(number, sizeof number, "%d", field->column->max);
		fill_add(fill, "max", number);
	}
}

/* ---- moves ---- */

static const char *
action_of(const struct fill *fill)
{
	const char *action = forms_book(fill->forms)->session.action;

	return action ? action : "";
}

static const char *
state_of(const struct fill *fill)
{
	const struct record *r = fill->record;

	return r && r->id ? record_value(r->before, r->form, "state") : NULL;
}

/* A column of the declaration of the action tried. */
static char *
move_column(struct fill *fill, const char *column)
{
	const char *table = fill->record->form->table->name;
	const char *state = state_of(fill);
	char *sql = mem_printf("SELECT %s%s", column, MOVE_ROW);
	char *any = mem_printf("SELECT %s%s", column, ANY_MOVE_ROW);
	struct err ignored = {0};
	char *text = NULL;

	if (!db_string(db_of(fill), &ignored, &text, sql, state ? "sss" : "ssn",
		table, action_of(fill), state))
		err_done(&ignored);
	if (!text && !strcmp(column, "label"))
		text = ask(fill, any, table, action_of(fill), NULL);
	free(any);
	free(sql);
	return text;
}

static const char *
plain_action(const char *action)
{
	return !strcmp(action, "add")    ? _("新增")
	       : !strcmp(action, "set")  ? _("修改")
	       : !strcmp(action, "void") ? _("作废")
					 : action;
}

static void
add_moves(struct fill *fill)
{
	struct move *moves;
	size_t count;
	struct err ignored = {0};
	struct buf words = {0};
	/* record_moves reads only; it takes a record that it may not own. */
	struct record r = *fill->record;

	if (!record_moves(&r, fill->forms, &moves, &count, &ignored)) {
		err_done(&ignored);
		return;
	}
	for (size_t i = 0; i < count; i++) {
		if (i)
			buf_add_string(&words, _("、"));
		buf_add_string(&words, _(moves[i].label));
	}
	fill_add(fill, "moves", words.size ? words.text : _("无"));
	record_moves_free(moves, count);
	buf_done(&words);
}

/* Where a new record may stand, and where this one was to. */
static void
add_start(struct fill *fill, const struct field *state)
{
	const struct record *r = fill->record;
	char *start = ask(fill,
	    "SELECT group_concat('「' || c.label || '」', '、') FROM code c"
	    " WHERE c.list = ?2 AND (c.code IN (SELECT to_state FROM state_move"
	    " WHERE record = ?1 AND from_state IS NULL) OR c.code = ?3 AND NOT"
	    " EXISTS (SELECT 1 FROM state_move WHERE record = ?1"
	    " AND from_state IS NULL AND to_state IS NOT NULL))",
	    r->form->table->name, state->column->list, state->column->fallback);

	add_taken(fill, "start", start);
	add_taken(fill, "state",
	    fill_show(fill->forms, state,
		record_value(r->stored, r->form, "state")));
}

void
facts_move(struct fill *fill)
{
	const struct field *state = own_field(fill, "state");
	char *label;

	if (!fill->record)
		return;
	label = move_column(fill, "label");
	fill_add(fill, "action", label ? label : plain_action(action_of(fill)));
	free(label);
	if (!state)
		return;
	if (!fill->record->id) {
		add_start(fill, state);
		return;
	}
	add_taken(fill, "state", fill_show(fill->forms, state, state_of(fill)));
	add_moves(fill);
}

/* ---- who ---- */

static char *
role_labels(struct fill *fill, const char *roles)
{
	struct buf labels = {0};
	const char *at = roles;
	char *role;

	while ((role = words_take(&at))) {
		char *label = ask(fill,
		    "SELECT label FROM code WHERE list = 'role' AND code = ?1",
		    role, NULL, NULL);

		if (labels.size)
			buf_add_string(&labels, _("、"));
		buf_add_string(&labels, label ? label : role);
		free(label);
		free(role);
	}
	return buf_take(&labels);
}

/* Who may add a record in the state that was given; NULL: none was. */
static char *
way_in_role(struct fill *fill)
{
	const struct record *r = fill->record;
	const char *state =
	    r->id ? NULL : record_value(r->stored, r->form, "state");

	return state ? ask(fill,
			   "SELECT role FROM state_move WHERE record = ?1"
			   " AND action = 'add' AND to_state = ?2",
			   r->form->table->name, state, NULL)
		     : NULL;
}

/* Whose moves want the column filled; the action is the change of it. */
static char *
owner_role(struct fill *fill, const char *column)
{
	const struct field *field = own_field(fill, column);
	char *action;

	if (!field)
		return NULL;
	action = mem_printf(_("改「%s」"), _(field->label));
	fill_add(fill, "action", action);
	free(action);
	return ask(fill,
	    "SELECT group_concat(value, ' ') FROM (SELECT DISTINCT w.value"
	    " FROM state_move AS m, json_each('[\"' || replace(trim(m.role),"
	    " ' ', '\",\"') || '\"]') AS w WHERE m.record = ?1"
	    " AND m.from_state IS NOT NULL AND in_words(m.needs, ?2))",
	    fill->record->form->table->name, field->name, NULL);
}

void
facts_role(struct fill *fill, const char *column)
{
	char *roles, *clerks, *labels, *who;

	if (!fill->record)
		return;
	roles = owner_role(fill, column);
	facts_move(fill);
	if (!roles)
		roles = way_in_role(fill);
	if (!roles)
		roles = move_column(fill, "role");
	if (!roles) /* a step that is not open from here */
		roles = ask(fill,
		    "SELECT role FROM state_move WHERE record = ?1"
		    " AND action = ?2 AND role IS NOT NULL ORDER BY rowid"
		    " LIMIT 1",
		    fill->record->form->table->name,
		    forms_book(fill->forms)->session.action, NULL);
	if (!roles) /* void goes by who may set, both by who may add */
		roles = ask(fill,
		    "SELECT role FROM state_move WHERE record = ?1"
		    " AND action IN ('set', 'add') ORDER BY action = 'add',"
		    " rowid LIMIT 1",
		    fill->record->form->table->name, NULL, NULL);
	if (!roles)
		return;
	clerks = ask(fill,
	    "SELECT group_concat(name, '、') FROM (SELECT DISTINCT c.name"
	    " FROM clerk AS c, json_each('[\"' || replace(trim(?1), ' ', "
	    "'\",\"')"
	    " || '\"]') AS w WHERE w.value <> ''"
	    " AND ' ' || c.roles || ' ' LIKE '% ' || w.value || ' %'"
	    " AND c.void_reason IS NULL AND c.valid_from <= today()"
	    " AND (c.valid_to IS NULL OR c.valid_to > today()) ORDER BY c.id)",
	    roles, NULL, NULL);
	labels = role_labels(fill, roles);
	who = mem_printf(_("%s（%s）"), labels,
	    clerks && *clerks ? clerks : _("现在无人有此角色"));
	fill_add(fill, "role", who);
	free(who);
	free(labels);
	free(clerks);
	free(roles);
}

void
facts_person(struct fill *fill)
{
	struct db *db = db_of(fill);
	struct err ignored = {0};
	char *others = NULL, *done = NULL, *clerk = NULL;

	if (!fill->record)
		return;
	facts_move(fill);
	others = move_column(fill, "other_clerk");
	if (!db_string(db, &ignored, &done,
		"SELECT coalesce((SELECT label FROM state_move"
		" WHERE record = j.record AND action = j.action LIMIT 1),"
		" CASE j.action WHEN 'add' THEN '新增' ELSE j.action END)"
		" FROM journal AS j WHERE j.record = ?1 AND j.row_id = ?2"
		" AND j.clerk = clerk() AND (?3 IS NULL"
		"  OR instr(' ' || ?3 || ' ', ' ' || j.action || ' '))"
		" ORDER BY j.seq DESC LIMIT 1",
		others ? "sis" : "sin", fill->record->form->table->name,
		fill->record->id, others))
		err_done(&ignored);
	clerk = ask(fill, "SELECT name FROM clerk WHERE code = ?1",
	    forms_book(fill->forms)->session.clerk
		? forms_book(fill->forms)->session.clerk
		: "",
	    NULL, NULL);
	add_taken(fill, "done", done);
	fill_add(fill, "who", clerk);
	add_taken(fill, "clerk", clerk);
	free(others);
}

/* ---- what is empty, what is there twice, what is closed ---- */

void
facts_missing(struct fill *fill, const char *column)
{
	const struct record *r = fill->record;
	struct buf labels = {0};
	char *needs, *name;
	const char *at;

	if (!r)
		return;
	facts_move(fill);
	needs = move_column(fill, "needs");
	at = needs;
	while ((name = words_take(&at))) {
		const struct field *field = own_field(fill, name);

		if (field && !r->stored[field - r->form->fields]) {
			if (labels.size)
				buf_add_string(&labels, _("、"));
			buf_add_string(&labels, _(field->label));
		}
		free(name);
	}
	if (!labels.size && column) {
		const struct field *field = own_field(fill, column);

		buf_add_string(&labels, field ? _(field->label) : column);
	}
	fill_add(fill, "fields", buf_string(&labels));
	fill_add(fill, "label", buf_string(&labels));
	buf_done(&labels);
	free(needs);
}

/* The columns of "t.a, t.b" that are the row's, joined by `between`. */
static void
add_columns(struct fill *fill, const char *columns, struct buf *labels,
    struct buf *values, struct buf *where)
{
	const struct record *r = fill->record;

	for (const char *p = columns; *p;) {
		size_t size = strcspn(p, ",");
		char *word = mem_strndup(p, size);
		char *dot = strchr(word, '.');
		const struct field *field =
		    own_field(fill, dot ? dot + 1 : word);

		if (field) {
			char *shown = fill_show(fill->forms, field,
			    r->stored[field - r->form->fields]);

			if (labels->size)
				buf_add_string(labels, _("、"));
			buf_add_string(labels, _(field->label));
			if (values->size)
				buf_add_char(values, ' ');
			buf_add_string(values, shown);
			buf_printf(where, " AND \"%s\" IS :%s",
			    field->column->name, field->column->name);
			free(shown);
		}
		free(word);
		p += size;
		p += strspn(p, ", ");
	}
}

static void
add_other_row(struct fill *fill, const char *where)
{
	const struct record *r = fill->record;
	const struct field *label = r->form->label;
	const struct field *code = own_field(fill, "code");
	struct err ignored = {0};
	struct stmt *stmt;
	bool row = false;
	char *sql;

	if (!label || label->column->derived || !code)
		return;
	sql = mem_printf("SELECT \"code\", \"%s\", void_reason IS NOT NULL"
			 " FROM \"%s\" WHERE id IS NOT :id%s LIMIT 1",
	    label->column->name, r->form->table->name, where);
	stmt = db_prepare(db_of(fill), sql, &ignored);
	free(sql);
	if (stmt)
		bind_names(stmt, r);
	if (stmt && stmt_step(stmt, &row, &ignored) && row) {
		char *shown = fill_show(fill->forms, label, stmt_text(stmt, 1));
		struct buf other = {0};

		buf_add_string(&other, stmt_text(stmt, 0));
		if (label != code && *shown)
			buf_printf(&other, " %s", shown);
		if (stmt_int(stmt, 2))
			buf_add_string(&other, _("（已作废）"));
		fill_add(fill, "who", buf_string(&other));
		buf_done(&other);
		free(shown);
	}
	stmt_free(stmt);
	err_done(&ignored);
}

void
facts_duplicate(struct fill *fill, const char *columns)
{
	struct buf labels = {0}, values = {0}, where = {0};

	if (!fill->record || !columns)
		return;
	add_columns(fill, columns, &labels, &values, &where);
	if (labels.size) {
		fill_add(fill, "label", labels.text);
		fill_add(fill, "value", buf_string(&values));
		add_other_row(fill, buf_string(&where));
	}
	fill_add(fill, "who", _("另一条记录"));
	buf_done(&labels);
	buf_done(&values);
	buf_done(&where);
}

void
facts_month(struct fill *fill, const char *column)
{
	const struct record *r = fill->record;
	const char *day = NULL;
	char month[8];

	if (!r)
		return;
	if (column) {
		day = record_value(r->before, r->form, column);
		if (!day)
			day = record_value(r->stored, r->form, column);
	}
	if (day && strlen(day) >= 7) {
		memcpy(month, day, 7);
		month[7] = '\0';
		fill_add(fill, "month", month);
	}
}

void
facts_list(struct fill *fill, const char *column)
{
	const struct field *field = own_field(fill, column);

	if (field && field->column->list)
		add_taken(fill, "list",
		    ask(fill,
			"SELECT group_concat(label, '、') || iif(max(n) > 12,"
			" '等', '') FROM (SELECT label, count(*) OVER () AS n"
			" FROM code WHERE list = ?1 AND void_reason IS NULL"
			" AND coalesce(valid_from, '') <= today()"
			" AND coalesce(valid_to, '9999') > today()"
			" ORDER BY sort_no, code LIMIT 12)",
			field->column->list, NULL, NULL));
}

const struct field *
facts_lost_reference(struct fill *fill)
{
	const struct record *r = fill->record;

	for (size_t i = 0; r && i < r->form->count; i++) {
		const struct field *field = &r->form->fields[i];
		struct err ignored = {0};
		int64_t found = 1;
		char *sql;

		if (!field->column->reference || !r->stored[i])
			continue;
		sql = mem_printf("SELECT count(*) FROM \"%s\" WHERE id = ?1",
		    field->column->reference);
		if (!db_int(db_of(fill), &ignored, &found, 0, sql, "s",
			r->stored[i]))
			err_done(&ignored);
		free(sql);
		if (!found)
			return field;
	}
	return NULL;
}
