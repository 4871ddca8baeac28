/*
 * The CHECKs of a CREATE TABLE, read as tokens: yes or no, days, greatest
 * lengths.  What it does not recognise it leaves alone: SQLite keeps the law.
 */
#include "store/schema_checks.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

struct token {
	char text[64]; /* lower case for words; "" ends */
};

static const char *
skip_blank(const char *at)
{
	for (;;) {
		while (*at && isspace((unsigned char)*at))
			at++;
		if (at[0] == '-' && at[1] == '-') {
			at += strcspn(at, "\n");
		} else if (at[0] == '/' && at[1] == '*') {
			const char *end = strstr(at + 2, "*/");

			at = end ? end + 2 : at + strlen(at);
		} else {
			return at;
		}
	}
}

/* Quoted names and strings come without their quotes, strings with a '. */
static const char *
next_token(const char *at, struct token *token)
{
	size_t size = 0;
	const char *from = at = skip_blank(at);
	char quote = *at;

	if (quote == '\'' || quote == '"') {
		for (at++; *at && !(*at == quote && at[1] != quote); at++)
			at += *at == quote;
		at += *at != '\0';
		from += quote == '"';
		size = (size_t)(at - from) - (quote == '"' && at > from);
	} else if (isalnum((unsigned char)*at) || *at == '_' || *at & 0x80) {
		while (isalnum((unsigned char)*at) || *at == '_' || *at & 0x80)
			at++;
		size = (size_t)(at - from);
	} else if (*at) {
		at += strchr("<>=!|", *at) && strchr("<>=|", at[1]) && at[1]
		    ? 2
		    : 1;
		size = (size_t)(at - from);
	}
	if (size >= sizeof(token->text))
		size = sizeof(token->text) - 1;
	memcpy(token->text, from, size);
	token->text[size] = '\0';
	for (char *c = token->text; quote != '\'' && *c; c++)
		*c = (char)tolower((unsigned char)*c);
	return at;
}

static bool
match(const struct token *at, size_t count, const char *const *pattern,
    const char **name)
{
	for (size_t i = 0; pattern[i]; i++) {
		if (i >= count)
			return false;
		if (!strcmp(pattern[i], "?")) {
			if (*name && strcmp(*name, at[i].text) != 0)
				return false;
			*name = at[i].text;
		} else if (strcmp(pattern[i], "#") != 0 &&
		    strcmp(pattern[i], at[i].text) != 0) {
			return false;
		}
	}
	return true;
}

static struct column *
named(struct table *table, const char *name)
{
	for (size_t i = 0; name && i < table->count; i++)
		if (!strcmp(table->columns[i].name, name))
			return &table->columns[i];
	return NULL;
}

static const char *const yesno[] = {"?", "in", "(", "0", ",", "1", ")", NULL};
static const char *const day[] = {"date", "(", "?", ")", "is", "?", NULL};
static const char *const partial[] = {"date", "(", "substr", "(", "?", NULL};
static const char *const month[] = {"date", "(", "?", "||", "'-01'", NULL};
static const char *const length[] = {"length", "(", "?", ")", "<=", "#", NULL};

/* The tokens of one CHECK, without its brackets. */
static void
read_check(struct table *table, const struct token *at, size_t count)
{
	static const struct {
		const char *const *pattern;
		enum column_kind kind;
	} kinds[] = {{yesno, KIND_YESNO}, {day, KIND_DATE},
	    {partial, KIND_PARTIAL}, {month, KIND_MONTH}};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		const char *name = NULL;
		struct column *column;

		if (!match(at, count, kinds[i].pattern, &name))
			continue;
		column = named(table, name);
		if (column)
			column->kind = kinds[i].kind;
	}
	for (size_t i = 0; i < count; i++) {
		const char *name = NULL;
		struct column *column;

		if (!match(at + i, count - i, length, &name))
			continue;
		column = named(table, name);
		if (column)
			column->max = (int)strtol(at[i + 5].text, NULL, 10);
	}
}

void
schema_read_checks(struct table *table, const char *sql)
{
	struct token *tokens = NULL;
	size_t count = 0, capacity = 0;

	while (sql && *(sql = skip_blank(sql))) {
		tokens = mem_grow(tokens, count, &capacity, sizeof(*tokens));
		sql = next_token(sql, &tokens[count++]);
	}
	for (size_t i = 0; i + 1 < count; i++) {
		size_t end = i + 2, depth = 1;

		if (strcmp(tokens[i].text, "check") != 0 ||
		    strcmp(tokens[i + 1].text, "(") != 0)
			continue;
		for (; end < count && depth > 0; end++) {
			depth += !strcmp(tokens[end].text, "(");
			depth -= !strcmp(tokens[end].text, ")");
		}
		read_check(table, tokens + i + 2, end - i - 3);
	}
	free(tokens);
}

int
schema_unnamed_check(const char *sql)
{
	struct token token, before = {""}, before_that = {""};
	int line = 0;

	while (sql && *sql) {
		const char *at = skip_blank(sql), *end = next_token(at, &token);

		for (; sql < at; sql++)
			line += *sql == '\n';
		if (!strcmp(token.text, "check") &&
		    strcmp(before_that.text, "constraint") != 0)
			return line;
		for (; sql < end; sql++)
			line += *sql == '\n';
		before_that = before;
		before = token;
	}
	return -1;
}
