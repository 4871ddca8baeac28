/*
 * Plays a corpus through a fuzz target: folders and files as arguments, or
 * the folder of its own name.  A fuzzer brings its own main.
 */
#ifndef JB_TESTS_REPLAY_H
#define JB_TESTS_REPLAY_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

#ifndef FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION

#include <stdio.h>
#include <stdlib.h>

#include "base/path.h"

static int replay_count;

static void
replay_file(const char *path)
{
	struct buf bytes = {0};
	struct err err = {0};

	if (path_read(path, 1 << 20, &bytes, &err)) {
		LLVMFuzzerTestOneInput(
		    (const uint8_t *)buf_string(&bytes), bytes.size);
		replay_count++;
	}
	err_done(&err);
	buf_done(&bytes);
}

static void
replay_folder(const char *dir)
{
	char **names = path_list(dir, "");

	for (size_t i = 0; names && names[i]; i++) {
		char *path = path_join(dir, names[i]);

		replay_file(path);
		free(path);
	}
	path_list_free(names);
}

static inline int
replay(int argc, char **argv, const char *corpus)
{
	for (int i = 1; i < argc; i++) {
		if (path_is_dir(argv[i]))
			replay_folder(argv[i]);
		else
			replay_file(argv[i]);
	}
	if (argc < 2)
		replay_folder(corpus);
	printf("%s 1 - replay: %d inputs of %s\n1..1\n",
	    replay_count ? "ok" : "not ok", replay_count, corpus);
	return replay_count ? 0 : 1;
}

#define REPLAY(corpus)                                                        \
	int main(int argc, char **argv)                                       \
	{                                                                     \
		return replay(argc, argv, corpus);                            \
	}
#else
#define REPLAY(corpus)
#endif

#endif
