/*
 * A list without a screen (see list.h): what it is of, and what narrows and
 * orders it.  Everything is kept by key, so that reading again moves nothing
 * a person looks at.  Must not know curses, keys or sentences of its own.
 */
#include "record/list_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

struct list *
list_new(struct forms *forms, const struct formdef *form,
    const struct listdef *def)
{
	struct list *list = mem_alloc(sizeof(*list));

	if (!def)
		def = formdef_list(form, NULL);
	list->forms = forms;
	list->form = form;
	list->def = def;
	list->filter = filter_new(form);
	list->search = mem_strdup("");
	list->all = -1;
	list->height = 1;
	list->freeze = -1;
	list_want_all(list, NULL);
	return list;
}

void
list_free(struct list *list)
{
	if (!list)
		return;
	rowset_free(list->rows);
	filter_free(list->filter);
	free(list->search);
	free(list->sort);
	free(list->columns);
	free(list->widths);
	free(list->marks);
	free(list->gone);
	list_forget_sums(list);
	free(list);
}

const struct formdef *
list_form(const struct list *list)
{
	return list->form;
}

const struct listdef *
list_def(const struct list *list)
{
	return list->def;
}
/* ---- what is shown ---- */

void
list_search(struct list *list, const char *text)
{
	size_t chips;

	if (!strcmp(list->search, text ? text : ""))
		return;
	list_change(list, false);
	free(list->search);
	list->search = mem_strdup(text ? text : "");
	filter_search(list->filter, NULL);
	chips = filter_chips(list->filter);
	filter_search(list->filter, list->search);
	list->searched = filter_chips(list->filter) > chips;
}

const char *
list_search_text(const struct list *list)
{
	return list->search;
}

bool
list_add_filter(struct list *list, const char *word, struct err *err)
{
	list_change(list, true);
	return filter_add(list->filter, list->forms, word, err);
}

size_t
list_chips(const struct list *list)
{
	return filter_chips(list->filter) - list->searched;
}

char *
list_chip(const struct list *list, size_t i)
{
	return filter_chip(list->filter, list->forms, i);
}

const char *
list_chip_word(const struct list *list, size_t i)
{
	return filter_word(list->filter, i);
}

bool
list_chip_empties(struct list *list, size_t *chip)
{
	for (*chip = 0; *chip < list_chips(list); ++*chip) {
		struct filter *others = filter_copy(list->filter);
		struct err ignored = {0};
		struct query query;
		int64_t rows = 0;
		bool counted;

		filter_drop(others, *chip);
		list_query(list, &query);
		query.filter = others;
		counted =
		    rowset_count(list->forms, &query, &rows, &ignored);
		err_done(&ignored);
		filter_free(others);
		if (counted && rows)
			return true;
	}
	return false;
}

bool
list_drop_chip(struct list *list)
{
	size_t n = list_chips(list);

	if (!n)
		return false;
	list_change(list, true);
	filter_drop(list->filter, n - 1);
	return true;
}
bool
list_filter_to_value(struct list *list, struct err *err)
{
	const struct field *field;
	struct buf word = {0};
	const char *cell;
	bool fine;

	if (!list_size(list) || !list->count)
		return true;
	field = list->columns[list->column];
	cell = list_cell(list, list->at, list->column);
	buf_printf(&word, "%s=", field->name);
	/* the grouping of 1,234.56 would read as two values */
	for (const char *p = cell; *p; p++)
		if (*p != ',' || !list_is_amount(field))
			buf_add_char(&word, *p);
	fine = list_add_filter(list, buf_string(&word), err);
	buf_done(&word);
	return fine;
}

void
list_sort_by_column(struct list *list)
{
	const char *name;
	bool again;

	if (!list->count)
		return;
	list_change(list, true);
	name = list->columns[list->column]->name;
	again = list->sort && !strcmp(list->sort, name);
	free(list->sort);
	list->sort = mem_printf("%s%s", again ? "-" : "", name);
}

const char *
list_sort(const struct list *list)
{
	return list->sort;
}

void
list_set_sort(struct list *list, const char *sort)
{
	const char *name = sort && *sort == '-' ? sort + 1 : sort;

	list_change(list, true);
	free(list->sort);
	list->sort = name && formdef_field(list->form, name)
	    ? mem_strdup(sort)
	    : NULL;
}

bool
list_shows_voided(const struct list *list)
{
	return list->voided;
}

void
list_show_voided(struct list *list, bool voided)
{
	if (list->voided != voided)
		list_change(list, true);
	list->voided = voided;
	list->all = -1;
}
