/* The search line of a list, and the chips that are dropped from it. */
#include "base/lang.h"
#include "ui/list_parts.h"

#include <string.h>

void
list_type_apply(struct list_view *v)
{
	list_search(v->list, textedit_text(&v->search));
}

void
list_type_begin(struct list_view *v)
{
	v->searching = true;
	textedit_done(&v->search);
	textedit_init(&v->search, list_search_text(v->list), 60, false);
}

static void
type_edit(struct list_view *v, enum textedit_op op)
{
	textedit_do(&v->search, op);
	list_type_apply(v);
}

static void
type_drop(struct list_view *v)
{
	if (v->searching && textedit_is_empty(&v->search)) {
		v->searching = false;
		list_drop_chip(v->list);
	} else if (v->searching) {
		type_edit(v, TEXTEDIT_BACKSPACE);
	} else if (*list_search_text(v->list)) {
		list_type_begin(v);
		type_edit(v, TEXTEDIT_BACKSPACE);
	} else if (!list_drop_chip(v->list)) {
		desk_say(v->view.desk, MESSAGE_SAID, _("没有条件可去"));
	}
}

/* In the search line keys move the caret and take back typing. */
static bool
type_searching(struct list_view *v, enum command_id command)
{
	switch (command) {
	case COMMAND_LEFT:
		textedit_do(&v->search, TEXTEDIT_LEFT);
		return true;
	case COMMAND_RIGHT:
		textedit_do(&v->search, TEXTEDIT_RIGHT);
		return true;
	case COMMAND_DELETE:
		type_edit(v, TEXTEDIT_DELETE);
		return true;
	case COMMAND_UNDO:
		if (!textedit_can_undo(&v->search))
			return false;
		type_edit(v, TEXTEDIT_UNDO);
		return true;
	default:
		return false;
	}
}

bool
list_type_command(struct list_view *v, enum command_id command)
{
	if (v->searching && type_searching(v, command))
		return true;
	switch (command) {
	case COMMAND_SEARCH:
		list_type_begin(v);
		textedit_select_all(&v->search); /* typing begins anew */
		return true;
	case COMMAND_CHIP_DROP:
		type_drop(v);
		return true;
	case COMMAND_BACK:
		if (!*list_search_text(v->list))
			return false;
		textedit_do(&v->search, TEXTEDIT_CLEAR);
		list_search(v->list, "");
		v->searching = false;
		return true;
	default:
		return false;
	}
}

bool
list_type_text(struct view *view, const char *text, bool pasted)
{
	struct list_view *v = (struct list_view *)view;

	(void)pasted;
	if (!v->searching) {
		int sign = keymap_sign(text);

		/* digits are options and signs commands: what is left of them
		 * says nothing here */
		if (sign && sign < 0x80 &&
		    !((sign | 0x20) >= 'a' && (sign | 0x20) <= 'z'))
			return false;
		list_type_begin(v);
	}
	/* the sign that opens a search, of a hand that does not look */
	if (textedit_is_empty(&v->search) && keymap_sign(text) == '/')
		return true;
	textedit_insert(&v->search, text, strlen(text));
	list_type_apply(v);
	return true;
}
