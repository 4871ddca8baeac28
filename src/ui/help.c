/* F1 (see help.h). */
#include "ui/help.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/page.h"
#include "ui/term.h"

static const char *
kind_words(const struct field *field)
{
	switch (field->kind) {
	case KIND_NUMBER:
		return _("整数；=12*38 会算出来");
	case KIND_MONEY:
		return _("元，至多两位小数；=12*38 会算出来");
	case KIND_SCORE:
		return _("分数，至多两位小数");
	case KIND_DATE:
		return _("日期：0301 本年3月1日，260301，5 本月5日，+30，-1m，月底，. 今天");
	case KIND_PARTIAL:
		return _("日期，也可以只写到月（202603）或年（2026）");
	case KIND_MONTH:
		return _("月份：2026-03 或 202603");
	case KIND_TIME:
		return _("时间");
	case KIND_YESNO:
		return _("是 或 否");
	case KIND_CODE:
		return _("代码、名称或拼音首字母，只有一个相符就行；F4 选");
	case KIND_REFERENCE:
		return _("编号、名称或拼音首字母，只有一条相符就行；F4 选");
	case KIND_LONG:
		return _("文字，可以很长");
	case KIND_TEXT:
		break;
	}
	return _("文字");
}

/* `head`, and `text` beside it in as many lines as it takes. */
static void
help_beside(struct view *page, const char *head, const char *text)
{
	int taken = text_width(head);
	struct buf wrapped = {0};
	const char *line;

	text_wrap(&wrapped, text, term_columns() - 2 - taken);
	for (line = buf_string(&wrapped); line;) {
		size_t size = strcspn(line, "\n");

		page_printf(page, ROLE_NORMAL, "%*s%.*s", *head ? 0 : taken,
		    head, (int)size, line);
		head = "";
		line = line[size] ? line + size + 1 : NULL;
	}
	buf_done(&wrapped);
}

static void
help_choices(struct view *page, struct desk *desk, const struct field *field)
{
	struct choice *choices = NULL;
	struct err ignored = {0};
	size_t count = 0;

	if (field->kind != KIND_CODE ||
	    !value_choices(desk->forms, field, "", 30, &choices, &count,
		&ignored)) {
		err_done(&ignored);
		return;
	}
	page_add(page, ROLE_KEY, _("可填的值"));
	for (size_t i = 0; i < count; i++)
		page_printf(page, ROLE_NORMAL, "  %-6s %s", choices[i].code,
		    _(choices[i].label));
	value_choices_free(choices, count);
}

static void
help_field(struct view *page, struct desk *desk, const struct field *field)
{
	const struct column *column = field->column;

	page_add(page, ROLE_KEY, _(field->label));
	if (field->help)
		help_beside(page, "  ", _(field->help));
	page_printf(page, ROLE_NORMAL, _("  填法：%s"), kind_words(field));
	if (field->hint)
		help_beside(page, "  ", _(field->hint));
	if (field->example)
		page_printf(page, ROLE_NORMAL, _("  例：%s"), field->example);
	if (column->max)
		page_printf(page, ROLE_NORMAL, _("  至多 %d 个字"), column->max);
	if (column->derived)
		page_add(page, ROLE_NORMAL,
		    _("  这是算出来的，不用填；F7 看怎样算的"));
	else
		page_printf(page, ROLE_NORMAL, "  %s%s",
		    column->required ? _("必填") : _("可以空着"),
		    column->unique ? _("，不能与别的记录相同") : "");
	help_choices(page, desk, field);
	page_add(page, ROLE_NORMAL, "");
	page_add(page, ROLE_DIM, _("再按 F1：这一屏的全部命令"));
}

static void
add_keys(struct buf *to, struct desk *desk, unsigned contexts,
    const struct command *c)
{
	const char *p = c->keys;
	const char *signs = c->sign_contexts & contexts ? c->signs : "";

	(void)desk;
	for (int part = 0; part < 2; part++, p = signs)
		while (*p) {
			size_t size = strcspn(p, " ");
			int key = keymap_code(p, size);
			char label[KEYMAP_NAME_SIZE] = "";

			if (to->size && size)
				buf_add_char(to, ' ');
			if (key)
				keymap_label(key, label);
			if (*label)
				buf_add_string(to, label);
			else
				buf_add(to, p, size);
			p += size;
			p += strspn(p, " ");
		}
}

static void
help_screen(struct view *page, struct desk *desk, unsigned contexts)
{
	page_add(page, ROLE_KEY, _("这一屏的命令"));
	for (const struct command *c = command_table; c->id; c++) {
		struct buf keys = {0}, line = {0};

		if (!(c->contexts & contexts & CONTEXT_ANY) &&
		    !(c->sign_contexts & contexts))
			continue;
		add_keys(&keys, desk, contexts, c);
		text_pad(&line, buf_string(&keys), 16, -1);
		buf_add_char(&line, ' ');
		text_pad(&line, command_legend(c), 8, -1);
		buf_add_char(&line, ' ');
		help_beside(page, buf_string(&line),
		    command_help(c, desk->options->english));
		buf_done(&line);
		buf_done(&keys);
	}
	page_add(page, ROLE_NORMAL, "");
	page_add(page, ROLE_DIM, _("再按 F1：怎样办事"));
}

static void
help_guides(struct view *page)
{
	static const char *const lines[] = {
	    N_("*怎样办事"),
	    N_("找人       首页直接打拼音首字母或汉字；任何一屏 Ctrl+G；号码尾数先按 /"),
	    N_("找清单     首页按栏目数字，再按清单数字；或 Ctrl+P 打名称"),
	    N_("新增       清单里 F5；一栏一栏 Enter；F6 先列出，Enter 才写入；再 F5 接着下一条"),
	    N_("抄上一条   一栏里打 .. 抄上一条的值；Ctrl+R 让这一栏沿用到后面每一条"),
	    N_("选值       F4 出候选，打代码、汉字、拼音首字母都找得到"),
	    N_("日期       0301 是本年3月1日，5 是本月5日，+30 是三十天后，. 是今天"),
	    N_("办理       记录上按 1，列出现在可走的下一步；要填什么会停在那里"),
	    N_("被拒       F8 先试存；毛病逐条列出，Enter 到那一栏；带 ! 的写明理由可以过"),
	    N_("为什么     任何一个算出来的数上按 F7，看步骤、规则、文号"),
	    N_("撤销       Ctrl+Z 撤销自己上次保存的，Ctrl+Y 再做回来"),
	    N_("时点       Ctrl+T 填日期，全部清单和数字回到那一天；再按、空着回车是今天"),
	    N_("导出       F9 把看到的清单导成表格：这些列、这个次序、这些条件"),
	    N_("筛和排     清单里 = 只看这个值，+ 按这一列排，Backspace 去掉最后一个条件"),
	    N_("中断       Esc 退一步，录了一半的在草稿里，首页会提起"),
	};

	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		page_add(page, *lines[i] == '*' ? ROLE_KEY : ROLE_NORMAL,
		    _(lines[i]) + (*lines[i] == '*'));
}

struct view *
help_new(struct desk *desk, int stage, unsigned contexts,
    const struct field *field)
{
	struct view *page = page_new(desk, _("帮助"));

	if (stage == 1 && !field)
		stage = 2;
	if (stage == 1)
		help_field(page, desk, field);
	else if (stage == 2)
		help_screen(page, desk, contexts);
	else
		help_guides(page);
	page_set_help(page, stage, contexts);
	return page;
}
