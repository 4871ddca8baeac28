/*
 * What the world refused, as a value: a status (the exit status of the
 * program, doc/cli), a refusal code, and a whole sentence for the clerk.
 * The first error wins: setting a set err changes nothing.
 * A zeroed struct is "no error"; err_done frees and zeroes.
 */
#ifndef JB_BASE_ERR_H
#define JB_BASE_ERR_H

#include <stdbool.h>

#include "base/attr.h"

enum err_status {
	ERR_NONE = 0,
	ERR_REFUSED = 1, /* by a rule */
	ERR_USAGE = 2,   /* the words of the call, or a definition file */
	ERR_WORLD = 3,   /* file missing, locked, disk full, not a book */
	ERR_CHECK = 4,   /* a check found something */
	ERR_STOPPED = 5, /* Ctrl-C; everything is as it was */
};

struct err {
	enum err_status status;
	char code[64];  /* refusal code, or empty */
	char rule[16];  /* "R-03", or empty */
	char field[64]; /* the field it speaks of, or empty */
	bool warning;   /* a reason would let it pass */
	char *text;     /* the sentence, Chinese, no full stop needed */
	char *detail;   /* for the log: SQL, errno text; may be NULL */
};

void err_done(struct err *);
bool err_is_set(const struct err *);

/* Both return false, so that `return err_set(...)` reads well. */
bool err_set(struct err *, enum err_status, const char *fmt, ...)
    ATTR_FORMAT(3, 4);
bool err_refuse(struct err *, const char *code, const char *field,
    const char *fmt, ...) ATTR_FORMAT(4, 5);

/* Puts "prefix: " before the sentence (file:line, for instance). */
void err_context(struct err *, const char *fmt, ...) ATTR_FORMAT(2, 3);
void err_detail(struct err *, const char *fmt, ...) ATTR_FORMAT(2, 3);
void err_move(
    struct err *to, struct err *from); /* first wins; from is empty after */

/* "sentence [code R-03]", with " w" in the brackets for a warning. The caller's. */
char *err_line(const struct err *);

#endif
