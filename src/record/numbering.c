/*
 * {year} and {month} are the day's, {seq} or {seq:N} the running number of
 * at least N digits.  A prefix is all before {seq}: each has its own count.
 */
#include "record/numbering.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"

struct given {
	char *table, *prefix;
	int64_t last;
};

struct numbering {
	struct given *given;
	size_t count, capacity;
};

struct rule {
	struct buf prefix, suffix;
	int digits;
	bool seq;
};

struct numbering *
numbering_new(void)
{
	return mem_alloc(sizeof(struct numbering));
}

void
numbering_forget(struct numbering *cache)
{
	if (!cache)
		return;
	for (size_t i = 0; i < cache->count; i++) {
		free(cache->given[i].table);
		free(cache->given[i].prefix);
	}
	cache->count = 0;
}

void
numbering_free(struct numbering *cache)
{
	if (!cache)
		return;
	numbering_forget(cache);
	free(cache->given);
	free(cache);
}

/* {seq} or {seq:N}: N digits from 1 to 9. */
static bool
read_seq(const char *word, size_t size, int *digits)
{
	*digits = 1;
	if (size == 3)
		return true;
	if (size != 5 || word[3] != ':' || word[4] < '1' || word[4] > '9')
		return false;
	*digits = word[4] - '0';
	return true;
}

static bool
read_word(struct rule *rule, const char *word, size_t size, const char *today)
{
	struct buf *out = rule->seq ? &rule->suffix : &rule->prefix;

	if (size == 4 && !memcmp(word, "year", 4)) {
		buf_add(out, today, 4);
		return true;
	}
	if (size == 5 && !memcmp(word, "month", 5)) {
		buf_add(out, today + 5, 2);
		return true;
	}
	if (size < 3 || memcmp(word, "seq", 3) || rule->seq)
		return false;
	rule->seq = true;
	return read_seq(word, size, &rule->digits);
}

static bool
read_rule(
    struct rule *rule, const char *text, const char *today, struct err *err)
{
	const char *end;

	for (const char *p = text; *p; p = end) {
		struct buf *out = rule->seq ? &rule->suffix : &rule->prefix;

		if (*p != '{') {
			end = p + strcspn(p, "{");
			buf_add(out, p, (size_t)(end - p));
			continue;
		}
		end = strchr(p, '}');
		if (!end ||
		    !read_word(rule, p + 1, (size_t)(end - p) - 1, today))
			return err_set(err, ERR_USAGE,
			    _("编号规则「%s」只能用 {year} {month}，和一个 {seq} "
			    "或 {seq:N}"),
			    text);
		end++;
	}
	if (!rule->seq)
		return err_set(
		    err, ERR_USAGE, _("编号规则「%s」没有 {seq}"), text);
	return true;
}

static void
rule_done(struct rule *rule)
{
	buf_done(&rule->prefix);
	buf_done(&rule->suffix);
}

bool
numbering_check(const char *text, struct err *err)
{
	struct rule rule = {0};
	bool good = read_rule(&rule, text, "2000-01-01", err);

	rule_done(&rule);
	return good;
}

/* The largest number behind the prefix: one look at the index of code. */
static bool
largest(struct db *db, const char *table, const char *prefix, int64_t *last,
    struct err *err)
{
	char *sql = mem_printf("SELECT max(CAST(substr(code, ?1) AS INTEGER)) "
			       "FROM \"%s\" WHERE code >= ?2 AND code < ?3",
	    table);
	/* Behind every text that begins with the prefix. */
	char *beyond = mem_printf("%s\xf4\x8f\xbf\xbf", prefix);
	bool good = db_int(db, err, last, 0, sql, "iss",
	    (int64_t)text_length(prefix) + 1, prefix, beyond);

	free(beyond);
	free(sql);
	return good;
}

static struct given *
find_given(struct numbering *cache, const char *table, const char *prefix)
{
	for (size_t i = 0; cache && i < cache->count; i++)
		if (!strcmp(cache->given[i].table, table) &&
		    !strcmp(cache->given[i].prefix, prefix))
			return &cache->given[i];
	return NULL;
}

static void
keep_given(struct numbering *cache, const char *table, const char *prefix,
    int64_t last)
{
	struct given *made;

	cache->given = mem_grow(
	    cache->given, cache->count, &cache->capacity, sizeof *made);
	made = &cache->given[cache->count++];
	made->table = mem_strdup(table);
	made->prefix = mem_strdup(prefix);
	made->last = last;
}

bool
numbering_next(struct db *db, struct numbering *cache, const char *table,
    const char *text, const char *today, char **code, struct err *err)
{
	struct rule rule = {0};
	const char *prefix;
	struct given *given;
	int64_t last = 0;
	bool good = read_rule(&rule, text, today, err);

	prefix = buf_string(&rule.prefix);
	given = good ? find_given(cache, table, prefix) : NULL;
	if (given)
		last = given->last;
	else
		good = good && largest(db, table, prefix, &last, err);
	if (good) {
		*code = mem_printf("%s%0*lld%s", prefix, rule.digits,
		    (long long)last + 1, buf_string(&rule.suffix));
		if (given)
			given->last = last + 1;
		else if (cache)
			keep_given(cache, table, prefix, last + 1);
	}
	rule_done(&rule);
	return good;
}
