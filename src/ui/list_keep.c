/*
 * How a list was left and the views saved under a name: the menu of Ctrl+U
 * and the file behind it.
 */
#include "ui/list_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "ui/columns_view.h"
#include "ui/pick.h"
#include "ui/prompt.h"

static void
keep_apply(struct list_view *v, const struct list_setup *setup)
{
	list_setup_apply(setup, v->list);
	v->no_panel = setup->no_panel;
}

static void
keep_take(struct list_view *v, const char *name)
{
	struct list_setup *setup = list_setups_get(&v->setups, name);

	list_setup_take(setup, v->list);
	setup->no_panel = v->no_panel;
}

void
list_keep_open(struct list_view *v)
{
	v->setups_path = list_setups_path(v->view.desk->forms, v->list);
	list_setups_read(v->setups_path, &v->setups);
	if (v->remembers)
		keep_apply(v, list_setups_get(&v->setups, ""));
}

static void
keep_write(struct list_view *v)
{
	struct err err = {0};

	if (v->setups_path &&
	    !list_setups_write(v->setups_path, &v->setups, &err))
		desk_err(v->view.desk, &err);
}

void
list_keep_close(struct list_view *v)
{
	if (v->remembers) {
		keep_take(v, "");
		keep_write(v);
	}
	list_setups_done(&v->setups);
	free(v->setups_path);
}

/* ---- the menu ---- */

struct menu {
	struct pick_item *items;
	size_t count;
};

static void
menu_add(struct menu *menu, const char *code, const char *text,
    const char *note)
{
	struct pick_item *item;

	menu->items =
	    mem_resize(menu->items, menu->count + 1, sizeof(*menu->items));
	item = &menu->items[menu->count++];
	memset(item, 0, sizeof(*item));
	item->code = mem_strdup(code);
	item->text = mem_strdup(text);
	item->note = mem_strdup(note);
}

static void
menu_add_named(struct list_view *v, struct menu *menu)
{
	for (size_t i = 0; i < v->setups.count; i++) {
		const char *name = v->setups.items[i].name;
		char *code = mem_printf("=%s", name);

		if (*name)
			menu_add(menu, code, name, _("存下的视图"));
		free(code);
	}
	for (size_t i = 0; i < v->setups.count; i++) {
		const char *name = v->setups.items[i].name;
		char *code = mem_printf("!%s", name);
		char *text = mem_printf(_("删掉视图「%s」"), name);

		if (*name)
			menu_add(menu, code, text, NULL);
		free(text);
		free(code);
	}
}

void
list_keep_menu(struct list_view *v)
{
	struct menu menu = {NULL, 0};
	const char *label = list_columns(v->list)
	    ? _(list_column(v->list, list_column_at(v->list))->label)
	    : "";
	char *freeze = mem_printf(_("左边固定到「%s」"), label);

	menu_add(&menu, "columns", _("列"), _("显示哪些、次序、宽度"));
	menu_add(&menu, "freeze", freeze, NULL);
	menu_add(&menu, "loose", _("不固定列"), NULL);
	menu_add(&menu, "sort", _("按光标这一列排"), _("再选一次反过来"));
	menu_add(&menu, "panel", v->no_panel ? _("打开侧栏") : _("关掉侧栏"),
	    _("屏幕 110 列以上"));
	menu_add(&menu, "voided",
	    list_shows_voided(v->list) ? _("不列作废的") : _("作废的也列出"), NULL);
	menu_add(&menu, "save", _("存成视图"), _("列、次序、条件，起个名字"));
	menu_add(&menu, "reset", _("恢复原样"), _("列、次序、条件照定义"));
	menu_add_named(v, &menu);
	free(freeze);
	desk_push(v->view.desk,
	    pick_menu(v->view.desk, _("视图"), LIST_TAG_VIEW, menu.items,
		menu.count, true));
}

static void
keep_reset(struct list_view *v)
{
	struct list_setup plain = {.freeze = -1};

	keep_apply(v, &plain);
	desk_say(v->view.desk, MESSAGE_SAID, _("已恢复原样"));
}

static void
keep_drop(struct list_view *v, const char *name)
{
	list_setups_drop(&v->setups, name);
	keep_write(v);
	desk_say(v->view.desk, MESSAGE_SAID, _("视图「%s」已删掉"), name);
}

void
list_keep_ask_name(struct list_view *v)
{
	desk_push(v->view.desk,
	    prompt_new(v->view.desk, _("存成视图"), _("视图的名字，同名的换掉"),
		LIST_TAG_NAME, ""));
}

void
list_keep_chosen(struct list_view *v, const char *code)
{
	struct desk *desk = v->view.desk;

	if (!strcmp(code, "columns"))
		desk_push(
		    desk, columns_view_new(desk, v->list, LIST_TAG_COLUMNS));
	else if (!strcmp(code, "freeze"))
		list_set_freeze(v->list, (int)list_column_at(v->list) + 1);
	else if (!strcmp(code, "loose"))
		list_set_freeze(v->list, 0);
	else if (!strcmp(code, "sort"))
		list_sort_by_column(v->list);
	else if (!strcmp(code, "panel"))
		v->no_panel = !v->no_panel;
	else if (!strcmp(code, "voided"))
		list_show_voided(v->list, !list_shows_voided(v->list));
	else if (!strcmp(code, "save"))
		list_keep_ask_name(v);
	else if (!strcmp(code, "reset"))
		keep_reset(v);
	else if (*code == '=')
		keep_apply(v, list_setups_get(&v->setups, code + 1));
	else if (*code == '!')
		keep_drop(v, code + 1);
}

void
list_keep_columns(struct list_view *v, const char *words)
{
	list_set_columns(v->list, words);
}

void
list_keep_name(struct list_view *v, const char *name)
{
	if (!*name) {
		desk_say(v->view.desk, MESSAGE_SAID, _("没有名字，没有存"));
		return;
	}
	keep_take(v, name);
	list_setups_get(&v->setups, name)->at = 0;
	keep_write(v);
	desk_say(v->view.desk, MESSAGE_PASSED,
	    _("视图「%s」已存：Ctrl+U 里选"), name);
}
