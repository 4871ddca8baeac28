/* A list on the screen (see list_view.h): its class, and its making. */
#include "ui/list_view.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "ui/list_parts.h"
#include "ui/query_view.h"

static void
list_view_close(struct view *view)
{
	struct list_view *v = (struct list_view *)view;

	list_keep_close(v);
	list_free(v->list);
	list_free(v->behind);
	free(v->behind_of);
	free(v->asked);
	textedit_done(&v->search);
	record_done(&v->panel);
	list_read_forget_told(v);
	free(v);
}

static unsigned
list_view_contexts(const struct view *view)
{
	const struct list_view *v = (const struct list_view *)view;

	return v->searching ? CONTEXT_SEARCH : CONTEXT_LIST;
}

static bool
list_view_has_panel(const struct view *view)
{
	return !((const struct list_view *)view)->no_panel;
}

static bool
list_view_command(struct view *view, enum command_id command)
{
	struct list_view *v = (struct list_view *)view;

	list_read_now(v);
	return list_type_command(v, command) || list_act_command(v, command);
}

static void
list_view_reread(struct view *view)
{
	list_reload(((struct list_view *)view)->list);
	list_read_forget_told((struct list_view *)view);
}

static bool
list_view_subject(struct view *view, struct subject *subject)
{
	struct list_view *v = (struct list_view *)view;

	list_read_now(v);
	subject->form = list_form(v->list);
	subject->id = list_key(v->list);
	subject->key = list_code(v->list);
	subject->field = list_columns(v->list)
	    ? list_column(v->list, list_column_at(v->list))
	    : NULL;
	return list_size(v->list) > 0;
}

static bool
list_view_query(struct view *view, struct query *query, const char **title)
{
	struct list_view *v = (struct list_view *)view;
	const struct listdef *def = list_def(v->list);

	list_query(v->list, query);
	*title = def && def->title && *def->title ? _(def->title)
						  : _(list_form(v->list)->title);
	return true;
}

static void
add_filters(struct list_view *v, const char *filter)
{
	struct err err = {0};

	while (filter && *filter) {
		size_t size = strcspn(filter, " ");
		char *word = mem_strndup(filter, size);

		if (size && !list_add_filter(v->list, word, &err))
			desk_err(v->view.desk, &err);
		free(word);
		filter += size;
		filter += strspn(filter, " ");
	}
}

static void
list_view_answer(struct view *view, const struct answer *answer)
{
	struct list_view *v = (struct list_view *)view;

	if (!answer->taken)
		return;
	switch (answer->tag) {
	case LIST_TAG_VIEW:
		list_keep_chosen(v, answer->code);
		break;
	case LIST_TAG_COLUMNS:
		list_keep_columns(v, answer->code);
		break;
	case LIST_TAG_NAME:
		list_keep_name(v, answer->text);
		break;
	case LIST_TAG_FIELD:
		list_act_batch(v, answer->code);
		break;
	default:
		free(v->asked);
		v->asked = mem_strdup(answer->code);
		if (answer->at == QUERY_LEFT)
			return;
		/* the query's conditions take the place of the chips */
		while (list_drop_chip(v->list))
			;
		add_filters(v, answer->code);
		if (answer->at == QUERY_NAMED)
			list_keep_ask_name(v);
		break;
	}
}

static const struct view_class list_view_class = {
    .name = "list",
    .close = list_view_close,
    .contexts = list_view_contexts,
    .path = list_words_path,
    .status = list_words_status,
    .cell = list_words_cell,
    .hint = list_words_hint,
    .legend = list_words_legend,
    .prepare = list_read_prepare,
    .draw = list_draw_body,
    .has_panel = list_view_has_panel,
    .panel = list_draw_panel,
    .command = list_view_command,
    .text = list_type_text,
    .idle = list_read_idle,
    .answer = list_view_answer,
    .reread = list_view_reread,
    .subject = list_view_subject,
    .query = list_view_query,
};

/* What F6 does to all of them together comes marked. */
static void
mark_all(struct list_view *v)
{
	struct err err = {0};

	if (list_def(v->list)->batch &&
	    (!list_refresh(v->list, &err) ||
		!list_mark_invert(v->list, &err)))
		desk_err(v->view.desk, &err);
}

struct view *
list_view_new(struct desk *desk, const struct formdef *form,
    const struct listdef *def, const char *filter, const char *search)
{
	struct list_view *v = mem_alloc(sizeof(*v));

	v->view.class = &list_view_class;
	v->view.desk = desk;
	v->list = list_new(desk->forms, form, def);
	v->saves = desk->saves;
	v->rows = 1;
	textedit_init(&v->search, "", 60, false);
	v->remembers = !filter && !search;
	list_keep_open(v);
	add_filters(v, filter);
	mark_all(v);
	if (search) {
		v->searching = true;
		textedit_insert(&v->search, search, strlen(search));
		list_type_apply(v);
	}
	return &v->view;
}
