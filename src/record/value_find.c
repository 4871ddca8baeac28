/*
 * Records by what people call them: key, #ID, another key of the form, or a
 * label only one has.  Knows no kind of field but references.
 */
#include "record/value_find.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "record/value.h"
#include "record/value_cache.h"

enum { MOST_NAMED = 8 }; /* records a sentence lists */

#define SEVERAL (-1) /* instead of an id; as value_cache_find_label has it */

/* Letters, digits and hyphens of a code; brackets may belong to it. */
char *
value_fold_code(char *text)
{
	struct buf out = {0};

	for (const char *s = text; *s;) {
		int32_t cp;
		size_t used = text_decode(s, strlen(s), &cp);

		if ((cp >= 0xff10 && cp <= 0xff19) ||
		    (cp >= 0xff21 && cp <= 0xff3a) ||
		    (cp >= 0xff41 && cp <= 0xff5a) || cp == 0xff0d ||
		    cp == 0xff3f || cp == 0xff0f)
			buf_add_char(&out, (char)(cp - 0xff01 + '!'));
		else
			buf_add(&out, s, used);
		s += used;
	}
	free(text);
	return buf_take(&out);
}

/* The bytes of a bracket at s, opening or closing; 0: none. */
static size_t
bracket_at(const char *s, bool opening)
{
	static const char *const open[] = {"[", "(", "（", "【", "〔", "［"},
				 *const close[] = {"]", ")", "）", "】", "〕", "］"};
	const char *const *brackets = opening ? open : close;

	for (size_t i = 0; i < sizeof open / sizeof *open; i++)
		if (!strncmp(s, brackets[i], strlen(brackets[i])))
			return strlen(brackets[i]);
	return 0;
}

char *
value_fold_doc_no(char *text)
{
	struct buf out = {0};

	for (const char *s = text; *s;) {
		size_t before = bracket_at(s, true), after = 0;
		const char *year = s + before;

		if (before && strspn(year, "0123456789") == 4)
			after = bracket_at(year + 4, false);
		if (after) {
			buf_printf(&out, "〔%.4s〕", year);
			s = year + 4 + after;
		} else {
			buf_add_char(&out, *s++);
		}
	}
	free(text);
	return buf_take(&out);
}

static bool
find_number(struct db *db, const struct table *table, const char *typed,
    int64_t *id, struct err *err)
{
	struct buf sql = {0};
	int64_t number = 0;
	bool good;

	for (const char *s = typed + 1; *s; s++) {
		if (*s < '0' || *s > '9' || number > INT64_MAX / 10 - 9)
			return true;
		number = number * 10 + (*s - '0');
	}
	buf_add_string(&sql, "SELECT id FROM ");
	value_cache_quote(&sql, table->name);
	buf_add_string(&sql, " WHERE id = ?");
	good = db_int(db, err, id, 0, buf_string(&sql), "i", number);
	buf_done(&sql);
	return good;
}

/* The statement for a key of `given` parts; *columns of them are bound. */
static struct stmt *
prepare_key(struct db *db, const struct table *table, size_t given,
    size_t *columns, struct err *err)
{
	struct buf sql = {0};
	struct stmt *stmt;

	buf_add_string(&sql, "SELECT id FROM ");
	value_cache_quote(&sql, table->name);
	buf_add_string(&sql, " WHERE ");
	if (*columns > 1 && given < *columns) {
		/* The code alone, if only one row has it. */
		value_cache_quote(&sql, "code");
		buf_add_string(&sql, " = ? LIMIT 2");
		*columns = 1;
	} else {
		for (size_t i = 0; i < *columns; i++) {
			buf_add_string(&sql, i ? " AND " : "");
			value_cache_quote(&sql, table->key[i]);
			buf_add_string(&sql, " = ?");
		}
	}
	stmt = db_cached(db, buf_string(&sql), err);
	buf_done(&sql);
	return stmt;
}

/* One key column, or all of them parted by '/'.  *id is SEVERAL when a code
 * alone has more than one row. */
static bool
find_key(struct db *db, const struct table *table, const char *typed,
    int64_t *id, struct err *err)
{
	const char *rest = typed;
	struct stmt *stmt;
	size_t columns = 0, given = 1;
	bool row, good;

	while (table->key && table->key[columns])
		columns++;
	if (!columns)
		return true;
	for (const char *s = typed; *s; s++)
		given += *s == '/';
	stmt = prepare_key(db, table, given, &columns, err);
	if (!stmt)
		return false;
	for (size_t i = 0; i < columns; i++) {
		size_t size = i + 1 < columns ? strcspn(rest, "/") : strlen(rest);
		char *part = mem_strndup(rest, size);

		stmt_bind_text(stmt, (int)i + 1, part);
		free(part);
		rest += size + (rest[size] == '/');
	}
	good = stmt_step(stmt, &row, err);
	if (good && row) {
		*id = stmt_int(stmt, 0);
		good = stmt_step(stmt, &row, err);
		if (good && row)
			*id = SEVERAL;
	}
	stmt_reset(stmt);
	return good;
}

/* The code as the form has it written. */
static char *
fold_key(const struct formdef *form, const char *typed)
{
	const struct field *code = form ? formdef_field(form, "code") : NULL;
	char *folded = value_fold_code(mem_strdup(typed));

	return code && code->doc_no ? value_fold_doc_no(folded) : folded;
}

static bool
find_also(struct db *db, const struct formdef *form, const char *typed,
    int64_t *id, struct err *err)
{
	struct stmt *stmt;
	bool row, good;

	if (!form || !form->also)
		return true;
	stmt = db_prepare_untrusted(db, form->also, err);
	if (!stmt)
		return false;
	for (int i = 1; i <= stmt_parameters(stmt); i++)
		stmt_bind_text(stmt, i, typed);
	good = stmt_step(stmt, &row, err);
	if (good && row)
		*id = stmt_int(stmt, 0);
	stmt_free(stmt);
	return good;
}

/* The keys of the records that share a label, or a part of their key. */
static char *
name_several(struct forms *forms, const struct value_target *target,
    const char *column, const char *label)
{
	struct buf sql = {0}, words = {0};
	struct err none = {0};
	struct stmt *stmt;
	bool row;
	int count = 0;

	buf_printf(&sql, "SELECT %s FROM ", target->key_sql);
	value_cache_quote(&sql, target->table);
	buf_printf(&sql, " AS t WHERE %s = ? ORDER BY 1 LIMIT %d",
	    column, MOST_NAMED + 1);
	stmt = db_prepare(forms_book(forms)->db, buf_string(&sql), &none);
	if (stmt) {
		stmt_bind_text(stmt, 1, label);
		while (stmt_step(stmt, &row, &none) && row) {
			if (count++ == MOST_NAMED) {
				buf_add_string(&words, _(" 等"));
				break;
			}
			buf_printf(&words, "%s%s", count > 1 ? _("、") : "",
			    stmt_text(stmt, 0));
		}
		stmt_free(stmt);
	}
	err_done(&none);
	buf_done(&sql);
	return buf_take(&words);
}

static bool
find(struct forms *forms, struct value_target *target, const char *typed,
    int64_t *id, struct err *err)
{
	struct db *db = forms_book(forms)->db;
	const struct table *table = target->schema;
	const char *column = "t.code";
	char *folded, *several;
	bool good = true;

	*id = 0;
	folded = fold_key(target->form, typed);
	if (*folded == '#' && folded[1])
		good = find_number(db, table, folded, id, err);
	if (good && !*id)
		good = find_key(db, table, folded, id, err);
	if (good && !*id)
		good = find_also(db, target->form, folded, id, err);
	free(folded);
	if (good && !*id) {
		column = target->label_sql;
		good = value_cache_find_label(forms, target, typed, id, err);
	}
	if (good && *id == SEVERAL) {
		*id = 0;
		several = name_several(forms, target, column, typed);
		err_refuse(err, "ambiguous", NULL,
		    _("「%.90s」不止一条：%s，请写编号"), typed, several);
		free(several);
		return false;
	}
	return good;
}

/* A record whose key or label is near what was typed; "" or "；相近：X". */
static char *
near_record(struct forms *forms, const struct value_target *target,
    const char *typed)
{
	struct err none = {0};
	struct choice *choices = NULL;
	size_t count = 0;
	struct column column = {.reference = target->table};
	struct field field = {.column = &column, .kind = KIND_REFERENCE};
	char *words = NULL;

	if (value_choices(forms, &field, typed, 1, &choices, &count, &none) &&
	    count)
		words = mem_printf(
		    _("；相近：%s %s"), choices[0].code, _(choices[0].label));
	value_choices_free(choices, count);
	err_done(&none);
	return words ? words : mem_strdup("");
}

static bool
refuse_no_such(struct forms *forms, const struct value_target *target,
    const char *typed, struct err *err)
{
	char *near = near_record(forms, target, typed);

	err_refuse(err, "no_such", NULL, _("「%.90s」没有这条%s记录%s"), typed,
	    target->form && target->form->title ? _(target->form->title) : "",
	    near);
	free(near);
	return false;
}

bool
value_find(struct forms *forms, const struct formdef *form, const char *key,
    int64_t *id, struct err *err)
{
	struct value_target *target =
	    value_cache_target(forms, form->table->name, err);
	char *text;
	bool good = false;

	*id = 0;
	if (!target)
		return false;
	if (!schema_column(form->table, "id"))
		return err_refuse(err, "no_such", NULL,
		    _("%s是统计出来的，没有单条记录"), _(form->title));
	text = text_gate_in(key, strlen(key), false, true, err);
	if (text && find(forms, target, text, id, err))
		good = *id || refuse_no_such(forms, target, text, err);
	free(text);
	return good;
}

bool
value_find_typed(struct forms *forms, const struct field *field,
    const char *typed, bool screen, char **stored, struct err *err)
{
	struct value_target *target =
	    value_cache_target(forms, field->column->reference, err);
	struct choice *choices = NULL;
	size_t count = 0;
	struct err none = {0};
	int64_t id;

	if (!target || !find(forms, target, typed, &id, err))
		return false;
	if (!id && screen) {
		if (value_choices(forms, field, typed, 2, &choices, &count, &none) &&
		    count == 1 &&
		    !find(forms, target, choices[0].code, &id, &none))
			id = 0;
		value_choices_free(choices, count);
		err_done(&none);
	}
	if (!id)
		return refuse_no_such(forms, target, typed, err);
	*stored = mem_printf("%lld", (long long)id);
	return true;
}
