/* What is done with the rows of a list: moving, marking, opening, acting. */
#include "ui/list_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "ui/pick.h"
#include "ui/query_view.h"
#include "ui/run.h"

void
list_act_open(struct list_view *v)
{
	struct desk *desk = v->view.desk;
	int64_t at = list_at(v->list), key = list_key(v->list);
	const char *form, *other;
	char *kept;

	if (!list_size(v->list))
		return;
	form = list_value(v->list, at, "form");
	if (list_form(v->list)->table->view && form && *form) {
		/* a drill-down: the view's row names a form and rows of it */
		kept = mem_strdup(form);
		other = list_value(v->list, at, "key");
		if (other && *other) {
			desk_ask_key(desk, kept, other);
		} else {
			other = list_value(v->list, at, "filter");
			desk_ask_list(desk, kept, NULL, other, NULL);
		}
		free(kept);
		return;
	}
	if (list_form(v->list)->table->view)
		desk_ask_command(desk, COMMAND_WHY);
	else if (key)
		desk_ask_record(
		    desk, list_form(v->list)->name, key, RECORD_SHOW);
}

static void
act_marked(struct list_view *v, enum record_act act, const char *field)
{
	size_t count = list_marks(v->list);
	int64_t *ids = mem_array(count, sizeof(*ids));

	for (size_t i = 0; i < count; i++)
		ids[i] = list_marked(v->list, i);
	desk_ask_marked(v->view.desk, list_form(v->list)->name, ids, count,
	    act, field);
	free(ids);
}

static bool
can_be_typed(const struct field *field)
{
	return !field->column->house && !field->column->derived &&
	    !field->hidden && strcmp(field->name, "code") != 0 &&
	    strcmp(field->name, "state") != 0;
}

/* One value into all marked rows: first, of which field. */
static void
act_batch(struct list_view *v)
{
	const struct formdef *form = list_form(v->list);
	struct pick_item *items = mem_array(form->count + 1, sizeof(*items));
	size_t count = 0;

	for (size_t i = 0; i < form->count; i++) {
		if (!can_be_typed(&form->fields[i]))
			continue;
		items[count].code = mem_strdup(form->fields[i].name);
		items[count++].text = mem_strdup(_(form->fields[i].label));
	}
	desk_push(v->view.desk,
	    pick_menu(v->view.desk, _("改哪一栏"), LIST_TAG_FIELD, items, count,
		true));
}

void
list_act_batch(struct list_view *v, const char *field)
{
	act_marked(v, RECORD_SET, field);
}

/* A count has nothing to be written; nor has a day that is not today. */
static bool
act_is_fixed(struct list_view *v)
{
	struct desk *desk = v->view.desk;

	if (list_form(v->list)->table->view)
		desk_say(desk, MESSAGE_REFUSED,
		    _("%s 是统计，只能看：回车看构成的行"),
		    _(list_form(v->list)->title));
	else if (!desk_is_today(desk))
		desk_say(desk, MESSAGE_REFUSED,
		    _("时点不是今天，只能看：Ctrl+T 回车回到今天"));
	else
		return false;
	return true;
}

static bool
act_row(struct list_view *v, enum record_act act)
{
	struct desk *desk = v->view.desk;
	int64_t key;

	list_read_now(v);
	key = list_key(v->list);
	if (act == RECORD_SHOW && list_form(v->list)->table->view) {
		list_act_open(v);
		return true;
	}
	if (act != RECORD_SHOW && act_is_fixed(v))
		return true;
	if (act == RECORD_ADD)
		desk_ask_record(
		    desk, list_form(v->list)->name, 0, RECORD_ADD);
	else if (list_marks(v->list) && act != RECORD_SHOW &&
	    act != RECORD_COPY)
		act_marked(v, act, NULL);
	else if (key)
		desk_ask_record(desk, list_form(v->list)->name, key, act);
	return true;
}

/* What the list is the eve of: seen here, F6 carries it out. */
static bool
act_run(struct list_view *v)
{
	struct desk *desk = v->view.desk;
	struct err err = {0};
	char *words = NULL;

	if (!desk_is_today(desk))
		desk_say(desk, MESSAGE_REFUSED,
		    _("时点不是今天，只能看：Ctrl+T 回车回到今天"));
	else if (!forms_value(desk->forms, list_def(v->list)->run, &words, &err))
		desk_err(desk, &err);
	else
		desk_push(desk, run_new(desk, words, 1));
	free(words);
	return true;
}

static bool
act_move(struct list_view *v, enum command_id command)
{
	switch (command) {
	case COMMAND_UP:
		list_move_by(v->list, -1);
		break;
	case COMMAND_DOWN:
		/* from the search line the first row is the next one down */
		list_move_by(v->list, v->searching ? 0 : 1);
		break;
	case COMMAND_PAGE_UP:
		list_move_by(v->list, -v->rows);
		break;
	case COMMAND_PAGE_DOWN:
		list_move_by(v->list, v->rows);
		break;
	case COMMAND_HOME:
		list_move_to(v->list, 0);
		break;
	case COMMAND_END:
		list_move_to(v->list, INT64_MAX);
		break;
	case COMMAND_NEXT:
		if (!v->searching)
			list_column_move(v->list, 1);
		break;
	case COMMAND_PREVIOUS:
		if (!v->searching)
			list_column_move(v->list, -1);
		break;
	case COMMAND_LEFT:
	case COMMAND_RIGHT:
		list_column_move(v->list, command == COMMAND_LEFT ? -1 : 1);
		break;
	default:
		return false;
	}
	v->searching = false;
	return true;
}

static bool
act_mark(struct list_view *v, enum command_id command)
{
	struct err err = {0};

	switch (command) {
	case COMMAND_MARK:
		list_mark(v->list);
		list_move_by(v->list, 1);
		return true;
	case COMMAND_MARK_INVERT:
		if (!list_mark_invert(v->list, &err))
			desk_err(v->view.desk, &err);
		return true;
	case COMMAND_MARK_CLEAR:
		list_mark_clear(v->list);
		return true;
	case COMMAND_FILTER_VALUE:
		if (!list_filter_to_value(v->list, &err))
			desk_err(v->view.desk, &err);
		return true;
	case COMMAND_SORT:
		list_sort_by_column(v->list);
		return true;
	default:
		return false;
	}
}

bool
list_act_command(struct list_view *v, enum command_id command)
{
	if (act_move(v, command) || act_mark(v, command))
		return true;
	switch (command) {
	case COMMAND_ENTER:
		list_act_open(v);
		return true;
	case COMMAND_BACK:
		desk_close(v->view.desk);
		return true;
	case COMMAND_ADD:
		return act_row(v, RECORD_ADD);
	case COMMAND_SET:
		return act_row(v, RECORD_SET);
	case COMMAND_DO:
		return act_row(v, RECORD_DO);
	case COMMAND_COPY:
		return act_row(v, RECORD_COPY);
	case COMMAND_VOID:
		return act_row(v, RECORD_VOID);
	case COMMAND_SHOW:
		return act_row(v, RECORD_SHOW);
	case COMMAND_QUERY:
		desk_push(v->view.desk,
		    query_view_new(
			v->view.desk, v->list, LIST_TAG_QUERY, v->asked));
		return true;
	case COMMAND_VIEW:
		list_keep_menu(v);
		return true;
	case COMMAND_SAVE:
		if (list_def(v->list)->run)
			return act_run(v);
		if (!list_def(v->list)->batch || !list_marks(v->list))
			return false;
		if (!act_is_fixed(v))
			act_marked(v, RECORD_DO, list_def(v->list)->batch);
		return true;
	case COMMAND_BATCH:
		if (!list_marks(v->list)) {
			desk_say(v->view.desk, MESSAGE_SAID,
			    _("先做记号：空格一行，* 全部"));
			return true;
		}
		if (act_is_fixed(v))
			return true;
		act_batch(v);
		return true;
	default:
		return false;
	}
}
