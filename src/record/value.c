/*
 * Typed text to stored text, by the kind of the field, with the sentence
 * when it cannot be.  Knows no record, no screen and no file; what the
 * schema refuses is not checked here.
 */
#include "record/value.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/mem.h"
#include "base/money.h"
#include "base/text.h"
#include "record/nearest.h"
#include "record/value_cache.h"

enum {
	MOST_NAMED = 8,  /* records a sentence lists */
	LONGEST_NAME = 6 /* Hanzi of a person's name */
};

/* ---- text ---- */

static bool
is_han(int32_t cp)
{
	return (cp >= 0x3400 && cp <= 0x9fff) || cp == 0x3007 ||
	       (cp >= 0xf900 && cp <= 0xfaff) || (cp >= 0x20000 && cp <= 0x3ffff);
}

/* The dots that keyboards and tables put between the parts of a name. */
static bool
is_dot(int32_t cp)
{
	static const int32_t dots[] = {0xb7, 0x2022, 0x2027, 0x2219, 0x22c5,
	    0x30fb, 0xff65, 0x2e31, 0xff0e, '.'};

	for (size_t i = 0; i < sizeof dots / sizeof *dots; i++)
		if (dots[i] == cp)
			return true;
	return false;
}

static char *
fold_upper(char *text)
{
	char *folded = text_fold(text), *to = folded;

	for (const char *from = folded; *from; from++)
		if (*from != ' ')
			*to++ = *from >= 'a' && *from <= 'z'
				    ? (char)(*from - 'a' + 'A')
				    : *from;
	*to = '\0';
	free(text);
	return folded;
}

/* Letters, digits and hyphens of a code; brackets may belong to it. */
static char *
fold_code(char *text)
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

/* One kind of dot between the parts of a name. */
static char *
one_dot(char *text)
{
	struct buf out = {0};
	int32_t before = 0;

	for (const char *s = text; *s;) {
		int32_t cp, after = 0;
		size_t used = text_decode(s, strlen(s), &cp);

		if (s[used])
			text_decode(s + used, strlen(s + used), &after);
		if (is_dot(cp) && is_han(before) && is_han(after))
			buf_add_string(&out, "\xc2\xb7");
		else
			buf_add(&out, s, used);
		before = cp;
		s += used;
	}
	free(text);
	return buf_take(&out);
}

/* The name without blanks when it is a short Chinese one that has some: a
 * blank would hide it from every search.  NULL: nothing is wrong. */
static char *
without_blanks(const char *text)
{
	struct buf out = {0};
	int hanzi = 0;
	bool blank = false, other = false;

	for (const char *s = text; *s;) {
		int32_t cp;
		size_t used = text_decode(s, strlen(s), &cp);

		if (cp == ' ' || cp == 0x3000 || cp == 0xa0 || cp == '\t') {
			blank = true;
		} else {
			buf_add(&out, s, used);
			hanzi += is_han(cp);
			other = other || !is_han(cp);
		}
		s += used;
	}
	if (blank && !other && hanzi <= LONGEST_NAME)
		return buf_take(&out);
	buf_done(&out);
	return NULL;
}

static bool
is_name(const struct field *field)
{
	size_t size = strlen(field->name);

	return !strcmp(field->name, "name") ||
	       (size > 5 && !strcmp(field->name + size - 5, "_name"));
}

static bool
parse_text(const struct field *field, const char *typed, char **stored,
    struct err *err)
{
	bool code = !strcmp(field->name, "code"), name = is_name(field);
	bool fold = field->fold || field->mask;
	char *text, *right;

	text = text_gate_in(typed, strlen(typed), field->kind == KIND_LONG,
	    code || name || fold, err);
	if (!text)
		return false;
	if (fold)
		text = fold_upper(text);
	else if (code)
		text = fold_code(text);
	else if (name) {
		right = without_blanks(text);
		if (right)
			err_refuse(err, "bad_name", field->name,
			    "「%s」中间不能有空格，应写成「%s」", text, right);
		free(right);
		if (err_is_set(err)) {
			free(text);
			return false;
		}
		text = one_dot(text);
	}
	*stored = text;
	return true;
}

/* ---- numbers, yes and no, times ---- */

static bool
parse_number(int places, const char *typed, char **stored, struct err *err)
{
	int64_t units;

	if (!money_parse(typed, places, &units, err))
		return false;
	*stored = mem_printf("%lld", (long long)units);
	return true;
}

static bool
parse_yesno(const char *typed, char **stored, struct err *err)
{
	static const struct {
		const char *word;
		char stored;
	} words[] = {{"1", '1'}, {"0", '0'}, {"是", '1'}, {"否", '0'},
	    {"y", '1'}, {"n", '0'}, {"yes", '1'}, {"no", '0'}, {"有", '1'},
	    {"无", '0'}, {"true", '1'}, {"false", '0'}, {"对", '1'},
	    {"不是", '0'}};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (text_equal_fold(words[i].word, typed)) {
			*stored = mem_strndup(&words[i].stored, 1);
			return true;
		}
	return err_refuse(err, "bad_number", NULL,
	    "「%.60s」读不懂，只能填 是 或 否", typed);
}

static int
two_digits(const char **at, int most)
{
	const char *s = *at;
	int value;

	if (s[0] < '0' || s[0] > '9')
		return -1;
	value = *s++ - '0';
	if (*s >= '0' && *s <= '9')
		value = value * 10 + (*s++ - '0');
	*at = s;
	return value <= most ? value : -1;
}

/* H:MM[:SS] at the end of text. */
static bool
read_clock(const char *s, int clock[3], bool *seconds)
{
	clock[2] = 0;
	*seconds = false;
	clock[0] = two_digits(&s, 23);
	if (clock[0] < 0 || *s++ != ':')
		return false;
	clock[1] = two_digits(&s, 59);
	if (clock[1] < 0)
		return false;
	if (*s == ':') {
		s++;
		*seconds = true;
		clock[2] = two_digits(&s, 59);
	}
	return clock[2] >= 0 && !*s;
}

static bool
parse_time(const char *typed, struct date today, bool screen, char **stored,
    struct err *err)
{
	char *text = text_fold(typed), *clock_text;
	char day[DATE_SIZE];
	struct date date = today;
	int clock[3];
	bool seconds, good;

	for (char *s = text; *s; s++)
		if (*s == 'T')
			*s = ' ';
	clock_text = strrchr(text, ' ');
	if (clock_text)
		*clock_text++ = '\0';
	good = read_clock(clock_text ? clock_text : text, clock, &seconds);
	if (!good || (!clock_text && !screen))
		err_refuse(err, "bad_date", NULL,
		    "时间「%.60s」读不懂，应写成 2026-03-01 09:30", typed);
	else if (clock_text)
		good = date_parse(text, today, false, screen, &date, err);
	if (good && !err_is_set(err)) {
		date_write(date, day);
		*stored = seconds ? mem_printf("%s %02d:%02d:%02d", day,
					clock[0], clock[1], clock[2])
				  : mem_printf("%s %02d:%02d", day, clock[0],
					clock[1]);
	}
	free(text);
	return *stored != NULL;
}

static bool
parse_date(const struct field *field, const char *typed, struct date today,
    bool screen, char **stored, struct err *err)
{
	struct date date;
	char out[DATE_SIZE];
	bool good = field->kind == KIND_MONTH
			? date_parse_month(typed, today, &date, err)
			: date_parse(typed, today, field->kind == KIND_PARTIAL,
			      screen, &date, err);

	if (!good)
		return false;
	date_write(date, out);
	*stored = mem_strdup(out);
	return true;
}

/* ---- codes ---- */

/* A label that begins with, or at least holds, what was typed: the only one. */
static const struct value_code *
only_code(const struct value_list *list, const char *typed, bool front)
{
	const struct value_code *found = NULL;

	for (size_t i = 0; i < list->count; i++) {
		const char *at = strstr(list->codes[i].label, typed);

		if (!at || (front && at != list->codes[i].label))
			continue;
		if (found && strcmp(found->label, list->codes[i].label))
			return NULL;
		if (!found)
			found = &list->codes[i];
	}
	return found;
}

static const char *
near_code(const struct value_list *list, const char *typed)
{
	const struct value_code *only = only_code(list, typed, false);
	struct nearest near;

	if (only)
		return only->label;
	nearest_init(&near, typed);
	for (size_t i = 0; i < list->count; i++)
		nearest_try(&near, list->codes[i].label);
	for (size_t i = 0; i < list->count && !near.best; i++)
		if (*list->codes[i].label &&
		    strstr(typed, list->codes[i].label))
			near.best = list->codes[i].label;
	return near.best;
}

static bool
parse_code(struct forms *forms, const struct field *field, const char *typed,
    bool screen, char **stored, struct err *err)
{
	const struct value_list *list =
	    value_cache_list(forms, field->column->list, err);
	const struct value_code *code;
	const char *near;
	char *folded;

	if (!list)
		return false;
	folded = text_fold(typed);
	code = value_cache_code(list, folded);
	if (!code)
		code = value_cache_label(list, typed);
	if (!code)
		code = value_cache_label(list, folded);
	/* 汉 for 汉族: what only one label begins with, if it is no code. */
	if (!code)
		code = only_code(list, typed, true);
	if (!code && screen) {
		struct choice *choices = NULL;
		size_t count = 0;
		struct err none = {0};

		if (value_choices(forms, field, typed, 2, &choices, &count, &none) &&
		    count == 1)
			code = value_cache_code(list, choices[0].code);
		value_choices_free(choices, count);
		err_done(&none);
	}
	free(folded);
	if (code) {
		*stored = mem_strdup(code->code);
		return true;
	}
	near = near_code(list, typed);
	if (near)
		return err_refuse(err, "not_in_list", field->name,
		    "「%.90s」没有这个代码；相近：%s", typed, near);
	return err_refuse(err, "not_in_list", field->name,
	    "「%.90s」没有这个代码", typed);
}

/* ---- references ---- */

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

/* One key column, or all of them parted by '/'. */
static bool
find_key(struct db *db, const struct table *table, const char *typed,
    int64_t *id, struct err *err)
{
	struct buf sql = {0};
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
	buf_add_string(&sql, "SELECT id FROM ");
	value_cache_quote(&sql, table->name);
	buf_add_string(&sql, " WHERE ");
	if (columns > 1 && given < columns) {
		/* The code alone, if only one row has it. */
		value_cache_quote(&sql, "code");
		buf_add_string(&sql, " = ? LIMIT 2");
		columns = 1;
	} else {
		for (size_t i = 0; i < columns; i++) {
			buf_add_string(&sql, i ? " AND " : "");
			value_cache_quote(&sql, table->key[i]);
			buf_add_string(&sql, " = ?");
		}
	}
	stmt = db_cached(db, buf_string(&sql), err);
	buf_done(&sql);
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
			*id = 0;
	}
	stmt_reset(stmt);
	return good;
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

/* The records that share a label, as "code label" after one another. */
static char *
name_several(struct forms *forms, const struct value_target *target,
    const char *label)
{
	struct buf sql = {0}, words = {0};
	struct err none = {0};
	struct stmt *stmt;
	bool row;
	int count = 0;

	buf_printf(&sql, "SELECT %s FROM ", target->key_sql);
	value_cache_quote(&sql, target->table);
	buf_printf(&sql, " AS t WHERE %s = ? ORDER BY 1 LIMIT %d",
	    target->label_sql, MOST_NAMED + 1);
	stmt = db_prepare(forms_book(forms)->db, buf_string(&sql), &none);
	if (stmt) {
		stmt_bind_text(stmt, 1, label);
		while (stmt_step(stmt, &row, &none) && row) {
			if (count++ == MOST_NAMED) {
				buf_add_string(&words, " 等");
				break;
			}
			buf_printf(&words, "%s%s", count > 1 ? "、" : "",
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
	char *folded, *several;
	bool good = true;

	*id = 0;
	folded = fold_code(mem_strdup(typed));
	if (*folded == '#' && folded[1])
		good = find_number(db, table, folded, id, err);
	if (good && !*id)
		good = find_key(db, table, folded, id, err);
	if (good && !*id)
		good = find_also(db, target->form, folded, id, err);
	free(folded);
	if (good && !*id)
		good = value_cache_find_label(forms, target, typed, id, err);
	if (good && *id == -1) {
		*id = 0;
		several = name_several(forms, target, typed);
		err_refuse(err, "ambiguous", NULL,
		    "「%.90s」不止一条：%s，请写编号", typed, several);
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
		    "；相近：%s %s", choices[0].code, choices[0].label);
	value_choices_free(choices, count);
	err_done(&none);
	return words ? words : mem_strdup("");
}

static bool
refuse_no_such(struct forms *forms, const struct value_target *target,
    const char *typed, struct err *err)
{
	char *near = near_record(forms, target, typed);

	err_refuse(err, "no_such", NULL, "「%.90s」没有这条%s记录%s", typed,
	    target->form && target->form->title ? target->form->title : "",
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
		    "%s是统计出来的，没有单条记录", form->title);
	text = text_gate_in(key, strlen(key), false, true, err);
	if (text && find(forms, target, text, id, err))
		good = *id || refuse_no_such(forms, target, text, err);
	free(text);
	return good;
}

static bool
parse_reference(struct forms *forms, const struct field *field,
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

/* ---- by kind ---- */

static bool
parse_kind(struct forms *forms, const struct field *field, const char *typed,
    bool screen, char **stored, struct err *err)
{
	struct date today = {0};

	if (!date_read(forms_book(forms)->session.today, &today))
		today = date_today();
	switch (field->kind) {
	case KIND_NUMBER:
		return parse_number(0, typed, stored, err);
	case KIND_MONEY:
	case KIND_SCORE:
		return parse_number(2, typed, stored, err);
	case KIND_DATE:
	case KIND_PARTIAL:
	case KIND_MONTH:
		return parse_date(field, typed, today, screen, stored, err);
	case KIND_TIME:
		return parse_time(typed, today, screen, stored, err);
	case KIND_YESNO:
		return parse_yesno(typed, stored, err);
	case KIND_CODE:
		return parse_code(forms, field, typed, screen, stored, err);
	case KIND_REFERENCE:
		return parse_reference(forms, field, typed, screen, stored, err);
	default:
		return parse_text(field, typed, stored, err);
	}
}

bool
value_parse(struct forms *forms, const struct field *field, const char *typed,
    bool screen, char **stored, struct err *err)
{
	bool text = field->kind == KIND_TEXT || field->kind == KIND_LONG;
	struct err found = {0};
	char *clean;
	bool good = true;

	*stored = NULL;
	if (!typed || !*typed)
		return true;
	clean = text_gate_in(typed, strlen(typed), field->kind == KIND_LONG,
	    !text, &found);
	if (clean && *clean)
		good = parse_kind(forms, field, clean, screen, stored, &found);
	else if (!clean)
		good = false;
	free(clean);
	if (good && *stored && !**stored) {
		free(*stored);
		*stored = NULL;
	}
	if (good)
		return true;
	if (found.status == ERR_REFUSED && field->label) {
		if (!*found.field)
			memcpy(found.field, field->name,
			    strnlen(field->name, sizeof found.field - 1));
		err_context(&found, "%s", field->label);
	}
	err_move(err, &found);
	return false;
}
