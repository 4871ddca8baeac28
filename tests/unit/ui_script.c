/*
 * Key scripts against a host of one field: what is typed stands in row 1,
 * the last key's name in row 2.
 */
#include "tap.h"

#include <unistd.h>

#include "base/mem.h"
#include "base/path.h"
#include "record/keymap.h"
#include "record/textedit.h"
#include "ui/draw.h"
#include "ui/script.h"
#include "ui/term.h"

struct echo {
	struct textedit field;
	char key[KEYMAP_NAME_SIZE];
	char today[32];
	bool open;
};

static bool
echo_open(void *data, const struct script_start *start, struct err *err)
{
	struct echo *echo = data;

	if (!strcmp(start->book, "missing"))
		return err_set(err, ERR_WORLD, "没有这个账本");
	if (echo->open && !start->again)
		textedit_done(&echo->field);
	if (!echo->open || !start->again)
		textedit_init(&echo->field, NULL, 0, false);
	echo->open = true;
	snprintf(echo->today, sizeof(echo->today), "%s",
	    start->today ? start->today : "");
	return true;
}

static bool
echo_feed(void *data, const struct event *event, struct err *err)
{
	struct echo *echo = data;

	(void)err;
	if (event->text)
		textedit_insert(&echo->field, event->text, strlen(event->text));
	else if (event->kind == EVENT_KEY)
		keymap_name(event->key, echo->key);
	return event->kind != EVENT_HANGUP &&
	       !(event->kind == EVENT_KEY && event->key == K_F(10));
}

static void
echo_draw(void *data)
{
	struct echo *echo = data;
	size_t from;
	int caret;

	draw_clear();
	textedit_view(&echo->field, term_columns(), &from, &caret);
	draw_text(0, 0, term_columns(), ROLE_TITLE,
	    textedit_text(&echo->field) + from);
	draw_text(1, 0, term_columns(), ROLE_KEY, echo->key);
	draw_text(2, 0, term_columns(), ROLE_NORMAL, echo->today);
	draw_cursor(0, caret);
	draw_flush();
}

static bool
echo_count(void *data, const char *form, const char *filter, int64_t *rows,
    struct err *err)
{
	struct echo *echo = data;

	(void)err;
	snprintf(echo->key, sizeof(echo->key), "%s|%s", form, filter);
	*rows = (int64_t)echo->field.size;
	return true;
}

static char dir[256], printed[4096];

/* Plays the text; the status, with what was printed in `printed`. */
static int
play(const char *script, bool generate, char **rewritten)
{
	static struct echo echo;
	struct script_host host = {
	    &echo, echo_open, echo_feed, echo_draw, echo_count, NULL, NULL};
	char *path = path_join(dir, "a.keys");
	struct err err = {0};
	struct buf text = {0};
	FILE *out = fmemopen(printed, sizeof(printed), "w");
	int status;

	memset(printed, 0, sizeof(printed));
	memset(&echo, 0, sizeof(echo));
	path_write(path, script, strlen(script), &err);
	script_play(path, generate, &host, out, &err);
	fclose(out);
	status = err.status;
	if (err.text && status != ERR_CHECK)
		snprintf(printed, sizeof(printed), "%s", err.text);
	err_done(&err);
	if (rewritten) {
		path_read(path, 65536, &text, &err);
		*rewritten = buf_take(&text);
	}
	if (echo.open)
		textedit_done(&echo.field);
	unlink(path);
	free(path);
	return status;
}

static void
test_playing(void)
{
	is_int(play(":today 2026-03-31\n:size 20x4\n:book demo\nab<<甲<F5>\n"
		    ":keys <= 5\n:line 1 ab<甲\n:cursor 1 6\n"
		    ":screen\nab<甲\n<F5>\n2026-03-31\n:end\n"
		    ":attrs\nttttt\nkkkk\n:end\n",
		   false, NULL),
	    0, "script: text, keys, screen and roles agree");
	is_int(play(":size 20x4\n:book demo\nab<F5>\n:keys <= 2\n"
		    ":line 2 <F6>\n:screen\nax\n<F5>\n:end\n",
		   false, NULL),
	    ERR_CHECK, "script: differences are status 4");
	ok(strstr(printed, "a.keys:4: ") && strstr(printed, "a.keys:5: ") &&
		strstr(printed, "a.keys:7: 屏幕不同\n-ax\n+ab\n"),
	    "script: each with file and line");
	is_int(play(":book demo\n:ime on\n1a.<Space>\n:line 1 １a。　\n", false,
		   NULL),
	    0, "script: with the input method digits come full-width");
	is_int(play(":book demo\nab\n:size 4x3\n:screen\nab\n:end\n"
		    ":hangup\n:ended\n:again\n:line 1 ab\n",
		   false, NULL),
	    0, "script: resize, hang-up and the same book again");
	is_int(play(":book demo\n:raw e7 94b2 1b5b31357e\n:line 1 甲\n"
		    ":line 2 <F5>\n:count visit state=draft 3\n",
		   false, NULL),
	    0, "script: raw bytes go through the decoder");
}

static void
test_generate(void)
{
	char *text;

	is_int(play(":size 6x2\n:book demo\nab\n:screen\nold\n:end\n<F5>\n"
		    ":screen\n:end\n",
		   true, &text),
	    0, "script: generating is no difference");
	is(text,
	    ":size 6x2\n:book demo\nab\n:screen\nab\n\n:end\n<F5>\n"
	    ":screen\nab\n<F5>\n:end\n",
	    "script: the screens are written anew, nothing else");
	free(text);
	is_int(play(":size 6x2\n:book demo\nab\n:screen\n:end\n", false, NULL),
	    0, "script: an empty block asks for a dump");
	is(printed, "ab\n\n", "script: which is printed");
}

static void
test_faults(void)
{
	is_int(play("ab\n", false, NULL), ERR_USAGE,
	    "script: keys before a book are refused");
	is_int(play(":book demo\n<F99>\n", false, NULL), ERR_USAGE,
	    "script: an unknown key is refused");
	ok(strstr(printed, "a.keys:2: "), "script: with file and line");
	is_int(play(":book demo\n:nothing\n", false, NULL), ERR_USAGE,
	    "script: an unknown directive is refused");
	is_int(play(":book missing\n", false, NULL), ERR_WORLD,
	    "script: the host's fault comes through");
	is_int(play(":book demo\n<F10>x\n", false, NULL), ERR_USAGE,
	    "script: a key after the end is refused");
	is_int(play(":size 0x0\n", false, NULL), ERR_USAGE,
	    "script: a size of nothing is refused");
	is_int(play(":book demo\n:raw 1\n", false, NULL), ERR_USAGE,
	    "script: half a byte is refused");
}

int
main(void)
{
	const char *tmp = getenv("TMPDIR");

	snprintf(dir, sizeof(dir), "%s/scriptXXXXXX", tmp ? tmp : "/tmp");
	if (!mkdtemp(dir))
		return 1;
	test_playing();
	test_generate();
	test_faults();
	rmdir(dir);
	return done();
}
