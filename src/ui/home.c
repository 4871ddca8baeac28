/* Home (see home.h): its class and its commands. */
#include "ui/home.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "record/draft.h"
#include "ui/home_parts.h"
#include "ui/pick.h"
#include "ui/confirm.h"
#include "ui/run.h"

enum { HOME_TAG_LIST = 1, HOME_TAG_RUN };

static void
home_forget_aside(struct home *h)
{
	if (h->aside)
		draft_drop_aside(h->aside);
	free(h->aside);
	h->aside = NULL;
}

static void
home_close(struct view *view)
{
	struct home *h = (struct home *)view;

	home_forget_aside(h);
	home_read_forget(h);
	free(h->todos);
	free(h);
}

static unsigned
home_contexts(const struct view *view)
{
	(void)view;
	return CONTEXT_HOME;
}

static void
home_path(struct view *view, struct buf *to)
{
	const char *office = view->desk->options->office;

	buf_add_string(to, office ? office : _("街办"));
}

static void
home_cell(struct view *view, struct buf *to)
{
	struct home *h = (struct home *)view;

	if (h->at < h->count)
		buf_printf(to, "%s   %s", h->todos[h->at].text,
		    h->todos[h->at].due);
}

static void
home_hint(struct view *view, struct buf *to)
{
	struct home *h = (struct home *)view;

	if (h->at < h->count && h->todos[h->at].draft)
		buf_add_string(to,
		    _("回车接着录；不要了按 Del 丢掉，Ctrl+Z 找得回来"));
	else
		buf_add_string(to,
		    _("打字即找人（拼音首字母、汉字）；证件、手机尾号先按 /；数字选栏目"));
}

static const enum command_id *
home_legend(struct view *view)
{
	static const enum command_id legend[] = {COMMAND_ENTER, COMMAND_FIND,
	    COMMAND_PALETTE, COMMAND_AS_OF, COMMAND_UNDO, COMMAND_RECENT,
	    COMMAND_HELP, COMMAND_QUIT, COMMAND_NONE};

	(void)view;
	return legend;
}

/* ---- commands ---- */

static void
home_section(struct home *h, size_t digit)
{
	struct desk *desk = h->view.desk;
	struct pick_item *items;
	size_t count;

	if (!h->sections[digit].name) {
		desk_say(desk, MESSAGE_SAID, _("没有第 %zu 个栏目"), digit + 1);
		return;
	}
	items = home_lists(desk, h->sections[digit].name, &count);
	desk_push(desk,
	    pick_menu(
		desk, _(h->sections[digit].name), HOME_TAG_LIST, items, count, true));
}

/* A step that is a command is shown in its words before it runs. */
static void
home_ask_command(struct home *h, const struct home_todo *t)
{
	if (!desk_is_today(h->view.desk)) {
		desk_say(h->view.desk, MESSAGE_REFUSED,
		    _("时点不是今天，只能看：Ctrl+T 回车回到今天"));
		return;
	}
	desk_push(h->view.desk,
	    confirm_new(h->view.desk, t->text, HOME_TAG_RUN, t->command));
}

static void
home_open(struct home *h)
{
	struct desk *desk = h->view.desk;
	const struct home_todo *t;

	home_read_all(h);
	if (h->at >= h->count)
		return;
	t = &h->todos[h->at];
	if (t->command && *t->command)
		home_ask_command(h, t);
	else if (t->draft)
		desk_ask_record(desk, t->form, t->id, t->act);
	else if (*t->form && t->key && *t->key)
		desk_ask_key(desk, t->form, t->key);
	else if (*t->form)
		desk_ask_list(desk, t->form,
		    t->list && *t->list ? t->list : NULL, NULL, NULL);
}

/* Home offers it no more; until the clerk leaves it can be had back. */
static void
home_discard(struct home *h)
{
	struct desk *desk = h->view.desk;
	struct err err = {0};
	const char *path;

	home_read_all(h);
	path = h->at < h->count ? h->todos[h->at].draft : NULL;
	if (!path) {
		desk_say(desk, MESSAGE_SAID,
		    _("光标不在没录完的那一条上：上下移过去再按 Del"));
		return;
	}
	if (draft_set_aside(path, false, &err)) {
		home_forget_aside(h);
		h->aside = mem_strdup(path);
		desk_say(desk, MESSAGE_SAID, _("草稿丢掉了（Ctrl+Z 找回来）"));
		desk->saves++;
	}
	desk_err(desk, &err);
}

static bool
home_bring_back(struct home *h)
{
	struct desk *desk = h->view.desk;
	struct err err = {0};

	if (!h->aside)
		return false;
	if (draft_set_aside(h->aside, true, &err))
		desk_say(desk, MESSAGE_PASSED, _("草稿找回来了"));
	desk_err(desk, &err);
	free(h->aside);
	h->aside = NULL;
	desk->saves++;
	return true;
}

static void
home_move(struct home *h, long by)
{
	long to;

	home_read_all(h);
	to = (long)h->at + by;
	if (to >= (long)h->count)
		to = (long)h->count - 1;
	h->at = to > 0 ? (size_t)to : 0;
}

static void
home_find(struct home *h, const char *text)
{
	struct desk *desk = h->view.desk;
	const char *form = desk_find_form(desk);

	if (form)
		desk_ask_list(desk, form, NULL, NULL, text);
	else
		desk_say(desk, MESSAGE_SAID,
		    _("没有可以随处查找的表单：Ctrl+P 找命令和清单"));
}

static bool
home_command(struct view *view, enum command_id command)
{
	struct home *h = (struct home *)view;

	switch (command) {
	case COMMAND_UP:
	case COMMAND_PREVIOUS:
		home_move(h, -1);
		return true;
	case COMMAND_DOWN:
	case COMMAND_NEXT:
		home_move(h, 1);
		return true;
	case COMMAND_PAGE_UP:
		home_move(h, -h->rows);
		return true;
	case COMMAND_PAGE_DOWN:
		home_move(h, h->rows);
		return true;
	case COMMAND_HOME:
		home_move(h, -(long)h->count);
		return true;
	case COMMAND_END:
		home_move(h, (long)h->count);
		return true;
	case COMMAND_ENTER:
		home_open(h);
		return true;
	case COMMAND_DISCARD:
		home_discard(h);
		return true;
	case COMMAND_UNDO:
		return home_bring_back(h);
	case COMMAND_SEARCH:
		home_find(h, "");
		return true;
	case COMMAND_BACK:
		desk_say(view->desk, MESSAGE_SAID,
		    _("这是首页；F10 或 Ctrl+Q 退出"));
		return true;
	default:
		return false;
	}
}

static bool
home_text(struct view *view, const char *text, bool pasted)
{
	struct home *h = (struct home *)view;
	int sign = keymap_sign(text);

	(void)pasted;
	if (sign >= '1' && sign <= '9')
		home_section(h, (size_t)(sign - '1'));
	else if (!sign || sign >= 0x80 ||
	    ((sign | 0x20) >= 'a' && (sign | 0x20) <= 'z'))
		home_find(h, text);
	else
		return false;
	return true;
}

static void
home_answer(struct view *view, const struct answer *answer)
{
	char *form, *list;

	if (answer->taken && answer->tag == HOME_TAG_RUN)
		desk_push(view->desk, run_new(view->desk, answer->text, 0));
	if (!answer->taken || !answer->code)
		return;
	form = mem_strdup(answer->code);
	list = strchr(form, ' ');
	if (list)
		*list++ = '\0';
	desk_ask_list(view->desk, form, list, NULL, NULL);
	free(form);
}

static const struct view_class home_class = {
    .name = "home",
    .close = home_close,
    .contexts = home_contexts,
    .path = home_path,
    .status = home_draw_status,
    .cell = home_cell,
    .hint = home_hint,
    .legend = home_legend,
    .prepare = home_read_prepare,
    .draw = home_draw_body,
    .idle = home_read_rest,
    .command = home_command,
    .text = home_text,
    .answer = home_answer,
};

struct view *
home_new(struct desk *desk)
{
	struct home *h = mem_alloc(sizeof(*h));

	h->view.class = &home_class;
	h->view.desk = desk;
	h->rows = 1;
	return &h->view;
}
