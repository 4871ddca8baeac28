/* How staged rows look, and the words around them. */
#include "ui/import_parts.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/draw.h"

/* ---- words ---- */

void
import_draw_path(struct view *view, struct buf *to)
{
	struct import_view *v = (struct import_view *)view;

	if (v->name)
		buf_printf(to, _("导入 %s（%s，%zu 行）"),
		    _(v->staged.form->title), v->name, v->staged.count);
	else
		buf_printf(to, _("导入 %s（粘贴 %zu 行）"),
		    _(v->staged.form->title), v->staged.count);
}

void
import_draw_status(struct view *view, struct buf *to, int cells)
{
	struct import_view *v = (struct import_view *)view;

	(void)cells;
	switch (v->stage) {
	case IMPORT_STAGED:
		buf_add_string(to, _("还没有试，一行也没有写入"));
		break;
	case IMPORT_TRYING:
	case IMPORT_WRITING:
		buf_printf(to, _("%s %s   Ctrl+C 停下"),
		    v->stage == IMPORT_TRYING ? _("在试") : _("在写"),
		    v->child.line.size ? buf_string(&v->child.line) : "...");
		break;
	case IMPORT_TRIED:
	case IMPORT_LISTED:
		buf_printf(to,
		    _("试运行，未写入   共 %ld 行：可新增 %ld，可变更 %ld，拒收 "
		    "%ld"),
		    v->rows, v->added, v->changed, v->refused);
	}
	if (*v->kept)
		buf_printf(to, _("   草稿 %s 已存"), v->kept);
}

void
import_draw_cell(struct view *view, struct buf *to)
{
	struct import_view *v = (struct import_view *)view;
	const struct staged_row *row;

	if (v->row >= v->staged.count)
		return;
	row = &v->staged.rows[v->row];
	if (row->fault)
		buf_add_string(to, row->fault);
	else
		buf_printf(to, _("%s：%s"), v->staged.headers[v->column],
		    row->cells[v->column]);
}

void
import_draw_hint(struct view *view, struct buf *to)
{
	struct import_view *v = (struct import_view *)view;

	if (v->stage == IMPORT_LISTED)
		buf_add_string(to, _("回车就写入；Esc 接着改"));
	else if (v->stage == IMPORT_TRIED)
		buf_printf(to,
		    _("F8再试 F6写入好的 %ld 行（拒收的留在这里） Tab下一处 "
		    "Esc留着"),
		    v->added + v->changed);
	else
		buf_add_string(
		    to, _("F8试运行 F6写入好的行 F2改这一格 F4选 Esc留着"));
}

const enum command_id *
import_draw_legend(struct view *view)
{
	static const enum command_id grid[] = {COMMAND_SET, COMMAND_PICK,
	    COMMAND_VERIFY, COMMAND_SAVE, COMMAND_HELP, COMMAND_BACK,
	    COMMAND_NONE};
	static const enum command_id listed[] = {
	    COMMAND_ENTER, COMMAND_BACK, COMMAND_NONE};

	return ((struct import_view *)view)->stage == IMPORT_LISTED ? listed
								     : grid;
}

/* ---- drawing ---- */

#define NUMBER_CELLS 5
#define CELL_MOST 20

static int
column_width(const struct import_view *v, size_t column)
{
	int widest = text_width(v->staged.headers[column]);

	for (size_t i = v->top;
	     i < v->staged.count && i < v->top + (size_t)v->height; i++) {
		int w = text_width(v->staged.rows[i].cells[column]);

		if (w > widest)
			widest = w;
	}
	return widest < 4 ? 4 : widest > CELL_MOST ? CELL_MOST : widest;
}

static void
scroll(struct import_view *v, struct rect body)
{
	int used;

	v->height = body.rows - 2;
	if (v->row < v->top)
		v->top = v->row;
	if (v->height > 0 && v->row >= v->top + (size_t)v->height)
		v->top = v->row - (size_t)v->height + 1;
	if (v->column < v->left)
		v->left = v->column;
	do {
		used = NUMBER_CELLS + 3;
		for (size_t i = v->left; i <= v->column; i++)
			used += column_width(v, i) + 2;
	} while (used > body.columns && v->left < v->column && ++v->left);
}

static void
draw_staged(struct import_view *v, size_t i, int y, struct rect body, int *cx)
{
	const struct staged_row *row = &v->staged.rows[i];
	int x = body.x + NUMBER_CELLS + 3, right = body.x + body.columns;
	char number[24];

	snprintf(number, sizeof(number), "%zu", i + 1);
	draw_text(y, body.x, 1, ROLE_NORMAL, i == v->row ? ">" : " ");
	draw_text(y, body.x + 1, 1, ROLE_REFUSAL, row->fault ? "x" : " ");
	draw_cell(y, body.x + 2, NUMBER_CELLS, ROLE_DIM, number, 1);
	for (size_t c = v->left; c < v->staged.columns && x < right; c++) {
		int cells = column_width(v, c);
		enum draw_role role = !v->staged.fields[c] ? ROLE_DIM
		    : row->fault_at == (int)c		   ? ROLE_REFUSAL
							   : ROLE_NORMAL;

		if (x + cells > right)
			cells = right - x;
		draw_cell(y, x, cells, role, row->cells[c], -1);
		if (i == v->row && c == v->column) {
			draw_role_over(y, x, cells, ROLE_FOCUS);
			*cx = x;
		}
		x += cells + 2;
	}
}

static void
draw_headers(struct import_view *v, struct rect body)
{
	int x = body.x + NUMBER_CELLS + 3, right = body.x + body.columns;

	for (size_t c = v->left; c < v->staged.columns && x < right; c++) {
		int cells = column_width(v, c);

		if (x + cells > right)
			cells = right - x;
		draw_cell(body.y, x, cells,
		    v->staged.fields[c] ? ROLE_KEY : ROLE_DIM,
		    v->staged.headers[c], -1);
		x += cells + 2;
	}
}

void
import_draw_body(struct view *view, struct rect body, int *y, int *x)
{
	struct import_view *v = (struct import_view *)view;

	scroll(v, body);
	*y = body.y;
	*x = body.x;
	draw_headers(v, body);
	for (int row = 0; row < v->height; row++) {
		size_t i = v->top + (size_t)row;

		if (i >= v->staged.count)
			break;
		draw_staged(v, i, body.y + 1 + row, body, x);
		if (i == v->row)
			*y = body.y + 1 + row;
	}
	if (v->stage == IMPORT_LISTED) {
		char *line = mem_printf(_("写入好的 %ld 行：新增 %ld，变更 "
					"%ld；拒收 %ld 行留在这里"),
		    v->added + v->changed, v->added, v->changed, v->refused);

		draw_cell(body.y + body.rows - 1, body.x, body.columns,
		    ROLE_FOCUS, line, -1);
		free(line);
	}
}
