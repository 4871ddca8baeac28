/*
 * Blank-separated words, as definition files and the schema's declarations
 * write lists.  Knows nothing of what the words name.
 */
#ifndef JB_RECORD_WORDS_H
#define JB_RECORD_WORDS_H

#include <stdbool.h>
#include <stddef.h>

/* The next word from *at on, which moves behind it; false at the end.  NULL is empty. */
bool words_next(const char **at, const char **word, size_t *size);
/* The same as a string of its own, the caller's; NULL at the end. */
char *words_take(const char **at);
bool words_have(const char *list, const char *word);
/* A whole number without sign, at most `most`. */
bool words_number(const char *text, int most, int *number);

#endif
