/* The rows around a list: path, chips and counts, the whole cell, hint. */
#include "ui/list_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"

void
list_words_path(struct view *view, struct buf *to)
{
	struct list_view *v = (struct list_view *)view;
	const struct formdef *form = list_form(v->list);
	const struct listdef *def = list_def(v->list);

	buf_add_string(to, _(form->section));
	if (strcmp(form->section, form->title) != 0)
		buf_printf(to, " > %s", _(form->title));
	if (def && def->title && *def->title &&
	    strcmp(def->title, form->title) != 0)
		buf_printf(to, " > %s", _(def->title));
}

/* From which chip on they fit: older ones fold into "+n". */
static size_t
first_chip(char **chips, size_t count, int cells)
{
	int used = 0;
	size_t i = count;

	while (i > 0) {
		used += text_width(chips[i - 1]) + 3;
		if (used > cells)
			break;
		i--;
	}
	return i;
}

static void
add_chips(struct list_view *v, struct buf *to, int cells)
{
	size_t count = list_chips(v->list), first;
	char **chips = mem_array(count + 1, sizeof(*chips));

	for (size_t i = 0; i < count; i++)
		chips[i] = list_chip(v->list, i);
	first = first_chip(chips, count, cells - 4);
	if (first)
		buf_printf(to, "+%zu ", first);
	for (size_t i = 0; i < count; i++) {
		if (i >= first)
			buf_printf(to, "[%s] ", chips[i]);
		free(chips[i]);
	}
	free(chips);
}

void
list_words_status(struct view *view, struct buf *to, int cells)
{
	struct list_view *v = (struct list_view *)view;
	const char *search = list_search_text(v->list);
	struct err ignored = {0};
	struct buf left = {0}, right = {0};
	int64_t all = 0;

	buf_printf(&right, "%lld%s", (long long)list_size(v->list),
	    list_is_settled(v->list) ? "" : "+");
	if (list_count_all(v->list, &all, &ignored))
		buf_printf(&right, " / %lld", (long long)all);
	err_done(&ignored);
	if (list_marks(v->list))
		buf_printf(&right, _(" 已选 %zu"), list_marks(v->list));
	if (v->told && *v->told)
		buf_printf(&left, "%s   ", v->told);
	if (list_sort(v->list)) {
		bool down = *list_sort(v->list) == '-';
		const struct field *f = formdef_field(
		    list_form(v->list), list_sort(v->list) + down);

		buf_printf(&left, "%s%s ", down ? _("由大到小 ") : _("由小到大 "),
		    f ? _(f->label) : "");
	}
	add_chips(v, &left,
	    cells - text_width(buf_string(&right)) -
		text_width(buf_string(&left)) - text_width(search) - 6);
	if (v->searching || *search)
		buf_printf(&left, _("搜 %s"), search);
	text_pad(to, buf_string(&left),
	    cells - text_width(buf_string(&right)) - 1, -1);
	buf_add_string(to, " ");
	buf_add_string(to, buf_string(&right));
	buf_done(&left);
	buf_done(&right);
}

void
list_words_cell(struct view *view, struct buf *to)
{
	struct list_view *v = (struct list_view *)view;
	size_t at = list_column_at(v->list);
	const struct field *field;
	struct err ignored = {0};
	const char *total;
	bool counted;

	if (!list_size(v->list) || !list_columns(v->list))
		return;
	field = list_column(v->list, at);
	/* a counted row is named by its line, beside what names it already */
	counted = list_form(v->list)->table->view;
	if (!counted || !list_form(v->list)->side)
		buf_add_string(to, list_code(v->list));
	if (strcmp(field->name, "code") != 0 &&
	    (!counted || !list_form(v->list)->side ||
		(int)at >= list_def(v->list)->freeze))
		buf_printf(to, "%s%s %s", to->size ? " " : "",
		    _(field->label),
		    list_cell(v->list, list_at(v->list), at));
	if (v->line && *v->line)
		buf_printf(to, "%s%s", to->size ? "   " : "", v->line);
	total = list_sum(v->list, at, &ignored);
	if (total && list_size(v->list) > 1)
		buf_printf(to, "   %s %s",
		    list_marks(v->list) ? _("已选合计") : _("合计"), total);
	err_done(&ignored);
}

/* Which condition leaves nothing: without it there would be rows. */
static void
add_empty_hint(struct list_view *v, struct buf *to)
{
	size_t at;
	char *chip;

	if (!list_chip_empties(v->list, &at)) {
		buf_add_string(
		    to, _("没有符合的行：几个条件一起，一行也不剩；Backspace 去掉最后一个"));
		return;
	}
	chip = list_chip(v->list, at);
	buf_printf(to, _("没有符合的行，因为 [%s]：Backspace 去掉%s"), chip,
	    at + 1 == list_chips(v->list) ? _("它") : _("最后一个条件"));
	free(chip);
}

void
list_words_hint(struct view *view, struct buf *to)
{
	struct list_view *v = (struct list_view *)view;
	const struct listdef *def = list_def(v->list);

	if (v->searching && list_size(v->list))
		buf_add_string(to,
		    _("汉字、拼音首字母、号码尾数；回车打开，Tab 到行上，Esc 清掉"));
	else if (!list_size(v->list) && *list_search_text(v->list))
		buf_printf(to, _("没有「%s」：Backspace 退字，Esc 清掉搜索"),
		    list_search_text(v->list));
	else if (def && def->batch && list_marks(v->list))
		buf_add_string(to,
		    _("F6 一起办有记号的；空格去掉一行的记号，回车看一条"));
	else if (v->warning && *v->warning && list_size(v->list))
		buf_printf(to, "! %s", v->warning);
	else if (def && def->hint && list_size(v->list))
		buf_add_string(to, _(def->hint));
	else if (!list_size(v->list) && list_chips(v->list))
		add_empty_hint(v, to);
	else if (!list_size(v->list))
		buf_add_string(to, def && def->hint ? _(def->hint)
			: list_form(v->list)->table->view
			? _("现在没有行")
			: _("还没有行：F5 新增"));
	else if (list_form(v->list)->table->view)
		buf_add_string(to, _("打字即搜，= 筛此值，+ 排序，回车看构成的行"));
	else
		buf_add_string(to,
		    _("1办理 2修改 3复制 4作废 5查看 7为什么 8轨迹 空格记号 =筛 +排序 /搜"));
}

const enum command_id *
list_words_legend(struct view *view)
{
	static const enum command_id rows[] = {COMMAND_ENTER, COMMAND_ADD,
	    COMMAND_WHY, COMMAND_EXPORT, COMMAND_PALETTE, COMMAND_UNDO,
	    COMMAND_HELP, COMMAND_BACK, COMMAND_NONE};

	static const enum command_id counts[] = {COMMAND_ENTER, COMMAND_WHY,
	    COMMAND_EXPORT, COMMAND_AS_OF, COMMAND_QUERY, COMMAND_PALETTE,
	    COMMAND_HELP, COMMAND_BACK, COMMAND_NONE};
	struct list_view *v = (struct list_view *)view;

	if (list_form(v->list)->table->view)
		return counts;
	return rows;
}
