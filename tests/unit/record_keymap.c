/*
 * The command table and the keys made from it: nothing forbidden, nothing
 * with two meanings, nothing with a single way in; legends that fit.
 */
#include "tap.h"

#include <unistd.h>

#include "base/mem.h"
#include "base/path.h"
#include "base/text.h"
#include "record/keymap.h"

static void
print_fault(void *data, const char *sentence)
{
	(void)data;
	printf("# %s\n", sentence);
}

static void
test_table(void)
{
	struct keymap *map = keymap_new();
	bool unique = true, legends = true, sentences = true, ids = true;
	int count = 0;

	is_int(keymap_check(map, print_fault, NULL), 0,
	    "keymap: the table has no forbidden key, clash or lonely way in");
	for (const struct command *c = command_table; c->id; c++, count++) {
		unique &= command_named(c->word) == c;
		ids &= command_get(c->id) == c;
		legends &= text_width(c->legend) <= 8;
		sentences &= c->help_zh[0] && c->help_en[0] &&
			     text_width(c->help_zh) <= 72 &&
			     text_width(c->help_en) <= 72;
	}
	ok(unique, "command: every word stands once");
	ok(ids && count == COMMAND_ID_COUNT - 1,
	    "command: every id stands once");
	ok(legends, "command: no legend is longer than four Han");
	ok(sentences, "command: every command has both sentences");
	keymap_free(map);
}

static void
test_names(void)
{
	static const char *const all[] = {"<F1>", "<F12>", "<C-g>", "<Enter>",
	    "<S-Tab>", "<Esc>", "<Up>", "<PgDn>", "<Del>", "<BS>", "<Space>",
	    "<C-Left>", "?", "0"};
	bool same = true;
	char out[KEYMAP_NAME_SIZE];

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		keymap_name(keymap_code(all[i], strlen(all[i])), out);
		same &= !strcmp(out, all[i]);
	}
	ok(same, "keymap: names and codes go both ways");
	is_int(keymap_code("<F13>", 5), 0, "keymap: no such key is 0");
	is_int(keymap_code("<C-!>", 5), 0, "keymap: Ctrl takes a letter only");
	is_int(keymap_code("<c-G>", 5), 7, "keymap: case does not matter");
	is_int(keymap_sign("１"), '1', "keymap: a full-width digit is a digit");
	is_int(keymap_sign("。"), '.', "keymap: a Chinese stop is a dot");
	is_int(keymap_sign("　"), ' ', "keymap: a wide blank is a blank");
	is_int(keymap_sign("？"), '?', "keymap: a full-width sign is a sign");
	is_int(keymap_sign("12"), 0, "keymap: two characters are no sign");
	keymap_label(K_CTRL('g'), out);
	is(out, "Ctrl+G", "keymap: people read Ctrl+G");
	ok(keymap_forbidden(K_CTRL('a')) && keymap_forbidden('x') &&
		!keymap_forbidden(K_CTRL('s')) && !keymap_forbidden('0'),
	    "keymap: tmux's key and letters are forbidden, Ctrl+S is not");
}

static enum command_id
meaning(const struct keymap *map, unsigned contexts, int key)
{
	const struct command *c = keymap_find(map, contexts, key);

	return c ? c->id : COMMAND_NONE;
}

static void
test_meanings(void)
{
	struct keymap *map = keymap_new();

	is_int(meaning(map, CONTEXT_LIST, '2'), COMMAND_SET,
	    "keymap: 2 on a row changes it");
	is_int(meaning(map, CONTEXT_SEARCH, '2'), COMMAND_NONE,
	    "keymap: 2 in the search line is text");
	is_int(meaning(map, CONTEXT_FORM, '?'), COMMAND_NONE,
	    "keymap: ? inside a text is text");
	is_int(meaning(map, CONTEXT_FORM | CONTEXT_EMPTY, '?'), COMMAND_HELP,
	    "keymap: ? in an empty field is help");
	is_int(meaning(map, CONTEXT_LIST, ' '), COMMAND_MARK,
	    "keymap: blank marks a row");
	is_int(meaning(map, CONTEXT_FORM | CONTEXT_EMPTY, ' '), COMMAND_PICK,
	    "keymap: blank in an empty field opens the pick list");
	is_int(meaning(map, CONTEXT_HOME, K_CTRL('g')), COMMAND_FIND,
	    "keymap: Ctrl+G finds from anywhere");
	is_int(keymap_first(map, CONTEXT_FORM, COMMAND_SAVE), K_F(6),
	    "keymap: the legend shows F6 for saving");
	keymap_free(map);
}

static void
test_words(void)
{
	const char *pay_run[] = {"pay", "run", "2026-03"};
	const char *list[] = {"list", "visit"};
	const char *save[] = {"save"};
	const struct command *c;
	char option[32];
	size_t used;

	c = command_find_words(pay_run, 3, &used);
	ok(c && c->id == COMMAND_PAY_RUN && used == 2,
	    "command: pay run is one command of two words");
	ok(!command_find_words(pay_run, 1, &used) && used == 1,
	    "command: pay alone wants another word");
	c = command_find_words(list, 2, &used);
	ok(c && c->id == COMMAND_LIST && used == 1,
	    "command: list is one word");
	ok(!command_find_words(save, 1, &used) && used == 0,
	    "command: save is of the screen only");
	is(command_nearest("lsit"), "list", "command: lsit is near list");
	c = command_get(COMMAND_LIST);
	ok(command_own_option(c, 0, option, sizeof(option)) &&
		!strcmp(option, "--columns"),
	    "command: the first option of list is --columns");
	ok(command_own_option(c, 3, option, sizeof(option)) &&
		!strcmp(option, "--format") &&
		!command_own_option(c, 4, option, sizeof(option)),
	    "command: the last one is --format");
}

/* Loads `text` as keys.ini; the sentence (the caller's) or NULL. */
static char *
load(struct keymap *map, const char *dir, const char *text)
{
	char *path = path_join(dir, "keys.ini"), *sentence = NULL;
	struct err err = {0};

	path_write(path, text, strlen(text), &err);
	if (!keymap_load(map, path, &err))
		sentence = mem_strdup(err.text);
	err_done(&err);
	unlink(path);
	free(path);
	return sentence;
}

static void
test_own_keys(const char *dir)
{
	struct keymap *map = keymap_new();
	char *s;

	s = load(map, dir, "[keys]\nsave = \"<F11> <C-s>\"\n");
	ok(!s && meaning(map, CONTEXT_FORM, K_F(11)) == COMMAND_SAVE &&
		!meaning(map, CONTEXT_FORM, K_F(6)),
	    "keymap: keys.ini moves a key");
	free(s);
	s = load(map, dir, "[keys]\n\nsave = \"<C-a>\"\n");
	ok(s && strstr(s, "keys.ini:3: "),
	    "keymap: a key of tmux is refused with file and line");
	free(s);
	s = load(map, dir, "[keys]\nsave = \"<F3>\"\n");
	ok(s && strstr(s, "keys.ini:2: ") && strstr(s, "查询"),
	    "keymap: a clash names the other command");
	free(s);
	s = load(map, dir, "[keys]\nsaev = \"<F3>\"\n");
	ok(s && strstr(s, "saev"), "keymap: an unknown word is named");
	free(s);
	ok(meaning(map, CONTEXT_FORM, K_F(11)) == COMMAND_SAVE,
	    "keymap: a refused file leaves the map as it was");
	keymap_free(map);
}

int
main(void)
{
	const char *tmp = getenv("TMPDIR");
	char dir[256];

	snprintf(dir, sizeof(dir), "%s/keymapXXXXXX", tmp ? tmp : "/tmp");
	if (!mkdtemp(dir))
		return 1;
	test_table();
	test_names();
	test_meanings();
	test_words();
	test_own_keys(dir);
	rmdir(dir);
	return done();
}
