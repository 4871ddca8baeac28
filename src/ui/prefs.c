/* What a clerk likes (see prefs.h): lines of WORD NUMBER. */
#include "ui/prefs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "record/clerk_file.h"

#define PREFS_LIMIT 4096
#define LOCK_AFTER 10 /* minutes, unless the clerk says otherwise */
#define LOCK_MOST 600

static void
prefs_line(struct prefs *prefs, const char *line)
{
	int value;

	if (sscanf(line, "pin %64[0-9a-f]", prefs->pin) == 1)
		return;
	if (sscanf(line, "level %d", &value) == 1 && value >= LEVEL_NEW &&
	    value <= LEVEL_EXPERT)
		prefs->level = (enum prefs_level)value;
	else if (sscanf(line, "lock %d", &value) == 1 && value >= 0 &&
	    value <= LOCK_MOST)
		prefs->lock_minutes = value;
}

void
prefs_read(struct prefs *prefs, struct forms *forms)
{
	struct err ignored = {0};
	struct buf bytes = {0};

	prefs->level = LEVEL_USED;
	prefs->lock_minutes = LOCK_AFTER;
	prefs->pin[0] = '\0';
	prefs->path = clerk_file(forms, NULL, "screen", "set");
	if (prefs->path &&
	    path_read(prefs->path, PREFS_LIMIT, &bytes, &ignored))
		for (const char *line = buf_string(&bytes); line;) {
			prefs_line(prefs, line);
			line = strchr(line, '\n');
			line = line ? line + 1 : NULL;
		}
	err_done(&ignored);
	buf_done(&bytes);
}

bool
prefs_write(const struct prefs *prefs, struct err *err)
{
	char *text;
	bool fine;

	if (!prefs->path)
		return true;
	text = mem_printf("level %d\nlock %d\n%s%s%s", (int)prefs->level,
	    prefs->lock_minutes, *prefs->pin ? "pin " : "", prefs->pin,
	    *prefs->pin ? "\n" : "");
	fine = path_write(prefs->path, text, strlen(text), err);
	free(text);
	return fine;
}

void
prefs_done(struct prefs *prefs)
{
	free(prefs->path);
	prefs->path = NULL;
}

const char *
prefs_level_name(enum prefs_level level)
{
	static const char *const names[] = {N_("新手"), N_("熟练"), N_("专家")};

	return _(names[level >= LEVEL_NEW && level <= LEVEL_EXPERT ? level - 1
								 : 1]);
}
