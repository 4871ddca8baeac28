/* When the rows of a list are read, and read again. */
#include "ui/list_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "ui/input.h"

/* Rows keep their places, unless some are new or are no more. */
static void
read_after_save(struct list_view *v)
{
	struct err ignored = {0};
	int64_t before = 0, after = 0;

	if (!list_count_all(v->list, &before, &ignored))
		before = -1;
	list_forget(v->list);
	if (!list_count_all(v->list, &after, &ignored) || after > before ||
	    !list_check_fit(v->list, &ignored) || list_lost_rows(v->list))
		list_reload(v->list);
	err_done(&ignored);
}

static void
forget_line(struct list_view *v)
{
	free(v->line);
	free(v->warning);
	free(v->line_of);
	v->line = v->warning = v->line_of = NULL;
}

void
list_read_forget_told(struct list_view *v)
{
	forget_line(v);
	free(v->told);
	v->told = NULL;
}

/* False: a key came before the rows. */
static bool
read_rows(struct list_view *v)
{
	struct err err = {0};
	bool cut;

	if (list_refresh(v->list, &err))
		return true;
	cut = err.status == ERR_STOPPED;
	if (cut)
		err_done(&err);
	else
		desk_err(v->view.desk, &err);
	return !cut;
}

static void
read_saves(struct list_view *v)
{
	if (v->saves == v->view.desk->saves)
		return;
	v->saves = v->view.desk->saves;
	list_read_forget_told(v);
	read_after_save(v);
}

void
list_read_now(struct list_view *v)
{
	read_saves(v);
	(void)read_rows(v);
}

/* For the eye alone, and given up as soon as a key waits: whoever types on
 * through a million rows never waits for what he no longer asks. */
static bool
read_unless_key(struct list_view *v)
{
	struct db *db = forms_book(v->view.desk->forms)->db;
	bool whole;

	read_saves(v);
	db_on_progress(db, input_none_waits, NULL);
	whole = read_rows(v);
	db_on_progress(db, NULL, NULL);
	v->view.desk->cut |= !whole;
	return whole;
}

static void
read_told(struct list_view *v)
{
	const struct listdef *def = list_def(v->list);
	struct err err = {0};

	if (v->told || !def->status)
		return;
	if (!forms_value(v->view.desk->forms, def->status, &v->told, &err))
		desk_err(v->view.desk, &err);
}

/* What the form says of the record under the cursor: once a record. */
static void
read_line(struct list_view *v)
{
	const struct formdef *form = list_form(v->list);
	struct forms *forms = v->view.desk->forms;
	const char *code = list_size(v->list) ? list_code(v->list) : "";
	struct record record = {0};
	struct err err = {0};

	if (!form->side || (v->line_of && !strcmp(v->line_of, code)))
		return;
	forget_line(v);
	v->line_of = mem_strdup(code);
	if (*code &&
	    !((form->table->view
		      ? record_read_key(&record, forms, form, code, &err)
		      : record_read(&record, forms, form,
			    list_key(v->list), &err)) &&
		record_line(&record, forms, &v->line, &v->warning, &err)))
		desk_err(v->view.desk, &err);
	record_done(&record);
}

void
list_read_prepare(struct view *view, struct rect body)
{
	struct list_view *v = (struct list_view *)view;

	v->rows = body.rows > 1 ? body.rows - 1 : 1;
	if (list_def(v->list)->totals && v->rows > 2)
		v->rows--;
	if (!read_unless_key(v))
		return;
	list_set_height(v->list, v->rows);
	read_line(v);
	read_told(v);
}

bool
list_read_idle(struct view *view)
{
	struct list_view *v = (struct list_view *)view;
	struct db *db = forms_book(view->desk->forms)->db;
	struct err err = {0};
	bool settled;

	if (list_is_settled(v->list))
		return false;
	db_on_progress(db, input_none_waits, NULL);
	settled = list_settle(v->list, &err);
	db_on_progress(db, NULL, NULL);
	if (!settled && err.status == ERR_STOPPED)
		err_done(&err); /* once no key waits it is read again */
	else if (!settled)
		desk_err(view->desk, &err);
	return settled;
}
