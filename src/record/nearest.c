/*
 * Edit distance over bytes, with a swap of neighbours as one step.  Words
 * are names of keys, fields and forms: short, and mostly ASCII.
 */
#include "record/nearest.h"

#include <stdio.h>
#include <string.h>

#include "base/lang.h"

enum { LONGEST = 64 };

static int
least(int a, int b)
{
	return a < b ? a : b;
}

static int
distance(const char *a, const char *b)
{
	int rows[3][LONGEST + 1];
	size_t m = strlen(a), n = strlen(b);

	if (m > LONGEST || n > LONGEST)
		return LONGEST;
	for (size_t j = 0; j <= n; j++)
		rows[0][j] = (int)j;
	for (size_t i = 1; i <= m; i++) {
		int *now = rows[i % 3], *up = rows[(i + 2) % 3];
		const int *upper = rows[(i + 1) % 3];

		now[0] = (int)i;
		for (size_t j = 1; j <= n; j++) {
			int same = a[i - 1] == b[j - 1] ? 0 : 1;

			now[j] = least(
			    least(up[j], now[j - 1]) + 1, up[j - 1] + same);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1])
				now[j] = least(now[j], upper[j - 2] + 1);
		}
	}
	return rows[m % 3][n];
}

void
nearest_init(struct nearest *n, const char *word)
{
	n->word = word;
	n->best = NULL;
	/* Half of the word may be wrong, but never all of it. */
	n->distance = (int)strlen(word) / 2 + 1;
	if (n->distance > 4)
		n->distance = 4;
}

void
nearest_try(struct nearest *n, const char *candidate)
{
	int d;

	if (!candidate)
		return;
	d = distance(n->word, candidate);
	if (d < n->distance) {
		n->distance = d;
		n->best = candidate;
	}
}

const char *
nearest_words(const struct nearest *n)
{
	static char words[128];

	if (!n->best)
		return "";
	snprintf(words, sizeof words, _("，是否「%s」"), n->best);
	return words;
}
