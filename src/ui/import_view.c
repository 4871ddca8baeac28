/* The import screen (see import_view.h): the view itself and its commands. */
#include "ui/import_view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/mem.h"
#include "record/draft.h"
#include "ui/import_parts.h"
#include "ui/pick.h"
#include "ui/prompt.h"

enum { TAG_CELL = 1, TAG_CHOICE };

static void
import_view_close(struct view *view)
{
	struct import_view *v = (struct import_view *)view;

	child_done(&v->child);
	if (v->path)
		unlink(v->path);
	staged_done(&v->staged);
	free(v->path);
	free(v->name);
	free(v->said);
	free(v);
}

static unsigned
import_view_contexts(const struct view *view)
{
	const struct import_view *v = (const struct import_view *)view;

	return v->stage == IMPORT_LISTED ? CONTEXT_PAGE : CONTEXT_GRID;
}

static bool
import_view_is_busy(const struct view *view)
{
	return ((const struct import_view *)view)->child.pid != 0;
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
		import_run_list(v);
		return;
	}
	v->after_trial = true;
	import_run_start(v, true);
}

static void
drop_all(struct import_view *v)
{
	staged_forget_faults(&v->staged);
	staged_keep_faulty(&v->staged);
	v->dirty = true;
	import_run_keep(&v->view);
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
		import_run_start(v, false);
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
		import_run_to_fault(v, v->row + 1);
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
		import_run_start(v, true);
		return true;
	case COMMAND_SAVE:
		save(v);
		return true;
	case COMMAND_DELETE:
		drop_all(v);
		return true;
	case COMMAND_BACK:
		import_run_keep(view);
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
    .path = import_draw_path,
    .status = import_draw_status,
    .cell = import_draw_cell,
    .hint = import_draw_hint,
    .legend = import_draw_legend,
    .draw = import_draw_body,
    .writes = import_view_writes,
    .command = import_view_command,
    .answer = import_view_answer,
    .subject = import_view_subject,
    .idle = import_run_idle,
    .is_busy = import_view_is_busy,
    .halt = import_view_halt,
    .keep = import_run_keep,
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
		desk_say(desk, MESSAGE_SAID, _("里面没有行"));
		import_view_close(&v->view);
		return NULL;
	}
	v->dirty = true;
	return &v->view;
}

struct view *
import_view_file(struct desk *desk, const struct formdef *form,
    const char *text, const char *name)
{
	struct view *view = import_view_new(desk, form, text);
	struct import_view *v = (struct import_view *)view;

	if (!view)
		return NULL;
	v->name = mem_strdup(name);
	import_run_start(v, true);
	return view;
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
