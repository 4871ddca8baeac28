/*
 * Stored text to what people and other programs read, and the choices a
 * field offers for what was typed.  Writes nothing to the book.
 */
#include "record/value.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/han.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/money.h"
#include "base/text.h"
#include "record/value_cache.h"

/* A whole number as SQLite writes it; anything else is shown as it is. */
static bool
read_int(const char *s, int64_t *value)
{
	bool minus = *s == '-';
	int64_t n = 0;

	if (minus)
		s++;
	if (!*s)
		return false;
	for (; *s; s++) {
		if (*s < '0' || *s > '9' || n > INT64_MAX / 10 - 9)
			return false;
		n = n * 10 + (*s - '0');
	}
	*value = minus ? -n : n;
	return true;
}

static bool
show_code(struct forms *forms, const struct field *field, const char *stored,
    struct buf *out, struct err *err)
{
	const struct value_list *list;
	const struct value_code *code;

	if (!field->column->list) {
		buf_add_string(out, stored);
		return true;
	}
	list = value_cache_list(forms, field->column->list, err);
	if (!list)
		return false;
	code = value_cache_code(list, stored);
	buf_add_string(out, code ? _(code->label) : stored);
	return true;
}

static bool
show_reference(struct forms *forms, const struct field *field,
    const char *stored, enum value_style style, struct buf *out,
    struct err *err)
{
	struct value_target *target;
	const struct value_name *name;
	int64_t id;

	if (!read_int(stored, &id)) {
		buf_add_string(out, stored);
		return true;
	}
	target = value_cache_target(forms, field->column->reference, err);
	if (!target || !value_cache_name(forms, target, id, &name, err))
		return false;
	if (name->key)
		buf_add_string(
		    out, style == VALUE_RAW ? name->key : name->label);
	else
		buf_printf(out, "#%s", stored);
	return true;
}

bool
value_show(struct forms *forms, const struct field *field, const char *stored,
    enum value_style style, struct buf *out, struct err *err)
{
	int64_t units;

	if (!stored)
		return true;
	switch (field->kind) {
	case KIND_MONEY:
	case KIND_SCORE:
		if (!read_int(stored, &units))
			buf_add_string(out, stored);
		else if (style == VALUE_RAW || field->kind == KIND_SCORE)
			money_write(out, units, 2);
		else
			money_write_grouped(out, units, 2);
		return true;
	case KIND_YESNO:
		if (style == VALUE_RAW)
			buf_add_string(out, stored);
		else
			buf_add_string(out, !strcmp(stored, "1") ? _("是")
				: !strcmp(stored, "0")		 ? _("否")
								 : stored);
		return true;
	case KIND_CODE:
		if (style == VALUE_HUMAN)
			return show_code(forms, field, stored, out, err);
		buf_add_string(out, stored);
		return true;
	case KIND_REFERENCE:
		if (field->column->reference)
			return show_reference(
			    forms, field, stored, style, out, err);
		buf_add_string(out, stored);
		return true;
	case KIND_TEXT:
		buf_add_string(out, style == VALUE_HUMAN && field->said
			? _(stored)
			: stored);
		return true;
	default:
		buf_add_string(out, stored);
		return true;
	}
}

void
value_mask(const char *stored, struct buf *out)
{
	size_t size = strlen(stored);
	size_t front = size >= 15 ? 6 : size >= 11 ? 3 : 0;
	size_t tail = size >= 8 ? 4 : size / 3, used;

	for (size_t at = 0; at < size; at += used) {
		int32_t cp;

		used = text_decode(stored + at, size - at, &cp);
		if (at < front || at + tail >= size)
			buf_add(out, stored + at, used);
		else
			buf_add_char(out, '*');
	}
}

/* ---- choices ---- */

static void
add_choice(struct choice **choices, size_t *count, const char *code,
    const char *label)
{
	*choices = mem_resize(*choices, *count + 1, sizeof **choices);
	(*choices)[*count].code = mem_strdup(code ? code : "");
	(*choices)[*count].label = mem_strdup(label ? label : "");
	++*count;
}

static bool
is_letters(const char *s)
{
	if (!*s)
		return false;
	for (; *s; s++)
		if (!((*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z')))
			return false;
	return true;
}

/* 5 the code itself, 4 label from the start, 3..1 letters or inside, 0 no. */
static int
rank_code(const struct value_code *code, const char *typed, bool letters)
{
	const char *at;
	int rank = 0;

	if (!*typed)
		return 1;
	if (text_equal_fold(code->code, typed))
		return 5;
	at = strstr(code->label, typed);
	if (at)
		return at == code->label ? 4 : 2;
	if (!strncmp(code->code, typed, strlen(typed)))
		return 3;
	if (lang_is_on() &&
	    !strncasecmp(_(code->label), typed, strlen(typed)))
		return 3;
	if (letters) {
		struct buf keys = {0};

		han_name_keys(&keys, code->label);
		rank = han_match(buf_string(&keys), typed);
		buf_done(&keys);
	}
	return rank;
}

static bool
choose_code(struct forms *forms, const struct field *field, const char *typed,
    size_t most, struct choice **choices, size_t *count, struct err *err)
{
	const struct value_list *list =
	    value_cache_list(forms, field->column->list, err);
	bool letters = is_letters(typed);
	int *ranks;

	if (!list)
		return false;
	ranks = mem_array(list->count + 1, sizeof *ranks);
	for (size_t i = 0; i < list->count; i++)
		ranks[i] = rank_code(&list->codes[i], typed, letters);
	for (int rank = 5; rank > 0; rank--)
		for (size_t i = 0; i < list->count && *count < most; i++)
			if (ranks[i] == rank)
				add_choice(choices, count, list->codes[i].code,
				    list->codes[i].label);
	free(ranks);
	return true;
}

static void
choice_sql(const struct value_target *target, bool letters, struct buf *sql)
{
	const char *key = target->key_sql, *label = target->label_sql;

	buf_printf(sql, "SELECT %s, %s FROM ", key, label);
	value_cache_quote(sql, target->table);
	buf_printf(sql,
	    " AS t WHERE (%s = ?1 OR instr(%s, ?1) > 0 OR instr(%s, ?1) = 1",
	    key, label, key);
	if (letters) {
		buf_add_string(sql, " OR ");
		value_cache_match(sql, target, "?1");
		buf_add_string(sql, " > 0");
	}
	buf_add_char(sql, ')');
	if (schema_column(target->schema, "void_reason"))
		buf_add_string(sql, " AND t.void_reason IS NULL");
	buf_printf(sql, " ORDER BY %s = ?1 DESC, instr(%s, ?1) = 1 DESC", key,
	    label);
	if (letters) {
		buf_add_string(sql, ", ");
		value_cache_match(sql, target, "?1");
		buf_add_string(sql, " DESC");
	}
	buf_printf(sql, ", %s LIMIT ?2", key);
}

static bool
choose_record(struct forms *forms, const struct field *field,
    const char *typed, size_t most, struct choice **choices, size_t *count,
    struct err *err)
{
	struct value_target *target =
	    value_cache_target(forms, field->column->reference, err);
	struct buf sql = {0};
	struct stmt *stmt;
	bool row, good;

	if (!target)
		return false;
	choice_sql(target, is_letters(typed), &sql);
	stmt = db_cached(forms_book(forms)->db, buf_string(&sql), err);
	buf_done(&sql);
	if (!stmt)
		return false;
	stmt_bind_text(stmt, 1, typed);
	stmt_bind_int(stmt, 2, (int64_t)most);
	while ((good = stmt_step(stmt, &row, err)) && row)
		add_choice(choices, count, stmt_text(stmt, 0),
		    stmt_text(stmt, 1));
	stmt_reset(stmt);
	return good;
}

bool
value_choices(struct forms *forms, const struct field *field, const char *typed,
    size_t most, struct choice **choices, size_t *count, struct err *err)
{
	char *folded = text_fold(typed ? typed : "");
	bool good = true;

	*choices = NULL;
	*count = 0;
	if (field->kind == KIND_CODE && field->column->list)
		good = choose_code(
		    forms, field, folded, most, choices, count, err);
	else if (field->kind == KIND_REFERENCE && field->column->reference)
		good = choose_record(
		    forms, field, folded, most, choices, count, err);
	free(folded);
	if (!good) {
		value_choices_free(*choices, *count);
		*choices = NULL;
		*count = 0;
	}
	return good;
}

void
value_choices_free(struct choice *choices, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		free(choices[i].code);
		free(choices[i].label);
	}
	free(choices);
}
