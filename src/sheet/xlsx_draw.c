/* Lines over the whole width, and how high a text is. */
#include "sheet/xlsx_draw.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"

int
xlsx_draw_last(const struct xlsx_sheet *s)
{
	return (int)s->layout->grid - 1;
}

bool
xlsx_draw_line(struct xlsx_sheet *s, enum xlsx_style style, const char *text,
    double height, struct err *err)
{
	int i;

	xlsx_row_height(s->x, s->row, height);
	if (!xlsx_text(s->x, s->row, 0, style, 0, text, err))
		return false;
	for (i = 1; i <= xlsx_draw_last(s); i++)
		if (!xlsx_blank(s->x, s->row, i, style, 0, err))
			return false;
	xlsx_merge(s->x, s->row, 0, s->row, xlsx_draw_last(s));
	s->row++;
	return true;
}

/* Rows are not made higher by themselves when a text is wrapped. */
int
xlsx_draw_lines(const char *text, int room)
{
	int lines = 0;

	while (*text) {
		size_t size = strcspn(text, "\n");
		char *line = mem_strndup(text, size);
		int width = text_width(line);

		lines += width ? (width + room - 1) / (room > 0 ? room : 1) : 1;
		free(line);
		text += size + (text[size] == '\n');
	}
	return lines;
}
