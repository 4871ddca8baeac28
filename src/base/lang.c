#include "base/lang.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mo.h"

/* One language a process: the words of a screen do not change under it. */
static struct mo catalogue;
static bool is_on, is_paused;

/* The same texts are asked for at every draw, from the same places; what
 * stands there now is compared, so a place may be used again. */
#define SEEN 1024
static struct seen {
	const char *place, *from, *to;
} seen[SEEN];

const char *
lang_text(const char *text)
{
	if (!is_on || is_paused || !text || !*text)
		return text;
	return lang_english(text);
}

const char *
lang_english(const char *text)
{
	struct seen *slot;
	const char *from, *to;

	if (!catalogue.count || !*text)
		return text;
	slot = &seen[((uintptr_t)text ^ (uintptr_t)text >> 10) % SEEN];
	if (slot->place == text && !strcmp(slot->from, text))
		return slot->to;
	if (!mo_find(&catalogue, text, &from, &to))
		return text;
	*slot = (struct seen){ text, from, to };
	return to;
}

bool
lang_is_english(const char *option)
{
	static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };

	if (option)
		return !strcmp(option, "en");
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *value = getenv(names[i]);

		if (value && *value)
			return !strncmp(value, "en", 2);
	}
	return false;
}

bool
lang_open(const char *path, bool on)
{
	lang_close();
	is_on = mo_open(&catalogue, path) && on;
	return catalogue.count > 0;
}

bool
lang_is_on(void)
{
	return is_on && !is_paused;
}

void
lang_pause(bool paused)
{
	is_paused = paused;
}

void
lang_close(void)
{
	memset(seen, 0, sizeof seen);
	mo_close(&catalogue);
	is_on = false;
}
