/*
 * minizip and expat, and the limits.  A cut part is a parse error, which is
 * how a lost tail is noticed.  The parser's memory is counted, so that no
 * nesting, name or attribute, however long, can take more than its share.
 */
#include "sheet/xlsx_zip.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <expat.h>
#include <minizip/unzip.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/text.h"

#define PART_LIMIT (1024L * 1024 * 1024)
#define RATIO_LIMIT 500
#define RATIO_FROM (1024L * 1024) /* small parts may be as dense as they like */
#define PARSER_LIMIT ((size_t)16 * 1024 * 1024)

enum {
	PARTS_MOST = 20000, /* in one file */
	NAME_MOST = 255,
	CHUNK = 65536
};

struct xlsx_zip {
	unzFile zip;
	char *path;
	/* of the running parse */
	const struct xlsx_part *part;
	XML_Parser parser;
	struct err *err;
	int64_t done, all;
};

/* ---- the parser's memory ---- */

union block {
	size_t size;
	max_align_t align;
};

/* The parser's allocator is given nothing of ours: one parse at a time. */
static size_t taken;

static void *
parser_resize(void *old, size_t size)
{
	union block *block = old ? (union block *)old - 1 : NULL, *larger;
	size_t before = block ? block->size : 0;

	if (size > PARSER_LIMIT || taken - before + size > PARSER_LIMIT)
		return NULL;
	larger = realloc(block, sizeof(*larger) + size);
	/* The old block is still the parser's then, which frees it. */
	if (!larger)
		return NULL;
	larger->size = size;
	taken += size - before;
	return larger + 1;
}

static void *
parser_take(size_t size)
{
	return parser_resize(NULL, size);
}

static void
parser_free(void *old)
{
	union block *block = old;

	if (!block)
		return;
	block--;
	taken -= block->size;
	free(block);
}

/* ---- the file ---- */

/* An old .xls, or an xlsx with a password: both begin with the same bytes. */
static bool
is_old_office(const char *path)
{
	static const unsigned char head[4] = {0xD0, 0xCF, 0x11, 0xE0};
	unsigned char got[4];
	FILE *file = fopen(path, "rb");
	bool same = false;

	if (file) {
		same = fread(got, 1, 4, file) == 4 && !memcmp(got, head, 4);
		fclose(file);
	}
	return same;
}

static bool
refuse_file(const char *path, struct err *err)
{
	if (is_old_office(path))
		return err_set(err, ERR_REFUSED,
		    _("旧格式 xls 或带密码的表格，请另存为不带密码的 xlsx：%s"),
		    path);
	if (path_exists(path))
		return err_set(err, ERR_REFUSED, _("不是 xlsx 表格：%s"), path);
	return err_set(err, ERR_WORLD, _("没有这个文件：%s"), path);
}

/* Nothing is ever unpacked to such a place, but no spreadsheet has one. */
static bool
leads_outside(const char *name)
{
	return *name == '/' || strchr(name, '\\') || !strncmp(name, "../", 3) ||
	       strstr(name, "/../");
}

static int
compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Which of two parts of one name is meant, programs disagree about. */
static bool
check_twice(char **names, size_t count, struct err *err)
{
	if (count)
		qsort(names, count, sizeof(*names), compare_names);
	for (size_t i = 1; i < count; i++)
		if (!strcmp(names[i - 1], names[i]))
			return err_set(err, ERR_REFUSED,
			    _("表格文件里「%.60s」有两份，不能读取"), names[i]);
	return true;
}

/* Of every part, whether or not anything leads to it. */
static bool
check_size(const struct xlsx_zip *z, const unz_file_info64 *info,
    struct err *err)
{
	if (info->uncompressed_size <= PART_LIMIT &&
	    (info->uncompressed_size <= RATIO_FROM ||
		info->uncompressed_size / RATIO_LIMIT <= info->compressed_size))
		return true;
	return err_set(err, ERR_REFUSED,
	    _("表格文件解开后过大，不能读取：%s"), z->path);
}

static bool
take_name(struct xlsx_zip *z, char **name, struct err *err)
{
	unz_file_info64 info;
	char text[NAME_MOST + 1] = "";

	if (unzGetCurrentFileInfo64(z->zip, &info, text, NAME_MOST, NULL, 0,
		NULL, 0) != UNZ_OK)
		return err_set(
		    err, ERR_WORLD, _("表格文件已损坏：%s"), z->path);
	if (info.size_filename > NAME_MOST || leads_outside(text))
		return err_set(err, ERR_REFUSED,
		    _("表格文件里有不该有的路径，不能读取：%s"), z->path);
	if (info.flag & 1)
		return err_set(err, ERR_REFUSED,
		    _("带密码的表格，请另存为不带密码的 xlsx：%s"), z->path);
	if (!check_size(z, &info, err))
		return false;
	for (char *s = text; *s; s++)
		if (*s >= 'A' && *s <= 'Z')
			*s = (char)(*s - 'A' + 'a');
	*name = mem_strdup(text);
	return true;
}

static bool
check_parts(struct xlsx_zip *z, struct err *err)
{
	unz_global_info64 info;
	char **names = NULL;
	size_t count = 0, room = 0;
	bool good;
	int at;

	if (unzGetGlobalInfo64(z->zip, &info) != UNZ_OK ||
	    info.number_entry > PARTS_MOST)
		return err_set(err, ERR_REFUSED,
		    _("表格文件里的部件太多，不能读取：%s"), z->path);
	for (at = unzGoToFirstFile(z->zip), good = true;
	     good && at == UNZ_OK && count < PARTS_MOST;
	     at = unzGoToNextFile(z->zip)) {
		names = mem_grow(names, count, &room, sizeof(*names));
		good = take_name(z, &names[count], err);
		count += good;
	}
	good = good && check_twice(names, count, err);
	while (count)
		free(names[--count]);
	free(names);
	return good;
}

bool
xlsx_zip_open(struct xlsx_zip **made, const char *path, struct err *err)
{
	unzFile zip = unzOpen64(path);
	struct xlsx_zip *z;

	*made = NULL;
	if (!zip)
		return refuse_file(path, err);
	z = mem_alloc(sizeof(*z));
	z->zip = zip;
	z->path = mem_strdup(path);
	if (!check_parts(z, err)) {
		xlsx_zip_close(z);
		return false;
	}
	*made = z;
	return true;
}

void
xlsx_zip_close(struct xlsx_zip *z)
{
	if (!z)
		return;
	unzClose(z->zip);
	free(z->path);
	free(z);
}

/* ---- what the parser tells ---- */

static const char *
local_name(const char *name)
{
	const char *colon = strrchr(name, ':');

	return colon ? colon + 1 : name;
}

const char *
xlsx_attribute(const char **pairs, const char *name)
{
	for (; *pairs; pairs += 2)
		if (!strcmp(local_name(*pairs), name))
			return pairs[1];
	return NULL;
}

void
xlsx_zip_stop(struct xlsx_zip *z, const char *sentence)
{
	if (sentence)
		err_set(z->err, ERR_REFUSED, "%s", sentence);
	XML_StopParser(z->parser, XML_FALSE);
}

void
xlsx_zip_progress(const struct xlsx_zip *z, int64_t *done, int64_t *all)
{
	*done = z->done;
	*all = z->all;
}

static void XMLCALL
on_start(void *data, const XML_Char *name, const XML_Char **pairs)
{
	struct xlsx_zip *z = data;

	z->part->start(z->part->data, local_name(name), pairs);
}

static void XMLCALL
on_end(void *data, const XML_Char *name)
{
	struct xlsx_zip *z = data;

	z->part->end(z->part->data, local_name(name));
}

static void XMLCALL
on_text(void *data, const XML_Char *text, int size)
{
	struct xlsx_zip *z = data;

	z->part->text(z->part->data, text, (size_t)size);
}

/* A document type is where entities come from; no spreadsheet has one. */
static void XMLCALL
on_doctype(void *data, const XML_Char *name, const XML_Char *system,
    const XML_Char *public, int internal)
{
	(void)name;
	(void)system;
	(void)public;
	(void)internal;
	xlsx_zip_stop(data, _("表格文件含有 DOCTYPE，不能读取"));
}

/* ---- one part ---- */

static bool
part_open(struct xlsx_zip *z, const char *name, bool *found, struct err *err)
{
	unz_file_info64 info;

	*found = unzLocateFile(z->zip, name, 2) == UNZ_OK;
	if (!*found)
		return true;
	if (unzGetCurrentFileInfo64(z->zip, &info, NULL, 0, NULL, 0, NULL, 0) !=
		UNZ_OK ||
	    unzOpenCurrentFile(z->zip) != UNZ_OK)
		return err_set(err, ERR_WORLD, _("表格文件已损坏：%s"), z->path);
	z->done = 0;
	z->all = (int64_t)info.uncompressed_size;
	return true;
}

static bool
parse_failed(struct xlsx_zip *z, XML_Parser parser, struct err *err)
{
	enum XML_Error why = XML_GetErrorCode(parser);

	if (err_is_set(err))
		return false;
	if (why == XML_ERROR_NO_MEMORY)
		return err_set(err, ERR_REFUSED,
		    _("表格文件的内容嵌套太深或太长，不能读取：%s"), z->path);
	err_set(err, ERR_WORLD, _("表格文件不完整或已损坏：%s"), z->path);
	err_detail(err, "%s", XML_ErrorString(why));
	return false;
}

static bool
part_feed(struct xlsx_zip *z, XML_Parser parser, struct err *err)
{
	int got;

	do {
		void *room = XML_GetBuffer(parser, CHUNK);

		if (!room)
			return parse_failed(z, parser, err);
		got = unzReadCurrentFile(z->zip, room, CHUNK);
		if (got < 0)
			return err_set(
			    err, ERR_WORLD, _("表格文件已损坏：%s"), z->path);
		z->done += got;
		if (XML_ParseBuffer(parser, got, got == 0) != XML_STATUS_OK)
			return parse_failed(z, parser, err);
	} while (got > 0);
	return true;
}

static XML_Parser
make_parser(struct xlsx_zip *z, const struct xlsx_part *part)
{
	static const XML_Memory_Handling_Suite memory = {
	    parser_take, parser_resize, parser_free};
	XML_Parser parser = XML_ParserCreate_MM(NULL, &memory, NULL);

	if (!parser)
		return NULL;
	XML_SetUserData(parser, z);
	XML_SetElementHandler(parser, on_start, part->end ? on_end : NULL);
	if (part->text)
		XML_SetCharacterDataHandler(parser, on_text);
	XML_SetStartDoctypeDeclHandler(parser, on_doctype);
	return parser;
}

bool
xlsx_zip_parse(struct xlsx_zip *z, const char *name,
    const struct xlsx_part *part, bool *found, struct err *err)
{
	bool fine;

	if (!part_open(z, name, found, err))
		return false;
	if (!*found)
		return true;
	z->part = part;
	z->err = err;
	z->parser = make_parser(z, part);
	fine = z->parser ? part_feed(z, z->parser, err)
			 : err_set(err, ERR_WORLD, _("内存不足"));
	if (z->parser)
		XML_ParserFree(z->parser);
	z->parser = NULL;
	if (unzCloseCurrentFile(z->zip) == UNZ_CRCERROR && fine)
		fine = err_set(
		    err, ERR_WORLD, _("表格文件校验不符，已损坏：%s"), z->path);
	return fine && !err_is_set(err);
}

bool
xlsx_zip_holds(struct xlsx_zip *z, const char *name, const char *bytes,
    bool *found, struct err *err)
{
	size_t size = strlen(bytes), kept = 0;
	char *room;
	int got = 1;
	bool there;

	*found = false;
	if (!part_open(z, name, &there, err))
		return false;
	if (!there)
		return true;
	room = mem_alloc(CHUNK + size);
	while (!*found && got > 0) {
		got = unzReadCurrentFile(z->zip, room + kept, CHUNK);
		if (got <= 0)
			break;
		kept += (size_t)got;
		*found = memmem(room, kept, bytes, size) != NULL;
		if (kept >= size) {
			memmove(room, room + kept - (size - 1), size - 1);
			kept = size - 1;
		}
	}
	free(room);
	unzCloseCurrentFile(z->zip);
	if (got < 0)
		return err_set(err, ERR_WORLD, _("表格文件已损坏：%s"), z->path);
	return true;
}
