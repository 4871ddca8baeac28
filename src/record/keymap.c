/*
 * Which command a key means where.  Owns the bindings; must not know curses
 * nor what a command does.  Names of keys are in keymap_name.c.
 */
#include "record/keymap.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "record/ini.h"

struct binding {
	int key;
	unsigned contexts;
	const struct command *command;
};

struct keymap {
	struct binding *bindings;
	size_t count, capacity;
};

static void
bind_key(struct keymap *map, int key, unsigned contexts,
    const struct command *command)
{
	map->bindings = mem_grow(
	    map->bindings, map->count, &map->capacity, sizeof(*map->bindings));
	map->bindings[map->count].key = key;
	map->bindings[map->count].contexts = contexts;
	map->bindings[map->count++].command = command;
}

/* The next blank-separated word of *names; false at the end. */
static bool
next_name(const char **names, const char **word, size_t *size)
{
	*word = *names + strspn(*names, " ");
	*size = strcspn(*word, " ");
	*names = *word + *size;
	return *size > 0;
}

/* Signs of more than one character ("..") are text of a field, not keys. */
static void
bind_names(struct keymap *map, const char *names, unsigned contexts,
    const struct command *command)
{
	const char *word;
	size_t size;

	while (next_name(&names, &word, &size)) {
		int key = keymap_code(word, size);

		if (key)
			bind_key(map, key, contexts, command);
	}
}

#define KEY_CONTEXTS (CONTEXT_ANY | CONTEXT_VALUE)

struct keymap *
keymap_new(void)
{
	struct keymap *map = mem_alloc(sizeof(*map));

	for (const struct command *c = command_table; c->id; c++) {
		bind_names(map, c->keys, c->contexts & KEY_CONTEXTS, c);
		bind_names(map, c->signs, c->sign_contexts, c);
	}
	return map;
}

void
keymap_free(struct keymap *map)
{
	if (map)
		free(map->bindings);
	free(map);
}

const struct command *
keymap_find(const struct keymap *map, unsigned contexts, int key)
{
	for (size_t i = 0; key && i < map->count; i++)
		if (map->bindings[i].key == key &&
		    (map->bindings[i].contexts & contexts))
			return map->bindings[i].command;
	return NULL;
}

int
keymap_first(const struct keymap *map, unsigned contexts, enum command_id id)
{
	for (size_t i = 0; i < map->count; i++)
		if (map->bindings[i].command->id == id &&
		    (map->bindings[i].contexts & contexts))
			return map->bindings[i].key;
	return 0;
}

/* An empty field is a field too. */
static unsigned
widened(unsigned contexts)
{
	return contexts & CONTEXT_EMPTY ? contexts | CONTEXT_FORM : contexts;
}

static bool
clashes(const struct binding *a, const struct binding *b)
{
	return a->key == b->key && a->command != b->command &&
	       (widened(a->contexts) & widened(b->contexts));
}

static const struct command *
clash_with(const struct keymap *map, size_t i)
{
	for (size_t j = 0; j < i; j++)
		if (clashes(&map->bindings[i], &map->bindings[j]))
			return map->bindings[j].command;
	return NULL;
}

static const struct command *
command_of_key_word(const char *key)
{
	char *word = mem_strdup(key);
	const struct command *c;

	for (char *p = word; *p; p++)
		if (*p == '_')
			*p = '-';
	c = command_named(word);
	for (char *p = word; !c && *p; p++)
		if (*p == '-')
			*p = ' ';
	if (!c)
		c = command_named(word);
	free(word);
	return c;
}

static void
unbind_keys(struct keymap *map, const struct command *command)
{
	size_t kept = 0;

	for (size_t i = 0; i < map->count; i++) {
		bool sign = map->bindings[i].key >= 0x20 &&
			    map->bindings[i].key < K_BASE;

		if (map->bindings[i].command != command || sign)
			map->bindings[kept++] = map->bindings[i];
	}
	map->count = kept;
}

/* One line of keys.ini: its names bound in place of the table's. */
static bool
rebind(struct keymap *map, const struct ini *ini, const char *ini_word,
    struct err *err)
{
	const struct command *c = command_of_key_word(ini_word);
	const char *names = ini_get(ini, "keys", ini_word), *word;
	size_t size;

	if (!c || !(c->contexts & (CONTEXT_ANY | CONTEXT_PALETTE)))
		return ini_fault(
		    ini, "keys", ini_word, err, _("没有「%s」这个命令"), ini_word);
	unbind_keys(map, c);
	while (next_name(&names, &word, &size)) {
		int key = keymap_code(word, size);
		const char *why = keymap_forbidden(key);
		unsigned contexts = c->contexts & CONTEXT_ANY;

		if (!key)
			return ini_fault(ini, "keys", ini_word, err,
			    _("没有「%.*s」这个键"), (int)size, word);
		if (why)
			return ini_fault(ini, "keys", ini_word, err,
			    _("「%.*s」不能用：%s"), (int)size, word, why);
		if (key >= 0x20 && key < K_BASE)
			return ini_fault(ini, "keys", ini_word, err,
			    _("「%.*s」不能用：字和数字是用来打的"), (int)size,
			    word);
		bind_key(map, key, contexts ? contexts : CONTEXT_ANY, c);
	}
	return true;
}

static bool
check_clashes(const struct keymap *map, const struct ini *ini, struct err *err)
{
	for (size_t k = 0; k < ini_keys(ini, "keys"); k++) {
		const char *word = ini_key(ini, "keys", k);
		const struct command *c = command_of_key_word(word);

		for (size_t i = 0; i < map->count; i++) {
			const struct command *other = clash_with(map, i);
			char name[KEYMAP_NAME_SIZE];

			if (!other ||
			    (map->bindings[i].command != c && other != c))
				continue;
			if (other == c)
				other = map->bindings[i].command;
			keymap_label(map->bindings[i].key, name);
			return ini_fault(ini, "keys", word, err,
			    _("%s 已经是「%s」的键"), name, command_title(other));
		}
	}
	return true;
}

static bool
apply(struct keymap *map, const struct ini *ini, struct err *err)
{
	for (size_t i = 0; i < ini_sections(ini); i++)
		if (strcmp(ini_section(ini, i), "keys"))
			return ini_fault(ini, ini_section(ini, i), NULL, err,
			    _("只能有 [keys] 一节"));
	for (size_t i = 0; i < ini_keys(ini, "keys"); i++)
		if (!rebind(map, ini, ini_key(ini, "keys", i), err))
			return false;
	return check_clashes(map, ini, err);
}

bool
keymap_load(struct keymap *map, const char *path, struct err *err)
{
	struct keymap fresh = {0};
	struct ini *ini = NULL;
	bool done = false;

	if (!path_exists(path))
		return true;
	if (!ini_load(&ini, path, err))
		return false;
	for (size_t i = 0; i < map->count; i++)
		bind_key(&fresh, map->bindings[i].key,
		    map->bindings[i].contexts, map->bindings[i].command);
	done = apply(&fresh, ini, err);
	if (done) {
		struct keymap before = *map;

		*map = fresh;
		fresh = before;
	}
	free(fresh.bindings);
	ini_free(ini);
	return done;
}

static bool
is_plain_move(enum command_id id)
{
	return id >= COMMAND_ENTER && id <= COMMAND_BACK;
}

static void
tell(keymap_fault *fault, void *data, const char *what, const char *which,
    const char *why)
{
	char *sentence = mem_printf("%s%s%s", what, which, why);

	fault(data, sentence);
	free(sentence);
}

/* Keys and signs, and one more for the palette. */
static int
ways_in(const struct keymap *map, const struct command *c)
{
	int ways = (c->contexts & CONTEXT_PALETTE) != 0;

	for (size_t i = 0; i < map->count; i++)
		ways += map->bindings[i].command == c;
	return ways;
}

static bool
is_screen_command(const struct command *c)
{
	/* What is written into a field is text, and its key is the text. */
	return (c->contexts & (CONTEXT_ANY | CONTEXT_PALETTE)) &&
	       !(c->sign_contexts & CONTEXT_VALUE) && !is_plain_move(c->id);
}

int
keymap_check(const struct keymap *map, keymap_fault *fault, void *data)
{
	int faults = 0;

	for (size_t i = 0; i < map->count; i++) {
		const struct binding *b = &map->bindings[i];
		const char *why = keymap_forbidden(b->key);
		const struct command *other = clash_with(map, i);
		char name[KEYMAP_NAME_SIZE];

		keymap_label(b->key, name);
		if (why && ++faults)
			tell(fault, data, name, _("："), why);
		if (other && ++faults)
			tell(fault, data, name, _(" 有两个意思，另一个是："),
			    command_title(other));
	}
	for (const struct command *c = command_table; c->id; c++) {
		bool own_line = !(c->contexts & (CONTEXT_CLI));

		if (is_screen_command(c) && own_line &&
		    ways_in(map, c) < (c->keys[0] || c->signs[0] ? 2 : 1) &&
		    ++faults)
			tell(fault, data, c->word, _("："), _("只有一个进法"));
	}
	return faults;
}
