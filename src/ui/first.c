/*
 * First start: three questions before there is a book (see ui.h).  A small
 * loop of its own, because nothing the views need exists yet.
 */
#include "ui/ui.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "record/keymap.h"
#include "record/textedit.h"
#include "ui/draw.h"
#include "ui/frame.h"
#include "ui/input.h"
#include "ui/layout.h"
#include "ui/term.h"

enum { ASK_OFFICE, ASK_CLERK, ASK_SCHEME, ASK_FILE, QUESTIONS };
#define VALUE_X 14
#define VALUE_CELLS 40

struct first {
	const struct ui_first *about;
	struct textedit answers[QUESTIONS]; /* ASK_SCHEME's is not typed in */
	int at;
	size_t choice; /* 0 later, then the schemes, then a file */
	char *said;
	enum ui_first_end end;
	bool ended;
};

static size_t
choices(const struct first *f)
{
	return f->about->scheme_count + 2;
}

static bool
from_file(const struct first *f)
{
	return f->choice + 1 == choices(f);
}

/* ---- drawing ---- */

static void
draw_typed(struct first *f, int i, int row, int *y, int *x)
{
	int caret, used;
	size_t from;

	textedit_view(&f->answers[i], VALUE_CELLS, &from, &caret);
	used = draw_text(row, VALUE_X, VALUE_CELLS, ROLE_NORMAL,
	    textedit_text(&f->answers[i]) + from);
	draw_fill(row, VALUE_X + used, VALUE_CELLS - used, ROLE_DIM, '_');
	if (i != f->at)
		return;
	draw_text(row, 0, 1, ROLE_NORMAL, ">");
	*y = row;
	*x = VALUE_X + caret;
}

static const char *
choice_words(const struct first *f, size_t i)
{
	if (i == 0)
		return _("以后再说");
	return i + 1 == choices(f) ? _("从文件载入") : f->about->schemes[i - 1].title;
}

/* As many as fit, the chosen one among them; returns the row below. */
static int
draw_choices(struct first *f, int row, int rows, int *y, int *x)
{
	size_t shown = rows > 1 ? (size_t)rows : 1;
	size_t first = f->choice >= shown ? f->choice - shown + 1 : 0;

	for (size_t i = first; i < choices(f) && i < first + shown; i++) {
		char *line = mem_printf("%zu %s", i + 1, choice_words(f, i));
		bool here = i == f->choice;

		draw_cell(row, VALUE_X, term_columns() - VALUE_X,
		    here ? ROLE_KEY : ROLE_NORMAL, line, -1);
		if (here)
			draw_text(row, VALUE_X - 2, 1, ROLE_NORMAL, ">");
		if (here && f->at == ASK_SCHEME) {
			draw_role_over(row, VALUE_X - 2, 2, ROLE_FOCUS);
			*y = row;
			*x = VALUE_X - 2;
		}
		free(line);
		row++;
	}
	return row;
}

static void
draw_foot(struct first *f, int row)
{
	char *path = mem_printf(_("账本：%s"), f->about->book_path);

	if (row < term_rows() - 3)
		draw_text(row, 1, term_columns() - 1, ROLE_NORMAL, path);
	if (f->said)
		draw_text(term_rows() - 3, 1, term_columns() - 1,
		    ROLE_REFUSAL, f->said);
	draw_text(term_rows() - 1, 1, term_columns() - 1, ROLE_NORMAL,
	    _("F6建账本   0 先看演示（另一个账本，随便试）   "
	    "Esc退出，什么也不建"));
	free(path);
}

static void
first_draw(struct first *f)
{
	struct layout l = layout_screen(
	    term_rows(), term_columns(), false, 0, true);
	char *login = mem_printf(
	    _("登录名 %s；第一人有全部权限"), f->about->login);
	int y = 0, x = 0, row;

	draw_clear();
	if (l.too_small) {
		frame_draw_too_small(&l);
		draw_flush();
		free(login);
		return;
	}
	draw_text(0, 1, term_columns() - 1, ROLE_KEY,
	    _("街办：第一次使用。三个问题，答完就能用，以后都能改"));
	draw_text(2, 1, 12, ROLE_KEY, _("1 单位名称"));
	draw_typed(f, ASK_OFFICE, 2, &y, &x);
	draw_text(3, 1, 12, ROLE_KEY, _("2 你的姓名"));
	draw_typed(f, ASK_CLERK, 3, &y, &x);
	draw_text(4, VALUE_X, term_columns() - VALUE_X, ROLE_DIM, login);
	draw_text(5, 1, 11, ROLE_KEY, _("3 薪酬方案"));
	row = draw_choices(f, 5, term_rows() - 11, &y, &x);
	if (from_file(f)) {
		draw_text(row, 1, 12, ROLE_KEY, _("  文件"));
		draw_typed(f, ASK_FILE, row++, &y, &x);
	}
	draw_foot(f, row);
	draw_cursor(y, x);
	draw_flush();
	free(login);
}

/* ---- answers ---- */

static bool
first_is_missing(struct first *f, int i, const char *words)
{
	if (!textedit_is_empty(&f->answers[i]))
		return false;
	f->at = i;
	f->said = mem_strdup(words);
	return true;
}

static void
first_make(struct first *f)
{
	struct ui_first_answers answers = {0};
	struct err err = {0};

	free(f->said);
	f->said = NULL;
	if (first_is_missing(f, ASK_OFFICE, _("x 还没有写单位名称")) ||
	    first_is_missing(f, ASK_CLERK, _("x 还没有写你的姓名")) ||
	    (from_file(f) &&
		first_is_missing(f, ASK_FILE, _("x 还没有写方案的文件"))))
		return;
	answers.office = textedit_text(&f->answers[ASK_OFFICE]);
	answers.clerk = textedit_text(&f->answers[ASK_CLERK]);
	if (from_file(f))
		answers.scheme = textedit_text(&f->answers[ASK_FILE]);
	else if (f->choice)
		answers.scheme = f->about->schemes[f->choice - 1].name;
	f->ended = f->about->make(f->about->data, &answers, &err);
	if (f->ended)
		f->end = UI_FIRST_MADE;
	else
		f->said = mem_printf("x %s", err.text ? err.text : _("没有建成"));
	err_done(&err);
}

static void
first_move(struct first *f, int by)
{
	int last = from_file(f) ? ASK_FILE : ASK_SCHEME;

	f->at += by;
	if (f->at < 0)
		f->at = 0;
	if (f->at > last)
		f->at = last;
}

static void
first_choose(struct first *f, int by)
{
	if (by > 0 && f->choice + 1 < choices(f))
		f->choice++;
	else if (by < 0 && f->choice > 0)
		f->choice--;
	else
		first_move(f, by);
}

static void
first_enter(struct first *f)
{
	int last = from_file(f) ? ASK_FILE : ASK_SCHEME;

	if (f->at < last)
		first_move(f, 1);
	else
		first_make(f);
}

static void
first_edit(struct first *f, enum textedit_op op)
{
	if (f->at != ASK_SCHEME)
		textedit_do(&f->answers[f->at], op);
}

static void
first_key(struct first *f, int key)
{
	switch (key) {
	case K_ESC:
	case K_F(10):
	case K_CTRL('q'):
		f->ended = true;
		break;
	case K_ENTER:
		first_enter(f);
		break;
	case K_F(6):
	case K_CTRL('s'):
		first_make(f);
		break;
	case K_DOWN:
	case K_UP:
		if (f->at == ASK_SCHEME)
			first_choose(f, key == K_DOWN ? 1 : -1);
		else
			first_move(f, key == K_DOWN ? 1 : -1);
		break;
	case K_TAB:
	case K_SHIFT_TAB:
		first_move(f, key == K_TAB ? 1 : -1);
		break;
	case K_LEFT:
		first_edit(f, TEXTEDIT_LEFT);
		break;
	case K_RIGHT:
		first_edit(f, TEXTEDIT_RIGHT);
		break;
	case K_BACKSPACE:
		first_edit(f, TEXTEDIT_BACKSPACE);
		break;
	case K_DELETE:
		first_edit(f, TEXTEDIT_DELETE);
		break;
	default:
		break;
	}
}

static void
first_text(struct first *f, const char *text)
{
	int sign = keymap_sign(text);
	bool free_hand = f->at == ASK_SCHEME ||
	    textedit_is_empty(&f->answers[f->at]);

	if (sign == '0' && free_hand) {
		f->end = UI_FIRST_DEMO;
		f->ended = true;
	} else if (f->at == ASK_SCHEME) {
		if (sign >= '1' && (size_t)(sign - '1') < choices(f))
			f->choice = (size_t)(sign - '1');
	} else {
		textedit_insert(&f->answers[f->at], text, strlen(text));
	}
}

bool
ui_first_start(
    const struct ui_first *about, enum ui_first_end *end, struct err *err)
{
	struct first f = {.about = about};
	struct event event = {0};

	*end = UI_FIRST_LEFT;
	if (!term_locale(err) || !term_start(err))
		return false;
	draw_start();
	for (int i = 0; i < QUESTIONS; i++)
		textedit_init(&f.answers[i], "", i == ASK_FILE ? 0 : 50, false);
	while (!f.ended) {
		first_draw(&f);
		input_next(&event, 60000);
		if (event.kind == EVENT_KEY)
			first_key(&f, event.key);
		else if (event.kind == EVENT_TEXT || event.kind == EVENT_PASTE)
			first_text(&f, event.text);
		else if (event.kind == EVENT_SUSPEND)
			term_suspend();
		else if (event.kind == EVENT_HANGUP)
			f.ended = true;
		event_done(&event);
	}
	for (int i = 0; i < QUESTIONS; i++)
		textedit_done(&f.answers[i]);
	free(f.said);
	term_stop();
	*end = f.end;
	return true;
}
