/* Guides of one screen (see guide.h). */
#include "ui/guide.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "ui/page.h"
#include "ui/pick.h"

#define GUIDE_LIMIT (64 * 1024)

struct guides {
	struct pick_item *items;
	size_t count;
};

static char *
guide_text(const char *file)
{
	struct err ignored = {0};
	struct buf text = {0};

	if (!path_read(file, GUIDE_LIMIT, &text, &ignored)) {
		err_done(&ignored);
		buf_done(&text);
		return NULL;
	}
	return buf_take(&text);
}

/* A guide of an office stands in the place of ours of the same name. */
static bool
is_hidden(const struct guides *guides, const char *name)
{
	for (size_t i = 0; i < guides->count; i++)
		if (!strcmp(path_name(guides->items[i].code), name))
			return true;
	return false;
}

static void
guide_add(struct guides *guides, const char *folder, const char *name)
{
	char *file = path_join(folder, name), *text = guide_text(file);
	struct pick_item *item;

	if (!text || is_hidden(guides, name)) {
		free(text);
		free(file);
		return;
	}
	text[strcspn(text, "\n")] = '\0';
	guides->items = mem_resize(
	    guides->items, guides->count + 1, sizeof(*guides->items));
	item = &guides->items[guides->count++];
	memset(item, 0, sizeof(*item));
	item->code = file;
	item->text = text;
}

static void
guides_of(struct guides *guides, const char *dir, bool english)
{
	char *doc = path_join(dir, "doc/guides");
	char *folder = path_join(doc, english ? "en" : "zh");
	char **names = path_list(folder, ".txt");

	for (size_t i = 0; names && names[i]; i++)
		guide_add(guides, folder, names[i]);
	path_list_free(names);
	free(folder);
	free(doc);
}

static int
compare_guides(const void *a, const void *b)
{
	const struct pick_item *x = a, *y = b;

	return strcmp(path_name(x->code), path_name(y->code));
}

struct view *
guide_menu(struct desk *desk, int tag)
{
	const struct data_dirs *data = &forms_book(desk->forms)->data;
	struct guides guides = {NULL, 0};

	for (size_t i = 0; i < data->count; i++)
		guides_of(&guides, data->dirs[i], desk->options->english);
	if (!guides.count)
		return NULL;
	qsort(guides.items, guides.count, sizeof(*guides.items),
	    compare_guides);
	return pick_menu(
	    desk, _("怎样办事"), tag, guides.items, guides.count, true);
}

struct view *
guide_page(struct desk *desk, const char *file)
{
	char *text = guide_text(file);
	char *body = text ? strchr(text, '\n') : NULL;
	struct view *page;

	if (!body) {
		free(text);
		return NULL;
	}
	*body++ = '\0';
	page = page_new(desk, text);
	while (*body == '\n')
		body++;
	page_add(page, ROLE_NORMAL, body);
	free(text);
	return page;
}
