/* How a list was set up, kept in a file (see list_setup.h): lines of WORD
 * TAB TEXT, a `view` line beginning each. */
#include "record/list_setup.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/path.h"
#include "record/clerk_file.h"

#define SETUP_FIRST "jieban list 1\n"
#define SETUP_LIMIT (256 * 1024)

static void
setup_done(struct list_setup *setup)
{
	free(setup->name);
	free(setup->columns);
	free(setup->sort);
	free(setup->filter);
	memset(setup, 0, sizeof(*setup));
}

void
list_setups_done(struct list_setups *setups)
{
	for (size_t i = 0; i < setups->count; i++)
		setup_done(&setups->items[i]);
	free(setups->items);
	memset(setups, 0, sizeof(*setups));
}

char *
list_setups_path(struct forms *forms, const struct list *list)
{
	const struct listdef *def = list_def(list);
	char *name = mem_printf(
	    "%s.%s", list_form(list)->name, def ? def->name : "");
	char *file = clerk_file(forms, "lists", name, "list");

	free(name);
	return file;
}

/* ---- which ---- */

static struct list_setup *
setup_find(const struct list_setups *setups, const char *name)
{
	for (size_t i = 0; i < setups->count; i++)
		if (!strcmp(setups->items[i].name, name))
			return &setups->items[i];
	return NULL;
}

struct list_setup *
list_setups_get(struct list_setups *setups, const char *name)
{
	struct list_setup *setup = setup_find(setups, name);

	if (setup)
		return setup;
	setups->items = mem_resize(
	    setups->items, setups->count + 1, sizeof(*setups->items));
	setup = &setups->items[setups->count++];
	memset(setup, 0, sizeof(*setup));
	setup->name = mem_strdup(name);
	setup->freeze = -1;
	return setup;
}

void
list_setups_drop(struct list_setups *setups, const char *name)
{
	struct list_setup *setup = setup_find(setups, name);
	size_t at;

	if (!setup)
		return;
	at = (size_t)(setup - setups->items);
	setup_done(setup);
	memmove(setup, setup + 1,
	    (setups->count - at - 1) * sizeof(*setups->items));
	setups->count--;
}

/* ---- the file ---- */

static void
read_filter(struct list_setup *setup, const char *word)
{
	char *all = setup->filter
	    ? mem_printf("%s\n%s", setup->filter, word)
	    : mem_strdup(word);

	free(setup->filter);
	setup->filter = all;
}

static void
read_text(char **to, const char *text)
{
	free(*to);
	*to = mem_strdup(text);
}

static void
read_line(struct list_setup *setup, const char *word, const char *text)
{
	if (!strcmp(word, "columns"))
		read_text(&setup->columns, text);
	else if (!strcmp(word, "sort"))
		read_text(&setup->sort, text);
	else if (!strcmp(word, "filter"))
		read_filter(setup, text);
	else if (!strcmp(word, "freeze"))
		setup->freeze = (int)strtol(text, NULL, 10);
	else if (!strcmp(word, "at"))
		setup->at = strtoll(text, NULL, 10);
	else if (!strcmp(word, "voided"))
		setup->voided = true;
	else if (!strcmp(word, "no-panel"))
		setup->no_panel = true;
}

void
list_setups_read(const char *path, struct list_setups *setups)
{
	struct list_setup *setup = NULL;
	struct err ignored = {0};
	struct buf bytes = {0};
	char *line;

	memset(setups, 0, sizeof(*setups));
	if (!path || !path_read(path, SETUP_LIMIT, &bytes, &ignored) ||
	    strncmp(buf_string(&bytes), SETUP_FIRST, strlen(SETUP_FIRST))) {
		err_done(&ignored);
		buf_done(&bytes);
		return;
	}
	line = bytes.text + strlen(SETUP_FIRST);
	while (line && *line) {
		char *end = strchr(line, '\n'), *tab;

		if (end)
			*end++ = '\0';
		tab = strchr(line, '\t');
		if (tab)
			*tab++ = '\0';
		if (tab && !strcmp(line, "view"))
			setup = list_setups_get(setups, tab);
		else if (tab && setup)
			read_line(setup, line, tab);
		line = end;
	}
	buf_done(&bytes);
}

static void
write_filter(struct buf *to, const char *filter)
{
	while (filter && *filter) {
		size_t size = strcspn(filter, "\n");

		buf_add_string(to, "filter\t");
		buf_add(to, filter, size);
		buf_add_char(to, '\n');
		filter += size + (filter[size] == '\n');
	}
}

static void
write_setup(struct buf *to, const struct list_setup *setup)
{
	buf_printf(to, "view\t%s\n", setup->name);
	if (setup->columns)
		buf_printf(to, "columns\t%s\n", setup->columns);
	if (setup->sort)
		buf_printf(to, "sort\t%s\n", setup->sort);
	if (setup->freeze >= 0)
		buf_printf(to, "freeze\t%d\n", setup->freeze);
	if (setup->at)
		buf_printf(to, "at\t%lld\n", (long long)setup->at);
	if (setup->voided)
		buf_add_string(to, "voided\tyes\n");
	if (setup->no_panel)
		buf_add_string(to, "no-panel\tyes\n");
	write_filter(to, setup->filter);
}

/* A list left as it was found is not written again. */
static bool
is_written(const char *path, const struct buf *bytes)
{
	struct err ignored = {0};
	struct buf there = {0};
	bool same = path_read(path, SETUP_LIMIT, &there, &ignored)
	    ? there.size == bytes->size &&
		!memcmp(there.text, bytes->text, bytes->size)
	    : bytes->size == strlen(SETUP_FIRST) + strlen("view\t\n");

	err_done(&ignored);
	buf_done(&there);
	return same;
}

bool
list_setups_write(
    const char *path, const struct list_setups *setups, struct err *err)
{
	struct buf bytes = {0};
	bool fine;

	buf_add_string(&bytes, SETUP_FIRST);
	for (size_t i = 0; i < setups->count; i++)
		write_setup(&bytes, &setups->items[i]);
	fine = is_written(path, &bytes) ||
	    path_write(path, buf_string(&bytes), bytes.size, err);
	buf_done(&bytes);
	return fine;
}

/* ---- from a list and back ---- */

void
list_setup_take(struct list_setup *setup, const struct list *list)
{
	struct buf filter = {0};

	free(setup->columns);
	free(setup->sort);
	free(setup->filter);
	setup->columns = list_columns_words(list);
	setup->sort = mem_strdup(list_sort(list));
	setup->freeze = list_own_freeze(list);
	setup->voided = list_shows_voided(list);
	setup->at = list_at(list) && list_key(list) > 0 ? list_key(list) : 0;
	for (size_t i = 0; i < list_chips(list); i++)
		buf_printf(&filter, "%s%s", i ? "\n" : "",
		    list_chip_word(list, i));
	setup->filter = filter.size ? buf_take(&filter) : NULL;
	buf_done(&filter);
}

static void
apply_filter(const char *filter, struct list *list)
{
	while (filter && *filter) {
		size_t size = strcspn(filter, "\n");
		char *word = mem_strndup(filter, size);
		struct err ignored = {0};

		/* a field or code that is no more narrows nothing */
		if (!list_add_filter(list, word, &ignored))
			err_done(&ignored);
		free(word);
		filter += size + (filter[size] == '\n');
	}
}

void
list_setup_apply(const struct list_setup *setup, struct list *list)
{
	while (list_drop_chip(list))
		;
	list_set_columns(list, setup->columns);
	list_set_freeze(list, setup->freeze);
	list_set_sort(list, setup->sort);
	list_show_voided(list, setup->voided);
	apply_filter(setup->filter, list);
	if (setup->at)
		list_aim(list, setup->at);
}
