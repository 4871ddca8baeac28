/* The test anything protocol in forty lines: ok, is, skip, bail; plan last. */
#ifndef JB_TESTS_TAP_H
#define JB_TESTS_TAP_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/attr.h"

static inline bool ok(bool pass, const char *fmt, ...) ATTR_FORMAT(2, 3);

static int tap_count, tap_failed;

static inline bool
ok(bool pass, const char *fmt, ...)
{
	va_list ap;

	printf("%sok %d - ", pass ? "" : "not ", ++tap_count);
	va_start(ap, fmt);
	vprintf(fmt, ap);
	va_end(ap);
	putchar('\n');
	fflush(stdout);
	tap_failed += !pass;
	return pass;
}

static inline bool
is(const char *got, const char *want, const char *name)
{
	bool same = got && want ? !strcmp(got, want) : got == want;

	if (!ok(same, "%s", name))
		printf("#  got: %s\n# want: %s\n", got ? got : "(null)",
		    want ? want : "(null)");
	return same;
}

static inline bool
is_int(long long got, long long want, const char *name)
{
	if (!ok(got == want, "%s", name))
		printf("#  got: %lld\n# want: %lld\n", got, want);
	return got == want;
}

static inline int
done(void)
{
	printf("1..%d\n", tap_count);
	return tap_failed ? 1 : 0;
}

#endif
