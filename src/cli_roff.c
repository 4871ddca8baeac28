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

/* A Han counts as roff spells it. */
static size_t
width_of(const char *s, size_t size)
{
	size_t width = 0;

	for (size_t i = 0; i < size; i++)
		width += s[i] & 0x80 ? 3 : 1;
	return width;
}

void
cli_roff_text(const char *s)
{
	size_t column = 0;

	while (*s) {
		size_t size = strcspn(s, " "), width = width_of(s, size);

		if (column && column + 1 + width > ROW) {
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
		column += width;
		s += size + strspn(s + size, " ");
	}
	putchar('\n');
}
