/* Blank-separated words; blanks, tabs and line ends part them. */
#include "record/words.h"

#include <string.h>

#include "base/mem.h"

static const char blanks[] = " \t\r\n";

bool
words_next(const char **at, const char **word, size_t *size)
{
	if (!*at)
		return false;
	*word = *at + strspn(*at, blanks);
	*size = strcspn(*word, blanks);
	*at = *word + *size;
	return *size > 0;
}

char *
words_take(const char **at)
{
	const char *word;
	size_t size;

	return words_next(at, &word, &size) ? mem_strndup(word, size) : NULL;
}

bool
words_have(const char *list, const char *wanted)
{
	const char *word;
	size_t size;

	while (words_next(&list, &word, &size))
		if (size == strlen(wanted) && !memcmp(word, wanted, size))
			return true;
	return false;
}

bool
words_number(const char *text, int most, int *number)
{
	int n = 0;

	if (!*text)
		return false;
	for (const char *p = text; *p; p++) {
		if (*p < '0' || *p > '9')
			return false;
		n = n * 10 + (*p - '0');
		if (n > most)
			return false;
	}
	*number = n;
	return true;
}
