/*
 * A scheme file as sections that hold from a version on.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/money.h"
#include "pay/day.h"
#include "pay/scheme_doc.h"

bool
scheme_doc_fault(const struct scheme_doc *doc, int line, struct err *err,
    const char *fmt, ...)
{
	char text[512];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	if (!doc->count) /* typed, not read from a file */
		return err_set(err, ERR_USAGE, "%s", text);
	return err_set(err, ERR_USAGE, "%s:%d: %s",
	    doc->file->path ? doc->file->path : "?", line, text);
}

/* ---- which keys a section may have ---- */


static bool
scheme_doc_known(const struct policy_key *keys, const char *key)
{
	for (; keys->key; keys++)
		if (!strcmp(keys->key, key))
			return true;
	return false;
}

/* By type: the table of keys, further words, whether it needs a word. */
static const struct {
	const char *type;
	const struct policy_key *keys;
	const struct policy_section *section;
	const char *more;
	int word; /* 0 no, 1 must, 2 may */
} types[] = {
	{"scheme", NULL, NULL, "code name kind place authority status note", 0},
	{"version", policy_version_keys, NULL, "band_starts", 1},
	{"article", NULL, NULL, "*", 0},
	{"label", NULL, NULL,
	    "graded basic performance education certificate honour protected",
	    0},
	{"post", NULL, &policy_post_section, "band_grades", 1},
	{"grades", NULL, NULL, "coefficients amounts origin", 2},
	{"base", NULL, NULL, "amount doc_no note origin", 1},
	{"credit", NULL, &policy_credit_section, "", 1},
	{"rating", NULL, &policy_rating_section, "", 1},
	{"absence", NULL, &policy_absence_section, "", 1},
	{"item", NULL, &policy_item_section, "amounts", 1},
	{"tax", NULL, NULL, "free brackets", 0},
};

static bool
scheme_doc_check_line(const struct scheme_doc *doc,
    const struct scheme_section *section, const struct scheme_line *line,
    struct err *err)
{
	static const char origins[] =
	    "published reconstructed assumed local frame";

	if (!strcmp(line->key, "origin") &&
	    policy_word(origins, line->value) < 0)
		return scheme_doc_fault(doc, line->line, err,
		    _("「origin = %s」应是 %s 之一"), line->value, origins);
	if (!strcmp(line->key, "drop") && strcmp(line->value, "yes") != 0)
		return scheme_doc_fault(
		    doc, line->line, err, _("drop 只能写 yes"));
	if (scheme_doc_is(section, "article") && strcmp(line->key, "drop") &&
	    policy_word(policy_steps, line->key) < 0)
		return scheme_doc_fault(doc, line->line, err,
		    _("没有步骤「%s」，应是 %s 之一"), line->key,
		    policy_steps);
	return true;
}

static bool
scheme_doc_check_section(const struct scheme_doc *doc,
    const struct scheme_section *section, struct err *err)
{
	size_t count = sizeof types / sizeof *types, at = 0;

	while (at < count && !scheme_doc_is(section, types[at].type))
		at++;
	if (at == count)
		return scheme_doc_fault(doc, section->line, err,
		    _("不认识的节「%s」"), section->full);
	if ((types[at].word == 1) != (section->word != NULL) &&
	    types[at].word != 2)
		return scheme_doc_fault(doc, section->line, err,
		    _("节「%s」的写法不对"), section->full);
	for (size_t i = 0; i < doc->file->count; i++) {
		const struct scheme_line *line = &doc->file->lines[i];
		const struct policy_key *keys = types[at].section
		    ? types[at].section->keys
		    : types[at].keys;

		if (!line->key || strcmp(line->section, section->full) != 0)
			continue;
		if (types[at].more[0] == '*' ||
		    policy_word(types[at].more, line->key) >= 0 ||
		    (keys && scheme_doc_known(keys, line->key)) ||
		    (section->since > 1 && !strcmp(line->key, "drop"))) {
			if (!scheme_doc_check_line(doc, section, line, err))
				return false;
			continue;
		}
		return scheme_doc_fault(doc, line->line, err,
		    _("节「%s」里没有「%s」这一项"), section->full, line->key);
	}
	return true;
}

/* ---- sections ---- */

/* The place among the sections of its type, by first appearance. */
static int
scheme_doc_rank(
    const struct scheme_doc *doc, const struct scheme_section *section)
{
	int last = 0;

	for (size_t i = 0; i + 1 < doc->count; i++) {
		const struct scheme_section *other = &doc->sections[i];

		if (!strcmp(other->name, section->name))
			return other->rank;
		if (other->type == section->type &&
		    !memcmp(other->name, section->name, section->type) &&
		    other->rank > last)
			last = other->rank;
	}
	return last + 1;
}

static bool
scheme_doc_add(
    struct scheme_doc *doc, const struct scheme_line *line, size_t *room)
{
	struct scheme_section *section;
	const char *since = strchr(line->section, '@');
	const char *dot;
	const struct scheme_line *drop;

	for (size_t i = 0; i < doc->count; i++)
		if (!strcmp(doc->sections[i].full, line->section))
			return false;
	doc->sections =
	    mem_grow(doc->sections, doc->count, room, sizeof *doc->sections);
	section = &doc->sections[doc->count++];
	memset(section, 0, sizeof *section);
	section->full = line->section;
	section->line = line->line;
	section->name = since
	    ? mem_strndup(line->section, (size_t)(since - line->section))
	    : mem_strdup(line->section);
	section->since = since ? (int)strtol(since + 1, NULL, 10) : 1;
	dot = strchr(section->name, '.');
	section->type =
	    dot ? (size_t)(dot - section->name) : strlen(section->name);
	section->word = dot ? dot + 1 : NULL;
	section->rank = scheme_doc_rank(doc, section);
	drop = scheme_doc_line(doc, section->full, "drop");
	section->drop = drop && drop->value && !strcmp(drop->value, "yes");
	if (scheme_doc_is(section, "version") && section->word) {
		int number = (int)strtol(section->word, NULL, 10);

		if (number > doc->versions)
			doc->versions = number;
	}
	return true;
}

/* [item.x@3] needs a version 3; one that ends needs one that began. */
static bool
scheme_doc_check_since(const struct scheme_doc *doc,
    const struct scheme_section *section, struct err *err)
{
	bool begun = false;

	if (section->since > doc->versions || section->since < 1)
		return scheme_doc_fault(doc, section->line, err,
		    _("[%s] 没有第 %d 版"), section->full, section->since);
	for (size_t i = 0; i < doc->count; i++)
		begun |= doc->sections[i].since < section->since &&
		    !strcmp(doc->sections[i].name, section->name);
	if (section->drop && !begun)
		return scheme_doc_fault(doc, section->line, err,
		    _("[%s] 以前没有这一节"), section->full);
	return true;
}

bool
scheme_doc_read(struct scheme_doc *doc, const struct scheme_file *file,
    struct err *err)
{
	size_t room = 0;

	*doc = (struct scheme_doc){.file = file};
	for (size_t i = 0; i < file->count; i++)
		scheme_doc_add(doc, &file->lines[i], &room);
	for (size_t i = 0; i < doc->count; i++)
		if (!scheme_doc_check_section(doc, &doc->sections[i], err))
			return false;
	for (size_t i = 0; doc->versions && i < doc->count; i++)
		if (!scheme_doc_check_since(doc, &doc->sections[i], err))
			return false;
	if (!doc->versions || doc->versions > 99)
		return scheme_doc_fault(doc, 1, err, _("没有 [version.1] 一节"));
	for (int version = 1; version <= doc->versions; version++) {
		char name[24];

		snprintf(name, sizeof name, "version.%d", version);
		if (!scheme_doc_value(doc, name, "effective_from"))
			return scheme_doc_fault(doc, 1, err,
			    _("[%s] 没有写 effective_from"), name);
	}
	return true;
}

void
scheme_doc_done(struct scheme_doc *doc)
{
	for (size_t i = 0; i < doc->count; i++)
		free(doc->sections[i].name);
	free(doc->sections);
	*doc = (struct scheme_doc){0};
}

const struct scheme_line *
scheme_doc_line(
    const struct scheme_doc *doc, const char *section, const char *key)
{
	for (size_t i = 0; i < doc->file->count; i++) {
		const struct scheme_line *line = &doc->file->lines[i];

		if (line->key && !strcmp(line->section, section) &&
		    !strcmp(line->key, key))
			return line;
	}
	return NULL;
}

const char *
scheme_doc_value(
    const struct scheme_doc *doc, const char *section, const char *key)
{
	const struct scheme_line *line = scheme_doc_line(doc, section, key);

	return line ? line->value : NULL;
}

int
scheme_doc_version_line(
    const struct scheme_doc *doc, int version, const char *key)
{
	char name[24];

	for (int at = version; key && at > 0; at--) {
		const struct scheme_line *line;

		snprintf(name, sizeof name, "version.%d", at);
		line = scheme_doc_line(doc, name, key);
		if (line)
			return line->line;
	}
	if (key)
		return 0;
	snprintf(name, sizeof name, "version.%d", version);
	for (size_t i = 0; i < doc->count; i++)
		if (!strcmp(doc->sections[i].full, name))
			return doc->sections[i].line;
	return 1;
}

bool
scheme_doc_is(const struct scheme_section *section, const char *type)
{
	return strlen(type) == section->type &&
	    !memcmp(section->name, type, section->type);
}

bool
scheme_doc_stands(const struct scheme_doc *doc,
    const struct scheme_section *section, int version)
{
	if (section->since > version || section->drop)
		return false;
	for (size_t i = 0; i < doc->count; i++) {
		const struct scheme_section *other = &doc->sections[i];

		if (other->since > section->since &&
		    other->since <= version &&
		    !strcmp(other->name, section->name))
			return false;
	}
	return true;
}

bool
scheme_doc_word(const char **list, char *out, size_t size)
{
	size_t length;

	*list += strspn(*list, " ");
	length = strcspn(*list, " ");
	if (!length)
		return false;
	snprintf(out, size, "%.*s", (int)length, *list);
	*list += length;
	return true;
}

/* ---- values ---- */

bool
scheme_doc_number(const struct scheme_doc *doc, const struct scheme_line *line,
    enum key_kind kind, const char *value, int64_t *number, struct err *err)
{
	static const char *const wants[] = {[KEY_DAY] = N_("日期 2023-01-01"),
		[KEY_COUNT] = N_("整数"),
		[KEY_MONEY] = N_("金额（元，至多两位小数）"),
		[KEY_RATIO] = N_("数（至多四位小数）"),
		[KEY_PERCENT] = N_("百分数（至多四位小数）")};
	struct err ignored = {0};
	bool good;

	if (kind == KEY_DAY) {
		struct date date;
		char day[DAY_TEXT];

		*number = day_read(value, INT32_MIN);
		good = *number != INT32_MIN && date_read(value, &date) &&
		    !strcmp(value, day_write((int32_t)*number, day));
	} else {
		good = money_parse(value,
		    kind == KEY_COUNT	    ? 0
			: kind == KEY_MONEY ? 2
					    : 4,
		    number, &ignored) &&
		    (*number >= 0 || !strcmp(line->key, "steps"));
	}
	err_done(&ignored);
	if (!good)
		return scheme_doc_fault(doc, line->line, err,
		    _("「%s = %s」应是%s"), line->key, value, _(wants[kind]));
	return true;
}

bool
scheme_doc_cell(const struct scheme_doc *doc, const struct scheme_line *line,
    const struct policy_key *key, const char *value, struct row *row,
    bool *open, struct err *err)
{
	int64_t number;

	if (!value) {
		row_null(row, key->key);
		return true;
	}
	if (key->kind == KEY_TEXT) {
		row_text(row, key->key, value);
		return true;
	}
	if (open && !strcmp(value, "?")) {
		*open = true;
		row_null(row, key->key);
		return true;
	}
	if (key->kind == KEY_WORD) {
		if (policy_word(key->words, value) < 0)
			return scheme_doc_fault(doc, line->line, err,
			    _("「%s = %s」应是 %s 之一"), key->key, value,
			    key->words);
		row_text(row, key->key, value);
		return true;
	}
	if (!scheme_doc_number(doc, line, key->kind, value, &number, err))
		return false;
	if (key->kind == KEY_DAY)
		row_text(row, key->key, value);
	else
		row_int(row, key->key, number);
	return true;
}
