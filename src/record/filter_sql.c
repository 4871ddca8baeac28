/*
 * The SQL of a filter.  Names come from the schema, values are bound.
 * Knows no person's words but the search, whose words it parts.
 */
#include "record/filter_chip.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "record/value_cache.h"
#include "record/words.h"

struct writer {
	const struct filter *filter;
	struct forms *forms;
	const struct listdef *list;
	struct buf *sql;
	struct bindings *values;
	struct err *err;
};

/* ---- bound values ---- */

void
bindings_done(struct bindings *values)
{
	for (size_t i = 0; i < values->count; i++)
		free(values->items[i].text);
	free(values->items);
	memset(values, 0, sizeof *values);
}

static struct binding *
add_binding(struct bindings *values)
{
	values->items = mem_grow(values->items, values->count, &values->room,
	    sizeof *values->items);
	memset(&values->items[values->count], 0, sizeof *values->items);
	return &values->items[values->count++];
}

void
bindings_text(struct bindings *values, const char *text)
{
	add_binding(values)->text = mem_strdup(text ? text : "");
}

void
bindings_number(struct bindings *values, int64_t number)
{
	add_binding(values)->number = number;
}

void
bindings_bind(const struct bindings *values, struct stmt *stmt)
{
	for (size_t i = 0; i < values->count; i++) {
		if (values->items[i].text)
			stmt_bind_text(
			    stmt, (int)i + 1, values->items[i].text);
		else
			stmt_bind_int(
			    stmt, (int)i + 1, values->items[i].number);
	}
}

/* ---- names ---- */

static void
add_column(struct writer *w, const struct column *column)
{
	const struct table *table = w->filter->form->table;

	schema_add_column(w->sql, column, table->name, table->derived);
}

static void
add_text(struct writer *w, const char *sql)
{
	buf_add_string(w->sql, sql);
}

/* A '?' for a stored value; amounts as numbers, for columns of views have no
 * type of their own. */
static void
add_value(struct writer *w, const struct field *field, const char *value)
{
	char *end = NULL;
	long long number = 0;
	bool numeric = field->kind == KIND_NUMBER ||
		       field->kind == KIND_MONEY ||
		       field->kind == KIND_SCORE ||
		       field->kind == KIND_YESNO ||
		       (field->kind == KIND_REFERENCE &&
			   field->column->reference);

	buf_add_char(w->sql, '?');
	if (numeric)
		number = strtoll(value, &end, 10);
	if (numeric && end != value && !*end)
		bindings_number(w->values, number);
	else
		bindings_text(w->values, value);
}

/* LIKE with the wildcards of the value made plain. */
static void
add_like(struct writer *w, const char *value)
{
	struct buf pattern = {0};

	buf_add_char(&pattern, '%');
	for (const char *s = value; *s; s++) {
		if (*s == '%' || *s == '_' || *s == '\\')
			buf_add_char(&pattern, '\\');
		buf_add_char(&pattern, *s);
	}
	buf_add_char(&pattern, '%');
	add_text(w, " LIKE ? ESCAPE '\\'");
	bindings_text(w->values, buf_string(&pattern));
	buf_done(&pattern);
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

static bool
is_digits(const char *s, bool x)
{
	if (!*s)
		return false;
	for (; *s; s++)
		if ((*s < '0' || *s > '9') &&
		    !(x && !s[1] && (*s == 'x' || *s == 'X')))
			return false;
	return true;
}

/* What a person may call by its initials: with keys in the table, or a name. */
static bool
has_initials(const struct writer *w, const struct field *field)
{
	size_t size = strlen(field->name);

	return value_cache_keys(w->filter->form->table, field->column) ||
	       (field->kind == KIND_TEXT &&
		   (field == w->filter->form->label ||
		       !strcmp(field->name, "name") ||
		       (size > 5 && !strcmp(field->name + size - 5, "_name"))));
}

static void
add_match(struct writer *w, const struct field *field, const char *letters)
{
	const struct column *keys =
	    value_cache_keys(w->filter->form->table, field->column);

	/* a row that came in past the form may have no keys yet */
	add_text(w, "py_match(");
	if (keys) {
		add_text(w, "coalesce(");
		add_column(w, keys);
		add_text(w, ", ");
	}
	add_text(w, "name_keys(");
	add_column(w, field->column);
	add_text(w, keys ? ")), ?) > 0" : "), ?) > 0");
	bindings_text(w->values, letters);
}

/* ---- references and codes, by their labels ---- */

static bool
open_reference(struct writer *w, const struct field *field,
    struct value_target **target)
{
	*target = value_cache_target(
	    w->forms, field->column->reference, w->err);
	if (!*target)
		return false;
	add_column(w, field->column);
	add_text(w, " IN (SELECT t.id FROM ");
	value_cache_quote(w->sql, (*target)->table);
	add_text(w, " AS t WHERE ");
	return true;
}

static bool
reference_contains(struct writer *w, const struct field *field,
    const char *value, bool key)
{
	struct value_target *target;

	if (!open_reference(w, field, &target))
		return false;
	add_text(w, target->label_sql);
	add_like(w, value);
	if (key) {
		buf_printf(w->sql, " OR %s", target->key_sql);
		add_like(w, value);
	}
	if (is_letters(value)) {
		add_text(w, " OR ");
		value_cache_match(w->sql, target, "?");
		add_text(w, " > 0");
		bindings_text(w->values, value);
	}
	add_text(w, ")");
	return true;
}

static bool
reference_is(struct writer *w, const struct chip *chip)
{
	struct value_target *target;

	if (!open_reference(w, chip->field, &target))
		return false;
	for (size_t i = 0; i < chip->count; i++) {
		buf_printf(w->sql, "%s%s = ? OR t.id = ?", i ? " OR " : "",
		    target->label_sql);
		bindings_text(w->values, chip->values[i]);
		/* A mixture: what value_parse found stands as an id. */
		bindings_number(
		    w->values, strtoll(chip->values[i], NULL, 10));
	}
	add_text(w, ")");
	return true;
}

static void
code_contains(struct writer *w, const struct field *field, const char *value)
{
	add_column(w, field->column);
	add_text(w, " IN (SELECT code FROM code WHERE list = ? AND label");
	bindings_text(w->values, field->column->list);
	add_like(w, value);
	add_text(w, ")");
}

/* ---- chips ---- */

static void
sign_contains(struct writer *w, const struct field *field, const char *value)
{
	char *folded = text_fold(value);

	add_text(w, "(");
	if (is_letters(folded) && has_initials(w, field)) {
		add_match(w, field, folded);
		add_text(w, " OR ");
	}
	add_column(w, field->column);
	add_like(w, value);
	if (strcmp(folded, value)) {
		add_text(w, " OR ");
		add_column(w, field->column);
		add_like(w, folded);
	}
	add_text(w, ")");
	free(folded);
}

static bool
is_day(const struct field *field)
{
	return field->kind == KIND_DATE || field->kind == KIND_PARTIAL ||
	       field->kind == KIND_MONTH || field->kind == KIND_TIME;
}

/* The column, cut to the precision of the value: a month means its days. */
static void
add_day(struct writer *w, const struct field *field, const char *value)
{
	if (is_day(field)) {
		add_text(w, "substr(");
		add_column(w, field->column);
		buf_printf(w->sql, ", 1, %zu)", strlen(value));
	} else {
		add_column(w, field->column);
	}
}

static void
compare(struct writer *w, const struct field *field, const char *sign,
    const char *value, bool cut)
{
	if (cut)
		add_day(w, field, value);
	else
		add_column(w, field->column);
	buf_printf(w->sql, " %s ", sign);
	add_value(w, field, value);
}

static void
one_of(struct writer *w, const struct chip *chip)
{
	for (size_t i = 0; i < chip->count; i++) {
		if (i)
			add_text(w, " OR ");
		compare(w, chip->field, "=", chip->values[i],
		    is_day(chip->field) && strlen(chip->values[i]) < 10);
	}
}

static void
filled(struct writer *w, const struct field *field, const char *test)
{
	add_text(w, "ifnull(");
	add_column(w, field->column);
	buf_printf(w->sql, ", '') %s ''", test);
}

/* Either end may be open. */
static void
between(struct writer *w, const struct field *field, const char *from,
    const char *to)
{
	if (from)
		compare(w, field, ">=", from, false);
	if (from && to)
		add_text(w, " AND ");
	if (to)
		compare(w, field, "<=", to, true);
}

static bool
write_chip(struct writer *w, const struct chip *chip)
{
	const struct field *field = chip->field;
	const char *first = chip->count ? chip->values[0] : NULL;

	switch (chip->sign) {
	case SIGN_CONTAINS:
		if (field->kind == KIND_REFERENCE && field->column->reference)
			return reference_contains(w, field, first, true);
		if (field->kind == KIND_CODE && field->column->list)
			code_contains(w, field, first);
		else
			sign_contains(w, field, first);
		return true;
	case SIGN_EMPTY:
		filled(w, field, "=");
		return true;
	case SIGN_FILLED:
		filled(w, field, "<>");
		return true;
	case SIGN_NOT:
		/* What is empty is not the value either. */
		add_text(w, "ifnull(NOT (");
		if (!chip->by_label)
			one_of(w, chip);
		else if (!reference_is(w, chip))
			return false;
		add_text(w, "), 1)");
		return true;
	case SIGN_IS:
		if (chip->by_label)
			return reference_is(w, chip);
		one_of(w, chip);
		return true;
	case SIGN_RANGE:
		between(w, field, first, chip->values[1]);
		return true;
	case SIGN_AT_LEAST:
		compare(w, field, ">=", first, false);
		return true;
	case SIGN_BELOW:
		compare(w, field, "<", first, false);
		return true;
	case SIGN_ABOVE:
		compare(w, field, ">", first, true);
		return true;
	default:
		compare(w, field, "<=", first, true);
		return true;
	}
}

/* ---- the search ---- */

/* The i-th field a search looks at: the label, the code, then the list's (or
 * the form's) columns; NULL ends. */
static const struct field *
searched(const struct writer *w, size_t i)
{
	const struct formdef *form = w->filter->form;

	if (i == 0)
		return form->label;
	if (i == 1)
		return formdef_field(form, "code");
	i -= 2;
	if (w->list)
		return i < w->list->count ? w->list->columns[i].field : NULL;
	return i < form->count ? &form->fields[i] : NULL;
}

static bool
is_new(const struct writer *w, size_t at)
{
	const struct field *field = searched(w, at);

	for (size_t i = 0; i < at; i++)
		if (searched(w, i) == field)
			return false;
	return true;
}

static void
add_or(struct writer *w, int *parts)
{
	if ((*parts)++)
		add_text(w, " OR ");
}

/* The text columns in one call: a million rows are asked a column at a time
 * in three times as long. */
static void
search_texts(struct writer *w, const char *word, int *parts)
{
	bool open = false;

	for (size_t i = 0; i < 2 || searched(w, i); i++) {
		const struct field *field = searched(w, i);

		if (!field || field->hidden || !is_new(w, i) ||
		    (field->kind != KIND_TEXT && field->kind != KIND_LONG))
			continue;
		if (!open) {
			add_or(w, parts);
			add_text(w, "text_has(?");
			bindings_text(w->values, word);
			open = true;
		}
		add_text(w, ", ");
		add_column(w, field->column);
	}
	if (open)
		add_text(w, ")");
}

/* Text that holds the word, and records and codes whose label holds it. */
static bool
search_inside(struct writer *w, const char *word, int *parts)
{
	bool letters = is_letters(word);
	const struct field *field;

	search_texts(w, word, parts);
	for (size_t i = 0; i < 2 || searched(w, i); i++) {
		field = searched(w, i);
		if (!field || field->hidden || !is_new(w, i))
			continue;
		if (field->kind == KIND_REFERENCE && field->column->reference) {
			add_or(w, parts);
			if (!reference_contains(w, field, word, false))
				return false;
		} else if (field->kind == KIND_CODE && field->column->list) {
			if (letters)
				continue;
			add_or(w, parts);
			code_contains(w, field, word);
		} else if ((field->kind == KIND_TEXT ||
			       field->kind == KIND_LONG) &&
			letters && has_initials(w, field)) {
			add_or(w, parts);
			add_match(w, field, word);
		}
	}
	return true;
}

/* Digits: the tail of an ID number, a telephone number or a code. */
static void
search_tail(struct writer *w, const char *word, int *parts)
{
	const struct formdef *form = w->filter->form;
	size_t size = strlen(word);

	for (size_t i = 0; i < form->count; i++) {
		const struct field *field = &form->fields[i];

		if (field->kind != KIND_TEXT ||
		    (!field->mask && !field->fold &&
			strcmp(field->name, "code") &&
			strcmp(field->name, "id_no") &&
			strcmp(field->name, "phone")))
			continue;
		add_or(w, parts);
		add_text(w, "substr(");
		add_column(w, field->column);
		buf_printf(w->sql, ", %d) = upper(?)", -(int)size);
		bindings_text(w->values, word);
	}
	if (form->label && form->label->kind == KIND_TEXT &&
	    strcmp(form->label->name, "code")) {
		add_or(w, parts);
		add_column(w, form->label->column);
		add_like(w, word);
	}
}

static char *
search_word(const char *word)
{
	char *folded = text_fold(word);
	int32_t cp;

	/* Text that people wrote keeps its own signs. */
	text_decode(folded, strlen(folded), &cp);
	if (*folded && cp < 0x80)
		return folded;
	free(folded);
	return mem_strdup(word);
}

/* The ideographic blank parts words as well. */
static char *
search_text(const struct filter *filter)
{
	struct buf out = {0};

	for (const char *s = filter->search; s && *s;) {
		int32_t cp;
		size_t used = text_decode(s, strlen(s), &cp);

		if (cp == 0x3000)
			buf_add_char(&out, ' ');
		else
			buf_add(&out, s, used);
		s += used;
	}
	return buf_take(&out);
}

static bool
write_word(struct writer *w, const char *typed)
{
	char *word = search_word(typed);
	int parts = 0;
	bool good = true;

	add_text(w, " AND (");
	if (is_digits(word, true))
		search_tail(w, word, &parts);
	if (!parts)
		good = search_inside(w, word, &parts);
	if (!parts)
		add_text(w, "0");
	add_text(w, ")");
	free(word);
	return good;
}

bool
filter_sql(const struct filter *filter, struct forms *forms,
    const struct listdef *list, struct buf *sql, struct bindings *values,
    struct err *err)
{
	struct writer w = {filter, forms, list, sql, values, err};
	char *search, *word;
	const char *at;
	bool good = true;

	for (size_t i = 0; good && i < filter->count; i++) {
		add_text(&w, " AND (");
		good = write_chip(&w, &filter->chips[i]);
		add_text(&w, ")");
	}
	at = search = search_text(filter);
	while (good && (word = words_take(&at))) {
		good = write_word(&w, word);
		free(word);
	}
	free(search);
	return good;
}

void
filter_rank_sql(
    const struct filter *filter, struct buf *sql, struct bindings *values)
{
	const struct field *label = filter->form->label;
	const struct column *keys =
	    label ? value_cache_keys(filter->form->table, label->column) : NULL;
	struct writer w = {filter, NULL, NULL, sql, values, NULL};
	char *search = search_text(filter), *word, *folded;
	const char *at = search;

	word = keys ? words_take(&at) : NULL;
	if (word) {
		folded = text_fold(word);
		if (is_letters(folded)) {
			add_text(&w, "py_match(coalesce(");
			add_column(&w, keys);
			add_text(&w, ", name_keys(");
			add_column(&w, label->column);
			add_text(&w, ")), ?) DESC, ");
			bindings_text(values, folded);
		}
		free(folded);
	}
	free(word);
	free(search);
}

bool
filter_uses(const struct filter *filter, const struct field *field)
{
	for (size_t i = 0; i < filter->count; i++)
		if (filter->chips[i].field == field)
			return true;
	return filter->search && *filter->search && !field->hidden &&
	       (field->kind == KIND_TEXT || field->kind == KIND_LONG);
}
