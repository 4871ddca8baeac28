/* When the rows of a list are read, and read again. */
#include "ui/list_parts.h"

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

void
list_read_now(struct list_view *v)
{
	struct err err = {0};

	if (v->saves != v->view.desk->saves) {
		v->saves = v->view.desk->saves;
		read_after_save(v);
	}
	if (!list_refresh(v->list, &err))
		desk_err(v->view.desk, &err);
}

void
list_read_prepare(struct view *view, struct rect body)
{
	struct list_view *v = (struct list_view *)view;

	v->rows = body.rows > 1 ? body.rows - 1 : 1;
	list_read_now(v);
	list_set_height(v->list, v->rows);
}

bool
list_read_idle(struct view *view)
{
	struct list_view *v = (struct list_view *)view;
	struct err err = {0};

	if (list_is_settled(v->list))
		return false;
	if (!list_settle(v->list, &err)) {
		desk_err(view->desk, &err);
		return false;
	}
	return true;
}
