/*
 * Bytes to keys and text.  Owns half-read characters, sequences and pastes;
 * must not wait, nor know where bytes come from.
 *
 * An unknown sequence is swallowed whole, so that no letter of it reaches a
 * field; a bad byte is dropped alone.
 */
#include "ui/input_bytes.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "record/keymap.h"

#define BURST_TYPED 8          /* more bytes with a line end are a paste */
#define PASTE_MOST (16u << 20) /* the rest of a larger one is dropped */
#define CHARACTER_PATIENCE 200
#define SEQUENCE_PATIENCE 50

static bool
is_break(char c)
{
	return c == '\r' || c == '\n' || c == '\t';
}

/* CR, LF, CRLF and CR CR end one row. */
static void
emit_paste(struct input_bytes *d, const char *s, size_t size)
{
	struct buf rows = {0};

	for (size_t i = 0; i < size; i++) {
		if (s[i] == '\r' && i + 1 < size &&
		    (s[i + 1] == '\n' || s[i + 1] == '\r'))
			i++;
		buf_add_char(&rows, s[i] == '\r' ? '\n' : s[i]);
	}
	d->text(buf_string(&rows), rows.size, true);
	buf_done(&rows);
}

/* A short run is typing: text in one piece, line ends and tabs as keys. */
static void
emit_typing(struct input_bytes *d, const char *s, size_t size)
{
	size_t from = 0;

	for (size_t i = 0; i <= size; i++) {
		if (i < size && !is_break(s[i]))
			continue;
		if (i > from)
			d->text(s + from, i - from, false);
		from = i + 1;
		if (i == size)
			break;
		if (s[i] == '\r' && i + 1 < size && s[i + 1] == '\n')
			from = ++i + 1;
		d->key(s[i] == '\t' ? K_TAB : K_ENTER);
	}
}

static void
flush_run(struct input_bytes *d)
{
	struct buf run = d->run;
	bool breaks = false, text = false;
	size_t last = run.size - 1; /* one Enter behind a line ends it */

	if (d->pasting || run.size == 0)
		return;
	memset(&d->run, 0, sizeof(d->run));
	for (size_t i = 0; i < run.size; i++) {
		breaks |= (i < last || run.text[i] != '\r') &&
		    is_break(run.text[i]);
		text |= !is_break(run.text[i]);
	}
	if (breaks && text && d->run_bytes > BURST_TYPED)
		emit_paste(d, run.text, run.size);
	else
		emit_typing(d, run.text, run.size);
	d->run_bytes = 0;
	buf_done(&run);
}

static void
add_to_run(struct input_bytes *d, const char *s, size_t size)
{
	if (d->run.size + size > PASTE_MOST)
		return;
	buf_add(&d->run, s, size);
	d->run_bytes += size;
}

static void
emit_key(struct input_bytes *d, int key)
{
	if (d->pasting)
		return;
	flush_run(d);
	d->key(key);
}

void
input_bytes_end_paste(struct input_bytes *d)
{
	struct buf paste = d->run;

	if (!d->pasting)
		return;
	d->pasting = false;
	d->run_bytes = 0;
	memset(&d->run, 0, sizeof(d->run));
	if (paste.size > 0)
		emit_paste(d, paste.text, paste.size);
	buf_done(&paste);
}

static void
begin_paste(struct input_bytes *d)
{
	flush_run(d);
	d->pasting = true;
}

static int
arrow(char final)
{
	static const int keys[] = {K_UP, K_DOWN, K_RIGHT, K_LEFT};

	if (final >= 'A' && final <= 'D')
		return keys[final - 'A'];
	if (final == 'H')
		return K_HOME;
	if (final == 'F')
		return K_END;
	if (final >= 'P' && final <= 'S')
		return K_F(final - 'P' + 1);
	return final == 'Z' ? K_SHIFT_TAB : 0;
}

static int
numbered(long n)
{
	static const int edit[] = {0, K_HOME, K_INSERT, K_DELETE, K_END,
	    K_PAGE_UP, K_PAGE_DOWN, K_HOME, K_END};

	if (n >= 1 && n <= 8)
		return edit[n];
	if (n >= 11 && n <= 15)
		return K_F(n - 10);
	if (n >= 17 && n <= 21)
		return K_F(n - 11);
	if (n == 23 || n == 24)
		return K_F(n - 12);
	return 0;
}

/* Only Ctrl with Left and Right means something of its own. */
static int
with_modifier(int key, long modifier)
{
	if (modifier <= 1)
		return key;
	if (modifier == 5 && key == K_LEFT)
		return K_CTRL_LEFT;
	if (modifier == 5 && key == K_RIGHT)
		return K_CTRL_RIGHT;
	return 0;
}

static void
finish_csi(struct input_bytes *d, char final)
{
	const char *rest;
	char *end;
	long n, modifier = 0;
	int key;

	d->sequence[d->sequence_size] = '\0';
	n = strtol(d->sequence, &end, 10);
	rest = strchr(end, ';');
	if (rest)
		modifier = strtol(rest + 1, NULL, 10);
	if (final == '~' && n == 200) {
		begin_paste(d);
		return;
	}
	if (final == '~' && n == 201) {
		input_bytes_end_paste(d);
		return;
	}
	key = final == '~' ? numbered(n) : arrow(final);
	key = with_modifier(key, modifier);
	if (key)
		emit_key(d, key);
}

/* Application mode: PuTTY's number pad sends its digits this way. */
static void
finish_ss3(struct input_bytes *d, char final)
{
	static const char pad[] = "*+,-./0123456789"; /* j .. y */
	int key = final == 'M' ? K_ENTER : arrow(final);

	if (final >= 'j' && final <= 'y')
		input_bytes_take_sign(d, pad[final - 'j']);
	else if (final == 'X')
		input_bytes_take_sign(d, '=');
	else if (key && final != 'Z')
		emit_key(d, key);
}

static void
take_control(struct input_bytes *d, unsigned char byte)
{
	if (byte == '\r' || byte == '\n' || byte == '\t') {
		/* A line end is looked at with what stands around it. */
		add_to_run(d, (const char *)&byte, 1);
	} else if (d->pasting) {
		return;
	} else if (byte == 8 || byte == 127) {
		emit_key(d, K_BACKSPACE);
	} else if (byte == 3) {
		flush_run(d);
		d->stop();
	} else if (byte >= 1 && byte <= 26) {
		emit_key(d, byte);
	}
}

static size_t
character_size(unsigned char lead)
{
	return lead >= 0xf0 && lead <= 0xf4  ? 4
	       : lead >= 0xe0 && lead < 0xf0 ? 3
	       : lead >= 0xc2 && lead < 0xe0 ? 2
					     : 0;
}

static void
finish_character(struct input_bytes *d)
{
	int32_t cp;
	size_t used = text_decode(d->part, d->part_size, &cp);

	if (cp < 0 || used != d->part_size)
		d->bad += d->part_size;
	else if (cp >= 0xa0 && (cp & 0xfffe) != 0xfffe)
		add_to_run(d, d->part, d->part_size);
	d->part_size = 0;
}

static void
take_plain(struct input_bytes *d, unsigned char byte)
{
	if (d->part_size > 0) {
		if ((byte & 0xc0) == 0x80) {
			d->part[d->part_size++] = (char)byte;
			if (d->part_size ==
			    character_size((unsigned char)d->part[0]))
				finish_character(d);
			return;
		}
		d->bad += d->part_size;
		d->part_size = 0;
	}
	if (byte == 27) {
		d->state = BYTES_ESCAPE;
	} else if (byte < 0x20 || byte == 127) {
		take_control(d, byte);
	} else if (byte < 0x80) {
		add_to_run(d, (const char *)&byte, 1);
	} else if (character_size(byte)) {
		d->part[d->part_size++] = (char)byte;
	} else {
		d->bad++;
	}
}

static void
take_after_escape(struct input_bytes *d, unsigned char byte)
{
	d->state = BYTES_PLAIN;
	d->sequence_size = 0;
	if (byte == '[') {
		d->state = BYTES_CSI;
	} else if (byte == 'O') {
		d->state = BYTES_SS3;
	} else if (byte == ']' || byte == 'P' || byte == '_' || byte == '^') {
		d->state = BYTES_STRING;
	} else if (byte == 27) {
		emit_key(d, K_ESC);
		d->state = BYTES_ESCAPE;
	} else if (byte < 0x20 || byte >= 0x7f) {
		emit_key(d, K_ESC);
		take_plain(d, byte);
	}
	/* else Alt with a letter: swallowed, never a letter in a field */
}

static void
take_csi(struct input_bytes *d, unsigned char byte)
{
	if (byte < 0x20 || byte >= 0x7f) {
		d->state = BYTES_PLAIN;
		take_plain(d, byte);
	} else if (byte == '[' && d->sequence_size == 0) {
		d->state = BYTES_CSI_LINUX;
	} else if (byte >= 0x40) {
		d->state = BYTES_PLAIN;
		finish_csi(d, (char)byte);
	} else if (d->sequence_size < sizeof(d->sequence) - 1) {
		d->sequence[d->sequence_size++] = (char)byte;
	}
}

void
input_bytes_take(struct input_bytes *d, unsigned char byte)
{
	switch (d->state) {
	case BYTES_PLAIN:
		take_plain(d, byte);
		break;
	case BYTES_ESCAPE:
		take_after_escape(d, byte);
		break;
	case BYTES_CSI:
		take_csi(d, byte);
		break;
	case BYTES_CSI_LINUX:
		d->state = BYTES_PLAIN;
		if (byte >= 'A' && byte <= 'E')
			emit_key(d, K_F(byte - 'A' + 1));
		break;
	case BYTES_SS3:
		d->state = BYTES_PLAIN;
		if (byte < 0x20 || byte >= 0x7f)
			take_plain(d, byte);
		else
			finish_ss3(d, (char)byte);
		break;
	case BYTES_STRING:
		if (byte == 7)
			d->state = BYTES_PLAIN;
		else if (byte == 27)
			d->state = BYTES_ESCAPE;
		break;
	}
}

void
input_bytes_take_key(struct input_bytes *d, int key)
{
	input_bytes_give_up(d);
	emit_key(d, key);
}

void
input_bytes_take_sign(struct input_bytes *d, char sign)
{
	add_to_run(d, &sign, 1);
}

void
input_bytes_end_burst(struct input_bytes *d)
{
	flush_run(d);
}

int
input_bytes_patience(const struct input_bytes *d)
{
	if (d->part_size > 0)
		return CHARACTER_PATIENCE;
	/* A lone Esc has been waited for by curses already. */
	return d->state == BYTES_PLAIN || d->state == BYTES_ESCAPE
		   ? 0
		   : SEQUENCE_PATIENCE;
}

void
input_bytes_give_up(struct input_bytes *d)
{
	bool escape = d->state == BYTES_ESCAPE;

	d->bad += d->part_size;
	d->part_size = 0;
	d->state = BYTES_PLAIN;
	d->sequence_size = 0;
	if (escape)
		emit_key(d, K_ESC);
}

void
input_bytes_reset(struct input_bytes *d)
{
	d->state = BYTES_PLAIN;
	d->part_size = d->sequence_size = d->run_bytes = d->bad = 0;
	d->pasting = false;
	buf_done(&d->run);
}
