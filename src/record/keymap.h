/*
 * Names and codes of keys, and which command a key means where.  Built from
 * the command table and, on top, a clerk's keys.ini.  Knows no curses:
 * ui/input turns bytes into these codes.
 *
 * A key code is a code point for text, 1..26 for Ctrl+letter, and one of
 * enum key for the rest.
 */
#ifndef JB_RECORD_KEYMAP_H
#define JB_RECORD_KEYMAP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "record/command.h"

enum key {
	K_NONE = 0,
	K_BASE = 0x200000, /* above Unicode */
	K_ENTER,
	K_TAB,
	K_SHIFT_TAB,
	K_ESC,
	K_BACKSPACE,
	K_UP,
	K_DOWN,
	K_LEFT,
	K_RIGHT,
	K_HOME,
	K_END,
	K_PAGE_UP,
	K_PAGE_DOWN,
	K_INSERT,
	K_DELETE,
	K_CTRL_LEFT,
	K_CTRL_RIGHT,
	K_F1 = K_BASE + 0x100 /* F1..F12 follow */
};

#define K_CTRL(letter) ((letter)&0x1f)
#define K_F(n) (K_F1 + (n)-1)

#define KEYMAP_NAME_SIZE 16

/* "<F5>" "<C-g>" "<Enter>" "<S-Tab>" "<Space>", or one character; 0:
 * no such key.  `size` bytes of name are read. */
int keymap_code(const char *name, size_t size);
/* The name keymap_code takes; "" if it has none. */
void keymap_name(int key, char out[KEYMAP_NAME_SIZE]);
/* As people read it: "F5", "Ctrl+G", "Enter", "?". */
void keymap_label(int key, char out[KEYMAP_NAME_SIZE]);

/* Where a command, number or sign is expected: the half-width code of a text
 * event of exactly one character ("１" gives '1', "。" '.', U+3000 ' '); 0
 * for anything longer. */
int keymap_sign(const char *text);

/* Why the key may never be bound (screens rule 6), a Chinese sentence; NULL: it may. */
const char *keymap_forbidden(int key);

struct keymap;
struct keymap *keymap_new(void); /* the bindings of the command table */
void keymap_free(struct keymap *);
/*
 * Moves keys as a clerk's file says: [keys] save = "<F6> <C-s>".  A word
 * without command, a key of rule 6 and a clash are refused with file:line
 * and leave the map as it was.  A missing file is no error.
 */
bool keymap_load(struct keymap *, const char *path, struct err *);

/* What the key means where the bits of `contexts` hold; NULL: nothing. */
const struct command *keymap_find(
    const struct keymap *, unsigned contexts, int key);
/* The key to show for the command there (first one bound); 0: none. */
int keymap_first(const struct keymap *, unsigned contexts, enum command_id);

/*
 * Reads the map for forbidden keys, keys with two meanings in one context
 * and screen commands with one way in; each fault is handed over as a
 * sentence.  Returns how many.
 */
typedef void keymap_fault(void *, const char *sentence);
int keymap_check(const struct keymap *, keymap_fault *, void *);

#endif
