/* A traced operation: this head, its two paths, its bytes. */
#ifndef JB_TESTS_RECORDER_H
#define JB_TESTS_RECORDER_H

enum traced {
	TRACED_CREATE,
	TRACED_WRITE, /* bytes at a place */
	TRACED_SIZE,  /* cut or made longer: at */
	TRACED_WHOLE, /* what the whole file holds now */
	TRACED_SYNC,  /* of a file, or of a folder's names */
	TRACED_UNLINK,
	TRACED_RENAME,
	TRACED_LINK,
	TRACED_SAID, /* standard output, or the end */
};

struct traced_head {
	enum traced what;
	unsigned path, other;
	unsigned long long at, size;
};

#endif
