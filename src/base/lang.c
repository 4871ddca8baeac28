#include "base/lang.h"

#include <stdlib.h>
#include <string.h>

#include "base/mo.h"

/* One language a process: the words of a screen do not change under it. */
static struct mo catalogue;
static bool is_paused;

const char *
lang_text(const char *text)
{
	const char *found;

	if (!catalogue.count || is_paused || !text || !*text)
		return text;
	found = mo_find(&catalogue, text);
	return found ? found : text;
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
lang_open(const char *path)
{
	lang_close();
	return mo_open(&catalogue, path);
}

bool
lang_is_on(void)
{
	return catalogue.count > 0 && !is_paused;
}

void
lang_pause(bool paused)
{
	is_paused = paused;
}

void
lang_close(void)
{
	mo_close(&catalogue);
}
