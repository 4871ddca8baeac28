/*
 * The screen against the script.  Owns the form of a difference; must not
 * know how the screen came to be.
 */
#include "ui/script_check.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "ui/draw.h"
#include "ui/term.h"

void
script_check_report(struct script_report *report, const char *what,
    const char *want, const char *got)
{
	report->faults++;
	fprintf(report->out, "%s:%zu: %s\n-%s\n+%s\n", report->path,
	    report->line, what, want, got);
}

static char *
without_blanks(const char *line)
{
	size_t size = strlen(line);

	while (size > 0 && line[size - 1] == ' ')
		size--;
	return mem_strndup(line, size);
}

void
script_check_rows(struct script_report *report, char *const *want, size_t count,
    size_t first_line, script_check_row *row)
{
	size_t rows = (size_t)term_rows(), line = report->line;

	for (size_t y = 0; y < rows || y < count; y++) {
		char *found = y < rows ? row((int)y) : mem_strdup("");
		char *wanted = without_blanks(y < count ? want[y] : "");

		report->line = first_line + (y < count ? y : count);
		if (strcmp(found, wanted))
			script_check_report(report, _("屏幕不同"), wanted, found);
		free(found);
		free(wanted);
	}
	report->line = line;
}

void
script_check_row_holds(struct script_report *report, int y, const char *text)
{
	char *found = draw_row(y);

	if (!strstr(found, text))
		script_check_report(report, _("这一行里没有"), text, found);
	free(found);
}

void
script_check_cursor(struct script_report *report, int y, int x)
{
	char wanted[32], found[32];
	int now_y, now_x;

	draw_cursor_place(&now_y, &now_x);
	if (now_y == y && now_x == x)
		return;
	snprintf(wanted, sizeof(wanted), "%d %d", y + 1, x + 1);
	snprintf(found, sizeof(found), "%d %d", now_y + 1, now_x + 1);
	script_check_report(report, _("光标不在那里"), wanted, found);
}

void
script_check_dump(struct buf *to, script_check_row *row)
{
	for (int y = 0; y < term_rows(); y++) {
		char *found = row(y);

		buf_printf(to, "%s\n", found);
		free(found);
	}
}
