/*
 * From a failed statement to the clerk's sentence.  The words are the
 * schema's; the general ones here stand in where it has none.
 */
#include "record/refusal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "record/refusal_facts.h"
#include "record/refusal_fill.h"

/* clang-format off */
static const struct {
	const char *code, *sentence;
} general[] = {
	{"required",     N_("「{label}」不能空")},
	{"missing",      N_("{action}之前须填写「{label}」")},
	{"not_in_list",  N_("「{label}」没有「{value}」；可用：{list}")},
	{"not_allowed",  N_("「{label}」不能是「{value}」")},
	{"bad_date",     N_("「{label}」的「{value}」不是有效日期，应如 2026-03-01")},
	{"bad_number",   N_("「{label}」应为数字，不是「{value}」")},
	{"too_long",     N_("「{label}」最多 {max} 个字")},
	{"duplicate",    N_("「{label}」{value} 已有：{who}")},
	{"no_such",      N_("「{label}」所指的记录不存在，或已作废")},
	{"in_use",       N_("还有别的记录用到这一条")},
	{"wrong_move",   N_("现为「{state}」，不能{action}；现在可以：{moves}")},
	{"wrong_start",  N_("新增的只能是{start}；「{state}」要由动作走到")},
	{"wrong_role",   N_("{action}须由{role}办理")},
	{"same_person",  N_("「{done}」是{who}办的，{action}须由另一人办理")},
	{"no_reason",    N_("{action}须写理由")},
	{"month_closed", N_("{month}已封账，不能改动")},
	{"no_delete",    N_("记录不能删除，只能作废")},
	{"voided",       N_("这条记录已作废，不能再改")},
	{"no_clerk",     N_("没有经办人，不能写入")},
};
/* clang-format on */

struct row {
	char *rule, *sentence, *detail_sql;
	bool found, warn;
};

const char *
refusal_general(const char *code)
{
	for (size_t i = 0; i < sizeof general / sizeof *general; i++)
		if (!strcmp(general[i].code, code))
			return general[i].sentence;
	return NULL;
}

static void
read_row(struct forms *forms, const char *code, struct row *row)
{
	struct err ignored = {0};
	struct stmt *stmt = db_cached(forms_book(forms)->db,
	    "SELECT rule, sentence, detail_sql, severity FROM refusal"
	    " WHERE code = ?1",
	    &ignored);
	bool found = false;

	memset(row, 0, sizeof *row);
	if (stmt) {
		stmt_bind_text(stmt, 1, code);
		if (stmt_step(stmt, &found, &ignored) && found) {
			const char *severity = stmt_text(stmt, 3);

			row->found = stmt_text(stmt, 1) != NULL;
			row->rule = mem_strdup(stmt_text(stmt, 0));
			row->sentence = mem_strdup(stmt_text(stmt, 1));
			row->detail_sql = mem_strdup(stmt_text(stmt, 2));
			row->warn = severity && !strcmp(severity, "warn");
		}
		stmt_reset(stmt);
	}
	err_done(&ignored);
}

static void
row_done(struct row *row)
{
	free(row->rule);
	free(row->sentence);
	free(row->detail_sql);
}

/* What a code's sentence may name beyond the row itself. */
static void
add_facts(struct fill *fill, const char *code, const char *column)
{
	if (!strcmp(code, "wrong_role"))
		facts_role(fill, column);
	else if (!strcmp(code, "same_person"))
		facts_person(fill);
	else if (!strcmp(code, "missing"))
		facts_missing(fill, column);
	else if (!strcmp(code, "not_in_list"))
		facts_list(fill, column);
	else if (!strcmp(code, "month_closed"))
		facts_month(fill, column);
	if (!strcmp(code, "wrong_move") || !strcmp(code, "no_reason"))
		facts_move(fill);
}

/* A record that is not there yet has no moves, only a start. */
static const char *
words_code(const struct fill *fill, const char *code)
{
	const struct record *r = fill->record;

	return r && !r->id && !strcmp(code, "wrong_move") ? "wrong_start"
							  : code;
}

/* The schema's sentence for the code, else the general one. */
static bool
refuse(struct fill *fill, const char *code, const char *column,
    const char *fallback, struct err *err)
{
	const struct record *r = fill->record;
	const struct field *field =
	    r && column ? formdef_field(r->form, column) : NULL;
	struct row row;
	struct err detail = {0};
	char *sentence;

	read_row(fill->forms, words_code(fill, code), &row);
	add_facts(fill, code, column);
	/* Without its sum the sentence still says what is wrong. */
	if (row.detail_sql && !fill_add_query(fill, row.detail_sql, &detail))
		err_done(&detail);
	if (row.found)
		fallback = row.sentence;
	else if (!fallback)
		fallback = refusal_general(words_code(fill, code));
	sentence = fill_sentence(
	    fill, _(fallback ? fallback : N_("不合规定，原因代码见括号")));
	err_refuse(err, code, field ? field->name : "", "%s", sentence);
	if (row.rule)
		snprintf(err->rule, sizeof err->rule, "%s", row.rule);
	err->warning = row.warn;
	free(sentence);
	row_done(&row);
	return false;
}

bool
refusal_refuse(struct forms *forms, const struct record *r, const char *code,
    const char *column, struct err *err)
{
	struct fill fill = {.forms = forms, .record = r};

	if (column)
		facts_column(&fill, NULL, column);
	refuse(&fill, code, column, NULL, err);
	fill_done(&fill);
	return false;
}

/* ---- SQLite's own checks ---- */

/* "table.column" into its two, both the caller's; a bare column is the row's. */
static void
split_name(const char *name, char **table, char **column)
{
	const char *dot = strchr(name, '.');

	*table = dot ? mem_strndup(name, (size_t)(dot - name)) : NULL;
	*column = mem_strdup(dot ? dot + 1 : name);
}

static bool
is_word_at(const char *text, const char *at, const char *word)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz"
				      "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
	size_t size = strlen(word);

	return (at == text || !strchr(letters, at[-1])) &&
	       (!at[size] || !strchr(letters, at[size]));
}

/* The first column of the row that the constraint's text speaks of. */
static const struct field *
field_of_check(const struct record *r, const char *text)
{
	const struct field *best = NULL;
	const char *where = NULL;

	for (size_t i = 0; i < r->form->count; i++) {
		const struct field *field = &r->form->fields[i];
		const char *at = text;

		while ((at = strstr(at, field->column->name)) &&
		       !is_word_at(text, at, field->column->name))
			at++;
		if (at && (!where || at < where)) {
			where = at;
			best = field;
		}
	}
	return best;
}

/* The text of CHECK (...) behind CONSTRAINT name; the caller's. */
static char *
check_text(struct forms *forms, const char *name)
{
	struct err ignored = {0};
	char *sql = NULL, *text = NULL, *wanted;
	const char *at;

	wanted = mem_printf("CONSTRAINT %s ", name);
	if (!db_string(forms_book(forms)->db, &ignored, &sql,
		"SELECT sql FROM sqlite_schema WHERE type = 'table'"
		" AND instr(sql, ?1) LIMIT 1",
		"s", wanted))
		err_done(&ignored);
	at = sql ? strstr(sql, wanted) : NULL;
	at = at ? strchr(at, '(') : NULL;
	if (at) {
		int depth = 0;
		size_t size = 0;

		do {
			depth += at[size] == '(' ? 1 : at[size] == ')' ? -1 : 0;
			size++;
		} while (depth > 0 && at[size]);
		text = mem_strndup(at, size);
	}
	free(sql);
	free(wanted);
	return text;
}

/* "BETWEEN 0 AND 99" as what would be right, behind the sentence. */
static void
add_range(struct fill *fill, const struct field *field, const char *text,
    struct err *err)
{
	const char *at = strstr(text, " BETWEEN ");
	char least[24], most[24], *from, *to, *sentence;

	if (!at || !err->text ||
	    sscanf(at, " BETWEEN %23[0-9-] AND %23[0-9-]", least, most) != 2)
		return;
	from = fill_show(fill->forms, field, least);
	to = fill_show(fill->forms, field, most);
	sentence = mem_printf(_("%s，应在 %s 到 %s 之间"), err->text, from, to);
	free(err->text);
	err->text = sentence;
	free(to);
	free(from);
}

static bool
refuse_check(struct fill *fill, const char *name, struct err *err)
{
	const struct record *r = fill->record;
	char *text = check_text(fill->forms, name);
	const struct field *field = r && text ? field_of_check(r, text) : NULL;
	const char *code = "not_allowed", *column = NULL;
	struct row row;

	if (field) {
		column = field->column->name;
		facts_column(fill, NULL, column);
		if (strstr(text, "length("))
			code = "too_long";
		else if (strstr(text, "date(") && field->kind == KIND_DATE &&
			 r->stored[field - r->form->fields])
			code = "bad_date";
	} else {
		fill_add(fill, "label", name);
	}
	if (!strcmp(code, "too_long") && field && !field->column->max)
		code = "not_allowed";
	read_row(fill->forms, name, &row);
	if (row.found)
		code = name;
	row_done(&row);
	refuse(fill, code, column, NULL, err);
	if (field && !strcmp(code, "not_allowed"))
		add_range(fill, field, text, err);
	free(text);
	return false;
}

/* The name of the index over "table.column, table.column", if it has words
 * of its own: SQLite names an index only when it is over an expression.  The
 * caller's. */
static char *
index_with_words(struct fill *fill, const char *table, const char *columns)
{
	struct err ignored = {0};
	char *name = NULL;

	if (!table)
		return mem_strdup(columns);
	if (!db_string(forms_book(fill->forms)->db, &ignored, &name,
		"SELECT l.name FROM pragma_index_list(?1) AS l"
		" JOIN refusal AS r ON r.code = l.name WHERE l.\"unique\""
		" AND (SELECT group_concat(?1 || '.' || c.name, ', ') FROM"
		" (SELECT name FROM pragma_index_info(l.name)"
		" ORDER BY seqno) AS c) = ?2",
		"ss", table, columns))
		err_done(&ignored);
	return name;
}

static bool
refuse_unique(struct fill *fill, const char *name, struct err *err)
{
	char *table, *column, *index;
	struct row row = {0};

	split_name(name, &table, &column);
	facts_duplicate(fill, name);
	column[strcspn(column, ",")] = '\0';
	index = index_with_words(fill, table, name);
	if (index)
		read_row(fill->forms, index, &row);
	fill_add(fill, "label", column);
	refuse(fill, row.found ? index : "duplicate", column, NULL, err);
	row_done(&row);
	free(index);
	free(table);
	free(column);
	return false;
}

static bool
refuse_column(struct fill *fill, const char *code, const char *name,
    const char *fallback, struct err *err)
{
	char *table, *column;

	split_name(name, &table, &column);
	facts_column(fill, table, column);
	refuse(fill, code, column, fallback, err);
	free(table);
	free(column);
	return false;
}

static bool
refuse_type(struct fill *fill, const char *sentence, struct err *err)
{
	/* cannot store TEXT value in INTEGER column table.column */
	const char *last = strrchr(sentence, ' ');

	return refuse_column(
	    fill, "bad_number", last ? last + 1 : sentence, NULL, err);
}

static bool
refuse_foreign(struct fill *fill, struct err *err)
{
	const struct field *field = facts_lost_reference(fill);

	if (!field)
		return refuse(fill, "in_use", NULL, NULL, err);
	return refuse_column(fill, "no_such", field->column->name, NULL, err);
}

static bool
refuse_raise(
    struct fill *fill, const char *code, const char *column, struct err *err)
{
	if (column && strcmp(code, "missing"))
		facts_column(fill, NULL, column);
	return refuse(fill, code, column, NULL, err);
}

static void
refuse_kind(struct fill *fill, enum db_fault_kind kind, const char *name,
    const char *column, struct err *err)
{
	switch (kind) {
	case FAULT_CHECK:
		refuse_check(fill, name, err);
		break;
	case FAULT_UNIQUE:
		refuse_unique(fill, name, err);
		break;
	case FAULT_NOT_NULL:
		refuse_column(fill, "required", name, NULL, err);
		break;
	case FAULT_TYPE:
		refuse_type(fill, name, err);
		break;
	case FAULT_RAISE:
		refuse_raise(fill, name, column, err);
		break;
	case FAULT_FOREIGN:
		refuse_foreign(fill, err);
		break;
	case FAULT_NONE:
		break;
	}
}

bool
refusal_from_fault(struct forms *forms, const struct record *r, struct err *err)
{
	struct db *db = forms_book(forms)->db;
	struct db_fault fault = db_fault(db);
	struct fill fill = {.forms = forms, .record = r};
	struct err low = {0};
	char *name = mem_strdup(fault.name ? fault.name : "");
	char *column = mem_strdup(fault.column);

	/* A sentence of another kind (disk full, busy) stays as it is. */
	if (fault.kind != FAULT_NONE) {
		err_move(&low, err);
		db_fault_clear(db);
		refuse_kind(&fill, fault.kind, name, column, err);
		err_detail(err, "%s",
		    low.detail ? low.detail
		    : low.text ? low.text
			       : name);
		db_fault_clear(db);
	}
	if (!err_is_set(err))
		err_set(err, ERR_WORLD, _("没有写成，原因不明"));
	fill_done(&fill);
	err_done(&low);
	free(column);
	free(name);
	return false;
}
