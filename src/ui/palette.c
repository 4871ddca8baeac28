/* The palette (see palette.h), printed from the command table. */
#include "ui/palette.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"

struct palette {
	struct desk *desk;
	unsigned contexts;
	struct pick_item *lists;
	int *paths; /* 21: the first list of the second section; 0: none */
	size_t count;
};

static void
palette_free(void *data)
{
	struct palette *p = data;

	pick_items_free(p->lists, p->count);
	free(p->paths);
	free(p);
}

static bool
can_now(const struct palette *p, const struct command *c)
{
	/* those of the command line alone run as a child: always */
	return (c->contexts & CONTEXT_CLI && !*c->keys && !*c->signs) ||
	    !((c->contexts | c->sign_contexts) & CONTEXT_ANY) ||
	    ((c->contexts | c->sign_contexts) & p->contexts & CONTEXT_ANY);
}

static struct pick_item *
add_item(struct pick_item **items, size_t *count)
{
	struct pick_item *item;

	*items = mem_resize(*items, *count + 1, sizeof(**items));
	item = &(*items)[*count];
	memset(item, 0, sizeof(*item));
	item->at = (*count)++;
	return item;
}

static void
add_command(const struct palette *p, const struct command *c, int rank,
    struct pick_item **items, size_t *count)
{
	struct pick_item *item = add_item(items, count);
	int key = keymap_first(p->desk->keys, p->contexts, c->id);
	char label[KEYMAP_NAME_SIZE] = "";

	item->rank = rank;
	if (key)
		keymap_label(key, label);
	item->code = mem_printf("!%d", (int)c->id);
	item->dim = !can_now(p, c);
	item->text = mem_printf("%s%s%s", command_title(c),
	    *label ? "  " : "", label);
	item->note = mem_printf("%s%s", item->dim ? _("在这里用不上：") : "",
	    command_help(c, p->desk->options->english));
}

/* The digits that lead to each form from home: its section, its place. */
static void
add_paths(struct palette *p)
{
	size_t section = 0, place = 0;

	for (size_t i = 0; i < p->count; i++) {
		struct pick_item *item = &p->lists[i];
		const char *of = item->note ? item->note : "";

		if (!i || strcmp(of, p->lists[i - 1].note) != 0) {
			section++;
			place = 0;
		}
		if (item->follows || section > 9 || ++place > 99)
			continue;
		p->paths[i] = (int)(section * (place > 9 ? 100 : 10) + place);
	}
}

static int
list_rank(const struct palette *p, size_t i, const char *typed)
{
	const struct pick_item *item = &p->lists[i];
	int rank = pick_rank(item->text, typed);
	char path[12] = "";

	if (p->paths[i])
		snprintf(path, sizeof(path), "%d", p->paths[i]);
	return rank ? rank
	    : !strncmp(item->code, typed, strlen(typed)) ||
		!strncmp(path, typed, strlen(typed));
}

static bool
palette_fill(void *data, const char *typed, struct pick_item **items,
    size_t *count, size_t *all, struct err *err)
{
	struct palette *p = data;
	char *folded = text_fold(typed);
	int rank;

	(void)err;
	*items = NULL;
	*count = 0;
	*all = p->count;
	for (const struct command *c = command_table; c->id; c++) {
		if (!(c->contexts & CONTEXT_PALETTE))
			continue;
		++*all;
		rank = pick_rank(command_title(c), folded);
		if (!rank)
			rank = command_matches(c, folded);
		if (rank)
			add_command(p, c, *folded ? rank : 0, items, count);
	}
	for (size_t i = 0; i < p->count; i++) {
		const struct pick_item *from = &p->lists[i];
		struct pick_item *item;

		rank = list_rank(p, i, folded);
		if (!rank)
			continue;
		item = add_item(items, count);
		item->rank = *folded ? rank : 0;
		item->code = mem_strdup(from->code);
		item->text = mem_strdup(from->text);
		item->note = p->paths[i]
		    ? mem_printf("%s %d", from->note, p->paths[i])
		    : mem_strdup(from->note);
	}
	free(folded);
	pick_sort(*items, *count);
	return true;
}

struct view *
palette_new(struct desk *desk, unsigned contexts, int tag,
    struct pick_item *lists, size_t count)
{
	struct palette *p = mem_alloc(sizeof(*p));
	struct pick_source source = {p, palette_fill, palette_free};

	p->desk = desk;
	p->contexts = contexts;
	p->lists = lists;
	p->count = count;
	p->paths = mem_array(count + 1, sizeof(*p->paths));
	add_paths(p);
	return pick_new(desk, _("命令"), tag, &source, "", false);
}
