/*
 * Names, labels and codes of keys, and which of them may never be bound.
 * Knows no binding.
 */
#include "record/keymap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/lang.h"
#include "base/text.h"

/* clang-format off */
static const struct {
	int key;
	const char *name, *label;
} names[] = {
	{K_ENTER, "Enter", "Enter"},
	{K_TAB, "Tab", "Tab"},
	{K_SHIFT_TAB, "S-Tab", "Shift+Tab"},
	{K_ESC, "Esc", "Esc"},
	{K_BACKSPACE, "BS", "Backspace"},
	{K_UP, "Up", "Up"},
	{K_DOWN, "Down", "Down"},
	{K_LEFT, "Left", "Left"},
	{K_RIGHT, "Right", "Right"},
	{K_HOME, "Home", "Home"},
	{K_END, "End", "End"},
	{K_PAGE_UP, "PgUp", "PgUp"},
	{K_PAGE_DOWN, "PgDn", "PgDn"},
	{K_INSERT, "Ins", "Ins"},
	{K_DELETE, "Del", "Del"},
	{K_CTRL_LEFT, "C-Left", "Ctrl+Left"},
	{K_CTRL_RIGHT, "C-Right", "Ctrl+Right"},
	{' ', "Space", "Space"},
	{'<', "lt", "<"},
	{K_ENTER, "C-m", NULL}, {K_ENTER, "C-j", NULL}, {K_TAB, "C-i", NULL},
	{K_BACKSPACE, "C-h", NULL}, {K_ESC, "C-[", NULL},
	{K_PAGE_UP, "PageUp", NULL}, {K_PAGE_DOWN, "PageDown", NULL},
	{K_BACKSPACE, "Backspace", NULL}, {K_DELETE, "Delete", NULL},
	{K_INSERT, "Insert", NULL},
};
/* clang-format on */

#define NAME_COUNT (sizeof(names) / sizeof(names[0]))

/* "F5" or "C-g"; 0: neither. */
static int
code_by_rule(const char *name, size_t size)
{
	if (size >= 2 && size <= 3 && (name[0] == 'F' || name[0] == 'f')) {
		int n = name[1] - '0';

		if (size == 3)
			n = n * 10 + name[2] - '0';
		return n >= 1 && n <= 12 && name[1] > '0' && name[1] <= '9'
			   ? K_F(n)
			   : 0;
	}
	if (size == 3 && (name[0] == 'C' || name[0] == 'c') && name[1] == '-') {
		int letter = name[2] | 0x20;

		return letter >= 'a' && letter <= 'z' ? K_CTRL(letter) : 0;
	}
	return 0;
}

int
keymap_code(const char *name, size_t size)
{
	int32_t cp;

	if (size >= 3 && name[0] == '<' && name[size - 1] == '>') {
		name++;
		size -= 2;
		for (size_t i = 0; i < NAME_COUNT; i++)
			if (strlen(names[i].name) == size &&
			    !strncasecmp(names[i].name, name, size))
				return names[i].key;
		return code_by_rule(name, size);
	}
	if (size == 0 || text_decode(name, size, &cp) != size || cp < 0x20 ||
	    cp == 0x7f)
		return 0;
	return cp;
}

void
keymap_name(int key, char out[KEYMAP_NAME_SIZE])
{
	out[0] = '\0';
	for (size_t i = 0; i < NAME_COUNT; i++)
		if (names[i].key == key) {
			snprintf(out, KEYMAP_NAME_SIZE, "<%s>", names[i].name);
			return;
		}
	if (key >= K_F(1) && key <= K_F(12))
		snprintf(out, KEYMAP_NAME_SIZE, "<F%d>", key - K_F1 + 1);
	else if (key >= 1 && key <= 26)
		snprintf(out, KEYMAP_NAME_SIZE, "<C-%c>", 'a' + key - 1);
	else if (key >= 0x20 && key < K_BASE)
		out[text_encode(key, out)] = '\0';
}

void
keymap_label(int key, char out[KEYMAP_NAME_SIZE])
{
	for (size_t i = 0; i < NAME_COUNT; i++)
		if (names[i].key == key && names[i].label) {
			snprintf(out, KEYMAP_NAME_SIZE, "%s", names[i].label);
			return;
		}
	if (key >= K_F(1) && key <= K_F(12))
		snprintf(out, KEYMAP_NAME_SIZE, "F%d", key - K_F1 + 1);
	else if (key >= 1 && key <= 26)
		snprintf(out, KEYMAP_NAME_SIZE, "Ctrl+%c", 'A' + key - 1);
	else
		keymap_name(key, out);
}

int
keymap_sign(const char *text)
{
	char *folded = text_fold(text);
	size_t size = strlen(folded);
	int32_t cp = 0;

	if (size == 0 || text_decode(folded, size, &cp) != size || cp < 0)
		cp = 0;
	free(folded);
	return cp;
}

const char *
keymap_forbidden(int key)
{
	switch (key) {
	case K_CTRL('h'):
	case K_CTRL('i'):
	case K_CTRL('j'):
	case K_CTRL('m'):
		return _("它就是退格、Tab 或回车");
	case K_CTRL('a'):
	case K_CTRL('b'):
		return _("screen、tmux 要用它");
	case K_CTRL('c'):
	case K_CTRL('v'):
		return _("终端自己要用它");
	}
	if ((key >= 'a' && key <= 'z') || (key >= 'A' && key <= 'Z') ||
	    (key >= 0x80 && key < K_BASE))
		return _("字是用来搜的，不作命令");
	return NULL;
}
