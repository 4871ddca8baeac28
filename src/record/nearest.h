/*
 * The word somebody probably meant: the nearest of the words that would
 * have been right.  Knows nothing of what the words name.
 */
#ifndef JB_RECORD_NEAREST_H
#define JB_RECORD_NEAREST_H

struct nearest {
	const char *word; /* what was written */
	const char *best; /* borrowed from the candidates; NULL: none is near */
	int distance;
};

void nearest_init(struct nearest *, const char *word);
void nearest_try(struct nearest *, const char *candidate);
/* "，是否「X」" or "": for the end of a sentence. Until the next call. */
const char *nearest_words(const struct nearest *);

#endif
