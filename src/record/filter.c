/*
 * What a list is narrowed by: chips, each a field, a sign and values, and a
 * search.  Reads people's words and says them back; the SQL of it is
 * record/filter_sql.
 */
#include "record/filter_chip.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/money.h"
#include "base/text.h"
#include "record/nearest.h"

static const struct {
	enum filter_sign sign;
	const char *written, *said;
} signs[] = {
    {SIGN_NOT, "!=", N_(" 不是 ")},
    {SIGN_AT_LEAST, ">=", ">="},
    {SIGN_AT_MOST, "<=", "<="},
    {SIGN_ABOVE, ">", ">"},
    {SIGN_BELOW, "<", "<"},
    {SIGN_CONTAINS, "~", N_(" 含 ")},
    {SIGN_IS, "=", "="},
};

struct filter *
filter_new(const struct formdef *form)
{
	struct filter *filter = mem_alloc(sizeof *filter);

	filter->form = form;
	return filter;
}

static void
free_chip(struct chip *chip)
{
	for (size_t i = 0; i < chip->count; i++)
		free(chip->values[i]);
	free(chip->values);
	free(chip->words);
}

void
filter_free(struct filter *filter)
{
	if (!filter)
		return;
	for (size_t i = 0; i < filter->count; i++)
		free_chip(&filter->chips[i]);
	free(filter->chips);
	free(filter->search);
	free(filter);
}

struct filter *
filter_copy(const struct filter *from)
{
	struct filter *to = filter_new(from->form);

	to->chips = mem_array(from->count + 1, sizeof *to->chips);
	to->room = from->count + 1;
	for (to->count = 0; to->count < from->count; to->count++) {
		struct chip *chip = &to->chips[to->count];

		*chip = from->chips[to->count];
		chip->words = mem_strdup(chip->words);
		chip->values =
		    mem_array(chip->count + 1, sizeof *chip->values);
		for (size_t i = 0; i < chip->count; i++)
			chip->values[i] =
			    mem_strdup(from->chips[to->count].values[i]);
	}
	to->search = mem_strdup(from->search);
	return to;
}

/* ---- reading ---- */

static void
add_value(struct chip *chip, char *value)
{
	chip->values =
	    mem_resize(chip->values, chip->count + 1, sizeof *chip->values);
	chip->values[chip->count++] = value;
}

static bool
is_amount(enum column_kind kind)
{
	return kind == KIND_NUMBER || kind == KIND_MONEY || kind == KIND_SCORE;
}

/* A comma inside an amount: 3,738.00 is one value. */
static bool
is_grouped(const char *s)
{
	int digits = 0;
	bool comma = false;

	if (*s == '-')
		s++;
	for (; (*s >= '0' && *s <= '9') || *s == ','; s++) {
		if (*s == ',') {
			if (digits == 0 || digits > 3 || (comma && digits != 3))
				return false;
			comma = true;
			digits = 0;
		} else {
			digits++;
		}
	}
	return comma && digits == 3 && (!*s || *s == '.');
}

/* A date may name a month or a year only: then all its days are meant. */
static bool
read_day(struct forms *forms, const char *typed, char **stored, struct err *err)
{
	struct date date, today = {0};
	char out[DATE_SIZE];

	if (!date_read(forms_book(forms)->session.today, &today))
		today = date_today();
	if (!date_parse(typed, today, true, false, &date, err))
		return false;
	date_write(date, out);
	*stored = mem_strdup(out);
	return true;
}

static bool
is_textual(const struct field *field, enum filter_sign sign)
{
	return sign == SIGN_CONTAINS || field->kind == KIND_TEXT ||
	       field->kind == KIND_LONG;
}

/* A label that several have: all of them are meant. */
static bool
read_reference(struct forms *forms, struct chip *chip, const char *typed,
    char **stored, struct err *err)
{
	struct err found = {0};

	if (value_parse(forms, chip->field, typed, false, stored, &found))
		return true;
	if (strcmp(found.code, "ambiguous")) {
		err_move(err, &found);
		return false;
	}
	err_done(&found);
	chip->by_label = true;
	*stored = text_gate_in(typed, strlen(typed), false, true, err);
	return *stored != NULL;
}

static bool
read_value(struct forms *forms, struct chip *chip, const char *typed,
    struct err *err)
{
	const struct field *field = chip->field;
	char *stored = NULL;
	bool good;

	if (chip->sign != SIGN_CONTAINS &&
	    (field->fold || field->mask || !strcmp(field->name, "code"))) {
		good = value_parse(forms, field, typed, false, &stored, err);
	} else if (is_textual(field, chip->sign)) {
		stored = text_gate_in(typed, strlen(typed), false, false, err);
		good = stored != NULL;
	} else if (field->kind == KIND_DATE || field->kind == KIND_PARTIAL) {
		good = read_day(forms, typed, &stored, err);
	} else if (field->kind == KIND_TIME) {
		/* A day is enough. */
		good = strchr(typed, ':')
			   ? value_parse(
				 forms, field, typed, false, &stored, err)
			   : read_day(forms, typed, &stored, err);
	} else if (field->kind == KIND_REFERENCE &&
		   field->column->reference) {
		good = read_reference(forms, chip, typed, &stored, err);
	} else {
		good = value_parse(forms, field, typed, false, &stored, err);
	}
	if (!good)
		return false;
	add_value(chip, stored ? stored : mem_strdup(""));
	return true;
}

static bool
read_range(struct forms *forms, struct chip *chip, const char *text,
    const char *dots, struct err *err)
{
	char *from = mem_strndup(text, (size_t)(dots - text));
	bool good = true;

	chip->sign = SIGN_RANGE;
	if (*from)
		good = read_value(forms, chip, from, err);
	else
		add_value(chip, NULL);
	free(from);
	if (!good)
		return false;
	if (dots[2])
		return read_value(forms, chip, dots + 2, err);
	add_value(chip, NULL);
	return true;
}

static bool
read_several(struct forms *forms, struct chip *chip, char *text,
    struct err *err)
{
	while (text) {
		char *comma = strchr(text, ',');

		if (comma)
			*comma++ = '\0';
		if (*text && !read_value(forms, chip, text, err))
			return false;
		text = comma;
	}
	return true;
}

static bool
read_values(struct forms *forms, struct chip *chip, const char *typed,
    struct err *err)
{
	bool text = is_textual(chip->field, chip->sign);
	char *folded = text_fold(typed), *plain;
	const char *dots = strstr(folded, "..");
	bool listed = chip->sign == SIGN_IS || chip->sign == SIGN_NOT;
	bool good;

	/* Folding is for what stands between values, not for text itself. */
	plain = text && strlen(folded) != strlen(typed) && !strchr(folded, ',')
		    ? mem_strdup(typed)
		    : mem_strdup(folded);
	if (!*folded && listed) {
		chip->sign = chip->sign == SIGN_IS ? SIGN_EMPTY : SIGN_FILLED;
		good = true;
	} else if (!*folded) {
		good = err_set(err, ERR_USAGE, _("「%s」后面缺一个值"),
		    chip->words);
	} else if (dots && chip->sign == SIGN_IS && strcmp(folded, "..")) {
		good = read_range(forms, chip, folded, dots, err);
	} else if (listed && strchr(folded, ',') &&
		   !(is_amount(chip->field->kind) && is_grouped(folded))) {
		good = read_several(forms, chip, plain, err);
		if (good && !chip->count)
			good = err_set(err, ERR_USAGE, _("「%s」里没有值"),
			    chip->words);
	} else {
		good = read_value(forms, chip, plain, err);
	}
	free(plain);
	free(folded);
	return good;
}

/* Where the sign stands in a word, in bytes of the word as it was written;
 * full-width signs count. */
static const char *
find_sign(const char *word, const char **behind, enum filter_sign *sign)
{
	static const char *const wide[] = {"＝", "！", "＞", "＜", "～"};
	static const char narrow[] = "=!><~";

	for (const char *s = word; *s; s++) {
		char first = 0;
		const char *rest = s + 1;

		if (strchr("=!><~", *s)) {
			first = *s;
		} else {
			for (size_t i = 0; i < 5; i++)
				if (!strncmp(s, wide[i], strlen(wide[i]))) {
					first = narrow[i];
					rest = s + strlen(wide[i]);
				}
		}
		if (!first)
			continue;
		if (*rest == '=' || !strncmp(rest, "＝", strlen("＝"))) {
			const char *after =
			    rest + (*rest == '=' ? 1 : strlen("＝"));

			if (first == '!' || first == '>' || first == '<') {
				*sign = first == '!'   ? SIGN_NOT
					: first == '>' ? SIGN_AT_LEAST
						       : SIGN_AT_MOST;
				*behind = after;
				return s;
			}
		}
		if (first == '!')
			continue;
		*sign = first == '='   ? SIGN_IS
			: first == '>' ? SIGN_ABOVE
			: first == '<' ? SIGN_BELOW
				       : SIGN_CONTAINS;
		*behind = rest;
		return s;
	}
	return NULL;
}

static bool
refuse_field(const struct formdef *form, const char *name, struct err *err)
{
	struct nearest near;

	nearest_init(&near, name);
	for (size_t i = 0; i < form->count; i++) {
		nearest_try(&near, form->fields[i].name);
		nearest_try(&near, _(form->fields[i].label));
	}
	return err_set(err, ERR_USAGE, _("%s没有「%.60s」这个字段%s"), _(form->title),
	    name, nearest_words(&near));
}

static bool
add_search(struct filter *filter, const char *word, struct err *err)
{
	char *clean = text_gate_in(word, strlen(word), false, false, err);
	char *all;

	if (!clean)
		return false;
	all = filter->search && *filter->search
		  ? mem_printf("%s %s", filter->search, clean)
		  : mem_strdup(clean);
	filter_search(filter, all);
	free(all);
	free(clean);
	return true;
}

bool
filter_add(struct filter *filter, struct forms *forms, const char *word,
    struct err *err)
{
	struct chip chip = {0};
	const char *behind, *at = find_sign(word, &behind, &chip.sign);
	char *name, *clean;

	if (!at || at == word)
		return add_search(filter, word, err);
	clean = mem_strndup(word, (size_t)(at - word));
	name = text_gate_in(clean, strlen(clean), false, true, err);
	free(clean);
	if (!name)
		return false;
	chip.field = formdef_field(filter->form, name);
	if (!chip.field) {
		refuse_field(filter->form, name, err);
		free(name);
		return false;
	}
	free(name);
	chip.words = mem_strdup(word);
	if (!read_values(forms, &chip, behind, err)) {
		free_chip(&chip);
		return false;
	}
	filter->chips = mem_grow(
	    filter->chips, filter->count, &filter->room, sizeof *filter->chips);
	filter->chips[filter->count++] = chip;
	return true;
}

void
filter_search(struct filter *filter, const char *text)
{
	char *next = text && *text ? mem_strdup(text) : NULL;

	free(filter->search);
	filter->search = next;
}

/* ---- saying ---- */

size_t
filter_chips(const struct filter *filter)
{
	return filter->count + (filter->search != NULL);
}

static void
say_value(struct forms *forms, const struct chip *chip, const char *value,
    struct buf *out)
{
	struct err none = {0};

	if (!value)
		return;
	if (chip->by_label || is_textual(chip->field, chip->sign) ||
	    !value_show(forms, chip->field, value, VALUE_HUMAN, out, &none))
		buf_add_string(out, value);
	err_done(&none);
}

char *
filter_chip(const struct filter *filter, struct forms *forms, size_t i)
{
	struct buf out = {0};
	const struct chip *chip;

	if (i >= filter->count) {
		buf_printf(
		    &out, _("找 %s"), filter->search ? filter->search : "");
		return buf_take(&out);
	}
	chip = &filter->chips[i];
	buf_add_string(&out, _(chip->field->label));
	if (chip->sign == SIGN_EMPTY)
		buf_add_string(&out, _(" 空"));
	else if (chip->sign == SIGN_FILLED)
		buf_add_string(&out, _(" 不空"));
	for (size_t s = 0; s < sizeof signs / sizeof *signs; s++)
		if (signs[s].sign == chip->sign)
			buf_add_string(&out, _(signs[s].said));
	if (chip->sign == SIGN_RANGE)
		buf_add_char(&out, '=');
	for (size_t v = 0; v < chip->count; v++) {
		if (v)
			buf_add_string(
			    &out, chip->sign == SIGN_RANGE ? ".." : ",");
		say_value(forms, chip, chip->values[v], &out);
	}
	return buf_take(&out);
}

const char *
filter_word(const struct filter *filter, size_t i)
{
	return i < filter->count ? filter->chips[i].words : NULL;
}

void
filter_drop(struct filter *filter, size_t i)
{
	if (i >= filter->count) {
		filter_search(filter, NULL);
		return;
	}
	free_chip(&filter->chips[i]);
	memmove(&filter->chips[i], &filter->chips[i + 1],
	    (filter->count - i - 1) * sizeof *filter->chips);
	filter->count--;
}
