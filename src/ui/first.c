/*
 * First start: two questions before there is a book (see ui.h).  A small
 * loop of its own, because nothing the views need exists yet.
 */
#include "ui/ui.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "record/keymap.h"
#include "record/textedit.h"
#include "ui/draw.h"
#include "ui/input.h"
#include "ui/term.h"

#define QUESTIONS 2

struct first {
	const struct ui_first *about;
	struct textedit answers[QUESTIONS];
	int at;
	char *said;
	bool made, ended;
};

static void
first_draw(struct first *f)
{
	static const char *const labels[QUESTIONS] = {
	    "1 单位名称", "2 你的姓名"};
	char *path = mem_printf("账本：%s", f->about->book_path);
	int y = 0, x = 0;

	draw_clear();
	draw_text(0, 1, term_columns() - 1, ROLE_KEY,
	    "街办：第一次使用。两个问题，答完就能用，以后都能改");
	for (int i = 0; i < QUESTIONS; i++) {
		int cells = 40, caret, used;
		size_t from;

		draw_text(2 + i, 1, 12, ROLE_KEY, labels[i]);
		textedit_view(&f->answers[i], cells, &from, &caret);
		used = draw_text(2 + i, 14, cells, ROLE_NORMAL,
		    textedit_text(&f->answers[i]) + from);
		draw_fill(2 + i, 14 + used, cells - used, ROLE_DIM, '_');
		if (i == f->at) {
			draw_text(2 + i, 0, 1, ROLE_NORMAL, ">");
			y = 2 + i;
			x = 14 + caret;
		}
	}
	draw_text(5, 1, term_columns() - 1, ROLE_NORMAL, path);
	draw_text(6, 1, term_columns() - 1, ROLE_DIM,
	    "第一人有全部权限。想先看看：退出后 jieban demo，另一个账本随便试");
	if (f->said)
		draw_text(term_rows() - 3, 1, term_columns() - 1,
		    ROLE_REFUSAL, f->said);
	draw_text(term_rows() - 1, 1, term_columns() - 1, ROLE_NORMAL,
	    "Enter下一个，最后一个建账本 F6建账本 Esc退出，什么也不建");
	draw_cursor(y, x);
	draw_flush();
	free(path);
}

static void
first_make(struct first *f)
{
	struct err err = {0};

	free(f->said);
	f->said = NULL;
	for (int i = 0; i < QUESTIONS; i++)
		if (textedit_is_empty(&f->answers[i])) {
			f->at = i;
			f->said = mem_strdup(
			    i ? "x 还没有写你的姓名" : "x 还没有写单位名称");
			return;
		}
	f->made = f->about->make(f->about->data,
	    textedit_text(&f->answers[0]), textedit_text(&f->answers[1]),
	    &err);
	if (!f->made)
		f->said = mem_printf("x %s", err.text ? err.text : "没有建成");
	f->ended = f->made;
	err_done(&err);
}

static void
first_key(struct first *f, int key)
{
	struct textedit *edit = &f->answers[f->at];

	switch (key) {
	case K_ESC:
	case K_F(10):
	case K_CTRL('q'):
		f->ended = true;
		break;
	case K_ENTER:
		if (f->at + 1 < QUESTIONS)
			f->at++;
		else
			first_make(f);
		break;
	case K_F(6):
	case K_CTRL('s'):
		first_make(f);
		break;
	case K_DOWN:
	case K_TAB:
		f->at += f->at + 1 < QUESTIONS;
		break;
	case K_UP:
	case K_SHIFT_TAB:
		f->at -= f->at > 0;
		break;
	case K_LEFT:
		textedit_do(edit, TEXTEDIT_LEFT);
		break;
	case K_RIGHT:
		textedit_do(edit, TEXTEDIT_RIGHT);
		break;
	case K_BACKSPACE:
		textedit_do(edit, TEXTEDIT_BACKSPACE);
		break;
	case K_DELETE:
		textedit_do(edit, TEXTEDIT_DELETE);
		break;
	default:
		break;
	}
}

bool
ui_first_start(const struct ui_first *about, bool *made, struct err *err)
{
	struct first f = {.about = about};
	struct event event = {0};

	*made = false;
	if (!term_locale(err) || !term_start(err))
		return false;
	draw_start();
	for (int i = 0; i < QUESTIONS; i++)
		textedit_init(&f.answers[i], "", 60, false);
	while (!f.ended) {
		first_draw(&f);
		input_next(&event, 60000);
		if (event.kind == EVENT_KEY)
			first_key(&f, event.key);
		else if (event.kind == EVENT_TEXT || event.kind == EVENT_PASTE)
			textedit_insert(&f.answers[f.at], event.text,
			    strlen(event.text));
		else if (event.kind == EVENT_HANGUP)
			f.ended = true;
		event_done(&event);
	}
	for (int i = 0; i < QUESTIONS; i++)
		textedit_done(&f.answers[i]);
	free(f.said);
	term_stop();
	*made = f.made;
	return true;
}
