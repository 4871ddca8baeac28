/*
 * Typed text to stored text, by the kind of the field, with the sentence
 * when it cannot be.  Knows no record, no screen and no file; what the
 * schema refuses is not checked here.
 */
#include "record/value.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/money.h"
#include "base/text.h"
#include "record/nearest.h"
#include "record/value_cache.h"
#include "record/value_find.h"

enum {
	LONGEST_NAME = 6, /* Hanzi of a person's name */
	MOST_NEAR = 3     /* codes that a sentence offers */
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
		text = value_fold_code(text);
	else if (name) {
		right = without_blanks(text);
		if (right)
			err_refuse(err, "bad_name", field->name,
			    _("「%s」中间不能有空格，应写成「%s」"), text, right);
		free(right);
		if (err_is_set(err)) {
			free(text);
			return false;
		}
		text = one_dot(text);
	}
	if (field->doc_no)
		text = value_fold_doc_no(value_fold_code(text));
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

/* Hundredths of a point; the law says from where to where. */
static bool
parse_score(const char *typed, char **stored, struct err *err)
{
	struct err found = {0};
	bool good = parse_number(2, typed, stored, &found);

	err_done(&found);
	return good ||
	       err_refuse(err, "bad_score", NULL,
		   _("分数须是数字，至多两位小数，不是「%.60s」"), typed);
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
	    _("「%.60s」读不懂，只能填 是 或 否"), typed);
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
		    _("时间「%.60s」读不懂，应写成 2026-03-01 09:30"), typed);
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

/* The only label that is what was typed and one character more: with more
 * missing it would be a guess (大学 is not 大学普通班). */
static const struct value_code *
only_code(const struct value_list *list, const char *typed)
{
	const struct value_code *found = NULL;
	size_t size = strlen(typed);

	for (size_t i = 0; i < list->count; i++) {
		if (strncmp(list->codes[i].label, typed, size) ||
		    text_length(list->codes[i].label + size) > 1)
			continue;
		if (found && strcmp(found->label, list->codes[i].label))
			return NULL;
		if (!found)
			found = &list->codes[i];
	}
	return found;
}

/* What people write besides labels: 大专 is 专科. */
static bool
code_by_word(struct forms *forms, const struct value_list *list,
    const char *name, const char *typed, const struct value_code **code,
    struct err *err)
{
	char *found = NULL;

	if (!db_string(forms_book(forms)->db, err, &found,
		"SELECT code FROM code_word WHERE list = ?1 AND word = ?2",
		"ss", name, typed))
		return false;
	if (found)
		*code = value_cache_code(list, found);
	free(found);
	return true;
}

static const struct value_code *
code_in_english(const struct value_list *list, const char *typed)
{
	for (size_t i = 0; i < list->count; i++)
		if (text_equal_fold(_(list->codes[i].label), typed))
			return &list->codes[i];
	return NULL;
}

/* Labels near to what was typed: those that hold it, else the nearest, else
 * one that it holds.  The caller's; "" when there is none. */
static char *
near_codes(const struct value_list *list, const char *typed)
{
	struct buf words = {0};
	struct nearest near;
	int count = 0;

	for (size_t i = 0; i < list->count && count < MOST_NEAR; i++)
		if (strstr(list->codes[i].label, typed))
			buf_printf(&words, "%s%s", count++ ? _("、") : "",
			    _(list->codes[i].label));
	if (count)
		return buf_take(&words);
	nearest_init(&near, typed);
	for (size_t i = 0; i < list->count; i++)
		nearest_try(&near, list->codes[i].label);
	for (size_t i = 0; i < list->count && !near.best; i++)
		if (*list->codes[i].label &&
		    strstr(typed, list->codes[i].label))
			near.best = list->codes[i].label;
	buf_add_string(&words, _(near.best));
	return buf_take(&words);
}

static bool
parse_code(struct forms *forms, const struct field *field, const char *typed,
    bool screen, char **stored, struct err *err)
{
	const struct value_list *list =
	    value_cache_list(forms, field->column->list, err);
	const struct value_code *code;
	char *folded, *near;

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
		code = only_code(list, typed);
	if (!code && !code_by_word(forms, list, field->column->list, typed,
			 &code, err)) {
		free(folded);
		return false;
	}
	if (!code && lang_is_on())
		code = code_in_english(list, folded);
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
	near = near_codes(list, typed);
	err_refuse(err, "not_in_list", field->name,
	    _("「%.90s」没有这个代码%s%s"), typed, *near ? _("；相近：") : "", near);
	free(near);
	return false;
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
		return parse_number(2, typed, stored, err);
	case KIND_SCORE:
		return parse_score(typed, stored, err);
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
		return value_find_typed(
		    forms, field, typed, screen, stored, err);
	default:
		return parse_text(field, typed, stored, err);
	}
}

/* The rule that the book gives the refusal's code. */
static void
name_rule(struct forms *forms, struct err *found)
{
	struct err ignored = {0};
	char *rule = NULL;

	if (db_string(forms_book(forms)->db, &ignored, &rule,
		"SELECT rule FROM refusal WHERE code = ?", "s", found->code) &&
	    rule)
		memcpy(found->rule, rule,
		    strnlen(rule, sizeof found->rule - 1));
	err_done(&ignored);
	free(rule);
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
		name_rule(forms, &found);
	}
	err_move(err, &found);
	return false;
}
