/* Text of the manual pages: what roff would take for itself is escaped. */
#include <stdio.h>
#include <string.h>

#include "cli.h"

#define ROW 64

static void
put(char c)
{
	if (c == '\\' || c == '-')
		putchar('\\');
	putchar(c);
}

void
cli_roff(const char *s)
{
	bool start = true;

	for (; *s; s++) {
		if (start && (*s == '.' || *s == '\''))
			fputs("\\&", stdout);
		put(*s);
		start = *s == '\n';
	}
}

void
cli_roff_text(const char *s)
{
	size_t column = 0;

	while (*s) {
		size_t size = strcspn(s, " ");

		if (column && column + 1 + size > ROW) {
			putchar('\n');
			column = 0;
		} else if (column) {
			putchar(' ');
			column++;
		}
		if (!column && (*s == '.' || *s == '\''))
			fputs("\\&", stdout);
		for (size_t i = 0; i < size; i++)
			put(s[i]);
		column += size;
		s += size + strspn(s + size, " ");
	}
	putchar('\n');
}
