/*
 * The message row and the last 200 messages.  Words first; knows neither
 * views nor curses.
 */
#ifndef JB_UI_MESSAGE_H
#define JB_UI_MESSAGE_H

#include <stddef.h>

#include "base/attr.h"
#include "base/err.h"

enum message_kind { MESSAGE_SAID, MESSAGE_PASSED, MESSAGE_WARNING, MESSAGE_REFUSED };

struct messages;
struct messages *messages_new(void);
void messages_free(struct messages *);

void message_say(struct messages *, enum message_kind, const char *fmt, ...)
    ATTR_FORMAT(3, 4);
/* Says the error (nothing when it is not set) and empties it. */
void message_err(struct messages *, struct err *);
void message_clear(struct messages *); /* the row; the log keeps it */

const char *message_text(const struct messages *); /* "" when there is none */
enum message_kind message_kind(const struct messages *);
/* How often something was said: tells whether the row is still the same. */
unsigned long message_serial(const struct messages *);

size_t message_count(const struct messages *);
const char *message_at(const struct messages *, size_t i); /* newest first */

#endif
