/*
 * Looking things up in the table of commands.  Must not know keys but by
 * name, nor who carries a command out.
 */
#include "record/command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/text.h"
#include "record/nearest.h"
#include "record/words.h"

const struct command *
command_get(enum command_id id)
{
	for (const struct command *c = command_table; c->id; c++)
		if (c->id == id)
			return c;
	return NULL;
}

const struct command *
command_named(const char *word)
{
	for (const struct command *c = command_table; c->id; c++)
		if (!strcmp(c->word, word))
			return c;
	return NULL;
}

static bool
begins_two_words(const char *word)
{
	size_t size = strlen(word);

	for (const struct command *c = command_table; c->id; c++)
		if (size && (c->contexts & CONTEXT_CLI) &&
		    !strncmp(c->word, word, size) && c->word[size] == ' ')
			return true;
	return false;
}

const struct command *
command_find_words(const char *const *words, size_t count, size_t *used)
{
	const struct command *found = NULL;

	*used = 0;
	if (count == 0)
		return NULL;
	for (const struct command *c = command_table; c->id; c++) {
		const char *blank = strchr(c->word, ' ');
		size_t first =
		    blank ? (size_t)(blank - c->word) : strlen(c->word);

		if (!(c->contexts & CONTEXT_CLI) || strlen(words[0]) != first ||
		    strncmp(c->word, words[0], first))
			continue;
		if (blank && (count < 2 || strcmp(blank + 1, words[1])))
			continue;
		found = c;
		*used = blank ? 2 : 1;
		break;
	}
	if (!found && begins_two_words(words[0]))
		*used = 1;
	return found;
}

const char *
command_nearest(const char *word)
{
	struct nearest nearest;

	nearest_init(&nearest, word);
	for (const struct command *c = command_table; c->id; c++)
		if (c->contexts & CONTEXT_CLI)
			nearest_try(&nearest, c->word);
	return nearest.best;
}

const char *
command_title(const struct command *c)
{
	if (lang_is_on())
		return c->word;
	return c->legend[0] ? c->legend : c->help_zh;
}

const char *
command_legend(const struct command *c)
{
	return c->legend[0] && lang_is_on() ? c->word : c->legend;
}

const char *
command_help(const struct command *c, bool english)
{
	return english ? c->help_en : c->help_zh;
}

bool
command_matches(const struct command *c, const char *typed)
{
	char *folded = text_fold(typed);
	bool match = strstr(c->legend, typed) || strstr(c->help_zh, typed) ||
		     !strncasecmp(c->word, folded, strlen(folded));

	free(folded);
	return match;
}

bool
command_own_option(
    const struct command *c, size_t index, char *out, size_t size)
{
	const char *s = c->arguments;

	while ((s = strchr(s, '-'))) {
		size_t length = strspn(s, "-abcdefghijklmnopqrstuvwxyz");
		bool begins = s == c->arguments || s[-1] == ' ' || s[-1] == '[';

		if (begins && length > 1 && index-- == 0) {
			snprintf(out, size, "%.*s", (int)length, s);
			return true;
		}
		s += length;
	}
	return false;
}

const struct command *
command_of_line(const char *line, const char **rest)
{
	const struct command *found = NULL;
	size_t longest = 0;

	for (const struct command *c = command_table; c->id; c++) {
		size_t size = strlen(c->word);

		if (!(c->contexts & CONTEXT_CLI) || size <= longest ||
		    strncmp(line, c->word, size) ||
		    (line[size] && line[size] != ' '))
			continue;
		found = c;
		longest = size;
	}
	if (rest)
		*rest = line + longest + (line[longest] == ' ');
	return found;
}

char *
command_told(const char *words)
{
	const char *rest = words;
	const struct command *c = command_of_line(words, &rest);
	struct buf told = {0};
	bool value = false; /* what follows an option belongs to it */
	char *word;

	if (c)
		buf_add_string(&told, command_title(c));
	while ((word = words_take(&rest))) {
		bool month = !strcmp(word, "--month");

		if (*word != '-' && !value)
			buf_printf(&told, "%s%s", told.size ? " " : "", word);
		value = *word == '-' && !month && strcmp(word, "--all") != 0;
		free(word);
	}
	return buf_take(&told);
}

bool
command_is_grave(const struct command *c)
{
	return c->id == COMMAND_MONTH_CLOSE || c->id == COMMAND_MONTH_REOPEN ||
	    c->id == COMMAND_RESTORE;
}
