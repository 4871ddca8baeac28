/*
 * What the world refused, as a value.  Owns its sentence; shows nothing to
 * anyone and ends nothing.
 */
#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"

static char *format(const char *fmt, va_list ap) ATTR_FORMAT(1, 0);

static char *
format(const char *fmt, va_list ap)
{
	va_list again;
	char *text;
	int size;

	va_copy(again, ap);
	size = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	if (size < 0)
		return mem_strdup("");
	text = mem_alloc((size_t)size + 1);
	vsnprintf(text, (size_t)size + 1, fmt, ap);
	return text;
}

void
err_done(struct err *err)
{
	if (!err)
		return;
	free(err->text);
	free(err->detail);
	memset(err, 0, sizeof(*err));
}

bool
err_is_set(const struct err *err)
{
	return err && err->status != ERR_NONE;
}

bool
err_set(struct err *err, enum err_status status, const char *fmt, ...)
{
	va_list ap;

	if (!err || err_is_set(err))
		return false;
	err->status = status;
	va_start(ap, fmt);
	err->text = format(fmt, ap);
	va_end(ap);
	return false;
}

bool
err_refuse(struct err *err, const char *code, const char *field,
    const char *fmt, ...)
{
	va_list ap;

	if (!err || err_is_set(err))
		return false;
	err->status = ERR_REFUSED;
	snprintf(err->code, sizeof(err->code), "%s", code ? code : "");
	snprintf(err->field, sizeof(err->field), "%s", field ? field : "");
	va_start(ap, fmt);
	err->text = format(fmt, ap);
	va_end(ap);
	return false;
}

void
err_context(struct err *err, const char *fmt, ...)
{
	va_list ap;
	char *prefix, *text;

	if (!err_is_set(err))
		return;
	va_start(ap, fmt);
	prefix = format(fmt, ap);
	va_end(ap);
	text = mem_printf("%s: %s", prefix, err->text ? err->text : "");
	free(prefix);
	free(err->text);
	err->text = text;
}

void
err_detail(struct err *err, const char *fmt, ...)
{
	va_list ap;

	if (!err_is_set(err) || err->detail)
		return;
	va_start(ap, fmt);
	err->detail = format(fmt, ap);
	va_end(ap);
}

void
err_move(struct err *to, struct err *from)
{
	if (to == from || !from)
		return;
	if (!to || err_is_set(to)) {
		err_done(from);
		return;
	}
	*to = *from;
	memset(from, 0, sizeof(*from));
}

char *
err_line(const struct err *err)
{
	struct buf line = { 0 };

	buf_add_string(&line, err->text);
	if (err->code[0]) {
		buf_printf(&line, " [%s", err->code);
		if (err->rule[0])
			buf_printf(&line, " %s", err->rule);
		buf_add_string(&line, err->warning ? " w]" : "]");
	}
	return buf_take(&line);
}
