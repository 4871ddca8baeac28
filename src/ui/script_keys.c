/*
 * Keys written as text.  Must not know what they do.
 */
#include "ui/script_keys.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>

#include "base/lang.h"
#include "base/text.h"
#include "record/keymap.h"
#include "ui/input.h"

/* What a Chinese input method makes of a digit or sign; 0: leaves it. */
static int32_t
full_width(char c)
{
	switch (c) {
	case '.':
		return 0x3002;
	case '/':
		return 0x3001;
	case '<':
		return 0x300a;
	case '>':
		return 0x300b;
	case ' ':
		return 0x3000;
	}
	return isalpha((unsigned char)c) ? 0 : c + 0xfee0;
}

static void
push_character(char c, bool ime)
{
	int32_t wide = ime ? full_width(c) : 0;
	char bytes[4];

	if (wide)
		input_push_text(bytes, text_encode(wide, bytes));
	else
		input_push_text(&c, 1);
}

static void
push_key(int key, bool ime)
{
	struct event stop = {EVENT_STOP, 0, NULL};

	if (key == K_CTRL('c'))
		input_push(&stop);
	else if (key >= 0x20 && key < 0x7f)
		push_character((char)key, ime);
	else
		input_push_key(key);
}

/* What an input method commits at once: all up to the next ASCII. */
static size_t
push_committed(const char *s, int *count)
{
	size_t size = 0;

	while ((unsigned char)s[size] >= 0x80) {
		*count += ((unsigned char)s[size] & 0xc0) != 0x80;
		size++;
	}
	input_push_text(s, size);
	return size;
}

bool
script_keys_push(const char *line, bool ime, int *count, struct err *err)
{
	const char *s = line;

	while (*s) {
		size_t size = 1;

		if ((unsigned char)*s >= 0x80) {
			s += push_committed(s, count);
			continue;
		}
		if (s[0] == '<' && s[1] == '<') {
			push_character('<', ime);
			size = 2;
		} else if (s[0] == '<') {
			const char *end = strchr(s, '>');
			int key;

			size = end ? (size_t)(end - s) + 1 : strlen(s);
			key = keymap_code(s, size);
			if (!end || size < 3 || !key)
				return err_set(err, ERR_USAGE,
				    _("没有「%.*s」这个键（字面的 < 写成 <<）"),
				    (int)size, s);
			push_key(key, ime);
		} else {
			push_character(*s, ime);
		}
		++*count;
		s += size;
	}
	return true;
}
