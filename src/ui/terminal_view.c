/* The terminal's self-test (see terminal_view.h). */
#include "ui/terminal_view.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/draw.h"
#include "ui/term.h"

#define KEYS_SHOWN 60 /* cells */

struct terminal_view {
	struct view view;
	struct buf keys; /* names of those that arrived */
	bool leaving;    /* the last one was Esc */
};

static void
terminal_view_close(struct view *view)
{
	struct terminal_view *v = (struct terminal_view *)view;

	buf_done(&v->keys);
	free(v);
}

static unsigned
terminal_view_contexts(const struct view *view)
{
	(void)view;
	return 0; /* no key is a command here */
}

static void
terminal_view_path(struct view *view, struct buf *to)
{
	(void)view;
	buf_add_string(to, _("终端自检"));
}

static void
terminal_view_hint(struct view *view, struct buf *to)
{
	(void)view;
	buf_add_string(to,
	    _("按 F1 到 F12、Ctrl+字母、方向键，看到不到；连按两次 Esc 返回"));
}

/* ---- drawing ---- */

/* A sample and then a bar in a place of its own: where the two touch, the
 * terminal counts the sample's cells as we do. */
static void
draw_sample(struct rect body, int row, const char *label, const char *sample)
{
	int width = text_width(sample);

	if (row >= body.rows)
		return;
	draw_text(body.y + row, body.x + 2, 14, ROLE_KEY, label);
	draw_text(body.y + row, body.x + 17, width, ROLE_NORMAL, sample);
	draw_text(body.y + row, body.x + 17 + width, 1, ROLE_NORMAL, "|");
	if (!draw_can_show(sample))
		draw_text(body.y + row, body.x + 20 + width, 20, ROLE_WARNING,
		    _("系统不认识，画成 〓"));
}

static void
draw_roles(struct rect body, int row)
{
	static const struct {
		enum draw_role role;
		const char *name;
	} roles[] = {
	    {ROLE_TITLE, N_("焦点")}, {ROLE_KEY, N_("键")},
	    {ROLE_DERIVED, N_("算出")}, {ROLE_PASSED, N_("+通过")},
	    {ROLE_WARNING, N_("!警告")}, {ROLE_REFUSAL, N_("x拒绝")},
	    {ROLE_MODE, N_("模式")}, {ROLE_DIM, N_("作废")},
	};
	int x = body.x + 17;

	if (row >= body.rows)
		return;
	draw_text(body.y + row, body.x + 2, 14, ROLE_KEY, _("颜色"));
	for (size_t i = 0; i < sizeof(roles) / sizeof(roles[0]); i++)
		x += 1 +
		    draw_text(body.y + row, x, body.columns - x,
			roles[i].role, _(roles[i].name));
}

static void
terminal_view_draw(struct view *view, struct rect body, int *y, int *x)
{
	struct terminal_view *v = (struct terminal_view *)view;
	const char *term = getenv("TERM");
	char *size = mem_printf("TERM=%s   %dx%d", term ? term : "",
	    term_columns(), term_rows());
	int row = 0;

	draw_text(body.y + row++, body.x + 2, body.columns - 2, ROLE_NORMAL,
	    size);
	free(size);
	draw_text(body.y + row++, body.x + 2, body.columns - 2, ROLE_DIM,
	    _("每行的样字和竖线应当挨着，所有画面才对得齐："));
	draw_sample(body, row++, _("标尺"), "1234567890123456789012345678901234567890");
	draw_sample(body, row++, _("汉字"), "街道办事处机构编制人员社工薪酬会议准入报");
	draw_sample(body, row++, _("全角"), "１２３４５，。（）：；！？「」＋－＝／＊");
	draw_sample(body, row++, _("扩展汉字"), "\xF0\xA0\xAE\xB7\xF0\xB1\x8D\x90〇䶮");
	draw_sample(body, row++, _("两可的字"), "\xC2\xB7\xE2\x80\x94\xE2\x80\xA6\xE2\x80\x9C\xE2\x80\x9D\xC3\x97\xE2\x91\xA0");
	draw_roles(body, row++);
	row++;
	if (row < body.rows)
		draw_text(body.y + row, body.x + 2, 14, ROLE_KEY, _("到了的键"));
	*y = body.y + (row < body.rows ? row : 0);
	*x = body.x + 17 +
	    draw_text(*y, body.x + 17, body.columns - 18, ROLE_NORMAL,
		buf_string(&v->keys));
}

/* ---- keys ---- */

static void
terminal_view_add(struct terminal_view *v, const char *name)
{
	if (text_width(buf_string(&v->keys)) > KEYS_SHOWN)
		buf_clear(&v->keys);
	buf_printf(&v->keys, "%s%s", v->keys.size ? " " : "", name);
}

static bool
terminal_view_key(struct view *view, int key)
{
	struct terminal_view *v = (struct terminal_view *)view;
	char label[KEYMAP_NAME_SIZE] = "";

	if (key == K_ESC && v->leaving) {
		desk_close(view->desk);
		return true;
	}
	v->leaving = key == K_ESC;
	keymap_label(key, label);
	terminal_view_add(v, *label ? label : "?");
	return true;
}

static bool
terminal_view_command(struct view *view, enum command_id command)
{
	(void)view;
	(void)command;
	return true;
}

static bool
terminal_view_text(struct view *view, const char *text, bool pasted)
{
	struct terminal_view *v = (struct terminal_view *)view;
	char *shown = text_gate_out(text, false);

	v->leaving = false;
	terminal_view_add(v, pasted ? _("(粘贴)") : shown);
	free(shown);
	return true;
}

static const struct view_class terminal_view_class = {
    .name = "terminal",
    .close = terminal_view_close,
    .contexts = terminal_view_contexts,
    .path = terminal_view_path,
    .hint = terminal_view_hint,
    .draw = terminal_view_draw,
    .key = terminal_view_key,
    .command = terminal_view_command,
    .text = terminal_view_text,
};

struct view *
terminal_view_new(struct desk *desk)
{
	struct terminal_view *v = mem_alloc(sizeof(*v));

	v->view.class = &terminal_view_class;
	v->view.desk = desk;
	return &v->view;
}
