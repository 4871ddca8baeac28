/*
 * Bytes of the terminal become events.  One queue serves the terminal, key
 * scripts and tests alike.  Knows neither views nor commands.
 */
#ifndef JB_UI_INPUT_H
#define JB_UI_INPUT_H

#include <stdbool.h>
#include <stddef.h>

enum event_kind {
	EVENT_NONE,
	EVENT_KEY,    /* key: codes of record/keymap.h, never text */
	EVENT_TEXT,   /* text: typed or committed by an input method at once */
	EVENT_PASTE,  /* text: rows end in '\n', tabs kept */
	EVENT_RESIZE, /* the screen has its new size already */
	EVENT_HANGUP, /* write the draft and leave */
	EVENT_SUSPEND, /* SIGTSTP; the loop saves the draft, calls term_suspend */
	EVENT_STOP,    /* SIGINT or Ctrl+C: stops long work, nothing else */
	EVENT_TICK     /* nothing came in the time given */
};

struct event {
	enum event_kind kind;
	int key;
	char *text; /* valid UTF-8, owned; NULL unless TEXT or PASTE */
};

void event_done(struct event *); /* frees and zeroes */

/*
 * The next event, waiting at most wait_ms (EVENT_TICK then).  Headless it
 * never waits: EVENT_NONE when the queue is empty.
 */
void input_next(struct event *, int wait_ms);
/* Is something waiting (then a redraw may be left out)? */
bool input_pending(void);
/* Nothing waits: what goes on as long as it is so (db_on_progress). */
bool input_none_waits(void *unused);

/* Puts an event behind the queue; takes over its text. */
void input_push(struct event *);
void input_push_key(int key);
void input_push_text(const char *text, size_t size);
/* Bytes as a terminal would send them in one burst, through the decoder;
 * `end` says that no more come (a lone Esc or half a character is decided). */
void input_push_bytes(const char *bytes, size_t size, bool end);

/* Empties the queue and forgets half-read bytes. */
void input_reset(void);

/* Bytes dropped because they were not UTF-8 since last asked; the loop says
 * once 终端编码不是 UTF-8. */
size_t input_take_bad_bytes(void);

#endif
