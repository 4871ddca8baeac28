/*
 * SQL functions without a session: digests, ID numbers, name keys, days,
 * words.  Each only carries values between SQL and base; what they mean is
 * written there.
 */
#include "store/functions.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/han.h"
#include "base/idno.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/money.h"
#include "base/text.h"
#include "store/db_func.h"
#include "store/digest.h"

static void
call_chain(struct func *func, void *data)
{
	struct buf all = {0};
	char hex[65];

	(void)data;
	/* In one piece: to begin and to go on costs as much as to digest. */
	for (int i = 0; i < func_count(func); i++) {
		const char *text = func_text(func, i);

		if (i > 0)
			buf_add_char(&all, '\x1f');
		buf_add_string(&all, text ? text : "\x1e");
	}
	digest_bytes(buf_string(&all), all.size, hex);
	func_return_text(func, hex);
	buf_done(&all);
}

static void
call_id_fault(struct func *func, bool words)
{
	const char *text = func_text(func, 0);
	struct err err = {0};
	char idno[19];

	if (!text)
		return;
	if (!idno_parse(text, date_today(), idno, &err))
		func_return_text(func, words ? err.text : err.code);
	err_done(&err);
}

static void
call_id_fault_code(struct func *func, void *data)
{
	(void)data;
	call_id_fault(func, false);
}

static void
call_id_fault_words(struct func *func, void *data)
{
	(void)data;
	call_id_fault(func, true);
}

/* Digits enough to read something out of it: 17, or the 15 of old numbers. */
static const char *
id_of(struct func *func)
{
	const char *text = func_text(func, 0);
	size_t digits = text ? strspn(text, "0123456789") : 0;

	return digits >= 17 || (digits == 15 && !text[15]) ? text : NULL;
}

static void
call_id_birth(struct func *func, void *data)
{
	const char *idno = id_of(func);
	char day[DATE_SIZE];
	struct date birth;

	(void)data;
	if (!idno)
		return;
	birth = idno_birth(idno);
	if (!date_valid(birth))
		return;
	date_write(birth, day);
	func_return_text(func, day);
}

static void
call_id_sex(struct func *func, void *data)
{
	const char *idno = id_of(func);

	(void)data;
	if (idno)
		func_return_int(func, idno_sex(idno));
}

static void
call_id_check(struct func *func, void *data)
{
	const char *idno = id_of(func);
	char digit[2] = "";

	(void)data;
	if (!idno || strlen(idno) < 17) /* old numbers have none */
		return;
	digit[0] = idno_check_digit(idno);
	func_return_text(func, digit);
}

static void
call_name_keys(struct func *func, void *data)
{
	const char *name = func_text(func, 0);
	struct buf keys = {0};

	(void)data;
	if (!name)
		return;
	han_name_keys(&keys, name);
	func_return_text(func, buf_string(&keys));
	buf_done(&keys);
}

static void
call_py_match(struct func *func, void *data)
{
	const char *keys = func_text(func, 0), *typed = func_text(func, 1);

	(void)data;
	func_return_int(func, keys && typed ? han_match(keys, typed) : 0);
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static bool
holds(const char *text, const char *word)
{
	for (; *text; text++) {
		size_t i = 0;

		while (word[i] && lower(text[i]) == lower(word[i]))
			i++;
		if (!word[i])
			return true;
	}
	return !*word;
}

/* text_has(WORD, TEXT, ...): does any of the texts hold the word?  Latin
 * letters are alike large and small, as in LIKE. */
static void
call_text_has(struct func *func, void *data)
{
	const char *word = func_count(func) ? func_text(func, 0) : NULL;
	bool has = false;

	(void)data;
	for (int i = 1; word && !has && i < func_count(func); i++) {
		const char *text = func_text(func, i);

		has = text && holds(text, word);
	}
	func_return_int(func, has);
}

static void
call_stroke_key(struct func *func, void *data)
{
	const char *name = func_text(func, 0);
	struct buf key = {0};

	(void)data;
	if (!name)
		return;
	han_stroke_key(&key, name);
	func_return_text(func, buf_string(&key));
	buf_done(&key);
}

static bool
read_day(struct func *func, int argument, struct date *day)
{
	const char *text = func_text(func, argument);

	return text && date_read(text, day);
}

static void
return_day(struct func *func, struct date day)
{
	char text[DATE_SIZE];

	date_write(day, text);
	func_return_text(func, text);
}

/* A number of days or months that cannot overflow a date. */
static int
small(struct func *func, int argument)
{
	int64_t n = func_int(func, argument);

	return (int)(n < -100000 ? -100000 : n > 100000 ? 100000 : n);
}

static void
call_add_months(struct func *func, void *data)
{
	struct date day;

	(void)data;
	if (read_day(func, 0, &day) && !func_is_null(func, 1))
		return_day(func, date_add_months(day, small(func, 1)));
}

static void
call_add_days(struct func *func, void *data)
{
	struct date day;

	(void)data;
	if (read_day(func, 0, &day) && !func_is_null(func, 1))
		return_day(func, date_add_days(day, small(func, 1)));
}

static void
call_term_end(struct func *func, void *data)
{
	struct date day;

	(void)data;
	if (read_day(func, 0, &day) && !func_is_null(func, 1))
		return_day(func,
		    date_add_days(date_add_months(day, small(func, 1)), -1));
}

/* The calendar's exceptions as "2026-10-01=0 2026-10-10=1 ". */
static bool
works_on(const char *exceptions, struct date day)
{
	char text[DATE_SIZE];
	const char *found;

	date_write(day, text);
	found = exceptions ? strstr(exceptions, text) : NULL;
	if (found)
		return found[strlen(text) + 1] == '1';
	return date_weekday(day) <= 5;
}

static void
call_work_days(struct func *func, void *data)
{
	struct date day;
	char from[DATE_SIZE], to[DATE_SIZE];
	char *exceptions;
	int left = 0, tries = 0;

	(void)data;
	if (!read_day(func, 0, &day) || func_is_null(func, 1))
		return;
	left = small(func, 1);
	if (left > 2000)
		left = 2000;
	/* Working days alone, with room for long holidays. */
	date_write(day, from);
	date_write(date_add_days(day, left * 2 + 40), to);
	exceptions = func_query(func,
	    "SELECT group_concat(code || '=' || works, ' ') FROM workday"
	    " WHERE code > ?1 AND code <= ?2 AND void_reason IS NULL",
	    from, to);
	while (left > 0 && tries++ < 10000) {
		day = date_add_days(day, 1);
		left -= works_on(exceptions, day);
	}
	free(exceptions);
	return_day(func, day);
}

/* Working days after the first day up to the second. */
static void
call_count_work_days(struct func *func, void *data)
{
	struct date day, last;
	char from[DATE_SIZE], to[DATE_SIZE];
	char *exceptions;
	int64_t count = 0;

	(void)data;
	if (!read_day(func, 0, &day) || !read_day(func, 1, &last))
		return;
	date_write(day, from);
	date_write(last, to);
	exceptions = func_query(func,
	    "SELECT group_concat(code || '=' || works, ' ') FROM workday"
	    " WHERE code > ?1 AND code <= ?2 AND void_reason IS NULL",
	    from, to);
	while (date_compare(day, last) < 0 && count < 10000) {
		day = date_add_days(day, 1);
		count += works_on(exceptions, day);
	}
	free(exceptions);
	func_return_int(func, count);
}

/* What a view says, in the language that is on; what is stored is Chinese. */
static void
call_lang(struct func *func, void *data)
{
	const char *text = func_text(func, 0);

	(void)data;
	func_return_text(func, func_is_writing(func) ? text : lang_text(text));
}

static void
call_fold(struct func *func, void *data)
{
	const char *text = func_text(func, 0);
	char *folded;

	(void)data;
	if (!text)
		return;
	folded = text_fold(text);
	for (char *c = folded; *c; c++)
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c - 'A' + 'a');
	func_return_text(func, folded);
	free(folded);
}

static void
call_yuan(struct func *func, void *data)
{
	struct buf text = {0};

	(void)data;
	if (func_is_null(func, 0))
		return;
	money_write_grouped(&text, func_int(func, 0), 2);
	func_return_text(func, buf_string(&text));
	buf_done(&text);
}

/*
 * Retirement as the law of 2025 delays it: a row holds the age in force
 * before, the first birth month that is delayed, how many months of birth
 * delay by one month, and the longest delay.
 */
static const struct retirement {
	const char *sex;
	const char *categories; /* blank-separated; NULL: all others */
	int age, from_year, from_month, step, most;
} retirements[] = {
	{"1", NULL, 60, 1965, 1, 4, 36},
	{"2", "labour contract", 50, 1975, 1, 2, 60},
	{"2", NULL, 55, 1970, 1, 4, 36},
};

static bool
is_word(const char *list, const char *word)
{
	size_t size = strlen(word);

	while (*list) {
		size_t other = strcspn(list, " ");

		if (other == size && !memcmp(list, word, size))
			return true;
		list += other;
		list += strspn(list, " ");
	}
	return false;
}

static void
call_retire_on(struct func *func, void *data)
{
	const char *sex = func_text(func, 1), *category = func_text(func, 2);
	struct date birth;

	(void)data;
	if (!sex || !read_day(func, 0, &birth))
		return;
	for (size_t i = 0; i < sizeof(retirements) / sizeof(*retirements); i++) {
		const struct retirement *row = &retirements[i];
		int month = birth.month ? birth.month : 1, late, delay = 0;

		if (strcmp(row->sex, sex) != 0 ||
		    (row->categories &&
		        (!category || !is_word(row->categories, category))))
			continue;
		late = (birth.year - row->from_year) * 12 + month -
		    row->from_month;
		if (late >= 0)
			delay = late / row->step + 1;
		if (delay > row->most)
			delay = row->most;
		return_day(
		    func, date_add_months(birth, row->age * 12 + delay));
		return;
	}
}

static void
add_member(struct func *func, int at, struct buf *out)
{
	if (func_is_bytes(func, at)) {
		char hex[65];
		size_t size;
		const void *bytes = func_bytes(func, at, &size);

		digest_bytes(bytes, size, hex);
		buf_printf(out, "\"sha256:%s\"", hex);
	} else if (func_is_number(func, at)) {
		buf_add_string(out, func_text(func, at));
	} else {
		buf_add_json(out, func_text(func, at));
	}
}

/*
 * SQLite's own json_object may not stand in a trigger of a book whose
 * schema is not trusted (3.40).  Names come once, blank-separated: the fewer
 * words a trigger has, the sooner a book is open.
 */
static void
row_object(struct func *func, bool filled)
{
	const char *names = func_text(func, 0);
	struct buf out = {0};

	if (!names)
		return;
	buf_add_char(&out, '{');
	for (int i = 1; i < func_count(func); i++) {
		size_t size = strcspn(names, " ");

		if (!filled || !func_is_null(func, i)) {
			if (out.size > 1)
				buf_add_char(&out, ',');
			buf_add_char(&out, '"');
			buf_add(&out, names, size);
			buf_add(&out, "\":", 2);
			add_member(func, i, &out);
		}
		names += size;
		names += strspn(names, " ");
	}
	buf_add_char(&out, '}');
	func_return_buf(func, &out);
}

static void
call_row_json(struct func *func, void *data)
{
	(void)data;
	row_object(func, false);
}

/* The same without what is empty: enough for a row that has no other side. */
static void
call_row_filled(struct func *func, void *data)
{
	(void)data;
	row_object(func, true);
}

/* blank(VALUE): null or no text. */
static void
call_blank(struct func *func, void *data)
{
	const char *text = func_text(func, 0);

	(void)data;
	func_return_int(func, !text || !*text);
}

/* kept(OLD, NEW, ...): is every old value null, or the new one too? */
static void
call_kept(struct func *func, void *data)
{
	bool kept = true;

	(void)data;
	for (int i = 0; kept && i + 1 < func_count(func); i += 2) {
		const char *old = func_text(func, i);
		const char *new_ = func_text(func, i + 1);

		kept = !old || (new_ && !strcmp(old, new_));
	}
	func_return_int(func, kept);
}

/* One member of the flat objects that row_json makes; returns its end. */
static const char *
json_member(const char *at, const char **value)
{
	bool quoted = false;

	*value = NULL;
	for (; *at; at++) {
		if (quoted && *at == '\\' && at[1])
			at++;
		else if (*at == '"')
			quoted = !quoted;
		else if (!quoted && *at == ':' && !*value)
			*value = at + 1;
		else if (!quoted && (*at == ',' || *at == '}'))
			break;
	}
	return at;
}

/* Both objects have the same members in the same order, or two is empty. */
static void
call_json_changed(struct func *func, void *data)
{
	const char *one = func_text(func, 0), *two = func_text(func, 1);
	struct buf out = {0};

	(void)data;
	if (!one || !two || *one != '{' || *two != '{')
		return;
	if (two[1] == '}' && !strstr(one, ":null")) {
		func_return_text(func, one);
		return;
	}
	buf_add_char(&out, '{');
	while (*one && *one != '}' && one[1] != '}') {
		const char *from = ++one, *other = two += *two != '\0';
		const char *value, *second;
		size_t size;

		one = json_member(one, &value);
		two = json_member(two, &second);
		size = (size_t)(one - from);
		if (!value || (size == (size_t)(two - other) &&
		                  !memcmp(from, other, size)))
			continue;
		if (one - value == 4 && !memcmp(value, "null", 4))
			continue;
		if (out.size > 1)
			buf_add_char(&out, ',');
		buf_add(&out, from, size);
	}
	buf_add_char(&out, '}');
	func_return_buf(func, &out);
}

/* clang-format off */
const struct function functions_pure[] = {
	{"chain", -1, true, call_chain},
	{"id_fault", 1, true, call_id_fault_code},
	{"id_fault_words", 1, true, call_id_fault_words},
	{"id_birth", 1, true, call_id_birth},
	{"id_sex", 1, true, call_id_sex},
	{"id_check", 1, true, call_id_check},
	{"name_keys", 1, true, call_name_keys},
	{"py_match", 2, true, call_py_match},
	{"text_has", -1, true, call_text_has},
	{"stroke_key", 1, true, call_stroke_key},
	{"add_months", 2, true, call_add_months},
	{"add_days", 2, true, call_add_days},
	{"work_days", 2, true, call_work_days},
	{"count_work_days", 2, true, call_count_work_days},
	{"term_end", 2, true, call_term_end},
	{"fold", 1, true, call_fold},
	{"lang", 1, true, call_lang},
	{"yuan", 1, true, call_yuan},
	{"retire_on", 3, true, call_retire_on},
	{"row_json", -1, true, call_row_json},
	{"row_filled", -1, true, call_row_filled},
	{"blank", 1, true, call_blank},
	{"kept", -1, true, call_kept},
	{"json_changed", 2, true, call_json_changed},
	{NULL, 0, false, NULL},
};
/* clang-format on */
