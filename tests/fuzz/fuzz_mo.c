/* Message catalogues of any bytes: read or refused, and searched. */
#include <stdlib.h>
#include <string.h>

#include "base/mo.h"
#include "replay.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	/* on the heap, aligned, and not a byte more */
	void *copy = malloc(size ? size : 1);
	struct mo mo;
	const char *from, *to;

	if (!copy)
		return 0;
	memcpy(copy, bytes, size);
	if (mo_read(&mo, copy, size)) {
		for (uint32_t i = 0; i < mo.count; i++)
			if (!mo_find(&mo, mo.bytes + mo.from[2 * i + 1], &from,
				&to) &&
			    mo.to[2 * i] && !mo.hash_size)
				abort();
		mo_find(&mo, "", &from, &to);
		mo_find(&mo, "新增", &from, &to);
		mo_close(&mo);
	}
	free(copy);
	return 0;
}

REPLAY("tests/fuzz/mo")
