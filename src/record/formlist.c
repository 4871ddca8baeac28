/*
 * Lists of a form: columns, order, what stays at the left.  Prepares no SQL:
 * a list's `where` is kept as it is written.
 */
#include "record/formlist.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "record/words.h"

/* clang-format off */
const struct ini_word formdef_words_list[] = {
	{"title", "TEXT", N_("清单名称")},
	{"columns", "NAMES", N_("字段[:宽度]；不写就同 list.default")},
	{"where", "SQL", N_("条件")},
	{"sort", "NAMES", N_("次序，-字段 为倒序")},
	{"freeze", "NUMBER", N_("左边固定几列")},
	{"hint", "TEXT", N_("清单的提示")},
	{"batch", "WORD", N_("打开时全部有记号，F6 一起办这个动作")},
	{"run", "SQL", N_("F6 办的命令：一个值，如 month close 2026-03")},
	{"status", "SQL", N_("第二行的一句话：一个值")},
	{"totals", "yes|no", N_("末行列出金额、数量各列的合计")},
	{NULL, NULL, NULL},
};
/* clang-format on */

enum { WIDEST = 200 };

static void
add_column(struct listdef *list, const struct field *field, int width)
{
	list->columns =
	    mem_resize(list->columns, list->count + 1, sizeof *list->columns);
	list->columns[list->count].field = field;
	list->columns[list->count].width = width ? width : field->width;
	list->count++;
}

/* What is shown when a list names no columns. */
static void
add_usual_columns(struct formread *r, struct listdef *list)
{
	const struct formdef *form = r->form;

	if (r->form->list_count > 0 && list != &r->form->lists[0]) {
		const struct listdef *first = &r->form->lists[0];

		for (size_t i = 0; i < first->count; i++)
			add_column(list, first->columns[i].field,
			    first->columns[i].width);
		return;
	}
	for (size_t i = 0; i < form->count; i++)
		if (!form->fields[i].hidden &&
		    form->fields[i].kind != KIND_LONG &&
		    !form->fields[i].column->house)
			add_column(list, &form->fields[i], 0);
}

static void
read_columns(struct formread *r, const char *section, struct listdef *list)
{
	const char *names = ini_get(r->from->ini, section, "columns");
	char *word;

	if (!names) {
		add_usual_columns(r, list);
		return;
	}
	while ((word = words_take(&names))) {
		char *colon = strchr(word, ':');
		const struct field *field;
		int width = 0;

		if (colon)
			*colon = '\0';
		if (colon &&
		    (!words_number(colon + 1, WIDEST, &width) || width == 0))
			formread_fault(r, section, "columns",
			    _("%s 的宽度应为 1 到 %d，不是「%.40s」"), word,
			    WIDEST, colon + 1);
		field = formread_field(r, section, "columns", word);
		if (field)
			add_column(list, field, width);
		free(word);
	}
}

static void
read_sort(struct formread *r, const char *section, struct listdef *list)
{
	const char *names;
	char *word;

	list->sort = formread_text(r, section, "sort");
	if (!list->sort && formread_find(r->form, "code"))
		list->sort = mem_strdup("code");
	names = list->sort;
	while ((word = words_take(&names))) {
		formread_field(
		    r, section, "sort", word[0] == '-' ? word + 1 : word);
		free(word);
	}
}

static void
read_list(
    struct formread *r, const char *section, const char *name, bool present)
{
	struct formdef *form = r->form;
	struct listdef *list = &form->lists[form->list_count];

	list->name = mem_strdup(name);
	if (present)
		formread_keys(r, section, formdef_words_list);
	list->title = formread_text(r, section, "title");
	if (!list->title)
		list->title = mem_strdup(form->title ? form->title : name);
	list->where = formread_text(r, section, "where");
	list->hint = formread_text(r, section, "hint");
	list->batch = formread_text(r, section, "batch");
	list->status = formread_text(r, section, "status");
	list->run = formread_text(r, section, "run");
	list->totals = formread_yes(r, section, "totals");
	read_columns(r, section, list);
	read_sort(r, section, list);
	list->freeze = formread_number(
	    r, section, "freeze", (int)list->count, list->count ? 1 : 0);
	form->list_count++;
}

void
formlist_read(struct formread *r)
{
	const struct ini *ini = r->from->ini;

	r->form->lists =
	    mem_array(ini_sections(ini) + 1, sizeof *r->form->lists);
	read_list(r, "list.default", "default",
	    ini_line(ini, "list.default", NULL) != 0);
	for (size_t i = 0; i < ini_sections(ini); i++) {
		const char *section = ini_section(ini, i);

		if (!strncmp(section, "list.", 5) &&
		    strcmp(section, "list.default"))
			read_list(r, section, section + 5, true);
	}
}
