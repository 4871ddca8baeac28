/* The import screen (see import_view.h): draws a struct staged, runs the
 * import as a child and reads what it says of each row. */
#include "ui/import_view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/text.h"
#include "record/draft.h"
#include "record/staged.h"
#include "ui/child.h"
#include "ui/draw.h"
#include "ui/pick.h"
#include "ui/prompt.h"
#include "ui/term.h"

enum { TAG_CELL = 1, TAG_CHOICE };
enum import_stage {
	IMPORT_STAGED, /* not tried since the last change */
	IMPORT_TRYING,
	IMPORT_TRIED,
	IMPORT_LISTED, /* what F6 would write; Enter does it */
	IMPORT_WRITING
};

struct import_view {
	struct view view;
	struct staged staged;
	enum import_stage stage;
	struct child child;
	char *path; /* what the child reads; NULL: no file */
	long rows, added, changed, refused; /* of the last trial */
	char *said;                         /* the child's last other line */
	size_t row, column, top, left;
	int height;
	bool after_trial; /* F6 before a trial: list when it is done */
	bool dirty;
	char kept[6];
};

static void
import_view_close(struct view *view)
{
	struct import_view *v = (struct import_view *)view;

	child_done(&v->child);
	if (v->path)
		unlink(v->path);
	staged_done(&v->staged);
	free(v->path);
	free(v->said);
	free(v);
}

static unsigned
import_view_contexts(const struct view *view)
{
	const struct import_view *v = (const struct import_view *)view;

	return v->stage == IMPORT_LISTED ? CONTEXT_PAGE : CONTEXT_GRID;
}

/* ---- words ---- */

static void
import_view_path(struct view *view, struct buf *to)
{
	struct import_view *v = (struct import_view *)view;

	buf_printf(to, _("导入 %s（粘贴 %zu 行）"), _(v->staged.form->title),
	    v->staged.count);
}

static void
import_view_status(struct view *view, struct buf *to, int cells)
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

static void
import_view_cell(struct view *view, struct buf *to)
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

static void
import_view_hint(struct view *view, struct buf *to)
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

static const enum command_id *
import_view_legend(struct view *view)
{
	static const enum command_id grid[] = {COMMAND_SET, COMMAND_PICK,
	    COMMAND_VERIFY, COMMAND_SAVE, COMMAND_HELP, COMMAND_BACK,
	    COMMAND_NONE};
	static const enum command_id listed[] = {
	    COMMAND_ENTER, COMMAND_BACK, COMMAND_NONE};

	return ((struct import_view *)view)->stage == IMPORT_LISTED ? listed
								     : grid;
}

/* ---- the draft ---- */

static void
import_view_keep(struct view *view)
{
	struct import_view *v = (struct import_view *)view;
	struct desk *desk = view->desk;
	struct buf rows = {0};
	struct err err = {0};
	char title[48];

	if (!v->dirty || !desk->drafts)
		return;
	v->dirty = false;
	desk->saves += !*v->kept; /* home offers one more */
	desk_clock(v->kept);
	if (!v->staged.count) {
		draft_drop_rows(desk->drafts, desk->forms, v->staged.form);
		desk->saves++;
		v->kept[0] = '\0';
		return;
	}
	staged_write(&v->staged, &rows);
	snprintf(title, sizeof(title), _("粘贴 %zu 行"), v->staged.count);
	if (!draft_write_rows(desk->drafts, desk->forms, v->staged.form,
		buf_string(&rows), title, v->kept, &err)) {
		v->kept[0] = '\0';
		desk_err(desk, &err);
	}
	buf_done(&rows);
}

/* ---- the child ---- */

static bool
write_file(struct import_view *v, struct err *err)
{
	struct buf rows = {0};
	bool fine;

	if (!v->view.desk->drafts)
		return err_set(err, ERR_WORLD, _("没有放待收表格的地方"));
	if (!v->path) {
		char *name = mem_printf(
		    "%s-%ld.tsv", v->staged.form->name, (long)getpid());

		v->path = path_join(v->view.desk->drafts, name);
		free(name);
	}
	staged_write(&v->staged, &rows);
	fine = path_write(v->path, buf_string(&rows), rows.size, err);
	buf_done(&rows);
	return fine;
}

static void
start(struct import_view *v, bool trial)
{
	const char *words[] = {"import", v->staged.form->name, NULL,
	    "--partial", trial ? "--dry-run" : NULL, NULL};
	struct err err = {0};

	if (!v->staged.count)
		return;
	staged_forget_faults(&v->staged);
	v->rows = v->added = v->changed = v->refused = 0;
	free(v->said);
	v->said = NULL;
	if (!write_file(v, &err)) {
		desk_err(v->view.desk, &err);
		return;
	}
	words[2] = v->path;
	if (!child_start(&v->child, v->view.desk, words, &err)) {
		desk_err(v->view.desk, &err);
		return;
	}
	v->stage = trial ? IMPORT_TRYING : IMPORT_WRITING;
}

static void
take_line(void *data, const char *line)
{
	struct import_view *v = data;

	if (sscanf(line, "rows %ld, added %ld, changed %ld, refused %ld",
		&v->rows, &v->added, &v->changed, &v->refused) == 4)
		return;
	if (staged_take_fault(&v->staged, line) || !*line)
		return;
	free(v->said);
	v->said = mem_strdup(line);
}

static size_t
next_fault(const struct import_view *v, size_t from)
{
	for (size_t i = 0; i < v->staged.count; i++) {
		size_t at = (from + i) % v->staged.count;

		if (v->staged.rows[at].fault)
			return at;
	}
	return v->staged.count;
}

static void
go_to_fault(struct import_view *v, size_t from)
{
	size_t at = next_fault(v, from);

	if (at == v->staged.count)
		return;
	v->row = at;
	if (v->staged.rows[at].fault_at >= 0)
		v->column = (size_t)v->staged.rows[at].fault_at;
}

static void
list_it(struct import_view *v)
{
	if (v->added + v->changed > 0)
		v->stage = IMPORT_LISTED;
	else
		desk_say(v->view.desk, MESSAGE_REFUSED,
		    _("没有一行可以写入：先改好拒收的行"));
}

static void
trial_ended(struct import_view *v)
{
	v->stage = IMPORT_TRIED;
	go_to_fault(v, 0);
	if (v->after_trial)
		list_it(v);
	v->after_trial = false;
}

static void
writing_ended(struct import_view *v)
{
	struct desk *desk = v->view.desk;

	desk->saves++;
	staged_keep_faulty(&v->staged);
	v->stage = IMPORT_STAGED;
	v->row = v->top = 0;
	v->dirty = true;
	import_view_keep(&v->view);
	desk_say(desk, v->refused ? MESSAGE_WARNING : MESSAGE_PASSED,
	    _("已写入：新增 %ld，变更 %ld%s（Ctrl+Z 一步撤销）"), v->added,
	    v->changed, v->refused ? _("；拒收的还留在这里") : "");
	if (!v->staged.count)
		desk_close(desk);
}

static void
child_over(struct import_view *v)
{
	bool trial = v->stage == IMPORT_TRYING;

	unlink(v->path);
	if (v->child.status == 0 && trial) {
		trial_ended(v);
	} else if (v->child.status == 0) {
		writing_ended(v);
	} else {
		v->stage = IMPORT_STAGED;
		v->after_trial = false;
		desk_say(v->view.desk, MESSAGE_REFUSED, "%s",
		    v->said ? v->said : _("没有办成，一切照旧"));
	}
}

static bool
import_view_is_busy(const struct view *view)
{
	return ((const struct import_view *)view)->child.pid != 0;
}

static bool
import_view_idle(struct view *view)
{
	struct import_view *v = (struct import_view *)view;
	bool came = false;

	if (!v->child.pid)
		return false;
	/* a script has nobody who could wait */
	do
		came |= child_read(
		    &v->child, term_is_headless() ? 1000 : 0, take_line, v);
	while (term_is_headless() && v->child.pid);
	if (!v->child.pid)
		child_over(v);
	return came;
}

static void
import_view_halt(struct view *view)
{
	child_stop(&((struct import_view *)view)->child);
}

/* ---- commands ---- */

static void
touched(struct import_view *v)
{
	v->dirty = true;
	v->stage = IMPORT_STAGED;
}

static void
edit_cell(struct import_view *v)
{
	if (v->row < v->staged.count)
		desk_push(v->view.desk,
		    prompt_new(v->view.desk, v->staged.headers[v->column],
			_("改这一格，回车收下"), TAG_CELL,
			v->staged.rows[v->row].cells[v->column]));
}

static void
pick_cell(struct import_view *v)
{
	const struct field *field = v->staged.fields[v->column];

	if (v->row >= v->staged.count)
		return;
	if (!field ||
	    (field->kind != KIND_CODE && field->kind != KIND_REFERENCE)) {
		desk_say(v->view.desk, MESSAGE_SAID, _("这一栏没有候选，F2 改"));
		return;
	}
	desk_push(v->view.desk,
	    pick_field(v->view.desk, field, TAG_CHOICE,
		v->staged.rows[v->row].fault
		    ? ""
		    : v->staged.rows[v->row].cells[v->column]));
}

static void
move(struct import_view *v, long rows, long columns)
{
	long row = (long)v->row + rows, column = (long)v->column + columns;

	if (row < 0)
		row = 0;
	if (row >= (long)v->staged.count)
		row = (long)v->staged.count - 1;
	if (column < 0)
		column = 0;
	if (column >= (long)v->staged.columns)
		column = (long)v->staged.columns - 1;
	v->row = row < 0 ? 0 : (size_t)row;
	v->column = column < 0 ? 0 : (size_t)column;
}

static void
save(struct import_view *v)
{
	if (v->stage == IMPORT_TRIED) {
		list_it(v);
		return;
	}
	v->after_trial = true;
	start(v, true);
}

static void
drop_all(struct import_view *v)
{
	staged_forget_faults(&v->staged);
	staged_keep_faulty(&v->staged);
	v->dirty = true;
	import_view_keep(&v->view);
	desk_say(v->view.desk, MESSAGE_SAID, _("这些行丢掉了"));
	desk_close(v->view.desk);
}

static bool
import_view_busy(struct import_view *v, enum command_id command)
{
	if (command == COMMAND_BACK)
		child_stop(&v->child);
	return true;
}

static bool
import_view_listed(struct import_view *v, enum command_id command)
{
	if (command == COMMAND_ENTER)
		start(v, false);
	else if (command == COMMAND_BACK)
		v->stage = IMPORT_TRIED;
	else
		return command != COMMAND_HELP;
	return true;
}

static bool
import_view_move(struct import_view *v, enum command_id command)
{
	switch (command) {
	case COMMAND_UP:
		move(v, -1, 0);
		return true;
	case COMMAND_DOWN:
		move(v, 1, 0);
		return true;
	case COMMAND_PAGE_UP:
		move(v, -v->height, 0);
		return true;
	case COMMAND_PAGE_DOWN:
		move(v, v->height, 0);
		return true;
	case COMMAND_LEFT:
		move(v, 0, -1);
		return true;
	case COMMAND_RIGHT:
		move(v, 0, 1);
		return true;
	case COMMAND_HOME:
		v->row = 0;
		return true;
	case COMMAND_END:
		move(v, (long)v->staged.count, 0);
		return true;
	case COMMAND_NEXT:
		go_to_fault(v, v->row + 1);
		return true;
	default:
		return false;
	}
}

static bool
import_view_command(struct view *view, enum command_id command)
{
	struct import_view *v = (struct import_view *)view;

	if (v->child.pid)
		return import_view_busy(v, command);
	if (v->stage == IMPORT_LISTED)
		return import_view_listed(v, command);
	if (import_view_move(v, command))
		return true;
	switch (command) {
	case COMMAND_SET:
	case COMMAND_ENTER:
		edit_cell(v);
		return true;
	case COMMAND_PICK:
		pick_cell(v);
		return true;
	case COMMAND_VERIFY:
		start(v, true);
		return true;
	case COMMAND_SAVE:
		save(v);
		return true;
	case COMMAND_DELETE:
		drop_all(v);
		return true;
	case COMMAND_BACK:
		import_view_keep(view);
		desk_close(view->desk);
		if (v->staged.count)
			desk_say(view->desk, MESSAGE_SAID,
			    _("还有 %zu 行没有写入：在草稿里，首页上接着办"),
			    v->staged.count);
		return true;
	default:
		return false;
	}
}

static void
import_view_answer(struct view *view, const struct answer *answer)
{
	struct import_view *v = (struct import_view *)view;

	const struct field *field;

	if (!answer->taken || v->row >= v->staged.count)
		return;
	/* a label reads better than its code; a record is told by its key */
	field = v->staged.fields[v->column];
	staged_put(&v->staged, v->row, v->column,
	    answer->tag == TAG_CHOICE && field->kind == KIND_REFERENCE
		? answer->code
		: answer->text);
	touched(v);
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

static void
import_view_draw(struct view *view, struct rect body, int *y, int *x)
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

static bool
import_view_writes(const struct view *view)
{
	return ((const struct import_view *)view)->stage >= IMPORT_LISTED;
}

static bool
import_view_subject(struct view *view, struct subject *subject)
{
	struct import_view *v = (struct import_view *)view;

	memset(subject, 0, sizeof(*subject));
	subject->form = v->staged.form;
	subject->key = "";
	subject->field = v->staged.fields[v->column];
	return true;
}

static const struct view_class import_view_class = {
    .name = "import",
    .close = import_view_close,
    .contexts = import_view_contexts,
    .path = import_view_path,
    .status = import_view_status,
    .cell = import_view_cell,
    .hint = import_view_hint,
    .legend = import_view_legend,
    .draw = import_view_draw,
    .writes = import_view_writes,
    .command = import_view_command,
    .answer = import_view_answer,
    .subject = import_view_subject,
    .idle = import_view_idle,
    .is_busy = import_view_is_busy,
    .halt = import_view_halt,
    .keep = import_view_keep,
};

struct view *
import_view_new(
    struct desk *desk, const struct formdef *form, const char *text)
{
	struct import_view *v = mem_alloc(sizeof(*v));

	v->view.class = &import_view_class;
	v->view.desk = desk;
	v->child.out = -1;
	staged_read(&v->staged, form, text);
	if (!v->staged.count) {
		desk_say(desk, MESSAGE_SAID, _("粘贴的内容里没有行"));
		import_view_close(&v->view);
		return NULL;
	}
	v->dirty = true;
	return &v->view;
}

struct view *
import_view_resume(struct desk *desk, const struct formdef *form)
{
	struct draft draft;
	struct view *view = NULL;

	if (!desk->drafts ||
	    !draft_find_rows(desk->drafts, desk->forms, form, &draft))
		return NULL;
	if (draft.rows)
		view = import_view_new(desk, form, draft.rows);
	if (view) {
		struct import_view *v = (struct import_view *)view;

		v->dirty = false;
		snprintf(v->kept, sizeof(v->kept), "%s",
		    draft.at ? draft.at : "");
		desk_say(desk, MESSAGE_SAID,
		    _("接着 %s 没写入的 %zu 行；Del 丢掉它们"), v->kept,
		    v->staged.count);
	}
	draft_done(&draft);
	return view;
}
