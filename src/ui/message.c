/* The message row and its log (see message.h). */
#include "ui/message.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"

#define MESSAGES_KEPT 200

struct messages {
	char *texts[MESSAGES_KEPT]; /* a ring */
	size_t count, next;
	unsigned long serial;
	enum message_kind kind;
	char *now;
};

struct messages *
messages_new(void)
{
	return mem_alloc(sizeof(struct messages));
}

void
messages_free(struct messages *m)
{
	if (!m)
		return;
	for (size_t i = 0; i < MESSAGES_KEPT; i++)
		free(m->texts[i]);
	free(m->now);
	free(m);
}

static void
message_keep(struct messages *m, enum message_kind kind, char *text)
{
	static const char *const marks[] = {"", "+ ", "! ", "x "};
	char *shown = text_gate_out(text, false);

	free(text);
	free(m->now);
	m->now = mem_printf("%s%s", marks[kind], shown);
	free(shown);
	m->kind = kind;
	m->serial++;
	free(m->texts[m->next]);
	m->texts[m->next] = mem_strdup(m->now);
	m->next = (m->next + 1) % MESSAGES_KEPT;
	if (m->count < MESSAGES_KEPT)
		m->count++;
}

void
message_say(struct messages *m, enum message_kind kind, const char *fmt, ...)
{
	char *text = NULL;
	va_list ap;

	va_start(ap, fmt);
	if (vasprintf(&text, fmt, ap) < 0)
		text = NULL;
	va_end(ap);
	if (text)
		message_keep(m, kind, text);
}

void
message_err(struct messages *m, struct err *err)
{
	if (!err_is_set(err))
		return;
	message_keep(m, err->warning ? MESSAGE_WARNING : MESSAGE_REFUSED,
	    err_line(err));
	err_done(err);
}

void
message_clear(struct messages *m)
{
	free(m->now);
	m->now = NULL;
	m->kind = MESSAGE_SAID;
}

const char *
message_text(const struct messages *m)
{
	return m->now ? m->now : "";
}

enum message_kind
message_kind(const struct messages *m)
{
	return m->kind;
}

unsigned long
message_serial(const struct messages *m)
{
	return m->serial;
}

size_t
message_count(const struct messages *m)
{
	return m->count;
}

const char *
message_at(const struct messages *m, size_t i)
{
	return i < m->count
	    ? m->texts[(m->next + MESSAGES_KEPT - 1 - i) % MESSAGES_KEPT]
	    : "";
}
