/*
 * Sums, signatures, notes and page numbers, told by the first words of the
 * row.  Looks at no more than that: a record is never taken for a sum
 * because of what stands further right.
 */
#include "sheet/import_row.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

static bool
is_blank_cell(const char *s)
{
	while (*s) {
		int32_t cp;

		if ((unsigned char)*s > ' ' && (unsigned char)*s < 0x80)
			return false;
		s += text_decode(s, strlen(s), &cp);
		if (cp != ' ' && cp != '\t' && cp != 0x3000 && cp != 0xa0 &&
		    cp != '\n' && cp != '\r')
			return false;
	}
	return true;
}

/* Without blanks, half width. The caller's. */
static char *
plain(const char *cell)
{
	char *text = text_fold(cell), *to = text;

	for (const char *from = text; *from; from++)
		if (!strchr(" \t\r\n", *from))
			*to++ = *from;
	*to = '\0';
	return text;
}

static bool
is_number(const char *s)
{
	return *s && !s[strspn(s, "0123456789.")];
}

static bool
ends_in(const char *text, const char *word)
{
	size_t size = strlen(text), tail = strlen(word);

	return size >= tail && !strcmp(text + size - tail, word);
}

static bool
is_sum(const char *text)
{
	static const char *const words[] = {
	    "合计", "总计", "小计", "共计", "累计", "本页合计", "总合计"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t size = strlen(words[i]);

		/* 合计 合计：12 合计12人 合计（人） */
		if (!strncmp(text, words[i], size) &&
		    (!text[size] || strchr(":(0123456789", text[size])))
			return true;
	}
	return ends_in(text, "小计") || ends_in(text, "合计");
}

static bool
is_foot(const char *text)
{
	static const char *const words[] = {"制表", "填表", "填报", "审核",
	    "复核", "审批", "核对", "负责", "单位负责", "主管", "分管",
	    "主要负责", "经办", "联系", "报送", "上报", "单位(", "单位:",
	    "日期:", "注:", "注(", "备注:", "说明:", "填表说明", "电话:",
	    "打印"};
	static const char *const alone[] = {
	    "制表人", "填表人", "填报人", "审核人", "复核人", "经办人"};
	bool colon = strchr(text, ':') != NULL;

	for (size_t i = 0; i < sizeof alone / sizeof *alone; i++)
		if (!strcmp(text, alone[i]))
			return true;
	if (!strncmp(text, "第", strlen("第")) && strstr(text, "页"))
		return true;
	for (size_t i = 0; colon && i < sizeof words / sizeof *words; i++)
		if (!strncmp(text, words[i], strlen(words[i])))
			return true;
	return false;
}

/* The first cell that is no number: 序号 may stand before it. */
static const char *
first_words(const struct source_row *row, bool *any)
{
	*any = false;
	for (size_t c = 0; c < row->count; c++) {
		if (is_blank_cell(row->cells[c]))
			continue;
		*any = true;
		if (!is_number(row->cells[c]))
			return row->cells[c];
	}
	return NULL;
}

enum import_row
import_row_kind(const struct source_row *row)
{
	enum import_row kind = IMPORT_ROW_RECORD;
	bool any;
	const char *first = first_words(row, &any);
	char *text;

	if (!any)
		return IMPORT_ROW_BLANK;
	if (!first)
		return IMPORT_ROW_RECORD;
	text = plain(first);
	if (is_sum(text))
		kind = IMPORT_ROW_SUM;
	else if (is_foot(text))
		kind = IMPORT_ROW_FOOT;
	free(text);
	return kind;
}
