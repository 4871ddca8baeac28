/*
 * Bytes in, events out, without a terminal: characters cut anywhere, bad
 * bytes, sequences of several terminals, bursts and pastes.  Ends with
 * random bytes, of which nothing but valid text may come.
 */
#include "tap.h"

#include <stdint.h>
#include <time.h>

#include "base/buf.h"
#include "base/text.h"
#include "record/keymap.h"
#include "ui/input.h"

/* The queue as one line: text as it is, keys by name, pastes in [ ]. */
static char *
drain(void)
{
	struct event event;
	struct buf all = {0};
	char name[KEYMAP_NAME_SIZE];

	for (input_next(&event, 0); event.kind; input_next(&event, 0)) {
		if (event.kind == EVENT_KEY) {
			keymap_name(event.key, name);
			buf_add_string(&all, name);
		} else if (event.kind == EVENT_TEXT) {
			buf_printf(&all, "(%s)", event.text);
		} else if (event.kind == EVENT_PASTE) {
			buf_printf(&all, "[%s]", event.text);
		} else {
			buf_printf(&all, "{%d}", event.kind);
		}
		event_done(&event);
	}
	return buf_take(&all);
}

static void
gives(const char *bytes, const char *want, const char *name)
{
	char *got;

	input_push_bytes(bytes, strlen(bytes), true);
	got = drain();
	is(got, want, name);
	free(got);
}

static void
test_characters(void)
{
	char *got;

	gives("a", "(a)", "input: a letter is text");
	gives("甲乙丙", "(甲乙丙)", "input: a committed word is one event");
	input_push_bytes("\xe7", 1, false);
	input_push_bytes("\x94", 1, false);
	input_push_bytes("\xb2", 1, true);
	got = drain();
	is(got, "(甲)", "input: a character may come byte by byte");
	free(got);
	input_take_bad_bytes();
	gives("a\xff"
	      "b\xe7\x94"
	      "c",
	    "(abc)", "input: bad bytes are dropped alone");
	is_int(input_take_bad_bytes(), 3, "input: and counted");
	gives("\xd5\xd4\xbc\xd7", "(\xd4\xbc)",
	    "input: GBK gives valid text or none");
	ok(input_take_bad_bytes() > 0, "input: GBK is noticed");
	gives("\r", "<Enter>", "input: CR is Enter");
	gives("a\rb\t", "(a)<Enter>(b)<Tab>", "input: typing keeps its order");
	gives("\x7f\x08", "<BS><BS>", "input: 127 and 8 are Backspace");
	gives("\x13\x1a\x07", "<C-s><C-z><C-g>",
	    "input: raw control letters are keys");
	gives("\x03", "{7}", "input: Ctrl+C only stops");
}

static void
test_sequences(void)
{
	gives("\x1b", "<Esc>", "input: a lone Esc is Esc");
	gives("\x1b\x1b\x1b", "<Esc><Esc><Esc>", "input: three are three");
	gives("\x1b[A\x1b[D\x1bOB", "<Up><Left><Down>",
	    "input: arrows of either mode");
	gives("\x1b[1~\x1b[4~\x1b[11~\x1b[14~", "<Home><End><F1><F4>",
	    "input: PuTTY's Home, End and F-keys");
	gives("\x1b[15~\x1b[17~\x1b[24~\x1bOP", "<F5><F6><F12><F1>",
	    "input: xterm's F-keys");
	gives("\x1b[[A\x1b[[E", "<F1><F5>", "input: the Linux console's");
	gives("\x1b[1;5D\x1b[1;5C\x1b[Z", "<C-Left><C-Right><S-Tab>",
	    "input: Ctrl with arrows, Shift+Tab");
	gives("\x1bOw\x1bOq\x1bOM", "(71)<Enter>",
	    "input: the number pad in application mode is digits");
	gives("\x1b[1;2P\x1b[99~\x1b[5;6;7z", "",
	    "input: unknown sequences are swallowed whole");
	gives("\x1bx", "", "input: Alt with a letter leaks no letter");
	gives("\x1b[12", "", "input: half a sequence is swallowed");
	gives("\x1b]0;title\x07z", "(z)", "input: a report is swallowed");
	gives("\x1b甲", "<Esc>(甲)", "input: Esc, then a Han at once");
}

static void
test_pastes(void)
{
	gives("\x1b[200~a\tb\r\nc\rd\ne\x1b[201~f", "[a\tb\nc\nd\ne](f)",
	    "input: a paste is one event, line ends alike");
	gives(
	    "\x1b[200~a\r\rb\x1b[201~", "[a\nb]", "input: CR CR ends one row");
	gives("\x1b[200~a\x1b[Ab\x01\x7f"
	      "c\x1b[201~",
	    "[abc]", "input: sequences and controls in a paste do nothing");
	gives("\x1b[200~abc", "[abc]", "input: a paste without end is kept");
	gives("\x1b[200~\x1b[201~", "", "input: an empty paste is nothing");
	gives("ab\rcd\ref\rgh\r", "[ab\ncd\nef\ngh\n]",
	    "input: Enter inside a burst over 8 bytes is text");
	gives("990101199003070015\r", "(990101199003070015)<Enter>",
	    "input: one Enter behind a long line is Enter");
	gives("zhoujia\r", "(zhoujia)<Enter>",
	    "input: a burst of 8 bytes is typing");
	gives("\r\r\r\r\r\r\r\r\r\r",
	    "<Enter><Enter><Enter><Enter><Enter>"
	    "<Enter><Enter><Enter><Enter><Enter>",
	    "input: Enter held down is Enter");
}

static void
test_random(void)
{
	static const char *const pieces[] = {"\x1b[200~", "\x1b[201~", "\x1b",
	    "\x1b[", "\x1bO", "甲", "\xf0\xa0", "\xff", "\r", "\t", "a", "[",
	    "~", "1", "\x1b]", "\x07", "\x9b", "\xc2\x85"};
	const char *given = getenv("SEED");
	uint64_t state =
	    given ? strtoull(given, NULL, 10) : (uint64_t)time(NULL);
	bool valid = true;
	struct event event;

	printf("# SEED=%llu\n", (unsigned long long)state);
	state = state * 2654435761u + 1;
	for (int i = 0; i < 300000 && valid; i++) {
		const char *s;

		state = state * 6364136223846793005u + 1442695040888963407u;
		s = pieces[(state >> 33) %
			   (sizeof(pieces) / sizeof(pieces[0]))];
		input_push_bytes(s, strlen(s), (state >> 60) == 0);
		while (input_next(&event, 0), event.kind) {
			if (event.text)
				valid &=
				    text_valid(event.text, strlen(event.text));
			if (event.kind == EVENT_TEXT)
				valid &= !strpbrk(event.text, "\r\n\t\x1b");
			event_done(&event);
		}
	}
	ok(valid, "input: random bytes give valid text only");
	input_reset();
	gives("a", "(a)", "input: and reset leaves nothing behind");
}

int
main(void)
{
	test_characters();
	test_sequences();
	test_pastes();
	test_random();
	input_reset();
	return done();
}
