/* The trial and the writing of staged rows: a child process does the import
 * and says what it thinks of each row. */
#include "ui/import_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "record/draft.h"
#include "ui/term.h"

/* ---- the draft ---- */

void
import_run_keep(struct view *view)
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

void
import_run_start(struct import_view *v, bool trial)
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

void
import_run_to_fault(struct import_view *v, size_t from)
{
	size_t at = next_fault(v, from);

	if (at == v->staged.count)
		return;
	v->row = at;
	if (v->staged.rows[at].fault_at >= 0)
		v->column = (size_t)v->staged.rows[at].fault_at;
}

void
import_run_list(struct import_view *v)
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
	import_run_to_fault(v, 0);
	if (v->after_trial)
		import_run_list(v);
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
	import_run_keep(&v->view);
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

bool
import_run_idle(struct view *view)
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
