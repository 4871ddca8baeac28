/*
 * A fault of the law is told with its place: the schema files are searched
 * for the words, as the book keeps rows, not lines.
 */
#include "record/law_fault.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/path.h"

enum { SCHEMA_LIMIT = 16 * 1024 * 1024 };

enum turn { TURN_BOTH, TURN_FIRST, TURN_MADE, TURNS };

/* Does the line make this view, table or trigger? */
static bool
line_makes(const char *line, size_t size, const char *name)
{
	size_t n = strlen(name);

	if (size < 7 || memcmp(line, "CREATE ", 7))
		return false;
	for (size_t i = 7; i + n <= size; i++)
		if (line[i - 1] == ' ' && !memcmp(line + i, name, n) &&
		    (i + n == size || strchr(" (;", line[i + n])))
			return true;
	return false;
}

/* Does the line hold 'word' in quotes? */
static bool
line_has(const char *line, size_t size, const char *word)
{
	size_t n = word ? strlen(word) : 0;

	for (size_t i = 0; word && i + n + 2 <= size; i++)
		if (line[i] == '\'' && !memcmp(line + i + 1, word, n) &&
		    (line[i + n + 1] == '\'' || line[i + n + 1] == ' '))
			return true;
	return !word;
}



static int
find_line(const char *text, const char *a, const char *b, enum turn turn)
{
	int number = 1;

	for (const char *p = text; *p; number++) {
		size_t size = strcspn(p, "\n");

		if (turn == TURN_MADE
			? line_makes(p, size, a)
			: line_has(p, size, a) &&
			      (turn == TURN_FIRST || line_has(p, size, b)))
			return number;
		p += size + (p[size] ? 1 : 0);
	}
	return 0;
}

/* below: lines further down. */
static char *
find_in_dir(const char *dir, const char *a, const char *b, enum turn turn,
    int below)
{
	char **files = path_list(dir, ".sql");
	char *where = NULL;

	for (size_t i = 0; files && files[i] && !where; i++) {
		char *path = path_join(dir, files[i]);
		struct buf text = {0};
		struct err ignored = {0};
		int line = 0;

		if (path_read(path, SCHEMA_LIMIT, &text, &ignored))
			line = find_line(buf_string(&text), a, b, turn);
		err_done(&ignored);
		if (line)
			where = mem_printf("%s:%d", path, line + below);
		buf_done(&text);
		free(path);
	}
	path_list_free(files);
	return where;
}

static char *
find_words(const struct data_dirs *data, const char *a, const char *b,
    enum turn turn, int below)
{
	for (; turn < TURNS; turn++) {
		for (size_t i = 0; i < data->count; i++) {
			char *dir = path_join(data->dirs[i], "schema");
			char *where = find_in_dir(dir, a, b, turn, below);

			free(dir);
			if (where)
				return where;
		}
	}
	return mem_strdup("schema");
}

static void ATTR_FORMAT(3, 0)
tell(struct law_check *c, char *where, const char *fmt, va_list ap)
{
	struct err found = {0};
	char *text = mem_vprintf(fmt, ap);

	err_set(&found, ERR_USAGE, "%s: %s", where, text);
	c->fault(c->data, &found);
	c->found++;
	err_done(&found);
	free(text);
	free(where);
}

void
law_fault(struct law_check *c, const char *a, const char *b, const char *fmt,
    ...)
{
	const struct data_dirs *data = &forms_book(c->forms)->data;
	va_list ap;

	va_start(ap, fmt);
	tell(c, find_words(data, a, b, TURN_BOTH, 0), fmt, ap);
	va_end(ap);
}

void
law_fault_made(
    struct law_check *c, const char *name, int below, const char *fmt, ...)
{
	const struct data_dirs *data = &forms_book(c->forms)->data;
	va_list ap;

	va_start(ap, fmt);
	tell(c, find_words(data, name, NULL, TURN_MADE, below), fmt, ap);
	va_end(ap);
}
