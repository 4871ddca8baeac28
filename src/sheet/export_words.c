/* The texts of a report: its title on its day, the name of its file. */
#include "sheet/export_words.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/text.h"

const char *
export_words_ending(enum export_format format)
{
	static const char *const endings[] = {"xlsx", "csv", "txt"};

	return endings[format];
}

static char *
month_words(const struct export_job *job)
{
	return mem_printf("%.4s年%d月", job->as_of,
	    (job->as_of[5] - '0') * 10 + (job->as_of[6] - '0'));
}

char *
export_words_fill(const struct export_job *job, const char *title)
{
	struct buf out = {0};
	char *month = month_words(job);

	while (title && *title) {
		if (!strncmp(title, "{month}", 7)) {
			buf_add_string(&out, month);
			title += 7;
		} else if (!strncmp(title, "{year}", 6)) {
			buf_add(&out, job->as_of, 4);
			title += 6;
		} else if (!strncmp(title, "{organ}", 7)) {
			buf_add_string(&out, job->organ);
			title += 7;
		} else {
			buf_add_char(&out, *title++);
		}
	}
	free(month);
	return buf_take(&out);
}

/* Han, letters, digits, - and _ stay. */
static void
file_part(struct buf *out, const char *text)
{
	size_t left = strlen(text);
	int kept = 0;

	while (left && kept < 60) {
		int32_t cp;
		size_t size = text_decode(text, left, &cp);
		bool plain =
		    (cp >= '0' && cp <= '9') || (cp >= 'A' && cp <= 'Z') ||
		    (cp >= 'a' && cp <= 'z') || cp == '-' || cp == '_' ||
		    cp == 0x3007 || (cp >= 0x3400 && cp <= 0x9fff) ||
		    (cp >= 0x20000 && cp <= 0x3ffff);

		if (plain)
			buf_add(out, text, size);
		else if (out->size && out->text[out->size - 1] != '_')
			buf_add_char(out, '_');
		text += size;
		left -= size;
		kept++;
	}
	while (out->size && out->text[out->size - 1] == '_')
		out->text[--out->size] = '\0';
}

char *
export_words_part(const char *text)
{
	struct buf out = {0};

	file_part(&out, text);
	return buf_take(&out);
}

/* The title without its places: the month stands at the end anyway. */
static void
file_title(struct buf *out, const char *title)
{
	struct buf bare = {0};

	while (*title) {
		if (!strncmp(title, "{year}年", strlen("{year}年")))
			title += strlen("{year}年") - 1;
		else if (*title == '{')
			title += strcspn(title, "}");
		else
			buf_add_char(&bare, *title);
		title += *title != '\0';
	}
	file_part(out, buf_string(&bare));
	buf_done(&bare);
}

char *
export_words_file(const struct export_job *job, const struct exportdef *def)
{
	struct buf out = {0};

	if (def->code) {
		file_part(&out, def->code);
		buf_add_char(&out, '-');
	}
	file_title(&out, def->title);
	buf_add_char(&out, '-');
	buf_add(&out, job->as_of, def->monthly || job->options->month ? 7 : 10);
	return buf_take(&out);
}

char *
export_words_day(const struct export_job *job, const struct exportdef *def)
{
	char *month, *words;
	struct date day;

	if (def->monthly) {
		month = month_words(job);
		words = mem_printf("月份：%s", month);
		free(month);
		return words;
	}
	date_read(job->as_of, &day);
	return mem_printf(
	    "截止日期：%d年%d月%d日", day.year, day.month, day.day);
}
