/* The lists of the sections (see home.h), as items to choose from. */
#include "ui/home.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "ui/home_parts.h"
#include "ui/pick.h"

struct pick_item *
home_lists(struct desk *desk, const char *section, size_t *count)
{
	const char *const *names, *of, *title;
	struct pick_item *items = NULL;
	struct err ignored = {0};
	size_t forms = 0;

	*count = 0;
	if (!forms_names(desk->forms, &names, &forms, &ignored))
		forms = 0;
	for (size_t i = 0; i < forms; i++) {
		const struct formdef *form;

		if (!strcmp(names[i], HOME_LINE_FORM) ||
		    !strcmp(names[i], HOME_STEP_FORM) ||
		    !forms_heading(
			desk->forms, names[i], &of, &title, &ignored) ||
		    (section && strcmp(of, section) != 0))
			continue;
		form = desk_form(desk, names[i]);
		for (size_t l = 0; form && l < form->list_count; l++) {
			const struct listdef *list = &form->lists[l];
			struct pick_item *item;

			items = mem_resize(
			    items, *count + 1, sizeof(*items));
			item = &items[*count];
			memset(item, 0, sizeof(*item));
			item->at = (*count)++;
			item->follows = l > 0;
			item->code =
			    mem_printf("%s %s", form->name, list->name);
			item->text = l && list->title
			    ? mem_printf(_("%s：%s"), _(title), _(list->title))
			    : mem_strdup(_(title));
			if (!section)
				item->note = mem_strdup(_(of));
		}
	}
	err_done(&ignored);
	return items;
}
