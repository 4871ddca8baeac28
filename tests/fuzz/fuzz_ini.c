/*
 * Any bytes as a definition file: a sentence or a value, never a crash.
 * Built by clang with -fsanitize=fuzzer and FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION
 * this is a libFuzzer target; otherwise a program that replays the files it
 * is given.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/path.h"
#include "record/ini.h"
#include "replay.h"

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t size);

static void
expect(bool good, const char *what)
{
	if (good)
		return;
	fprintf(stderr, "fuzz_ini: %s\n", what);
	abort();
}

/* What was read can be read again, whole. */
static void
check_values(const struct ini *ini)
{
	for (size_t i = 0; i < ini_sections(ini); i++) {
		const char *section = ini_section(ini, i);

		expect(ini_line(ini, section, NULL) > 0, "a section's line");
		for (size_t k = 0; k < ini_keys(ini, section); k++) {
			const char *key = ini_key(ini, section, k);

			expect(ini_line(ini, section, key) > 0, "a key's line");
			expect(ini_get(ini, section, key) != NULL, "a value");
		}
	}
}

int
LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t size)
{
	struct ini *ini = NULL;
	struct err err = {0};

	if (ini_load_text(&ini, "f.ini", (const char *)bytes, size, &err))
		check_values(ini);
	else
		expect(err_is_set(&err) && err.text &&
			   !strncmp(err.text, "f.ini:", 6),
		    "a fault without file and line");
	ini_free(ini);
	err_done(&err);
	return 0;
}

REPLAY("tests/fuzz/ini")
