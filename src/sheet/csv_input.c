/*
 * Decoding.  A BOM tells; else strict UTF-8; else GB18030.  Nothing is
 * guessed beyond that: wrong letters in a book are worse than a refusal.
 */
#include "sheet/csv_input.h"

#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"

enum {
	PIECE = 65536,
	SURE = 8 /* characters of three bytes that make UTF-8 certain */
};

struct csv_input {
	int fd;            /* -1: from memory */
	const char *bytes; /* of memory */
	int64_t at, size;
	const char *encoding; /* NULL: UTF-8 as it is */
	iconv_t converter;
	char raw[PIECE];
	size_t raw_size; /* not yet decoded, at the front of raw */
	char text[2 * PIECE];
	bool bad, ended;
};

/* ---- bytes ---- */

static bool
read_more(struct csv_input *in, struct err *err)
{
	size_t room = PIECE - in->raw_size;
	ssize_t got;

	if (in->fd < 0) {
		int64_t left = in->size - in->at;

		got = left < (int64_t)room ? (ssize_t)left : (ssize_t)room;
		if (got)
			memcpy(in->raw + in->raw_size, in->bytes + in->at,
			    (size_t)got);
	} else {
		do
			got = read(in->fd, in->raw + in->raw_size, room);
		while (got < 0 && errno == EINTR);
		if (got < 0)
			return err_set(err, ERR_WORLD, _("文件读不出来：%s"),
			    strerror(errno));
	}
	if (got == 0)
		in->ended = true;
	in->at += got;
	in->raw_size += (size_t)got;
	return true;
}

static bool
start_at(struct csv_input *in, int64_t at, struct err *err)
{
	if (in->fd >= 0 && lseek(in->fd, (off_t)at, SEEK_SET) < 0)
		return err_set(
		    err, ERR_WORLD, _("文件读不出来：%s"), strerror(errno));
	in->at = at;
	in->raw_size = 0;
	in->ended = false;
	return true;
}

/* Bytes of the longest valid front; *rest is a character cut by the end. */
static size_t
valid_front(const char *s, size_t size, bool *cut, size_t *wide)
{
	size_t at = 0;

	*cut = false;
	while (at < size) {
		int32_t cp;
		size_t used;

		if ((unsigned char)s[at] < 0x80) {
			at++;
			continue;
		}
		used = text_decode(s + at, size - at, &cp);
		if (cp < 0) {
			unsigned char lead = (unsigned char)s[at];
			size_t want = lead >= 0xf0   ? 4
				      : lead >= 0xe0 ? 3
						     : 2;

			*cut = size - at < want && lead >= 0xc2 && lead < 0xf5;
			for (size_t i = at + 1; *cut && i < size; i++)
				*cut = ((unsigned char)s[i] & 0xc0) == 0x80;
			return at;
		}
		*wide += used == 3;
		at += used;
	}
	return at;
}

/* Is all of it UTF-8, or so much that a bad byte can only be damage? */
static bool
is_utf8(struct csv_input *in, bool *yes, struct err *err)
{
	size_t wide = 0;

	*yes = true;
	while (!in->ended) {
		size_t front;
		bool cut;

		if (!read_more(in, err))
			return false;
		front = valid_front(in->raw, in->raw_size, &cut, &wide);
		if (front < in->raw_size && (!cut || in->ended)) {
			*yes = wide >= SURE;
			return true;
		}
		memmove(in->raw, in->raw + front, in->raw_size - front);
		in->raw_size -= front;
	}
	return true;
}

static bool
find_encoding(struct csv_input *in, struct err *err)
{
	const unsigned char *raw = (const unsigned char *)in->raw;
	bool utf8;

	while (in->raw_size < 4 && !in->ended)
		if (!read_more(in, err))
			return false;
	if (in->raw_size >= 3 && !memcmp(raw, "\xef\xbb\xbf", 3))
		return start_at(in, 3, err);
	if (in->raw_size >= 2 && raw[0] == 0xff && raw[1] == 0xfe) {
		in->encoding = "UTF-16LE";
		return start_at(in, 2, err);
	}
	if (in->raw_size >= 2 && raw[0] == 0xfe && raw[1] == 0xff) {
		in->encoding = "UTF-16BE";
		return start_at(in, 2, err);
	}
	if (!start_at(in, 0, err) || !is_utf8(in, &utf8, err))
		return false;
	if (!utf8)
		in->encoding = "GB18030";
	return start_at(in, 0, err);
}

static bool
start(struct csv_input *in, const char *name, struct err *err)
{
	in->converter = (iconv_t)-1;
	if (!find_encoding(in, err))
		return false;
	if (!in->encoding)
		return true;
	in->converter = iconv_open("UTF-8", in->encoding);
	if (in->converter == (iconv_t)-1)
		return err_set(err, ERR_WORLD,
		    _("%s 是 %s 编码，本机没有这种转换，请另存为 UTF-8"), name,
		    in->encoding);
	return true;
}

bool
csv_input_open(struct csv_input **out, const char *path, struct err *err)
{
	struct csv_input *in;
	struct stat st;
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);

	*out = NULL;
	if (fd < 0)
		return err_set(
		    err, ERR_WORLD, _("%s 打不开：%s"), path, strerror(errno));
	if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode)) {
		close(fd);
		return err_set(err, ERR_WORLD, _("%s 不是普通文件"), path);
	}
	*out = in = mem_alloc(sizeof *in);
	in->fd = fd;
	in->size = st.st_size;
	if (start(in, path, err))
		return true;
	csv_input_close(in);
	*out = NULL;
	return false;
}

bool
csv_input_open_bytes(struct csv_input **out, const char *name,
    const char *bytes, size_t size, struct err *err)
{
	struct csv_input *in = *out = mem_alloc(sizeof *in);

	in->fd = -1;
	in->bytes = bytes;
	in->size = (int64_t)size;
	if (start(in, name, err))
		return true;
	csv_input_close(in);
	*out = NULL;
	return false;
}

void
csv_input_close(struct csv_input *in)
{
	if (!in)
		return;
	if (in->converter != (iconv_t)-1)
		iconv_close(in->converter);
	if (in->fd >= 0)
		close(in->fd);
	free(in);
}

/* ---- pieces ---- */

static void
keep_rest(struct csv_input *in, size_t used)
{
	memmove(in->raw, in->raw + used, in->raw_size - used);
	in->raw_size -= used;
}

static size_t
decode(struct csv_input *in)
{
	char *from = in->raw, *to = in->text;
	size_t left = in->raw_size, room = sizeof in->text;

	/* E2BIG only asks for another turn, EINVAL for more bytes. */
	if (iconv(in->converter, &from, &left, &to, &room) == (size_t)-1 &&
	    (errno == EILSEQ || (errno == EINVAL && in->ended)))
		in->bad = true;
	keep_rest(in, (size_t)(from - in->raw));
	return sizeof in->text - room;
}

static size_t
pass(struct csv_input *in)
{
	size_t wide = 0, front;
	bool cut;

	front = valid_front(in->raw, in->raw_size, &cut, &wide);
	if (front < in->raw_size && (!cut || in->ended))
		in->bad = true;
	memcpy(in->text, in->raw, front);
	keep_rest(in, front);
	return front;
}

bool
csv_input_next(struct csv_input *in, const char **bytes, size_t *size,
    struct err *err)
{
	*bytes = in->text;
	*size = 0;
	while (!*size && !in->bad) {
		if (!in->ended && !read_more(in, err))
			return false;
		if (in->raw_size == 0 && in->ended)
			break;
		*size = in->encoding ? decode(in) : pass(in);
	}
	return true;
}

const char *
csv_input_bad(const struct csv_input *in)
{
	if (!in->bad)
		return NULL;
	return in->encoding ? in->encoding : "UTF-8";
}

void
csv_input_progress(const struct csv_input *in, int64_t *done, int64_t *all)
{
	*done = in->at;
	*all = in->size;
}
