/*
 * The decoder between bytes and events: UTF-8, escape sequences, bracketed
 * paste, bursts.  Knows no terminal and no clock; who feeds it says when a
 * burst or the waiting is over.
 */
#ifndef JB_UI_INPUT_BYTES_H
#define JB_UI_INPUT_BYTES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

enum bytes_state {
	BYTES_PLAIN,
	BYTES_ESCAPE,
	BYTES_CSI,
	BYTES_CSI_LINUX, /* \e[[A of the Linux console */
	BYTES_SS3,
	BYTES_STRING /* OSC, DCS: a terminal's report, until BEL or \e\ */
};

struct input_bytes {
	enum bytes_state state;
	char part[4]; /* of a character */
	size_t part_size;
	char sequence[32];
	size_t sequence_size;
	bool pasting;
	struct buf
	    run; /* text, '\r', '\t' of this burst; while pasting, the paste */
	size_t run_bytes, bad;
	/* Where keys and text go; text is EVENT_PASTE when `paste`. */
	void (*key)(int key);
	void (*text)(const char *text, size_t size, bool paste);
	void (*stop)(void); /* Ctrl+C */
};

void input_bytes_take(struct input_bytes *, unsigned char byte);
/* A key that came decoded already. */
void input_bytes_take_key(struct input_bytes *, int key);
/* A printable sign that came decoded already (number pad). */
void input_bytes_take_sign(struct input_bytes *, char sign);
/* Nothing more is waiting: what was gathered becomes events. */
void input_bytes_end_burst(struct input_bytes *);
/* How long to wait for the rest of what was begun, in ms; 0: nothing was. */
int input_bytes_patience(const struct input_bytes *);
/* The rest did not come: a lone Esc is Esc, half a character is dropped. */
void input_bytes_give_up(struct input_bytes *);
/* The end mark of a paste did not come. */
void input_bytes_end_paste(struct input_bytes *);
void input_bytes_reset(struct input_bytes *);

#endif
